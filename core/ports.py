"""What core asks of the outside. Each port's promises are checked by one suite in `tests/contracts`."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from core.cases.decision import Record
from core.people.directory import Customer
from core.trust.crowds import Sieve
from core.trust.pictures import Match, NoMatch, Unreadable, Why
from core.trust.sharing import Elsewhere
from core.words.cards import Answer, Verb
from core.words.commands import Command, Typing
from core.words.deliveries import Attempt, Delivery, Limits
from core.words.effects import Effect
from core.words.files import File, FileId
from core.words.people import Person, Profile
from core.words.records import Entry, Index
from core.words.refs import (
    Account,
    AgentId,
    Carrier,
    CaseId,
    CommandId,
    Destination,
    Direct,
    EntryId,
    MessageRef,
    Place,
    RoomKey,
)

RecordKey = str
"""`case/482`, `seat/ana`, `requester/<account>`, `mailbox/<fingerprint>`, `ledger/<customer>`, `notices/<batch>`,
`incident/<number>`, `spread/<number>`, `subscriber/<account>`, `watch/<monitor>:<key>`, `draft/<agent>`,
`suspect/<account>`, `warnings/<account or carrier>`, `console/<account>`, `desk`,
`estimate`; and in expectations only `t:482`, whose version is how many entries that case's transcript has.
"""

Version = int
"""Counts a record's commits from 1; 0 means that there is none."""


@dataclass(frozen=True, slots=True)
class Versioned:
    record: Record | None
    version: Version


@dataclass(frozen=True, slots=True)
class Row:
    """An outbox row: one effect of one command, `id` being the command's id, `#` and the effect's index.

    `supersedes`: where set, an unsent earlier row of the same lane with the same value ends superseded.
    """

    id: str
    effect: Effect
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """All that one command changes, in one atomic step.

    `expect`: the version that each record must still have. `put`: new records (versions count up). `add` and
    `drop`: index entries; adding a `Unique` held by another value fails the commit. `start`: destinations whose
    first row, if it comes to head its lane by this commit, shall be marked attempting for this process at once.
    `met`: private chats whose place the command tells (it came from there), so that receipts in them are found.
    """

    command: CommandId
    now: datetime
    expect: Mapping[RecordKey, Version]
    put: Mapping[RecordKey, Record]
    add: Sequence[Index] = ()
    drop: Sequence[Index] = ()
    entries: Sequence[Entry] = ()
    rows: Sequence[Row] = ()
    start: frozenset[Destination] = frozenset()
    met: Sequence[tuple[Direct, Place]] = ()


