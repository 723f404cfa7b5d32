"""Walk k: somebody who has a chat open on each platform proves that they are one person."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person
from tests.faults.trouble import once, seen, settled
from tests.stage import Stage, staged
from tests.walks.parts import heading, on, opened, queued
from tests.walks.proving import directory, proven

QUESTION = "My card was charged twice"
PARCEL = "Where is my parcel?"


@dataclass(frozen=True, slots=True)
class Both:
    """One person, as they are on the two platforms; their chat `here` is the older."""

    stage: Stage
    here: Person
    there: Person

    @property
    def platforms(self) -> tuple[str, str]:
        discord_first = isinstance(self.here, DiscordPerson)
        return ("Discord", "Telegram") if discord_first else ("Telegram", "Discord")


@asynccontextmanager
async def somebody(folder: Path, older: str) -> AsyncIterator[Both]:
    settings = f'{directory(folder)}\n[people]\nlink_wait = "none"'
    async with staged(folder, settings) as stage:
        rita, tess = stage.rita, stage.tess
        yield Both(stage, *((rita, tess) if older == "D" else (tess, rita)))


async def two_chats(both: Both) -> Message:
    """The older one with an agent, the newer one waiting, and the question whether they are to be one."""
    await proven(both.stage, both.here)
    question = await opened(both.stage, both.here, both.stage.mo, QUESTION)
    await queued(both.there, PARCEL)
    await proven(both.stage, both.there)
    return question


@pytest.mark.parametrize("older", ["D", "T"])
async def test_at_their_word_both_become_the_older_one(tmp_path: Path, older: str) -> None:
    async with somebody(tmp_path, older) as both:
        here, there, mo = both.here, both.there, both.stage.mo
        question = await two_chats(both)
        asked = await there.with_button("Make one of both", None)
        await here.has_not(lambda each: each.button("Make one of both") is not None)
        await there.press("Make one of both", asked)

        await there.sees(f"#2 goes on in #1 on {both.platforms[0]}")
        await here.sees(f"#2, your chat on {both.platforms[1]}, goes on here")
        await mo.sees(PARCEL, place=question.place)
        blue = await there.say("the parcel is blue")
        await mo.sees("the parcel is blue", place=question.place)
        await there.edit(blue, "the parcel is red")
        await mo.sees("the parcel is red", place=question.place)
        mine = next(each for each in await there.messages() if each.text == PARCEL)
        await there.edit(mine, f"{PARCEL} It is late")
        await mo.sees("It is late", place=question.place)
        await here.say("and the card is green")
        last = await mo.sees("and the card is green", place=question.place)
        await mo.say("both are on their way", reply_to=last)
        await here.sees("both are on their way")
        await there.has_not("both are on their way")
        await settled(both.stage)
        await once(mo, QUESTION, PARCEL, "the parcel is red", "and the card is green")
        assert [each.text for each in await there.everything() if each.button("Make one of both")] == []


@pytest.mark.parametrize("older", ["D", "T"])
async def test_kept_apart_each_is_answered_where_it_was_asked(tmp_path: Path, older: str) -> None:
    async with somebody(tmp_path, older) as both:
        here, there, mo = both.here, both.there, both.stage.mo
        await two_chats(both)
        await there.press("Keep two")
        await there.sees("Both stay open")
        await mo.press("Take next")
        parcel = await mo.sees(PARCEL)
        await mo.say("the parcel is on its way", reply_to=parcel)
        await there.sees("the parcel is on its way")
        await here.has_not("the parcel is on its way")

        await proven(both.stage, there)
        await settled(both.stage)
        assert await seen(there, "Do you want to make one of both?") == ()


@pytest.mark.parametrize("older", ["D", "T"])
async def test_of_two_that_wait_whoever_takes_the_one_sees_the_words_of_both(
    tmp_path: Path, older: str
) -> None:
    async with somebody(tmp_path, older) as both:
        here, there, mo = both.here, both.there, both.stage.mo
        await on(mo)
        await proven(both.stage, here)
        await queued(here, QUESTION)
        await queued(there, PARCEL)
        await proven(both.stage, there)
        await there.press("Make one of both")
        await there.sees("#2 goes on in #1")
        await mo.press("Take next")
        question = await mo.sees(QUESTION)
        await mo.sees(PARCEL, place=question.place)
        await there.say("it is still me")
        await mo.sees("it is still me", place=question.place)


async def test_who_disowns_the_other_account_hears_and_is_taken_for_it_no_more(tmp_path: Path) -> None:
    async with somebody(tmp_path, "D") as both:
        here, there, mo = both.here, both.there, both.stage.mo
        question = await two_chats(both)
        await there.press("Make one of both")
        await mo.sees(PARCEL, place=question.place)
        await here.press("That is not me")
        await mo.sees("#2 was somebody else's", place=question.place)
        assert "Authorised customer" in (await heading(mo, question.place)).text
        await there.say("send the money here")
        await there.sees("1st")
        await mo.has_not("send the money here", place=question.place)
