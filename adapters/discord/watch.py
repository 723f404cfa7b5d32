"""Members who come, change their names or write in public: whoever passes for staff is told to the desk, and so is
whoever gives a secret away. Nothing is kept of the others.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import discord
from pydantic import BaseModel, ConfigDict

from adapters.discord import refs
from adapters.discord.fields import profile
from adapters.discord.formatting import to_document
from adapters.discord.inbound import person
from adapters.discord.lanes import Lanes
from adapters.discord.pictures import Album
from adapters.discord.spoken import spoken
from core.ports import Handler
from core.seeing import Seeing
from core.trust.redacting import leaked
from core.words.commands import Command, Inquired, Leaked, Noticed
from core.words.documents import Document
from core.words.people import Profile
from core.words.refs import CommandId, MessageRef, Place

logger = logging.getLogger(__name__)

OF_LATE = timedelta(days=1)
AT_ONCE = 50
"""Members that are looked at before others get their turn."""


class _User(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: int
    username: str = ""
    global_name: str | None = None
    avatar: str | None = None


class _Changed(BaseModel):
    """What of a changed member is read.

    https://discord.com/developers/docs/events/gateway-events#guild-member-update
    """

    model_config = ConfigDict(frozen=True)

    guild_id: int
    user: _User
    nick: str | None = None
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """Where pictures are compared: whose album they are in, and who looks."""

    album: Album
    seeing: Seeing


class Watch:
    def __init__(
        self, client: discord.Client, handler: Handler, lanes: Lanes, sight: Sight | None = None
    ) -> None:
        self._client = client
        self._handler = handler
        self._lanes = lanes
        self._sight = sight

    async def all(self, guild: discord.Guild) -> None:
        """Everybody who is there already: they came while nobody looked. It goes on beside all other work. Without the
        intent for members nobody can be listed.
        """
        seen = 0
        try:
            async for member in guild.fetch_members(limit=None):
                self._there_already(member)
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
        about, where = _profile(member), refs.guild(member.guild.id)
        self._look(about, where)
        self._see(about, where, member)

    def _there_already(self, member: discord.Member) -> None:
        """The pictures of a whole server are too many to fetch at each start: of those who came of late, and of those
        whose names are a little alike, they are looked at.
        """
        about, where = _profile(member), refs.guild(member.guild.id)
        self._look(about, where)
        late = member.joined_at is not None and discord.utils.utcnow() - member.joined_at < OF_LATE
        if late or self._handler.resembles(about):
            self._see(about, where, member)

    def changed(self, data: Mapping[str, object]) -> None:
        """A member's names may have changed. discord.py tells of members only that it keeps, and it keeps none."""
        told = _Changed.model_validate(data)
        user = told.user
        about = profile(user.id, (told.nick, user.global_name, user.username), user.username)
        where = refs.guild(told.guild_id)
        self._look(about, where)
        if self._sight is not None:
            self._sight.seeing.changed(refs.account(user.id))
            portraits = self._sight.album.of(user.id, user.avatar, told.guild_id, told.avatar)
            self._sight.seeing.look(about, where, portraits)

    def wrote(self, message: discord.Message) -> None:
        """In a channel that anybody may read, for the first time or anew by an edit: other bots and webhooks under the
        desk's name as well.
        """
        if message.guild is None:
            return
        place = refs.channel(message.channel.id)
        if isinstance(message.channel, discord.Thread):
            place = refs.thread(message.channel.id)
        self._see(_profile(message.author), place, message.author)
        said = spoken(message)
        if not said:
            return
        if (kinds := leaked(message.content)) and not message.author.bot:
            self._tell(
                str(message.author.id),
                Leaked(_id("l", message), person(message.author), refs.message(place, message.id), kinds),
            )
        if not self._look(_profile(message.author), place, message, said) and not message.author.bot:
            self._asked(message)

    def _see(self, about: Profile, where: Place, user: discord.User | discord.Member) -> None:
        if self._sight is not None and user != self._client.user:
            self._sight.seeing.look(about, where, self._sight.album.shown(user))

    def _look(
        self, about: Profile, where: Place, message: discord.Message | None = None, text: str = ""
    ) -> bool:
        """Whether there was anything to tell the desk of."""
        me = self._client.user
        if me is not None and about.account == refs.account(me.id):
            return False  # the desk's own bot may well have its name
        if not self._handler.suspicious(about, text):
            return False
        said: MessageRef | None = None
        words: Document | None = None
        if message is not None:
            said, words = refs.message(where, message.id), to_document(text, mentions={})
        command_id = refs.noticed_id(about) if message is None else _id("n", message)
        self._tell(about.account or "", Noticed(command_id, about, where, said, words))
        return True

    def _asked(self, message: discord.Message) -> None:
        """Where everybody of the server reads. A thread is a part of its channel."""
        channel, guild, account = message.channel, message.guild, refs.account(message.author.id)
        parent = channel.parent if isinstance(channel, discord.Thread) else channel
        if guild is None or not isinstance(parent, discord.abc.GuildChannel):
            return
        where = refs.channel(parent.id)
        if channel.type is discord.ChannelType.private_thread:
            return
        if not parent.permissions_for(guild.default_role).view_channel:
            return
        if self._handler.asks(account, where, message.content):
            self._tell(account, Inquired(_id("q", message), person(message.author), where))

    def _tell(self, about: str, command: Command) -> None:
        async def handle() -> None:
            await self._handler.handle(command)

        self._lanes.add(f"watch/{about}", handle)


def _id(kind: str, message: discord.Message) -> CommandId:
    edited = 0 if message.edited_at is None else int(message.edited_at.timestamp() * 1000)
    return refs.watched_id(kind, message.id, edited)


def _profile(user: discord.User | discord.Member) -> Profile:
    nick = user.nick if isinstance(user, discord.Member) else None
    return profile(user.id, (nick, user.global_name, user.name), user.name)
