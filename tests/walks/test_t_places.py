"""Walk t: the places in which incidents are told, each as its platform has it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import Person, Sandbox, TelegramPerson
from tests.acceptance.statusing import NEWS, furnished, publishes, writes
from tests.stage import Stage, staged
from tests.walks.test_n_incidents import COMPONENTS

CHANNEL = -1001000099
TITLE, SAID = "Card payments fail", "We are looking into it."
LIST = "status@lists.example"
PLACES = f"""
on_call = ["telegram:5002"]
[status]
places = ["telegram:chat:{CHANNEL}", "discord:channel:{NEWS}", "mail:{LIST}"]
follow = {{ Telegram = "https://t.me/harbour_status" }}
"""


async def opened(sandbox: Sandbox, *rights: str) -> None:
    """Ben's channel, which Tess reads, with these rights for the bot."""
    members: list[dict[str, object]] = [
        {"user": 5002, "status": "creator"},
        {"user": 5102},
        {"user": demo.TELEGRAM_BOT, "status": "administrator", "rights": list(rights)},
    ]
    channel = {"id": CHANNEL, "type": "channel", "title": "Harbour status", "members": members}
    await sandbox.telegram.world({"groups": [channel]})


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo's desk, which tells of incidents in a channel of Telegram first, then on Discord and a mailing list."""
    async with staged(tmp_path, PLACES, running=False) as the:
        the.config.write_text(the.config.read_text() + COMPONENTS)
        await furnished(the.sandbox)
        await opened(the.sandbox, "can_post_messages")
        await the.start()
        yield the


async def begun(stage: Stage) -> None:
    await writes(stage.ben, "incident start", TITLE, SAID, eta="2h")
    await publishes(stage.ben, SAID)


async def news(stage: Stage, words: str) -> None:
    await writes(stage.ben, "incident update", "", words)
    await publishes(stage.ben, words)


async def test_a_channel_has_one_message_that_grows_and_another_at_the_end(stage: Stage) -> None:
    await begun(stage)
    first = await stage.tess.sees(SAID, place="Harbour status")
    await news(stage, "We have found it.")
    grown = await stage.tess.sees("We have found it.", place="Harbour status")
    assert (grown.id, SAID in grown.text) == (first.id, True)
    await stage.rita.sees("We have found it.", place="service-status")
    await writes(stage.ben, "incident resolve", "", "It works.")
    await publishes(stage.ben, "It works.")
    await stage.tess.sees("Resolved: Card payments fail", place="Harbour status")
    assert len(await stage.tess.messages("Harbour status")) == 2


async def test_a_post_of_a_channel_that_somebody_deleted_is_posted_again_once(stage: Stage) -> None:
    await begun(stage)
    first = await stage.tess.sees(SAID, place="Harbour status")
    await stage.ben.delete(first)
    await news(stage, "We have found it.")
    again = await stage.tess.sees("We have found it.", place="Harbour status")
    await news(stage, "We are mending it.")
    assert (await stage.tess.sees("We are mending it.", place="Harbour status")).id == again.id
    assert len(await stage.tess.messages("Harbour status")) == 1


async def test_a_channel_where_the_bot_may_not_post_is_told_to_those_on_call_and_holds_up_nobody(
    stage: Stage,
) -> None:
    await opened(stage.sandbox, "can_delete_messages")
    await begun(stage)
    await stage.rita.sees(SAID, place="service-status")
    told = await stage.ben.sees("could not be posted")
    assert "not allowed to write there" in told.text
    assert not await stage.tess.messages("Harbour status")
    await opened(stage.sandbox, "can_post_messages")
    await news(stage, "We have found it.")
    await stage.tess.sees(SAID, place="Harbour status")


@pytest.mark.parametrize("reader", ["D", "T"])
async def test_whoever_subscribes_is_shown_where_everybody_can_follow_it(stage: Stage, reader: str) -> None:
    person: Person = stage.rita if reader == "D" else stage.tess
    if isinstance(person, TelegramPerson):
        await person.start()
    await person.command("/subscribe", place="support" if reader == "D" else None)
    card = await person.sees("You are told nothing yet")
    assert "Everybody can follow it here: Telegram, " in card.text
    assert "https://t.me/harbour_status" in card.text


async def test_a_mailing_list_has_one_thread_of_what_begins_gets_worse_and_ends(stage: Stage) -> None:
    await writes(stage.ben, "incident start", TITLE, SAID, eta="2h", components="cards=degraded")
    await publishes(stage.ben, SAID)
    first = await stage.sandbox.mail.sees(LIST)
    assert (first.subject, SAID in first.text) == (f"News: {TITLE}", True)
    await news(stage, "We have found it.")
    await stage.rita.sees("We have found it.", place="service-status")
    await writes(stage.ben, "incident update", "", "All cards fail.", components="cards=major")
    await publishes(stage.ben, "All cards fail.")
    worse = await stage.sandbox.mail.sees(LIST, after=first.number)
    assert worse.references == (first.id,)
    assert all(said in worse.text for said in ("All cards fail.", "We have found it.", SAID))
    await stage.restart()
    await writes(stage.ben, "incident resolve", "", "It works.")
    await publishes(stage.ben, "It works.")
    last = await stage.sandbox.mail.sees(LIST, after=worse.number)
    assert (last.references, last.subject) == ((first.id, worse.id), f"Re: {first.subject}")
    assert "Resolved: Card payments fail" in last.text
    assert len(await stage.sandbox.mail.of(LIST)) == 3


async def test_what_comes_while_the_mail_server_is_away_goes_out_once_it_is_back(stage: Stage) -> None:
    await stage.sandbox.mail.stop()
    await begun(stage)
    await stage.tess.sees(SAID, place="Harbour status")
    await stage.restart()
    await stage.sandbox.mail.start()
    mail = await stage.sandbox.mail.sees(LIST)
    assert SAID in mail.text
    assert {each.id for each in await stage.sandbox.mail.of(LIST)} == {mail.id}


async def test_a_list_that_takes_no_mail_is_told_to_those_on_call(stage: Stage) -> None:
    await stage.sandbox.mail.refuse("550 5.1.1 no such list", times=9)
    await begun(stage)
    told = await stage.ben.sees("could not be posted")
    assert LIST in told.text
