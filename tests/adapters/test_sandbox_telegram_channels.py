"""Channels of the sandbox's Telegram: who may post, change and delete there, and what bots hear of it."""

import pytest
import pytest_asyncio
from telegram import ChatMemberAdministrator
from telegram.error import BadRequest, Forbidden
from test_sandbox_telegram import ANN, BEN, BOT, Play, playing

play = pytest_asyncio.fixture(playing)
CHANNEL = -1_003_333_333_333


async def opened(play: Play, *rights: str, status: str = "administrator") -> None:
    """Ann's channel, which Ben reads, with the bot in it."""
    members: list[dict[str, object]] = [
        {"user": ANN, "status": "creator"},
        {"user": BEN},
        {"user": BOT, "status": status, "rights": list(rights)},
    ]
    await play.control(
        "world", groups=[{"id": CHANNEL, "type": "channel", "title": "News", "members": members}]
    )
    await play.drained()


async def test_what_a_bot_posts_is_the_channels_own_and_has_no_other_sender(play: Play) -> None:
    await opened(play, "can_post_messages")
    sent = await play.bot.send_message(CHANNEL, "hello")
    assert (sent.chat.type, sent.from_user) == ("channel", None)
    assert sent.sender_chat
    assert sent.sender_chat.id == CHANNEL
    (shown,) = (await play.chat(BEN, CHANNEL))["messages"]
    assert (shown["text"], shown["from"]["name"]) == ("hello", "News")
    me = await play.bot.get_chat_member(CHANNEL, BOT)
    assert isinstance(me, ChatMemberAdministrator)
    assert (me.can_post_messages, me.can_edit_messages, me.can_pin_messages) == (True, False, None)
    assert (await play.bot.get_chat(CHANNEL)).permissions is None


async def test_who_may_post_may_change_and_delete_their_own_and_nobody_elses(play: Play) -> None:
    await opened(play, "can_post_messages")
    sent = await play.bot.send_message(CHANNEL, "hello")
    assert (await play.bot.edit_message_text("hello!", CHANNEL, sent.message_id)).text == "hello!"  # type: ignore[union-attr]
    theirs = (await play.control(f"users/{ANN}/send", chat=CHANNEL, text="from Ann"))["message"]
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await play.bot.edit_message_text("no", CHANNEL, theirs)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await play.bot.delete_message(CHANNEL, theirs)
    assert await play.bot.delete_message(CHANNEL, sent.message_id)
    await opened(play, "can_post_messages", "can_edit_messages", "can_delete_messages")
    assert await play.bot.edit_message_text("now", CHANNEL, theirs)
    assert await play.bot.delete_message(CHANNEL, theirs)


async def test_without_the_right_to_post_nothing_is_posted_nor_changed(play: Play) -> None:
    await opened(play, "can_post_messages")
    sent = await play.bot.send_message(CHANNEL, "hello")
    await opened(play, "can_delete_messages")
    with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
        await play.bot.send_message(CHANNEL, "again")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await play.bot.edit_message_text("no", CHANNEL, sent.message_id)


async def test_a_bot_that_is_out_of_a_channel_is_told_so(play: Play) -> None:
    await opened(play, status="kicked")
    with pytest.raises(Forbidden, match="bot was kicked from the channel chat"):
        await play.bot.send_message(CHANNEL, "hello")
    await opened(play, status="left")
    with pytest.raises(Forbidden, match="bot is not a member of the channel chat"):
        await play.bot.send_message(CHANNEL, "hello")
    with pytest.raises(AssertionError, match="as an administrator, or not at all"):
        await opened(play, status="member")


async def test_bots_hear_of_posts_as_posts_and_readers_cannot_write(play: Play) -> None:
    await opened(play, "can_post_messages")
    number = (await play.control(f"users/{ANN}/send", chat=CHANNEL, text="from Ann"))["message"]
    await play.control(f"users/{ANN}/edit", chat=CHANNEL, message=number, text="by Ann")
    posted, edited = await play.drained()
    assert (posted.channel_post.text, posted.channel_post.from_user, posted.message) == (
        "from Ann",
        None,
        None,
    )
    assert edited.edited_channel_post.text == "by Ann"
    assert (await play.misuse(f"users/{BEN}/send", chat=CHANNEL, text="me too"))[0] == 403


async def test_people_come_and_go_in_a_channel_without_a_message(play: Play) -> None:
    await opened(play, "can_post_messages")
    gone = [{"user": BEN, "status": "left"}]
    await play.control("world", groups=[{"id": CHANNEL, "members": gone}])
    assert (await play.chat(ANN, CHANNEL))["messages"] == []
