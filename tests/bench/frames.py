"""Sentences made from frames: `verdict = frame`, where (a|b) is one of these, `?` makes what stands before it
optional, [,.] is one of these signs, a backslash takes a sign as it is, and $NAME is one of the list `$NAME = a | b`.
"""

import random
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "asked"
LANGUAGES = ("en", "pt", "es")
LOWER, UNSTOPPED = 0.3, 0.3
"""How many of the sentences are in small letters, and how many have no full stop."""


def made(language: str, each: int, seed: int = 1) -> list[tuple[str, str]]:
    """Texts with their verdicts, so many of each frame of a language."""
    lists, frames = _parsed((FOLDER / f"frames_{language}.txt").read_text(encoding="utf-8"))
    dice = random.Random(seed)
    found = []
    for verdict, frame in frames:
        texts: dict[str, None] = {}
        for _ in range(3 * each):
            text = _spaced(Choice(lists, dice).of(frame))
            text = text.lower() if dice.random() < LOWER else text
            texts[text.rstrip(".") if dice.random() < UNSTOPPED else text] = None
            if len(texts) == each:
                break
        found += [(text, verdict) for text in texts]
    return found


class Choice:
    """One way through a frame."""

    def __init__(self, lists: dict[str, str], dice: random.Random) -> None:
        self.lists, self.dice = lists, dice

    def of(self, frame: str) -> str:
        said, _ = self._alternatives(frame, 0, "")
        return said

    def _alternatives(self, frame: str, at: int, stop: str) -> tuple[str, int]:
        ways = [""]
        while at < len(frame) and frame[at] != stop:
            if frame[at] == "|":
                ways.append("")
                at += 1
                continue
            piece, at = self._piece(frame, at)
            if frame[at : at + 1] == "?":
                piece, at = (piece if self.dice.random() < 0.5 else ""), at + 1
            ways[-1] += piece
        return self.dice.choice(ways), at

    def _piece(self, frame: str, at: int) -> tuple[str, int]:
        match frame[at]:
            case "(":
                piece, end = self._alternatives(frame, at + 1, ")")
                return piece, end + 1
            case "[":
                end = frame.index("]", at)
                return self.dice.choice(frame[at + 1 : end]), end + 1
            case "\\":
                return frame[at + 1], at + 2
            case "$":
                name = re.match(r"[A-Z]+", frame[at + 1 :])
                assert name is not None, frame
                return self.of(self.lists[name[0]]).strip(), at + 1 + name.end()
            case sign:
                return sign, at + 1


def _parsed(written: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    lists, frames = {}, []
    for line in written.splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            if key.startswith("$"):
                lists[key[1:]] = value
            else:
                frames.append((key, value))
    return lists, frames


def _spaced(text: str) -> str:
    return re.sub(r"\s+([.,?])", r"\1", re.sub(r"\s+", " ", text)).strip()
