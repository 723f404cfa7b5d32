"""Walk p: the roster changes by an invitation, by the account itself, and by two admins; all of it is noted."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Person, TelegramPerson
from tests.stage import Stage, staged
from tests.walks.parts import code_in, desk_of, on, opened

ZOE = "Zoe | Harbour (Support)"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


def with_two_admins(folder: Path) -> Path:
    """The demo's desk, of which Ben is an admin as well."""
    written = folder / "desk.toml"
    ben = 'name = "Ben"\n'
    words = demo.DESK.read_text()
    assert ben in words
    written.write_text(words.replace(ben, f"{ben}admin = true\n"))
    return written


async def invited(admin: Person, name: str) -> str:
    quoted = name if isinstance(admin, TelegramPerson) else f'"{name}"'
    await admin.command(f"/staff add {quoted}", place=desk_of(admin))
    return code_in(await admin.sees("Hand this code to"))


@pytest.mark.parametrize("joins", ["D", "T"])
async def test_somebody_is_invited_joins_from_their_account_and_is_let_in(stage: Stage, joins: str) -> None:
    mo, new = stage.mo, stage.rita if joins == "D" else stage.tess
    if isinstance(new, TelegramPerson):
        await new.start()
    await on(mo)
    code = await invited(mo, ZOE)
    await new.command(f"/staff join {code}", place=desk_of(new))
    await new.sees("once another admin lets this account in")
    await new.command("/on", place=desk_of(new))
    await new.sees("Only this desk's agents")
    await stage.restart()
    await mo.press("Let in")
    await mo.sees("is staff now")
    await new.sees("You are staff here now")
    await new.command("/on", place=desk_of(new))
    await new.sees("You are on")
    await mo.command("/staff list", place="support")
    await mo.sees("since")
    await new.command(f"/staff join {code}", place=desk_of(new))
    await new.sees("This account is already that of")
    await mo.command("/staff audit", place="support")
    trail = await mo.sees("What was done to the roster")
    assert "Mo invited Zoe" in trail.text
    assert "Mo let in Zoe" in trail.text


async def test_whoever_invited_does_not_let_in_where_there_is_another_admin(tmp_path: Path) -> None:
    async with staged(tmp_path, desk=with_two_admins(tmp_path)) as stage:
        mo, ben, new = stage.mo, stage.ben, stage.tess
        await new.start()
        await on(mo, ben)
        await new.command(f"/staff join {await invited(mo, ZOE)}")
        await mo.press("Let in")
        await mo.sees("cannot let in as well. One of these can: Ben")
        await ben.press("Let in")
        await ben.sees("Let in by Ben")
        await new.sees("You are staff here now")
        await stage.rita.command("/verify 2101", place="support")
        await stage.rita.sees("is not staff here")


async def test_whoever_leaves_is_nobody_at_once_and_their_cases_go_back(stage: Stage) -> None:
    requester, leaving, mo = stage.rita, stage.ben, stage.mo
    await on(mo)
    question = await opened(stage, requester, leaving, "Where is my refund?")
    await mo.command("/staff remove Ben", place="support")
    await mo.sees("Ben is staff no more")
    await leaving.say("I take it with me", reply_to=question)
    await requester.sees("1st")
    await stage.restart()
    await leaving.command("/on")
    await leaving.sees("Only this desk's agents")
    await requester.has_not("I take it with me")
    code = await invited(mo, "Ben")
    await leaving.command(f"/staff join {code}")
    await mo.press("Let in")
    await leaving.sees("You are staff here now")
    await leaving.command("/on")
    await leaving.sees("You are on")


async def test_agents_without_the_right_and_guesses_change_nothing(stage: Stage) -> None:
    await on(stage.ben)
    await stage.ben.command("/staff add Zoe")
    refused = await stage.ben.sees("Only this desk's admins")
    await stage.ben.command("/staff remove Mo")
    await stage.ben.sees("Only this desk's admins", after=refused)
    await stage.tess.start()
    await stage.tess.command("/staff join AAAA-BBBB-CCCC")
    await stage.tess.sees("That code is not good")
    await stage.tess.command("/staff list")
    await stage.tess.sees("Only this desk's agents")
    await stage.mo.command("/staff remove Mo", place="support")
    await stage.mo.sees("Nobody removes themselves")


async def page(stage: Stage, asked: str = "") -> str:
    """The page of who is staff, or its answer."""
    async with aiohttp.ClientSession() as visitor:
        asking = (
            visitor.post(f"{stage.url}/staff", data={"who": asked})
            if asked
            else visitor.get(f"{stage.url}/staff")
        )
        async with asking as answer:
            assert answer.status == 200
            return await answer.text()


async def test_the_page_says_who_is_staff_and_who_is_not_any_more(stage: Stage) -> None:
    mo = stage.mo
    body = await page(stage)
    assert all(f">{name}</p>" in body for name in ("Ana", "Ben", "Mo"))
    assert "discord:2003" not in body
    assert "This account is Ben, who is staff here, on Telegram" in await page(stage, "5002")
    await mo.command("/staff freeze ben", place="support")
    await mo.sees("Ben is frozen")
    assert ">Ben</p>" not in await page(stage)
    assert "telegram:5002 is not staff here" in await page(stage, "5002")
    await mo.command("/staff thaw ben", place="support")
    await mo.sees("Ben is staff again")
    assert ">Ben</p>" in await page(stage)
    await mo.command("/staff remove ben", place="support")
    await mo.sees("Ben is staff no more")
    assert ">Ben</p>" not in await page(stage)
    await DiscordPerson(stage.sandbox, demo.SWINDLER, demo.BOT).act("join", {"guild": demo.GUILD})
    await mo.sees("Passes for Mo")
    assert "is not staff here, and imitates Mo" in await page(stage, f"<@{demo.SWINDLER}>")
