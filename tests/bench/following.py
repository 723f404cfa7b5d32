"""Many who follow the desk's news, as they stand in its store before it starts, and what they are told."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.discord import refs as discord_refs
from adapters.discord.refs import user_of
from adapters.redis.store import open_store
from core.ports import Commit
from core.status.subscribers import Subscriber, indexes, subscriber_key
from core.words.refs import Account, CommandId, Direct, Place, carrier, direct
from tests.bench.load import Load
from tests.bench.wire.telegram import AGENT

FIRST = 1_000_000
UNDER_WAY = 100
"""So many at most are owed their message at a time."""
TOGETHER = 500
"""So many are written in one commit."""


def people(on: str, count: int) -> list[Account]:
    """Accounts of a platform who take no other part."""
    name = {"D": "discord", "T": "telegram"}[on]
    return [Account(f"{name}:{FIRST + number}") for number in range(count)]


async def subscribed(folder: Path, load: Load, accounts: Sequence[Account], *, met: bool = True) -> None:
    """They all want to hear of everything, since one after the other. `met`: their private chats on Discord are open
    already.
    """
    now = datetime.now(UTC)
    async with open_store(None, folder / "data", "bench") as store:
        for start in range(0, len(accounts), TOGETHER):
            every = [
                Subscriber(account, "en", now + timedelta(microseconds=start + number))
                for number, account in enumerate(accounts[start : start + TOGETHER])
            ]
            keys = [subscriber_key(each.account) for each in every]
            chats = [
                _chat(load, each.account) for each in every if met and carrier(each.account) == "discord"
            ]
            commit = Commit(
                CommandId(f"seed:{start}"),
                now,
                dict.fromkeys(keys, 0),
                dict(zip(keys, every, strict=True)),
                [entry for each in every for entry in indexes(each)],
                met=chats,
            )
            await store.commit(commit)


def _place(load: Load, account: Account) -> tuple[str, int]:
    """Where the wires hear them."""
    number = int(account.rpartition(":")[2])
    return ("D", load.discord.dm_of(number)) if carrier(account) == "discord" else ("T", number)


def _chat(load: Load, account: Account) -> tuple[Direct, Place]:
    return direct(account), discord_refs.dm(load.discord.dm_of(user_of(account)))


class News:
    """What subscribers are told, as it arrives: the platform and the chat, and when."""

    def __init__(self, load: Load) -> None:
        self.arrived: list[tuple[str, int, float]] = []
        self._load = load
        self._previewed = asyncio.Event()
        self._awaited = 0
        self._enough = asyncio.Event()
        load.discord.shown = lambda channel, title: self._hear("D", channel, title)
        self._heard, load.telegram.heard = load.telegram.heard, self._hear_telegram

    def _hear_telegram(self, chat: int, topic: int | None, words: str, number: int) -> None:
        if self._load.telegram.offers(AGENT, "Publish"):
            self._previewed.set()
        if chat > 0:
            self._hear("T", chat, words)
        self._heard(chat, topic, words, number)

    def _hear(self, on: str, chat: int, words: str) -> None:
        if not words.startswith("News:"):
            return
        self.arrived.append((on, chat, time.perf_counter()))
        if self._awaited and len(self.arrived) >= self._awaited:
            self._enough.set()

    async def publish(self) -> None:
        """An agent tells of an incident, on Telegram."""
        self._load.telegram.private(AGENT, "/incident start Down\nWe look.\neta: 2h")
        await asyncio.wait_for(self._previewed.wait(), 20)
        self._load.telegram.press(AGENT, "Publish")

    async def are(self, count: int, within: float) -> None:
        """Wait until so many have arrived."""
        if len(self.arrived) < count:
            self._awaited = count
            self._enough.clear()
            await asyncio.wait_for(self._enough.wait(), within)

    @property
    def twice(self) -> int:
        """How many were told once more."""
        chats = [(on, chat) for on, chat, _ in self.arrived]
        return len(chats) - len(set(chats))

    def left_out(self, load: Load, accounts: Sequence[Account]) -> list[Account]:
        """Those whom the news have passed by: others who follow for less long were told. What is on its way when the
        looking ends is not missed yet.
        """
        told = {(on, chat) for on, chat, _ in self.arrived}
        return [each for each in accounts[: len(told) - UNDER_WAY] if _place(load, each) not in told]
