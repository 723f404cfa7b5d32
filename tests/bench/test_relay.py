"""Relaying, durable and with everything on, against the bare echo of the libraries, in one run."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import uvloop

from adapters.redis.store import open_store
from tests.bench.load import listening, quantile
from tests.bench.programs import RAISED, bare_echo, program
from tests.bench.test_store_speed import message

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

FLIGHT, SECONDS, ROUNDS = 64, 4.0, 3
PAIRS = ["DD", "DT", "TD", "TT"]
RATE = 200.0
"""Messages a second at which the added delay is measured."""
TALKS = 110
"""Over which they spread: a Discord channel takes one a second."""


async def _relayed(pair: str) -> tuple[float, float, float]:
    async with listening() as load, program(load.url, pair):
        talks = await load.open(pair[0], pair[1], FLIGHT)
        rate = await load.converse(pair[0], pair[1], talks, SECONDS)
        return rate, quantile(load.delays, 0.5), quantile(load.delays, 0.99)


async def _echoed(on: str) -> float:
    async with listening() as load, bare_echo(load.url, on):
        await load.echo(on, FLIGHT, 1.0)
        return await load.echo(on, FLIGHT, SECONDS)


def test_relay_reaches_six_tenths_of_the_slower_bare_echo() -> None:
    ratios: dict[str, list[float]] = {pair: [] for pair in PAIRS}
    print()
    for _ in range(ROUNDS):
        bare = {on: uvloop.run(_echoed(on)) for on in "DT"}
        print(f"bare echo: Discord {bare['D']:,.0f}/s, Telegram {bare['T']:,.0f}/s")
        for pair in PAIRS:
            rate, middle, tail = uvloop.run(_relayed(pair))
            ratios[pair].append(rate / min(bare[on] for on in pair))
            print(
                f"{pair}: relay {rate:,.0f}/s, ratio {ratios[pair][-1]:.2f}, "
                f"p50 {middle * 1000:.1f} ms, p99 {tail * 1000:.1f} ms"
            )
    for pair, found in ratios.items():
        print(f"{pair}: median ratio {statistics.median(found):.2f} (target: 0.6 or more)")
    assert all(found and min(found) > 0.1 for found in ratios.values())


async def _lone_commits() -> list[float]:
    """The time of each of some commits, one after the other."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(None, Path(folder), "bench") as store:
            for number in range(600):
                commit = message(f"{number}")
                began = time.perf_counter()
                await store.commit(commit)
                times.append(time.perf_counter() - began)
    return times


async def _echo_delays(on: str) -> list[float]:
    async with listening() as load, bare_echo(load.url, on):
        await load.echo(on, 8, 0.5)
        talks = list(load.talks.values())
        speak = [partial(load.requester_says, on, talks[number % 8], "echo") for number in range(600)]
        return await load.steadily(speak, RATE)


@dataclass(frozen=True, slots=True)
class Relayed:
    """What 800 messages at the steady rate have cost: the delay of each, and calls to the platforms for each."""

    delays: list[float]
    calls: float


async def _relay_delays(pair: str) -> Relayed:
    async with listening() as load, program(load.url, pair, RAISED):
        talks = await load.open(pair[0], pair[1], TALKS if "D" in pair else 32)
        await asyncio.sleep(5)  # for so long Discord counts what has opened them
        speak = load.both_ways(pair[0], pair[1], talks, 900)
        await load.steadily(speak[:100], RATE)
        before = load.discord.calls + load.telegram.calls
        delays = await load.steadily(speak[100:], RATE)
        await asyncio.sleep(0.5)  # what follows the last of them belongs to it
        assert not load.under_way, "lost"
        assert not load.doubled
        return Relayed(delays, (load.discord.calls + load.telegram.calls - before) / len(delays))


def _spread(rounds: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The medians of the rounds' p50 and p99, in milliseconds."""
    return (
        statistics.median(quantile(each, 0.5) for each in rounds) * 1000,
        statistics.median(quantile(each, 0.99) for each in rounds) * 1000,
    )


def test_what_a_relay_adds_to_the_bare_delay_and_calls() -> None:
    commits: list[list[float]] = []
    bare: dict[str, list[list[float]]] = {on: [] for on in "DT"}
    relays: dict[str, list[Relayed]] = {pair: [] for pair in PAIRS}
    for _ in range(ROUNDS):
        commits.append(uvloop.run(_lone_commits()))
        for on, echoes in bare.items():
            echoes.append(uvloop.run(_echo_delays(on)))
        for pair, rounds in relays.items():
            rounds.append(uvloop.run(_relay_delays(pair)))
    commit = _spread(commits)
    print(f"\na lone commit: p50 {commit[0]:.2f} ms, p99 {commit[1]:.2f} ms")
    for pair, rounds in relays.items():
        slower = max((_spread(bare[on]) for on in pair), key=lambda each: each[0])
        ours = _spread([each.delays for each in rounds])
        for name, own, echo, one in zip(("p50", "p99"), ours, slower, commit, strict=True):
            print(
                f"{pair} at {RATE:.0f}/s: {name} {own:.2f} ms, bare {echo:.2f} ms, "
                f"added {(own - echo) / one:.1f} commits (target: 3 or fewer)"
            )
        calls = statistics.median(each.calls for each in rounds)
        print(f"{pair}: {calls:.2f} calls to the platforms for each message (target: 1.2 or fewer)")
        assert calls < 2
