"""Uptime: overlaps, levels, days that are longer, maintenance, and what is no outage."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.status.components import LEVELS, Affected, ComponentId, Level, worst
from core.status.incidents import Incident, Update, updated
from core.status.maintenance import Maintenance, progressed
from core.status.uptime import Stretch, days, flat, stretches, uptime

NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEB, MAIL = ComponentId("web"), ComponentId("mail")


def down(
    start: datetime, length: timedelta, level: Level = "major", number: int = 1, **more: object
) -> Incident:
    first = Incident(number, "Down", start, (Update(start, "investigating", "", (Affected(WEB, level),)),))
    return replace(updated(first, Update(start + length, "resolved", "")), **more)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_an_incident_counts_from_when_it_began_until_it_was_resolved() -> None:
    first = Update(at(2, 10, 30), "investigating", "", (Affected(WEB, "major"),))
    incident = updated(Incident(1, "Down", at(2, 10), (first,)), Update(at(2, 12), "resolved", ""))
    assert stretches(WEB, [incident], NOW) == (Stretch(at(2, 10), at(2, 12), "major", 1),)
    assert stretches(MAIL, [incident], NOW) == ()


def test_an_incident_counts_at_the_level_that_was_told() -> None:
    incident = Incident(
        1, "Down", at(2, 10), (Update(at(2, 10), "investigating", "", (Affected(WEB, "major"),)),)
    )
    incident = updated(incident, Update(at(2, 11), "identified", "", (Affected(WEB, "degraded"),)))
    incident = updated(incident, Update(at(2, 13), "monitoring", "", ()))
    assert stretches(WEB, [incident], NOW) == (
        Stretch(at(2, 10), at(2, 11), "major", 1),
        Stretch(at(2, 11), at(2, 13), "degraded", 1),
    )


def test_what_is_open_counts_until_now_and_known_issues_never() -> None:
    open_ = Incident(
        1, "Down", NOW - HOUR, (Update(NOW - HOUR, "investigating", "", (Affected(WEB, "partial"),)),)
    )
    assert stretches(WEB, [open_], NOW) == (Stretch(NOW - HOUR, NOW, "partial", 1),)
    assert stretches(WEB, [replace(open_, known=True)], NOW) == ()


def test_of_what_overlaps_the_worse_counts_and_nothing_twice() -> None:
    incidents = [down(at(2, 10), 4 * HOUR, "partial", 1), down(at(2, 11), HOUR, "major", 2)]
    assert [
        (each.start.hour, each.end.hour, each.level, each.matter) for each in stretches(WEB, incidents, NOW)
    ] == [
        (10, 11, "partial", 1),
        (11, 12, "major", 2),
        (12, 14, "partial", 1),
    ]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("UTC", date(2026, 3, 29), 24),
        ("Europe/London", date(2026, 3, 29), 23),
        ("Europe/London", date(2026, 3, 28), 24),
    ],
)
def test_a_day_is_as_long_as_it_is_in_the_desks_zone(zone: str, day: date, hours: int) -> None:
    (found,) = [each for each in days(WEB, [], zone, NOW, 3) if each.date == day]
    assert found.counted == hours * HOUR


def test_a_night_falls_on_two_days_and_today_is_not_over() -> None:
    night = down(at(28, 23), 3 * HOUR)
    found = days(WEB, [night], "UTC", NOW, 3)
    assert [(each.date.day, each.down / HOUR, each.counted / HOUR) for each in found] == [
        (28, 1, 24),
        (29, 2, 24),
        (30, 0, 12),
    ]
    assert uptime(found) == pytest.approx(1 - 3 / 60)


def test_maintenance_is_neither_up_nor_down() -> None:
    work = Maintenance(
        3, "Disks", "scheduled", at(29, 1), at(29, 5), (WEB,), (Update(at(20, 1), "scheduled", ""),)
    )
    work = progressed(
        progressed(work, Update(at(29, 1), "in_progress", "")), Update(at(29, 5), "completed", "")
    )
    (found,) = [each for each in days(WEB, [work], "UTC", NOW, 2) if each.date.day == 29]
    assert (found.level, found.down, found.counted) == ("maintenance", timedelta(0), 20 * HOUR)


def test_an_outage_during_maintenance_is_an_outage() -> None:
    work = Maintenance(
        3, "Disks", "scheduled", at(29, 1), at(29, 5), (WEB,), (Update(at(20, 1), "scheduled", ""),)
    )
    work = progressed(
        progressed(work, Update(at(29, 1), "in_progress", "")), Update(at(29, 5), "completed", "")
    )
    (found,) = [
        each for each in days(WEB, [work, down(at(29, 4), 2 * HOUR)], "UTC", NOW, 2) if each.date.day == 29
    ]
    assert (found.down, found.counted) == (2 * HOUR, 21 * HOUR)


def test_nothing_counted_is_all_well() -> None:
    assert uptime(()) == 1.0


spans = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 20), st.sampled_from(LEVELS[1:]), st.integers(1, 4)),
    max_size=12,
)


@given(spans)
def test_flattened_every_moment_has_the_worst_of_its_levels_once(
    given_: list[tuple[int, int, Level, int]],
) -> None:
    every = [Stretch(NOW + a * HOUR, NOW + (a + n) * HOUR, level, matter) for a, n, level, matter in given_]
    found = flat(every)
    assert all(one.end <= two.start for one, two in pairwise(found))
    for hour in range(72):
        moment = NOW + hour * HOUR
        here = [each.level for each in found if each.start <= moment < each.end]
        assert len(here) <= 1
        assert worst(here) == worst(each.level for each in every if each.start <= moment < each.end)
