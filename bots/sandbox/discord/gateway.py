"""The gateway's websocket: HELLO, IDENTIFY, RESUME, heartbeats, member chunks, and its close codes.

https://discord.com/developers/docs/events/gateway and …/topics/opcodes-and-status-codes#gateway
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import WSMsgType, web
from simcord.backend import serializers

from bots.sandbox.discord.sessions import BITS, Close, Session
from bots.sandbox.discord.world import World

HEARTBEAT_MS = 41_250
SENDS, WINDOW = 120, 60.0
CHUNK = 1_000
ENDS_SESSION = frozenset({1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014})


class Hangup(Exception):  # noqa: N818 - it ends a conversation, it is no error
    """The server closes the socket with a code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Talk:
    """One open socket: what the client says on it and what it is answered."""

    world: World
    here: str
    line: asyncio.Queue[bytes | Close] = field(default_factory=asyncio.Queue)
    session: Session | None = None
    sent: deque[float] = field(default_factory=deque)

    def say(self, op: int, data: object = None) -> None:
        self.line.put_nowait(orjson.dumps({"op": op, "d": data, "s": None, "t": None}))

    def hear(self, frame: str | bytes) -> None:
        """Act on one message of the client; `Hangup` when the rules end the talk."""
        self._count()
        try:
            message = orjson.loads(frame)
        except orjson.JSONDecodeError:
            raise Hangup(4002) from None
        data = message.get("d")
        match message.get("op"):
            case 1:
                self.say(11)
            case 2:
                self._identify(data)
            case 6:
                self._resume(data)
            case _ if self.session is None:
                raise Hangup(4003)
            case 8:
                self._chunks(data)
            case 3 | 4 | 31 | 43:
                pass
            case _:
                raise Hangup(4001)

    def _count(self) -> None:
        now = asyncio.get_running_loop().time()
        while self.sent and self.sent[0] <= now - WINDOW:
            self.sent.popleft()
        self.sent.append(now)
        if len(self.sent) > SENDS:
            raise Hangup(4008)

    def _identify(self, data: Mapping[str, Any]) -> None:
        if self.session is not None:
            raise Hangup(4005)
        application = self.world.application
        if str(data.get("token", "")).removeprefix("Bot ") != application.token:
            raise Hangup(4004)
        intents = int(data.get("intents", 0))
        if intents >= 1 << 26:
            raise Hangup(4013)
        asked = [name for name in ("members", "message_content", "presences") if intents & BITS[name]]
        if not all(getattr(application, name) for name in asked):
            raise Hangup(4014)
        shard, shards = _shard(data.get("shard", [0, 1]))
        if self.world.hub.crowded(shard, shards):
            raise Hangup(4011)
        if self.world.limits.enabled and not self.world.hub.identifies.at_once(shard):
            self.say(9, data=False)
            return
        if not self.world.hub.identifies.take():
            raise Hangup(4004)
        session = self.session = self.world.hub.open(intents, shard, shards)
        session.line = self.line
        self._ready(session)

    def _ready(self, session: Session) -> None:
        model, hub = self.world.model, self.world.hub
        guilds = [guild_id for guild_id in hub.guild_ids if session.covers(guild_id)]
        hub.send_to(
            session,
            "READY",
            {
                "v": 10,
                "user": serializers.user_payload(model.bot_user),
                "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in guilds],
                "session_id": session.id,
                "resume_gateway_url": self.here,
                "shard": [session.shard, session.shards],
                "application": {"id": str(model.application_id), "flags": self.world.application.flags},
                "private_channels": [],
                "_trace": ["sandbox"],
            },
        )
        if session.intents & BITS["guilds"]:
            for guild_id in guilds:
                hub.send_to(session, "GUILD_CREATE", hub.guild_for(session, guild_id))

    def _resume(self, data: Mapping[str, Any]) -> None:
        if str(data.get("token", "")).removeprefix("Bot ") != self.world.application.token:
            raise Hangup(4004)
        session = self.world.hub.resumable(str(data.get("session_id")))
        missed = session.after(int(data.get("seq") or 0)) if session is not None else None
        if session is None or missed is None:
            self.say(9, data=False)
            return
        if session.line is not None:
            session.line.put_nowait(Close(4000))
        self.session, session.line = session, self.line
        for frame in missed:
            self.line.put_nowait(frame)
        self.world.hub.send_to(session, "RESUMED", {"_trace": ["sandbox"]})

    def _chunks(self, data: Mapping[str, Any]) -> None:
        session, model = self.session, self.world.model
        guild = model.guilds.get(int(data["guild_id"]))
        if guild is None or session is None:
            return
        members, extra = list(guild.members.values()), {}
        if data.get("user_ids"):
            asked = data["user_ids"] if isinstance(data["user_ids"], list) else [data["user_ids"]]
            wanted = {int(user_id) for user_id in asked}
            members = [member for member in members if member.user_id in wanted]
            extra["not_found"] = [str(each) for each in sorted(wanted - {m.user_id for m in members})]
        elif not data.get("query") and not session.intents & BITS["members"]:
            raise Hangup(4014)
        elif data.get("query"):
            prefix = str(data["query"]).lower()
            members = [
                member
                for member in members
                if model.users[member.user_id].name.lower().startswith(prefix)
                or (member.nick or "").lower().startswith(prefix)
            ]
        if data.get("limit"):
            members = members[: int(data["limit"])]
        pieces = [members[at : at + CHUNK] for at in range(0, len(members), CHUNK)] or [[]]
        for index, piece in enumerate(pieces):
            chunk: dict[str, Any] = {
                "guild_id": str(guild.id),
                "members": [serializers.member_payload(model, guild, member) for member in piece],
                "chunk_index": index,
                "chunk_count": len(pieces),
                **(extra if index == 0 else {}),
            }
            if data.get("presences"):
                chunk["presences"] = []
            if data.get("nonce") is not None:
                chunk["nonce"] = data["nonce"]
            self.world.hub.send_to(session, "GUILD_MEMBERS_CHUNK", chunk)


