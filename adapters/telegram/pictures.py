"""Pictures of people and channels as Telegram tells them: by asking, with the file's lasting id for the picture's.

https://core.telegram.org/bots/api#getuserprofilephotos, https://core.telegram.org/bots/api#getchat. People may hide
theirs, and a private channel shows its own to its readers alone, which tells nothing.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError
from telegram.error import TelegramError

from adapters.telegram.wire import Wire
from core.ports import Portrait
from core.words.refs import Account

log = logging.getLogger(__name__)

PICTURE: Final = 2 << 20
ENOUGH: Final = 128
"""Of the sizes that there are, the first of so many pixels is fetched."""
PACE: Final = timedelta(milliseconds=250)
"""Between two looks at pictures: each is up to three calls, of the thirty a second that Telegram takes."""


class _Size(BaseModel):
    model_config = ConfigDict(frozen=True)

    file_id: str
    file_unique_id: str
    width: int
    height: int


class _Photos(BaseModel):
    model_config = ConfigDict(frozen=True)

    photos: tuple[tuple[_Size, ...], ...] = ()


class _ChatPhoto(BaseModel):
    model_config = ConfigDict(frozen=True)

    small_file_id: str
    small_file_unique_id: str


class _Chat(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: int
    photo: _ChatPhoto | None = None


class _File(BaseModel):
    model_config = ConfigDict(frozen=True)

    file_path: str


class Photo:
    """The picture that a person has now."""

    def __init__(self, wire: Wire, user: int) -> None:
        self._wire = wire
        self._user = user
        self._size: _Size | None = None

    async def key(self) -> str | None:
        try:
            told = await self._wire.call("getUserProfilePhotos", {"user_id": self._user, "limit": 1})
            sizes = [size for photo in _Photos.model_validate(told).photos for size in photo]
        except (TelegramError, ValidationError) as error:
            log.info("telegram.picture_not_told", extra={"error": type(error).__name__})
            return None
        large = [size for size in sizes if min(size.width, size.height) >= ENOUGH]
        self._size = next(iter(large or sizes[-1:]), None)
        return None if self._size is None else self._size.file_unique_id

    async def read(self) -> bytes | None:
        return None if self._size is None else await _read(self._wire, self._size.file_id)


class ChannelPhoto:
    """The picture that a channel has now, or a group that is like one; of people and bots this tells none. `ours` are
    the desk's own.
    """

    def __init__(self, wire: Wire, chat: int | str, ours: frozenset[int]) -> None:
        self._wire = wire
        self._chat = chat
        self._ours = ours
        self._photo: _ChatPhoto | None = None

    async def key(self) -> str | None:
        try:
            chat = _Chat.model_validate(await self._wire.call("getChat", {"chat_id": self._chat}))
        except (TelegramError, ValidationError) as error:
            log.info("telegram.picture_not_told", extra={"error": type(error).__name__})
            return None
        self._photo = chat.photo if chat.id < 0 and chat.id not in self._ours else None
        return None if self._photo is None else self._photo.small_file_unique_id

    async def read(self) -> bytes | None:
        return None if self._photo is None else await _read(self._wire, self._photo.small_file_id)


async def _read(wire: Wire, file: str) -> bytes | None:
    try:
        told = await wire.call("getFile", {"file_id": file})
        return await wire.download(_File.model_validate(told).file_path, PICTURE)
    except (TelegramError, ValidationError) as error:
        log.info("telegram.picture_not_read", extra={"error": type(error).__name__})
        return None


class Album:
    """The pictures of people and channels, each to be asked for."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def of(self, user: int) -> tuple[Portrait, ...]:
        return (Photo(self._wire, user),)

    def of_channel(self, chat: int | str, ours: frozenset[int]) -> tuple[Portrait, ...]:
        """By its number, or by `@name`."""
        return (ChannelPhoto(self._wire, chat, ours),)

    async def __call__(self, account: Account) -> Sequence[Portrait] | None:
        """Those of a member of staff."""
        return self.of(int(account.partition(":")[2]))
