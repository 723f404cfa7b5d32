"""Walk n: incidents meet the people whom they concern, before those have to ask and until it works again."""

import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from core.status.spreading import SPREADING
from tests.acceptance.noticing import unmarked
from tests.acceptance.statusing import PLACES, furnished, publishes, writes
from tests.faults.trouble import DESK, looked_into, soon
from tests.stage import Stage, staged
from tests.walks.parts import PAIRS, desk_of, on

TITLE, SAID = "Card payments fail", "We are looking into it."
COMPONENTS = """
[[components]]
id = "cards"
label = { en = "Card payments", pt-BR = "Pagamentos com cartão", pt-PT = "Pagamentos com cartão" }

[[components]]
id = "app"
label = { en = "The app", pt-BR = "O aplicativo", pt-PT = "A aplicação" }
"""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo's desk, which tells of two components in a place on each platform."""
    async with staged(tmp_path, PLACES, running=False) as the:
        the.config.write_text(the.config.read_text() + COMPONENTS)
        await furnished(the.sandbox)
        await the.start()
        yield the


async def begun(agent: Person) -> None:
    await on(agent)
    await writes(agent, "incident start", TITLE, SAID, components="cards", eta="2h")
    await publishes(agent, SAID)
    await agent.sees("is on its way")


async def asks(requester: Person, words: str) -> Message:
    """A request that may be about it: the offer that is made first."""
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.say(words)
    return await requester.sees("Is it this?")


async def news(agent: Person, words: str, **fields: str) -> None:
    await writes(agent, "incident update", "", words, **fields)
    await publishes(agent, words)


async def everybody_told(stage: Stage) -> None:
    """What is not through yet when more comes is told again with that."""
    async with looked_into(stage) as store:
        async for _ in soon():
            if not await store.zcard(f"{DESK}i:{SPREADING}"):
                return


def told(words: str) -> Callable[[Message], bool]:
    """Whether a message brings these news to somebody themselves."""
    return lambda each: "News: Card payments fail" in each.text and words in each.text


async def ended(agent: Person) -> None:
    await writes(agent, "incident resolve", "", "The processor works again.")
    await publishes(agent, "The processor works again.")


@pytest.mark.parametrize("pair", PAIRS)
async def test_whoever_has_it_too_is_told_without_a_queue_until_it_works_again(
    stage: Stage, pair: tuple[str, str]
) -> None:
    requester, agent = stage.pair(*pair)
    await begun(agent)
    offered = await asks(requester, "My card was declined at the till")
    assert TITLE in offered.text
    await requester.press("I have it too", offered)
    await requester.sees("waits for the end of an incident")
    await agent.command("/next", place=desk_of(agent))
    await agent.sees("Nobody is waiting")

    await news(agent, "A new card reader is on its way.", eta="5h")
    await requester.sees(told("A new card reader is on its way."))
    await everybody_told(stage)
    await news(agent, "The reader has arrived.")
    await ended(agent)
    await requester.sees(told("The processor works again."))
    await requester.has_not(told("The reader has arrived."))
    await requester.press("Yes, it works")
    await requester.sees("This case is closed")


@pytest.mark.parametrize("pair", [("D", "T"), ("T", "D")])
async def test_what_still_does_not_work_goes_back_before_others(stage: Stage, pair: tuple[str, str]) -> None:
    requester, agent = stage.pair(*pair)
    await begun(agent)
    await requester.press("I have it too", await asks(requester, "My card was declined"))
    waits = await requester.sees("waits for the end of an incident")
    number = re.search(r"#(\d+)", waits.text)
    assert number
    await ended(agent)
    await requester.press("No, it does not", await requester.sees("Does it work for you again?"))
    await requester.sees(lambda each: f"#{number[1]}" in each.text and "We have your ticket" in each.text)
    await agent.command(f"/take {number[1]}", place=desk_of(agent))
    head = await agent.sees("Priority 10")
    assert f"#{number[1]}" in head.text
    await agent.sees("My card was declined")


@pytest.mark.parametrize("pair", [("D", "T"), ("T", "D")])
async def test_what_is_something_else_goes_on_as_it_was_written(stage: Stage, pair: tuple[str, str]) -> None:
    requester, agent = stage.pair(*pair)
    await begun(agent)
    await requester.press("It is something else", await asks(requester, "My card has the wrong name on it"))
    await requester.sees("1st")
    await agent.press("Take next")
    await agent.sees("My card has the wrong name on it")


