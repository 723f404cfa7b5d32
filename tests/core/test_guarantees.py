"""What guarantees credit: two rules with what each leaves out, and until when a claim may come."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.promises.hours import Hours, Span
from core.status.components import Affected, ComponentId, Level
from core.status.guarantees import (
    Daily,
    Guarantee,
    NotOver,
    ProRata,
    TooLate,
    claimable,
    statement,
)
from core.status.incidents import Incident, Update, updated
from core.status.maintenance import Maintenance, progressed
from core.words.refs import AgentId

HOSTING, LINE = ComponentId("hosting"), ComponentId("broadband")
WEEK = (*((Span(time(9), time(17, 30)),),) * 5, (), ())
EASTER = {date(2026, 4, 3): "Good Friday", date(2026, 4, 6): "Easter Monday"}
OFFICE = Hours(
    "Europe/London",
    WEEK,
    EASTER,
)
PRO_RATA = Guarantee(
    "hosting", (HOSTING,), ProRata(), OFFICE, excludes=frozenset({"maintenance", "customer"})
)
DAILY = Guarantee("broadband", (LINE,), Daily(), OFFICE, excludes=frozenset({"maintenance", "force_majeure"}))
OUTAGES = replace(DAILY, rule=Daily(("outage",)))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEN = AgentId("ben")
LATER = datetime(2026, 5, 20, tzinfo=UTC)


def at(day: int, hour: int = 0, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def fault(
    start: datetime,
    length: timedelta,
    component: ComponentId,
    level: Level = "major",
    answer: timedelta = HOUR,
) -> Incident:
    """Answered by a person after an hour, unless said otherwise."""
    affected = (Affected(component, level),)
    incident = Incident(1, "Down", start, (Update(start, "investigating", "", affected),))
    if answer < length:
        incident = updated(incident, Update(start + answer, "identified", "", affected, by=BEN))
    return updated(incident, Update(start + length, "resolved", "", by=BEN))


def credit(incident: Incident, guarantee: Guarantee, *planned: Maintenance) -> Fraction:
    (component,) = guarantee.components
    return statement(incident, component, guarantee, (), planned, LATER).share


def work(start: datetime, end: datetime, component: ComponentId) -> Maintenance:
    first = Update(start - DAY, "scheduled", "")
    made = Maintenance(9, "Disks", "scheduled", start, end, (component,), (first,))
    return progressed(progressed(made, Update(start, "in_progress", "")), Update(end, "completed", ""))


@pytest.mark.parametrize(
    ("start", "length", "share"),
    [
        (at(10, 9), timedelta(minutes=59), 0),
        (at(10, 9), HOUR, 0),  # over an hour, not an hour
        (at(10, 9), timedelta(minutes=61), Fraction(1, 31)),  # a day's fee at least
        (at(10, 9), 10 * HOUR, Fraction(1, 31)),
        (at(10), 36 * HOUR, Fraction(36, 31 * 24 - 1)),  # pro rata of a month that is an hour short
        (at(10, 23, 30), timedelta(hours=1), 0),  # half an hour on each of two days
        (at(10, 23, 30), 2 * HOUR, Fraction(1, 31)),  # the second day counts alone, and is less than a day
        (at(1), 31 * DAY, 1),
        (at(1), 50 * DAY, 1),  # a month's fee at most
        (at(10, month=2), 2 * DAY, Fraction(2, 28)),
    ],
)
def test_hosting_is_credited_by_the_time_of_days_that_were_down_for_over_an_hour(
    start: datetime, length: timedelta, share: Fraction
) -> None:
    assert credit(fault(start, length, HOSTING), PRO_RATA) == share


def test_hosting_counts_the_days_of_its_own_zone() -> None:
    # Summer time begins in London on 29 March: its day ends at 23:00 UTC.
    night = fault(at(30, 22, 15), timedelta(hours=1, minutes=30), HOSTING)
    assert credit(night, PRO_RATA) == 0, "45 minutes on each of two days"


@pytest.mark.parametrize(
    ("trigger", "level", "length", "answer", "days"),
    [
        ("outage", "major", timedelta(minutes=1), HOUR, 1),  # a part of 24 hours
        ("outage", "major", DAY, HOUR, 1),
        ("outage", "major", DAY + timedelta(seconds=1), HOUR, 2),
        ("outage", "partial", DAY, HOUR, 0),
        ("impaired", "partial", DAY, HOUR, 1),
        ("impaired", "degraded", 3 * DAY, HOUR, 3),
        ("impaired", "major", DAY, HOUR, 0),
        ("response", "major", DAY, 2 * HOUR, 0),  # answered in time
        ("response", "major", DAY, 2 * HOUR + timedelta(minutes=1), 1),  # a missed two-hour response
        ("response", "major", 4 * DAY, 3 * DAY, 3),
        ("repair", "major", DAY, HOUR, 0),
        ("repair", "major", DAY + timedelta(minutes=1), HOUR, 1),
        ("repair", "degraded", 3 * DAY, HOUR, 2),
    ],
)
def test_broadband_is_credited_a_thirtieth_for_each_24_hours_or_part_of_each_trigger(
    trigger: str, level: Level, length: timedelta, answer: timedelta, days: int
) -> None:
    guarantee = replace(DAILY, rule=Daily((trigger,)))
    assert credit(fault(at(5), length, LINE, level, answer), guarantee) == Fraction(days, 30)


def test_broadband_adds_the_triggers_up_to_a_month() -> None:
    down = fault(at(5), 2 * DAY, LINE, answer=5 * HOUR)
    found = statement(down, LINE, DAILY, (), (), LATER)
    assert [(each.what, each.days) for each in found.items] == [("outage", 2), ("response", 1), ("repair", 1)]
    assert found.share == Fraction(4, 30)
    assert credit(fault(at(1), 40 * DAY, LINE, answer=30 * DAY), DAILY) == 1


@pytest.mark.parametrize(
    ("guarantee", "cause", "kept"),
    [
        (PRO_RATA, "customer", False),
        (PRO_RATA, "force_majeure", True),
        (DAILY, "force_majeure", False),
        (DAILY, "customer", True),
        (DAILY, "third_party", True),
    ],
)
def test_each_rule_leaves_out_its_own_causes(guarantee: Guarantee, cause: str, kept: bool) -> None:
    down = replace(fault(at(5), DAY, guarantee.components[0]), cause=cause)
    found = statement(down, guarantee.components[0], guarantee, (), (), LATER)
    assert (found.share > 0) is kept
    assert {each.excluded for each in found.items} == {None if kept else cause}


def test_maintenance_that_was_told_ahead_is_left_out_of_both() -> None:
    down = fault(at(10, 1), 6 * HOUR, HOSTING)
    assert credit(down, PRO_RATA, work(at(10, 1), at(10, 6, 30), HOSTING)) == 0, "half an hour is left"
    assert credit(down, PRO_RATA, work(at(10, 2), at(10, 4), HOSTING)) == Fraction(1, 31)
    assert credit(down, PRO_RATA, work(at(10, 1), at(10, 7), LINE)) == Fraction(1, 31), "of another component"
    long = fault(at(10), 3 * DAY, LINE)
    assert credit(long, OUTAGES, work(at(11), at(12), LINE)) == Fraction(2, 30)


def test_the_uptime_of_the_month_stands_against_the_guarantee() -> None:
    found = statement(fault(at(10), 8 * HOUR, HOSTING), HOSTING, PRO_RATA, (), (), LATER)
    month = 31 * DAY - HOUR  # an hour is lost to summer time
    assert found.uptime == 1 - Fraction(8 * 3_600, int(month.total_seconds()))
    assert found.uptime < found.guaranteed
    other = replace(fault(at(12), 8 * HOUR, HOSTING), number=2)
    both = statement(fault(at(10), 8 * HOUR, HOSTING), HOSTING, PRO_RATA, (other,), (), LATER)
    assert 1 - both.uptime == 2 * (1 - found.uptime)
    short = statement(fault(at(10), 2 * HOUR, HOSTING), HOSTING, PRO_RATA, (), (), LATER)
    assert short.uptime > short.guaranteed


@pytest.mark.parametrize(
    ("resolved", "until"),
    [
        (at(2, 12), at(11, 17, 30)),  # a Monday: the seventh working day after is a Wednesday
        (at(7, 12), at(17, 17, 30)),  # a Saturday
        (at(27, 12), at(9, 16, 30, month=4)),  # over Easter, and into summer time
    ],
)
def test_a_claim_comes_within_seven_working_days_of_the_resolution(
    resolved: datetime, until: datetime
) -> None:
    incident = fault(resolved - HOUR, HOUR, HOSTING)
    assert claimable(incident, PRO_RATA, until) is None
    assert claimable(incident, PRO_RATA, until + timedelta(seconds=1)) == TooLate(until)


def test_what_is_not_over_cannot_be_claimed_for() -> None:
    incident = Incident(1, "Down", at(2), (Update(at(2), "investigating", ""),))
    assert claimable(incident, PRO_RATA, at(3)) == NotOver()


@given(st.integers(0, 40 * 24 * 60), st.integers(1, 60 * 24 * 60))
def test_a_credit_is_never_less_than_nothing_nor_more_than_the_month(start: int, length: int) -> None:
    began = at(1) + timedelta(minutes=start)
    for guarantee in (PRO_RATA, DAILY):
        found = credit(fault(began, timedelta(minutes=length), guarantee.components[0]), guarantee)
        assert 0 <= found <= 1


@given(st.integers(1, 40 * 24 * 60), st.integers(1, 24 * 60))
def test_a_longer_fault_is_never_credited_less(length: int, more: int) -> None:
    for guarantee in (PRO_RATA, DAILY):
        component = guarantee.components[0]
        shorter = credit(fault(at(3), timedelta(minutes=length), component), guarantee)
        longer = credit(fault(at(3), timedelta(minutes=length + more), component), guarantee)
        assert longer >= shorter
