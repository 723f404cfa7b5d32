"""A desk with its courier and clockwork, at a clock that moves when told.

The store may be away, the platforms may fail, and it can crash at any step and go on from what was stored.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from core.clockwork import Clockwork
from core.courier import Courier
from core.desk import Desk
from core.policy import Policy
from core.ports import Commit, Committed, Conflict, Repeated, Store, StoreUnavailable
from core.trust.crowds import Sieves, in_turn
from core.views import Views
from core.words.cards import Answer
from core.words.commands import Command, Undelivered
from core.words.deliveries import Attempt
from core.words.documents import Document, plain
from core.words.refs import Carrier, CommandId
from core.words.texts import Text
from tests.core.memory import MemoryFiles
from tests.core.platform import ScriptedPlatform
from tests.core.setting import NOW

T = TypeVar("T")
PATIENCE = 20.0
"""Seconds in which a world comes to rest on the slowest machine."""
Absence = Literal["", "before", "after"]
"""A call to the store: goes well, or fails before or after it was carried out."""


class PlainTexts:
    """The `Texts` port without words: one language each for who says so."""

    def languages(self) -> tuple[str, ...]:
        return ("en", "pt-PT")

    def choose(self, saved: str | None, locale: str | None) -> str:
        return saved or locale or "en"

    def say(self, language: str, text: Text, zone: str | None = None) -> str:
        return f"{language}:{text.key}"

    def document(self, language: str, text: Text, zone: str | None = None) -> Document:
        return plain(self.say(language, text, zone))


@dataclass(slots=True)
class Faults:
    """Counts nothing but the commands that failed."""

    failed: list[str]

    def handled(self, command: str, outcome: str, seconds: float) -> None:
        if outcome == "fault":
            self.failed.append(command)

    def delivered(self, carrier: Carrier, effect: str, outcome: str, seconds: float) -> None:
        return None


@dataclass(slots=True)
class ToldClock:
    """Moves when told; who sleeps only lets others go first."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    async def sleep(self, duration: timedelta) -> None:
        await asyncio.sleep(0)


@dataclass(slots=True)
class Line:
    """One process's line to the store. Cut, nothing passes any more; and calls may fail as `absences` say.

    Every call lets others go first, so that a crash can come between any two.
    """

    store: Store
    commits: list[Commit]
    absences: deque[Absence] = field(default_factory=deque)
    cut: bool = False
    calls: int = 0
    running: int = 0
    found_nothing: bool = False
    still: bool = False
    """Calls wait."""
    asked: set[asyncio.Future[object]] = field(default_factory=set)

    def __getattr__(self, name: str) -> Callable[..., Awaitable[object]]:
        method = getattr(self.store, name)

        async def call(*arguments: object, **named: object) -> object:
            return await self._through(name, lambda: method(*arguments, **named))

        return call

    async def commit(self, commit: Commit) -> Committed | Conflict | Repeated:
        async def recorded() -> Committed | Conflict | Repeated:
            done = await self.store.commit(commit)
            if isinstance(done, Committed):
                self.commits.append(commit)
            return done

        return await self._through("commit", recorded)

    async def take(self, carriers: Sequence[Carrier], now: datetime, limit: int) -> object:
        taken = await self._through("take", lambda: self.store.take(carriers, now, limit))
        self.found_nothing = not taken
        return taken

    async def _through(self, name: str, step: Callable[[], Awaitable[T]]) -> T:
        self.calls += 1
        self.running += 1
        try:
            await asyncio.sleep(0)
            while self.still and not self.cut:  # noqa: ASYNC110 - the next turn of the loop, not an event
                await asyncio.sleep(0)
            absence = self.absences.popleft() if self.absences and not self.cut else ""
            if self.cut or absence == "before":
                raise StoreUnavailable(name)
            # Once asked, the store carries it out, whether or not anybody lives to hear of it.
            task = asyncio.ensure_future(step())
            self.asked.add(task)
            task.add_done_callback(self.asked.discard)
            done = await asyncio.shield(task)
            if absence == "after":
                await self._unheard(done)
                raise StoreUnavailable(name)
            return done
        finally:
            self.running -= 1

    async def _unheard(self, done: object) -> None:
        """Lanes leased by a call whose reply was lost are held by nobody who knows: a store finds them again."""
        match done:
            case Committed(attempts=attempts):
                pass
            case Attempt():
                attempts = (done,)
            case tuple():
                attempts = tuple(each for each in done if isinstance(each, Attempt))
            case _:
                attempts = ()
        for each in attempts:
            await self.store.release(each, NOW)


