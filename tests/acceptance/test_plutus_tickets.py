"""Plutus' tickets: what is asked for, when they are answered, and how they are passed on and found again."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bots.sandbox.client import Upload
from bots.wiring import desk_rules
from config.settings import load
from core.promises.hours import standing
from tests.acceptance.desks import DESKS, closed_now
from tests.acceptance.plutus import OPEN, SHOT, ask, bytes_of, plutus, taken, transcript, unmarked
from tests.stage import Stage
from tests.walks.parts import desk_of, heading, on
from tests.walks.proving import ANA, directory, proven

HELPS = "screenshots or a video, what you see and what you expected, links, dates, times and amounts"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """The desk within its hours."""
    async with plutus(tmp_path) as stage:
        yield stage


async def test_PLU_07_every_ticket_has_its_own_number_and_an_acknowledgement_marked_as_automatic(
    tmp_path: Path,
) -> None:
    async with plutus(tmp_path, f"[live_chat]\n{closed_now()[0]}") as stage:
        numbers = set()
        for person in (stage.rita, stage.tess):
            await ask(person, "What about my card?")
            ticket = await person.sees("We have your ticket")
            assert "Automatic message" in ticket.text
            numbers.add(unmarked(ticket).splitlines()[0])
        assert numbers == {"Case #1", "Case #2"}


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_07_both_platforms_words_are_in_one_transcript(desk: Stage, pair: str) -> None:
    requester, agent = desk.pair(*pair)
    await on(agent)
    await ask(requester, "asked on one platform")
    await agent.press("Take next")
    question = await agent.sees("asked on one platform")
    await agent.say("answered on the other", reply_to=question)
    await requester.sees("answered on the other")
    await agent.press(
        "Close", await agent.sees(lambda each: each.place == question.place and bool(each.button("Close")))
    )
    await requester.press("Transcript")
    said = await transcript(desk, requester)
    assert [each["text"] for each in said if each["kind"] == "said"] == [
        "asked on one platform",
        "answered on the other",
    ]


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [(date(2026, 11, 25), 7, 18), (date(2026, 11, 28), 8, 16)],
    ids=["week", "weekend"],
)
def test_PLU_09_tickets_have_hours_of_their_own(day: date, opens: int, closes: int) -> None:
    rules = desk_rules(load(DESKS / "plutus.toml", {}))
    hours = rules.book.hours("tickets")
    open_at = [
        hour
        for hour in range(24)
        if standing(hours, datetime(day.year, day.month, day.day, hour, tzinfo=UTC)).open
    ]
    assert open_at == list(range(opens, closes))


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_09_the_first_answer_is_due_in_a_day_and_waiting_on_others_is_visible(
    desk: Stage, pair: str
) -> None:
    requester, agent = desk.pair(*pair)
    asked = datetime.now(UTC)
    question = await taken(desk, requester, agent, "My withdrawal is missing")
    head = await heading(agent, question.place)
    assert "first answer: due" in head.text
    if pair == "TD":
        due = [datetime.fromtimestamp(int(each), UTC) for each in re.findall(r"<t:(\d+)", head.text)]
        assert any(abs(each - asked - timedelta(hours=24)) < timedelta(minutes=1) for each in due)
    await agent.command("/wait product", place=question.place)
    await requester.sees("Product")
    await agent.sees(lambda each: each.place == question.place and "the clock stands still" in each.text)
    await agent.command("/take 1", place=desk_of(agent))
    await agent.command("/wait The Bank 3d", place=question.place)
    await requester.sees("waiting for The Bank")
    await agent.sees(lambda each: each.place == question.place and "The Bank" in each.text)


async def test_PLU_10_a_chat_is_escalated_with_all_of_it_and_the_requester_is_told(desk: Stage) -> None:
    question = await taken(desk, desk.rita, desk.ben, "My rewards are missing")
    await desk.rita.say("since Monday")
    await desk.ben.sees("since Monday", place=question.place)
    await desk.ben.command("/escalate product rewards job?", place=question.place)
    told = await desk.rita.sees("needs a closer look")
    assert "Product now has it, with everything you said" in told.text
    head = await desk.ben.sees(lambda each: each.place == question.place and "Department:" in each.text)
    assert "Product" in head.text
    await desk.rita.has_not("rewards job?")
    await desk.rita.say("any news?")
    await desk.ben.sees("any news?", place=question.place)
    await desk.ben.command("/take 1")
    await desk.ben.sees("belongs to another department")


async def test_PLU_11_who_owes_an_answer_is_reminded_then_closed_and_their_word_opens_it_again(
    tmp_path: Path,
) -> None:
    quick = f'{OPEN}\n[tickets]\nremind_after = "1s"\nclose_after = "3s"\n'
    async with plutus(tmp_path, quick) as desk:
        question = await taken(desk, desk.tess, desk.mo, "My card is blocked")
        await desk.mo.command("/wait requester", place=question.place)
        await desk.tess.sees("We still need your answer to #1")
        await desk.tess.sees("have not heard from you")
        await desk.tess.say("here is the photo")
        await desk.tess.sees("#1 is open again")
        await desk.mo.sees("here is the photo", place=question.place)


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_17_a_requester_is_found_by_address_or_case_number_and_by_nothing_else(
    tmp_path: Path, pair: str
) -> None:
    async with plutus(tmp_path, OPEN + directory(tmp_path)) as desk:
        requester, agent = desk.pair(*pair)
        await proven(desk, requester)
        await ask(requester, "Where is my card?")
        await on(agent)
        await agent.press("Take next")
        question = await agent.sees("Where is my card?")
        where = desk_of(agent)

        for wanted in (ANA, "#1"):
            await agent.command(f"/find {wanted}", place=where)
            found = await agent.sees("Found")
            assert "#1" in found.text
        for wanted in ("Rita", "Tess", requester.id):
            await agent.command(f"/find {wanted}", place=where)
            await agent.sees("no case" if wanted.isdecimal() else "by e-mail address or by case number only")
        await agent.command("/find nobody@harbour.example", place=where)
        await agent.sees("Nothing was found")

        card = await heading(agent, question.place)
        assert "Harbour Ltd" in card.text
        for personal in (ANA, requester.id, "@tess"):
            assert personal not in card.text
            assert personal not in found.text


async def test_PLU_17_only_agents_find_anybody(desk: Stage) -> None:
    await ask(desk.tess, "Where is my card?")
    await desk.rui.start()
    await desk.rui.say("/find #1")
    await desk.rui.sees(lambda each: each.author_is_bot and "agente" in each.text.lower())
    await desk.rui.has_not("Found")


async def test_PLU_18_a_complaint_goes_to_the_agent_and_then_to_the_manager_unseen_by_the_agent(
    desk: Stage,
) -> None:
    manager, agent = desk.mo, desk.ben
    question = await taken(desk, desk.tess, agent, "Nobody helps me")
    await on(manager)
    await desk.tess.command("/complain I waited an hour")
    await agent.sees("I waited an hour", place=question.place)
    await desk.tess.command("/complain Michael was rude")
    await desk.tess.sees("Your complaint about #1 is #2")
    await manager.press(
        "Take", await manager.sees(lambda each: "#2" in each.text and "A complaint by" in each.text)
    )
    heard = await manager.sees("Michael was rude")
    await manager.sees("A complaint about #1")
    await manager.say("I am looking into it", reply_to=heard)
    await desk.tess.sees("I am looking into it")
    for attempt in ("/take 2", "/find 2"):
        await agent.command(attempt)
        await agent.sees("There is no case #2")
    await agent.has_not("Michael was rude")
    await agent.has_not("A complaint")


async def test_PLU_19_the_form_on_discord_asks_for_what_helps_and_files_arrive_byte_for_byte(
    desk: Stage,
) -> None:
    await on(desk.ben)
    await desk.rita.command("/support", place="support")
    assert HELPS in str((await desk.rita.modal()).components)
    shot = Upload("screen.bin", SHOT, "application/octet-stream")
    await desk.rita.fill({"How can we help": "See the screenshot"}, files={"Screenshots": [shot]})
    await desk.ben.press("Take next")
    await desk.ben.sees("See the screenshot")
    assert await bytes_of(desk, desk.ben) == SHOT


async def test_PLU_19_the_question_on_telegram_asks_for_what_helps_and_files_arrive_byte_for_byte(
    desk: Stage,
) -> None:
    await on(desk.mo)
    await desk.tess.start()
    await desk.tess.press("Get help")
    await desk.tess.sees(HELPS)
    await desk.tess.press("Card and payments")
    await desk.tess.fill({"How can we help": "See the log"})
    await desk.tess.say("the log", files=[Upload("card.log", SHOT, "application/octet-stream")])
    await desk.mo.press("Take next")
    await desk.mo.sees("the log")
    assert await bytes_of(desk, desk.mo) == SHOT


async def test_PLU_19_whoever_just_wrote_is_asked_for_what_helps_when_they_add_details(desk: Stage) -> None:
    await on(desk.mo)
    await ask(desk.rita, "It does not work")
    await desk.rita.press("Add details")
    assert HELPS in str((await desk.rita.modal()).components)
    await ask(desk.tess, "It does not work")
    await desk.tess.press("Add details")
    await desk.tess.sees(HELPS)


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_21_a_case_is_categorised_by_a_field(desk: Stage, pair: str) -> None:
    requester, agent = desk.pair(*pair)
    question = await taken(desk, requester, agent, "Somebody used my card")
    await agent.command("/category", place=question.place)
    await agent.press("Fraud")
    await agent.sees(lambda each: each.place == question.place and "Category: Fraud" in each.text)


@pytest.mark.parametrize("answers", ["D", "T"])
async def test_PLU_22_live_chats_come_before_tickets(tmp_path: Path, answers: str) -> None:
    async with plutus(tmp_path) as stage:
        agent = stage.mo if answers == "D" else stage.ben
        await stage.joao.say("an older ticket")
        await stage.joao.sees("#1")
        await on(agent)
        await ask(stage.rita, "a live chat")
        await stage.rita.sees("1st")
        await agent.command("/next", place=desk_of(agent))
        await agent.sees("a live chat")
        await agent.has_not("an older ticket")
        await agent.command("/next", place=desk_of(agent))
        await agent.sees("an older ticket")
