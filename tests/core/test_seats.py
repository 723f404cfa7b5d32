"""Seats: who is there, how much more they can take, and who is next to be given a case."""

from datetime import timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases import presence
from core.cases.people import Desk
from core.cases.seats import Seat, best, free, indexes, load, present_capacity, with_case, without_case
from core.policy import Agent
from core.words.records import Ranked
from core.words.refs import Account, AgentId, CaseId
from tests.core.setting import BEN, MINUTE, NOW, ana, ben, decided, facts, scene, seat, zoe

NAMES = st.sampled_from(["ana", "ben", "cy", "di", "ed"])


@st.composite
def seats(draw: st.DrawFn) -> Seat:
    name = draw(NAMES)
    return Seat(
        AgentId(name),
        draw(st.integers(1, 4)),
        draw(st.sampled_from(["on", "away", "off"])),
        tuple(CaseId(each) for each in range(draw(st.integers(0, 5)))),
        NOW - draw(st.integers(0, 3)) * MINUTE,
        draw(st.sampled_from([None, Account(f"sea:{name}")])),
    )


# ---- who is given the next case


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ([], None),
        # The most free share of their own capacity, not the most free places.
        ([seat(ana, 1), seat(zoe)], "zoe"),  # 2 of 3, 1 of 1
        ([seat(ana, 1), seat(ben, 2)], "ana"),  # 2 of 3, 1 of 2
        # Then who has been idle longest.
        ([seat(ana, idle=NOW), seat(ben, idle=NOW - MINUTE)], "ben"),
        ([seat(ana, idle=NOW - MINUTE), seat(ben, idle=NOW)], "ana"),
        # A longer idleness does not outweigh a freer desk.
        ([seat(ana, 1, idle=NOW - 60 * MINUTE), seat(zoe, idle=NOW)], "zoe"),
        # Then by name, so that two programs agree.
        ([seat(ben), seat(ana)], "ana"),
        # Away, off, full, over full, or never seen: not able.
        ([seat(ana, presence="away")], None),
        ([seat(ana, presence="off")], None),
        ([seat(zoe, 1)], None),
        ([seat(zoe, 1, 2)], None),
        ([Seat(ben.id, 2, "on", (), NOW)], None),
        ([seat(zoe, 1), seat(ana, 2, 3)], "ana"),
    ],
)
def test_the_next_case_goes_to_the_freest_then_the_longest_idle(
    there: list[Seat], chosen: str | None
) -> None:
    found = best(there)
    assert (found and found.agent) == chosen


@given(st.lists(seats(), max_size=6))
def test_whoever_is_chosen_can_take_it_and_nobody_is_passed_over(there: list[Seat]) -> None:
    found = best(there)
    able = [each for each in there if each.presence == "on" and load(each) < each.capacity and each.acting]
    assert (found is None) == (not able)
    if found is not None:
        share = free(found) / found.capacity
        assert found in able
        assert all(free(each) / each.capacity <= share for each in able)
        assert all(
            found.idle_since <= each.idle_since for each in able if free(each) / each.capacity == share
        )


@given(st.lists(seats(), max_size=6), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_the_list(there: list[Seat], order: object) -> None:
    unlike = list({each.agent: each for each in there}.values())
    chosen = best(unlike)
    order.shuffle(unlike)
    assert best(unlike) == chosen


# ---- capacity and load


@pytest.mark.parametrize(
    ("state", "cases", "left"),
    [("on", 0, 2), ("on", 1, 1), ("on", 2, 0), ("on", 3, 0), ("away", 0, 0), ("off", 0, 0)],
)
def test_only_who_is_on_has_room_and_never_less_than_none(state: str, cases: int, left: int) -> None:
    assert free(seat(ben, *range(cases), presence=state)) == left


def test_the_capacity_present_is_of_those_who_are_on() -> None:
    assert present_capacity([seat(ana), seat(ben, presence="away"), seat(zoe)]) == 4


def test_a_case_is_carried_once_and_an_agent_without_any_is_idle_since_then() -> None:
    once = with_case(seat(ben, idle=NOW - MINUTE), CaseId(1))
    assert with_case(once, CaseId(1)) == once
    two = with_case(once, CaseId(2))
    one = without_case(two, CaseId(1), NOW)
    assert (one.cases, one.idle_since) == ((2,), NOW - MINUTE)
    none = without_case(one, CaseId(2), NOW)
    assert (none.cases, none.idle_since) == ((), NOW)


def test_who_is_away_is_present_for_boards_and_who_is_off_is_not() -> None:
    assert indexes(seat(ben, presence="away")) == {Ranked("present", "ben", NOW.timestamp())}
    assert indexes(seat(ben, presence="off")) == frozenset()


# ---- coming and going


@pytest.mark.parametrize(
    ("before", "becomes", "idle"),
    [
        ("off", "on", NOW),
        ("away", "on", NOW),
        ("on", "on", NOW - MINUTE),
        ("on", "away", NOW - MINUTE),
        ("on", "off", NOW - MINUTE),
    ],
)
def test_who_comes_on_is_idle_from_then(
    before: Literal["on", "off", "away"], becomes: Literal["on", "off", "away"], idle: object
) -> None:
    was = seat(ben, 1, presence=before, idle=NOW - MINUTE)
    outcome = presence.be(scene(seat=was), becomes, ben, BEN.account, facts())
    (after,) = decided(outcome).put
    assert (after.presence, after.idle_since, after.cases) == (becomes, idle, (1,))


@pytest.mark.parametrize("account", ana.accounts)
def test_an_agent_acts_from_where_they_said_that_they_are_there(account: Account) -> None:
    (made,) = decided(presence.be(scene(), "on", ana, account, facts())).put
    assert (made.agent, made.capacity, made.acting) == ("ana", 3, account)


def test_a_changed_capacity_holds_from_the_next_time_they_come_on() -> None:
    raised = Agent(ben.id, ben.name, ben.accounts, 9)
    (after,) = decided(presence.be(scene(seat=seat(ben)), "on", raised, BEN.account, facts())).put
    assert after.capacity == 9


def test_live_chat_is_paused_once_and_taken_up_once() -> None:
    (paused,) = decided(presence.pause(scene(), ana, facts(), stop=True)).put
    assert paused == Desk(NOW, "Ana Lima")
    again = presence.pause(scene(desk=paused), ben, facts(now=NOW + timedelta(hours=1)), stop=True)
    assert decided(again).put == ()
    (resumed,) = decided(presence.pause(scene(desk=paused), ben, facts(), stop=False)).put
    assert resumed == Desk()
    assert decided(presence.pause(scene(), ben, facts(), stop=False)).put == ()
