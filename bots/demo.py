"""The desk on a simulated Discord and Telegram: the real libraries and a real store, no tokens."""

import asyncio
import json
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bots import wiring
from bots.sandbox.client import DiscordPerson, Sandbox
from bots.sandbox.client.process import started
from config.settings import load

DESKS = Path(__file__).parent.parent / "config" / "desks"
DESK = DESKS / "demo.toml"
CUSTOMERS = DESKS / "demo-customers.toml"

GUILD, PANEL, FORUM, GENERAL, BOT = 1000, 1001, 1002, 1003, 1900
SWINDLER = 2666
"""Passes for Mo on Discord; here from the start only for whoever plays the demo."""
TELEGRAM_BOT, TELEGRAM_GROUP, TELEGRAM_COMMUNITY = 6000, -1001000005, -1001000007
DISCORD_TOKEN = "sandbox.discord.token"  # noqa: S105 - opens the sandbox only
TELEGRAM_TOKEN = "6000:sandbox-telegram-token-of-the-demo"  # noqa: S105 - opens the sandbox only


async def seed(sandbox: Sandbox) -> None:
    """A community on each platform: requesters, agents, a moderator, and the desk's bot."""
    await sandbox.discord.world(
        {
            "application": {
                "id": BOT,
                "token": DISCORD_TOKEN,
                "name": "Switchboard",
                "intents": {"members": True, "message_content": True, "presences": False},
            },
            "users": [
                {"id": 2001, "name": "ana", "global_name": "Ana", "locale": "en-US"},
                {"id": 2003, "name": "mo", "global_name": "Mo", "locale": "en-US"},
                {"id": 2101, "name": "rita", "global_name": "Rita", "locale": "en-US"},
                {"id": 2102, "name": "joao", "global_name": "João", "locale": "pt-BR"},
                {
                    "id": SWINDLER,
                    "name": "mo_support",
                    "global_name": "Mo | Harbour Support",
                    "locale": "en-US",
                },
            ],
            "guilds": [
                {
                    "id": GUILD,
                    "name": "Harbour",
                    "owner": 2003,
                    "locale": "en-US",
                    "roles": [{"id": 1100, "name": "Agents", "permissions": []}],
                    "channels": [
                        {"id": PANEL, "name": "support", "type": "text"},
                        {
                            "id": FORUM,
                            "name": "agents",
                            "type": "forum",
                            "private": True,
                            "overwrites": [
                                {
                                    "id": 1100,
                                    "type": "role",
                                    "allow": [
                                        "view_channel",
                                        "send_messages",
                                        "send_messages_in_threads",
                                        "read_message_history",
                                        "add_reactions",
                                        "attach_files",
                                    ],
                                }
                            ],
                        },
                        {"id": GENERAL, "name": "general", "type": "text"},
                    ],
                    "members": [
                        {"user": 2001, "roles": [1100]},
                        {"user": 2003, "roles": [1100]},
                        {"user": 2101},
                        {"user": 2102},
                    ],
                    "bot_permissions": BOT_PERMISSIONS,
                }
            ],
        }
    )
    await sandbox.telegram.world(
        {
            "bots": [
                {
                    "token": TELEGRAM_TOKEN,
                    "id": TELEGRAM_BOT,
                    "username": "switchboard_bot",
                    "name": "Switchboard",
                    "privacy": True,
                }
            ],
            "users": [
                {"id": 5001, "first_name": "Ana", "username": "ana_harbour", "language_code": "en"},
                {"id": 5002, "first_name": "Ben", "username": "ben_harbour", "language_code": "en"},
                {"id": 5101, "first_name": "Rui", "username": "rui", "language_code": "pt-PT"},
                {"id": 5102, "first_name": "Tess", "username": "tess", "language_code": "en"},
                {"id": 5666, "first_name": "Ben", "last_name": "| Harbour Support", "language_code": "en"},
            ],
            "groups": [
                {
                    "id": TELEGRAM_GROUP,
                    "title": "Harbour agents",
                    "forum": True,
                    "members": [
                        {"user": 5001, "status": "creator"},
                        {"user": 5002, "status": "administrator"},
                        {"user": TELEGRAM_BOT, "status": "administrator"},
                    ],
                },
                {
                    "id": TELEGRAM_COMMUNITY,
                    "title": "Harbour",
                    "members": [
                        {"user": 5001, "status": "creator"},
                        {"user": 5101, "status": "member"},
                        {"user": 5102, "status": "member"},
                        {"user": 5666, "status": "member"},
                        {"user": TELEGRAM_BOT, "status": "administrator"},
                    ],
                },
            ],
        }
    )


