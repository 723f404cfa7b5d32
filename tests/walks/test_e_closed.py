"""Walk e: live chat takes nobody: who asks gets a ticket, hears why and until when, and is answered all the same."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson, Upload
from tests.stage import Stage, staged
from tests.walks.parts import desk_of, of_one_each, on, opened, queued

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
IN_TWO_DAYS = (TODAY + timedelta(days=2)).strftime("%a").lower()
OUTSIDE = f"""
[live_chat]
hours = {{ {IN_TWO_DAYS} = ["09:00-16:00"] }}
"""
HOLIDAY = f"""
[live_chat]
exceptions = [{{ date = "{TODAY}", closed = true, name = "Harbour Day" }}]
"""
FULL = """
[live_chat]
fullness = 1
"""


@pytest.mark.parametrize(
    ("settings", "joao", "rui"),
    [
        (OUTSIDE, "O chat ao vivo está fechado neste horário", "O chat em direto está fechado a esta hora"),
        (HOLIDAY, "Harbour Day", "Harbour Day"),
        ("", "Não há atendentes disponíveis", "Não há agentes disponíveis neste momento"),
    ],
    ids=["hours", "holiday", "nobody"],
)
async def test_who_asks_gets_a_ticket_in_their_language(
    tmp_path: Path, settings: str, joao: str, rui: str
) -> None:
    """João's in Brazilian Portuguese from the form, Rui's in that of Portugal from his first words."""
    opens = settings in {OUTSIDE, HOLIDAY}
    async with staged(tmp_path, settings) as stage:
        await stage.joao.command("/support", place="support")
        form = await stage.joao.modal()
        assert form.title == "Enviar um ticket", "the ticket's form from the start"
        assert joao in str(form.components)
        assert ("<t:" in str(form.components)) == opens
        await stage.joao.fill({"O que aconteceu": "cobraram duas vezes"})
        for card in (
            await stage.joao.sees("Suporte #1", place="support"),
            await stage.joao.sees(
                lambda each: each.place.kind == "thread" and "Recebemos seu ticket" in each.text
            ),
        ):
            acknowledged(card, "Atendimento #1", joao, "Mensagem automática")
            assert bool(re.search(r"reabre: <t:\d+:f>", card.text)) == opens

        await stage.rui.start()
        await stage.rui.say("cobraram-me duas vezes")
        card = await stage.rui.sees("Recebemos o seu ticket")
        acknowledged(card, "Pedido #2", rui, "Mensagem automática")
        assert bool(re.search(r"reabre: .*hora de Londres", card.text)) == opens
        await stage.rui.command("/support")
        await stage.rui.sees(
            lambda each: each.author_is_bot and rui in each.text and each.button("Um pagamento") is not None
        )

        await answered(stage, stage.mo, "cobraram duas vezes", stage.joao, 1)
        await answered(stage, stage.ben, "cobraram-me duas vezes", stage.rui, 2)


def acknowledged(card: Message, *words: str) -> None:
    missing = [each for each in words if each not in card.text]
    assert not missing, f"{card.text!r} lacks {missing}"


async def answered(stage: Stage, agent: Person, words: str, requester: Person, number: int) -> None:
    """An agent takes the ticket from the board and answers it."""
    if isinstance(agent, TelegramPerson):
        await agent.start()
    await agent.press(f"Take #{number}")
    question = await agent.sees(words)
    await agent.say(f"here I am for {number}", reply_to=question)
    await requester.sees(f"here I am for {number}")


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_paused_newcomers_get_tickets_and_those_waiting_keep_their_places(
    tmp_path: Path, agent: str
) -> None:
    async with staged(tmp_path) as stage:
        _, answers = stage.pair("D", agent)
        await on(answers)
        await queued(stage.rita, "before the pause")
        await answers.command("/pause", place=desk_of(answers))
        await answers.sees("Live chat is paused for newcomers")
        await answers.sees("Newcomers get a ticket for now")
        await stage.joao.command("/support", place="support")
        assert "em pausa" in str((await stage.joao.modal()).components)
        await stage.tess.start()
        await stage.tess.say("after the pause")
        await stage.tess.sees("Live chat is paused for now")
        await stage.rita.sees("1st")
        await answers.press("Take next")
        await answers.sees("before the pause")
        await answers.command("/resume", place=desk_of(answers))
        await answers.sees("Live chat takes newcomers again")
        await queued(stage.rui, "depois da pausa")


@pytest.mark.parametrize("requester", ["D", "T"])
async def test_all_busy(tmp_path: Path, requester: str) -> None:
    async with staged(tmp_path, FULL, desk=of_one_each(tmp_path)) as stage:
        first, second = (stage.tess, stage.rita) if requester == "D" else (stage.rita, stage.tess)
        await opened(stage, first, stage.mo, "the first")
        if isinstance(second, DiscordPerson):
            await second.command("/support", place="support")
            assert "All our agents are busy" in str((await second.modal()).components)
            await second.fill({"What happened": "the second"})
        else:
            await second.start()
            await second.say("the second")
        card = await second.sees("We have your ticket")
        acknowledged(card, "Case #2", "All our agents are busy", "Automatic message")


@pytest.mark.parametrize("again", [False, True], ids=["running", "restarted"])
async def test_closed_while_the_form_was_filled_in(tmp_path: Path, *, again: bool) -> None:
    """What was typed is kept: a button opens the ticket's form with it, or hands it in after a restart."""
    async with staged(tmp_path) as stage:
        await on(stage.mo)
        await stage.rita.command("/support", place="support")
        assert (await stage.rita.modal()).title == "Get help"
        await stage.mo.command("/pause", place="support")
        await stage.mo.sees("Live chat is paused for newcomers")
        picture = Upload("shot.png", b"\x89PNG\r\n", "image/png")
        await stage.rita.fill({"How can we": "charged twice"}, files={"Screenshots": [picture]})
        await stage.rita.sees("What you wrote is kept")
        if again:
            await stage.restart()
        await stage.rita.press("Make it a ticket")
        if not again:
            form = await stage.rita.modal()
            assert form.title == "Send a ticket"
            assert "charged twice" in str(form.components)
            assert "1 file you added is kept" in str(form.components)
            await stage.rita.fill({"What happened": "charged twice, in May"})
        await stage.rita.sees("We have your ticket")
        await stage.mo.press("Take #")
        taken = await stage.mo.sees(lambda each: "charged twice" in each.text and bool(each.files))
        assert ("in May" in taken.text) != again


