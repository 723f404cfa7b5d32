"""How the weights of `core.trust.texts` are learned: logistic regression over what a sentence says, a verdict each.

A line's label is that of the whole message, and it is enough that one of its sentences asks. So the sentence that asks
most stands for its message, by the weights of the round before.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any, Literal
from zlib import crc32

import numpy as np
from babel.messages.pofile import read_po
from numpy.typing import NDArray

from core.trust.plain import plain
from core.trust.sentences import SIZE, WORDS, Sentence, sentences
from core.trust.texts import HEAD, JUDGED, WEIGHT, WEIGHTS, Judged, measure
from tests.bench import frames

Floats = NDArray[np.float64]
ROUNDS, STEPS, PACE, DECAY = 4, 50, 0.3, 0.03
"""Rounds of choosing the sentence that counts, steps of Adam in each, its rate, and what keeps weights small."""
EACH, MADE, SAID = 30, 0.3, 0.5
"""So many sentences of a frame; what one of them, and one of the program's own, counts beside a written line."""
CARDS: dict[Judged, float] = {"secret": 0.05, "elsewhere": 0.03}
HELD: dict[Judged, float] = {"secret": 0.03, "elsewhere": 0.01}
"""How many of the written lines that ask for nothing, hard ones all, may be found: of anybody's, and of agents'."""
CATALOGUES, SHORTEST = Path("config/texts"), 15
OURS = ("acme.org",)
"""The desk's own domain in the lines."""


@dataclass(frozen=True)
class Line:
    """A message, and what is right to say of it."""

    text: str
    verdict: Literal["clear", "request_secret", "redirect"]
    by: Literal["anyone", "agent", "frame", "desk"]
    lang: str


