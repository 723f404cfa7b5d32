"""Customers' time accounts: entries, what they are billed, credits, and what an account remembers."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cases import promising, timekeeping
from core.cases.case import Case
from core.cases.decision import Decision
from core.cases.timekeeping import Books, Worked
from core.people.directory import Book as Directory
from core.people.directory import Contact, Contract, Customer, CustomerId, Pack, PlanId
from core.people.rules import PeopleRules
from core.people.standing import Standing
from core.promises.hours import Hours, Span
from core.promises.ledger import LISTED, Ledger, lines, with_charge, with_credit, without_charge
from core.promises.packs import Charge, Line
from core.promises.plans import Blocks, Book, ClockTime, Plan, Promise
from core.words.cards import Verb
from core.words.refs import CaseId
from tests.core.setting import (
    ACTIVE,
    BEN,
    HOUR,
    MINUTE,
    NOW,
    RITA,
    ZOE,
    ana,
    ben,
    case,
    facts,
    policy,
    pressed,
    zoe,
)

OFFICE = Hours("Europe/Lisbon", (*((Span(time(9), time(13)), Span(time(14), time(18))),) * 5, (), ()))
PLAN = Plan(
    "priority",
    {"en": "Priority"},
    "office",
    (Promise("first", ClockTime(HOUR), reach="any"),),
    credit=HOUR,
    blocks=Blocks(),
)
HARBOUR = Customer(
    CustomerId("harbour"),
    "Harbour Ltd",
    Contract(PlanId("priority")),
    (Contact(None, (RITA.account,)),),
    packs=(Pack(10 * HOUR, "2026-01-10"), Pack(2 * HOUR, "2026-01-01", monthly=True)),
)
RULES = policy(
    book=Book("Europe/Lisbon", {"office": OFFICE}, (PLAN,)), people=PeopleRules(book=Directory.of([HARBOUR]))
)
ASKER = Standing("contact", "Harbour Ltd", "priority", "unproven", file=HARBOUR.id)
EMPTY = Ledger(HARBOUR.id)
BOOKS = Books(ASKER, HARBOUR, EMPTY)
ZONE = "Europe/Lisbon"


def the(**parts: object) -> Case:
    return case(ACTIVE, asker=ASKER, **parts)


def entered(words: str, books: Books = BOOKS) -> object:
    command = pressed(BEN, Verb.TIME, words=words)
    return timekeeping.enter(the(), books, command, ben, facts(RULES))


def test_an_entry_is_billed_in_blocks_and_leaves_a_note_that_only_staff_read() -> None:
    # NOW is 12:00 in Lisbon, so that an hour ago the office was open.
    outcome = entered("50m found the fault")
    assert isinstance(outcome, Decision)
    (ledger,) = outcome.put
    assert ledger.charges == (Charge("1", NOW - 50 * MINUTE, HOUR, case=CaseId(1), by=ben.id),)
    assert [(each.kind, each.words and each.words.text) for each in outcome.entries] == [
        ("note", "found the fault"),
        ("event", None),
    ]
    assert outcome.effects == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("20m", Worked(NOW - 20 * MINUTE, NOW, "")),
        ("1h30m of it", Worked(NOW - 90 * MINUTE, NOW, "of it")),
        ("1 h 30 m of it", Worked(NOW - 90 * MINUTE, NOW, "of it")),
        ("09:50-10:20 the call", Worked(NOW - 130 * MINUTE, NOW - 100 * MINUTE, "the call")),
        ("9:50 – 10:20", Worked(NOW - 130 * MINUTE, NOW - 100 * MINUTE, "")),
        ("2026-03-01 23:30-00:30", Worked(NOW - 12.5 * HOUR, NOW - 11.5 * HOUR, "")),
        ("", "none"),
        ("0m", "none"),
        ("the fault", "none"),
        ("20", "none"),
        ("20x", "none"),
        ("25:00-26:00", "none"),
        ("2026-02-30 10:00-11:00", "none"),
        ("25h", "longest"),
        ("11:30-12:30", "to_come"),
    ],
)
def test_what_agents_write_after_time(words: str, found: object) -> None:
    assert timekeeping.worked(words, NOW, ZONE) == found


def test_without_a_plan_that_bills_it_time_is_noted_in_the_case_alone() -> None:
    outcome = entered("20m", Books(Standing()))
    assert isinstance(outcome, Decision)
    unbilled = timekeeping.enter(
        replace(the(), asker=Standing()),
        Books(Standing()),
        pressed(BEN, Verb.TIME, words="20m"),
        ben,
        facts(RULES),
    )
    assert isinstance(unbilled, Decision)
    assert unbilled.put == ()
    assert [each.event and each.event.key for each in unbilled.entries] == ["event.time"]


@pytest.mark.parametrize(
    ("who", "agent", "may"), [(BEN, ben, True), (ZOE, zoe, False), (BEN, replace(ana, admin=True), True)]
)
def test_time_is_taken_back_by_whoever_entered_it_or_an_admin(who: object, agent: object, may: bool) -> None:
    outcome = entered("20m")
    assert isinstance(outcome, Decision)
    (ledger,) = outcome.put
    command = pressed(who, Verb.TIME, argument="1")
    undone = timekeeping.take_back(the(), ledger, command, agent, facts(RULES))
    assert isinstance(undone, Decision) is may
    if isinstance(undone, Decision):
        assert undone.put == (replace(EMPTY, numbered=1),)
        again = timekeeping.take_back(the(), undone.put[0], command, agent, facts(RULES))
        assert not isinstance(again, Decision)


def test_another_cases_charge_is_not_taken_back() -> None:
    ledger = with_charge(EMPTY, Charge("", NOW, HOUR, case=CaseId(2), by=ben.id), (), ZONE)
    outcome = timekeeping.take_back(the(), ledger, pressed(BEN, Verb.TIME, argument="1"), ben, facts(RULES))
    assert not isinstance(outcome, Decision)


def test_a_broken_promise_earns_free_time_once_for_a_case() -> None:
    begun = promising.in_step(None, the(), frozenset(), facts(RULES))
    assert begun.clocks is not None
    broken = replace(begun, clocks=replace(begun.clocks, credited=True))
    assert timekeeping.credited(begun, broken)
    assert not timekeeping.credited(broken, broken)
    ledger, told = timekeeping.credit(broken, EMPTY, facts(RULES))
    assert told.to == broken.place
    assert with_credit(ledger, broken.id, HOUR, NOW + HOUR) == ledger
    assert lines(ledger, (), NOW, ZONE) == (Line(NOW, "credit", "credit/1", HOUR, HOUR),)


def test_packs_come_from_the_file_and_the_months_hours_lapse() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    found = lines(EMPTY, HARBOUR.packs, at, ZONE)
    assert [(line.kind, line.amount // HOUR, line.balance // HOUR) for line in found] == [
        ("monthly", 2, 2),
        ("single", 10, 12),
        ("expired", -2, 10),
        ("monthly", 2, 12),
        ("expired", -2, 10),
        ("monthly", 2, 12),
    ]


def test_two_packs_alike_bought_on_one_day_are_two() -> None:
    twice = (HARBOUR.packs[0], HARBOUR.packs[0])
    assert lines(EMPTY, twice, NOW, ZONE)[-1].balance == 20 * HOUR


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=LISTED, max_size=LISTED + 200))
def test_an_account_that_forgets_old_charges_has_the_same_balance(steps: list[tuple[int, int]]) -> None:
    packs = (Pack(400 * HOUR, "2026-01-10"), *HARBOUR.packs)
    at, ledger, whole = NOW, EMPTY, EMPTY
    for hours, blocks in steps:
        at += hours * HOUR
        charge = Charge("", at, blocks * 15 * MINUTE)
        ledger = with_charge(ledger, charge, packs, ZONE)
        whole = replace(
            whole,
            charges=(*whole.charges, replace(charge, id=str(len(whole.charges) + 1))),
            numbered=ledger.numbered,
        )
    assert len(ledger.charges) <= LISTED
    assert lines(ledger, packs, at, ZONE)[-1].balance == lines(whole, packs, at, ZONE)[-1].balance


def test_a_charge_taken_back_gives_its_time_back() -> None:
    ledger = with_charge(EMPTY, Charge("", NOW - HOUR, HOUR), HARBOUR.packs, ZONE)
    assert lines(ledger, HARBOUR.packs, NOW, ZONE)[-1].balance == 11 * HOUR
    assert lines(without_charge(ledger, "1"), HARBOUR.packs, NOW, ZONE)[-1].balance == 12 * HOUR


def test_no_account_stands_in_what_is_kept_of_it() -> None:
    kept = with_credit(
        with_charge(EMPTY, Charge("", NOW, HOUR, case=CaseId(1), by=ben.id), (), ZONE),
        CaseId(1),
        timedelta(hours=1),
        NOW,
    )
    assert RITA.account not in repr(kept)
