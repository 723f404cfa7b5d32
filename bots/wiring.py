"""Puts the program together: the only place that knows everybody."""

import asyncio
import base64
import hmac
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from aiohttp import web
from pydantic import SecretStr
from yarl import URL

from adapters.directory.lookup import Lookup, LookupSettings
from adapters.discord import refs as discord_refs
from adapters.discord.client import DiscordAdapter
from adapters.discord.settings import Settings as DiscordSettings
from adapters.email import refs as email_refs
from adapters.email.outbound import MailMessenger
from adapters.email.settings import MailSettings, Security
from adapters.pictures.gallery import Gallery
from adapters.reading.second import remembered_reading
from adapters.redis.neighbours import Neighbours
from adapters.redis.store import RedisStore, open_store
from adapters.telegram import refs as telegram_refs
from adapters.telegram.adapter import TelegramAdapter
from adapters.telegram.settings import TelegramSettings, Webhook
from adapters.web import app as pages
from adapters.web.console import ConsolePages
from adapters.web.doorway import Doorway
from adapters.web.hooks import Hook, Hooks
from adapters.web.mailing import WITHIN, MailPages
from adapters.web.metrics import PrometheusMeters
from adapters.web.reporting import ReportPages
from adapters.web.staff import StaffPages
from adapters.web.status import StatusPages
from adapters.web.transcripts import Transcripts
from bots import crowds, upkeep
from bots.papers import Papers
from config import directory
from config.catalogue import Catalogue
from config.policy import Places, policy, reloaded
from config.settings import Settings, SettingsError
from config.watch import watch
from core.cases.board import BOARDS
from core.clockwork import Clockwork
from core.courier import Courier
from core.desk import Desk
from core.health import Health
from core.policy import Policy
from core.ports import Clock, Messenger, StoreUnavailable
from core.seeing import Seeing
from core.status.own import STORE
from core.views import Views
from core.words.cards import Answer
from core.words.commands import Expelled, Undelivered
from core.words.people import Profile
from core.words.refs import Carrier, Place, carrier_of, direct, room_key
from core.words.texts import Texts

Part = Literal["discord", "telegram", "web", "worker"]
PARTS: tuple[Part, ...] = ("discord", "telegram", "web", "worker")
PATIENCE = timedelta(seconds=1.5)
"""So long a graceful stop waits for what is being sent."""
DUTY = timedelta(seconds=3)
IDLE = timedelta(seconds=5)
"""So long a reader's connection stays open for another request: crowds that come soon go again."""

log = logging.getLogger("switchboard")


class SystemClock:
    """The `Clock` port over the machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, duration: timedelta) -> None:
        await asyncio.sleep(duration.total_seconds())


class Adapter(Protocol):
    """What both platforms' adapters offer."""

    ready: asyncio.Event

    async def run(self) -> None: ...

    async def reaches(self) -> bool:
        """Whether the platform can be reached, while `run` is running."""
        ...

    async def start(self) -> None:
        """Make deliveries possible without taking what comes, until `stop`."""
        ...

    async def stop(self) -> None: ...


