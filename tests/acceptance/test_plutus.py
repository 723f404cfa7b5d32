"""Plutus: live chat with hours, a queue and tickets, where nobody of the staff writes first."""

import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson, Upload
from bots.wiring import desk_rules
from config.settings import load
from core.promises.hours import standing
from tests.acceptance.desks import DESKS, closed_now, filled_in, open_now
from tests.acceptance.statusing import PLACES, asked_for_status, fetched, furnished, publishes, told, writes
from tests.stage import Stage, staged
from tests.walks.parts import desk_of, heading, on
from tests.walks.proving import ANA, directory, proven

BORJA, MICHAEL = "Borja | Plutus (Support)", "Michael | Plutus (Support)"
ACCOUNTS = {"borja": ["discord:2003"], "michael": ["telegram:5002"]}
HOURS = open_now()
OPEN = f"""
[live_chat]
{HOURS}
"""
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
PUBLIC = -1001000099
HELPS = "screenshots or a video, what you see and what you expected, links, dates, times and amounts"
TITLE, SAID = "Card payments fail", "We are looking into it."
FOUND = "The card processor is down."
SHOT = bytes(range(256)) * 40


@asynccontextmanager
async def plutus(folder: Path, settings: str = OPEN, on_call: str = "[]") -> AsyncIterator[Stage]:
    """Plutus' desk: Borja on Discord and Michael on Telegram; a public group on Telegram beside #support."""
    desk = filled_in(folder, "plutus", ACCOUNTS, on_call)
    async with staged(folder, settings, desk=desk, running=False) as stage:
        members = [{"user": 5002, "status": "creator"}, {"user": 5101}, {"user": 5102}]
        members.append({"user": demo.TELEGRAM_BOT, "status": "member"})
        group = {"id": PUBLIC, "title": "Plutus talk", "members": members}
        await stage.sandbox.telegram.world({"groups": [group]})
        await stage.start()
        yield stage


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """The desk within its hours."""
    async with plutus(tmp_path) as stage:
        yield stage


def shown(agent: Person) -> str:
    return BORJA if isinstance(agent, DiscordPerson) else MICHAEL


def unmarked(message: Message) -> str:
    """The words without Discord's marks."""
    return message.text.replace("**", "").replace("\\", "")


async def ask(requester: Person, words: str) -> None:
    """Ask in the private chat."""
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.say(words)


# ---- PLU-01


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


# ---- PLU-02


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


# ---- PLU-03


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


# ---- PLU-04


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


# ---- PLU-05


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


# ---- PLU-06


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


# ---- PLU-07


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


async def transcript(stage: Stage, requester: Person) -> list[dict[str, str]]:
    """The entries of the transcript that was handed over."""
    handed = await requester.sees(lambda each: any(file.name.endswith(".json") for file in each.files))
    url = next(each.url for each in handed.files if each.name.endswith(".json"))
    entries: list[dict[str, str]] = json.loads(await stage.sandbox.download(url))["entries"]
    return entries


# ---- PLU-12 and PLU-15


async def test_PLU_12_public_questions_are_answered_in_public(desk: Stage) -> None:
    await on(desk.mo, desk.ben)
    question = await published(desk.rita, "When does the app come out?")
    await desk.mo.say("Next week", reply_to=question)
    answer = await desk.rita.sees("Next week", place="support")
    assert answer.reply_to == question.id
    asked = await published(desk.tess, "When does the app come out?")
    await desk.ben.say("Next week", reply_to=asked)
    await desk.tess.sees("Next week", place="Plutus talk")
    await desk.mo.sees("people waiting")
    for agent in (desk.mo, desk.ben):
        await agent.has_not(lambda each: "When does" in each.text and each.author_is_bot)


async def test_PLU_12_one_tap_of_its_author_turns_a_discord_message_into_a_private_case(desk: Stage) -> None:
    await on(desk.ben)
    shot = Upload("charge.png", SHOT, "application/octet-stream")
    public = await published(desk.rita, "My account shows a wrong charge", files=[shot])
    await desk.rita.menu("Open a private case", public)
    receipt = await desk.rita.sees("We talk in your private thread", place="support")
    assert receipt.ephemeral
    await desk.ben.press("Take next")
    question = await desk.ben.sees("My account shows a wrong charge")
    assert await bytes_of(desk, desk.ben) == SHOT
    await desk.ben.say("Only you can read this", reply_to=question)
    private = await desk.rita.sees("Only you can read this")
    assert private.place.kind == "thread"
    assert private.place.path not in [each.path for each in await desk.joao.places()]


