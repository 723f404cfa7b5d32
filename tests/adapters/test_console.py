"""The console: who gets in and for how long, what is taken from whom, and what its pages say."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page as BrowserPage

from adapters.web.console import ConsolePages
from adapters.web.doorway import MOST, Doorway
from config.catalogue import Catalogue
from core.people.console import PER_HOUR, ConsoleRules
from core.policy import Policy
from core.status.rules import Template
from core.trust.secrets import MARK
from core.words.cards import Answer, Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.people import Person
from core.words.refs import CommandId, Place
from tests.core.memory import Shelf
from tests.core.setting import ANA, ANA_AT_SEA, BEN, HOUR, MINUTE, RITA, ana
from tests.core.test_spreading import CARDS, RULES, world
from tests.core.world import World
from tests.walks.browsing import BROWSING, PALE, launched
from tests.walks.consoling import Page, Visitor, browsing

URL = "https://desk.example"
ADMINISTERED = tuple(replace(each, admin=True) if each.id == ana.id else each for each in RULES.agents)
OPEN = replace(RULES, agents=ADMINISTERED, console=ConsoleRules("http://desk.example"))
TITLE, SAID = "Card payments fail", "We are looking into it."


@cache
def texts_of(language: str) -> Catalogue:
    return Catalogue.load(language, "UTC", strict=True)


@dataclass(slots=True)
class Console:
    """A desk with its console, and browsers to visit it."""

    the: World
    shelf: Shelf
    url: str

    def browser(self) -> AbstractAsyncContextManager[Visitor]:
        return browsing(self.url)

    async def says(self, who: Person, verb: Verb, words: str = "") -> Answer:
        id_ = CommandId(f"c{len(self.the.answers)}")
        said = plain(words) if words else None
        await self.the.handle(Pressed(id_, who, Place(who.account), verb, private=True, words=said))
        return self.the.answers[id_]

    async def link(self, who: Person = BEN) -> str:
        answer = await self.says(who, Verb.CONSOLE)
        assert answer.card is not None
        assert answer.private
        (url,) = (dict(each.values)["url"] for each in answer.card.lines if each.key == "console.link")
        return str(url).removeprefix(self.the.policy.console.url)

    async def enters(self, visitor: Visitor, who: Person = BEN) -> Page:
        return await visitor.submit(await visitor.get(await self.link(who)), "Sign in")

    @property
    def told(self) -> list[str]:
        """The incidents and maintenance that are public."""
        return [key for key in self.shelf.records if key.startswith("incident/")]


@asynccontextmanager
async def opened(policy: Policy = OPEN) -> AsyncIterator[Console]:
    shelf = Shelf()
    the = world(shelf, policy)
    await the.start()
    app = web.Application()
    texts, doorway = texts_of(policy.language), Doorway(the.clock)
    pages = ConsolePages(the.line, texts, the.desk, lambda: the.desk.policy, the.clock, doorway)
    pages.routes(app)
    async with TestServer(app) as server:
        yield Console(the, shelf, str(server.make_url("")).rstrip("/"))
    await the.stop()


@pytest.fixture
async def console() -> AsyncIterator[Console]:
    async with opened() as found:
        yield found


async def written(visitor: Visitor, what: str = "incident", **fields: str | list[str]) -> Page:
    given: dict[str, str | list[str]] = {"title": TITLE, "words": SAID, "components": ["cards"], **fields}
    return await visitor.submit(await visitor.get(f"/console/write/{what}"), "Preview", **given)


async def published(visitor: Visitor, what: str = "incident", **fields: str | list[str]) -> Page:
    return await visitor.submit(await written(visitor, what, **fields), "Publish")


# ---- coming in


async def test_a_link_is_good_once_and_previews_of_it_do_not_use_it_up(console: Console) -> None:
    path = await console.link()
    async with console.browser() as first, console.browser() as second:
        for _ in range(3):
            page = await first.get(path)
        assert page.status == 200
        assert "Set-Cookie" not in page.headers
        assert (await first.submit(page, "Sign in")).path == "/console"
        again = await second.submit(page, "Sign in")
        assert (again.status, "used up or too old" in again.body) == (403, True)
        assert (await second.get("/console")).status == 401


async def test_of_two_who_open_a_link_at_once_one_gets_in(console: Console) -> None:
    path = await console.link()
    async with console.browser() as first, console.browser() as second:
        pages = await asyncio.gather(first.post(path, ()), second.post(path, ()))
        assert sorted(each.status for each in pages) == [200, 403]


@pytest.mark.parametrize(("after", "status"), [(10 * MINUTE - timedelta(seconds=1), 200), (10 * MINUTE, 403)])
async def test_a_link_is_good_for_ten_minutes(console: Console, after: timedelta, status: int) -> None:
    path = await console.link()
    console.the.clock.time += after
    async with console.browser() as visitor:
        assert (await visitor.post(path, ())).status == status


async def test_only_agents_are_given_links_and_only_where_the_pages_can_be_reached() -> None:
    async with opened(replace(OPEN, console=ConsoleRules())) as unreachable:
        answer = await unreachable.says(BEN, Verb.CONSOLE)
        assert answer.text is not None
        assert (answer.text.key, answer.card) == ("refusal.console_url", None)
    async with opened() as console:
        answer = await console.says(RITA, Verb.CONSOLE)
        assert answer.text is not None
        assert (answer.text.key, answer.card) == ("refusal.agents_only", None)


async def test_an_account_gets_so_many_links_in_an_hour(console: Console) -> None:
    for _ in range(PER_HOUR):
        await console.link()
    refused = await console.says(BEN, Verb.CONSOLE)
    assert refused.text is not None
    assert refused.text.key == "refusal.console_often"
    console.the.clock.time += HOUR
    assert await console.link()


async def test_the_store_has_neither_links_nor_sessions(console: Console) -> None:
    path = await console.link()
    code = path.rpartition("/")[2]
    assert re.fullmatch(r"[0-9a-f]{32}", code)
    waiting = await console.link(ANA)
    async with console.browser() as visitor:
        await visitor.post(path, ())
        (cookie,) = visitor.session.cookie_jar
        stored = repr(console.shelf)
        for secret in (code, waiting.rpartition("/")[2], cookie.value):
            assert secret not in stored


@pytest.mark.parametrize(
    ("url", "name", "secure"), [(URL, "__Host-console", True), ("http://desk.example", "console", False)]
)
async def test_the_cookie_is_for_this_server_alone(url: str, name: str, *, secure: bool) -> None:
    async with opened(replace(OPEN, console=ConsoleRules(url, 8 * HOUR))) as console:
        async with aiohttp.ClientSession() as session:
            path = await console.link()
            async with session.post(console.url + path, allow_redirects=False) as answer:
                assert (answer.status, answer.headers["Location"]) == (303, "/console")
                cookie = answer.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
        assert (cookie["max-age"], cookie["domain"], bool(cookie["secure"])) == ("28800", "", secure)


async def test_whoever_tries_many_links_waits_a_minute(console: Console) -> None:
    path = await console.link()
    async with console.browser() as visitor:
        for n in range(MOST):
            assert (await visitor.post(f"/console/enter/{n:032x}", ())).status == 403
        often = await visitor.post(path, ())
        assert (often.status, often.headers["Retry-After"]) == (429, "60")
        console.the.clock.time += MINUTE
        assert (await visitor.post(path, ())).path == "/console"


# ---- staying in


async def test_a_session_lasts_as_long_as_the_desk_says(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        console.the.clock.time += 8 * HOUR - timedelta(seconds=1)
        assert (await visitor.get("/console")).status == 200
        console.the.clock.time += timedelta(seconds=1)
        assert (await visitor.get("/console")).status == 401


async def test_whoever_signs_out_is_out_and_their_other_sessions_stand(console: Console) -> None:
    async with console.browser() as visitor, console.browser() as other:
        await console.enters(visitor)
        await console.enters(other)
        (cookie,) = visitor.session.cookie_jar
        gone = await visitor.submit(await visitor.get("/console"), "Sign out")
        assert "You have signed out." in gone.body
        assert (await visitor.get("/console")).status == 401
        kept = await visitor.get("/console", Cookie=f"console={cookie.value}")
        assert kept.status == 401, "whoever has kept the cookie is out, too"
        assert (await other.get("/console")).status == 200


@pytest.mark.parametrize("ends", [Verb.FREEZE, Verb.DISMISS])
async def test_whoever_is_frozen_or_dismissed_is_out_at_once_and_for_good(
    console: Console, ends: Verb
) -> None:
    link = await console.link()
    async with console.browser() as visitor, console.browser() as bystander:
        await console.enters(visitor)
        await console.enters(bystander, ANA_AT_SEA)
        preview = await written(visitor)
        await console.says(ANA, ends, "Ben Roth")
        refused = await visitor.submit(preview, "Publish")
        assert (refused.status, console.told) == (401, [])
        assert (await visitor.post(link, ())).status == 403
        assert (await bystander.get("/console")).status == 200
        if ends is Verb.FREEZE:
            await console.says(ANA, Verb.THAW, "Ben Roth")
        assert (await visitor.get("/console")).status == 401
        assert (await visitor.post(link, ())).status == 403


# ---- what is taken from whom


@pytest.mark.parametrize("mark", ["", "0" * 64, "é"])
@pytest.mark.parametrize("path", ["/console/write/incident", "/console/press", "/console/leave"])
async def test_a_form_that_the_console_has_not_drawn_does_nothing(
    console: Console, path: str, mark: str
) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        token = dict((await written(visitor)).form("Publish").fields)["argument"]
        before = dict(console.shelf.records)
        sent = [("mark", mark), ("title", "Not ours"), ("words", "x"), ("verb", "publ"), ("argument", token)]
        assert (await visitor.post(path, sent)).status == 403
        assert console.shelf.records == before
        assert (await visitor.get("/console")).status == 200


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded; charset=nonsense",
    ],
)
@pytest.mark.parametrize("path", ["/console/write/incident", "/console/press", "/console/leave"])
async def test_what_is_no_form_of_the_console_is_refused(console: Console, path: str, kind: str) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        sent = {"data": b"mark=x", "headers": {"Content-Type": kind}}
        async with visitor.session.post(console.url + path, **sent) as answer:
            assert answer.status in {400, 415}
        assert (await visitor.get("/console")).status == 200


async def test_the_mark_of_one_session_is_none_of_another(console: Console) -> None:
    async with console.browser() as visitor, console.browser() as other:
        await console.enters(visitor)
        await console.enters(other)
        theirs = (await other.get("/console/write/incident")).form("Preview")
        sent = [*theirs.fields, ("title", TITLE), ("words", SAID)]
        assert (await visitor.post(theirs.action, sent)).status == 403
        assert (await other.post(theirs.action, sent)).status == 200


async def test_what_another_site_sends_is_refused_even_with_the_mark(console: Console) -> None:
    path = await console.link()
    async with console.browser() as visitor:
        for site in ("cross-site", "same-site"):
            assert (await visitor.post(path, (), **{"Sec-Fetch-Site": site})).status == 403
        await visitor.post(path, (), **{"Sec-Fetch-Site": "same-origin"})
        form = (await written(visitor)).form("Publish")
        refused = await visitor.post(form.action, form.fields, **{"Sec-Fetch-Site": "cross-site"})
        assert (refused.status, console.told) == (403, [])


async def test_whoever_signs_in_anew_while_they_write_loses_nothing(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        old = (await visitor.get("/console/write/incident")).form("Preview")
        await console.enters(visitor)
        sent = [*(each for each in old.fields if each[0] == "mark"), ("title", TITLE), ("words", SAID)]
        again = await visitor.post(old.action, sent, **{"Sec-Fetch-Site": "same-origin"})
        assert (again.status, "You have signed in again meanwhile" in again.body) == (403, True)
        assert "This is what people will see" in (await visitor.submit(again, "Preview")).body


async def test_a_draft_is_its_writers_and_is_published_once(console: Console) -> None:
    async with console.browser() as visitor, console.browser() as other:
        await console.enters(visitor)
        await console.enters(other, ANA)
        preview = await written(visitor)
        token = dict(preview.form("Publish").fields)["argument"]
        mark = dict((await other.get("/console/write/known")).form("Preview").fields)["mark"]
        stolen = [("mark", mark), ("verb", "publ"), ("argument", token)]
        assert (await other.post("/console/press", stolen)).status == 409
        assert console.told == []
        pages = await asyncio.gather(*(visitor.submit(preview, "Publish") for _ in range(2)))
        assert [each.status for each in pages] == [200, 200]
        assert console.told == ["incident/1"]
        assert (await visitor.submit(preview, "Publish")).path == "/console"
        assert console.told == ["incident/1"]


async def test_whoever_throws_a_draft_away_has_told_nothing(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        await written(visitor)
        home = await visitor.get("/console")
        assert "Waits to be published" in home.body
        assert "Waits to be published" not in (await visitor.submit(home, "Throw away")).body
        assert console.told == []


# ---- what is written


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        typed = {"title": 'A "<b>" title', "words": "One\r\n<script>alert(1)</script>", "level": "major"}
        wrong = await written(visitor, eta="soon", since="1h", **typed)
        assert wrong.status == 422
        assert 'id="wrong-eta"' in wrong.body
        assert "soon is not a time" in wrong.body
        assert "<script" not in wrong.body
        kept = dict(wrong.form("Preview").fields)
        assert {
            **typed,
            "words": typed["words"].replace("\r", ""),
            "eta": "soon",
            "since": "1h",
        }.items() <= kept.items()
        assert ("components", "cards") in wrong.form("Preview").fields
        right = await visitor.submit(wrong, "Preview", eta="2h")
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in right.body
        assert right.status == 200


@pytest.mark.parametrize(
    ("what", "fields", "beside"),
    [
        ("incident", {"title": ""}, "title"),
        ("incident", {"title": "\u200b\u2060"}, "title"),
        ("incident", {"words": " \u200b"}, "words"),
        ("incident", {"words": "x" * 4_001}, "words"),
        ("incident", {"title": "x" * 201}, "title"),
        ("incident", {"eta": "12:00 yesterday"}, "eta"),
        ("incident", {"since": "tomorrow"}, "since"),
        ("maintenance", {"when": ""}, "when"),
        ("maintenance", {"when": "later"}, "when"),
    ],
)
async def test_each_mistake_stands_beside_its_field(
    console: Console, what: str, fields: dict[str, str], beside: str
) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        wrong = await written(visitor, what, **fields)
        assert (wrong.status, f'id="wrong-{beside}"' in wrong.body) == (422, True)
        assert 'aria-invalid="true"' in wrong.body


async def test_a_secret_that_is_written_by_mistake_is_neither_shown_nor_kept(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        preview = await written(visitor, words="The processor charged 4111 1111 1111 1111 twice.")
        assert MARK in preview.body
        assert "4111 1111" not in repr(console.shelf)


async def test_an_incident_is_told_carried_on_and_ended(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        first = await published(visitor, level="major", eta="2h")
        assert "Incident #1 is on its way to 2 places." in first.body
        assert TITLE in (await visitor.get("/console")).body
        update = await visitor.submit(
            await visitor.get("/console/write/update/1"),
            "Preview",
            stage="identified",
            words="It is a cable.",
        )
        after = await visitor.submit(update, "Publish")
        assert "It is a cable." in after.body
        assert after.body.count("UTC · Ben Roth") == 2, "colleagues see who said it"
        ends = await visitor.submit(await visitor.get("/console/write/resolve/1"), "Preview", words="Mended.")
        assert "Mended." in (await visitor.submit(ends, "Publish")).body
        home = await visitor.get("/console")
        assert "Nothing is the matter" in home.body
        assert "Over lately" in home.body
        afterword = await visitor.get("/console/write/update/1")
        assert 'value="postmortem"' in afterword.body


async def test_an_incident_begins_with_a_template_or_with_none() -> None:
    ready = Template("cards-down", TITLE, SAID, (CARDS,), "major", 2 * HOUR)
    rules = replace(OPEN, status=replace(OPEN.status, templates=(ready,)))
    async with opened(rules) as console, console.browser() as visitor:
        await console.enters(visitor)
        which = await visitor.get("/console/write/incident")
        assert re.findall(r'href="(/console/write[^"]*)"', which.body) == [
            "/console/write/incident/cards-down",
            "/console/write/incident/-",
        ]
        page = await visitor.get("/console/write/incident/cards-down")
        begun = dict(page.form("Preview").fields)
        said = {"title": TITLE, "components": "cards", "level": "major", "words": SAID, "eta": "120m"}
        assert said.items() <= begun.items()
        wrong = await visitor.submit(page, "Preview", eta="soon")
        assert (wrong.path, wrong.status) == (page.path, 422)
        after = await visitor.submit(await visitor.submit(wrong, "Preview", eta="3h"), "Publish")
        assert "Incident #1 is on its way" in after.body
        blank = dict((await visitor.get("/console/write/incident/-")).form("Preview").fields)
        assert (blank["title"], blank["words"]) == ("", "")


async def test_whoever_does_not_say_which_is_asked(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        for title in ("One", "Two"):
            await published(visitor, title=title)
        which = await visitor.get("/console/write/resolve")
        assert 'href="/console/write/resolve/2"' in which.body


async def test_known_issues_and_maintenance_are_told_too(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        await published(visitor, "known", title="Old phones")
        await published(visitor, "maintenance", title="New disks", when="22:00 2h", manual=["yes"])
        home = await visitor.get("/console")
        assert "Old phones" in home.body
        assert "New disks" in home.body
        begun = await visitor.submit(
            await visitor.get("/console/write/progress/2"), "Preview", stage="in_progress", words="It begins."
        )
        assert "It begins." in (await visitor.submit(begun, "Publish")).body


async def test_what_moved_on_meanwhile_is_refused_and_said(console: Console) -> None:
    async with console.browser() as visitor, console.browser() as other:
        await console.enters(visitor)
        await console.enters(other, ANA)
        await published(visitor)
        page = await visitor.get("/console/write/update/1")
        assert f'<p dir="auto">{TITLE}</p>' in page.body, "whoever writes sees what about"
        mine = await visitor.submit(page, "Preview", words="Mine.")
        page = await other.get("/console/write/update/1")
        await other.submit(await other.submit(page, "Preview", words="Theirs."), "Publish")
        late = await visitor.submit(mine, "Publish")
        assert (late.status, "Somebody has told something new" in late.body) == (409, True)
        assert "Mine." not in (await visitor.get("/console/1")).body


async def test_progress_is_shown_and_followed_until_it_is_done(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        page = await published(visitor)
        assert "How far the news are" in page.body
        assert "Keep this page up to date" in page.body
        assert "Refresh" not in (await visitor.get("/console/1")).headers
        assert (await visitor.get("/console/1?live")).headers["Refresh"] == "1"
        await console.the.come_to_rest()
        done = await visitor.get("/console/1?live")
        assert "Refresh" not in done.headers
        assert "That is all." in done.body


async def test_nothing_is_found_where_nothing_is(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        assert (await visitor.get("/console/77")).status == 404
        assert (await visitor.get("/console/write/nothing")).status == 404
        gone = await visitor.get("/console/write/update/77")
        assert (gone.status, "There is no such incident." in gone.body) == (409, True)


async def test_the_console_speaks_the_agents_language() -> None:
    async with opened(replace(OPEN, language="pt-PT")) as console, console.browser() as visitor:
        page = await visitor.get(await console.link(), **{"Accept-Language": "pt-PT,en;q=0.5"})
        home = await visitor.submit(page, "Iniciar sessão")
        assert '<html lang="pt-PT">' in home.body
        assert "Está tudo bem e não há manutenções previstas." in home.body


async def test_every_page_forbids_scripts_frames_and_keeping(console: Console) -> None:
    path = await console.link()
    async with console.browser() as visitor:
        pages = [await visitor.get(path), await visitor.get("/console")]
        pages.append(await visitor.post(path, ()))
        pages += [await visitor.get(each) for each in ("/console/write/incident", "/console/9")]
        for page in pages:
            policy = page.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert page.headers["Cache-Control"] == "no-store"
            assert page.headers["Referrer-Policy"] == "no-referrer"
            assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page.body)


async def test_while_the_store_is_away_the_console_says_so(console: Console) -> None:
    async with console.browser() as visitor:
        await console.enters(visitor)
        console.the.line.absences.append("before")
        away = await visitor.get("/console")
        assert (away.status, away.headers["Retry-After"]) == (503, "5")
        assert (await visitor.get("/console")).status == 200


async def axed(page: BrowserPage) -> list[object]:
    """What keeps people from using the page."""
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate(PALE) == []
    found = (await Axe().run(page)).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


@pytest.mark.browser
@BROWSING[1]
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
async def test_all_of_it_can_be_used_by_everybody(
    tmp_path: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    """Written, mistaken, mended and published."""
    async with opened(replace(OPEN, language="pt-PT")) as console, launched() as chromium:
        context = await chromium.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, locale="pt-PT"
        )
        context.set_default_timeout(10_000)
        page = await context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))

        async def looks_well(name: str) -> None:
            assert await axed(page) == []
            await page.screenshot(path=tmp_path / f"{name}-{scheme}-{width}.png", full_page=True)

        await page.goto(console.url + "/console")
        await looks_well("outside")
        await page.goto(console.url + await console.link())
        await looks_well("enter")
        await page.get_by_role("button", name="Iniciar sessão").click()
        await page.get_by_role("link", name="Novo incidente").click()
        await looks_well("form")
        await page.get_by_label("Título").fill("Donaudampfschifffahrtsgesellschaftskapitänsmütze")
        await page.get_by_label("O que se conta às pessoas").fill("Estamos a ver.\nالدفع بالبطاقة لا يعمل")
        await page.get_by_label("Card payments").check()
        await page.get_by_label("Resolvido até?").fill("logo")
        await page.get_by_role("button", name="Pré-visualizar").click()
        await looks_well("wrong")
        await page.get_by_label("Resolvido até?").fill("2h")
        await page.get_by_role("button", name="Pré-visualizar").click()
        await looks_well("preview")
        await page.get_by_role("button", name="Publicar").click()
        await looks_well("published")
        await page.goto(console.url + "/console")
        await looks_well("home")
        assert [each for each in complaints if "status of 4" not in each] == []
        await context.close()
