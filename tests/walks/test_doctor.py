"""`switchboard doctor`: every fault that is seeded is named with its fix."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TypedDict, cast

import pytest
from aiohttp import ClientSession, web

from bots import demo
from tests.conftest import free_port, running_server
from tests.forking import spawn
from tests.stage import PATIENCE
from tests.walks.bare import GROUP, GUILD, NEEDED, Hour, an_hour, discord_world, telegram_world

ROLE = 7200
PANEL, FORUM = 7301, 7302
PLACES = f"""
[discord]
guild = {GUILD}
panel_channel = {PANEL}
agents_forum = {FORUM}
[telegram]
agent_groups = [{GROUP}]
[[agents]]
name = "Olga"
accounts = ["discord:7001", "telegram:7001"]
admin = true
"""


class Line(TypedDict):
    about: str
    what: str
    verdict: str
    fix: str


@dataclass(frozen=True, slots=True)
class Report:
    code: int
    lines: tuple[Line, ...]

    def wrong(self, about: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line["about"] == about and line["verdict"] != "fine")

    def one(self, about: str, what: str) -> Line:
        """The line that names the fault; only one does."""
        found = [line for line in self.wrong(about) if what in line["what"]]
        assert len(found) == 1, f"{what!r} is not named once in {self.lines}"
        return found[0]


async def looked(hour: Hour, **environ: str) -> Report:
    """What the doctor says, as a process of its own."""
    process = await spawn(
        *("bots", "doctor", "--json", "--config", str(hour.stage.config)),
        env={**os.environ, **hour.stage.environment, **environ},
    )
    out = await asyncio.wait_for(process.stdout.read(), 2 * PATIENCE)
    code = await asyncio.wait_for(process.wait(), PATIENCE)
    return Report(code, tuple(cast("list[Line]", json.loads(out)["lines"])))


def laid_out(*, permissions: list[str] | None = None, intents: bool = True) -> dict[str, object]:
    """The bare server with the channels that the desk wants, as an operator may have made them by hand."""
    world = discord_world(permissions=permissions, intents=intents)
    guilds = cast("list[dict[str, object]]", world["guilds"])
    guilds[0]["channels"] = [
        {
            "id": PANEL,
            "name": "support",
            "type": "text",
            "overwrites": [
                {"id": GUILD, "type": "role", "deny": ["create_public_threads", "create_private_threads"]}
            ],
        },
        {"id": FORUM, "name": "agents", "type": "forum", "private": True},
    ]
    return world


async def test_a_desk_that_is_set_up_is_well_while_it_runs_and_while_it_does_not(tmp_path: Path) -> None:
    async with an_hour(tmp_path) as hour:
        await hour.run()
        await hour.olga.command(f"/setup {hour.codes['discord']}", place="general")
        await hour.olga.sees("✔ The panel")
        await hour.olga_on_telegram.command(f"/setup {hour.codes['telegram']}", place="Agents")
        await hour.olga_on_telegram.sees("✔ Topics in Agents")
        running = await looked(hour)
        await hour.stage.stop()
        stopped = await looked(hour)
    for report in (running, stopped):
        assert report.code == 0, report.lines
        assert not report.wrong("discord")
        assert {line["verdict"] for line in report.lines} <= {"fine", "loss"}


async def test_bad_tokens_are_named_with_where_to_get_new_ones(tmp_path: Path) -> None:
    async with an_hour(tmp_path, settings=PLACES) as hour:
        report = await looked(
            hour, SWITCHBOARD__DISCORD__TOKEN="wrong.discord.token", SWITCHBOARD__TELEGRAM__TOKEN="6000:wrong"
        )
    assert report.code == 1
    assert "Developer Portal" in report.one("discord", "refuses the token")["fix"]
    assert "BotFather" in report.one("telegram", "The bot's token")["fix"]


async def test_missing_intents_are_losses_and_say_what_is_lost(tmp_path: Path) -> None:
    async with an_hour(tmp_path, discord=laid_out(intents=False), settings=PLACES) as hour:
        report = await looked(hour)
    content = report.one("discord", "may read messages")
    assert (content["verdict"], "Message Content Intent" in content["fix"]) == ("loss", True)
    members = report.one("discord", "members come and go")
    assert (members["verdict"], "Server Members Intent" in members["fix"]) == ("loss", True)


async def test_missing_permissions_are_named_one_by_one(tmp_path: Path) -> None:
    few = [each for each in NEEDED if each != "manage_threads"]
    async with an_hour(tmp_path, discord=laid_out(permissions=few), settings=PLACES) as hour:
        report = await looked(hour)
    assert report.code == 1
    assert report.one("discord", "#agents")["fix"] == "Give the bot in #agents: Manage Threads"
    # What everyone is denied there, the bot is denied too unless a role of its own is allowed it.
    assert "Create Private Threads, Manage Threads" in report.one("discord", "#support")["fix"]


async def test_a_role_of_staff_that_cannot_be_given_is_named(tmp_path: Path) -> None:
    marked = PLACES.replace("[telegram]", f"staff_role = {ROLE + 1}\n[telegram]")
    world = laid_out(permissions=[each for each in NEEDED if each != "manage_roles"])
    guilds = cast("list[dict[str, object]]", world["guilds"])
    guilds[0]["roles"] = [{"id": ROLE + 1, "name": "Official", "position": 90}]
    async with an_hour(tmp_path, discord=world, settings=marked) as hour:
        report = await looked(hour)
        assert "above Official" in report.one("discord", "above the role of staff")["fix"]
        assert "Manage Roles" in report.one("discord", "may give and take roles")["fix"]
        changed = {
            "id": GUILD,
            "roles": [{"id": ROLE + 1, "position": 1}],
            "bot_permissions": NEEDED,
        }
        await hour.stage.sandbox.discord.world({"guilds": [changed]})
        fine = await looked(hour)
        assert not [line for line in fine.wrong("discord") if "role" in line["what"]]
        hour.stage.config.write_text(marked.replace(str(ROLE + 1), str(GUILD)))
        gone = await looked(hour)
        assert "Set discord.staff_role" in gone.one("discord", "The role of staff is on the server")["fix"]


async def test_a_forum_that_is_not_there_and_one_that_everybody_sees_are_named(tmp_path: Path) -> None:
    gone = PLACES.replace(str(FORUM), "7999")
    async with an_hour(tmp_path, discord=laid_out(), settings=gone) as hour:
        report = await looked(hour)
        assert "/setup" in report.one("discord", "agents have a channel")["fix"]
        shown = {"id": GUILD, "channels": [{"id": 7303, "name": "seen", "type": "forum"}]}
        await hour.stage.sandbox.discord.world({"guilds": [shown]})
        hour.stage.config.write_text(PLACES.replace(str(FORUM), "7303"))
        report = await looked(hour)
        assert "View Channel" in report.one("discord", "Only staff see")["fix"]


async def test_a_group_without_topics_or_rights_is_named(tmp_path: Path) -> None:
    telegram = telegram_world(forum=False, status="member")
    async with an_hour(tmp_path, discord=laid_out(), telegram=telegram, settings=PLACES) as hour:
        report = await looked(hour)
    assert report.code == 1
    assert "Turn topics on" in report.one("telegram", "Topics in Agents")["fix"]
    assert "Manage topics" in report.one("telegram", "manage topics")["fix"]


async def test_a_community_where_the_bot_may_give_no_tags_is_named(tmp_path: Path) -> None:
    tagged = PLACES.replace(
        "agent_groups", f'communities = [{GROUP}, -1009999]\nstaff_tag = "Staff"\nagent_groups'
    )
    telegram = telegram_world(forum=True, status="member")
    async with an_hour(tmp_path, discord=laid_out(), telegram=telegram, settings=tagged) as hour:
        report = await looked(hour)
    assert "Manage tags" in report.one("telegram", f"manage tags in {GROUP}")["fix"]
    assert "telegram.communities" in report.one("telegram", "The group -1009999")["fix"]


async def test_channels_and_groups_where_the_bot_may_not_tell_of_incidents_are_named(tmp_path: Path) -> None:
    channel, closed, strange = -1007000010, -1007000011, -1007000012
    places = [f"telegram:chat:{each}" for each in (channel, closed, strange)]
    telling = f"{PLACES}[status]\nplaces = {json.dumps(places)}\n"
    telegram = telegram_world()
    groups = cast("list[dict[str, object]]", telegram["groups"])
    bot = {"user": demo.TELEGRAM_BOT}
    reader = {**bot, "status": "administrator", "rights": ["can_delete_messages"]}
    groups += [
        {"id": channel, "type": "channel", "title": "News", "members": [reader]},
        {"id": closed, "title": "Talk", "permissions": [], "members": [bot]},
    ]
    async with an_hour(tmp_path, discord=laid_out(), telegram=telegram, settings=telling) as hour:
        report = await looked(hour)
        assert "Post messages" in report.one("telegram", "write in News")["fix"]
        assert "send messages in the group" in report.one("telegram", "write in Talk")["fix"]
        assert "status.places" in report.one("telegram", f"told in {strange}")["fix"]
        groups[-2]["members"] = [{**reader, "rights": ["can_post_messages"]}]
        groups[-1]["permissions"] = ["can_send_messages"]
        await hour.stage.sandbox.telegram.world({"groups": groups})
        report = await looked(hour)
        assert not [line for line in report.wrong("telegram") if "write in" in line["what"]]


async def test_roles_that_cannot_be_given_or_called_and_channels_not_seen_are_named(tmp_path: Path) -> None:
    label, place = 'label = "Outages"', f"discord:channel:{PANEL}"
    calling = f"""{PLACES}
