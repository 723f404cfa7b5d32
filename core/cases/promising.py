"""What is owed for a case by when, kept in step with what happens to it.

One place for all decisions: whatever changes a case, its clocks follow from how it was, how it is, and who has spoken.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from core.cases.case import Case, Closed, Pending, Snoozed, Ticket, Waiting
from core.people.directory import Customer
from core.people.standing import Standing
from core.policy import Facts
from core.promises import clocks as running
from core.promises.clock import Clock, Paused, Running
from core.promises.clocks import Clocks
from core.promises.plans import ClockTime, Contract, Promise, PromiseKind
from core.promises.terms import (
    Asking,
    Authorised,
    Contact,
    Guest,
    NotPromised,
    Outcome,
    Promised,
    Requester,
    admitted,
    applies,
)
from core.promises.wording import explained
from core.words.refs import Account, carrier
from core.words.texts import Text, text

Speaker = Literal["requester", "agent"]

COMPLAINT, TO_THE_MANAGER = 1, 2
"""The stages of a complaint; other requests have none."""


def owed(case: Case, facts: Facts) -> Outcome:
    """Which promise holds for the case as it is now, and why, or why none does."""
    return _applies(case.asker, case.requester, case.asked_at, case.topic, _stage(case), facts)


def owed_to(asker: Standing, account: Account, facts: Facts) -> Outcome:
    """Which promise would hold for somebody who asked now, about anything."""
    return _applies(asker, account, facts.now, None, 0, facts)


def reserved(account: Account, facts: Facts) -> bool:
    """Whether the desk gives the line that the account writes on only to those who have a plan."""
    return any(carrier(account) in plan.lines for plan in facts.policy.book.plans)


def admits(asker: Standing, account: Account, facts: Facts) -> bool:
    """Whether somebody who writes on such a line has a plan that it comes with."""
    contracts = _contracts(asker, _customer(asker, facts))
    asking = Asking(_requester(asker), account, carrier(account), facts.now)
    return admitted(facts.policy.book, contracts, asking)


def _applies(
    asker: Standing, account: Account, at: datetime, topic: str | None, stage: int, facts: Facts
) -> Outcome:
    contracts = _contracts(asker, _customer(asker, facts))
    asking = Asking(_requester(asker), account, carrier(account), at, topic, stage)
    return applies(facts.policy.book, contracts, asking)


def in_step(before: Case | None, after: Case, spoke: AbstractSet[Speaker], facts: Facts) -> Case:
    """The case with its clocks as they are after what happened."""
    if not facts.policy.book.plans:
        return after
    clocks = _held(before, after, facts)
    if clocks is None:
        return after
    hours, now = facts.policy.book.hours(clocks.calendar), facts.now
    was, waits = _waits(before), _waits(after)
    closed = isinstance(after.phase, Closed)
    if before is not None and isinstance(before.phase, Closed) and not closed:
        clocks = running.reopened(clocks, hours, now)
    if was and not waits:
        clocks = running.resume(clocks, hours, now)
    if "requester" in spoke and before is not None and not closed:
        clocks = running.asked(clocks, hours, now)
    if "agent" in spoke:
        clocks = running.answered(clocks, hours, now)
    if waits and not was:
        clocks = running.pause(clocks, hours, now)
    if closed and not (before is not None and isinstance(before.phase, Closed)):
        kept = isinstance(after.phase, Closed) and after.phase.by in {"agent", "consent", "requester"}
        served = kept and bool(after.served_by)
        clocks = running.solved(clocks, hours, now) if served else running.waived(clocks, hours, now)
    return after if clocks == after.clocks else replace(after, clocks=clocks)


def anew(case: Case, facts: Facts) -> Case:
    """The case with what is still owed for it reckoned by the rules as they are now. Where nothing is promised any
    more, what was begun goes on as it was promised.
    """
    if case.clocks is None or isinstance(case.phase, Closed):
        return case
    outcome = owed(case, facts)
    promised = outcome if isinstance(outcome, Promised) else None
    hours = facts.policy.book.hours(case.clocks.calendar if promised is None else promised.calendar)
    clocks = running.recompute(case.clocks, hours, promised)
    return case if clocks == case.clocks else replace(case, clocks=clocks)


def lines(case: Case, facts: Facts) -> tuple[Text, ...]:
    """What the agents' card says of it: each promise with its clock, and the plan, or why there is none."""
    if not facts.policy.book.plans or isinstance(case.phase, Closed):
        return ()
    why = explained(facts.policy.book, owed(case, facts), facts.policy.language)
    if case.clocks is None:
        return (why,)
    clocks = (line for line in map(_line, case.clocks.clocks) if line is not None)
    return (*clocks, why)


