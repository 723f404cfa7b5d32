"""Plutus' live chat: its hours, its queue, and what becomes of whoever is not taken in time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.wiring import desk_rules
from config.settings import load
from core.promises.hours import standing
from tests.acceptance.desks import DESKS, closed_now
from tests.acceptance.plutus import HOURS, ask, plutus, shown, unmarked
from tests.stage import Stage
from tests.walks.parts import on

SMALL = f"""
[live_chat]
{HOURS}
fullness = 0.34
"""
"""One agent, three cases at a time: full with the second who asks."""
SHORT = f"""
[live_chat]
{HOURS}
first_response = "2s"
"""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """The desk within its hours."""
    async with plutus(tmp_path) as stage:
        yield stage


def test_PLU_01_live_chat_is_open_from_nine_to_four_gmt_every_day_of_the_year() -> None:
    rules = desk_rules(load(DESKS / "plutus.toml", {}))
    for month, day in ((1, 4), (7, 5), (7, 11), (12, 25)):
        at = {
            clock: standing(
                rules.live_chat.hours, datetime.fromisoformat(f"2026-{month:02}-{day:02}T{clock}Z")
            )
            for clock in ("08:59:59", "09:00:00", "15:59:59", "16:00:00")
        }
        assert [each.open for each in at.values()] == [False, True, True, False]
        assert at["08:59:59"].until == datetime(2026, month, day, 9, tzinfo=UTC)
        assert at["16:00:00"].until == datetime(2026, month, day, 9, tzinfo=UTC) + timedelta(days=1)
    assert rules.live_chat.first_response == timedelta(minutes=5)


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_01_a_request_inside_hours_joins_the_queue_and_an_agent_joins_it(
    desk: Stage, pair: str
) -> None:
    requester, agent = desk.pair(*pair)
    await on(agent)
    await ask(requester, "Where is my card?")
    queued = await requester.sees("1st")
    assert "within 5 minutes" in queued.text
    await agent.press("Take next")
    await agent.sees("Where is my card?")
    await requester.sees("has joined")
    assert f"You are with {shown(agent)}" in unmarked(await requester.sees("Official staff"))


async def test_PLU_02_outside_hours_discord_gets_the_contact_form_with_reason_and_opening(
    tmp_path: Path,
) -> None:
    hours, opens = closed_now()
    async with plutus(tmp_path, f"[live_chat]\n{hours}") as stage:
        await on(stage.mo)
        await stage.rita.command("/support My card is late", place="support")
        form = await stage.rita.modal()
        assert form.title == "Send a ticket"
        said = str(form.components)
        assert "Live chat is closed at this hour." in said
        assert f"<t:{opens.timestamp():.0f}:f>" in said
        assert "'value': 'My card is late'" in said, "what was typed is in the form"
        await stage.rita.fill({"What happened": "My card is a week late"})
        await stage.rita.sees("We have your ticket")


async def test_PLU_02_outside_hours_telegram_gets_the_contact_form_with_reason_and_opening(
    tmp_path: Path,
) -> None:
    hours, opens = closed_now()
    async with plutus(tmp_path, f"[live_chat]\n{hours}") as stage:
        await on(stage.ben)
        await stage.tess.start()
        await stage.tess.press("Get help")
        asked = await stage.tess.sees("Live chat is closed at this hour.")
        assert f"{opens:%-I:%M}" in asked.text
        await stage.tess.press("Card and payments")
        await stage.tess.fill({"What happened": "My card is a week late"})
        ticket = await stage.tess.sees("We have your ticket")
        assert "Live chat is closed at this hour." in ticket.text
        await stage.ben.sees("open ticket")


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_PLU_02_when_no_more_can_be_taken_the_chat_form_becomes_the_contact_form_prefilled(
    tmp_path: Path, agent: str
) -> None:
    async with plutus(tmp_path, SMALL) as stage:
        _, answers = stage.pair("D", agent)
        await on(answers)
        await stage.rita.command("/support", place="support")
        assert (await stage.rita.modal()).title == "Get help"
        await stage.tess.start()
        await stage.tess.command("/support I was first")
        await stage.tess.sees("1st")
        await stage.joao.command("/support eu fui o segundo", place="support")
        await stage.joao.modal()
        await stage.joao.fill({})
        await stage.joao.sees("Posição na fila: **2**")
        await stage.rita.fill({"How can we help": "I came when it was full"})
        refused = await stage.rita.sees("All our agents are busy")
        await stage.rita.press("Make it a ticket", refused)
        form = await stage.rita.modal()
        assert form.title == "Send a ticket"
        assert "'value': 'I came when it was full'" in str(form.components)
        await stage.rita.fill({})
        await stage.rita.sees("We have your ticket")
        assert "1st" in (await stage.tess.sees("1st")).text, "those who wait keep their places"


async def test_PLU_02_at_closing_nobody_new_joins_and_those_waiting_keep_their_place_or_take_a_ticket(
    desk: Stage,
) -> None:
    await on(desk.mo, desk.ben)
    await ask(desk.rita, "I came in time")
    queued = await desk.rita.sees("1st")
    await ask(desk.tess, "So did I")
    await desk.tess.sees("2nd")
    desk.config.write_text(desk.config.read_text().replace(HOURS, closed_now()[0]))
    await desk.ben.sees("Newcomers get a ticket for now.", timeout=20)
    await desk.rui.start()
    await desk.rui.say("cheguei tarde")
    await desk.rui.sees("Recebemos")
    await desk.rita.press("Leave the queue", queued)
    await desk.rita.sees("We have your ticket")
    await desk.tess.sees("1st")
    await desk.mo.press("Take next")
    await desk.mo.sees("So did I")
    await desk.tess.sees("has joined")


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_PLU_03_a_pause_closes_live_chat_at_once_with_its_banner_and_reopens(
    desk: Stage, agent: str
) -> None:
    _, answers = desk.pair("D", agent)
    await on(answers)
    await ask(desk.rita, "I was here before")
    await desk.rita.sees("1st")
    await answers.command("/pause", place=None if agent == "T" else "support")
    await answers.sees("Live chat is paused for newcomers")
    await desk.joao.command("/support", place="support")
    form = await desk.joao.modal()
    assert form.title == "Enviar um ticket"
    assert "pausa" in str(form.components).lower()
    await desk.tess.start()
    await desk.tess.press("Get help")
    await desk.tess.sees("Live chat is paused for now, so that we can catch up with requests already here.")
    await desk.rita.sees("1st")

    await answers.command("/resume", place=None if agent == "T" else "support")
    await answers.sees("Live chat takes newcomers again")
    await desk.tess.command("/support Am I in now?")
    await desk.tess.sees("2nd")


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PLU_04_position_and_wait_are_kept_current_in_one_message(desk: Stage, platform: str) -> None:
    last, agent = desk.pair(platform, "T" if platform == "D" else "D")
    first, second = (desk.tess, desk.rui) if platform == "D" else (desk.rita, desk.joao)
    await on(agent)
    for number, person in enumerate((first, second, last), 1):
        await ask(person, f"question {number}")
        await person.sees(lambda each: each.author_is_bot and len(each.buttons) == 2)
    card = await last.sees("3rd")
    for place in ("2nd", "1st"):
        await agent.press("Take next")
        moved = await last.sees(place)
        assert moved.id == card.id
    await last.sees(lambda each: each.id == card.id and "Expected wait" in each.text)
    await last.has_not(lambda each: each.id != card.id and "in line" in each.text)


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_05_who_leaves_before_an_agent_joins_gets_a_ticket_and_a_follow_up(
    desk: Stage, pair: str
) -> None:
    requester, agent = desk.pair(*pair)
    await on(agent)
    await ask(requester, "I cannot wait any longer")
    await requester.press("Leave the queue")
    await requester.sees("We have your ticket")
    await agent.press("Take #1", await agent.sees("open ticket"))
    question = await agent.sees("I cannot wait any longer")
    await agent.say("Here is what we found", reply_to=question)
    await requester.sees("Here is what we found")


async def test_PLU_05_who_blocks_the_bot_on_telegram_gets_a_ticket_that_is_answered_once_they_are_back(
    desk: Stage,
) -> None:
    await on(desk.mo)
    await ask(desk.tess, "My top-up failed")
    await desk.tess.sees("1st")
    await desk.tess.block()
    await desk.mo.press("Take #1", await desk.mo.sees("open ticket"))
    question = await desk.mo.sees("My top-up failed")
    await desk.mo.sees("Messages no longer reach this person")
    await desk.tess.unblock()
    await desk.tess.say("Sorry, I am back")
    await desk.mo.sees("Sorry, I am back")
    await desk.mo.say("It has arrived now", reply_to=question)
    await desk.tess.sees("It has arrived now")


async def test_PLU_05_who_closes_their_private_messages_on_discord_gets_a_ticket(desk: Stage) -> None:
    await on(desk.ben)
    await ask(desk.rita, "My top-up failed")
    await desk.rita.sees("1st")
    await desk.rita.close_dms()
    await desk.ben.press("Take next")
    question = await desk.ben.sees("My top-up failed")
    await desk.ben.say("Which card was it?", reply_to=question)
    await desk.ben.sees("The case goes on as a ticket")
    await desk.rita.open_dms()
    await desk.rita.say("I am back")
    again = await desk.ben.sees("I am back")
    await desk.ben.say("Welcome back", reply_to=again)
    await desk.rita.sees("Welcome back")


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PLU_06_without_an_agent_in_time_on_call_is_paged_and_a_ticket_offered_in_the_same_place(
    tmp_path: Path, platform: str
) -> None:
    async with plutus(tmp_path, SHORT, on_call='["discord:2003", "telegram:5002"]') as stage:
        requester, _ = stage.pair(platform, "D")
        await on(stage.mo, stage.ben)
        await ask(requester, "Is anybody there?")
        card = await requester.sees("1st")
        await stage.mo.sees("Nobody has taken case #1 yet")
        paged = await stage.ben.sees("Nobody has taken case #1 yet")
        offered = await requester.with_button("Make it a ticket", card)
        assert "1st" in offered.text
        if platform == "D":
            await requester.press("Make it a ticket", card)
            await requester.sees("We have your ticket")
            await stage.ben.sees("open ticket")
        else:
            await stage.ben.press("Take", paged)
            await stage.ben.sees("Is anybody there?")
            await requester.sees("has joined")
