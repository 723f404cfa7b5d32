"""The bytes of what people attach, fetched at once, since Discord's addresses expire."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

import aiohttp
import discord
import yarl

from adapters.discord import limits
from core.ports import Files
from core.words.files import Attachment, FileKind, Missing

logger = logging.getLogger(__name__)

HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Source:
    """Something of a message that may be fetched; `kind` where Discord tells it."""

    url: str
    name: str
    size: int | None
    mime: str | None
    kind: FileKind | None = None


class Downloads:
    """Fetches from Discord's own hosts only (or those of the servers that are set in their place)."""

    def __init__(self, files: Files, session: aiohttp.ClientSession, *servers: str | None) -> None:
        self._files = files
        self._session = session
        self._pictures = asyncio.Semaphore(limits.DOWNLOADS)
        hosts = {yarl.URL(each).host or "" for each in servers if each}
        self._hosts = HOSTS | hosts | (LOOPBACK if hosts & LOOPBACK else set())
        self._at_once = asyncio.Semaphore(limits.DOWNLOADS)

    async def keep(self, sources: Iterable[Source]) -> tuple[Attachment, ...]:
        """Each source kept, in order, or said to be missing and why."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._keep(source)) for source in sources]
        return tuple(task.result() for task in tasks)

    async def picture(self, url: str) -> bytes | None:
        """The bytes of a profile picture; None where they cannot be had, or there are too many."""
        if yarl.URL(url).host not in self._hosts:
            return None
        try:
            async with self._pictures, asyncio.timeout(limits.PICTURE_TIME.total_seconds()):
                return await self._fetch(url, limits.PICTURE)
        except (aiohttp.ClientError, OSError) as error:
            logger.info("a picture was not read", extra={"error": type(error).__name__})
            return None

    async def _keep(self, source: Source) -> Attachment:
        if source.size is not None and source.size > limits.DOWNLOAD:
            return Missing(source.name, "file.too_large", source.size)
        if yarl.URL(source.url).host not in self._hosts:
            return Missing(source.name, "file.unsupported", source.size)
        try:
            async with self._at_once, asyncio.timeout(limits.DOWNLOAD_TIME.total_seconds()):
                data = await self._fetch(source.url, limits.DOWNLOAD)
            if data is None:
                return Missing(source.name, "file.too_large", source.size)
            kept = await self._files.keep(data, source.name, source.mime)
        except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is an OSError
            logger.warning("an attachment was not kept", extra={"error": type(error).__name__})
            return Missing(source.name, "file.gone", source.size)
        return kept if source.kind is None else replace(kept, kind=source.kind)

    async def _fetch(self, url: str, limit: int) -> bytes | None:
        """The bytes; None where there are more than `limit`."""
        async with self._session.get(url, allow_redirects=False) as response:
            response.raise_for_status()
            if response.status != 200:
                raise aiohttp.ClientPayloadError(f"HTTP {response.status}")
            data = bytearray()
            async for chunk in response.content.iter_chunked(64 * 1024):
                data += chunk
                if len(data) > limit:
                    return None
            return bytes(data)


def sources(message: discord.Message | discord.MessageSnapshot) -> list[Source]:
    """What a message carries beside its words."""
    found = [
        Source(
            each.url,
            each.filename,
            each.size,
            each.content_type,
            "voice" if isinstance(each, discord.Attachment) and each.is_voice_message() else None,
        )
        for each in message.attachments
    ]
    found += [
        Source(sticker.url, f"{sticker.name}.{sticker.format.file_extension}", None, None, "sticker")
        for sticker in message.stickers
    ]
    return found
