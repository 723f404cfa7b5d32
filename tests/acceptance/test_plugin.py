"""PlugIn: a code of practice with clocks, complaints in stages, reports of abuse, notices, people's own data."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bots.sandbox.client import DiscordPerson, Person, TelegramPerson, Upload
from bots.wiring import desk_rules
from config.settings import load
from tests.acceptance.desks import DESKS, filled_in, open_now
from tests.acceptance.noticing import AGENTS, customer, in_days, offered, unmarked, with_agents
from tests.stage import Stage, staged
from tests.walks.parts import desk_of, heading, on
from tests.walks.proving import ANA, directory, proven

MINUTE = timedelta(minutes=1)
OPEN = f"""
[live_chat]
{open_now()}
zone = "Etc/GMT"
"""


@asynccontextmanager
async def plugin(folder: Path, customers: str, settings: str = "") -> AsyncIterator[Stage]:
    """PlugIn's desk with these customers."""
    desk = with_agents(filled_in(folder, "plugin", {}))
    async with staged(folder, OPEN + settings + directory(folder, customers), desk=desk) as stage:
        yield stage


# ---- PI-08


def test_PI_08_the_desks_file_names_the_days() -> None:
    rules = desk_rules(load(DESKS / "plugin.toml", {})).notices
    assert {rule.kind: rule.ahead for rule in rules} == {
        "renewal": (60, 30, 14),
        "price": (30,),
        "service": (30,),
    }


async def test_PI_08_a_renewal_is_previewed_approved_and_told_to_each_in_their_channel_and_language(
    tmp_path: Path,
) -> None:
    soon = in_days("plugin", 30)
    customers = (
        customer("harbour", "Harbour Ltd", f'{{ email = "{ANA}" }}', until=soon)
        + customer("moor", "Moor Ltd", '{ email = "eve@moor.example", language = "pt-PT" }', until=soon)
        + customer("hill", "Hill Ltd", '{ accounts = ["telegram:5101"] }', until=soon)
        + customer("fell", "Fell Ltd", '{ email = "al@fell.example" }', until=in_days("plugin", 90))
    )
    async with plugin(tmp_path, customers) as stage:
        ben, tess = stage.ben, stage.tess
        card = await offered(ben, "3 renewals, 30 days ahead")
        assert "Nothing has been sent yet" in card.text
        await proven(stage, tess)

        await stage.mo.command("/notices", place="support")
        await stage.mo.sees(lambda each: each.ephemeral and "3 renewals, 30 days ahead" in each.text)
        await ben.press("Preview", card)
        preview = await ben.sees("As Harbour Ltd will read it (English)")
        for line in (
            "1 person on Telegram",
            "1 person by e-mail",
            "Not everybody can be reached, at 1 customer: Hill Ltd",
            f"Your contract is up for renewal on {soon:%B} {soon.day}, {soon.year}",
            "This is about Harbour Ltd (priority).",
        ):
            assert line in preview.text
        await tess.has_not("up for renewal")

        await ben.press("Send", card)
        told = await tess.sees("up for renewal")
        assert told.place.kind == "dm"
        came = await stage.sandbox.mail.sees("eve@moor.example")
        assert came.subject.startswith("O seu contrato chega à renovação a ")
        assert "Moor Ltd" in came.text
        ended = await ben.sees("Approved by Ben: 2 messages were sent.")
        assert (ended.id, ended.buttons) == (card.id, ())
        assert "Not everybody could be told, at 1 customer: Hill Ltd" in ended.text
        assert await stage.sandbox.mail.of("al@fell.example") == ()
        await stage.rui.has_not("renova")


