"""News to a hundred thousand subscribers over both platforms: what they cost in memory, also through a SIGKILL."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
import uvloop

from bots.sandbox.discord.limits import Rule
from core.words.refs import Account
from tests.bench.following import News, people, subscribed
from tests.bench.load import listening
from tests.bench.programs import RAISED, Running, program, resident

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

MB = 1 << 20
SUBSCRIBERS = 100_000
KILLED_AFTER, STOPPED_AFTER = 15_000, 60_000
"""Told, far quicker than platforms permit; by the latter all that is kept of subscribers for a while is full."""
IN_THE_AIR = 30
"""What may have been on its way to Telegram when the program died."""
LOOK, AT_REST = 0.5, 4.0


@dataclass(slots=True)
class Memory:
    """Bytes that the program and its store hold: at rest, and the most that was seen with news on their way."""

    own: int = 0
    store: int = 0
    own_most: int = 0
    store_most: int = 0

    def look(self, running: Running) -> None:
        self.own_most = max(self.own_most, resident(running.pid))
        self.store_most = max(self.store_most, sum(map(resident, running.children())))

    @property
    def more(self) -> int:
        return self.own_most - self.own + self.store_most - self.store


@asynccontextmanager
async def _watched(running: Running, memory: Memory) -> AsyncIterator[None]:
    """The memory is looked at as long as this lasts."""

    async def watch() -> None:
        while True:
            memory.look(running)
            await asyncio.sleep(LOOK)

    watching = asyncio.ensure_future(watch())
    try:
        yield
    finally:
        watching.cancel()


async def _measured(folder: Path) -> tuple[Memory, float, News, list[Account]]:
    """The memory, the seconds from the start after the kill to the next news, the news, and who was left out."""
    async with listening() as load:
        half = SUBSCRIBERS // 2
        everybody = list(chain.from_iterable(zip(people("D", half), people("T", half), strict=True)))
        await subscribed(folder, load, everybody)
        # What Discord says of its rates with each answer is kept as well.
        load.discord.limits.enabled = True
        load.discord.limits.everywhere = Rule(100_000, 1.0)
        news = News(load)
        memory = Memory()
        async with program(load.url, "DT", RAISED, folder=folder) as running:
            await asyncio.sleep(AT_REST)
            memory.look(running)
            memory.own, memory.store = memory.own_most, memory.store_most
            async with _watched(running, memory):
                await news.publish()
                await news.are(KILLED_AFTER, 300)
            await running.end(signal.SIGKILL)
        told, began = len(news.arrived), time.perf_counter()
        async with program(load.url, "DT", RAISED, folder=folder) as running, _watched(running, memory):
            await news.are(told + 1, 60)
            resumed = news.arrived[told][2] - began
            await news.are(STOPPED_AFTER, 420)
        return memory, resumed, news, news.left_out(load, everybody)


def test_a_hundred_thousand_subscribers(tmp_path: Path) -> None:
    memory, resumed, news, left_out = uvloop.run(_measured(tmp_path))
    print(
        f"\n{SUBSCRIBERS:,} subscribers on both platforms, killed after {KILLED_AFTER:,} and stopped after "
        f"{STOPPED_AFTER:,}: {memory.more / MB:.0f} MB more than at rest (target: 50 or less), the program "
        f"{memory.own / MB:.0f} and at most {memory.own_most / MB:.0f}, the store {memory.store / MB:.0f} and at most "
        f"{memory.store_most / MB:.0f}; told again {resumed:.1f} s after the start that followed the kill, "
        f"{news.twice} twice (target: 0), {len(left_out)} not told or nobody knows "
        f"(target: those on their way to Telegram at the kill)"
    )
    assert memory.more <= 75 * MB
    assert news.twice == 0
    assert len(left_out) <= IN_THE_AIR
