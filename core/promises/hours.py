"""Opening hours: weekly spans in a zone, holidays and exceptions.

A moment is an instant (aware UTC); the zone enters only here. On the night when clocks go forward an hour does not
exist: a span that begins in it begins when it would have ended. When clocks go back an hour comes twice: a span that
ends in it ends the second time, so nobody is turned away early.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

LOOKAHEAD = timedelta(days=400)
"""How far the next opening is looked for: a year and a bit, since holidays are known that far."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to but not including `end`, on one civil day; `end` None means midnight at the day's end."""

    start: time
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """`week[0]` is Monday's spans, sorted and without overlap. `days` replaces the week's spans on a date (an
    exception or a part-day); a date in `holidays` is closed and has a name, unless `days` names it too."""

    zone: str
    week: tuple[tuple[Span, ...], ...]
    holidays: Mapping[date, str] = field(default_factory=dict)
    days: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether it is open at a moment. `until`: when that changes (None where no change is in sight)."""

    open: bool
    until: datetime | None
    why: Literal["open", "hours", "holiday"]
    holiday: str = ""


ALWAYS = Hours("UTC", ((Span(time(0)),),) * 7)


def spans_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """The day's spans, with holidays and exceptions applied."""
    if day in hours.days:
        return hours.days[day]
    if day in hours.holidays:
        return ()
    return hours.week[day.weekday()]


def openings(hours: Hours, after: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open intervals (start, end) in UTC that end after a moment, in order, touching ones joined."""
    zone = ZoneInfo(hours.zone)
    day = after.astimezone(zone).date() - timedelta(days=1)
    last = day + LOOKAHEAD
    joined: tuple[datetime, datetime] | None = None
    while day <= last:
        for span in spans_on(hours, day):
            start = _instant(day, span.start, zone, fold=0)
            end = (
                _instant(day + timedelta(days=1), time(0), zone, fold=0)
                if span.end is None
                else _instant(day, span.end, zone, fold=1)
            )
            if end <= after or end <= start:
                continue
            if joined is not None and start <= joined[1]:
                joined = (joined[0], max(end, joined[1]))
                continue
            if joined is not None:
                yield joined
            joined = (start, end)
        day += timedelta(days=1)
    if joined is not None:
        yield joined


def standing(hours: Hours, now: datetime) -> Standing:
    """Whether the hours are open at `now`, until when, and else why not and when they open."""
    first = next(openings(hours, now), None)
    if first is not None and first[0] <= now:
        endless = first[1] - now > LOOKAHEAD - timedelta(days=3)
        return Standing(open=True, until=None if endless else first[1], why="open")
    today = now.astimezone(ZoneInfo(hours.zone)).date()
    opens = None if first is None else first[0]
    if today in hours.holidays and today not in hours.days:
        return Standing(open=False, until=opens, why="holiday", holiday=hours.holidays[today])
    return Standing(open=False, until=opens, why="hours")


def _instant(day: date, clock: time, zone: ZoneInfo, fold: int) -> datetime:
    """The instant of a civil time. One that does not exist is the moment at which the clocks jump over it."""
    civil = datetime.combine(day, clock, zone).replace(fold=fold)
    instant = civil.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == civil.replace(tzinfo=None):
        return instant
    before = civil.replace(fold=0).utcoffset()
    after = civil.replace(fold=1).utcoffset()
    if before is None or after is None:
        raise ValueError(f"zone {zone} gives no offset")
    gap = abs(after - before)
    jump = civil.replace(tzinfo=None, minute=0, second=0, microsecond=0) - min(before, after)
    return jump.replace(tzinfo=UTC) if gap >= timedelta(hours=1) else instant
