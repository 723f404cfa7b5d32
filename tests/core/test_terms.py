"""Which promise holds and why: the plans of the ready-made desks, and tables of what may come between."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from config.policy import Places, policy
from config.settings import load
from core.promises.plans import (
    Book,
    BusinessDays,
    BusinessTime,
    ClockTime,
    Contract,
    Nothing,
    Plan,
    Promise,
    deadline,
)
from core.promises.terms import (
    Asking,
    Authorised,
    Contact,
    Guest,
    NotPromised,
    Promised,
    Requester,
    Term,
    admitted,
    applies,
)
from core.promises.wording import explained, said
from core.words.refs import Place, Role
from core.words.texts import text
from tests.core.calendars import at

HOUR = timedelta(hours=1)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
DESKS = Path(__file__).parents[2] / "config" / "desks"
PLACES = Places(
    discord=lambda _, channel: Place(str(channel)),
    telegram=lambda chat, _: Place(str(chat)),
    server=lambda guild: Place(str(guild)),
    role=lambda role: Role(str(role)),
)
ANA = Contact("acme")
OWN = "discord:1"


@cache
def book(desk: str) -> Book:
    return policy(load(DESKS / f"{desk}.toml", {}), PLACES, NOW).book


def ask(requester: Requester, line: str = "email", contact: str = "", **more: object) -> Asking:
    return replace(Asking(requester, contact, line, NOW), **more)  # type: ignore[arg-type]


def contract(plan: str, **more: object) -> Contract:
    return replace(
        Contract("c1", "acme", plan, date(2026, 1, 1), date(2026, 12, 31), (OWN,)),
        **more,  # type: ignore[arg-type]
    )


def first(outcome: Promised | NotPromised) -> Term | NotPromised | None:
    return outcome.term("first") if isinstance(outcome, Promised) else outcome


@pytest.mark.parametrize(
    ("plan", "asking", "expected"),
    [
        # Standard: by the next business day, by e-mail and on a registered account.
        ("padrao", ask(ANA), Term("first", BusinessDays(1), "guaranteed")),
        ("padrao", ask(ANA, "discord", OWN), Term("first", BusinessDays(1), "guaranteed")),
        ("padrao", ask(ANA, "discord", "discord:2"), NotPromised("line", "padrao", ("email", "web"))),
        # Priority: four business hours, on the plan's own contact only.
        ("prioritario", ask(ANA, "discord", OWN), Term("first", BusinessTime(4 * HOUR), "guaranteed")),
        ("prioritario", ask(ANA), NotPromised("own_contact", "prioritario", ("discord",))),
        # Priority 24/7: five minutes there, four business hours elsewhere.
        (
            "prioritario-24-7",
            ask(ANA, "discord", OWN),
            Term("first", ClockTime(timedelta(minutes=5)), "guaranteed"),
        ),
        ("prioritario-24-7", ask(ANA), Term("first", BusinessTime(4 * HOUR), "guaranteed")),
        # Everybody else: two business days on average, by e-mail.
        ("padrao", ask(Guest()), Term("first", BusinessDays(2), "average")),
        ("padrao", ask(Contact("other")), Term("first", BusinessDays(2), "average")),
        ("padrao", ask(Guest(), "discord", OWN), NotPromised("line", "outros", ("email", "web"))),
    ],
)
def test_the_plans_of_webplug(plan: str, asking: Asking, expected: Term | NotPromised) -> None:
    assert first(applies(book("webplug"), [contract(plan)], asking)) == expected


@pytest.mark.parametrize(
    ("desk", "asking", "expected"),
    [
        ("plugcloud", ask(Authorised("acme")), Term("first", ClockTime(HOUR), "guaranteed")),
        ("plugcloud", ask(ANA), Term("first", ClockTime(3 * HOUR), "aimed")),
        ("plugcloud", ask(Guest(), "telegram"), Term("first", ClockTime(3 * HOUR), "aimed")),
        ("plutus", ask(Guest(), "discord"), Term("first", ClockTime(24 * HOUR), "aimed")),
        ("plugin", ask(Guest()), Term("first", BusinessTime(HOUR), "aimed")),
        ("plugin", ask(Guest(), topic="enquiry"), Term("first", BusinessTime(2 * HOUR), "aimed")),
        ("plugin", ask(Guest(), stage=1), Term("first", ClockTime(4 * HOUR), "aimed")),
        ("plugin", ask(Guest(), stage=2), Term("first", ClockTime(48 * HOUR), "aimed")),
        ("plugin", ask(Guest(), stage=3), NotPromised("unregistered")),
        ("demo", ask(Guest()), Term("first", ClockTime(4 * HOUR), "aimed")),
    ],
)
def test_the_promises_of_the_other_desks(desk: str, asking: Asking, expected: Term | NotPromised) -> None:
    assert first(applies(book(desk), [], asking)) == expected


def test_a_complaint_is_solved_within_five_days_of_its_second_stage() -> None:
    outcome = applies(book("plugin"), [], ask(Guest(), stage=2))
    assert isinstance(outcome, Promised)
    assert outcome.term("resolution") == Term("resolution", ClockTime(timedelta(days=5)), "aimed")
    assert outcome.stage == 2


def test_a_broken_promise_is_worth_what_the_plan_says() -> None:
    worth = {}
    for plan in ("padrao", "prioritario", "prioritario-24-7"):
        outcome = applies(book("webplug"), [contract(plan)], ask(ANA, "discord", OWN))
        assert isinstance(outcome, Promised)
        worth[plan] = outcome.credit
    assert worth == {"padrao": HOUR, "prioritario": HOUR, "prioritario-24-7": 2 * HOUR}


def test_a_contracts_own_terms_go_before_the_plans() -> None:
    terms = (Promise("first", BusinessTime(2 * HOUR)), Promise("resolution", BusinessDays(3)))
    mine = contract("prioritario", promises=terms, credit=5 * HOUR, calendar="always")
    outcome = applies(book("webplug"), [mine], ask(ANA))
    assert outcome == Promised(
        "prioritario",
        "always",
        (
            Term("first", BusinessTime(2 * HOUR), "guaranteed"),
            Term("resolution", BusinessDays(3), "guaranteed"),
        ),
        "c1",
        "registered",
        5 * HOUR,
    )
    # On the plan's own contact too: what the contract says of the first answer is all that it says of it.
    assert first(applies(book("webplug"), [mine], ask(ANA, "discord", OWN))) == outcome.terms[0]


def test_a_contract_may_take_a_promise_away() -> None:
    mine = contract("padrao", promises=(Promise("first", Nothing()),))
    assert applies(book("webplug"), [mine], ask(ANA)) == NotPromised("none")


@pytest.mark.parametrize(
    ("now", "plan"),
    [
        (at(2025, 12, 31, 23, 59, zone="Europe/Lisbon"), "outros"),
        (at(2026, 1, 1, zone="Europe/Lisbon"), "padrao"),
        (at(2026, 12, 31, 23, 59, zone="Europe/Lisbon"), "padrao"),
        (at(2027, 1, 1, zone="Europe/Lisbon"), "outros"),
    ],
)
def test_a_contract_holds_from_its_first_day_to_its_last_in_the_desks_zone(now: datetime, plan: str) -> None:
    outcome = applies(book("webplug"), [contract("padrao")], ask(ANA, at=now))
    assert isinstance(outcome, Promised)
    assert outcome.plan == plan


def test_a_contract_that_ended_is_said() -> None:
    over = [contract("padrao", until=date(2026, 5, 31))]
    end = at(2026, 5, 31, 23, 59, zone="Europe/Lisbon")
    outcome = applies(book("webplug"), over, ask(ANA))
    assert isinstance(outcome, Promised)
    assert explained(book("webplug"), outcome, "pt-PT") == text(
        "promises.why.ended", plan="Sem plano de suporte", ended=end
    )
    nowhere = applies(book("webplug"), over, ask(ANA, "discord", OWN))
    assert nowhere == NotPromised("ended", ended=end)
    assert explained(book("webplug"), nowhere, "en") == text("promises.not.ended", ended=end)


def test_a_contract_that_has_not_begun_promises_nothing() -> None:
    later = [contract("padrao", since=date(2026, 7, 1))]
    assert applies(book("webplug"), later, ask(ANA, "discord")) == NotPromised("not_begun")


def test_of_several_contracts_the_one_whose_contact_was_used_holds() -> None:
    two = [
        contract("padrao", contacts=()),
        contract("prioritario-24-7", id="c2"),
    ]
    outcome = applies(book("webplug"), two, ask(ANA, "discord", OWN))
    assert isinstance(outcome, Promised)
    assert outcome.contract == "c2"


def test_a_plan_that_is_there_no_more_is_passed_over() -> None:
    outcome = applies(book("webplug"), [contract("gone")], ask(ANA))
    assert isinstance(outcome, Promised)
    assert outcome.plan == "outros"


def test_a_line_given_with_a_plan_admits_only_those_who_have_it() -> None:
    line = "email:prioridade@example.pt"
    plans = tuple(
        replace(plan, lines=(line,)) if plan.id == "prioritario" else plan for plan in book("webplug").plans
    )
    desk = replace(book("webplug"), plans=plans)
    mine = [contract("prioritario", contacts=())]
    assert admitted(desk, mine, ask(ANA, line))
    assert not admitted(desk, mine, ask(Guest(), line))
    assert not admitted(desk, mine, ask(Contact("other"), line))
    assert not admitted(desk, [contract("padrao")], ask(ANA, line))
    assert not admitted(desk, mine, ask(ANA, line, at=NOW + timedelta(days=400)))
    assert admitted(desk, mine, ask(Guest(), "email"))
    assert first(applies(desk, mine, ask(ANA, line))) == Term("first", BusinessTime(4 * HOUR), "guaranteed")
    assert applies(desk, mine, ask(ANA)) == NotPromised("own_contact", "prioritario", (line,))


def test_only_customers_have_promises_where_no_plan_is_open() -> None:
    desk = Book("UTC", {}, (Plan("gold", {}, "always", (Promise("first", ClockTime(HOUR)),)),))
    outcome = applies(desk, [], ask(Guest()))
    assert outcome == NotPromised("unregistered")
    assert explained(desk, outcome, "en") == text("promises.not.unregistered")


@pytest.mark.parametrize(
    ("target", "due", "words"),
    [
        (BusinessTime(4 * HOUR), at(2026, 6, 1, 15, zone="Europe/Lisbon"), "business_time"),
        (ClockTime(4 * HOUR), NOW + 4 * HOUR, "clock_time"),
        (BusinessDays(1), at(2026, 6, 2, 18, zone="Europe/Lisbon"), "business_days"),
    ],
)
def test_a_target_has_a_deadline_and_words(
    target: BusinessTime | ClockTime | BusinessDays, due: datetime, words: str
) -> None:
    assert deadline(target, book("webplug").hours("uteis"), NOW) == due
    assert said(Term("first", target, "aimed")).key == f"promises.first.{words}"
