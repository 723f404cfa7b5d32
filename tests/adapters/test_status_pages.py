"""The status pages: what people, feed readers and Statuspage's clients find there, and in which state of the desk."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from axe_playwright_python.async_playwright import Axe

from adapters.web.badges import badge
from adapters.web.status import StatusPages
from adapters.web.statusview import View, view
from config.catalogue import Catalogue
from core.policy import Policy
from core.ports import StoreUnavailable, Versioned
from core.status.components import Affected, Component, ComponentId, Group
from core.status.incidents import Incident, Update, indexes, updated
from core.status.maintenance import Maintenance, progressed
from core.status.maintenance import indexes as maintenance_indexes
from core.status.own import STORE
from core.status.rules import StatusRules
from core.words.records import Ranked
from tests.core.memory import MemoryStore, Shelf
from tests.core.setting import POLICY
from tests.walks.browsing import BROWSING, PALE, launched

NOW = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CARDS, APP, WEB = ComponentId("cards"), ComponentId("app"), ComponentId("web")
RULES = StatusRules(
    components=(
        Component(CARDS, {"en": "Card payments", "pt-PT": "Pagamentos com cartão"}, "money"),
        Component(APP, {"en": "The app", "pt-PT": "A aplicação"}),
        Component(WEB, {"en": "Website", "pt-PT": "Sítio"}),
    ),
    groups=(Group("money", {"en": "Money", "pt-PT": "Dinheiro"}),),
    follow={"Telegram": "https://t.me/harbour_status", "Discord & more": 'https://discord.gg/x?"y'},
)
HARBOUR = replace(POLICY, status=RULES, name="Harbour", desk="harbour")
URL = "https://help.example"


def incident(number: int, title: str, began: datetime, level: str, **more: object) -> Incident:
    first = Update(
        began, "investigating", "We <b>look</b>.\nSoon more.", (Affected(CARDS, level),), began + 2 * HOUR
    )
    return replace(Incident(number, title, began, (first,)), **more)


OVER = updated(
    incident(1, "Declined cards", NOW - 3 * DAY, "major"), Update(NOW - 3 * DAY + HOUR, "resolved", "Fixed.")
)
OPEN = incident(2, "Card payments fail", NOW - HOUR, "partial")
KNOWN = incident(3, "Old phones", NOW - 9 * DAY, "degraded", known=True)
PLANNED = Maintenance(
    4,
    "New disks",
    "scheduled",
    NOW + DAY,
    NOW + DAY + 2 * HOUR,
    (APP,),
    (Update(NOW - HOUR, "scheduled", "Short breaks."),),
)
WORKING = progressed(
    replace(PLANNED, number=5, title="New cables", components=(WEB,), starts=NOW - HOUR, ends=NOW + HOUR),
    Update(NOW - HOUR, "in_progress", "It begins."),
)


@dataclass(slots=True)
class Clock:
    time: datetime = NOW

    def now(self) -> datetime:
        return self.time

    async def sleep(self, duration: timedelta) -> None:
        raise AssertionError(duration)


class Shaky(MemoryStore):
    """May be away, or slow."""

    away = False

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf)
        self.answers = asyncio.Event()
        self.answers.set()
        self.asked = asyncio.Event()

    async def load(self, keys: object) -> tuple[Versioned, ...]:
        if self.away:
            raise StoreUnavailable
        return await super().load(keys)

    async def size(self, index: str) -> int:
        if self.away:
            raise StoreUnavailable
        self.asked.set()
        await self.answers.wait()
        return await super().size(index)


Client = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class Pages:
    """The pages of a desk, its store and its clock."""

    client: Client
    store: Shaky
    clock: Clock
    policy: Policy = HARBOUR

    def tell(self, *matters: Incident | Maintenance) -> None:
        for each in matters:
            self.store.shelf.records[f"incident/{each.number}"] = Versioned(each, 1)
            found = indexes(each) if isinstance(each, Incident) else maintenance_indexes(each)
            for index in found:
                assert isinstance(index, Ranked)
                self.store.shelf.ranked.setdefault(index.index, {})[index.member] = index.score

    async def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Status, body, ETag."""
        async with self.client.get(path, headers=headers) as answer:
            return answer.status, await answer.text(), answer.headers.get("ETag", "")

    async def data(self, path: str) -> dict[str, object]:
        status, body, _ = await self.get(f"/api/v2/{path}")
        assert status == 200
        return json.loads(body)


