"""How fast the store is. Only ratios of one run count: machines are noisy."""

import asyncio
import os
import re
import shutil
import statistics
import subprocess
import time
import timeit
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvloop

from adapters.redis import commits
from adapters.redis.codec import EFFECT
from adapters.redis.connection import Script
from adapters.redis.store import RedisStore, open_store
from core.cases.case import Case, Waiting
from core.cases.seats import Seat
from core.ports import Commit, Committed, Row
from core.words.documents import Document, Kind, Mark
from core.words.effects import Say, Voice
from core.words.records import QUEUE, Entry, Ranked
from core.words.refs import Account, AgentId, CaseId, CommandId, EntryId, MessageRef, Place

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = Document("Hello there, my order has not arrived yet and I am worried about it")


def message(name: str) -> Commit:
    """What one relayed message changes: a case, an entry with its source, a row started at once."""
    number = CaseId(1)
    ana, place = Account("here:1"), Place(f"there:{name}")
    case = Case(number, ana, "Ana", "en", Place("here:1"), None, 0, NOW, Waiting(NOW, NOW))
    entry = Entry(
        EntryId(f"r{name}"),
        number,
        "said",
        NOW,
        name,
        ana,
        "Ana",
        WORDS,
        refs=(MessageRef(Place("here:1"), name),),
    )
    row = Row(f"{name}#0", Say(place, EntryId(f"r{name}"), Voice("Ana", staff=False), WORDS, "en"))
    key = f"case/{name}"
    return Commit(
        CommandId(name), NOW, {key: 0}, {key: case}, entries=(entry,), rows=(row,), start=frozenset({place})
    )


async def spread(work: Callable[[int], Awaitable[object]], count: int, flight: int) -> float:
    """How many a second, `flight` of them at a time."""
    numbers = iter(range(count))

    async def worker() -> None:
        for number in numbers:
            await work(number)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(flight):
            tasks.create_task(worker())
    return count / (time.perf_counter() - began)


