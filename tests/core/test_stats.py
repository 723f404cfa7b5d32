"""Figures of a desk, and the question whether an answer was useful."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases import useful
from core.cases.case import Case, Closed, indexes, moved
from core.cases.course import Asking, Course, Judged
from core.cases.decision import Decision
from core.cases.figures import Hour, Spread, Tally, figures
from core.cases.promising import in_step
from core.policy import Tickets
from core.promises.plans import Book, ClockTime, Plan, Promise
from core.words.cards import Verb
from core.words.commands import TimerFired
from core.words.effects import Show
from core.words.records import TIMERS, Ranked
from core.words.refs import CaseId, CommandId
from tests.core.setting import (
    ACTIVE,
    HOUR,
    MINUTE,
    NOW,
    RITA,
    TICKET,
    ana,
    ben,
    case,
    facts,
    policy,
    pressed,
)

RULES = policy(tickets=Tickets(useful_after=2 * MINUTE))
AT = facts(RULES)
LATER = facts(RULES, NOW + 2 * MINUTE)


def closed(after: timedelta, stars: int | None = None, **parts: object) -> Case:
    return case(Closed(NOW + after, "agent", ben.id, stars=stars), asked_at=NOW, **parts)


def answered(the: Case | None = None) -> Case:
    return useful.in_step(the or case(ACTIVE), frozenset({"agent"}), AT)


def fired(the: Case) -> object:
    return useful.fired(the, TimerFired(CommandId("t"), the.id, "useful", the.revision), LATER)


def asked() -> Case:
    outcome = fired(answered())
    assert isinstance(outcome, Decision)
    (the,) = outcome.put
    assert isinstance(the, Case)
    return the


# ---- figures


def test_a_figure_counts_cases_asked_in_the_period_and_what_became_of_them() -> None:
    cases = [
        closed(HOUR, 5, course=Course(NOW + MINUTE, NOW + 2 * MINUTE), department="billing"),
        closed(3 * HOUR, None, course=Course(NOW + 3 * MINUTE, NOW + 10 * MINUTE), category="refund"),
        case(ACTIVE, asked_at=NOW, course=Course(NOW + 5 * MINUTE)),
        case(TICKET, asked_at=NOW + 2 * HOUR),
    ]
    found = figures(cases, "UTC")
    assert (found.asked, found.closed) == (4, 2)
    assert found.first == Spread(2, 2 * MINUTE, 10 * MINUTE)
    assert found.solved == Spread(2, HOUR, 3 * HOUR)
    assert found.hours[12] == Hour(3, 3 * MINUTE)
    assert found.hours[14] == Hour(1, None)
    assert sum(hour.asked for hour in found.hours) == 4
    assert found.agents == {ben.id: Tally(closed=2, rated=1, stars=5)}
    assert found.departments == {"billing": Tally(closed=1, rated=1, stars=5)}
    assert found.categories == {"refund": Tally(closed=1)}


def test_hours_are_the_desks() -> None:
    assert figures([case(TICKET, asked_at=NOW)], "Asia/Kolkata").hours[17].asked == 1


def test_promises_kept_and_broken_are_counted_and_open_ones_are_not() -> None:
    plan = Plan(
        "all", {"en": "All"}, "always", (Promise("first", ClockTime(HOUR), reach="any"),), open_to=("guest",)
    )
    rules = policy(book=Book(plans=(plan,)))
    open_ = in_step(None, case(ACTIVE, asked_at=NOW), frozenset(), facts(rules, NOW))
    kept = in_step(open_, open_, frozenset({"agent"}), facts(rules, NOW + MINUTE))
    late = in_step(open_, open_, frozenset({"agent"}), facts(rules, NOW + 2 * HOUR))
    found = figures([open_, kept, late], "UTC")
    assert (found.kept, found.broken) == (1, 1)


def test_no_cases_have_no_figures() -> None:
    found = figures([], "UTC")
    assert (found.asked, found.first, found.solved, found.total.average) == (0, None, None, None)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_half_and_nine_in_ten_are_within_what_is_told(minutes: list[int]) -> None:
    cases = [closed(timedelta(minutes=each)) for each in minutes]
    solved = figures(cases, "UTC").solved
    assert solved is not None
    within = [
        sum(timedelta(minutes=each) <= told for each in minutes) for told in (solved.median, solved.most)
    ]
    assert within[0] * 2 >= len(minutes)
    assert within[1] * 10 >= len(minutes) * 9
    assert solved.median <= solved.most <= timedelta(minutes=max(minutes))


# ---- was it useful?


def test_an_answer_is_asked_about_when_nobody_has_spoken_since() -> None:
    the = answered()
    assert (the.course.answered, the.course.asking) == (NOW, Asking(ben.id, NOW + 2 * MINUTE))
    assert Ranked(TIMERS, f"1:useful:{the.revision}", (NOW + 2 * MINUTE).timestamp()) in indexes(the)
    outcome = fired(the)
    assert isinstance(outcome, Decision)
    assert outcome.put == (
        replace(the, course=replace(the.course, asking=None, judged=(Judged(ben.id, LATER.now),))),
    )
    (show,) = outcome.effects
    assert isinstance(show, Show)
    assert (show.to, [action.argument for action in show.card.actions]) == (the.place, ["yes:1", "no:1"])


@pytest.mark.parametrize("spoke", [frozenset({"requester"}), frozenset({"agent"})])
def test_words_since_then_put_the_question_off(spoke: frozenset[str]) -> None:
    the = useful.in_step(answered(), spoke, facts(RULES, NOW + MINUTE))
    outcome = fired(the)
    assert isinstance(outcome, Decision)
    assert outcome.put == ()


def test_a_case_that_nobody_has_any_more_asks_nothing() -> None:
    the = useful.in_step(replace(answered(), phase=TICKET), frozenset(), AT)
    assert the.course.asking is None


def test_a_desk_that_does_not_want_it_asks_nothing() -> None:
    assert useful.in_step(case(ACTIVE), frozenset({"agent"}), facts()).course.asking is None


def test_the_requesters_word_is_counted_for_the_agent_and_may_change() -> None:
    the = asked()
    for said, tally in (("yes", Tally(useful=1)), ("no", Tally(useless=1))):
        outcome = useful.say(the, pressed(RITA, Verb.USEFUL, argument=f"{said}:1"))
        assert isinstance(outcome, Decision)
        (the,) = outcome.put
        assert isinstance(the, Case)
        assert figures([the], "UTC").agents == {ben.id: tally}
        assert figures([the], "UTC").total == tally


@pytest.mark.parametrize("argument", ["", "yes", "yes:", "yes:0", "yes:2", "perhaps:1", "yes:-1", "yes:x"])
def test_a_button_that_was_never_drawn_counts_nothing(argument: str) -> None:
    assert not isinstance(useful.say(asked(), pressed(RITA, Verb.USEFUL, argument=argument)), Decision)


def test_a_case_is_asked_about_only_so_often() -> None:
    often = case(ACTIVE, course=Course(judged=(Judged(ana.id, NOW),) * 20))
    assert answered(often).course.asking is None


def test_a_verdict_counts_for_whoever_answered_and_not_for_whoever_has_the_case_now() -> None:
    transferred = replace(answered(), phase=replace(ACTIVE, agent=ana.id))
    outcome = fired(useful.in_step(transferred, frozenset(), AT))
    assert isinstance(outcome, Decision)
    (the,) = outcome.put
    assert isinstance(the, Case)
    assert [each.by for each in the.course.judged] == [ben.id]


def test_stars_stay_in_the_figures_when_the_case_is_opened_again() -> None:
    again = moved(closed(HOUR, 2, department="billing"), TICKET)
    found = figures([again], "UTC")
    assert found.agents == {ben.id: Tally(rated=1, stars=2)}
    assert found.departments == {"billing": Tally(rated=1, stars=2)}
    assert (found.total.rated, found.closed) == (1, 0)
    twice = moved(again, Closed(NOW + 2 * HOUR, "agent", ana.id, stars=5))
    found = figures([twice], "UTC")
    assert found.agents == {ben.id: Tally(rated=1, stars=2), ana.id: Tally(closed=1, rated=1, stars=5)}


def test_figures_name_no_requester() -> None:
    assert RITA.account not in repr(figures([closed(HOUR, 5), case(ACTIVE, id=CaseId(2))], "UTC"))
