"""Names of a long list looked at by a process of its own, which ends with the list.

It is told who is staff, then one page of names after the other, and says one byte for each name. What it is told is
pickled: it comes from the program that started it and from nobody else.
"""

import asyncio
import logging
import os
import pickle
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import BinaryIO

from core.trust.crowds import Alike, few_at_a_time
from core.trust.verdicts import Screening
from core.words.people import Profile

KINDNESS = 10
"""How far the process stands back behind others, as `nice` counts it."""

log = logging.getLogger("switchboard.crowds")


@asynccontextmanager
async def beside(screening: Callable[[], Screening | None]) -> AsyncIterator[Alike]:
    """By another process; by this one, a few at a time, where that cannot be had or has ended."""
    looking = Looking(screening)
    try:
        yield looking.alike
    finally:
        await looking.stop()


class Looking:
    def __init__(self, screening: Callable[[], Screening | None]) -> None:
        self._screening = screening
        self._told: Screening | None = None
        self.process: Process | None = None
        self._alone = False

    async def alike(self, page: Sequence[Profile]) -> Sequence[bool]:
        screening = self._screening()
        if screening is not None and not self._alone:
            try:
                return await self._asked(screening, page)
            except (OSError, EOFError) as error:
                log.warning("names are looked at by this process", extra={"error": type(error).__name__})
                self._alone = True
        return await few_at_a_time(screening, page)

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def _asked(self, screening: Screening, page: Sequence[Profile]) -> Sequence[bool]:
        if self.process is None:
            self.process = await _started()
        to, answers = self.process.stdin, self.process.stdout
        if to is None or answers is None:
            raise BrokenPipeError
        if screening is not self._told:
            to.write(pickle.dumps(screening))
            self._told = screening
        to.write(pickle.dumps([(each.names, each.username) for each in page]))
        await to.drain()
        return [bool(each) for each in await answers.readexactly(len(page))]


async def _started() -> Process:
    paths = os.pathsep.join(filter(None, sys.path))
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": paths}
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
        elif screening is not None:
            says.write(bytes(screening.resembles(Profile(None, names, of)) for names, of in page))
            says.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(KINDNESS)
    look(sys.stdin.buffer, sys.stdout.buffer)
