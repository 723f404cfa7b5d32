"""One promise of a case: how much of its time is used, when it is due, and what has become of it.

                        ┌──────────► Met (in time or late) ──reopened──► Running
    Running ◄──► Paused ┤
                        └──────────► Waived

What is broken stays broken: neither a late answer, nor a pause, nor another calendar mends it. At the instant at
which it is due its time is over.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from core.promises.deadlines import NEVER, after, between, business_days_after
from core.promises.hours import Hours
from core.promises.plans import BusinessDays, BusinessTime, ClockTime, PromiseKind, Strength, Timed

_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Running:
    """Counts since `since`; told to be due soon at `soon`, broken at `due`."""

    since: datetime
    soon: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """The case waits for somebody else."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Met:
    """What was promised was done, in time or late."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Waived:
    """Nothing is owed any more: the case was merged or withdrawn."""

    at: datetime


Pace = Running | Paused | Met | Waived


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise. What it used before the present stretch is kept both ways, so that its target may change.

    `broken` is the due time that passed; `warned` and `told`: "due soon" and "broken" were told.
    """

    promise: PromiseKind
    target: Timed
    strength: Strength
    started: datetime
    pace: Pace
    stage: int = 0
    used_business: timedelta = _NOTHING
    used_clock: timedelta = _NOTHING
    broken: datetime | None = None
    warned: bool = False
    told: bool = False

    @property
    def due(self) -> datetime | None:
        """When it is due; None while it does not run or where that will never be."""
        return self.pace.due if isinstance(self.pace, Running) and self.pace.due != NEVER else None


def is_open(clock: Clock) -> bool:
    """Whether it is still to be met."""
    return isinstance(clock.pace, Running | Paused)


def run(clock: Clock, hours: Hours, since: datetime, soon: float) -> Clock:
    """The clock running since a moment, with what it has left by then."""
    match clock.target:
        case BusinessTime(length):
            due = after(hours, since, length - clock.used_business)
            warn = after(hours, since, length * soon - clock.used_business)
        case ClockTime(length):
            due = since + max(length - clock.used_clock, _NOTHING)
            warn = since + max(length * soon - clock.used_clock, _NOTHING)
        case BusinessDays(count):
            whole = business_days_after(hours, clock.started, count)
            paused = between(hours, clock.started, since) - clock.used_business
            due = max(after(hours, whole, paused), since)
            warn = due
            if due != NEVER:
                total = between(hours, clock.started, whole)
                warn = min(after(hours, since, total * soon - clock.used_business), due)
        case _:
            assert_never(clock.target)
    return replace(clock, pace=Running(since, warn, due))


def stopped(clock: Clock, hours: Hours, at: datetime, pace: Pace) -> Clock:
    """The clock without the stretch that it was in, which is added to what is used; broken if that was too long."""
    match clock.pace:
        case Running(since=since):
            return replace(
                looked_at(clock, at),
                pace=pace,
                used_business=clock.used_business + between(hours, since, at),
                used_clock=clock.used_clock + max(at - since, _NOTHING),
            )
        case Paused() | Met() | Waived():
            return replace(clock, pace=pace)
        case _:
            assert_never(clock.pace)


def met(clock: Clock, hours: Hours, at: datetime) -> Clock:
    """The clock met at a moment, where it was still to be."""
    return stopped(clock, hours, at, Met(at)) if is_open(clock) else clock


def looked_at(clock: Clock, now: datetime) -> Clock:
    """The clock with what has become of it by `now`."""
    if isinstance(clock.pace, Running) and clock.broken is None and now >= clock.pace.due:
        return replace(clock, broken=clock.pace.due)
    return clock


def next_look(clock: Clock) -> datetime | None:
    """When there is something to tell about it next."""
    if clock.broken is not None:
        return None if clock.told else clock.broken
    if not isinstance(clock.pace, Running):
        return None
    return clock.pace.due if clock.warned else clock.pace.soon
