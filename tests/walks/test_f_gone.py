"""Walk f: somebody or something is gone: the requester, their thread, the agents' room. Nothing is dropped."""

from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import Person, TelegramPerson
from bots.sandbox.client.seen import Place
from tests.stage import Stage, staged
from tests.walks.parts import PAIRS, on, opened, queued


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_who_cannot_be_written_to_during_the_chat(tmp_path: Path, pair: tuple[str, str]) -> None:
    """On Telegram they block the bot, on Discord they take no private messages; later they write again."""
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        await vanish(requester)
        await agent.say("into the void", reply_to=question)
        await agent.sees("Not delivered: the requester can no longer be written to")
        await agent.sees("The case goes on as a ticket", place=question.place)
        head = await agent.sees(lambda each: "no longer reach this person" in each.text, place=question.place)
        assert "A ticket: nobody is waiting" in head.text
        await come_back(requester)
        await requester.say("I am back")
        await agent.sees("I am back", place=question.place)
        await agent.sees(lambda each: each.id == head.id and "no longer reach" not in each.text)
        await agent.say("welcome back", reply_to=question)
        await requester.sees("welcome back")


async def test_who_blocks_the_bot_while_waiting_has_a_ticket(tmp_path: Path) -> None:
    """Telegram tells of it; Discord does not, so there it is found with the first word that does not arrive."""
    async with staged(tmp_path) as stage:
        await on(stage.mo)
        await queued(stage.tess, "My card was charged twice")
        await stage.tess.block()
        await stage.mo.sees("**1** open ticket")
        await stage.mo.press("Take next")
        question = await stage.mo.sees("My card was charged twice")
        await stage.tess.unblock()
        await stage.tess.say("here again")
        await stage.mo.sees("here again", place=question.place)
        await stage.mo.say("so am I", reply_to=question)
        await stage.tess.sees("so am I")


@pytest.mark.parametrize("how", ["deleted", "left"])
@pytest.mark.parametrize("when", ["before", "during"])
async def test_the_requesters_thread_is_gone(tmp_path: Path, how: str, when: str) -> None:
    """The case goes on as a ticket, in private messages."""
    async with staged(tmp_path) as stage:
        await on(stage.ben)
        await stage.joao.command("/support", place="support")
        await stage.joao.fill({"Como podemos": "cobraram duas vezes"})
        thread = await stage.joao.place("Suporte #1")
        if when == "during":
            await stage.ben.press("Take next")
            await stage.joao.sees("Ben", place=thread)
        await lose(stage, thread, how)
        if when == "before":
            await stage.joao.sees("Recebemos seu ticket", place="dm")
            await stage.ben.sees("1 open ticket")
            await stage.ben.press("Take next")
        question = await stage.ben.sees("cobraram duas vezes")
        if when == "during":
            await stage.ben.sees("room was deleted or left", place=question.place)
        await stage.joao.sees("Você está falando com **Ben**", place="dm")
        await stage.ben.say("vou ver", reply_to=question)
        await stage.joao.sees("vou ver", place="dm")
        await stage.joao.say("obrigado", place="dm")
        await stage.ben.sees("obrigado", place=question.place)


async def lose(stage: Stage, thread: Place, how: str) -> None:
    if how == "left":
        await stage.joao.leave_thread(thread)
    else:
        await stage.mo.delete_channel(thread)


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_the_agents_room_is_deleted(tmp_path: Path, pair: tuple[str, str]) -> None:
    """It is opened again with the history: at once on Discord, with the next word on Telegram, which tells nothing."""
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        await agent.say("Which card?", reply_to=question)
        await requester.sees("Which card?")
        if isinstance(agent, TelegramPerson):
            await agent.delete_topic(question.place)
        else:
            await stage.mo.delete_channel(question.place)
        await requester.say("the blue one")
        again = await agent.sees("the blue one")
        assert again.place != question.place
        for words in ("The earlier room was deleted", "My card was charged twice", "Which card?"):
            await agent.sees(words, place=again.place)
        await agent.say("I see", reply_to=again)
        await requester.sees("I see")
        told = [each for each in await agent.messages(again.place) if "the blue one" in each.text]
        assert len(told) == 1, "said once"


@pytest.mark.parametrize("how", ["denied", "removed", "silenced", "out"])
async def test_the_agents_room_can_no_longer_be_written_in(tmp_path: Path, how: str) -> None:
    """The bot loses its permission, or its place: who waits is not left with an agent who hears nothing."""
    async with staged(tmp_path) as stage:
        on_discord = how in {"denied", "removed"}
        requester, agent = stage.pair(*("TD" if on_discord else "DT"))
        await opened(stage, requester, agent, "My card was charged twice")
        await shut_out(stage, how)
        await requester.say("are you there")
        await requester.sees("back in the queue")
        if how == "removed":
            return
        await agent.sees("has no room", place="dm")
        await let_in(stage, how)
        await on(agent)
        await agent.press("Take next")
        again = await agent.sees("are you there")
        await agent.say("here", reply_to=again)
        await requester.sees("here")


async def shut_out(stage: Stage, how: str) -> None:
    match how:
        case "denied":
            await forum(stage, {"user": demo.BOT, "deny": ["send_messages_in_threads"]})
        case "removed":
            await stage.sandbox.discord.user(str(demo.BOT), "leave", {"guild": demo.GUILD})
        case "silenced":
            await member(stage, {"status": "restricted", "permissions": []})
        case _:
            await member(stage, {"status": "left"})


async def let_in(stage: Stage, how: str) -> None:
    await (forum(stage) if how == "denied" else member(stage, {"status": "administrator"}))


async def forum(stage: Stage, *overwrites: dict[str, object]) -> None:
    """The agents' forum with these overwrites beside its own."""
    agents = {"id": 1100, "allow": ["view_channel", "send_messages_in_threads", "read_message_history"]}
    channel = {"id": demo.FORUM, "name": "agents", "private": True, "overwrites": [agents, *overwrites]}
    await stage.sandbox.discord.world({"guilds": [{"id": demo.GUILD, "channels": [channel]}]})


async def member(stage: Stage, changed: dict[str, object]) -> None:
    """The bot as a member of the agents' group."""
    bot = {"user": demo.TELEGRAM_BOT, **changed}
    await stage.sandbox.telegram.world({"groups": [{"id": demo.TELEGRAM_GROUP, "members": [bot]}]})


async def vanish(requester: Person) -> None:
    if isinstance(requester, TelegramPerson):
        await requester.block()
    else:
        await requester.act("close_dms", {})


async def come_back(requester: Person) -> None:
    if isinstance(requester, TelegramPerson):
        await requester.unblock()
    else:
        await requester.act("open_dms", {})
