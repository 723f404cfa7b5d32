"""What tests about notices begin with: customers whose contracts have dates, and staff who approve."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bots.sandbox.client import Message, Person
from bots.wiring import desk_rules
from config.settings import load
from tests.acceptance.desks import DESKS

AGENTS = """
[[agents]]
id = "mo"
name = "Mo"
accounts = ["discord:2003"]

[[agents]]
id = "ben"
name = "Ben"
accounts = ["telegram:5002"]

[[agents]]
id = "ana"
name = "Ana"
accounts = ["telegram:5001", "discord:2001"]
"""


def in_days(desk: str, days: int) -> date:
    """A civil day in the desk's zone."""
    zone = desk_rules(load(DESKS / f"{desk}.toml", {})).zone
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date() + timedelta(days=days)


def customer(id_: str, name: str, contacts: str, **fields: object) -> str:
    """One table of the directory's file; dates and booleans as TOML writes them."""
    given = "\n".join(f"{key} = {str(value).lower()}" for key, value in fields.items())
    return (
        f'[[customers]]\nid = "{id_}"\nname = "{name}"\nplan = "priority"\n{given}\ncontacts = [{contacts}]\n'
    )


def with_agents(desk: Path) -> Path:
    desk.write_text(desk.read_text() + AGENTS)
    return desk


def unmarked(message: Message) -> str:
    """The words without Discord's marks."""
    return message.text.replace("**", "").replace("\\", "")


async def offered(agent: Person, what: str) -> Message:
    """The card that waits for a word about these notices."""
    return await agent.sees(lambda each: what in each.text and each.button("Send") is not None)
