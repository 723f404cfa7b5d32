"""The sandbox's Telegram, spoken to by the real python-telegram-bot over TCP: what bots send."""

import base64
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson
import pytest
import pytest_asyncio
from aiohttp import web
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest

from bots.sandbox.bus import Bus
from bots.sandbox.telegram import World, mount

TOKEN = "42:abcdefghijklmnopqrstuvwxyz"
BOT, OTHER, ANN, BEN, STRANGER = 42, 43, 4_503_599_627_370_001, 8, 9
FORUM, GROUP, PLAIN = -1_001_111_111_111, -1_002_222_222_222, -5_555
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Play:
    """A world with a desk bot, two people and three groups."""

    world: World
    session: aiohttp.ClientSession
    base: str
    bot: Bot
    stop: Callable[[], Awaitable[None]]

    async def control(self, path: str, **body: Any) -> Any:
        data = io.BytesIO(orjson.dumps(body))
        async with self.session.post(f"/control/telegram/{path}", data=data) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def misuse(self, path: str, **body: Any) -> tuple[int, str]:
        async with self.session.post(f"/control/telegram/{path}", json=body) as answer:
            return answer.status, (await answer.json())["error"]

    async def look(self, path: str) -> Any:
        async with self.session.get(f"/control/telegram/{path}") as answer:
            return await answer.json()

    async def chat(self, user: int, chat: int) -> Any:
        view = await self.look(f"users/{user}/view?chat={chat}")
        return view["chats"][0]

    async def raw(self, method: str, token: str = TOKEN, **values: Any) -> tuple[int, Any]:
        async with self.session.post(f"/telegram/bot{token}/{method}", json=values) as answer:
            return answer.status, await answer.json()

    async def start(self, user: int = ANN, payload: str = "") -> int:
        told = await self.control(f"users/{user}/start", bot="desk_bot", payload=payload)
        return int(told["message"])

    async def drained(self) -> list[Any]:
        """All updates that wait, confirmed."""
        updates = await self.bot.get_updates(timeout=0)
        if updates:
            await self.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
        return list(updates)


PEOPLE = {
    "bots": [
        {"id": BOT, "token": TOKEN, "username": "desk_bot", "name": "Desk", "privacy": True},
        {"id": OTHER, "token": "43:x", "username": "other_bot", "name": "Other", "privacy": True},
    ],
    "users": [
        {"id": ANN, "first_name": "Ann", "username": "ann", "language_code": "de"},
        {"id": BEN, "first_name": "Ben", "last_name": "Bow"},
        {"id": STRANGER, "first_name": "Stranger"},
    ],
    "groups": [
        {
            "id": FORUM,
            "title": "Agents",
            "forum": True,
            "members": [
                {"user": ANN, "status": "creator"},
                {"user": BEN, "status": "member"},
                {"user": BOT, "status": "administrator"},
            ],
        },
        {
            "id": GROUP,
            "title": "Community",
            "forum": False,
            "members": [
                {"user": BEN, "status": "creator"},
                {"user": ANN, "status": "member"},
                {"user": BOT, "status": "member"},
                {"user": OTHER, "status": "member"},
            ],
        },
        {
            "id": PLAIN,
            "title": "Small",
            "forum": False,
            "members": [{"user": ANN, "status": "creator"}, {"user": BOT, "status": "member"}],
        },
    ],
}


async def playing() -> AsyncIterator[Play]:
    app = web.Application()
    world = mount(app, Bus())
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    bot = Bot(TOKEN, base_url=f"{base}/telegram/bot", base_file_url=f"{base}/telegram/file/bot")
    async with aiohttp.ClientSession(base) as session:
        play = Play(world, session, base, bot, runner.cleanup)
        await play.control("world", **PEOPLE)
        async with bot:
            await play.drained()
            yield play
    await runner.cleanup()


play = pytest_asyncio.fixture(playing)


async def test_a_deep_link_arrives_as_a_start_command_with_its_payload(play: Play) -> None:
    await play.start(payload="case_17-a")
    (update,) = await play.drained()
    assert update.message.text == "/start case_17-a"
    assert update.message.from_user.id == ANN
    assert update.message.from_user.language_code == "de"
    assert update.message.entities[0].type == "bot_command"


