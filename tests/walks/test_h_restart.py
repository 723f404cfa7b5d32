"""Walk h: the program is killed at ten points of a whole chat, and the chat goes on.

Nothing is lost. Nothing comes twice on Discord; on Telegram at most what was in the air does, and says so.
The buttons and forms drawn before the kill work after it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person
from tests.faults.chat import QUESTION, Chat
from tests.faults.trouble import freeze, in_order, met, opens, seeded, seen, sends, settled
from tests.stage import staged

KILL_WITHIN = 0.03
"""Seconds from somebody's words to the kill, where the point is left to chance."""

Point = Callable[[Chat], Awaitable[None]]


async def after_asking(chat: Chat) -> None:
    await chat.asked()
    await chat.stage.restart()
    await chat.taken()


async def with_a_form_open(chat: Chat) -> None:
    """The form was opened before the kill and is sent after it."""
    await chat.asked()
    await chat.requester.press("Add details")
    if isinstance(chat.requester, DiscordPerson):
        await chat.requester.modal()
    await chat.stage.restart()
    chat.said.append(("requester", "it was on Monday"))
    if isinstance(chat.requester, DiscordPerson):
        form = await chat.requester.modal()
        await chat.requester.fill({next(iter(form.labels)): "it was on Monday"})
    else:
        await chat.requester.fill({"": "it was on Monday"})
    await chat.taken()
    await chat.agent.sees("it was on Monday")


async def after_the_board(chat: Chat) -> None:
    """The board's button was drawn before the kill and is pressed after it."""
    await chat.asked()
    board = await chat.agent.with_button("Take next", None)
    await chat.stage.restart()
    await chat.agent.press("Take next", board)
    await chat.agent.sees(QUESTION)


async def between_claim_and_room(chat: Chat) -> None:
    """It is theirs, and the request for the room never arrived."""
    await chat.asked()
    await chat.agent.control.fault(opens(chat.agent), "swallow", seconds=5)
    await chat.agent.press("Take next")
    await met(chat.agent.control)
    await chat.stage.restart()
    await chat.agent.sees(QUESTION)
    assert await chat.rooms() == 1


async def room_opened_but_not_recorded(chat: Chat) -> None:
    """Discord's room is found again by its marker; Telegram's cannot be, and stays empty beside a new one."""
    await chat.asked()
    await chat.agent.control.fault(opens(chat.agent), "delay", seconds=0.3)
    await chat.agent.press("Take next")
    await met(chat.agent.control)
    freeze(chat.stage)
    assert await chat.agent.until(chat.has_room, 5)
    await chat.stage.restart()
    await chat.agent.sees(QUESTION)
    assert await chat.rooms() == (1 if chat.agent.control.platform == "discord" else 2)


async def mid_relay_to_the_agent(chat: Chat) -> None:
    await chat.opened()
    words = [f"word {number}" for number in range(5)]
    for each in words:
        await chat.asks(each)
    await asyncio.sleep(seeded().uniform(0, KILL_WITHIN))
    await chat.stage.restart()
    await chat.agent.sees(words[-1])
    await in_order(chat.agent, words)


async def mid_relay_to_the_requester(chat: Chat) -> None:
    question = await chat.opened()
    words = [f"answer {number}" for number in range(5)]
    for each in words:
        await chat.answers(each, question)
    await asyncio.sleep(seeded().uniform(0, KILL_WITHIN))
    await chat.stage.restart()
    await chat.arrived(*words)


async def attempting_but_unsent(chat: Chat) -> None:
    question = await chat.opened()
    for person in (chat.agent, chat.requester):
        await settled(chat.stage)
        await person.control.fault(sends(person), "swallow", seconds=5)
        words = f"unsent to {person.id}"
        if person is chat.agent:
            await chat.asks(words)
        else:
            await chat.answers(words, question)
        await met(person.control)
        await chat.stage.restart()
        await chat.arrived(words)


async def sent_but_unrecorded(chat: Chat) -> None:
    question = await chat.opened()
    for person in (chat.agent, chat.requester):
        await settled(chat.stage)
        await person.control.fault(sends(person), "delay", seconds=0.3)
        words = f"sent to {person.id}"
        if person is chat.agent:
            await chat.asks(words)
        else:
            await chat.answers(words, question)
        await met(person.control)
        freeze(chat.stage)
        await person.sees(words)
        await chat.stage.restart()
        if person is chat.requester and person.control.platform == "telegram":
            await chat.agent.sees("Did this arrive?")
            assert len(await seen(person, words)) == 1, "an agent's words are never repeated unasked"
        await chat.arrived(words)


