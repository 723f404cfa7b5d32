"""Stretches of time as people write them: `2h`, `3 d`, `45m`."""

import re
from datetime import timedelta

TERM = re.compile(r"^\s*(\d{1,4})\s*([dhm])\b")
LAST = re.compile(r"(?:^|\s)(\d{1,4})\s*([dhm])\s*$")
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
LONGEST = timedelta(days=3_650)


def first_term(words: str) -> timedelta | None:
    """The time that the words begin with."""
    return _meant(TERM.match(words))


def last_term(words: str) -> tuple[str, timedelta | None]:
    """The words before the time that they end with, and that time; all of them and None where there is none."""
    found = LAST.search(words)
    return (words.strip(), None) if found is None else (words[: found.start()].strip(), _meant(found))


def _meant(found: re.Match[str] | None) -> timedelta | None:
    return None if found is None else min(int(found[1]) * UNITS[found[2]], LONGEST)