async def test_a_sent_text_is_shown_to_its_reader_trimmed_and_safe(play: Play) -> None:
    await play.start()
    sent = await play.bot.send_message(
        ANN,
        "  <b>Hi</b> <a href='https://x.org/?a=1&amp;b'>there</a> &lt;script&gt; 👍<i>!</i>  \n",
        parse_mode="HTML",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert sent.text == "Hi there <script> 👍!"
    assert [(each.type, each.offset, each.length) for each in sent.entities] == [
        ("bold", 0, 2),
        ("text_link", 3, 5),
        ("italic", 20, 1),
    ]
    chat = await play.chat(ANN, BOT)
    assert chat["title"] == "Desk"
    assert chat["messages"][-1]["html"] == (
        '<b>Hi</b> <a href="https://x.org/?a=1&amp;b" rel="noopener noreferrer nofollow">there</a>'
        " &lt;script&gt; 👍<i>!</i>"
    )


async def test_markdown_v2_nests_and_escapes(play: Play) -> None:
    await play.start()
    sent = await play.bot.send_message(
        ANN, r"*bold _both_* `a*b` [link](https://a.org/x\)) \. ||no||", parse_mode="MarkdownV2"
    )
    assert sent.text == "bold both a*b link . no"
    assert [(each.type, sent.parse_entity(each)) for each in sent.entities] == [
        ("bold", "bold both"),
        ("italic", "both"),
        ("code", "a*b"),
        ("text_link", "link"),
        ("spoiler", "no"),
    ]


async def test_entities_are_given_in_utf_16_units(play: Play) -> None:
    await play.start()
    sent = await play.bot.send_message(ANN, "👍 yes", entities=[MessageEntity("bold", 3, 3)])
    assert sent.parse_entity(sent.entities[0]) == "yes"
    with pytest.raises(BadRequest, match="ends after the end of the text at utf-16 offset 9"):
        await play.bot.send_message(ANN, "👍 yes", entities=[MessageEntity("bold", 3, 6)])
    with pytest.raises(BadRequest, match="begins in a middle of a utf-16 symbol"):
        await play.bot.send_message(ANN, "👍 yes", entities=[MessageEntity("bold", 1, 3)])


async def test_message_ids_rise_by_one_in_each_chat(play: Play) -> None:
    first = await play.start()
    sent = [await play.bot.send_message(ANN, "a"), await play.bot.send_message(ANN, "b")]
    assert [each.message_id for each in sent] == [first + 1, first + 2]
    in_group = await play.bot.send_message(GROUP, "c")
    assert (await play.bot.send_message(GROUP, "d")).message_id == in_group.message_id + 1


async def test_a_reply_carries_what_it_replies_to(play: Play) -> None:
    first = await play.start()
    sent = await play.bot.send_message(ANN, "yes?", reply_parameters=ReplyParameters(first))
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "/start"
    await play.control(f"users/{ANN}/delete", chat="desk_bot", message=first)
    gone = ReplyParameters(first, allow_sending_without_reply=True)
    assert (await play.bot.send_message(ANN, "still", reply_parameters=gone)).reply_to_message is None
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await play.bot.send_message(ANN, "no", reply_parameters=ReplyParameters(first))


async def test_pressing_a_button_asks_once_and_the_answer_is_a_toast(play: Play) -> None:
    await play.start()
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Take", callback_data="take:1")]])
    sent = await play.bot.send_message(ANN, "Case 1", reply_markup=keys)
    asked = await play.control(f"users/{ANN}/press", chat=BOT, message=sent.message_id, label="Take")
    query = (await play.drained())[-1].callback_query
    assert (query.id, query.data) == (asked["query"], "take:1")
    assert query.message.message_id == sent.message_id
    await query.answer("Taken", show_alert=True)
    view = await play.look(f"users/{ANN}/view")
    assert view["toasts"] == [{"query": query.id, "text": "Taken", "alert": True}]
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await query.answer()


async def test_a_query_answered_late_is_too_old(play: Play) -> None:
    await play.start()
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Take", callback_data="t")]])
    sent = await play.bot.send_message(ANN, "Case 1", reply_markup=keys)
    await play.control(f"users/{ANN}/press", chat=BOT, message=sent.message_id, data="t")
    query = (await play.drained())[-1].callback_query
    await play.control("clock", advance=3_600)
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_copies_lose_their_origin_and_forwards_keep_it(play: Play) -> None:
    first = await play.start()
    copied = await play.bot.copy_message(FORUM, ANN, first)
    assert (await play.chat(BEN, FORUM))["messages"][-1]["id"] == copied.message_id
    forwarded = await play.bot.forward_message(FORUM, ANN, first)
    assert forwarded.forward_origin
    assert forwarded.forward_origin.to_dict()["sender_user"]["id"] == ANN


async def test_typing_shows_until_the_message_comes(play: Play) -> None:
    await play.start()
    await play.bot.send_chat_action(ANN, "typing")
    (sign,) = (await play.look(f"users/{ANN}/view"))["typing"]
    assert (sign["chat"], sign["thread"]) == (BOT, None)
    await play.bot.send_message(ANN, "here")
    assert (await play.look(f"users/{ANN}/view"))["typing"] == []


async def test_commands_are_kept_by_scope_and_language(play: Play) -> None:
    await play.bot.set_my_commands([("help", "Help")])
    await play.bot.set_my_commands([("hilfe", "Hilfe")], language_code="de")
    assert [each.command for each in await play.bot.get_my_commands()] == ["help"]
    assert [each.command for each in await play.bot.get_my_commands(language_code="de")] == ["hilfe"]
    await play.bot.delete_my_commands()
    assert await play.bot.get_my_commands() == ()
    await play.bot.set_my_name("Helpdesk")
    assert (await play.bot.get_my_name()).name == "Helpdesk"
    assert (await play.look("bots/desk_bot"))["commands"] == [
        {
            "scope": "default",
            "language_code": "de",
            "commands": [{"command": "hilfe", "description": "Hilfe"}],
        }
    ]


async def test_places_people_and_polls_are_sent_and_received(play: Play) -> None:
    await play.start()
    assert (await play.bot.send_location(ANN, 52.5, 13.4)).location
    assert (await play.bot.send_contact(ANN, "+49", "Ben")).contact
    assert (await play.bot.send_poll(ANN, "Well?", ["yes", "no"])).poll
    await play.drained()
    await play.control(f"users/{ANN}/send", chat=BOT, contact={"phone_number": "+49123"})
    await play.control(f"users/{ANN}/send", chat=BOT, location={"latitude": 1.0, "longitude": 2.0})
    await play.control(f"users/{ANN}/send", chat=BOT, poll={"question": "Well?", "options": ["a", "b"]})
    contact, place, poll = (update.message for update in await play.drained())
    assert (contact.contact.user_id, place.location.latitude, poll.poll.question) == (ANN, 1.0, "Well?")