async def test_PI_08_a_change_of_prices_is_told_once_and_a_second_word_hears_who_approved(
    tmp_path: Path,
) -> None:
    customers = customer("moor", "Moor Ltd", '{ email = "eve@moor.example" }', price=in_days("plugin", 30))
    async with plugin(tmp_path, customers) as stage:
        card = await offered(stage.ben, "1 notice of new prices, 30 days ahead")
        same = await offered(stage.mo, "1 notice of new prices, 30 days ahead")
        await stage.sandbox.discord.fault(r"^PATCH /channels/\d+/messages/\d+$", "delay", seconds=3)
        await stage.ben.press("Send", card)
        await stage.sandbox.mail.sees("eve@moor.example")
        await stage.mo.press("Send", same)
        await stage.mo.sees("Ben approved these on")
        await stage.restart()
        await stage.ben.sees("Approved by Ben: 1 message was sent.")
        assert len(await stage.sandbox.mail.of("eve@moor.example")) == 1


# ---- PI-09


async def test_PI_09_a_customer_in_migration_is_not_written_to_first_and_is_served_when_they_begin(
    tmp_path: Path,
) -> None:
    soon = in_days("plugin", 60)
    rita = f'{{ email = "{ANA}", accounts = ["discord:2101"] }}'
    harbour = customer("harbour", "Harbour Ltd", rita, until=soon, no_contact=True)
    moor = customer("moor", "Moor Ltd", '{ accounts = ["discord:2102"] }', until=soon)
    waits = '\n[tickets]\nremind_after = "1s"\nclose_after = "1h"\n'
    async with plugin(tmp_path, harbour + moor, waits) as stage:
        mo, asks = stage.mo, stage.rita
        card = await offered(mo, "1 renewal, 60 days ahead")
        held = "1 held, since the customer is not to be contacted: Harbour Ltd"
        assert held in unmarked(card)
        await stage.joao.command("/language pt-BR")
        await stage.joao.sees("A partir de agora, falaremos com você em português do Brasil.")
        await mo.press("Preview", card)
        assert held in unmarked(await mo.sees("As Moor Ltd will read it"))
        await mo.press("Send", card)
        await stage.joao.sees("Seu contrato chega à renovação")
        assert held in unmarked(await mo.sees("Approved by Mo: 1 message was sent."))

        number = await asks.say("Is it down?", place="support")
        public = await asks.sees(lambda each: each.id == number, place="support")
        await mo.menu("Open a private case", public)
        await mo.sees("Harbour Ltd is not to be contacted")
        await asks.has_not(lambda each: each.author_is_bot)
        assert (await stage.sandbox.mail.look()).mails == ()

        await on(mo)
        await asks.say("My line is down")
        await asks.sees("1st")
        await mo.press("Take next")
        question = await mo.sees("My line is down")
        await mo.command("/wait requester", place=question.place)
        await asks.sees("We still need your answer")
        await asks.has_not("up for renewal")

        (tmp_path / "customers.toml").write_text(harbour.replace("true", "false") + moor)
        later = await mo.sees(
            lambda each: (
                each.id != card.id and "1 renewal, 60 days ahead" in each.text and each.button("Send")
            )
        )
        await mo.press("Send", later)
        told = await asks.sees("up for renewal")
        assert isinstance(asks, DiscordPerson)
        assert told.place.kind == "dm"


# ---- PI-01, PI-02


DUE = re.compile(r"<t:(\d+)")
ANY_TIME = ('hours = { weekdays = ["09:00-17:30"] }', 'hours = { daily = ["00:00-24:00"] }')


async def asked_about(requester: Person, topic: str, words: str) -> None:
    """A request of a kind, by the form on Discord and by questions on Telegram."""
    await requester.command("/support")
    if isinstance(requester, DiscordPerson):
        await requester.fill({"What is it about": [topic], "How can we help": words})
        return
    await requester.press(TOPICS[topic])
    await requester.fill({"How can we help": words})


TOPICS = {topic.id: topic.label["en"] for topic in desk_rules(load(DESKS / "plugin.toml", {})).topics}


