"""Taking things out for good: a person who asks for it, and closed cases whose time is over.

A case is taken out with all that belongs to it: record, transcript, files, receipts, cards, rooms, rows,
index entries. A person is taken out with all their cases, and then by a look at every key of the desk for
whatever still names one of their accounts, private places or rooms; an address that they have proven stays with
their other accounts. Agents' rooms name nobody: an agent's
private chat serves other people's cases too, so only what is of the case goes from there. Both may be broken
off and done again. Last, the server writes its files anew, since an append-only file still holds what was
deleted.
"""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import cast

from adapters.redis.codec import ENTRY, RECORD
from adapters.redis.connection import Connection, Script
from adapters.redis.scanning import REPLACE, Scanner
from adapters.redis.shapes import UnreadableError
from core.cases.case import Active, Case, Closed, cases_of, indexes
from core.cases.people import Requester
from core.cases.seats import Seat, without_case
from core.people import console
from core.people.addresses import fingerprint, mailbox
from core.people.console import Console
from core.people.proof import Mailbox
from core.ports import Files, StoreUnavailable
from core.promises import batches
from core.promises.batches import Batch, over
from core.status.spreading import Spread
from core.trust import suspects
from core.trust.suspects import Ended, Report, Suspect
from core.trust.warnings import Warnings
from core.words.files import File
from core.words.records import Ranked, Unique
from core.words.refs import Account, CaseId, Place, RoomKey, case_of, direct, side_of

_TAKE_OUT = Script("take_out")
_ERASE_ROOM = Script("erase_room")

_SPREAD = "r:spread/"
_KEPT = (b"r:seat/", b"r:desk", b"r:suspect/", b"i:suspects", b"i:alike:", b"i:handle:")
"""Records of staff, who are not erased as requesters, and of accounts that pass for staff: nobody takes those away by
asking for erasure. What others reported of them goes with those who did.
"""


