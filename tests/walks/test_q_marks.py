"""Walk q: staff are known by their names' format, and whoever is off it is told of once."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import Message, Person
from tests.stage import Stage, staged
from tests.walks.parts import on

FORMAT = """
[trust]
format = "{first} | Harbour ({department})"
"""
RIGHT = "Mo | Harbour (Billing)"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, FORMAT) as standing:
        yield standing


def says(words: str) -> Callable[[Message], bool]:
    """As it is read: Discord's escapes are not."""
    return lambda each: words in each.text.replace("\\", "")


async def reports(reader: Person, of: str) -> list[Message]:
    return [each for each in await reader.messages() if f"{of} is called" in each.text]


async def renamed(stage: Stage, name: str) -> None:
    await stage.mo.act("nickname", {"guild": demo.GUILD, "nick": name})


async def test_whoever_is_off_the_format_is_told_of_once_and_again_after_a_change(stage: Stage) -> None:
    mo = stage.mo
    first = await mo.sees("Mo is called Mo on Discord")
    assert says(f"that is to be: {RIGHT}")(first)
    await mo.say("Good morning", place="general")
    await mo.command("/on", place="support")
    await mo.sees("You are on")
    await stage.restart()
    await renamed(stage, "Mo | Harbour (Sales)")
    await mo.sees(says("Mo is called Mo | Harbour (Sales)"))
    assert len(await reports(mo, "Mo")) == 2
    await renamed(stage, RIGHT)
    await mo.say("Better so?", place="general")
    await renamed(stage, "Mo")
    await mo.sees("Mo is called Mo on Discord", after=first)
    assert len(await reports(mo, "Mo")) == 3


async def test_on_telegram_a_name_is_seen_when_its_owner_acts(stage: Stage) -> None:
    ben = stage.ben
    await on(ben)
    told = await stage.mo.sees("Ben is called Ben on Telegram")
    assert says("that is to be: Ben | Harbour (Billing)")(told)
    await ben.command("/off")
    await ben.sees("You are off")
    assert len(await reports(stage.mo, "Ben")) == 1


async def test_elsewhere_and_to_others_the_format_means_nothing(stage: Stage) -> None:
    mo, rita = stage.mo, stage.rita
    await renamed(stage, RIGHT)
    await rita.say("Hello", place="general")
    await mo.say("In private", place=None)
    await mo.sees("Ana is called Ana on Discord")
    assert await reports(mo, "Rita") == []
    seen = await reports(mo, "Mo")
    assert len(seen) <= 1  # before the name was put right
    assert all("Mo is called Mo on Discord" in each.text for each in seen)
