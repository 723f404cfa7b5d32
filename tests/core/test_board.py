"""The queue: its order, and the board and the cards that show it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases.board import board_card
from core.cases.cards import header_card, requester_card
from core.cases.case import Case, Phase, queue_score
from core.cases.decision import Front
from core.cases.seats import Seat
from core.words.cards import Card, Verb
from core.words.refs import CaseId
from tests.core.setting import (
    ACTIVE,
    ASKED,
    CLOSED,
    MINUTE,
    NOW,
    OPEN,
    PHASES,
    SHUT,
    TICKET,
    WAITING,
    ana,
    ben,
    case,
    facts,
    keys,
    seat,
)

# ---- the order

moments = st.integers(0, 10**9).map(lambda each: NOW + timedelta(milliseconds=each))


@given(st.lists(st.tuples(st.integers(-100, 100), moments), max_size=20))
def test_a_higher_priority_goes_before_all_lower_ones_and_then_who_has_waited_longer(
    waiting: list[tuple[int, object]],
) -> None:
    by_score = sorted(waiting, key=lambda each: queue_score(*each))
    by_rule = sorted(waiting, key=lambda each: (-each[0], each[1]))
    assert by_score == by_rule


@given(st.integers(-100, 100), moments)
def test_a_millisecond_decides_between_two_of_one_priority(priority: int, since: object) -> None:
    assert queue_score(priority, since) < queue_score(priority, since + timedelta(milliseconds=1))


# ---- the board


def board(
    queue: int = 0,
    tickets: int = 0,
    seats: tuple[Seat, ...] = (),
    front: Front = OPEN,
    waiting: int | None = None,
) -> Card:
    cases = [case(WAITING, id=CaseId(number)) for number in range(1, queue + 1)]
    open_tickets = [case(TICKET, id=CaseId(number)) for number in range(101, 101 + tickets)]
    return board_card(
        facts(), cases, queue if waiting is None else waiting, open_tickets, tickets, seats, front
    )


def test_an_empty_board_says_so_and_offers_nothing_to_take() -> None:
    card = board()
    assert keys(card.lines) == ["board.waiting", "board.present"]
    assert [action.verb for action in card.actions] == [Verb.ON, Verb.AWAY, Verb.OFF]
    assert (card.tone, card.pinned) == ("calm", True)


@pytest.mark.parametrize(
    ("queue", "tickets", "offered"),
    [
        (1, 0, [1]),
        (9, 5, [1, 2, 3, 4]),
        (2, 5, [1, 2, 101, 102]),
        (0, 5, [101, 102, 103, 104]),
        (4, 5, [1, 2, 3, 4]),
    ],
)
def test_the_first_can_be_taken_those_who_wait_before_tickets(
    queue: int, tickets: int, offered: list[int]
) -> None:
    actions = board(queue, tickets).actions
    assert actions[0].verb is Verb.NEXT
    assert [action.case for action in actions if action.verb is Verb.TAKE] == offered


def test_all_who_wait_are_counted_and_a_closed_desk_says_why() -> None:
    card = board(3, waiting=120, front=SHUT)
    assert keys(card.lines)[:2] == ["board.closed", "board.waiting"]
    assert card.lines[1].count == 120


def test_who_is_there_is_listed_by_name_with_their_load() -> None:
    lines = board(seats=(seat(ben, 1), seat(ana, presence="away"))).lines
    assert [
        (each.key, dict(each.values).get("name"), dict(each.values).get("cases")) for each in lines[-2:]
    ] == [
        ("board.seat_away", "Ana Lima", 0),
        ("board.seat_on", "Ben Roth", 1),
    ]
    assert lines[-3].count == 2


def test_who_is_off_is_not_on_the_board() -> None:
    assert board(seats=(seat(ben, presence="off"),)).lines[-1].count == 0


# ---- the requester's card


@pytest.mark.parametrize(
    ("position", "wait", "lines"),
    [
        (0, None, [("queue.position", 1), ("queue.promise", 5 * MINUTE)]),
        (4, 250.0, [("queue.position", 5), ("queue.wait", 4 * MINUTE)]),
        (4, 10.0, [("queue.position", 5), ("queue.wait", MINUTE)]),
        (4, 0.0, [("queue.position", 5), ("queue.wait", MINUTE)]),
        (None, None, [("queue.waiting", None), ("queue.promise", 5 * MINUTE)]),
    ],
)
def test_position_and_expected_wait_are_shown_in_whole_minutes_and_the_promise_where_unknown(
    position: int | None, wait: float | None, lines: list[tuple[str, object]]
) -> None:
    card = requester_card(case(WAITING), facts(), position, wait)
    shown = [
        (each.key, each.count or dict(each.values).get("wait") or dict(each.values).get("within"))
        for each in card.lines
    ]
    assert shown == lines


@pytest.mark.parametrize(
    ("phase", "verbs"),
    [
        (WAITING, [Verb.DETAILS, Verb.LEAVE]),
        (replace(WAITING, paged=True), [Verb.TICKET, Verb.DETAILS, Verb.LEAVE]),
        (ACTIVE, [Verb.LEAVE, Verb.PROOF]),
        (TICKET, [Verb.DETAILS, Verb.LEAVE]),
        (CLOSED, [Verb.REOPEN, Verb.TRANSCRIPT, Verb.COMPLAIN]),
    ],
)
def test_the_requester_can_do_what_their_phase_allows(phase: Phase, verbs: list[Verb]) -> None:
    card = requester_card(case(phase), facts())
    assert [action.verb for action in card.actions] == verbs
    assert {action.revision for action in card.actions} == {4}


@pytest.mark.parametrize("phase", PHASES.values(), ids=PHASES)
def test_one_card_heads_each_conversation_throughout(phase: Phase) -> None:
    assert requester_card(case(phase), facts()).key == "case/1"
    assert header_card(case(phase), facts()).key == "header/1"


@pytest.mark.parametrize("phase", PHASES.values(), ids=PHASES)
def test_the_header_tells_who_asks_since_when_and_that_they_cannot_be_reached(phase: Phase) -> None:
    card = header_card(case(phase, unreachable=True), facts(), earlier=2)
    told = {each.key: dict(each.values) for each in card.lines}
    assert told["header.asked"] == {"at": ASKED}
    assert told["header.requester"]["name"] == "Rita"
    assert {"header.unreachable", "header.earlier"} <= set(told)


def of(the: Case) -> list[Verb]:
    return [action.verb for action in header_card(the, facts()).actions]


def test_an_unconfirmed_owner_confirms_first() -> None:
    assert of(case(replace(ACTIVE, confirmed=False)))[0] is Verb.CONFIRM
    assert Verb.CONFIRM not in of(case(ACTIVE))
    assert [of(case(phase)) for phase in (WAITING, TICKET, CLOSED)] == [[Verb.TAKE], [Verb.TAKE], []]
