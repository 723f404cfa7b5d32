"""The edges of the adapter: where a mistake of ours must not take everybody else's messages with it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import ParamSpec

from core.ports import StoreUnavailable

P = ParamSpec("P")
log = logging.getLogger(__name__)

TRIES = 5
"""So often an update may fail by a mistake of ours before it is given up, with an alarm."""


class Background:
    """Work that nobody waits for: showing answers, publishing menus."""

    def __init__(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks

    def start(
        self, work: Callable[P, Coroutine[object, object, None]], *args: P.args, **kwargs: P.kwargs
    ) -> "asyncio.Task[None]":
        """Call it, in a task of its own."""
        return self._tasks.create_task(self._guarded(partial(work, *args, **kwargs)))

    async def _guarded(self, work: Callable[[], Coroutine[object, object, None]]) -> None:
        try:
            await work()
        except StoreUnavailable:
            log.warning("telegram.background_without_store")
        except Exception:
            log.exception("telegram.background_failed")


class NotHandledError(Exception):
    """A mistake of ours: the update is to come again."""


class Failures:
    """Counts how often each thing has failed by a mistake of ours."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    @asynccontextmanager
    async def counted(self, what: str) -> AsyncIterator[None]:
        """Around the handling of an update. At the last try a mistake passes for handled: the rest flows.

        Raises:
            NotHandledError: it is to be tried again.
            StoreUnavailable: as raised inside, and `OSError`; neither is a mistake.
        """
        try:
            yield
        except (StoreUnavailable, OSError, NotHandledError):
            raise
        except Exception as error:
            count = self._counts.pop(what, 0) + 1
            if count >= TRIES:
                log.critical("telegram.given_up", extra={"what": what, "tries": count}, exc_info=error)
                return
            self._counts[what] = count
            log.exception("telegram.failed", extra={"what": what, "tries": count})
            raise NotHandledError(what) from error
        else:
            self._counts.pop(what, None)
