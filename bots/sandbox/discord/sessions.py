"""Gateway sessions: who hears which event, and what is kept for those who come back.

Rules: https://discord.com/developers/docs/events/gateway
"""

import asyncio
import math
import secrets
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import discord
import orjson
from simcord import intents as rules
from simcord.backend import serializers
from simcord.backend.access import channel_accessible

from bots.sandbox.discord.model import DISCORD_EPOCH, Model

KEPT_EVENTS = 20_000
RESUMABLE = timedelta(minutes=5)
BETWEEN_IDENTIFIES = 5.0
"""Seconds in which `max_concurrency` sessions may be begun, each shard in its own turn (docs: sharding)."""
GUILDS_OF_A_SHARD = 2_500
"""A session that would have more is told to shard."""
BITS: Mapping[str, int] = discord.Intents.VALID_FLAGS
SEEN_ONLY_WITH_ACCESS = ("MESSAGE_", "TYPING_START", "CHANNEL_PINS_UPDATE")
THREAD_EVENTS = ("THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "THREAD_MEMBERS_UPDATE")
OF_GUILD = ("GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE")
PRIVATE_THREAD = 12


@dataclass(frozen=True, slots=True)
class Close:
    """Close the socket with this code; None cuts the connection without a word."""

    code: int | None


def shard_of(guild_id: int | None, shards: int) -> int:
    """Guilds by `(guild_id >> 22) % shards`, everything else on shard 0 (docs: sharding)."""
    return (guild_id >> 22) % shards if guild_id else 0


@dataclass(slots=True)
class Session:
    """One identified client. `line` is its socket's queue while it is connected."""

    id: str
    intents: int
    shard: int
    shards: int
    sequence: int = 0
    kept: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=KEPT_EVENTS))
    line: asyncio.Queue[bytes | Close] | None = None
    left: datetime | None = None

    def dispatch(self, event: str, body: bytes) -> None:
        """Number an event, keep it for a RESUME, send it if the client is there."""
        self.sequence += 1
        frame = b'{"op":0,"t":"%b","s":%d,"d":%b}' % (event.encode(), self.sequence, body)
        self.kept.append((self.sequence, frame))
        if self.line is not None:
            self.line.put_nowait(frame)

    def after(self, sequence: int) -> list[bytes] | None:
        """What came after `sequence`, in order; None when it is no longer all there."""
        if sequence > self.sequence or (self.kept and self.kept[0][0] > sequence + 1):
            return None
        return [frame for number, frame in self.kept if number > sequence]

    def wants(self, event: str, payload: Mapping[str, Any]) -> bool:
        intent = rules.required_intent(event, payload)
        return intent is None or bool(self.intents & BITS[intent])

    @property
    def reads_content(self) -> bool:
        return bool(self.intents & BITS["message_content"])

    def covers(self, guild_id: int | None) -> bool:
        return self.shard == shard_of(guild_id, self.shards)


@dataclass(slots=True)
class Trouble:
    """The next `times` events are lost, come twice, or come in reverse order."""

    kind: Literal["lose", "duplicate", "shuffle"]
    times: int
    match: str = ""
    held: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)


@dataclass(slots=True)
class Identifies:
    """How many IDENTIFYs a token has left today; beyond it Discord resets the token."""

    total: int = 1_000
    used: int = 0
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    max_concurrency: int = 1
    latest: dict[int, float] = field(default_factory=dict)

    def at_once(self, shard: int) -> bool:
        """Whether this shard's turn is free; IDENTIFY within the five seconds of another ends in an invalid session."""
        now, turn = time.monotonic(), shard % self.max_concurrency
        if now - self.latest.get(turn, -BETWEEN_IDENTIFIES) < BETWEEN_IDENTIFIES:
            return False
        self.latest[turn] = now
        return True

    def take(self) -> bool:
        if datetime.now(UTC) - self.since >= timedelta(days=1):
            self.used, self.since = 0, datetime.now(UTC)
        self.used += 1
        return self.used <= self.total

    def as_json(self) -> dict[str, int]:
        left = timedelta(days=1) - (datetime.now(UTC) - self.since)
        return {
            "total": self.total,
            "remaining": max(self.total - self.used, 0),
            "reset_after": max(int(left / timedelta(milliseconds=1)), 0),
            "max_concurrency": self.max_concurrency,
        }


