"""Notices that a date brings about: a renewal, a change of prices, the next billing.

A notice is due from some days ahead of its date to the date itself. Where several steps have come (60, 30 and 14 days
ahead, say, after a long stop) only the nearest is sent, so nobody gets them in a row. What may not be sent now because
the customer is not to be contacted is held and goes out, if its date is still to come, when that is over.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

NoticeKind = Literal["renewal", "price", "billing"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How many days ahead of a date of this kind people are told, each a step."""

    kind: NoticeKind
    ahead: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """A date of a contract. `no_contact`: its customer is not to be contacted unless they begin."""

    contract: str
    kind: NoticeKind
    date: date
    no_contact: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice to send. `late`: after the day that the rule names."""

    contract: str
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


def _sorted(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    return tuple(sorted(notices, key=lambda each: (each.date, each.contract, each.kind)))
