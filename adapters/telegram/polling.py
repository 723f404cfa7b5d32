"""Fetching updates, and confirming them only when they are committed.

A poll with an offset confirms for good everything below it, so the offset goes no further than the first
update that is not committed; what comes behind is handled meanwhile, and seen again until it can be
confirmed. Numbers restart at random after a quiet week: they order and confirm, and are never compared with
those of another day.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from telegram import Update
from telegram.error import Conflict, TelegramError

from adapters.telegram.transport import TooFastError, WrongTokenError
from adapters.telegram.wire import Wire
from core.ports import Clock

log = logging.getLogger(__name__)

LONG_POLL: Final = 25
GLANCE: Final = timedelta(milliseconds=50)
"""How long a batch may take before the next one is fetched beside it."""
FIRST_PAUSE: Final = timedelta(milliseconds=500)
LONGEST_PAUSE: Final = timedelta(seconds=15)
OTHER_POLLER_PAUSE: Final = timedelta(seconds=5)

Submit = Callable[[Update], "asyncio.Future[bool]"]


class Polling:
    """The getUpdates loop. `submit` handles an update; its future says whether it is committed."""

    def __init__(self, wire: Wire, clock: Clock, submit: Submit, started: asyncio.Event) -> None:
        self._wire = wire
        self._clock = clock
        self._submit = submit
        self._started = started
        self._handling: dict[int, asyncio.Future[bool]] = {}

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            WrongTokenError: the bot does not exist any more.
        """
        offset: int | None = None
        pause = FIRST_PAUSE
        while True:
            # The first poll returns at once: it shows that nobody else polls.
            busy = any(not future.done() for future in self._handling.values())
            wait = 0 if busy or not self._started.is_set() else LONG_POLL
            try:
                batch = await self._wire.updates(offset, wait)
            except WrongTokenError:
                raise
            except TelegramError as error:
                await self._clock.sleep(self._after(error, pause))
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            self._started.set()
            if offset is not None:
                self._forget_below(offset, batch)
            offset, failed = await self._handle(batch)
            if failed:
                log.warning("telegram.not_confirmed", extra={"updates": failed})
                await self._clock.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                pause = FIRST_PAUSE

    def _after(self, error: TelegramError, pause: timedelta) -> timedelta:
        if isinstance(error, TooFastError):
            return error.delay
        if isinstance(error, Conflict):
            log.error("telegram.another_poller", extra={"fix": "stop the other program that uses this token"})
            return max(pause, OTHER_POLLER_PAUSE) * random.uniform(1, 2)
        log.warning("telegram.poll_failed", extra={"error": type(error).__name__})
        return pause * random.uniform(0.5, 1)

    async def _handle(self, batch: list[dict[str, object]]) -> tuple[int | None, int]:
        """Handle what is new; the offset that confirms what is committed, and how many could not be."""
        numbers: list[int] = []
        for raw in batch:
            number = raw.get("update_id")
            if not isinstance(number, int):
                continue
            numbers.append(number)
            if number not in self._handling:
                self._handling[number] = self._begin(number, raw)
        waiting = [future for number in numbers if not (future := self._handling[number]).done()]
        if waiting:
            await asyncio.wait(waiting, timeout=GLANCE.total_seconds())
        failed = [number for number in numbers if self._failed(number)]
        for number in failed:
            self._handling.pop(number, None)
        committed = {
            number for number in numbers if number in self._handling and self._handling[number].done()
        }
        open_ones = [number for number in numbers if number not in committed]
        first_open = min(open_ones, default=None)
        sure = [number for number in committed if first_open is None or number < first_open]
        return (max(sure) + 1 if sure else None), len(failed)

    def _begin(self, number: int, raw: dict[str, object]) -> "asyncio.Future[bool]":
        try:
            update = Update.de_json(raw, self._wire)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # Not of the shape that the Bot API documents. Asking for it again would change nothing.
            log.warning("telegram.unreadable_update", extra={"update": number, "error": type(error).__name__})
            done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            done.set_result(True)
            return done
        return self._submit(update)

    def _failed(self, number: int) -> bool:
        future = self._handling.get(number)
        return future is not None and future.done() and not future.result()

    def _forget_below(self, offset: int, batch: list[dict[str, object]]) -> None:
        """What was confirmed does not come again; what comes again has not been confirmed."""
        again = {raw.get("update_id") for raw in batch}
        for number in [each for each in self._handling if each < offset and each not in again]:
            if self._handling[number].done():
                del self._handling[number]
