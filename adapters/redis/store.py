"""The desk's memory on a Redis-protocol server.

All keys of a desk begin with `{desk}:`, so that they are in one slot of a cluster. Under it:

    r:<record key>       a record: its version, a colon, its bytes
    cases                the last case number given
    in:<half day>        ids of the commands committed in it
    seats                keys of the seats
    i:<index>, uniques   sorted sets; who holds each unique key
    t:<case>             the transcript's entries
    k:<entry or card>    by place: the message ids it stands under; an entry's `case`
    cards:<case>         keys of its cards
    m:<place>            by message id: its entry
    marks                by place: until where it is handled
    rooms, places        room to place, and back
    direct, directs      private chat to place, and back
    q:<lane>             rows in order; a lane is a destination
    row:<id>, rs:<id>    a row; its tries, the parts done, whether it is repeated
    sup:<lane>           by what they supersede: unsent rows
    end:<id>, ended:<case>    how a row ended badly; such rows. Without a case: not listed, gone after 30 days
    due:<carrier>        lanes that nobody holds, by when they are due
    leases               by lane: the process that holds it, which means that its head is being attempted
    held:<owner>         a process's lanes; alive:<owner>, owners, missing: its signs of life
    depth, ends          how many rows have not ended; how many have, by how
    duty:<name>, fences  who holds a duty; the last number given
    kept, kept:order, kept:tries, kept:why, parked    commands to be tried again

**Receipts** are kept by place, since that is what a platform's message ids belong to: a room that is opened
anew in another place starts without any. The place of a room is learned when its opening is delivered, that
of a private chat from `Delivered.place` or `Commit.met`. What was sent to a private chat before that is
kept under the destination's own name, and every look-up tries the place first and then that name; so
nothing has to be moved when the place is learned. What a person said is recorded at its source place by its
entry's `refs`, so that marks, reactions and replies bound for that place find the author's own message.

**Due at once** is no time but a number below all times, counted up: such lanes come first, in their order,
whatever the clocks of the programs say.

**Doubt.** Where the answer to a call that leases lanes is lost, this process may hold lanes it never heard
of. The next `take` then tells the server which it knows, and the others are free again, as not attempted. A
lane whose settling was lost stays held: only the one who sent may say how it ended, by settling again.
"""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, cast

from adapters.redis import commits
from adapters.redis.background import beside
from adapters.redis.cache import Cache
from adapters.redis.codec import COMMAND, EFFECT, ENTRY, RECORD
from adapters.redis.connection import (
    Address,
    Argument,
    Connection,
    RefusedError,
    Reply,
    Script,
    address,
    connected,
)
from adapters.redis.embedded import EVIDENCE, FILES, embedded
from adapters.redis.erasure import Eraser
from adapters.redis.files import FolderFiles
from adapters.redis.lapsing import Lapsing
from core.ports import (
    Commit,
    Committed,
    Conflict,
    Files,
    RecordKey,
    Repeated,
    Settled,
    StoreUnavailable,
    Versioned,
)
from core.words.commands import Command
from core.words.deliveries import Attempt, Delivered, Delivery, Rejected, RetryAfter, Uncertain
from core.words.effects import Effect, Say
from core.words.records import Entry, Index, Ranked, Unique, in_order
from core.words.refs import (
    Account,
    Carrier,
    CaseId,
    CommandId,
    Destination,
    EntryId,
    MessageRef,
    Place,
    RoomKey,
    is_room,
)

BEAT = timedelta(milliseconds=700)
"""How often a process that shares its store shows that it lives."""
SIGN = timedelta(milliseconds=2000)
"""How long such a sign lasts. With the grace in the scripts, a dead one's lanes are free in three seconds."""

_COMMIT = Script("commit", carries=True)
_TAKE = Script("take")
_SETTLE = Script("settle", carries=True)
_RELEASE = Script("release")
_REQUEUE = Script("requeue")
_ENDED = Script("ended")
_KEEP = Script("keep")
_KEPT = Script("kept")
_HANDLED = Script("handled")
_DUTY = Script("duty")
_LIFE = Script("life")
_SEATS = Script("seats")
_MESSAGE = Script("message")
_RECEIPTS = Script("receipts")
_REMEMBER = Script("remember")
_LEAVE_ROOM = Script("leave_room")
_MARK = Script("mark")

_ABSENT = Versioned(None, 0)


