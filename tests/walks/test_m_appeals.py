"""Walk m: whoever was silenced, banned or had messages deleted appeals, and moderators lift it or let it stand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import TelegramPerson
from bots.sandbox.client.control import ControlError
from tests.stage import Stage, staged
from tests.walks.faking import BAIT, GROUP, on_discord, on_telegram
from tests.walks.parts import on


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


async def test_a_channel_that_speaks_in_a_group_is_dealt_with_though_nobody_can_write_to_it(
    stage: Stage,
) -> None:
    ben, fake = stage.ben, on_telegram(stage)
    await on(ben)
    here = await fake.place(GROUP)
    speaks = {"chat": here.channel, "as": {"id": -1009000001, "title": "Ben | Harbour (Support)"}}
    await fake.act("send", {**speaks, "text": BAIT})
    await ben.press("Delete messages", await ben.sees("Passes for Ben"))
    await ben.sees("Its messages are deleted")
    await fake.has_not(BAIT, place=GROUP)
    await ben.press("Silence for a day")
    await ben.sees("The platform refused it")
    await ben.press("Ban")
    await ben.sees("Banned by Ben")
    with pytest.raises(ControlError, match="banned"):
        await fake.act("send", {**speaks, "text": BAIT})
    await ben.press("Lift it")
    await ben.sees("Let pass by Ben")
    await fake.act("send", {**speaks, "text": "Here again"})


async def test_whoever_was_silenced_on_discord_appeals_by_the_button_and_may_write_again(
    stage: Stage,
) -> None:
    mo, rita, fake = stage.mo, stage.rita, on_discord(stage)
    await on(mo)
    await fake.act("join", {"guild": demo.GUILD})
    await fake.say(BAIT, place="support")
    await rita.menu("Report a fake", await rita.sees(BAIT, place="support"))
    await mo.sees("Reported by 1 person")
    await mo.press("Silence for a day")
    await mo.sees("Silenced for a day by Mo")
    await rita.sees("can write nothing here for a day")
    await fake.sees("silenced this account for a day")
    with pytest.raises(ControlError):
        await fake.say("Hello", place="general")
    await fake.press("Appeal")
    await fake.fill({"words": "Mo is my name, too"})
    await fake.sees("Our moderators look at it once more")
    await mo.sees(lambda each: "It appeals: Mo is my name, too" in each.text)
    await stage.restart()
    await mo.press("Lift it")
    await mo.sees("Let pass by Mo")
    await fake.sees("you may write again")
    await rita.sees("found nothing wrong")
    await fake.say("Thank you", place="general")


async def test_whoever_was_silenced_on_telegram_appeals_in_private_and_may_write_again(stage: Stage) -> None:
    ben, fake = stage.ben, on_telegram(stage)
    await on(ben)
    await fake.start()
    await fake.say(BAIT, place=GROUP)
    await ben.press("Silence for a day", await ben.sees("Passes for Ben"))
    await ben.sees("Silenced for a day by Ben")
    with pytest.raises(ControlError):
        await fake.say("Hello", place=GROUP)
    await fake.press("Appeal")
    await fake.sees("Why was it wrong?")
    await fake.say("Ben is my name, too")
    await fake.sees("Our moderators look at it once more")
    await ben.press("Lift it", await ben.sees("It appeals: Ben is my name, too"))
    await ben.sees("Let pass by Ben")
    await fake.sees("you may write again")
    await fake.say("Thank you", place=GROUP)


@pytest.mark.parametrize("writes", ["D", "T"])
async def test_whoever_had_messages_deleted_is_told_and_appeals_by_the_command(
    stage: Stage, writes: str
) -> None:
    mo, fake = stage.mo, on_discord(stage) if writes == "D" else on_telegram(stage)
    await on(mo)
    if isinstance(fake, TelegramPerson):
        await fake.start()
    else:
        await fake.act("join", {"guild": demo.GUILD})
    await fake.say(BAIT, place=GROUP if writes == "T" else "support")
    await mo.press("Delete messages", await mo.sees(f"It wrote: {BAIT}"))
    await fake.sees("have deleted messages of this account")
    words = "It is my name"
    await fake.command(f"/appeal {words}" if writes == "T" else f'/appeal text:"{words}"')
    await fake.sees("Our moderators look at it once more")
    await mo.press("It's fine", await mo.sees(f"It appeals: {words}"))
    await mo.sees("Let pass by Mo")
    await fake.sees("Our moderators have looked at your appeal: they were wrong")


async def test_a_ban_on_telegram_is_appealed_against_in_private_and_stays_or_is_lifted(stage: Stage) -> None:
    ben, tess, fake = stage.ben, stage.tess, on_telegram(stage)
    await on(ben)
    await fake.start()
    await tess.start()
    await tess.command("/appeal I did nothing")
    await tess.sees("Our moderators have done nothing to this account")
    await fake.say(BAIT, place=GROUP)
    await ben.press("Ban", await ben.sees("Passes for Ben"))
    await ben.sees("Banned by Ben")
    await fake.command("/appeal Ben is my name, too")
    await ben.press("It stays", await ben.sees("It appeals: Ben is my name, too"))
    await fake.sees("it stays as it is")
    await fake.command("/appeal And yet it is")
    await fake.sees("have decided on your appeal already")
    await ben.press("Lift it")
    await ben.sees("Let pass by Ben")
    calls = await stage.sandbox.telegram.journal()
    assert [each.status for each in calls if each.line.endswith("unbanChatMember")] == [200]
    await stage.sandbox.telegram.world(
        {"groups": [{"id": demo.TELEGRAM_COMMUNITY, "members": [{"user": 5666, "status": "member"}]}]}
    )
    await fake.say(BAIT, place=GROUP)
    await tess.sees(BAIT, place=GROUP)
    await ben.has_not(lambda each: "Passes for Ben" in each.text and "Let pass" not in each.text)


async def test_a_ban_on_discord_that_is_lifted_lets_the_account_come_again(stage: Stage) -> None:
    mo, fake = stage.mo, on_discord(stage)
    await on(mo)
    await fake.act("join", {"guild": demo.GUILD})
    await mo.press("Ban", await mo.sees("Passes for Mo"))
    await mo.sees("Banned by Mo")
    with pytest.raises(ControlError, match="banned"):
        await fake.act("join", {"guild": demo.GUILD})
    await mo.press("Lift it")
    await mo.sees("Let pass by Mo")
    await fake.act("join", {"guild": demo.GUILD})
