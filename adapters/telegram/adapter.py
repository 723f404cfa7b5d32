"""The Telegram side of a desk, put together."""

import asyncio
import logging
from datetime import timedelta
from typing import Final

from aiohttp import web
from telegram import Message, Update, User
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from adapters.telegram import refs
from adapters.telegram.albums import Albums
from adapters.telegram.answers import Answers, Questions
from adapters.telegram.clock import SystemClock
from adapters.telegram.commands import publish, publish_to_agents
from adapters.telegram.edges import Background, Failures
from adapters.telegram.groups import Groups
from adapters.telegram.inbound import Inbound
from adapters.telegram.lanes import Lanes
from adapters.telegram.limits import Pace
from adapters.telegram.media import Media
from adapters.telegram.outbound import Papers, TelegramMessenger
from adapters.telegram.picking import Picking
from adapters.telegram.pictures import PACE, Album
from adapters.telegram.polling import Polling
from adapters.telegram.public import Public
from adapters.telegram.render import Renderer
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.setup import Setup
from adapters.telegram.tools import Tools
from adapters.telegram.transport import TooFastError
from adapters.telegram.watch import Sight, Watch
from adapters.telegram.webhook import route
from adapters.telegram.wire import ALLOWED, Wire
from core.ports import Clock, Files, Handler, Store, StoreUnavailable
from core.seeing import Looks
from core.words.documents import Document
from core.words.texts import Text, Texts

log = logging.getLogger(__name__)

PAUSE: Final = timedelta(seconds=1)
LONGEST_PAUSE: Final = timedelta(seconds=15)


