"""Plutus: live chat with hours, a queue and tickets, where nobody of the staff writes first."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson, Upload
from bots.wiring import desk_rules
from config.settings import load
from core.promises.hours import standing
from tests.acceptance.desks import DESKS, closed_now, filled_in, open_now
from tests.stage import Stage, staged
from tests.walks.parts import on

BORJA, MICHAEL = "Borja | Plutus (Support)", "Michael | Plutus (Support)"
ACCOUNTS = {"borja": ["discord:2003"], "michael": ["telegram:5002"]}
OPEN = f"""
[live_chat]
{open_now()}
"""
SMALL = f"""
[live_chat]
{open_now()}
fullness = 0.34
"""
"""One agent, three cases at a time: full with the second who asks."""
SHORT = f"""
[live_chat]
{open_now()}
first_response = "2s"
"""
PUBLIC = -1001000099
HELPS = "screenshots or a video, what you see and what you expected, links, dates, times and amounts"
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


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """The desk within its hours."""
    async with plutus(tmp_path) as stage:
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


# ---- PLU-01


def test_PLU_01_live_chat_is_open_from_nine_to_four_gmt_every_day_of_the_year() -> None:
    rules = desk_rules(load(DESKS / "plutus.toml", {}))
    for month, day in ((1, 4), (7, 5), (7, 11), (12, 25)):
        at = {
            clock: standing(rules.live_chat.hours, datetime.fromisoformat(f"2026-{month:02}-{day:02}T{clock}Z"))
            for clock in ("08:59:59", "09:00:00", "15:59:59", "16:00:00")
        }
        assert [each.open for each in at.values()] == [False, True, True, False]
        assert at["08:59:59"].until == datetime(2026, month, day, 9, tzinfo=UTC)
        assert at["16:00:00"].until == datetime(2026, month, day, 9, tzinfo=UTC) + timedelta(days=1)
    assert rules.live_chat.first_response == timedelta(minutes=5)


@pytest.mark.parametrize("pair", ["DT", "TD"])
async def test_PLU_01_a_request_inside_hours_joins_the_queue_and_an_agent_joins_it(
    desk: Stage, pair: str
) -> None:
    requester, agent = desk.pair(*pair)
    await on(agent)
    await ask(requester, "Where is my card?")
    queued = await requester.sees("1st")
    assert "within 5 minutes" in queued.text
    await agent.press("Take next")
    await agent.sees("Where is my card?")
    await requester.sees("has joined")
    assert f"You are with {shown(agent)}" in unmarked(await requester.sees("Official staff"))


# ---- PLU-02


async def test_PLU_02_outside_hours_discord_gets_the_contact_form_with_reason_and_opening(tmp_path: Path) -> None:
    hours, opens = closed_now()
    async with plutus(tmp_path, f"[live_chat]\n{hours}") as stage:
        await on(stage.mo)
        await stage.rita.command("/support My card is late", place="support")
        form = await stage.rita.modal()
        assert form.title == "Send a ticket"
        said = str(form.components)
        assert "Live chat is closed at this hour." in said
        assert f"<t:{opens.timestamp():.0f}:f>" in said
        assert "'value': 'My card is late'" in said, "what was typed is in the form"
        await stage.rita.fill({"What happened": "My card is a week late"})
        await stage.rita.sees("We have your ticket")


async def test_PLU_02_outside_hours_telegram_gets_the_contact_form_with_reason_and_opening(tmp_path: Path) -> None:
    hours, opens = closed_now()
    async with plutus(tmp_path, f"[live_chat]\n{hours}") as stage:
        await on(stage.ben)
        await stage.tess.start()
        await stage.tess.press("Get help")
        asked = await stage.tess.sees("Live chat is closed at this hour.")
        assert f"{opens:%-I:%M}" in asked.text
        await stage.tess.press("Card and payments")
        await stage.tess.fill({"What happened": "My card is a week late"})
        ticket = await stage.tess.sees("We have your ticket")
        assert "Live chat is closed at this hour." in ticket.text
        await stage.ben.sees("1 open ticket")


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_PLU_02_when_no_more_can_be_taken_the_chat_form_becomes_the_contact_form_prefilled(
    tmp_path: Path, agent: str
) -> None:
    async with plutus(tmp_path, SMALL) as stage:
        _, answers = stage.pair("D", agent)
        await on(answers)
        await stage.rita.command("/support", place="support")
        assert (await stage.rita.modal()).title == "Get help"
        await stage.tess.start()
        await stage.tess.command("/support I was first")
        await stage.tess.sees("1st")
        await stage.joao.command("/support eu fui o segundo", place="support")
        await stage.joao.modal()
        await stage.joao.fill({})
        await stage.joao.sees("Posição na fila: **2**")
        await stage.rita.fill({"How can we help": "I came when it was full"})
        refused = await stage.rita.sees("All our agents are busy")
        await stage.rita.press("Make it a ticket", refused)
        form = await stage.rita.modal()
        assert form.title == "Send a ticket"
        assert "'value': 'I came when it was full'" in str(form.components)
        await stage.rita.fill({})
        await stage.rita.sees("We have your ticket")
        assert "1st" in (await stage.tess.sees("1st")).text, "those who wait keep their places"
