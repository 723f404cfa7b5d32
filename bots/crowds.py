"""Names of a long list looked at by a process of its own, which ends with the list.

It is told who is staff, then one page of names after the other, and says one byte for each member. What it is told is
pickled: it comes from the program that started it and from nobody else.
"""

import asyncio
import logging
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import BinaryIO, Final, TypeVar

from core.trust.crowds import Page, Sieve, few_at_a_time
from core.trust.verdicts import Nearness, Screening
from core.words.people import Profile

KINDNESS: Final = 10
"""How far the process stands back behind others, as `nice` counts it."""
PATIENCE: Final = 60.0
"""Seconds in which it answers for a page even where others need the processors; then it is taken for dead."""

log = logging.getLogger("switchboard.crowds")


@asynccontextmanager
async def beside(screening: Callable[[], Screening | None]) -> AsyncIterator[Sieve]:
    """By another process; by this one, a few at a time, where that cannot be had or has ended."""
    looking = Looking(screening)
    try:
        yield looking
    finally:
        await looking.stop()


class Looking:
    """Pages are kept until they are answered for: whatever becomes of the process, each is looked at."""

    def __init__(self, screening: Callable[[], Screening | None], patience: float = PATIENCE) -> None:
        self._screening = screening
        self.patience = patience
        self._told: Screening | None = None
        self._pages: deque[Page] = deque()
        self._alone = False
        self.process: Process | None = None

    async def put(self, page: Page) -> None:
        self._pages.append(page)
        if not self._alone:
            async with self._without_it_else():
                await self._tell(page)

    async def take(self) -> Sequence[Nearness]:
        page = self._pages.popleft()
        if not self._alone:
            async with self._without_it_else():
                return await self._answer(len(page))
        return await few_at_a_time(self._screening(), page)

    async def stop(self) -> None:
        process = self.process
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _tell(self, page: Page) -> None:
        if self.process is None:
            self.process = await _started()
        to, screening = _open(self.process.stdin), self._screening()
        if screening is not self._told:
            to.write(pickle.dumps(screening))
            self._told = screening
        to.write(pickle.dumps([(each.names, each.username) for each in page]))
        await to.drain()

    async def _answer(self, many: int) -> Sequence[Nearness]:
        if self.process is None:
            raise BrokenPipeError
        said = await _open(self.process.stdout).readexactly(many)
        return [Nearness(each) for each in said]

    @asynccontextmanager
    async def _without_it_else(self) -> AsyncIterator[None]:
        """From then on this process looks, where the other one cannot be had, has ended, or says nothing."""
        try:
            async with asyncio.timeout(self.patience):
                yield
        except (OSError, EOFError) as error:  # nobody's answer in time is an OSError too
            self._alone = True
            await self.stop()
            ended = None if self.process is None else self.process.returncode
            told = {"error": type(error).__name__, "ended": ended}
            log.warning("the program itself looks at the names of a long list", extra=told)


Stream = TypeVar("Stream")


def _open(stream: Stream | None) -> Stream:
    if stream is None:
        raise BrokenPipeError
    return stream


async def _started() -> Process:
    """What it writes of its end may have names in it, so that nobody reads that."""
    paths = os.pathsep.join(filter(None, sys.path))
    told = {**os.environ, "PYTHONPATH": paths}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=told
    )


def look(told: BinaryIO, says: BinaryIO) -> None:
    """Until nothing more is told."""
    screening: Screening | None = None
    while True:
        try:
            page = pickle.load(told)  # noqa: S301 - from the program that started this process
        except EOFError:
            return
        if not isinstance(page, list):
            screening = page
            continue
        says.write(bytes(_near(screening, names, username) for names, username in page))
        says.flush()


def _near(screening: Screening | None, names: tuple[str, ...], username: str) -> Nearness:
    return Nearness.NONE if screening is None else screening.nearness(Profile(None, names, username))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(KINDNESS)
    look(sys.stdin.buffer, sys.stdout.buffer)