class RedisStore:
    """Implements `core.ports.Store`; made by `open_store`.

    `alone`: no other program uses this store (it is embedded). Only then are records and rooms cached:
    beside another program a stale copy would not only cause conflicts, which are harmless, but also refusals,
    which commit nothing and so would never be found wrong.
    """

    def __init__(
        self, connection: Connection, desk: str, files: Files, evidence: Files, *, alone: bool
    ) -> None:
        self.connection = connection
        self.files = files
        self.evidence = evidence
        self.prefix = f"{{{desk}}}:"
        self.owner = secrets.token_hex(8)
        self.alone = alone
        self._never = self.prefix + "-"
        self._records: Cache[RecordKey, Versioned] = Cache(50_000 if alone else 0)
        self._rooms: Cache[Place, RoomKey | None] = Cache(50_000 if alone else 0)
        self._places: Cache[RoomKey, Place | None] = Cache(50_000 if alone else 0)
        self._holders: Cache[str, str] = Cache(50_000 if alone else 0)
        self._said: Cache[MessageRef, EntryId] = Cache(50_000 if alone else 0)
        """What was said or delivered lately: people reply to that. Only what is there is kept, never an absence."""
        self._effects: Cache[str, Effect] = Cache(10_000)
        """By row, once committed: a refused commit of the same command may have meant other rows by the same names. A
        committed row's effect never changes, so these are right beside other programs too."""
        self._held: dict[Destination, int] = {}
        """Lanes that this process holds, or may be about to, and how many calls think so."""
        self._doubt = False
        """Whether the server may hold lanes for this process that it has not heard of."""
        self._starting = 0
        """How many commits are under way that may lease lanes."""
        self._taking = asyncio.Lock()

    async def _run(self, script: Script, *arguments: Argument) -> Reply:
        return await self.connection.run(script, self._never, arguments)

    # ---- records and commits

    async def load(self, keys: Sequence[RecordKey]) -> tuple[Versioned, ...]:
        missing = [key for key in keys if key not in self._records]
        found: dict[RecordKey, Versioned] = {}
        if missing:
            stored = cast(
                "list[bytes | None]",
                await self.connection.call("MGET", *[f"{self.prefix}r:{key}" for key in missing]),
            )
            for key, data in zip(missing, stored, strict=True):
                found[key] = _versioned(data)
                self._records.put(key, found[key])
        return tuple([found[key] if key in found else self._records[key] for key in keys])

    async def commit(self, commit: Commit) -> Committed | Conflict | Repeated:
        arguments = commits.arguments(self.owner, commit)
        for lane in commit.start:
            self._hold(lane)
        self._starting += bool(commit.start)
        try:
            reply = await self.connection.run(_COMMIT, self._never, arguments, unhurried=commit.unhurried)
        except BaseException:
            # It may have been carried out: nothing that it touched is known any more.
            for lane in commit.start:
                self._let_go(lane)
            self._doubt = self._doubt or bool(commit.start)
            self._records.drop(commit.put)
            self._holders.drop(each.key for each in commit.drop if isinstance(each, Unique))
            raise
        finally:
            self._starting -= bool(commit.start)
        match reply:
            case [b"C", *attempts]:
                for row in commit.rows:
                    self._effects.put(row.id, row.effect)
                started = tuple([commits.attempt(each, self._effects) for each in attempts])
            case [b"X", *held]:
                for lane in commit.start:
                    self._let_go(lane)
                self._records.drop(commit.expect)
                words = [each.decode() for each in cast("list[bytes]", held)]
                return Conflict(dict(zip(words[::2], words[1::2], strict=True)))
            case _:
                for lane in commit.start:
                    self._let_go(lane)
                self._records.drop(commit.expect)
                # The one before it may have been this process's own, and have leased lanes unheard.
                self._doubt = self._doubt or bool(commit.start)
                return Repeated()
        for key, record in commit.put.items():
            if key in commit.expect:
                self._records.put(key, Versioned(record, commit.expect[key] + 1))
            else:
                self._records.drop((key,))
        self._holders.drop([each.key for each in commit.drop if isinstance(each, Unique)])
        for each in commit.add:
            if isinstance(each, Unique):
                self._holders.put(each.key, each.value)
        for entry in commit.entries:
            for ref in entry.refs:
                self._said.put(ref, entry.id)
        lanes = {each.effect.to for each in started}
        for lane in commit.start - lanes:
            self._let_go(lane)
        waiting = dict.fromkeys(row.effect.to for row in commit.rows if row.effect.to not in lanes)
        return Committed(started, tuple(waiting))

    async def reserve_case(self) -> CaseId:
        return CaseId(cast("int", await self.connection.call("INCR", f"{self.prefix}cases")))

    # ---- inbox

    async def keep(self, command: Command, error: str, attempts_before_parking: int = 5) -> bool:
        return await self._run(_KEEP, command.id, COMMAND.dump(command), error, attempts_before_parking) == 1

    async def kept(self, limit: int) -> tuple[Command, ...]:
        found = cast("list[bytes]", await self._run(_KEPT, "kept:order", limit))
        return tuple([COMMAND.load(each) for each in found[::2]])

    async def parked(self) -> tuple[tuple[Command, str], ...]:
        found = cast("list[bytes]", await self._run(_KEPT, "parked", 0))
        return tuple(
            [
                (COMMAND.load(command), error.decode())
                for command, error in zip(found[::2], found[1::2], strict=True)
            ]
        )

    async def handled(self, command: CommandId) -> bool:
        return await self._run(_HANDLED, command) == 1

    # ---- indexes

    async def first(self, index: str, count: int, after: int = 0) -> tuple[tuple[str, float], ...]:
        if count <= 0:
            return ()
        return _scored(
            await self.connection.call(
                "ZRANGE", f"{self.prefix}i:{index}", after, after + count - 1, "WITHSCORES"
            )
        )

    async def until(self, index: str, score: float, count: int) -> tuple[tuple[str, float], ...]:
        return _scored(
            await self.connection.call(
                "ZRANGEBYSCORE",
                f"{self.prefix}i:{index}",
                "-inf",
                repr(float(score)),
                "WITHSCORES",
                "LIMIT",
                0,
                count,
            )
        )

    async def following(
        self, index: str, after: tuple[float, str], count: int
    ) -> tuple[tuple[str, float], ...]:
        score, member = after
        found: list[tuple[str, float]] = []
        passed = 0
        while len(found) < count:
            page = _scored(
                await self.connection.call(
                    "ZRANGEBYSCORE",
                    f"{self.prefix}i:{index}",
                    repr(float(score)),
                    "+inf",
                    "WITHSCORES",
                    "LIMIT",
                    passed,
                    count,
                )
            )
            # Those of the same score come in the order of their bytes, as they are compared here.
            found += [each for each in page if (each[1], each[0].encode()) > (score, member.encode())]
            passed += len(page)
            if len(page) < count:
                break
        return tuple(found[:count])

    async def rank(self, index: str, member: str) -> int | None:
        return cast("int | None", await self.connection.call("ZRANK", f"{self.prefix}i:{index}", member))

    async def score(self, index: str, member: str) -> float | None:
        found = await self.connection.call("ZSCORE", f"{self.prefix}i:{index}", member)
        return None if found is None else float(cast("bytes", found))

    async def size(self, index: str) -> int:
        return cast("int", await self.connection.call("ZCARD", f"{self.prefix}i:{index}"))

    async def holder(self, unique: str) -> str | None:
        if unique in self._holders:
            return self._holders[unique]
        found = _text(await self.connection.call("HGET", f"{self.prefix}uniques", unique))
        if found is not None:
            self._holders.put(unique, found)
        return found

    async def seats(self) -> tuple[Versioned, ...]:
        found = cast("list[bytes | None]", await self._run(_SEATS))
        return tuple([_versioned(each) for each in found if each is not None])

    async def set_due(self, index: Index) -> None:
        match index:
            case Ranked():
                await self.connection.call(
                    "ZADD", f"{self.prefix}i:{index.index}", repr(float(index.score)), index.member
                )
            case _:
                raise TypeError("only ranked entries have a time")

    # ---- rooms and messages

    async def room_at(self, place: Place) -> RoomKey | None:
        if place in self._rooms:
            return self._rooms[place]
        found = _text(await self.connection.call("HGET", f"{self.prefix}places", place))
        room = None if found is None else RoomKey(found)
        self._rooms.put(place, room)
        return room

    async def place_of(self, room: RoomKey) -> Place | None:
        if room in self._places:
            return self._places[room]
        found = _text(await self.connection.call("HGET", f"{self.prefix}rooms", room))
        place = None if found is None else Place(found)
        self._places.put(room, place)
        return place

    async def forget_room(self, room: RoomKey) -> None:
        try:
            await self._run(_LEAVE_ROOM, room)
        finally:
            self._moved(room)

    def _moved(self, room: RoomKey) -> None:
        """The room has another place, or none. It happens once or twice in a case's life."""
        self._places.drop((room,))
        self._rooms.clear()

    async def entry_at(self, ref: MessageRef) -> EntryId | None:
        if ref in self._said:
            return self._said[ref]
        found = _text(await self._run(_MESSAGE, ref.place, ref.id))
        if found is None:
            return None
        entry = EntryId(found)
        self._said.put(ref, entry)
        return entry

    async def refs(self, to: Destination, key: str) -> tuple[str, ...]:
        return commits.split(cast("bytes | None", await self._run(_RECEIPTS, to, key)))

    async def remember(self, to: Destination, key: str, refs: tuple[str, ...]) -> None:
        await self._run(_REMEMBER, to, key, commits.joined(refs))

    async def transcript(self, case: CaseId) -> tuple[Entry, ...]:
        stored = cast("list[bytes]", await self.connection.call("LRANGE", f"{self.prefix}t:{case}", 0, -1))
        return in_order([ENTRY.load(each) for each in stored])

    async def handled_until(self, place: Place) -> str | None:
        return _text(await self.connection.call("HGET", f"{self.prefix}marks", place))

    async def note_handled(self, place: Place, message: str) -> None:
        await self._run(_MARK, place, message)

    async def places(self) -> tuple[Place, ...]:
        found = cast("list[bytes]", await self.connection.call("HKEYS", f"{self.prefix}marks"))
        return tuple([Place(each.decode()) for each in found])

    # ---- outbox

    async def take(self, carriers: Sequence[Carrier], now: datetime, limit: int) -> tuple[Attempt, ...]:
        if not carriers or limit <= 0:
            return ()
        async with self._taking:
            if self._doubt:
                # A lane of a commit that is still under way is kept; one leased unheard before may hide behind it.
                self._doubt = self._starting > 0
                try:
                    await self._run(_LIFE, self.owner, "reconcile", *self._held)
                except BaseException:
                    self._doubt = True
                    raise
            try:
                reply = await self._run(_TAKE, self.owner, repr(now.timestamp()), limit, *carriers)
            except BaseException:
                self._doubt = True
                raise
            attempts = tuple([commits.attempt(each, self._effects) for each in cast("list[Reply]", reply)])
            for each in attempts:
                self._hold(each.effect.to)
            return attempts

    async def settle(self, attempt: Attempt, delivery: Delivery, now: datetime, more: bool) -> Attempt | None:
        lane = attempt.effect.to
        outcome, why, refs, place, due = _ending(delivery, now)
        # Where no reply comes the lane stays held: the row may have been sent. Only settling it ends that.
        reply = await self._run(
            _SETTLE,
            self.owner,
            attempt.row,
            lane,
            outcome,
            why,
            commits.joined(refs),
            place,
            due,
            1 if more else 0,
            1 if isinstance(delivery, RetryAfter) and delivery.repeated else 0,
        )
        if place and is_room(lane):
            self._moved(RoomKey(lane))
        if not isinstance(delivery, RetryAfter):
            self._effects.drop((attempt.row,))
        if isinstance(attempt.effect, Say) and reply is not None:
            there = Place(place) if place else attempt.place
            if there is not None:
                for ref in refs:
                    self._said.put(MessageRef(there, ref), attempt.effect.entry)
        if isinstance(reply, list):
            return commits.attempt(reply, self._effects)
        self._let_go(lane)
        if reply is None:
            self._doubt = True
        return None

    async def release(self, attempt: Attempt, due: datetime) -> None:
        lane = attempt.effect.to
        try:
            await self._run(_RELEASE, self.owner, attempt.row, lane, repr(due.timestamp()))
        except BaseException:
            self._doubt = True
            raise
        finally:
            self._let_go(lane)

    async def outbox_depth(self) -> int:
        return int(cast("bytes | None", await self.connection.call("GET", f"{self.prefix}depth")) or 0)

    async def waiting(self, carriers: Sequence[Carrier]) -> int:
        counts = [await self.connection.call("ZCARD", f"{self.prefix}due:{each}") for each in carriers]
        return sum(cast("list[int]", counts))

    async def ended(self, case: CaseId) -> tuple[Settled, ...]:
        found = cast("list[bytes]", await self._run(_ENDED, case))
        return tuple(
            [
                Settled(row.decode(), _ended_state(state), why.decode(), EFFECT.load(effect))
                for row, state, why, effect in zip(*[iter(found)] * 4, strict=True)
            ]
        )

    async def requeue(self, row: str, now: datetime) -> bool:  # noqa: ARG002 - the port's; it is due at once
        return await self._run(_REQUEUE, row) == 1

    def _hold(self, lane: Destination) -> None:
        self._held[lane] = self._held.get(lane, 0) + 1

    def _let_go(self, lane: Destination) -> None:
        count = self._held.get(lane, 0)
        if count > 1:
            self._held[lane] = count - 1
        else:
            self._held.pop(lane, None)

    # ---- one of many processes

    async def hold(self, what: str, for_: timedelta) -> int | None:
        time = max(1, for_ // timedelta(milliseconds=1))
        return cast("int | None", await self._run(_DUTY, self.owner, what, time))

    async def drop(self, what: str) -> None:
        await self._run(_DUTY, self.owner, what, 0)

    async def start(self) -> None:
        """Show the first sign of life; alone, declare whoever was here before dead."""
        if self.alone:
            await self._run(_LIFE, self.owner, "start")
        else:
            await self._beat()

    async def live(self) -> None:
        """Show signs of life until cancelled."""
        while True:
            await asyncio.sleep(BEAT.total_seconds())
            with contextlib.suppress(StoreUnavailable):
                await self._beat()

    async def _beat(self) -> None:
        await self._run(_LIFE, self.owner, "beat", SIGN // timedelta(milliseconds=1))

    # ---- housekeeping

    async def forget_person(self, requester: str) -> int:
        try:
            return await Eraser(self.connection, self.prefix, self.files, self.evidence).person(
                Account(requester)
            )
        finally:
            self._forget()

    async def expire_closed(self, before: datetime) -> int:
        """Erase cases closed before then, with all that belongs to them; how many they were."""
        try:
            return await Eraser(self.connection, self.prefix, self.files, self.evidence).closed(before)
        finally:
            self._forget()

    async def lapse(self, now: datetime) -> int:
        """Take out what was to be kept until then only; how many records changed."""
        try:
            return await Lapsing(self.connection, self.prefix, self.files, self.evidence).run(now)
        finally:
            self._forget()

    def look_again(self) -> None:
        """Drop what is cached: somebody else has changed the store."""
        self._forget()

    def _forget(self) -> None:
        self._records.clear()
        self._holders.clear()
        self._said.clear()
        self._rooms.clear()
        self._places.clear()
        self._effects.clear()

    async def healthy(self) -> str | None:
        try:
            await self.connection.call("SET", f"{self.prefix}health", 1, "PX", 60_000)
            await self.connection.call("GET", f"{self.prefix}health")
        except (StoreUnavailable, RefusedError) as error:
            return str(error)
        return None

    async def close(self) -> None:
        """Give back what is held, so that others need not wait for this process to be missed."""
        with contextlib.suppress(StoreUnavailable):
            await self._run(_LIFE, self.owner, "stop")
        self.connection.close()


def _versioned(data: bytes | None) -> Versioned:
    if data is None:
        return _ABSENT
    version, _, record = data.partition(b":")
    return Versioned(RECORD.load(record), int(version))


def _ended_state(state: bytes) -> Literal["failed", "uncertain", "parked"]:
    match state:
        case b"failed":
            return "failed"
        case b"uncertain":
            return "uncertain"
        case _:
            return "parked"


def _text(reply: Reply) -> str | None:
    return reply.decode() if isinstance(reply, bytes) else None


def _scored(reply: Reply) -> tuple[tuple[str, float], ...]:
    found = cast("list[bytes]", reply)
    return tuple(
        [(member.decode(), float(score)) for member, score in zip(found[::2], found[1::2], strict=True)]
    )


def _ending(delivery: Delivery, now: datetime) -> tuple[str, str, tuple[str, ...], str, str]:
    match delivery:
        case Delivered():
            return "delivered", "", delivery.refs, delivery.place or "", ""
        case RetryAfter():
            return "retry", "", delivery.refs, "", repr((now + delivery.delay).timestamp())
        case Rejected():
            why = f"{delivery.reason}: {delivery.detail}" if delivery.detail else delivery.reason
            return "failed", why, (), "", ""
        case Uncertain():
            return "uncertain", delivery.why, delivery.refs, "", ""


@contextlib.asynccontextmanager
async def open_store(
    url: str | None, path: Path, desk: str, patience: float = 2.5
) -> AsyncIterator[RedisStore]:
    """The store of a desk.

    Args:
        url: of a server; None starts one in `path`, which this program then holds alone.
        path: the data folder.
        desk: its name, the unit of isolation.
        patience: seconds that a call may take.

    Raises:
        StoreUnavailable: the server does not answer.
        EmbeddedError: the server in `path` cannot be started.
    """
    async with contextlib.AsyncExitStack() as stack:
        own = await stack.enter_async_context(embedded(path)) if url is None else None
        to = address(url) if url is not None else Address(path=str(own))
        connection = await stack.enter_async_context(connected(to, patience))
        files, evidence = FolderFiles(path / FILES, desk), FolderFiles(path / FILES / EVIDENCE, desk)
        store = RedisStore(connection, desk, files, evidence, alone=url is None)
        await store.start()
        async with beside() if store.alone else beside(store.live()):
            try:
                yield store
            finally:
                await store.close()