def for_requester(case: Case, facts: Facts) -> tuple[Text, ...]:
    """What the requester's card says of it, where the desk wants it said: by when, or where a promise would hold."""
    if not facts.policy.tickets.tell_promise or not isinstance(case.phase, Ticket | Waiting):
        return ()
    if case.clocks is None:
        outcome = owed(case, facts)
        elsewhere = isinstance(outcome, NotPromised) and outcome.reason in _ELSEWHERE
        return (explained(facts.policy.book, outcome, case.language),) if elsewhere else ()
    if isinstance(case.phase, Waiting):
        return ()
    return tuple(
        text("promise.told", at=clock.pace.due)
        for clock in case.clocks.clocks
        if clock.promise in _ANSWERS and isinstance(clock.pace, Running) and not clock.broken
    )[:1]


_ANSWERS: tuple[PromiseKind, ...] = ("first", "next")
_ELSEWHERE = frozenset({"line", "own_contact", "unregistered"})
"""Why nothing is promised to somebody who could have a promise on another contact, or once they are known."""


def _line(clock: Clock) -> Text | None:
    """What is still owed, or was owed and is late. What was kept needs no line."""
    promise = text(f"promise.{clock.promise}")
    match clock.pace:
        case Running() | Paused() if clock.broken is not None:
            return text("clock.broken", promise=promise, at=clock.broken)
        case Running(due=due):
            return text("clock.running", promise=promise, at=due)
        case Paused():
            return text("clock.paused", promise=promise)
        case _:
            return None


def _held(before: Case | None, after: Case, facts: Facts) -> Clocks | None:
    """The clocks it has by the promise that holds now: begun, moved on with a complaint, reckoned anew."""
    known = None if before is None else after.clocks
    escalates = before is not None and _stage(before) != _stage(after)
    if known is not None and not escalates and before is not None and before.asker == after.asker:
        return known
    if isinstance(after.phase, Closed):
        return known
    outcome = owed(after, facts)
    if not isinstance(outcome, Promised):
        return known
    hours = facts.policy.book.hours(outcome.calendar)
    if known is None:
        return running.begin(outcome, hours, after.asked_at if before is None else facts.now)
    if escalates:
        return running.staged(known, outcome, hours, facts.now)
    return running.recompute(known, hours, outcome)


def _waits(case: Case | None) -> bool:
    """Whether somebody else than the desk's agents owes the next step. A day that was chosen pauses nothing."""
    return case is not None and isinstance(case.phase, Pending) and not isinstance(case.phase.on, Snoozed)


def _stage(case: Case) -> int:
    if case.complaint is not None:
        return TO_THE_MANAGER
    return COMPLAINT if case.complained else 0


def _requester(asker: Standing) -> Requester:
    match asker.kind:
        case "guest":
            return Guest()
        case "contact":
            return Contact(asker.customer)
        case "authorised":
            return Authorised(asker.customer)


def _customer(asker: Standing, facts: Facts) -> Customer | None:
    book = facts.policy.people.book
    return None if book is None else book.by_id(asker.file)


def _contracts(asker: Standing, customer: Customer | None) -> tuple[Contract, ...]:
    """The customer's contract; of one who was looked up elsewhere as much as the case remembers: the plan."""
    if not asker.customer:
        return ()
    if customer is None:
        return (Contract(asker.customer, asker.customer, asker.plan, date.min),) if asker.plan else ()
    held = customer.contract
    own: tuple[tuple[PromiseKind, timedelta | None], ...] = (
        ("first", held.terms.first_response),
        ("next", held.terms.next_response),
        ("resolution", held.terms.resolution),
    )
    promises = tuple(
        Promise(kind, ClockTime(length), reach="any") for kind, length in own if length is not None
    )
    return (
        Contract(
            customer.id,
            asker.customer,
            held.plan,
            date.min if held.starts is None else date.fromisoformat(held.starts),
            None if held.ends is None else date.fromisoformat(held.ends),
            tuple(account for each in customer.contacts if each.registered for account in each.accounts),
            promises,
        ),
    )
