"""Walk q: staff tell of incidents and maintenance in a browser, by a link that the bot gives them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import Person, Sandbox, TelegramPerson
from tests.acceptance.statusing import PLACES, fetched, furnished, told, writes
from tests.stage import Stage, staged
from tests.walks.consoling import REACHED, URL, browsing, linked, signed_in
from tests.walks.parts import on
from tests.walks.test_demo_page import demonstrated
from tests.walks.test_n_incidents import COMPONENTS, SAID, TITLE


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo's desk, which tells of two components in a place on each platform and whose pages can be reached."""
    async with staged(tmp_path, PLACES + REACHED, running=False) as the:
        the.config.write_text(the.config.read_text() + COMPONENTS)
        await furnished(the.sandbox)
        await the.start()
        yield the


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_an_incident_that_is_told_in_the_console_stands_everywhere(stage: Stage, agent: str) -> None:
    author: Person = stage.mo if agent == "D" else stage.ben
    async with browsing(stage.url) as visitor:
        assert (await visitor.get("/console")).status == 401
        home = await signed_in(visitor, author)
        assert (home.path, home.status) == ("/console", 200)
        preview = await visitor.submit(
            await visitor.get("/console/write/incident"),
            "Preview",
            title=TITLE,
            words=SAID,
            components=["cards"],
            level="major",
            eta="2h",
        )
        assert "This is what people will see" in preview.body
        assert [await told(each) for each in (stage.rita, stage.tess)] == [[], []], "nothing is public before"
        after = await visitor.submit(preview, "Publish")
        assert "Incident #1 is on its way to 2 places." in after.body
    for reader, place in ((stage.rita, "service-status"), (stage.tess, "Service status")):
        seen = await reader.sees(SAID, place=place)
        assert TITLE in seen.text
    assert TITLE in (await fetched(stage, "/status"))[1]


async def test_the_link_is_for_the_agent_alone(stage: Stage) -> None:
    assert (await linked(stage.mo))[0] == URL
    await stage.ben.start()
    await stage.ben.command("/console", place="Harbour agents")
    shown = await stage.ben.sees("/console/enter/")
    assert shown.place.kind == "dm"
    for other in (stage.rita, stage.ana, stage.tess):
        await other.has_not("/console/enter/")


async def test_admins_see_who_came_in_and_when(stage: Stage) -> None:
    for agent in (stage.ben, stage.mo):
        async with browsing(stage.url) as visitor:
            await signed_in(visitor, agent)
    await stage.restart()
    await stage.mo.command("/staff audit", place="support")
    trail = await stage.mo.sees("Signed in to the web console")
    assert "Nothing was done to the roster yet." in trail.text
    came = trail.text.partition("Signed in to the web console")[2].splitlines()
    assert [name for line in came for name in ("Mo", "Ben") if f"{name} (" in line] == ["Mo", "Ben"]
    assert "telegram:5002" in trail.text.replace("\\", "")


async def test_a_kill_loses_neither_the_session_nor_the_draft(stage: Stage) -> None:
    async with browsing(stage.url) as visitor:
        await signed_in(visitor, stage.mo)
        page = await visitor.get("/console/write/incident")
        await visitor.submit(page, "Preview", title=TITLE, words=SAID)
        await stage.restart()
        visitor.url = stage.url
        home = await visitor.get("/console")
        assert "Waits to be published" in home.body
        await visitor.submit(home, "Publish")
        assert TITLE in (await stage.rita.sees(SAID, place="service-status")).text


async def test_whoever_is_frozen_on_one_platform_is_out_of_the_console(stage: Stage) -> None:
    async with browsing(stage.url) as visitor:
        await signed_in(visitor, stage.ben)
        await stage.mo.command("/staff freeze Ben", place="support")
        await stage.mo.sees("frozen")
        assert (await visitor.get("/console")).status == 401


async def test_the_demo_has_a_console_on_this_machine() -> None:
    async with demonstrated() as page, Sandbox(page) as sandbox:
        url, path = await linked(TelegramPerson(sandbox, 5001, demo.TELEGRAM_BOT))
        async with browsing(url) as visitor:
            assert (await visitor.submit(await visitor.get(path), "Sign in")).path == "/console"


async def test_what_was_begun_in_a_chat_is_carried_on_and_ended_in_the_console(stage: Stage) -> None:
    await on(stage.mo)
    await writes(stage.mo, "incident start", TITLE, SAID, components="cards", eta="2h")
    await stage.mo.sees(lambda each: each.button("Publish") is not None)
    async with browsing(stage.url) as visitor:
        home = await signed_in(visitor, stage.mo)
        assert "Waits to be published" in home.body
        await visitor.submit(home, "Publish")
        await stage.tess.sees(SAID, place="Service status")
        for way, words in (("update", "It is the card reader."), ("resolve", "The reader works again.")):
            page = await visitor.get(f"/console/write/{way}/1")
            await visitor.submit(await visitor.submit(page, "Preview", words=words), "Publish")
            for reader, place in ((stage.rita, "service-status"), (stage.tess, "Service status")):
                await reader.sees(words, place=place)
        assert "Nothing is the matter" in (await visitor.get("/console")).body
