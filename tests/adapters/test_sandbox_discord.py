"""The sandbox's Discord, met by the real discord.py over TCP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from aiohttp import web
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bots.sandbox.bus import Bus
from bots.sandbox.discord import World, mount

ANNA, BEN, OWNER = 1001, 1002, 1003
GUILD, STAFF, LOBBY, DESK, FORUM, SECRET = 2001, 2101, 2201, 2202, 2203, 2204
WORLD = {
    "application": {
        "id": 900,
        "name": "Desk",
        "token": "t0ken",
        "intents": {"members": True, "message_content": True, "presences": False},
    },
    "users": [
        {"id": ANNA, "name": "anna", "global_name": "Anna", "locale": "de"},
        {"id": BEN, "name": "ben"},
        {"id": OWNER, "name": "owner"},
    ],
    "guilds": [
        {
            "id": GUILD,
            "name": "Town",
            "owner": OWNER,
            "locale": "fr",
            "roles": [{"id": STAFF, "name": "staff", "permissions": ["manage_threads"]}],
            "bot_permissions": [
                "view_channel",
                "send_messages",
                "send_messages_in_threads",
                "create_private_threads",
                "create_public_threads",
                "manage_threads",
                "manage_channels",
                "manage_roles",
                "manage_messages",
                "read_message_history",
                "embed_links",
                "attach_files",
                "add_reactions",
            ],
            "channels": [
                {"id": LOBBY, "name": "lobby"},
                {
                    "id": DESK,
                    "name": "desk",
                    "private": True,
                    "overwrites": [{"role": "staff", "allow": ["view_channel"]}],
                },
                {"id": FORUM, "name": "cases", "type": "forum", "tags": ["open", "done"]},
                {"id": SECRET, "name": "secret", "private": True, "bot": False},
            ],
            "members": [{"user": ANNA}, {"user": BEN, "roles": ["staff"], "nick": "Benny"}],
        }
    ],
}


@dataclass
class Sandbox:
    world: World
    url: str
    http: aiohttp.ClientSession

    async def post(self, path: str, status: int = 200, /, **asked: Any) -> Any:
        async with self.http.post(f"{self.url}/control/discord/{path}", json=asked) as response:
            said = await response.json()
            assert response.status == status, said
            return said

    async def act(self, who: int, deed: str, status: int = 200, /, **asked: Any) -> Any:
        return await self.post(f"users/{who}/{deed}", status, **asked)

    async def view(self, user: int, **at: int) -> Any:
        async with self.http.get(f"{self.url}/control/discord/users/{user}/view", params=at) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def until(self, user: int, look: Callable[[Any], Any]) -> Any:
        """What `look` finds in the user's view, as soon as it finds something."""
        seen = -1
        while True:
            number = self.world.bus.last
            found = look(await self.view(user))
            if found:
                return found
            seen = number
            assert await self.world.bus.after(seen, 5), "nothing happens any more"


@dataclass
class Bot:
    """A discord.py client that records its raw events and answers what a test tells it to."""

    client: discord.Client
    tree: app_commands.CommandTree[Any]
    running: asyncio.Task[None] = field(init=False)
    heard: asyncio.Queue[tuple[str, Any]] = field(default_factory=asyncio.Queue)

    async def next(self, event: str) -> Any:
        async with asyncio.timeout(10):
            while True:
                name, what = await self.heard.get()
                if name == event:
                    return what


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    app = web.Application()
    world = mount(app, Bus())
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession() as http:
        box = Sandbox(world, f"http://127.0.0.1:{port}", http)
        await box.post("world", **WORLD)
        yield box
    await runner.cleanup()


@asynccontextmanager
async def running(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, intents: discord.Intents, **options: Any
) -> AsyncIterator[Bot]:
    monkeypatch.setattr(Route, "BASE", f"{sandbox.url}/discord/api/v10")
    monkeypatch.setattr(
        DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.url).with_scheme("ws") / "discord/gateway"
    )
    client = discord.Client(intents=intents, guild_ready_timeout=0.05, **options)
    bot = Bot(client, app_commands.CommandTree(client))

    def record(name: str) -> Callable[..., Awaitable[None]]:
        async def note(*args: Any) -> None:
            bot.heard.put_nowait((name, args[0] if len(args) == 1 else args))

        note.__name__ = f"on_{name}"
        return note

    for name in (
        "message",
        "raw_message_edit",
        "raw_message_delete",
        "raw_reaction_add",
        "interaction",
        "resumed",
        "ready",
        "thread_create",
        "thread_update",
        "member_join",
        "raw_member_remove",
        "guild_join",
        "guild_remove",
        "disconnect",
    ):
        client.event(record(name))
    try:
        await client.login("t0ken")
    except discord.LoginFailure:
        await client.close()
        raise
    task = bot.running = asyncio.create_task(client.connect())
    ready = asyncio.create_task(client.wait_until_ready())
    done, _ = await asyncio.wait({task, ready}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
    if ready not in done:
        ready.cancel()
        await client.close()
        await task
    try:
        yield bot
    finally:
        await client.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def bot(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    intents = discord.Intents.default()
    intents.members = intents.message_content = True
    async with running(sandbox, monkeypatch, intents) as running_bot:
        yield running_bot


async def test_a_client_logs_in_and_finds_its_guild(bot: Bot) -> None:
    guild = bot.client.get_guild(GUILD)
    assert guild is not None
    assert bot.client.user is not None
    assert bot.client.user.id == 900
    assert {channel.name for channel in guild.channels} == {"lobby", "desk", "cases", "secret"}
    assert guild.chunked
    assert not guild.me.guild_permissions.administrator
    assert bot.client.application_id == 900


async def test_direct_messages_go_both_ways(sandbox: Sandbox, bot: Bot) -> None:
    channel = (await sandbox.act(ANNA, "dm", user=900))["channel"]
    await sandbox.act(ANNA, "send", channel=channel, text="hello")
    message = await bot.next("message")
    assert message.content == "hello"
    assert message.guild is None
    await message.reply("**yes?**")
    view = await sandbox.view(ANNA)
    first, second = view["messages"][channel]
    assert second["reply_to"] == first["id"]
    assert second["html"] == "<strong>yes?</strong>"
    assert second["author"] == {"id": "900", "name": "Desk", "bot": True}


async def test_slash_modal_receipt(sandbox: Sandbox, bot: Bot) -> None:
    class Form(discord.ui.Modal, title="Tell us"):
        words = discord.ui.TextInput[Any](label="What is it?", max_length=100)

        async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_message(f"got {self.words.value}", ephemeral=True)

    @bot.tree.command(name="help", description="Ask")
    async def ask(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(Form())
        assert interaction.locale is discord.Locale.german
        assert interaction.guild_locale is discord.Locale.french

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="help")
    modal = await sandbox.until(ANNA, lambda view: view["modals"])
    assert modal[0]["title"] == "Tell us"
    await sandbox.act(ANNA, "submit", modal=modal[0]["id"], fields={"What is it?": "a leak"})
    receipt = await sandbox.until(ANNA, lambda view: view["messages"][str(LOBBY)])
    assert receipt[0]["content"] == "got a leak"
    assert receipt[0]["ephemeral"]
    assert (await sandbox.view(BEN))["messages"][str(LOBBY)] == []
    states = [each["state"] for each in (await sandbox.view(ANNA))["interactions"]]
    assert states == ["answered", "answered"]
