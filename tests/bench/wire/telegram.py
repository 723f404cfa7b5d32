"""The least of the Telegram Bot API: updates by long polling, and methods that say yes."""

import asyncio
import itertools
import time
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import web

from bots.sandbox.telegram.limits import Limits
from bots.sandbox.telegram.refusals import RefusedError

BOT, GROUP, AGENT = 6000, -1001000000005, 5002
"""Further groups have the numbers below."""
Json = dict[str, Any]
Heard = Callable[[int, int | None, str, int], None]
"""A message by the bot: the chat, the topic, its words, its number."""


class TelegramWire:
    """Groups with topics for agents; whoever writes to the bot does so in private.

    `limits` are the sandbox's, off unless switched on; `refusals` counts what they refused.
    """

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.limits = Limits(enabled=False)
        self.refusals = 0
        self._groups: dict[int, int] = {}
        self._updates: list[Json] = []
        self._news = asyncio.Event()
        self._numbers = itertools.count(1)
        self._ids = itertools.count(1)
        self.calls = 0
        self._buttons: dict[int, dict[str, str]] = {}
        """By chat: what the buttons of its latest message carry, by their labels."""

    def mount(self, app: web.Application) -> None:
        app.router.add_route("*", "/telegram/bot{token}/{method}", self._call)

    def private(self, person: int, words: str) -> int:
        """Somebody writes to the bot."""
        return self._message({"id": person, "type": "private", "first_name": f"U{person}"}, person, words)

    def offers(self, person: int, label: str) -> bool:
        """Whether the latest message with buttons in their private chat has this one."""
        return label in self._buttons.get(person, {})

    def press(self, person: int, label: str) -> None:
        """Somebody presses a button of the latest message in their private chat."""
        chat = {"id": person, "type": "private", "first_name": f"U{person}"}
        message = {"message_id": 1, "date": int(time.time()), "chat": chat, "text": "…"}
        who = {"id": person, "is_bot": False, "first_name": f"U{person}", "language_code": "en"}
        number = next(self._ids)
        query = {"id": str(number), "from": who, "message": message, "chat_instance": "1"}
        query["data"] = self._buttons[person][label]
        self._updates.append({"update_id": number, "callback_query": query})
        self._news.set()

    def in_topic(self, topic: int, words: str, reply_to: int | None) -> int:
        """The agent writes in a room."""
        chat = {"id": self._groups[topic], "type": "supergroup", "title": "agents", "is_forum": True}
        more: Json = {"message_thread_id": topic, "is_topic_message": True}
        if reply_to is not None:
            more["reply_to_message"] = {
                "message_id": reply_to, "date": int(time.time()), "chat": chat, "message_thread_id": topic,
                "is_topic_message": True, "text": "…",
                "from": {"id": BOT, "is_bot": True, "first_name": "b", "username": "b_bot"},
            }  # fmt: skip
        return self._message(chat, AGENT, words, more)

    def _message(self, chat: Json, author: int, words: str, more: Json | None = None) -> int:
        number = next(self._numbers)
        data = {"message_id": number, "date": int(time.time()), "chat": chat, "text": words,
                "from": {"id": author, "is_bot": False, "first_name": f"U{author}", "language_code": "en"},
                **(more or {})}  # fmt: skip
        if words.startswith("/"):
            data["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(words.split(maxsplit=1)[0])}
            ]
        self._updates.append({"update_id": next(self._ids), "message": data})
        self._news.set()
        return number

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls += method != "getUpdates"
        given = await _given(request)
        match method:
            case "getUpdates":
                return _reply(await self._get_updates(given))
            case "getMe":
                return _reply({"id": BOT, "is_bot": True, "first_name": "b", "username": "b_bot",
                               "can_join_groups": True, "can_read_all_group_messages": True,
                               "supports_inline_queries": False})  # fmt: skip
            case "sendMessage" | "editMessageText":
                number = int(given.get("message_id") or 0) or next(self._numbers)
                chat = int(given["chat_id"])
                topic = int(given["message_thread_id"]) if given.get("message_thread_id") else None
                words = str(given.get("text", ""))
                if method == "sendMessage":
                    refusal = self._refused(chat)
                    if refusal is not None:
                        return refusal
                    if given.get("reply_markup"):
                        rows = orjson.loads(given["reply_markup"]).get("inline_keyboard", [])
                        buttons = {
                            each["text"]: each.get("callback_data", "") for row in rows for each in row
                        }
                        self._buttons[chat] = buttons
                    self.heard(chat, topic, words, number)
                kind = "private" if chat > 0 else "supergroup"
                return _reply({"message_id": number, "date": int(time.time()), "text": words,
                               "chat": {"id": chat, "type": kind}})  # fmt: skip
            case "createForumTopic":
                group = int(given["chat_id"])
                refusal = self._refused(group)
                if refusal is not None:
                    return refusal
                topic = next(self._numbers)  # a topic has the number of the message that opens it
                self._groups[topic] = group
                return _reply({"message_thread_id": topic, "name": given["name"], "icon_color": 7322096})
            case "getChatMember":
                return _reply({"status": "creator", "user": {"id": BOT, "is_bot": True, "first_name": "b"},
                               "is_anonymous": False})  # fmt: skip
            case _:
                return _reply(True)

    def _refused(self, chat: int) -> web.Response | None:
        try:
            self.limits.spend(BOT, chat)
        except RefusedError as refused:
            self.refusals += 1
            return web.Response(
                body=orjson.dumps(refused.body()), status=429, content_type="application/json"
            )
        return None

    async def _get_updates(self, given: Json) -> list[Json]:
        offset = int(given.get("offset") or 0)
        self._updates = [each for each in self._updates if each["update_id"] >= offset]
        if not self._updates:
            self._news.clear()
            try:
                async with asyncio.timeout(float(given.get("timeout") or 0)):
                    await self._news.wait()
            except TimeoutError:
                return []
        return self._updates[:100]


async def _given(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(orjson.loads(await request.read()))
    return dict(await request.post()) or dict(request.query)


def _reply(result: object) -> web.Response:
    return web.Response(body=orjson.dumps({"ok": True, "result": result}), content_type="application/json")
