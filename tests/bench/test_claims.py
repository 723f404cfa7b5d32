"""Claims: a hundred agents take from a queue of a thousand at once."""

import asyncio
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

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
from core.ports import Commit
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
BO = [
    Agent(AgentId(f"a{number}"), f"A{number}", (Account(f"here:a{number}"),), 10) for number in range(AGENTS)
]
POLICY = Policy(
    "bench",
    "Bench",
    "en",
    "UTC",
    LiveChat(ALWAYS, needs_agents=False),
    tuple(BO),
    boards=(Place("here:board"),),
)


def desk_over(store: RedisStore) -> Desk:
    """A desk whose courier does not run: what is owed stays in the outbox."""

    async def never(_: object) -> Answer:
        raise AssertionError("nothing is delivered here")

    meters = PrometheusMeters()
    courier = Courier(store, {}, SystemClock(), meters, never)
    return Desk(store, Catalogue.load("en", "UTC"), POLICY, SystemClock(), courier, meters)


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


async def race() -> tuple[list[float], float]:
    """How long each claim took, and a hundred commits without a conflict in one pipeline."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(None, Path(folder), "bench") as store:
            await filled(store)
            desk = desk_over(store)
            people = [Person(agent.accounts[0], agent.name) for agent in BO]
            for person in people:
                await desk.handle(
                    Pressed(CommandId(f"on:{person.name}"), person, Place("here:panel"), Verb.ON)
                )
            times: list[float] = []

            async def work(person: Person) -> None:
                for turn in range(WAITING // AGENTS):
                    began = time.perf_counter()
                    claim = Pressed(
                        CommandId(f"{person.name}:{turn}"),
                        person,
                        Place(person.account),
                        Verb.NEXT,
                        private=True,
                    )
                    await desk.handle(claim)
                    times.append(time.perf_counter() - began)

            async with asyncio.TaskGroup() as group:
                for person in people:
                    group.create_task(work(person))
            assert await store.size(QUEUE) == 0, "some were not claimed"
            cases = await store.load([f"case/{number}" for number in range(1, WAITING + 1)])
            owners = [each.record.phase for each in cases if isinstance(each.record, Case)]
            assert all(isinstance(phase, Active) for phase in owners)
            owned = [await store.size(f"owned:{agent.id}") for agent in BO]
            assert sum(owned) == WAITING, "claimed twice"
            commits = [await _pipelined(store, turn) for turn in range(20)]
            return times, sorted(commits)[len(commits) // 2]


async def _pipelined(store: RedisStore, turn: int) -> float:
    prepared: list[Commit] = [message(f"free.{turn}.{number}") for number in range(100)]
    began = time.perf_counter()
    await asyncio.gather(*(store.commit(each) for each in prepared))
    return time.perf_counter() - began


def test_a_thousand_waiting_and_a_hundred_agents_racing() -> None:
    times, commits = uvloop.run(race())
    slow = quantile(times, 0.99)
    print(
        f"\nclaims by {AGENTS} agents at once: p50 {quantile(times, 0.5) * 1000:.0f} ms, p99 {slow * 1000:.0f} ms; "
        f"100 commits in one pipeline {commits * 1000:.0f} ms; ratio {slow / commits:.1f} (target: 2 or less); "
        f"0 double claims"
    )
    assert slow < 10
