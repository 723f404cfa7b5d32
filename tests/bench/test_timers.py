"""A million timers pending and a thousand due a second; a hundred thousand open promises reckoned anew."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest

from adapters.redis.store import RedisStore, open_store
from adapters.web.metrics import PrometheusMeters
from bots.wiring import SystemClock
from config.catalogue import Catalogue
from core.cases import promising
from core.cases.case import Case, OnSupplier, Pending, Ticket, indexes
from core.clockwork import Clockwork
from core.courier import Courier
from core.desk import Desk
from core.people.rules import PeopleRules
from core.policy import Facts, LiveChat, Moment, Policy, Roster
from core.ports import Commit
from core.promises.hours import ALWAYS, Hours, Span
from core.promises.plans import Book, BusinessTime, Plan, Promise
from core.reckoning import Reckoning
from core.views import Views
from core.words.cards import Answer
from core.words.commands import Said
from core.words.documents import plain
from core.words.people import Person
from core.words.records import TIMERS
from core.words.refs import Account, AgentId, CaseId, CommandId, MessageRef, Place, direct
from tests.bench.load import quantile

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

PENDING, DUE, SECONDS = 1_000_000, 1_000, 10
OPEN = 100_000
BEYOND = 10_000_000
"""Cases made here have numbers that the desk gives to nobody."""
OFFICE = ((Span(clock(9), clock(18)),),) * 5 + ((), ())
PROMISES = (Promise("first", BusinessTime(timedelta(hours=4)), reach="any"),)


def policy(hours: Hours) -> Policy:
    plan = Plan("all", {"en": "All"}, "office", PROMISES, open_to=("guest",))
    book = Book("UTC", {"office": hours}, (plan,))
    return Policy(
        "bench", "Bench", "en", "UTC", LiveChat(ALWAYS, needs_agents=False), book=book, people=PeopleRules()
    )


def desk_over(store: RedisStore, rules: Policy) -> tuple[Desk, Courier]:
    """A desk whose courier does not run: what is owed stays in the outbox."""

    async def never(_: object) -> Answer:
        raise AssertionError("nothing is delivered here")

    meters = PrometheusMeters()
    courier = Courier(store, {}, SystemClock(), meters, never)
    return Desk(
        store, store.files, Catalogue.load("en", "UTC"), rules, SystemClock(), courier, meters
    ), courier


@asynccontextmanager
async def opened() -> AsyncIterator[RedisStore]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(None, Path(folder), "bench", 30.0) as store:
            yield store


async def put(store: RedisStore, case: Case) -> None:
    key = f"case/{case.id}"
    commit = Commit(
        CommandId(f"made:{case.id}"), case.asked_at, {key: 0}, {key: case}, add=tuple(indexes(case))
    )
    await store.commit(commit)


def ticket(number: int, asked: datetime) -> Case:
    who = Account(f"here:r{number}")
    return Case(
        CaseId(BEYOND + number), who, "Ana", "en", direct(who), None, 0, asked, Ticket(asked, "chosen")
    )


async def in_parallel(store: RedisStore, cases: list[Case]) -> None:
    for start in range(0, len(cases), 200):
        await asyncio.gather(*(put(store, each) for each in cases[start : start + 200]))


async def test_timers_fire_in_time_each_once() -> None:
    async with opened() as store:
        now = datetime.now(UTC)
        for start in range(0, PENDING, 5_000):
            far = (now + timedelta(days=30)).timestamp()
            pairs = [
                part for n in range(start, start + 5_000) for part in (far + n, f"{9_000_000 + n}:pending:1")
            ]
            await store.connection.call("ZADD", f"{store.prefix}i:{TIMERS}", *pairs)
        begins = now + timedelta(seconds=25)
        cases = []
        for number in range(1, DUE * SECONDS + 1):
            due = begins + timedelta(seconds=number / DUE)
            on = OnSupplier("The Bank", due)
            cases.append(replace(ticket(number, now), phase=Pending(on, now, AgentId("ben"))))
        await in_parallel(store, cases)
        fired: dict[CaseId, list[float]] = {}
        desk, courier = desk_over(store, replace(policy(ALWAYS), book=Book()))
        handle = desk.handle

        async def noted(command: object) -> Answer:
            answer = await handle(command)
            fired.setdefault(command.case, []).append(time.time())
            return answer

        desk.handle = noted
        clockwork = Clockwork(desk, store, SystemClock(), Views(store, courier, desk.lookout))
        left = (begins - datetime.now(UTC)).total_seconds()
        assert left > 0, "the machine took too long to make the cases"
        await asyncio.sleep(left)
        while len(fired) < len(cases) and time.time() < begins.timestamp() + SECONDS * 4:
            await clockwork.timers()
            await asyncio.sleep(0.2)
        late = [fired[each.id][0] - each.phase.on.target.timestamp() for each in cases if each.id in fired]
        often = sum(len(each) for each in fired.values())
        print(
            f"\n{PENDING:,} pending, {DUE:,} due a second for {SECONDS} s: {len(fired):,} fired, {often:,} times; "
            f"late p50 {quantile(late, 0.5):.2f} s, p99 {quantile(late, 0.99):.2f} s"
        )
        assert often == len(fired) == len(cases)


async def test_open_promises_are_reckoned_anew_in_the_background() -> None:
    async with opened() as store:
        now = datetime.now(UTC)
        before = policy(Hours("UTC", OFFICE))
        facts = Facts(before, Roster(()), Moment(now))
        made = [
            promising.in_step(None, ticket(number, now), frozenset(), facts) for number in range(1, OPEN + 1)
        ]
        await in_parallel(store, made)
        desk, _ = desk_over(store, before)
        reckoning = Reckoning(desk, store)
        await latencies(desk, store, 50_000, 3.0)  # their cases are there now, and everything is warm
        alone = await latencies(desk, store, 0, 10.0)
        unchanged = time.perf_counter()
        await reckoning.look()
        unchanged = time.perf_counter() - unchanged
        desk.adopt(policy(Hours("UTC", ((Span(clock(8), clock(17)),),) * 5 + ((), ()))))
        began = time.perf_counter()
        work = asyncio.ensure_future(reckoning.look())
        beside = await latencies(desk, store, 10_000, 10.0)
        await work
        took = time.perf_counter() - began
        (last,) = await store.load([f"case/{BEYOND + OPEN}"])
        assert last.record is not None
        assert last.record != made[-1]
        there, without = (1000 * quantile(each, 0.99) for each in (beside, alone))
        print(
            f"\n{OPEN:,} open promises reckoned anew in {took:.1f} s (nothing changed: {unchanged:.1f} s); "
            f"a message beside it p99 {there:.1f} ms, alone {without:.1f} ms: {there / without:.2f} x"
        )


async def latencies(desk: Desk, store: RedisStore, first: int, seconds: float) -> list[float]:
    """How long each of some messages took that came at 100 a second."""
    took: list[float] = []

    async def one(number: int) -> None:
        who = Person(Account(f"here:w{number % 50}"), "Wil")
        at = Place(f"here:dm:w{number % 50}")
        ref = MessageRef(at, str(number))
        began = time.perf_counter()
        await desk.handle(
            Said(CommandId(f"w{number}"), who, at, True, ref, plain("hello"), datetime.now(UTC))
        )
        took.append(time.perf_counter() - began)

    running = []
    until = time.perf_counter() + seconds
    number = first
    while time.perf_counter() < until:
        running.append(asyncio.ensure_future(one(number)))
        number += 1
        await asyncio.sleep(0.01)
    await asyncio.gather(*running)
    return took
