"""Taking out what was to be kept for a while only."""

import re
from datetime import datetime, timedelta
from typing import cast

from adapters.redis.codec import RECORD
from adapters.redis.connection import Connection
from adapters.redis.scanning import REPLACE, Scanner
from core.cases.case import cases_of
from core.cases.decision import Record, record_key
from core.cases.people import Requester
from core.lapsing import files_of, left_of
from core.ports import Files
from core.words.files import FileId

UNDECIDED = timedelta(days=1)
_FILE = re.compile(rb"\b[0-9a-f]{32}\b")
_LAPSING = ("requester/*", "mailbox/*", "draft/*", "watch/*", "subscriber/*", "desk")


class Lapsing(Scanner):
    def __init__(self, connection: Connection, prefix: str, files: Files) -> None:
        super().__init__(connection, prefix)
        self._files = files

    async def run(self, now: datetime) -> int:
        """Go once through what may lapse; how many records changed. What changes meanwhile waits for the next time."""
        for keys in _LAPSING:
            async for _, data, record in self._records(f"r:{keys}"):
                await self._one(data, record, now)
        await self._tidy(now)
        return self._touched

    async def _tidy(self, now: datetime) -> None:
        """Files of what nobody has decided about in a day, since the program ended in between, are erased; those that
        are in use after all count as such from now on.
        """
        old = set(await self._files.new(now - UNDECIDED))
        if not old:
            return
        async for key in self._keys("t:*"):
            for entry in cast("list[bytes]", await self._connection.call("LRANGE", key, 0, -1)):
                await self._in_use(old, entry)
        async for _, record in self._strings("r:requester/*"):
            await self._in_use(old, record)
        async for _, command in self._pairs("kept"):
            old -= _mentioned(command)
        for file in old:
            await self._files.forget(file)

    async def _in_use(self, old: set[FileId], stored: bytes) -> None:
        for file in old & _mentioned(stored):
            await self._files.settle(file)
            old.discard(file)

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


def _mentioned(stored: bytes) -> set[FileId]:
    return {FileId(found.decode()) for found in _FILE.findall(stored)}
