"""How single values of the settings are written: durations, times of day, zones, languages, accounts.

Each function takes what stands in the file and returns what the program works with, or raises `ValueError`
with words for the operator: what is wrong and, where something is near, what was probably meant.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import BeforeValidator, Field, WithJsonSchema

from core.promises.hours import Span

TEXTS = Path(__file__).parent / "texts"

_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_ACCOUNT = re.compile(r"([a-z]+):(\d{1,19})")
_LARGEST = {"discord": 2**63 - 1, "telegram": 2**52 - 1}
"""A Discord id is a snowflake; a Telegram user id has at most 52 significant bits (Bot API, User.id)."""


def nearest(word: str, words: Iterable[str], likeness: float = 0.6) -> str | None:
    """The one of `words` that was probably meant, whatever the case of its letters."""
    known = {each.casefold(): each for each in words}
    found = get_close_matches(word.casefold(), known, n=1, cutoff=likeness)
    return known[found[0]] if found else None


def meant(word: str, words: Iterable[str]) -> str:
    """`; did you mean "…"?`, or nothing where none is near."""
    near = nearest(word, words)
    return "" if near is None else f'; did you mean "{near}"?'


def duration(written: object) -> timedelta:
    """As "90s", "5m", "1h30m" or "7d"; never negative or nothing at all."""
    if isinstance(written, timedelta):
        return written
    found = _DURATION.fullmatch(written.replace(" ", "")) if isinstance(written, str) else None
    if found is None or not any(found.groups()):
        raise ValueError(f'{written!r} is not a duration; write it as "90s", "5m" or "1h30m"')
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    try:
        length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise ValueError(f"{written!r} is too long") from None
    if not length:
        raise ValueError(f'{written!r} is no time at all; write it as "90s", "5m" or "1h30m"')
    return length


def brief(length: timedelta) -> str:
    """A duration as it is written in the file."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count)


def span(written: object) -> Span:
    """As "09:00-12:30"; the end may be 24:00, which is midnight at the end of that day."""
    start, dash, end = written.replace("–", "-").partition("-") if isinstance(written, str) else ("", "", "")
    if not dash:
        raise ValueError(f'{written!r} is not a span of time; write it as "09:00-12:30"')
    begins, ends = _clock(start.strip()), _clock(end.strip())
    if begins == MIDNIGHT:
        raise ValueError(f"{written!r} begins when its day is over; a day begins at 00:00")
    opens, closes = time(*divmod(begins, 60)), None if ends == MIDNIGHT else time(*divmod(ends, 60))
    if ends <= begins:
        rest = f' and "00:00-{end.strip()}" to the next' if ends else ""
        advice = f'to go past midnight, give "{start.strip()}-24:00" to one day{rest}'
        raise ValueError(f"{written!r} ends before it begins; {advice}")
    return Span(opens, closes)


MIDNIGHT = 24 * 60


def _clock(written: str) -> int:
    found = _TIME.fullmatch(written)
    if found is None:
        raise ValueError(f'"{written}" is not a time; write it as "09:00"')
    minutes = int(found[1]) * 60 + int(found[2])
    if minutes > MIDNIGHT or int(found[2]) > 59:
        raise ValueError(f'there is no "{written}" in a day; times go from 00:00 to 24:00')
    return minutes


def spans(written: object) -> tuple[Span, ...]:
    """The spans of one day in order; ones that overlap are refused, and an empty list is a closed day."""
    items: list[object] = list(written) if isinstance(written, list | tuple) else [written]
    found = sorted((span(item) for item in items), key=lambda each: each.start)
    for earlier, later in pairwise(found):
        if earlier.end is None or later.start < earlier.end:
            raise ValueError(
                f'"{shown(earlier)}" and "{shown(later)}" overlap; join them or move one of them'
            )
    return tuple(found)


def shown(each: Span) -> str:
    """A span as it is written in the file."""
    return f"{each.start:%H:%M}-{'24:00' if each.end is None else format(each.end, '%H:%M')}"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(written: str) -> str:
    """An IANA zone, as "Europe/Lisbon"."""
    if written in _zones():
        return written
    cities = {name.rpartition("/")[2]: name for name in sorted(_zones(), reverse=True)}
    near = nearest(written, {*cities, *_zones()}, likeness=0.75)
    advice = "" if near is None else f'; did you mean "{cities.get(near, near)}"?'
    raise ValueError(f'there is no time zone "{written}"{advice}')


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are catalogues for, as BCP 47 tags."""
    return tuple(sorted(path.stem.replace("_", "-") for path in TEXTS.glob("*.po")))


def language(written: str) -> str:
    """A language that has a catalogue; `pt` alone is refused, since it would be wrong for somebody."""
    tag = written.replace("_", "-")
    for known in languages():
        if known.casefold() == tag.casefold():
            return known
    variants = [known for known in languages() if known.casefold().startswith(f"{tag.casefold()}-")]
    if variants:
        raise ValueError(f'"{written}" does not say which; write {" or ".join(map(_quoted, variants))}')
    raise ValueError(
        f'there are no texts in "{written}"; there are {", ".join(map(_quoted, languages()))}'
        f"{meant(tag, languages())}"
    )


def _quoted(word: str) -> str:
    return f'"{word}"'


def account(written: object) -> str:
    """As "discord:1234" or "telegram:5678"."""
    example = 'write it as "discord:123456789012345678" or "telegram:12345678"'
    found = _ACCOUNT.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        raise ValueError(f"{written!r} is not an account; {example}")
    platform, number = found.groups()
    if platform not in _LARGEST:
        raise ValueError(f'there is no "{platform}" to have an account on{meant(platform, _LARGEST)}')
    if not 0 < int(number) <= _LARGEST[platform]:
        raise ValueError(f'"{number}" is no id of a person on {platform}; {example}')
    return f"{platform}:{int(number)}"


def accounts(written: object) -> tuple[str, ...]:
    """A list of accounts; a table by platform (`{ discord = 1234, telegram = [5678] }`) says the same."""
    if isinstance(written, dict):
        pairs = ((platform, ids if isinstance(ids, list) else [ids]) for platform, ids in written.items())
        written = [f"{platform}:{each}" for platform, ids in pairs for each in ids]
    if isinstance(written, list | tuple):
        return tuple(account(each) for each in written)
    raise ValueError(f'{written!r} is not a list of accounts; write ["discord:1234", "telegram:5678"]')


def civil_day(written: object) -> date:
    """`2026-12-31`, as a date of TOML or as text."""
    if isinstance(written, date) and not isinstance(written, datetime):
        return written
    try:
        return date.fromisoformat(str(written))
    except ValueError as wrong:
        raise ValueError(f"{written!r} is not a date ({wrong}); write it as 2026-12-31") from None


_SPANS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}

Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    WithJsonSchema({"type": "string", "examples": ["90s", "5m", "1h30m"]}),
]
Day = Annotated[tuple[Span, ...], BeforeValidator(spans), WithJsonSchema(_SPANS)]
CivilDay = Annotated[date, BeforeValidator(civil_day)]
Zone = Annotated[str, BeforeValidator(lambda written: zone(str(written)))]
Language = Annotated[str, BeforeValidator(lambda written: language(str(written)))]
Accounts = Annotated[
    tuple[str, ...],
    BeforeValidator(accounts),
    WithJsonSchema({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "object"}]}),
]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
