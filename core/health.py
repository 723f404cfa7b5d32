"""Whether what the program depends on can be reached, told to the desk as monitoring tells of anything else."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from core.policy import Policy
from core.ports import Clock, StoreUnavailable
from core.status import own
from core.status.own import OWN
from core.words.cards import Answer
from core.words.commands import Alerted, Command
from core.words.refs import CommandId
from core.words.texts import Texts

BEAT = timedelta(seconds=5)
PATIENCE = timedelta(seconds=10)
"""What has not answered by then is away."""
REPEATED = timedelta(minutes=1)
"""What stays away is told again so often: somebody may have ended its incident too early."""


class Told(Protocol):
    """The desk, as this sees it."""

    @property
    def policy(self) -> Policy: ...

    async def handle(self, command: Command) -> Answer: ...


@dataclass(slots=True)
class Health:
    """Looks after one platform, or the store: `of` is its name in `status.own`; without a component there it looks at
    nothing. `reaches` may raise `StoreUnavailable`.
    """

    of: str
    reaches: Callable[[], Awaitable[bool]]
    desk: Told
    texts: Texts
    clock: Clock
    _reached: bool | None = None
    _since: datetime | None = None
    _told_at: datetime | None = None
    _untold: deque[tuple[bool, datetime]] = field(default_factory=deque)
    """Changes and since when, while the store is away: handed in one on each beat, so that each has its effect."""

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await self.clock.sleep(BEAT)

    async def look(self) -> None:
        """See whether it can be reached, and tell what has changed."""
        component = self.desk.policy.status.own.get(self.of)
        if component is None:
            return
        now = self.clock.now()
        reached = await self._reaches()
        if reached is not self._reached or self._since is None:
            self._reached, self._since = reached, now
            self._untold.append((reached, now))
        elif not reached and not self._untold and (self._told_at is None or now - self._told_at >= REPEATED):
            self._untold.append((reached, self._since))
        if not self._untold:
            return
        reached, since = self._untold[0]
        policy = self.desk.policy
        told = own.alert(self.of, component, reached=reached, at=since, texts=self.texts, policy=policy)
        command = CommandId(f"{OWN}{self.of}:{reached}:{now.timestamp()}")
        try:
            await self.desk.handle(Alerted(command, OWN, (told,)))
        except StoreUnavailable:
            return
        self._told_at = now
        self._untold.popleft()

    async def _reaches(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                return await self.reaches()
        except (TimeoutError, StoreUnavailable):
            return False
