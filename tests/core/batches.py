"""What tests about notices are made of: customers, rules, a batch."""

from dataclasses import replace
from datetime import date, timedelta

from core.cases import noticing
from core.cases.decision import Decision
from core.people.addresses import mailbox
from core.people.directory import Book, Contact, Contract, Customer, CustomerId, PlanId
from core.people.reaching import Way
from core.people.rules import PeopleRules
from core.policy import Facts, Policy
from core.promises.batches import (
    Batch,
    BatchId,
    Sending,
)
from core.promises.notices import Notice, Rule
from core.words.refs import Carrier, Place, direct
from tests.core.setting import (
    NOW,
    POLICY,
    ben,
)

TODAY = NOW.date()
SOON = TODAY + timedelta(days=30)
RULE = Rule("renewal", (60, 30, 14))
BOARD = Place("sea:board")
MAIL = Carrier("mail")


def customer(id_: str = "harbour", *contacts: Contact, ends: date = SOON, **changes: object) -> Customer:
    contract = Contract(PlanId("gold"), ends=ends.isoformat())
    made = Customer(CustomerId(id_), id_.title(), contract, contacts or (Contact("rita@harbour.example"),))
    return replace(made, **changes)


def rules(*customers: Customer, notices: tuple[Rule, ...] = (RULE,), mail: bool = True) -> Policy:
    people = PeopleRules(mail=mail, book=Book.of(customers))
    return replace(POLICY, notices=notices, on_call=(BOARD,), boards=(), people=people)


def notice(id_: str = "harbour", ahead: int = 30, on: date = SOON) -> Notice:
    return Notice(CustomerId(id_), "renewal", on, ahead, late=False)


def batch(*notices: Notice, **changes: object) -> Batch:
    made = Batch(BatchId("renewal-30-1"), RULE, 30, NOW, (BOARD,), notices or (notice(),))
    return replace(made, **changes)


SENDS = Sending(ben.id, NOW)


def sent(the: Batch, ways: noticing.Ways, at: Facts) -> tuple[Batch, Decision]:
    decision = noticing.send(replace(the, phase=SENDS), SENDS, ways, at)
    (after,) = decision.put
    assert isinstance(after, Batch)
    return after, decision


ADDRESS = "rita@harbour.example"
TO_MAIL = Way(direct(mailbox(ADDRESS)), None)
