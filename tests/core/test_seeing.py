"""Pictures are looked at beside all else, each once; what cannot be had clears nobody."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

from core.ports import Handler, Portrait, StoreUnavailable
from core.seeing import UNTIL_ANEW, WAITING, Seeing
from core.trust.pictures import Match, NoMatch, Unreadable, Why
from core.words.cards import NOTHING, Answer
from core.words.commands import Command, Noticed
from core.words.people import Profile
from core.words.refs import Account, AgentId, Carrier, Place
from tests.core.world import ToldClock

STAFF, ZOE = Account("discord:1"), Account("discord:2")
HERE = Place("discord:channel:9")


@dataclass
class Wall:
    """Pictures that are alike where their bytes are the same."""

    shown: dict[Account, bytes] = field(default_factory=dict)
    version: int = 0

    def has(self, account: Account, key: str) -> bool:
        return self.shown.get(account) == key.encode()

    def keep_only(self, accounts: frozenset[Account]) -> None:
        self.shown = {account: data for account, data in self.shown.items() if account in accounts}

    async def enrol(self, account: Account, staff: str, key: str, picture: bytes) -> Why | None:
        self.shown[account] = picture
        self.version += 1
        return None

    async def look(self, picture: bytes) -> Match | NoMatch | Unreadable:
        return Match(AgentId("Mo"), 1.0, ()) if picture in self.shown.values() else NoMatch()


@dataclass
class Shown:
    """A picture that can be fetched, unless the platform is away; counts how often it was."""

    data: bytes
    away: int = 0
    read_so_often: int = 0

    async def key(self) -> str | None:
        return self.data.decode()

    async def read(self) -> bytes | None:
        if self.away:
            self.away -= 1
            return None
        self.read_so_often += 1
        return self.data


@dataclass
class Told:
    """What a desk is asked and told here."""

    heard: list[Command] = field(default_factory=list)
    away: int = 0

    def officials(self) -> tuple[tuple[Account, str], ...]:
        return ((STAFF, "Mo"),)

    def is_agent(self, account: Account) -> bool:
        return account == STAFF

    async def handle(self, command: Command) -> Answer:
        if self.away:
            self.away -= 1
            raise StoreUnavailable
        self.heard.append(command)
        return NOTHING


@dataclass
class Scene:
    seeing: Seeing
    told: Told
    clock: ToldClock
    own: Shown
    others: int = 0

    async def until(self, what: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not what():  # noqa: ASYNC110 - nothing here takes time
                await asyncio.sleep(0)

    def looks(self, shown: Shown, about: Account = ZOE) -> None:
        self.seeing.look(Profile(about, ("Zoe",)), HERE, (shown,))

    async def done(self) -> None:
        """All that was asked for before has been looked at."""
        self.others += 1
        last = Shown(b"somebody's")
        self.looks(last, Account(f"discord:{100 + self.others}"))
        await self.until(lambda: last.read_so_often == 1)


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    told, clock, own = Told(), ToldClock(), Shown(b"mo")

    async def album(account: Account) -> Sequence[Portrait] | None:
        return (own,)

    handler = cast("Handler", told)
    seeing = Seeing(Wall(), handler, clock, Carrier("discord"), album, timedelta(0))
    running = asyncio.create_task(seeing.run())
    try:
        yield Scene(seeing, told, clock, own)
    finally:
        running.cancel()
        await asyncio.wait({running})


async def test_a_picture_of_staff_is_told_with_its_owner_once() -> None:
    async with scene() as the:
        zoe = Shown(b"mo")
        for _ in range(3):
            the.looks(zoe)
        await the.done()
        assert zoe.read_so_often == 1
        assert [(each.about.picture, each.where) for each in _noticed(the)] == [("Mo", HERE)]


async def test_what_could_not_be_fetched_is_looked_at_the_next_time() -> None:
    async with scene() as the:
        zoe = Shown(b"mo", away=1)
        the.looks(zoe)
        await the.done()
        assert not the.told.heard
        the.looks(zoe)
        await the.done()
        assert len(the.told.heard) == 1


async def test_a_store_that_is_away_is_waited_for() -> None:
    async with scene() as the:
        the.told.away = 3
        the.looks(Shown(b"mo"))
        await the.done()
        assert len(the.told.heard) == 1


async def test_when_a_member_of_staff_has_another_picture_everybody_is_looked_at_anew() -> None:
    async with scene() as the:
        zoe = Shown(b"new")
        the.looks(zoe)
        await the.done()
        assert not the.told.heard
        the.own.data = b"new"
        the.seeing.changed(STAFF)
        await the.until(lambda: the.own.read_so_often == 2)
        the.looks(zoe)
        await the.done()
        assert [each.about.picture for each in _noticed(the)] == ["Mo"]


async def test_staff_are_asked_for_their_pictures_every_hour_and_themselves_never_looked_at() -> None:
    async with scene() as the:
        await the.done()
        the.own.data = b"new"
        the.clock.time += UNTIL_ANEW
        await the.until(lambda: the.own.read_so_often == 2)
        the.looks(the.own, STAFF)
        await the.done()
        assert not the.told.heard


async def test_a_raid_fills_no_memory() -> None:
    async with scene() as the:
        crowd = [Shown(b"nobody's") for _ in range(WAITING + 50)]
        for number, each in enumerate(crowd):
            the.looks(each, Account(f"discord:{1000 + number}"))
        await the.until(lambda: sum(each.read_so_often for each in crowd) == WAITING)
        await the.done()
        assert sum(each.read_so_often for each in crowd) == WAITING


def test_somebody_of_whom_nothing_is_told_is_asked_for_now_and_then() -> None:
    clock = ToldClock()

    async def album(account: Account) -> Sequence[Portrait] | None:
        return None

    seeing = Seeing(Wall(), cast("Handler", Told()), clock, Carrier("telegram"), album, timedelta(0))
    assert seeing.due(ZOE)
    assert not seeing.due(ZOE)
    clock.time += UNTIL_ANEW
    assert seeing.due(ZOE)


def _noticed(the: Scene) -> list[Noticed]:
    return [each for each in the.told.heard if isinstance(each, Noticed)]