@pytest.mark.parametrize("pair", [("D", "T"), ("T", "D")])
async def test_those_who_wait_already_see_that_there_is_an_incident(
    stage: Stage, pair: tuple[str, str]
) -> None:
    requester, agent = stage.pair(*pair)
    await on(agent)
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.say("Nothing can be paid any more")
    card = await requester.sees("1st")
    await writes(agent, "incident start", TITLE, SAID, components="cards", eta="2h")
    await publishes(agent, SAID)
    now = await requester.sees(f"We know of this: {TITLE}")
    assert now.id == card.id


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_a_message_that_somebody_deleted_is_posted_again_once(stage: Stage, agent: str) -> None:
    """Mo owns the server, Ben made the group: they may delete what the bot has told there."""
    author: Person = stage.mo if agent == "D" else stage.ben
    reader: Person = stage.rita if agent == "D" else stage.tess
    place = "service-status" if agent == "D" else "Service status"
    await begun(author)
    first = await reader.sees(SAID, place=place)
    await author.delete(first)
    await news(author, "We have found it.")
    again = await reader.sees("We have found it.", place=place)
    assert SAID in again.text, "with all that was told before"
    await news(author, "We are mending it.")
    assert (await reader.sees("We are mending it.", place=place)).id == again.id
    assert len(await reader.messages(place)) == 1


@pytest.mark.parametrize("pair", [("D", "T"), ("T", "D")])
async def test_an_agent_links_a_case_with_one_press(stage: Stage, pair: tuple[str, str]) -> None:
    requester, agent = stage.pair(*pair)
    await on(agent)
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.say("Nothing can be paid any more")
    await requester.sees("1st")
    await agent.press("Take next")
    await agent.sees("Nothing can be paid any more")
    await writes(agent, "incident start", TITLE, SAID, components="cards", eta="2h")
    await publishes(agent, SAID)
    await agent.sees("is on its way")
    await agent.press("Link to an incident")
    await requester.sees("waits for the end of an incident")
    await ended(agent)
    await requester.press("Yes, it works", await requester.sees("Does it work for you again?"))
    await requester.sees("This case is closed")


async def test_subscribers_hear_in_their_language_where_they_asked_for_it_and_stop_in_one_step(
    stage: Stage,
) -> None:
    await stage.rui.start()
    await stage.rui.command("/subscribe all")
    await stage.rui.sees("Avisamos de tudo")
    await stage.rita.command("/subscribe app", place="support")
    await stage.rita.sees("You are told of: The app")
    await stage.rita.sees("What you asked to hear of comes here.", place="dm")
    await stage.tess.start()
    later = (stage.joao, stage.tess)
    for person in later:  # subscribed last, so that whoever would hear before them has heard by then
        await person.command("/subscribe all", place="support" if person is stage.joao else None)
    await stage.joao.sees("Avisamos")
    await stage.tess.sees("You are told of")
    await begun(stage.mo)
    heard = await stage.rui.sees(lambda each: "Novidades: Card payments fail" in each.text)
    assert "Pagamentos com cartão: parcialmente indisponível" in heard.text
    await stage.rui.press("Parar estas mensagens", heard)
    await stage.rui.sees("Ainda não avisamos de nada")
    await ended(stage.mo)
    for person in later:
        await person.sees(
            lambda each: "Card payments fail" in each.text and "The processor works again." in each.text
        )
    await stage.rui.has_not("The processor works again.", place=heard.place)
    await stage.rita.has_not("News:")


@pytest.mark.parametrize("who", ["D", "T"])
async def test_quiet_hours_hold_back_what_is_told_once_they_are_over(stage: Stage, who: str) -> None:
    reader: Person = stage.rita if who == "D" else stage.tess
    awake: Person = stage.joao
    where = "support" if who == "D" else None
    if isinstance(reader, TelegramPerson):
        await reader.start()
    await reader.command("/subscribe quiet 22-7", place=where)
    await reader.sees("I do not understand these hours: 22-7.")
    now = datetime.now(UTC)
    hours = f"{now - timedelta(hours=1):%H:%M}-{now + timedelta(hours=2):%H:%M}"
    await reader.command(f"/subscribe quiet {hours} utc", place=where)
    await reader.sees(lambda each: f"Nothing comes from {hours} (UTC)" in unmarked(each))
    await reader.press("Everything", await reader.sees("You are told nothing yet"))
    card = await reader.sees("You are told of everything")
    await awake.command("/subscribe all", place="support")
    await awake.sees("Avisamos")
    await begun(stage.mo)
    await awake.sees(lambda each: "Novidades: Card payments fail" in each.text)
    await news(stage.mo, "We have found it.")
    await awake.sees(lambda each: "Novidades: Card payments fail" in each.text and "found it" in each.text)
    await reader.has_not("News: Card payments fail")
    await reader.press("At any hour", card)
    await reader.sees(told("We have found it."))
    assert len([each for each in await reader.everything() if "News: Card payments fail" in each.text]) == 1


