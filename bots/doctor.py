"""`switchboard doctor`: what stands in a desk's way, each with the fix. It looks, and changes nothing."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

import aiohttp
import discord
from telegram.error import TelegramError

from adapters.discord.client import DiscordAdapter, FatalDiscordError
from adapters.discord.doctor import CLOCK
from adapters.email.outbound import greeted
from adapters.redis.durability import WANTED, losing
from adapters.redis.embedded import EmbeddedError
from adapters.redis.store import RedisStore
from adapters.telegram.adapter import TelegramAdapter
from bots import address, upkeep, wiring
from config.settings import Settings
from core.ports import StoreUnavailable
from core.words.texts import Text, Texts

PATIENCE = timedelta(seconds=20)
"""A platform that has not answered by then is named as unreachable."""

Verdict = Literal["fine", "loss", "fault"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at. A `loss` leaves the desk working with less; a `fault` does not."""

    about: Literal["store", "clock", "roster", "discord", "telegram", "mail", "web"]
    what: str
    verdict: Verdict
    fix: str = ""
    """Empty where it is fine."""

    def __str__(self) -> str:
        mark = {"fine": "✔", "loss": "–", "fault": "✖"}[self.verdict]
        return f"{mark} {self.about}: {self.what}" + (f". {self.fix}" if self.fix else "")


async def look(settings: Settings) -> tuple[Line, ...]:
    """Everything that can be looked at from here. What needs the store is left out while that is away."""
    try:
        async with upkeep.opened(settings, anew=True) as store:
            trouble = await store.healthy()
            if trouble is not None:
                return (_no_store(settings, trouble), *roster(settings))
            fine = Line("store", "it reads and writes", "fine")
            kept = await _kept(store)
            return (fine, *kept, *roster(settings), *await _platforms(settings, store))
    except (EmbeddedError, StoreUnavailable) as error:
        return (_no_store(settings, str(error)), *roster(settings))


async def _kept(store: RedisStore) -> list[Line]:
    """Whether what the store acknowledges survives a loss of power."""
    fix = f"Set {', '.join(f'{name} {value}' for name, value in WANTED.items())} on the server at store.url."
    found = await losing(store.connection)
    if found is None:
        return [Line("store", "the server does not tell whether it loses what it acknowledged", "loss", fix)]
    if not found:
        return []
    why = ", ".join(f"{name} is {value}" for name, value in found)
    return [Line("store", f"what was acknowledged may be lost: {why}", "loss", fix)]


def roster(settings: Settings) -> tuple[Line, ...]:
    """Whether anybody can answer, and anybody may administer."""
    tokens = {"discord": settings.discord.token, "telegram": settings.telegram.token}
    served = {name for name, token in tokens.items() if token is not None}
    if not served:
        fix = "Set SWITCHBOARD__DISCORD__TOKEN or SWITCHBOARD__TELEGRAM__TOKEN."
        return (Line("roster", "no platform has a token", "fault", fix),)
    able = [
        agent
        for agent in settings.agents
        if served & {account.partition(":")[0] for account in agent.accounts}
    ]
    if not able:
        fix = "Use /setup with the code that `switchboard run` prints, or add [[agents]] with their accounts."
        return (Line("roster", "the file names nobody who could answer", "loss", fix),)
    idle = ", ".join(agent.name for agent in settings.agents if agent not in able)
    if idle:
        fix = f"Give them an account on {' or '.join(sorted(served))}: {idle}."
        return (Line("roster", "some agents cannot be reached", "loss", fix),)
    return (Line("roster", f"{len(able)} can answer", "fine"),)


def fatal(lines: tuple[Line, ...]) -> bool:
    """Whether anything stops the desk from working."""
    return any(line.verdict == "fault" for line in lines)


