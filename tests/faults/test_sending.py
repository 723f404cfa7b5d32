"""What the platforms do to what goes out: refusals, waits, broken connections, answers that never come."""

import asyncio
from pathlib import Path

import pytest

from bots.sandbox.client.control import Control
from tests.faults.chat import Chat
from tests.faults.trouble import in_order, met, once, seen, sends, settled
from tests.stage import staged

WORDS = [f"word {number}" for number in range(5)]
BAN = 10_000
"""So many invalid requests in ten minutes ban an address."""
LASTS = 4.0
"""Seconds of an outage."""


async def invalid(control: Control) -> int:
    return sum(call.status in (401, 403, 429) for call in await control.journal())


# ---- 10: told to wait


@pytest.mark.fault(10)
async def test_a_wait_asked_for_one_chat_holds_up_no_other(tmp_path: Path) -> None:
    """Tess's chat may not be written to for three seconds; Rita's is served meanwhile by the same agent."""
    async with staged(tmp_path) as stage:
        slow, quick = Chat(stage, stage.tess, stage.ben), Chat(stage, stage.rita, stage.ben)
        question = await slow.opened()
        await quick.requester.say("Me too")
        await quick.requester.sees("1st")
        await quick.agent.press("Take next")
        other = await quick.agent.sees("Me too")
        await settled(stage)
        await stage.sandbox.telegram.fault("/sendMessage$", "retry_after", seconds=3)
        await slow.answers("held up", question)
        await met(stage.sandbox.telegram)
        for number in range(5):
            await quick.answers(f"at once {number}", other)
        await quick.requester.sees("at once 4", timeout=2)
        await in_order(quick.requester, [f"at once {number}" for number in range(5)])
        assert await seen(slow.requester, "held up") == ()
        await slow.requester.sees("held up")
        await once(slow.requester, "held up")


@pytest.mark.fault(10)
@pytest.mark.parametrize(
    ("pair", "do", "status"),
    [
        ("DT", "retry_after", 429),
        ("TD", "status", 503),
        ("DT", "status", 502),
        ("TD", "status", 502),
        ("DT", "drop_before", 0),
        ("TD", "drop_before", 0),
    ],
)
async def test_words_outlive_refusals_and_broken_connections(
    tmp_path: Path, pair: str, do: str, status: int
) -> None:
    """Both platforms fail in the middle of a chat: twice, or once where nobody knows whether it was done."""
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        question = await chat.opened()
        await settled(stage)
        for person in (chat.agent, chat.requester):
            match do:
                case "retry_after":
                    await person.control.fault(sends(person), "retry_after", seconds=1, times=2)
                case "status":
                    await person.control.fault(
                        sends(person), "status", status=status, times=1 if status == 502 else 2
                    )
                case _:
                    await person.control.fault(sends(person), "drop_before")
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        await chat.arrived(*WORDS, *(f"answer {number}" for number in range(5)))
        await chat.ends()
        for control in (stage.sandbox.discord, stage.sandbox.telegram):
            assert await invalid(control) < BAN / 100


@pytest.mark.fault(10)
async def test_a_global_wait_of_discord_is_kept_and_all_arrives(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "D"))
        question = await chat.opened()
        await settled(stage)
        await stage.sandbox.discord.post("limits", {"enabled": True, "global": 5})
        for number, words in enumerate(WORDS):
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        await chat.requester.sees("answer 4", timeout=30)
        await settled(stage)
        await stage.sandbox.discord.post("limits", {"enabled": False})
        assert await invalid(stage.sandbox.discord) < BAN / 100
        await chat.ends()


@pytest.mark.fault(10)
async def test_an_outage_of_both_platforms_ends_and_all_arrives(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        question = await chat.opened()
        await settled(stage)
        controls = (stage.sandbox.discord, stage.sandbox.telegram)
        for control in controls:
            await control.clear_journal()
            await control.fault(".", "status", status=503, times=100_000)
        for words in WORDS:
            await chat.asks(words)
        await chat.answers("from the dark", question)
        await asyncio.sleep(LASTS)
        for control in controls:
            assert len(await control.journal()) < 100, "tried again with patience"
            await control.clear_faults()
        await chat.agent.sees(WORDS[-1], timeout=30)
        await in_order(chat.agent, WORDS)
        await chat.requester.sees("from the dark", timeout=30)
        await chat.ends()


# ---- 11: no answer


@pytest.mark.fault(11)
async def test_without_an_answer_an_agents_words_are_never_sent_again_unasked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("T", "D"))
        question = await chat.opened()
        await settled(stage)
        await stage.sandbox.telegram.fault("/sendMessage$", "drop_reply")
        await chat.answers("did you get this", question)
        card = await chat.agent.sees("Did this arrive?")
        await settled(stage)
        assert len(await seen(chat.requester, "did you get this")) == 1
        own = next(
            each for each in await chat.agent.messages(question.place) if each.text == "did you get this"
        )
        assert "❓" in own.emoji, "the agent's own message says so too"
        await chat.agent.press("Send again", card)
        await chat.requester.sees("possibly repeated")
        await chat.agent.press("Send again", card)
        await settled(stage)
        assert len(await seen(chat.requester, "did you get this")) == 2, "once, however often it is pressed"
        await chat.ends()


@pytest.mark.fault(11)
async def test_without_an_answer_a_requesters_words_are_sent_once_more_and_marked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await settled(stage)
        await stage.sandbox.telegram.fault("/sendMessage$", "drop_reply")
        await chat.asks("please read this")
        await chat.agent.sees("possibly repeated")
        await settled(stage)
        assert len(await seen(chat.agent, "please read this")) == 2
        await chat.ends()


@pytest.mark.fault(11)
async def test_twice_without_an_answer_the_room_says_what_is_missing_and_shows_it_when_asked(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await settled(stage)
        await stage.sandbox.telegram.fault("/sendMessage$", "drop_before", times=2)
        await chat.asks("lost on the way")
        card = await chat.agent.sees("kept in the transcript")
        assert await seen(chat.agent, "lost on the way") == ()
        await chat.agent.press("Show it here", card)
        shown = await chat.agent.sees("lost on the way")
        assert "possibly repeated" in shown.text
        await chat.agent.press("Show it here", card)
        await settled(stage)
        assert len(await seen(chat.agent, "lost on the way")) == 1, "once, however often it is pressed"
        await chat.ends()


@pytest.mark.fault(11)
async def test_a_repetition_that_is_told_to_wait_is_still_made_and_marked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await settled(stage)
        await stage.sandbox.telegram.fault("/sendMessage$", "drop_reply")
        await stage.sandbox.telegram.fault("/sendMessage$", "status", status=503, times=2)
        await chat.asks("please read this")
        await chat.agent.sees("possibly repeated")
        await settled(stage)
        assert len(await seen(chat.agent, "please read this")) == 2
        await chat.ends()


@pytest.mark.fault(11)
async def test_without_an_answer_discord_has_one_copy(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "D"))
        question = await chat.opened()
        await settled(stage)
        for number, words in enumerate(WORDS):
            await stage.sandbox.discord.fault(sends(chat.requester), "drop_reply")
            await chat.asks(words)
            await chat.answers(f"answer {number}", question)
        await chat.requester.sees("answer 4", timeout=20)
        await chat.ends()
