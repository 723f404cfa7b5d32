"""WebPlug: in Portuguese, with plans that hold on registered contacts, and time that is billed in blocks."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from bots.sandbox.client import Message, Person, TelegramPerson
from tests.acceptance.desks import filled_in
from tests.stage import Stage, staged
from tests.walks.proving import directory

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
ALWAYS = """
[live_chat]
hours = { daily = ["00:00-24:00"] }
"""
LISBON = ZoneInfo("Europe/Lisbon")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FIRST_ANSWER = re.compile(r"primeira resposta: até <t:(\d+)")
LEFT = re.compile(r"Tempo disponível: ([^*\n]+)")


def customer(plan: str, *accounts: str, more: str = "") -> str:
    written = ", ".join(f'"{each}"' for each in accounts)
    return f"""
[[customers]]
id = "harbour"
name = "Harbour Lda"
plan = "{plan}"
{more}
contacts = [{{ email = "ana@harbour.example", accounts = [{written}] }}]
"""


@asynccontextmanager
async def webplug(folder: Path, customers: str, changed: tuple[str, str] = ("", "")) -> AsyncIterator[Stage]:
    """The desk with an agent on each platform, and live chat at any time. `changed`: words of its file and others."""
    desk = filled_in(folder, "webplug", {})
    desk.write_text(desk.read_text().replace(*changed) + AGENTS)
    async with staged(folder, ALWAYS + directory(folder, customers), desk=desk) as stage:
        yield stage


async def served(
    stage: Stage, requester: Person, words: str = "O e-mail não chega", told: str = "Posição na fila"
) -> tuple[Message, Message]:
    """Somebody asks, is told something, and Mo takes it on Discord: the words, and the card that heads the room."""
    await stage.mo.command("/on", place="support")
    await stage.mo.sees("Está em serviço")
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await requester.say(words)
    await requester.sees(told)
    await stage.mo.press("Atender o próximo")
    question = await stage.mo.sees(words)
    head = await stage.mo.sees(lambda each: each.place == question.place and "Pediu:" in each.text)
    return question, head


def due(head: Message) -> datetime:
    found = FIRST_ANSWER.search(head.text)
    assert found, head.text
    return datetime.fromtimestamp(int(found[1]), UTC)


def open_at(at: datetime) -> bool:
    """WebPlug's office, looked up without the product's calendars."""
    here = at.astimezone(LISBON)
    off = here.weekday() > 4 or here.date() in holidays.country_holidays("PT", years=here.year)
    return not off and (9 <= here.hour < 13 or 14 <= here.hour < 18)


def in_business_time(start: datetime, length: timedelta) -> datetime:
    """Counted minute by minute."""
    at, left = start, length
    while left > timedelta(0):
        left -= MINUTE if open_at(at) else timedelta(0)
        at += MINUTE
    return at


def left(card: Message) -> str:
    """What `/plan` says is left of the time."""
    found = LEFT.search(card.text.replace("*", ""))
    return "" if found is None else found[1].strip()


def near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < 2 * MINUTE


# ---- WP-01


ENGLISH = re.compile(r"\b(the|your|you|is|has|with|queue|case|agent|please|waiting|time)\b", re.IGNORECASE)


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_WP_01_everybody_reads_portuguese_whatever_their_platform_speaks(
    tmp_path: Path, asks: str
) -> None:
    async with webplug(tmp_path, customer("padrao")) as stage:
        requester, _ = stage.pair(asks, "D")
        question, _ = await served(stage, requester)
        await requester.sees("chegou e está a ler o que escreveu")
        await stage.mo.say("Já está resolvido", reply_to=question)
        await requester.sees("Já está resolvido")
        await stage.mo.command("/plan", place=question.place)
        await stage.mo.sees("Plano e tempo")
        await stage.mo.command("/close", place=question.place)
        await requester.sees("Ficou resolvido?")
        for person in (requester, stage.mo):
            said = [each.text for each in await person.messages() if each.author_is_bot]
            assert said
            assert [each for each in said if ENGLISH.search(each.replace("Ben", ""))] == []


# ---- WP-02, WP-03, WP-04, WP-09


@pytest.mark.parametrize(
    ("plan", "length"),
    [("prioritario", 4 * HOUR), ("prioritario-24-7", 5 * MINUTE)],
    ids=["priority", "24-7"],
)
@pytest.mark.parametrize("asks", ["D", "T"])
async def test_WP_02_the_plan_of_a_registered_contact_says_by_when_they_are_answered(
    tmp_path: Path, plan: str, length: timedelta, asks: str
) -> None:
    async with webplug(tmp_path, customer(plan, "telegram:5102", "discord:2101")) as stage:
        asked = datetime.now(UTC)
        _, head = await served(stage, stage.pair(asks, "D")[0])
        by_clock = plan == "prioritario-24-7"
        assert near(due(head), asked + length if by_clock else in_business_time(asked, length))
        assert "Pelo contrato harbour" in head.text


async def test_WP_02_the_standard_plan_answers_by_the_next_business_day(tmp_path: Path) -> None:
    async with webplug(tmp_path, customer("padrao", "telegram:5102")) as stage:
        asked = datetime.now(UTC)
        _, head = await served(stage, stage.tess)
        day = asked.astimezone(LISBON).replace(hour=12, minute=0, second=0)
        day += timedelta(days=1)
        while not open_at(day.replace(hour=9)):
            day += timedelta(days=1)
        assert near(due(head), day.replace(hour=18))


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_WP_03_who_is_not_registered_has_no_promise_and_is_told_where_there_is_one(
    tmp_path: Path, asks: str
) -> None:
    async with webplug(tmp_path, customer("padrao")) as stage:
        requester, _ = stage.pair(asks, "D")
        _, head = await served(stage, requester, told="Há um prazo em: email, web")
        assert "Não há prazo garantido" in head.text
        assert FIRST_ANSWER.search(head.text) is None


async def test_WP_04_what_is_not_done_inside_the_hours_goes_on_at_the_next_opening(tmp_path: Path) -> None:
    """With the office open for a quarter of an hour from five hours ago, four business hours are days away."""
    opened = (datetime.now(LISBON) - 5 * HOUR).replace(minute=0)
    window = f"{opened:%H:%M}-{opened + 15 * MINUTE:%H:%M}"
    office = 'name = "uteis"\nhours = { weekdays = ["09:00-13:00", "14:00-18:00"] }'
    changed = (office, f'name = "uteis"\nhours = {{ daily = ["{window}"] }}')
    async with webplug(tmp_path, customer("prioritario", "telegram:5102"), changed) as stage:
        _, head = await served(stage, stage.tess)
        there = due(head).astimezone(LISBON)
        off = holidays.country_holidays("PT", years=[there.year, there.year + 1])
        day, worked = opened.date(), 0
        while worked < 16:
            day += timedelta(days=1)
            worked += day not in off
        assert (there.date(), f"{there:%H:%M}") == (day, f"{opened + 15 * MINUTE:%H:%M}")


# ---- WP-05


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_WP_05_a_contracts_own_terms_come_before_the_plans(tmp_path: Path, asks: str) -> None:
    own = 'terms = { first_response = "90m" }'
    async with webplug(tmp_path, customer("prioritario", "telegram:5102", "discord:2101", more=own)) as stage:
        asked = datetime.now(UTC)
        _, head = await served(stage, stage.pair(asks, "D")[0])
        assert near(due(head), asked + 90 * MINUTE)


# ---- WP-06, WP-07


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_WP_06_time_is_billed_in_blocks_from_packs_and_the_balance_can_be_asked_for(
    tmp_path: Path, asks: str
) -> None:
    today = datetime.now(LISBON).date()
    lately, before = today - timedelta(days=5), today - timedelta(days=400)
    packs = f'packs = [{{ time = "10h", from = {lately} }}, {{ time = "3h", from = {before} }}]'
    async with webplug(tmp_path, customer("padrao", "telegram:5102", "discord:2101", more=packs)) as stage:
        requester, _ = stage.pair(asks, "D")
        question, _ = await served(stage, requester)
        # Ten in the evening of the day before was outside the hours, whatever day it was.
        day = today - timedelta(days=1)
        await stage.mo.command(f"/time {day} 22:00-22:10 vi os registos", place=question.place)
        card = await stage.mo.sees("10 minutos registados, 30 minutos faturados")
        assert "9 horas e 30 minutos" in card.text
        await requester.command("/plan")
        own = await requester.sees("Plano e tempo")
        assert "Suporte Padrão" in own.text
        assert "9 horas e 30 minutos" in own.text
        assert "caducou" in own.text
        assert "vi os registos" not in own.text

        await stage.restart()
        await stage.mo.press("Anular", card)
        await stage.mo.sees("Anulado: 30 minutos")
        await requester.command("/plan")
        await requester.sees(lambda each: left(each) == "10 horas")


async def test_WP_06_inside_the_hours_a_block_is_a_quarter(tmp_path: Path) -> None:
    office = (
        'name = "uteis"\nhours = { weekdays = ["09:00-13:00", "14:00-18:00"] }\nholidays = { country = "PT" }'
    )
    changed = (office, 'name = "uteis"\nhours = { daily = ["00:00-24:00"] }')
    yesterday = datetime.now(LISBON).date() - timedelta(
        days=1
    )  # soon after midnight that is when the work began
    packs = f'packs = [{{ time = "10h", from = {yesterday} }}]'
    async with webplug(tmp_path, customer("padrao", "telegram:5102", more=packs), changed) as stage:
        question, _ = await served(stage, stage.tess)
        await stage.mo.command("/time 16m", place=question.place)
        await stage.mo.sees("16 minutos registados, 30 minutos faturados")
        await stage.mo.command("/time 2m", place=question.place)
        card = await stage.mo.sees("2 minutos registados, 15 minutos faturados")
        assert "9 horas e 15 minutos" in card.text


@pytest.mark.parametrize(("plan", "hours"), [("padrao", "1 hora"), ("prioritario-24-7", "2 horas")])
async def test_WP_07_a_broken_promise_credits_free_time_once(tmp_path: Path, plan: str, hours: str) -> None:
    own = 'terms = { first_response = "2s", next_response = "2s" }'
    async with webplug(tmp_path, customer(plan, "telegram:5102", more=own)) as stage:
        question, _ = await served(stage, stage.tess)
        told = await stage.tess.sees("A sua conta recebeu tempo gratuito")
        assert hours in told.text
        await stage.mo.say("Já vimos", reply_to=question)
        await stage.tess.sees("Já vimos")
        await stage.restart()
        await stage.tess.say("Obrigado, e o resto?")
        head = await stage.mo.sees(lambda each: "Pediu:" in each.text and "Em atraso" in each.text)
        assert head.text.count("Em atraso") == 1
        await stage.mo.sees("está em atraso: próxima resposta")
        await stage.tess.command("/plan")
        card = await stage.tess.sees("Plano e tempo")
        assert left(card) == hours
        credited = [each for each in await stage.tess.messages() if "recebeu tempo gratuito" in each.text]
        assert len(credited) == 1


# ---- WP-08


@pytest.mark.parametrize(("asks", "says"), [("D", "Sim"), ("T", "Não")])
async def test_WP_08_whether_an_answer_was_useful_is_asked_after_it_and_counted(
    tmp_path: Path, asks: str, says: str
) -> None:
    soon = ('useful_after = "2m"', 'useful_after = "1s"')
    async with webplug(tmp_path, customer("padrao"), soon) as stage:
        requester, _ = stage.pair(asks, "D")
        question, _ = await served(stage, requester)
        await stage.mo.say("Mude a palavra-passe", reply_to=question)
        await requester.sees("Mude a palavra-passe")
        await stage.restart()
        asked = await requester.sees("Esta resposta foi útil?")
        await requester.press(says, asked)
        await requester.sees("A sua opinião foi registada")
        await stage.mo.command("/stats", place="support")
        counted = await stage.mo.sees("Pedidos: 1")
        assert f"Mo: úteis {int(says == 'Sim')} de 1" in counted.text


# ---- WP-09, WP-10


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_WP_09_an_account_counts_once_it_is_registered_as_the_plans_contact(
    tmp_path: Path, asks: str
) -> None:
    account = {"D": "discord:2101", "T": "telegram:5102"}
    other = account["T" if asks == "D" else "D"]
    async with webplug(tmp_path, customer("prioritario", other)) as stage:
        requester, _ = stage.pair(asks, "D")
        _, head = await served(stage, requester)
        assert FIRST_ANSWER.search(head.text) is None
        registered, _ = stage.pair("T" if asks == "D" else "D", "D")
        _, head = await served(stage, registered, "E o meu site?")
        assert FIRST_ANSWER.search(head.text)


async def test_WP_10_on_a_plans_own_line_only_its_contacts_are_answered(tmp_path: Path) -> None:
    changed = ('id = "prioritario"\n', 'id = "prioritario"\nlines = ["telegram"]\n')
    async with webplug(tmp_path, customer("prioritario", "telegram:5102"), changed) as stage:
        await stage.rui.start()
        await stage.rui.say("Preciso de ajuda")
        await stage.rui.command("/support")
        await stage.rui.command("/appeal Nada fiz")
        question, _ = await served(stage, stage.tess, "Preciso de ajuda, sou cliente")
        assert [each for each in await stage.rui.messages() if each.author_is_bot] == []
        await stage.mo.has_not(lambda each: each.text.endswith("Preciso de ajuda"))
        assert question
        counted = (await stage.sandbox.download(f"{stage.url}/metrics")).decode()
        assert re.search(r'switchboard_commands_total\{kind="Said",outcome="turned_away"\} 1\.0', counted)
        # On another line than the plan's own everybody is served.
        await served(stage, stage.rita, "E eu?")