def benchmark(folder: Path, store: RedisStore, flight: int, count: int) -> float | None:
    """The same script with the same arguments by the server's own client, one at a time on a connection."""
    program = shutil.which("redis-benchmark") or shutil.which("valkey-benchmark")
    if program is None:
        return None
    asked = message("__rand_int__")
    # A case that is there already would conflict; the others differ by the random number.
    arguments = [
        f"{each.decode() if isinstance(each, bytes) else each}" for each in commits.arguments("bench", asked)
    ]
    script = next(each for each in Script.known if each.name == "commit")
    how = f"-s {folder / 'server.sock'} -c {flight} -n {count} -r 1000000000 -P 1 --csv".split()
    out = subprocess.run(
        [program, *how, "EVALSHA", script.sha.decode(), "1", f"{store.prefix}-", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    # One line of CSV, in which the command itself comes first.
    (rate,) = re.findall(r'","([0-9.]+)","', out.stdout.splitlines()[-1])[:1]
    return float(rate)


def committing(store: RedisStore, name: str, count: int) -> Callable[[int], Awaitable[object]]:
    prepared = [message(f"{name}.{number}") for number in range(count)]
    return lambda number: store.commit(prepared[number])


async def commits_a_second(folder: Path) -> list[tuple[int, float, float | None, float]]:
    found = []
    async with open_store(None, folder, "bench") as store:
        for flight, count in ((1, 2_000), (16, 10_000), (64, 20_000)):
            # In turns, since the machine's speed changes from one second to the next.
            ours, theirs = [], []
            spent = 0.0
            for turn in range(3):
                work = committing(store, f"{flight}.{turn}", count // 3)
                busy = time.process_time()
                ours.append(await spread(work, count // 3, flight))
                spent += time.process_time() - busy
                raw = await asyncio.to_thread(benchmark, folder, store, flight, count // 3)
                theirs += [] if raw is None else [raw]
            raw_rate = statistics.median(theirs) if theirs else None
            found.append((flight, statistics.median(ours), raw_rate, spent / count * 1e6))
    return found


def test_commits_a_second_against_the_raw_server(tmp_path: Path) -> None:
    print()
    ratios = []
    for flight, ours, raw, spent in uvloop.run(commits_a_second(tmp_path)):
        ratio = None if raw is None else ours / raw
        ratios += [] if ratio is None else [ratio]
        print(
            f"commits/s at {flight:>2} in flight: {ours:>8,.0f}; raw server {raw or 0:>8,.0f}; "
            f"ratio {ratio or 0:.2f}; {spent:.0f} µs of this process each"
        )
    if not ratios:
        pytest.skip("needs redis-benchmark (redis-tools) for the comparison")
    assert min(ratios) >= 0.6


async def fill(store: RedisStore, waiting: int) -> None:
    for start in range(0, waiting, 10_000):
        members: list[str | float] = []
        for number in range(start, min(start + 10_000, waiting)):
            members += (float(number), f"{number}")
        await store.connection.call("ZADD", f"{store.prefix}i:{QUEUE}", *members)
    assert await store.size(QUEUE) == waiting


async def queue_operations(store: RedisStore, waiting: int, turn: int) -> float:
    """Seconds for a look at the first ten, a rank, and a commit that adds one and takes one away."""
    added = Ranked(QUEUE, "new", waiting / 2 + turn / 10_000)
    began = time.perf_counter()
    await store.first(QUEUE, 10)
    await store.rank(QUEUE, f"{turn * 7919 % waiting}")
    done = await store.commit(Commit(CommandId(f"{turn}"), NOW, {}, {}, add=(added,), drop=(added,)))
    spent = time.perf_counter() - began
    assert isinstance(done, Committed)
    return spent


async def few_and_many(folder: Path, few: int, many: int) -> tuple[float, float]:
    """Medians of both, taken in turns."""
    async with (
        open_store(None, folder / "few", "bench") as short,
        open_store(None, folder / "many", "bench") as long,
    ):
        await fill(short, few)
        await fill(long, many)
        times = [
            (await queue_operations(short, few, turn), await queue_operations(long, many, turn))
            for turn in range(2_000)
        ]
        return statistics.median(each for each, _ in times), statistics.median(each for _, each in times)


def test_a_queue_of_a_million_is_as_quick_as_one_of_a_thousand(tmp_path: Path) -> None:
    few, many = (each * 1e6 for each in uvloop.run(few_and_many(tmp_path, 1_000, 1_000_000)))
    print(f"\nfirst + rank + commit: {few:.0f} µs with 1,000 waiting, {many:.0f} µs with 1,000,000")
    print(f"ratio {many / few:.2f}")
    assert many / few <= 1.5


async def claims(folder: Path) -> float:
    """Claims a second: 1,000 waiting cases, each taken from the queue's head by one of 64 agents."""
    async with open_store(None, folder, "bench") as store:
        cases = {f"case/{number}": message(f"{number}").put[f"case/{number}"] for number in range(1_000)}
        queue = [Ranked(QUEUE, f"{number}", float(number)) for number in range(1_000)]
        seats = {f"seat/{number}": Seat(AgentId(f"{number}"), 100, "on", (), NOW) for number in range(64)}
        await store.commit(Commit(CommandId("all"), NOW, {}, {**cases, **seats}, add=queue))
        owned: list[str] = []

        async def agent(number: int) -> None:
            turn = 0
            while True:
                waiting = await store.first(QUEUE, 64)
                if not waiting:
                    return
                member, score = waiting[number % len(waiting)]
                found, seat = await store.load([f"case/{member}", f"seat/{number}"])
                turn += 1
                assert isinstance(seat.record, Seat)
                assert found.record is not None
                done = await store.commit(
                    Commit(
                        CommandId(f"{number}.{turn}"),
                        NOW,
                        {f"case/{member}": 1, f"seat/{number}": seat.version},
                        {
                            f"case/{member}": found.record,
                            f"seat/{number}": replace(
                                seat.record, cases=(*seat.record.cases, CaseId(int(member)))
                            ),
                        },
                        drop=(Ranked(QUEUE, member, score),),
                    )
                )
                if isinstance(done, Committed):
                    owned.append(member)

        began = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for number in range(64):
                tasks.create_task(agent(number))
        spent = time.perf_counter() - began
        assert sorted(owned) == sorted(f"{number}" for number in range(1_000))
        return 1_000 / spent


def test_a_thousand_waiting_are_claimed_once_each(tmp_path: Path) -> None:
    rate = uvloop.run(claims(tmp_path))
    print(f"\nclaims of 1,000 waiting by 64 agents: {rate:,.0f}/s; {os.cpu_count()} cores")
    assert rate > 100


def test_a_typical_message_costs_little_to_write_and_read() -> None:
    words = Document(WORDS.text, (Mark(0, 5, Kind.BOLD),))
    say = Say(
        Place("here:1"), EntryId("r1"), Voice("Ana", staff=True), words, "pt-BR", reply_to=EntryId("a1")
    )
    stored, count = EFFECT.dump(say), 20_000
    writing = min(timeit.repeat(lambda: EFFECT.dump(say), number=count, repeat=5)) / count * 1e6
    reading = min(timeit.repeat(lambda: EFFECT.load(stored), number=count, repeat=5)) / count * 1e6
    print(f"\na typical Say: {writing:.1f} µs to write, {reading:.1f} µs to read")
    assert writing + reading < 60