PLAYED = {
    "SWITCHBOARD__DIRECTORY__FILE": str(CUSTOMERS),
    "SWITCHBOARD__STATUS__PLACES": json.dumps(
        [f"discord:channel:{GENERAL}", f"telegram:chat:{TELEGRAM_COMMUNITY}"]
    ),
    "SWITCHBOARD__COMPONENTS": json.dumps(
        [
            {"id": "cards", "label": {"en": "Card payments", "pt-BR": "Pagamentos", "pt-PT": "Pagamentos"}},
            {"id": "app", "label": {"en": "The app", "pt-BR": "O aplicativo", "pt-PT": "A aplicação"}},
        ]
    ),
}
"""What a visitor has to play with beside the desk's file: customers, and what may be out of order, told in public."""

BOT_PERMISSIONS = [
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_private_threads",
    "create_public_threads",
    "manage_threads",
    "manage_messages",
    "ban_members",
    "moderate_members",
    "read_message_history",
    "add_reactions",
    "attach_files",
    "embed_links",
]


def environment(sandbox_url: str, folder: Path, web_port: int = 0, mail_url: str = "") -> dict[str, str]:
    """What points a program at the sandbox, in place of tokens for the real platforms."""
    mail = {
        "SWITCHBOARD__MAIL__URL": mail_url,
        "SWITCHBOARD__MAIL__PLAIN": "true",
        "SWITCHBOARD__MAIL__SENDER": "Support <help@desk.example>",
    }
    return {
        **(mail if mail_url else {}),
        "SWITCHBOARD__DISCORD__TOKEN": DISCORD_TOKEN,
        "SWITCHBOARD__DISCORD__API_URL": f"{sandbox_url}/discord/api/v10",
        "SWITCHBOARD__DISCORD__CDN_URL": f"{sandbox_url}/discord/cdn",
        "SWITCHBOARD__DISCORD__GATEWAY_URL": f"{sandbox_url.replace('http', 'ws', 1)}/discord/gateway",
        "SWITCHBOARD__TELEGRAM__TOKEN": TELEGRAM_TOKEN,
        "SWITCHBOARD__TELEGRAM__API_URL": f"{sandbox_url}/telegram",
        "SWITCHBOARD__STORE__PATH": str(folder),
        "SWITCHBOARD__WEB__PORT": str(web_port),
    }


async def run(port: int, stop: asyncio.Event, *, browser: bool, as_json: bool = False) -> None:
    """Start the sandbox and the desk; both end when `stop` is set."""
    with tempfile.TemporaryDirectory(prefix="switchboard-demo-") as folder:
        async with started(port) as sandbox:
            await seed(sandbox)
            await DiscordPerson(sandbox, SWINDLER, BOT).act("join", {"guild": GUILD})
            known = environment(sandbox.url, Path(folder), mail_url=await sandbox.mail.url())
            known |= PLAYED
            async with (
                wiring.assembled(load(DESK, known)) as program,
                asyncio.TaskGroup() as tasks,
            ):

                def ready(web: str) -> None:
                    line = f"ready {sandbox.url} (the sandbox: open it in a browser) desk {web}"
                    said = json.dumps({"ready": sandbox.url, "desk": web}) if as_json else line
                    print(said, flush=True)  # noqa: T201 - what the command says
                    if browser:
                        webbrowser.open(sandbox.url)

                connected: asyncio.Future[str] = asyncio.get_running_loop().create_future()
                furnishing = tasks.create_task(_furnish(program, connected, ready))
                await program.run(connected.set_result, stop)
                furnishing.cancel()


async def _furnish(
    program: wiring.Program, connected: asyncio.Future[str], ready: Callable[[str], None]
) -> None:
    """Post the panel, as an admin does once with `/setup`, have the console's links lead to this machine, then say that
    everything stands.
    """
    web = await connected
    rules = wiring.desk_rules(program.settings)
    program.desk.adopt(replace(rules, console=replace(rules.console, url=web)))
    if program.discord is not None:
        await program.discord.setup.run(GUILD, program.settings.desk.language)
    ready(web)
