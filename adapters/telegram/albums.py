"""Albums arrive as several messages with one group id; to the desk they are one message.

None of them is confirmed before the whole is committed, so a crash brings all of them again. An album is
whole when the chat goes on with something else, or has been quiet for a moment.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from telegram import Message

from adapters.telegram.edges import NotHandledError
from core.ports import Clock, StoreUnavailable

QUIET: Final = timedelta(milliseconds=350)


@dataclass(slots=True)
class Album:
    key: str
    group: str
    committed: "asyncio.Future[bool]"
    messages: list[Message] = field(default_factory=list)
    flushing: bool = False


class Albums:
    """Gathers; `commit` is given each whole album once, its messages in their order."""

    def __init__(
        self, tasks: asyncio.TaskGroup, clock: Clock, commit: Callable[[list[Message]], Awaitable[None]]
    ) -> None:
        self._tasks = tasks
        self._clock = clock
        self._commit = commit
        self._open: dict[str, Album] = {}

    async def before(self, key: str, message: Message | None) -> None:
        """Something arrives in this conversation: an album that it does not belong to is whole.

        Raises:
            StoreUnavailable: that album could not be committed, so what comes after it must wait.
        """
        album = self._open.get(key)
        if album is not None and (message is None or message.media_group_id != album.group):
            await self._flush(album)
            if not album.committed.result():
                raise StoreUnavailable("the album before it was not committed")

    def add(self, key: str, message: Message) -> "asyncio.Future[bool]":
        """Add to the conversation's album; the future tells whether it was committed."""
        album = self._open.get(key)
        if album is None or album.flushing:
            album = Album(key, message.media_group_id or "", asyncio.get_running_loop().create_future())
            self._open[key] = album
        if all(each.message_id != message.message_id for each in album.messages):
            album.messages.append(message)
            self._tasks.create_task(self._after_quiet(album, len(album.messages)))
        return album.committed

    async def _after_quiet(self, album: Album, size: int) -> None:
        await self._clock.sleep(QUIET)
        if len(album.messages) == size:
            await self._flush(album)

    async def _flush(self, album: Album) -> None:
        if album.flushing:
            # Whoever comes next in this conversation waits until the album before it is in.
            await asyncio.wait({album.committed})
            return
        album.flushing = True
        committed = False
        try:
            await self._commit(sorted(album.messages, key=lambda each: each.message_id))
            committed = True
        except (StoreUnavailable, OSError, NotHandledError):
            committed = False
        finally:
            if self._open.get(album.key) is album:
                del self._open[album.key]
            if not album.committed.done():
                album.committed.set_result(committed)
