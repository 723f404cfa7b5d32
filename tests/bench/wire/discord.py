"""The least of Discord: a gateway that deals out events and a REST API that says yes."""

import itertools
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import WSMsgType, web

from bots.sandbox.discord.limits import Limits

EPOCH = 1_420_070_400_000
BOT, GUILD, PANEL, FORUM, AGENT = 900, 1000, 1001, 1002, 2003
REMEMBERED = 2_000
"""So many nonces."""
Json = dict[str, Any]
Heard = Callable[[int, str, int], None]
"""A message by the bot: the channel, its words, its id."""
Answered = Callable[[int, Json], None]
"""An interaction was answered: its id, and the body (of a first answer, or of the edit that follows a deferred one)."""

Shown = Callable[[int, str], None]
"""A card by the bot: the channel, its title."""

_counter = itertools.count()


def snowflake() -> int:
    return (int(time.time() * 1000) - EPOCH) << 22 | next(_counter) & 0x3FFFFF


def user(number: int, *, bot: bool = False) -> Json:
    return {"id": str(number), "username": f"u{number}", "discriminator": "0", "global_name": f"U{number}",
            "avatar": None, "bot": bot}  # fmt: skip


ME = user(BOT, bot=True)


class DiscordWire:
    """One guild, one forum for agents; whoever writes to the bot does so in a private chat of their own.

    `limits` are the sandbox's, off unless switched on; `refused` counts by route what they refused.
    """

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.answered: Answered = lambda _number, _body: None
        self.shown: Shown = lambda _channel, _title: None
        self.limits = Limits()
        self.refused: Counter[str] = Counter()
        self._dms: dict[int, int] = {}
        self._posted: dict[str, int] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._sequence = 0
        self._base = ""
        self._allowed: dict[str, str] = {}
        self.members = 2
        self.calls = 0

    @property
    def refusals(self) -> int:
        return self.refused.total()

    def mount(self, app: web.Application) -> None:
        app.router.add_get("/discord/gateway", self._gateway)
        app.router.add_get("/discord/gateway/", self._gateway)
        app.router.add_route("*", "/discord/api/v10/{path:.*}", self._rest)

    # ---- events

    async def dispatch(self, kind: str, data: Json) -> None:
        self._sequence += 1
        frame = orjson.dumps({"op": 0, "t": kind, "s": self._sequence, "d": data}).decode()
        for socket in self._sockets:
            await socket.send_str(frame)

    def dm_of(self, person: int) -> int:
        """Somebody's private chat with the bot, as old as its first mention."""
        return self._dms.setdefault(person, snowflake())

    async def dm(self, author: int, words: str) -> int:
        """Somebody writes to the bot."""
        return await self._message(author, self.dm_of(author), words)

    async def in_thread(self, thread: int, words: str, reply_to: int | None) -> int:
        """The agent writes in a room."""
        return await self._message(AGENT, thread, words, reply_to)

    async def _message(self, author: int, channel: int, words: str, reply_to: int | None = None) -> int:
        number = snowflake()
        data = message(number, channel, user(author), words)
        if reply_to is not None:
            data["message_reference"] = {"message_id": str(reply_to), "channel_id": str(channel)}
            data["referenced_message"] = message(reply_to, channel, ME, "…")
            data["type"] = 19
        if channel in THREADS:
            data["guild_id"] = str(GUILD)
            data["member"] = {
                "roles": [],
                "joined_at": "2026-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
                "flags": 0,
            }
        await self.dispatch("MESSAGE_CREATE", data)
        return number

    async def command(self, name: str, options: list[Json] | None = None, author: int = AGENT) -> int:
        """Somebody runs a command in the panel's channel; the interaction's id."""
        return await self._interaction(
            2, author, {"id": "1", "name": name, "type": 1, "options": options or []}
        )

    async def submit(self, author: int, custom_id: str, fields: dict[str, str]) -> int:
        """Somebody sends a form off; the interaction's id."""
        rows = [
            {"type": 1, "components": [{"type": 4, "custom_id": name, "value": value}]}
            for name, value in fields.items()
        ]
        return await self._interaction(5, author, {"custom_id": custom_id, "components": rows})

    async def _interaction(self, kind: int, author: int, data: Json) -> int:
        number = snowflake()
        body = {
            "id": str(number), "application_id": str(BOT), "type": kind, "token": f"t{number}", "version": 1,
            "guild_id": str(GUILD), "channel_id": str(PANEL), "locale": "en-US", "guild_locale": "en-US",
            "channel": {"id": str(PANEL), "type": 0, "name": "support", "permissions": "0"},
            "member": {"user": user(author), "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False,
                       "mute": False, "permissions": "0", "flags": 0},
            "app_permissions": "2147483647", "entitlements": [], "authorizing_integration_owners": {},
            "attachment_size_limit": 10485760, "context": 0, "data": data,
        }  # fmt: skip
        await self.dispatch("INTERACTION_CREATE", body)
        return number

    # ---- the gateway

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None})
        async for received in socket:
            if received.type is not WSMsgType.TEXT:
                break
            frame = orjson.loads(received.data)
            match frame["op"]:
                case 1:
                    await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
                case 2:
                    self._sockets = [socket]
                    await self.dispatch("READY", self._ready(str(request.url.with_scheme("ws"))))
                    await self.dispatch("GUILD_CREATE", self._guild())
        return socket

    def _ready(self, url: str) -> Json:
        return {"v": 10, "user": ME, "session_id": "s", "resume_gateway_url": url, "shard": [0, 1],
                "application": {"id": str(BOT), "flags": 0}, "guilds": [{"id": str(GUILD), "unavailable": True}],
                "private_channels": []}  # fmt: skip

    def _guild(self) -> Json:
        def channel(number: int, kind: int, name: str) -> Json:
            return {"id": str(number), "type": kind, "name": name, "position": 0, "permission_overwrites": [],
                    "parent_id": None, "nsfw": False, "available_tags": [], "guild_id": str(GUILD)}  # fmt: skip

        members = [
            {
                "user": user(n),
                "roles": [],
                "joined_at": "2026-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
                "flags": 0,
            }
            for n in range(10_000, 10_000 + min(self.members, 1_000))
        ]
        return {"id": str(GUILD), "name": "G", "owner_id": "1", "member_count": self.members, "members": members,
                "roles": [{"id": str(GUILD), "name": "@everyone", "permissions": "2147483647", "position": 0,
                           "color": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}],
                "channels": [channel(PANEL, 0, "support"), channel(FORUM, 15, "agents")], "threads": [],
                "emojis": [], "stickers": [], "features": [], "presences": [], "voice_states": [],
                "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
                "preferred_locale": "en-US", "verification_level": 0, "default_message_notifications": 0,
                "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0,
                "premium_progress_bar_enabled": False, "system_channel_flags": 0, "large": False,
                "unavailable": False, "afk_timeout": 0, "joined_at": "2026-01-01T00:00:00+00:00"}  # fmt: skip

    # ---- REST

    async def _rest(self, request: web.Request) -> web.Response:
        self.calls += 1
        parts = request.match_info["path"].split("/")
        body = await request.read()
        refusal = self._refused(request.method, parts)
        if refusal is not None:
            return refusal
        reply = self._answer(request, parts, body)
        reply.headers.update(self._allowed)
        return reply

    def _refused(self, method: str, parts: list[str]) -> web.Response | None:
        sends = parts[0] == "channels" and parts[-1] == "messages"
        template = "/channels/{channel_id}/messages" if sends else "/" + "/".join(parts)
        verdict = self.limits.judge(method, template, parts[1] if sends else "")
        self._allowed = verdict.headers
        if verdict.retry_after is None:
            return None
        self.refused[f"{method} {template}"] += 1
        told = {"message": "slower", "retry_after": verdict.retry_after, "global": verdict.everywhere}
        return web.Response(
            body=orjson.dumps(told),
            status=429,
            headers={**verdict.headers, "Content-Type": "application/json"},
        )

    def _note(self, nonce: str) -> int:
        """A message's number, found again by its nonce for a while."""
        number = self._posted[nonce] = snowflake()
        if len(self._posted) > REMEMBERED:
            del self._posted[next(iter(self._posted))]
        return number

    def _answer(self, request: web.Request, parts: list[str], body: bytes) -> web.Response:
        match request.method, parts:
            case "POST", ["channels", channel, "messages"]:
                given = _json(request, body)
                before = self._posted.get(str(given.get("nonce")))
                if before is not None:
                    return _reply(message(before, int(channel), ME, str(given.get("content") or "")))
                number = self._note(str(given.get("nonce")))
                words = str(given.get("content") or "")
                self.heard(int(channel), words, number)
                for embed in given.get("embeds", ()):
                    self.shown(int(channel), str(embed.get("title", "")))
                return _reply(message(number, int(channel), ME, words))
            case "PATCH", ["channels", channel, "messages", number]:
                return _reply(message(int(number), int(channel), ME, ""))
            case "POST", ["channels", _, "threads"]:
                thread = snowflake()
                THREADS.add(thread)
                given = _json(request, body)
                return _reply(
                    {**_thread(thread, str(given["name"])), "message": message(thread, thread, ME, "")}
                )
            case _, ["channels", number] if request.method in {"GET", "PATCH"}:
                return _reply(_thread(int(number), "room"))
            case "POST", ["users", "@me", "channels"]:
                recipient = int(orjson.loads(body)["recipient_id"])
                return _reply({"id": str(self.dm_of(recipient)), "type": 1, "recipients": [user(recipient)]})
            case "GET", ["users", "@me"]:
                return _reply(ME)
            case "GET", ["users", number]:
                return _reply(user(int(number)))
            case "GET", ["guilds", _, "members", _]:
                unknown = orjson.dumps({"message": "Unknown Member", "code": 10007})
                return web.Response(body=unknown, status=404, content_type="application/json")
            case "GET", ["oauth2", "applications", "@me"] | ["applications", "@me"]:
                return _reply({"id": str(BOT), "name": "b", "icon": None, "description": "", "bot_public": True,
                               "bot_require_code_grant": False, "verify_key": "", "team": None, "flags": 0,
                               "owner": user(1)})  # fmt: skip
            case "GET", ["gateway", "bot"]:
                url = f"ws://{request.host}/discord/gateway"
                limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
                return _reply({"url": url, "shards": 1, "session_start_limit": limit})
            case "PUT" | "GET", ["applications", *_]:
                return _reply([])
            case "GET", _:
                return _reply([])
            case "POST", ["interactions", number, _, "callback"]:
                self.answered(int(number), _json(request, body))
                return _reply({"interaction": {"id": number, "type": 2}, "resource": {"type": 5}})
            case "PATCH", ["webhooks", _, token, *_]:
                self.answered(int(token.removeprefix("t")), _json(request, body))
                return _reply(message(snowflake(), PANEL, ME, ""))
            case _:
                return web.Response(status=204)


