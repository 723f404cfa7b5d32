"""Quiet hours, and news of the worse only: what is written, when it is quiet, and what comes once it is over."""

from datetime import UTC, datetime, time

import pytest

from core.cases.case import Case, OnRequester, Pending
from core.status.quiet import Quiet, read
from core.words.cards import Verb
from core.words.commands import Asked
from core.words.documents import plain
from core.words.effects import Show
from core.words.refs import CommandId, Place, direct
from tests.core.memory import Shelf
from tests.core.setting import HOUR, NOW, RITA, TOM
from tests.core.test_spreading import START, press, publish, steps, world
from tests.core.world import World

NIGHT = Quiet(time(22), time(7), "Europe/Lisbon")


@pytest.mark.parametrize(
    ("written", "quiet"),
    [
        ("22:00-07:00", Quiet(time(22), time(7), "UTC")),
        ("9:30 – 11:00", Quiet(time(9, 30), time(11), "UTC")),
        ("22:00-24:00", Quiet(time(22), time(0), "UTC")),
        ("22:00-07:00 europe/lisbon", NIGHT),
        ("22:00-07:00 Mars/Olympus", None),
        ("22:00-22:00", None),
        ("25:00-07:00", None),
        ("22:61-07:00", None),
        ("22-7", None),
        ("at night", None),
    ],
)
def test_quiet_hours_are_read(written: str, quiet: Quiet | None) -> None:
    assert read(written, "UTC") == quiet


def lisbon(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2026 clocks go forward on the 29th at 01:00."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (lisbon(2, 21, 59), None),
        (lisbon(2, 22), lisbon(3, 7)),
        (lisbon(3, 6, 59), lisbon(3, 7)),
        (lisbon(3, 7), None),
        (lisbon(28, 23), lisbon(29, 6)),
    ],
)
def test_it_is_quiet_over_midnight_in_their_zone(now: datetime, until: datetime | None) -> None:
    assert NIGHT.until(now) == until


def heard(the: World, number: int = 1) -> list[str]:
    """The news of one matter that came to the private chat of Rita, by their keys."""
    place = the.platforms[0].private(direct(RITA.account))
    arrivals = [each for each in the.platforms[0].arrivals if each.place == place]
    keys = [each.effect.card.key for each in arrivals if isinstance(each.effect, Show)]
    return [key for key in keys if key.startswith(f"news/{number}/")]


async def asleep(shelf: Shelf, *said: str) -> World:
    """Rita has asked for quiet hours that go on for an hour from now."""
    the = world(shelf)
    await the.start()
    now = f"{NOW:%H:%M}-{NOW + HOUR:%H:%M} UTC"
    for n, each in enumerate((*said, f"quiet {now}")):
        await the.handle(press(Verb.SUBSCRIBE, RITA, f"sub{n}", each))
    await the.settle()
    return the


async def test_what_is_new_in_quiet_hours_comes_once_at_their_end_as_things_stand_then() -> None:
    the = await asleep(Shelf(), "all")
    await publish(the, Verb.INCIDENT, START, "one")
    await steps(the, 10)
    await publish(the, Verb.UPDATE, "identified Found it.", "two")
    await steps(the, 10)
    assert heard(the) == []
    await the.pass_time(HOUR)
    await steps(the, 5)
    assert heard(the) == ["news/1/2"]
    await publish(the, Verb.UPDATE, "Mending it.", "three")
    await steps(the, 10)
    assert heard(the) == ["news/1/2", "news/1/3"]
    await the.stop()


async def test_whoever_stops_in_quiet_hours_is_told_nothing_at_their_end() -> None:
    the = await asleep(Shelf(), "all")
    await publish(the, Verb.INCIDENT, START, "one")
    await steps(the, 10)
    await the.handle(press(Verb.SUBSCRIBE, RITA, "stop", "stop"))
    await the.pass_time(2 * HOUR)
    await steps(the, 5)
    assert heard(the) == []
    await the.stop()


async def test_whoever_ends_quiet_hours_is_told_at_once() -> None:
    the = await asleep(Shelf(), "all")
    await publish(the, Verb.INCIDENT, START, "one")
    await steps(the, 10)
    await the.handle(press(Verb.SUBSCRIBE, RITA, "awake", "quiet off"))
    await steps(the, 3)
    assert heard(the) == ["news/1/1"]
    await the.stop()


async def test_a_case_that_waits_for_it_is_told_and_asked_at_their_end() -> None:
    shelf = Shelf()
    the = await asleep(shelf, "all", "stop")
    await publish(the, Verb.INCIDENT, START, "one")
    await steps(the, 10)
    asked = Asked(
        CommandId("ask"), RITA, Place(RITA.account), False, None, plain("Payments fail"), NOW, private=True
    )
    await the.handle(asked)
    await the.handle(press(Verb.ME_TOO, RITA, "me too", "1"))
    await publish(the, Verb.RESOLVE, "We mended it.", "end", "1")
    await steps(the, 10)
    assert heard(the) == []
    assert not isinstance(waits_on(shelf), OnRequester)
    await the.pass_time(HOUR)
    await steps(the, 3)
    assert heard(the) == ["news/1/2"]
    assert isinstance(waits_on(shelf), OnRequester)
    await the.stop()


def waits_on(shelf: Shelf) -> object:
    (case,) = (each.record for each in shelf.records.values() if isinstance(each.record, Case))
    assert isinstance(case.phase, Pending)
    return case.phase.on


async def test_only_what_is_major_or_worse_is_told_to_those_who_want_that() -> None:
    the = world(Shelf())
    await the.start()
    await the.handle(press(Verb.SUBSCRIBE, RITA, "all", "all"), press(Verb.SUBSCRIBE, TOM, "tom", "all"))
    await the.handle(press(Verb.SUBSCRIBE, RITA, "major", "major"))
    await publish(the, Verb.MAINTENANCE, "Disks\nShort breaks.\nwhen: 1h 30m\ncomponents: cards", "one")
    await publish(the, Verb.INCIDENT, "Slow\nWe look.\ncomponents: cards=degraded", "two")
    await steps(the, 10)
    assert (heard(the, 1), heard(the, 2)) == ([], [])
    await publish(the, Verb.UPDATE, "Now it is down.\nlevel: major", "three", "2")
    await steps(the, 10)
    await publish(the, Verb.RESOLVE, "It is over.", "four", "2")
    await steps(the, 10)
    assert heard(the, 2) == ["news/2/2", "news/2/3"]
    await the.stop()