async def with_rows_waiting(chat: Chat) -> None:
    question = await chat.opened()
    await settled(chat.stage)
    for person in (chat.requester, chat.agent):
        await person.control.fault(sends(person), "retry_after", seconds=2, times=2)
    words, answers = [f"word {number}" for number in range(5)], [f"answer {number}" for number in range(5)]
    for word, answer in zip(words, answers, strict=True):
        await chat.asks(word)
        await chat.answers(answer, question)
    for person in (chat.requester, chat.agent):
        await met(person.control)
    await chat.stage.restart()
    await chat.agent.sees(words[-1])
    await in_order(chat.agent, words)
    await chat.arrived(*answers)
    await in_order(chat.requester, answers)


async def while_down(chat: Chat) -> None:
    """People write, edit, delete and react on both sides while nobody listens."""
    question = await chat.opened()
    requester, agent = chat.requester, chat.agent
    kept = await chat.asks("as it was")
    copy = await agent.sees("as it was")
    await chat.answers("the first answer", question)
    answer = await requester.sees("the first answer")
    await chat.answers("a slip", question)
    mistake = await requester.sees("a slip")
    mine = {each.text: each for each in await agent.messages(question.place)}

    await chat.stage.kill()
    await requester.edit(kept, "as it is")
    await requester.react(answer, "👍")
    await agent.edit(mine["the first answer"], "the better answer")
    await agent.react(copy, "❤")
    if isinstance(agent, DiscordPerson):
        await agent.delete(mine["a slip"])
    words = [f"while down {number}" for number in range(3)]
    for number, each in enumerate(words):
        await chat.asks(each)
        await chat.answers(f"meanwhile {number}", question)
    await chat.stage.start()

    await agent.sees(words[-1])
    await in_order(agent, words)
    await requester.sees("meanwhile 2")
    await in_order(requester, [f"meanwhile {number}" for number in range(3)])
    await agent.sees("as it is")
    await requester.sees("the better answer")
    await agent.sees(lambda each: "the better answer" in each.text and "👍" in each.emoji)
    await requester.sees(lambda each: "as it is" in each.text and any("❤" in emoji for emoji in each.emoji))
    if isinstance(agent, DiscordPerson):
        assert await requester.until(lambda: gone(requester, mistake))
        chat.said.remove(("agent", "a slip"))
    chat.said[chat.said.index(("requester", "as it was"))] = ("requester", "as it is")
    chat.said[chat.said.index(("agent", "the first answer"))] = ("agent", "the better answer")


async def gone(person: Person, message: Message) -> bool:
    return all(each.id != message.id or each.place != message.place for each in await person.everything())


async def test_killed_after_the_close_the_chat_can_still_be_rated(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        question = await chat.opened()
        await chat.answers("done", question)
        await chat.requester.sees("done")
        await chat.agent.press("Close")
        asked = await chat.requester.with_button("Solved", None)
        await stage.restart()
        await chat.requester.press("Solved", asked)
        await chat.requester.press("5")
        await chat.requester.sees("hank")
        await chat.is_whole()


KILLS: list[tuple[Point, str, tuple[int, ...]]] = [
    (after_asking, "TD", ()),
    (with_a_form_open, "DT", ()),
    (with_a_form_open, "TT", ()),
    (after_the_board, "DD", ()),
    (after_the_board, "TT", ()),
    (between_claim_and_room, "TD", (3,)),
    (between_claim_and_room, "DT", (3,)),
    (room_opened_but_not_recorded, "DD", (5,)),
    (room_opened_but_not_recorded, "TT", (5,)),
    (mid_relay_to_the_agent, "DT", ()),
    (mid_relay_to_the_requester, "TD", ()),
    (attempting_but_unsent, "DD", (4,)),
    (attempting_but_unsent, "TT", (4,)),
    (sent_but_unrecorded, "DD", (4,)),
    (sent_but_unrecorded, "TT", (4,)),
    (with_rows_waiting, "DT", (3,)),
    (while_down, "DT", (7,)),
    (while_down, "TD", (7,)),
]


@pytest.mark.parametrize(
    ("point", "pair"),
    [
        pytest.param(
            point, pair, id=f"{point.__name__}-{pair}", marks=[pytest.mark.fault(row) for row in rows]
        )
        for point, pair, rows in KILLS
    ],
)
async def test_killed(tmp_path: Path, point: Point, pair: str) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        await point(chat)
        await chat.ends()
