"""A long list of members looked through for those whose names are at least a little like one of the staff's.

A million names take a minute of a processor, and nobody is to wait for that: a page of them at a time goes to whoever
looks at them, and between any few of them everybody else gets their turn.
"""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeVar

from core.trust.verdicts import Screening
from core.words.people import Profile

PAGE = 500
FEW = 20
"""Members that are read before others get their turn."""
FEWER = 5
"""Names that are looked at before others do."""

Member = TypeVar("Member")
Alike = Callable[[Sequence[Profile]], Awaitable[Sequence[bool]]]
"""Of each, whether its names are at least a little like one of the staff's."""
Crowds = Callable[[Callable[[], Screening | None]], AbstractAsyncContextManager[Alike]]
"""How names of the list are looked at while this is open. `screening` knows the roster of the moment."""


@asynccontextmanager
async def in_turn(screening: Callable[[], Screening | None]) -> AsyncIterator[Alike]:
    """By this process, a few at a time."""

    async def alike(page: Sequence[Profile]) -> Sequence[bool]:
        return await few_at_a_time(screening(), page)

    yield alike


async def few_at_a_time(screening: Screening | None, page: Sequence[Profile]) -> Sequence[bool]:
    found: list[bool] = []
    for about in page:
        found.append(screening is not None and screening.resembles(about))
        if len(found) % FEWER == 0:
            await asyncio.sleep(0)
    return found


async def sifted(
    members: AsyncIterable[Member], about: Callable[[Member], Profile], alike: Alike
) -> AsyncIterator[tuple[Member, Profile, bool]]:
    """Every member, with whether they are alike."""
    page: list[tuple[Member, Profile]] = []
    async for member in members:
        page.append((member, about(member)))
        if len(page) % FEW == 0:
            await asyncio.sleep(0)
        if len(page) == PAGE:
            for each in await _told(page, alike):
                yield each
            page = []
    for each in await _told(page, alike):
        yield each


async def _told(
    page: Sequence[tuple[Member, Profile]], alike: Alike
) -> Sequence[tuple[Member, Profile, bool]]:
    found = await alike([profile for _, profile in page])
    return [(member, profile, like) for (member, profile), like in zip(page, found, strict=True)]
