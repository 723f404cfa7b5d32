"""Opening hours against a clock that ticks through every minute and knows nothing of arithmetic."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.promises.hours import ALWAYS, WHOLE_DAY, Hours, Span, Standing, openings, standing
from tests.core.calendars import LONDON, MINUTE, around_changes, at, daily, ticked


@given(around_changes())
@example((Hours("Atlantic/Azores", (WHOLE_DAY,) * 7), date(2026, 3, 29)))
@example((Hours("America/Sao_Paulo", ((Span(time(23), None),),) * 7), date(2018, 2, 17)))
@example((Hours("America/St_Johns", ((Span(time(23), None),),) * 7), date(2010, 11, 7)))
@example((Hours("Atlantic/Azores", ((), (), (), (), (), WHOLE_DAY, ())), date(2026, 10, 25)))
@example((Hours("Europe/Lisbon", ((Span(time(0, 30), time(1)),),) * 7), date(2026, 10, 25)))
@example((Hours("Pacific/Apia", (WHOLE_DAY,) * 7, {date(2011, 12, 30): "Lost"}), date(2011, 12, 30)))
@example((Hours("Australia/Lord_Howe", ((Span(time(2, 10), time(2, 20)),),) * 7), date(2026, 10, 4)))
def test_every_minute_agrees_with_a_clock_that_ticks(drawn: tuple[Hours, date]) -> None:
    hours, night = drawn
    open_ = ticked(hours, night)
    first = datetime.combine(night - timedelta(days=1), time(0), UTC)
    last = first + timedelta(days=3)
    found: set[datetime] = set()
    for start, end in openings(hours, first):
        if start >= last:
            break
        now = max(start, first)
        while now < min(end, last):
            found.add(now)
            now += MINUTE
    assert found == {now for now in open_ if first <= now < last}


@given(around_changes(), st.integers(0, 3 * 1440))
def test_standing_changes_at_until_and_not_before(drawn: tuple[Hours, date], minute: int) -> None:
    hours, night = drawn
    now = datetime.combine(night - timedelta(days=1), time(0), UTC) + minute * MINUTE
    here = standing(hours, now)
    if here.until is None:
        return
    assert here.until > now
    assert standing(hours, here.until).open is not here.open
    assert standing(hours, here.until - timedelta(seconds=1)).open is here.open
    assert standing(hours, now + (here.until - now) / 2).open is here.open


@given(around_changes())
def test_openings_are_in_order_and_apart(drawn: tuple[Hours, date]) -> None:
    hours, night = drawn
    after = datetime.combine(night, time(0), UTC)
    previous = after
    for count, (start, end) in enumerate(openings(hours, after)):
        assert start < end > after
        assert count == 0 or start > previous
        previous = end


OFFICE = daily(Span(time(9), time(12)), Span(time(13), time(17)))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(2026, 6, 1, 8, 59), Standing(False, at(2026, 6, 1, 9), "hours")),
        (at(2026, 6, 1, 9), Standing(True, at(2026, 6, 1, 12), "open")),
        (at(2026, 6, 1, 12), Standing(False, at(2026, 6, 1, 13), "hours")),
        (at(2026, 6, 1, 16, 59), Standing(True, at(2026, 6, 1, 17), "open")),
        (at(2026, 6, 1, 17), Standing(False, at(2026, 6, 2, 9), "hours")),
    ],
)
def test_a_lunch_break_closes_and_the_end_is_not_open(now: datetime, expected: Standing) -> None:
    assert standing(OFFICE, now) == expected


def test_gmt_hours_do_not_move_in_summer() -> None:
    gmt = daily(Span(time(9), time(16)), zone="Etc/GMT")
    assert standing(gmt, at(2026, 7, 1, 10)).open
    assert not standing(gmt, at(2026, 7, 1, 9, 59)).open


def test_a_holiday_has_its_name_and_an_exception_on_it_wins() -> None:
    christmas, eve = date(2026, 12, 25), date(2026, 12, 24)
    hours = Hours(
        LONDON, OFFICE.week, {christmas: "Christmas Day", eve: "Eve"}, {eve: (Span(time(10), time(11)),)}
    )
    assert standing(hours, at(2026, 12, 25, 10)) == Standing(
        False, at(2026, 12, 26, 9), "holiday", "Christmas Day"
    )
    assert standing(hours, at(2026, 12, 24, 10)) == Standing(True, at(2026, 12, 24, 11), "open")
    assert standing(hours, at(2026, 12, 24, 12)) == Standing(False, at(2026, 12, 26, 9), "hours")


def test_a_span_to_midnight_goes_on_into_the_next_day() -> None:
    friday, saturday = (Span(time(20)),), (Span(time(0), time(2)),)
    hours = Hours(LONDON, ((), (), (), (), friday, saturday, ()))
    assert standing(hours, at(2026, 6, 5, 21)) == Standing(True, at(2026, 6, 6, 2), "open")


def test_around_the_clock_has_no_end_in_sight() -> None:
    assert standing(ALWAYS, at(2026, 6, 1)) == Standing(True, None, "open")


def test_around_the_clock_but_for_one_day_ends_there() -> None:
    hours = Hours(LONDON, ALWAYS.week, {date(2026, 12, 25): "Christmas Day"})
    assert standing(hours, at(2026, 6, 1)) == Standing(True, at(2026, 12, 25), "open")


def test_never_open_has_no_opening() -> None:
    assert standing(daily(), at(2026, 6, 1)) == Standing(False, None, "hours")


def test_a_span_inside_the_lost_hour_does_not_open() -> None:
    hours = daily(Span(time(1, 10), time(1, 50)))
    opens = next(openings(hours, at(2026, 3, 28, 12)))
    assert opens == (at(2026, 3, 30, 1, 10), at(2026, 3, 30, 1, 50))


def test_a_span_across_the_repeated_hour_is_open_all_through_it() -> None:
    hours = daily(Span(time(0, 30), time(1, 30)))
    opens = next(openings(hours, at(2026, 10, 25, 0)))
    assert opens == (at(2026, 10, 25, 0, 30), at(2026, 10, 25, 1, 30, fold=1))
    assert opens[1] - opens[0] == timedelta(hours=2)
