"""Plutus' incidents are told where people look for them."""

import json
from pathlib import Path

import pytest

from bots.sandbox.client import Person
from tests.acceptance.desks import filled_in
from tests.acceptance.plutus import (
    ACCOUNTS,
    OPEN,
    unmarked,
)
from tests.acceptance.statusing import PLACES, asked_for_status, fetched, furnished, publishes, told, writes
from tests.stage import staged

TITLE, SAID = "Card payments fail", "We are looking into it."
FOUND = "The card processor is down."


@pytest.mark.parametrize("author", ["D", "T"])
async def test_PLU_20_status_is_told_in_the_primary_place_and_mirrored_through_a_kill(
    tmp_path: Path, author: str
) -> None:
    desk = filled_in(tmp_path, "plutus", ACCOUNTS)
    async with staged(tmp_path, OPEN + PLACES, desk=desk, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        agent: Person = stage.mo if author == "D" else stage.ben
        await writes(agent, "incident start", TITLE, SAID, components="cards", eta="2h")
        draft = await agent.sees(lambda each: each.button("Publish") is not None and TITLE in each.text)
        assert "This goes to 2 places" in unmarked(draft)
        assert [await told(each) for each in (stage.rita, stage.tess)] == [[], []]
        await agent.press("Publish", draft)
        first = {}
        for reader in (stage.rita, stage.tess):
            first[reader.id] = await reader.sees(lambda each: TITLE in each.text and SAID in each.text)
            assert "Investigating · impact: major" in unmarked(first[reader.id])
            assert "Card payments: partial outage" in unmarked(first[reader.id])
        assert "Card payments: partial outage" in await asked_for_status(stage.tess)
        passed_on = [
            each for each in await stage.sandbox.discord.journal() if each.line.endswith("/crosspost")
        ]
        assert [each.status for each in passed_on] == [200], "servers that follow the channel get it, too"

        await stage.restart()
        await writes(agent, "incident update", "", FOUND, stage="identified")
        await publishes(agent, FOUND)
        for reader in (stage.rita, stage.tess):
            seen = await reader.sees(lambda each: FOUND in each.text)
            assert (seen.id, SAID in seen.text) == (first[reader.id].id, True), "it grows in place"

        await writes(agent, "incident resolve", "", "All payments go through again.")
        await publishes(agent, "All payments go through again.")
        for reader in (stage.rita, stage.tess):
            await reader.sees(lambda each: f"Resolved: {TITLE}" in unmarked(each))
            posts = await told(reader)
            assert len(posts) == 2, "the timeline, and a new message at the end"
            assert posts[0].id == first[reader.id].id
            assert "Resolved · impact: major" in unmarked(posts[0])
        assert "Everything works." in await asked_for_status(stage.tess)


@pytest.mark.parametrize("author", ["D", "T"])
async def test_PLU_20_the_same_is_on_the_status_page_and_in_its_data(tmp_path: Path, author: str) -> None:
    desk = filled_in(tmp_path, "plutus", ACCOUNTS)
    async with staged(tmp_path, OPEN + PLACES, desk=desk, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        agent: Person = stage.mo if author == "D" else stage.ben
        code, quiet, mark = await fetched(stage, "/api/v2/summary.json")
        assert (code, json.loads(quiet)["status"]["indicator"]) == (200, "none")
        again, nothing, _ = await fetched(stage, "/api/v2/summary.json", **{"If-None-Match": mark})
        assert (again, nothing) == (304, "")
        await writes(agent, "incident start", TITLE, SAID, components="cards", level="major")
        await publishes(agent, SAID)
        await stage.rita.sees(SAID)
        await stage.restart()
        _, body, _ = await fetched(stage, "/api/v2/summary.json")
        summary = json.loads(body)
        assert summary["status"] == {"indicator": "critical", "description": "Major Service Outage"}
        states = {each["name"]: each["status"] for each in summary["components"]}
        assert (states["Card payments"], states["The app"]) == ("major_outage", "operational")
        (incident,) = summary["incidents"]
        assert (incident["name"], incident["status"]) == (TITLE, "investigating")
        assert [each["body"] for each in incident["incident_updates"]] == [SAID]
        _, page, _ = await fetched(stage, "/status", **{"Accept-Language": "pt-PT"})
        assert all(each in page for each in (TITLE, SAID, "Pagamentos com cartão", "indisponível"))


@pytest.mark.parametrize("author", ["D", "T"])
async def test_PLU_20_a_known_issue_is_told_and_is_no_outage(tmp_path: Path, author: str) -> None:
    desk = filled_in(tmp_path, "plutus", ACCOUNTS)
    async with staged(tmp_path, OPEN + PLACES, desk=desk, running=False) as stage:
        await furnished(stage.sandbox)
        await stage.start()
        agent: Person = stage.mo if author == "D" else stage.ben
        await writes(agent, "incident known", "Old phones", "Android 9 cannot log in.", components="app")
        await publishes(agent, "Android 9 cannot log in.")
        for reader in (stage.rita, stage.tess):
            seen = await reader.sees("Known issue: Old phones")
            assert "Identified" in seen.text
        assert "Known issue: Old phones" in await asked_for_status(stage.tess)
        _, page, _ = await fetched(stage, "/status")
        assert "Known issues" in page
        assert page.count("100 % uptime in 90 days") == 4, "of each component"
