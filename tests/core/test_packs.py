"""Time in blocks, what pays for it, and the statement of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.promises.hours import Hours, Span
from core.promises.packs import (
    Charge,
    Grant,
    Line,
    TimeEntry,
    balance,
    charged,
    credit,
    monthly,
    single,
    statement,
)
from core.promises.plans import Blocks
from tests.core.calendars import at

LISBON = "Europe/Lisbon"
OFFICE = Hours(LISBON, ((Span(time(9), time(13)), Span(time(14), time(18))),) * 5 + ((), ()))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NONE = timedelta(0)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("start", "length", "inside", "outside"),
    [
        (at(2026, 6, 1, 10, zone=LISBON), 1, 15, 0),
        (at(2026, 6, 1, 10, zone=LISBON), 15, 15, 0),
        (at(2026, 6, 1, 10, zone=LISBON), 16, 30, 0),
        (at(2026, 6, 1, 20, zone=LISBON), 1, 0, 30),
        (at(2026, 6, 6, 10, zone=LISBON), 31, 0, 60),
        (at(2026, 6, 1, 17, 55, zone=LISBON), 20, 15, 30),
        (at(2026, 6, 1, 12, 30, zone=LISBON), 120, 60, 60),
        (at(2026, 6, 1, 10, zone=LISBON), 0, 0, 0),
        (at(2026, 6, 1, 10, zone=LISBON), -5, 0, 0),
    ],
)
def test_blocks_are_rounded_up_inside_and_outside_the_hours(
    start: datetime, length: int, inside: int, outside: int
) -> None:
    charge = charged(TimeEntry("t", start, start + minutes(length)), OFFICE, Blocks())
    assert charge == Charge("t", start, minutes(inside), minutes(outside))


@given(st.integers(0, 10 * 1440), st.integers(0, 2 * 1440))
def test_never_less_than_was_worked_and_never_a_block_too_many(minute: int, length: int) -> None:
    start = datetime(2026, 6, 1, tzinfo=UTC) + minutes(minute)
    charge = charged(TimeEntry("t", start, start + minutes(length)), OFFICE, Blocks())
    assert charge.inside % minutes(15) == charge.outside % minutes(30) == NONE
    assert minutes(length) <= charge.length < minutes(length) + minutes(45)


BOUGHT = at(2026, 6, 1, 10, zone=LISBON)


@pytest.mark.parametrize(
    ("bought", "until"),
    [
        (BOUGHT, at(2027, 6, 2, zone=LISBON)),
        (at(2028, 2, 29, 12, zone=LISBON), at(2029, 3, 1, zone=LISBON)),
        (at(2026, 12, 31, 23, 59, zone=LISBON), at(2028, 1, 1, zone=LISBON)),
    ],
)
def test_a_single_pack_is_valid_for_a_year(bought: datetime, until: datetime) -> None:
    assert single("p", HOUR, bought, LISBON) == Grant("p", "single", HOUR, bought, until)


def test_monthly_hours_are_each_months_own() -> None:
    grants = list(monthly("m", HOUR, date(2026, 4, 15), None, BOUGHT, LISBON))
    assert [(grant.id, grant.since, grant.until) for grant in grants] == [
        ("m/2026-04", at(2026, 4, 15, zone=LISBON), at(2026, 5, 1, zone=LISBON)),
        ("m/2026-05", at(2026, 5, 1, zone=LISBON), at(2026, 6, 1, zone=LISBON)),
        ("m/2026-06", at(2026, 6, 1, zone=LISBON), at(2026, 7, 1, zone=LISBON)),
    ]
    assert balance(grants, [], BOUGHT) == HOUR
    assert len(list(monthly("m", HOUR, date(2026, 4, 15), date(2026, 5, 31), BOUGHT, LISBON))) == 2


def test_what_expires_first_pays_first_and_credits_last() -> None:
    grants = [
        credit("7", HOUR, BOUGHT),
        Grant("kept", "single", HOUR, BOUGHT),
        Grant("year", "single", HOUR, BOUGHT, BOUGHT + 365 * DAY),
        Grant("month", "monthly", HOUR, BOUGHT, BOUGHT + 30 * DAY),
    ]
    order = []
    for count in range(1, 6):
        charges = [Charge(str(n), BOUGHT + n * DAY, HOUR) for n in range(1, count + 1)]
        last = statement(grants, charges, BOUGHT + count * DAY)[-1]
        order.append((last.amount, last.balance, last.owed))
    assert order == [(-HOUR, (3 - n) * HOUR, NONE) for n in range(4)] + [(NONE, NONE, HOUR)]
    # Used on the first day: the month's hour; so nothing lapses when the month is over.
    after_a_month = statement(grants, [Charge("1", BOUGHT + DAY, HOUR)], BOUGHT + 31 * DAY)
    assert [line.kind for line in after_a_month].count("expired") == 0
    generous = statement(grants, [Charge("1", BOUGHT + DAY, HOUR)], BOUGHT + 31 * DAY, credits_first=True)
    assert [line.about for line in generous if line.kind == "expired"] == ["month"]


def test_a_statement_says_what_came_went_lapsed_and_is_owed() -> None:
    grants = [Grant("pack", "single", 2 * HOUR, BOUGHT, BOUGHT + 10 * DAY)]
    charges = [
        Charge("a", BOUGHT + DAY, HOUR / 2),
        Charge("b", BOUGHT + 11 * DAY, HOUR),
        Charge("before", BOUGHT - DAY, HOUR / 4),
    ]
    assert statement(grants, charges, BOUGHT + 20 * DAY) == (
        Line(BOUGHT - DAY, "time", "before", NONE, NONE, HOUR / 4),
        Line(BOUGHT, "single", "pack", 2 * HOUR, 2 * HOUR),
        Line(BOUGHT + DAY, "time", "a", -HOUR / 2, 1.5 * HOUR),
        Line(BOUGHT + 10 * DAY, "expired", "pack", -1.5 * HOUR, NONE),
        Line(BOUGHT + 11 * DAY, "time", "b", NONE, NONE, HOUR),
    )
    assert balance(grants, charges, BOUGHT + 2 * DAY) == 1.5 * HOUR
    assert balance(grants, charges, BOUGHT - 2 * DAY) == NONE


def test_a_credit_for_one_case_counts_once() -> None:
    twice = [credit("7", HOUR, BOUGHT), credit("7", HOUR, BOUGHT + DAY)]
    assert balance(twice, [], BOUGHT + 1000 * DAY) == HOUR


GRANTS = st.lists(
    st.builds(
        lambda n, kind, length, since, valid: Grant(
            str(n), kind, minutes(length), BOUGHT + since * HOUR, valid and BOUGHT + (since + valid) * HOUR
        ),
        st.integers(0, 9),
        st.sampled_from(["single", "monthly", "credit"]),
        st.integers(1, 300),
        st.integers(0, 500),
        st.none() | st.integers(1, 500),
    ),
    max_size=8,
)
CHARGES = st.lists(
    st.builds(
        lambda n, since, length: Charge(str(n), BOUGHT + since * HOUR, minutes(length)),
        st.integers(0, 20),
        st.integers(0, 900),
        st.integers(0, 300),
    ),
    max_size=12,
)


@given(GRANTS, CHARGES, st.integers(0, 1200))
def test_the_books_balance(grants: list[Grant], charges: list[Charge], hour: int) -> None:
    lines = statement(grants, charges, BOUGHT + hour * HOUR)
    total = NONE
    for line in lines:
        total += line.amount
        assert line.balance == total >= NONE
        assert line.owed >= NONE
    spent = {charge.id: charge for charge in charges if charge.at <= BOUGHT + hour * HOUR}
    paid = sum((line.owed - line.amount for line in lines if line.kind == "time"), NONE)
    assert paid == sum((charge.length for charge in spent.values()), NONE)
