"""Finding what a command is about, and loading the records that its decision may look at."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.cases.case import Case, Closed, cases_of, open_key, queue_score
from core.cases.decision import Front, Record, Scene, record_key
from core.cases.intake import front
from core.cases.people import Desk, Estimate, Requester
from core.cases.seats import Seat
from core.people.addresses import fingerprint
from core.people.proof import Mailbox
from core.policy import Agent, Facts, Policy, Roster
from core.ports import Store, Version
from core.status.incidents import ALL, OPEN, Incident, incident_key
from core.status.maintenance import PLANNED, Maintenance, Matter
from core.status.own import OWN, STORE
from core.status.subscribers import Subscriber, subscriber_key
from core.status.watches import Watch, watch_key
from core.words.cards import Verb
from core.words.commands import Pressed
from core.words.files import Attachment
from core.words.records import QUEUE, Entry, in_order
from core.words.refs import (
    Account,
    AgentId,
    CaseId,
    EntryId,
    MessageRef,
    Place,
    RoomKey,
    case_of,
    case_of_entry,
)

NUMBERED = frozenset({Verb.TAKE, Verb.TRANSCRIPT, Verb.VIEW, Verb.REOPEN})
"""Commands that a case's number may follow."""


@dataclass(slots=True)
class Loaded:
    """The records read for one command, with the versions that its commit expects."""

    records: dict[str, Record] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)

    def old(self, record: Record) -> Record | None:
        return self.records.get(record_key(record))

    def version(self, record: Record) -> Version:
        return self.versions.get(record_key(record), 0)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a place and an account tell: the room, if the place is one, and the case."""

    case: CaseId | None
    room: RoomKey | None
    fresh: bool = False
    """The case is the person's latest rather than one that the place or an open chat names."""


