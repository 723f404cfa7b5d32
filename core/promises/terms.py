"""Which promise holds for a request, and why.

applies(book, contracts, asking) -> Promised | NotPromised
explained(book, outcome, language) -> Text
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, assert_never
from zoneinfo import ZoneInfo

from core.promises.plans import (
    KINDS,
    Book,
    Contract,
    Nothing,
    Plan,
    Promise,
    PromiseKind,
    Reach,
    Strength,
    Timed,
)
from core.words.refs import Account, carrier


@dataclass(frozen=True, slots=True)
class Guest:
    """Nobody the desk knows."""

    kind: Literal["guest"] = "guest"


@dataclass(frozen=True, slots=True)
class Contact:
    """Writes from a contact that is on a customer's file."""

    customer: str
    kind: Literal["contact"] = "contact"


@dataclass(frozen=True, slots=True)
class Authorised:
    """Has proven the customer's account."""

    customer: str
    kind: Literal["authorised"] = "authorised"


Requester = Guest | Contact | Authorised


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as far as promises go: who asks, from which contact, on which of the desk's lines, about what."""

    requester: Requester
    contact: str
    line: str
    at: datetime
    topic: str | None = None
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """What is owed: of each kind at most one."""

    kind: PromiseKind
    target: Timed
    strength: Strength


@dataclass(frozen=True, slots=True)
class Promised:
    """By which plan, and contract if any, on which calendar, what is owed.

    `reach` is the narrowest kind of contact that it rests on. `ended`: a contract that is over, which would have
    gone before. `credit` is the free time for the first guaranteed term that is broken.
    """

    plan: str
    calendar: str
    terms: tuple[Term, ...]
    contract: str | None = None
    reach: Reach = "any"
    credit: timedelta = timedelta(0)
    soon: float = 0.75
    stage: int = 0
    ended: datetime | None = None

    def term(self, kind: PromiseKind) -> Term | None:
        return next((term for term in self.terms if term.kind == kind), None)


Reason = Literal["none", "line", "own_contact", "unregistered", "ended", "not_begun"]
"""No promise for such requests; none on this line, or only on the plan's own contact, or for registered contacts;
no contract in force any more, or yet."""


@dataclass(frozen=True, slots=True)
class NotPromised:
    """Why not. `lines` are those on which the same person would have a promise, as far as there are any."""

    reason: Reason
    plan: str | None = None
    lines: tuple[str, ...] = ()
    ended: datetime | None = None


Outcome = Promised | NotPromised


@dataclass(frozen=True, slots=True)
class _Offer:
    """A plan that the requester may rely on, by contract or because it is open to them."""

    plan: Plan
    contract: Contract | None = None

    def lines(self) -> tuple[str, ...]:
        """Where it is to be asked for: the plan's own lines, or what reaches the desk from the own contacts."""
        contacts = () if self.contract is None else self.contract.contacts
        return self.plan.lines or tuple(dict.fromkeys(carrier(Account(each)) for each in contacts))

    def promises(self) -> tuple[Promise, ...]:
        return (*(() if self.contract is None else self.contract.promises), *self.plan.promises)


def applies(book: Book, contracts: Sequence[Contract], asking: Asking) -> Outcome:
    """What is promised to this request, and by what.

    `contracts` are the customer's, or more; others' are passed over. A contract in force goes before plans that are
    open to everybody, and keeps them out: who has one is told on which contact it holds rather than promised less
    than it says. Of several contracts the one on whose own contact the request came holds, else the first that
    promises anything. With no contract in force the plans open to the kind of requester hold, in their order.
    """
    mine = _of(contracts, asking.requester)
    offers = tuple(_contracted(book, mine, asking))
    if offers:
        found = sorted(
            (each for each in (_promised(offer, asking) for offer in offers) if each is not None),
            key=lambda each: each.reach != "own",
        )
        return found[0] if found else _refused(offers, asking)
    day = _day(book, asking)
    ended = max((each.until for each in mine if each.until is not None and each.until < day), default=None)
    over = None if ended is None else _end_of(ended, book.zone)
    opened = tuple(_Offer(plan) for plan in book.plans if asking.requester.kind in plan.open_to)
    for offer in opened:
        promised = _promised(offer, asking)
        if promised is not None:
            return replace(promised, ended=over)
    if over is not None:
        return NotPromised("ended", ended=over)
    if any(each.since > day for each in mine):
        return NotPromised("not_begun")
    refused = _refused(opened, asking)
    wider = asking.requester.kind == "guest" and any(plan.promises for plan in book.plans)
    return NotPromised("unregistered") if refused.reason == "none" and wider else refused