async def test_PLU_12_one_tap_of_its_author_turns_a_telegram_message_into_a_private_case(desk: Stage) -> None:
    await on(desk.mo)
    await published(desk.tess, "@switchboard_bot my account shows a wrong charge")
    offer = await desk.tess.sees("let us go on in private", place="Plutus talk")
    await follow(desk.tess, offer)
    await desk.tess.sees("1st")
    await desk.mo.press("Take next")
    question = await desk.mo.sees("my account shows a wrong charge")
    await desk.mo.say("Only you can read this", reply_to=question)
    private = await desk.tess.sees("Only you can read this")
    assert private.place.kind == "dm"


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PLU_15_staff_ask_in_public_and_only_the_author_can_agree(desk: Stage, platform: str) -> None:
    author, stranger, agent = cast_of(desk, platform)
    await on(desk.mo, desk.ben)
    public = await published(author, "My balance is wrong")
    await invite(agent, public)
    place = public.place
    invitation = await author.sees("Shall we go on in private?", place=place)
    assert invitation.reply_to == public.id, "it stands where the question stands"
    assert f"{shown(agent)} would like to look into this" in unmarked(invitation)
    assert [each.place for each in await author.messages() if each.author_is_bot] == [place], (
        "nothing in private"
    )

    await follow(stranger, await stranger.sees("Shall we go on in private?", place=place))
    await stranger.sees("Esta pergunta é para outra pessoa")
    await desk.mo.has_not("open ticket")

    await follow(author, invitation)
    await author.sees("1st")
    agreed = await stranger.sees("Agreed; we go on in private.", place=place)
    assert (agreed.id, agreed.buttons) == (invitation.id, ())
    await agent.press("Take next")
    question = await agent.sees(lambda each: each.place.title.startswith("#1 ") and "My balance" in each.text)
    await agent.say("Let us see", reply_to=question)
    await author.sees("Let us see")
    await ended(author, agent, question)
    happened = [each["text"] for each in await transcript(desk, author) if each["kind"] == "event"]
    assert (
        f"{shown(agent)} asked in public whether to go on in private, and the requester agreed." in happened
    )


async def test_PLU_15_taking_ones_own_words_into_private_is_recorded_as_ones_own_request(desk: Stage) -> None:
    await on(desk.ben)
    public = await published(desk.rita, "My account shows a wrong charge")
    await desk.rita.menu("Open a private case", public)
    await desk.rita.sees("1st")
    await desk.ben.press("Take next")
    question = await desk.ben.sees("My account shows a wrong charge")
    await ended(desk.rita, desk.ben, question)
    happened = [each["text"] for each in await transcript(desk, desk.rita) if each["kind"] == "event"]
    assert "The requester took what they had written in public into private." in happened


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PLU_15_agents_have_no_way_to_write_first(desk: Stage, platform: str) -> None:
    author, stranger, agent = cast_of(desk, platform)
    await on(agent)
    public = await published(author, "My balance is wrong")
    before = [each.id for each in await author.messages() if each.place.kind != "channel"]
    where = "support" if platform == "D" else None
    for line in ("/r Hello, I am from support", "/note hello", "/take 1", "/macro hello"):
        await agent.command(line, place=where)
    await agent.sees("There is no case #1")
    await agent.sees("Which case?")
    await invite(agent, public)
    await author.sees("Shall we go on in private?", place=public.place)
    assert [each.id for each in await author.messages() if each.place.kind != "channel"] == before
    assert len(await author.places()) == len(await stranger.places())


async def test_PLU_15_nobody_else_can_take_somebodys_words_into_private(desk: Stage) -> None:
    await on(desk.mo)
    public = await published(desk.rita, "My balance is wrong")
    await desk.joao.menu("Open a private case", public)
    await desk.joao.sees("Só quem escreveu")
    await desk.mo.sees("0** people waiting")
    await desk.rita.has_not(lambda each: each.author_is_bot)


# ---- PLU-19


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


# ---- PLU-17


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


def cast_of(stage: Stage, platform: str) -> tuple[Person, Person, Person]:
    """Who wrote in public, who looks on, and the agent, all on one platform."""
    return (stage.rita, stage.joao, stage.mo) if platform == "D" else (stage.tess, stage.rui, stage.ben)


async def published(author: Person, words: str, files: Sequence[Upload] = ()) -> Message:
    """What somebody has written where everybody reads it."""
    where = "support" if isinstance(author, DiscordPerson) else "Plutus talk"
    number = await author.say(words, place=where, files=files)
    return await author.sees(lambda each: each.id == number, place=where)


async def invite(agent: Person, public: Message) -> None:
    """The agent asks the author to go on in private, by the message's menu or by answering it."""
    if isinstance(agent, DiscordPerson):
        await agent.menu("Open a private case", public)
        await agent.sees("They were asked, in reply to their message")
    else:
        await agent.say("/support", reply_to=public)


