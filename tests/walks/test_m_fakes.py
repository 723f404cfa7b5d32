"""Walk m: somebody passes for staff; they are asked about, reported, looked into and put out, on both platforms."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Person
from bots.sandbox.client.control import ControlError
from tests.stage import Stage, staged
from tests.walks.faking import BAIT, GROUP, on_discord, on_telegram
from tests.walks.parts import desk_of, on


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


async def test_an_account_is_official_by_its_id_and_by_nothing_else(stage: Stage) -> None:
    rita = stage.rita
    await on_discord(stage).act("join", {"guild": demo.GUILD})
    await rita.command("/verify 2003", place="support")
    await rita.sees("This account is Mo, who is staff")
    await rita.menu("Is this staff?", "2666")
    await rita.sees("is not staff here, and imitates Mo")
    await rita.command("/verify text:Mo", place="support")
    seen = await rita.sees("A name proves nothing")
    assert "who is staff here" not in seen.text


async def test_on_telegram_somebodys_message_tells_the_account(stage: Stage) -> None:
    tess, ben, fake = stage.tess, stage.ben, on_telegram(stage)
    await stage.sandbox.telegram.world(
        {"groups": [{"id": demo.TELEGRAM_COMMUNITY, "members": [{"user": 5002, "status": "member"}]}]}
    )
    await ben.say("Hello, all", place=GROUP)
    await tess.say("/verify", reply_to=await tess.sees("Hello, all", place=GROUP))
    await tess.sees("This account is Ben, who is staff", place=GROUP)
    await fake.say(BAIT, place=GROUP)
    await tess.say("/verify", reply_to=await tess.sees(BAIT, place=GROUP))
    await tess.sees("is not staff here, and imitates Ben", place=GROUP)
    await tess.start()
    await tess.command("/verify @ben_harbour")
    seen = await tess.sees("A name proves nothing")
    assert "who is staff here" not in seen.text


async def test_a_look_alike_is_shown_to_moderators_as_it_comes_and_what_it_writes_is_added(
    stage: Stage,
) -> None:
    mo, fake = stage.mo, on_discord(stage)
    await on(mo)
    await fake.act("join", {"guild": demo.GUILD})
    card = await mo.sees("Passes for Mo")
    assert "Passes for Mo" in card.text
    assert "The desk's name is in it." in card.text
    await fake.say(BAIT, place="general")
    await mo.sees(lambda each: "Passes for Mo" in each.text and BAIT in each.text)
    await mo.press("Delete messages")
    await mo.sees("Its messages are deleted")
    await stage.rita.has_not(BAIT, place="general")


async def test_a_new_name_is_looked_at_and_one_that_was_let_pass_is_not_shown_again(stage: Stage) -> None:
    mo, rita = stage.mo, stage.rita
    await on(mo)
    await rita.act("nickname", {"guild": demo.GUILD, "nick": "Mо"})  # with a Cyrillic о
    card = await mo.sees("Letters of another script")
    await mo.press("It's fine", card)
    await mo.sees("Let pass by Mo")
    await rita.say("Hello, all", place="general")
    await rita.act("nickname", {"guild": demo.GUILD, "nick": "Ana Admin"})
    await mo.sees(lambda each: "Passes for Ana" in each.text and "Let pass" not in each.text)
    await mo.has_not(lambda each: "Passes for Mo" in each.text and "Let pass" not in each.text)


async def test_on_telegram_a_look_alike_is_shown_when_it_writes_with_its_like_on_discord(
    stage: Stage,
) -> None:
    ben = stage.ben
    await on(ben)
    await on_telegram(stage).say(BAIT, place=GROUP)
    card = await ben.sees("Passes for Ben")
    assert BAIT in card.text
    await stage.sandbox.discord.world(
        {"users": [{"id": 2777, "name": "benny", "global_name": "Bеn (Harbour)", "locale": "en-US"}]}
    )
    await DiscordPerson(stage.sandbox, 2777, demo.BOT).act("join", {"guild": demo.GUILD})
    await ben.sees(lambda each: "discord:2777" in each.text and "also on: telegram:5666" in each.text)


async def test_the_group_itself_may_have_the_desks_name(stage: Stage) -> None:
    """An administrator who writes as the group, in a group that is called like the desk."""
    ben = stage.ben
    await on(ben)
    await stage.sandbox.telegram.world(
        {"groups": [{"id": demo.TELEGRAM_COMMUNITY, "members": [{"user": 5002, "status": "administrator"}]}]}
    )
    here = await ben.place(GROUP)
    await ben.act("send", {"chat": here.channel, "text": "Closed tomorrow", "as": "group"})
    await on_telegram(stage).say(BAIT, place=GROUP)
    await ben.sees("Passes for Ben")
    await ben.has_not("Passes for Harbour")


async def test_a_fake_is_reported_by_two_banned_and_both_hear_of_it(stage: Stage) -> None:
    rita, joao, mo, fake = stage.rita, stage.joao, stage.mo, on_discord(stage)
    await on(mo)
    await fake.act("join", {"guild": demo.GUILD})
    await fake.say(BAIT, place="support")
    bait = await rita.sees(BAIT, place="support")
    await rita.menu("Report a fake", bait)
    await rita.sees("Our moderators look at")
    card = await mo.sees("Reported by 1 person")
    assert BAIT in card.text
    await joao.menu("Report a fake", bait)
    await mo.sees("Reported by 2 people")
    await stage.restart()
    await mo.press("Ban")
    await mo.sees("Banned by Mo")
    await rita.sees("it was a fake, and the account has been banned")
    await joao.sees("era falso, e a conta foi banida")
    await rita.has_not(BAIT, place="support")
    with pytest.raises(ControlError, match="banned"):
        await fake.act("join", {"guild": demo.GUILD})


async def test_on_discord_a_ban_takes_what_was_written_in_the_last_hour_and_on_telegram_what_was_kept(
    stage: Stage,
) -> None:
    rita, joao, mo, tess, rui = stage.rita, stage.joao, stage.mo, stage.tess, stage.rui
    await on(mo)
    await joao.say("Anybody here?", place="support")
    await joao.say(BAIT, place="support")
    await rita.menu("Report a fake", await rita.sees(BAIT, place="support"))
    await mo.press("Ban", await mo.sees(lambda each: f"discord:{joao.id}" in each.text))
    await rita.sees("it was a fake, and the account has been banned")
    await rita.has_not("Anybody here?", place="support")
    await rui.start()
    await tess.say("Anybody here?", place=GROUP)
    await tess.say(BAIT, place=GROUP)
    await rui.say("/report", reply_to=await rui.sees(BAIT, place=GROUP))
    await mo.press("Ban", await mo.sees(lambda each: f"telegram:{tess.id}" in each.text))
    await rui.sees("foi banida")
    await rui.has_not(BAIT, place=GROUP)
    await rui.sees("Anybody here?", place=GROUP)


async def test_a_fake_on_telegram_is_banned_from_where_it_wrote(stage: Stage) -> None:
    tess, mo, fake = stage.tess, stage.mo, on_telegram(stage)
    await on(mo)
    await tess.start()
    await fake.say(BAIT, place=GROUP)
    bait = await tess.sees(BAIT, place=GROUP)
    await tess.say("/report", reply_to=bait)
    await tess.sees("Our moderators look at")
    await mo.sees(lambda each: "Reported by 1 person" in each.text and BAIT in each.text)
    await mo.press("Ban")
    await mo.sees("Banned by Mo")
    await tess.sees("it was a fake, and the account has been banned")
    await tess.has_not(BAIT, place=GROUP)
    assert not await fake.places()


async def test_an_administrator_who_may_ban_nobody_bans_nobody_through_the_card(stage: Stage) -> None:
    ben, fake, tess, rui = stage.ben, on_telegram(stage), stage.tess, stage.rui
    await stage.sandbox.telegram.world({"groups": [{"id": demo.TELEGRAM_GROUP, "members": [
        {"user": int(tess.id), "status": "administrator", "rights": ["can_manage_topics"]},
        {"user": int(rui.id), "status": "administrator", "rights": ["can_restrict_members"]},
    ]}]})  # fmt: skip
    await on(ben)
    await fake.say(BAIT, place=GROUP)
    await tess.press("Ban", await tess.sees("Passes for Ben"))
    await rui.press("Silence for a day", await rui.sees("Passes for Ben"))
    card = await ben.sees("Silenced for a day by Rui")
    assert "Banned" not in card.text


async def test_what_the_platform_refuses_is_said_with_its_fix_and_nobody_hears_of_a_ban(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        rita, mo, fake = stage.rita, stage.mo, on_discord(stage)
        await stage.sandbox.discord.world(
            {"guilds": [{"id": demo.GUILD, "bot_permissions": _without("ban_members")}]}
        )
        await on(mo)
        await fake.act("join", {"guild": demo.GUILD})
        await fake.say(BAIT, place="support")
        await rita.menu("Report a fake", await rita.sees(BAIT, place="support"))
        await mo.sees("Reported by 1 person")
        await mo.press("Ban")
        await mo.sees("I lack the right")
        await mo.press("It's fine")
        await mo.sees("Let pass by Mo")
        await rita.sees("found nothing wrong")
        await rita.has_not("has been banned")


async def test_reports_that_cannot_be(stage: Stage) -> None:
    people: tuple[tuple[Person, str | None], ...] = ((stage.rita, "support"), (stage.tess, None))
    await stage.tess.start()
    for person, place in people:
        await person.command("/report", place=place)
        await person.sees("Whom do you mean?")
    await stage.rita.command("/report 2003", place="support")
    await stage.rita.sees("really is Mo")
    await stage.rita.command("/report 2101", place="support")
    await stage.rita.sees("your own account")


def _without(permission: str) -> list[str]:
    return [each for each in demo.BOT_PERMISSIONS if each != permission]


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_what_became_of_fakes_is_told_in_figures(stage: Stage, asks: str) -> None:
    rita, (_, moderator), fake = stage.rita, stage.pair("D", asks), on_discord(stage)
    await on(moderator, *((stage.mo,) if asks == "T" else ()))
    await fake.act("join", {"guild": demo.GUILD})
    await fake.say(BAIT, place="support")
    await rita.menu("Report a fake", await rita.sees(BAIT, place="support"))
    await on_telegram(stage).say(BAIT, place=GROUP)
    await moderator.press("It's fine", await moderator.sees("Passes for Ben"))
    await moderator.sees("Let pass by")
    await moderator.press("Ban", await moderator.sees("Reported by 1 person"))
    await moderator.sees("Banned by")
    await rita.command("/staff reports", place="support")
    await rita.sees("Only moderators and this desk")
    await stage.restart()
    await moderator.command("/staff reports 2d", place=desk_of(moderator))
    card = await moderator.sees("Fakes in the last 2 days")
    assert "Accounts: 2 · reported: 1 · reports of them: 1" in card.text
    assert "Banned: 1 · silenced: 0 · let pass: 1 · waiting now: 0" in card.text
    assert "half within" in card.text
    assert "False alarms: 1 of 2 decided (50 %)" in card.text


async def test_whoever_came_while_nobody_looked_is_shown_once_the_program_is_there(tmp_path: Path) -> None:
    async with staged(tmp_path, running=False) as stage:
        await on_discord(stage).act("join", {"guild": demo.GUILD})
        await stage.start()
        await on(stage.mo)
        await stage.mo.sees("Passes for Mo")
