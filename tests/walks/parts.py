"""What several walks begin with, and what they look at."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from bots.sandbox.client.seen import Place
from tests.stage import Stage

PAIRS = [("D", "D"), ("D", "T"), ("T", "D"), ("T", "T")]
"""Who asks and who answers, by the platforms' initials."""


CODE: Final = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")
"""A code that is handed from one person to another."""


def code_in(shown: Message) -> str:
    """The code that a message shows."""
    found = CODE.search(shown.text)
    assert found is not None
    return found[0]


async def on(*agents: Person) -> None:
    """The agents come on duty, on Telegram in the private chat and on Discord in the server."""
    for agent in agents:
        if isinstance(agent, TelegramPerson):
            await agent.start()
        await agent.command("/on", place=None if isinstance(agent, TelegramPerson) else "support")
        await agent.sees("You are on")


async def opened(stage: Stage, requester: Person, agent: Person, words: str) -> Message:
    """The question as the agent sees it, asked in the private chat and taken from the board."""
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await on(agent)
    await requester.say(words)
    await requester.sees("1st")
    await agent.press("Take next")
    return await agent.sees(words)


async def queued(requester: Person, words: str) -> None:
    """Ask in the private chat and see the card of those who wait."""
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.say(words)
    await requester.sees(lambda each: each.author_is_bot and len(each.buttons) == 2)


def heads(question: Message) -> Callable[[Message], bool]:
    """Whether a message is the card that heads the question's room."""
    return lambda each: each.place == question.place and each.button("Close") is not None


def of_one_each(folder: Path) -> Path:
    """The desk with agents who carry one case at a time."""
    changed = [
        "capacity = 1" if line.startswith("capacity") else line for line in demo.DESK.read_text().splitlines()
    ]
    written = folder / "desk.toml"
    written.write_text("\n".join(changed))
    return written


async def heading(agent: Person, room: Place) -> Message:
    """The card that heads a room."""
    return await agent.sees(lambda each: each.place == room and "Asked:" in each.text)


def desk_of(agent: Person) -> str | None:
    """Where an agent gives commands that concern no room."""
    return None if isinstance(agent, TelegramPerson) else "support"


def colleague(stage: Stage, of: str, on_platform: str) -> tuple[Person, str]:
    """Another agent than the one of that platform, and their name."""
    if of != on_platform:
        return (stage.mo, "Mo") if on_platform == "D" else (stage.ben, "Ben")
    return (stage.ana, "Ana") if on_platform == "T" else (DiscordPerson(stage.sandbox, 2001, demo.BOT), "Ana")