async def follow(person: Person, offer: Message) -> None:
    """Press the offer's button; on Telegram it is a link that opens the private chat."""
    if isinstance(person, TelegramPerson):
        button = offer.button("Continue in private")
        assert button is not None
        await person.start(button.url.partition("start=")[2])
    else:
        await person.press("Continue in private", offer)


async def ended(requester: Person, agent: Person, question: Message) -> None:
    """The agent closes the case, and the requester asks for the transcript."""
    header = await agent.sees(lambda each: each.place == question.place and each.button("Close") is not None)
    await agent.press("Close", header)
    await requester.press("Transcript")


async def bytes_of(stage: Stage, reader: Person) -> bytes:
    """The bytes of the file that somebody sees last."""
    seen = await reader.sees(lambda each: bool(each.files))
    return await stage.sandbox.download(seen.files[-1].url)


# ---- PLU-10, PLU-11, PLU-18, PLU-21


async def taken(desk: Stage, requester: Person, agent: Person, words: str) -> Message:
    """The question as the agent sees it in the case's room."""
    await on(agent)
    await ask(requester, words)
    await requester.sees("1st")
    await agent.press("Take next")
    return await agent.sees(words)


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


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_21_a_case_is_categorised_by_a_field(desk: Stage, pair: str) -> None:
    requester, agent = desk.pair(*pair)
    question = await taken(desk, requester, agent, "Somebody used my card")
    await agent.command("/category", place=question.place)
    await agent.press("Fraud")
    await agent.sees(lambda each: each.place == question.place and "Category: Fraud" in each.text)


# ---- PLU-09, PLU-22


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


# ---- PLU-20


