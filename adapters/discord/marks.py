"""How far each place has been handled, told to the store at most once a second: where the backfill begins."""

import asyncio
import logging
from datetime import timedelta

from core.ports import Store, StoreUnavailable
from core.words.refs import Place

logger = logging.getLogger(__name__)

EVERY = timedelta(seconds=1)


class Marks:
    """While a shard's gap is being filled, new marks are held back: the store's still say where the gap began."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._raised: dict[Place, int] = {}
        self._held: dict[Place, int] = {}
        self._gaps: set[int] = set()
        self._some = asyncio.Event()

    def note(self, place: Place, message: int) -> None:
        """This message is handled, and so are those before it in its place."""
        if self._gaps:
            _raise(self._held, place, message)
        else:
            _raise(self._raised, place, message)
            self._some.set()

    def freeze(self, shard: int) -> None:
        """A session of this shard begins that knows nothing of the one before."""
        self._gaps.add(shard)

    def thaw(self, shard: int) -> None:
        """This shard's gap is read."""
        self._gaps.discard(shard)
        if self._gaps:
            return
        held, self._held = self._held, {}
        for place, message in held.items():
            self.note(place, message)

    async def run(self) -> None:
        """Tell the store until cancelled; what is not told yet then is told by `flush`."""
        while True:
            await self._some.wait()
            await self.flush()
            await asyncio.sleep(EVERY.total_seconds())

    async def flush(self) -> None:
        self._some.clear()
        while self._raised:
            place, message = self._raised.popitem()
            try:
                await self._store.note_handled(place, str(message))
            except StoreUnavailable:
                # A lower mark only means that the backfill reads more, and everything is handled once.
                logger.warning("a mark was not kept", extra={"place": place})
                _raise(self._raised, place, message)
                self._some.set()
                return


def _raise(marks: dict[Place, int], place: Place, message: int) -> None:
    marks[place] = max(message, marks.get(place, 0))
