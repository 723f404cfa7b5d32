"""Conversations kept going: a requester writes, the agent answers, so many conversations at a time.

The wire servers, the people and the clock are in this process; the program (or the bare echo) is in its own.
"""

import asyncio
import contextlib
import itertools
import re
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from aiohttp import web

from tests.bench.wire.discord import DiscordWire
from tests.bench.wire.telegram import AGENT, TelegramWire

FIRST_REQUESTER = 10_000
WORDS = re.compile(r"(ask|say|tell|echo)-(\d+)-(\d+)")


@dataclass(slots=True)
class Talk:
    """One conversation: who asks, where the agent answers, and what is awaited.

    `answered` is the message that the agent replies to: the last but one, for the wire shows the last one here before
    the program can know its number. No person is as quick as that.
    """

    requester: int
    room: int | None = None
    answered: int | None = None
    latest: int | None = None
    heard: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Load:
    """The two wires, and who is waiting for which words on them."""

    url: str
    discord: DiscordWire
    telegram: TelegramWire
    talks: dict[int, Talk] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    """Of what has arrived, in seconds."""
    said: "itertools.count[int]" = field(default_factory=itertools.count)
    under_way: dict[int, float] = field(default_factory=dict)
    doubled: int = 0
    own: Counter[int] = field(default_factory=Counter)
    """By chat: messages of the program that are nobody's words."""
    awaited: set[int] = field(default_factory=set)
    """Chats that must each have got one of those before `receipts` is set."""
    receipts: asyncio.Event = field(default_factory=asyncio.Event)
    _all_arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, room: int, words: str, message: int) -> None:
        """The bot has said something: if it carries a conversation's words, they have arrived."""
        found = WORDS.search(words)
        if found is None:
            self.own[room] += 1
            if self.awaited and self.awaited <= self.own.keys():
                self.receipts.set()
            return
        talk = self.talks.get(int(found[2]))
        if talk is None:
            return
        if found[1] == "tell" and room == talk.room:
            raise AssertionError(f"the agent's words did not go out: {words}")
        if found[1] in {"ask", "say"}:
            talk.room, talk.answered, talk.latest = room, talk.latest or message, message
        sent = self.under_way.pop(int(found[3]), None)
        if sent is None:
            self.doubled += 1
        else:
            self.delays.append(time.perf_counter() - sent)
        if not self.under_way:
            self._all_arrived.set()
        talk.heard.set()

    async def requester_says(self, on: str, talk: Talk, verb: str = "say") -> None:
        words = self._words(verb, talk)
        if on == "D":
            await self.discord.dm(talk.requester, words)
        else:
            self.telegram.private(talk.requester, words)

    async def agent_says(self, on: str, talk: Talk) -> None:
        if talk.room is None:
            raise RuntimeError("the conversation has no room yet")
        words = self._words("tell", talk)
        if on == "D":
            await self.discord.in_thread(talk.room, words, talk.answered)
        else:
            self.telegram.in_topic(talk.room, words, talk.answered)

    def _words(self, verb: str, talk: Talk) -> str:
        number = next(self.said)
        self.under_way[number] = time.perf_counter()
        return f"{verb}-{talk.requester}-{number} about the parcel that has not come yet"

    async def command(self, on: str, name: str, case: int | None = None) -> None:
        """The agent runs a command."""
        if on == "D":
            options = [] if case is None else [{"name": "case", "type": 3, "value": str(case)}]
            await self.discord.command(name, options)
        else:
            self.telegram.private(AGENT, f"/{name} {'' if case is None else case}".strip())

    async def crowd(self, requester: str, count: int, within: float = 60.0) -> list[Talk]:
        """So many people ask for the first time and get their receipt."""
        first = FIRST_REQUESTER + len(self.talks)
        talks = [Talk(first + number) for number in range(count)]
        self.receipts.clear()
        self.awaited = {
            self.discord.dm_of(talk.requester) if requester == "D" else talk.requester for talk in talks
        }
        for talk in talks:
            self.talks[talk.requester] = talk
            await self.requester_says(requester, talk, "ask")
        await asyncio.wait_for(self.receipts.wait(), within)
        return talks

    async def open(
        self, requester: str, agent: str, count: int, within: float = 60.0, pause: float = 0.0
    ) -> list[Talk]:
        """So many conversations, each taken by the agent, with a pause after each."""
        await self.command(agent, "on")
        talks = await self.crowd(requester, count, within)
        for _ in talks:
            await self.command(agent, "next")
            await asyncio.sleep(pause)
        async with asyncio.timeout(within):
            for talk in talks:
                await talk.heard.wait()
        await asyncio.sleep(0.5)  # the last of them are being settled
        self.forget()
        return talks

    def forget(self) -> None:
        """Measure from here on."""
        self.delays.clear()
        self.doubled = 0

    async def converse(self, requester: str, agent: str, talks: Sequence[Talk], seconds: float) -> float:
        """Keep all conversations going; relays a second, both ways counted."""

        async def turn(talk: Talk) -> None:
            talk.heard.clear()
            await self.agent_says(agent, talk)
            await talk.heard.wait()
            talk.heard.clear()
            await self.requester_says(requester, talk)
            await talk.heard.wait()

        return await self._over_and_over(talks, turn, seconds)

    async def echo(self, on: str, flight: int, seconds: float) -> float:
        """So many people write to the bare echo and wait for their own words; echoes a second."""
        talks = [Talk(FIRST_REQUESTER + number) for number in range(flight)]
        self.talks = {talk.requester: talk for talk in talks}

        async def turn(talk: Talk) -> None:
            talk.heard.clear()
            await self.requester_says(on, talk, "echo")
            await talk.heard.wait()

        return await self._over_and_over(talks, turn, seconds)

    async def _over_and_over(
        self, talks: Sequence[Talk], turn: Callable[[Talk], Awaitable[None]], seconds: float
    ) -> float:
        """Everybody takes their turns until the time is over; arrivals a second."""
        began = time.perf_counter()
        self.forget()

        async def one(talk: Talk) -> None:
            while time.perf_counter() < began + seconds:
                await turn(talk)

        async with asyncio.timeout(seconds + 30), asyncio.TaskGroup() as group:
            for talk in talks:
                group.create_task(one(talk))
        return len(self.delays) / (time.perf_counter() - began)

    async def steadily(
        self, speak: Sequence[Callable[[], Awaitable[None]]], rate: float, patience: float = 30.0
    ) -> list[float]:
        """Say all this, so many a second whatever is answered; the delays, once all of it has arrived."""
        self.forget()
        began = time.perf_counter()
        for number, each in enumerate(speak):
            pause = began + number / rate - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            await each()
        self._all_arrived.clear()
        if self.under_way:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._all_arrived.wait()
        return list(self.delays)

    def both_ways(
        self, requester: str, agent: str, talks: Sequence[Talk], count: int
    ) -> list[Callable[[], Awaitable[None]]]:
        """So many messages, the agent's and the requesters' by turns, for `steadily`."""
        speak: list[Callable[[], Awaitable[None]]] = []
        for number in range(count):
            talk = talks[number // 2 % len(talks)]
            if number % 2:
                speak.append(partial(self.requester_says, requester, talk))
            else:
                speak.append(partial(self.agent_says, agent, talk))
        return speak


@asynccontextmanager
async def listening() -> AsyncIterator[Load]:
    """Both wires on one port."""
    load: Load
    first = DiscordWire(
        lambda channel, words, number: load.hear(channel, words, number)  # noqa: PLW0108 - it is made below
    )
    second = TelegramWire(lambda chat, topic, words, number: load.hear(topic or chat, words, number))
    app = web.Application()
    first.mount(app)
    second.mount(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    load = Load(f"http://127.0.0.1:{runner.addresses[0][1]}", first, second)
    try:
        yield load
    finally:
        await runner.cleanup()


def quantile(delays: Sequence[float], share: float) -> float:
    """The delay in seconds that this share of the deliveries did not exceed."""
    return statistics.quantiles(delays, n=1000, method="inclusive")[round(share * 1000) - 1]
