"""Plutus' staff are told from fakes, and say nothing that staff must not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Person, TelegramPerson
from tests.acceptance.plutus import BORJA, MICHAEL, PUBLIC, ask, plutus, unmarked
from tests.stage import Stage
from tests.walks.parts import on


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """The desk within its hours."""
    async with plutus(tmp_path) as stage:
        yield stage


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
