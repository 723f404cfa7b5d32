"""Work that nobody waits for, beside what somebody waits for."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

SLICE = 0.001
"""Seconds of each turn of the loop in which such work may be begun: however busy it is, that goes on, and nobody waits
for more than this and one beginning.
"""


async def abreast(items: Iterable[T], do: Callable[[T], Awaitable[None]], count: int) -> None:
    """Do something with each, `count` at a time, beginning a few in each turn of the loop. Once one fails no other is
    begun, and what is under way is cancelled.
    """
    left = iter(items)
    slices = _Slices()

    async def some() -> None:
        for item in left:
            await slices.have_time()
            await do(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(count):
                group.create_task(some())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None


class _Slices:
    def __init__(self) -> None:
        self._ends = 0.0
        self._following: asyncio.Future[None] | None = None

    async def have_time(self) -> None:
        """Return in a turn of the loop whose slice is not used up; the first of a turn always does."""
        while time.perf_counter() >= self._ends:
            if self._following is None:
                self._following = asyncio.ensure_future(asyncio.sleep(0))
            following = self._following
            await following
            if self._following is following:
                self._following = None
                self._ends = time.perf_counter() + SLICE
                return
