"""The clocks of a case: tables of what happens, and random lives against minutes that are counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.redis.codec import Codec
from core.promises.clock import Met, Paused, Running
from core.promises.clocks import (
    Broken,
    Clocks,
    DueSoon,
    Event,
    answered,
    asked,
    begin,
    due,
    pause,
    recompute,
    reopened,
    resume,
    solved,
    staged,
    tick,
    waived,
)
from core.promises.hours import ALWAYS, Hours, Span
from core.promises.plans import BusinessDays, BusinessTime, ClockTime, PromiseKind, Strength, Timed
from core.promises.terms import Promised, Term
from tests.core.calendars import LONDON, MINUTE, around_changes, at, ticked

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFICE = Hours(LONDON, ((Span(time(9), time(13)), Span(time(14), time(18))),) * 5 + ((), ()))
MONDAY = at(2026, 6, 1, 9)


def promised(
    strength: Strength = "guaranteed", credit: timedelta = HOUR, stage: int = 0, **targets: Timed
) -> Promised:
    kinds: tuple[PromiseKind, ...] = ("first", "next", "resolution")
    terms = tuple(Term(kind, targets[kind], strength) for kind in kinds if kind in targets)
    return Promised("plan", "office", terms, credit=credit, stage=stage)


def begun(**targets: Timed) -> Clocks:
    return begin(promised(**targets), OFFICE, MONDAY)


def told(clocks: Clocks, now: datetime) -> tuple[Event, ...]:
    return tick(clocks, now)[1]


FOUR = BusinessTime(4 * HOUR)


@pytest.mark.parametrize(
    ("target", "expected", "soon"),
    [
        (FOUR, at(2026, 6, 1, 13), at(2026, 6, 1, 12)),
        (ClockTime(24 * HOUR), at(2026, 6, 2, 9), at(2026, 6, 2, 3)),
        (BusinessDays(1), at(2026, 6, 2, 18), at(2026, 6, 2, 13)),
    ],
)
def test_it_is_due_soon_then_broken_and_each_is_told_once(
    target: Timed, expected: datetime, soon: datetime
) -> None:
    clocks = begun(first=target)
    assert due(clocks) == soon
    assert not told(clocks, soon - MINUTE)
    clocks, events = tick(clocks, soon)
    assert events == (DueSoon("first", expected),)
    assert due(clocks) == expected
    clocks, events = tick(clocks, expected - MINUTE)
    assert not events
    clocks, events = tick(clocks, expected)
    assert events == (Broken("first", expected, HOUR),)
    assert due(clocks) is None
    assert not told(clocks, expected + 30 * DAY)


def test_what_is_found_broken_is_not_said_to_be_due_soon() -> None:
    clocks, events = tick(begun(first=FOUR), at(2026, 6, 8, 9))
    assert events == (Broken("first", at(2026, 6, 1, 13), HOUR),)
    assert not told(clocks, at(2026, 6, 8, 9))


def test_an_answer_in_time_ends_it() -> None:
    clocks = answered(begun(first=FOUR), OFFICE, MONDAY + HOUR)
    assert clocks.clocks[0].pace == Met(MONDAY + HOUR)
    assert due(clocks) is None
    assert not told(clocks, MONDAY + 30 * DAY)


@pytest.mark.parametrize("change", [answered, solved, pause, waived])
def test_what_was_due_before_stays_broken_whatever_comes_late(
    change: Callable[[Clocks, Hours, datetime], Clocks],
) -> None:
    late = change(begun(first=FOUR), OFFICE, MONDAY + 9 * HOUR)
    assert due(late) == at(2026, 6, 1, 13)
    late, events = tick(late, MONDAY + 10 * HOUR)
    assert events == (Broken("first", at(2026, 6, 1, 13), HOUR),)
    assert not told(resume(late, OFFICE, MONDAY + 11 * HOUR), MONDAY + 30 * DAY)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (FOUR, at(2026, 6, 2, 12)),  # an hour used, the rest from 9 on Tuesday
        (ClockTime(4 * HOUR), at(2026, 6, 2, 12)),
        (BusinessDays(1), at(2026, 6, 3, 17)),  # seven business hours later than the end of Tuesday
    ],
)
def test_a_pause_leaves_what_was_left(target: Timed, expected: datetime) -> None:
    clocks = pause(begun(resolution=target), OFFICE, MONDAY + HOUR)
    assert clocks.paused
    assert clocks.clocks[0].due is None
    assert due(clocks) is None
    assert not told(clocks, MONDAY + 20 * DAY)
    assert pause(clocks, OFFICE, MONDAY + 2 * HOUR) == clocks
    clocks = resume(clocks, OFFICE, at(2026, 6, 2, 9))
    assert clocks.clocks[0].due == expected
    assert resume(clocks, OFFICE, at(2026, 6, 2, 10)) == clocks


def test_the_next_answer_is_owed_from_the_first_word_that_none_followed() -> None:
    clocks = begun(first=FOUR, next=BusinessTime(HOUR))
    assert asked(clocks, OFFICE, MONDAY + MINUTE) == clocks
    clocks = answered(clocks, OFFICE, MONDAY + HOUR)
    clocks = asked(clocks, OFFICE, MONDAY + 2 * HOUR)
    assert asked(clocks, OFFICE, MONDAY + 2 * HOUR + MINUTE) == clocks
    assert clocks.clocks[-1].due == MONDAY + 3 * HOUR
    clocks = answered(clocks, OFFICE, MONDAY + 2 * HOUR + 2 * MINUTE)
    clocks = asked(clocks, OFFICE, MONDAY + 3 * HOUR)
    assert [clock.promise for clock in clocks.clocks] == ["first", "next"]
    assert clocks.clocks[-1].due == MONDAY + 4 * HOUR


def test_a_late_next_answer_is_told_even_when_the_next_was_asked_for_before() -> None:
    clocks = answered(begun(first=FOUR, next=BusinessTime(HOUR)), OFFICE, MONDAY)
    clocks = answered(asked(clocks, OFFICE, MONDAY), OFFICE, MONDAY + 2 * HOUR)
    clocks = asked(clocks, OFFICE, MONDAY + 2 * HOUR)
    clocks, events = tick(clocks, MONDAY + 2 * HOUR)
    assert events == (Broken("next", MONDAY + HOUR, HOUR),)
    assert due(clocks) == MONDAY + 2.75 * HOUR


def test_a_case_is_credited_once_and_only_for_what_was_guaranteed() -> None:
    clocks = begun(first=FOUR, resolution=ClockTime(DAY))
    clocks, events = tick(clocks, MONDAY + 9 * DAY)
    assert [event.credit for event in events if isinstance(event, Broken)] == [HOUR, timedelta(0)]
    average = begin(promised("average", first=FOUR), OFFICE, MONDAY)
    assert told(average, MONDAY + DAY) == (Broken("first", at(2026, 6, 1, 13), timedelta(0)),)


def test_a_reopened_case_goes_on_with_what_was_left_to_solve_it() -> None:
    clocks = solved(begun(resolution=FOUR), OFFICE, MONDAY + HOUR)
    clocks = reopened(clocks, OFFICE, at(2026, 6, 8, 9))
    assert clocks.clocks[0].due == at(2026, 6, 8, 12)


def test_the_stages_of_a_complaint_have_clocks_of_their_own() -> None:
    one = begin(promised(stage=1, first=ClockTime(4 * HOUR)), ALWAYS, MONDAY)
    second = promised(stage=2, first=ClockTime(48 * HOUR), resolution=ClockTime(5 * DAY))
    two = staged(answered(one, ALWAYS, MONDAY + HOUR), second, ALWAYS, MONDAY + DAY)
    assert [(clock.stage, clock.promise, clock.due) for clock in two.clocks] == [
        (1, "first", None),
        (2, "first", MONDAY + 3 * DAY),
        (2, "resolution", MONDAY + 6 * DAY),
    ]


def test_another_calendar_moves_what_runs_and_mends_nothing() -> None:
    clocks = begun(first=FOUR, resolution=BusinessTime(8 * HOUR))
    clocks, _ = tick(clocks, MONDAY + 5 * HOUR)
    closed = replace(OFFICE, holidays={date(2026, 6, 1): "Day off"})
    moved = recompute(clocks, closed)
    assert [clock.due for clock in moved.clocks] == [at(2026, 6, 2, 13), at(2026, 6, 2, 18)]
    assert moved.clocks[0].broken == at(2026, 6, 1, 13)
    assert not told(moved, at(2026, 6, 2, 13))


def test_another_plan_moves_what_runs() -> None:
    clocks = pause(begun(first=FOUR), OFFICE, MONDAY + HOUR)
    better = replace(promised(first=ClockTime(2 * HOUR)), plan="better")
    clocks = resume(recompute(clocks, OFFICE, better), OFFICE, MONDAY + 3 * HOUR)
    assert clocks.plan == "better"
    assert clocks.clocks[0].due == MONDAY + 4 * HOUR


def test_what_never_opens_is_never_due() -> None:
    never = Hours(LONDON, ((),) * 7)
    for target in (FOUR, BusinessDays(2)):
        clocks = begin(promised(first=target), never, MONDAY)
        assert due(clocks) is None
        assert not told(resume(pause(clocks, never, MONDAY), never, MONDAY + DAY), MONDAY + 4000 * DAY)


def test_a_record_of_them_is_stored_and_read_exactly() -> None:
    codec: Codec[Clocks] = Codec(Clocks)
    clocks = begun(first=FOUR, next=ClockTime(HOUR), resolution=BusinessDays(2))
    clocks = answered(pause(clocks, OFFICE, MONDAY + MINUTE), OFFICE, MONDAY + HOUR)
    assert codec.load(codec.dump(clocks)) == clocks


Act = Literal["pause", "resume", "tick", "answer"]
ACTS: dict[Act, Callable[[Clocks, Hours, datetime], Clocks]] = {
    "pause": pause,
    "resume": resume,
    "answer": answered,
}
LIVES = st.lists(
    st.tuples(st.integers(0, 3 * 1440 - 1), st.sampled_from(["pause", "resume", "tick", "tick", "answer"])),
    max_size=12,
)
DRAWN = (
    around_changes(),
    LIVES,
    st.integers(1, 1200),
    st.sampled_from([BusinessTime, ClockTime]),
)


def lives(
    drawn: tuple[Hours, date],
    life: list[tuple[int, Act]],
    length: int,
    kind: type[BusinessTime | ClockTime],
) -> None:
    """A clock through a random life beside one that counts every minute in which it runs."""
    hours, night = drawn
    first = datetime.combine(night - DAY, time(0), UTC)
    open_ = ticked(hours, night)
    acts: dict[int, list[Act]] = {}
    for minute, act in sorted(life, key=lambda each: each[0]):
        acts.setdefault(minute, []).append(act)
    clocks = begin(promised(first=kind(length * MINUTE)), hours, first)
    running, over, used = True, False, 0
    broken: datetime | None = None
    events: list[tuple[datetime, Event]] = []
    looked: list[datetime] = []
    for minute in range(3 * 1440):
        now = first + minute * MINUTE
        if running and used >= length and broken is None:
            broken = now
        for act in acts.get(minute, ()):
            if act == "tick":
                looked.append(now)
                clocks, news = tick(clocks, now)
                events += [(now, each) for each in news]
                continue
            clocks = ACTS[act](clocks, hours, now)
            over = over or act == "answer"
            running = not over and (act == "resume" if act != "answer" else False)
        if running and (kind is ClockTime or now in open_):
            used += 1
        pace = clocks.clocks[0].pace
        assert isinstance(pace, Running) == running
        assert isinstance(pace, Paused) == (not running and not over)
    told_broken = [(now, each) for now, each in events if isinstance(each, Broken)]
    seen = next((now for now in looked if broken is not None and now >= broken), None)
    expected = [] if broken is None or seen is None else [(seen, Broken("first", broken, HOUR))]
    assert told_broken == expected
    warnings = [now for now, each in events if isinstance(each, DueSoon)]
    assert len(warnings) <= 1
    assert all(broken is None or now < broken for now in warnings)


@pytest.mark.fault(16)
@settings(max_examples=120)
@given(*DRAWN)
def test_never_early_never_twice_and_equal_to_counted_minutes(
    drawn: tuple[Hours, date],
    life: list[tuple[int, Act]],
    length: int,
    kind: type[BusinessTime | ClockTime],
) -> None:
    lives(drawn, life, length, kind)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=10_000)
@given(*DRAWN)
def test_ten_thousand_lives_are_equal_to_counted_minutes(
    drawn: tuple[Hours, date],
    life: list[tuple[int, Act]],
    length: int,
    kind: type[BusinessTime | ClockTime],
) -> None:
    lives(drawn, life, length, kind)
