"""What the sandbox's Telegram refuses, word for word."""

import json
from typing import Any

import pytest
import pytest_asyncio
from test_sandbox_telegram import ANN, BEN, BOT, FORUM, GROUP, OTHER, PLAIN, STRANGER, Play, playing

play = pytest_asyncio.fixture(playing)

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def key(**button: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x"} | button]]}


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 77, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": -100_999, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@ann", "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": STRANGER, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": ANN}, "message text is empty"),
    ("sendMessage", {"chat_id": ANN, "text": " \n "}, "text must be non-empty"),
    ("sendMessage", {"chat_id": ANN, "text": "x" * 4_097}, "message is too long"),
    ("sendMessage", {"chat_id": ANN, "text": "👍" * 2_049}, "message is too long"),
    ("sendMessage", {"chat_id": ANN, "text": "x", "parse_mode": "rtf"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {"chat_id": ANN, "text": "x", "reply_markup": key(callback_data="é" * 33)},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": ANN, "text": "x", "reply_markup": key(callback_data="")},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": ANN, "text": "x", "reply_markup": key()},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    ("sendMessage", {"chat_id": ANN, "text": "x", "reply_markup": "7"}, "object expected as reply markup"),
    (
        "sendMessage",
        {"chat_id": ANN, "text": "x", "reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"chat_id": FORUM, "text": "x", "message_thread_id": 4_711},
        "message thread not found",
    ),
    ("sendMessage", {"chat_id": FORUM, "text": "x", "message_thread_id": 1}, "message thread not found"),
    ("sendPhoto", {"chat_id": ANN}, "there is no photo in the request"),
    (
        "sendPhoto",
        {"chat_id": ANN, "photo": "nonsense", "caption": "c" * 1_025},
        "message caption is too long",
    ),
    ("sendPhoto", {"chat_id": ANN, "photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"chat_id": ANN, "photo": "https://x.org/a.png"}, "failed to get HTTP URL content"),
    ("sendMediaGroup", {"chat_id": ANN, "media": []}, "there are no messages to send"),
    ("sendLocation", {"chat_id": ANN, "latitude": 1}, "longitude is empty"),
    ("sendChatAction", {"chat_id": ANN, "action": "sleep"}, "wrong parameter action in request"),
    ("copyMessage", {"chat_id": ANN, "from_chat_id": ANN, "message_id": 99}, "message to copy not found"),
    (
        "forwardMessage",
        {"chat_id": ANN, "from_chat_id": ANN, "message_id": 99},
        "message to forward not found",
    ),
    (
        "editMessageText",
        {"chat_id": ANN, "message_id": 99, "text": "x"},
        "message to edit not found",
    ),
    ("editMessageText", {"chat_id": ANN, "message_id": 1, "text": "x"}, "message can't be edited"),
    ("editMessageText", {"chat_id": ANN, "message_id": 2, "text": "said"}, SAME),
    ("editMessageCaption", {"chat_id": ANN, "message_id": 2}, "there is no caption in the message to edit"),
    ("editMessageReplyMarkup", {"chat_id": ANN, "message_id": 2}, SAME),
    ("deleteMessage", {"chat_id": ANN, "message_id": 99}, "message to delete not found"),
    ("deleteMessage", {"chat_id": GROUP, "message_id": 2}, "message can't be deleted"),
    ("deleteMessages", {"chat_id": ANN, "message_ids": []}, "message identifiers are not specified"),
    (
        "setMessageReaction",
        {"chat_id": ANN, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "✅"}]},
        "REACTION_INVALID",
    ),
    ("setMessageReaction", {"chat_id": ANN, "message_id": 99}, "message to react not found"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "nonsense"}, "wrong file_id or the file is temporarily unavailable"),
    ("getChatMember", {"chat_id": FORUM, "user_id": 1}, "user not found"),
    ("getChatMember", {"chat_id": FORUM}, "invalid user_id specified"),
    ("getChatAdministrators", {"chat_id": ANN}, "there are no administrators in the private chat"),
    ("createForumTopic", {"chat_id": GROUP, "name": "x"}, "the chat is not a forum"),
    ("createForumTopic", {"chat_id": FORUM, "name": " "}, "title must be non-empty"),
    ("closeForumTopic", {"chat_id": FORUM, "message_thread_id": 4_711}, "TOPIC_ID_INVALID"),
    ("banChatMember", {"chat_id": FORUM, "user_id": ANN}, "can't remove chat owner"),
    (
        "banChatMember",
        {"chat_id": GROUP, "user_id": ANN},
        "not enough rights to restrict/unrestrict chat member",
    ),
    (
        "unbanChatMember",
        {"chat_id": PLAIN, "user_id": ANN},
        "method is available for supergroup and channel chats only",
    ),
    (
        "pinChatMessage",
        {"chat_id": GROUP, "message_id": 2},
        "not enough rights to manage pinned messages in the chat",
    ),
    ("exportChatInviteLink", {"chat_id": GROUP}, "not enough rights to manage chat invite link"),
    ("setMyCommands", {"commands": [{"command": "No!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setWebhook", {"url": "ftp://x"}, "invalid webhook URL specified"),
    (
        "setWebhook",
        {"url": "https://x.org", "secret_token": "a b"},
        "secret token contains unallowed characters",
    ),
]


@pytest.mark.parametrize(("method", "values", "description"), BAD)
async def test_a_bad_request_is_described(
    play: Play, method: str, values: dict[str, Any], description: str
) -> None:
    await play.start()
    await play.raw("sendMessage", chat_id=ANN, text="said")
    await play.control(f"users/{BEN}/send", chat=GROUP, text="hello")
    status, body = await play.raw(method, **values)
    assert (status, body) == (
        400,
        {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"},
    )


HTML = [
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
]
MARKDOWN = [
    ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("é *x", "Can't find end of Bold entity at byte offset 3"),
    ("_x", "Can't find end of Italic entity at byte offset 0"),
    ("[x](http://a", "Can't find end of a URL at byte offset 4"),
    ("```py\nx", "Can't find end of PreCode entity at byte offset 0"),
    ("a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
]


@pytest.mark.parametrize(
    ("mode", "text", "complaint"),
    [("HTML", *row) for row in HTML] + [("MarkdownV2", *row) for row in MARKDOWN],
)
async def test_a_text_marked_up_badly_is_refused(play: Play, mode: str, text: str, complaint: str) -> None:
    await play.start()
    status, body = await play.raw("sendMessage", chat_id=ANN, text=text, parse_mode=mode)
    assert (status, body["description"]) == (400, f"Bad Request: can't parse entities: {complaint}")


async def test_a_bot_writes_only_to_those_who_started_and_did_not_block_it(play: Play) -> None:
    told = await play.raw("sendMessage", chat_id=BEN, text="x")
    assert told == (403, _refusal(403, "Forbidden: bot can't initiate conversation with a user"))
    await play.start(BEN)
    await play.control(f"users/{BEN}/block", bot="desk_bot")
    told = await play.raw("sendMessage", chat_id=BEN, text="x")
    assert told == (403, _refusal(403, "Forbidden: bot was blocked by the user"))
    await play.control(f"users/{BEN}/unblock", bot=BOT)
    assert (await play.raw("sendMessage", chat_id=BEN, text="x"))[0] == 200


async def test_a_bot_put_out_of_a_group_is_told_so(play: Play) -> None:
    for status, words in (("kicked", "was kicked from"), ("left", "is not a member of")):
        await play.control("world", groups=[{"id": GROUP, "members": [{"user": BOT, "status": status}]}])
        told = await play.raw("sendMessage", chat_id=GROUP, text="x")
        assert told == (403, _refusal(403, f"Forbidden: bot {words} the supergroup chat"))


async def test_topics_need_the_right(play: Play) -> None:
    without = {"user": BOT, "status": "administrator", "rights": ["can_delete_messages"]}
    await play.control("world", groups=[{"id": FORUM, "members": [without]}])
    told = await play.raw("createForumTopic", chat_id=FORUM, name="x")
    assert told == (400, _refusal(400, "Bad Request: not enough rights to create a topic"))


async def test_members_who_may_not_write_are_refused(play: Play) -> None:
    await play.control("world", groups=[{"id": GROUP, "permissions": []}])
    told = await play.raw("sendMessage", chat_id=GROUP, text="x")
    assert told == (400, _refusal(400, "Bad Request: not enough rights to send text messages to the chat"))
    assert (await play.misuse(f"users/{ANN}/send", chat=GROUP, text="x"))[0] == 403


async def test_a_closed_topic_takes_administrators_only(play: Play) -> None:
    topic = (await play.raw("createForumTopic", chat_id=FORUM, name="x"))[1]["result"]["message_thread_id"]
    await play.raw("closeForumTopic", chat_id=FORUM, message_thread_id=topic)
    assert (await play.raw("sendMessage", chat_id=FORUM, message_thread_id=topic, text="x"))[0] == 200
    await play.control("world", groups=[{"id": FORUM, "members": [{"user": BOT, "status": "member"}]}])
    told = await play.raw("sendMessage", chat_id=FORUM, message_thread_id=topic, text="x")
    assert told == (400, _refusal(400, "Bad Request: TOPIC_CLOSED"))


async def test_wrong_tokens_and_methods_are_told_apart(play: Play) -> None:
    assert await play.raw("getMe", token="77:abc") == (401, _refusal(401, "Unauthorized"))
    assert await play.raw("getMe", token="nonsense") == (404, _refusal(404, "Not Found"))
    assert await play.raw("getYou") == (404, _refusal(404, "Not Found: method not found"))
    assert (await play.raw("GETME"))[1]["result"]["id"] == BOT


async def test_files_belong_to_the_bot_that_was_given_them(play: Play) -> None:
    await play.start()
    await play.control(f"users/{ANN}/send", chat=BOT, files=[{"name": "a", "base64": "YQ=="}])
    file = (await play.drained())[-1].message.document
    status, body = await play.raw("getFile", token="43:x", file_id=file.file_id)
    assert status == 400
    assert body["description"].startswith("Bad Request: wrong file_id")
    path = (await play.raw("getFile", file_id=file.file_id))[1]["result"]["file_path"]
    async with play.session.get(f"/telegram/file/bot43:y/{path}") as answer:
        assert answer.status == 404


async def test_query_form_and_json_mean_the_same(play: Play) -> None:
    await play.start()
    markup = json.dumps(key(url="https://x.org"))
    path = f"/telegram/bot{play.bot.token}/sendMessage"
    values = {"chat_id": str(ANN), "text": "x & y", "reply_markup": markup}
    async with play.session.get(path, params=values) as answer:
        first = (await answer.json())["result"]
    async with play.session.post(path, data=values) as answer:
        second = (await answer.json())["result"]
    _, body = await play.raw("sendMessage", chat_id=ANN, text="x & y", reply_markup=key(url="https://x.org"))
    third = body["result"]
    assert [(each["text"], each["reply_markup"]) for each in (first, second, third)] == [
        ("x & y", key(url="https://x.org"))
    ] * 3


async def test_misuse_of_the_control_api_is_told_in_a_sentence(play: Play) -> None:
    assert await play.misuse("users/1/start", bot="desk_bot") == (404, "there is no user 1")
    assert await play.misuse(f"users/{ANN}/dance") == (
        404,
        "a user can do start, send, edit, delete, press, react, block, unblock, delete_topic, typing, picture",
    )
    assert await play.misuse(f"users/{ANN}/send", chat="desk_bot", text="x") == (
        409,
        f"user {ANN} has not started bot desk_bot",
    )
    await play.start()
    assert (await play.misuse(f"users/{ANN}/react", chat=BOT, message=1, emoji="✅"))[0] == 400
    assert (await play.misuse("updates", action="sing"))[0] == 400
    assert (await play.misuse("world", users=[{"id": 10}]))[1] == "'first_name' must be text"
    assert (await play.misuse(f"users/{STRANGER}/send", chat=GROUP, text="x"))[0] == 403
    assert (await play.misuse(f"bots/{OTHER}/migrate", chat=PLAIN, to=-1_009_999_999_999))[0] == 404


def _refusal(code: int, description: str) -> dict[str, Any]:
    return {"ok": False, "error_code": code, "description": description}