def written(name: str = "lines") -> list[Line]:
    """The written lines; those of `apart` are never learned from."""
    file = frames.FOLDER / f"{name}.jsonl"
    return [Line(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def framed(each: int = EACH) -> list[Line]:
    """The lines that are made."""
    return [
        Line(text, verdict, "frame", language)  # type: ignore[arg-type]
        for language in frames.LANGUAGES
        for text, verdict in frames.made(language, each)
    ]


def ordinary() -> list[Line]:
    """What the program itself says, and paragraphs of Python's own help: they ask for nothing."""
    said = {}
    for language in ("en", "pt_BR", "pt_PT"):
        with (CATALOGUES / f"{language}.po").open("rb") as file:
            for message in read_po(file):
                strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
                said |= {each: language[:2] for each in strings if message.id and len(each) >= SHORTEST}
    helped = [" ".join(each.split()) for topic in topics.values() for each in topic.split("\n\n")]
    said |= {each: "en" for each in helped if SHORTEST <= len(each) <= 400}
    return [Line(text, "clear", "desk", language) for text, language in said.items()]


def taken(line: Line, *, ours: bool = False) -> tuple[Sentence, ...]:
    read, _ = plain(line.text)
    return sentences(read, OURS if ours else ())


def with_ours(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[Sentence, ...]]]:
    """The lines taken apart; those that name the desk's page twice, as it is read where the desk is known too."""
    twice = [line for line in lines if OURS[0] in line.text]
    return [*lines, *twice], [*(taken(line) for line in lines), *(taken(line, ours=True) for line in twice)]


class Sparse:
    """All sentences of some messages as one sparse matrix."""

    def __init__(self, messages: Sequence[tuple[Sentence, ...]]) -> None:
        rows = [(place, each) for place, message in enumerate(messages) for each in message]
        self.messages = len(messages)
        self.of = np.array([place for place, _ in rows], dtype=np.int64)
        numbers = [sorted(each.words) + sorted(each.senses) for _, each in rows]
        self.lengths = np.array([len(each) for each in numbers], dtype=np.int64)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.numbers = np.array([number for each in numbers for number in each], dtype=np.int64)
        self.scale = np.array([measure(each) for _, each in rows])
        self.values = np.where(self.numbers < WORDS, WEIGHT, 1.0)

    def scores(self, weights: Floats, bias: float) -> Floats:
        """What each sentence scores."""
        return np.add.reduceat(weights[self.numbers] * self.values, self.starts) * self.scale + bias

    def most(self, scores: Floats) -> Floats:
        """What each message scores: as much as the sentence that scores most."""
        found = np.full(self.messages, -99.0)
        np.maximum.at(found, self.of, scores)
        return found


def learned(sparse: Sparse, right: NDArray[np.bool_], counts: Floats) -> tuple[Floats, float]:
    """The weights for one verdict, and the bias, without what scales them."""
    known, numbers = np.unique(sparse.numbers, return_inverse=True)
    within = _Within(sparse, numbers)
    weights = np.zeros(len(known) + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    asks = right[sparse.of]
    shares = np.bincount(sparse.of, minlength=sparse.messages)[sparse.of]
    step = 0
    for turn in range(ROUNDS):
        if turn == 0:
            counted = np.where(asks, 1 / shares, 1.0)
        else:
            scores = within.scores(weights)
            counted = np.where(asks, scores >= sparse.most(scores)[sparse.of] - 1e-9, 1.0)
        counted = counted * counts[sparse.of]
        for _ in range(STEPS):
            step += 1
            slope = within.slope(weights, (1 / (1 + np.exp(-within.scores(weights))) - asks) * counted)
            first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
            weights -= PACE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
    whole = np.zeros(SIZE)
    whole[known] = weights[:-1]
    return whole, float(weights[-1])


class _Within:
    """The matrix by the numbers that occur in it; the last weight is the bias."""

    def __init__(self, sparse: Sparse, numbers: Any) -> None:
        self.sparse, self.numbers = sparse, numbers

    def scores(self, weights: Floats) -> Floats:
        each = weights[self.numbers] * self.sparse.values
        return np.add.reduceat(each, self.sparse.starts) * self.sparse.scale + weights[-1]

    def slope(self, weights: Floats, wrong: Floats) -> Floats:
        each = np.repeat(wrong * self.sparse.scale, self.sparse.lengths) * self.sparse.values
        found = np.bincount(self.numbers, each, minlength=len(weights)) + DECAY * weights
        found[-1] = wrong.sum()
        return found


def counts(lines: Sequence[Line]) -> Floats:
    """What each line counts."""
    return np.array([{"frame": MADE, "desk": SAID}.get(line.by, 1.0) for line in lines])


FOLDS = 5
VERDICTS: dict[Judged, str] = {"secret": "request_secret", "elsewhere": "redirect"}


def folds(lines: Sequence[Line]) -> NDArray[np.int64]:
    """A number for each line, by its text alone, so that a line that is there twice is left out as one."""
    return np.array([crc32(line.text.encode()) % FOLDS for line in lines])


def left_out(what: Judged, lines: Sequence[Line], made: Sequence[Line]) -> Floats:
    """What each of the lines scores by weights that were learned without it."""
    lines_, messages = with_ours([*lines, *made])
    fold, found = folds(lines_), np.zeros(len(lines))
    count, right = counts(lines_), np.array([line.verdict == VERDICTS[what] for line in lines_])
    of_frames = np.array([line.by == "frame" for line in lines_])
    for out in range(FOLDS):
        within = np.flatnonzero((fold != out) | of_frames)
        weights, bias = learned(Sparse([messages[each] for each in within]), right[within], count[within])
        held = np.flatnonzero(fold[: len(lines)] == out)
        sparse = Sparse([messages[each] for each in held])
        found[held] = sparse.most(sparse.scores(weights, bias))
    return found


def threshold(scores: Floats, clear: NDArray[np.bool_], share: float) -> float:
    """Above which so few of the clear lines score."""
    return float(np.sort(scores[clear])[::-1][int(share * clear.sum())])


def write() -> None:
    """Learn from everything, and write the weights."""
    lines, made = written(), [*framed(), *ordinary()]
    lines_, messages = with_ours([*lines, *made])
    sparse = Sparse(messages)
    clear = np.array([line.verdict == "clear" for line in lines])
    agents = np.array([line.by == "agent" for line in lines])
    data = b""
    for what in JUDGED:
        right = np.array([line.verdict == VERDICTS[what] for line in lines_])
        weights, bias = learned(sparse, right, counts(lines_))
        scores = left_out(what, lines, made)
        anybody, staff = threshold(scores, clear, CARDS[what]), threshold(scores, clear & agents, HELD[what])
        weights[:WORDS] *= WEIGHT
        worth = float(np.abs(weights).max()) / 127
        data += (
            HEAD.pack(worth, anybody - bias, staff - bias)
            + np.round(weights / worth).astype(np.int8).tobytes()
        )
    WEIGHTS.write_bytes(data)
