"""The connection to Discord: log-in, gateway, and which event goes where."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import aiohttp
import discord
import yarl

from adapters.discord import refs
from adapters.discord.answers import Answers
from adapters.discord.aside import Aside
from adapters.discord.backfill import Backfill
from adapters.discord.commands import offered
from adapters.discord.doctor import Doctor
from adapters.discord.downloads import Downloads
from adapters.discord.gateway import Gateway, Readers, ShardedGateway
from adapters.discord.inbound import Inbound
from adapters.discord.interactions import Interactions
from adapters.discord.known import Known, Layout
from adapters.discord.lanes import Lanes
from adapters.discord.marks import Marks
from adapters.discord.observed import Observed
from adapters.discord.outbound import DiscordMessenger, Papers
from adapters.discord.pictures import Album
from adapters.discord.rest import Rest
from adapters.discord.settings import API, CDN, Settings
from adapters.discord.setup import Setup
from adapters.discord.verdicts import FAILURES
from adapters.discord.watch import Sight, Watch
from core.ports import Clock, Files, Handler, Store, StoreUnavailable
from core.seeing import Looks
from core.words.texts import Texts

logger = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=8)
"""The longest that discord.py may sleep inside a request before it says so instead."""

PACE = timedelta(milliseconds=50)
"""Between two looks at pictures."""

CANCELLED_WITHIN = timedelta(seconds=0.5)

GUILDS_WITHIN = timedelta(milliseconds=500)
"""So long is another server waited for after the last one before the session counts as ready."""

PORTAL = "in the Developer Portal (https://discord.com/developers/applications)"
FATAL = {
    4004: ("Discord refuses the token", f"make a new one {PORTAL}, under Bot, and set discord.token"),
    4010: ("Discord refuses this shard", "set discord.shard_count anew"),
    4011: ("Discord wants this bot to be sharded", "set discord.shard_count"),
    4012: ("Discord no longer speaks this version of its API", "update this program"),
    4013: ("Discord does not know these intents", "update this program"),
    4014: (
        "Discord does not grant the privileged intents",
        f"switch on message content and server members {PORTAL}, under Bot",
    ),
}
"""Close codes after which trying again only costs identifies: what is wrong, and the fix.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
"""

SPARED = 5
"""Sessions of the day's 1,000 that the program leaves unused."""

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=1)


class FatalDiscordError(Exception):
    """Discord will not have this bot as it is."""

    def __init__(self, reason: str, fix: str, code: int | None = None) -> None:
        super().__init__(f"{reason}: {fix}")
        self.reason = reason
        self.fix = fix
        self.code = code


