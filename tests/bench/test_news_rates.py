"""News of an incident to many subscribers, at the platforms' limits, while others are being served."""

import itertools
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import uvloop

from tests.bench.following import News, people, subscribed
from tests.bench.load import Load, Talk, listening, quantile
from tests.bench.programs import DEFAULT, Pace, program

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

SUBSCRIBERS = {"D": 2_500, "T": 1_500}
PERMITTED = {"D": 50.0, "T": 30.0}
SECONDS = 30.0
FLOWING = 60
"""After so many of the news their rate is measured."""
LIVE = 2.0
"""Messages of agents a second meanwhile, over all conversations."""
PACE = Pace(DEFAULT.discord, DEFAULT.telegram, DEFAULT.chat, 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """`rate` is of all that was sent a second, news and live; the delays are of live messages without and with news."""

    rate: float
    refusals: int
    alone: list[float]
    beside: list[float]
    twice: int


async def _live(load: Load, on: str, talks: list[Talk], seconds: float) -> list[float]:
    speak = [
        partial(load.agent_says, on, talk)
        for talk in itertools.islice(itertools.cycle(talks), round(LIVE * seconds))
    ]
    return await load.steadily(speak, LIVE, patience=20)


async def _measured(on: str, folder: Path) -> Measured:
    """News go to one platform; they are published on Telegram."""
    async with listening() as load:
        await subscribed(folder, load, people(on, SUBSCRIBERS[on]))
        async with program(load.url, "DT" if on == "D" else on, PACE, folder=folder) as running:
            load.telegram.limits.group = 100_000.0
            talks = await load.open(on, on, 10, within=120)
            load.telegram.limits.enabled = load.discord.limits.enabled = True
            alone = await _live(load, on, talks, SECONDS)
            news = News(load)
            await news.publish()
            await news.are(FLOWING, 20)
            began, before = time.perf_counter(), len(news.arrived)
            beside = await _live(load, on, talks, SECONDS)
            rate = (len(news.arrived) - before + len(beside)) / (time.perf_counter() - began)
            assert running.process.returncode is None
            refusals = load.telegram.refusals + load.discord.refusals
            return Measured(rate, refusals, alone, beside, news.twice)


@pytest.mark.parametrize("on", ["D", "T"])
def test_news_take_what_is_permitted_and_let_the_living_go_first(on: str, tmp_path: Path) -> None:
    found, permitted = uvloop.run(_measured(on, tmp_path)), PERMITTED[on]
    alone, beside = found.alone, found.beside
    print(
        f"\n{on}: {found.rate:.1f} messages a second of {permitted:.0f} permitted, {found.rate / permitted:.1%} "
        f"(target: 97 % or more), {found.refusals} refusals (target: 0), {found.twice} told twice (target: 0)\n"
        f"live messages: p50 {quantile(alone, 0.5) * 1e3:.0f} ms, p99 {quantile(alone, 0.99) * 1e3:.0f} ms alone; "
        f"p50 {quantile(beside, 0.5) * 1e3:.0f} ms, p99 {quantile(beside, 0.99) * 1e3:.0f} ms beside the news, "
        f"{quantile(beside, 0.5) / quantile(alone, 0.5):.2f} x and "
        f"{quantile(beside, 0.99) / quantile(alone, 0.99):.2f} x (target: p99 1.3 or less)"
    )
    assert found.rate >= 0.9 * permitted
    assert found.refusals == 0
    assert found.twice == 0