@asynccontextmanager
async def by_clock(folder: Path) -> AsyncIterator[Stage]:
    """PlugIn's desk as if its office never closed, so that its hours are the clock's. The manager is Ana."""
    desk = filled_in(folder, "plugin", {"manager": ["telegram:5001"]})
    written = (
        desk.read_text()
        .replace(*ANY_TIME)
        .replace('holidays = { country = "GB", subdivision = "ENG" }\n', "")
    )
    desk.write_text(written + AGENTS[: AGENTS.index('[[agents]]\nid = "ana"')])
    async with staged(folder, OPEN, desk=desk) as stage:
        yield stage


@pytest.mark.parametrize(("topic", "within"), [("hosting", 1), ("enquiry", 2)])
@pytest.mark.parametrize("asks", ["D", "T"])
async def test_PI_01_support_is_answered_within_an_hour_and_enquiries_within_two(
    tmp_path: Path, topic: str, within: int, asks: str
) -> None:
    async with by_clock(tmp_path) as stage:
        requester, _ = stage.pair(asks, "D")
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await on(stage.mo)
        asked = datetime.now(UTC)
        await asked_about(requester, topic, "What does it cost?")
        await stage.mo.press("Take next")
        question = await stage.mo.sees("What does it cost?")
        head = await heading(stage.mo, question.place)
        line = next(each for each in head.text.splitlines() if "first answer" in each)
        found = DUE.search(line)
        assert found, head.text
        assert abs(datetime.fromtimestamp(int(found[1]), UTC) - asked - timedelta(hours=within)) < MINUTE


@pytest.mark.parametrize("answers", ["D", "T"])
async def test_PI_02_emergencies_and_business_customers_come_first(tmp_path: Path, answers: str) -> None:
    async with by_clock(tmp_path) as stage:
        agent = stage.mo if answers == "D" else stage.ben
        await on(agent)
        await stage.joao.command("/language en")
        await stage.joao.sees("in English")
        for requester, topic in (
            (stage.rita, "hosting"),
            (stage.joao, "business"),
            (stage.tess, "emergency"),
        ):
            if isinstance(requester, TelegramPerson):
                await requester.start()
            await asked_about(requester, topic, f"about {topic}")
            await requester.sees(lambda each: each.author_is_bot and "#" in each.text)
        order = []
        for _ in range(3):
            await agent.command("/next", place=desk_of(agent))
            seen = len(order)

            async def one_more(before: int = seen) -> bool:
                return len(set(await heard(agent))) > before

            assert await agent.until(one_more)
            order += [each for each in await heard(agent) if each not in order]
        assert order == ["about emergency", "about business", "about hosting"]


async def heard(agent: Person) -> list[str]:
    """The requests that an agent has the words of."""
    said = [line for each in await agent.messages() for line in each.text.splitlines()]
    return list(dict.fromkeys(line for line in said if line.startswith("about ")))


# ---- PI-03


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_PI_03_a_complaint_has_stages_each_with_its_clock(tmp_path: Path, asks: str) -> None:
    async with by_clock(tmp_path) as stage:
        requester, agent = stage.pair(asks, "D")
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await on(agent)
        await requester.say("My line is slow")
        await requester.sees("1st")
        await agent.press("Take next")
        question = await agent.sees("My line is slow")
        asked = datetime.now(UTC)
        await requester.command("/complain nobody does anything")
        head = await agent.sees(
            lambda each: each.place == question.place and "Asked:" in each.text and "plain" in each.text
        )
        dues = [datetime.fromtimestamp(int(each), UTC) - asked for each in DUE.findall(head.text)]
        assert any(abs(each - timedelta(hours=4)) < MINUTE for each in dues), head.text

        await on(stage.ana)
        asked = datetime.now(UTC)
        await requester.command("/complain and you were rude")
        await requester.sees("Your complaint about #1 is #2")
        call = await stage.ana.sees(lambda each: "#2" in each.text and "A complaint by" in each.text)
        await stage.ana.press("Take", call)
        theirs = await stage.ana.sees(lambda each: "A complaint about #1" in each.text and "due" in each.text)
        assert "first answer: due" in theirs.text
        assert "solution: due" in theirs.text
        # Telegram has no times of the reader's own: the days are counted.
        for days in (2, 5):
            day = (asked + timedelta(days=days)).astimezone(ZoneInfo("Europe/London"))
            assert f"{day:%b} {day.day}" in theirs.text, theirs.text


