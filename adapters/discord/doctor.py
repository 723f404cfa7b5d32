"""What stands in the way of a desk on Discord, each with its fix. Needs a log-in and no gateway session."""

from dataclasses import dataclass, replace
from datetime import timedelta

import discord

from adapters.discord import refs
from adapters.discord.known import Layout
from adapters.discord.observed import BANNED_AT, Observed
from adapters.discord.settings import Settings
from core.ports import Store
from core.words.texts import Text, text

PANEL = "panel"
CLOCK = timedelta(seconds=30)
IN_PANEL = ("view_channel", "send_messages", "embed_links", "read_message_history")
FOR_THREADS = ("create_private_threads", "send_messages_in_threads", "manage_threads")
IN_FORUM = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "manage_threads",
    "embed_links",
    "attach_files",
    "add_reactions",
    "read_message_history",
)
"""A forum's posts are made with the permission to send messages."""
IN_NEWS = ("view_channel", "send_messages", "embed_links")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, whether it is right, and the fix where it is not.

    `needed`: the desk cannot do its work without it; else something is lost, which the fix names.
    """

    what: Text
    ok: bool
    fix: Text | None = None
    needed: bool = True

    def line(self) -> Text:
        if self.ok:
            return text("setup.done", what=self.what)
        return text("setup.failed", what=self.what, fix=self.fix or text("setup.fix.none"))


@dataclass(frozen=True, slots=True)
class _Server:
    """A server as the REST API shows it to this bot."""

    me: discord.Member
    everyone: discord.Role
    channel: discord.abc.GuildChannel | None


class Doctor:
    def __init__(
        self,
        client: discord.Client,
        settings: Settings,
        layout: Layout,
        *,
        observed: Observed,
        store: Store,
    ) -> None:
        self._client = client
        self._settings = settings
        self._layout = layout
        self._observed = observed
        self._store = store

    async def look(self) -> tuple[Finding, ...]:
        """Everything that can be looked at. After a refused token there is nothing more to see."""
        application = await self._client.application_info()
        findings = [Finding(text("doctor.discord.token"), ok=True)]
        findings += _intents(application.flags, self._settings)
        findings += await self._panel()
        findings += await self._forum()
        findings += await self._mark()
        for channel in self._settings.news:
            findings += await self._news(channel)
        findings += [await self._panel_posted(), await self._shards(), self._clock(), self._ban()]
        return tuple(findings)

    async def _panel(self) -> list[Finding]:
        what, where = text("doctor.discord.server"), text("doctor.discord.panel_channel")
        server = await self._server(self._layout.guild, self._layout.panel_channel)
        if server is None:
            return [Finding(what, ok=False, fix=text("doctor.discord.server.fix"))]
        channel = server.channel
        if channel is None:
            return [
                Finding(what, ok=True),
                Finding(where, ok=False, fix=text("doctor.discord.panel_channel.fix")),
            ]
        threads = FOR_THREADS if self._settings.requester_room == "thread" else ()
        allowed = channel.permissions_for(server.everyone)
        # A thread that a stranger opens under the panel looks like one of the desk's own.
        open_to_fakes = allowed.create_public_threads or allowed.create_private_threads
        return [
            Finding(what, ok=True),
            Finding(where, ok=True),
            _permissions(server.me, channel, (*IN_PANEL, *threads)),
            Finding(text("doctor.discord.threads"), not open_to_fakes, text("doctor.discord.threads.fix")),
        ]

    async def _forum(self) -> list[Finding]:
        what, where = text("doctor.discord.staff_server"), text("doctor.discord.agents_forum")
        server = await self._server(self._layout.agents_guild, self._layout.agents_forum)
        if server is None:
            return [Finding(what, ok=False, fix=text("doctor.discord.staff_server.fix"))]
        channel = server.channel
        if channel is None:
            return [
                Finding(what, ok=True),
                Finding(where, ok=False, fix=text("doctor.discord.agents_forum.fix"), needed=False),
            ]
        private = not channel.permissions_for(server.everyone).view_channel
        return [
            Finding(what, ok=True),
            Finding(where, ok=True),
            _permissions(server.me, channel, IN_FORUM),
            Finding(text("doctor.discord.private"), private, text("doctor.discord.private.fix")),
        ]

    async def _mark(self) -> list[Finding]:
        """Whether the role of staff can be given and taken: https://discord.com/developers/docs/topics/permissions."""
        role_id, guild = self._settings.staff_role, self._settings.guild
        if role_id is None or guild is None:
            return []
        what = text("doctor.discord.staff_role")
        try:
            server = await self._client.fetch_guild(guild)
            me = await server.fetch_member(self._client.user.id if self._client.user else 0)
        except (discord.NotFound, discord.Forbidden):
            return []  # it is said already that the bot is not there
        role = server.get_role(role_id)
        if role is None or role.is_bot_managed() or role.is_integration() or role.is_default():
            return [Finding(what, ok=False, fix=text("doctor.discord.staff_role.fix"))]
        may = me.guild_permissions.manage_roles
        above = text("doctor.discord.staff_role.order.fix", role=role.name, own=me.top_role.name)
        return [
            Finding(what, ok=True),
            Finding(
                text("doctor.discord.manage_roles"),
                may,
                text("doctor.discord.manage_roles.fix"),
                needed=False,
            ),
            Finding(text("doctor.discord.staff_role.order"), me.top_role > role, above, needed=False),
        ]

    async def _news(self, number: int) -> list[Finding]:
        """Whether incidents can be told in a channel, and those called there who asked for it."""
        what = text("setup.news", place=str(number))
        try:
            told = await self._client.fetch_channel(number)
        except (discord.NotFound, discord.Forbidden):
            return [Finding(what, ok=False, fix=text("doctor.discord.news.fix"), needed=False)]
        guild = told.guild.id if isinstance(told, discord.abc.GuildChannel) else None
        server = await self._server(guild, number)
        if server is None or server.channel is None:
            return [Finding(what, ok=False, fix=text("doctor.discord.news.fix"), needed=False)]
        found = [replace(_permissions(server.me, server.channel, IN_NEWS), needed=False)]
        for channel, role in self._settings.roles:
            if channel == number:
                found += _called(server.me, server.channel, role)
        return found

    async def _server(self, guild: int | None, channel: int | None) -> _Server | None:
        """A server and the desk's channel there; None where this bot is no member."""
        if guild is None:
            return None
        try:
            found = await self._client.fetch_guild(guild)
            channels = await found.fetch_channels()
            me = await found.fetch_member(self._client.user.id if self._client.user else 0)
        except (discord.NotFound, discord.Forbidden):
            return None
        return _Server(me, found.default_role, discord.utils.get(channels, id=channel))

    async def _panel_posted(self) -> Finding:
        channel = self._layout.panel_channel
        posted = await self._store.refs(refs.channel(channel), PANEL) if channel is not None else ()
        return Finding(text("doctor.discord.panel"), bool(posted), text("doctor.discord.panel.fix"))

    async def _shards(self) -> Finding:
        wanted, _url, _limit = await self._client.http.get_bot_gateway()
        return Finding(
            text("doctor.discord.shards"),
            wanted <= (self._settings.shard_count or 1),
            text("doctor.discord.shards.fix", count=wanted),
            needed=False,
        )

    def _clock(self) -> Finding:
        off = self._observed.clock_off or timedelta()
        return Finding(
            text("doctor.discord.clock"), abs(off) < CLOCK, text("doctor.discord.clock.fix", off=abs(off))
        )

    def _ban(self) -> Finding:
        count = self._observed.invalid
        return Finding(
            text("doctor.discord.refusals"),
            count < BANNED_AT / 100,
            text("doctor.discord.refusals.fix", count=count),
        )


