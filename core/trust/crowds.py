"""A long list of members looked through for those whose names are at least a little like one of the staff's.

A million names take a processor's time, and nobody is to wait for that. So the list is read a few members at a
time with a pause in between, and a page of them goes to whoever looks at it while the next one is read.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, Protocol, TypeVar

from core.trust.verdicts import Nearness, Screening
from core.words.people import Profile

PAGE: Final = 500
READ: Final = 25
"""Members that are read before others get their turn."""
LOOKED_AT: Final = 2
"""Members whose names are looked at before others get theirs."""
TOLD: Final = 100
"""Members that are told of before others get theirs."""
PAUSE: Final = 0.001
"""Seconds. Without them whoever waits for several turns would wait for a few members at each."""

Member = TypeVar("Member")
Page = Sequence[Profile]


class Sieve(Protocol):
    """Pages go in, and what is known of each comes out in the same order. Two may be in it at once."""

    async def put(self, page: Page) -> None: ...

    async def take(self) -> Sequence[Nearness]:
        """Of the page that was put in first of those that are in it."""
        ...


Sieves = Callable[[Callable[[], Screening | None]], AbstractAsyncContextManager[Sieve]]
"""What a list is looked through with while this is open. `screening` knows the roster of the moment."""


class InTurn:
    """By this process, a few names at a time."""

    def __init__(self, screening: Callable[[], Screening | None]) -> None:
        self._screening = screening
        self._pages: deque[Page] = deque()

    async def put(self, page: Page) -> None:
        self._pages.append(page)

    async def take(self) -> Sequence[Nearness]:
        return await few_at_a_time(self._screening(), self._pages.popleft())


@asynccontextmanager
async def in_turn(screening: Callable[[], Screening | None]) -> AsyncIterator[Sieve]:
    yield InTurn(screening)


async def few_at_a_time(screening: Screening | None, page: Page) -> Sequence[Nearness]:
    found: list[Nearness] = []
    for about in page:
        found.append(Nearness.NONE if screening is None else screening.nearness(about))
        if len(found) % LOOKED_AT == 0:
            await asyncio.sleep(PAUSE)
    return found


async def sifted(
    members: AsyncIterable[Member], about: Callable[[Member], Profile], sieve: Sieve
) -> AsyncIterator[tuple[Member, Profile, Nearness]]:
    """Every member in order, with how near their names come to staff's."""
    before: list[tuple[Member, Profile]] = []
    async for page in _pages(members, about):
        await sieve.put([profile for _, profile in page])
        async for each in _taken(before, sieve):
            yield each
        before = page
    async for each in _taken(before, sieve):
        yield each


async def _pages(
    members: AsyncIterable[Member], about: Callable[[Member], Profile]
) -> AsyncIterator[list[tuple[Member, Profile]]]:
    page: list[tuple[Member, Profile]] = []
    async for member in members:
        page.append((member, about(member)))
        if len(page) % READ == 0:
            await asyncio.sleep(PAUSE)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


async def _taken(
    page: list[tuple[Member, Profile]], sieve: Sieve
) -> AsyncIterator[tuple[Member, Profile, Nearness]]:
    found = await sieve.take() if page else ()
    for place, ((member, profile), near) in enumerate(zip(page, found, strict=True), start=1):
        yield member, profile, near
        if place % TOLD == 0:
            await asyncio.sleep(PAUSE)
