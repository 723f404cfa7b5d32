"""Walk j: somebody proves an address and is known from then on, on both platforms."""

import re
from pathlib import Path

from bots.sandbox.client import Mail
from tests.stage import staged
from tests.walks.parts import heading, opened

ANA = "ana@harbour.example"
CUSTOMERS = f"""
[[customers]]
id = "harbour"
name = "Harbour Ltd"
plan = "priority"
contacts = [{{ email = "{ANA}" }}]
"""


def directory(folder: Path, customers: str = CUSTOMERS) -> str:
    """Settings with a directory's file."""
    file = folder / "customers.toml"
    file.write_text(customers)
    return f'[directory]\nfile = "{file}"'


def code_in(mail: Mail) -> str:
    found = re.search(r"^ *([A-Z2-7]{4}(?:-[A-Z2-7]{4}){2})$", mail.text, re.MULTILINE)
    assert found, mail.text
    return found[1]


async def test_on_telegram_by_a_command(tmp_path: Path) -> None:
    async with staged(tmp_path, directory(tmp_path)) as stage:
        tess, mail = stage.tess, stage.sandbox.mail
        question = await opened(stage, tess, stage.mo, "My card was charged twice")
        card = await heading(stage.mo, question.place)
        assert "A guest" in card.text

        await tess.say(f"/prove {ANA.upper()}")
        await tess.sees("on its way")
        came = await mail.sees(ANA)
        assert came.sender == "Support <help@desk.example>"
        assert "Telegram" in came.text
        await tess.say(f"/prove {code_in(came)}")
        await tess.sees("Harbour Ltd")

        card = await stage.mo.sees(lambda each: each.place == question.place and "Harbour Ltd" in each.text)
        assert "priority" in card.text
        await stage.mo.has_not(ANA)
        await stage.mo.has_not(code_in(came))


async def test_on_discord_by_a_form_and_a_button(tmp_path: Path) -> None:
    async with staged(tmp_path, directory(tmp_path)) as stage:
        rita, mail = stage.rita, stage.sandbox.mail
        await rita.command("/prove")
        await rita.fill({"Your e-mail address, or the code": ANA})
        await rita.sees("on its way")
        came = await mail.sees(ANA)
        await rita.press("Enter the code")
        await rita.fill({"Your e-mail address, or the code": code_in(came).lower()})
        await rita.sees("Harbour Ltd")

        question = await opened(stage, rita, stage.ben, "Please help")
        card = await heading(stage.ben, question.place)
        assert "Harbour Ltd" in card.text
        await stage.ben.has_not(ANA)
