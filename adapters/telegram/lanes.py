"""One conversation's updates in order, conversations side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.telegram.edges import NotHandledError
from core.ports import StoreUnavailable


@dataclass(slots=True)
class _Job:
    work: Callable[[], Awaitable["asyncio.Future[bool] | None"]]
    done: "asyncio.Future[bool]"


class Lanes:
    """Work in order within a key. A lane exists while it has work."""

    def __init__(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks
        self._lanes: dict[str, deque[_Job]] = {}

    def submit(
        self, key: str, work: Callable[[], Awaitable["asyncio.Future[bool] | None"]]
    ) -> "asyncio.Future[bool]":
        """Do the work after what the lane holds. The future tells whether it is committed.

        Work may return a future of its own, which then tells it later, without holding up the lane. When the
        store is not there, the work and all behind it in its lane is not done: it will come again, in order.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(_Job(work, done))
        else:
            self._lanes[key] = deque([_Job(work, done)])
            self._tasks.create_task(self._run(key))
        return done

    async def _run(self, key: str) -> None:
        lane = self._lanes[key]
        try:
            while lane:
                job = lane[0]
                try:
                    later = await job.work()
                except (StoreUnavailable, OSError, NotHandledError):
                    _refuse(lane)
                    return
                lane.popleft()
                if later is None:
                    _tell(job.done, committed=True)
                else:
                    _chain(later, job.done)
        finally:
            _refuse(lane)
            del self._lanes[key]


def _refuse(lane: deque[_Job]) -> None:
    while lane:
        _tell(lane.popleft().done, committed=False)


def _tell(done: "asyncio.Future[bool]", *, committed: bool) -> None:
    if not done.done():
        done.set_result(committed)


def _chain(later: "asyncio.Future[bool]", done: "asyncio.Future[bool]") -> None:
    later.add_done_callback(lambda _: _tell(done, committed=not later.cancelled() and later.result()))
