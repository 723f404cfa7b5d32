"""What is guaranteed of a component's uptime, and what is credited where it was not kept.

Credits are shares of the month's fee, as exact fractions. Two rules:

    pro rata  what a component was down on days on which that was longer than `over`, as a share of the month, at least
              one day of it and at most all of it
    daily     a thirtieth of the month for each 24 hours, or part of them, of each trigger: an outage, an impaired
              service, an answer that came later than promised, a repair that took longer than promised

Each says what it does not count: maintenance that was told ahead, and causes that are not the desk's own.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Literal, assert_never
from zoneinfo import ZoneInfo

from core.promises.deadlines import business_days_after
from core.promises.hours import Hours
from core.status.components import ComponentId, Level
from core.status.incidents import Cause, Incident
from core.status.maintenance import Maintenance
from core.status.uptime import DOWN, Stretch, day_span, stretches, within

Trigger = Literal["outage", "impaired", "response", "repair"]
Exclusion = Literal["maintenance"] | Cause
_DAY, _NOTHING = timedelta(days=1), timedelta(0)
THIRTIETH = Fraction(1, 30)


@dataclass(frozen=True, slots=True)
class ProRata:
    """`over`: so long a day may be down without credit."""

    over: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Daily:
    """`response_within`, `repair_within`: what is promised of an answer and of a repair, from when it began."""

    triggers: tuple[Trigger, ...] = ("outage", "impaired", "response", "repair")
    response_within: timedelta = timedelta(hours=2)
    repair_within: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Of these components, so much of each month's time (0 to 1). A claim comes within `claim_within` working days of
    `hours` after the fault's end.
    """

    id: str
    components: tuple[ComponentId, ...]
    rule: ProRata | Daily
    hours: Hours
    share: Fraction = Fraction(99, 100)
    excludes: frozenset[Exclusion] = frozenset({"maintenance"})
    claim_within: int = 7


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a statement: what it is for, from when to when, how long of that counts, and what it adds.

    `days` counts 24 hours or parts of them, where the rule does.
    """

    what: Trigger
    start: datetime
    end: datetime
    counted: timedelta
    days: int = 0
    excluded: Exclusion | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """How a credit is worked out. `share` is of the month's fee, `raw` the same before the least and the most.

    `uptime` is the component's in the month in which the fault began, against the `guaranteed`.
    """

    guarantee: str
    component: ComponentId
    month: date
    items: tuple[Item, ...]
    raw: Fraction
    share: Fraction
    uptime: Fraction
    guaranteed: Fraction


@dataclass(frozen=True, slots=True)
class TooLate:
    """The claim came after its last moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class NotOver:
    """The fault is not resolved yet, so nothing can be worked out."""


def claimable(incident: Incident, guarantee: Guarantee, now: datetime) -> TooLate | NotOver | None:
    """Why a claim cannot be made now; None where it can. The day of the resolution does not count."""
    if incident.ended is None:
        return NotOver()
    until = business_days_after(guarantee.hours, incident.ended, guarantee.claim_within)
    return TooLate(until) if now > until else None


def statement(
    incident: Incident,
    component: ComponentId,
    guarantee: Guarantee,
    others: Iterable[Incident],
    planned: Iterable[Maintenance],
    now: datetime,
) -> Statement:
    """What is credited for one fault of a component. `others` are the incidents of its month, for the uptime; days and
    months are those of the guarantee's zone.
    """
    zone = guarantee.hours.zone
    works = tuple(planned)
    began = incident.began.astimezone(ZoneInfo(zone)).date()
    in_month = monthrange(began.year, began.month)[1]
    match guarantee.rule:
        case ProRata() as rule:
            items = tuple(_daily_downtime(incident, component, guarantee, rule, works, now))
            total = sum((each.counted for each in items), _NOTHING)
            first, last = _month(began.replace(day=1), zone)
            raw = Fraction(_micro(total), _micro(last - first))
            share = min(Fraction(1), max(Fraction(1, in_month), raw)) if total else Fraction(0)
        case Daily() as rule:
            items = tuple(_triggered(incident, component, guarantee, rule, works, now))
            raw = THIRTIETH * sum(each.days for each in items)
            share = min(Fraction(1), raw)
        case _:
            assert_never(guarantee.rule)
    month = began.replace(day=1)
    share_up = month_uptime(component, guarantee, (incident, *others), works, month, now)
    return Statement(guarantee.id, component, month, items, raw, share, share_up, guarantee.share)


