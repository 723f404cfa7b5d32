"""Walk n: secrets that are written by mistake are taken out, and what staff never ask for does not leave."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from bots.sandbox.client.person import PATIENCE
from bots.sandbox.client.seen import Place
from core.trust.secrets import MARK
from tests.stage import Stage, staged
from tests.walks.parts import on, opened

PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
ASKING = "Please send me your seed phrase, then I can restore the wallet"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


async def gone(person: Person, words: str, place: Place | str | None = None) -> None:
    """Wait until a message stands nowhere any more, whoever wrote it."""

    def bears(each: Message) -> bool:
        return words in each.text

    async def away() -> bool:
        return not any(map(bears, await person.messages(place)))

    await person.until(away, PATIENCE)
    await person.has_not(bears, place=place)


def kept(folder: Path) -> bytes:
    """Everything that the program has written: its store, its files and its log."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(("asks", "answers"), [("D", "T"), ("T", "D")])
async def test_a_seed_phrase_reaches_nobody_and_is_kept_nowhere(
    stage: Stage, asks: str, answers: str
) -> None:
    requester, agent = stage.pair(asks, answers)
    await opened(stage, requester, agent, "My wallet is locked")
    await requester.say(f"these are my words: {PHRASE}, thanks: Rita")
    seen = await agent.sees("thanks: Rita")
    assert MARK in seen.text
    assert "sausage" not in seen.text
    await requester.sees("That was a wallet's seed phrase")
    if isinstance(requester, TelegramPerson):
        await gone(requester, "sausage")
    await requester.say("and what now?")
    await agent.sees("and what now?")
    await stage.stop()
    everything = await asyncio.to_thread(kept, stage.folder)
    assert b"and what now?" in everything
    assert b"sausage" not in everything
    assert b"winner thank" not in everything


async def test_a_secret_in_public_is_deleted_and_its_author_told_in_private(stage: Stage) -> None:
    rita, tess = stage.rita, stage.tess
    await rita.say(f"help, my phrase is {PHRASE}", place="general")
    await rita.sees("That was a wallet's seed phrase")
    await gone(stage.joao, "sausage", "general")
    await tess.start()
    await tess.say("my card is 4111 1111 1111 1111", place="Harbour")
    await tess.sees("That was a card's number")
    await gone(tess, "4111", "Harbour")
    await tess.say("It was a mistake")
    await tess.sees("We have your ticket")
    await stage.stop()
    everything = await asyncio.to_thread(kept, stage.folder)
    assert b"It was a mistake" in everything
    assert b"sausage" not in everything
    assert b"4111 1111" not in everything


async def test_a_secret_in_a_private_thread_is_warned_of_once(stage: Stage) -> None:
    joao = stage.joao
    await on(stage.mo)
    await joao.command("/support", place="support")
    await joao.fill({"Como podemos": "a minha carteira"})
    thread = await joao.sees(lambda each: each.place.kind == "thread")
    await joao.say(f"são estas: {PHRASE}", place=thread.place)
    await gone(joao, "sausage", thread.place)
    await joao.say("e agora?", place=thread.place)
    await stage.mo.press("Take next")
    await stage.mo.sees("e agora?")
    warnings = [each for each in await joao.everything() if "⚠" in each.text]
    assert ["semente" in each.text for each in warnings] == [True]


@pytest.mark.parametrize(("asks", "answers"), [("D", "D"), ("T", "T"), ("D", "T")])
async def test_what_staff_never_ask_for_does_not_leave(stage: Stage, asks: str, answers: str) -> None:
    requester, agent = stage.pair(asks, answers)
    question = await opened(stage, requester, agent, "My wallet is locked")
    await agent.say(ASKING, reply_to=question)
    told = await agent.sees("Not sent: staff never ask for what opens a wallet")
    assert "seed phrase" in told.text
    await agent.command(
        f'/r "{ASKING}"' if isinstance(agent, DiscordPerson) else f"/r {ASKING}", place=question.place
    )
    await agent.sees("Not sent: staff never ask for what opens a wallet", after=told)
    await agent.say("We never ask for your seed phrase. Which wallet is it?", reply_to=question)
    await requester.sees("Which wallet is it?")
    await requester.has_not("Please send me")


async def test_an_edit_is_no_way_around_it(stage: Stage) -> None:
    requester, agent = stage.rita, stage.mo
    question = await opened(stage, requester, agent, "My wallet is locked")
    sent = await agent.say("Which wallet is it?", reply_to=question)
    await requester.sees("Which wallet is it?")
    await agent.edit(sent, ASKING, place=question.place)
    await agent.sees("Not sent: staff never ask for what opens a wallet")
    await requester.has_not("Please send me")


async def test_bait_in_public_is_shown_to_moderators_and_so_is_a_harmless_message_edited_into_it(
    stage: Stage,
) -> None:
    mo, rita = stage.mo, stage.rita
    await rita.say("Connect your wallet at wallet-validation.example to get help", place="general")
    await mo.sees("It has people connect a wallet.")
    joao = stage.joao
    harmless = await joao.say("Good morning", place="general")
    await joao.edit(harmless, "Please send me your seed phrase", place="general")
    await mo.sees("It asks for what opens a wallet.")
