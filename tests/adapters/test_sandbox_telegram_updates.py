"""How the sandbox's Telegram tells bots what happened: polling, webhooks, who hears what, mischief."""

import asyncio
from typing import Any

import pytest
import pytest_asyncio
from telegram import Update
from telegram.error import Conflict, EndPointNotFound, NetworkError, RetryAfter
from telegram.ext import Application, MessageHandler, filters
from test_sandbox_telegram import ANN, BEN, BOT, FORUM, GROUP, Play, playing

play = pytest_asyncio.fixture(playing)


async def say(play: Play, text: str, user: int = ANN, **more: Any) -> int:
    told = await play.control(f"users/{user}/send", **({"chat": BOT, "text": text} | more))
    return int(told["message"])


async def polled(play: Play) -> None:
    """Wait until a poll of the bot has arrived."""
    async with asyncio.timeout(10):
        while not (await play.look(f"bots/{BOT}"))["polling"]:
            pass


def texts(updates: Any) -> list[str]:
    return [each.effective_message.text for each in updates]


async def test_a_higher_offset_confirms_for_good(play: Play) -> None:
    await play.start()
    await say(play, "a")
    first = await play.bot.get_updates(timeout=0)
    assert texts(first) == texts(await play.bot.get_updates(timeout=0)) == ["/start", "a"]
    assert first[1].update_id == first[0].update_id + 1
    assert texts(await play.bot.get_updates(offset=first[1].update_id, timeout=0)) == ["a"]
    assert texts(await play.bot.get_updates(offset=0, timeout=0)) == ["a"]
    assert await play.bot.get_updates(offset=first[1].update_id + 1, timeout=0) == ()
    assert await play.bot.get_updates(offset=first[0].update_id, timeout=0) == ()


async def test_a_negative_offset_keeps_the_latest_only(play: Play) -> None:
    await play.start()
    for text in "abc":
        await say(play, text)
    assert texts(await play.bot.get_updates(offset=-2, timeout=0)) == ["b", "c"]
    assert texts(await play.bot.get_updates(limit=1, timeout=0)) == ["b"]


async def test_a_long_poll_ends_with_the_first_update(play: Play) -> None:
    await play.start()
    await play.drained()
    poll = asyncio.ensure_future(play.bot.get_updates(timeout=30))
    await polled(play)
    await say(play, "here")
    assert texts(await poll) == ["here"]


async def test_a_second_poller_ends_the_first(play: Play) -> None:
    poll = asyncio.ensure_future(play.bot.get_updates(timeout=30))
    await polled(play)
    assert await play.raw("getUpdates") == (200, {"ok": True, "result": []})
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await poll


async def test_updates_are_kept_for_a_day(play: Play) -> None:
    await play.start()
    await play.control("clock", advance=86_399)
    assert len(await play.bot.get_updates(timeout=0)) == 1
    await play.control("clock", advance=2)
    assert await play.bot.get_updates(timeout=0) == ()


async def test_reactions_and_members_come_only_when_asked_for(play: Play) -> None:
    first = await play.start()
    await play.drained()
    await play.control(f"users/{ANN}/react", chat=BOT, message=first, emoji="🔥")
    assert await play.drained() == []
    await play.bot.get_updates(allowed_updates=["message_reaction", "chat_member"], timeout=0)
    await play.control(f"users/{ANN}/react", chat=BOT, message=first, emoji=None)
    in_forum = await say(play, "x", chat=FORUM)
    in_group = await say(play, "x", chat=GROUP)
    await play.control(f"users/{BEN}/react", chat=FORUM, message=in_forum, emoji="👍")
    await play.control(f"users/{BEN}/react", chat=GROUP, message=in_group, emoji="👍")
    await play.control("world", groups=[{"id": FORUM, "members": [{"user": BEN, "status": "left"}]}])
    await play.control("world", groups=[{"id": GROUP, "members": [{"user": ANN, "status": "left"}]}])
    heard = await play.drained()
    assert [(each.message_reaction.chat.id) for each in heard if each.message_reaction] == [ANN, FORUM]
    assert heard[0].message_reaction.old_reaction[0].emoji == "🔥"
    assert [each.chat_member.chat.id for each in heard if each.chat_member] == [FORUM]


async def test_blocking_and_unblocking_are_heard(play: Play) -> None:
    await play.start()
    await play.drained()
    await play.control(f"users/{ANN}/block", bot=BOT)
    await play.start()
    blocked, unblocked, again = await play.drained()
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member.new_chat_member.status == "member"
    assert again.message.text == "/start"


async def test_with_privacy_on_a_bot_hears_only_what_concerns_it(play: Play) -> None:
    mine = await play.bot.send_message(GROUP, "hello")
    theirs = await say(play, "hi all", chat=GROUP)
    await say(play, "hm", chat=GROUP, reply_to=theirs)
    await say(play, "/help", chat=GROUP)
    await say(play, "/help@other_bot", chat=GROUP)
    await say(play, "/help@desk_bot", chat=GROUP)
    await say(play, "hey @desk_bot", chat=GROUP)
    await say(play, "thanks", chat=GROUP, reply_to=mine.message_id)
    assert texts(await play.drained()) == ["/help", "/help@desk_bot", "hey @desk_bot", "thanks"]
    await say(play, "in the forum it is an administrator", chat=FORUM)
    assert len(await play.drained()) == 1
    await play.control("world", bots=[{"id": BOT, "privacy": False}])
    await say(play, "now", chat=GROUP)
    assert texts(await play.drained()) == ["now"]


