"""What a server's administration offers in the sandbox's Discord: bans, webhooks, invites, rules, logs."""

from datetime import timedelta

import discord
import pytest
import test_sandbox_discord as base
from test_sandbox_discord import ANNA, BEN, GUILD, LOBBY, Bot, Sandbox

sandbox, bot = base.sandbox, base.bot
MORE = (
    "ban_members",
    "kick_members",
    "moderate_members",
    "manage_nicknames",
    "manage_webhooks",
    "create_instant_invite",
    "manage_guild",
    "view_audit_log",
)


@pytest.fixture
async def guild(sandbox: Sandbox, bot: Bot) -> discord.Guild:
    """The guild, after its bot was given more than a desk needs."""
    permissions = [*base.WORLD["guilds"][0]["bot_permissions"], *MORE]  # type: ignore[index]
    await sandbox.post("world", guilds=[{"id": GUILD, "bot_permissions": permissions}])
    found = bot.client.get_guild(GUILD)
    assert found is not None
    return found


async def test_members_are_timed_out_kicked_and_banned(sandbox: Sandbox, guild: discord.Guild) -> None:
    anna = await guild.fetch_member(ANNA)
    await anna.edit(nick="A", timed_out_until=discord.utils.utcnow() + timedelta(minutes=5))
    await sandbox.act(ANNA, "send", 403, channel=LOBBY, text="silenced")
    await guild.ban(anna, reason="spam")
    assert [entry.user.id async for entry in guild.bans()] == [ANNA]
    await sandbox.act(ANNA, "join", 403, guild=GUILD)
    await guild.unban(anna)
    await guild.kick(discord.Object(BEN))
    with pytest.raises(discord.NotFound, match="10007"):
        await guild.fetch_member(BEN)
    actions = [entry.action.name async for entry in guild.audit_logs()]
    assert {"ban", "unban", "kick", "member_update"} <= set(actions)


async def test_webhooks_and_invites(sandbox: Sandbox, guild: discord.Guild) -> None:
    lobby = guild.get_channel(LOBBY)
    assert isinstance(lobby, discord.TextChannel)
    webhook = await lobby.create_webhook(name="status")
    sent = await webhook.send("all is well", username="Watch", wait=True)
    await webhook.edit_message(sent.id, content="all is fine")
    shown = (await sandbox.view(ANNA))["messages"][str(LOBBY)][0]
    assert (shown["author"]["name"], shown["content"]) == ("Watch", "all is fine")
    invite = await lobby.create_invite(max_uses=1)
    assert [each.code for each in await guild.invites()] == [invite.code]


async def test_automatic_moderation_and_emojis(sandbox: Sandbox, guild: discord.Guild) -> None:
    rule = await guild.create_automod_rule(
        name="words",
        event_type=discord.AutoModRuleEventType.message_send,
        trigger=discord.AutoModTrigger(keyword_filter=["bad"]),
        actions=[discord.AutoModRuleAction()],
        enabled=True,
    )
    await sandbox.act(ANNA, "send", 403, channel=LOBBY, text="bad word")
    await rule.edit(enabled=False)
    await sandbox.act(ANNA, "send", channel=LOBBY, text="bad word")
    assert [each.name for each in await guild.fetch_automod_rules()] == ["words"]
    assert await guild.fetch_emojis() == []


async def test_the_application_and_guild_are_told(bot: Bot, guild: discord.Guild) -> None:
    application = await bot.client.application_info()
    assert (application.id, application.name) == (900, "Desk")
    assert application.flags.gateway_message_content
    fetched = await bot.client.fetch_guild(GUILD)
    assert fetched.approximate_member_count == 4
    assert len(await guild.fetch_channels()) == 4
    assert [each.id async for each in bot.client.fetch_guilds()] == [GUILD]


async def test_roles_are_given_and_taken_as_their_order_and_the_permission_say(
    sandbox: Sandbox, guild: discord.Guild
) -> None:
    """https://discord.com/developers/docs/topics/permissions#permission-hierarchy"""
    roles = [{"id": 801, "name": "Staff"}, {"id": 802, "name": "Above", "position": 90}]
    held = [each for each in base.WORLD["guilds"][0]["bot_permissions"] if each != "manage_roles"]  # type: ignore[index]
    await sandbox.post("world", guilds=[{"id": GUILD, "roles": roles, "bot_permissions": held}])
    anna = await guild.fetch_member(ANNA)
    with pytest.raises(discord.Forbidden, match="50013"):
        await anna.add_roles(discord.Object(801))
    await sandbox.post("world", guilds=[{"id": GUILD, "bot_permissions": [*held, "manage_roles"]}])
    await anna.add_roles(discord.Object(801))
    await anna.add_roles(discord.Object(801))
    assert [role.id for role in (await guild.fetch_member(ANNA)).roles] == [GUILD, 801]
    await anna.remove_roles(discord.Object(801))
    assert [role.id for role in (await guild.fetch_member(ANNA)).roles] == [GUILD]
    for refused in (anna.add_roles, anna.remove_roles):
        with pytest.raises(discord.Forbidden, match="50013"):
            await refused(discord.Object(802))
        with pytest.raises(discord.NotFound, match="10011"):
            await refused(discord.Object(803))
    managed = next(role.id for role in guild.me.roles if role.managed)
    for nobodys in (managed, GUILD):
        with pytest.raises(discord.HTTPException, match="50028"):
            await anna.add_roles(discord.Object(nobodys))
    ben = await guild.fetch_member(BEN)
    await sandbox.act(BEN, "leave", guild=GUILD)
    with pytest.raises(discord.NotFound, match="10007"):
        await ben.add_roles(discord.Object(801))
