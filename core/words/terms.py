"""Stretches of time as people write them: `2h`, `3 d`, `45m`."""

import re
from datetime import timedelta

PART = re.compile(r"\s*(\d{1,4})\s*([dhm])(?=[\s\d]|$)")
TERM = re.compile(r"^\s*(\d{1,4})\s*([dhm])\b")
LAST = re.compile(r"(?:^|\s)(\d{1,4})\s*([dhm])\s*$")
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
LONGEST = timedelta(days=3_650)


def first_term(words: str) -> timedelta | None:
    """The time that the words begin with."""
    return _meant(TERM.match(words))


def first_length(words: str) -> tuple[timedelta | None, str]:
    """The time that the words begin with, in one part or several (`1h30m`, `1 h 30 m`), and the words after it."""
    total, at = None, 0
    while found := PART.match(words, at):
        total, at = (total or timedelta(0)) + int(found[1]) * UNITS[found[2]], found.end()
    return (None if total is None else min(total, LONGEST)), words[at:].strip()


def last_term(words: str) -> tuple[str, timedelta | None]:
    """The words before the time that they end with, and that time; all of them and None where there is none."""
    found = LAST.search(words)
    return (words.strip(), None) if found is None else (words[: found.start()].strip(), _meant(found))


def _meant(found: re.Match[str] | None) -> timedelta | None:
    return None if found is None else min(int(found[1]) * UNITS[found[2]], LONGEST)
