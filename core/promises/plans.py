"""Plans and contracts: what a desk has promised, to whom, and what it is worth when it is broken.

A plan promises a target for the first answer, for each next one and for the resolution, each perhaps only on some
contacts, for some topics, or at a stage of a complaint. A customer has plans by contracts, whose own terms go before
the plan's; who has none is served by the plan that stands open to their kind. `terms` says which promise holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, assert_never

from core.promises.deadlines import after, business_days_after
from core.promises.hours import ALWAYS, Hours

PromiseKind = Literal["first", "next", "resolution"]
"""The first answer since the request, the next one since the requester's word, and the matter's solution."""

KINDS: tuple[PromiseKind, ...] = ("first", "next", "resolution")


@dataclass(frozen=True, slots=True)
class BusinessTime:
    """So much time within the plan's hours."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class ClockTime:
    """So much time around the clock."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """By the end of so many business days after the day of the request."""

    count: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """Expressly no promise, where a wider one would make one."""


Timed = BusinessTime | ClockTime | BusinessDays
Target = Timed | Nothing

Strength = Literal["guaranteed", "aimed", "average"]
"""How the desk words it; only what is guaranteed is credited when it is broken."""

Reach = Literal["own", "registered", "any"]
"""On which contacts: the plan's own, those on the customer's file too, or all."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of a plan. Where several lines fit, the one for the topic and for the narrower reach holds.

    `lines` are the desk's contacts on which it holds (a carrier's name or an address), and `topics` the choices of the
    form; empty is all. `stage` 0 is any request, 1 and up the stages of a complaint.
    """

    kind: PromiseKind
    target: Target
    strength: Strength = "guaranteed"
    reach: Reach = "registered"
    lines: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    stage: int = 0


@dataclass(frozen=True, slots=True)
class Blocks:
    """Time is billed in whole blocks: of one length within the plan's hours, of another outside."""

    inside: timedelta = timedelta(minutes=15)
    outside: timedelta = timedelta(minutes=30)


RequesterKind = Literal["guest", "contact", "authorised"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is promised, reckoned on a calendar, and what a broken promise is worth in free time.

    `lines` are the desk's contacts that are given only to those who have the plan. `open_to`: kinds of requester whom
    it serves without a contract. `soon`: the part of the time after which "due soon" is told.
    """

    id: str
    label: Mapping[str, str]
    calendar: str
    promises: tuple[Promise, ...]
    credit: timedelta = timedelta(0)
    blocks: Blocks | None = None
    lines: tuple[str, ...] = ()
    open_to: tuple[RequesterKind, ...] = ()
    soon: float = 0.75


@dataclass(frozen=True, slots=True)
class Contract:
    """That a customer has a plan, from the first day to the last (None: until further notice).

    `contacts` are the customer's accounts and addresses registered as the plan's own contact. What is given here of
    the rest takes the place of the plan's: a promise that of the same kind, stage and topics.
    """

    id: str
    customer: str
    plan: str
    since: date
    until: date | None = None
    contacts: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    credit: timedelta | None = None
    calendar: str | None = None
    blocks: Blocks | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Book:
    """The desk's calendars and plans. `zone` is where the days of contracts begin and end."""

    zone: str = "UTC"
    calendars: Mapping[str, Hours] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()

    def plan(self, id_: str) -> Plan | None:
        return next((plan for plan in self.plans if plan.id == id_), None)

    def hours(self, calendar: str) -> Hours:
        """A calendar; one that is there no more counts around the clock, so that no promise is forgotten."""
        return self.calendars.get(calendar, ALWAYS)


def deadline(target: Timed, hours: Hours, start: datetime) -> datetime:
    """When the target is due that counts from `start` without a pause."""
    match target:
        case BusinessTime(length):
            return after(hours, start, length)
        case ClockTime(length):
            return start + length
        case BusinessDays(count):
            return business_days_after(hours, start, count)
        case _:
            assert_never(target)
