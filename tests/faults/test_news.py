"""SIGKILL, twice, while many whose cases wait for an incident are told of it: each hears each revision once at most."""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from tests.acceptance.statusing import PLACES, furnished, publishes, writes
from tests.faults.trouble import SENDS, settled, soon
from tests.stage import Stage, staged
from tests.walks.test_n_incidents import COMPONENTS, SAID, TITLE

EACH = 250
"""So many people on each platform."""
AT_ONCE = 25
DISCORD, TELEGRAM = 30_000, 60_000
IN_THE_AIR = 30
"""What may be on its way to Telegram when the program dies: a second's messages."""
LATER = "The spare part comes at noon."


async def crowd(stage: Stage) -> list[Person]:
    """People on both platforms who have written about an incident and wait for its end."""
    ids = range(DISCORD, DISCORD + EACH)
    users = [{"id": each, "name": f"person{each}", "locale": "en-US"} for each in ids]
    guild = {"id": demo.GUILD, "name": "Harbour", "owner": 2003, "members": [{"user": each} for each in ids]}
    await stage.sandbox.discord.world({"users": users, "guilds": [guild]})
    numbers = range(TELEGRAM, TELEGRAM + EACH)
    named = [{"id": each, "first_name": f"P{each}", "language_code": "en"} for each in numbers]
    await stage.sandbox.telegram.world({"users": named})
    people: list[Person] = [DiscordPerson(stage.sandbox, each, demo.BOT) for each in ids]
    people += [TelegramPerson(stage.sandbox, each, demo.TELEGRAM_BOT) for each in numbers]
    for start in range(0, len(people), AT_ONCE):
        await asyncio.gather(*map(waits, people[start : start + AT_ONCE]))
    return people


async def waits(person: Person) -> None:
    if isinstance(person, TelegramPerson):
        await person.start()
    await person.say("My card was declined")
    await person.press("I have it too")
    await person.sees("waits for the end of an incident", timeout=60)


def is_news(message: Message) -> bool:
    return "News: " in message.text and LATER in message.text


async def heard(people: Sequence[Person]) -> Counter[str]:
    found: Counter[str] = Counter()
    for person in people:
        found[person.id] = sum(map(is_news, await person.messages("dm")))
    return found


async def sent(stage: Stage) -> int:
    """How many messages the program has asked the platforms to post since the journals were emptied."""
    calls = [*await stage.sandbox.discord.journal(), *await stage.sandbox.telegram.journal()]
    return sum(any(re.search(send, call.line) is not None for send in SENDS.values()) for call in calls)


async def test_500_hear_of_a_revision_through_two_kills_on_discord_once_and_on_telegram_never_twice(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, PLACES + 'on_call = ["telegram:5002"]\n', running=False) as stage:
        written = stage.config.read_text().replace('on_call = ["telegram:5002"]\n', "")
        stage.config.write_text('on_call = ["telegram:5002"]\n' + written + COMPONENTS)
        await furnished(stage.sandbox)
        await stage.start()
        await writes(stage.ben, "incident start", TITLE, SAID, components="cards", eta="2h")
        await publishes(stage.ben, SAID)
        await stage.ben.sees("is on its way")
        people = await crowd(stage)
        for platform in ("discord", "telegram"):
            control = stage.sandbox.discord if platform == "discord" else stage.sandbox.telegram
            await control.fault(SENDS[platform], "delay", times=2 * EACH, seconds=0.02)
        await stage.sandbox.discord.clear_journal()
        await stage.sandbox.telegram.clear_journal()
        await writes(stage.ben, "incident update", "", LATER, eta="5h")
        await publishes(stage.ben, LATER)
        for arrived in (60, 260):
            async for _ in soon(60):
                if await sent(stage) >= arrived:
                    break
            await stage.kill()
            assert (await heard(people)).total() < 2 * EACH, "it was killed on the way"
            await stage.start()
        report = await stage.ben.sees(
            lambda each: "News of #1 on their way" in each.text and "That is all." in each.text, timeout=90
        )
        await settled(stage)
        found = await heard(people)
        assert max(found.values()) == 1
        silent = [person for person in people if not found[person.id]]
        # Telegram cannot be asked whether a message that was on its way when the program died has arrived.
        assert all(isinstance(person, TelegramPerson) for person in silent)
        assert len(silent) <= 2 * IN_THE_AIR
        report = await stage.ben.sees(lambda each: each.id == report.id and each.place == report.place)
        assert all(f"telegram:{person.id}" in report.text for person in silent)
