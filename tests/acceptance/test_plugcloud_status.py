"""Plug & Cloud: maintenance and outages are told in time; monitoring opens and resolves incidents."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bots.sandbox.client import Person
from tests.acceptance.desks import filled_in
from tests.acceptance.noticing import unmarked, with_agents
from tests.acceptance.statusing import PLACES, fetched, furnished, publishes, told, writes
from tests.faults.trouble import settled
from tests.stage import Stage, staged
from tests.walks.proving import ANA, directory, proven

SECRET = "0123456789abcdef-of-the-walk"
MONITORS = """
[[monitors]]
id = "prometheus"
form = "alertmanager"
opens_after = "1s"
closes_after = "2s"
"""


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """Plug & Cloud with a place on each platform, a customer in the directory, and Prometheus."""
    written = with_agents(filled_in(tmp_path, "plugcloud", {}, on_call='["telegram:5002"]'))
    written.write_text(written.read_text() + MONITORS)
    settings = f'{PLACES}hook_secret = "{SECRET}"\n{directory(tmp_path)}'
    async with staged(tmp_path, settings, desk=written, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        yield stage


def author(stage: Stage, on_platform: str) -> Person:
    return stage.mo if on_platform == "D" else stage.ben


async def subscribed_by_mail(stage: Stage) -> int:
    """Tess, a contact of a customer's, is told by mail from now on; the number of the latest mail she got before."""
    await proven(stage, stage.tess)
    await stage.tess.command("/subscribe mail")
    await stage.tess.sees("These go to your e-mail address")
    return max(mail.number for mail in await stage.sandbox.mail.of(ANA))


@pytest.mark.parametrize("writer", ["D", "T"])
@pytest.mark.parametrize("kind", ["scheduled", "corrective", "urgent"])
async def test_PC_05_maintenance_is_told_ahead_in_channels_and_by_mail(
    desk: Stage, writer: str, kind: str
) -> None:
    before = await subscribed_by_mail(desk)
    agent = author(desk, writer)
    starts = (datetime.now(UTC) + timedelta(days=2)).replace(hour=20, minute=0)
    when = f"{starts:%Y-%m-%d} 22:00 2h"
    await writes(
        agent, "maintenance schedule", "New disks", "Short breaks.", kind=kind, components="vps", when=when
    )
    await publishes(agent, "Short breaks.")
    title = {"scheduled": "Planned", "corrective": "Corrective", "urgent": "Urgent"}[kind]
    for reader in (desk.rita, desk.tess):
        seen = await reader.sees(
            lambda each: (
                f"{title} maintenance: New disks" in unmarked(each) and "Virtual servers" in each.text
            )
        )
        assert "From " in unmarked(seen)
    mail = await desk.sandbox.mail.sees(ANA, after=before)
    assert f"{title} maintenance: New disks" in mail.subject
    assert "Tallinn" in mail.text, "its times name their zone"
    assert "Short breaks." in mail.text
    _, body, _ = await fetched(desk, "/api/v2/scheduled-maintenances/upcoming.json")
    (planned,) = json.loads(body)["scheduled_maintenances"]
    assert planned["status"] == "scheduled"
    assert planned["impact"] == "maintenance"


async def test_PC_05_whoever_follows_it_is_reminded_before_maintenance_begins(desk: Stage) -> None:
    """Told a minute ahead, it is reminded of 50 seconds ahead: in private on Discord, and by mail."""
    await desk.stop()
    written = desk.config.read_text()
    desk.config.write_text(written.replace("[status]", '[status]\nremind_before = ["1h", "50s"]'))
    await desk.start()
    await subscribed_by_mail(desk)
    await desk.rita.command("/subscribe all", place="support")
    await desk.rita.sees("You are told of everything")
    await writes(
        desk.ben, "maintenance schedule", "New disks", "Short breaks.", components="vps", when="1m 30m"
    )
    await publishes(desk.ben, "Short breaks.")
    await desk.rita.sees("News: Planned maintenance: New disks")
    reminder = await desk.rita.sees("Reminder: Planned maintenance: New disks")
    assert "Begins in 1 minute." in reminder.text
    assert "Short breaks." in reminder.text
    found = await desk.sandbox.mail.sees(ANA, after=0)
    while "Reminder" not in found.subject:
        found = await desk.sandbox.mail.sees(ANA, after=found.number)
    assert "Begins in 1 minute." in found.text


