"""Work that nobody waits for: beside other work, one beginning at a time."""

import asyncio
from itertools import pairwise

from core.abreast import abreast


async def test_whatever_else_is_ready_has_its_turn_between_two_beginnings() -> None:
    log: list[str] = []

    async def begin(item: int) -> None:
        log.append(f"{item}")

    async def other() -> None:
        while True:
            log.append("other")
            await asyncio.sleep(0)

    beside = asyncio.ensure_future(other())
    await abreast(range(20), begin, 10)
    beside.cancel()
    begun = [at for at, each in enumerate(log) if each != "other"]
    assert [log[at] for at in begun] == [f"{item}" for item in range(20)]
    assert all(later - earlier > 1 for earlier, later in pairwise(begun))


async def test_so_many_are_under_way_and_each_is_done_once() -> None:
    free, done = asyncio.Event(), []
    under_way: set[int] = set()

    async def work(item: int) -> None:
        under_way.add(item)
        if len(under_way) == 3:
            free.set()
        await free.wait()
        assert len(under_way) <= 3
        under_way.remove(item)
        done.append(item)

    await asyncio.wait_for(abreast(range(10), work, 3), 10)
    assert sorted(done) == list(range(10))
