"""Work that nobody waits for, beside what somebody waits for."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


async def abreast(items: Iterable[T], do: Callable[[T], Awaitable[None]], count: int) -> None:
    """Do something with each, `count` at a time. Between beginning two of them whatever else is ready has its turn, so
    that nobody waits for more than one.
    """
    left = iter(items)
    beginning = asyncio.Lock()

    async def some() -> None:
        for item in left:
            async with beginning:
                await asyncio.sleep(0)
            await do(item)

    await asyncio.gather(*(some() for _ in range(count)))
