"""The page that says who is staff: whom it lists, what it answers, and what it must not do."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from axe_playwright_python.async_playwright import Axe

from adapters.web.doorway import MOST, Doorway
from adapters.web.staff import StaffPages
from bots.wiring import meant
from config.catalogue import Catalogue
from core.cases.people import Desk, Frozen
from core.people.roster import Enrolled
from core.policy import Agent, Department, Policy
from core.ports import Versioned
from core.trust.rules import RosterRules
from core.trust.suspects import Ended, Suspect
from core.vetting import Vetting
from core.words.refs import Account, AgentId
from tests.adapters.test_status_pages import NOW, Clock, Shaky
from tests.core.memory import Shelf
from tests.core.setting import POLICY
from tests.walks.browsing import BROWSING, PALE, launched

MO, BEN = AgentId("mo"), AgentId("ben")
HARBOUR = replace(
    POLICY,
    name="Harbour",
    agents=(
        Agent(
            MO,
            "Mo",
            (Account("discord:200300400500600700"), Account("telegram:5003")),
            2,
            languages=("pt-PT",),
        ),
        Agent(BEN, "Benjamin Roth", (Account("telegram:5002"),), 2, alias="Ben | Harbour"),
        Agent(AgentId("later"), "Not Yet", (), 2),
    ),
    departments=(
        Department("billing", {"en": "Billing", "pt-PT": "Faturação"}, (MO,)),
        Department("care", {"en": "Customer care"}, (BEN,), complaints=True),
    ),
)
FAKE = Account("discord:200300400500600999")
Client = TestClient[web.Request, web.Application]


@dataclass(slots=True)
class Pages:
    """The page of a desk, its store and its clock."""

    client: Client
    store: Shaky
    clock: Clock
    doorway: Doorway
    policy: Policy = HARBOUR
    headers: dict[str, str] = field(default_factory=dict)

    def keep(self, key: str, record: Desk | Suspect) -> None:
        self.store.shelf.records[key] = Versioned(record, 1)

    async def get(self, language: str = "en") -> str:
        async with self.client.get("/staff", headers={"Accept-Language": language}) as answer:
            assert answer.status == 200
            self.headers = dict(answer.headers)
            return await answer.text()

    async def ask(self, pasted: str, **headers: str) -> tuple[int, str]:
        async with self.client.post("/staff", data={"who": pasted}, headers=headers) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def pages() -> AsyncIterator[Pages]:
    store, clock = Shaky(Shelf()), Clock()
    app = web.Application()
    found = Pages(TestClient(TestServer(app)), store, clock, Doorway(clock))
    texts = Catalogue.load("en", "UTC", strict=True)
    vetting = Vetting(store, texts, lambda: found.policy, clock)
    StaffPages(vetting, texts, meant, found.doorway).routes(app)
    async with found.client:
        yield found


async def test_staff_are_listed_by_the_name_that_people_see_and_no_account_is(pages: Pages) -> None:
    body = await pages.get()
    assert "Staff of Harbour" in body
    assert "Ben | Harbour" in body
    assert "Billing · Speaks Portuguese (Portugal) · Discord, Telegram" in body
    for hidden in ("Benjamin Roth", "200300400500600700", "5002", "Not Yet", "Customer care"):
        assert hidden not in body
    assert "Faturação" in await pages.get("pt-PT")
    assert "Equipe de Harbour" in await pages.get("pt-BR")


async def test_accounts_are_listed_where_the_desk_wants_it(pages: Pages) -> None:
    pages.policy = replace(HARBOUR, roster=RosterRules(lists_accounts=True))
    assert "discord:200300400500600700, telegram:5003" in await pages.get()


async def test_there_is_no_page_where_the_desk_wants_none(pages: Pages) -> None:
    pages.policy = replace(HARBOUR, roster=RosterRules(directory=False))
    async with pages.client.get("/staff") as answer:
        assert answer.status == 404
    assert (await pages.ask("5002"))[0] == 404


@pytest.mark.parametrize(
    "pasted",
    [
        "200300400500600700",
        "<@200300400500600700>",
        "<@!200300400500600700>",
        " https://discord.com/users/200300400500600700 ",
        "discord:200300400500600700",
        "tg://user?id=5003",
        "5003",
    ],
)
async def test_an_account_is_staff_however_it_is_named(pages: Pages, pasted: str) -> None:
    status, body = await pages.ask(pasted)
    assert status == 200
    assert "<strong>Yes.</strong> This account is Mo, who is staff here, on " in body
    assert "Department: Billing" in body


async def test_a_number_is_looked_for_on_either_platform(pages: Pages) -> None:
    assert "is Ben | Harbour, who is staff here, on Telegram" in (await pages.ask("5002"))[1]
    assert "<strong>No.</strong> discord:5002 is not staff here" in (await pages.ask("<@5002>"))[1]
    assert "<strong>No.</strong> telegram:5009 is not staff here" in (await pages.ask("5009"))[1]


async def test_an_account_that_was_noticed_is_said_to_imitate_unless_it_was_let_pass(pages: Pages) -> None:
    noticed = Suspect(FAKE, ("Mo Harbour Support",), "mo_hs", NOW, staff="Mo")
    pages.keep(f"suspect/{FAKE}", noticed)
    said = (await pages.ask(f"<@{FAKE.partition(':')[2]}>"))[1]
    assert "Mo Harbour Support is not staff here, and imitates Mo" in said
    pages.keep(f"suspect/{FAKE}", replace(noticed, ended=Ended("fine", "Ben", NOW, done=True)))
    said = (await pages.ask(f"<@{FAKE.partition(':')[2]}>"))[1]
    assert "is not staff here." in said
    assert "imitates" not in said


@pytest.mark.parametrize(
    "pasted", ["Mo", "ben | harbour", "@mo_harbour_support", "https://t.me/mo_harbour_support"]
)
async def test_a_name_that_may_be_theirs_proves_nothing(pages: Pages, pasted: str) -> None:
    said = (await pages.ask(pasted))[1]
    assert "A name proves nothing; here is how to check" in said
    assert "who is staff here" not in said
    assert "<strong>No.</strong>" not in said


async def test_other_names_imitate_or_tell_nothing(pages: Pages) -> None:
    assert "is not staff here, and imitates Ben | Harbour" in (await pages.ask("Bеn | Hаrbour"))[1]
    said = (await pages.ask("Somebody Else"))[1]
    assert "Nobody can tell from this whether Somebody Else is staff" in said
    assert "here is how to check" in said


async def test_whoever_is_frozen_or_gone_is_off_the_page_at_once(pages: Pages) -> None:
    assert "Ben | Harbour" in await pages.get()
    pages.keep("desk", Desk(frozen=(Frozen(BEN, "Ben", "Mo", NOW),)))
    assert "Ben | Harbour" not in await pages.get()
    assert "<strong>No.</strong> telegram:5002 is not staff here" in (await pages.ask("5002"))[1]
    zoe = Enrolled(Account("telegram:5010"), AgentId("zoe"), "Zoe", NOW, ("Mo",))
    pages.keep("desk", Desk(removed=(MO,), enrolled=(zoe,)))
    body = await pages.get()
    assert "Mo</p>" not in body
    assert "Zoe" in body
    assert "On the roster since Mon, Mar 2, let in by Mo" in (await pages.ask("5010"))[1]


async def test_without_the_store_nobody_is_vouched_for(pages: Pages) -> None:
    await pages.get()
    pages.store.away = True
    status, body = await pages.ask("5002")
    assert status == 503
    assert "Believe nobody until it can" in body


async def test_what_is_pasted_is_never_markup(pages: Pages) -> None:
    said = (await pages.ask('"><script>alert(1)</script><b>\u202e'))[1]
    assert "<script" not in said
    assert "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;" in said
    assert "⟨202E⟩" in said
    assert (await pages.ask("x" * 300))[1].count("x" * 201) == 0
    policy = pages.policy = replace(
        HARBOUR, agents=(replace(HARBOUR.agents[0], name="<i>Mo</i>"),), name="<u>Harbour"
    )
    assert policy.name not in await pages.get()
    assert "<i>" not in await pages.get()


async def test_no_script_runs_no_other_page_frames_it_and_no_cache_keeps_it(pages: Pages) -> None:
    await pages.get()
    rules = pages.headers["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "script" not in rules
    assert "frame-ancestors 'none'" in rules
    assert pages.headers["Cache-Control"] == "no-store"


async def test_one_address_asks_so_often_a_minute_and_the_page_itself_stays(pages: Pages) -> None:
    for _ in range(MOST):
        assert (await pages.ask("5002"))[0] == 200
    status, said = await pages.ask("5002")
    assert status == 429
    assert "asked too often" in said
    await pages.get()
    pages.clock.time += timedelta(minutes=1)
    assert (await pages.ask("5002"))[0] == 200


async def test_behind_a_proxy_each_visitor_counts_alone_and_nobody_names_another(pages: Pages) -> None:
    pages.doorway.behind_proxy = True
    for last in range(MOST + 1):
        forged = f"198.51.100.{last}, 203.0.113.7"
        status, _ = await pages.ask("5002", **{"X-Forwarded-For": forged})
    assert status == 429
    assert (await pages.ask("5002", **{"X-Forwarded-For": "203.0.113.8"}))[0] == 200
    for last in range(MOST + 1):
        status, _ = await pages.ask("5002", **{"X-Forwarded-For": f"2001:db8::{last:x}"})
    assert status == 429


async def test_only_the_form_is_read(pages: Pages) -> None:
    async with pages.client.post("/staff", json={"who": "5002"}) as answer:
        assert answer.status == 415
    assert (await pages.ask("5" * 5_000))[0] == 413


@pytest.mark.browser
@BROWSING[1]
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["en", "pt-PT"])
async def test_the_page_works_for_everybody_without_javascript(
    pages: Pages, tmp_path: Path, scheme: str, width: int, language: str
) -> None:
    long = Agent(AgentId("long"), "Donaudampfschifffahrtsgesellschaftskapitän", (Account("discord:7"),), 1)
    right = Agent(AgentId("right"), "ليلى | Harbour", (Account("discord:8"),), 1, languages=("ar", "en"))
    pages.policy = replace(HARBOUR, agents=(*HARBOUR.agents, long, right))
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
        await page.goto(str(pages.client.make_url("/staff")))
        await page.get_by_role("textbox").fill("@mo_harbour_support")
        await page.get_by_role("button").click()
        await page.get_by_role("status").wait_for()
        await page.screenshot(path=tmp_path / f"{scheme}-{width}-{language}.png", full_page=True)
        answered = await page.content()
        assert complaints == []
        await context.close()
        context = await chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = await context.new_page()
        await page.set_content(answered)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert await page.evaluate(PALE) == []
        results = await Axe().run(page)
        serious = [
            each for each in results.response["violations"] if each["impact"] in {"serious", "critical"}
        ]
        assert serious == []
        await context.close()
