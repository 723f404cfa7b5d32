"""SIGKILL in the middle of an approved batch of notices: whoever is concerned is told, and once."""

from collections import Counter
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Message
from tests.acceptance.desks import filled_in
from tests.acceptance.noticing import customer, in_days, offered, with_agents
from tests.faults.trouble import SENDS, settled, soon
from tests.stage import Stage, staged
from tests.walks.proving import directory

MANY = 30
FIRST = 3000
DESK = "{plugin}:"
SEEN = "up for renewal"


@pytest.mark.parametrize("arrived", [1, 12, 27])
async def test_each_gets_it_once_on_discord_through_a_kill(tmp_path: Path, arrived: int) -> None:
    soon_ = in_days("plugin", 14)
    customers = "".join(
        customer(f"c{n}", f"Customer {n}", f'{{ accounts = ["discord:{FIRST + n}"] }}', until=soon_)
        for n in range(MANY)
    )
    desk = with_agents(filled_in(tmp_path, "plugin", {}))
    async with staged(tmp_path, directory(tmp_path, customers), desk=desk) as stage:
        people = await crowd(stage)
        card = await offered(stage.ben, f"{MANY} renewals, 14 days ahead")
        await stage.sandbox.discord.fault(SENDS["discord"], "delay", times=MANY, seconds=0.05)
        await stage.ben.press("Send", card)
        async for _ in soon(30):
            if sum([await told(person) for person in people]) >= arrived:
                break
        await stage.restart()
        ended = await stage.ben.sees(f"Approved by Ben: {MANY} messages were sent.")
        assert ended.id == card.id
        await settled(stage, DESK)
        assert [await told(person) for person in people] == [1] * MANY


@pytest.mark.parametrize("arrived", [1, 12, 27])
async def test_each_gets_one_mail_through_a_kill(tmp_path: Path, arrived: int) -> None:
    """A mail that was on its way may come twice, as one and the same: with its one Message-ID."""
    soon_ = in_days("plugin", 14)
    addresses = [f"p{n}@harbour.example" for n in range(MANY)]
    customers = "".join(
        customer(f"c{n}", f"Customer {n}", f'{{ email = "{address}" }}', until=soon_)
        for n, address in enumerate(addresses)
    )
    desk = with_agents(filled_in(tmp_path, "plugin", {}))
    async with staged(tmp_path, directory(tmp_path, customers), desk=desk) as stage:
        mail = stage.sandbox.mail
        card = await offered(stage.mo, f"{MANY} renewals, 14 days ahead")
        await stage.mo.press("Send", card)
        async for _ in soon(60):
            if len((await mail.look()).mails) >= arrived:
                break
        await stage.restart()
        await stage.mo.sees(f"Approved by Mo: {MANY} messages were sent.")
        await settled(stage, DESK)
        came = {(each.to[0], each.id) for each in (await mail.look()).mails}
        assert Counter(to for to, _ in came) == Counter(addresses)


async def crowd(stage: Stage) -> list[DiscordPerson]:
    """People on Discord who have written to the desk."""
    ids = range(FIRST, FIRST + MANY)
    users = [{"id": each, "name": f"person{each}", "locale": "en-US"} for each in ids]
    guild = {"id": demo.GUILD, "name": "Harbour", "owner": 2003, "members": [{"user": each} for each in ids]}
    await stage.sandbox.discord.world({"users": users, "guilds": [guild]})
    people = [DiscordPerson(stage.sandbox, each, demo.BOT) for each in ids]
    for person in people:
        await person.command("/language en", place="support")
    for person in people:
        await person.sees("From now on")
    return people


async def told(person: DiscordPerson) -> int:
    def is_notice(each: Message) -> bool:
        return SEEN in each.text and not each.ephemeral

    return sum(map(is_notice, await person.messages()))


async def test_what_discord_refuses_goes_by_mail_and_who_has_none_is_named(tmp_path: Path) -> None:
    soon_ = in_days("plugin", 14)
    both = '{ email = "joao@harbour.example", accounts = ["discord:2102"] }'
    customers = customer("harbour", "Harbour Ltd", both, until=soon_)
    customers += customer("moor", "Moor Ltd", '{ accounts = ["discord:2101"] }', until=soon_)
    desk = with_agents(filled_in(tmp_path, "plugin", {}))
    async with staged(tmp_path, directory(tmp_path, customers), desk=desk) as stage:
        for person in (stage.joao, stage.rita):
            await person.command("/language en", place="support")
            await person.sees("From now on")
            await person.act("close_dms", {})
        card = await offered(stage.mo, "2 renewals, 14 days ahead")
        await stage.mo.press("Send", card)
        ended = await stage.mo.sees("Not everybody could be told, at 1 customer")
        assert "Moor Ltd" in ended.text
        assert SEEN in (await stage.sandbox.mail.sees("joao@harbour.example")).subject
        assert await told(stage.joao) == 0
