"""Business time against a clock that ticks through every minute and knows nothing of arithmetic."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.promises import deadlines
from core.promises.deadlines import NEVER, after, between, business_days_after
from core.promises.hours import ALWAYS, WHOLE_DAY, Hours, Span, openings
from tests.core.calendars import LONDON, MINUTE, around_changes, at, daily, ticked

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPLIT = (Span(time(9), time(13)), Span(time(14), time(18)))
OFFICE = Hours(LONDON, (SPLIT,) * 5 + ((), ()), {date(2026, 12, 25): "Christmas Day"})
ORDINARY, LONG = 120, 10_000
"""Random calendars in the usual run and in the long one."""


def agrees(drawn: tuple[Hours, date], minute: int, length: int) -> None:
    """One calendar, one start and one duration against the minutes counted."""
    hours, night = drawn
    first = datetime.combine(night - DAY, time(0), UTC)
    open_ = ticked(hours, night)
    ticks = [first + n * MINUTE for n in range(3 * 1440)]
    counted = list(accumulate((now in open_ for now in ticks), initial=0))
    start = first + minute * MINUTE
    for now in (0, minute // 2, (minute + len(ticks)) // 2, len(ticks)):
        passed = max(counted[now] - counted[minute], 0)
        assert between(hours, start, first + now * MINUTE) == passed * MINUTE
    due = bisect_left(counted, counted[minute] + length, minute)
    found = after(hours, start, length * MINUTE)
    assert found == first + due * MINUTE if due < len(counted) else found > first + len(ticks) * MINUTE


DRAWN = (around_changes(), st.integers(0, 3 * 1440 - 1), st.integers(0, 2 * 1440))


@settings(max_examples=ORDINARY)
@given(*DRAWN)
def test_deadlines_agree_with_a_clock_that_ticks(drawn: tuple[Hours, date], minute: int, length: int) -> None:
    agrees(drawn, minute, length)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=LONG)
@given(*DRAWN)
def test_deadlines_agree_on_ten_thousand_calendars(
    drawn: tuple[Hours, date], minute: int, length: int
) -> None:
    agrees(drawn, minute, length)


@given(around_changes(), st.lists(st.integers(0, 400 * 1440), min_size=2, max_size=2), st.integers(0, 9000))
def test_later_starts_and_longer_durations_are_never_due_earlier(
    drawn: tuple[Hours, date], minutes: list[int], length: int
) -> None:
    hours, night = drawn
    begin = datetime.combine(night, time(0), UTC)
    early, late = (begin + minute * MINUTE for minute in sorted(minutes))
    due = after(hours, early, length * MINUTE)
    assert early <= due <= after(hours, late, length * MINUTE)
    assert due <= after(hours, early, (length + 1) * MINUTE)
    assert business_days_after(hours, early, 1) <= business_days_after(hours, late, 1)
    if due != NEVER:
        assert between(hours, early, due) == length * MINUTE
        assert between(hours, early, due - timedelta(seconds=1)) < length * MINUTE or not length


@given(around_changes(), st.integers(0, 1440), st.integers(0, 3000), st.integers(0, 3000))
def test_parts_make_the_whole(drawn: tuple[Hours, date], minute: int, one: int, two: int) -> None:
    hours, night = drawn
    start = datetime.combine(night, time(0), UTC) + minute * MINUTE
    middle = after(hours, start, one * MINUTE)
    assert after(hours, middle, two * MINUTE) == after(hours, start, (one + two) * MINUTE)


@given(around_changes(), st.integers(-3, 3), st.integers(1, 12))
def test_business_days_are_counted_one_by_one(drawn: tuple[Hours, date], day: int, count: int) -> None:
    hours, night = drawn
    start = at(night.year, night.month, night.day, 12, zone=hours.zone) + day * DAY
    due = start
    for _ in range(count):
        due = business_days_after(hours, due - timedelta(seconds=1) if due != start else due, 1)
        if due == NEVER:
            break
    assert business_days_after(hours, start, count) == due


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        (at(2026, 6, 1, 10), HOUR, at(2026, 6, 1, 11)),
        (at(2026, 6, 1, 10), 3 * HOUR, at(2026, 6, 1, 13)),  # at the break, not after it
        (at(2026, 6, 1, 10), 4 * HOUR, at(2026, 6, 1, 15)),
        (at(2026, 6, 5, 17), 4 * HOUR, at(2026, 6, 8, 12)),  # over a weekend
        (at(2026, 6, 6, 12), 4 * HOUR, at(2026, 6, 8, 13)),  # asked on a Saturday
        (at(2026, 12, 24, 17), 2 * HOUR, at(2026, 12, 28, 10)),  # over Christmas
        (at(2026, 6, 6, 12), timedelta(0), at(2026, 6, 6, 12)),
        (at(2026, 6, 6, 12), timedelta(microseconds=1), at(2026, 6, 8, 9) + timedelta(microseconds=1)),
        (at(2026, 6, 1, 9), -HOUR, at(2026, 6, 1, 9)),
    ],
)
def test_four_business_hours_and_others(start: datetime, duration: timedelta, due: datetime) -> None:
    assert after(OFFICE, start, duration) == due


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (at(2026, 6, 1, 10), 1, at(2026, 6, 2, 18)),
        (at(2026, 6, 1, 7), 1, at(2026, 6, 2, 18)),  # before opening is that day all the same
        (at(2026, 6, 5, 23), 1, at(2026, 6, 8, 18)),
        (at(2026, 6, 6, 10), 1, at(2026, 6, 8, 18)),
        (at(2026, 6, 6, 10), 2, at(2026, 6, 9, 18)),
        (at(2026, 12, 24, 10), 1, at(2026, 12, 28, 18)),
        (at(2026, 6, 1, 10), 0, at(2026, 6, 1, 18)),
        (at(2026, 6, 1, 18), 0, at(2026, 6, 2, 18)),
        (at(2026, 6, 6, 10), 0, at(2026, 6, 8, 18)),
    ],
)
def test_by_the_end_of_business_days(start: datetime, count: int, due: datetime) -> None:
    assert business_days_after(OFFICE, start, count) == due


def test_around_the_clock_is_plain_time_and_its_days_end_at_midnight() -> None:
    start = at(2026, 6, 1, 10)
    assert after(ALWAYS, start, 10_000 * HOUR) == start + 10_000 * HOUR
    assert between(ALWAYS, start, start + HOUR) == HOUR
    assert business_days_after(ALWAYS, start, 1) == datetime(2026, 6, 3, tzinfo=UTC)


def test_years_beyond_the_known_holidays_go_on_by_the_week() -> None:
    start, spent = at(2026, 6, 1, 9), timedelta(0)
    due = after(OFFICE, start, 10_000 * HOUR)
    seen = start
    while seen < due:
        opening = next(openings(OFFICE, seen))
        spent += min(opening[1], due) - max(opening[0], seen)
        seen = opening[1]
    assert spent == 10_000 * HOUR
    assert due == at(2031, 3, 17, 18)


def test_an_earlier_question_after_a_later_one_is_answered_the_same() -> None:
    hours = Hours(OFFICE.zone, OFFICE.week, OFFICE.holidays)
    late, early = at(2026, 6, 1, 10), at(2021, 6, 1, 10)
    assert after(hours, late, HOUR) == late + HOUR
    assert between(hours, early, late) == between(Hours(hours.zone, hours.week, hours.holidays), early, late)
    assert after(hours, early, HOUR) == early + HOUR
    assert business_days_after(hours, late, 1) == at(2026, 6, 2, 18)
    assert business_days_after(hours, early, 1) == at(2021, 6, 2, 18)


def test_hours_that_open_no_more_have_no_deadline() -> None:
    once = Hours("UTC", ((),) * 7, {}, {date(2026, 5, 5): WHOLE_DAY})
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert after(once, start, 24 * HOUR) == datetime(2026, 5, 6, tzinfo=UTC)
    assert after(once, start, 25 * HOUR) == NEVER
    assert business_days_after(once, start, 2) == NEVER
    assert after(daily(), start, HOUR) == NEVER


def test_many_calendars_do_not_pile_up() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for minute in range(1, 3 * deadlines._KEPT):
        hours = daily(Span(time(0), time(*divmod(minute, 60))))
        assert after(hours, start, minute * MINUTE) == start + minute * MINUTE
    assert len(deadlines._tables) <= deadlines._KEPT