def _no_store(settings: Settings, trouble: str) -> Line:
    where = (
        "the server at store.url" if settings.store.url else f"the built-in server in {settings.store.path}"
    )
    fix = (
        "Start it, or correct store.url; `redis-cli -u URL ping` must answer PONG."
        if settings.store.url
        else "Its own words are the reason: mend that, or set store.path to another folder."
    )
    return Line("store", f"{where} cannot be used: {trouble}", "fault", fix)


async def _platforms(settings: Settings, store: RedisStore) -> tuple[Line, ...]:
    program = wiring.built(settings, store, wiring.SystemClock())
    language = settings.desk.language
    lines: list[Line] = []
    if program.discord is not None:
        lines += await _discord(program.discord, program.texts, language)
    if program.telegram is not None:
        lines += await _telegram(program.telegram, program.texts, language)
        lines.append(await _clock(settings.telegram.api_url))
    lines += await _mail(settings)
    lines += await _web(settings)
    return tuple(lines)


async def _web(settings: Settings) -> list[Line]:
    """Whether people reach the desk's pages where it says that they do."""
    url = settings.web.url
    if url is None:
        return []
    listens = f"http://{settings.web.host}:{settings.web.port}"
    found = await address.troubles(url, settings.desk.id, listens)
    if not found:
        return [Line("web", f"{url} leads here", "fine")]
    return [Line("web", each.what, "loss", each.fix) for each in found]


async def _mail(settings: Settings) -> list[Line]:
    """Whether the mail server lets the desk in."""
    mail = wiring.mail_settings(settings)
    if mail is None:
        return []
    trouble = await greeted(mail)
    if trouble is None:
        return [Line("mail", f"{mail.host} takes mail", "fine")]
    return [Line("mail", f"{mail.host}: {trouble}", "loss", "Correct mail.url, mail.plain or mail.password.")]


async def _discord(adapter: DiscordAdapter, texts: Texts, language: str) -> list[Line]:
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            await adapter.start()
            try:
                findings = await adapter.doctor.look()
            finally:
                await adapter.stop()
    except FatalDiscordError as error:
        return [Line("discord", error.reason, "fault", f"{error.fix}.")]
    except (TimeoutError, discord.DiscordException) as error:
        return [_away("discord", "discord.com", type(error).__name__)]
    return [
        _line("discord", each.what, None if each.ok else each.fix, texts, language, needed=each.needed)
        for each in findings
    ]


async def _telegram(adapter: TelegramAdapter, texts: Texts, language: str) -> list[Line]:
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            await adapter.start()
            try:
                await adapter.recall()
                facts = await adapter.setup.facts()
            finally:
                await adapter.stop()
    except (TimeoutError, TelegramError) as error:
        return [_away("telegram", "api.telegram.org", type(error).__name__)]
    return [_line("telegram", each.what, each.fix, texts, language, needed=each.needed) for each in facts]


def _line(
    about: Literal["discord", "telegram"],
    what: Text,
    fix: Text | None,
    texts: Texts,
    language: str,
    *,
    needed: bool,
) -> Line:
    said = texts.say(language, what)
    if fix is None:
        return Line(about, said, "fine")
    return Line(about, said, "fault" if needed else "loss", texts.say(language, fix))


def _away(about: Literal["discord", "telegram"], host: str, error: str) -> Line:
    fix = f"Let this machine reach {host} by HTTPS, and check {about}.api_url; then try again."
    return Line(about, f"it cannot be reached ({error})", "fault", fix)


async def _clock(url: str) -> Line:
    """This machine's clock against the one that a platform's answers tell."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE.total_seconds())) as session,
            session.get(url) as response,
        ):
            told = response.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError) as error:
        return Line(
            "clock",
            f"nobody tells the time ({type(error).__name__})",
            "loss",
            f"Let this machine reach {url}.",
        )
    off = abs(datetime.now(UTC) - parsedate_to_datetime(told)) if told else timedelta()
    if off < CLOCK:
        return Line("clock", "it is right", "fine")
    seconds = round(off.total_seconds())
    return Line(
        "clock", f"it is off by {seconds} s", "fault", "Turn on time synchronisation (NTP) on this machine."
    )
