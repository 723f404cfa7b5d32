"""Showing on one side that somebody is writing on the other. Best effort: never stored, never late."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta

from core.cases.case import Active, Case, open_key
from core.ports import Clock, Messenger, Store, StoreUnavailable
from core.words.commands import Typing
from core.words.refs import (
    Carrier,
    CaseId,
    Destination,
    Place,
    RoomKey,
    carrier_of,
    case_of,
    is_direct,
    is_room,
    side_of,
)

EVERY = timedelta(seconds=5)
"""Platforms show it for a few seconds; more often would only spend the rate."""
KEPT = 1_000


class TypingRelay:
    """Finds who should see it, and has it shown at most once in a while."""

    def __init__(self, store: Store, messengers: Mapping[Carrier, Messenger], clock: Clock) -> None:
        self._store = store
        self._messengers = messengers
        self._clock = clock
        self._shown: OrderedDict[Place, datetime] = OrderedDict()

    async def relay(self, typing: Typing) -> None:
        """Show it on the other side, if there is one and it was not just shown."""
        now = self._clock.now()
        if now - self._shown.get(typing.where, datetime.min.replace(tzinfo=now.tzinfo)) < EVERY:
            return
        self._shown[typing.where] = now
        while len(self._shown) > KEPT:
            self._shown.popitem(last=False)
        try:
            other = await self._other_side(typing)
            place = None if other is None else await self._place(other)
        except StoreUnavailable:
            return
        if other is not None and carrier_of(other) in self._messengers:
            await self._messengers[carrier_of(other)].typing(other, place)

    async def _other_side(self, typing: Typing) -> Destination | None:
        room = await self._store.room_at(typing.where)
        if room is not None:
            case = await self._case(case_of(room))
            if case is None or not isinstance(case.phase, Active):
                return None
            return case.place if side_of(room) == "agent" else case.phase.room
        held = await self._store.holder(open_key(typing.who.account)) if typing.private else None
        case = None if held is None else await self._case(CaseId(int(held)))
        return case.phase.room if case is not None and isinstance(case.phase, Active) else None

    async def _case(self, number: CaseId) -> Case | None:
        record = (await self._store.load([f"case/{number}"]))[0].record
        return record if isinstance(record, Case) else None

    async def _place(self, to: Destination) -> Place | None:
        if is_room(to):
            return await self._store.place_of(RoomKey(to))
        return None if is_direct(to) else Place(to)
