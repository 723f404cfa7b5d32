"""Walk i: buttons pressed twice, too late, or by those whom they do not concern."""

import asyncio
from pathlib import Path

import pytest

from bots.sandbox.client import Message, Person
from tests.stage import staged
from tests.walks.parts import PAIRS, heading, on, opened, queued


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_pressed_twice_has_one_effect(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        await on(agent)
        await queued(requester, "My card was charged twice")
        board = await agent.with_button("Take #1", None)
        await asyncio.gather(agent.press("Take #1", board), agent.press("Take #1", board))
        question = await agent.sees("My card was charged twice")
        await agent.sees("You already have case #1")
        rooms = [place for place in await agent.places() if place.title.startswith("#1")]
        assert len(rooms) == 1
        joined = [each for each in await requester.messages() if "has joined" in each.text]
        assert len(joined) == 1

        head = await heading(agent, question.place)
        await asyncio.gather(agent.press("Close", head), agent.press("Close", head))
        solved = await requester.sees("Is it solved?")
        await asyncio.gather(requester.press("Solved", solved), requester.press("Solved", solved))
        stars = await requester.sees("How did we do?")
        await asyncio.gather(requester.press("5", stars), requester.press("1", stars))
        thanks = await requester.sees("Thank you!")
        assert (thanks.id, solved.id) == (stars.id, stars.id), "one card for all of it"
        closed = [each for each in await requester.messages() if "This case is closed" in each.text]
        assert len(closed) == 1


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_pressed_too_late_shows_how_things_are(tmp_path: Path, pair: tuple[str, str]) -> None:
    """The card of an earlier end is still there when the case is open again."""
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        await agent.press("Close", await heading(agent, question.place))
        solved = await requester.sees("Is it solved?")
        await requester.press("Not yet", solved)
        await requester.sees(lambda each: "1st" in each.text and each.button("Leave the queue") is not None)
        if (old := await still(requester, solved, "Solved")) is not None:
            await requester.press("Solved", old)
            await requester.sees("This button has expired")
            await requester.sees(lambda each: "in line" in each.text and each.id != solved.id)
        await agent.press("Take next")
        await agent.sees("My card was charged twice")


async def still(person: Person, message: Message, label: str) -> Message | None:
    """The message as it is now, where it still has such a button."""
    found = [each for each in await person.messages(message.place) if each.id == message.id]
    return found[0] if found and found[0].button(label) is not None else None


async def test_buttons_of_agents_do_nothing_for_others(tmp_path: Path) -> None:
    """Somebody who sees the board, on either platform, without being an agent."""
    async with staged(tmp_path) as stage:
        await on(stage.ben)
        await queued(stage.rita, "My card was charged twice")
        await stage.ben.with_button("Take #1", None)
        await stage.sandbox.telegram.world(
            {
                "groups": [
                    {"id": -1001000005, "title": "Harbour agents", "forum": True, "members": [{"user": 5102}]}
                ]
            }
        )
        board = await stage.tess.with_button("Take #1", None)
        await stage.tess.press("Take #1", board)
        await stage.tess.sees("Only this desk's agents can do that")
        await stage.tess.say("/take 1", place=board.place)
        await stage.tess.sees("Only this desk's agents can do that", place=board.place)
        await stage.ben.press("Take #1")
        await stage.rita.sees("Ben")


async def test_commands_of_another_case_and_of_none(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.rita.command("/transcript 99", place="support")
        await stage.rita.sees("There is no case of yours here")
        await stage.tess.start()
        await stage.tess.say("/close")
        await stage.tess.sees("There is no case of yours here")
        await stage.tess.start("case_999999999999999")
        await stage.tess.sees(lambda each: "no case of yours" in each.text or "no such" in each.text)