THREADS: set[int] = set()


def message(number: int, channel: int, author: Json, words: str) -> Json:
    return {"id": str(number), "type": 0, "channel_id": str(channel), "author": author, "content": words,
            "timestamp": "2026-11-22T00:00:00.000000+00:00", "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
            "pinned": False, "flags": 0, "components": []}  # fmt: skip


def _thread(number: int, name: str) -> Json:
    return {"id": str(number), "type": 11, "guild_id": str(GUILD), "parent_id": str(FORUM), "owner_id": str(BOT),
            "name": name, "last_message_id": None, "message_count": 0, "member_count": 1, "rate_limit_per_user": 0,
            "thread_metadata": {"archived": False, "auto_archive_duration": 4320, "locked": False,
                                "archive_timestamp": "2026-11-22T00:00:00+00:00"}}  # fmt: skip


def _json(request: web.Request, body: bytes) -> Json:
    if request.content_type == "application/json":
        return dict(orjson.loads(body))
    start = body.find(b"\r\n\r\n") + 4
    return dict(orjson.loads(body[start : body.find(b"\r\n--", start)]))


def _reply(body: object) -> web.Response:
    # The content type without a charset is what the library recognises.
    return web.Response(body=orjson.dumps(body), headers={"Content-Type": "application/json"})