@dataclass(slots=True)
class Program:
    """A desk with everything around it, not yet running."""

    settings: Settings
    store: RedisStore
    desk: Desk
    courier: Courier
    clockwork: Clockwork
    clock: Clock
    app: web.Application
    texts: Texts
    shared: Neighbours | None = None
    """The way to the desks with which this one shares."""
    adapters: dict[Carrier, Adapter] = field(default_factory=dict)
    discord: DiscordAdapter | None = None
    telegram: TelegramAdapter | None = None
    parts: tuple[Part, ...] = PARTS
    file: Path | None = None
    """Watched for changed rules."""

    async def run(
        self, ready: Callable[[str], None], stop: asyncio.Event, parts: tuple[Part, ...] = PARTS
    ) -> None:
        """Work until `stop` is set; `ready` is told the web address once every platform is connected.

        What is being sent when it stops is finished and settled first.
        """
        self.parts = parts
        async with AsyncExitStack() as stack:
            url = await stack.enter_async_context(self._web()) if "web" in parts else ""
            try:
                async with asyncio.TaskGroup() as group:
                    tasks = [
                        group.create_task(
                            self._sole(carrier, adapter) if carrier in parts else _standing_by(adapter)
                        )
                        for carrier, adapter in self.adapters.items()
                    ]
                    courier = group.create_task(self.courier.run())
                    if "worker" in parts:
                        tasks.append(group.create_task(self.clockwork.run()))
                        tasks.append(group.create_task(upkeep.retention(self.store, self.desk, self.clock)))
                        tasks.append(group.create_task(upkeep.erasures(self.store, self.clock, self.shared)))
                        tasks.append(group.create_task(self._health(STORE, self._remembers).run()))
                    else:
                        tasks.append(group.create_task(self.clockwork.look()))
                    if self.file is not None:
                        tasks.append(group.create_task(self._follow(self.file)))
                    tasks.append(group.create_task(self._announce(ready, url, parts)))
                    await _first(stop.wait(), courier)
                    self.courier.stop()
                    await asyncio.wait({courier}, timeout=PATIENCE.total_seconds())
                    for task in (*tasks, courier):
                        task.cancel()
            finally:
                self.courier.stop()

    def on_hangup(self) -> None:
        """After SIGHUP the store is read anew: somebody has changed it from the command line."""

        def look_again() -> None:
            self.store.look_again()
            self.desk.lookout.stir()

        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, look_again)

    def unsettled(self) -> tuple[tuple[Carrier, str], ...]:
        """The setup codes of the platforms where nobody could answer."""
        accounts = [account for agent in self.desk.policy.agents for account in agent.accounts]
        served = {carrier_of(direct(account)) for account in accounts}
        return tuple((on, code) for on, code in self.desk.policy.setup_codes if on not in served)

    def connected(self) -> bool:
        """Whether every platform that this program serves is connected."""
        return all(
            adapter.ready.is_set() for carrier, adapter in self.adapters.items() if carrier in self.parts
        )

    async def _follow(self, file: Path) -> None:
        """Go by the file's rules as they change. What cannot be used is logged and leaves the old ones."""
        async for settings in watch(file, os.environ, self.clock.sleep):
            try:
                rules = await asyncio.to_thread(desk_rules, settings)
            except SettingsError as wrong:
                for problem in wrong.problems:
                    log.warning("settings.refused", extra={"source": problem.source, "wrong": problem.wrong})
                continue
            self.desk.adopt(reloaded(self.desk.policy, rules))
            self.desk.lookout.stir()
            log.info("settings.reloaded")

    async def _announce(self, ready: Callable[[str], None], url: str, parts: tuple[Part, ...]) -> None:
        for carrier, adapter in self.adapters.items():
            if carrier in parts:
                await adapter.ready.wait()
        for board in self.desk.policy.boards:
            for carrier in self.adapters:
                if board == room_key(BOARDS, "agent", 1, carrier):
                    await self._open_board(carrier)
        ready(url)

    async def _open_board(self, carrier: Carrier) -> None:
        while True:
            try:
                return await self.desk.open_board(carrier)
            except StoreUnavailable:
                await self.clock.sleep(DUTY)

    @asynccontextmanager
    async def _web(self) -> AsyncIterator[str]:
        runner = web.AppRunner(
            self.app, access_log=None, shutdown_timeout=1.0, keepalive_timeout=IDLE.total_seconds()
        )
        await runner.setup()
        try:
            host, port = self.settings.web.host, self.settings.web.port
            await web.TCPSite(runner, host, port).start()
            yield f"http://{host}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()

    async def _sole(self, carrier: Carrier, adapter: Adapter) -> None:
        """Take what comes on a platform as the only program that does; others stand by, and deliver all the same."""
        if self.store.alone:
            await self._work(carrier, adapter)
            return
        duty = f"token:{carrier}"
        while True:
            if not await self._holds(duty):
                await self._until_free(duty, adapter)
            async with asyncio.TaskGroup() as group:
                working = group.create_task(self._work(carrier, adapter))
                renewed = self.clock.now()
                while not working.done():
                    await self.clock.sleep(DUTY / 3)
                    if await self._holds(duty):
                        renewed = self.clock.now()
                    elif self.clock.now() - renewed >= DUTY:
                        log.warning("another program has taken over", extra={"platform": carrier})
                        working.cancel()
                        break
            if not working.cancelled():
                return

    async def _work(self, carrier: Carrier, adapter: Adapter) -> None:
        """Serve a platform, and tell of it while it cannot be reached."""
        async with asyncio.TaskGroup() as group:
            looking = group.create_task(self._health(carrier, adapter.reaches).run())
            try:
                await adapter.run()
            finally:
                looking.cancel()

    def _health(self, of: str, reaches: Callable[[], Awaitable[bool]]) -> Health:
        return Health(of, reaches, self.desk, self.texts, self.clock)

    async def _remembers(self) -> bool:
        return await self.store.healthy() is None

    async def _holds(self, duty: str) -> bool:
        """Whether the duty is this program's. A store that does not answer gives it to nobody."""
        try:
            return await self.store.hold(duty, DUTY) is not None
        except StoreUnavailable:
            log.warning("store unavailable", extra={"duty": duty})
            return False

    async def _until_free(self, duty: str, adapter: Adapter) -> None:
        await adapter.start()
        try:
            while not await self._holds(duty):
                await self.clock.sleep(DUTY / 3)
        finally:
            await adapter.stop()