@pytest.fixture
async def pages() -> AsyncIterator[Pages]:
    store, clock = Shaky(Shelf()), Clock()
    app = web.Application()
    found = Pages(TestClient(TestServer(app)), store, clock)
    texts = Catalogue.load("en", "UTC", strict=True)
    StatusPages(store, texts, lambda: found.policy, clock, URL, by_mail=True).routes(app)
    async with found.client:
        yield found


async def test_everything_works_until_something_is_told(pages: Pages) -> None:
    _, body, mark = await pages.get("/status")
    assert "Everything works." in body
    assert (await pages.data("status.json"))["status"] == {
        "indicator": "none",
        "description": "All Systems Operational",
    }
    assert (await pages.get("/status", **{"If-None-Match": mark}))[:2] == (304, "")
    pages.tell(OPEN)
    assert (await pages.get("/status", **{"If-None-Match": mark}))[0] == 304, (
        "looked up once a second at most"
    )
    pages.clock.time += timedelta(seconds=1)
    status, body, other = await pages.get("/status", **{"If-None-Match": mark})
    assert (status, other != mark) == (200, True)
    assert "Some things do not work." in body


async def test_whoever_comes_during_the_first_look_is_answered_too(pages: Pages) -> None:
    pages.store.answers.clear()
    first = asyncio.ensure_future(pages.get("/status"))
    await pages.store.asked.wait()
    others = [asyncio.ensure_future(pages.get("/status")) for _ in range(2)]
    done, _ = await asyncio.wait(others, timeout=0.1)
    assert not done
    pages.store.answers.set()
    assert [(await each)[0] for each in (first, *others)] == [200, 200, 200]


async def test_whoever_keeps_their_connection_is_answered_as_everybody_else(pages: Pages) -> None:
    pages.tell(OPEN)
    for path in ("/status", "/status.svg", "/status.atom", "/api/v2/summary.json"):
        async with (
            pages.client.get(path) as kept,
            pages.client.get(path, headers={"Connection": "close"}) as closed,
            pages.client.head(path) as head,
        ):
            assert kept.status == closed.status == head.status == 200
            assert await kept.read() == await closed.read() != b""
            said = {name.lower(): words for name, words in kept.headers.items()}
            for other in (closed, head):
                assert said.items() <= {name.lower(): words for name, words in other.headers.items()}.items()
            assert {"content-type", "content-length", "etag", "cache-control"} <= said.keys()
            assert said["x-content-type-options"] == "nosniff"
            assert datetime.now(UTC) - parsedate_to_datetime(said["date"]) < timedelta(minutes=1)