def _shard(asked: object) -> tuple[int, int]:
    """`[shard, shards]`, as IDENTIFY gives it."""
    match asked:
        case [int(shard), int(shards)] if 0 <= shard < shards:
            return shard, shards
        case _:
            raise Hangup(4010)


async def _write(socket: web.WebSocketResponse, request: web.Request, talk: Talk) -> None:
    """Send what is queued until a Close comes or the client has gone."""
    while True:
        item = await talk.line.get()
        if isinstance(item, Close):
            break
        try:
            await socket.send_frame(item, WSMsgType.TEXT)
        except ConnectionError:
            return
    if talk.session is not None and talk.session.line is talk.line:
        talk.world.hub.detach(talk.session)
        if item.code in ENDS_SESSION:
            talk.world.hub.end(talk.session)
    if item.code is not None:
        await socket.close(code=item.code)
    elif request.transport is not None:
        request.transport.abort()


async def _read(socket: web.WebSocketResponse, talk: Talk) -> None:
    """Hear the client until it goes; a session survives unless it was closed for good."""
    try:
        async for message in socket:
            if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                talk.hear(message.data)
    except Hangup as hangup:
        talk.line.put_nowait(Close(hangup.code))
        return
    finally:
        session = talk.session
        if session is not None and session.line is talk.line:
            talk.world.hub.detach(session)
            if socket.close_code in (1000, 1001):
                talk.world.hub.end(session)
    talk.line.put_nowait(Close(None))


def mount(app: web.Application, world: World) -> None:
    """Serve the gateway at `/discord/gateway`."""

    async def gateway(request: web.Request) -> web.StreamResponse:
        if world.hub.outage:
            return web.Response(status=503, text="outage")
        socket = web.WebSocketResponse(heartbeat=None, compress=False, max_msg_size=64 * 1024)
        await socket.prepare(request)
        talk = Talk(world, address(request))
        world.hub.lines.add(talk.line)
        talk.say(10, {"heartbeat_interval": HEARTBEAT_MS, "_trace": ["sandbox"]})
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(_write(socket, request, talk))
                tasks.create_task(_read(socket, talk))
        finally:
            world.hub.lines.discard(talk.line)
        return socket

    async def hang_up(_app: web.Application) -> None:
        for line in world.hub.lines:
            line.put_nowait(Close(None))

    app.on_shutdown.append(hang_up)
    app.router.add_get("/discord/gateway", gateway)
    app.router.add_get("/discord/gateway/", gateway)


def address(request: web.Request) -> str:
    """This server's gateway as the caller can reach it."""
    scheme = "wss" if request.secure else "ws"
    return f"{scheme}://{request.host}/discord/gateway"