class FatalTelegramError(Exception):
    """Telegram will not serve this bot, and trying again changes nothing. `fix` says what would."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(f"{reason}: {fix}")
        self.reason = reason
        self.fix = fix


class TelegramAdapter:
    """One bot: its updates in, a desk's effects out.

    `run` works until it is cancelled; `ready` is set while updates are being taken. `messenger` works while
    `run` does, or between `start` and `stop` in a process without it. `routes` adds the webhook's route to an
    application where the settings have one; otherwise updates are polled for.
    """

    def __init__(
        self,
        settings: TelegramSettings,
        handler: Handler,
        texts: Texts,
        files: Files,
        store: Store,
        *,
        papers: Papers,
        clock: Clock | None = None,
        seeing: Looks | None = None,
    ) -> None:
        """Without `seeing` no pictures are compared."""
        self._settings = settings
        self._texts = texts
        self._clock: Clock = clock or SystemClock()
        self._wire = Wire(settings)
        self._groups = Groups(store, settings.agent_groups, refs.own(settings.token))
        self._render = renderer = Renderer(texts)
        self._questions = Questions(settings.token, self._clock)
        pace = Pace(settings.messages_per_second, settings.chat_per_second, settings.group_per_minute)
        self._setup = Setup(self._wire, self._groups, settings)
        answers = Answers(self._wire, renderer, self._questions, self._clock, handler)
        album = Album(self._wire)
        self._seeing = None if seeing is None else seeing(refs.CARRIER, album, PACE)
        sight = None if self._seeing is None else Sight(album, self._seeing)
        self._tools = Tools(
            handler,
            store,
            self._clock,
            self._groups,
            Media(self._wire, files, self._clock, self._spoken),
            answers,
            self._questions,
            Public(self._wire, renderer, texts, self._clock),
            self._setup,
            Watch(handler, self._wire, settings, sight),
            Picking(answers, renderer, self._clock),
            self._menu,
        )
        self._submit: Submitter | None = None
        self.ready = asyncio.Event()
        self.messenger = TelegramMessenger(
            self._wire, renderer, files, self._groups, papers=papers, pace=pace, tag=settings.staff_tag
        )
        # The library logs addresses with the token, and messages with their words, when it logs everything.
        logging.getLogger("telegram.Bot").setLevel(logging.INFO)

    @property
    def setup(self) -> Setup:
        """What `doctor` asks."""
        return self._setup

    def routes(self, app: web.Application) -> None:
        """Add the webhook's route, where there is one. It answers 503 unless `run` is running."""
        webhook = self._settings.webhook
        if webhook is not None:
            app.router.add_post(webhook.path, route(self._wire, webhook, self._brought))

    async def start(self) -> None:
        """Open the connections; harmless twice."""
        await self._wire.connect()

    async def reaches(self) -> bool:
        """Whether Telegram answers."""
        try:
            await self._wire.get_me()
        except NetworkError as error:
            # The library's class for requests that the server refuses is one of these.
            return isinstance(error, BadRequest)
        except TelegramError:
            return True
        return True

    async def recall(self) -> None:
        """Learn what the store remembers of the groups. Raises `StoreUnavailable`."""
        await self._groups.recall()

    async def stop(self) -> None:
        """Close the connections."""
        await self._wire.disconnect()

    async def run(self) -> None:
        """Take updates until cancelled.

        Raises:
            FatalTelegramError: Telegram does not know the bot.
        """
        await self.start()
        try:
            me = await self._introduced()
            await self._recalled()
            async with asyncio.TaskGroup() as tasks:
                self._submit = Submitter(me, self._tools, tasks)
                if self._seeing is not None:
                    tasks.create_task(self._seeing.run())
                Background(tasks).start(publish, self._wire, self._texts, self._groups.all)
                await self._take(self._submit)
        except InvalidToken:
            raise _refused() from None
        except BaseExceptionGroup as group:
            if group.subgroup(InvalidToken) is not None:
                raise _refused() from None
            raise
        finally:
            self.ready.clear()
            self._submit = None
            await self.stop()

    async def _take(self, submit: "Submitter") -> None:
        webhook = self._settings.webhook
        if webhook is None:
            await self._persistently("deleteWebhook", {})
            await Polling(self._wire, self._clock, submit, self.ready).run()
            return
        await self._persistently(
            "setWebhook",
            {"url": webhook.address, "secret_token": webhook.secret, "allowed_updates": list(ALLOWED)},
        )
        self.ready.set()
        await asyncio.Event().wait()

    async def _introduced(self) -> User:
        """Who we are to Telegram; waits for Telegram as long as it takes."""
        pause = PAUSE
        while True:
            try:
                me = await self._wire.get_me()
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("telegram.unreachable", extra={"error": type(error).__name__})
                await self._clock.sleep(error.delay if isinstance(error, TooFastError) else pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                self._questions.username = self._render.username = me.username or ""
                self._tools.handler.known_as(me.username or "")
                return me

    async def _recalled(self) -> None:
        pause = PAUSE
        while True:
            try:
                await self._groups.recall()
            except StoreUnavailable:
                await self._clock.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return

    async def _persistently(self, method: str, values: dict[str, str | list[str]]) -> None:
        pause = PAUSE
        while True:
            try:
                await self._wire.call(method, values)
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("telegram.not_done", extra={"method": method, "error": type(error).__name__})
                await self._clock.sleep(error.delay if isinstance(error, TooFastError) else pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return

    async def _brought(self, update: Update) -> bool:
        return False if self._submit is None else await self._submit(update)

    async def _menu(self, chat: int, language: str) -> None:
        await publish_to_agents(self._wire, self._texts, chat, language)

    def _spoken(self, said: Text) -> Document:
        return self._texts.document(self._texts.choose(None, None), said)


def _refused() -> FatalTelegramError:
    return FatalTelegramError("Telegram refuses the token", "make a new one with @BotFather")


class Submitter:
    """Puts an update into its conversation's lane, and albums together."""

    def __init__(self, me: User, tools: Tools, tasks: asyncio.TaskGroup) -> None:
        self._inbound = Inbound(me, tools, Background(tasks))
        self._failures = Failures()
        self._lanes = Lanes(tasks)
        self._albums = Albums(tasks, tools.clock, self._album)

    def __call__(self, update: Update) -> "asyncio.Future[bool]":
        key = self._inbound.lane(update)
        return self._lanes.submit(key, lambda: self._work(key, update))

    async def _work(self, key: str, update: Update) -> "asyncio.Future[bool] | None":
        later: asyncio.Future[bool] | None = None  # what a last failure leaves
        async with self._failures.counted(f"update:{update.update_id}"):
            later = await self._handle(key, update)
        return later  # noqa: RET504 - the block above may swallow a mistake

    async def _album(self, messages: list[Message]) -> None:
        async with self._failures.counted(f"album:{messages[0].chat.id}:{messages[0].media_group_id}"):
            await self._inbound.messages.album(messages)

    async def _handle(self, key: str, update: Update) -> "asyncio.Future[bool] | None":
        message: Message | None = self._inbound.in_album(update)
        await self._albums.before(key, message)
        if message is not None:
            return self._albums.add(key, message)
        await self._inbound.handle(update)
        return None
