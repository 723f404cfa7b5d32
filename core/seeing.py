"""Pictures of accounts beside those of the staff: looked at one after the other and beside all else, each once.

What cannot be fetched, read or waited for clears nobody: it is only not known, and the next event of that account may
tell. A picture by itself does nothing to an account but get it a moderator's card.
"""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.ports import Clock, Handler, Pictures, Portrait, StoreUnavailable
from core.trust.pictures import Match
from core.words.commands import Noticed
from core.words.people import Profile
from core.words.refs import Account, Carrier, CommandId, Place, carrier

REMEMBERED = 10_000
"""So many accounts' pictures are known to have been looked at; the longest ago is forgotten first."""
WAITING = 1_000
"""So many accounts wait for their look; those who come beyond go without, until their next event."""
UNTIL_ANEW = timedelta(hours=1)
"""The staff's own pictures are asked for anew, and so is one of which the platform tells no change."""
ROSTER = timedelta(seconds=2)
"""The roster is gone by as it was so long ago at most."""
AGAIN = timedelta(minutes=5)
"""So long after a member of staff's picture could not be had it is asked for again."""
PAUSE = timedelta(seconds=1)

log = logging.getLogger("switchboard.seeing")

Album = Callable[[Account], Awaitable[Sequence[Portrait] | None]]
"""The pictures that an account has on its platform now; None where the platform does not say."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who is to be looked at, and where they were seen."""

    about: Profile
    where: Place
    portraits: tuple[Portrait, ...]


class Seeing:
    """The looks of one platform. `pace` lies between two of them, so that its calls leave room for all others."""

    def __init__(
        self, pictures: Pictures, handler: Handler, clock: Clock, on: Carrier, album: Album, pace: timedelta
    ) -> None:
        self._pictures = pictures
        self._handler = handler
        self._clock = clock
        self._on = on
        self._album = album
        self._pace = pace
        self._waiting: asyncio.Queue[Look] = asyncio.Queue(WAITING)
        self._looked: OrderedDict[tuple[Account, str], int] = OrderedDict()
        self._asked: OrderedDict[Account, datetime] = OrderedDict()
        self._staff: dict[Account, datetime] = {}
        self._known = asyncio.Event()

    def look(self, about: Profile, where: Place, portraits: tuple[Portrait, ...]) -> None:
        """Somebody shows these pictures."""
        if about.account is None or not portraits or self._handler.is_agent(about.account):
            return
        try:
            self._waiting.put_nowait(Look(about, where, portraits))
        except asyncio.QueueFull:
            log.warning("pictures.too_many", extra={"platform": self._on})

    def changed(self, account: Account) -> None:
        """An account has perhaps another picture. That of a member of staff is asked for at once."""
        self._staff.pop(account, None)

    def due(self, account: Account) -> bool:
        """Whether it is time to ask for the picture of somebody whose platform tells nothing of it; asks only once."""
        now = self._clock.now()
        asked = self._asked.get(account)
        if asked is not None and now - asked < UNTIL_ANEW:
            return False
        self._asked[account] = now
        self._asked.move_to_end(account)
        _shorten(self._asked)
        return True

    async def run(self) -> None:
        """Look until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._follow_roster())
            tasks.create_task(self._work())

    # ---- the staff's own

    async def _follow_roster(self) -> None:
        while True:
            await self._enrolled()
            self._known.set()
            await self._clock.sleep(ROSTER)

    async def _enrolled(self) -> None:
        staff = dict(self._handler.officials())
        self._pictures.keep_only(frozenset(staff))
        self._staff = {account: due for account, due in self._staff.items() if account in staff}
        for account, name in staff.items():
            now = self._clock.now()
            if carrier(account) == self._on and self._staff.get(account, now) <= now:
                self._staff[account] = now + UNTIL_ANEW  # a change meanwhile takes this back
                if not await self._kept(account, name) and account in self._staff:
                    self._staff[account] = now + AGAIN

    async def _kept(self, account: Account, staff: str) -> bool:
        """Whether the platform has told all pictures of a member of staff's account."""
        portraits = await self._album(account)
        complete = portraits is not None
        for portrait in portraits or ():
            key = await portrait.key()
            if key is None or self._pictures.has(account, key):
                continue
            data = await portrait.read()
            complete = complete and data is not None
            why = None if data is None else await self._pictures.enrol(account, staff, key, data)
            if why is not None:
                log.warning("pictures.of_staff_unusable", extra={"account": account, "why": why})
        return complete

    # ---- everybody else's

    async def _work(self) -> None:
        await self._known.wait()
        while True:
            look = await self._waiting.get()
            for portrait in look.portraits:
                if await self._seen(look, portrait):
                    await self._clock.sleep(self._pace)

    async def _seen(self, look: Look, portrait: Portrait) -> bool:
        """Compare one picture; whether anything was fetched for it."""
        account, key = look.about.account, await portrait.key()
        if account is None or key is None:
            return True
        version = self._pictures.version
        if self._looked.get((account, key)) == version:
            return False
        data = await portrait.read()
        if data is None:
            return True
        found = await self._pictures.look(data)
        self._looked[account, key] = version
        self._looked.move_to_end((account, key))
        _shorten(self._looked)
        if isinstance(found, Match) and not self._handler.is_agent(account):
            await self._told(look, key, str(found.staff))
        return True

    async def _told(self, look: Look, key: str, staff: str) -> None:
        about = replace(look.about, picture=staff)
        mark = hashlib.sha256("\0".join((*about.names, key, staff)).encode(errors="replace")).hexdigest()[:16]
        noticed = Noticed(CommandId(f"{about.account}:p:{mark}"), about, look.where)
        while True:
            with suppress(StoreUnavailable):
                await self._handler.handle(noticed)
                return
            await self._clock.sleep(PAUSE)


Looks = Callable[[Carrier, Album, timedelta], Seeing]
"""How a platform gets its looks."""


def _shorten(memory: OrderedDict[Account, datetime] | OrderedDict[tuple[Account, str], int]) -> None:
    while len(memory) > REMEMBERED:
        memory.popitem(last=False)