class DiscordAdapter:
    """One Discord bot: what arrives goes to the desk, `messenger` is the way out.

    `ready` is set when the first session stands and the commands are offered.
    """

    def __init__(
        self,
        settings: Settings,
        handler: Handler,
        texts: Texts,
        files: Files,
        store: Store,
        papers: Papers,
        clock: Clock,
        seeing: Looks | None = None,
    ) -> None:
        """To be called where an event loop runs. Without `seeing` no pictures are compared."""
        _point_at(settings)
        self.ready = asyncio.Event()
        self._settings = settings
        self._handler = handler
        self._texts = texts
        self._files = files
        self._store = store
        self._clock = clock
        self._seeing = seeing
        self._known = Known(Layout.of(settings))
        self._intents = intents(settings)
        self._observed = Observed(self._known)
        self._client = _gateway(settings, self._intents, self._observed.trace())
        self._rest = Rest(self._client, PATIENCE)
        self._marks = Marks(store)
        self._aside = Aside(texts, clock)
        self.setup = Setup(self._client, self._rest, self._known, texts=texts, store=store)
        self.doctor = Doctor(self._client, settings, self._known.layout, observed=self._observed, store=store)
        self.messenger = DiscordMessenger(
            self._rest,
            settings,
            self._known,
            texts,
            files=files,
            store=store,
            papers=papers,
            marks=self._marks,
            aside=self._aside,
            emoji=self._emoji,
            announces=self._announces,
        )

    async def start(self) -> None:
        """Make `messenger` work without a gateway session, in a process that only delivers; `stop` ends it.

        Raises:
            FatalDiscordError: the token is refused.
        """
        try:
            await self._log_in()
        except discord.LoginFailure as error:
            raise FatalDiscordError(*FATAL[4004]) from error
        await self.setup.recall()

    async def reaches(self) -> bool:
        """Whether Discord tells what happens, and answers."""
        if not self._client.connected:
            return False
        try:
            await self._rest.gateway()
        except discord.RateLimited:
            return True
        except discord.HTTPException as error:
            return error.status < 500
        except (aiohttp.ClientError, OSError):
            return False
        except asyncio.CancelledError:
            self._rest.let_go()
            raise
        return True

    async def stop(self) -> None:
        self.ready.clear()
        self._rest.logged_in.clear()
        await self._client.close()

    async def run(self) -> None:
        """Connect and serve until cancelled. May be called again afterwards.

        Raises:
            FatalDiscordError: the token, the intents or the shards are refused.
        """
        try:
            async with asyncio.TaskGroup() as group, self._served(group):
                connected = group.create_task(self._connected())
                try:
                    await asyncio.wait({connected})
                finally:
                    await _ended(connected)
        except BaseExceptionGroup as problems:
            fatal, rest = problems.split(FatalDiscordError)
            if fatal is None or rest is not None:
                raise
            raise _first(fatal) from None

    @asynccontextmanager
    async def _served(self, group: asyncio.TaskGroup) -> AsyncIterator[None]:
        """Everything that an event needs, from before the first to after the last."""
        async with aiohttp.ClientSession() as session:
            downloads = Downloads(self._files, session, self._settings.api_url, self._settings.cdn_url)
            lanes = Lanes(group)
            inbound = Inbound(
                self._client,
                self._handler,
                self._store,
                downloads,
                known=self._known,
                lanes=lanes,
                marks=self._marks,
            )
            interactions = Interactions(
                self._handler,
                self._texts,
                downloads,
                self._known,
                Answers(self._texts, self._rest, self._store, self._clock, self._aside, lanes),
                lanes=lanes,
                settings=self._settings,
                setup=self.setup.by_interaction,
            )
            backfill = Backfill(self._client, self._store, inbound)
            album = Album(self._client, downloads)
            seeing = None if self._seeing is None else self._seeing(refs.CARRIER, album, PACE)
            sight = None if seeing is None else Sight(album, seeing)
            layout, role = self._known.layout, self._settings.staff_role
            watch = Watch(self._client, self._handler, lanes, layout, role, sight)
            self._client.serve(Readers(inbound, interactions, backfill, self._marks, watch, self._on_session))
            telling = group.create_task(self._marks.run())
            looking = [group.create_task(self._looked_through(watch))]
            if seeing is not None:
                looking.append(group.create_task(seeing.run()))
            try:
                yield
            finally:
                telling.cancel()
                for task in looking:
                    task.cancel()
                await self.stop()
                await self._marks.flush()

    async def _looked_through(self, watch: Watch) -> None:
        """Whoever came to a server of ours while nobody looked, once everything stands."""
        await self.ready.wait()
        if self._intents.members:
            for guild in self._client.guilds:
                await watch.all(guild)

    async def _connected(self) -> None:
        try:
            await self._log_in()
            await self._spare_sessions()
            await self._client.connect()
        except discord.LoginFailure as error:
            raise FatalDiscordError(*FATAL[4004]) from error
        except discord.PrivilegedIntentsRequired as error:
            raise FatalDiscordError(*FATAL[4014], 4014) from error
        except discord.ConnectionClosed as error:
            if error.code in FATAL:
                raise FatalDiscordError(*FATAL[error.code], error.code) from error
            raise

    async def _log_in(self) -> None:
        """Log in, waiting for Discord where it is away. A client that was closed before is opened again."""
        if self._client.is_closed():
            self._client.clear()
            self._forget_connector()
            await self._client.__aenter__()  # binds it to the running loop; `stop` is its exit
        wait = FIRST_WAIT
        while True:
            try:
                await self._client.login(self._settings.token)
                if self._settings.gateway_url is None and self._elsewhere:
                    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(await self._rest.gateway())
            except (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError) as error:
                logger.warning("Discord is away", extra={"error": type(error).__name__})
                await self._client.http.close()
                self._forget_connector()
                await asyncio.sleep(wait.total_seconds())
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                self._drop_refused_intents()
                self._rest.logged_in.set()
                return

    def _forget_connector(self) -> None:
        """It was closed with its session; discord.py makes another where there is none."""
        self._client.http.connector = discord.utils.MISSING

    async def _spare_sessions(self) -> None:
        """Leave some of the day's sessions for a person to start the program with.

        Raises:
            FatalDiscordError: there are hardly any left.
        """
        try:
            left, reset = await self._rest.sessions_left()
        except FAILURES as error:
            logger.warning("the day's sessions are not known", extra={"error": type(error).__name__})
            return
        if left <= SPARED:
            raise FatalDiscordError(
                f"Discord grants {left} sessions more today, and takes the token away beyond them",
                f"find out what restarts this program so often, and wait {reset // timedelta(minutes=1)} minutes",
            )

    @property
    def _elsewhere(self) -> bool:
        return self._settings.api_url not in (None, API)

    def _drop_refused_intents(self) -> None:
        """Asking for a privileged intent that the application has not got would end the session with 4014."""
        flags = self._client.application_flags
        if not (flags.gateway_message_content or flags.gateway_message_content_limited):
            self._drop("message_content")
        if not (flags.gateway_guild_members or flags.gateway_guild_members_limited):
            self._drop("members")

    def _drop(self, intent: str) -> None:
        # discord.py identifies with this very object, which was given to the client.
        if getattr(self._intents, intent):
            setattr(self._intents, intent, False)
            logger.warning("an intent is not granted", extra={"intent": intent})

    async def _on_session(self, whole: bool) -> None:
        """A new session stands (not a resumed one); `whole`: so do those of all shards."""
        if self.ready.is_set():
            return
        try:
            await self.setup.recall()
            if whole:
                await self._offer()
        except (StoreUnavailable, discord.HTTPException, discord.RateLimited) as error:
            # The commands of the last start still stand, and those of the panel need none.
            logger.warning("commands were not offered", extra={"error": type(error).__name__})
        if whole:
            self.ready.set()

    async def _offer(self) -> None:
        application, staff_guild = self._client.application_id, self._settings.staff_guild
        if application is None:
            return
        apart = staff_guild is not None and staff_guild != self._settings.guild
        everywhere, staff = offered(self._texts, apart=apart)
        await self._rest.offer_commands(application, None, everywhere)
        if staff and staff_guild is not None:
            await self._rest.offer_commands(application, staff_guild, staff)

    def _announces(self, channel: int) -> bool:
        """Whether it is an announcement channel, as far as the gateway has told."""
        found = self._client.get_channel(channel)
        return isinstance(found, discord.TextChannel) and found.is_news()

    def _emoji(self, emoji: str) -> str | None:
        """A reaction as Discord's routes take it: Unicode as it is, `:name:` if a server of ours has it."""
        if not emoji.startswith(":"):
            return emoji
        name = emoji.strip(":")
        found = discord.utils.get(self._client.emojis, name=name)
        return None if found is None else f"{found.name}:{found.id}"


