"""Discord's routes that this adapter calls, through discord.py's own HTTP client and its buckets.

Bodies are written out rather than left to the library's models: each create message carries its nonce through
every retry, every send and edit says that nothing in it pings, and nothing needs to be in a cache.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import discord
import orjson
from discord.http import Route

from adapters.discord.buckets import Buckets

Body = dict[str, object]

NO_MENTIONS: Mapping[str, object] = {"parse": [], "replied_user": False}
SUPPRESS_EMBEDS = 1 << 2
PRIVATE_THREAD = 12
PUBLIC_THREAD = 11
WEEK = 10_080
"""Minutes after which a quiet thread archives by itself, the longest that Discord has."""
MODERATING = discord.Permissions(
    administrator=True,
    manage_guild=True,
    ban_members=True,
    kick_members=True,
    moderate_members=True,
    manage_messages=True,
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be sent: a safe name, its bytes, and what a picture shows in words (at most 1,024 characters)."""

    name: str
    data: bytes
    description: str = ""


def files_of(uploads: Iterable[Upload]) -> list[discord.File]:
    return [
        discord.File(BytesIO(upload.data), upload.name, description=upload.description[:1024] or None)
        for upload in uploads
    ]


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of this bot as found in a channel's history."""

    id: str
    nonce: str | None
    content: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThreadFound:
    id: int
    name: str
    owner: int
    parent: int


@dataclass(frozen=True, slots=True)
class Parent:
    """Discord's number for the kind of a channel, and its server."""

    kind: int
    guild: int