@asynccontextmanager
async def assembled(
    settings: Settings, clock: Clock | None = None, file: Path | None = None
) -> AsyncIterator[Program]:
    """The program of these settings, its store open. `file` is watched for changed rules.

    Raises:
        EmbeddedError: another program holds the data folder, or the built-in store cannot start.
        StoreUnavailable: the configured server does not answer.
    """
    folder, desk = Path(settings.store.path), settings.desk.id
    async with open_store(store_url(settings), folder, desk) as store, upkeep.sharing(settings) as shared:
        program = built(settings, store, clock or SystemClock(), shared)
        program.file = file
        await program.clockwork.views.look()
        yield program


def built(settings: Settings, store: RedisStore, clock: Clock, shared: Neighbours | None = None) -> Program:
    """The program of these settings over an open store. Needs a running event loop."""
    rules = desk_rules(settings)
    texts = Catalogue.load(rules.language, rules.zone, rules.languages)
    meters = PrometheusMeters()
    messengers: dict[Carrier, Messenger] = {} if shared is None else {shared.carrier: shared}

    async def told(command: Undelivered | Expelled) -> Answer:
        return await desk.handle(command)  # which needs the courier first

    courier = Courier(store, messengers, clock, meters, told)
    lookup = _lookup(settings, meters)
    desk = Desk(store, store.files, texts, rules, clock, courier, meters, lookup, shared, crowds.beside)
    clockwork = Clockwork(desk, store, clock, Views(store, courier, desk.lookout), shared=not store.alone)
    papers = Papers(Transcripts(store, texts, rules), store, rules)
    program = Program(settings, store, desk, courier, clockwork, clock, web.Application(), texts, shared)
    mounts: list[pages.Mount] = []
    seeing = partial(Seeing, Gallery(), desk, clock) if settings.trust.pictures else None
    if settings.discord.token is not None:
        program.discord = DiscordAdapter(
            discord_settings(settings), desk, texts, store.files, store, papers, clock, seeing
        )
        program.adapters[discord_refs.CARRIER] = program.discord
        messengers[discord_refs.CARRIER] = program.discord.messenger
    if settings.telegram.token is not None:
        program.telegram = TelegramAdapter(
            telegram_settings(settings), desk, texts, store.files, store, papers=papers, seeing=seeing
        )
        program.adapters[telegram_refs.CARRIER] = program.telegram
        messengers[telegram_refs.CARRIER] = program.telegram.messenger
        mounts.append(program.telegram.routes)
    mail = mail_settings(settings)
    if mail is not None:
        messengers[email_refs.CARRIER] = MailMessenger(mail, texts, clock)
    address = settings.web.url or f"http://{settings.web.host}:{settings.web.port}"
    by_mail = mail is not None and settings.web.url is not None
    mounts.append(StatusPages(store, texts, lambda: desk.policy, clock, address, by_mail=by_mail).routes)
    if by_mail:
        asking = Doorway(clock, behind_proxy=settings.web.behind_proxy, within=WITHIN)
        mounts.append(MailPages(desk, texts, lambda: desk.policy, clock, asking).routes)
    doorway = Doorway(clock, behind_proxy=settings.web.behind_proxy)
    tried = Doorway(clock, behind_proxy=settings.web.behind_proxy)
    mounts.append(ConsolePages(store, texts, desk, lambda: desk.policy, clock, tried).routes)
    mounts.append(StaffPages(desk.vetting, texts, meant, doorway).routes)
    reporting = Doorway(clock, behind_proxy=settings.web.behind_proxy, within=WITHIN)
    mounts.append(ReportPages(desk, texts, lambda: desk.policy, accused, reporting).routes)
    mounts.append(Hooks(hooks(settings), desk, clock).routes)
    program.app = pages.build(store, meters, clock, program.connected, *mounts)
    return program


