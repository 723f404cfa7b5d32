"""Relaying, durable and with everything on, against the bare echo of the libraries, in one run."""

import statistics

import pytest
import uvloop

from tests.bench.load import bare_echo, listening, program, quantile

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

FLIGHT, SECONDS, ROUNDS = 64, 4.0, 3
PAIRS = ["DD", "DT", "TD", "TT"]


async def _relay(pair: str) -> tuple[float, float, float]:
    async with listening() as load, program(load, pair):
        talks = await load.open(pair[0], pair[1], FLIGHT)
        rate = await load.converse(pair[0], pair[1], talks, SECONDS)
        return rate, quantile(load.delays, 0.5), quantile(load.delays, 0.99)


async def _echo(on: str) -> float:
    async with listening() as load, bare_echo(load, on):
        await load.echo(on, FLIGHT, 1.0)
        return await load.echo(on, FLIGHT, SECONDS)


@pytest.mark.parametrize("pair", PAIRS)
def test_relay_reaches_six_tenths_of_the_slower_bare_echo(pair: str) -> None:
    ratios: list[float] = []
    for _ in range(ROUNDS):
        bare = min(uvloop.run(_echo(on)) for on in dict.fromkeys(pair))
        rate, middle, tail = uvloop.run(_relay(pair))
        ratios.append(rate / bare)
        print(f"{pair}: bare {bare:,.0f}/s, relay {rate:,.0f}/s, ratio {rate / bare:.2f}, "
              f"p50 {middle * 1000:.1f} ms, p99 {tail * 1000:.1f} ms")  # fmt: skip
    print(f"{pair}: median ratio {statistics.median(ratios):.2f} (target ≥ 0.6)")
