"""Updates carried to a bot's own address, https://core.telegram.org/bots/api#setwebhook.

Order is kept within a lane only (a chat's messages; a user's pressed buttons), so lanes overtake one another,
as github.com/tdlib/telegram-bot-api, `WebhookActor.cpp`, does it. An update that fails is offered again at
once, then after 2, 4, 8 … seconds up to 60 to 120, and its lane waits behind it.
"""

import asyncio
import random
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import aiohttp
import orjson
from aiohttp import web

from bots.sandbox.telegram.arguments import Arguments, as_text
from bots.sandbox.telegram.model import Bot, World
from bots.sandbox.telegram.queue import Update
from bots.sandbox.telegram.refusals import RefusedError
from bots.sandbox.telegram.registry import METHODS, Call, call

LONGEST_WAIT = 60
ANSWER_SECONDS = 60
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


@dataclass(slots=True)
class Lanes:
    """One bot's webhook at work: the updates of each lane, for the address of one generation."""

    generation: int
    slots: asyncio.Semaphore
    waiting: dict[str, deque[Update]] = field(default_factory=dict)


@dataclass(slots=True)
class Carrier:
    """Carries the updates of all bots that have a webhook."""

    world: World
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _lanes: dict[int, Lanes] = field(default_factory=dict)

    async def running(self, _app: web.Application) -> AsyncIterator[None]:
        """Carry while the application runs."""
        task = asyncio.create_task(self._carry_all())  # ends below; a TaskGroup may not span the two calls
        self.world.hooks_changed = self._wake.set
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _carry_all(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as group:
            while True:
                await self._wake.wait()
                self._wake.clear()
                for bot in self.world.bots.values():
                    if bot.hook.url:
                        self._sort(bot, session, group)

    def _sort(self, bot: Bot, session: aiohttp.ClientSession, group: asyncio.TaskGroup) -> None:
        lanes = self._lanes.get(bot.id)
        if lanes is None or lanes.generation != bot.hook.generation:
            lanes = Lanes(bot.hook.generation, asyncio.Semaphore(bot.hook.connections))
            self._lanes[bot.id] = lanes
        for update in bot.queue.fresh():
            line = lanes.waiting.get(update.lane)
            if line is None:
                line = lanes.waiting[update.lane] = deque()
                group.create_task(self._carry_lane(bot, lanes, update.lane, session))
            line.append(update)

    async def _carry_lane(self, bot: Bot, lanes: Lanes, lane: str, session: aiohttp.ClientSession) -> None:
        line = lanes.waiting[lane]
        while line and bot.hook.generation == lanes.generation:
            update = line[0]
            delay = 0.0
            while not await self._delivered(bot, lanes, update, session):
                if update.expires < self.world.now() + delay:
                    break
                await asyncio.sleep(delay)
                most = random.randint(LONGEST_WAIT, 2 * LONGEST_WAIT)
                delay = min(max(1.0, delay) * 2, most)
            line.popleft()
            if bot.hook.generation == lanes.generation:
                bot.queue.finish(update)
        del lanes.waiting[lane]

    async def _delivered(
        self, bot: Bot, lanes: Lanes, update: Update, session: aiohttp.ClientSession
    ) -> bool:
        """Whether the bot took the update, or the webhook is not the one it was meant for any more."""
        hook = bot.hook
        async with lanes.slots:
            if hook.generation != lanes.generation:
                return True
            headers = {"Content-Type": "application/json"}
            if hook.secret:
                headers[SECRET_HEADER] = hook.secret
            try:
                async with session.post(hook.url, data=update.text(), headers=headers) as answer:
                    body = await answer.read()
                    if 200 <= answer.status <= 299:
                        await self._answered(bot, body)
                        return True
                    problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            except (aiohttp.ClientError, TimeoutError) as error:
                refused = isinstance(error, aiohttp.ClientConnectorError)
                problem = "Connection refused" if refused else "Webhook connection closed"
            hook.last_error, hook.last_error_date = problem, int(self.world.now())
            return False

    async def _answered(self, bot: Bot, body: bytes) -> None:
        """Carry out the method that the bot's answer names, if it names one; its result goes nowhere."""
        with suppress(orjson.JSONDecodeError, RefusedError):
            asked = orjson.loads(body or b"{}")
            function = METHODS.get(str(asked.get("method")).lower()) if isinstance(asked, dict) else None
            if function is not None:
                values = {name: as_text(value) for name, value in asked.items() if value is not None}
                await call(Call(self.world, bot, Arguments(values)), function)
