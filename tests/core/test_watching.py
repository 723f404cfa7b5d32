"""Alerts while people see to their incidents: what fires on is told anew, and what gets worse is told."""

from dataclasses import replace
from datetime import timedelta

from core.status.components import Level, Monitor
from core.status.incidents import Incident
from core.words.alerts import Alert
from core.words.cards import Verb
from core.words.commands import Alerted
from core.words.refs import CommandId
from tests.core.memory import Shelf
from tests.core.setting import MINUTE
from tests.core.test_spreading import NEWS, RULES, publish, world
from tests.core.world import World

WATCHED = replace(RULES, status=replace(RULES.status, monitors=(Monitor("uptime"),)))


class Desk:
    """A desk with one monitor."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.world: World = world(self.shelf, WATCHED)
        self.heard = 0

    async def hears(
        self,
        *keys: str,
        firing: bool = True,
        level: Level = "degraded",
        ago: timedelta = timedelta(0),
    ) -> None:
        at = self.world.clock.now() - ago
        alerts = [Alert(key, firing, "Cards", f"{key} is {level}", key, level, at) for key in keys]
        self.heard += 1
        await self.world.handle(Alerted(CommandId(f"alerted:{self.heard}"), "uptime", tuple(alerts)))

    async def waits(self, length: timedelta) -> None:
        await self.world.pass_time(length)
        await self.world.settle()

    async def resolves(self, number: int) -> None:
        await publish(self.world, Verb.RESOLVE, "We mended it.", f"resolve:{number}", str(number))

    def incident(self, number: int) -> Incident | None:
        found = self.shelf.records.get(f"incident/{number}")
        return found.record if found is not None and isinstance(found.record, Incident) else None


async def begun() -> Desk:
    the = Desk()
    await the.world.start()
    await the.hears("cards")
    await the.waits(MINUTE)
    assert the.incident(1) is not None
    return the


async def test_what_fires_again_after_a_person_resolved_it_is_another_incident() -> None:
    the = await begun()
    await the.resolves(1)
    await the.hears("cards", firing=False)
    await the.waits(MINUTE)
    await the.hears("cards")
    again = the.world.clock.now()
    await the.waits(MINUTE)
    second = the.incident(2)
    assert second is not None
    assert second.began == again
    await the.world.stop()


async def test_what_never_stops_firing_is_another_incident_once_it_has_lasted_anew() -> None:
    the = await begun()
    await the.resolves(1)
    await the.waits(10 * MINUTE)
    await the.hears("cards")
    await the.waits(MINUTE / 2)
    assert the.incident(2) is None
    await the.waits(MINUTE / 2)
    assert the.incident(2) is not None
    await the.world.stop()


async def test_what_gets_worse_is_told_at_once_and_once() -> None:
    the = await begun()
    for level in ("major", "major", "partial"):
        await the.hears("cards", level=level)
    first = the.incident(1)
    assert first is not None
    assert [[each.level for each in update.affected] for update in first.updates] == [["degraded"], ["major"]]
    assert first.last.words == "cards is major"
    await the.world.settle()
    assert the.shelf.refs(NEWS, "incident/1/1")
    await the.world.stop()


async def test_of_what_a_person_has_taken_over_nothing_is_told() -> None:
    the = await begun()
    await publish(the.world, Verb.UPDATE, "We know why.", "update", "1")
    await the.hears("cards", level="major")
    first = the.incident(1)
    assert first is not None
    assert len(first.updates) == 2
    await the.world.stop()


async def test_what_fired_before_it_stopped_and_is_told_after_that_opens_nothing() -> None:
    the = await begun()
    await the.waits(5 * MINUTE)
    await the.hears("cards", firing=False)
    await the.hears("cards", ago=3 * MINUTE)
    await the.waits(10 * MINUTE)
    first = the.incident(1)
    assert first is not None
    assert first.over
    await the.hears("cards")
    await the.waits(2 * MINUTE)
    assert the.incident(2) is not None
    await the.world.stop()