def _shown(permission: str) -> str:
    """As Discord's own settings write it."""
    return permission.replace("_", " ").title()


def _permissions(me: discord.Member, channel: discord.abc.GuildChannel, needed: tuple[str, ...]) -> Finding:
    held = channel.permissions_for(me)
    missing = [name for name in needed if not getattr(held, name)]
    fix = text(
        "doctor.discord.permissions.fix", permissions=", ".join(map(_shown, missing)), channel=channel.name
    )
    return Finding(text("doctor.discord.permissions", channel=channel.name), not missing, fix)


def _called(me: discord.Member, channel: discord.abc.GuildChannel, number: int) -> list[Finding]:
    """https://discord.com/developers/docs/topics/permissions: who may give a role, and who may mention it."""
    role = me.guild.get_role(number)
    if role is None or role.is_bot_managed() or role.is_integration() or role.is_default():
        what = text("doctor.discord.call_role", role=str(number))
        return [Finding(what, ok=False, fix=text("doctor.discord.call_role.fix"), needed=False)]
    mentions = role.mentionable or channel.permissions_for(me).mention_everyone
    return [
        Finding(text("doctor.discord.call_role", role=role.name), ok=True),
        Finding(
            text("doctor.discord.call_given", role=role.name),
            me.guild_permissions.manage_roles and me.top_role > role,
            text("doctor.discord.call_given.fix", role=role.name, own=me.top_role.name),
            needed=False,
        ),
        Finding(
            text("doctor.discord.call_mentioned", role=role.name),
            mentions,
            text("doctor.discord.call_mentioned.fix", role=role.name),
            needed=False,
        ),
    ]


def _intents(flags: discord.ApplicationFlags, settings: Settings) -> list[Finding]:
    """Each is optional; the fix says what is lost without it."""
    content = flags.gateway_message_content or flags.gateway_message_content_limited
    members = flags.gateway_guild_members or flags.gateway_guild_members_limited
    return [
        Finding(
            text("doctor.discord.message_content"),
            bool(content) and settings.message_content,
            text("doctor.discord.message_content.fix"),
            needed=False,
        ),
        Finding(
            text("doctor.discord.members"),
            bool(members) and settings.members,
            text("doctor.discord.members.fix"),
            needed=False,
        ),
    ]
