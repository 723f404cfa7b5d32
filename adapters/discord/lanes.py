"""Order: what arrives for one conversation is handled in turn, conversations beside one another."""

import asyncio
import heapq
import itertools
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from core.ports import StoreUnavailable

logger = logging.getLogger(__name__)

Work = Callable[[], Awaitable[object]]
FIRST_WAIT = timedelta(milliseconds=200)
LONGEST_WAIT = timedelta(seconds=5)


@dataclass(order=True, slots=True)
class _Waiting:
    order: int
    arrival: int
    work: Work = field(compare=False)


@dataclass(slots=True)
class _Lane:
    waiting: list[_Waiting] = field(default_factory=list)
    latest: int = 0


class Lanes:
    """One lane for each conversation.

    discord.py runs each event in a task of its own and Discord may deliver them in any order, so a lane is
    sorted by snowflake as far as its events are there at the same time.

    While the store is away the head of a lane is tried again and the rest of the lane waits behind it.
    """

    def __init__(self, group: asyncio.TaskGroup) -> None:
        self._group = group
        self._lanes: dict[str, _Lane] = {}
        self._arrivals = itertools.count()

    def add(self, lane: str, work: Work, snowflake: int | None = None) -> None:
        """Do `work` in this lane. What has no snowflake of its own comes after all that arrived before it."""
        queue = self._lanes.get(lane)
        if queue is None:
            queue = self._lanes[lane] = _Lane()
            running = self._run(lane, queue)
            try:
                self._group.create_task(running)
            except RuntimeError:
                # The session is ending. Nothing of the event was handled, so it is found after the next start.
                running.close()
                del self._lanes[lane]
                return
        order = queue.latest if snowflake is None else snowflake
        queue.latest = max(queue.latest, order)
        heapq.heappush(queue.waiting, _Waiting(order, next(self._arrivals), work))

    async def _run(self, name: str, lane: _Lane) -> None:
        while lane.waiting:
            head = heapq.heappop(lane.waiting)
            try:
                await _until_stored(head.work)
            except Exception:
                # The gateway's edge: one event that cannot be read must not stop those behind it. What the
                # desk itself fails at it has parked.
                logger.exception("an event was not handled", extra={"lane": name})
        del self._lanes[name]


async def _until_stored(work: Work) -> None:
    wait = FIRST_WAIT
    while True:
        try:
            await work()
        except StoreUnavailable:
            logger.warning("the store is away, an event waits", extra={"wait": wait.total_seconds()})
            await asyncio.sleep(wait.total_seconds() * random.uniform(0.5, 1))
            wait = min(wait * 2, LONGEST_WAIT)
        else:
            return
