"""SIGKILL between receipt, commit, sending and recording. More points in `tests/walks/test_h_restart.py`."""

from pathlib import Path

import pytest

from tests.faults.chat import QUESTION, Chat
from tests.faults.trouble import freeze, met, once, seen, sends, settled
from tests.stage import staged

NOT_CONFIRMED = {"discord": "the store is away", "telegram": "telegram.not_confirmed"}
"""What the program logs when something has arrived that it cannot store."""


@pytest.mark.fault(1)
@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_what_arrived_and_was_not_stored_comes_again(tmp_path: Path, pair: str) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        await chat.opened()
        await settled(stage)
        freeze(stage)
        await chat.asks("written into the dark")
        await stage.logged(NOT_CONFIRMED[chat.requester.control.platform])
        await stage.restart()
        await chat.agent.sees("written into the dark")
        await chat.ends()


@pytest.mark.fault(2)
async def test_what_was_stored_and_not_confirmed_to_telegram_has_no_second_effect(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("T", "D"))
        await chat.opened()
        await chat.requester.control.fault("/getUpdates$", "swallow", seconds=10)
        await chat.asks("stored once")
        await chat.agent.sees("stored once")
        await met(chat.requester.control)
        await stage.restart()
        await chat.requester.control.clear_faults()
        await chat.ends()
        await once(chat.agent, "stored once")


@pytest.mark.fault(2)
async def test_what_was_stored_and_not_marked_as_read_on_discord_has_no_second_effect(tmp_path: Path) -> None:
    """How far a place has been handled is told to the store once a second; the kill comes before."""
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.asked()
        await stage.restart()
        await chat.taken()
        assert await chat.rooms() == 1
        await once(chat.agent, QUESTION)
        await chat.ends()


@pytest.mark.fault(4)
async def test_discords_history_is_read_where_the_nonce_has_expired(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "D"))
        question = await chat.opened()
        await settled(stage)
        await stage.sandbox.discord.fault(sends(chat.requester), "delay", seconds=0.3)
        await chat.answers("sent long ago", question)
        await met(stage.sandbox.discord)
        freeze(stage)
        await chat.requester.sees("sent long ago")
        await stage.kill()
        await stage.sandbox.discord.post("time", {"advance": 3600})
        await stage.start()
        await settled(stage)
        assert len(await seen(chat.requester, "sent long ago")) == 1
        await chat.ends()
