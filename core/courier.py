"""The courier: delivers what the outbox owes, in order for each destination, and settles how it ended."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from core.pacing import Pacer, unhurried
from core.ports import Budget, Clock, Messenger, Meters, Store, StoreUnavailable
from core.returns import delayed, returned
from core.signals import TypingRelay
from core.turns import Turns
from core.words.commands import Expelled, Typing, Undelivered
from core.words.deliveries import Attempt, Delivered, Delivery, Rejected, RetryAfter, Uncertain
from core.words.effects import (
    Draw,
    Effect,
    Exhibit,
    Export,
    Hand,
    OpenRoom,
    Say,
    SendCode,
    SendMail,
    Show,
    Tell,
)
from core.words.refs import (
    Carrier,
    Destination,
    RoomKey,
    carrier_of,
    is_room,
)

LOOK = timedelta(seconds=1)
"""How often the outbox is looked at for what nobody announced: retries, rows of other programs."""
AT_ONCE = timedelta(seconds=1)
"""Up to so long a paced row waits in memory; longer, its lane goes back, so that a crash finds it unsent."""
LATE = timedelta(seconds=0.25)
"""So much of the rate news make up for after a pause: no sending is lost to a machine that is busy."""
LANES = 64
FAULTS = 5
"""So often a delivery that raises is tried before its row fails."""
AGAIN = timedelta(seconds=0.2)
REPEATED_IN = timedelta(seconds=1)
"""What lost one answer often loses the next one, too, so a repetition waits a little."""

log = logging.getLogger("switchboard.courier")

T = TypeVar("T")
Report = Callable[[Undelivered | Expelled], Awaitable[object]]


class Courier:
    """Delivers for the carriers it has messengers for; any number of programs may do so side by side."""

    def __init__(
        self,
        store: Store,
        messengers: Mapping[Carrier, Messenger],
        clock: Clock,
        meters: Meters,
        report: Report,
    ) -> None:
        self._store = store
        self._messengers = messengers
        self._clock = clock
        self._meters = meters
        self._report = report
        self._pacer = Pacer()
        self._turns = Turns()
        self._news_turns = Turns()
        self._busy: dict[Destination, int] = {}
        self._woken = asyncio.Event()
        self._group: asyncio.TaskGroup | None = None
        self._stopping = False
        self._reserved: dict[str, tuple[datetime, tuple[Budget, ...]]] = {}
        """By row: when its turn comes, and what is yet to be spent then."""
        self._faults: dict[str, int] = {}
        self._delayed: set[str] = set()
        """Rows somebody waits for who has been told that they are late."""
        self._typing = TypingRelay(store, messengers, clock)

    # ---- what the desk and the views call

    def startable(self, effects: Sequence[Effect]) -> frozenset[Destination]:
        """See `core.desk.Outbox`."""
        if self._group is None or self._stopping:
            return frozenset()
        now = self._clock.now()
        startable: set[Destination] = set()
        seen: set[Destination] = set()
        for effect in effects:
            if effect.to in seen:
                continue
            seen.add(effect.to)
            messenger = self._messengers.get(carrier_of(effect.to))
            if messenger is None or effect.to in self._busy:
                continue
            if self._pacer.delay(messenger.budgets(effect.to, None, effect), now) <= AT_ONCE:
                startable.add(effect.to)
        return frozenset(startable)

    def begin(self, attempts: Sequence[Attempt]) -> None:
        """See `core.desk.Outbox`."""
        for attempt in attempts:
            to = attempt.effect.to
            self._busy[to] = self._busy.get(to, 0) + 1
            if self._group is not None:
                self._group.create_task(self._lane(attempt))

    def wake(self) -> None:
        """See `core.desk.Outbox`."""
        self._woken.set()

    def typing(self, typing: Typing) -> None:
        """See `core.desk.Outbox`."""
        if self._group is not None and not self._stopping:
            self._group.create_task(self._typing.relay(typing))

    async def show(self, effect: Show, *, posts: bool) -> bool:
        """See `core.views.Screen`."""
        messenger = self._messengers.get(carrier_of(effect.to))
        if messenger is None:
            return True
        if effect.to in self._busy or self._stopping:
            return False
        self._busy[effect.to] = 1
        try:
            async with self._turns.of(effect.to):
                return await self._show(messenger, effect, posts=posts)
        finally:
            self._free(effect.to)

    # ---- the loop

    async def run(self) -> None:
        """Deliver until told to stop; then what is being sent is finished and settled."""
        async with asyncio.TaskGroup() as group:
            self._group = group
            while not self._stopping:
                await self._look()
        self._group = None

    def stop(self) -> None:
        """Take nothing new up."""
        self._stopping = True
        self._woken.set()

    async def _look(self) -> None:
        """Take up what is due; then wait for news, or a little while."""
        # Before the look: news that comes while it is under way may not be in it.
        self._woken.clear()
        try:
            attempts = await self._store.take(tuple(self._messengers), self._clock.now(), LANES)
        except StoreUnavailable:
            await self._clock.sleep(LOOK)
            return
        self.begin(attempts)
        if len(attempts) == LANES:
            return
        if self._stopping:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK.total_seconds()):
                await self._woken.wait()

    async def _lane(self, first: Attempt) -> None:
        """One destination's rows, one after the other, until there is none or they have to wait."""
        to = first.effect.to
        try:
            async with self._turns.of(to):
                attempt: Attempt | None = first
                while attempt is not None:
                    attempt = await self._one(attempt)
        finally:
            self._free(to)

    async def _one(self, attempt: Attempt) -> Attempt | None:
        messenger = self._messengers[carrier_of(attempt.effect.to)]
        budgets = messenger.budgets(attempt.effect.to, attempt.place, attempt.effect)
        wait = await (
            self._let_others_go_first(budgets) if _is_news(attempt.effect) else self._wait(attempt, budgets)
        )
        if wait:
            await self._safely(lambda: self._store.release(attempt, self._clock.now() + wait))
            self._wake_in(wait)
            return None
        delivery = await self._deliver(messenger, attempt)
        if isinstance(delivery, Uncertain) and _may_repeat(attempt):
            delivery = RetryAfter(REPEATED_IN, delivery.refs, repeated=True)
        if isinstance(delivery, RetryAfter):
            if budgets:
                self._pacer.block(budgets[0], self._clock.now() + delivery.delay)
            self._wake_in(delivery.delay)
            await self._late(attempt)
        else:
            self._delayed.discard(attempt.row)
        news = returned(attempt, delivery, self._clock.now())
        if news is not None:
            # Kept before the row ends, so that a crash between the two cannot silence it.
            await self._safely(lambda: self._store.keep(news, "to be told"))
        following = await self._safely(
            lambda: self._store.settle(attempt, delivery, self._clock.now(), more=not self._stopping)
        )
        if news is not None:
            await self._safely(lambda: self._report(news))
        return following

    async def _wait(self, attempt: Attempt, budgets: Sequence[Budget]) -> timedelta:
        """Wait for the row's turn; nothing is left of it then, or so much that the lane goes back meanwhile.

        Budgets are spent one by one, the widest last and only when its turn has come: a row that waits for its own
        chat would otherwise hold up everybody. What is reserved is remembered for the next time.
        """
        if not budgets and not self._reserved:
            return timedelta(0)
        now = self._clock.now()
        due, unspent = self._reserved.pop(attempt.row, (now, tuple(budgets)))
        while True:
            wait = due - now
            if wait > AT_ONCE:
                self._reserved[attempt.row] = (due, unspent)
                return wait
            if wait > timedelta(0):
                await self._clock.sleep(wait)
            if not unspent:
                return timedelta(0)
            now = self._clock.now()
            due = now + self._pacer.reserve(unspent[:1], now)
            unspent = unspent[1:]

    async def _let_others_go_first(self, budgets: Sequence[Budget]) -> timedelta:
        """News reserve a sending when it goes, one after the other, and never from what a burst leaves: whoever speaks
        meanwhile goes before them. Nothing is left to wait then.
        """
        if not budgets:
            return timedelta(0)
        own, every = budgets[:-1], (*budgets[:-1], unhurried(budgets[-1]))
        await self._until_free(own)
        since = self._clock.now()
        async with self._news_turns.of(budgets[-1].key):
            await self._until_free(every)
            now = self._clock.now()
            self._pacer.reserve(every, now, max(since, now - LATE))
        return timedelta(0)

    async def _until_free(self, budgets: Sequence[Budget]) -> None:
        """Wait without reserving anything."""
        while wait := self._pacer.delay(budgets, self._clock.now()):
            await self._clock.sleep(wait)

    async def _deliver(self, messenger: Messenger, attempt: Attempt) -> Delivery:
        started = time.perf_counter()
        delivery = await self._tried(messenger, attempt)
        kind = type(attempt.effect).__name__
        outcome = type(delivery).__name__
        self._meters.delivered(messenger.carrier, kind, outcome, time.perf_counter() - started)
        if not isinstance(delivery, Delivered):
            log.warning("not delivered", extra={"row": attempt.row, "kind": kind, "outcome": outcome})
        return delivery

    async def _tried(self, messenger: Messenger, attempt: Attempt) -> Delivery:
        """One try. A fault of our own is tried a few times, then the row fails visibly: one row that nobody can send
        must hold up neither its lane nor the program.
        """
        try:
            delivery = await messenger.deliver(attempt)
        except Exception as fault:
            faults = self._faults.get(attempt.row, 0) + 1
            kind = type(attempt.effect).__name__
            log.exception("delivery failed", extra={"row": attempt.row, "kind": kind, "faults": faults})
            if faults < FAULTS:
                self._faults[attempt.row] = faults
                return RetryAfter(faults * LOOK)
            self._faults.pop(attempt.row, None)
            log.critical("row given up", extra={"row": attempt.row, "kind": kind})
            return Rejected("refused", f"fault: {type(fault).__name__}")
        self._faults.pop(attempt.row, None)
        return delivery

    async def _late(self, attempt: Attempt) -> None:
        """Somebody waits for a mail that did not go at once: they are told, once for each row."""
        late = delayed(attempt)
        if late is None or attempt.row in self._delayed:
            return
        self._delayed.add(attempt.row)
        await self._safely(lambda: self._report(late))

    async def _show(self, messenger: Messenger, effect: Show, *, posts: bool) -> bool:
        place = await self._store.place_of(RoomKey(effect.to)) if is_room(effect.to) else None
        if is_room(effect.to) and place is None:
            return False
        key = str(effect.card.key)
        known = await self._store.refs(effect.to, key)
        if not known and not posts:
            return False
        budgets = messenger.budgets(effect.to, place, effect)
        if not self._pacer.spare(budgets, self._clock.now()):
            return False
        self._pacer.reserve(budgets, self._clock.now())
        row = f"view:{effect.to}:{key}:{self._clock.now().timestamp():.3f}"
        delivery = await self._deliver(messenger, Attempt(row, effect, place, known))
        match delivery:
            case Delivered(refs=refs):
                if refs and refs != known:
                    await self._store.remember(effect.to, key, refs)
                return True
            case RetryAfter():
                return False
            case Rejected() | Uncertain():
                return True

    async def _safely(self, step: Callable[[], Awaitable[T]]) -> T:
        """A step that must not be lost because the store was away for a while."""
        while True:
            try:
                return await step()
            except StoreUnavailable:
                await self._clock.sleep(AGAIN)

    def _wake_in(self, wait: timedelta) -> None:
        asyncio.get_running_loop().call_later(wait.total_seconds(), self._woken.set)

    def _free(self, to: Destination) -> None:
        left = self._busy.get(to, 1) - 1
        if left:
            self._busy[to] = left
        else:
            self._busy.pop(to, None)


def _may_repeat(attempt: Attempt) -> bool:
    """A requester's words and the program's own lines are repeated once, marked; an agent's words wait for them."""
    match attempt.effect:
        case Say(repeatable=repeatable):
            return repeatable and not attempt.repeated
        case effect if _is_news(effect):
            # Nobody gets news twice, and whom they may not have reached is listed.
            return False
        case Tell() | Show() | Hand() | Draw() | Export() | Exhibit() | OpenRoom() | SendCode() | SendMail():
            return not attempt.repeated
        case _:
            return False


def _is_news(effect: Effect) -> bool:
    """Whether it goes to many people, and gives way to what goes to one."""
    return isinstance(effect, Show | SendMail) and bool(effect.replaces)
