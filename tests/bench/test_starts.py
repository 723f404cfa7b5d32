"""From nothing to the first answer, and back: the demo, an orderly stop, and a start after kill -9."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest
import uvloop

from tests.bench.load import listening
from tests.bench.programs import program, started
from tests.conftest import free_port

pytestmark = [pytest.mark.bench, pytest.mark.timeout(180)]


async def _demo() -> tuple[float, float]:
    environment = {**os.environ, "NO_BROWSER": "1"}
    arguments = ("-m", "bots", "demo", "--no-browser", "--json", "--port", str(free_port()))
    async with started(environment, *arguments) as demo:
        return demo.took, await demo.end(signal.SIGTERM)


def test_the_demo_is_ready_soon_and_stops_at_once() -> None:
    rounds = [uvloop.run(_demo()) for _ in range(3)]
    ready, stopped = (sorted(each)[1] for each in zip(*rounds, strict=True))
    print(f"\ndemo: ready after {ready:.1f} s (target: 4 or less), stopped after {stopped:.1f} s")
    assert ready < 20


async def _stop() -> float:
    async with listening() as load, program(load.url, "DT") as running:
        talks = await load.open("T", "D", 16)
        working = asyncio.ensure_future(load.converse("T", "D", talks, 60))
        await asyncio.sleep(1)
        took = await running.end(signal.SIGTERM)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return took


def test_an_orderly_stop_in_the_middle_of_work() -> None:
    took = sorted(uvloop.run(_stop()) for _ in range(3))[1]
    print(f"\norderly stop, 16 conversations under way: {took:.1f} s (target: 2 or less)")
    assert took < 15


async def _after_kill(folder: Path) -> float:
    async with listening() as load:
        async with program(load.url, "T", folder=folder) as running:
            talks = await load.open("T", "T", 16)
            await load.converse("T", "T", talks, 1)
            await running.end(signal.SIGKILL)
        for talk in talks:
            talk.heard.clear()
        began = time.perf_counter()
        await load.agent_says("T", talks[0])
        async with program(load.url, "T", folder=folder):
            await asyncio.wait_for(talks[0].heard.wait(), 30)
            return time.perf_counter() - began


def test_the_first_answer_after_kill_9(tmp_path: Path) -> None:
    took = []
    for number in range(3):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        took.append(uvloop.run(_after_kill(folder)))
    print(f"\nfirst answer after kill -9: {sorted(took)[1]:.1f} s (target: 3 or less)")
    assert min(took) < 20
