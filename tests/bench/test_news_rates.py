"""News of an incident to many subscribers, at the platform's limits, while others are being served."""

import asyncio
import itertools
import time
from functools import partial

import pytest
import uvloop

from tests.bench.load import Load, Talk, listening, quantile
from tests.bench.programs import DEFAULT, Pace, program
from tests.bench.wire.telegram import AGENT

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

SUBSCRIBERS = 1_500
FIRST = 1_000_000
PERMITTED = 30.0
SECONDS = 30.0
FLOWING = 60
"""After so many of the news their rate is measured."""
LIVE = 2.0
"""Messages of agents a second meanwhile, over all conversations."""
PACE = Pace(DEFAULT.discord, DEFAULT.telegram, DEFAULT.chat, 0)


async def _subscribed(load: Load) -> None:
    """So many people who want to hear of everything, while neither side counts."""
    people = range(FIRST, FIRST + SUBSCRIBERS)
    load.receipts.clear()
    load.awaited = set(people)
    for person in people:
        load.telegram.private(person, "/subscribe all")
    await asyncio.wait_for(load.receipts.wait(), 120)


async def _live(load: Load, talks: list[Talk], seconds: float) -> list[float]:
    speak = [
        partial(load.agent_says, "T", talk)
        for talk in itertools.islice(itertools.cycle(talks), round(LIVE * seconds))
    ]
    return await load.steadily(speak, LIVE, patience=20)


async def _measured() -> tuple[float, int, list[float], list[float], int]:
    """News a second, refusals, the delays of live messages without and with news on their way, and news told twice."""
    async with listening() as load, program(load.url, "T", PACE) as running:
        load.telegram.limits.group = 100_000.0
        talks = await load.open("T", "T", 10, within=120)
        await _subscribed(load)
        load.telegram.limits.enabled = True
        alone = await _live(load, talks, SECONDS)
        arrived: list[tuple[int, float]] = []
        previewed, flowing = asyncio.Event(), asyncio.Event()
        heard = load.telegram.heard

        def hear(chat: int, topic: int | None, words: str, number: int) -> None:
            if load.telegram.offers(AGENT, "Publish"):
                previewed.set()
            if words.startswith("News:"):
                arrived.append((chat, time.perf_counter()))
                if len(arrived) > FLOWING:
                    flowing.set()
            heard(chat, topic, words, number)

        load.telegram.heard = hear
        load.telegram.private(AGENT, "/incident start Down\nWe look.\neta: 2h")
        await asyncio.wait_for(previewed.wait(), 20)
        load.telegram.press(AGENT, "Publish")
        await asyncio.wait_for(flowing.wait(), 20)
        began, before = time.perf_counter(), len(arrived)
        beside = await _live(load, talks, SECONDS)
        spoken = len(beside)
        took = time.perf_counter() - began
        rate = (len(arrived) - before + spoken) / took
        chats = [chat for chat, _ in arrived]
        assert running.process.returncode is None
        return rate, load.telegram.refusals, alone, beside, len(chats) - len(set(chats))


def test_news_take_what_is_permitted_and_let_the_living_go_first() -> None:
    rate, refusals, alone, beside, twice = uvloop.run(_measured())
    print(
        f"\n{rate:.1f} messages a second of {PERMITTED:.0f} permitted, {rate / PERMITTED:.1%} (target: 97 % or more), "
        f"{refusals} refusals (target: 0), {twice} told twice (target: 0)\n"
        f"live messages: p50 {quantile(alone, 0.5) * 1e3:.0f} ms, p99 {quantile(alone, 0.99) * 1e3:.0f} ms alone; "
        f"p50 {quantile(beside, 0.5) * 1e3:.0f} ms, p99 {quantile(beside, 0.99) * 1e3:.0f} ms beside the news"
    )
    assert rate >= 0.9 * PERMITTED
    assert refusals == 0
    assert twice == 0
