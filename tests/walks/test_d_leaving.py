"""Walk d: an agent leaves a case: goes off, vanishes or falls silent; another goes on."""

from pathlib import Path

import pytest

from bots.sandbox.client import TelegramPerson
from tests.stage import staged
from tests.walks.parts import colleague, desk_of, heading, of_one_each, on, opened

SILENCE = """
[live_chat]
silence = "2s"
patience = "3s"
"""
HEARTBEAT = """
[live_chat]
heartbeat = "4s"
"""
AUTOMATIC = """
[desk]
assignment = "automatic"
"""


@pytest.mark.parametrize("ways", ["DDT", "TTD"])
async def test_the_second_owner_confirms_before_words_go_out(tmp_path: Path, ways: str) -> None:
    """The first agent goes off; the desk gives the case to the other by itself."""
    async with staged(tmp_path, AUTOMATIC, desk=of_one_each(tmp_path)) as stage:
        requester, agent = stage.pair(ways[0], ways[1])
        to, name = colleague(stage, ways[1], ways[2])
        await on(agent)
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await requester.say("My card was charged twice")
        await agent.sees("My card was charged twice")
        await on(to)
        await agent.command("/off", place=desk_of(agent))
        await agent.sees("1 case goes back to the queue")
        await requester.sees("Your agent's shift has ended")
        await requester.sees(name)
        heard = await to.sees("My card was charged twice")
        await to.say("too early", reply_to=heard)
        await to.sees("This case has just come to you", place=heard.place)
        await to.press("I take it from here", await heading(to, heard.place))
        await to.sees(
            lambda each: (
                each.place == heard.place
                and each.button("Close") is not None
                and each.button("I take") is None
            )
        )
        await to.say("now it counts", reply_to=heard)
        await requester.sees("now it counts")
        await requester.has_not("too early")


@pytest.mark.parametrize("pair", [("D", "T"), ("T", "D")], ids="".join)
async def test_an_agent_who_vanishes_gives_the_case_back(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path, HEARTBEAT) as stage:
        requester, agent = stage.pair(*pair)
        await opened(stage, requester, agent, "My card was charged twice")
        await requester.sees("We have lost touch with your agent", timeout=20)
        await requester.sees("1st")
        await agent.sees("0 agents here" if pair[1] == "T" else "**0** agents here")


@pytest.mark.parametrize("pair", [("D", "T"), ("T", "D")], ids="".join)
async def test_a_silent_agent_is_asked_before_the_case_goes_back(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    async with staged(tmp_path, SILENCE) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        first = await agent.sees("Are you still there?", place=question.place)
        await agent.press("I am here", first)
        await agent.sees(lambda each: each.id == first.id and "starts anew" in each.text and not each.buttons)
        second = await agent.sees("Are you still there?", place=question.place, after=first)
        await agent.say("one moment", reply_to=question)
        await requester.sees("one moment")
        await agent.sees(
            lambda each: each.id == second.id and "starts anew" in each.text and not each.buttons
        )
        await requester.say("well?")
        third = await agent.sees("Are you still there?", place=question.place, after=second)
        await requester.sees("Sorry for the silence")
        await requester.sees("1st")
        await agent.sees(lambda each: each.id == third.id and not each.buttons)
