"""A customer's time account: credits given and time charged. What packs add to it is in the directory, not here.

It is kept bounded: of charges beyond the latest only what they took of each grant is remembered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.people.directory import CustomerId, Pack
from core.promises.hours import midnight
from core.promises.packs import Charge, Grant, Line, credit, monthly, single, statement, taken
from core.words.refs import CaseId

LISTED = 400
"""At least half so many charges are listed."""


@dataclass(frozen=True, slots=True)
class Used:
    """What charges that are listed no more have taken of a grant."""

    grant: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class Ledger:
    """It names cases and agents, and no requester: erasing one takes nothing from what the customer is owed.

    `numbered`: how many charges there have been.
    """

    customer: CustomerId
    credits: tuple[Grant, ...] = ()
    charges: tuple[Charge, ...] = ()
    used: tuple[Used, ...] = ()
    numbered: int = 0


def with_credit(ledger: Ledger, case: CaseId, length: timedelta, at: datetime) -> Ledger:
    """Free time for a case whose promise was broken: once, however often it breaks."""
    given = credit(str(case), length, at)
    if any(each.id == given.id for each in ledger.credits):
        return ledger
    return replace(ledger, credits=(*ledger.credits, given))


def with_charge(ledger: Ledger, charge: Charge, packs: Iterable[Pack], zone: str) -> Ledger:
    """One more charge, under the next number."""
    number = ledger.numbered + 1
    charges = (*ledger.charges, replace(charge, id=str(number)))
    grown = replace(ledger, charges=charges, numbered=number)
    return grown if len(charges) <= LISTED else _shortened(grown, packs, zone)


def without_charge(ledger: Ledger, id_: str) -> Ledger:
    return replace(ledger, charges=tuple(each for each in ledger.charges if each.id != id_))


def lines(ledger: Ledger, packs: Iterable[Pack], now: datetime, zone: str) -> tuple[Line, ...]:
    """The statement up to now."""
    used = {each.grant: each.length for each in ledger.used}
    return statement(_grants(ledger, packs, now, zone), ledger.charges, now, used=used)


def _shortened(ledger: Ledger, packs: Iterable[Pack], zone: str) -> Ledger:
    older, latest = ledger.charges[: -LISTED // 2], ledger.charges[-LISTED // 2 :]
    grants = _grants(ledger, packs, max(each.at for each in older), zone)
    used = taken(grants, older, {each.grant: each.length for each in ledger.used})
    return replace(
        ledger, charges=latest, used=tuple(Used(*each) for each in sorted(used.items()) if each[1])
    )


def _grants(ledger: Ledger, packs: Iterable[Pack], now: datetime, zone: str) -> tuple[Grant, ...]:
    return (*_bought(packs, now, zone), *ledger.credits)


def _bought(packs: Iterable[Pack], now: datetime, zone: str) -> Iterator[Grant]:
    """Packs as grants. Two alike that were bought on one day are told apart by their order."""
    seen: dict[Pack, int] = {}
    for pack in packs:
        seen[pack] = seen.get(pack, 0) + 1
        id_ = f"{pack.starts}/{pack.length // timedelta(minutes=1)}/{seen[pack]}"
        first = date.fromisoformat(pack.starts)
        if pack.monthly:
            ends = None if pack.ends is None else date.fromisoformat(pack.ends)
            yield from monthly(f"monthly/{id_}", pack.length, first, ends, now, zone)
        else:
            yield single(f"single/{id_}", pack.length, midnight(first, zone), zone)
