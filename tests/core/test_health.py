"""What the program says of itself: a platform, or the store, that cannot be reached for so long that it matters."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.clockwork import BUSY
from core.health import BEAT, Health
from core.ports import StoreUnavailable
from core.status.components import Component, ComponentId, Monitor
from core.status.incidents import Incident
from core.status.own import OWN, STORE
from core.status.rules import StatusRules
from core.words.cards import Verb
from core.words.effects import Show
from core.words.people import Person
from core.words.refs import Account, direct
from tests.core.memory import Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import MINUTE, POLICY, RITA
from tests.core.test_spreading import MIRROR, NEWS, press, publish, world
from tests.core.world import PlainTexts, World

SEA, MEMORY = ComponentId("sea-desk"), ComponentId("memory")
RULES = replace(
    POLICY,
    status=StatusRules(
        (NEWS, MIRROR),
        (Component(SEA, {"en": "The desk at sea"}), Component(MEMORY, {"en": "The desk's memory"})),
        monitors=(Monitor(OWN, dated=True),),
        own={"sea": SEA, STORE: MEMORY},
    ),
    boards=(),
)


@dataclass
class Watched:
    """A desk and one thing that it depends on."""

    of: str = "sea"
    shelf: Shelf = field(default_factory=Shelf)
    reached: bool = True
    store_away: bool = False
    world: World = field(init=False)
    health: Health = field(init=False)

    async def begun(self) -> "Watched":
        self.world = world(self.shelf, RULES)
        await self.world.start()
        self.health = Health(self.of, self.reaches, self.world.desk, PlainTexts(), self.world.clock)
        return self

    async def reaches(self) -> bool:
        if self.store_away:
            raise StoreUnavailable
        return self.reached

    async def lasts(self, length: timedelta) -> None:
        """Time passes, in which it is looked at on each beat."""
        until = self.world.clock.time + length
        while self.world.clock.time < until:
            if self.store_away:
                self.world.line.absences.extend(["before"] * 3)
            await self.health.look()
            self.world.line.absences.clear()
            await self.world.pass_time(BEAT)
            await self.world.settle()

    def incidents(self) -> list[Incident]:
        found = [each.record for each in self.shelf.records.values()]
        return [each for each in found if isinstance(each, Incident)]


async def test_a_platform_that_stays_away_is_told_where_it_can_be_and_its_end_too() -> None:
    the = await Watched().begun()
    (sea,) = (each for each in the.world.platforms if each.carrier == "sea")
    await the.lasts(MINUTE)
    assert the.incidents() == []
    the.reached = False
    sea.tricks.extend(["wait"] * 50)
    since = the.world.clock.time
    await the.lasts(2 * MINUTE)
    (told,) = the.incidents()
    assert told.began == since
    assert [(each.component, each.level) for each in told.last.affected] == [(SEA, "major")]
    assert the.shelf.refs(MIRROR, "incident/1/0")
    assert not the.shelf.refs(NEWS, "incident/1/0")  # the primary place is on the platform that is away
    the.reached = True
    sea.tricks.clear()
    await the.lasts(6 * MINUTE)
    (told,) = the.incidents()
    assert told.over
    assert the.shelf.refs(NEWS, "incident/1/end")
    await the.world.stop()


async def test_those_who_can_be_reached_hear_of_it_before_those_who_cannot() -> None:
    """More have subscribed where it is away, and before the others, than there may be rows in the outbox."""
    the = await Watched().begun()
    sea, moor = sorted(the.world.platforms, key=lambda each: each.carrier, reverse=True)
    there = [Person(Account(f"sea:p{n}"), f"P{n}") for n in range(BUSY + 10)]
    await the.world.in_turn(*(press(Verb.SUBSCRIBE, who, f"sub:{who.account}", "all") for who in there))
    await the.lasts(MINUTE)
    await the.world.handle(press(Verb.SUBSCRIBE, RITA, "rita", "all"))
    the.reached = False
    sea.tricks.extend(["wait"] * 10_000)
    await the.lasts(4 * MINUTE)
    assert news(moor, RITA) == ["news/1/1"]
    sea.tricks.clear()
    the.reached = True
    await the.lasts(12 * MINUTE)
    assert [news(sea, who) for who in there] == [["news/1/1", "news/1/2"]] * len(there)
    await the.world.stop()


async def test_what_was_owed_there_before_that_was_known_holds_up_nobody_either() -> None:
    the = await Watched().begun()
    sea, moor = sorted(the.world.platforms, key=lambda each: each.carrier, reverse=True)
    there = [Person(Account(f"sea:p{n}"), f"P{n}") for n in range(BUSY + 10)]
    await the.world.in_turn(*(press(Verb.SUBSCRIBE, who, f"sub:{who.account}", "all") for who in there))
    await the.lasts(MINUTE)
    await the.world.handle(press(Verb.SUBSCRIBE, RITA, "rita", "all"))
    the.reached = False
    sea.tricks.extend(["wait"] * 10_000)
    await publish(the.world, Verb.INCIDENT, "Tills fail\nWe look.", "tills")
    await the.lasts(MINUTE / 2)
    assert news(moor, RITA) == []
    await the.lasts(MINUTE * 3 / 2)
    assert set(news(moor, RITA)) == {"news/1/1", "news/2/1"}
    await the.world.stop()


def news(platform: ScriptedPlatform, who: Person) -> list[str]:
    place = platform.private(direct(who.account))
    shown = [
        each.effect.card.key
        for each in platform.arrivals
        if each.place == place and isinstance(each.effect, Show)
    ]
    return [key for key in shown if key.startswith("news/")]


async def test_what_comes_and_goes_is_told_nobody() -> None:
    the = await Watched().begun()
    for _ in range(6):
        the.reached = not the.reached
        await the.lasts(MINUTE / 2)
    assert the.incidents() == []
    await the.world.stop()


async def test_what_is_still_away_after_a_person_ended_its_incident_is_told_anew() -> None:
    the = await Watched().begun()
    the.reached = False
    await the.lasts(2 * MINUTE)
    await publish(the.world, Verb.RESOLVE, "It is back.", "end", "1")
    await the.lasts(3 * MINUTE)
    assert [each.over for each in the.incidents()] == [True, False]
    await the.world.stop()


async def test_what_a_killed_program_left_open_is_ended_by_the_next() -> None:
    the = await Watched().begun()
    the.reached = False
    await the.lasts(2 * MINUTE)
    await the.world.stop()
    next_ = await Watched(shelf=the.shelf).begun()
    next_.world.clock.time = the.world.clock.time
    await next_.lasts(6 * MINUTE)
    assert [each.over for each in next_.incidents()] == [True]
    await next_.world.stop()


async def test_that_the_store_was_away_is_told_once_it_is_back_with_since_when() -> None:
    the = await Watched(STORE).begun()
    await the.lasts(MINUTE)
    the.store_away = True
    since = the.world.clock.time
    await the.lasts(3 * MINUTE)
    assert the.incidents() == []
    the.store_away = False
    await the.lasts(MINUTE / 2)
    (told,) = the.incidents()
    assert told.began == since
    assert [each.component for each in told.last.affected] == [MEMORY]
    await the.lasts(6 * MINUTE)
    assert [each.over for each in the.incidents()] == [True]
    await the.world.stop()
