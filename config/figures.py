"""Numbers, durations and times as they are written in each language, through Babel's CLDR data."""

import math
from datetime import date as civil_day
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

_Unit = Literal["day", "hour", "minute", "second"]
_UNITS: tuple[tuple[_Unit, int], ...] = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
_ORDINALS = {
    "en": {"one": "{}st", "two": "{}nd", "few": "{}rd", "other": "{}th"},
    "pt_BR": {"other": "{}º"},
    "pt_PT": {"other": "{}.º"},
}
"""CLDR has the rules for ordinals, which Babel reads, but their writing only as rules that Babel does not."""

_UNIVERSAL = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Zulu", "Etc/Zulu", "Etc/UCT", "Universal"})


@lru_cache(maxsize=4096)
def number(value: int, locale: Locale) -> str:
    """Grouped as usual: 12,345 or 12.345."""
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=4096)
def ordinal(value: int, locale: Locale) -> str:
    """3rd, 3º."""
    forms = _ORDINALS.get(str(locale), {"other": "{}"})
    category = locale.ordinal_form(value) if value >= 0 else "other"
    return forms.get(category, forms["other"]).format(number(value, locale))


def percent(share: Fraction, places: int, locale: Locale) -> str:
    """Of a hundred, cut after so many places and not rounded: what was down for a moment is never 100 %."""
    cut = Decimal(100 * 10**places * share.numerator // share.denominator).scaleb(-places)
    return format_decimal(cut, "0" if cut == 100 else f"0.{'0' * places}", locale=locale)


@lru_cache(maxsize=4096)
def duration(length: timedelta, locale: Locale) -> str:
    """The two largest units that are not zero: "5 minutes", "1 hour, 30 minutes", "2 days"."""
    left = max(0, round(length.total_seconds()))
    parts: list[str] = []
    for name, size in _UNITS:
        count, left = divmod(left, size)
        if count or (size == 1 and not parts):
            parts.append(_in_one_unit(count * size, name, locale))
        if len(parts) == 2:
            break
    return format_list(parts, style="unit", locale=locale)


def _in_one_unit(seconds: int, unit: _Unit, locale: Locale) -> str:
    """`format_unit` would do, but for Portuguese days it answers "1 duration-day" (Babel 2.18)."""
    return format_timedelta(seconds, granularity=unit, threshold=math.inf, locale=locale)


def rough(length: timedelta, locale: Locale) -> str:
    """An estimate: whole minutes, upwards, and never less than one; in steps of five above an hour."""
    minutes = max(1, -(-round(length.total_seconds()) // 60))
    if minutes > 60:
        minutes = -(-minutes // 5) * 5
    return duration(timedelta(minutes=minutes), locale)


def clock(at: datetime, zone: str, locale: Locale) -> str:
    """The time of day in the zone."""
    return format_time(at, "short", tzinfo=ZoneInfo(zone), locale=locale)


def date(at: datetime, zone: str, locale: Locale, *, dated: bool = False) -> str:
    """The day of the week and the date in the zone, without the year or `dated` with it."""
    return format_skeleton("yMMMEd" if dated else "MMMEd", at, tzinfo=ZoneInfo(zone), locale=locale)


def day(of: civil_day, locale: Locale) -> str:
    """A civil day with its year, the same in every zone."""
    return format_date(of, "long", locale=locale)


@lru_cache(maxsize=1024)
def city(zone: str, locale: Locale) -> str | None:
    """The zone's city in this language; None for the universal time, which has none."""
    if zone in _UNIVERSAL:
        return None
    return get_timezone_location(ZoneInfo(zone), locale=locale, return_city=True)


def language(tag: str, locale: Locale) -> str:
    """A language's name in this language; a tag that names none stays as it is."""
    try:
        found = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return found.get_display_name(locale) or tag