@dataclass(slots=True)
class World:
    """`reopen` gives the store anew, as the next process would open it."""

    reopen: Callable[[], Awaitable[Store]]
    policy: Policy
    platforms: tuple[ScriptedPlatform, ...]
    clock: ToldClock = field(default_factory=ToldClock)
    commits: list[Commit] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """The kinds of commands whose handling raised."""
    sieves: Sieves = in_turn
    unconfirmed: dict[CommandId, Command] = field(default_factory=dict)
    confirmed: dict[CommandId, Command] = field(default_factory=dict)
    answers: dict[CommandId, Answer] = field(default_factory=dict)
    line: Line = field(init=False)
    desk: Desk = field(init=False)
    courier: Courier = field(init=False)
    clockwork: Clockwork = field(init=False)
    _running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.line = Line(await self.reopen(), self.commits)
        messengers = {each.carrier: each for each in self.platforms}
        self.courier = Courier(self.line, messengers, self.clock, Faults(self.faults), self._report)
        meters = Faults(self.faults)
        self.desk = Desk(
            self.line,
            MemoryFiles(),
            PlainTexts(),
            self.policy,
            self.clock,
            self.courier,
            meters,
            sieves=self.sieves,
        )
        self.clockwork = Clockwork(
            self.desk, self.line, self.clock, Views(self.line, self.courier, self.desk.lookout)
        )
        self._running = asyncio.ensure_future(self.courier.run())
        await asyncio.sleep(0)

    async def _report(self, undelivered: Undelivered) -> None:
        await self.desk.handle(undelivered)

    async def handle(self, *commands: Command) -> None:
        """Commands that come in at once. What is not confirmed comes again after a crash or an absence."""
        for command in commands:
            if command.id not in self.confirmed:
                self.unconfirmed[command.id] = command
        await asyncio.gather(*(self._handle(command) for command in commands))

    async def in_turn(self, *commands: Command) -> None:
        for command in commands:
            await self.handle(command)

    async def _handle(self, command: Command) -> None:
        try:
            answer = await self.desk.handle(command)
        except StoreUnavailable:
            return
        self.answers.setdefault(command.id, answer)
        self.confirmed[command.id] = command
        self.unconfirmed.pop(command.id, None)

    async def settle(self) -> None:
        """Until nothing is on the way and nothing is due."""
        deadline = time.monotonic() + PATIENCE
        self.line.found_nothing = False
        while not self.line.found_nothing:
            self.courier.wake()
            before = -1
            while before != self.line.calls or self._at_work():
                before = self.line.calls
                for _ in range(3):
                    await asyncio.sleep(0)
                assert self._running is not None
                if self._running.done():
                    self._running.result()
                    raise AssertionError("the courier has ended")
                assert time.monotonic() < deadline, "it does not come to rest"

    def _at_work(self) -> bool:
        return bool(self.line.running or self.courier._busy or self.courier._woken.is_set())

    async def crash(self, *commands: Command, after: int) -> None:
        """Handle commands, and be killed after so many turns of the loop."""
        for command in commands:
            if command.id not in self.confirmed:
                self.unconfirmed[command.id] = command
        tasks = [asyncio.ensure_future(self._handle(command)) for command in commands]
        for _ in range(after):
            await asyncio.sleep(0)
        await self.stop(*tasks)
        await self.start()

    async def stop(self, *tasks: asyncio.Future[None]) -> None:
        self.line.cut = True
        running = [*tasks, *([self._running] if self._running else [])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await asyncio.gather(*self.line.asked, return_exceptions=True)

    async def quietly(self, look: Awaitable[T]) -> T:
        """Look at what is stored while nothing changes it."""
        self.line.still = True
        try:
            while self.line.asked:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0)
            return await look
        finally:
            self.line.still = False

    async def again(self) -> None:
        """The platforms send again what was not confirmed."""
        await self.handle(*list(self.unconfirmed.values()))

    async def pass_time(self, duration: timedelta) -> None:
        self.clock.time += duration
        await self._tick()

    async def _tick(self) -> None:
        try:
            await self.clockwork.timers()
            await self.clockwork.sweep()
            await self.clockwork.spread()
        except StoreUnavailable:
            return

    async def come_to_rest(self) -> None:
        """Everything stored, told, retried and delivered that ever will be without further events."""
        self.line.absences.clear()
        for platform in self.platforms:
            platform.tricks.clear()
        for _ in range(6):
            await self.again()
            await self._tick()
            await self.settle()
            self.clock.time += timedelta(seconds=6)
