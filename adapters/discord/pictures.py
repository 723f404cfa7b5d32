"""Profile pictures as Discord keeps them: an account has one, and may have another on each server.

https://discord.com/developers/docs/reference#image-formatting-cdn-endpoints
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from adapters.discord.downloads import Downloads
from adapters.discord.verdicts import FAILURES
from core.ports import Portrait
from core.words.refs import Account

logger = logging.getLogger(__name__)

SIDE = 256
UNTOLD = (*FAILURES, LookupError, TypeError)
"""Discord is away, says no, or (by a proxy) what is no answer."""


@dataclass(frozen=True, slots=True)
class Avatar:
    """A picture whose hash an event has told: nothing need be asked to know whether it is another."""

    downloads: Downloads
    user: int
    hash: str
    guild: int | None = None

    async def key(self) -> str | None:
        return self.hash

    async def read(self) -> bytes | None:
        of = f"/guilds/{self.guild}/users/{self.user}/avatars" if self.guild else f"/avatars/{self.user}"
        return await self.downloads.picture(f"{discord.Asset.BASE}{of}/{self.hash}.png?size={SIDE}")


class Album:
    """The pictures of accounts, from what Discord tells of them."""

    def __init__(self, client: discord.Client, downloads: Downloads) -> None:
        self._client = client
        self._downloads = downloads

    def of(
        self, user: int, avatar: str | None, guild: int | None, on_guild: str | None
    ) -> tuple[Portrait, ...]:
        """What others see, on the server and elsewhere; an account without a picture has a coloured sign."""
        there = [Avatar(self._downloads, user, on_guild, guild)] if on_guild else []
        return (*there, *([Avatar(self._downloads, user, avatar)] if avatar else []))

    def shown(self, user: discord.User | discord.Member) -> tuple[Portrait, ...]:
        avatar = user.avatar.key if user.avatar else None
        if not isinstance(user, discord.Member):
            return self.of(user.id, avatar, None, None)
        on_guild = user.guild_avatar.key if user.guild_avatar else None
        return self.of(user.id, avatar, user.guild.id, on_guild)

    async def __call__(self, account: Account) -> Sequence[Portrait] | None:
        """Those of a member of staff, asked for."""
        number = int(account.partition(":")[2])
        try:
            found = [*self.shown(await self._client.fetch_user(number))]
            for guild in self._client.guilds:
                found += await self._on_guild(guild, number)
        except UNTOLD as error:
            logger.warning("a picture of staff is not known", extra={"error": type(error).__name__})
            return None
        return found

    async def _on_guild(self, guild: discord.Guild, number: int) -> tuple[Portrait, ...]:
        try:
            return self.shown(await guild.fetch_member(number))
        except discord.NotFound:
            return ()
