"""Walk j: what needs more than a chat: escalated, set aside, complained about, merged, and heard again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, TelegramPerson
from tests.stage import Stage, staged
from tests.walks.parts import desk_of, heading, on, opened


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


@pytest.mark.parametrize(("asks", "answers"), [("D", "T"), ("T", "D")])
async def test_a_chat_is_escalated_taken_by_its_department_waits_and_is_solved(
    stage: Stage, asks: str, answers: str
) -> None:
    requester, agent = stage.pair(asks, answers)
    other = stage.mo if answers == "T" else stage.ben
    await on(other)
    question = await opened(stage, requester, agent, "I was charged twice")
    await agent.command("/escalate billing look at the invoice", place=question.place)
    await agent.sees("Escalated")
    await agent.sees("look at the invoice", place=question.place)
    await requester.sees(lambda each: "Billing" in each.text and "with everything you said" in each.text)
    await requester.has_not("look at the invoice")

    await stage.restart()
    await requester.say("it was on the first of May")
    await agent.sees("it was on the first of May", place=question.place)

    call = await other.sees(lambda each: "#1" in each.text and "was escalated to you" in each.text)
    await other.press("Take", call)
    heard = await other.sees("it was on the first of May")
    await requester.sees("has joined")
    await other.say("We refund the second one", reply_to=heard)
    await requester.sees("We refund the second one")

    await other.command("/wait The Bank 3d", place=heard.place)
    await other.sees("is set aside")
    await requester.sees("waiting for The Bank")
    await requester.say("how long?")
    await other.sees("how long?", place=heard.place)
    await other.command("/take 1", place=desk_of(other))
    await other.press("Ask to close", await heading(other, heard.place))
    await requester.press("Solved", await requester.sees("Is everything"))


async def test_a_ticket_whose_requester_keeps_silent_is_reminded_and_closed_and_opens_again(
    tmp_path: Path,
) -> None:
    quick = '\n[tickets]\nremind_after = "1s"\nclose_after = "3s"\n'
    async with staged(tmp_path, quick) as stage:
        question = await opened(stage, stage.rita, stage.ben, "My parcel is lost")
        await stage.ben.command("/wait requester", place=question.place)
        await stage.rita.sees("waiting for an answer to #1")
        await stage.rita.sees("We still need your answer to #1")
        await stage.rita.sees("have not heard from you")
        await stage.rita.say("sorry, I was away")
        await stage.rita.sees("#1 is open again")
        await stage.ben.sees("sorry, I was away", place=question.place)
        await stage.ben.sees("#1 is open again", place=question.place)


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_a_complaint_goes_to_the_agent_and_then_where_the_agent_cannot_see_it(
    stage: Stage, asks: str
) -> None:
    requester, agent = stage.pair(asks, "D")
    manager = stage.ana
    question = await opened(stage, requester, agent, "Nobody helps me")
    await on(manager)
    place = None if isinstance(requester, TelegramPerson) else "support"
    await requester.command("/complain I waited an hour", place=place)
    await requester.sees("hears this now")
    await agent.sees("is not content with how this case was handled", place=question.place)
    await agent.sees("I waited an hour", place=question.place)

    await requester.command("/complain Mo was rude to me", place=place)
    await requester.sees("Your complaint about #1 is #2")
    call = await manager.sees(lambda each: "#2" in each.text and "A complaint by" in each.text)
    await manager.press("Take", call)
    heard = await manager.sees("Mo was rude to me")
    await manager.say("I am sorry and will look into it", reply_to=heard)
    answer = await requester.sees("I am sorry and will look into it")
    await requester.say("it was on Monday", reply_to=answer)
    await manager.sees("it was on Monday", place=heard.place)
    await requester.say("my chat goes on")
    await agent.sees("my chat goes on", place=question.place)
    await manager.has_not("my chat goes on")

    await agent.command("/take 2", place=desk_of(agent))
    await agent.sees("There is no case #2")
    await agent.command("/link 2", place=question.place)
    await agent.command("/find 2", place=desk_of(agent))
    for words in ("Mo was rude", "it was on Monday", "will look into it"):
        await agent.has_not(words)
    await agent.has_not(lambda each: "complaint about #1" in each.text)


async def test_two_cases_of_one_person_become_one(stage: Stage) -> None:
    rita, mo = stage.tess, stage.mo
    first = await opened(stage, rita, mo, "My card is blocked")
    await mo.command("/escalate technical", place=first.place)
    await rita.sees("Technical")
    await rita.command("/support And I cannot log in")
    await rita.sees("1st")
    await mo.press("Take next")
    second = await mo.sees("And I cannot log in")
    await mo.command("/merge 1", place=second.place)
    await rita.sees("#2 goes on in #1")
    await mo.sees("And I cannot log in", place=first.place)
    await rita.say("so both, please")
    await mo.sees("so both, please", place=first.place)
    await mo.has_not(lambda each: each.place == second.place and "so both" in each.text)


PROMISED = """
[[plans]]
id = "everybody"
label = { en = "Everybody" }
open_to = ["guest", "contact", "authorised"]
promises = [{ answer = "first", clock = "4s", contact = "any" },
  { answer = "resolution", clock = "2d", contact = "any" }]
"""
"""An answer within four seconds, to whoever asks."""


async def test_a_promise_is_shown_told_when_it_is_due_and_when_it_is_broken_and_stops_with_the_answer(
    tmp_path: Path,
) -> None:
    desk = tmp_path / "desk.toml"
    rules = demo.DESK.read_text()
    desk.write_text(rules[: rules.index("[[plans]]")] + PROMISED)
    async with staged(tmp_path, desk=desk) as stage:
        question = await opened(stage, stage.tess, stage.mo, "Where is my parcel?")
        head = await heading(stage.mo, question.place)
        assert "first answer: due" in head.text
        assert "solution: due" in head.text
        await stage.mo.sees("is due soon: first answer", place=question.place)
        await stage.mo.sees("is late: first answer", place=question.place)
        await stage.mo.sees(lambda each: "Asked:" in each.text and "Late:" in each.text)
        await stage.restart()
        await stage.mo.say("On its way", reply_to=question)
        await stage.tess.sees("On its way")
        await stage.mo.sees(lambda each: "Asked:" in each.text and "first answer" not in each.text)
        await stage.mo.command("/wait requester", place=question.place)
        await stage.mo.sees(lambda each: "Asked:" in each.text and "the clock stands still" in each.text)
        late = [each for each in await stage.mo.messages() if "is late: first answer" in each.text]
        assert len(late) == 1


@pytest.mark.parametrize("answers", ["D", "T"])
async def test_a_colleague_is_asked_to_help_and_writes_only_among_staff(stage: Stage, answers: str) -> None:
    requester, agent = stage.pair("T" if answers == "D" else "D", answers)
    helper = DiscordPerson(stage.sandbox, 2001, demo.BOT) if answers == "D" else stage.ana
    question = await opened(stage, requester, agent, "My invoice is wrong")
    if isinstance(helper, TelegramPerson):
        await helper.start()
    await agent.command("/with ana is that our VAT?", place=question.place)
    await agent.sees("Ana was asked to help here", place=question.place)
    asked = await helper.sees("asks you to help with #1")
    assert "is that our VAT?" in asked.text
    await helper.sees("My invoice is wrong", place=question.place)
    await helper.say("the rate of last year", place=question.place)
    await agent.sees("the rate of last year", place=question.place)
    await agent.say("We correct it today", reply_to=question)
    await requester.sees("We correct it today")
    await requester.has_not("the rate of last year")
    await requester.has_not("VAT")
