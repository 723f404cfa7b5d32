"""The staff's pictures, of which only fingerprints are kept. See `core.ports.Pictures`."""

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from core.trust.pictures import Match, NoMatch, Unreadable, Why
from core.words.refs import Account, AgentId

if TYPE_CHECKING:
    from adapters.pictures.likeness import Likeness
    from adapters.pictures.views import Print

OF_EACH = 4
"""So many pictures of one account are compared with: the latest."""


class Gallery:
    """One for the whole program: whoever is staff on one platform may be imitated on another."""

    def __init__(self) -> None:
        self._prints: dict[Account, dict[str, tuple[str, Print | None]]] = {}
        self._likeness: Likeness | None = None
        self._made = 0
        self._version = 0
        self._making = asyncio.Lock()

    @property
    def version(self) -> int:
        return self._version

    def has(self, account: Account, key: str) -> bool:
        return key in self._prints.get(account, {})

    def keep_only(self, accounts: frozenset[Account]) -> None:
        gone = self._prints.keys() - accounts
        for account in gone:
            del self._prints[account]
        if gone:
            self._version += 1

    async def enrol(self, account: Account, staff: str, key: str, picture: bytes) -> Why | None:
        found = await asyncio.to_thread(_prepared, picture)
        own = self._prints.setdefault(account, {})
        while len(own) >= OF_EACH:
            del own[next(iter(own))]
        own[key] = (staff, None if isinstance(found, Unreadable) else found)
        self._version += 1
        return found.why if isinstance(found, Unreadable) else None

    async def look(self, picture: bytes) -> Match | NoMatch | Unreadable:
        likeness = await self._up_to_date()
        return await asyncio.to_thread(likeness.look, picture)

    async def _up_to_date(self) -> "Likeness":
        async with self._making:
            while self._likeness is None or self._made != self._version:
                version = self._version
                prints: dict[AgentId, list[Print]] = defaultdict(list)
                for own in self._prints.values():
                    for staff, each in own.values():
                        if each is not None:
                            prints[AgentId(staff)].append(each)
                self._likeness = await asyncio.to_thread(_likeness, prints)
                self._made = version
            return self._likeness


# What compares is imported with the first picture: the libraries that decode them are large.


def _prepared(picture: bytes) -> "Print | Unreadable":
    from adapters.pictures.views import prepared  # noqa: PLC0415

    return prepared(picture)


def _likeness(prints: "dict[AgentId, list[Print]]") -> "Likeness":
    from adapters.pictures.likeness import Likeness  # noqa: PLC0415

    return Likeness(prints)
