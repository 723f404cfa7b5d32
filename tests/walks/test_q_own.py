"""Walk q: the desk cannot reach one platform, and says so on the other and on its page by itself."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.sandbox.client import Person
from tests.acceptance.statusing import PLACES, fetched, furnished, publishes, writes
from tests.stage import Stage, staged

ON_CALL = 'on_call = ["telegram:5002"]\n'
OWN = """
[[components]]
id = "on-discord"
label = { en = "Help on Discord", pt-BR = "Ajuda no Discord", pt-PT = "Ajuda no Discord" }

[[components]]
id = "on-telegram"
label = { en = "Help on Telegram", pt-BR = "Ajuda no Telegram", pt-PT = "Ajuda no Telegram" }

[status.own]
discord = "on-discord"
telegram = "on-telegram"
opens_after = "1s"
closes_after = "1s"
"""
REST, BOT_API = r"/(gateway|channels)", r"/bot"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, PLACES, running=False) as the:
        the.config.write_text(ON_CALL + the.config.read_text() + OWN)
        await furnished(the.sandbox)
        await the.start()
        yield the


async def gateway(stage: Stage, *, away: bool) -> None:
    await stage.sandbox.discord.post("gateway", {"action": "outage", "on": away})


async def states(stage: Stage) -> dict[str, str]:
    _, body, _ = await fetched(stage, "/api/v2/summary.json")
    return {each["name"]: each["status"] for each in json.loads(body)["components"]}


async def test_discord_away_is_told_on_telegram_and_over_when_it_is_back(stage: Stage) -> None:
    """Its gateway is gone, though its API answers; the primary place is there."""
    await gateway(stage, away=True)
    seen = await stage.tess.sees("No connection to Help on Discord")
    assert "We have had no connection since" in seen.text
    assert "Automatic message" in seen.text
    assert await states(stage) == {"Help on Discord": "major_outage", "Help on Telegram": "operational"}
    await gateway(stage, away=False)
    await stage.tess.sees("Resolved: No connection to Help on Discord")
    await stage.rita.sees("Resolved: No connection to Help on Discord")
    assert await states(stage) == {"Help on Discord": "operational", "Help on Telegram": "operational"}


@pytest.mark.parametrize("away", ["D", "T"])
async def test_a_platform_that_answers_nothing_is_told_on_the_other(stage: Stage, away: str) -> None:
    platform = stage.sandbox.discord if away == "D" else stage.sandbox.telegram
    reader: Person = stage.tess if away == "D" else stage.rita
    component = "Help on Discord" if away == "D" else "Help on Telegram"
    await platform.fault(REST if away == "D" else BOT_API, "drop_before", times=100_000)
    await reader.sees(f"No connection to {component}")
    await platform.clear_faults()
    await reader.sees(f"Resolved: No connection to {component}")


async def test_what_a_person_has_taken_over_is_theirs_to_end(stage: Stage) -> None:
    await gateway(stage, away=True)
    await stage.tess.sees("No connection to Help on Discord")
    await writes(stage.ben, "incident update", "", "Discord has trouble everywhere.", stage="identified")
    await publishes(stage.ben, "Discord has trouble everywhere.")
    await stage.tess.sees("Discord has trouble everywhere.")
    await gateway(stage, away=False)
    await stage.ben.sees("It is yours to end")
    await stage.tess.has_not("Resolved: No connection to Help on Discord")
