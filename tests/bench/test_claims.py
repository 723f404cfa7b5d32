"""Claims: a hundred agents take from a queue of a thousand at once."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
import uvloop

from adapters.redis.store import RedisStore, open_store
from adapters.web.metrics import PrometheusMeters
from bots.wiring import SystemClock
from config.catalogue import Catalogue
from core.cases.case import Active, Case, Waiting, indexes
from core.courier import Courier
from core.desk import Desk
from core.policy import Agent, LiveChat, Policy
from core.ports import Commit, Committed, Conflict, Repeated
from core.promises.hours import ALWAYS
from core.words.cards import Answer, Verb
from core.words.commands import Pressed
from core.words.people import Person
from core.words.records import QUEUE
from core.words.refs import Account, AgentId, CaseId, CommandId, Place
from tests.bench.load import quantile
from tests.bench.test_store_speed import NOW, message

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

WAITING, AGENTS = 1_000, 100
ROSTER = [
    Agent(AgentId(f"a{number}"), f"A{number}", (Account(f"here:a{number}"),), 10) for number in range(AGENTS)
]
PEOPLE = [Person(agent.accounts[0], agent.name) for agent in ROSTER]
POLICY = Policy(
    "bench",
    "Bench",
    "en",
    "UTC",
    LiveChat(ALWAYS, needs_agents=False),
    tuple(ROSTER),
    boards=(Place("here:board"),),
)


def desk_over(store: RedisStore) -> Desk:
    """A desk whose courier does not run: what is owed stays in the outbox."""

    async def never(_: object) -> Answer:
        raise AssertionError("nothing is delivered here")

    meters = PrometheusMeters()
    courier = Courier(store, {}, SystemClock(), meters, never)
    return Desk(store, store.files, Catalogue.load("en", "UTC"), POLICY, SystemClock(), courier, meters)


async def filled(store: RedisStore) -> None:
    """A thousand wait."""
    for number in range(1, WAITING + 1):
        since = NOW + timedelta(seconds=number)
        ana = Account(f"here:r{number}")
        phase = Waiting(since, since)
        case = Case(CaseId(number), ana, "Ana", "en", Place(f"here:r{number}"), None, 0, since, phase)
        commit = message(f"w{number}")
        key = f"case/{number}"
        await store.commit(
            replace(commit, expect={key: 0}, put={key: case}, add=tuple(indexes(case)), entries=(), rows=())
        )


class Noting(RedisStore):
    """A store that remembers what was committed."""

    noted: ClassVar[list[Commit]] = []

    async def commit(self, commit: Commit) -> Committed | Conflict | Repeated:
        done = await super().commit(commit)
        if isinstance(done, Committed):
            self.noted.append(commit)
        return done


@asynccontextmanager
async def waiting_desk() -> AsyncIterator[tuple[RedisStore, Desk]]:
    """A thousand wait, and a hundred agents are on."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(None, Path(folder), "bench") as opened:
            store = Noting(opened.connection, "bench", opened.files, alone=True)
            await filled(store)
            desk = desk_over(store)
            for person in PEOPLE:
                on = Pressed(CommandId(f"on:{person.name}"), person, Place("here:panel"), Verb.ON)
                await desk.handle(on)
            store.noted.clear()
            yield store, desk


async def race() -> list[float]:
    """How long each claim took."""
    times: list[float] = []
    async with waiting_desk() as (store, desk):

        async def work(person: Person) -> None:
            for turn in range(WAITING // AGENTS):
                began = time.perf_counter()
                place = Place(person.account)
                await desk.handle(
                    Pressed(CommandId(f"{person.name}:{turn}"), person, place, Verb.NEXT, private=True)
                )
                times.append(time.perf_counter() - began)

        async with asyncio.TaskGroup() as group:
            for person in PEOPLE:
                group.create_task(work(person))
        assert await store.size(QUEUE) == 0, "some were not claimed"
        cases = await store.load([f"case/{number}" for number in range(1, WAITING + 1)])
        assert all(isinstance(each.record, Case) and isinstance(each.record.phase, Active) for each in cases)
        owned = [await store.size(f"owned:{agent.id}") for agent in ROSTER]
        assert sum(owned) == WAITING, "claimed twice"
        return times


async def pipelined() -> float:
    """The same commits that a hundred claims make, known beforehand, at once and without a conflict."""
    async with waiting_desk() as (_, desk):
        for person in PEOPLE:
            await desk.handle(
                Pressed(CommandId(person.name), person, Place(person.account), Verb.NEXT, private=True)
            )
        commits = list(Noting.noted)
    async with waiting_desk() as (store, _):
        began = time.perf_counter()
        done = await asyncio.gather(*(store.commit(each) for each in commits))
        took = time.perf_counter() - began
    assert len(done) == AGENTS
    assert all(isinstance(each, Committed) for each in done)
    return took


def test_a_thousand_waiting_and_a_hundred_agents_racing() -> None:
    rounds = [(uvloop.run(race()), uvloop.run(pipelined())) for _ in range(3)]
    times, commits = sorted(rounds, key=lambda each: quantile(each[0], 0.99) / each[1])[1]
    slow = quantile(times, 0.99)
    print(
        f"\nclaims by {AGENTS} agents at once: p50 {quantile(times, 0.5) * 1000:.0f} ms, p99 {slow * 1000:.0f} ms; "
        f"100 commits in one pipeline {commits * 1000:.0f} ms; ratio {slow / commits:.1f} (target: 2 or less); "
        f"0 double claims"
    )
    assert slow < 10
