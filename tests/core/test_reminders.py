"""Reminders of maintenance: before it begins, once each, to those who follow its components."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.policy import Policy
from core.words.cards import Verb
from core.words.commands import StatusDue
from core.words.effects import Show
from core.words.refs import CommandId, direct
from tests.core.memory import Shelf
from tests.core.setting import DAY, HOUR, MINUTE, RITA, TOM
from tests.core.test_spreading import RULES, press, publish, steps, world
from tests.core.world import World

BEFORE = (DAY, HOUR)
REMINDS: Policy = replace(RULES, status=replace(RULES.status, remind_before=BEFORE))
SCHEDULED = "New disks\nShort breaks.\nwhen: {when}\ncomponents: cards"


async def planned(when: str, rules: Policy = REMINDS, shelf: Shelf | None = None) -> World:
    """Rita follows everything, Tom only major incidents."""
    the = world(shelf or Shelf(), rules)
    await the.start()
    await the.handle(press(Verb.SUBSCRIBE, RITA, "rita", "all"), press(Verb.SUBSCRIBE, TOM, "tom", "major"))
    await publish(the, Verb.MAINTENANCE, SCHEDULED.format(when=when), "plan")
    await steps(the, 8)
    return the


def reminders(the: World) -> list[timedelta]:
    """How long before it begins Rita was reminded, each time; nobody else is reminded."""
    moor = the.platforms[0]
    cards = [(each.place, each.effect.card) for each in moor.arrivals if isinstance(each.effect, Show)]
    told = [(place, card) for place, card in cards if card.title.key == "maintenance.reminder"]
    assert {place for place, _ in told} <= {moor.private(direct(RITA.account))}
    waits = [dict(card.lines[0].values)["wait"] for _, card in told]
    return [each for each in waits if isinstance(each, timedelta)]


async def passes(the: World, length: timedelta) -> None:
    await the.pass_time(length)
    await steps(the, 6)


async def test_who_follows_it_is_reminded_a_day_and_an_hour_before_and_once_each() -> None:
    the = await planned("2d 2h")
    assert reminders(the) == []
    await passes(the, DAY)
    assert len(reminders(the)) == 1
    await passes(the, 22 * HOUR)
    assert len(reminders(the)) == 1
    await passes(the, HOUR)
    first, second = reminders(the)
    assert DAY - MINUTE <= first <= DAY
    assert HOUR - MINUTE <= second <= HOUR
    await passes(the, 4 * HOUR)
    assert len(reminders(the)) == 2
    await the.stop()


async def test_what_is_told_less_than_a_day_before_is_reminded_of_an_hour_before_only() -> None:
    the = await planned("3h 2h")
    await passes(the, MINUTE)
    assert reminders(the) == []
    await passes(the, 2 * HOUR)
    assert len(reminders(the)) == 1
    await the.stop()


async def test_what_is_moved_is_told_and_reminded_of_before_its_new_time() -> None:
    the = await planned("90m 2h")
    await publish(the, Verb.PROGRESS, "Later.\nwhen: 4h 2h", "move", "1")
    await passes(the, HOUR)
    assert reminders(the) == []
    await passes(the, 2 * HOUR)
    assert len(reminders(the)) == 1
    await the.stop()


async def test_of_what_is_cancelled_nobody_is_reminded() -> None:
    the = await planned("90m 2h")
    await publish(the, Verb.PROGRESS, "cancelled Not needed.", "cancel", "1")
    await passes(the, 2 * HOUR)
    assert reminders(the) == []
    await the.stop()


async def test_reminders_that_were_missed_come_as_one() -> None:
    the = await planned("2d 2h")
    await passes(the, 47.5 * HOUR)
    assert len(reminders(the)) == 1
    await the.stop()


@pytest.mark.parametrize("turns", [1, 5, 12, 25])
async def test_a_kill_neither_loses_nor_repeats_one(turns: int) -> None:
    the = await planned("2h 2h")
    the.clock.time += HOUR
    await the.crash(StatusDue(CommandId("status:1:1:due"), 1), after=turns)
    await passes(the, MINUTE)
    assert len(reminders(the)) == 1
    await the.stop()


async def test_a_desk_that_wants_no_reminders_sends_none() -> None:
    the = await planned("90m 2h", RULES)
    await passes(the, HOUR)
    assert reminders(the) == []
    await the.stop()