class Scenes:
    """Loads scenes. One for each desk; it keeps nothing between commands."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def records(self, loaded: Loaded, *keys: str) -> None:
        """Load records that are not loaded yet."""
        wanted = [key for key in keys if key not in loaded.versions]
        if not wanted:
            return
        for key, found in zip(wanted, await self._store.load(wanted), strict=True):
            loaded.versions[key] = found.version
            if found.record is not None:
                loaded.records[key] = found.record

    async def case(self, loaded: Loaded, number: CaseId) -> Case | None:
        key = f"case/{number}"
        await self.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Case) else None

    async def seat(self, loaded: Loaded, agent: AgentId) -> Seat | None:
        key = f"seat/{agent}"
        await self.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Seat) else None

    async def requester(self, loaded: Loaded, account: Account) -> Requester | None:
        key = f"requester/{account}"
        await self.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Requester) else None

    async def mailbox(self, loaded: Loaded, address: str) -> Mailbox | None:
        """The record of an address."""
        key = f"mailbox/{fingerprint(address)}"
        await self.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Mailbox) else None

    async def subscriber(self, loaded: Loaded, account: Account) -> Subscriber | None:
        key = subscriber_key(account)
        await self.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Subscriber) else None

    async def away(self, policy: Policy) -> frozenset[str]:
        """The platforms that cannot be reached, as far as the program itself has told so."""
        of = [each for each in policy.status.own if each != STORE]
        found = await self._store.load([watch_key(f"{OWN}:{each}") for each in of]) if of else ()
        watches = {each: known.record for each, known in zip(of, found, strict=True)}
        return frozenset(
            each
            for each, watch in watches.items()
            if isinstance(watch, Watch) and watch.firing and watch.incident is not None
        )

    async def desk(self, loaded: Loaded) -> Desk:
        await self.records(loaded, "desk")
        record = loaded.records.get("desk")
        return record if isinstance(record, Desk) else Desk()

    async def matter(self, loaded: Loaded, number: int) -> Matter | None:
        """One incident or maintenance."""
        return next(iter(await self.matters(loaded, [number])), None)

    async def matters(self, loaded: Loaded, numbers: Iterable[int]) -> tuple[Matter, ...]:
        """Those of these numbers that there are, in this order."""
        keys = [incident_key(number) for number in numbers]
        await self.records(loaded, *keys)
        found = [loaded.records.get(key) for key in keys]
        return tuple(each for each in found if isinstance(each, Incident | Maintenance))

    async def open_matters(self, loaded: Loaded, incidents: int, works: int) -> tuple[Matter, ...]:
        """What is not over: so many incidents at most, the oldest first, then the next so many maintenances."""
        found = [*await self._store.first(OPEN, incidents), *await self._store.first(PLANNED, works)]
        return await self.matters(loaded, [int(member) for member, _ in found])

    async def late_matters(self, loaded: Loaded, count: int) -> tuple[Matter, ...]:
        """Those that began last, over or not, the earliest first."""
        size = await self._store.size(ALL)
        found = await self._store.first(ALL, count, max(0, size - count)) if size else ()
        return await self.matters(loaded, [int(member) for member, _ in found])

    async def wait(self, loaded: Loaded) -> float | None:
        """The running estimate of the wait."""
        await self.records(loaded, "estimate")
        record = loaded.records.get("estimate")
        return record.wait if isinstance(record, Estimate) else None

    async def whereabouts(
        self, where: Place, account: Account, *, private: bool, serves: bool
    ) -> Whereabouts:
        """Which case somebody means by writing here. `serves`: they are an agent whose private chat is a room."""
        if not private:
            room = await self._store.room_at(where)
            return Whereabouts(None if room is None else case_of(room), room)
        if serves:
            room = await self._store.room_at(where)
            if room is not None:
                return Whereabouts(case_of(room), room)
        held = await self.open_chat(account)
        if held is not None:
            return Whereabouts(held, None)
        latest = await self.latest(account, 1)
        return Whereabouts(latest[0] if latest else None, None, fresh=True)

    async def open_chat(self, requester: Account) -> CaseId | None:
        """The chat that a requester has open."""
        held = await self._store.holder(open_key(requester))
        return None if held is None else CaseId(int(held))

    async def latest(self, account: Account, count: int) -> tuple[CaseId, ...]:
        """A requester's latest cases, the newest first."""
        index = cases_of(account)
        size = await self._store.size(index)
        members = await self._store.first(index, count, max(0, size - count)) if size else ()
        return tuple(CaseId(int(member)) for member, _ in reversed(members))

    async def recent(self, account: Account, now: datetime) -> int:
        """How many cases the account has opened within the last hour."""
        index = cases_of(account)
        size = await self._store.size(index)
        if not size:
            return 0
        before = await self._store.until(index, (now - timedelta(hours=1)).timestamp(), size)
        return size - len(before)

    async def history(self, loaded: Loaded, number: CaseId) -> tuple[Entry, ...]:
        """The transcript so far. The commit expects it to be no longer: words that come in between are told too."""
        entries = await self._store.transcript(number)
        loaded.versions[f"t:{number}"] = len(entries)
        return entries

    async def whole_history(self, loaded: Loaded, case: Case) -> tuple[Entry, ...]:
        """The same with what was said in the cases that have become part of it."""
        entries = list(await self.history(loaded, case.id))
        for number in case.links:
            linked = await self.case(loaded, number)
            if linked is not None and isinstance(linked.phase, Closed) and linked.phase.into == case.id:
                entries += await self.history(loaded, number)
        return in_order(entries)

    async def entry(self, ref: MessageRef | None) -> EntryId | None:
        return None if ref is None else await self._store.entry_at(ref)

    async def files(self, entry: EntryId) -> tuple[Attachment, ...]:
        """What came with an entry."""
        told = await self._store.transcript(case_of_entry(entry))
        return next((each.files for each in told if each.id == entry), ())

    async def case_of_message(self, ref: MessageRef) -> tuple[EntryId, CaseId] | None:
        """The entry and the case of a platform message, if it belongs to one."""
        entry = await self._store.entry_at(ref)
        return None if entry is None else (entry, case_of_entry(entry))

    async def front(self, desk: Desk, facts: Facts) -> Front:
        """How live chat stands at this moment."""
        waiting = await self._store.size(QUEUE)
        seats = [each.record for each in await self._store.seats() if isinstance(each.record, Seat)]
        return front(facts.policy, desk, seats, waiting, facts.now)

    async def with_front(
        self, scene: Scene, loaded: Loaded, facts: Facts, account: Account, priority: int = 0
    ) -> Scene:
        """The scene with what a new request needs: how live chat stands, the place in the queue that one of
        this priority gets, a number, how often they have asked.
        """
        now = await self.front(scene.desk, facts)
        ahead = now.waiting
        if priority > 0:
            ahead = len(await self._store.until(QUEUE, queue_score(priority, facts.now), ahead))
        return replace(
            scene,
            wait=await self.wait(loaded),
            front=now,
            number=await self._store.reserve_case(),
            position=ahead,
            recent=await self.recent(account, facts.now),
        )


def agent_of(roster: Roster, account: Account) -> Agent | None:
    return roster.by_account.get(account)


def numbered(command: Pressed) -> CaseId | None:
    """The case that a button bears, or that was typed after a command."""
    if command.case is not None or command.verb not in NUMBERED:
        return command.case
    return case_number(command.argument)


def case_number(written: str) -> CaseId | None:
    """`#12` or `12`."""
    digits = written.strip().lstrip("#")
    return CaseId(int(digits)) if digits.isdecimal() and len(digits) < 16 else None