def meant(pasted: str) -> tuple[Profile, ...]:
    """Whom pasted words mean: the account of either platform that they may be, else a name."""
    on_discord, on_telegram = discord_refs.pasted(pasted), telegram_refs.pasted(pasted)
    read = () if on_discord is None else (Profile(on_discord, ()),)
    return read if read and on_telegram.account is None else (*read, on_telegram)


def accused(platform: str, pasted: str) -> Profile | None:
    """The account of that platform that pasted words mean, by its number or its user name."""
    read = {discord_refs.CARRIER: discord_refs.accused, telegram_refs.CARRIER: telegram_refs.accused}
    return read[Carrier(platform)](pasted) if platform in read else None


def store_url(settings: Settings) -> str | None:
    """The store's server; None where the built-in one is used."""
    return settings.store.url.get_secret_value() if settings.store.url else None


def desk_rules(settings: Settings) -> Policy:
    """The rules that these settings make, with the directory's file.

    Raises:
        SettingsError: that file cannot be used.
    """
    rules = _with_boards(policy(settings, places()), settings)
    book = rules.people.book
    if settings.directory.file is not None:
        by_contract = any(not plan.open_to for plan in rules.book.plans)
        plans = [plan.id for plan in rules.book.plans] if by_contract else []
        book = directory.read(Path(settings.directory.file), plans)
    people = replace(rules.people, book=book, key=code_key(settings))
    texts = replace(rules.texts, second=remembered_reading)
    return replace(rules, setup_codes=setup_codes(settings), people=people, texts=texts)


def code_key(settings: Settings) -> bytes:
    """What makes the codes that prove addresses: 256 bits that are not in the store."""
    own = settings.people.secret
    secrets = (own,) if own is not None else (settings.discord.token, settings.telegram.token)
    known = "\n".join(secret.get_secret_value() for secret in secrets if secret is not None)
    return hmac.digest(known.encode(), f"switchboard proof {settings.desk.id}".encode(), "sha256")


def setup_codes(settings: Settings) -> tuple[tuple[Carrier, str], ...]:
    """What proves to `/setup` that somebody is the operator: 80 bits that only a token's holder can know."""
    tokens = (
        (discord_refs.CARRIER, settings.discord.token),
        (telegram_refs.CARRIER, settings.telegram.token),
    )
    return tuple((on, _code(token, settings.desk.id)) for on, token in tokens if token is not None)


def _code(token: SecretStr, desk: str) -> str:
    drawn = hmac.digest(token.get_secret_value().encode(), f"switchboard setup {desk}".encode(), "sha256")
    letters = base64.b32encode(drawn[:10]).decode()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def places() -> Places:
    """How the adapters name channels and chats."""

    def on_telegram(chat: int, thread: int | None) -> Place:
        return telegram_refs.place(chat, thread)

    return Places(
        discord=lambda _guild, channel: discord_refs.channel(channel),
        telegram=on_telegram,
        server=discord_refs.guild,
        role=discord_refs.role,
    )


