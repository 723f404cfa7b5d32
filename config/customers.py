"""The tables of the directory's file: customers with their contacts, contracts, packs and dates."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from config.opening import Section
from config.values import Accounts, CivilDay, Duration, Identifier, Language, Name
from core.people.addresses import address
from core.people.directory import Contact, Contract, Customer, CustomerId, Dates, Pack, PlanId, Terms
from core.words.refs import Account

Every = Literal["once", "month", "quarter", "half-year", "year"]
MONTHS: dict[Every, int] = {"once": 0, "month": 1, "quarter": 3, "half-year": 6, "year": 12}


def _address(written: object) -> object:
    found = address(written) if isinstance(written, str) else None
    if found is None:
        raise ValueError(f"{written!r} is no e-mail address; write it as ana@example.org")
    return found


Email = Annotated[str, BeforeValidator(_address)]


class TermsTable(Section):
    """A contract's own promises."""

    first_response: Duration | None = None
    next_response: Duration | None = None
    resolution: Duration | None = None


class ContactTable(Section):
    email: Email | None = None
    accounts: Accounts = ()
    registered: bool = True
    authorises: bool = True
    language: Language | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.email is None and not self.accounts:
            raise ValueError('a contact has an email, accounts = ["discord:1234"], or both')
        return self


class PackTable(Section):
    """Time bought once, which is valid for a year, or anew with each month."""

    time: Duration
    starts: CivilDay = Field(alias="from")
    monthly: bool = False
    ends: CivilDay | None = Field(default=None, alias="until")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.ends is not None and not self.monthly:
            raise ValueError(
                "a pack that was bought once is valid for a year; only a monthly one has an until"
            )
        return self

    def pack(self) -> Pack:
        ends = None if self.ends is None else self.ends.isoformat()
        return Pack(self.time, self.starts.isoformat(), self.monthly, ends)


class CustomerTable(Section):
    id: Identifier
    name: Name
    plan: Identifier
    starts: CivilDay | None = Field(default=None, alias="from")
    ends: CivilDay | None = Field(default=None, alias="until")
    no_contact: bool = False
    billing: CivilDay | None = None
    billing_every: Every = "once"
    price: CivilDay | None = None
    service: CivilDay | None = None
    terms: TermsTable = Field(default_factory=TermsTable)
    packs: tuple[PackTable, ...] = ()
    contacts: tuple[ContactTable, ...] = ()

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if self.starts is not None and self.ends is not None and self.ends < self.starts:
            raise ValueError(f"the contract ends ({self.ends}) before it begins ({self.starts}); swap them")
        if self.billing_every != "once" and self.billing is None:
            raise ValueError("billing_every needs the first date, as billing = 2026-12-01")
        return self

    def customer(self) -> Customer:
        terms = Terms(self.terms.first_response, self.terms.next_response, self.terms.resolution)
        written = (self.starts, self.ends, self.billing, self.price, self.service)
        starts, ends, billing, price, service = [None if day is None else day.isoformat() for day in written]
        return Customer(
            CustomerId(self.id),
            self.name,
            Contract(PlanId(self.plan), starts, ends, terms),
            tuple(
                Contact(
                    each.email,
                    tuple(map(Account, each.accounts)),
                    each.registered,
                    each.authorises,
                    each.language,
                )
                for each in self.contacts
            ),
            self.no_contact,
            tuple(each.pack() for each in self.packs),
            Dates(billing, MONTHS[self.billing_every], price, service),
        )


class DirectoryTable(Section):
    customers: tuple[CustomerTable, ...] = ()