[status]
places = ["{place}", "discord:channel:7999"]
[[status.roles]]
place = "{place}"
role = {ROLE}
{label}
[[status.roles]]
place = "{place}"
role = 7999
{label}
"""
    world = laid_out()
    guilds = cast("list[dict[str, object]]", world["guilds"])
    guilds[0]["roles"] = [{"id": ROLE, "name": "Outages", "position": 9}]
    async with an_hour(tmp_path, discord=world, settings=calling) as hour:
        report = await looked(hour)
        assert "status.roles" in report.one("discord", "The role 7999")["fix"]
        assert "above Outages" in report.one("discord", "give members the role Outages")["fix"]
        assert "Let anyone mention" in report.one("discord", "mention the role Outages")["fix"]
        assert "status.places" in report.one("discord", "told in 7999")["fix"]
        changed = {
            "id": GUILD,
            "roles": [{"id": ROLE, "position": 1, "mentionable": True}],
            "bot_permissions": NEEDED,
        }
        await hour.stage.sandbox.discord.world({"guilds": [changed]})
        fine = await looked(hour)
        assert not [line for line in fine.wrong("discord") if "Outages" in line["what"]]


async def test_an_address_that_does_not_lead_to_this_desk_is_named(tmp_path: Path) -> None:
    async with an_hour(tmp_path, discord=laid_out(), settings=PLACES) as hour, other_pages() as other:
        here = free_port()
        hour.stage.environment = {**hour.stage.environment, "SWITCHBOARD__WEB__PORT": str(here)}
        url = f"http://127.0.0.1:{here}"
        report = await looked(hour, SWITCHBOARD__WEB__URL=url)
        assert "switchboard run" in report.one("web", f"nothing answers at {url}")["fix"]
        hour.stage.environment = {**hour.stage.environment, "SWITCHBOARD__WEB__URL": url}
        await hour.stage.start()
        assert not (await looked(hour)).wrong("web")
        moved = await looked(hour, SWITCHBOARD__WEB__URL=f"http://localhost:{here}")
        assert "Start it again" in moved.one("web", f"another address, {url}")["fix"]
        stray = await looked(hour, SWITCHBOARD__DESK__ID="moor")
        assert url in stray.one("web", 'another desk, "desk"')["fix"]
        said = await looked(hour, SWITCHBOARD__WEB__URL=f"{other}/moved")
        assert "web.url to https://www.example" in said.one("web", "leads on to")["fix"]
        nobody = await looked(hour, SWITCHBOARD__WEB__URL=other)
        assert url in nobody.one("web", "is no desk (404)")["fix"]
        bare = await looked(hour, SWITCHBOARD__WEB__URL="http://desk.invalid")
        assert "https://desk.invalid" in bare.one("web", "without TLS")["fix"]


@asynccontextmanager
async def other_pages() -> AsyncIterator[str]:
    """Some web server, which sends whoever looks below `/moved` to another host."""

    async def lead_on(_request: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently("https://www.example/somewhere")

    app = web.Application()
    app.router.add_get("/moved/{rest:.*}", lead_on)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_store_that_is_down_is_named(tmp_path: Path) -> None:
    async with an_hour(tmp_path, discord=laid_out(), settings=PLACES) as hour:
        report = await looked(hour, SWITCHBOARD__STORE__URL=f"redis://127.0.0.1:{free_port()}")
    assert report.code == 1
    assert "store.url" in report.one("store", "cannot be used")["fix"]


@pytest.mark.fault(13)
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (("--appendonly", "no", "--appendfsync", "always"), ("appendonly is no",)),
        (("--appendfsync", "everysec"), ("appendfsync is everysec",)),
        (("--appendfsync", "always", "--maxmemory-policy", "allkeys-lru"), ("policy is allkeys-lru",)),
        (("--appendfsync", "always", "--rename-command", "CONFIG", ""), ("does not tell",)),
        (("--appendfsync", "always"), ()),
    ],
    ids=["not_appended", "synced_later", "evicting", "silent", "safe"],
)
async def test_a_server_that_may_lose_what_it_acknowledged_is_named_with_the_settings(
    tmp_path: Path, settings: tuple[str, ...], said: tuple[str, ...]
) -> None:
    async with an_hour(tmp_path, discord=laid_out(), settings=PLACES) as hour:
        with running_server(*settings) as port:
            report = await looked(hour, SWITCHBOARD__STORE__URL=f"redis://127.0.0.1:{port}")
    lines = report.wrong("store")
    assert len(lines) == len(said), lines
    for line, words in zip(lines, said, strict=True):
        assert (line["verdict"], words in line["what"]) == ("loss", True)
        assert "appendfsync always" in line["fix"]


async def test_nobody_who_could_answer_is_named(tmp_path: Path) -> None:
    async with an_hour(tmp_path) as hour:
        report = await looked(hour)
    assert "/setup" in report.one("roster", "names nobody")["fix"]


async def test_a_clock_that_is_off_is_named(tmp_path: Path) -> None:
    async with (
        an_hour(tmp_path, discord=laid_out(), settings=PLACES) as hour,
        an_hour_ahead(hour.stage.sandbox.url) as url,
    ):
        report = await looked(hour, **demo.environment(url, tmp_path / "data"))
    assert report.code == 1
    assert "NTP" in report.one("clock", "off by 3")["fix"]
    assert "NTP" in report.one("discord", "clock is right")["fix"]


@asynccontextmanager
async def an_hour_ahead(url: str) -> AsyncIterator[str]:
    """The platforms as they look to a machine whose clock is an hour behind."""

    async def pass_on(request: web.Request) -> web.Response:
        async with session.request(
            request.method, url + request.path_qs, headers=request.headers, data=await request.read()
        ) as answer:
            kept = {key: value for key, value in answer.headers.items() if key.startswith("X-")}
            kept["Content-Type"] = answer.headers["Content-Type"]
            kept["Date"] = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", pass_on)
    runner = web.AppRunner(app)
    await runner.setup()
    async with ClientSession() as session:
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
