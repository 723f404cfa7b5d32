"""Walk m: what the desk's rule does by itself to whoever passes for staff, and how people take it back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import TelegramPerson
from bots.sandbox.client.control import ControlError
from tests.stage import Stage, staged
from tests.walks.faking import BAIT, GROUP, on_discord, on_telegram
from tests.walks.parts import on

BY_RULE = "by the desk's rule"


def ruled(does: str = "silence") -> str:
    return f'[trust.acts]\nat = 0.95\ndoes = "{does}"'


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, ruled()) as standing:
        yield standing


@pytest.mark.parametrize("writes", ["D", "T"])
async def test_whoever_looks_and_writes_like_a_fake_is_silenced_appeals_and_is_let_in_again(
    stage: Stage, writes: str
) -> None:
    mo, fake = stage.mo, on_discord(stage) if writes == "D" else on_telegram(stage)
    place = "support" if writes == "D" else GROUP
    await on(mo)
    if isinstance(fake, TelegramPerson):
        await fake.start()
    else:
        await fake.act("join", {"guild": demo.GUILD})
        card = await mo.sees("Passes for Mo")
        assert "Certainty 90 %: by its looks 90 %, by its words 0 %, by reports 0 %" in card.text
        assert "From 95 % on the desk's rule silences it for a day." in card.text
    await fake.say("Hello, all", place=place)
    await fake.say(BAIT, place=place)
    await mo.sees(lambda each: f"Silenced for a day {BY_RULE}" in each.text and BAIT in each.text)
    await fake.sees("An automatic rule has silenced this account for a day")
    with pytest.raises(ControlError):
        await fake.say("Hello?", place=place)
    await fake.press("Appeal")
    if isinstance(fake, TelegramPerson):
        await fake.sees("Why was it wrong?")
        await fake.say("It is my name, too")
    else:
        await fake.fill({"words": "It is my name, too"})
    await mo.sees("It appeals: It is my name, too")
    await stage.restart()
    await mo.press("Lift it")
    await mo.sees("Let pass by Mo")
    await fake.sees("you may write again")
    await fake.say(BAIT, place=place)
    card = await mo.sees("Let pass by Mo")
    assert "the desk's rule silenced it for a day" in card.text
    await mo.command("/staff reports", place="support")
    figures = await mo.sees("Fakes in the last")
    assert "By the desk's rule: 1 account · let pass afterwards: 1" in figures.text
    await fake.say("And still here", place=place)


async def test_a_moderator_is_left_alone_on_discord(stage: Stage) -> None:
    mo, rita = stage.mo, stage.rita
    role = {"id": 1200, "name": "Moderators", "permissions": ["moderate_members"]}
    member = {"user": 2101, "roles": [1200]}
    await stage.sandbox.discord.world({"guilds": [{"id": demo.GUILD, "roles": [role], "members": [member]}]})
    await on(mo)
    await rita.act("nickname", {"guild": demo.GUILD, "nick": "Mo | Harbour Support"})
    await rita.say(BAIT, place="support")
    card = await mo.sees("It moderates there, or is my own account: the desk's rule leaves it alone.")
    assert card.button("Silence for a day") is not None
    await rita.say("I am still here", place="support")
    await mo.press("It's fine")
    await mo.sees("Let pass by Mo")


async def test_an_administrator_is_left_alone_on_telegram(stage: Stage) -> None:
    ben, fake = stage.ben, on_telegram(stage)
    admin = {"user": 5666, "status": "administrator", "rights": ["can_manage_topics"]}
    await stage.sandbox.telegram.world({"groups": [{"id": demo.TELEGRAM_COMMUNITY, "members": [admin]}]})
    await on(ben)
    await fake.say(BAIT, place=GROUP)
    await ben.sees("It moderates there, or is my own account: the desk's rule leaves it alone.")
    await fake.say("I am still here", place=GROUP)


@pytest.mark.parametrize("writes", ["D", "T"])
async def test_messages_that_ask_are_deleted_and_others_stay(tmp_path: Path, writes: str) -> None:
    async with staged(tmp_path, ruled("delete")) as stage:
        mo, fake = stage.mo, on_discord(stage) if writes == "D" else on_telegram(stage)
        reader, place = (stage.rita, "support") if writes == "D" else (stage.tess, GROUP)
        await on(mo)
        if isinstance(fake, TelegramPerson):
            await fake.start()
        else:
            await fake.act("join", {"guild": demo.GUILD})
        await fake.say(BAIT, place=place)
        await fake.sees("An automatic rule has deleted messages of this account")
        await reader.has_not(BAIT, place=place)
        await mo.sees(lambda each: "Its messages are deleted" in each.text and BAIT in each.text)
        await fake.say("What was wrong with that?", place=place)
        await reader.sees("What was wrong with that?", place=place)


async def test_a_fake_is_banned_for_its_name_and_what_several_say_of_it(tmp_path: Path) -> None:
    async with staged(tmp_path, ruled("ban")) as stage:
        rita, joao, mo, fake = stage.rita, stage.joao, stage.mo, on_discord(stage)
        await on(mo)
        await fake.act("join", {"guild": demo.GUILD})
        await fake.say("Hello, all", place="support")
        hello = await rita.sees("Hello, all", place="support")
        await rita.menu("Report a fake", hello)
        await mo.sees("Reported by 1 person")
        await rita.menu("Report a fake", hello)
        await fake.say("Nobody has put me out", place="support")
        await joao.menu("Report a fake", hello)
        await mo.sees(f"Banned {BY_RULE}")
        await rita.sees("it was a fake, and the account has been banned")
        with pytest.raises(ControlError, match="banned"):
            await fake.act("join", {"guild": demo.GUILD})


async def test_what_the_platform_refuses_the_rule_stands_on_the_card(tmp_path: Path) -> None:
    async with staged(tmp_path, ruled("ban")) as stage:
        mo, fake = stage.mo, on_discord(stage)
        lacking = [each for each in demo.BOT_PERMISSIONS if each != "ban_members"]
        await stage.sandbox.discord.world({"guilds": [{"id": demo.GUILD, "bot_permissions": lacking}]})
        await on(mo)
        await fake.act("join", {"guild": demo.GUILD})
        await fake.say(BAIT, place="support")
        card = await mo.sees("I lack the right")
        assert card.button("Ban") is not None
