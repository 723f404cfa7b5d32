"""The courier, where a platform's own code fails it, and whom it lets go first."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from core.ports import Budget, Commit, Row
from core.words.cards import Card, Verb
from core.words.deliveries import Attempt, Delivery
from core.words.effects import Effect, Say, Show, Tell
from core.words.refs import Account, CardKey, Carrier, CommandId, Destination, Place, direct
from core.words.texts import text
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import ANA_AT_SEA, NOW, RITA, TOM
from tests.core.test_desk import RULES, press, said
from tests.core.world import World


@dataclass(slots=True)
class FaultyPlatform(ScriptedPlatform):
    """Cannot draw some words: its own code raises."""

    raised: list[str] = field(default_factory=list)

    async def deliver(self, attempt: Attempt) -> Delivery:
        if isinstance(attempt.effect, Say) and "poison" in attempt.effect.words.text:
            self.raised.append(attempt.row)
            raise KeyError("poison")
        return await ScriptedPlatform.deliver(self, attempt)


@pytest.mark.fault(19)
async def test_words_that_cannot_be_drawn_fail_visibly_and_what_is_behind_them_flows() -> None:
    shelf = Shelf()

    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    faulty = FaultyPlatform(Carrier("sea"), False)
    world = World(store, RULES, (ScriptedPlatform(Carrier("moor"), True), faulty))
    await world.start()
    try:
        await world.in_turn(press(ANA_AT_SEA, Verb.ON, 1), said(RITA, 1))
        await world.in_turn(press(ANA_AT_SEA, Verb.TAKE, 2, 1))
        await world.settle()
        await world.in_turn(said(RITA, 3, "poison"), said(RITA, 4, "after it"))
        for _ in range(6):
            await world.settle()
            world.clock.time += timedelta(seconds=30)
        words = [each.effect.words.text for each in faulty.arrivals if isinstance(each.effect, Say)]
        assert "after it" in words
        assert len(faulty.raised) == 5
        ended = await world.line.store.ended(1)  # type: ignore[arg-type]
        assert [each.state for each in ended] == ["failed"]
    finally:
        await world.stop()


@dataclass(slots=True)
class SlowPlatform(ScriptedPlatform):
    """Takes one message of a chat in a hundred seconds, and many of all."""

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple[Budget, ...]:
        return (Budget(f"chat/{to}", 0.01, 1.0), Budget("all", 100.0, 1.0))


async def test_a_chat_that_waits_for_its_own_rate_holds_up_no_other() -> None:
    shelf = Shelf()

    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    slow = SlowPlatform(Carrier("moor"), True)
    world = World(store, RULES, (slow, ScriptedPlatform(Carrier("sea"), False)))
    await world.start()
    try:
        for number in range(1, 4):
            await world.in_turn(said(RITA, number))
            await world.settle()
        world.clock.time += timedelta(seconds=1)
        await world.in_turn(said(TOM, 4))
        await world.settle()
        tried = [to for to, _ in slow.tried]
        assert (tried.count(direct(RITA.account)), tried.count(direct(TOM.account))) == (1, 1)
    finally:
        await world.stop()


@dataclass(slots=True)
class PacedPlatform(ScriptedPlatform):
    """Takes one message a second, and now and then one more."""

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple[Budget, ...]:
        return (Budget("all", 1.0, 2.0),)


async def test_news_go_one_by_one_and_whoever_speaks_goes_at_once() -> None:
    shelf = Shelf()

    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    paced = PacedPlatform(Carrier("moor"), True)
    world = World(store, RULES, (paced, ScriptedPlatform(Carrier("sea"), False)))

    async def told(command: str, effect: Effect) -> list[str]:
        await world.line.store.commit(Commit(CommandId(command), NOW, {}, {}, rows=[Row(command, effect)]))
        world.courier.wake()
        for _ in range(100):
            await asyncio.sleep(0)
        return [row for _, row in paced.tried]

    def news(number: int) -> Show:
        card = Card(CardKey("incident/1/1"), text("incident.title", title="Down"))
        return Show(direct(Account(f"moor:{number}")), card, "en", replaces="news/1")

    await world.start()
    try:
        assert await told("first", news(1)) == ["first"]
        assert await told("second", news(2)) == ["first"]
        spoken = Tell(direct(RITA.account), text("told.queue_empty"), "en")
        assert await told("spoken", spoken) == ["first", "spoken"]
        world.clock.time += timedelta(seconds=1)
        assert await told("third", news(3)) == ["first", "spoken"]
        world.clock.time += timedelta(seconds=1)
        assert await told("fourth", news(4)) == ["first", "spoken", "second"]
    finally:
        await world.stop()
