"""One pipelined connection to the server.

All calls made in one turn of the event loop, but unhurried ones, go out in one write, and replies are matched to them
in order: under `appendfsync always` they then share one fsync, and a call costs this process little. There is no
pool to run dry.

What a caller may rely on:

- A call ends with its reply, or with `StoreUnavailable` when none came within the timeout. Then the command
  may have been carried out or not; nothing here sends it a second time by itself.
- Calls that were not yet written when the connection broke wait for the next one, until their timeout.
- Calls are carried out in the order in which they were made, as long as one connection lasts.
- Only unhurried ones may be overtaken. They go with the next script that writes, behind it, so that it has to share its
  fsync with them but never to wait for one of theirs; where none comes soon, they go by themselves.
- In a cluster the connection moves to the node that has the keys (all keys of a desk are in one slot), and
  commands that a node refused because they belong elsewhere are sent there: those were not carried out.
"""

import asyncio
import contextlib
import hashlib
import random
import ssl
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import ClassVar, cast
from urllib.parse import parse_qs, urlsplit

import hiredis

from adapters.redis.background import beside
from core.ports import StoreUnavailable

Reply = bytes | int | list["Reply"] | None
"""What the server answers. Refusals are raised."""

Argument = bytes | str | int | float

_CONNECT_WITHIN = 2.0
_FIRST_PAUSE = 0.02
_LONGEST_PAUSE = 1.0

_UNHURRIED = 0.01
"""So long an unhurried call waits for others to go with."""
_ALONG = 12
"""So many unhurried calls go with others: each makes those wait for as long as it takes."""

_UNAVAILABLE = frozenset(
    {"LOADING", "MASTERDOWN", "CLUSTERDOWN", "MISCONF", "OOM", "READONLY", "NOREPLICAS", "BUSY"}
)
"""Refusals that say that the server cannot now; nothing was changed."""

_ELSEWHERE = frozenset({"ASK", "TRYAGAIN"})
"""The desk's slot is being moved; its commands wait until it has arrived."""

_AWAY = frozenset({"READONLY", "LOADING", "MASTERDOWN"})
"""Those after which another connection may find a better server (a failover)."""


class RefusedError(Exception):
    """The server will not take a command: a defect of this program, or missing rights."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where and how to connect. `path`: a unix socket instead of host and port."""

    host: str = "localhost"
    port: int = 6379
    path: str | None = None
    db: int = 0
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    tls: ssl.SSLContext | None = None


def address(url: str) -> Address:
    """`redis://`, `rediss://` and `unix://` as redis-py reads them.

    Raises:
        ValueError: it is none of these.
    """
    from redis.asyncio.connection import SSLConnection, parse_url  # noqa: PLC0415 - large; the built-in store has no URL

    parts = parse_url(url)
    secure = parts.get("connection_class") is SSLConnection
    given = parse_qs(urlsplit(url).query)
    tls = ssl.create_default_context(cafile=given.get("ssl_ca_certs", [None])[0]) if secure else None
    if tls is not None and "ssl_certfile" in given:
        tls.load_cert_chain(given["ssl_certfile"][0], given.get("ssl_keyfile", [None])[0])
    return Address(
        host=parts.get("host") or "localhost",
        port=parts.get("port") or 6379,
        path=parts.get("path"),
        db=parts.get("db") or 0,
        username=parts.get("username"),
        password=parts.get("password"),
        tls=tls,
    )


class Script:
    """A Lua script, known to the server by its hash. All are loaded when a connection is made.

    `carries`: it writes, and unhurried calls go with it.
    """

    known: ClassVar[list["Script"]] = []

    def __init__(self, name: str, *, carries: bool = False) -> None:
        folder = resources.files("adapters.redis") / "scripts"
        own = (folder / f"{name}.lua").read_text()
        shebang, _, body = own.partition("\n")
        shared = (folder / "shared.lua").read_text()
        self.name = name
        self.carries = carries
        self.source = f"{shebang}\n{shared}\n{body}".encode()
        self.sha = hashlib.sha1(self.source, usedforsecurity=False).hexdigest().encode()
        Script.known.append(self)


def _packed(arguments: tuple[Argument, ...]) -> bytes:
    # Its stub takes a tuple of exactly one.
    packed: bytes = hiredis.pack_command(cast("tuple[Argument]", arguments))
    return packed


class _Call(asyncio.Future[Reply]):
    """A command under way."""

    __slots__ = ("deadline", "packed")

    def __init__(self, packed: bytes, deadline: float, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop=loop)
        self.packed = packed
        self.deadline = deadline


