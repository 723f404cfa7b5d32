"""What tests about status begin with: a place on each platform where the desk tells of it, and what stands there."""

import aiohttp

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, Sandbox, TelegramPerson
from tests.stage import Stage

NEWS, GROUP = 1044, -1001000088
PLACES = f"""
[status]
places = ["discord:channel:{NEWS}", "telegram:chat:{GROUP}"]
"""
"""The primary one is on Discord."""


async def furnished(sandbox: Sandbox) -> None:
    """Both places, where all people of the demo can read."""
    channel = {"id": NEWS, "name": "service-status", "type": "announcement"}
    guild = {"id": demo.GUILD, "name": "Harbour", "owner": 2003, "channels": [channel]}
    await sandbox.discord.world({"guilds": [guild]})
    members: list[dict[str, object]] = [{"user": each} for each in (5101, 5102, 5002)]
    members[-1]["status"] = "creator"
    members.append({"user": demo.TELEGRAM_BOT, "status": "administrator"})
    await sandbox.telegram.world({"groups": [{"id": GROUP, "title": "Service status", "members": members}]})


async def told(person: Person) -> list[Message]:
    """What the bot has told where this person reads of the service, oldest first."""
    found = await person.messages("service-status") or await person.messages("Service status")
    return [each for each in found if each.author_is_bot]


async def fetched(stage: Stage, path: str, **headers: str) -> tuple[int, str, str]:
    """What a reader of the desk's own pages gets: status, body, ETag."""
    async with (
        aiohttp.ClientSession() as reader,
        reader.get(stage.url + path, headers=headers) as answer,
    ):
        return answer.status, await answer.text(), answer.headers.get("ETag", "")


async def writes(agent: Person, command: str, title: str, words: str, **fields: str) -> None:
    """An agent fills in the command's form on Discord, or writes it all in one message on Telegram."""
    if isinstance(agent, DiscordPerson):
        await agent.command(f"/{command}", place="support")
        given: dict[str, str | list[str]] = {"words": words, **({"title": title} if title else {})}
        await agent.fill(
            given | {name: [value] if name in CHOSEN else value for name, value in fields.items()}
        )
        return
    if isinstance(agent, TelegramPerson):
        await agent.start()
    lines = [title, words, *(f"{name}: {value}" for name, value in fields.items())]
    await agent.command(f"/{command} " + "\n".join(filter(None, lines)))


CHOSEN = ("components", "level", "stage", "kind")
"""Fields that are chosen from, not written."""


async def publishes(agent: Person, words: str) -> None:
    """The agent looks at the draft with these words and makes it public."""
    draft = await agent.sees(lambda each: each.button("Publish") is not None and words in each.text)
    await agent.press("Publish", draft)


async def asked_for_status(person: TelegramPerson) -> str:
    """What `/status` answers in private."""
    await person.start()
    before = await person.sees(lambda each: each.author_is_bot and each.place.kind == "dm")
    await person.command("/status")
    return (await person.sees("chat", place=before.place, after=before)).text
