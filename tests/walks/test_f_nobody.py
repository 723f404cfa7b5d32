"""Walk f: nobody comes in time: on-call is paged, a ticket is offered, and the place is kept."""

from pathlib import Path

import pytest

from bots.sandbox.client import Message, Person
from tests.stage import staged
from tests.walks.parts import on, queued

ON_CALL = """
on_call = ["discord:2003", "telegram:5001"]
[live_chat]
fullness = 10
first_response = "2s"
"""


@pytest.mark.parametrize("requester", ["D", "T"])
async def test_on_call_is_paged_once_and_a_ticket_is_offered(tmp_path: Path, requester: str) -> None:
    async with staged(tmp_path, ON_CALL) as stage:
        first, second = (stage.rita, stage.tess) if requester == "D" else (stage.tess, stage.rita)
        await on(stage.ben, stage.ana)
        await queued(first, "the first")
        card = await first.sees("nobody was free in time")
        assert "1st" in card.text, "the place is kept"
        for paged in (stage.mo, stage.ana):
            await paged.sees("Nobody has taken case #1 yet")
        await stage.stop()  # a kill may repeat on Telegram what is in the air
        await stage.start()
        await queued(second, "the second")
        for paged in (stage.mo, stage.ana):
            await paged.sees("Nobody has taken case #2 yet")
            pages = [each for each in await paged.messages() if "Nobody has taken case #1 yet" in each.text]
            assert len(pages) == 1, "once, whatever happens in between"
        await first.press("Make it a ticket", card)
        await first.sees(lambda each: each.id == card.id and "We have your ticket" in each.text)
        await second.sees("1st")
        await stage.mo.press("Take", await page(stage.mo, 2))
        await second.sees("Mo")
        question = await stage.mo.sees("the second")
        await stage.mo.say("here I am", reply_to=question)
        await second.sees("here I am")
        for paged in (stage.mo, stage.ana):
            await paged.sees(
                lambda each: "#1 yet" in each.text and "gone on" in each.text and not each.buttons
            )
            await paged.sees(
                lambda each: "#2 yet" in each.text and "Mo took" in each.text and not each.buttons
            )


async def page(paged: Person, number: int) -> Message:
    """The page about a case, while it can be answered."""
    return await paged.sees(lambda each: f"#{number} yet" in each.text and each.button("Take") is not None)


@pytest.mark.parametrize("pair", [("D", "T"), ("T", "D")], ids="".join)
async def test_who_leaves_the_queue_has_a_ticket_that_is_answered(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        await on(agent)
        await queued(requester, "I cannot wait")
        await requester.press("Leave the queue")
        await requester.sees("We have your ticket")
        await agent.sees("1 open ticket" if pair[1] == "T" else "**1** open ticket")
        await agent.press("Take next")
        question = await agent.sees("I cannot wait")
        await agent.sees("A ticket: nobody is waiting")
        await agent.say("all done", reply_to=question)
        await requester.sees("all done")
