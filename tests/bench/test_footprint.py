"""What the program and its store hold in memory."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
import uvloop
from redis.asyncio import Redis

from tests.bench.load import Load, listening
from tests.bench.programs import Running, program, resident

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

MB = 1 << 20
WARM, CASES = 500, 2_000
MEMBERS = 100_000


@asynccontextmanager
async def _running(folder: Path, platforms: str, members: int = 2) -> AsyncIterator[tuple[Load, Running]]:
    async with listening() as load:
        load.discord.members = members
        async with program(load.url, platforms, folder=folder) as running:
            await asyncio.sleep(1)
            yield load, running


async def _idle(folder: Path) -> tuple[int, int]:
    async with _running(folder, "DT") as (_, running):
        return resident(running.pid), sum(map(resident, running.children()))


def test_idle_with_both_platforms_and_the_store(tmp_path: Path) -> None:
    own, store = uvloop.run(_idle(tmp_path))
    print(
        f"\nidle: {(own + store) / MB:.0f} MB (target: 120 or less), {own / MB:.0f} of the program, "
        f"{store / MB:.0f} of the store"
    )
    assert own + store < 250 * MB


async def _guild(folder: Path, members: int) -> int:
    async with _running(folder, "D", members) as (_, running):
        return resident(running.pid)


def test_a_guild_of_a_hundred_thousand(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("few", "many")]
    for folder in folders:
        folder.mkdir()
    few, many = uvloop.run(_guild(folders[0], 2)), uvloop.run(_guild(folders[1], MEMBERS))
    print(f"\n{MEMBERS:,} members: {(many - few) / MB:.1f} MB more than two (target: 15 or less)")
    assert many - few < 60 * MB


async def _stored(folder: Path, numbers: range) -> tuple[int, int]:
    """Bytes that the store uses, and those of them for these cases' transcripts."""
    async with Redis.from_url(f"unix://{folder / 'data' / 'server.sock'}") as client:
        used = int((await client.info("memory"))["used_memory"])
        pipeline = client.pipeline(transaction=False)
        for number in numbers:
            pipeline.memory_usage(f"{{bench}}:t:{number}")
        return used, sum(int(each or 0) for each in cast("list[int | None]", await pipeline.execute()))


async def _open_cases(folder: Path) -> tuple[float, float]:
    """Bytes for each open, unclaimed case: in the program, and in the store without the transcript."""
    async with _running(folder, "T") as (load, running):
        await load.crowd("T", WARM)
        own, (used, said) = resident(running.pid), await _stored(folder, range(1, WARM + 1))
        await load.crowd("T", CASES)
        now, said_now = await _stored(folder, range(1, WARM + CASES + 1))
        grown = resident(running.pid) - own
        return grown / CASES, (now - used - (said_now - said)) / CASES


def test_an_open_case(tmp_path: Path) -> None:
    gc.collect()
    own, store = uvloop.run(_open_cases(tmp_path))
    print(
        f"\nan open case: {own / 1000:.1f} kB in the program (target: 3 or less), {store / 1000:.1f} kB in the "
        f"store beside its transcript (target: 5 or less)"
    )
    assert own < 30_000
    assert store < 30_000
