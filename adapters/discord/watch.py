"""Members who come, change their names or write in public: whoever passes for staff is told to the desk, and so is
whoever gives a secret away, and which names staff go by in the community. Nothing is kept of the others.
"""

import logging
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import discord
from pydantic import BaseModel, ConfigDict

from adapters.discord import refs
from adapters.discord.fields import User, profile, profile_of
from adapters.discord.inbound import person
from adapters.discord.known import Layout
from adapters.discord.lanes import Lanes
from adapters.discord.pictures import Album
from adapters.discord.reading import to_document
from adapters.discord.spoken import spoken
from adapters.discord.verdicts import FAILURES
from core.ports import Handler
from core.seeing import Seeing
from core.trust import sighting
from core.trust.crowds import sifted
from core.trust.verdicts import Nearness
from core.words.commands import Command, Inquired, Leaked
from core.words.people import Profile
from core.words.refs import Place

logger = logging.getLogger(__name__)

OF_LATE = timedelta(days=1)


class _Changed(BaseModel):
    """What of a changed member is read.

    https://discord.com/developers/docs/events/gateway-events#guild-member-update
    """

    model_config = ConfigDict(frozen=True)

    guild_id: int
    user: User
    nick: str | None = None
    roles: tuple[int, ...] = ()
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """Where pictures are compared: whose album they are in, and who looks."""

    album: Album
    seeing: Seeing


class Watch:
    def __init__(
        self,
        client: discord.Client,
        handler: Handler,
        lanes: Lanes,
        layout: Layout,
        role: int | None,
        sight: Sight | None = None,
    ) -> None:
        self._client = client
        self._handler = handler
        self._lanes = lanes
        self._layout = layout
        self._role = role
        self._sight = sight

    async def all(self, guild: discord.Guild) -> None:
        """Everybody who is there already: they came while nobody looked. It goes on beside all other work. Without the
        intent for members nobody can be listed.
        """
        seen = 0
        try:
            async with self._handler.sieve() as sieve:
                async for member, about, near in sifted(guild.fetch_members(limit=None), self._newly, sieve):
                    self._there_already(member, about, near)
                    seen += 1
        except (*FAILURES, discord.ClientException) as error:
            logger.warning(
                "members were not looked through", extra={"error": type(error).__name__, "seen": seen}
            )
        else:
            logger.info("members were looked through", extra={"seen": seen})

    def joined(self, member: discord.Member) -> None:
        about, where = self._newly(member), refs.guild(member.guild.id)
        self._came(about, member.guild.id)
        self._see(about, where, member)

    def _there_already(self, member: discord.Member, about: Profile, near: Nearness) -> None:
        """Whose names pass for nobody's, who has no mark and is none of the staff, gets no closer look.

        The pictures of a whole server are too many to fetch at each start: of those who came of late, and of those
        whose names are a little alike, they are looked at.
        """
        where = refs.guild(member.guild.id)
        staff = about.account is not None and self._handler.is_agent(about.account)
        if near is Nearness.IMITATION or staff or about.marked:
            self._came(about, member.guild.id)
        late = member.joined_at is not None and discord.utils.utcnow() - member.joined_at < OF_LATE
        if late or (near is not Nearness.NONE and not staff):
            self._see(about, where, member)

    def acted(self, user: discord.User | discord.Member) -> None:
        """Somebody pressed something, or wrote in a room of the desk's: of staff the name is looked at."""
        if isinstance(user, discord.Member) and self._handler.is_agent(refs.account(user.id)):
            self._came(self._profile(user), user.guild.id)

    def changed(self, data: Mapping[str, object]) -> None:
        """A member's names may have changed. discord.py tells of members only that it keeps, and it keeps none."""
        told = _Changed.model_validate(data)
        user, where = told.user, refs.guild(told.guild_id)
        about = profile_of(user, told.nick)
        if self._role in told.roles:
            about = replace(about, marked=True)
        self._came(about, told.guild_id)
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
        author = message.author
        about = self._profile(author)
        self._see(about, place, author)
        if isinstance(message.channel, discord.Thread) and message.channel.owner_id == author.id:
            about = replace(about, opened=(message.channel.name,))
        said = spoken(message)
        written = sighting.Written(
            refs.message(place, message.id),
            said,
            lambda: to_document(said, mentions={}),
            0 if message.edited_at is None else int(message.edited_at.timestamp() * 1000),
            about if self._matters(about, message.guild.id) else None,
            None if author.bot else person(author),
        )
        told = tuple(sighting.wrote(written, self._handler.suspicious))
        self._tell(about, told)
        if said and not author.bot and not any(isinstance(each, Leaked) for each in told):
            self._asked(message, written)

    def _came(self, about: Profile, guild: int) -> None:
        if self._matters(about, guild):
            suspicious = self._handler.suspicious
            self._tell(about, sighting.came(about, refs.guild(guild), suspicious, secrets.token_hex(8)))

    def _matters(self, about: Profile, guild: int) -> bool:
        """Whether it matters what they are called: not the desk's own bot, nor staff on other servers."""
        me = self._client.user
        if about.account is None or (me is not None and about.account == refs.account(me.id)):
            return False
        return not self._handler.is_agent(about.account) or self._ours(guild)

    def _profile(self, user: discord.User | discord.Member) -> Profile:
        """That somebody lacks the mark is not told: whoever took it from them just now had a reason."""
        about = _profile(user)
        return replace(about, marked=True) if self._bears(user) else about

    def _newly(self, member: discord.Member) -> Profile:
        """As they are when they come, or when the program does: whoever is staff and lacks the mark is to have it."""
        return replace(_profile(member), marked=self._bears(member))

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

    def _see(self, about: Profile, where: Place, user: discord.User | discord.Member) -> None:
        if self._sight is not None and user != self._client.user:
            self._sight.seeing.look(about, where, self._sight.album.shown(user))

    def _asked(self, message: discord.Message, written: sighting.Written) -> None:
        """Where everybody of the server reads. A thread is a part of its channel."""
        channel, guild = message.channel, message.guild
        parent = channel.parent if isinstance(channel, discord.Thread) else channel
        if guild is None or not isinstance(parent, discord.abc.GuildChannel):
            return
        if channel.type is discord.ChannelType.private_thread:
            return
        if parent.permissions_for(guild.default_role).view_channel:
            about = written.about or _profile(message.author)
            for command in sighting.asked(written, refs.channel(parent.id), self._handler.asks):
                self._lanes.add(_lane(about), partial(self._inquires, about, written.words, command))

    async def _inquires(self, about: Profile, words: str, command: Inquired) -> None:
        """Whoever passes for staff asks nobody for help. That is told before, and is known here."""
        if not self._handler.suspicious(about, words):
            await self._handler.handle(command)

    def _tell(self, about: Profile, commands: Iterable[Command]) -> None:
        for command in commands:
            self._lanes.add(_lane(about), partial(self._handler.handle, command))


def _lane(about: Profile) -> str:
    return f"watch/{about.account}"


def _profile(user: discord.User | discord.Member) -> Profile:
    nick = user.nick if isinstance(user, discord.Member) else None
    return replace(profile(user.id, nick, user.global_name, user.name), program=user.bot)