@pytest.mark.parametrize("who", ["D", "T"])
async def test_only_the_major_ones_reach_those_who_want_no_others(stage: Stage, who: str) -> None:
    reader: Person = stage.rita if who == "D" else stage.tess
    if isinstance(reader, TelegramPerson):
        await reader.start()
    await reader.command("/subscribe", place="support" if who == "D" else None)
    await reader.press("Only major ones", await reader.sees("You are told nothing yet"))
    await reader.sees("Of those, only what is major or worse")
    await on(stage.mo)
    await writes(stage.mo, "incident start", TITLE, SAID, components="cards", level="degraded")
    await publishes(stage.mo, SAID)
    await reader.sees(SAID, place="service-status" if who == "D" else "Service status")
    await writes(stage.mo, "incident update", "", "Nothing goes any more.", level="major")
    await publishes(stage.mo, "Nothing goes any more.")
    await reader.sees(told("Nothing goes any more."))
    await reader.has_not(told(SAID))


TEMPLATES = """
[[status.templates]]
id = "cards-down"
title = "Card payments fail"
words = "We are looking into it."
components = ["cards"]
level = "major"
eta = "90m"
"""


@pytest.fixture
async def prepared(stage: Stage) -> Stage:
    """The same desk with a template."""
    await stage.stop()
    stage.config.write_text(stage.config.read_text() + TEMPLATES)
    await stage.start()
    return stage


@pytest.mark.parametrize("writer", ["D", "T"])
async def test_an_incident_begins_with_a_template_and_what_differs_from_it(
    prepared: Stage, writer: str
) -> None:
    agent: Person = prepared.mo if writer == "D" else prepared.ben
    reader = prepared.rita
    if isinstance(agent, TelegramPerson):
        await agent.start()
    await agent.command("/incident start", place="support" if writer == "D" else None)
    offered = await agent.sees("Which template does it begin with?")
    await agent.press(TITLE, offered)
    if isinstance(agent, DiscordPerson):
        await agent.fill({"words": "Only the tills in shops."})
    else:
        await agent.sees(lambda each: "From the template: Card payments fail" in unmarked(each))
        await agent.say("Only the tills in shops.")
    await publishes(agent, "Only the tills in shops.")
    seen = await reader.sees("Only the tills in shops.", place="service-status")
    assert TITLE in seen.text
    assert "Card payments: major outage" in unmarked(seen)
    assert "Expected to be fixed by" in seen.text
    assert SAID not in seen.text


async def test_a_template_is_taken_as_it_is_or_left_out(prepared: Stage) -> None:
    await prepared.ben.start()
    await prepared.ben.command("/incident start template: cards-down")
    await publishes(prepared.ben, SAID)
    await prepared.tess.sees(SAID, place="Service status")
    await prepared.ben.command("/incident start")
    await prepared.ben.press(
        "Without a template", await prepared.ben.sees("Which template does it begin with?")
    )
    await prepared.ben.sees("The title, and below it what people are told")
    await prepared.ben.say("The app is slow\nWe look.")
    await publishes(prepared.ben, "The app is slow")
    await prepared.tess.sees("The app is slow", place="Service status")


@pytest.mark.parametrize("who", ["D", "T"])
async def test_who_took_nothing_finds_why_nothing_comes_and_has_it_sent_again(stage: Stage, who: str) -> None:
    reader: Person = stage.rita if who == "D" else stage.tess
    where = "support" if who == "D" else None
    if isinstance(reader, TelegramPerson):
        await reader.start()
    await reader.command("/subscribe cards", place=where)
    await reader.sees("You are told of: Card payments")
    if where is not None:
        await reader.sees("What you asked to hear of comes here.", place="dm")
    await (reader.block() if isinstance(reader, TelegramPerson) else stage.rita.close_dms())
    await begun(stage.mo)
    await stage.mo.sees("1 message did not arrive")
    await (reader.unblock() if isinstance(reader, TelegramPerson) else stage.rita.open_dms())
    await reader.command("/subscribe", place=where)
    card = await reader.sees("Paused: the last message did not arrive: nobody takes it there.")
    assert "You are told of: Card payments" in card.text
    await reader.press("Send them again", card)
    await news(stage.mo, "We have found it.")
    await reader.sees(told("We have found it."))


async def test_who_takes_no_messages_finds_so_before_there_is_news(stage: Stage) -> None:
    await stage.rita.close_dms()
    await stage.rita.command("/subscribe all", place="support")
    await stage.rita.sees("You are told of everything")
    async for _ in soon():
        await stage.rita.command("/subscribe", place="support")
        if any(
            "Paused: the last message did not arrive" in each.text for each in await stage.rita.everything()
        ):
            break
