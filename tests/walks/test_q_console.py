"""Walk q: staff tell of incidents and maintenance in a browser, by a link that the bot gives them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.sandbox.client import Person
from tests.acceptance.statusing import PLACES, fetched, furnished, told
from tests.stage import Stage, staged
from tests.walks.consoling import REACHED, signed_in, visiting
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
    async with visiting(stage) as visitor:
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