async def test_edits_are_heard_and_deletions_are_not(play: Play) -> None:
    await play.start()
    first = await say(play, "helo")
    await play.drained()
    await play.control(f"users/{ANN}/edit", chat=BOT, message=first, text="hello")
    await play.control(f"users/{ANN}/delete", chat=BOT, message=first)
    (heard,) = await play.drained()
    assert (heard.edited_message.text, heard.edited_message.message_id) == ("hello", first)
    assert heard.edited_message.edit_date


async def test_groups_and_channels_speak_as_sender_chat(play: Play) -> None:
    await say(play, "we", chat=FORUM, **{"as": "group"})
    await say(play, "they", chat=FORUM, **{"as": {"id": -1_007_777_777_777, "title": "News"}})
    we, they = (each.message for each in await play.drained())
    assert (we.sender_chat.id, we.from_user.username) == (FORUM, "GroupAnonymousBot")
    assert (they.sender_chat.title, they.from_user.username) == ("News", "Channel_Bot")


async def test_updates_are_duplicated_on_request(play: Play) -> None:
    await play.start()
    await play.control("updates", action="duplicate", times=1)
    first = await play.bot.get_updates(timeout=0)
    again = await play.bot.get_updates(offset=first[0].update_id + 1, timeout=0)
    assert [each.update_id for each in again] == [first[0].update_id]
    assert await play.bot.get_updates(offset=first[0].update_id + 1, timeout=0) == ()


async def test_updates_are_held_shuffled_and_released(play: Play) -> None:
    await play.start()
    await play.drained()
    await play.control("updates", action="hold")
    for number in range(5):
        await say(play, str(number))
    assert await play.bot.get_updates(timeout=0) == ()
    await play.control("updates", action="shuffle")
    await play.control("updates", action="release")
    heard = await play.bot.get_updates(timeout=0)
    assert sorted(texts(heard)) == ["0", "1", "2", "3", "4"]
    assert texts(heard) != ["0", "1", "2", "3", "4"]
    numbers = [each.update_id for each in heard]
    assert numbers == sorted(numbers)


async def test_after_numbers_start_anew_an_old_offset_still_finds_what_waits(play: Play) -> None:
    await play.start()
    old = (await play.bot.get_updates(timeout=0))[-1].update_id
    await play.bot.get_updates(offset=old + 1, timeout=0)
    await play.control("updates", action="jump_back")
    await say(play, "new times")
    heard = await play.bot.get_updates(offset=old + 1, timeout=0)
    assert texts(heard) == ["new times"]
    assert heard[0].update_id < old


async def test_faults_are_met_as_ordered_and_the_journal_knows_no_token(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await play.start()
    await play.control("faults", match="sendMessage", do="status", status=502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await play.bot.send_message(ANN, "x")
    await play.control("faults", match="sendMessage", do="retry_after", seconds=7)
    with pytest.raises(RetryAfter):
        await play.bot.send_message(ANN, "x")
    before = len((await play.chat(ANN, BOT))["messages"])
    await play.control("faults", match="sendMessage", do="drop_reply")
    with pytest.raises(NetworkError):
        await play.bot.send_message(ANN, "arrived all the same")
    await play.control("faults", match="sendMessage", do="drop_before")
    with pytest.raises(NetworkError):
        await play.bot.send_message(ANN, "never")
    assert len((await play.chat(ANN, BOT))["messages"]) == before + 1
    lines = [(line, status) for _, line, status in await play.look("journal")]
    assert (f"POST /telegram/bot{BOT}/sendMessage", 502) in lines
    assert not any(play.bot.token in line for line, _ in lines)


async def test_an_application_of_python_telegram_bot_answers_what_it_hears(play: Play) -> None:
    async def echo(update: Update, _context: Any) -> None:
        assert update.message
        await update.message.reply_text(f"you said {update.message.text}")

    builder = Application.builder().token(play.bot.token)
    builder = builder.base_url(f"{play.base}/telegram/bot").base_file_url(f"{play.base}/telegram/file/bot")
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling(timeout=5)
        await play.start()
        await answered(play, "you said /start")
        await application.updater.stop()
        await application.stop()


async def answered(play: Play, text: str) -> None:
    """Wait on the bus until somebody has said `text` to Ann."""
    last = 0
    while True:
        chat = await play.chat(ANN, BOT)
        if any(message["text"] == text for message in chat["messages"]):
            return
        happened = await play.world.bus.after(last, 10)
        assert happened, "nothing happened for ten seconds"
        last = happened[-1].number


async def test_methods_newer_than_the_server_are_not_found(play: Play) -> None:
    with pytest.raises(EndPointNotFound):
        await play.bot.do_api_request("sendEphemeralMessage", {"chat_id": GROUP, "text": "x"})


async def test_a_server_that_stops_ends_its_polls(play: Play) -> None:
    poll = asyncio.ensure_future(play.bot.get_updates(timeout=30))
    await polled(play)
    await play.stop()
    assert await poll == ()


async def test_people_mentioned_by_id_are_named_and_strangers_are_not(play: Play) -> None:
    await play.start()
    text = f'<a href="tg://user?id={BEN}">Ben</a> <a href="tg://user?id=12345">who?</a>'
    sent = await play.bot.send_message(ANN, text, parse_mode="HTML")
    (mention,) = sent.entities
    assert mention.user.last_name == "Bow"


async def test_an_id_may_need_more_than_32_bits(play: Play) -> None:
    await play.start()
    (update,) = await play.drained()
    assert update.message.chat.id == ANN > 2**32
