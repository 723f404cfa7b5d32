"""Places and people that go away in the middle of a chat."""

from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from tests.faults.chat import QUESTION, Chat
from tests.faults.trouble import in_order, once, settled
from tests.stage import staged
from tests.walks.parts import on

PAGED, MOVED_TO = -4001, -1009000000001


async def another_room(chat: Chat, gone: Message) -> Message:
    """The conversation as told again in a new room."""
    return await chat.agent.sees(
        lambda each: QUESTION in each.text and each.place != gone.place and each.author_is_bot
    )


async def remove_room(agent: Person, room: Message) -> None:
    if isinstance(agent, TelegramPerson):
        await agent.delete_topic(room.place)
    else:
        await agent.act("delete_channel", {"channel": room.place.channel})


# ---- 20


@pytest.mark.fault(20)
@pytest.mark.parametrize("pair", ["TD", "DT"])
async def test_a_deleted_room_is_opened_again_with_the_history(tmp_path: Path, pair: str) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        question = await chat.opened()
        await chat.answers("the first answer", question)
        await chat.requester.sees("the first answer")
        await settled(stage)
        await remove_room(chat.agent, question)
        await chat.asks("are you there?")
        again = await another_room(chat, question)
        await chat.agent.sees("are you there?", place=again.place)
        await in_order(chat.agent, [QUESTION, "are you there?"])
        await chat.answers("in the new room", again)
        await chat.requester.sees("in the new room")
        await chat.ends()


@pytest.mark.fault(20)
@pytest.mark.parametrize("pair", ["TD", "DT"])
async def test_a_room_deleted_while_the_program_was_down_is_opened_again(tmp_path: Path, pair: str) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        question = await chat.opened()
        await settled(stage)
        await stage.kill()
        await remove_room(chat.agent, question)
        await chat.asks("are you there?")
        await stage.start()
        again = await another_room(chat, question)
        await chat.agent.sees("are you there?", place=again.place)
        await chat.ends()


@pytest.mark.fault(20)
async def test_a_group_that_moves_is_followed_and_remembered(tmp_path: Path) -> None:
    """Telegram numbers a group anew when it becomes a supergroup; here it is the one that is paged."""
    desk = tmp_path / "desk.toml"
    desk.write_text(f'on_call = ["telegram:chat:{PAGED}"]\n{demo.DESK.read_text()}')
    settings = '[live_chat]\nfirst_response = "1s"\n'
    members = [{"user": 5001, "status": "creator"}, {"user": demo.TELEGRAM_BOT, "status": "administrator"}]
    async with staged(tmp_path, settings, desk=desk) as stage:
        telegram = stage.sandbox.telegram
        await telegram.world({"groups": [{"id": PAGED, "title": "On call", "members": members}]})
        await on(stage.mo)
        await stage.tess.start()
        await stage.tess.say("the first")
        await stage.ana.sees("Nobody has taken case #1", place="On call")
        await telegram.post(f"bots/{demo.TELEGRAM_BOT}/migrate", {"chat": PAGED, "to": MOVED_TO})
        await stage.rita.say("the second")
        paged = await stage.ana.sees("Nobody has taken case #2")
        assert paged.place.channel == str(MOVED_TO)
        await stage.restart()
        await telegram.clear_journal()
        await stage.rui.start()
        await stage.rui.say("the third")
        paged = await stage.ana.sees("Nobody has taken case #3")
        assert paged.place.channel == str(MOVED_TO)
        sent = [call.status for call in await telegram.journal() if call.line.endswith("/sendMessage")]
        assert set(sent) == {200}, "the old number is not tried again"


# ---- 21


@pytest.mark.fault(21)
@pytest.mark.parametrize("pair", ["TD", "DT"])
async def test_a_requester_who_shuts_the_door_is_a_ticket_and_the_agent_sees_it(
    tmp_path: Path, pair: str
) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        question = await chat.opened()
        await settled(stage)
        requester, agent = chat.requester, chat.agent
        if isinstance(requester, TelegramPerson):
            await requester.block()
        elif isinstance(requester, DiscordPerson):
            await requester.close_dms()
        await agent.say("can you hear me?", reply_to=question)
        await agent.sees("Not delivered")
        await agent.sees("The case goes on as a ticket")
        await settled(stage)
        own = next(each for each in await agent.messages(question.place) if each.text == "can you hear me?")
        if isinstance(agent, DiscordPerson):
            assert "⚠️" in own.emoji, "the agent's own message says so, too"

        if isinstance(requester, TelegramPerson):
            await requester.unblock()
        elif isinstance(requester, DiscordPerson):
            await requester.open_dms()
        await requester.say("I am back")
        back = await agent.sees("I am back")
        await agent.say("good", reply_to=back)
        await requester.sees("good")
        await once(requester, "good")


# ---- 22


@pytest.mark.fault(22)
@pytest.mark.parametrize("pair", ["TD", "DT"])
async def test_an_agent_who_vanishes_leaves_the_case_to_the_queue_and_the_next_has_its_history(
    tmp_path: Path, pair: str
) -> None:
    """The heartbeat is a few seconds here. Another agent, on the other platform, goes on."""
    settings = '[live_chat]\nheartbeat = "3s"\nsilence = "1h"\n'
    async with staged(tmp_path, settings) as stage:
        chat = Chat(stage, *stage.pair(pair[0], pair[1]))
        question = await chat.opened()
        await chat.answers("let me look", question)
        await chat.requester.sees("let me look")
        await chat.requester.sees("back in the queue", timeout=20)
        await chat.requester.sees("1st")
        second = stage.ben if chat.agent.control.platform == "discord" else stage.mo
        await on(second)
        await second.press("Take next")
        again = await second.sees(QUESTION)
        await second.sees("let me look", place=again.place)
        chat.agent = second
        await second.say("I go on from here", reply_to=again)
        await chat.requester.sees("I go on from here")
