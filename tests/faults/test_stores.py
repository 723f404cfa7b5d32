"""The store under a running desk: stopped, killed, cut short, damaged, or held by somebody else."""

import asyncio
import os
import shlex
import signal
import subprocess
import time
from pathlib import Path

import aiohttp
import pytest

from adapters.redis.embedded import APPENDED
from tests.faults.chat import Chat
from tests.faults.trouble import data, freeze, in_order, once, settled, soon, store_process, thaw
from tests.stage import PATIENCE, Stage, staged

WORDS = [f"word {number}" for number in range(5)]
STOPPED = 5.0
ACKNOWLEDGED = 3.0
"""Seconds within which a click must be acknowledged, or the app says that the bot failed."""


async def readiness(stage: Stage) -> int:
    async with aiohttp.ClientSession() as session, session.get(f"{stage.url}/readyz") as response:
        return response.status


async def refused(stage: Stage) -> str:
    """The program does not start: the last line of what it says."""
    with pytest.raises(RuntimeError):
        await stage.start()
    assert stage.program is not None
    assert await asyncio.wait_for(stage.program.wait(), PATIENCE) == 1
    return stage.log().strip().splitlines()[-1]


@pytest.mark.fault(12)
@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_a_store_that_stops_for_five_seconds_delays_and_loses_nothing(
    tmp_path: Path, pair: str
) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        question = await chat.opened()
        await settled(stage)
        assert await readiness(stage) == 200
        freeze(stage)
        began = time.monotonic()
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        assert await readiness(stage) == 503
        async for _ in soon():
            if time.monotonic() - began > STOPPED:
                break
        thaw(stage)
        await chat.agent.sees(WORDS[-1], timeout=20)
        await in_order(chat.agent, WORDS)
        await chat.requester.sees("answer 4", timeout=20)
        await in_order(chat.requester, [f"answer {number}" for number in range(5)])
        assert await readiness(stage) == 200
        await chat.ends()


@pytest.mark.fault(12)
@pytest.mark.parametrize("agent", ["D", "T"])
async def test_a_click_is_acknowledged_in_time_while_the_store_is_stopped(tmp_path: Path, agent: str) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("T" if agent == "D" else "D", agent))
        await chat.asked()
        await chat.agent.with_button("Take next", None)
        await settled(stage)
        control = chat.agent.control
        await control.clear_journal()
        freeze(stage)
        pressed = time.monotonic()
        await chat.agent.press("Take next")
        async for _ in soon(ACKNOWLEDGED):
            calls = [call.line for call in await control.journal()]
            if any(line.endswith(("/callback", "/answerCallbackQuery")) for line in calls):
                break
        assert time.monotonic() - pressed < ACKNOWLEDGED
        thaw(stage)
        await chat.agent.sees("My card was charged twice", timeout=20)
        await chat.ends()


@pytest.mark.fault(12)
async def test_a_store_that_is_killed_is_started_again_and_the_chat_goes_on(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        question = await chat.opened()
        for number, words in enumerate(WORDS):
            if number % 2:
                killed = store_process(stage)
                os.kill(killed, signal.SIGKILL)
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
            await chat.requester.sees(f"answer {number}", timeout=20)
            if number % 2:
                assert store_process(stage) != killed
        await chat.agent.sees(WORDS[-1], timeout=20)
        await in_order(chat.agent, WORDS)
        await chat.ends()
        assert "started again" in stage.log(), "with an alarm"


# ---- 13: files that are cut short or damaged


def appended(stage: Stage) -> Path:
    (file,) = (data(stage) / APPENDED).glob("*.incr.aof")
    return file


@pytest.mark.fault(13)
async def test_a_file_cut_short_by_a_power_loss_is_read_up_to_there(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await settled(stage)
        await stage.kill()
        # Nothing that was acknowledged: the half of a write that had just begun.
        with appended(stage).open("ab") as file:
            file.write(b"*3\r\n$3\r\nSET\r\n$3\r\nab")
        await stage.start()
        await chat.ends()


@pytest.mark.fault(13)
async def test_a_damaged_file_is_refused_with_the_command_that_repairs_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await settled(stage)
        await stage.kill()
        whole = appended(stage).read_bytes()
        at = whole.rindex(b"My card was charged twice")
        appended(stage).write_bytes(whole[:at] + b"\r\n\0damaged\r\n" + whole[at + 30 :])
        said = await refused(stage)
        assert "damaged" in said
        command = shlex.split(said.partition("repair it with: ")[2])
        await asyncio.to_thread(subprocess.run, command, input=b"y\n", check=True, capture_output=True)
        await stage.start()
        await chat.requester.say("still there?")
        await chat.requester.sees("Case #", timeout=20)


# ---- 15: held by somebody else


@pytest.mark.fault(15)
async def test_a_second_program_on_the_same_data_is_refused_with_what_to_do(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        second = Stage(stage.sandbox, tmp_path / "second", stage.config, stage.environment)
        second.folder.mkdir()
        said = await refused(second)
        assert stage.program is not None
        assert f"process {stage.program.pid}" in said
        assert "store.url" in said
        await chat.ends()


@pytest.mark.fault(15)
async def test_a_server_left_over_by_a_kill_is_ended_before_another_reads_its_files(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await settled(stage)
        left_over = store_process(stage)
        freeze(stage)  # so that it cannot end with its program
        await stage.kill()
        os.kill(left_over, 0)
        await stage.start()
        assert store_process(stage) != left_over
        await stage.logged("stopping an orphaned server")
        await once(chat.agent, "My card was charged twice")
        await chat.ends()
