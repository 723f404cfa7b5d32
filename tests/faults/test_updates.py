"""What the platforms do to what comes in: twice, out of order, after a gap, numbered anew, with the door shut."""

import asyncio
from pathlib import Path

import pytest

from tests.faults.chat import Chat
from tests.faults.trouble import in_order, seen, settled
from tests.stage import PATIENCE, staged

WORDS = [f"word {number}" for number in range(6)]


# ---- 6: again and again, and in any order


@pytest.mark.fault(6)
async def test_every_update_of_telegram_twice_has_one_effect(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("T", "T"))
        await stage.sandbox.telegram.post("updates", {"action": "duplicate", "times": 100})
        question = await chat.opened()
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        await chat.agent.sees(WORDS[-1])
        await settled(stage)
        for words in WORDS:
            assert len(await seen(chat.agent, words)) == 1
        await chat.ends()
        assert await chat.rooms() == 1


@pytest.mark.fault(6)
async def test_every_event_of_discord_twice_has_one_effect(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "D"))
        await stage.sandbox.discord.post("events", {"action": "duplicate", "times": 1000})
        question = await chat.opened()
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        await chat.agent.sees(WORDS[-1])
        await chat.ends()
        assert await chat.rooms() == 1


@pytest.mark.fault(6)
async def test_updates_of_telegram_out_of_order_are_one_effect_each_and_the_transcript_is_in_order(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("T", "D"))
        await chat.opened()
        await stage.sandbox.telegram.post("updates", {"action": "hold"})
        for words in WORDS:
            await chat.asks(words)
        await stage.sandbox.telegram.post("updates", {"action": "shuffle"})
        await stage.sandbox.telegram.post("updates", {"action": "release"})
        for words in WORDS:
            await chat.agent.sees(words)
        await chat.ends()


@pytest.mark.fault(6)
async def test_events_of_discord_out_of_order_are_put_in_order(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await stage.sandbox.discord.post(
            "events", {"action": "shuffle", "times": len(WORDS), "match": "MESSAGE_CREATE"}
        )
        for words in WORDS:
            await chat.asks(words)
        for words in WORDS:
            await chat.agent.sees(words)
        await chat.ends()


@pytest.mark.fault(6)
@pytest.mark.parametrize("action", ["drop", "reconnect"])
async def test_a_resumed_session_replays_without_a_second_effect(tmp_path: Path, action: str) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            if number % 2:
                await stage.sandbox.discord.post("gateway", {"action": action})
        await chat.agent.sees(WORDS[-1], timeout=20)
        await in_order(chat.agent, WORDS)
        await chat.ends()


# ---- 7: gaps


@pytest.mark.fault(7)
async def test_an_invalid_session_leaves_no_gap(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "D"))
        question = await chat.opened()
        await stage.sandbox.discord.post("gateway", {"action": "outage", "on": True})
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        await stage.sandbox.discord.post("gateway", {"action": "invalid_session"})
        await stage.sandbox.discord.post("gateway", {"action": "outage", "on": False})
        await chat.agent.sees(WORDS[-1], timeout=30)
        await in_order(chat.agent, WORDS)
        await chat.requester.sees("answer 5", timeout=20)
        await in_order(chat.requester, [f"answer {number}" for number in range(6)])
        await chat.ends()


@pytest.mark.fault(7)
async def test_events_that_discord_loses_are_found_after_the_next_gap(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await chat.asks("before")
        await chat.agent.sees("before")
        await stage.kill()
        await chat.asks("while nobody listened")
        await stage.start()
        await chat.agent.sees("while nobody listened")
        await chat.ends()


@pytest.mark.fault(7)
async def test_a_strangers_first_words_of_the_gap_are_found_with_their_next(tmp_path: Path) -> None:
    """Bots cannot list their private chats on Discord."""
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.joined()
        await stage.kill()
        await chat.asks("My card was charged twice")
        await stage.start()
        await chat.asks("Hello?")
        await chat.requester.sees("1st")
        await chat.taken()
        await chat.agent.sees("Hello?")
        await in_order(chat.agent, ["My card was charged twice", "Hello?"])
        await chat.ends()


# ---- 8: the door is shut


@pytest.mark.fault(8)
@pytest.mark.parametrize(("code", "fix"), [(4004, "discord.token"), (4014, "under Bot")])
async def test_a_final_close_ends_the_program_with_the_reason_and_the_fix(
    tmp_path: Path, code: int, fix: str
) -> None:
    async with staged(tmp_path) as stage:
        await stage.sandbox.discord.clear_journal()
        assert stage.program is not None
        await stage.sandbox.discord.post("gateway", {"action": "close", "code": code})
        assert await asyncio.wait_for(stage.program.wait(), PATIENCE) == 1
        last = stage.log().strip().splitlines()[-1]
        assert last.startswith("switchboard: Discord")
        assert fix in last
        again = [call for call in await stage.sandbox.discord.journal() if "gateway" in call.line]
        assert again == [], "no further session is tried"


@pytest.mark.fault(8)
async def test_a_wrong_token_of_telegram_ends_the_program_with_the_reason_and_the_fix(tmp_path: Path) -> None:
    async with staged(tmp_path, running=False) as stage:
        stage.environment = {**stage.environment, "SWITCHBOARD__TELEGRAM__TOKEN": "6000:revoked"}
        with pytest.raises(RuntimeError):
            await stage.start()
        assert stage.program is not None
        assert await asyncio.wait_for(stage.program.wait(), PATIENCE) == 1
        assert "BotFather" in stage.log().strip().splitlines()[-1]


@pytest.mark.fault(8)
async def test_with_few_sessions_left_for_the_day_none_is_begun(tmp_path: Path) -> None:
    """Beyond the day's last one Discord takes the token away."""
    async with staged(tmp_path, running=False) as stage:
        await stage.sandbox.discord.post("limits", {"identify": 3})
        with pytest.raises(RuntimeError):
            await stage.start()
        assert stage.program is not None
        assert await asyncio.wait_for(stage.program.wait(), PATIENCE) == 1
        last = stage.log().strip().splitlines()[-1]
        assert "3 sessions" in last
        assert "wait" in last


# ---- 9: numbered anew


@pytest.mark.fault(9)
async def test_updates_numbered_anew_are_accepted(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("T", "T"))
        question = await chat.opened()
        await stage.sandbox.telegram.post("updates", {"action": "jump_back"})
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        await chat.agent.sees(WORDS[-1])
        await chat.ends()
