"""The clocks of one case: what is owed for it by when, kept in its record.

A clock counts on the plan's calendar (or around the clock) while it runs; the waiting states of a case pause it. It
is told once that it is due soon and once that it is broken; the first guaranteed promise of a case that breaks is
credited. A promise that was due before it was met or paused is broken even if nobody looked in between.

All functions are pure. `hours` are those of the case's calendar; `at` is when it happened, and does not go back.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.promises.clock import (
    Clock,
    Met,
    Paused,
    Running,
    Waived,
    is_open,
    looked_at,
    met,
    next_look,
    run,
    stopped,
)
from core.promises.deadlines import NEVER
from core.promises.hours import Hours
from core.promises.plans import PromiseKind
from core.promises.terms import Promised, Term

_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Clocks:
    """All of a case's promises, with the plan and the contract they come from. Waiting cases are `paused`."""

    plan: str
    contract: str | None
    calendar: str
    credit: timedelta
    soon: float
    terms: tuple[Term, ...]
    clocks: tuple[Clock, ...]
    stage: int = 0
    credited: bool = False

    @property
    def paused(self) -> bool:
        return any(isinstance(clock.pace, Paused) for clock in self.clocks)


@dataclass(frozen=True, slots=True)
class DueSoon:
    """Most of the time for a promise is used up."""

    promise: PromiseKind
    due: datetime


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise was not kept. `credit` is the free time for it, none after the first of a case."""

    promise: PromiseKind
    due: datetime
    credit: timedelta


Event = DueSoon | Broken


def begin(promised: Promised, hours: Hours, at: datetime) -> Clocks:
    """The clocks of a new case: for the first answer and for the resolution, as far as they are promised."""
    return _started(
        Clocks(
            promised.plan,
            promised.contract,
            promised.calendar,
            promised.credit,
            promised.soon,
            promised.terms,
            (),
            promised.stage,
        ),
        hours,
        at,
        ("first", "resolution"),
    )


def staged(clocks: Clocks, promised: Promised, hours: Hours, at: datetime) -> Clocks:
    """A complaint goes to its next stage: that one's clocks begin, and those of stages before it go on as they are."""
    moved = replace(clocks, terms=promised.terms, stage=promised.stage)
    return _started(moved, hours, at, ("first", "resolution"))


def asked(clocks: Clocks, hours: Hours, at: datetime) -> Clocks:
    """The requester said something. Once the first answer is there, the next one is owed from then on.

    What they add before it comes does not move its due time.
    """
    first, following = _of(clocks, "first"), _of(clocks, "next")
    if (first is not None and not isinstance(first.pace, Met)) or (following and is_open(following)):
        return clocks
    kept = tuple(each for each in clocks.clocks if each.promise != "next" or (each.broken and not each.told))
    return _started(replace(clocks, clocks=kept), hours, at, ("next",))


def answered(clocks: Clocks, hours: Hours, at: datetime) -> Clocks:
    """An agent answered: the first answer, or the next one, is there."""
    return _each(clocks, lambda clock: met(clock, hours, at) if clock.promise != "resolution" else clock)


def solved(clocks: Clocks, hours: Hours, at: datetime) -> Clocks:
    """The matter is solved; an answer that was still owed came with it."""
    return _each(clocks, lambda clock: met(clock, hours, at))


def reopened(clocks: Clocks, hours: Hours, at: datetime) -> Clocks:
    """The solution did not hold: the time for it goes on from where it stood when it was solved.

    Where the requester's word did it, that has been `asked` as well.
    """

    def again(clock: Clock) -> Clock:
        if clock.promise != "resolution" or not isinstance(clock.pace, Met):
            return clock
        return run(clock, hours, at, clocks.soon)

    return _each(clocks, again)


def waived(clocks: Clocks, hours: Hours, at: datetime) -> Clocks:
    """The case was merged or withdrawn: nothing more is owed, and what was broken before stays so."""
    return _each(clocks, lambda clock: stopped(clock, hours, at, Waived(at)) if is_open(clock) else clock)


