"""Plutus' public places: staff answer there, and only the author takes their own words into private."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person, Upload
from tests.acceptance.plutus import SHOT, bytes_of, follow, plutus, shown, transcript, unmarked
from tests.stage import Stage
from tests.walks.parts import on


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """The desk within its hours."""
    async with plutus(tmp_path) as stage:
        yield stage


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


async def ended(requester: Person, agent: Person, question: Message) -> None:
    """The agent closes the case, and the requester asks for the transcript."""
    header = await agent.sees(lambda each: each.place == question.place and each.button("Close") is not None)
    await agent.press("Close", header)
    await requester.press("Transcript")


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