async def test_closed_while_the_question_was_open_on_telegram(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await on(stage.ben)
        await stage.tess.start()
        await stage.tess.command("/support")
        await stage.tess.press("A payment")
        await stage.tess.sees("How can we help?")
        await stage.ben.command("/pause")
        await stage.ben.sees("Live chat is paused for newcomers")
        await stage.tess.say("charged twice")
        card = await stage.tess.sees("We have your ticket")
        acknowledged(card, "Live chat is paused", "Automatic message")
        await stage.ben.press("Take #")
        await stage.ben.sees("About: A payment")
        await stage.ben.sees("charged twice")


async def test_at_closing_those_who_wait_keep_their_places(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await on(stage.mo)
        await queued(stage.rita, "before closing")
        await queued(stage.tess, "also before closing")
        await stage.stop()
        rules = stage.config.read_text().replace("hours = { always = true }", OUTSIDE.splitlines()[-1])
        stage.config.write_text(rules)
        await stage.start()
        await stage.rui.start()
        await stage.rui.say("depois do fecho")
        await stage.rui.sees("Recebemos o seu ticket")
        await stage.rita.sees("1st")
        await stage.tess.sees("2nd")
        await stage.mo.press("Take next")
        await stage.mo.sees("before closing")
        await stage.tess.sees("1st")
