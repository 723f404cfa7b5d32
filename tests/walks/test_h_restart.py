"""Walk h: the program is killed at ten points of a whole chat, and the chat goes on.

Nothing is lost. Nothing comes twice on Discord; on Telegram at most what was in the air does, and says so.
The buttons and forms drawn before the kill work after it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from tests.faults.trouble import (
    freeze,
    in_order,
    met,
    once,
    opens,
    seeded,
    seen,
    sends,
    settled,
    soon,
)
from tests.stage import Stage, staged
from tests.walks.parts import on

QUESTION = "My card was charged twice"
KILL_WITHIN = 0.03
"""Seconds from somebody's words to the kill, where the point is left to chance."""


@dataclass(slots=True)
class Chat:
    """One chat on the stage, and all that was said in it, in order."""

    stage: Stage
    requester: Person
    agent: Person
    said: list[tuple[str, str]] = field(default_factory=list)

    async def asked(self) -> None:
        if isinstance(self.requester, TelegramPerson):
            await self.requester.start()
        await on(self.agent)
        await self.asks(QUESTION)
        await self.requester.sees("1st")

    async def taken(self) -> Message:
        await self.agent.press("Take next")
        return await self.agent.sees(QUESTION)

    async def opened(self) -> Message:
        await self.asked()
        return await self.taken()

    async def asks(self, words: str) -> str:
        self.said.append(("requester", words))
        return await self.requester.say(words)

    async def answers(self, words: str, to: Message) -> None:
        self.said.append(("agent", words))
        await self.agent.say(words, reply_to=to)

    async def ends(self) -> None:
        """The chat goes on to its end, and nothing of it is lost or doubled."""
        await self.asks("one more thing")
        question = await self.agent.sees("one more thing")
        await self.answers("that is all done", question)
        await self.requester.sees("that is all done")
        await self.agent.press("Close")
        await self.requester.press("Solved")
        await self.requester.press("5")
        await self.requester.sees("hank")
        await self.is_whole()

    async def is_whole(self) -> None:
        """All of it was seen and is in the transcript, each side's words in their order."""
        await settled(self.stage)
        for by, words in self.said:
            await once(self.agent if by == "requester" else self.requester, words)
        kept = await self.transcript()
        for side in ("requester", "agent"):
            assert [each for each in kept if each[0] == side] == [
                each for each in self.said if each[0] == side
            ]

    async def killed_at_any_moment(self) -> None:
        await asyncio.sleep(seeded().uniform(0, KILL_WITHIN))
        await self.stage.restart()

    async def arrived(self, *words: str) -> None:
        """All of it arrives; what may not have, on Telegram, as soon as the agent asks for it."""
        for each in words:
            async for _ in soon():
                if await seen(self.requester, each) or await seen(self.agent, each):
                    break
                asking = [card for card in await self.agent.everything() if card.button("Send again")]
                if asking:
                    await self.agent.press("Send again", asking[0])

    async def has_room(self) -> bool:
        return await self.rooms() > 0

    async def rooms(self) -> int:
        return sum(place.title.startswith("#1 ") for place in await self.agent.places())

    async def transcript(self) -> list[tuple[str, str]]:
        """Who said what, as the transcript leaves it after edits and deletions."""
        await self.requester.press("Transcript")
        handed = await self.requester.sees(
            lambda each: any(file.name.endswith(".json") for file in each.files)
        )
        url = next(file.url for file in handed.files if file.name.endswith(".json"))
        entries = json.loads(await self.stage.sandbox.download(url))["entries"]
        edits = {entry["about"]: entry["text"] for entry in entries if entry["kind"] == "edited"}
        gone = {entry["about"] for entry in entries if entry["kind"] == "deleted"}
        return [
            (entry["from"], edits.get(entry["id"], entry["text"]))
            for entry in entries
            if entry["kind"] == "said" and entry["id"] not in gone
        ]


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
    await chat.killed_at_any_moment()
    await chat.agent.sees(words[-1])
    await in_order(chat.agent, words)


async def mid_relay_to_the_requester(chat: Chat) -> None:
    question = await chat.opened()
    words = [f"answer {number}" for number in range(5)]
    for each in words:
        await chat.answers(each, question)
    await chat.killed_at_any_moment()
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
        assert await requester.until(lambda: gone(requester, mistake), 10)
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


KILLS: list[tuple[Point, str]] = [
    (after_asking, "TD"),
    (with_a_form_open, "DT"),
    (with_a_form_open, "TT"),
    (after_the_board, "DD"),
    (after_the_board, "TT"),
    (between_claim_and_room, "TD"),
    (between_claim_and_room, "DT"),
    (room_opened_but_not_recorded, "DD"),
    (room_opened_but_not_recorded, "TT"),
    (mid_relay_to_the_agent, "DT"),
    (mid_relay_to_the_requester, "TD"),
    (attempting_but_unsent, "DD"),
    (attempting_but_unsent, "TT"),
    (sent_but_unrecorded, "DD"),
    (sent_but_unrecorded, "TT"),
    (with_rows_waiting, "DT"),
    (while_down, "DT"),
    (while_down, "TD"),
]


@pytest.mark.parametrize(("point", "pair"), KILLS, ids=[f"{point.__name__}-{pair}" for point, pair in KILLS])
async def test_killed(tmp_path: Path, point: Point, pair: str) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        await point(chat)
        await chat.ends()