def month_uptime(
    component: ComponentId,
    guarantee: Guarantee,
    incidents: Iterable[Incident],
    planned: Iterable[Maintenance],
    month: date,
    now: datetime,
) -> Fraction:
    """The share of a month, up to now, in which a component worked or did not have to."""
    zone = guarantee.hours.zone
    start, end = _month(month, zone)
    end = min(end, now)
    if end <= start:
        return Fraction(1)
    every = {each.number: each for each in incidents if not _excluded(each, guarantee)}
    down = [each for each in stretches(component, every.values(), now) if each.level in DOWN]
    lost = _NOTHING
    for each in down:
        part = within(each, start, end)
        if part is not None:
            lost += sum(
                (piece.length for piece in _without(part, component, guarantee, planned, now)), _NOTHING
            )
    return 1 - Fraction(_micro(lost), _micro(end - start))


# ---- the two rules


def _daily_downtime(
    incident: Incident,
    component: ComponentId,
    guarantee: Guarantee,
    rule: ProRata,
    planned: Iterable[Maintenance],
    now: datetime,
) -> Iterable[Item]:
    """One item for each civil day on which it was down, counting nothing where that was no longer than allowed."""
    cause = _excluded(incident, guarantee)
    zone = guarantee.hours.zone
    for each in _down(incident, component, DOWN, now):
        day = each.start.astimezone(ZoneInfo(zone)).date()
        while day_span(day, zone)[0] < each.end:
            part = within(each, *day_span(day, zone))
            if part is not None:
                kept = _without(part, component, guarantee, planned, now)
                length = sum((piece.length for piece in kept), _NOTHING)
                counted = length if cause is None and length > rule.over else _NOTHING
                why: Exclusion | None = cause or ("maintenance" if length < part.length else None)
                yield Item("outage", part.start, part.end, counted, excluded=why)
            day += _DAY


def _triggered(
    incident: Incident,
    component: ComponentId,
    guarantee: Guarantee,
    rule: Daily,
    planned: Iterable[Maintenance],
    now: datetime,
) -> Iterable[Item]:
    """One item for each time that a trigger held."""
    cause = _excluded(incident, guarantee)
    for trigger in rule.triggers:
        for span in _held(trigger, incident, component, rule, now):
            kept = _without(span, component, guarantee, planned, now)
            length = sum((piece.length for piece in kept), _NOTHING)
            counted = _NOTHING if cause is not None else length
            why: Exclusion | None = cause or ("maintenance" if length < span.length else None)
            yield Item(trigger, span.start, span.end, counted, _ceil(counted), why)


def _held(
    trigger: Trigger, incident: Incident, component: ComponentId, rule: Daily, now: datetime
) -> tuple[Stretch, ...]:
    match trigger:
        case "outage":
            return _down(incident, component, ("major",), now)
        case "impaired":
            return _down(incident, component, ("degraded", "partial"), now)
        case "response":
            over = incident.ended or now
            answered = next((each.at for each in incident.updates if each.by is not None), over)
            return _beyond(incident, rule.response_within, min(answered, over))
        case "repair":
            return _beyond(incident, rule.repair_within, incident.ended or now)
        case _:
            assert_never(trigger)


def _beyond(incident: Incident, allowed: timedelta, end: datetime) -> tuple[Stretch, ...]:
    start = incident.began + allowed
    return (Stretch(start, end, "major", incident.number),) if start < end else ()


def _down(
    incident: Incident, component: ComponentId, levels: tuple[Level, ...], now: datetime
) -> tuple[Stretch, ...]:
    """When it was at one of these levels, joined where they touch."""
    joined: list[Stretch] = []
    for each in stretches(component, [incident], now):
        if each.level not in levels:
            continue
        if joined and joined[-1].end == each.start:
            joined[-1] = Stretch(joined[-1].start, each.end, each.level, each.matter)
        else:
            joined.append(each)
    return tuple(joined)


# ---- what does not count


def _excluded(incident: Incident, guarantee: Guarantee) -> Exclusion | None:
    return incident.cause if incident.cause is not None and incident.cause in guarantee.excludes else None


def _without(
    span: Stretch, component: ComponentId, guarantee: Guarantee, planned: Iterable[Maintenance], now: datetime
) -> tuple[Stretch, ...]:
    """What is left of it outside of maintenance, where that is excluded."""
    left = [span]
    works = stretches(component, planned, now) if "maintenance" in guarantee.excludes else ()
    for work in works:
        left = [
            Stretch(start, end, each.level, each.matter)
            for each in left
            for start, end in ((each.start, min(each.end, work.start)), (max(each.start, work.end), each.end))
            if start < end
        ]
    return tuple(left)


def _month(first: date, zone: str) -> tuple[datetime, datetime]:
    """A month as instants; an hour more or less where clocks change."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return day_span(first, zone)[0], day_span(last, zone)[1]


def _ceil(length: timedelta) -> int:
    return -(-_micro(length) // _micro(_DAY))


def _micro(length: timedelta) -> int:
    return length // timedelta(microseconds=1)
