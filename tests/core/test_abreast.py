"""Work that nobody waits for: beside other work, a slice in each turn of the loop."""

import asyncio
import time

import pytest

from core.abreast import SLICE, abreast
from core.ports import StoreUnavailable


async def log_of(lasts: float) -> list[str]:
    """What began when twenty were to be done that take so long to begin, beside something else in each turn."""
    log: list[str] = []

    async def begin(item: int) -> None:
        until = time.perf_counter() + lasts
        log.append(f"{item}")
        while time.perf_counter() < until:
            pass

    async def other() -> None:
        while True:
            log.append("other")
            await asyncio.sleep(0)

    beside = asyncio.ensure_future(other())
    await abreast(range(20), begin, 20)
    beside.cancel()
    return log


async def test_whatever_else_is_ready_has_its_turn_once_a_slice_is_used_up() -> None:
    log = await log_of(SLICE)
    begun = [at for at, each in enumerate(log) if each != "other"]
    assert sorted(int(log[at]) for at in begun) == list(range(20))
    # Two at most: the slice may have some of its time left after the first.
    assert all(later - earlier > 2 for earlier, later in zip(begun, begun[2:], strict=False))


async def test_a_busy_loop_does_not_keep_short_ones_from_being_begun_several_in_a_turn() -> None:
    log = await log_of(0)
    assert log.count("other") < 20


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


async def test_once_one_has_failed_no_other_is_begun() -> None:
    begun: list[int] = []

    async def fail(number: int) -> None:
        begun.append(number)
        await asyncio.sleep(0)
        if number == 3:
            raise StoreUnavailable("away")

    with pytest.raises(StoreUnavailable):
        await abreast(range(50), fail, 4)
    known = len(begun)
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(begun) == known
