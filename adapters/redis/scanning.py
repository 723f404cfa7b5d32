"""Looking through all that a store holds of one desk, beside the programs that work on it."""

import re
from collections.abc import AsyncIterator, Sequence
from typing import cast

from adapters.redis.connection import Argument, Connection, Reply, Script

REPLACE = Script("replace")
"""Replaces a record, or takes it out, if it is still what was read."""

_AT_ONCE = 500


class Scanner:
    """One pass over a desk's keys; `_touched` counts those that it changed."""

    def __init__(self, connection: Connection, prefix: str) -> None:
        self._connection = connection
        self._prefix = prefix
        self._touched = 0

    async def _call(self, command: str, key: str, *rest: Argument) -> Reply:
        return await self._connection.call(command, self._prefix + key, *rest)

    async def _run(self, script: Script, *arguments: Argument) -> Reply:
        reply = await self._connection.run(script, self._prefix + "-", arguments)
        self._touched += reply if isinstance(reply, int) else 0
        return reply

    async def _gone(self, command: str, key: str, *rest: Argument) -> None:
        reply = await self._call(command, key, *rest)
        self._touched += reply if isinstance(reply, int) else 0

    async def _delete(self, keys: Sequence[str]) -> None:
        reply = await self._connection.call("DEL", *[self._prefix + key for key in keys])
        self._touched += reply if isinstance(reply, int) else 0

    async def _keys(self, like: str) -> AsyncIterator[bytes]:
        cursor = b"0"
        match = re.sub(r"([\[\]\\?])", r"\\\1", self._prefix) + like
        while True:
            reply = await self._connection.call("SCAN", cursor, "MATCH", match, "COUNT", _AT_ONCE)
            cursor, found = cast("tuple[bytes, list[bytes]]", reply)
            for key in found:
                yield key
            if cursor == b"0":
                return

    async def _strings(self, like: str) -> AsyncIterator[tuple[bytes, bytes]]:
        async for key in self._keys(like):
            value = await self._connection.call("GET", key)
            if isinstance(value, bytes):
                yield key, value

    async def _scan(self, command: str, key: str) -> AsyncIterator[bytes]:
        cursor = b"0"
        while True:
            reply = await self._call(command, key, cursor, "COUNT", _AT_ONCE)
            cursor, found = cast("tuple[bytes, list[bytes]]", reply)
            for item in found:
                yield item
            if cursor == b"0":
                return

    async def _pairs(self, key: str, command: str = "HSCAN") -> AsyncIterator[tuple[bytes, bytes]]:
        name: bytes | None = None
        async for item in self._scan(command, key):
            if name is None:
                name = item
            else:
                yield name, item
                name = None
