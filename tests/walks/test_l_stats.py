"""Walk l: figures of the last days, for agents on both platforms, as words and as a picture."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.sandbox.client import TelegramPerson
from tests.stage import Stage, staged
from tests.walks.parts import desk_of, opened

PNG = b"\x89PNG\r\n"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


@pytest.mark.parametrize(("asks", "answers"), [("T", "D"), ("D", "T")])
async def test_what_was_asked_answered_closed_and_rated_is_in_the_figures(
    stage: Stage, asks: str, answers: str
) -> None:
    requester, agent = stage.pair(asks, answers)
    question = await opened(stage, requester, agent, "Where is my refund?")
    await agent.say("It is on its way", reply_to=question)
    await requester.sees("It is on its way")
    await agent.command("/category refund", place=question.place)
    await agent.sees("Refund")
    await agent.command("/close", place=question.place)
    await requester.press("Solved")
    await requester.press("4 stars")
    await requester.sees("Thank you")

    await stage.restart()
    await agent.command("/stats 2d", place=desk_of(agent))
    card = await agent.sees("The last 2 days")
    assert "Asked: 1 · closed: 1" in card.text
    assert "First answer: half within" in card.text
    assert "Ratings: 4.0 of 5 stars (1)" in card.text
    name = "Mo" if answers == "D" else "Ben"
    assert f"{name}: 1 closed" in card.text
    assert "Refund: 1 closed" in card.text
    assert "█" in card.text
    picture = await agent.sees("Requests by hour of the day")
    assert (await stage.sandbox.download(picture.files[0].url)).startswith(PNG)


@pytest.mark.parametrize("asks", ["T", "D"])
async def test_figures_are_for_agents(stage: Stage, asks: str) -> None:
    requester, _ = stage.pair(asks, "D")
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.command("/stats")
    await requester.sees("Only this desk's agents")
    await requester.has_not("The last")


async def test_figures_asked_for_in_a_group_are_answered_in_private(stage: Stage) -> None:
    requester, agent = stage.pair("D", "T")
    assert isinstance(agent, TelegramPerson)
    question = await opened(stage, requester, agent, "Where is my refund?")
    await agent.command("/stats 2d", place=question.place)
    await agent.sees(lambda each: each.place == question.place and "in our private chat" in each.text)
    card = await agent.sees("The last 2 days")
    assert card.place != question.place
