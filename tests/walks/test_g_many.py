"""Walk g: one person at once fifty times over, and many people at once."""

import asyncio
import json
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Person, TelegramPerson
from tests.stage import Stage, staged

MANY = 20
OPEN = """
[live_chat]
needs_agents = false
fullness = 1000
"""


@pytest.mark.fault(24)
@pytest.mark.parametrize("platform", ["D", "T"])
async def test_fifty_first_messages_of_one_person_are_one_case_with_all_of_them(
    tmp_path: Path, platform: str
) -> None:
    async with staged(tmp_path, OPEN) as stage:
        person: Person = stage.rita if platform == "D" else stage.tess
        if isinstance(person, TelegramPerson):
            await person.start()
        place = await person.place(None)
        said = [f"line {number:02}" for number in range(50)]
        await asyncio.gather(*(person.say(words, place=place) for words in said))
        await person.sees("1st")

        async def received() -> bool:
            marked = [each for each in await person.messages(place) if each.emoji]
            return len(marked) >= len(said) - 1

        assert await person.until(received, 60), "all but the asking itself are marked as received"
        await person.command("/transcript")
        handed = await person.sees(lambda each: any(file.name.endswith(".json") for file in each.files))
        url = next(file.url for file in handed.files if file.name.endswith(".json"))
        data = json.loads(await stage.sandbox.download(url))
        assert data["case"] == 1
        texts = [entry["text"] for entry in data["entries"] if entry["kind"] == "said"]
        there = [each.text for each in await person.messages(place) if each.text.startswith("line ")]
        assert sorted(texts) == said
        assert texts == there, "in the platform's order"


async def test_many_people_at_once_get_a_case_each(tmp_path: Path) -> None:
    async with staged(tmp_path, OPEN) as stage:
        people = await crowd(stage)
        places = [await each.place(None) for each in people]
        pairs = zip(people, places, strict=True)
        await asyncio.gather(*(person.say(f"help {person.id}", place=at) for person, at in pairs))
        cards = await asyncio.gather(*(person.sees("Case #") for person in people))
        numbers = {card.text.split("Case #")[1].split()[0] for card in cards}
        assert len(numbers) == len(people)


async def crowd(stage: Stage) -> list[Person]:
    """As many new people on each platform."""
    known = [{"id": 30_000 + number, "name": f"d{number}", "locale": "en-US"} for number in range(MANY)]
    await stage.sandbox.discord.world({"users": known})
    new = [
        {"id": 40_000 + number, "first_name": f"T{number}", "language_code": "en"} for number in range(MANY)
    ]
    await stage.sandbox.telegram.world({"users": new})
    on_discord = [DiscordPerson(stage.sandbox, 30_000 + number, stage.rita._bot) for number in range(MANY)]
    on_telegram = [TelegramPerson(stage.sandbox, 40_000 + number, stage.tess._bot) for number in range(MANY)]
    for person in on_telegram:
        await person.start()
    return [*on_discord, *on_telegram]
