"""Members who come, change their names or write in public: whoever passes for staff is told to the desk, and so is
whoever gives a secret away, and which names staff go by in the community. Nothing is kept of the others.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace

import aiohttp
import discord
from pydantic import BaseModel, ConfigDict

from adapters.discord import refs
from adapters.discord.fields import profile
from adapters.discord.formatting import to_document
from adapters.discord.inbound import person
from adapters.discord.known import Layout
from adapters.discord.lanes import Lanes
from core.ports import Handler
from core.trust.redacting import leaked
from core.words.commands import Command, Leaked, Noticed
from core.words.documents import Document
from core.words.people import Profile
from core.words.refs import CommandId, MessageRef, Place

logger = logging.getLogger(__name__)

AT_ONCE = 50
"""Members that are looked at before others get their turn."""


class _User(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: int
    username: str = ""
    global_name: str | None = None


class _Changed(BaseModel):
    """What of a changed member is read.

    https://discord.com/developers/docs/events/gateway-events#guild-member-update
    """

    model_config = ConfigDict(frozen=True)

    guild_id: int
    user: _User
    nick: str | None = None
    roles: tuple[int, ...] = ()


class Watch:
    def __init__(
        self, client: discord.Client, handler: Handler, lanes: Lanes, layout: Layout, role: int | None
    ) -> None:
        self._client = client
        self._handler = handler
        self._lanes = lanes
        self._layout = layout
        self._role = role

    async def all(self, guild: discord.Guild) -> None:
        """Everybody who is there already: they came while nobody looked. It goes on beside all other work. Without the
        intent for members nobody can be listed.
        """
        seen = 0
        try:
            async for member in guild.fetch_members(limit=None):
                self.joined(member)
                seen += 1
                if seen % AT_ONCE == 0:
                    await asyncio.sleep(0)
        except (
            discord.HTTPException,
            discord.ClientException,
            discord.RateLimited,
            aiohttp.ClientError,
            OSError,
        ) as error:
            logger.warning(
                "members were not looked through", extra={"error": type(error).__name__, "seen": seen}
            )
        else:
            logger.info("members were looked through", extra={"seen": seen})

    def joined(self, member: discord.Member) -> None:
        self._look(replace(self._profile(member), marked=self._bears(member)), member.guild.id)

    def acted(self, user: discord.User | discord.Member) -> None:
        """Somebody pressed something, or wrote in a room of the desk's: of staff the name is looked at."""
        if isinstance(user, discord.Member) and self._handler.is_agent(refs.account(user.id)):
            self._look(self._profile(user), user.guild.id)

    def changed(self, data: Mapping[str, object]) -> None:
        """A member's names may have changed. discord.py tells of members only that it keeps, and it keeps none."""
        told = _Changed.model_validate(data)
        user = told.user
        about = profile(user.id, (told.nick, user.global_name, user.username), user.username)
        if self._role in told.roles:
            about = replace(about, marked=True)
        self._look(about, told.guild_id)

    def wrote(self, message: discord.Message) -> None:
        """In a channel that anybody may read, for the first time or anew by an edit: other bots and webhooks under the
        desk's name as well.
        """
        if message.guild is None or not message.content:
            return
        place = refs.channel(message.channel.id)
        if isinstance(message.channel, discord.Thread):
            place = refs.thread(message.channel.id)
        if (kinds := leaked(message.content)) and not message.author.bot:
            self._tell(
                str(message.author.id),
                Leaked(_id("l", message), person(message.author), refs.message(place, message.id), kinds),
            )
        self._look(self._profile(message.author), message.guild.id, message, place)

    def _look(
        self, about: Profile, guild: int, message: discord.Message | None = None, at: Place | None = None
    ) -> None:
        me, where = self._client.user, at or refs.guild(guild)
        if me is not None and about.account == refs.account(me.id):
            return  # the desk's own bot may well have its name
        if about.account is not None and self._handler.is_agent(about.account) and not self._ours(guild):
            return  # elsewhere staff may be called what they like
        if not self._handler.suspicious(about, "" if message is None else message.content):
            return
        said: MessageRef | None = None
        words: Document | None = None
        if message is not None:
            said, words = refs.message(where, message.id), to_document(message.content, mentions={})
        command_id = refs.noticed_id(about) if message is None else _id("n", message)
        self._tell(about.account or "", Noticed(command_id, about, where, said, words))

    def _profile(self, user: discord.User | discord.Member) -> Profile:
        """That somebody lacks the mark is not told: whoever took it from them just now had a reason."""
        nick = user.nick if isinstance(user, discord.Member) else None
        about = profile(user.id, (nick, user.global_name, user.name), user.name)
        return replace(about, marked=True) if self._bears(user) else about

    def _bears(self, user: discord.User | discord.Member) -> bool | None:
        """Whether they have the role of staff; None where that cannot be."""
        if self._role is None or not isinstance(user, discord.Member) or not self._ours(user.guild.id):
            return None
        return user.get_role(self._role) is not None

    def _ours(self, guild: int) -> bool:
        """Whether it is the community's server, where people meet staff."""
        if self._layout.guild is not None:
            return guild == self._layout.guild
        panel = self._layout.panel_channel and self._client.get_channel(self._layout.panel_channel)
        return isinstance(panel, discord.abc.GuildChannel) and panel.guild.id == guild

    def _tell(self, about: str, command: Command) -> None:
        async def handle() -> None:
            await self._handler.handle(command)

        self._lanes.add(f"watch/{about}", handle)


def _id(kind: str, message: discord.Message) -> CommandId:
    edited = 0 if message.edited_at is None else int(message.edited_at.timestamp() * 1000)
    return refs.watched_id(kind, message.id, edited)