# ---- PI-04


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_PI_04_waiting_on_a_supplier_names_it_and_a_time(tmp_path: Path, asks: str) -> None:
    async with by_clock(tmp_path) as stage:
        requester, agent = stage.pair(asks, "D")
        if isinstance(requester, TelegramPerson):
            await requester.start()
        await on(agent)
        await requester.say("No sync since noon")
        await requester.sees("1st")
        await agent.press("Take next")
        question = await agent.sees("No sync since noon")
        await agent.command("/wait Openreach 2d", place=question.place)
        await requester.sees("waiting for Openreach")
        head = await agent.sees(lambda each: each.place == question.place and "Openreach" in each.text)
        found = DUE.findall(head.text)
        due = datetime.now(UTC) + timedelta(days=2)
        assert any(abs(datetime.fromtimestamp(int(each), UTC) - due) < MINUTE for each in found), head.text


# ---- PI-07


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_PI_07_a_report_of_abuse_is_a_case_of_its_own_with_its_evidence_and_stays(
    tmp_path: Path, asks: str
) -> None:
    async with by_clock(tmp_path) as stage:
        reporter, agent = stage.pair(asks, "D")
        if isinstance(reporter, TelegramPerson):
            await reporter.start()
        await on(agent)
        await reporter.say("My mail is slow")
        await reporter.sees("1st")
        await agent.press("Take next")
        await agent.sees("My mail is slow")
        evidence = Upload("headers.txt", b"Received: from phish.example")
        words = "phish.example steals passwords"
        await reporter.command("/support")
        if isinstance(reporter, DiscordPerson):
            fields = {"What is it about": ["abuse"], "How can we help": words}
            await reporter.fill(fields, files={"Screenshots": [evidence]})
        else:
            await reporter.press("Report abuse")
            asked = await reporter.sees("What happened, and what did you expect?")
            await reporter.say(words, reply_to=asked, files=[evidence])
        card = await reporter.sees(lambda each: each.author_is_bot and "Case #2" in each.text)
        assert card.button("Withdraw") is None

        await agent.press("Take #2")
        await agent.sees(words)
        await agent.sees(lambda each: any(file.name == "headers.txt" for file in each.files))
        await reporter.command("/cases")
        await reporter.sees(lambda each: "#1" in each.text and "#2" in each.text)


# ---- PI-10


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_PI_10_a_person_gets_a_copy_of_their_data_and_erases_it(tmp_path: Path, asks: str) -> None:
    async with by_clock(tmp_path) as stage:
        person, agent = stage.pair(asks, "D")
        if isinstance(person, TelegramPerson):
            await person.start()
        await on(agent)
        await person.say("My number is 555-0123")
        await person.sees("1st")
        await agent.press("Take next")
        question = await agent.sees("My number is 555-0123")
        await agent.say("a word among ourselves", place=question.place)

        await person.command("/privacy")
        kept = await person.sees("What we keep of you")
        assert "1 case" in kept.text
        await person.press("Get a copy", kept)
        copy = await person.sees("Everything that we keep of you")
        data = (await stage.sandbox.download(copy.files[0].url)).decode()
        assert "My number is 555-0123" in data
        assert "a word among ourselves" not in data

        await person.press("Erase everything", kept)
        sure = await person.sees("Erase everything of yours?")
        await person.press("Yes, erase everything", sure)
        await person.sees("#1 is still open")
        await agent.command("/close", place=question.place)
        await person.sees("The case was closed")
        await person.press("Yes, erase everything", sure)
        await person.sees("erased within the next minutes")
        store = stage.folder / "data"

        async def gone() -> bool:
            return not any(b"555-0123" in each.read_bytes() for each in store.rglob("*") if each.is_file())

        assert await person.until(gone, 20)
        await agent.command("/find 1", place=desk_of(agent))
        await agent.sees("There is no case #1")
