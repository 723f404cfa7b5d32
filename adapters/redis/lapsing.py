"""Taking out what was to be kept for a while only."""

from datetime import datetime

from adapters.redis.codec import RECORD
from adapters.redis.connection import Connection
from adapters.redis.evidence import Evidence
from adapters.redis.scanning import REPLACE, Scanner
from core.cases.case import cases_of
from core.cases.decision import Record, record_key
from core.cases.people import Requester
from core.lapsing import files_of, left_of
from core.people.proof import DAY
from core.ports import Files

_LAPSING = ("requester/*", "mailbox/*", "draft/*", "watch/*", "subscriber/*", "desk")


class Lapsing(Scanner):
    def __init__(self, connection: Connection, prefix: str, files: Files, evidence: Evidence) -> None:
        super().__init__(connection, prefix)
        self._files = files
        self._evidence = evidence

    async def run(self, now: datetime) -> int:
        """Go once through what may lapse; how many records changed. What changes meanwhile waits for the next time."""
        for keys in _LAPSING:
            async for _, data, record in self._records(f"r:{keys}"):
                await self._one(data, record, now)
        await self._unnamed(now - DAY)
        return self._touched

    async def _unnamed(self, before: datetime) -> None:
        """Pictures that came so long ago with a report that was not taken, or is kept no longer."""
        old = await self._evidence.before(before)
        if not old:
            return
        async for _, data in self._strings("r:suspect/*"):
            old -= {each for each in old if each.encode() in data}
        for file in old:
            await self._evidence.forget(file)

    async def _one(self, data: bytes, record: Record, now: datetime) -> None:
        left = left_of(record, now)
        if left is None and isinstance(record, Requester) and await self._has_cases(record):
            left = Requester(record.account, record.name)
        if left == record:
            return
        version = int(data.partition(b":")[0])
        new = b"" if left is None else b"%d:%b" % (version + 1, RECORD.dump(left))
        if await self._run(REPLACE, record_key(record), data, new):
            for file in files_of(record) - files_of(left):
                await self._files.forget(file.id)

    async def _has_cases(self, person: Requester) -> bool:
        return await self._call("ZCARD", f"i:{cases_of(person.account)}") != 0