async def test_whoever_has_it_already_is_told_so_and_may_ask_on(pages: Pages) -> None:
    pages.tell(OPEN)
    _, _, mark = await pages.get("/status", **{"Accept-Language": "pt-PT"})
    url = pages.client.make_url("/status")
    reader, writer = await asyncio.open_connection(url.host, url.port)
    asked = f"GET /status HTTP/1.1\r\nHost: x\r\nAccept-Language: pt-PT\r\nIf-None-Match: {mark}\r\n\r\n"
    for _ in range(2):
        writer.write(asked.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        assert head.startswith("HTTP/1.1 304 Not Modified\r\n")
        assert f"ETag: {mark}\r\n" in head
        assert "Vary: Accept-Language\r\n" in head
        assert "Content-Length" not in head
    writer.close()


async def test_the_page_has_all_of_it_in_the_readers_language_and_nobodys_markup(pages: Pages) -> None:
    pages.tell(OVER, OPEN, KNOWN, PLANNED, WORKING)
    _, body, _ = await pages.get("/status", **{"Accept-Language": "pt-PT,pt;q=0.8"})
    for said in (
        *(
            "Pagamentos com cartão",
            "parcialmente indisponível",
            "Dinheiro",
            "Problemas conhecidos",
            "Old phones",
        ),
        *("Manutenções", "New disks", "Declined cards", "99,90 % disponível", "em manutenção"),
    ):
        assert said in body
    assert "We &lt;b&gt;look&lt;/b&gt;.\nSoon more." in body
    assert "<script" not in body
    assert '<a href="https://t.me/harbour_status" dir="auto">Telegram</a>' in body
    assert '<a href="https://discord.gg/x?&#34;y" dir="auto">Discord &amp; more</a>' in body
    status, one, _ = await pages.get("/status/1")
    assert (status, "Fixed." in one) == (200, True)
    none = await pages.get("/status/77", **{"Accept-Language": "pt-PT"})
    assert none[:2] == (404, "Não há nada com esse nome.")


async def test_statuspages_clients_find_their_shape(pages: Pages) -> None:
    pages.tell(OVER, OPEN, PLANNED, WORKING)
    summary = await pages.data("summary.json")
    assert set(summary) == {"page", "components", "incidents", "scheduled_maintenances", "status"}
    states = {each["id"]: (each["status"], each["group"], each["group_id"]) for each in summary["components"]}
    assert states == {
        "group-money": ("partial_outage", True, None),
        "cards": ("partial_outage", False, "group-money"),
        "app": ("operational", False, None),
        "web": ("under_maintenance", False, None),
    }
    (shown,) = summary["incidents"]
    assert (shown["impact"], shown["started_at"]) == ("major", "2026-03-02T11:30:00.000Z")
    assert shown["incident_updates"][0]["affected_components"] == [
        {
            "code": "cards",
            "name": "Card payments",
            "old_status": "operational",
            "new_status": "partial_outage",
        }
    ]
    assert [each["status"] for each in summary["scheduled_maintenances"]] == ["in_progress", "scheduled"]
    names = {
        path: [each["name"] for each in (await pages.data(path))[kind]]
        for path, kind in (
            ("incidents.json", "incidents"),
            ("incidents/unresolved.json", "incidents"),
            ("scheduled-maintenances.json", "scheduled_maintenances"),
            ("scheduled-maintenances/upcoming.json", "scheduled_maintenances"),
            ("scheduled-maintenances/active.json", "scheduled_maintenances"),
        )
    }
    assert names == {
        "incidents.json": ["Card payments fail", "Declined cards"],
        "incidents/unresolved.json": ["Card payments fail"],
        "scheduled-maintenances.json": ["New disks", "New cables"],
        "scheduled-maintenances/upcoming.json": ["New disks"],
        "scheduled-maintenances/active.json": ["New cables"],
    }


async def test_only_the_document_that_is_asked_for_is_written(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[object] = []

    def write(made: object) -> bytes:
        written.append(made)
        return b"{}"

    monkeypatch.setattr("adapters.web.status.orjson.dumps", write)
    assert (await pages.get("/api/v2/nothing.json"))[0] == 404
    assert written == []
    for _ in range(2):
        await pages.get("/api/v2/status.json")
    assert [set(each) for each in written] == [{"page", "status"}]


CLIENT = """
import json, sys
from statuspage_prometheus_exporter.service_checker import check_service_status
print(json.dumps(check_service_status("harbour", {"name": "Harbour", "url": sys.argv[1]})))
"""


async def test_a_published_client_of_statuspages_reads_it(pages: Pages, tmp_path: Path) -> None:
    pages.tell(OVER, OPEN, PLANNED, WORKING)
    url = str(pages.client.make_url("/api/v2/summary.json"))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CLIENT, url),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    assert process.returncode == 0, errors
    read = json.loads(out.splitlines()[-1])
    assert (read["success"], read["raw_status"]) == (True, "major")
    (seen,) = read["incident_metadata"]
    assert (seen["name"], seen["impact"], seen["affected_components"]) == (
        OPEN.title,
        "major",
        ["Card payments"],
    )
    assert {each["name"]: each["status"] for each in read["maintenance_metadata"]} == {
        "New cables": "in_progress",
        "New disks": "scheduled",
    }
    assert {each["name"]: each["status_value"] for each in read["component_metadata"]} == {
        "Money": 0,
        "Card payments": 0,
        "The app": 1,
        "Website": 0,
    }


async def test_feeds_are_read_by_feed_readers_and_calendars(pages: Pages) -> None:
    control = replace(OPEN, title="Payments \x07 & <more>")
    pages.tell(OVER, control, PLANNED, WORKING)
    for path, version in (("/status.atom", "atom10"), ("/status.rss", "rss20")):
        feed = feedparser.parse((await pages.get(path))[1])
        assert not feed.bozo
        assert feed.version == version
        assert {each.id for each in feed.entries} == {f"{URL}/status/{n}" for n in (1, 2, 4, 5)}
        assert any("Payments" in each.title for each in feed.entries)
    events = icalendar.Calendar.from_ical((await pages.get("/status.ics"))[1]).walk("VEVENT")
    assert {str(each["summary"]): each.decoded("dtstart") for each in events} == {
        "New disks": NOW + DAY,
        "New cables": NOW - HOUR,
    }


async def test_feeds_and_calendars_speak_the_desks_language(pages: Pages) -> None:
    pages.policy = replace(pages.policy, language="pt-PT")
    pages.tell(WORKING)
    event = icalendar.Calendar.from_ical((await pages.get("/status.ics"))[1]).walk("VEVENT")[0]
    assert str(event["description"]).startswith("segunda, 2/03/2026, 11:30 UTC · Em curso\nIt begins.\n\n")
    (entry,) = feedparser.parse((await pages.get("/status.atom"))[1]).entries
    assert "Em curso" in entry.content[0].value
    (item,) = feedparser.parse((await pages.get("/status.rss"))[1]).entries
    assert "Em curso" in item.description


async def test_a_badge_says_how_it_is(pages: Pages) -> None:
    pages.tell(OPEN)
    _, whole, _ = await pages.get("/status.svg")
    assert "Some things do not work." in whole
    _, one, _ = await pages.get("/status/cards.svg", **{"Accept-Language": "pt-PT"})
    assert 'aria-label="Pagamentos com cartão: parcialmente indisponível"' in one
    assert (await pages.get("/status/boats.svg"))[0] == 404
    assert b"<script>" not in badge("<script>", "&", "major")


async def test_the_last_known_state_is_shown_with_its_age_while_the_store_is_away(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.store.away = True
    unknown = await pages.get("/status", **{"Accept-Language": "pt-PT"})
    assert unknown[:2] == (503, "De momento, não se conhece o estado.")
    pages.store.away = False
    pages.clock.time += timedelta(seconds=2)
    pages.tell(OPEN)
    assert "Card payments fail" in (await pages.get("/status"))[1]
    pages.store.away = True
    pages.clock.time += timedelta(minutes=7)
    status, body, _ = await pages.get("/status")
    assert (status, "Card payments fail" in body) == (200, True)
    assert "This is how it was 7 minutes ago" in body
    assert "This is how it was 7 minutes ago" in (await pages.get("/status/2"))[1]
    drawn: list[timedelta | None] = []

    def drawing(*given: Any) -> View:
        drawn.append(given[-1])
        return view(*given)

    monkeypatch.setattr("adapters.web.status.view", drawing)
    for seconds in (1, 30, 28):
        pages.clock.time += timedelta(seconds=seconds)
        assert "This is how it was 8 minutes ago" in (await pages.get("/status"))[1]
    assert drawn == [timedelta(minutes=8)], "rendered once a minute, however many ask"
    assert (await pages.data("summary.json"))["status"]["indicator"] == "major"


async def test_the_desks_own_memory_is_out_of_order_while_it_is_away(pages: Pages) -> None:
    pages.policy = replace(HARBOUR, status=replace(RULES, own={STORE: WEB}))
    pages.tell(OVER)
    assert (await pages.data("summary.json"))["status"]["indicator"] == "none"
    pages.store.away = True
    for seconds, level in ((5, "operational"), (10, "major_outage")):
        pages.clock.time += timedelta(seconds=seconds)
        states = {each["name"]: each["status"] for each in (await pages.data("summary.json"))["components"]}
        assert (states["Website"], states["The app"]) == (level, "operational")
    assert "A major outage is going on." in (await pages.get("/status"))[1]
    pages.store.away = False
    pages.clock.time += timedelta(seconds=2)
    assert (await pages.data("summary.json"))["status"]["indicator"] == "none"


@pytest.mark.browser
@BROWSING[1]
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["en", "pt-PT"])
async def test_the_page_is_readable_for_everybody(
    pages: Pages, tmp_path: Path, scheme: str, width: int, language: str
) -> None:
    long = replace(
        OPEN, title="Donaudampfschifffahrtsgesellschaftskapitänsmütze und Zahlungsverkehrsschnittstelle"
    )
    right = replace(OPEN, number=9, title="الدفع بالبطاقة لا يعمل منذ الصباح")
    pages.tell(OVER, long, right, KNOWN, PLANNED, WORKING)
    async with launched() as chromium:
        context = await chromium.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            locale=language,
        )
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        await page.goto(str(pages.client.make_url("/status")))
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert await page.evaluate(PALE) == []
        assert complaints == []
        results = await Axe().run(page)
        serious = [
            each for each in results.response["violations"] if each["impact"] in {"serious", "critical"}
        ]
        assert serious == []
        await page.screenshot(path=tmp_path / f"{scheme}-{width}-{language}.png", full_page=True)
        await context.close()
