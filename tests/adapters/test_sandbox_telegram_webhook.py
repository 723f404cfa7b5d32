"""Webhooks of the sandbox's Telegram, received by a real server."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Conflict
from test_sandbox_telegram import ANN, BOT, Play, playing
from test_sandbox_telegram_updates import polled, texts

play = pytest_asyncio.fixture(playing)


async def say(play: Play, text: str) -> None:
    await play.control(f"users/{ANN}/send", chat=BOT, text=text)


@dataclass
class Receiver:
    """A bot's own server: fails as often as told, then notes what it gets."""

    url: str = ""
    failures: int = 0
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    wanted: int = 1
    after_a_button: bool = False
    """Whether messages are taken only when a pressed button has come."""
    pressed: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        body = await request.json()
        if "callback_query" in body:
            self.pressed.set()
        elif self.after_a_button:
            await self.pressed.wait()
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), body))
        if len(self.got) >= self.wanted:
            self.arrived.set()
        return web.Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    app = web.Application()
    receiver = Receiver()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_a_webhook_gets_what_waited_and_what_comes_in_order(play: Play, receiver: Receiver) -> None:
    await play.start()
    receiver.failures, receiver.wanted = 1, 4
    await play.bot.set_webhook(receiver.url, secret_token="s3cret")
    for text in "abc":
        await say(play, text)
    await asyncio.wait_for(receiver.arrived.wait(), 10)
    assert [body["message"]["text"] for _, body in receiver.got] == ["/start", "a", "b", "c"]
    assert {secret for secret, _ in receiver.got} == {"s3cret"}
    info = await play.bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await play.bot.get_updates(timeout=0)
    await play.bot.delete_webhook()
    await say(play, "d")
    assert texts(await play.drained()) == ["d"]


async def test_on_a_webhook_a_button_overtakes_a_message_that_hangs(play: Play, receiver: Receiver) -> None:
    await play.start()
    await play.drained()
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Take", callback_data="t")]])
    sent = await play.bot.send_message(ANN, "Case 1", reply_markup=keys)
    receiver.after_a_button, receiver.wanted = True, 2
    await play.bot.set_webhook(receiver.url)
    await say(play, "first")
    await play.control(f"users/{ANN}/press", chat=BOT, message=sent.message_id, data="t")
    await asyncio.wait_for(receiver.arrived.wait(), 10)
    assert ["callback_query" in body for _, body in receiver.got] == [True, False]


async def test_setting_a_webhook_ends_the_poll(play: Play, receiver: Receiver) -> None:
    poll = asyncio.ensure_future(play.bot.get_updates(timeout=30))
    await polled(play)
    await play.bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
