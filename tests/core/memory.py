"""The `Store` port in memory, as plain as its promises: for tests of core that need no server.

A `Shelf` is what a server would hold; each `MemoryStore` over it is one process. A new one declares those
before it dead, as the embedded store does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.ports import Commit, Committed, Conflict, Repeated, Row, Settled, Versioned
from core.words.commands import Command
from core.words.deliveries import Attempt, Delivered, Delivery, Rejected, RetryAfter, Uncertain
from core.words.effects import Amend, Effect, Mark, React, Retract, Say, Show
from core.words.files import File, FileId
from core.words.records import Entry, Index, Ranked, Unique, in_order
from core.words.refs import (
    Carrier,
    CaseId,
    CommandId,
    Destination,
    EntryId,
    MessageRef,
    Place,
    RoomKey,
    carrier_of,
    case_of,
    case_of_entry,
    is_direct,
    is_room,
)

AT_ONCE = float("-inf")


@dataclass(slots=True)
class Kept:
    command: Command
    error: str
    tries: int = 0
    parked: bool = False


@dataclass(slots=True)
class Owed:
    """A row, and what has become of it. `state` is empty while it stands in its lane."""

    row: Row
    number: int
    tries: int = 0
    done: tuple[str, ...] = ()
    repeated: bool = False
    state: str = ""
    why: str = ""


@dataclass(slots=True)
class Shelf:
    """All that is stored."""

    records: dict[str, Versioned] = field(default_factory=dict)
    handled: set[CommandId] = field(default_factory=set)
    kept: dict[CommandId, Kept] = field(default_factory=dict)
    ranked: dict[str, dict[str, float]] = field(default_factory=dict)
    uniques: dict[str, str] = field(default_factory=dict)
    transcripts: dict[CaseId, list[Entry]] = field(default_factory=dict)
    places: dict[Place, RoomKey] = field(default_factory=dict)
    rooms: dict[RoomKey, Place] = field(default_factory=dict)
    directs: dict[Place, Destination] = field(default_factory=dict)
    chats: dict[Destination, Place] = field(default_factory=dict)
    standing: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    messages: dict[tuple[str, str], EntryId] = field(default_factory=dict)
    rows: dict[str, Owed] = field(default_factory=dict)
    lanes: dict[Destination, list[str]] = field(default_factory=dict)
    due: dict[Destination, tuple[float, int]] = field(default_factory=dict)
    leases: dict[Destination, "MemoryStore"] = field(default_factory=dict)
    marks: dict[Place, str] = field(default_factory=dict)
    cases: int = 0
    turn: int = 0

    def next(self) -> int:
        self.turn += 1
        return self.turn

    def index(self, name: str) -> list[tuple[str, float]]:
        return sorted(self.ranked.get(name, {}).items(), key=lambda each: (each[1], each[0]))

    def place(self, to: Destination) -> Place | None:
        if is_room(to):
            return self.rooms.get(RoomKey(to))
        return self.chats.get(to) if is_direct(to) else Place(to)

    def refs(self, to: Destination, key: str) -> tuple[str, ...]:
        known = self.standing.get(key, {})
        place = self.place(to)
        return (known.get(place) if place is not None else None) or known.get(to) or ()

    def record(self, entry: EntryId, at: str, refs: Sequence[str]) -> None:
        self.standing.setdefault(entry, {})[at] = tuple(refs)
        for ref in refs:
            self.messages[at, ref] = entry

    def meet(self, to: Destination, place: Place) -> None:
        self.chats[to] = place
        self.directs[place] = to


class MemoryStore:
    """Implements `core.ports.Store`, but for erasing people."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf or Shelf()
        for lane in list(self.shelf.leases):
            self._unlease(lane)
            if self.shelf.lanes.get(lane):
                self.shelf.rows[self.shelf.lanes[lane][0]].tries += 1
                self._due_now(lane)

    # ---- records and commits

    async def load(self, keys: Sequence[str]) -> tuple[Versioned, ...]:
        return tuple(self.shelf.records.get(key, Versioned(None, 0)) for key in keys)

    async def commit(self, commit: Commit) -> Committed | Conflict | Repeated:
        shelf = self.shelf
        if commit.command in shelf.handled:
            return Repeated()
        dropped = {each.key: each.value for each in commit.drop if isinstance(each, Unique)}
        held = {
            each.key: shelf.uniques[each.key]
            for each in commit.add
            if isinstance(each, Unique)
            and shelf.uniques.get(each.key, each.value) not in {each.value, dropped.get(each.key)}
        }
        moved = any(self._version(key) != version for key, version in commit.expect.items())
        if held or moved:
            return Conflict(held)
        shelf.handled.add(commit.command)
        shelf.kept.pop(commit.command, None)
        for key, record in commit.put.items():
            shelf.records[key] = Versioned(record, self._version(key) + 1)
        for index in commit.drop:
            self._drop(index)
        for index in commit.add:
            self._add(index)
        for entry in commit.entries:
            self._enter(entry)
        for to, place in commit.met:
            shelf.meet(to, place)
        started = [to for row in commit.rows if (to := self._join(row, commit.start)) is not None]
        attempts = tuple(self._attempt(lane) for lane in started)
        waiting = dict.fromkeys(row.effect.to for row in commit.rows if row.effect.to not in started)
        return Committed(attempts, tuple(waiting))

    def _version(self, key: str) -> int:
        if key.startswith("t:"):
            return len(self.shelf.transcripts.get(CaseId(int(key[2:])), ()))
        return self.shelf.records.get(key, Versioned(None, 0)).version

    def _add(self, index: Index) -> None:
        match index:
            case Ranked():
                self.shelf.ranked.setdefault(index.index, {})[index.member] = index.score
            case Unique():
                self.shelf.uniques[index.key] = index.value

    def _drop(self, index: Index) -> None:
        match index:
            case Ranked():
                self.shelf.ranked.get(index.index, {}).pop(index.member, None)
            case Unique():
                if self.shelf.uniques.get(index.key) == index.value:
                    del self.shelf.uniques[index.key]

    def _enter(self, entry: Entry) -> None:
        self.shelf.transcripts.setdefault(entry.case, []).append(entry)
        by_place: dict[Place, list[str]] = {}
        for ref in entry.refs:
            by_place.setdefault(ref.place, []).append(ref.id)
            self.shelf.marks.setdefault(ref.place, ref.id)
        for place, refs in by_place.items():
            self.shelf.record(entry.id, place, refs)

    def _join(self, row: Row, start: frozenset[Destination]) -> Destination | None:
        """Put a row behind its lane; the lane, if the row is to start at once."""
        shelf, to = self.shelf, row.effect.to
        lane = shelf.lanes.setdefault(to, [])
        shelf.rows[row.id] = Owed(row, shelf.next())
        lane.append(row.id)
        begins = len(lane) == 1 and to in start
        if begins:
            self._lease(to)
        elif len(lane) == 1:
            self._due_now(to)
        if row.supersedes is not None:
            self._supersede(row, lane)
        return to if begins else None

    def _supersede(self, newer: Row, lane: list[str]) -> None:
        for id_ in lane[:-1]:
            owed = self.shelf.rows[id_]
            attempting = lane[0] == id_ and newer.effect.to in self.shelf.leases
            touched = owed.tries or owed.done or owed.repeated
            if owed.row.supersedes == newer.supersedes and not attempting and not touched:
                lane.remove(id_)
                owed.state = "superseded"

    async def reserve_case(self) -> CaseId:
        self.shelf.cases += 1
        return CaseId(self.shelf.cases)

    # ---- inbox

    async def keep(self, command: Command, error: str, attempts_before_parking: int = 5) -> bool:
        kept = self.shelf.kept.setdefault(command.id, Kept(command, error))
        if command.id in self.shelf.handled:
            del self.shelf.kept[command.id]
            return False
        if kept.parked:
            return False
        kept.command, kept.error, kept.tries = command, error, kept.tries + 1
        kept.parked = kept.tries >= attempts_before_parking
        return kept.parked

    async def kept(self, limit: int) -> tuple[Command, ...]:
        return tuple(each.command for each in self.shelf.kept.values() if not each.parked)[:limit]

    async def parked(self) -> tuple[tuple[Command, str], ...]:
        return tuple((each.command, each.error) for each in self.shelf.kept.values() if each.parked)

    async def handled(self, command: CommandId) -> bool:
        return command in self.shelf.handled

    # ---- indexes

    async def first(self, index: str, count: int, after: int = 0) -> tuple[tuple[str, float], ...]:
        return tuple(self.shelf.index(index)[after : after + count]) if count > 0 else ()

    async def until(self, index: str, score: float, count: int) -> tuple[tuple[str, float], ...]:
        return tuple([each for each in self.shelf.index(index) if each[1] <= score][:count])

    async def following(
        self, index: str, after: tuple[float, str], count: int
    ) -> tuple[tuple[str, float], ...]:
        return tuple([each for each in self.shelf.index(index) if (each[1], each[0]) > after][:count])

    async def rank(self, index: str, member: str) -> int | None:
        members = [each for each, _ in self.shelf.index(index)]
        return members.index(member) if member in members else None

    async def score(self, index: str, member: str) -> float | None:
        return self.shelf.ranked.get(index, {}).get(member)

    async def size(self, index: str) -> int:
        return len(self.shelf.ranked.get(index, {}))

    async def holder(self, unique: str) -> str | None:
        return self.shelf.uniques.get(unique)

    async def seats(self) -> tuple[Versioned, ...]:
        return tuple(each for key, each in self.shelf.records.items() if key.startswith("seat/"))

    async def set_due(self, index: Index) -> None:
        self._add(index)

    # ---- rooms and messages

    async def room_at(self, place: Place) -> RoomKey | None:
        return self.shelf.places.get(place)

    async def place_of(self, room: RoomKey) -> Place | None:
        return self.shelf.rooms.get(room)

    async def forget_room(self, room: RoomKey) -> None:
        place = self.shelf.rooms.pop(room, None)
        if place is not None and self.shelf.places.get(place) == room:
            del self.shelf.places[place]

    async def entry_at(self, ref: MessageRef) -> EntryId | None:
        found = self.shelf.messages.get((ref.place, ref.id))
        return found or self.shelf.messages.get((self.shelf.directs.get(ref.place, ""), ref.id))

    async def refs(self, to: Destination, key: str) -> tuple[str, ...]:
        return self.shelf.refs(to, key)

    async def remember(self, to: Destination, key: str, refs: tuple[str, ...]) -> None:
        known, at = self.shelf.standing.setdefault(key, {}), self.shelf.place(to) or to
        if refs:
            known[at] = refs
        else:
            known.pop(at, None)
            known.pop(to, None)

    async def transcript(self, case: CaseId) -> tuple[Entry, ...]:
        return in_order(self.shelf.transcripts.get(case, ()))

    async def handled_until(self, place: Place) -> str | None:
        return self.shelf.marks.get(place)

    async def note_handled(self, place: Place, message: str) -> None:
        self.shelf.marks[place] = max(self.shelf.marks.get(place, "0"), message, key=int)

    async def places(self) -> tuple[Place, ...]:
        return tuple(self.shelf.marks)

    # ---- outbox

    async def take(self, carriers: Sequence[Carrier], now: datetime, limit: int) -> tuple[Attempt, ...]:
        due = sorted((when, lane) for lane, when in self.shelf.due.items() if when[0] <= now.timestamp())
        taken: list[Attempt] = []
        for _, lane in due:
            if carrier_of(lane) in carriers and len(taken) < limit:
                self._lease(lane)
                taken.append(self._attempt(lane))
        return tuple(taken)

    async def settle(self, attempt: Attempt, delivery: Delivery, now: datetime, more: bool) -> Attempt | None:
        lane = attempt.effect.to
        if not self._heads(attempt):
            return None
        owed = self.shelf.rows[attempt.row]
        self._learn(owed, delivery)
        match delivery:
            case RetryAfter(delay=delay):
                owed.repeated = owed.repeated or delivery.repeated
                owed.tries = 0 if delivery.repeated else owed.tries
                self._unlease(lane)
                self.shelf.due[lane] = ((now + delay).timestamp(), self.shelf.next())
                return None
            case Delivered():
                owed.state = "delivered"
            case Rejected():
                owed.state = "failed"
                owed.why = f"{delivery.reason}: {delivery.detail}" if delivery.detail else delivery.reason
            case Uncertain():
                owed.state, owed.why = "uncertain", delivery.why
        self.shelf.lanes[lane].pop(0)
        if self.shelf.lanes[lane] and more:
            return self._attempt(lane)
        self._unlease(lane)
        if self.shelf.lanes[lane]:
            self._due_now(lane)
        return None

    def _learn(self, owed: Owed, delivery: Delivery) -> None:
        """What the platform told of the row: its ids there, and the place."""
        lane, shelf = owed.row.effect.to, self.shelf
        refs = () if isinstance(delivery, Rejected) else delivery.refs
        owed.done = refs if refs[: len(owed.done)] == owed.done else (*owed.done, *refs)
        if isinstance(delivery, Delivered) and delivery.place is not None:
            if is_room(lane):
                shelf.rooms[RoomKey(lane)] = delivery.place
                shelf.places[delivery.place] = RoomKey(lane)
            elif is_direct(lane):
                shelf.meet(lane, delivery.place)
        if not owed.done:
            return
        match owed.row.effect:
            case Say(entry=entry) | Amend(entry=entry):
                shelf.record(entry, shelf.place(lane) or lane, owed.done)
            case Show(card=card):
                shelf.standing.setdefault(card.key, {})[shelf.place(lane) or lane] = owed.done
            case _:
                pass

    async def release(self, attempt: Attempt, due: datetime) -> None:
        if self._heads(attempt):
            self._unlease(attempt.effect.to)
            self.shelf.due[attempt.effect.to] = (due.timestamp(), self.shelf.next())

    async def outbox_depth(self) -> int:
        return sum(len(lane) for lane in self.shelf.lanes.values())

    async def waiting(self, carriers: Sequence[Carrier]) -> int:
        return sum(carrier_of(lane) in carriers for lane in self.shelf.due)

    async def ended(self, case: CaseId) -> tuple[Settled, ...]:
        return tuple(
            Settled(owed.row.id, owed.state, owed.why, owed.row.effect)
            for owed in self.shelf.rows.values()
            if owed.state in {"failed", "uncertain", "parked"} and _case(owed.row.effect) == case
        )

    async def requeue(self, row: str, now: datetime) -> bool:
        owed = self.shelf.rows.get(row)
        if owed is None or owed.state not in {"failed", "uncertain"}:
            return False
        owed.repeated = owed.repeated or owed.state == "uncertain"
        owed.state, owed.why, owed.tries, owed.number = "", "", 0, self.shelf.next()
        lane = self.shelf.lanes.setdefault(owed.row.effect.to, [])
        lane.append(row)
        if len(lane) == 1:
            self._due_now(owed.row.effect.to)
        return True

    def _attempt(self, lane: Destination) -> Attempt:
        owed = self.shelf.rows[self.shelf.lanes[lane][0]]
        effect = owed.row.effect
        known, reply = (), ()
        match effect:
            case Say(entry=entry, reply_to=answered):
                known = self.shelf.refs(lane, entry)
                reply = self.shelf.refs(lane, answered) if answered is not None else ()
            case Amend(entry=entry) | Retract(entry=entry) | React(entry=entry) | Mark(entry=entry):
                known = self.shelf.refs(lane, entry)
            case Show(card=card):
                known = self.shelf.refs(lane, card.key)
            case _:
                pass
        return Attempt(
            owed.row.id, effect, self.shelf.place(lane), known, reply[0] if reply else None,
            owed.done, owed.tries, owed.repeated,
        )  # fmt: skip

    def _heads(self, attempt: Attempt) -> bool:
        lane = attempt.effect.to
        return self.shelf.leases.get(lane) is self and self.shelf.lanes[lane][:1] == [attempt.row]

    def _lease(self, lane: Destination) -> None:
        self.shelf.leases[lane] = self
        self.shelf.due.pop(lane, None)

    def _unlease(self, lane: Destination) -> None:
        self.shelf.leases.pop(lane, None)

    def _due_now(self, lane: Destination) -> None:
        self.shelf.due[lane] = (AT_ONCE, self.shelf.next())

    # ---- one of many processes; housekeeping

    async def hold(self, what: str, for_: timedelta) -> int | None:
        return self.shelf.next()

    async def drop(self, what: str) -> None:
        return None

    async def healthy(self) -> str | None:
        return None

    async def close(self) -> None:
        return None


def _case(effect: Effect) -> CaseId | None:
    if is_room(effect.to):
        return case_of(RoomKey(effect.to))
    entry = getattr(effect, "entry", None)
    return None if entry is None or ":" not in entry else case_of_entry(entry)


@dataclass(slots=True)
class MemoryFiles:
    """The `Files` port in memory."""

    held: dict[FileId, tuple[bytes, datetime]] = field(default_factory=dict)
    settled: set[FileId] = field(default_factory=set)

    async def keep(self, data: bytes, name: str, mime: str | None) -> File:
        file = File(FileId(f"{len(self.held):032x}"), name, "file", mime or "", len(data))
        self.held[file.id] = (data, datetime.now(UTC))
        return file

    async def read(self, file: FileId) -> bytes:
        if file not in self.held:
            raise FileNotFoundError(file)
        return self.held[file][0]

    async def settle(self, file: FileId) -> None:
        self.settled.add(file)

    async def forget(self, file: FileId) -> None:
        self.held.pop(file, None)

    async def new(self, before: datetime) -> tuple[FileId, ...]:
        return tuple(file for file, (_, at) in self.held.items() if file not in self.settled and at < before)
