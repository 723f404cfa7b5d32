"""Open promises are reckoned anew where calendars, plans or contracts have changed, beside all other work."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from core.abreast import abreast
from core.desk import Desk
from core.people.directory import Book as Directory
from core.ports import Store
from core.promises.plans import Book
from core.words.commands import Reckon
from core.words.records import PROMISED
from core.words.refs import CaseId, CommandId

AT_ONCE = 4
"""Cases of one command: so few that a message does not wait for them."""
ABREAST = 12
"""So many commands are under way, since none of them is in a hurry to get to the store."""
PAGE = 8 * ABREAST * AT_ONCE
"""Cases that are looked up at once."""
DUTY = timedelta(seconds=10)

Rules = tuple[Book, Directory | None]


@dataclass(slots=True)
class Reckoning:
    """Goes through the cases with open promises: once after the start, since the rules may have changed while nobody
    was there, and then after each change.
    """

    desk: Desk
    store: Store
    _by: Rules | None = field(default=None)
    """The rules by which everything has been reckoned."""

    async def look(self) -> None:
        """Reckon everything anew if that is due."""
        by = (self.desk.policy.book, self.desk.policy.people.book)
        if self._by is not None and by[0] is self._by[0] and by[1] is self._by[1]:
            return
        if not by[0].plans:
            self._by = by
            return
        # From the end, so that cases which leave the list meanwhile cannot make others be passed over.
        end = await self.store.size(PROMISED)
        while end > 0:
            if await self.store.hold("reckoning", DUTY) is None:
                return
            start = max(0, end - PAGE)
            members = await self.store.first(PROMISED, end - start, start)
            cases = [CaseId(int(member)) for member, _ in members]
            await abreast(
                [tuple(cases[few : few + AT_ONCE]) for few in range(0, len(cases), AT_ONCE)],
                self._reckon,
                ABREAST,
            )
            end = start
        self._by = by

    async def _reckon(self, cases: tuple[CaseId, ...]) -> None:
        await self.desk.handle(Reckon(CommandId(f"reckon:{secrets.token_hex(8)}"), cases))
