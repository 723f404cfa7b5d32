"""What walks about proof of an address begin with."""

import re
from pathlib import Path

from bots.sandbox.client import DiscordPerson, Mail, Person, TelegramPerson
from tests.stage import Stage

ANA = "ana@harbour.example"
ASKED_FOR = "Your e-mail address, or the code"
CUSTOMERS = f"""
[[customers]]
id = "harbour"
name = "Harbour Ltd"
plan = "priority"
contacts = [
    {{ email = "{ANA}" }},
    {{ email = "tom@harbour.example", authorises = false }},
]

[[customers]]
id = "moor"
name = "Moor Ltd"
plan = "standard"
from = 2020-01-01
until = 2020-12-31
contacts = [{{ email = "eve@moor.example" }}]
"""
_CODE = re.compile(r"^ *([A-Z2-7]{4}(?:-[A-Z2-7]{4}){2})$", re.MULTILINE)


def directory(folder: Path, customers: str = CUSTOMERS) -> str:
    """Settings with a directory's file."""
    file = folder / "customers.toml"
    file.write_text(customers)
    return f'[directory]\nfile = "{file}"'


def code_in(mail: Mail) -> str:
    found = _CODE.search(mail.text)
    assert found, mail.text
    return found[1]


async def give(person: Person, address_or_code: str) -> None:
    """Type it after the command."""
    await person.command(f"/prove {address_or_code}")


async def asked(stage: Stage, person: Person, address: str = ANA) -> str:
    """Ask for a code; the one that came by mail."""
    before = [mail.number for mail in await stage.sandbox.mail.of(address)]
    if isinstance(person, TelegramPerson):
        await person.start()
    await give(person, address)
    return code_in(await stage.sandbox.mail.sees(address, after=max(before, default=0)))


async def proven(stage: Stage, person: Person, address: str = ANA) -> None:
    """Somebody proves an address by the code that came there."""
    await give(person, await asked(stage, person, address))
    await person.sees("is proven to be yours")


async def proven_by_form(stage: Stage, person: DiscordPerson, address: str = ANA) -> None:
    """The same by form and button."""
    await person.command("/prove")
    await person.fill({ASKED_FOR: address})
    await person.sees("on its way")
    came = await stage.sandbox.mail.sees(address)
    await person.press("Enter the code")
    await person.fill({ASKED_FOR: code_in(came).lower()})
    await person.sees("is proven to be yours")
