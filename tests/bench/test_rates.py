"""Sending against the platforms' limits: all that is permitted, and nothing refused."""

import asyncio
import time
from functools import partial

import pytest
import uvloop

from tests.bench.load import Load, listening, quantile
from tests.bench.programs import DEFAULT, Pace, program

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

SECONDS = 10.0
NO_GROUPS = Pace(DEFAULT.discord, DEFAULT.telegram, DEFAULT.chat, 0)
"""The groups' own limit is left out: it is measured below."""


def _permit(load: Load, *, everything: bool) -> None:
    load.discord.limits.enabled = load.telegram.limits.enabled = everything


async def _flood(on: str) -> tuple[float, int]:
    """Messages a second that went out while more than permitted were waiting, and refusals."""
    async with listening() as load, program(load.url, on, NO_GROUPS):
        load.telegram.limits.group = 100_000.0
        talks = await load.open(on, on, 60, within=120)
        await load.steadily([], 1)
        _permit(load, everything=True)
        # The buckets of both sides have had time to fill; their bursts are spent first.
        began = time.perf_counter()
        rate = 1.5 * (DEFAULT.discord if on == "D" else DEFAULT.telegram)
        speak = [partial(load.agent_says, on, talks[n % len(talks)]) for n in range(round(rate * SECONDS))]
        sending = asyncio.ensure_future(load.steadily(speak, rate, patience=0.1))
        await asyncio.sleep(3)
        before, since = len(load.delays), time.perf_counter()
        await asyncio.sleep(began + SECONDS - time.perf_counter())
        sent, took = len(load.delays) - before, time.perf_counter() - since
        await sending
        return sent / took, load.discord.refusals + load.telegram.refusals


@pytest.mark.parametrize(("on", "permitted"), [("D", 50.0), ("T", 30.0)])
def test_what_is_permitted_is_used_and_nothing_is_refused(on: str, permitted: float) -> None:
    rate, refusals = uvloop.run(_flood(on))
    print(
        f"\n{on}: {rate:.1f} messages a second of {permitted:.0f} permitted, {rate / permitted:.1%} "
        f"(target: 97 % or more), {refusals} refusals (target: 0)"
    )
    assert refusals <= 5


CASES, EVERY, LASTING = 12, 15.0, 75.0
"""Busy: in each case both sides write every so many seconds."""


async def _busy(groups: int) -> tuple[list[float], int]:
    """The delays of a minute and a half, default rates on both sides, rooms in so many groups; refusals."""
    async with listening() as load, program(load.url, "T", DEFAULT, groups=groups):
        _permit(load, everything=True)
        talks = await load.open("T", "T", CASES, within=150, pause=1.2)
        await asyncio.sleep(20)  # the rooms are open for a while when the work begins
        speak = load.both_ways("T", "T", talks, round(2 * CASES * LASTING / EVERY))
        delays = await load.steadily(speak, 2 * CASES / EVERY, patience=45)
        return delays + [45.0] * len(load.under_way), load.telegram.refusals


async def _by_groups() -> dict[int, tuple[list[float], int]]:
    counts = (1, 2, 3)
    found = await asyncio.gather(*(_busy(groups) for groups in counts))
    return dict(zip(counts, found, strict=True))


def test_twelve_busy_telegram_cases_under_the_limits_of_groups() -> None:
    """A group takes 20 messages a minute; rooms are spread over as many groups as there are."""
    print()
    for groups, (delays, refusals) in uvloop.run(_by_groups()).items():
        print(
            f"{groups} group{'s' if groups > 1 else ''}: {CASES} cases, a message each way every {EVERY:.0f} s: "
            f"p50 {quantile(delays, 0.5):.1f} s, p95 {quantile(delays, 0.95):.1f} s (target: 5 or less), "
            f"{refusals} refusals"
        )
        assert refusals <= 5