@dataclass(frozen=True, slots=True)
class Committed:
    """Done. `attempts` are the rows marked attempting for this process; `waiting` the other lanes that got rows."""

    attempts: tuple[Attempt, ...] = ()
    waiting: tuple[Destination, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing was changed: a record had moved on, or a unique key is held by `held` (key to value)."""

    held: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Nothing was changed: this command was committed before."""


class StoreUnavailable(Exception):  # noqa: N818 - it names a state of the store, not a mistake
    """The store could not be asked, or did not answer in time. Whether it did the thing is unknown; since the
    command's id is checked inside, asking again is harmless.
    """


@dataclass(frozen=True, slots=True)
class Settled:
    """A row's end, for whoever lists them."""

    row: str
    state: Literal["delivered", "failed", "uncertain", "parked", "superseded"]
    why: str
    effect: Effect


class Store(Protocol):
    """The desk's memory. Every method raises `StoreUnavailable` when the server cannot be reached in time.

    Whatever a method has returned from is on disk (in the configured durability); a crash of the program or of the
    server after that loses none of it. All methods may be called concurrently.
    """

    async def load(self, keys: Sequence[RecordKey]) -> tuple[Versioned, ...]:
        """The records in the order of `keys`; an absent one has version 0."""
        ...

    async def commit(self, commit: Commit) -> Committed | Conflict | Repeated:
        """All of it or nothing, once for each command id (remembered for at least 48 hours).

        Rows join their lanes in the order given, behind what is there.
        """
        ...

    async def reserve_case(self) -> CaseId:
        """The next case number. Gaps are fine; the same number is never given twice."""
        ...

    # ---- inbox: commands that could not be decided at once

    async def keep(self, command: Command, error: str, attempts_before_parking: int = 5) -> bool:
        """Keep a command for another try, counting the tries; True when it has just been parked for good."""
        ...

    async def kept(self, limit: int) -> tuple[Command, ...]:
        """Commands kept and not parked, oldest first."""
        ...

    async def parked(self) -> tuple[tuple[Command, str], ...]:
        """Parked commands with their last error."""
        ...

    async def handled(self, command: CommandId) -> bool:
        """Whether a command with this id was committed (within what is remembered)."""
        ...

    # ---- indexes

    async def first(self, index: str, count: int, after: int = 0) -> tuple[tuple[str, float], ...]:
        """Members with the lowest scores, from the `after`th."""
        ...

    async def until(self, index: str, score: float, count: int) -> tuple[tuple[str, float], ...]:
        """Members with a score up to and including `score`, lowest first."""
        ...

    async def following(
        self, index: str, after: tuple[float, str], count: int
    ) -> tuple[tuple[str, float], ...]:
        """Members behind this score and, among those of the same score, behind this member; in order."""
        ...

    async def rank(self, index: str, member: str) -> int | None:
        """How many members come before this one; None where it is not in the index."""
        ...

    async def score(self, index: str, member: str) -> float | None:
        """A member's score."""
        ...

    async def size(self, index: str) -> int:
        """How many members the index has."""
        ...

    async def holder(self, unique: str) -> str | None:
        """The value that holds a unique key."""
        ...

    async def seats(self) -> tuple[Versioned, ...]:
        """All seats that were ever taken, with their versions."""
        ...

    async def set_due(self, index: Index) -> None:
        """Put one ranked entry outside a commit (a heartbeat)."""
        ...

    # ---- rooms and messages

    async def room_at(self, place: Place) -> RoomKey | None:
        """Which room of which case this place is."""
        ...

    async def place_of(self, room: RoomKey) -> Place | None:
        """Where the room is, once it was opened."""
        ...

    async def forget_room(self, room: RoomKey) -> None:
        """The place is gone: the room has none, until it is opened anew."""
        ...

    async def entry_at(self, ref: MessageRef) -> EntryId | None:
        """The entry that was said in, or relayed as, this platform message."""
        ...

    async def refs(self, to: Destination, key: str) -> tuple[str, ...]:
        """The platform's message ids under which an entry or a card stands at a destination."""
        ...

    async def remember(self, to: Destination, key: str, refs: tuple[str, ...]) -> None:
        """Record what a view (a board, a queue card) was shown as. Views have no rows."""
        ...

    async def transcript(self, case: CaseId) -> tuple[Entry, ...]:
        """All entries, as `core.words.records.in_order` puts them."""
        ...

    async def handled_until(self, place: Place) -> str | None:
        """The highest platform message id handled in a place, for the backfill after a gap."""
        ...

    async def note_handled(self, place: Place, message: str) -> None:
        """Raise that mark (it never falls)."""
        ...

    async def places(self) -> tuple[Place, ...]:
        """Places with a mark."""
        ...

    # ---- outbox

    async def take(self, carriers: Sequence[Carrier], now: datetime, limit: int) -> tuple[Attempt, ...]:
        """Lease lanes that are due and held by no living process, mark each head row attempting, return them.

        A row that a dead process had marked comes back with `tries` counted up; they are counted anew from when it was
        settled as a repetition.
        """
        ...

    async def settle(self, attempt: Attempt, delivery: Delivery, now: datetime, more: bool) -> Attempt | None:
        """Record how an attempt ended, with the platform's ids, and leave the lane.

        Delivered, Rejected and Uncertain end the row. RetryAfter keeps it at the head, with the parts done, and makes
        the lane due after the delay. With `more`, the next row of the lane is marked attempting in the same step
        and returned, and the lease goes on; otherwise the lane is due at once if it holds more.
        A process that has lost its lease changes nothing and gets None.
        """
        ...

    async def release(self, attempt: Attempt, due: datetime) -> None:
        """Give a lane back unsent: the row counts as not attempted, and is due then."""
        ...

    async def outbox_depth(self) -> int:
        """Rows that have not ended."""
        ...

    async def waiting(self, carriers: Sequence[Carrier]) -> int:
        """How many destinations of these carriers have rows that nobody is sending."""
        ...

    async def ended(self, case: CaseId) -> tuple[Settled, ...]:
        """Rows of a case that ended failed, uncertain or parked, oldest first."""
        ...

    async def requeue(self, row: str, now: datetime) -> bool:
        """Send an uncertain or failed row once more, because a person asked; False where it is not one."""
        ...

    # ---- one of many processes

    async def hold(self, what: str, for_: timedelta) -> int | None:
        """Hold a named duty (one poller for each token, one timer's hand) and renew it; a fencing number that only
        ever grows, or None while another living process holds it.
        """
        ...

    async def drop(self, what: str) -> None:
        """Let go of a duty."""
        ...

    # ---- housekeeping

    async def forget_person(self, requester: str) -> int:
        """Erase a person's records, entries, rows, index entries and receipts; how many keys were touched."""
        ...

    async def healthy(self) -> str | None:
        """None when reads and writes work, else one line that says what is wrong."""
        ...

    async def close(self) -> None: ...


class Files(Protocol):
    """The kept bytes of attachments. Names are random; nothing here follows a name that a person gave."""

    async def keep(self, data: bytes, name: str, mime: str | None) -> File:
        """Keep bytes. The type is sniffed; the name is made safe; raises `OSError` when the disk refuses."""
        ...

    async def read(self, file: FileId) -> bytes:
        """The bytes; raises `FileNotFoundError`."""
        ...

    async def settle(self, file: FileId) -> None:
        """It is in use: until then it counts as new, and whoever tidies up may erase it. An absent file is fine."""
        ...

    async def forget(self, file: FileId) -> None:
        """Erase; an absent file is fine."""
        ...

    async def new(self, before: datetime) -> tuple[FileId, ...]:
        """What was kept before then and never settled. What was not wholly written before then is erased."""
        ...


class Messenger(Protocol):
    """One platform's way out.

    `deliver` never raises for what the platform does; it says how it ended. It gives up before a lease ends
    (20 seconds) with `Uncertain` where the request may have arrived and the platform is not idempotent, else with
    `RetryAfter`.
    """

    @property
    def carrier(self) -> Carrier: ...

    @property
    def limits(self) -> Limits: ...

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple["Budget", ...]:
        """The rate budgets that a delivery spends from, the narrowest first (chat, group, whole platform)."""
        ...

    async def deliver(self, attempt: Attempt) -> Delivery: ...

    async def typing(self, to: Destination, place: Place | None) -> None:
        """Show that somebody is writing; best effort, never raises. `place` is the room's, where `to` is one."""
        ...


@dataclass(frozen=True, slots=True)
class Budget:
    """`rate` sendings a second on average, at most `burst` at once, shared by all that name the same key.

    `windowed`: at most `burst` in any `burst / rate` seconds, where a platform counts so; else the burst comes on top.
    `most`: where it is given, at most so many in any second, whatever the rate and the burst would let pass.
    """

    key: str
    rate: float
    burst: float
    windowed: bool = False
    most: int = 0


class Handler(Protocol):
    """What an adapter's `inbound` speaks to: the desk."""

    async def handle(self, command: Command) -> Answer:
        """Handle it, once for each id. When this returns, the command is stored or decided: it may be confirmed to
        the platform. Raises `StoreUnavailable` when it is neither: it must not be confirmed and will come again.
        """
        ...

    def form(self, who: Person, verb: Verb, case: CaseId | None = None, argument: str = "") -> Answer:
        """What a press leads to where the platform has forms, decided from memory alone and at once: an answer with
        the form to open, or an answer without one, which means: pass the press on to `handle`.
        """
        ...

    def typing(self, typing: Typing) -> None:
        """Somebody is writing; forgotten if it cannot be shown at once."""
        ...

    def language(self, who: Person) -> str:
        """The language this person is spoken to in, as far as memory tells."""
        ...

    async def answers(self, who: Person) -> bool:
        """Whether this person is answered at all: on a line that comes with a plan, strangers are not. `handle` knows
        it by itself; an adapter that says something of its own accord asks first.
        """
        ...

    def is_agent(self, account: Account) -> bool:
        """Whether the account is on the roster."""
        ...

    def suspicious(self, about: Profile, words: str = "") -> bool:
        """Whether somebody who is none of the staff passes for it by their names or its mark, or asks in `words` for
        what only swindlers ask for; or whether one of the staff has come to be called otherwise than the format says,
        or as it says again, or lacks the mark: then it is to be told as `Noticed`. From memory, at once: so too where
        the words have yet to be read with care, which is done when that is handled.
        """
        ...

    def known_as(self, username: str) -> None:
        """The desk's own bot, or a place where it is, goes by this user name: whoever sends people there may."""
        ...

    def asks(self, who: Account, where: Place, words: str) -> bool:
        """Whether somebody's words in a public place are a question after which they are to be warned: then it is to be
        told as `Inquired`. From memory, at once.
        """
        ...

    def resembles(self, about: Profile) -> bool:
        """Whether the names are at least a little like one of the staff's: a reason to look at the picture, and for
        nothing else. From memory, at once.
        """
        ...

    def sieve(self) -> AbstractAsyncContextManager[Sieve]:
        """For a whole list of members: how near their names come to staff's, while others go on. Whoever is staff
        comes near, too.
        """
        ...

    def officials(self) -> tuple[tuple[Account, str], ...]:
        """The accounts on the roster, with the names that they are shown by."""
        ...

    def agents(self) -> tuple[tuple[AgentId, str], ...]:
        """The roster's ids and names, for choosing whom to transfer to."""
        ...

    def macros(self) -> tuple[str, ...]:
        """The names of the ready-made answers."""
        ...

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """The choices of the form: id and label."""
        ...


class DirectoryUnavailable(Exception):  # noqa: N818 - it names a state of another system, not a mistake
    """The operator's system did not answer in time, or answered what makes no sense."""


class Directory(Protocol):
    """The operator's own system that knows customers, where there is one."""

    async def find(self, email: str) -> Customer | None:
        """The customer on whose file this address is, with that contact at least; None where there is none.

        Raises `DirectoryUnavailable` within a few seconds at most. What has returned names the address asked for.
        """
        ...


class Neighbours(Protocol):
    """The other desks of the deployment that share what their moderators decide about accounts."""

    async def known(self, account: Account, names: tuple[str, ...]) -> tuple[Elsewhere, ...]:
        """What they have decided about an account, and about others whose names have one of these keys. Nothing where
        they cannot be asked; it never raises.
        """
        ...


class Portrait(Protocol):
    """An account's picture as its platform has it. Neither method raises for what the platform does."""

    async def key(self) -> str | None:
        """The same as long as the picture is; None where there is none, or it cannot be told."""
        ...

    async def read(self) -> bytes | None:
        """Its bytes, of bounded number; None where they cannot be had."""
        ...


class Pictures(Protocol):
    """The staff's pictures as fingerprints, and who has one of them. Strangers' bytes are decoded within limits, and
    never on the event loop.
    """

    @property
    def version(self) -> int:
        """Another one whenever the staff's pictures have changed."""
        ...

    def has(self, account: Account, key: str) -> bool:
        """Whether this picture of a member of staff's account has been given."""
        ...

    def keep_only(self, accounts: frozenset[Account]) -> None:
        """Forget the pictures of all other accounts: they are nobody's now."""
        ...

    async def enrol(self, account: Account, staff: str, key: str, picture: bytes) -> Why | None:
        """Keep the fingerprint of a picture of `staff`, as named; or say why it cannot be compared with."""
        ...

    async def look(self, picture: bytes) -> Match | NoMatch | Unreadable:
        """Whose picture this is; a match names the member of staff."""
        ...


class Meters(Protocol):
    """What is counted and timed. Labels are kinds and outcomes, never people."""

    def handled(self, command: str, outcome: str, seconds: float) -> None:
        """A command was handled."""
        ...

    def delivered(self, carrier: Carrier, effect: str, outcome: str, seconds: float) -> None:
        """A delivery ended."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC."""
        ...

    async def sleep(self, duration: timedelta) -> None: ...
