"""Who is asking: a guest, a registered contact, or an authorised customer. Pure functions of what is known."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.people.directory import NOBODY, Contact, Customer, CustomerId
from core.people.proof import Proven
from core.people.rules import PeopleRules
from core.words.refs import Account, EntryId

Kind = Literal["guest", "contact", "authorised"]
RANK: dict[Kind, int] = {"guest": 0, "contact": 1, "authorised": 2}

Lack = Literal["", "unknown", "unproven", "waiting", "stale", "ended", "not_allowed"]
"""What keeps somebody from being authorised."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a desk says of whoever asks, and all of it that an agent sees: neither address nor account is in it."""

    kind: Kind = "guest"
    customer: str = ""
    plan: str = ""
    lacks: Lack = "unknown"
    acts_from: datetime | None = None
    """For `waiting`."""
    proven_at: datetime | None = None
    file: CustomerId = NOBODY
    """Whose file it is: the customer's id in the directory."""


GUEST = Standing()


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A written order for what touches a customer's data, domains or billing. `words` are its beginning; the whole
    of it is the transcript's `entry`.
    """

    entry: EntryId
    customer: str
    at: datetime
    words: str


def standing(account: Account, proven: Proven | None, rules: PeopleRules, now: datetime) -> Standing:
    """Who an account is at this moment."""
    by_proof = None if proven is None else _proven(proven, rules)
    if proven is not None and by_proof is not None:
        customer, contact = by_proof
        if not contact.registered:
            return GUEST
        lacks, acts_from = _lack(proven, customer, contact, rules, now), None
        if lacks == "waiting":
            acts_from = proven.acts_from
        kind: Kind = "contact" if lacks else "authorised"
        return Standing(kind, customer.name, customer.contract.plan, lacks, acts_from, proven.at, customer.id)
    found = None if rules.book is None else rules.book.by_account(account)
    known = None if found is None else found.by_account(account)
    if found is None or known is None or not known.registered:
        return GUEST
    return Standing("contact", found.name, found.contract.plan, "unproven", file=found.id)


def enough(has: Kind, wanted: Kind) -> bool:
    return RANK[has] >= RANK[wanted]


def _proven(proven: Proven, rules: PeopleRules) -> tuple[Customer, Contact] | None:
    customer = proven.customer if rules.book is None else rules.book.by_email(proven.address)
    contact = None if customer is None else customer.by_email(proven.address)
    return None if customer is None or contact is None else (customer, contact)


def _lack(proven: Proven, customer: Customer, contact: Contact, rules: PeopleRules, now: datetime) -> Lack:
    if not contact.authorises:
        return "not_allowed"
    if not customer.contract.holds(now):
        return "ended"
    if now < proven.acts_from:
        return "waiting"
    return "stale" if now - proven.at >= rules.proof_lasts else ""