def pause(clocks: Clocks, hours: Hours, at: datetime) -> Clocks:
    """The case waits for its requester, another department or a supplier. Pausing again changes nothing."""

    def paused(clock: Clock) -> Clock:
        return stopped(clock, hours, at, Paused(at)) if isinstance(clock.pace, Running) else clock

    return _each(clocks, paused)


def resume(clocks: Clocks, hours: Hours, at: datetime) -> Clocks:
    """It waits no more: each clock goes on with what it had left."""

    def resumed(clock: Clock) -> Clock:
        return run(clock, hours, at, clocks.soon) if isinstance(clock.pace, Paused) else clock

    return _each(clocks, resumed)


def recompute(clocks: Clocks, hours: Hours, promised: Promised | None = None) -> Clocks:
    """The calendar changed, or the plan (`promised`).

    A stretch that still runs is measured anew from its beginning; what was used before a pause stays as it was
    measured. Clocks of kinds that are promised no more go on by the promise under which they began.
    """
    soon = clocks.soon if promised is None else promised.soon
    targets = {} if promised is None else {term.kind: term for term in promised.terms}

    def again(clock: Clock) -> Clock:
        term = targets.get(clock.promise) if promised is not None and clock.stage == promised.stage else None
        if term is not None and is_open(clock) and term != Term(clock.promise, clock.target, clock.strength):
            clock = replace(clock, target=term.target, strength=term.strength)
        return run(clock, hours, clock.pace.since, soon) if isinstance(clock.pace, Running) else clock

    moved = tuple(map(again, clocks.clocks))
    if promised is None:
        return replace(clocks, clocks=moved)
    return replace(
        clocks,
        plan=promised.plan,
        contract=promised.contract,
        calendar=promised.calendar,
        credit=promised.credit,
        soon=promised.soon,
        terms=promised.terms,
        clocks=moved,
    )


def open_count(clocks: Clocks) -> int:
    """How many promises are still to be kept."""
    return sum(map(is_open, clocks.clocks))


def due(clocks: Clocks) -> datetime | None:
    """When `tick` has something to tell next; None where it never will as things stand."""
    times = [time for time in map(next_look, clocks.clocks) if time is not None and time != NEVER]
    return min(times, default=None)


def tick(clocks: Clocks, now: datetime) -> tuple[Clocks, tuple[Event, ...]]:
    """What is to be told at `now`, and the clocks on which it has been told.

    Each of "due soon" and "broken" comes once for a promise and never before its time; what is found broken is not
    said to be due soon as well. Ticking at any time, or often, does no harm.
    """
    events: list[Event] = []
    credited = clocks.credited
    ticked: list[Clock] = []
    for clock in clocks.clocks:
        seen = looked_at(clock, now)
        if seen.broken is not None and not seen.told:
            credit = _NOTHING if credited or seen.strength != "guaranteed" else clocks.credit
            credited = credited or credit > _NOTHING
            events.append(Broken(seen.promise, seen.broken, credit))
            seen = replace(seen, told=True, warned=True)
        elif isinstance(seen.pace, Running) and not seen.warned and now >= seen.pace.soon:
            events.append(DueSoon(seen.promise, seen.pace.due))
            seen = replace(seen, warned=True)
        ticked.append(seen)
    return replace(clocks, clocks=tuple(ticked), credited=credited), tuple(events)


def _started(clocks: Clocks, hours: Hours, at: datetime, kinds: tuple[PromiseKind, ...]) -> Clocks:
    begun = tuple(
        run(
            Clock(term.kind, term.target, term.strength, at, Paused(at), clocks.stage), hours, at, clocks.soon
        )
        for term in clocks.terms
        if term.kind in kinds
    )
    return replace(clocks, clocks=(*clocks.clocks, *begun))


def _each(clocks: Clocks, change: Callable[[Clock], Clock]) -> Clocks:
    return replace(clocks, clocks=tuple(map(change, clocks.clocks)))


def _of(clocks: Clocks, kind: PromiseKind) -> Clock | None:
    """The latest clock of a kind."""
    return next((clock for clock in reversed(clocks.clocks) if clock.promise == kind), None)
