"""What always fails is set aside with an alarm, and everything else flows."""

from pathlib import Path

import pytest

from bots.sandbox.client import Person, TelegramPerson
from tests.faults.chat import Chat
from tests.faults.trouble import DESK, looked_into
from tests.stage import Stage, staged

BROKEN = b"1:\xff\xfenot a record"


async def poison(stage: Stage, requester: Person) -> None:
    """From now on whatever this requester says cannot be handled: their record cannot be read."""
    account = f"{requester.control.platform}:{requester.id}"
    async with looked_into(stage) as store:
        await store.set(f"{DESK}r:requester/{account}", BROKEN)


@pytest.mark.fault(19)
@pytest.mark.parametrize("platform", ["D", "T"])
async def test_a_message_that_always_fails_is_set_aside_after_five_tries_and_the_rest_flows(
    tmp_path: Path, platform: str
) -> None:
    async with staged(tmp_path) as stage:
        poisoned, agent = stage.pair(platform, "T")
        healthy, _ = stage.pair("T" if platform == "D" else "D", "T")
        if isinstance(poisoned, TelegramPerson):
            await poisoned.start()
        await poison(stage, poisoned)
        await poisoned.say("nobody can read this")
        chat = Chat(stage, healthy, agent)
        question = await chat.opened()
        for number in range(3):
            await poisoned.say(f"nor this {number}")
            await chat.asks(f"word {number}")
            await chat.answers(f"answer {number}", question)
            await healthy.sees(f"answer {number}")
        await stage.logged("command parked")
        failed = [line for line in stage.log().splitlines() if '"what": "command failed"' in line]
        parked = [line for line in stage.log().splitlines() if '"what": "command parked"' in line]
        assert all('"level": "critical"' in line for line in parked)
        assert len(failed) >= 5
        assert "nobody can read this" not in stage.log(), "the alarm tells no words"
        await chat.ends()


@pytest.mark.fault(19)
async def test_what_was_set_aside_stays_aside_after_a_restart(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await poison(stage, stage.rita)
        await stage.rita.say("nobody can read this")
        await stage.logged("command parked")
        await stage.restart()
        before = stage.log().count("command failed")
        chat = Chat(stage, *stage.pair("T", "D"))
        await chat.opened()
        await chat.ends()
        assert stage.log().count("command failed") == before
        async with looked_into(stage) as store:
            assert await store.zcard(f"{DESK}parked") == 1