@dataclass(slots=True)
class Hub:
    """All sessions, and the way of an event from the model to them."""

    model: Model
    sessions: dict[str, Session] = field(default_factory=dict)
    lines: set[asyncio.Queue[bytes | Close]] = field(default_factory=set)
    identifies: Identifies = field(default_factory=Identifies)
    trouble: Trouble | None = None
    outage: bool = False
    guilds_of_a_shard: int = GUILDS_OF_A_SHARD

    @property
    def guild_ids(self) -> list[int]:
        """The guilds that the bot is in."""
        me = self.model.bot_user.id
        return [guild.id for guild in self.model.guilds.values() if me in guild.members]

    @property
    def shards(self) -> int:
        """How many sessions are wanted."""
        return max(1, math.ceil(len(self.guild_ids) / self.guilds_of_a_shard))

    def crowded(self, shard: int, shards: int) -> bool:
        """Whether one session would have more guilds than one may."""
        covered = [guild_id for guild_id in self.guild_ids if shard_of(guild_id, shards) == shard]
        return len(covered) > self.guilds_of_a_shard

    def open(self, intents: int, shard: int, shards: int) -> Session:
        for old in [each for each in self.sessions.values() if self._given_up(each)]:
            self.end(old)
        session = Session(secrets.token_hex(16), intents, shard, shards)
        self.sessions[session.id] = session
        return session

    def detach(self, session: Session) -> None:
        """Its client has gone; for some minutes it may come back and RESUME."""
        session.line, session.left = None, self.model.clock.now()

    def resumable(self, session_id: str) -> Session | None:
        session = self.sessions.get(session_id)
        return None if session is None or self._given_up(session) else session

    def end(self, session: Session) -> None:
        self.sessions.pop(session.id, None)

    def tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """Send one event to every session that may hear it, through the ordered trouble."""
        trouble = self.trouble
        if trouble is None or trouble.match not in event:
            self._deliver(event, payload)
            return
        trouble.times -= 1
        if trouble.times <= 0:
            self.trouble = None
        match trouble.kind:
            case "lose":
                return
            case "duplicate":
                self._deliver(event, payload)
                self._deliver(event, payload)
            case "shuffle":
                if not trouble.held:
                    asyncio.get_running_loop().call_later(0.5, self._release, trouble)
                trouble.held.append((event, payload))
                if trouble.times <= 0:
                    self._release(trouble)

    def send_to(self, session: Session, event: str, payload: Mapping[str, Any]) -> None:
        """Send one session what concerns it alone."""
        session.dispatch(event, orjson.dumps(payload))

    def guild_for(self, session: Session, guild_id: int) -> dict[str, Any]:
        """A guild as GUILD_CREATE shows it: the members inlined by the rules, the threads in sight."""
        guild = self.model.get_guild(guild_id)
        payload: dict[str, Any] = dict(serializers.guild_create_payload(self.model, guild))
        intents = discord.Intents.none()
        intents.value = session.intents
        rules.prune_guild_create(payload, intents, self.model.bot_user.id)
        me = self.model.bot_user.id
        payload["threads"] = [
            self.model.thread_payload(thread)
            for thread in self.model.active_threads(guild_id)
            if channel_accessible(self.model, thread.id, me)
        ]
        return payload

    def _given_up(self, session: Session) -> bool:
        gone = session.line is None and session.left is not None
        return gone and self.model.clock.now() - (session.left or DISCORD_EPOCH) > RESUMABLE

    def _release(self, trouble: Trouble) -> None:
        if self.trouble is trouble:
            self.trouble = None
        while trouble.held:
            self._deliver(*trouble.held.pop())

    def _deliver(self, event: str, payload: Mapping[str, Any]) -> None:
        if not self.sessions or not self._in_sight(event, payload):
            return
        guild_id = int(payload["id"] if event in OF_GUILD else payload.get("guild_id") or 0)
        plain: bytes | None = None
        for session in self.sessions.values():
            if not session.covers(guild_id) or not session.wants(event, payload):
                continue
            if event == "GUILD_CREATE":
                new = self.guild_for(session, guild_id)
                del new["unavailable"]  # only the guilds of READY become available; a new one is joined
                self.send_to(session, event, new)
                continue
            plain = plain or orjson.dumps(payload)
            session.dispatch(event, plain if session.reads_content else self._censored(event, plain))

    def _in_sight(self, event: str, payload: Mapping[str, Any]) -> bool:
        """Whether the bot itself may see where this happened."""
        if payload.get("guild_id") is None:
            return True
        me = self.model.bot_user.id
        guild = self.model.guilds.get(int(payload["guild_id"]))
        if guild is not None and me not in guild.members:
            return False
        if event.startswith(SEEN_ONLY_WITH_ACCESS) and payload.get("channel_id"):
            return channel_accessible(self.model, int(payload["channel_id"]), me)
        if event in THREAD_EVENTS and payload.get("type") == PRIVATE_THREAD and event != "THREAD_DELETE":
            leaving = str(me) in payload.get("removed_member_ids", ())
            return leaving or channel_accessible(self.model, int(payload["id"]), me)
        return True

    def _censored(self, event: str, body: bytes) -> bytes:
        """The same event without message content (docs: message content intent)."""
        if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE", "INTERACTION_CREATE"):
            return body
        payload = orjson.loads(body)
        me = self.model.bot_user.id
        if event != "INTERACTION_CREATE":
            changed = rules.censor_message(payload, me, backend=self.model)
            return orjson.dumps(payload) if changed else body
        data = payload.get("data") or {}
        if isinstance(payload.get("message"), dict):
            rules.censor_message(payload["message"], me, backend=self.model, exempt_root=True)
        for message_id, message in ((data.get("resolved") or {}).get("messages") or {}).items():
            chosen = str(data.get("target_id")) == message_id
            rules.censor_message(message, me, backend=self.model, exempt_root=chosen)
        return orjson.dumps(payload)
