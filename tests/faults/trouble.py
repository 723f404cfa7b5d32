"""Trouble at a precise point, and what must hold afterwards."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import redis.asyncio

from adapters.redis.embedded import running
from bots.sandbox.client import DiscordPerson, Message, Person
from bots.sandbox.client.control import Control, Platform
from tests.stage import Stage

SENDS: dict[Platform, str] = {
    "discord": r"^POST /channels/\d+/messages$",
    "telegram": r"/send(Message|Photo|Document|MediaGroup)$",
}
OPENS: dict[Platform, str] = {"discord": r"^POST /channels/\d+/threads$", "telegram": r"/createForumTopic$"}
REPEATED = "possibly repeated"
DESK = "{harbour}:"
SLACK = timedelta(seconds=10)
"""What a slow machine may need to look at something that has happened."""


async def soon(seconds: float = 30.0) -> AsyncIterator[None]:
    """Turns until a deadline, for what another process does in its own time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        await asyncio.sleep(0.005)
    pytest.fail("it did not happen")


def seeded() -> random.Random:
    """Chance that can be repeated: `SEED=1234 pytest …`."""
    seed = int(os.environ.get("SEED", "0")) or random.randrange(1, 10_000)
    print(f"SEED={seed}")  # noqa: T201 - pytest shows it with a failure
    return random.Random(seed)


# ---- the store


def data(stage: Stage) -> Path:
    return stage.folder / "data"


def store_process(stage: Stage) -> int:
    """The program's own store server."""
    return int((data(stage) / "server.pid").read_text().split()[0])


@asynccontextmanager
async def looked_into(stage: Stage) -> AsyncIterator[redis.asyncio.Redis]:
    """The store, as an operator could look into it."""
    url = running(data(stage))
    assert url is not None, "no store is running"
    client = redis.asyncio.from_url(url)
    try:
        yield client
    finally:
        await client.aclose()


async def settled(stage: Stage, desk: str = DESK) -> None:
    """Wait until nothing is owed any more."""
    async with looked_into(stage) as store:
        async for _ in soon():
            if int(await store.get(f"{desk}depth") or 0) == 0:
                return


async def waited(stage: Stage, carrier: str, long: timedelta, desk: str = DESK) -> None:
    """What was put off for so long is due at the program's next start, which is now."""
    late = f"{desk}due:{carrier}"
    async with looked_into(stage) as store:
        async for _ in soon():
            if put_off := await store.zrange(late, 0, -1, withscores=True):
                break
        await stage.kill()
        due = min(score for _, score in put_off)
        assert long - SLACK < timedelta(seconds=due - time.time()) <= long
        await store.zadd(late, {lane: score - long.total_seconds() for lane, score in put_off})
    await stage.start()


def freeze(stage: Stage) -> None:
    """From now on the store answers nothing, and so nothing is recorded."""
    os.kill(store_process(stage), signal.SIGSTOP)


def thaw(stage: Stage) -> None:
    os.kill(store_process(stage), signal.SIGCONT)


async def kill_both(stage: Stage) -> None:
    """The program and its frozen store, which else would still read what it was sent last."""
    store = store_process(stage)
    await stage.kill()
    os.kill(store, signal.SIGKILL)


# ---- the platforms


async def met(control: Control) -> None:
    """Wait until the requests have come that the ordered faults are for: then their rows are being sent."""
    async for _ in soon():
        if not await control.faults_left():
            return


# ---- what people see


async def seen(person: Person, words: str) -> tuple[Message, ...]:
    """What others wrote with these words in it, as this person sees it."""
    return tuple(
        each
        for each in await person.everything()
        if each.author_id != person.id and words in each.text and not each.ephemeral
    )


async def once(person: Person, *words: str) -> None:
    """Each was seen exactly once; on Telegram a second copy may be there that says so."""
    for each in words:
        copies = await seen(person, each)
        unmarked = [copy for copy in copies if REPEATED not in copy.text]
        if isinstance(person, DiscordPerson):
            assert len(copies) == 1, f"{person} sees {each!r} {len(copies)} times: {copies}"
        else:
            assert copies, f"{person} does not see {each!r}"
            assert len(unmarked) <= 1, f"{person} sees {each!r} unmarked {len(unmarked)} times"
            assert len(copies) <= 2, f"{person} sees {each!r} {len(copies)} times"


async def in_order(person: Person, words: Sequence[str], place: object = None) -> None:
    """The words were seen in this order (by their first copies)."""
    firsts = [min(await seen(person, each), key=lambda copy: copy.age) for each in words]
    ages = [copy.age for copy in firsts]
    assert ages == sorted(ages), (
        f"{person} sees {[copy.text for copy in sorted(firsts, key=lambda c: c.age)]}"
    )


def sends(person: Person) -> str:
    """The requests by which this person is written to."""
    return SENDS[person.control.platform]


def opens(person: Person) -> str:
    """The requests by which rooms are opened for this person."""
    return OPENS[person.control.platform]
