"""Two tokens, a bare server and a bare group: what an operator begins with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bots import demo
from bots.sandbox.client import DiscordPerson, Sandbox, TelegramPerson, started
from tests.stage import PATIENCE, Stage

T = TypeVar("T")

GUILD, STAFF_GUILD, GROUP = 7000, 7100, -1007000005
OLGA, RITA = 7001, 7002
"""The operator and somebody who asks, with the same numbers on both platforms."""
NEEDED = [
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_private_threads",
    "create_public_threads",
    "manage_threads",
    "manage_messages",
    "read_message_history",
    "add_reactions",
    "attach_files",
    "embed_links",
    "manage_channels",
    "manage_roles",
]
"""What the README says the bot needs. Administrator is not in it."""


def discord_world(
    *, permissions: list[str] | None = None, intents: bool = True, guilds: tuple[int, ...] = (GUILD,)
) -> dict[str, object]:
    """Servers with nothing in them but their people and the bot."""
    return {
        "application": {
            "id": demo.BOT,
            "token": demo.DISCORD_TOKEN,
            "name": "Switchboard",
            "intents": {"members": intents, "message_content": intents, "presences": False},
        },
        "users": [
            {"id": OLGA, "name": "olga", "global_name": "Olga", "locale": "en-US"},
            {"id": RITA, "name": "rita", "global_name": "Rita", "locale": "en-US"},
        ],
        "guilds": [
            {
                "id": guild,
                "name": "Bare" if guild == GUILD else "Staff",
                "owner": OLGA,
                "locale": "en-US",
                "channels": [{"id": guild + 50, "name": "general", "type": "text"}],
                "members": [{"user": OLGA}, *([{"user": RITA}] if guild == GUILD else [])],
                "bot_permissions": NEEDED if permissions is None else permissions,
            }
            for guild in guilds
        ],
    }


def telegram_world(*, forum: bool = True, status: str = "administrator") -> dict[str, object]:
    return {
        "bots": [
            {
                "token": demo.TELEGRAM_TOKEN,
                "id": demo.TELEGRAM_BOT,
                "username": "switchboard_bot",
                "name": "Switchboard",
                "privacy": True,
            }
        ],
        "users": [
            {"id": OLGA, "first_name": "Olga", "username": "olga", "language_code": "en"},
            {"id": RITA, "first_name": "Rita", "username": "rita", "language_code": "en"},
        ],
        "groups": [
            {
                "id": GROUP,
                "title": "Agents",
                "forum": forum,
                "members": [
                    {"user": OLGA, "status": "creator"},
                    {"user": RITA, "status": "member"},
                    {"user": demo.TELEGRAM_BOT, "status": status},
                ],
            }
        ],
    }


@dataclass(slots=True)
class Hour:
    """A stage of the operator's own, and a count of what people have done."""

    stage: Stage
    codes: dict[str, str]
    actions: int = 0

    async def does(self, action: Awaitable[T]) -> T:
        """One thing that a person does."""
        self.actions += 1
        return await action

    @property
    def olga(self) -> DiscordPerson:
        return DiscordPerson(self.stage.sandbox, OLGA, demo.BOT)

    @property
    def rita(self) -> DiscordPerson:
        return DiscordPerson(self.stage.sandbox, RITA, demo.BOT)

    @property
    def olga_on_telegram(self) -> TelegramPerson:
        return TelegramPerson(self.stage.sandbox, OLGA, demo.TELEGRAM_BOT)

    @property
    def rita_on_telegram(self) -> TelegramPerson:
        return TelegramPerson(self.stage.sandbox, RITA, demo.TELEGRAM_BOT)

    async def run(self) -> None:
        """Start the program and read the codes that it prints for platforms where nobody answers."""
        await self.stage.start()
        process = self.stage.program
        assert process is not None
        assert process.stdout is not None
        for _ in range(2):
            line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode().split()
            self.codes[line[line.index("on") + 1]] = line[line.index("/setup") + 1]


@asynccontextmanager
async def an_hour(
    folder: Path,
    *,
    discord: dict[str, object] | None = None,
    telegram: dict[str, object] | None = None,
    settings: str = "",
) -> AsyncIterator[Hour]:
    """A sandbox with bare places, and a configuration with two tokens and nothing else."""
    async with AsyncExitStack() as stack:
        sandbox: Sandbox = await stack.enter_async_context(started())
        await sandbox.discord.world(discord or discord_world())
        await sandbox.telegram.world(telegram or telegram_world())
        config = folder / "switchboard.toml"
        config.write_text(settings)
        stage = Stage(sandbox, folder, config, demo.environment(sandbox.url, folder / "data"))
        try:
            yield Hour(stage, {})
        finally:
            await stage.kill()
