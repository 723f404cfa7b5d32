"""`switchboard screen`: names in, verdicts out, one JSON line each, for checking a member list or another program.

    in   {"name": "…", "username"?: "…", "bio"?: "…", "picture"?: "file"}
    out  {"verdict": "imitation" | "clear" | "unknown", "score": 0.0 to 1.0, "staff"?: "…", "reasons": ["…"]}

`official` is never among them: an account tells that, and there is none here. A line that cannot be read is answered
with `unknown` and why; so is one whose picture could not be compared, unless its name says enough. Pictures are
compared with those that the roster names; a `bio` is read for whom it speaks, and what it asks.

With `--text`, messages. What is by an agent is found where it would be held; by anyone, where moderators would get a
card. Spans are in code points.

    in   {"text": "…", "by"?: "anyone" | "agent"}
    out  {"verdict": "clear" | "request_secret" | "redirect" | "secret_leak", "spans": [[start, end, what], …]}
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from adapters.pictures.likeness import Likeness
from adapters.pictures.reading import LARGEST
from adapters.pictures.views import Print, prepared
from config.problems import Problem, SettingsError
from core.trust.names import ALERT, Official, Screen
from core.trust.pictures import Match, NoMatch, Unreadable, Why
from core.trust.secrets import found
from core.trust.texts import ALL, TextRules, screen
from core.trust.verdicts import Verdict, with_words
from core.words.people import Profile
from core.words.refs import AgentId
from core.words.texts import Texts


class _Seen(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    username: str | None = None
    bio: str | None = None
    picture: str | None = None


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str
    by: Literal["anyone", "agent"] = "anyone"


class _Staff(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    username: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Those who are staff: their names, and their pictures where there are any."""

    screen: Screen
    pictures: Likeness | None = None
    rules: TextRules = ALL

    def look(self, seen: _Seen) -> Verdict:
        """What names and words say: the gravest."""
        named = self.screen.look(Profile(None, (seen.name,), seen.username or ""))
        if not seen.bio:
            return named
        told = max(named, self.screen.bio(seen.bio), key=lambda each: each.score)
        return with_words(told, seen.bio, self.rules)


def of_roster(file: Path, desk: str) -> Roster:
    """A roster given as JSON lines.

    Raises:
        SettingsError: a line of it is none of somebody's, or its picture cannot be used.
    """
    staff: list[Official] = []
    prints: dict[AgentId, list[Print]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            each = _Staff.model_validate_json(line)
        except ValidationError:
            wrong = 'a member of staff is a line such as {"name": "Jane", "username": "jane"}'
            raise SettingsError((Problem(str(file), f"line {number}", wrong),)) from None
        staff.append(Official(each.name, (each.username,) if each.username else ()))
        if each.picture is not None:
            seen = _read(each.picture)
            print_ = Unreadable(Why.BROKEN) if seen is None else prepared(seen)
            if isinstance(print_, Unreadable):
                wrong = f"the picture {each.picture} cannot be compared: it is {print_.why}, or not there"
                raise SettingsError((Problem(str(file), f"line {number}", wrong),))
            prints.setdefault(AgentId(each.name), []).append(print_)
    return Roster(Screen(staff, desk), Likeness(prints) if prints else None)


def run(lines: Iterable[bytes], out: BinaryIO, roster: Roster, texts: Texts) -> None:
    """Answer each line as it comes, in order."""
    for line in lines:
        out.write(_line(_answer(line, roster, texts)))
        out.flush()


def run_texts(lines: Iterable[bytes], out: BinaryIO, rules: TextRules) -> None:
    """Answer each message as it comes: what it asks for, or what it gives away, and where."""
    for line in lines:
        out.write(_line(_text_answer(line, rules)))
        out.flush()


def _line(answer: dict[str, object]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode() + b"\n"


def _text_answer(line: bytes, rules: TextRules) -> dict[str, object]:
    try:
        said = _Said.model_validate_json(line)
    except ValidationError:
        return {"verdict": "unknown", "spans": [], "error": "the line is no object with a text"}
    secrets = [[each.start, each.end, each.kind] for each in found(said.text)]
    asked = screen(said.text, rules, staff=said.by == "agent")
    spans: list[list[object]] = [[each.start, each.end, each.what] for each in asked]
    verdict = "secret_leak" if secrets else "clear"
    if asked:
        verdict = next((each.kind for each in asked if each.kind == "request_secret"), "redirect")
    return {"verdict": verdict, "spans": [*secrets, *spans]}


def _answer(line: bytes, roster: Roster, texts: Texts) -> dict[str, object]:
    try:
        seen = _Seen.model_validate_json(line)
    except ValidationError:
        return {"verdict": "unknown", "score": 0.0, "reasons": ["the line is no object with a name"]}
    found = roster.look(seen)
    alike = None if seen.picture is None else _compared(seen.picture, roster.pictures)
    verdict: Literal["imitation", "clear", "unknown"] = found.kind
    score, staff = found.score, found.staff
    reasons = [texts.say("en", reason) for reason in found.reasons] if verdict == "imitation" else []
    match alike:
        case Match(staff=owner, score=likeness, reasons=how):
            reasons.append(f"its picture is that of {owner} ({', '.join(how)})")
            if verdict != "imitation":
                verdict, staff = "imitation", str(owner)
            score = max(score, round(ALERT + (1 - ALERT) * likeness, 2))
        case Unreadable(why=why):
            reasons.append(f"the picture could not be compared: {why}")
            verdict = "unknown" if verdict == "clear" else verdict
        case _:
            pass
    named = {"staff": staff} if verdict == "imitation" else {}
    return {"verdict": verdict, "score": score, **named, "reasons": reasons}


def _compared(file: str, pictures: Likeness | None) -> Match | NoMatch | Unreadable:
    """The picture beside the roster's. What cannot be looked at clears nobody."""
    seen = None if pictures is None else _read(file)
    return Unreadable(Why.BROKEN) if pictures is None or seen is None else pictures.look(seen)


def _read(file: str) -> bytes | None:
    path = Path(file)
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        return None