def discord_settings(settings: Settings) -> DiscordSettings:
    """The Discord side as its adapter wants it."""
    own = settings.discord
    return DiscordSettings(
        token=own.token.get_secret_value() if own.token else "",
        guild=own.guild,
        staff_guild=own.staff_guild,
        panel_channel=own.panel_channel,
        agents_forum=own.agents_forum,
        api_url=own.api_url,
        gateway_url=own.gateway_url,
        cdn_url=own.cdn_url,
        requests_per_second=own.requests_per_second,
        requester_room=own.requester_room,
        staff_role=own.staff_role,
        shard_count=own.shard_count,
        news=tuple(dict.fromkeys(_discord_channels(settings.status.places))),
        roles=tuple((int(each.place.split(":")[2]), each.role) for each in settings.status.roles),
    )


def telegram_settings(settings: Settings) -> TelegramSettings:
    """The Telegram side as its adapter wants it."""
    own = settings.telegram
    secret = own.webhook_secret.get_secret_value() if own.webhook_secret else ""
    return TelegramSettings(
        token=own.token.get_secret_value() if own.token else "",
        api_url=own.api_url,
        agent_groups=own.agent_groups,
        communities=own.communities,
        staff_tag=own.staff_tag or "",
        news=tuple(dict.fromkeys(_telegram_chats(settings.status.places))),
        messages_per_second=own.messages_per_second,
        chat_per_second=own.chat_per_second,
        group_per_minute=own.group_per_minute,
        webhook=Webhook(own.webhook_url, secret) if own.webhook_url else None,
    )


def _telegram_chats(written: Iterable[str]) -> Iterator[int]:
    """The groups and channels among places, as they are written in the settings."""
    for each in written:
        match each.split(":"):
            case ["telegram", "chat", number] | ["telegram", "topic", number, _]:
                yield int(number)
            case _:
                pass


def _discord_channels(written: Iterable[str]) -> Iterator[int]:
    """The channels among places, as they are written in the settings."""
    for each in written:
        match each.split(":"):
            case ["discord", "channel", number]:
                yield int(number)
            case _:
                pass


def hooks(settings: Settings) -> dict[str, Hook]:
    """The monitors' ways in, by their ids."""
    shared = settings.status.hook_secret
    return {
        each.id: Hook(
            each.id,
            each.form,
            (each.secret or shared or SecretStr("")).get_secret_value(),
            each.component_label,
            each.component,
            dict(each.levels),
        )
        for each in settings.monitors
    }


def mail_settings(settings: Settings) -> MailSettings | None:
    """The mail server as its adapter wants it, where there is one."""
    own = settings.mail
    if own.url is None:
        return None
    url = URL(own.url)
    security: Security = "tls" if url.scheme == "smtps" else "none" if own.plain else "starttls"
    return MailSettings(
        host=url.host or "",
        port=url.port or (465 if security == "tls" else 587),
        sender=own.sender,
        desk=settings.desk.name,
        user=url.user,
        password=own.password.get_secret_value() if own.password else None,
        security=security,
        code_key=code_key(settings),
        pages=settings.web.url,
    )


def _lookup(settings: Settings, meters: PrometheusMeters) -> Lookup | None:
    own = settings.directory
    if own.url is None:
        return None
    token = own.token.get_secret_value() if own.token else None
    return Lookup(LookupSettings(own.url, token, own.timeout, own.private), meters.looked_up)


def _with_boards(rules: Policy, settings: Settings) -> Policy:
    """Where no board's place is configured, each platform with a place for agents gets a room for it."""
    if rules.boards:
        return rules
    homes: list[Carrier] = []
    if settings.discord.token is not None and settings.discord.agents_forum is not None:
        homes.append(discord_refs.CARRIER)
    if settings.telegram.token is not None and settings.telegram.agent_groups:
        homes.append(telegram_refs.CARRIER)
    return replace(rules, boards=tuple(room_key(BOARDS, "agent", 1, home) for home in homes))


async def _first(*waits: Awaitable[object]) -> None:
    tasks = [asyncio.ensure_future(each) for each in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)


async def _standing_by(adapter: Adapter) -> None:
    """Deliver on a platform whose events another program takes."""
    await adapter.start()
    try:
        await asyncio.Event().wait()
    finally:
        await adapter.stop()
