"""Opening hours: weekly spans in a zone, holidays and exceptions.

A moment is an instant (aware UTC); the zone enters only here. On the night when clocks go forward an hour
does not exist: a span that begins or ends in it does so when the clocks jump. When clocks go back an hour
comes twice: a span that begins in it begins the first time, one that ends in it ends the second, so nobody
is turned away.
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
    """From `start` up to but not including `end`, on one civil day; None is the midnight at its end."""

    start: time
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """A week, and the dates that differ from it.

    `week[0]` is Monday's spans, sorted and without overlap. `days` replaces the week's spans on a date (an
    exception or a part-day); a date in `holidays` is closed and has a name, unless `days` names it too.
    """

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


WHOLE_DAY = (Span(time(0)),)
ALWAYS = Hours("UTC", (WHOLE_DAY,) * 7)


def spans_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """The day's spans, with holidays and exceptions applied."""
    if day in hours.days:
        return hours.days[day]
    if day in hours.holidays:
        return ()
    return hours.week[day.weekday()]


def midnight(day: date, zone: str) -> datetime:
    """The instant at which a civil day begins in a zone; days have 23 or 25 hours where clocks change."""
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)


def around_the_clock(hours: Hours) -> bool:
    """Whether it never closes."""
    return not hours.days and not hours.holidays and all(spans == WHOLE_DAY for spans in hours.week)


def closing(hours: Hours, day: date) -> datetime | None:
    """The instant at which a civil day's last span ends; None where the day is not open for a moment."""
    zone = ZoneInfo(hours.zone)
    for span in reversed(spans_on(hours, day)):
        midnight = datetime.combine(day + timedelta(days=1), time(0))
        end = _end(midnight if span.end is None else datetime.combine(day, span.end), zone)
        if end > _instant(datetime.combine(day, span.start), zone, fold=0):
            return end
    return None


def openings(hours: Hours, after: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open intervals (start, end) in UTC that end after a moment, in order, touching ones joined.

    One that is open at `after` may be said to start later than it did, but not later than `after`.
    """
    zone = ZoneInfo(hours.zone)
    joined: tuple[datetime, datetime] | None = None
    for first, last in _civil(hours, after.astimezone(zone).date() - timedelta(days=1)):
        start, end = _instant(first, zone, fold=0), _end(last, zone)
        if end <= after or end <= start:
            continue
        if joined is not None and start <= joined[1]:
            joined = (joined[0], max(end, joined[1]))
            continue
        if joined is not None:
            yield joined
        joined = (start, end)
    if joined is not None:
        yield joined


def standing(hours: Hours, now: datetime) -> Standing:
    """Whether the hours are open at `now`, until when, and else why not and when they open."""
    if around_the_clock(hours):
        return Standing(open=True, until=None, why="open")
    first = next(openings(hours, now), None)
    if first is not None and first[0] <= now:
        endless = first[1] - now > LOOKAHEAD - timedelta(days=3)
        return Standing(open=True, until=None if endless else first[1], why="open")
    today = now.astimezone(ZoneInfo(hours.zone)).date()
    opens = None if first is None else first[0]
    if today in hours.holidays and today not in hours.days:
        return Standing(open=False, until=opens, why="holiday", holiday=hours.holidays[today])
    return Standing(open=False, until=opens, why="hours")


def _civil(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    """The spans from `day` on in civil time, those that meet joined.

    What is open around the clock is one of them, so that the zone is asked about its two ends alone.
    """
    run: tuple[datetime, datetime] | None = None
    for today in (day + timedelta(days=ahead) for ahead in range(LOOKAHEAD.days + 1)):
        for span in spans_on(hours, today):
            start = datetime.combine(today, span.start)
            midnight = datetime.combine(today + timedelta(days=1), time(0))
            end = midnight if span.end is None else datetime.combine(today, span.end)
            if run is not None and run[1] == start:
                run = (run[0], end)
                continue
            if run is not None:
                yield run
            run = (start, end)
    if run is not None:
        yield run


def _end(civil: datetime, zone: ZoneInfo) -> datetime:
    """The last instant that the clock comes up to a civil time from below.

    A time to which the clocks are set back is such only the first time: the second time it comes from above.
    """
    last = _instant(civil, zone, fold=1)
    just_before = (last - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    return last if just_before < civil else _instant(civil, zone, fold=0)


def _instant(civil: datetime, zone: ZoneInfo, fold: int) -> datetime:
    """The instant of a civil time. One that does not exist is the moment at which the clocks jump over it."""
    instant = civil.replace(tzinfo=zone, fold=fold).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == civil:
        return instant
    # In a gap fold 0 reckons with the offset before it and fold 1 with the one after (PEP 495), which lands
    # after the jump and before it. What lies between is halved until the second of the jump is found.
    earlier = civil.replace(tzinfo=zone, fold=1).astimezone(UTC)
    later = civil.replace(tzinfo=zone, fold=0).astimezone(UTC)
    before = earlier.astimezone(zone).utcoffset()
    while later - earlier > timedelta(seconds=1):
        middle = earlier + timedelta(seconds=(later - earlier) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == before:
            earlier = middle
        else:
            later = middle
    return later
