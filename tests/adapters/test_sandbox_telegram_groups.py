"""Groups of the sandbox's Telegram: topics, members, moves, reactions, pins, limits."""

from datetime import timedelta

import pytest
import pytest_asyncio
from telegram import ReactionTypeEmoji
from telegram.error import BadRequest, ChatMigrated, RetryAfter
from test_sandbox_telegram import ANN, BEN, BOT, FORUM, GROUP, PLAIN, STRANGER, Play, playing

play = pytest_asyncio.fixture(playing)


async def test_topics_are_made_closed_opened_renamed_and_deleted(play: Play) -> None:
    topic = await play.bot.create_forum_topic(FORUM, "Case 1")
    thread = topic.message_thread_id
    sent = await play.bot.send_message(FORUM, "hello", message_thread_id=thread)
    assert (sent.message_thread_id, sent.is_topic_message) == (thread, True)
    assert sent.reply_to_message
    assert sent.reply_to_message.forum_topic_created
    await play.bot.edit_forum_topic(FORUM, thread, name="Case 1: done")
    await play.bot.close_forum_topic(FORUM, thread)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await play.bot.close_forum_topic(FORUM, thread)
    shown = await play.chat(BEN, FORUM)
    assert shown["topics"] == [{"id": thread, "name": "Case 1: done", "closed": True, "deleted": False}]
    assert (await play.misuse(f"users/{BEN}/send", chat=FORUM, thread=thread, text="x"))[0] == 403
    await play.bot.reopen_forum_topic(FORUM, thread)
    await play.control(f"users/{BEN}/send", chat=FORUM, thread=thread, text="thanks")
    heard = (await play.drained())[-1].message
    assert (heard.text, heard.message_thread_id, heard.is_topic_message) == ("thanks", thread, True)
    await play.bot.delete_forum_topic(FORUM, thread)
    with pytest.raises(BadRequest, match="Topic_id_invalid"):
        await play.bot.close_forum_topic(FORUM, thread)


async def test_a_topic_somebody_deleted_is_not_found_and_nobody_was_told(play: Play) -> None:
    topic = await play.bot.create_forum_topic(FORUM, "Case 1")
    await play.drained()
    await play.control(f"users/{ANN}/delete_topic", chat=FORUM, thread=topic.message_thread_id)
    assert await play.drained() == []
    with pytest.raises(BadRequest, match="Message thread not found"):
        await play.bot.send_message(FORUM, "hello?", message_thread_id=topic.message_thread_id)


async def test_a_group_that_moved_names_its_new_id(play: Play) -> None:
    moved = -1_009_999_999_999
    await play.control(f"bots/{BOT}/migrate", chat=PLAIN, to=moved)
    old, new = (update.message for update in await play.drained())
    assert (old.chat.id, old.migrate_to_chat_id) == (PLAIN, moved)
    assert (new.chat.id, new.migrate_from_chat_id) == (moved, PLAIN)
    with pytest.raises(ChatMigrated) as caught:
        await play.bot.send_message(PLAIN, "hello")
    assert caught.value.new_chat_id == moved
    assert (await play.bot.send_message(moved, "hello")).chat.type == "supergroup"


async def test_the_third_message_at_once_is_refused_and_other_chats_go_on(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await play.start()
    await play.start(BEN)
    await play.control("limits", private=1, burst=2)
    await play.bot.send_message(ANN, "1")
    await play.bot.send_message(ANN, "2")
    with pytest.raises(RetryAfter) as caught:
        await play.bot.send_message(ANN, "3")
    assert caught.value.retry_after == timedelta(seconds=1)
    await play.bot.send_message(BEN, "1")
    assert (await play.look(f"bots/{BOT}"))["refused"] == 1
    await play.control("limits", enabled=False)
    await play.bot.send_message(ANN, "3")


async def test_a_group_takes_twenty_messages_a_minute_and_a_bot_thirty_a_second(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await play.start()
    for number in range(20):
        await play.bot.send_message(GROUP, str(number))
    status, body = await play.raw("sendMessage", chat_id=GROUP, text="one more")
    assert status == 429
    assert 1 <= body["parameters"]["retry_after"] <= 3
    assert body["description"] == f"Too Many Requests: retry after {body['parameters']['retry_after']}"
    await play.control("limits", overall=2, burst=100)
    await play.bot.send_message(ANN, "1")
    await play.bot.send_message(FORUM, "2")
    with pytest.raises(RetryAfter):
        await play.bot.send_message(ANN, "3")


async def test_reactions_come_from_a_fixed_list(play: Play) -> None:
    first = await play.start()
    await play.bot.set_message_reaction(ANN, first, "👀")
    assert (await play.chat(ANN, BOT))["messages"][0]["reactions"] == {"👀": [BOT]}
    for refused in ("✅", "⚠", "❓"):
        with pytest.raises(BadRequest, match="Reaction_invalid"):
            await play.bot.set_message_reaction(ANN, first, ReactionTypeEmoji(refused))
    await play.bot.set_message_reaction(ANN, first, [])
    assert (await play.chat(ANN, BOT))["messages"][0]["reactions"] == {}


async def test_a_bot_deletes_its_words_within_two_days(play: Play) -> None:
    await play.start()
    sent = [await play.bot.send_message(ANN, str(number)) for number in range(3)]
    await play.bot.delete_message(ANN, sent[0].message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await play.bot.delete_message(ANN, sent[0].message_id)
    assert await play.bot.delete_messages(ANN, [sent[0].message_id, sent[1].message_id])
    await play.control("clock", advance=48 * 3600 + 1)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await play.bot.delete_message(ANN, sent[2].message_id)


async def test_members_are_looked_up_banned_and_let_in_again(play: Play) -> None:
    assert (await play.bot.get_chat(FORUM)).is_forum
    assert (await play.bot.get_chat(ANN if await play.start() else 0)).first_name == "Ann"
    assert (await play.bot.get_chat_member(FORUM, ANN)).status == "creator"
    assert (await play.bot.get_chat_member(FORUM, STRANGER)).status == "left"
    assert {each.user.id for each in await play.bot.get_chat_administrators(FORUM)} == {ANN, BOT}
    assert await play.bot.get_chat_member_count(FORUM) == 3
    await play.bot.ban_chat_member(FORUM, BEN)
    assert (await play.bot.get_chat_member(FORUM, BEN)).status == "kicked"
    await play.bot.unban_chat_member(FORUM, BEN)
    assert (await play.bot.get_chat_member(FORUM, BEN)).status == "left"
    with pytest.raises(BadRequest, match="Can't remove chat owner"):
        await play.bot.ban_chat_member(FORUM, ANN)


async def test_pinned_messages_are_shown_and_taken_down(play: Play) -> None:
    await play.start()
    sent = await play.bot.send_message(ANN, "pinned")
    await play.bot.pin_chat_message(ANN, sent.message_id)
    pinned = (await play.bot.get_chat(ANN)).pinned_message
    assert pinned
    assert pinned.message_id == sent.message_id
    await play.bot.unpin_chat_message(ANN)
    assert (await play.bot.get_chat(ANN)).pinned_message is None