def admitted(book: Book, contracts: Sequence[Contract], asking: Asking) -> bool:
    """Whether the desk takes this request on at all.

    On a line that is given only with plans (`Plan.lines`) it does so for the registered contacts of customers with a
    contract in force for such a plan; others are not answered there.
    """
    owners = {plan.id for plan in book.plans if asking.line in plan.lines}
    if not owners:
        return True
    return any(
        offer.plan.id in owners for offer in _contracted(book, _of(contracts, asking.requester), asking)
    )


def _of(contracts: Sequence[Contract], requester: Requester) -> tuple[Contract, ...]:
    match requester:
        case Guest():
            return ()
        case Contact(customer) | Authorised(customer):
            return tuple(each for each in contracts if each.customer == customer)
        case _:
            assert_never(requester)


def _contracted(book: Book, mine: Sequence[Contract], asking: Asking) -> Iterator[_Offer]:
    day = _day(book, asking)
    for contract in mine:
        plan = book.plan(contract.plan)
        if plan is not None and contract.holds_on(day):
            yield _Offer(plan, contract)


def _promised(offer: _Offer, asking: Asking) -> Promised | None:
    """What the offer promises to this request; None where that is nothing."""
    plan, contract = offer.plan, offer.contract
    reach = _reach(offer, asking)
    chosen = tuple(
        promise for promise in (_line(offer, kind, reach, asking) for kind in KINDS) if promise is not None
    )
    terms = tuple(
        Term(promise.kind, promise.target, promise.strength)
        for promise in chosen
        if not isinstance(promise.target, Nothing)
    )
    if not terms:
        return None
    credit = plan.credit if contract is None or contract.credit is None else contract.credit
    return Promised(
        plan=plan.id,
        calendar=(contract and contract.calendar) or plan.calendar,
        terms=terms,
        contract=None if contract is None else contract.id,
        reach=min((promise.reach for promise in chosen), key=_REACHES.index),
        credit=credit,
        soon=plan.soon,
        stage=asking.stage,
    )


_REACHES: tuple[Reach, ...] = ("own", "registered", "any")
"""From the narrowest; whoever is within one is within those after it."""


def _reach(offer: _Offer, asking: Asking) -> Reach:
    if isinstance(asking.requester, Guest):
        return "any"
    registered = offer.contract is not None and asking.contact in offer.contract.contacts
    return "own" if registered or asking.line in offer.plan.lines else "registered"


def _line(offer: _Offer, kind: PromiseKind, reach: Reach, asking: Asking) -> Promise | None:
    """The promise of a kind that fits best; the contract's before the plan's."""
    within = _REACHES[_REACHES.index(reach) :]
    for promises in (() if offer.contract is None else offer.contract.promises, offer.plan.promises):
        fitting = [
            each
            for each in promises
            if each.kind == kind
            and each.stage == asking.stage
            and each.reach in within
            and (not each.lines or asking.line in each.lines)
            and (not each.topics or asking.topic in each.topics)
        ]
        if fitting:
            return min(fitting, key=lambda each: (not each.topics, _REACHES.index(each.reach)))
    return None


def _refused(offers: Sequence[_Offer], asking: Asking) -> NotPromised:
    """Why none of the offers promises anything, from the first that would do so to somebody who asks otherwise."""
    for offer in offers:
        there = [
            each
            for each in offer.promises()
            if each.stage == asking.stage
            and (not each.topics or asking.topic in each.topics)
            and not isinstance(each.target, Nothing)
            and _line(offer, each.kind, _reach(offer, asking), asking)
            is None  # Else it is expressly nothing.
        ]
        within = _REACHES[_REACHES.index(_reach(offer, asking)) :]
        reached = [each for each in there if each.reach in within]
        if reached:
            lines = tuple(dict.fromkeys(line for each in reached for line in each.lines))
            return NotPromised("line", offer.plan.id, lines)
        if any(each.reach == "own" for each in there) and "registered" in within:
            return NotPromised("own_contact", offer.plan.id, offer.lines())
        if there:
            return NotPromised("unregistered", offer.plan.id)
    return NotPromised("none")


def _day(book: Book, asking: Asking) -> date:
    return asking.at.astimezone(ZoneInfo(book.zone)).date()


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(23, 59), ZoneInfo(zone)).astimezone(UTC)
