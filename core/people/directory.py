"""The directory: customers, who may speak for them, and what their contracts say.

It is what the desk's operator tells about their customers, in a file or by a lookup in a system of theirs. Nothing
that a requester says changes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NewType

from core.words.refs import Account

CustomerId = NewType("CustomerId", str)
PlanId = NewType("PlanId", str)

NOBODY = CustomerId("")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of a customer's: an e-mail address, accounts on platforms, or both. `language` is a tag, if known.

    `registered`: on the customer's file; one that is not is known, and asks as a guest. `authorises`: may order what
    touches the customer's data, domains or billing.
    """

    email: str | None = None
    accounts: tuple[Account, ...] = ()
    registered: bool = True
    authorises: bool = True
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """A contract's own promises, which come before the plan's."""

    first_response: timedelta | None = None
    next_response: timedelta | None = None
    resolution: timedelta | None = None


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Contract:
    """In force from its first to its last day, both included; open-ended where they are not given."""

    plan: PlanId
    starts: str | None = None
    ends: str | None = None
    """ISO dates, as the store keeps them."""
    terms: Terms = NO_TERMS

    def holds(self, at: datetime) -> bool:
        return self.covers(at.date())

    def covers(self, today: date) -> bool:
        begun = self.starts is None or date.fromisoformat(self.starts) <= today
        return begun and (self.ends is None or today <= date.fromisoformat(self.ends))


@dataclass(frozen=True, slots=True)
class Pack:
    """Time that a customer bought: once, or (`monthly`) anew with each month, to `ends` if there is one.

    Days are ISO dates, as the store keeps them.
    """

    length: timedelta
    starts: str
    monthly: bool = False
    ends: str | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Days that a customer is told of ahead: a billing, and again each `months` after it (0: once), changes of prices
    and of services. ISO dates, as the store keeps them.
    """

    billing: str | None = None
    months: int = 0
    price: str | None = None
    service: str | None = None


NO_DATES = Dates()


@dataclass(frozen=True, slots=True)
class Customer:
    """`no_contact`: the desk does not write to them first."""

    id: CustomerId
    name: str
    contract: Contract
    contacts: tuple[Contact, ...] = ()
    no_contact: bool = False
    packs: tuple[Pack, ...] = ()
    dates: Dates = NO_DATES

    def by_email(self, email: str) -> Contact | None:
        return next((each for each in self.contacts if each.email == email), None)

    def by_account(self, account: Account) -> Contact | None:
        return next((each for each in self.contacts if account in each.accounts), None)


@dataclass(frozen=True, slots=True)
class Book:
    """A directory that is known as a whole."""

    customers: tuple[Customer, ...] = ()
    _ids: Mapping[CustomerId, Customer] = field(default_factory=dict, repr=False, compare=False)
    _emails: Mapping[str, Customer] = field(default_factory=dict, repr=False, compare=False)
    _accounts: Mapping[Account, Customer] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, customers: Iterable[Customer]) -> "Book":
        """The book of these customers; each address and each account belongs to one of them."""
        every = tuple(customers)
        return cls(
            every,
            {customer.id: customer for customer in every},
            {each.email: customer for customer in every for each in customer.contacts if each.email},
            {
                account: customer
                for customer in every
                for each in customer.contacts
                for account in each.accounts
            },
        )

    def by_id(self, id_: CustomerId) -> Customer | None:
        return self._ids.get(id_)

    def by_email(self, email: str) -> Customer | None:
        return self._emails.get(email)

    def by_account(self, account: Account) -> Customer | None:
        return self._accounts.get(account)
