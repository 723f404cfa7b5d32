"""The sandbox's gateway: resuming, losing sessions, intents, limits and faults, met by discord.py."""

import asyncio
from typing import Any

import aiohttp
import discord
import pytest
import test_sandbox_discord as base
from aiohttp import web
from test_sandbox_discord import ANNA, LOBBY, WORLD, Bot, Sandbox, running

from bots.sandbox.bus import Bus
from bots.sandbox.discord import mount

sandbox, bot = base.sandbox, base.bot


async def sends(sandbox: Sandbox, *texts: str) -> None:
    for text in texts:
        await sandbox.act(ANNA, "send", channel=LOBBY, text=text)


async def hears(bot: Bot, *texts: str) -> None:
    assert [(await bot.next("message")).content for _ in texts] == list(texts)


async def test_a_cut_connection_resumes_with_what_was_missed_in_order(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("gateway", action="outage", on=True)
    await bot.next("disconnect")
    await sends(sandbox, "a", "b", "c")
    await sandbox.post("gateway", action="outage", on=False)
    await hears(bot, "a", "b", "c")
    await bot.next("resumed")


async def test_reconnect_resumes_the_session(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("gateway", action="reconnect")
    await bot.next("resumed")
    await sends(sandbox, "after")
    await hears(bot, "after")


async def test_a_resumable_invalid_session_is_resumed(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("gateway", action="invalid_session", resumable=True)
    await bot.next("resumed")


async def test_a_session_left_for_minutes_is_gone(sandbox: Sandbox, bot: Bot) -> None:
    await bot.next("ready")
    await sandbox.post("gateway", action="outage", on=True)
    await bot.next("disconnect")
    await sandbox.post("time", advance=301)
    await sandbox.post("gateway", action="outage", on=False)
    await bot.next("ready")


async def test_the_bot_is_removed_from_a_server_and_invited_again(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.act(900, "leave", guild=2001)
    assert (await bot.next("guild_remove")).id == 2001
    with pytest.raises(discord.Forbidden, match="50001"):
        await bot.client.get_partial_messageable(LOBBY).send("anybody?")
    await sends(sandbox, "unheard")
    await sandbox.act(900, "join", guild=2001)
    assert (await bot.next("guild_join")).id == 2001
    await sends(sandbox, "heard")
    await hears(bot, "heard")


async def test_an_invalid_session_loses_what_came_in_between(sandbox: Sandbox, bot: Bot) -> None:
    await bot.next("ready")
    await sandbox.post("gateway", action="invalid_session", resumable=False)
    await sends(sandbox, "lost")
    async with asyncio.timeout(10):
        while sandbox.world.hub.identifies.used < 2:
            await sandbox.world.bus.after(sandbox.world.bus.last, 0.05)
    await bot.next("ready")
    await sends(sandbox, "heard")
    await hears(bot, "heard")


async def test_events_come_twice_reversed_or_not_at_all_when_ordered(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("events", action="duplicate", times=1, match="MESSAGE_CREATE")
    await sends(sandbox, "a", "b")
    await hears(bot, "a", "a", "b")
    await sandbox.post("events", action="shuffle", times=2, match="MESSAGE_CREATE")
    await sends(sandbox, "c", "d")
    await hears(bot, "d", "c")
    await sandbox.post("events", action="lose", times=1, match="MESSAGE_CREATE")
    await sends(sandbox, "e", "f")
    await hears(bot, "f")


async def test_a_wrong_token_and_a_forbidden_intent_are_final(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(sandbox, monkeypatch, discord.Intents.all()):
            pass
    await sandbox.post("world", application={**WORLD["application"], "token": "other"})
    with pytest.raises(discord.LoginFailure):
        async with running(sandbox, monkeypatch, discord.Intents.default()):
            pass


async def test_without_the_intent_content_is_empty_but_where_the_bot_is_addressed(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sandbox, monkeypatch, discord.Intents.default()) as bot:
        await sends(sandbox, "hidden", "hello <@900>")
        await hears(bot, "", "hello <@900>")
        channel = (await sandbox.act(ANNA, "dm"))["channel"]
        await sandbox.act(ANNA, "send", channel=channel, text="direct")
        await hears(bot, "direct")
        own = await bot.client.get_partial_messageable(LOBBY).send("mine")
        await sandbox.act(ANNA, "send", channel=LOBBY, text="reply", reply_to=own.id)
        await hears(bot, "mine", "reply")


async def test_two_sessions_with_one_token_both_hear_everything(
    sandbox: Sandbox, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    intents = discord.Intents.default()
    intents.message_content = True
    async with running(sandbox, monkeypatch, intents) as second:
        await sends(sandbox, "both")
        await hears(bot, "both")
        await hears(second, "both")


async def test_direct_messages_go_to_shard_zero(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    intents = discord.Intents.default()
    options: dict[str, Any] = {"shard_count": 2}
    async with (
        running(sandbox, monkeypatch, intents, shard_id=0, **options) as zero,
        running(sandbox, monkeypatch, intents, shard_id=1, **options) as one,
    ):
        channel = (await sandbox.act(ANNA, "dm"))["channel"]
        await sandbox.act(ANNA, "send", channel=channel, text="direct")
        await hears(zero, "direct")
        assert one.heard.empty() or "message" not in {name for name, _ in one.heard._queue}  # type: ignore[attr-defined]
        assert len(zero.client.guilds) + len(one.client.guilds) == 1


async def identified(sandbox: Sandbox, shard: object) -> str | int | None:
    """What IDENTIFY for a shard is answered: the event READY, the opcode 9, or a close code."""
    async with sandbox.http.ws_connect(f"{sandbox.url}/discord/gateway") as socket:
        await socket.receive_json()
        await socket.send_json({"op": 2, "d": {"token": "Bot t0ken", "intents": 1, "shard": shard}})
        answer = await socket.receive()
        if answer.type is aiohttp.WSMsgType.CLOSE:
            return socket.close_code
        said = answer.json()
        return said["t"] or said["op"]


@pytest.mark.parametrize("shard", [[2, 2], [-1, 2], [0], [0, 1, 2], "0", None])
async def test_a_shard_that_there_cannot_be_is_refused(sandbox: Sandbox, shard: object) -> None:
    assert await identified(sandbox, shard) == 4010


async def test_a_session_with_too_many_guilds_is_told_to_shard(sandbox: Sandbox) -> None:
    await sandbox.post("world", guilds=[{"id": 1 << 22, "name": "Other", "owner": ANNA}])
    await sandbox.post("limits", guilds_of_a_shard=1)
    assert await identified(sandbox, [0, 1]) == 4011
    assert await identified(sandbox, [0, 2]) == "READY"
    async with sandbox.http.get(
        f"{sandbox.url}/discord/api/v10/gateway/bot", headers={"Authorization": "Bot t0ken"}
    ) as said:
        assert (await said.json())["shards"] == 2


async def test_sessions_are_begun_as_many_at_once_as_the_limit_says(sandbox: Sandbox) -> None:
    await sandbox.post("limits", enabled=True, max_concurrency=2)
    assert [await identified(sandbox, [shard, 4]) for shard in (0, 1, 2, 3)] == ["READY", "READY", 9, 9]
    assert sandbox.world.hub.identifies.as_json()["max_concurrency"] == 2


async def test_limits_are_told_and_kept(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("limits", enabled=True, message={"count": 2, "seconds": 0.3})
    channel = bot.client.get_partial_messageable(LOBBY)
    for number in range(5):
        await channel.send(str(number))
    await sandbox.post("limits", **{"global": 1})
    headers = {"Authorization": "Bot t0ken"}
    url = f"{sandbox.url}/discord/api/v10/users/@me"
    async with sandbox.http.get(url, headers=headers) as first:
        assert first.headers["Content-Type"] == "application/json"
    async with sandbox.http.get(url, headers=headers) as second:
        said = await second.json()
        assert (second.status, said["global"]) == (429, True)
        assert second.headers["X-RateLimit-Global"] == "true"
        assert second.headers["Via"]
    async with sandbox.http.get(f"{sandbox.url}/control/discord/limits") as response:
        assert (await response.json())["invalid_requests"] >= 1


async def test_ordered_faults_are_met_and_noted(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("faults", match=r"POST /channels/\d+/messages", do="status", status=503)
    channel = bot.client.get_partial_messageable(LOBBY)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("x")
    await sandbox.post("faults", match="messages", do="retry_after", seconds=0.05)
    await channel.send("x")
    statuses = [entry[2] for entry in sandbox.world.journal.entries if "messages" in entry[1]]
    assert statuses == [503, 429, 200]


async def test_the_day_has_so_many_identifies(sandbox: Sandbox, bot: Bot) -> None:
    await bot.next("ready")
    await sandbox.post("limits", identify=1)
    await sandbox.post("gateway", action="invalid_session", resumable=False)
    with pytest.raises(discord.ConnectionClosed, match="4004"):
        await bot.running
    assert sandbox.world.hub.identifies.as_json()["remaining"] == 0


async def test_too_many_invalid_requests_ban_the_address(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("limits", enabled=True, ban_after=2)
    url = f"{sandbox.url}/discord/api/v10/users/@me"
    for _ in range(2):
        async with sandbox.http.get(url, headers={"Authorization": "Bot wrong"}) as refused:
            assert refused.status == 401
    with pytest.raises(discord.HTTPException, match="1015") as banned:
        await bot.client.get_partial_messageable(LOBBY).send("x")
    assert banned.value.status == 429


async def test_what_the_sandbox_does_not_speak_is_told(bot: Bot) -> None:
    with pytest.raises(discord.DiscordServerError, match="does not speak"):
        await bot.client.http.request(discord.http.Route("GET", "/guilds/1/nonsense"))


async def test_misuse_of_the_control_api_is_answered_with_a_sentence(sandbox: Sandbox) -> None:
    for user, deed, status, asked in (
        (5, "dm", 404, {}),
        (ANNA, "fly", 404, {}),
        (ANNA, "send", 400, {}),
        (ANNA, "send", 404, {"channel": 5}),
        (ANNA, "send", 400, {"channel": LOBBY, "text": ""}),
        (ANNA, "command", 404, {"channel": LOBBY, "name": "none"}),
    ):
        said = await sandbox.act(user, deed, status, **asked)
        assert len(said["error"]) > 5


async def test_the_world_reads_back_and_grows(sandbox: Sandbox, bot: Bot) -> None:
    grown = {
        "id": 2001,
        "name": "Town",
        "channels": [{"id": 2301, "name": "new"}],
        "roles": [{"name": "extra"}],
    }
    described = await sandbox.post("world", guilds=[grown])
    guild = described["guilds"][0]
    assert {"lobby", "new"} <= {channel["name"] for channel in guild["channels"]}
    assert "extra" in {role["name"] for role in guild["roles"]}
    await sends(sandbox, "by now it is there")
    await bot.next("message")
    assert bot.client.get_channel(2301) is not None


async def test_open_sockets_do_not_hold_the_server_up() -> None:
    app = web.Application()
    mount(app, Bus())
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/discord/gateway"
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        assert (await socket.receive_json())["op"] == 10
        async with asyncio.timeout(5):
            await runner.cleanup()