def intents(settings: Settings) -> discord.Intents:
    """What is asked of the gateway; of the privileged ones none is needed, and each missing is named."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = wanted.dm_messages = True
    wanted.guild_reactions = wanted.dm_reactions = True
    wanted.guild_typing = wanted.dm_typing = True
    wanted.emojis_and_stickers = True
    wanted.message_content = settings.message_content
    wanted.members = settings.members
    return wanted


def _gateway(settings: Settings, wanted: discord.Intents, trace: aiohttp.TraceConfig) -> Gateway:
    sharded = settings.shard_count is not None
    make = partial(ShardedGateway, shard_count=settings.shard_count) if sharded else Gateway
    return make(
        intents=wanted,
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        allowed_mentions=discord.AllowedMentions.none(),
        guild_ready_timeout=GUILDS_WITHIN.total_seconds(),
        http_trace=trace,
    )


def _point_at(settings: Settings) -> None:
    """Discord's addresses are discord.py's own, for the whole process; so is its advice about voice."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord.http.Route.BASE = settings.api_url or API
    discord.Asset.BASE = settings.cdn_url or CDN
    if settings.gateway_url is not None:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)


async def _ended(task: "asyncio.Task[None]") -> None:
    """Cancel it until it is done: `asyncio.wait_for`, in which discord.py connects, may swallow a cancellation."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=CANCELLED_WITHIN.total_seconds())


def _first(group: BaseExceptionGroup[FatalDiscordError]) -> FatalDiscordError:
    found = group.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found
