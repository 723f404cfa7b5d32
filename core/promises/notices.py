"""Notices that a date brings about: a renewal, a change of prices or of a service, the next billing.

A notice is due from some days ahead of its date to the date itself. Where several steps have come (60, 30 and 14 days
ahead, say, after a long stop) only the nearest is sent, so nobody gets them in a row. What may not be sent now because
the customer is not to be contacted is held and goes out, if its date is still to come, when that is over.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.people.directory import Contact, Customer, CustomerId, PlanId

NoticeKind = Literal["renewal", "price", "service", "billing"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How many days ahead of a date of this kind people are told, each a step.

    `on` is the date of all customers, or of those with one of `plans`; without it each has their own. `who` is told:
    every registered contact, or those only who may authorise. `words` of the desk's own follow, by language.
    """

    kind: NoticeKind
    ahead: tuple[int, ...]
    on: date | None = None
    plans: tuple[PlanId, ...] = ()
    who: Literal["contact", "authorised"] = "contact"
    words: tuple[tuple[str, str], ...] = ()

    def concerns(self, contact: Contact) -> bool:
        return contact.registered and (contact.authorises or self.who == "contact")


@dataclass(frozen=True, slots=True)
class Coming:
    """A date of a contract. `no_contact`: its customer is not to be contacted unless they begin."""

    contract: CustomerId
    kind: NoticeKind
    date: date
    no_contact: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice to send. `late`: after the day that the rule names."""

    contract: CustomerId
    kind: NoticeKind
    date: date
    ahead: int
    late: bool

    @property
    def id(self) -> str:
        """The same for the same step of the same date, so that it goes out once."""
        return f"notice/{self.contract}/{self.kind}/{self.date}/{self.ahead}"


@dataclass(frozen=True, slots=True)
class Notices:
    """What is to go out on a day, and what would but for customers who are not to be contacted."""

    due: tuple[Notice, ...]
    held: tuple[Notice, ...]


def due_on(today: date, coming: Iterable[Coming], rules: Iterable[Rule], sent: Collection[str]) -> Notices:
    """The notices of a day, without those that went out (`sent`, by id), in the order of their dates.

    `today` is the civil day in the desk's zone.
    """
    steps: dict[NoticeKind, set[int]] = {}
    for rule in rules:
        steps.setdefault(rule.kind, set()).update(rule.ahead)
    due: set[Notice] = set()
    held: set[Notice] = set()
    for each in coming:
        reached = [ahead for ahead in steps.get(each.kind, ()) if each.date - timedelta(days=ahead) <= today]
        if not reached or each.date < today:
            continue
        nearest = min(reached)
        late = each.date - timedelta(days=nearest) < today
        notice = Notice(each.contract, each.kind, each.date, nearest, late)
        if notice.id not in sent:
            (held if each.no_contact else due).add(notice)
    return Notices(_sorted(due), _sorted(held - due))


def coming(customers: Iterable[Customer], rule: Rule, today: date) -> tuple[Coming, ...]:
    """The next date of the rule's kind for each customer whose contract has one: from `today` on, as far ahead as
    the rule reaches.
    """
    last = today + timedelta(days=max(rule.ahead, default=0))
    found = ((customer, _day_of(customer, rule, today)) for customer in customers)
    return tuple(
        Coming(customer.id, rule.kind, day, customer.no_contact)
        for customer, day in found
        if day is not None and today <= day <= last
    )


def _day_of(customer: Customer, rule: Rule, today: date) -> date | None:
    contract, dates = customer.contract, customer.dates
    if rule.plans and contract.plan not in rule.plans:
        return None
    match rule.kind:
        case "renewal":
            return None if contract.ends is None else date.fromisoformat(contract.ends)
        case "billing":
            written = dates.billing
        case "price":
            written = dates.price
        case "service":
            written = dates.service
    day = rule.on or (None if written is None else date.fromisoformat(written))
    if day is not None and rule.kind == "billing":
        day = _repeated(day, dates.months, today)
    return day if day is not None and contract.covers(day) else None


def _repeated(first: date, months: int, today: date) -> date:
    """The first day on or after `today` that is so many months, or a multiple of them, after `first`: on the same day
    of the month, or on its last where it has not got that day.
    """
    if months <= 0 or first >= today:
        return first
    times = max(0, ((today.year - first.year) * 12 + today.month - first.month) // months)
    day = _months_after(first, times * months)
    return day if day >= today else _months_after(first, (times + 1) * months)


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _sorted(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    return tuple(sorted(notices, key=lambda each: (each.date, each.contract, each.kind)))
