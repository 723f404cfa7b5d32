"""The example desks on the stage: their own rules, with the stage's places and accounts filled in."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bots import demo

DESKS = Path(__file__).parents[2] / "config" / "desks"

PLACES = f"""
[discord]
guild = {demo.GUILD}
panel_channel = {demo.PANEL}
agents_forum = {demo.FORUM}

[telegram]
agent_groups = [{demo.TELEGRAM_GROUP}]
"""
MIDNIGHT = "24:00"
QUOTE = '"'


def filled_in(folder: Path, desk: str, accounts: Mapping[str, list[str]], on_call: str = "[]") -> Path:
    """The desk's file as its operator completes it: the ids of places, and the agents' accounts by their ids."""
    lines: list[str] = []
    for line in (DESKS / f"{desk}.toml").read_text().splitlines():
        lines.append(line)
        key, _, value = line.partition(" = ")
        if key == "id" and value.strip(QUOTE) in accounts:
            lines.append(f"accounts = {json.dumps(accounts[value.strip(QUOTE)])}")
    written = folder / "desk.toml"
    written.write_text(f"on_call = {on_call}\n" + "\n".join(lines) + PLACES)
    return written


def open_now() -> str:
    """Hours in GMT that hold for at least an hour from now, wherever in the day that is."""
    now = datetime.now(UTC)
    later = now + timedelta(hours=2)
    end = MIDNIGHT if later.date() > now.date() else f"{later:%H:%M}"
    return f'hours = {{ daily = ["00:00-{end}"] }}'


def closed_now() -> tuple[str, datetime]:
    """Hours in GMT that do not hold now, and when the desk opens next: in about two hours."""
    opens = (datetime.now(UTC) + timedelta(hours=2)).replace(second=0, microsecond=0)
    closes = opens + timedelta(hours=1)
    end = MIDNIGHT if closes.date() > opens.date() else f"{closes:%H:%M}"
    return f'hours = {{ daily = ["{opens:%H:%M}-{end}"] }}', opens
