"""Conversations kept going: a requester writes, the agent answers, so many conversations at a time.

The wire servers, the people and the clock are in this process; the program (or the bare echo) is in its own.
"""

import asyncio
import contextlib
import os
import re
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from tests.bench.wire import discord, telegram
from tests.bench.wire.discord import DiscordWire
from tests.bench.wire.telegram import TelegramWire

ROOT = Path(__file__).parent.parent.parent
FIRST_REQUESTER = 10_000
WORDS = re.compile(r"(?:ask|say|tell|echo)-(\d+)")

CONFIG = """
[desk]
id = "bench"
requests_per_hour = 1000000
[discord]
guild = 1000
panel_channel = 1001
agents_forum = 1002
requests_per_second = {discord}
[telegram]
agent_groups = [-1001000000005]
messages_per_second = {telegram}
chat_per_second = {chat}
group_per_minute = {group}
[live_chat]
hours = {{ always = true }}
needs_agents = false
silence = "10h"
first_response = "10h"
fullness = 100000
[[agents]]
name = "Bo"
accounts = ["discord:2003", "telegram:5002"]
capacity = 1000
"""


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
    started: float = 0.0


@dataclass(slots=True)
class Load:
    """The two wires, and who is waiting for which words on them."""

    url: str
    discord: DiscordWire
    telegram: TelegramWire
    talks: dict[int, Talk] = field(default_factory=dict)
    relayed: int = 0
    delays: list[float] = field(default_factory=list)

    def hear(self, room: int, words: str, message: int) -> None:
        """The bot has said something: if it carries a conversation's words, they have arrived."""
        found = WORDS.search(words)
        if found is None:
            return
        talk = self.talks.get(int(found[1]))
        if talk is None:
            return
        if "ask-" in words or "say-" in words:
            talk.room, talk.answered, talk.latest = room, talk.latest or message, message
        self.relayed += 1
        self.delays.append(time.perf_counter() - talk.started)
        talk.heard.set()

    async def requester_says(self, on: str, talk: Talk, words: str) -> None:
        talk.started = time.perf_counter()
        if on == "D":
            await self.discord.dm(talk.requester, words)
        else:
            self.telegram.private(talk.requester, words)

    async def agent_says(self, on: str, talk: Talk, words: str) -> None:
        talk.started = time.perf_counter()
        if talk.room is None:
            raise RuntimeError("the conversation has no room yet")
        if on == "D":
            await self.discord.in_thread(talk.room, words, talk.answered)
        else:
            self.telegram.in_topic(talk.room, words, talk.answered)

    async def command(self, on: str, name: str, argument: str = "") -> None:
        """The agent runs a command."""
        if on == "D":
            options = [{"name": "case", "type": 3, "value": argument}] if argument else []
            await self.discord.command(name, options)
        else:
            self.telegram._message(
                {"id": telegram.AGENT, "type": "private", "first_name": "Bo"},
                telegram.AGENT,
                f"/{name} {argument}".strip(),
            )

    async def open(self, requester: str, agent: str, count: int) -> list[Talk]:
        """So many conversations, each taken by the agent."""
        await self.command(agent, "on")
        talks = [Talk(FIRST_REQUESTER + number) for number in range(count)]
        for number, talk in enumerate(talks):
            self.talks[talk.requester] = talk
            await self.requester_says(requester, talk, f"ask-{talk.requester}")
        async with asyncio.timeout(60):
            while missing := [talk for talk in talks if not talk.heard.is_set()]:
                for _ in missing:
                    await self.command(agent, "next")
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(10):
                        for talk in missing:
                            await talk.heard.wait()
        await asyncio.sleep(0.5)  # the last of them are being settled
        return talks

    async def converse(self, requester: str, agent: str, talks: list[Talk], seconds: float) -> float:
        """Keep all conversations going; relays a second, both ways counted."""
        until = time.perf_counter() + seconds
        self.relayed, started = 0, time.perf_counter()
        self.delays.clear()

        async def one(talk: Talk) -> None:
            while time.perf_counter() < until:
                talk.heard.clear()
                await self.agent_says(agent, talk, f"tell-{talk.requester} and some more words to carry")
                await talk.heard.wait()
                talk.heard.clear()
                await self.requester_says(
                    requester, talk, f"say-{talk.requester} and some more words to carry"
                )
                await talk.heard.wait()

        async with asyncio.timeout(seconds + 30), asyncio.TaskGroup() as group:
            for talk in talks:
                group.create_task(one(talk))
        return self.relayed / (time.perf_counter() - started)

    async def echo(self, on: str, flight: int, seconds: float) -> float:
        """So many people write to the bare echo and wait for their own words; echoes a second."""
        talks = [Talk(FIRST_REQUESTER + number) for number in range(flight)]
        self.talks = {talk.requester: talk for talk in talks}
        until = time.perf_counter() + seconds
        self.relayed, started = 0, time.perf_counter()
        self.delays.clear()

        async def one(talk: Talk) -> None:
            while time.perf_counter() < until:
                talk.heard.clear()
                await self.requester_says(on, talk, f"echo-{talk.requester} and some more words to carry")
                await talk.heard.wait()

        async with asyncio.timeout(seconds + 30), asyncio.TaskGroup() as group:
            for talk in talks:
                group.create_task(one(talk))
        return self.relayed / (time.perf_counter() - started)


@asynccontextmanager
async def listening() -> AsyncIterator[Load]:
    """Both wires on one port."""
    load: Load
    first = DiscordWire(lambda channel, words, number: load.hear(channel, words, number))
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


@asynccontextmanager
async def program(
    load: Load, platforms: str, *, discord: float = 0, telegram: float = 0, chat: float = 0, group: float = 0
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The product, durable, everything on; unpaced unless rates are given."""
    with tempfile.TemporaryDirectory(prefix="sb-") as folder:
        config = Path(folder) / "switchboard.toml"
        config.write_text(CONFIG.format(discord=discord, telegram=telegram, chat=chat, group=group))
        environment = {
            **os.environ,
            "SWITCHBOARD__STORE__PATH": f"{folder}/data",
            "SWITCHBOARD__WEB__PORT": "0",
        }
        if "D" in platforms:
            environment |= {
                "SWITCHBOARD__DISCORD__TOKEN": "token",
                "SWITCHBOARD__DISCORD__API_URL": f"{load.url}/discord/api/v10",
                "SWITCHBOARD__DISCORD__GATEWAY_URL": f"{load.url.replace('http', 'ws', 1)}/discord/gateway",
            }
        if "T" in platforms:
            environment |= {
                "SWITCHBOARD__TELEGRAM__TOKEN": "6000:token",
                "SWITCHBOARD__TELEGRAM__API_URL": f"{load.url}/telegram",
            }
        arguments = ("-m", "bots", "run", "--config", str(config), "--log-level", "warning")
        async with _started(environment, *arguments) as process:
            yield process


@asynccontextmanager
async def bare_echo(load: Load, on: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The peer: the library alone."""
    name = {"D": "discord", "T": "telegram"}[on]
    async with _started(dict(os.environ), "-m", "tests.bench.echo", name, load.url) as process:
        yield process


@asynccontextmanager
async def _started(environment: dict[str, str], *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        if process.stdout is None:
            raise RuntimeError("no output")
        line = await asyncio.wait_for(process.stdout.readline(), 30)
        if not line.startswith(b"ready"):
            raise RuntimeError(f"it did not start: {line!r}")
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


def quantile(delays: list[float], share: float) -> float:
    """The delay in seconds that this share of the deliveries did not exceed."""
    return statistics.quantiles(delays, n=1000, method="inclusive")[round(share * 1000) - 1]
