"""Plug & Cloud: what touches customers' data, domains or billing needs an authorised request in writing."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from bots.wiring import desk_rules
from config.settings import load
from core.promises.hours import standing
from tests.acceptance.desks import DESKS, filled_in
from tests.acceptance.noticing import customer, in_days, offered, with_agents
from tests.stage import Stage, staged
from tests.walks.parts import heading, on
from tests.walks.proving import directory, proven

AGENTS = """
[[agents]]
id = "mo"
name = "Mo"
accounts = ["discord:2003"]

[[agents]]
id = "ben"
name = "Ben"
accounts = ["telegram:5002"]
"""
MONTHS = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
    "dezembro",
)  # fmt: skip
MANUAL = """
[desk]
assignment = "manual"
"""
ORDER = "Please point harbour.example to 192.0.2.7"


@asynccontextmanager
async def plugcloud(folder: Path) -> AsyncIterator[Stage]:
    desk = filled_in(folder, "plugcloud", {})
    desk.write_text(desk.read_text() + AGENTS)
    async with staged(folder, MANUAL + directory(folder), desk=desk) as stage:
        yield stage


async def request(requester: Person, kind: str, words: str) -> None:
    """Fill in the request form: a kind of request, and words."""
    if isinstance(requester, DiscordPerson):
        await requester.command("/support")
        await requester.fill({"What is it about": [kind_id(kind)], "How can we help": words})
    else:
        await requester.command("/support")
        before = await questions(requester)
        await requester.press(kind)

        async def is_asked() -> bool:
            return await questions(requester) > before

        assert await requester.until(is_asked)
        await requester.fill({"How can we help": words})


async def questions(requester: Person) -> int:
    return sum("How can we help" in each.text for each in await requester.messages())


def kind_id(kind: str) -> str:
    topics = desk_rules(load(DESKS / "plugcloud.toml", {})).topics
    return next(topic.id for topic in topics if topic.label["en"] == kind)


async def taken(agent: Person, words: str) -> Message:
    await on(agent)
    await agent.press("Take next")
    return await agent.sees(words)


# ---- PC-01, PC-02


def test_PC_01_support_is_there_at_any_time_of_the_year() -> None:
    hours = desk_rules(load(DESKS / "plugcloud.toml", {})).live_chat.hours
    for month, day, hour in ((1, 1, 0), (3, 29, 1), (10, 25, 1), (12, 25, 23)):
        at = standing(hours, datetime(2026, month, day, hour, 59, tzinfo=UTC))
        assert (at.open, at.until) == (True, None)


@pytest.mark.parametrize(("authorised", "within"), [(False, timedelta(hours=3)), (True, timedelta(hours=1))])
async def test_PC_02_an_answer_is_promised_within_an_hour_to_the_authorised_and_three_to_guests(
    tmp_path: Path, authorised: bool, within: timedelta
) -> None:
    async with plugcloud(tmp_path) as stage:
        await stage.tess.start()
        if authorised:
            await proven(stage, stage.tess)
        asked = datetime.now(UTC)
        await stage.tess.say("My site is down")
        await stage.tess.sees("1st")
        question = await taken(stage.mo, "My site is down")
        head = await heading(stage.mo, question.place)
        due = re.search(r"first answer: due <t:(\d+)", head.text)
        assert due, head.text
        assert abs(datetime.fromtimestamp(int(due[1]), UTC) - asked - within) < timedelta(minutes=1)
        assert ("Authorised ticket" if authorised else "Guest request") in head.text


# ---- PC-03


def test_PC_03_the_matrix_of_request_kinds_is_in_the_desks_file() -> None:
    rules = desk_rules(load(DESKS / "plugcloud.toml", {}))
    matrix = {topic.id: (topic.who, topic.authorise) for topic in rules.topics}
    assert matrix == {
        "how-to": ("guest", False),
        "outage": ("guest", False),
        "feedback": ("guest", False),
        "billing": ("authorised", True),
        "domains": ("authorised", True),
        "own-software": ("guest", False),
        "restore": ("guest", False),
    }


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PC_03_a_guest_may_ask_how_to_and_is_told_how_to_authorise_the_rest(
    tmp_path: Path, platform: str
) -> None:
    async with plugcloud(tmp_path) as stage:
        requester, agent = stage.pair(platform, "T" if platform == "D" else "D")
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await request(requester, "Domains and data", ORDER)
        refused = await requester.sees("only for authorised customers")
        assert "/prove" in refused.text
        await on(agent)
        await agent.has_not(ORDER)

        await request(requester, "How to use a service", "How do I log in?")
        await taken(agent, "How do I log in?")


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PC_03_what_a_guest_wrote_is_handed_in_once_they_are_authorised(
    tmp_path: Path, platform: str
) -> None:
    async with plugcloud(tmp_path) as stage:
        requester, agent = stage.pair(platform, "T" if platform == "D" else "D")
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await request(requester, "Domains and data", ORDER)
        await requester.sees("only for authorised customers")
        await proven(stage, requester)
        await requester.press("Make it a ticket")
        if isinstance(requester, DiscordPerson):
            await requester.fill({"What happened": ORDER})
        await taken(agent, ORDER)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tom@harbour.example", "not among those who may authorise"),
        ("eve@moor.example", "contract has ended"),
    ],
)
async def test_PC_03_a_contact_who_may_not_order_is_told_why(tmp_path: Path, address: str, why: str) -> None:
    async with plugcloud(tmp_path) as stage:
        await proven(stage, stage.tess, address)
        await request(stage.tess, "Orders and billing", "Cancel the server")
        refused = await stage.tess.sees("only for authorised customers")
        assert why in refused.text


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PC_03_an_open_case_is_no_way_round_the_matrix(tmp_path: Path, platform: str) -> None:
    async with plugcloud(tmp_path) as stage:
        requester, agent = stage.pair(platform, "T" if platform == "D" else "D")
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await request(requester, "How to use a service", "How do I log in?")
        await taken(agent, "How do I log in?")
        await request(requester, "Domains and data", ORDER)
        await requester.sees("only for authorised customers")
        await agent.has_not(ORDER)


# ---- PC-04


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PC_04_an_order_in_an_open_case_is_kept_with_it_and_shown(
    tmp_path: Path, platform: str
) -> None:
    async with plugcloud(tmp_path) as stage:
        requester, agent = stage.pair(platform, "T" if platform == "D" else "D")
        await proven(stage, requester)
        await request(requester, "How to use a service", "How do I move a domain?")
        question = await taken(agent, "How do I move a domain?")
        await request(requester, "Domains and data", ORDER)
        await agent.sees(lambda each: each.place == question.place and "Order in writing" in each.text)


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PC_04_the_written_order_is_kept_with_the_case_and_heads_it(
    tmp_path: Path, platform: str
) -> None:
    async with plugcloud(tmp_path) as stage:
        requester, agent = stage.pair(platform, "T" if platform == "D" else "D")
        await proven(stage, requester)
        await request(requester, "Domains and data", ORDER)
        question = await taken(agent, ORDER)
        card = await heading(agent, question.place)
        assert "Order in writing" in card.text
        assert "Harbour Ltd" in card.text
        assert ORDER in card.text.replace("\\", "")

        await stage.restart()
        await agent.command("/release", place=question.place)
        await agent.press("Take next")
        card = await heading(agent, question.place)
        assert "Order in writing" in card.text


# ---- PC-07


async def test_PC_07_who_is_concerned_is_told_of_a_billing_date_ahead_of_it(tmp_path: Path) -> None:
    soon, past = in_days("plugcloud", 7), in_days("plugcloud", 7 - 365)
    ana, al = (
        'email = "ana@harbour.example", language = "pt-BR"',
        'email = "al@harbour.example", registered = false',
    )
    customers = (
        customer("harbour", "Harbour Ltd", f"{{ {ana} }}, {{ {al} }}", billing=soon)
        + customer("moor", "Moor Ltd", '{ email = "eve@moor.example" }', billing=in_days("plugcloud", 8))
        + customer("hill", "Hill Ltd", '{ email = "joe@hill.example" }', billing=soon, until=past)
    )
    desk = with_agents(filled_in(tmp_path, "plugcloud", {}))
    async with staged(tmp_path, MANUAL + directory(tmp_path, customers), desk=desk) as stage:
        card = await offered(stage.mo, "1 billing date, 7 days ahead")
        await stage.mo.press("Preview", card)
        await stage.mo.sees("1 person by e-mail")
        assert (await stage.sandbox.mail.look()).mails == ()
        await stage.mo.press("Send", card)
        came = await stage.sandbox.mail.sees("ana@harbour.example")
        assert (
            came.subject
            == f"Sua próxima data de cobrança é {soon.day} de {MONTHS[soon.month - 1]} de {soon.year}"
        )
        await stage.mo.sees("Approved by Mo: 1 message was sent.")
        assert [mail.to for mail in (await stage.sandbox.mail.look()).mails] == [("ana@harbour.example",)]


async def test_PC_07_what_is_skipped_is_not_sent(tmp_path: Path) -> None:
    eve = customer("moor", "Moor Ltd", '{ email = "eve@moor.example" }', billing=in_days("plugcloud", 7))
    desk = with_agents(filled_in(tmp_path, "plugcloud", {}))
    async with staged(tmp_path, MANUAL + directory(tmp_path, eve), desk=desk) as stage:
        card = await offered(stage.mo, "1 billing date, 7 days ahead")
        await stage.mo.press("Skip", card)
        await stage.mo.sees("Skipped by Mo: nobody is told.")
        await stage.restart()
        await stage.mo.has_not(lambda each: each.button("Send") is not None)
        assert (await stage.sandbox.mail.look()).mails == ()


# ---- PC-08


@pytest.mark.parametrize("platform", ["D", "T"])
async def test_PC_08_what_is_out_of_scope_is_told_with_whose_part_it_is_and_may_be_handed_in_all_the_same(
    tmp_path: Path, platform: str
) -> None:
    async with plugcloud(tmp_path) as stage:
        requester, agent = stage.pair(platform, "T" if platform == "D" else "D")
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await request(requester, "Software on my own server", "nginx does not start")
        told = await requester.sees("outside of what this desk does")
        assert "Installing and administering software on a virtual server" in told.text
        assert "is the customer's part" in told.text
        await on(agent)
        await agent.has_not("nginx does not start")

        await requester.press("Hand it in all the same", told)
        if isinstance(requester, DiscordPerson):
            await requester.fill({"What happened": "nginx does not start"})
        await taken(agent, "nginx does not start")
