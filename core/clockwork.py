"""What happens by itself: timers, agents who vanished, automatic assignment, kept commands, notices, views."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import get_args

from core.abreast import abreast
from core.announcing import approvers, step_id
from core.cases.noticing import today
from core.cases.seats import HEARTBEATS, Seat
from core.desk import Desk
from core.people.directory import Book
from core.policy import Facts, Moment, Roster
from core.ports import Clock, Store, StoreUnavailable
from core.promises.batches import OPEN, SENDING
from core.promises.notices import Rule
from core.reckoning import Reckoning
from core.status.maintenance import DUE
from core.status.subscribers import HELD
from core.status.watches import WATCHES
from core.views import Views
from core.words.commands import (
    Assign,
    PrepareNotices,
    QuietOver,
    SeatSilent,
    SendNotices,
    StatusDue,
    TimerFired,
    TimerKind,
    WatchDue,
)
from core.words.records import QUEUE, TIMERS
from core.words.refs import Account, Carrier, CaseId, CommandId, RoomKey, is_room

BEAT = timedelta(seconds=1)
TICK = timedelta(milliseconds=200)
BATCH = 200
TIMERS_BATCH = 1_000
TOGETHER = 50
"""So many timers are fired side by side: each waits for the store, not for the others."""
DUTY = timedelta(seconds=3)
BUSY = 50
"""With so many rows in the outbox no more notices are put there: nobody who is being served waits behind them."""
KINDS: tuple[TimerKind, ...] = get_args(TimerKind)

log = logging.getLogger("switchboard.clockwork")


@dataclass(slots=True)
class Clockwork:
    """The desk's own hands. Of many programs one at a time holds each duty."""

    desk: Desk
    store: Store
    clock: Clock
    views: Views
    shared: bool = False
    """Other programs change the store too, and say nothing of it here: it is looked at on every beat."""
    _owed: bool = field(default=True)
    reckoning: Reckoning = field(init=False)
    _looked: tuple[date, tuple[Rule, ...], Book | None] | None = None
    """The day, the rules and the directory by which all notices that were due have been offered."""

    def __post_init__(self) -> None:
        self.reckoning = Reckoning(self.desk, self.store)

    async def run(self) -> None:
        """Work until cancelled; an unreachable store only delays it."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._forever(self.timers, TICK))
            group.create_task(self._forever(self.sweep, BEAT))
            group.create_task(self._forever(self.spread, TICK))
            group.create_task(self._forever(self.reckoning.look, BEAT))
            group.create_task(self.look())

    async def look(self) -> None:
        """Keep only what is shown, and what is answered from memory, up to date; until cancelled."""
        await self._forever(self.show, BEAT)

    async def timers(self) -> None:
        """Fire what is due, the most overdue first, some side by side."""
        full = True
        while full:
            if await self.store.hold("timers", DUTY) is None:
                return
            due = await self.store.until(TIMERS, self.clock.now().timestamp(), TIMERS_BATCH)
            await abreast(due, self._fire, min(TOGETHER, len(due)))
            full = len(due) == TIMERS_BATCH and due != await self.store.until(
                TIMERS, self.clock.now().timestamp(), TIMERS_BATCH
            )

    async def _fire(self, timer: tuple[str, float]) -> None:
        member, score = timer
        number, kind, revision = member.split(":")
        name = next((each for each in KINDS if each == kind), None)
        if name is None:
            return
        command = CommandId(f"timer:{member}:{score}")
        await self.desk.handle(TimerFired(command, CaseId(int(number)), name, int(revision)))

    async def sweep(self) -> None:
        """Agents unseen for the heartbeat go off; kept commands are tried again; free agents get who waits."""
        if await self.store.hold("sweep", DUTY) is None:
            return
        unseen = self.clock.now() - self.desk.policy.live_chat.heartbeat
        await self._unseen(unseen)
        for command in await self.store.kept(BATCH):
            await self.desk.again(command)
        freed = self.shared or self.desk.capacity_freed.is_set()
        if self.desk.policy.assignment == "automatic" and freed:
            self.desk.capacity_freed.clear()
            await self._assign()
        await self._notices()
        await self._status()

    async def show(self) -> None:
        """Bring boards and queue cards up to date, when something stirred or was left over."""
        lookout = self.desk.lookout
        if not (lookout.stirred.is_set() or self._owed or self.shared):
            return
        lookout.stirred.clear()
        if await self.store.hold("views", DUTY) is None:
            await self.views.look()
            return
        policy = self.desk.policy
        facts = Facts(policy, Roster.of(policy.agents), Moment(self.clock.now()))
        self._owed = not await self.views.refresh(facts) or self.views.lookout.waiting > 0

    async def _unseen(self, before: datetime) -> None:
        for versioned in await self.store.seats():
            seat = versioned.record
            if not isinstance(seat, Seat):
                continue
            gone = seat.agent not in self.desk.roster.by_id and (seat.presence != "off" or seat.cases)
            stranded = seat.presence == "off" and seat.cases
            silent = seat.presence != "off" and await self._last_seen(seat) < before.timestamp()
            if gone or stranded or silent:
                await self.desk.handle(
                    SeatSilent(CommandId(f"silent:{seat.agent}:{secrets.token_hex(4)}"), seat.agent)
                )

    async def _last_seen(self, seat: Seat) -> float:
        seen = await self.store.score(HEARTBEATS, seat.agent)
        return max(seat.idle_since.timestamp(), seen or 0.0)

    async def _assign(self) -> None:
        while True:
            before = await self.store.size(QUEUE)
            await self.desk.handle(Assign(CommandId(f"assign:{secrets.token_hex(8)}")))
            if await self.store.size(QUEUE) >= before:
                return

    async def _notices(self) -> None:
        """Offer what the day brings, one batch on each beat; send what was approved, one step on each beat."""
        policy = self.desk.policy
        day = today(Facts(policy, self.desk.roster, Moment(self.clock.now())))
        if not self._offered(day) and await self._can_be_shown():
            before = await self.store.size(OPEN)
            await self.desk.handle(PrepareNotices(CommandId(f"offer:{secrets.token_hex(8)}")))
            if await self.store.size(OPEN) <= before:
                self._looked = (day, policy.notices, policy.people.book)
        for batch, step in await self.store.first(SENDING, 1):
            if await self.store.outbox_depth() < BUSY:
                await self.desk.handle(SendNotices(step_id(batch, int(step)), batch))

    async def _status(self) -> None:
        """Maintenance begins and ends at its times; what monitoring says is told once it has lasted, and what was held
        back once quiet hours are over.
        """
        for watch, score in await self.store.until(WATCHES, self.clock.now().timestamp(), BATCH):
            await self.desk.handle(WatchDue(CommandId(f"watch:{watch}:{score}"), watch))
        for member, score in await self.store.until(DUE, self.clock.now().timestamp(), BATCH):
            await self.desk.handle(
                StatusDue(CommandId(f"status:{member}:{score}"), int(member.partition(":")[0]))
            )
        for member, score in await self.store.until(HELD, self.clock.now().timestamp(), BATCH):
            if await self._busy():
                return
            await self.desk.handle(QuietOver(CommandId(f"quiet:{member}:{score}"), Account(member)))

    async def _busy(self) -> bool:
        """Whether so much is owed that news have to wait. What waits for a platform that is away holds up nothing."""
        depth = await self.store.outbox_depth()
        if depth < BUSY:
            return False
        away = await self.desk.following.scenes.away(self.desk.policy)
        return depth - await self.store.waiting([Carrier(each) for each in away]) >= BUSY

    async def spread(self) -> None:
        """News of incidents reach a few more people, as long as nobody who is being served waits behind them."""
        if await self.store.hold("spread", DUTY) is None:
            return
        while steps := await self.desk.following.next_steps():
            before = [step.id for step in steps]
            for step in steps:
                if await self._busy():
                    return
                await self.desk.handle(step)
            if before == [step.id for step in await self.desk.following.next_steps()]:
                return

    async def _can_be_shown(self) -> bool:
        """Whether the rooms of those who approve are open."""
        rooms = [RoomKey(place) for place in approvers(self.desk.policy) if is_room(place)]
        return all([await self.store.place_of(room) is not None for room in rooms])

    def _offered(self, day: date) -> bool:
        policy = self.desk.policy
        if not policy.notices:
            return True
        if self._looked is None:
            return False
        on, rules, book = self._looked
        return on == day and rules is policy.notices and book is policy.people.book

    async def _forever(self, step: Callable[[], Awaitable[None]], pause: timedelta) -> None:
        while True:
            try:
                await step()
            except StoreUnavailable:
                log.warning("store unavailable")
            await self.clock.sleep(pause)
