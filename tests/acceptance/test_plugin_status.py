"""PlugIn: uptime against its guarantee, credits by two policies, and claims within seven working days."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bots.sandbox.client import Message, Person, TelegramPerson
from bots.wiring import desk_rules
from config.settings import load
from core.promises.deadlines import business_days_after
from core.status.guarantees import Daily, ProRata
from tests.acceptance.desks import DESKS, filled_in
from tests.acceptance.noticing import unmarked, with_agents
from tests.acceptance.statusing import PLACES, furnished, publishes, writes
from tests.stage import Stage, staged


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    written = with_agents(filled_in(tmp_path, "plugin", {}))
    async with staged(tmp_path, PLACES, desk=written, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        yield stage


def moment(ago: timedelta) -> str:
    """A time in the past as it is written to PlugIn's desk, whose zone is London's."""
    zone = desk_rules(load(DESKS / "plugin.toml", {})).zone
    return f"{(datetime.now(UTC) - ago).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


async def fault(
    stage: Stage, component: str, began: timedelta, ended: timedelta, level: str = "major"
) -> None:
    """An incident that began and ended so long ago, told afterwards."""
    agent = stage.ben
    await writes(agent, "incident start", f"{component} down", "Nothing answers.", components=component, level=level,
                 since=moment(began))  # fmt: skip
    await publishes(agent, "Nothing answers.")
    await agent.sees("is on its way")
    await writes(agent, "incident resolve", "", "It answers again.", since=moment(ended))
    await publishes(agent, "It answers again.")
    await stage.rita.sees(f"Resolved: {component} down")


async def claims(person: Person) -> Message:
    """The answer to a claim for the first incident."""
    if isinstance(person, TelegramPerson):
        await person.start()
    await person.command("/claim 1")
    return await person.sees(lambda each: "claim" in each.text.lower() and each.author_is_bot)


def test_PI_05_the_desks_file_has_both_policies() -> None:
    rules = desk_rules(load(DESKS / "plugin.toml", {})).status.guarantees
    hosting, broadband = rules
    assert (hosting.share, broadband.share) == (Fraction(99, 100), Fraction(99, 100))
    assert hosting.rule == ProRata(timedelta(hours=1))
    assert broadband.rule == Daily(
        ("outage", "impaired", "response", "repair"), timedelta(hours=2), timedelta(hours=24)
    )
    assert {guarantee.claim_within for guarantee in rules} == {7}


@pytest.mark.parametrize("customer", ["D", "T"])
async def test_PI_05_hosting_is_credited_and_the_statement_shows_how(desk: Stage, customer: str) -> None:
    person: Person = desk.rita if customer == "D" else desk.tess
    await fault(desk, "hosting", timedelta(hours=30), timedelta(hours=27))
    await claims(person)
    stated = unmarked(await person.sees("Credit:"))
    assert "uptime in the month" in stated
    assert "guaranteed: 99.000 %" in stated
    assert "Credit: 1/" in stated, "a day's fee of the month at least"
    assert "of the month's fee" in stated
    assert "We have your ticket" in unmarked(await person.sees("ticket"))


@pytest.mark.parametrize("customer", ["D", "T"])
async def test_PI_05_broadband_is_credited_for_each_trigger(desk: Stage, customer: str) -> None:
    person: Person = desk.rita if customer == "D" else desk.tess
    await fault(desk, "broadband", timedelta(hours=30), timedelta(hours=5))
    await claims(person)
    stated = unmarked(await person.sees("Credit:"))
    for line in ("Outage", "2/30", "Answer later than promised", "Repair later than promised", "1/30"):
        assert line in stated
    assert "Credit: 2/15 of the month's fee" in stated, "two, one and one thirtieths"


async def test_PI_05_what_was_short_is_not_credited_and_said_so(desk: Stage) -> None:
    await fault(desk, "hosting", timedelta(minutes=50), timedelta(minutes=10))
    await claims(desk.tess)
    assert "too short to be counted" in unmarked(await desk.tess.sees("Nothing is credited"))


@pytest.mark.parametrize("customer", ["D", "T"])
async def test_PI_06_a_claim_after_seven_working_days_is_refused_with_the_date(
    desk: Stage, customer: str
) -> None:
    person: Person = desk.rita if customer == "D" else desk.tess
    ended = timedelta(days=20)
    await fault(desk, "hosting", ended + timedelta(hours=5), ended)
    refused = unmarked(await claims(person))
    assert "within 7 working days" in refused
    rules = desk_rules(load(DESKS / "plugin.toml", {})).status.guarantees
    until = business_days_after(rules[0].hours, datetime.now(UTC) - ended, 7)
    assert (
        (f"<t:{until.timestamp():.0f}:f>" in refused) if customer == "D" else (f"{until:%b %-d}" in refused)
    )


async def test_PI_06_a_claim_in_time_is_taken_once(desk: Stage) -> None:
    await fault(desk, "hosting", timedelta(hours=30), timedelta(hours=27))
    await claims(desk.tess)
    await desk.tess.sees("Credit:")
    await desk.tess.command("/claim 1")
    await desk.tess.sees("You have claimed for it already")