@pytest.mark.parametrize("writer", ["D", "T"])
async def test_PC_05_an_outage_is_told_with_when_it_will_be_fixed_and_that_changes_in_place(
    desk: Stage, writer: str
) -> None:
    before = await subscribed_by_mail(desk)
    agent = author(desk, writer)
    await writes(agent, "incident start", "No power", "A rack is dark.", components="vps", eta="2h")
    await publishes(agent, "A rack is dark.")
    first = await desk.rita.sees("Expected to be fixed by")
    mail = await desk.sandbox.mail.sees(ANA, after=before)
    assert "Expected to be fixed by" in mail.text
    await writes(agent, "incident update", "", "It takes longer.", eta="5h", stage="identified")
    await publishes(agent, "It takes longer.")
    second = await desk.rita.sees("It takes longer.")
    assert second.id == first.id
    later = await desk.sandbox.mail.sees(ANA, after=mail.number)
    assert "It takes longer." in later.text


async def test_PC_05_maintenance_that_is_due_begins_by_itself(desk: Stage) -> None:
    await writes(
        desk.ben, "maintenance schedule", "New disks", "Short breaks.", components="vps", when="now 30m"
    )
    await publishes(desk.ben, "Short breaks.")
    for reader in (desk.rita, desk.tess):
        await reader.sees(lambda each: "In progress" in each.text and "New disks" in each.text)
    _, body, _ = await fetched(desk, "/api/v2/summary.json")
    states = {each["name"]: each["status"] for each in json.loads(body)["components"]}
    assert states["Virtual servers"] == "under_maintenance"
    await writes(desk.ben, "maintenance update", "", "All disks are in.", stage="completed")
    await publishes(desk.ben, "All disks are in.")
    for reader in (desk.rita, desk.tess):
        await reader.sees("Completed: New disks")
    assert len(await told(desk.tess)) == 3, "that it is planned, that it has begun, that it is over"


async def alert(stage: Stage, status: str, token: str = SECRET, name: str = "a1") -> int:
    body = {
        "version": "4",
        "status": status,
        "receiver": "switchboard",
        "alerts": [
            {
                "status": status,
                "labels": {"alertname": "HostDown", "severity": "critical", "component": "vps"},
                "annotations": {"summary": "A host is down", "description": "host7 does not answer"},
                "startsAt": datetime.now(UTC).isoformat(),
                "fingerprint": name,
            }
        ],
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{stage.url}/hooks/prometheus", json=body, headers={"Authorization": f"Bearer {token}"}
        ) as answer,
    ):
        return answer.status


async def test_PC_06_monitoring_opens_and_resolves_an_incident_through_a_kill(desk: Stage) -> None:
    assert await alert(desk, "firing", token="x" * 20) == 401
    assert await alert(desk, "firing") == 204
    for reader in (desk.rita, desk.tess):
        seen = await reader.sees(lambda each: "A host is down" in each.text and "host7" in each.text)
        assert "Virtual servers: major outage" in unmarked(seen)
        assert "Automatic message" in seen.text
    await settled(desk, "{plugcloud}:")  # what is in the air at a kill may stand on Telegram twice
    await desk.restart()
    assert await alert(desk, "resolved") == 204
    for reader in (desk.rita, desk.tess):
        await reader.sees("Resolved: A host is down")
        assert len(await told(reader)) == 2


async def test_PC_06_what_flaps_is_told_once(desk: Stage) -> None:
    await alert(desk, "firing")
    await desk.rita.sees("A host is down")
    for _ in range(3):
        await alert(desk, "resolved")
        await alert(desk, "firing")
    await alert(desk, "resolved")
    await desk.rita.sees("Resolved: A host is down")
    posts = await told(desk.rita)
    assert len(posts) == 2
    assert posts[0].text.count("Investigating") == 1


async def test_PC_06_what_a_person_has_taken_over_is_theirs_to_end(desk: Stage) -> None:
    await alert(desk, "firing")
    await desk.tess.sees("A host is down")
    await writes(desk.ben, "incident update", "", "We are changing its fan.", stage="identified")
    await publishes(desk.ben, "We are changing its fan.")
    await desk.tess.sees("We are changing its fan.")
    await alert(desk, "resolved")
    await desk.ben.sees("It is yours to end")
    await desk.tess.has_not("Resolved: A host is down")