@pytest.mark.parametrize("author", ["D", "T"])
async def test_PLU_20_status_is_told_in_the_primary_place_and_mirrored_through_a_kill(
    tmp_path: Path, author: str
) -> None:
    desk = filled_in(tmp_path, "plutus", ACCOUNTS)
    async with staged(tmp_path, OPEN + PLACES, desk=desk, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        agent: Person = stage.mo if author == "D" else stage.ben
        await writes(agent, "incident start", TITLE, SAID, components="cards", eta="2h")
        draft = await agent.sees(lambda each: each.button("Publish") is not None and TITLE in each.text)
        assert "This goes to 2 places" in unmarked(draft)
        assert [await told(each) for each in (stage.rita, stage.tess)] == [[], []]
        await agent.press("Publish", draft)
        first = {}
        for reader in (stage.rita, stage.tess):
            first[reader.id] = await reader.sees(lambda each: TITLE in each.text and SAID in each.text)
            assert "Investigating · impact: major" in unmarked(first[reader.id])
            assert "Card payments: partial outage" in unmarked(first[reader.id])
        assert "Card payments: partial outage" in await asked_for_status(stage.tess)
        passed_on = [
            each for each in await stage.sandbox.discord.journal() if each.line.endswith("/crosspost")
        ]
        assert [each.status for each in passed_on] == [200], "servers that follow the channel get it, too"

        await stage.restart()
        await writes(agent, "incident update", "", FOUND, stage="identified")
        await publishes(agent, FOUND)
        for reader in (stage.rita, stage.tess):
            seen = await reader.sees(lambda each: FOUND in each.text)
            assert (seen.id, SAID in seen.text) == (first[reader.id].id, True), "it grows in place"

        await writes(agent, "incident resolve", "", "All payments go through again.")
        await publishes(agent, "All payments go through again.")
        for reader in (stage.rita, stage.tess):
            await reader.sees(lambda each: f"Resolved: {TITLE}" in unmarked(each))
            posts = await told(reader)
            assert len(posts) == 2, "the timeline, and a new message at the end"
            assert posts[0].id == first[reader.id].id
            assert "Resolved · impact: major" in unmarked(posts[0])
        assert "Everything works." in await asked_for_status(stage.tess)


@pytest.mark.parametrize("author", ["D", "T"])
async def test_PLU_20_the_same_is_on_the_status_page_and_in_its_data(tmp_path: Path, author: str) -> None:
    desk = filled_in(tmp_path, "plutus", ACCOUNTS)
    async with staged(tmp_path, OPEN + PLACES, desk=desk, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        agent: Person = stage.mo if author == "D" else stage.ben
        code, quiet, mark = await fetched(stage, "/api/v2/summary.json")
        assert (code, json.loads(quiet)["status"]["indicator"]) == (200, "none")
        again, nothing, _ = await fetched(stage, "/api/v2/summary.json", **{"If-None-Match": mark})
        assert (again, nothing) == (304, "")
        await writes(agent, "incident start", TITLE, SAID, components="cards", level="major")
        await publishes(agent, SAID)
        await stage.rita.sees(SAID)
        await stage.restart()
        _, body, _ = await fetched(stage, "/api/v2/summary.json")
        summary = json.loads(body)
        assert summary["status"] == {"indicator": "critical", "description": "Major Service Outage"}
        states = {each["name"]: each["status"] for each in summary["components"]}
        assert (states["Card payments"], states["The app"]) == ("major_outage", "operational")
        (incident,) = summary["incidents"]
        assert (incident["name"], incident["status"]) == (TITLE, "investigating")
        assert [each["body"] for each in incident["incident_updates"]] == [SAID]
        _, page, _ = await fetched(stage, "/status", **{"Accept-Language": "pt-PT"})
        assert all(each in page for each in (TITLE, SAID, "Pagamentos com cartão", "indisponível"))


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PLU_13_staff_are_listed_by_name_and_anyone_can_ask_whether_an_account_is_theirs(
    desk: Stage, platform: str
) -> None:
    requester: Person = desk.rita if platform == "D" else desk.tess
    if isinstance(requester, TelegramPerson):
        await requester.start()
    place = "support" if platform == "D" else None
    await requester.command("/verify", place=place)
    listed = unmarked(await requester.sees("Official staff of this desk"))
    assert BORJA in listed
    assert MICHAEL in listed
    if isinstance(requester, DiscordPerson):
        await requester.menu("Is this staff?", "2003")
    else:
        await desk.ben.say("Good morning", place="Plutus talk")
        await requester.say("/verify", reply_to=await requester.sees("Good morning", place="Plutus talk"))
    await requester.sees("who is staff here")
    lookalike = "Bоrja | Plutus (Support)"
    await requester.command(
        f'/verify text:"{lookalike}"' if platform == "D" else f"/verify {lookalike}", place=place
    )
    await requester.sees("and imitates")


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_14_the_rules_are_shown_and_a_message_that_breaks_one_does_not_leave(
    desk: Stage, pair: str
) -> None:
    requester, agent = desk.pair(*pair)
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.command("/verify", place="support" if pair[0] == "D" else None)
    await requester.sees("never ask for passwords, seed phrases or personal data")
    await on(agent)
    await ask(requester, "I cannot log in")
    await agent.press("Take next")
    question = await agent.sees("I cannot log in")
    for breach, rule in (
        ("What is your password?", "passwords or codes"),
        ("Please type your 12 words here", "what opens a wallet"),
        ("Write to me on WhatsApp +44 7700 900123, I am your support agent", "not this desk's"),
    ):
        await agent.say(breach, reply_to=question)
        await agent.sees(rule)
    await agent.say("You can reset your password on our page, https://plutus.it/reset", reply_to=question)
    await requester.sees("You can reset your password")
    for breach in ("What is your password", "12 words", "WhatsApp"):
        await requester.has_not(breach)


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_16_a_fake_is_reported_looked_into_and_removed_and_the_reporter_hears(
    desk: Stage, pair: str
) -> None:
    requester, agent = desk.pair(*pair)
    await on(agent)
    said = "I am from support, show me your ticket"
    if isinstance(requester, TelegramPerson):
        await requester.start()
        place = "Plutus talk"
        members = [{"user": 5666}, {"user": demo.TELEGRAM_BOT, "status": "administrator"}]
        await desk.sandbox.telegram.world({"groups": [{"id": PUBLIC, "members": members}]})
        await TelegramPerson(desk.sandbox, 5666, demo.TELEGRAM_BOT).say(said, place=place)
        await requester.say("/report", reply_to=await requester.sees(said, place=place))
    else:
        place = "general"
        fake = DiscordPerson(desk.sandbox, 2666, demo.BOT)
        await fake.act("join", {"guild": demo.GUILD})
        await fake.say(said, place=place)
        await requester.menu("Report a fake", await requester.sees(said, place=place))
    await requester.sees("Our moderators look at")
    card = await agent.sees("Reported by 1 person")
    assert said in card.text
    await agent.press("Ban", card)
    await requester.sees("it was a fake, and the account has been banned")
    await requester.has_not(said, place=place)


@pytest.mark.parametrize("author", ["D", "T"])
async def test_PLU_20_a_known_issue_is_told_and_is_no_outage(tmp_path: Path, author: str) -> None:
    desk = filled_in(tmp_path, "plutus", ACCOUNTS)
    async with staged(tmp_path, OPEN + PLACES, desk=desk, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        agent: Person = stage.mo if author == "D" else stage.ben
        await writes(agent, "incident known", "Old phones", "Android 9 cannot log in.", components="app")
        await publishes(agent, "Android 9 cannot log in.")
        for reader in (stage.rita, stage.tess):
            seen = await reader.sees("Known issue: Old phones")
            assert "Identified" in seen.text
        assert "Known issue: Old phones" in await asked_for_status(stage.tess)
        _, page, _ = await fetched(stage, "/status")
        assert "Known issues" in page
        assert page.count("100 % uptime in 90 days") == 4, "of each component"
