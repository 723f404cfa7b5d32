"""The courier, where a platform's own code fails it."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from core.ports import Budget
from core.words.cards import Verb
from core.words.deliveries import Attempt, Delivery
from core.words.effects import Effect, Say
from core.words.refs import Carrier, Destination, Place, direct
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import ANA_AT_SEA, RITA, TOM
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
