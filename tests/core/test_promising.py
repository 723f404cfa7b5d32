"""Clocks in step with cases: what a change of state and a word mean for what is owed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases import promising
from core.cases.cards import header_card, requester_card
from core.cases.case import Case, Closed, OnDepartment, OnRequester, Pending, Phase, Snoozed, Ticket
from core.cases.decision import Decision
from core.owing import kept_in_step, ran_out
from core.policy import Facts
from core.promises.clock import Met, Paused, Running, Waived
from core.promises.clocks import due
from core.promises.plans import Book, ClockTime, Plan, Promise
from core.scenes import Loaded
from core.words.commands import TimerFired
from core.words.effects import Show, Tell
from core.words.refs import CommandId
from tests.core.setting import (
    ACTIVE,
    DAY,
    DM,
    HOUR,
    NOW,
    POLICY,
    ROOM,
    TICKET,
    ben,
    case,
    facts,
    policy,
    roomed,
)

PLAN = Plan(
    "all",
    {"en": "All"},
    "always",
    (
        Promise("first", ClockTime(2 * HOUR), reach="any"),
        Promise("next", ClockTime(HOUR), reach="any"),
        Promise("resolution", ClockTime(DAY), reach="any"),
        Promise("first", ClockTime(4 * HOUR), reach="any", stage=promising.COMPLAINT),
    ),
    credit=HOUR,
    open_to=("guest",),
)
RULES = policy(book=Book(plans=(PLAN,)))
ASIDE = Pending(OnRequester(NOW + 7 * DAY), NOW, ben.id)


def at(later: timedelta = timedelta(0)) -> Facts:
    return facts(RULES, NOW + later)


def begun(phase: Phase = TICKET) -> Case:
    """A case whose clocks began when it was asked."""
    return promising.in_step(None, case(phase, asked_at=NOW), frozenset({"requester"}), at())


def paces(the: Case) -> dict[str, type]:
    assert the.clocks is not None
    return {clock.promise: type(clock.pace) for clock in the.clocks.clocks}


def test_a_new_case_owes_a_first_answer_and_a_solution_from_when_it_was_asked() -> None:
    the = begun()
    assert paces(the) == {"first": Running, "resolution": Running}
    assert [clock.pace.due for clock in the.clocks.clocks] == [NOW + 2 * HOUR, NOW + DAY]


def test_a_desk_without_plans_has_no_clocks() -> None:
    assert promising.in_step(None, case(), frozenset(), facts()).clocks is None
    unchanged = Decision((case(),))
    assert kept_in_step(unchanged, Loaded(), facts(POLICY)) is unchanged


def test_an_answer_meets_the_first_and_the_next_word_starts_the_next() -> None:
    the = begun(ACTIVE)
    the = promising.in_step(the, the, frozenset({"agent"}), at(HOUR))
    assert paces(the) == {"first": Met, "resolution": Running}
    the = promising.in_step(the, the, frozenset({"requester"}), at(2 * HOUR))
    assert paces(the)["next"] is Running


@pytest.mark.parametrize(
    ("on", "stands"),
    [(OnRequester(NOW + DAY), Paused), (OnDepartment("b"), Paused), (Snoozed(NOW + DAY), Running)],
)
def test_waiting_for_somebody_pauses_and_a_chosen_day_does_not(on: object, stands: type) -> None:
    the = begun()
    aside = promising.in_step(the, replace(the, phase=Pending(on, NOW, ben.id)), frozenset(), at())
    assert set(paces(aside).values()) == {stands}


def test_what_was_left_goes_on_after_the_wait() -> None:
    the = begun()
    aside = promising.in_step(the, replace(the, phase=ASIDE), frozenset(), at(HOUR))
    back = promising.in_step(aside, replace(aside, phase=TICKET), frozenset({"requester"}), at(10 * HOUR))
    first = next(clock for clock in back.clocks.clocks if clock.promise == "first")
    assert first.pace.due == NOW + 11 * HOUR


@pytest.mark.parametrize(
    ("closed", "becomes"),
    [
        (Closed(NOW, "agent", ben.id), Met),
        (Closed(NOW, "consent", ben.id), Met),
        (Closed(NOW, "merged", ben.id), Waived),
        (Closed(NOW, "inactivity", ben.id), Waived),
    ],
)
def test_a_solution_meets_what_is_owed_and_other_ends_waive_it(closed: Closed, becomes: type) -> None:
    the = replace(begun(), served_by=(ben.id,))
    assert paces(promising.in_step(the, replace(the, phase=closed), frozenset(), at(HOUR))) == {
        "first": becomes,
        "resolution": becomes,
    }


def test_opened_again_the_time_for_the_solution_goes_on() -> None:
    the = replace(begun(), served_by=(ben.id,))
    over = promising.in_step(the, replace(the, phase=Closed(NOW, "agent", ben.id)), frozenset(), at(HOUR))
    again = promising.in_step(over, replace(over, phase=TICKET), frozenset(), at(3 * HOUR))
    assert paces(again) == {"first": Met, "resolution": Running}


def test_a_complaint_starts_its_own_clock_beside_the_others() -> None:
    the = begun()
    moved = promising.in_step(the, replace(the, complained=True), frozenset({"requester"}), at(HOUR))
    assert [clock.pace.due for clock in moved.clocks.clocks if clock.stage == promising.COMPLAINT] == [
        NOW + 5 * HOUR
    ]


def fired(the: Case, later: timedelta) -> Decision:
    return ran_out(the, TimerFired(CommandId("t"), the.id, "promise", the.revision), at(later))


def test_what_is_late_is_told_once_in_the_room_and_to_those_on_call_and_is_credited_once() -> None:
    the = replace(begun(), room=ROOM, rooms=1)
    late = fired(the, 2 * HOUR)
    told = [effect.to for effect in late.effects if isinstance(effect, Tell)]
    assert told == [ROOM, *RULES.on_call]
    assert [entry.event.key for entry in late.entries] == ["event.broken_first"]
    after = late.put[0]
    assert isinstance(after, Case)
    assert fired(after, 2 * HOUR).put == ()
    over_a_day = fired(after, 25 * HOUR)
    assert [entry.event.key for entry in over_a_day.entries] == ["event.late_resolution"]


def test_of_a_case_that_is_over_what_was_broken_is_put_down_and_nobody_is_troubled() -> None:
    the = replace(begun(), phase=Closed(NOW + 3 * HOUR, "agent", ben.id), room=ROOM, rooms=1)
    late = fired(the, 4 * HOUR)
    assert (late.effects, [entry.event.key for entry in late.entries]) == ((), ["event.broken_first"])
    after = late.put[0]
    assert isinstance(after, Case)
    assert due(after.clocks) is None or due(after.clocks) > NOW + 4 * HOUR


def test_a_card_that_tells_of_what_is_late_says_each_line_once() -> None:
    the = replace(begun(), room=ROOM, rooms=1)
    (card,) = [
        effect.card
        for effect in kept_in_step(fired(the, 2 * HOUR), Loaded({"case/1": the}), at(2 * HOUR)).effects
        if isinstance(effect, Show)
    ]
    clocks = [line.key for line in card.lines if line.key.startswith("clock.")]
    assert sorted(clocks) == ["clock.broken", "clock.running"]


def test_the_cards_of_a_decision_say_what_is_owed_and_only_the_agents_say_why() -> None:
    the = replace(roomed(Ticket(NOW, "left")), asked_at=NOW)
    shows = (Show(ROOM, header_card(the, at()), "en"), Show(DM, requester_card(the, at()), "en"))
    kept = kept_in_step(Decision((the,), shows), Loaded(), at())
    agents, requesters = ([line.key for line in effect.card.lines] for effect in kept.effects)
    assert agents[-3:] == ["clock.running", "clock.running", "promises.why.open"]
    assert requesters[-1] == "promise.told"
