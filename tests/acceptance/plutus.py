"""Plutus: live chat with hours, a queue and tickets, where nobody of the staff writes first."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from tests.acceptance.desks import filled_in, open_now
from tests.stage import Stage, staged
from tests.walks.parts import on

BORJA, MICHAEL = "Borja | Plutus (Support)", "Michael | Plutus (Support)"
ACCOUNTS = {"borja": ["discord:2003"], "michael": ["telegram:5002"]}
HOURS = open_now()
OPEN = f"""
[live_chat]
{HOURS}
"""
PUBLIC = -1001000099
SHOT = bytes(range(256)) * 40


@asynccontextmanager
async def plutus(folder: Path, settings: str = OPEN, on_call: str = "[]") -> AsyncIterator[Stage]:
    """Plutus' desk: Borja on Discord and Michael on Telegram; a public group on Telegram beside #support."""
    desk = filled_in(folder, "plutus", ACCOUNTS, on_call)
    async with staged(folder, settings, desk=desk, running=False) as stage:
        members = [{"user": 5002, "status": "creator"}, {"user": 5101}, {"user": 5102}]
        members.append({"user": demo.TELEGRAM_BOT, "status": "member"})
        group = {"id": PUBLIC, "title": "Plutus talk", "members": members}
        await stage.sandbox.telegram.world({"groups": [group]})
        await stage.start()
        yield stage


def shown(agent: Person) -> str:
    return BORJA if isinstance(agent, DiscordPerson) else MICHAEL


def unmarked(message: Message) -> str:
    """The words without Discord's marks."""
    return message.text.replace("**", "").replace("\\", "")


async def ask(requester: Person, words: str) -> None:
    """Ask in the private chat."""
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.say(words)


async def transcript(stage: Stage, requester: Person) -> list[dict[str, str]]:
    """The entries of the transcript that was handed over."""
    handed = await requester.sees(lambda each: any(file.name.endswith(".json") for file in each.files))
    url = next(each.url for each in handed.files if each.name.endswith(".json"))
    entries: list[dict[str, str]] = json.loads(await stage.sandbox.download(url))["entries"]
    return entries


async def follow(person: Person, offer: Message) -> None:
    """Press the offer's button; on Telegram it is a link that opens the private chat."""
    if isinstance(person, TelegramPerson):
        button = offer.button("Continue in private")
        assert button is not None
        await person.start(button.url.partition("start=")[2])
    else:
        await person.press("Continue in private", offer)


async def bytes_of(stage: Stage, reader: Person) -> bytes:
    """The bytes of the file that somebody sees last."""
    seen = await reader.sees(lambda each: bool(each.files))
    return await stage.sandbox.download(seen.files[-1].url)


async def taken(desk: Stage, requester: Person, agent: Person, words: str) -> Message:
    """The question as the agent sees it in the case's room."""
    await on(agent)
    await ask(requester, words)
    await requester.sees("1st")
    await agent.press("Take next")
    return await agent.sees(words)
