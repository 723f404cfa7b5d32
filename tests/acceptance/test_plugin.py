"""PlugIn: notices ahead of dates, and customers who are not to be contacted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bots.sandbox.client import DiscordPerson
from bots.wiring import desk_rules
from config.settings import load
from tests.acceptance.desks import DESKS, filled_in, open_now
from tests.acceptance.noticing import customer, in_days, offered, unmarked, with_agents
from tests.stage import Stage, staged
from tests.walks.parts import on
from tests.walks.proving import ANA, directory, proven

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