class _Wire(asyncio.Protocol):
    """One socket: what is written, and the calls that await their replies in that order."""

    def __init__(self, owner: "Connection") -> None:
        self.owner = owner
        self.reader = hiredis.Reader()
        self.sent: deque[_Call] = deque()
        self.transport: asyncio.WriteTransport | None = None
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        self.reader.feed(data)
        sent, reader = self.sent, self.reader
        try:
            while (reply := reader.gets()) is not False:
                self.owner.answered(self, sent.popleft(), reply)
        except (hiredis.ProtocolError, IndexError):
            self.drop()

    def write(self, calls: Sequence[_Call]) -> None:
        if self.transport is None or self.lost:
            raise ConnectionError
        self.sent.extend(calls)
        self.transport.write(b"".join([call.packed for call in calls]))

    def drop(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.lost = True
        self.owner.gone(self)
        for call in self.sent:
            if not call.done():
                call.set_exception(StoreUnavailable("the connection to the store broke"))
        self.sent.clear()


class Connection:
    """The process's way to the server. Made by `connected`, which keeps it connected."""

    def __init__(self, to: Address, timeout: float) -> None:
        self._to = to
        self._home = to
        self._timeout = timeout
        self._loop = asyncio.get_running_loop()
        self._wire: _Wire | None = None
        self._waiting: list[_Call] = []
        self._unhurried: deque[_Call] = deque()
        self._alone: asyncio.TimerHandle | None = None
        """Sends unhurried calls by themselves."""
        self._all_along = False
        """Whether the next write takes all of them along."""
        self._carries = False
        self._flushing = False
        self._wanted = asyncio.Event()
        self._closed = False
        self.trouble = "the store did not answer in time"
        """What a call that has waited in vain is told."""

    # ---- what callers use

    def call(self, *arguments: Argument) -> "asyncio.Future[Reply]":
        """Send a command. The future ends as the module promises."""
        call = self._made(arguments)
        if not call.done():
            self._waiting.append(call)
            self._soon()
        return call

    def in_no_hurry(self, *arguments: Argument) -> "asyncio.Future[Reply]":
        """Send a command for which nobody waits. The future ends as the module promises."""
        call = self._made(arguments)
        if not call.done():
            self._unhurried.append(call)
            if self._alone is None:
                self._alone = self._loop.call_later(_UNHURRIED, self._by_themselves)
        return call

    async def run(
        self, script: Script, key: str, arguments: Sequence[Argument], *, unhurried: bool = False
    ) -> Reply:
        """Run a script by its hash; a server that has lost it is given it again."""
        send = self.in_no_hurry if unhurried else self.call
        self._carries = self._carries or (script.carries and not unhurried)
        try:
            return await send("EVALSHA", script.sha, 1, key, *arguments)
        except RefusedError as refusal:
            if not str(refusal).startswith("NOSCRIPT"):
                raise
        return await self.call("EVAL", script.source, 1, key, *arguments)

    # ---- the wire's side

    def answered(self, wire: _Wire, call: _Call, reply: object) -> None:
        if not isinstance(reply, hiredis.ReplyError):
            if not call.done():
                call.set_result(cast("Reply", reply))
            return
        words = str(reply)
        code = words.partition(" ")[0]
        if code == "MOVED":
            if wire is self._wire:
                self._moved(words.split()[2])
            self._again(call)
        elif code in _ELSEWHERE:
            self._again(call)
        elif not call.done():
            if code in _UNAVAILABLE:
                call.set_exception(StoreUnavailable(words))
            else:
                call.set_exception(RefusedError(words))
        if code in _AWAY:
            wire.drop()

    def gone(self, wire: _Wire) -> None:
        if self._wire is wire:
            self._wire = None
            self._wanted.set()

    # ---- inside

    def _made(self, arguments: tuple[Argument, ...]) -> _Call:
        call = _Call(_packed(arguments), self._loop.time() + self._timeout, self._loop)
        if self._closed:
            call.set_exception(StoreUnavailable("the store is closed"))
        return call

    def _soon(self) -> None:
        if not self._flushing:
            self._flushing = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flushing = False
        if self._all_along:
            self._take_along(len(self._unhurried))
        if self._wire is None or not self._waiting:
            return
        if self._carries:
            self._take_along(_ALONG)
        self._carries = False
        calls, self._waiting = self._waiting, []
        self._wire.write(calls)

    def _by_themselves(self) -> None:
        self._all_along = True
        self._soon()

    def _take_along(self, count: int) -> None:
        for _ in range(min(count, len(self._unhurried))):
            self._waiting.append(self._unhurried.popleft())
        if not self._unhurried:
            self._none_unhurried()

    def _none_unhurried(self) -> None:
        self._all_along = False
        if self._alone is not None:
            self._alone.cancel()
            self._alone = None

    def _again(self, call: _Call) -> None:
        """A cluster's node refused it unexecuted: it waits for the right one."""
        if not call.done():
            self._waiting.append(call)
            if self._wire is not None and not self._flushing:
                self._flushing = True
                self._loop.call_later(_FIRST_PAUSE, self._flush)

    def _moved(self, target: str) -> None:
        host, _, port = target.rpartition(":")
        self._to = replace(self._home, host=host or self._to.host, port=int(port), path=None)
        wire, self._wire = self._wire, None
        if wire is not None:
            # What it was sent before still gets its replies (each says MOVED); then it closes.
            self._loop.call_later(self._timeout, wire.drop)
            self._wanted.set()

    async def _connect(self) -> None:
        loop, to = self._loop, self._to
        if to.path is not None:
            _, wire = await loop.create_unix_connection(lambda: _Wire(self), to.path)
        else:
            _, wire = await loop.create_connection(lambda: _Wire(self), to.host, to.port, ssl=to.tls)
        greeting: list[tuple[Argument, ...]] = []
        if to.password is not None:
            greeting.append(
                ("AUTH", to.username, to.password) if to.username is not None else ("AUTH", to.password)
            )
        if to.db:
            greeting.append(("SELECT", to.db))
        greeting.append(("PING",))
        scripts: list[tuple[Argument, ...]] = [("SCRIPT", "LOAD", script.source) for script in Script.known]
        until = loop.time() + _CONNECT_WITHIN
        calls = [_Call(_packed(each), until, loop) for each in greeting]
        loads = [_Call(_packed(each), until, loop) for each in scripts]
        wire.write(calls + loads)
        try:
            await asyncio.gather(*calls)
            # Where they may not be loaded beforehand, each is sent when it is first run.
            await asyncio.gather(*loads, return_exceptions=True)
        except BaseException:
            wire.drop()
            raise
        self._wire = wire
        self._flush()

    async def keep(self) -> None:
        """Stay connected until cancelled."""
        pause = _FIRST_PAUSE
        while True:
            self._wanted.clear()
            if self._wire is None:
                try:
                    async with asyncio.timeout(_CONNECT_WITHIN):
                        await self._connect()
                    pause = _FIRST_PAUSE
                    self.trouble = "the store did not answer in time"
                except (OSError, TimeoutError, StoreUnavailable, RefusedError) as error:
                    self.trouble = f"no connection to the store: {error or type(error).__name__}"
                    self._to = self._home
                    await asyncio.sleep(pause * random.uniform(0.5, 1.0))
                    pause = min(pause * 2, _LONGEST_PAUSE)
                    continue
            await self._wanted.wait()

    async def watch(self) -> None:
        """Fail what has waited too long, until cancelled."""
        while True:
            await asyncio.sleep(self._timeout / 20)
            now = self._loop.time()
            if self._waiting and self._waiting[0].deadline <= now:
                for call in self._waiting:
                    self._expire(call, now)
                self._waiting = [call for call in self._waiting if not call.done()]
            if self._wire is None:
                continue
            sent = self._wire.sent
            for call in sent:
                if call.deadline > now:
                    break
                self._expire(call, now)
            if sent and sent[0].deadline + 2 * self._timeout < now:
                self._wire.drop()

    def _expire(self, call: _Call, now: float) -> None:
        if not call.done() and call.deadline <= now:
            call.set_exception(StoreUnavailable(self.trouble))

    def close(self) -> None:
        self._closed = True
        for call in (*self._waiting, *self._unhurried):
            if not call.done():
                call.set_exception(StoreUnavailable("the store is closed"))
        self._unhurried.clear()
        self._none_unhurried()
        if self._wire is not None and self._wire.transport is not None:
            self._wire.transport.close()


@contextlib.asynccontextmanager
async def connected(to: Address, patience: float = 2.5) -> AsyncIterator[Connection]:
    """A connection that is kept up while the context lasts. It need not be up at the start.

    Args:
        to: the server.
        patience: seconds that a call may take.
    """
    connection = Connection(to, patience)
    async with beside(connection.keep(), connection.watch()):
        try:
            yield connection
        finally:
            connection.close()
