"""`switchboard screen`: names in, verdicts out, one JSON line each, for checking a member list or another program.

    in   {"name": "…", "username"?: "…", "bio"?: "…", "picture"?: "file"}
    out  {"verdict": "imitation" | "clear" | "unknown", "score": 0.0 to 1.0, "staff"?: "…", "reasons": ["…"]}

`official` is never among them: an account tells that, and there is none here. A line that cannot be read is answered
with `unknown` and why; so is one whose picture could not be looked at, unless its name says enough.

With `--text`, messages: `{"text": "…"}` in, `{"verdict": "clear" | "request_secret" | "redirect" | "secret_leak",
"spans": [[start, end, what], …]}` out, in code points.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ConfigDict, ValidationError

from config.problems import Problem, SettingsError
from core.trust.names import Official, Screen
from core.trust.secrets import found
from core.trust.texts import TextRules, screen
from core.trust.verdicts import Verdict
from core.words.people import Profile
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


class _Staff(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    username: str | None = None


def of_roster(file: Path, desk: str) -> Screen:
    """The screen of a roster given as JSON lines.

    Raises:
        SettingsError: a line of it is none of somebody's.
    """
    staff: list[Official] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            each = _Staff.model_validate_json(line)
        except ValidationError:
            wrong = 'a member of staff is a line such as {"name": "Jane", "username": "jane"}'
            raise SettingsError((Problem(str(file), f"line {number}", wrong),)) from None
        staff.append(Official(each.name, (each.username,) if each.username else ()))
    return Screen(staff, desk)


def run(lines: Iterable[str], out: TextIO, screen: Screen, texts: Texts) -> None:
    """Answer each line as it comes, in order."""
    for line in lines:
        out.write(json.dumps(_answer(line, screen, texts), ensure_ascii=False) + "\n")
        out.flush()


def run_texts(lines: Iterable[str], out: TextIO, rules: TextRules) -> None:
    """Answer each message as it comes: what it asks for, or what it gives away, and where."""
    for line in lines:
        out.write(json.dumps(_text_answer(line, rules), ensure_ascii=False) + "\n")
        out.flush()


def _text_answer(line: str, rules: TextRules) -> dict[str, object]:
    try:
        said = _Said.model_validate_json(line).text
    except ValidationError:
        return {"verdict": "unknown", "spans": [], "error": "the line is no object with a text"}
    secrets = [[each.start, each.end, each.kind] for each in found(said)]
    asked = screen(said, rules, staff=True)
    spans: list[list[object]] = [[each.start, each.end, each.what] for each in asked]
    verdict = "secret_leak" if secrets else "clear"
    if asked:
        verdict = next((each.kind for each in asked if each.kind == "request_secret"), "redirect")
    return {"verdict": verdict, "spans": [*secrets, *spans]}


def _answer(line: str, screen: Screen, texts: Texts) -> dict[str, object]:
    try:
        seen = _Seen.model_validate_json(line)
    except ValidationError:
        return {"verdict": "unknown", "score": 0.0, "reasons": ["the line is no object with a name"]}
    found = screen.look(Profile(None, (seen.name,), seen.username or ""))
    return _told(found, texts, unchecked=seen.picture is not None)


def _told(found: Verdict, texts: Texts, *, unchecked: bool) -> dict[str, object]:
    reasons = [texts.say("en", reason) for reason in found.reasons] if found.kind == "imitation" else []
    verdict = found.kind
    if unchecked:
        reasons.append("the picture was not looked at")
        verdict = "unknown" if verdict == "clear" else verdict
    staff = {"staff": found.staff} if verdict == "imitation" else {}
    return {"verdict": verdict, "score": found.score, **staff, "reasons": reasons}