class Eraser(Scanner):
    """Erases from one desk."""

    def __init__(self, connection: Connection, prefix: str, files: Files, evidence: Files) -> None:
        super().__init__(connection, prefix)
        self._files = files
        self._evidence = evidence
        self._row = len(prefix) + len("row:")

    async def person(self, requester: Account) -> int:
        """Erase a person; how many keys were touched."""
        self._touched = 0
        names = {str(requester), str(direct(requester))}
        place = await self._call("HGET", "direct", direct(requester))
        if isinstance(place, bytes):
            names.add(place.decode())
        members = cast("list[bytes]", await self._call("ZRANGE", f"i:{cases_of(requester)}", 0, -1))
        cases = {CaseId(int(member)) for member in members}
        async for key, data in self._strings("r:case/*"):
            if str(requester).encode() in data:
                record = RECORD.load(data.partition(b":")[2])
                if isinstance(record, Case) and record.requester == requester:
                    cases.add(CaseId(int(key.rpartition(b"/")[2])))
        names |= await self._cases(cases)
        names |= await self._mailboxes(requester)
        await self._suspects(requester, names)
        await self._sweep(names)
        await self._rewrite()
        return self._touched

    async def closed(self, before: datetime) -> int:
        """Erase cases closed before then, and what else is as old and over; how many cases."""
        old: set[CaseId] = set()
        async for _, _, record in self._records("r:case/*"):
            match record:
                case Case(id=number, phase=Closed(at=at)) if at < before:
                    old.add(number)
                case _:
                    pass
        await self._cases(old)
        async for key, _, record in self._records("r:notices/*"):
            if isinstance(record, Batch) and over(record, before):
                for index in batches.indexes(record):
                    if isinstance(index, Ranked):
                        await self._call("ZREM", f"i:{index.index}", index.member)
                await self._connection.call("DEL", key)
        async for key, _, record in self._records("r:console/*"):
            if isinstance(record, Console) and console.over(record, before):
                for index in console.indexes(record):
                    if isinstance(index, Unique):
                        await self._call("HDEL", "uniques", index.key)
                await self._connection.call("DEL", key)
        async for _, _, record in self._records("r:suspect/*"):
            match record:
                case Suspect(ended=Ended(at=at)) as suspect if at < before:
                    await self._forgotten(suspect)
                case _:
                    pass
        async for key, _, record in self._records("r:warnings/*"):
            match record:
                case Warnings() as warned if all(each < before for each in warned.at):
                    await self._connection.call("DEL", key)
                case _:
                    pass
        return len(old)

    # ---- suspects

    async def _suspects(self, person: Account, names: set[str]) -> None:
        """What somebody reported goes with them, what they did under an address of theirs too, and so does what is
        known of themselves if they were let pass.
        """
        async for key, data in self._strings("r:suspect/*"):
            version, _, stored = data.partition(b":")
            suspect = RECORD.load(stored)
            if not isinstance(suspect, Suspect):
                continue
            if suspect.account == person and suspect.ended is not None and suspect.ended.how == "fine":
                await self._forgotten(suspect)
                continue
            others = tuple(each for each in suspect.reports if each.by not in names)
            if others != suspect.reports:
                new = b"%d:%b" % (int(version) + 1, RECORD.dump(replace(suspect, reports=others)))
                await self._run(REPLACE, key[len(self._prefix) + 2 :].decode(), data, new)
                await self._pictures(each for each in suspect.reports if each.by in names)

    async def _forgotten(self, suspect: Suspect) -> None:
        for index in suspects.indexes(suspect):
            if isinstance(index, Ranked):
                await self._call("ZREM", f"i:{index.index}", index.member)
        await self._delete([f"r:suspect/{suspect.account}"])
        await self._pictures(suspect.reports)

    async def _pictures(self, reports: Iterable[Report]) -> None:
        for picture in suspects.pictures(reports):
            await self._evidence.forget(picture.id)

    # ---- cases

    async def _cases(self, cases: set[CaseId]) -> set[str]:
        """Erase them; the places of their rooms on the requester's side."""
        if not cases:
            return set()
        rooms: dict[RoomKey, Place] = {}
        staying: dict[Place, list[RoomKey]] = {}
        async for name, at in self._pairs("rooms"):
            room, place = RoomKey(name.decode()), Place(at.decode())
            if case_of(room) in cases:
                rooms[room] = place
            else:
                staying.setdefault(place, []).append(room)
        for number in cases:
            await self._case(number)
        for room, place in rooms.items():
            others = sorted(staying.get(place, ()), key=case_of, reverse=True)
            await self._run(_ERASE_ROOM, room, *others)
        return {place for room, place in rooms.items() if side_of(room) == "requester"}

    async def _case(self, number: CaseId) -> None:
        keys = [f"t:{number}", f"r:case/{number}", f"cards:{number}", f"ended:{number}"]
        stored = await self._call("GET", f"r:case/{number}")
        if isinstance(stored, bytes):
            record = RECORD.load(stored.partition(b":")[2])
            if isinstance(record, Case):
                await self._indexes(record)
        for data in cast("list[bytes]", await self._call("LRANGE", f"t:{number}", 0, -1)):
            entry = ENTRY.load(data)
            for file in entry.files:
                if isinstance(file, File):
                    await self._files.forget(file.id)
            await self._receipts(entry.id)
            keys.append(f"k:{entry.id}")
        cards = cast("list[bytes]", await self._call("SMEMBERS", f"cards:{number}"))
        keys += [f"k:{card.decode()}" for card in cards]
        await self._rows(f"{number}".encode())
        await self._delete(keys)

    async def _indexes(self, case: Case) -> None:
        for index in indexes(case):
            match index:
                case Ranked():
                    await self._call("ZREM", f"i:{index.index}", index.member)
                case Unique():
                    await self._call("HDEL", "uniques", index.key)
        match case.phase:
            case Active(agent=agent):
                await self._seat(f"seat/{agent}", case)
            case _:
                pass

    async def _seat(self, key: str, case: Case) -> None:
        """The owner carries one case fewer."""
        while True:
            stored = await self._call("GET", f"r:{key}")
            if not isinstance(stored, bytes):
                return
            version, _, data = stored.partition(b":")
            seat = RECORD.load(data)
            if not isinstance(seat, Seat) or case.id not in seat.cases:
                return
            new = b"%d:%b" % (int(version) + 1, RECORD.dump(without_case(seat, case.id, seat.idle_since)))
            if await self._run(REPLACE, key, stored, new) == 1:
                return

    async def _mailboxes(self, requester: Account) -> set[str]:
        """The person's addresses are theirs no longer; the names of mailboxes that are nobody else's."""
        stored = await self._call("GET", f"r:requester/{requester}")
        record = RECORD.load(stored.partition(b":")[2]) if isinstance(stored, bytes) else None
        if not isinstance(record, Requester):
            return set()
        names: set[str] = set()
        for address in {known.address for known in (record.proof, record.proven) if known is not None}:
            if not await self._unlinked(f"mailbox/{fingerprint(address)}", requester):
                names |= {mailbox(address), direct(mailbox(address))}
        return names

    async def _unlinked(self, key: str, requester: Account) -> bool:
        """Take the account out of the address's record, which goes with the last; whether others remain."""
        while True:
            stored = await self._call("GET", f"r:{key}")
            if not isinstance(stored, bytes):
                return False
            version, _, data = stored.partition(b":")
            box = RECORD.load(data)
            links = box.links if isinstance(box, Mailbox) else ()
            others = tuple(each for each in links if each.account != requester)
            if not isinstance(box, Mailbox) or not others:
                await self._delete([f"r:{key}"])
                return False
            new = b"%d:%b" % (int(version) + 1, RECORD.dump(replace(box, links=others)))
            if await self._run(REPLACE, key, stored, new) == 1:
                return True

    async def _receipts(self, entry: str) -> None:
        found = cast("list[bytes]", await self._call("HGETALL", f"k:{entry}"))
        for at, refs in zip(found[::2], found[1::2], strict=True):
            if at != b"case":
                await self._call("HDEL", f"m:{at.decode()}", *refs.split(b"\n"))

    async def _rows(self, case: bytes) -> None:
        async for key, data in self._strings("row:*"):
            await self._run(_TAKE_OUT, key[self._row :], b"case", case, data)

    # ---- the sweep

    async def _sweep(self, names: Iterable[str]) -> None:
        """Take out whatever names one of `names`."""
        pattern = re.compile(
            rb"(?<![0-9A-Za-z_])(?:%b)(?![0-9A-Za-z_])"
            % b"|".join(re.escape(name.encode()) for name in sorted(names))
        )
        async for key, data in self._strings("row:*"):
            if pattern.search(data):
                await self._run(_TAKE_OUT, key[self._row :], b"any", b"", data)
        async for command, data in self._pairs("kept"):
            if pattern.search(data) or pattern.search(command):
                await self._call("ZREM", "kept:order", command)
                await self._call("ZREM", "parked", command)
                for book in ("kept", "kept:why", "kept:tries"):
                    await self._call("HDEL", book, command)
                self._touched += 1
        async for key in self._keys("*"):
            short = key[len(self._prefix) :]
            if short.startswith(_KEPT):
                continue
            if pattern.search(short):
                await self._delete([short.decode()])
            else:
                await self._inside(short.decode(), pattern)

    async def _inside(self, key: str, pattern: re.Pattern[bytes]) -> None:
        kind = await self._call("TYPE", key)
        if kind == b"hash":
            async for name, value in self._pairs(key):
                if pattern.search(name) or pattern.search(value):
                    await self._gone("HDEL", key, name)
        elif kind == b"set":
            async for member in self._scan("SSCAN", key):
                if pattern.search(member):
                    await self._gone("SREM", key, member)
        elif kind == b"zset":
            async for member, _ in self._pairs(key, "ZSCAN"):
                if pattern.search(member):
                    await self._gone("ZREM", key, member)
        elif kind == b"list":
            for item in cast("list[bytes]", await self._call("LRANGE", key, 0, -1)):
                if pattern.search(item):
                    await self._listed(key, item)
        elif kind == b"string":
            whole = await self._call("GET", key)
            if isinstance(whole, bytes) and pattern.search(whole):
                if key.startswith(_SPREAD):
                    await self._passed_over(key.removeprefix("r:"), pattern)
                else:
                    await self._delete([key])

    async def _passed_over(self, key: str, pattern: re.Pattern[bytes]) -> None:
        """News that are on their way go on, and name the person no more."""
        while True:
            stored = await self._call("GET", f"r:{key}")
            if not isinstance(stored, bytes) or not pattern.search(stored):
                return
            version, _, data = stored.partition(b":")
            spread = RECORD.load(data)
            if not isinstance(spread, Spread):
                return
            others = tuple(each for each in spread.uncertain if not pattern.search(each.encode()))
            score, member = spread.after
            after = (score, "" if pattern.search(member.encode()) else member)
            new = b"%d:%b" % (int(version) + 1, RECORD.dump(replace(spread, uncertain=others, after=after)))
            if await self._run(REPLACE, key, stored, new) == 1:
                return

    async def _listed(self, key: str, item: bytes) -> None:
        """An entry in somebody else's case goes with its files and receipts."""
        if key.startswith("t:"):
            try:
                entry = ENTRY.load(item)
            except UnreadableError:
                pass
            else:
                for file in entry.files:
                    if isinstance(file, File):
                        await self._files.forget(file.id)
                await self._receipts(entry.id)
                await self._delete([f"k:{entry.id}"])
        await self._gone("LREM", key, 0, item)

    async def _rewrite(self) -> None:
        """Have the server write its files anew, and wait until it has."""
        info = await self._persistence()
        appending = info.get("aof_enabled") == "1"
        if not appending and info.get("rdb_last_save_time") is None:
            return
        await self._connection.call("BGREWRITEAOF" if appending else "BGSAVE")
        running = "aof_rewrite" if appending else "rdb_bgsave"
        status = "aof_last_bgrewrite_status" if appending else "rdb_last_bgsave_status"
        while True:
            await asyncio.sleep(0.02)
            info = await self._persistence()
            if info.get(f"{running}_in_progress") == "0" and info.get(f"{running}_scheduled", "0") == "0":
                break
        if info.get(status) != "ok":
            raise StoreUnavailable(
                "erased, but the server could not write its files anew: free disk space, repeat"
            )

    async def _persistence(self) -> dict[str, str]:
        reply = cast("bytes", await self._connection.call("INFO", "persistence"))
        lines = (line.partition(":") for line in reply.decode().splitlines())
        return {name: value for name, colon, value in lines if colon}