class Rest:
    """Every method raises what discord.py does: `HTTPException`, `RateLimited`, `ClientError`, `OSError`."""

    def __init__(self, client: discord.Client, patience: timedelta) -> None:
        self._client = client
        self.logged_in = asyncio.Event()
        # discord.py sleeps through shorter waits inside a request; its constructor makes it at least 30
        # seconds, which is longer than a lease.
        client.http.max_ratelimit_timeout = patience.total_seconds()
        client.http._buckets = Buckets()  # noqa: SLF001 - there is no other way to it

    def let_go(self) -> None:
        """Undo what a cancelled request may have left behind.

        discord.py closes a gate for all requests while one of them sleeps through a global 429, and never
        opens it again when that one is cancelled. Opened too early it costs a 429; left closed, all hangs.
        """
        self._client.http._global_over.set()  # noqa: SLF001 - there is no other way to reach the gate

    @property
    def me(self) -> int:
        """This bot's user id; 0 before the log-in."""
        return self._client.user.id if self._client.user else 0

    async def open_dm(self, user: int) -> int:
        reply = await self._client.http.request(
            Route("POST", "/users/@me/channels"), json={"recipient_id": str(user)}
        )
        return int(reply["id"])

    async def post(
        self,
        channel: int,
        body: Body,
        *,
        nonce: str,
        uploads: Iterable[Upload] = (),
        reply: str | None = None,
        calls: Iterable[int] = (),
    ) -> str:
        """Create a message, or find it created under the same nonce a few minutes ago; its id. It pings the roles that
        it `calls` and nobody else.
        """
        mentions = {**NO_MENTIONS, "roles": [str(role) for role in calls]}
        full = {**body, "nonce": nonce, "enforce_nonce": True, "allowed_mentions": mentions}
        if reply is not None:
            full["message_reference"] = {"message_id": reply, "fail_if_not_exists": False}
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        return str((await self._send(route, full, tuple(uploads)))["id"])

    async def edit(self, channel: int, message: str, body: Body) -> None:
        route = Route(
            "PATCH",
            "/channels/{channel_id}/messages/{message_id}",
            channel_id=channel,
            message_id=int(message),
        )
        await self._send(route, {**body, "allowed_mentions": NO_MENTIONS}, ())

    async def _send(self, route: Route, body: Mapping[str, object], uploads: tuple[Upload, ...]) -> Any:
        if not uploads:
            return await self._client.http.request(route, json=body)
        files = files_of(uploads)
        described = [
            {"id": index, "filename": file.filename}
            | ({"description": upload.description[:1024]} if upload.description else {})
            for index, (file, upload) in enumerate(zip(files, uploads, strict=True))
        ]
        form: list[dict[str, object]] = [
            {"name": "payload_json", "value": orjson.dumps({**body, "attachments": described}).decode()}
        ]
        form += [
            {
                "name": f"files[{index}]",
                "value": file.fp,
                "filename": file.filename,
                "content_type": "application/octet-stream",
            }
            for index, file in enumerate(files)
        ]
        try:
            return await self._client.http.request(route, files=files, form=form)
        finally:
            for file in files:
                file.close()

    async def delete(self, channel: int, message: str) -> None:
        await self._client.http.delete_message(channel, int(message))

    async def ban(self, guild: int, user: int, *, wipe: timedelta) -> None:
        """With what they wrote in the time before, at most seven days.

        https://discord.com/developers/docs/resources/guild#create-guild-ban
        """
        route = Route("PUT", "/guilds/{guild_id}/bans/{user_id}", guild_id=guild, user_id=user)
        seconds = int(wipe.total_seconds())
        await self._client.http.request(route, json={"delete_message_seconds": seconds})

    async def unban(self, guild: int, user: int) -> None:
        await self._client.http.request(
            Route("DELETE", "/guilds/{guild_id}/bans/{user_id}", guild_id=guild, user_id=user)
        )

    async def mute(self, guild: int, user: int, until: datetime | None) -> None:
        """A member can write nothing before then; with None they can again."""
        route = Route("PATCH", "/guilds/{guild_id}/members/{user_id}", guild_id=guild, user_id=user)
        ends = None if until is None else until.isoformat()
        await self._client.http.request(route, json={"communication_disabled_until": ends})

    async def badge(self, guild: int, user: int, role: int, *, given: bool) -> None:
        """A member has the role from now on, or has it no more. Either may be so already."""
        change = self._client.http.add_role if given else self._client.http.remove_role
        await change(guild, user, role)

    async def moderates(self, guild: int, user: int) -> bool:
        """Whether somebody may put others out there, silence them or delete what they wrote. Nobody who is no member.

        https://discord.com/developers/docs/topics/permissions
        """
        try:
            member = await self._client.http.get_member(guild, user)
        except discord.NotFound:
            return False
        whole = await self._client.http.get_guild(guild)
        theirs = {str(guild), *member["roles"]}
        allowed = 0
        for role in whole["roles"]:
            if str(role["id"]) in theirs:
                allowed |= int(role["permissions"])
        return int(whole["owner_id"]) == user or bool(allowed & MODERATING.value)

    async def guild_of(self, channel: int) -> int:
        """The server that a channel or thread belongs to."""
        cached = self._client.get_channel(channel)
        guild = getattr(cached, "guild", None)
        if guild is not None:
            return int(guild.id)
        reply = await self._client.http.request(Route("GET", "/channels/{channel_id}", channel_id=channel))
        return int(reply["guild_id"])

    async def react(self, channel: int, message: str, emoji: str) -> None:
        await self._client.http.add_reaction(channel, int(message), emoji)

    async def take_back_reaction(self, channel: int, message: str, emoji: str) -> None:
        await self._client.http.remove_own_reaction(channel, int(message), emoji)

    async def pin(self, channel: int, message: str) -> None:
        await self._client.http.pin_message(channel, int(message))

    async def publish(self, channel: int, message: str) -> None:
        """Pass a message of an announcement channel on to the servers that follow it."""
        await self._client.http.publish_message(channel, int(message))

    async def typing(self, channel: int) -> None:
        await self._client.http.send_typing(channel)

    async def own_recent(self, channel: int, limit: int = 50) -> tuple[Posted, ...]:
        """This bot's own among the latest messages of a channel, newest first."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
        found = await self._client.http.request(route, params={"limit": limit})
        return tuple(
            Posted(
                str(each["id"]),
                None if each.get("nonce") is None else str(each["nonce"]),
                str(each.get("content", "")),
                tuple(str(embed.get("title", "")) for embed in each.get("embeds", ())),
            )
            for each in found
            if int(each["author"]["id"]) == self.me
        )

    async def open_private_thread(self, parent: int, name: str) -> int:
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=parent)
        body: Body = {
            "name": name,
            "type": PRIVATE_THREAD,
            "invitable": False,
            "auto_archive_duration": WEEK,
        }
        return int((await self._client.http.request(route, json=body))["id"])

    async def open_thread(self, parent: int, name: str) -> int:
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=parent)
        body: Body = {"name": name, "type": PUBLIC_THREAD, "auto_archive_duration": WEEK}
        return int((await self._client.http.request(route, json=body))["id"])

    async def open_post(self, forum: int, name: str, first: Body, tags: tuple[int, ...]) -> int:
        """A forum's post; its first message has the post's id."""
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum)
        body: Body = {
            "name": name,
            "auto_archive_duration": WEEK,
            "message": {**first, "allowed_mentions": NO_MENTIONS},
            "applied_tags": [str(tag) for tag in tags],
        }
        return int((await self._client.http.request(route, json=body))["id"])

    async def own_threads(self, guild: int, parent: int, *, private: bool) -> tuple[ThreadFound, ...]:
        """Threads of this bot under a channel: the active ones, and the recently archived ones."""
        active = await self._client.http.request(
            Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild)
        )
        kind = "private" if private else "public"
        archived = await self._client.http.request(
            Route("GET", f"/channels/{{channel_id}}/threads/archived/{kind}", channel_id=parent),
            params={"limit": 50},
        )
        found = (
            ThreadFound(
                int(each["id"]),
                str(each["name"]),
                int(each.get("owner_id") or 0),
                int(each["parent_id"] or 0),
            )
            for each in (*active["threads"], *archived["threads"])
        )
        return tuple(each for each in found if each.parent == parent and each.owner == self.me)

    async def let_in(self, thread: int, user: int) -> None:
        route = Route(
            "PUT", "/channels/{channel_id}/thread-members/{user_id}", channel_id=thread, user_id=user
        )
        await self._client.http.request(route)

    async def set_thread(self, thread: int, *, archived: bool, locked: bool) -> None:
        route = Route("PATCH", "/channels/{channel_id}", channel_id=thread)
        await self._client.http.request(route, json={"archived": archived, "locked": locked})

    async def delete_channel(self, channel: int) -> None:
        await self._client.http.request(Route("DELETE", "/channels/{channel_id}", channel_id=channel))

    async def parent(self, channel: int) -> Parent:
        """The channel under which threads are opened."""
        cached = self._client.get_channel(channel)
        if isinstance(cached, discord.abc.GuildChannel):
            return Parent(int(cached.type.value), cached.guild.id)
        reply = await self._client.http.request(Route("GET", "/channels/{channel_id}", channel_id=channel))
        return Parent(int(reply["type"]), int(reply["guild_id"]))

    async def gateway(self) -> str:
        """The gateway's address, for a server that is not Discord's own."""
        return str((await self._client.http.request(Route("GET", "/gateway")))["url"])

    async def sessions_left(self) -> tuple[int, timedelta]:
        """How many sessions may still be begun today, and when the count begins anew."""
        reply = await self._client.http.request(Route("GET", "/gateway/bot"))
        limit = reply["session_start_limit"]
        return int(limit["remaining"]), timedelta(milliseconds=int(limit["reset_after"]))

    async def offer_commands(self, application: int, guild: int | None, commands: list[Body]) -> None:
        """Offer exactly these commands everywhere, or on one server."""
        route = (
            Route("PUT", "/applications/{application_id}/commands", application_id=application)
            if guild is None
            else Route(
                "PUT",
                "/applications/{application_id}/guilds/{guild_id}/commands",
                application_id=application,
                guild_id=guild,
            )
        )
        await self._client.http.request(route, json=commands)
