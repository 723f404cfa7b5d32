"""By which way the desk writes to somebody first, and whom it does not."""

from dataclasses import replace

import pytest

from core.cases import inviting
from core.cases.decision import Decision
from core.cases.people import Requester
from core.people.addresses import mailbox
from core.people.directory import Book, Contact
from core.people.proof import Link, Proven
from core.people.reaching import Way, way_to
from core.people.rules import PeopleRules
from core.words.cards import Verb
from core.words.refs import MessageRef, Place, direct
from tests.core.batches import ADDRESS, TO_MAIL, customer
from tests.core.setting import (
    BEN,
    HOUR,
    NOW,
    POLICY,
    RITA,
    TOM,
    ben,
    facts,
    pressed,
    refused,
    scene,
)

BLOCKED = replace(Requester(RITA.account, "Rita"), blocked_until=NOW + HOUR)


@pytest.mark.parametrize(
    ("contact", "links", "people", "way"),
    [
        (Contact(ADDRESS), (), (), TO_MAIL),
        (Contact(ADDRESS, (RITA.account,)), (), (), TO_MAIL),
        (Contact(None, (RITA.account,)), (), (), None),
        (Contact(None, (RITA.account,)), (), (BLOCKED,), None),
        (
            Contact(ADDRESS, (RITA.account,)),
            (),
            (Requester(RITA.account, "Rita"),),
            Way(direct(RITA.account), None),
        ),
        (
            Contact(ADDRESS, language="pt-PT"),
            (Link(TOM.account, "pt-BR", NOW, NOW),),
            (Requester(TOM.account, "Tom"),),
            Way(direct(TOM.account), "pt-BR"),
        ),
        (
            Contact(ADDRESS, language="pt-PT"),
            (Link(TOM.account, "pt-BR", NOW, NOW),),
            (Requester(TOM.account, "Tom", "en"),),
            Way(direct(TOM.account), "en"),
        ),
        (
            Contact(ADDRESS, language="pt-PT"),
            (Link(TOM.account, "pt-BR", NOW, NOW + HOUR),),
            (Requester(TOM.account, "Tom"),),
            Way(direct(mailbox(ADDRESS)), "pt-PT"),
        ),
    ],
    ids=["mail", "never wrote", "nowhere", "blocked", "wrote", "proven", "own choice", "link waits"],
)
def test_a_contact_is_written_to_where_they_have_written_else_by_mail(
    contact: Contact, links: tuple[Link, ...], people: tuple[Requester, ...], way: Way | None
) -> None:
    known = {each.account: each for each in people}
    assert way_to(contact, links, known, mail=True, now=NOW) == way


def test_without_a_mail_server_nobody_is_mailed() -> None:
    assert way_to(Contact(ADDRESS), (), {}, mail=False, now=NOW) is None


@pytest.mark.parametrize("known_by", ["account", "proof", "lookup"])
def test_an_agent_cannot_invite_somebody_who_is_not_to_be_contacted(known_by: str) -> None:
    quiet = customer(
        "moor", Contact(ADDRESS, (RITA.account,) if known_by == "account" else ()), no_contact=True
    )
    people = PeopleRules(book=None if known_by == "lookup" else Book.of((quiet,)))
    proven = (
        None if known_by == "account" else Proven(ADDRESS, NOW, NOW, quiet if known_by == "lookup" else None)
    )
    author = replace(Requester(RITA.account, "Rita"), proven=proven)
    asks = replace(pressed(BEN, Verb.PRIVATE, "It is down"), argument=str(RITA.account))
    about = MessageRef(Place("moor:square"), "7")

    def invited(rules_: PeopleRules) -> object:
        return inviting.invite(
            scene(requester=author), asks, about, ben, facts(replace(POLICY, people=rules_)), "en"
        )

    outcome = invited(people)
    assert not isinstance(outcome, Decision)
    assert refused(outcome) == ("refusal.no_contact", {"customer": "Moor"})  # type: ignore[arg-type]
    assert isinstance(invited(PeopleRules(book=Book.of(()))), Decision) or known_by == "lookup"
