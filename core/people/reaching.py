"""By which way the desk may write to somebody first: where they have written to it, else by mail, else not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.cases.people import Requester
from core.people.addresses import mailbox
from core.people.directory import Contact, Customer
from core.people.proof import Link, Proven
from core.people.rules import PeopleRules
from core.words.refs import Account, Direct, direct


@dataclass(frozen=True, slots=True)
class Way:
    """A private chat or a mailbox, and the language there, if one is known."""

    to: Direct
    language: str | None


def way_to(
    contact: Contact,
    links: tuple[Link, ...],
    known: Mapping[Account, Requester],
    *,
    mail: bool,
    now: datetime,
) -> Way | None:
    """Where a contact is written to; None where they cannot be.

    `links` are the accounts that have proven the contact's address, `known` the people who have written to the desk:
    nobody else is written to in a chat. `mail`: the desk can send mail.
    """
    proven = {link.account: link for link in links if link.acts_from <= now}
    for account in (*contact.accounts, *proven):
        person = known.get(account)
        if person is None or (person.blocked_until is not None and person.blocked_until > now):
            continue
        link = proven.get(account)
        spoken = person.language or (link.language if link else None)
        return Way(direct(account), spoken or contact.language)
    return by_mail(contact, mail=mail)


def by_mail(contact: Contact, *, mail: bool) -> Way | None:
    if contact.email is None or not mail:
        return None
    return Way(direct(mailbox(contact.email)), contact.language)


def customer_of(account: Account, proven: Proven | None, rules: PeopleRules) -> Customer | None:
    """The customer somebody belongs to, by the address they have proven or by the directory's word."""
    if proven is not None:
        found = proven.customer if rules.book is None else rules.book.by_email(proven.address)
        if found is not None:
            return found
    return None if rules.book is None else rules.book.by_account(account)
