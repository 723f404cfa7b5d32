"""The page on which fakes are reported: whom it understands, what it tells, and what it must not do."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import FormData, web
from aiohttp.test_utils import TestClient, TestServer
from axe_playwright_python.async_playwright import Axe

from adapters.pictures.cleaning import Cleaning
from adapters.redis.files import FolderFiles
from adapters.web.doorway import MOST, Doorway
from adapters.web.mailing import WITHIN
from adapters.web.reporting import BODY, PICTURE, WORDS, ReportPages
from bots.wiring import accused
from config.catalogue import Catalogue
from core.desk import Desk
from core.people.addresses import mailbox
from core.policy import Policy
from core.trust.suspects import Suspect
from core.words.refs import Account
from tests.adapters.test_staff_pages import HARBOUR
from tests.core.memory import MemoryStore, Shelf
from tests.core.world import World
from tests.walks.browsing import BROWSING, PALE, launched, png

RULES = replace(HARBOUR, web_reports_per_hour=20, people=replace(HARBOUR.people, mail=True))
Client = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class Pages:
    """The page of a desk, and the desk."""

    client: Client
    world: World
    shelf: Shelf
    doorway: Doorway
    folder: Path
    policy: Policy = RULES
    headers: dict[str, str] = field(default_factory=dict)

    def adopt(self, **changes: object) -> None:
        self.policy = replace(RULES, **changes)
        self.desk.adopt(self.policy)

    @property
    def desk(self) -> Desk:
        return self.world.desk

    async def get(self, path: str = "/staff/report", language: str = "en") -> tuple[int, str]:
        async with self.client.get(path, headers={"Accept-Language": language}) as answer:
            self.headers = dict(answer.headers)
            return answer.status, await answer.text()

    async def sends(self, who: str, platform: str = "discord", **fields: str) -> tuple[int, str]:
        filled = {"platform": platform, "who": who, "words": "They want my seed", **fields}
        async with self.client.post("/staff/report?lang=en", data=filled) as answer:
            return answer.status, await answer.text()

    async def sends_with(self, picture: bytes, who: str = "5009", filename: str = "a.png") -> tuple[int, str]:
        form = FormData({"platform": "telegram", "who": who, "words": "They want my seed"})
        form.add_field("picture", BytesIO(picture), filename=filename, content_type="image/png")
        async with self.client.post("/staff/report?lang=en", data=form) as answer:
            return answer.status, await answer.text()

    def kept(self) -> list[bytes]:
        return [each.read_bytes() for each in self.folder.rglob("*") if each.is_file()]

    def suspect(self, account: str) -> Suspect:
        found = self.shelf.records[f"suspect/{account}"].record
        assert isinstance(found, Suspect)
        return found


@pytest.fixture
async def pages(tmp_path: Path) -> AsyncIterator[Pages]:
    shelf = Shelf()

    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    world = World(store, RULES, ())
    await world.start()
    app = web.Application()
    doorway = Doorway(world.clock, within=WITHIN)
    folder = tmp_path / "evidence"
    found = Pages(TestClient(TestServer(app)), world, shelf, doorway, folder)
    texts = Catalogue.load("en", "UTC", strict=True)
    evidence = FolderFiles(folder)
    ReportPages(world.desk, texts, lambda: found.policy, accused, doorway, Cleaning(), evidence).routes(app)
    async with found.client:
        yield found
    await world.stop()


@pytest.mark.parametrize(
    ("platform", "pasted", "account"),
    [
        ("discord", "200300400500600999", "discord:200300400500600999"),
        ("discord", "<@200300400500600999>", "discord:200300400500600999"),
        ("discord", "https://discord.com/users/200300400500600999", "discord:200300400500600999"),
        ("discord", "@Mo_Help", "discord:@mo_help"),
        ("discord", "mo.help", "discord:@mo.help"),
        ("telegram", "5009", "telegram:5009"),
        ("telegram", "tg://user?id=5009", "telegram:5009"),
        ("telegram", "@Mo_Help", "telegram:@mo_help"),
        ("telegram", "https://t.me/mo_help", "telegram:@mo_help"),
        ("telegram", "Mo_Help", "telegram:@mo_help"),
    ],
)
async def test_an_account_is_reported_however_it_is_named(
    pages: Pages, platform: str, pasted: str, account: str
) -> None:
    status, page = await pages.sends(pasted, platform)
    assert (status, "Thank you. Our moderators look at it." in page) == (200, True)
    assert "<form" not in page
    (report,) = pages.suspect(account).reports
    assert (report.words, report.web) == ("They want my seed", True)


@pytest.mark.parametrize(
    ("platform", "pasted"),
    [
        ("discord", "Mo | Harbour"),
        ("telegram", "Mo | Harbour"),
        ("telegram", "@me"),
        ("signal", "5009"),
        ("", "5009"),
    ],
)
async def test_a_shown_name_is_no_account_and_what_was_typed_is_kept(
    pages: Pages, platform: str, pasted: str
) -> None:
    status, page = await pages.sends(pasted, platform, email="rita@harbour.example")
    assert status == 400
    for kept in ("That is no account that we can look up", "They want my seed", "rita@harbour.example"):
        assert kept in page
    assert not [each for each in pages.shelf.records if each.startswith("suspect/")]


async def test_nobody_learns_what_became_of_an_account(pages: Pages) -> None:
    _, first = await pages.sends("5009", "telegram")
    known = pages.suspect("telegram:5009")
    assert known.reports
    assert (await pages.sends("5009", "telegram"))[1] == first
    assert (await pages.sends("5010", "telegram"))[1] == first


async def test_staff_are_no_fakes(pages: Pages) -> None:
    status, page = await pages.sends("5003", "telegram")
    assert (status, "That account really is Mo, who is staff here" in page) == (409, True)


async def test_an_address_is_asked_for_where_the_desk_sends_mail(pages: Pages) -> None:
    assert 'type="email"' in (await pages.get())[1]
    await pages.sends("5009", "telegram", email="rita@harbour.example")
    assert pages.suspect("telegram:5009").reports[0].by == mailbox("rita@harbour.example")
    pages.adopt(people=HARBOUR.people)
    assert 'type="email"' not in (await pages.get())[1]


async def test_there_is_no_page_where_the_desk_wants_none(pages: Pages) -> None:
    pages.adopt(web_reports_per_hour=0)
    assert (await pages.get())[0] == 404
    assert (await pages.sends("5009", "telegram"))[0] == 404
    assert "suspect/telegram:5009" not in pages.shelf.records


async def test_one_visitor_reports_so_often_in_an_hour_and_all_together_so_often(pages: Pages) -> None:
    pages.adopt(web_reports_per_hour=MOST - 1)
    statuses = [(await pages.sends(str(6000 + number), "telegram"))[0] for number in range(MOST + 1)]
    assert statuses == [200] * (MOST - 1) + [409, 429]
    pages.world.clock.time += WITHIN
    assert (await pages.sends("7000", "telegram"))[0] == 200


async def test_it_speaks_the_readers_language(pages: Pages) -> None:
    assert "Denunciar um falso a Harbour" in (await pages.get(language="pt-BR"))[1]
    assert 'action="/staff/report?lang=pt-PT"' in (await pages.get(language="pt-PT"))[1]


async def test_what_is_typed_is_never_markup_and_only_the_form_is_read(pages: Pages) -> None:
    evil = '"><script>alert(1)</script>'
    status, page = await pages.sends(evil, words=f"</textarea>{evil}", email=evil)
    assert (status, "<script" in page) == (400, False)
    await pages.sends("5009", "telegram", words="x" * (WORDS + 100))
    assert len(pages.suspect("telegram:5009").reports[0].words) == WORDS
    async with pages.client.post("/staff/report", json={"who": "5009"}) as answer:
        assert answer.status == 415
    assert (await pages.sends("5009", words="x" * 20_000))[0] == 413


async def test_no_script_runs_no_other_page_frames_it_and_no_cache_keeps_it(pages: Pages) -> None:
    await pages.get()
    rules = pages.headers["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "script" not in rules
    assert "frame-ancestors 'none'" in rules
    assert pages.headers["Cache-Control"] == "no-store"


async def test_without_the_store_nothing_is_taken_and_nothing_typed_is_lost(pages: Pages) -> None:
    pages.world.line.cut = True
    status, page = await pages.sends("5009", "telegram")
    assert (status, "They want my seed" in page) == (503, True)
    assert "could not be taken at the moment" in page


async def test_a_picture_is_kept_with_the_report_drawn_anew(pages: Pages) -> None:
    status, page = await pages.sends_with(png(60, 40))
    assert (status, "Thank you. Our moderators look at it." in page) == (200, True)
    picture = pages.suspect("telegram:5009").reports[0].picture
    assert picture is not None
    (kept,) = pages.kept()
    assert (picture.mime, picture.size, kept[:3]) == ("image/jpeg", len(kept), b"\xff\xd8\xff")


async def test_a_form_whose_file_was_not_chosen_is_a_report_without_one(pages: Pages) -> None:
    assert (await pages.sends_with(b"", filename=""))[0] == 200
    assert pages.suspect("telegram:5009").reports[0].picture is None
    assert pages.kept() == []


async def test_what_is_no_picture_is_not_taken_and_what_was_typed_is_kept(pages: Pages) -> None:
    status, page = await pages.sends_with(b"<svg/>")
    assert (status, "no picture that we can read" in page, "They want my seed" in page) == (400, True, True)
    assert "suspect/telegram:5009" not in pages.shelf.records
    assert pages.kept() == []


async def test_a_file_may_be_so_large(pages: Pages) -> None:
    padded = png(60, 40) + bytes(PICTURE - 10_000)
    assert (await pages.sends_with(padded))[0] == 200
    status, page = await pages.sends_with(bytes(PICTURE + BODY), "5010")
    assert (status, "too large to be read here" in page) == (413, True)


async def test_of_a_report_that_is_refused_no_picture_is_kept(pages: Pages) -> None:
    pages.adopt(web_reports_per_hour=1)
    assert (await pages.sends_with(png(60, 40)))[0] == 200
    assert (await pages.sends_with(png(60, 40), "5010"))[0] == 409
    assert (await pages.sends_with(png(60, 40), "5003"))[0] == 409
    assert len(pages.kept()) == 1


@pytest.mark.browser
@BROWSING[1]
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["en", "pt-PT"])
async def test_the_page_works_for_everybody_without_javascript(
    pages: Pages, tmp_path: Path, scheme: str, width: int, language: str
) -> None:
    async with launched() as chromium:
        context = await chromium.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            locale=language,
            java_script_enabled=False,
        )
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        await page.goto(str(pages.client.make_url("/staff/report")))
        shown = [await page.content()]
        await page.screenshot(path=tmp_path / f"form-{scheme}-{width}-{language}.png", full_page=True)
        await page.get_by_role("radio", name="Telegram").check()
        await page.locator("#who").fill("mo_harbour_support_of_the_harbour")
        await page.locator("#words").fill("They want my seed")
        await page.locator("#email").fill("rita@harbour.example")
        await page.locator("button").click()
        await page.get_by_role("status").wait_for()
        shown.append(await page.content())
        await page.screenshot(path=tmp_path / f"wrong-{scheme}-{width}-{language}.png", full_page=True)
        await page.locator("#who").fill("mo_harbour_support")
        await page.locator("#picture").set_input_files(
            {
                "name": "a_screenshot_with_quite_a_long_name.png",
                "mimeType": "image/png",
                "buffer": png(60, 40),
            }
        )
        await page.screenshot(path=tmp_path / f"chosen-{scheme}-{width}-{language}.png", full_page=True)
        await page.locator("button").click()
        await page.locator("form").wait_for(state="detached")
        shown.append(await page.content())
        await page.screenshot(path=tmp_path / f"taken-{scheme}-{width}-{language}.png", full_page=True)
        assert [each for each in complaints if "status of 400" not in each] == []
        await context.close()
        (report,) = pages.suspect(Account("telegram:@mo_harbour_support")).reports
        assert (report.language, report.picture is not None) == (language, True)
        context = await chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = await context.new_page()
        for each in shown:
            await page.set_content(each)
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert await page.evaluate(PALE) == []
            results = await Axe().run(page)
            violations = results.response["violations"]
            assert [each for each in violations if each["impact"] in {"serious", "critical"}] == []
        await context.close()
