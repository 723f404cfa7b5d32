"""The tuned bare echo of each platform: the library alone, answering each private message with its own words.

python -m tests.bench.echo discord|telegram URL
"""

import asyncio
import sys

import discord
import uvloop
import yarl
from telegram import Bot, Update

from adapters.telegram.transport import AiohttpRequest

PRESENT = "ready"


class Echo(discord.Client):
    async def on_ready(self) -> None:
        print(PRESENT, flush=True)

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            await message.channel.send(message.content, allowed_mentions=discord.AllowedMentions.none())


async def on_discord(url: str) -> None:
    """As lean as discord.py goes: no caches, no member chunking."""
    discord.http.Route.BASE = f"{url}/discord/api/v10"
    gateway = url.replace("http", "ws", 1)
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{gateway}/discord/gateway")
    intents = discord.Intents(guilds=True, dm_messages=True)
    client = Echo(
        intents=intents,
        max_messages=None,
        chunk_guilds_at_startup=False,
        member_cache_flags=discord.MemberCacheFlags.none(),
        guild_ready_timeout=0.05,
    )
    async with client:
        await client.start("token")


async def on_telegram(url: str) -> None:
    """python-telegram-bot's Bot over the product's own transport: its HTTP client is slower by far."""
    bot = Bot(
        "6000:token",
        f"{url}/telegram/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    await bot.initialize()
    print(PRESENT, flush=True)
    offset = 0
    async with asyncio.TaskGroup() as group:
        while True:
            updates: tuple[Update, ...] = await bot.get_updates(offset=offset, timeout=30)
            for update in updates:
                offset = update.update_id + 1
                if update.message is not None and update.message.text:
                    group.create_task(bot.send_message(update.message.chat_id, update.message.text))


if __name__ == "__main__":
    uvloop.run({"discord": on_discord, "telegram": on_telegram}[sys.argv[1]](sys.argv[2]))
