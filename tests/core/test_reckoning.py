"""Open promises after a change of the rules: each is reckoned anew, once, and nothing else moves."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases.case import Case, indexes
from core.people.rules import PeopleRules
from core.promises.plans import Book, ClockTime, Plan, Promise
from core.reckoning import PAGE
from core.words.cards import Verb
from core.words.commands import Pressed, Said
from core.words.documents import plain
from core.words.people import Person
from core.words.records import PROMISED, TIMERS, Ranked
from core.words.refs import Account, Carrier, CaseId, CommandId, MessageRef, Place
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import BEN, HOUR, NOW, POLICY
from tests.core.world import World

MANY = PAGE * 2 + 5


def book(length: timedelta) -> Book:
    promises = (Promise("first", ClockTime(length), reach="any"),)
    return Book(plans=(Plan("all", {"en": "All"}, "always", promises, open_to=("guest",)),))


@pytest.fixture
async def world() -> AsyncIterator[World]:
    shelf = Shelf()

    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    chat = replace(POLICY.live_chat, needs_agents=False, fullness=1e6)
    rules = replace(POLICY, boards=(), on_call=(), live_chat=chat, book=book(2 * HOUR), people=PeopleRules())
    made = World(
        store, rules, (ScriptedPlatform(Carrier("moor"), True), ScriptedPlatform(Carrier("sea"), False))
    )
    await made.start()
    yield made
    await made.stop()


async def ask(world: World, count: int) -> None:
    for number in range(1, count + 1):
        who = Person(Account(f"moor:p{number}"), "Pat")
        at = Place(f"moor:dm:p{number}")
        ref = MessageRef(at, str(number))
        await world.handle(Said(CommandId(f"said:{number}"), who, at, True, ref, plain("help"), NOW))


async def cases(world: World, count: int) -> list[Case]:
    found = await world.line.store.load([f"case/{number}" for number in range(1, count + 1)])
    return [each.record for each in found if isinstance(each.record, Case)]


def due(case: Case) -> timedelta:
    assert case.clocks is not None
    (clock,) = case.clocks.clocks
    assert clock.due is not None
    return clock.due - case.asked_at


async def test_every_open_promise_is_reckoned_by_the_changed_plan(world: World) -> None:
    await ask(world, MANY)
    await world.clockwork.reckoning.look()
    assert {due(each) for each in await cases(world, MANY)} == {2 * HOUR}
    world.desk.adopt(replace(world.desk.policy, book=book(HOUR)))
    await world.clockwork.reckoning.look()
    after = await cases(world, MANY)
    assert {due(each) for each in after} == {HOUR}
    stored = await world.line.store.first(TIMERS, 3 * MANY)
    wanted = {
        (each.member, each.score)
        for case in after
        for each in indexes(case)
        if isinstance(each, Ranked) and each.index == TIMERS
    }
    assert set(stored) == wanted


async def test_rules_that_have_not_changed_change_nothing(world: World) -> None:
    await ask(world, 3)
    before = len(world.commits)
    for _ in range(3):
        await world.clockwork.reckoning.look()
    assert len(world.commits) == before
    world.desk.adopt(replace(world.desk.policy, book=book(2 * HOUR)))
    await world.clockwork.reckoning.look()
    assert len(world.commits) == before


async def test_what_the_rules_became_while_nobody_was_there_is_made_up_for_at_the_start(world: World) -> None:
    await ask(world, 3)
    world.policy = replace(world.policy, book=book(3 * HOUR))
    await world.crash(after=0)
    await world.clockwork.reckoning.look()
    assert {due(each) for each in await cases(world, 3)} == {3 * HOUR}


async def test_an_agents_card_tells_the_new_time_and_an_answered_case_is_left_alone(world: World) -> None:
    await ask(world, 2)
    await world.handle(Pressed(CommandId("on"), BEN, Place("sea:dm:ben"), Verb.ON, private=True))
    for number in (1, 2):
        take = Pressed(
            CommandId(f"t{number}"), BEN, Place("sea:dm:ben"), Verb.TAKE, private=True, case=CaseId(number)
        )
        await world.handle(take)
    await world.settle()
    reply = Pressed(
        CommandId("r"),
        BEN,
        Place("sea:dm:ben"),
        Verb.REPLY,
        private=True,
        case=CaseId(2),
        words=plain("here"),
    )
    await world.handle(reply)
    assert {member for member, _ in await world.line.store.first(PROMISED, 10)} == {"1"}
    before = len(world.commits)
    world.desk.adopt(replace(world.desk.policy, book=book(HOUR)))
    await world.clockwork.reckoning.look()
    (commit,) = world.commits[before:]
    assert set(commit.put) == {"case/1"}
    (row,) = commit.rows
    assert any(line.key == "clock.running" for line in row.effect.card.lines)
