"""How long each component was out of order, and how much of the time it worked.

A component is out of order from when an incident began until it was resolved or no longer affected it, at the level
that was told. Where incidents overlap the worse level counts, and no moment counts twice. Known issues are no outages.
Maintenance that was told ahead is counted apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.promises.hours import midnight
from core.status.components import LEVELS, ComponentId, Level, worst
from core.status.incidents import Incident, Update
from core.status.maintenance import UNDER_WAY, Maintenance, Matter

DAYS = 90
DOWN: tuple[Level, ...] = ("partial", "major")
"""Levels at which a component counts as not working."""
_NOTHING, _MOMENT = timedelta(0), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end` (not included) a component was at this level; `matter` is the number of what made it so."""

    start: datetime
    end: datetime
    level: Level
    matter: int = 0

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Day:
    """One civil day of a component: its worst level, how long it was down, and of how much time that is.

    `counted` is less than a day for today, and leaves maintenance out.
    """

    date: date
    level: Level
    down: timedelta
    counted: timedelta
    matters: tuple[int, ...] = ()


def stretches(component: ComponentId, matters: Iterable[Matter], now: datetime) -> tuple[Stretch, ...]:
    """When a component did not simply work, in order of time; of what overlaps the worst."""
    return flat([each for matter in matters for each in _of(component, matter, now)])


def flat(every: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same without overlaps: at each moment the worst level, of equal ones the earliest's. Takes n log n."""
    spans = sorted(every, key=lambda each: each.start)
    moments = sorted({moment for each in spans for moment in (each.start, each.end)})
    found: list[Stretch] = []
    active: list[Stretch] = []
    coming = iter(spans)
    following = next(coming, None)
    for start, end in pairwise(moments):
        while following is not None and following.start <= start:
            active.append(following)
            following = next(coming, None)
        active = [each for each in active if each.end > start]
        if not active:
            continue
        top = max(active, key=lambda each: LEVELS.index(each.level))
        last = found[-1] if found else None
        if last is not None and (last.end, last.level, last.matter) == (start, top.level, top.matter):
            found[-1] = Stretch(last.start, end, top.level, top.matter)
        else:
            found.append(Stretch(start, end, top.level, top.matter))
    return tuple(found)


def days(
    component: ComponentId, matters: Iterable[Matter], zone: str, now: datetime, count: int = DAYS
) -> tuple[Day, ...]:
    """The last `count` civil days in the zone, the latest last."""
    found = stretches(component, matters, now)
    today = now.astimezone(ZoneInfo(zone)).date()
    return tuple(_day(found, today - timedelta(days=ahead), zone, now) for ahead in range(count - 1, -1, -1))


def uptime(every: Iterable[Day]) -> Fraction:
    """The share of the counted time, 0 to 1, in which it worked; 1 where none is counted."""
    listed = list(every)
    counted = sum((each.counted for each in listed), _NOTHING)
    down = sum((each.down for each in listed), _NOTHING)
    return 1 - Fraction(down // _MOMENT, counted // _MOMENT) if counted else Fraction(1)


def within(stretch: Stretch, start: datetime, end: datetime) -> Stretch | None:
    """The part of it between two moments."""
    first, last = max(stretch.start, start), min(stretch.end, end)
    return Stretch(first, last, stretch.level, stretch.matter) if first < last else None


def day_span(day: date, zone: str) -> tuple[datetime, datetime]:
    """A civil day from its midnight to the next."""
    return midnight(day, zone), midnight(day + timedelta(days=1), zone)


def _day(found: Iterable[Stretch], day: date, zone: str, now: datetime) -> Day:
    start, end = day_span(day, zone)
    end = min(end, now)
    parts = [part for each in found if (part := within(each, start, end)) is not None]
    down = sum((each.length for each in parts if each.level in DOWN), _NOTHING)
    planned = sum((each.length for each in parts if each.level == "maintenance"), _NOTHING)
    matters = tuple(dict.fromkeys(each.matter for each in parts))
    return Day(day, worst(each.level for each in parts), down, max(end - start, _NOTHING) - planned, matters)


def _of(component: ComponentId, matter: Matter, now: datetime) -> Iterable[Stretch]:
    match matter:
        case Maintenance():
            for update, end in _told(matter, now):
                if update.stage in UNDER_WAY and component in matter.components:
                    yield Stretch(update.at, end, "maintenance", matter.number)
        case Incident(known=True):
            return
        case Incident():
            for number, (update, end) in enumerate(_told(matter, now)):
                level = next((each.level for each in update.affected if each.component == component), None)
                start = matter.began if number == 0 else update.at
                if level is not None and level != "operational" and start < end:
                    yield Stretch(start, end, level, matter.number)


def _told(matter: Matter, now: datetime) -> Iterable[tuple[Update, datetime]]:
    """Each update with when it was followed by the next."""
    ends = [*(each.at for each in matter.updates[1:]), now]
    return zip(matter.updates, ends, strict=True)
