"""Threads, forum posts, channels and permissions in the sandbox's Discord."""

from typing import Any

import discord
import pytest
import test_sandbox_discord as base
from test_sandbox_discord import ANNA, BEN, DESK, FORUM, GUILD, LOBBY, OWNER, SECRET, Bot, Sandbox

sandbox, bot = base.sandbox, base.bot


def text(bot: Bot, channel_id: int) -> discord.TextChannel:
    channel = bot.client.get_channel(channel_id)
    assert isinstance(channel, discord.TextChannel)
    return channel


def forum(bot: Bot) -> discord.ForumChannel:
    channel = bot.client.get_channel(FORUM)
    assert isinstance(channel, discord.ForumChannel)
    return channel


async def test_a_private_thread_is_seen_by_its_members_alone(sandbox: Sandbox, bot: Bot) -> None:
    thread = await text(bot, LOBBY).create_thread(name="case 1", type=discord.ChannelType.private_thread)
    assert thread.me is not None
    await thread.send("for Anna", allowed_mentions=discord.AllowedMentions.none())
    assert str(thread.id) not in (await sandbox.view(ANNA))["messages"]
    await thread.add_user(discord.Object(ANNA))
    view = await sandbox.view(ANNA)
    shown = [(each["content"], each["notice"]) for each in view["messages"][str(thread.id)]]
    assert shown == [("for Anna", None), ("", "added Anna to the thread")]
    assert [each["type"] for each in view["guilds"][0]["channels"] if each["id"] == str(thread.id)] == [
        "private_thread"
    ]
    assert {member.id for member in await thread.fetch_members()} == {900, ANNA}
    await sandbox.act(ANNA, "send", channel=thread.id, text="thanks")
    heard = [await bot.next("message") for _ in range(3)]
    assert [message.type.name for message in heard] == ["default", "recipient_add", "default"]
    assert heard[2].channel == thread
    await thread.remove_user(discord.Object(ANNA))
    assert str(thread.id) not in (await sandbox.view(ANNA))["messages"]


async def test_a_private_thread_leaves_no_notice_in_its_parent(sandbox: Sandbox, bot: Bot) -> None:
    await text(bot, LOBBY).create_thread(name="quiet", type=discord.ChannelType.private_thread)
    assert (await sandbox.view(ANNA))["messages"][str(LOBBY)] == []


async def test_a_ping_in_a_private_thread_brings_the_member_in(sandbox: Sandbox, bot: Bot) -> None:
    thread = await text(bot, LOBBY).create_thread(name="case", type=discord.ChannelType.private_thread)
    await thread.send(f"<@{BEN}>", allowed_mentions=discord.AllowedMentions.none())
    assert {member.id for member in await thread.fetch_members()} == {900}
    await thread.send(f"<@{ANNA}>")
    assert {member.id for member in await thread.fetch_members()} == {900, ANNA}


async def test_writing_wakes_an_archived_thread_and_not_a_locked_one(sandbox: Sandbox, bot: Bot) -> None:
    message = await text(bot, LOBBY).send("topic")
    thread = await message.create_thread(name="topic")
    assert thread.id == message.id
    await thread.edit(archived=True)
    await sandbox.act(ANNA, "send", channel=thread.id, text="one more")
    assert not (await text(bot, LOBBY).guild.fetch_channel(thread.id)).archived  # type: ignore[union-attr]
    await thread.edit(archived=True, locked=True)
    await sandbox.act(ANNA, "send", 403, channel=thread.id, text="and one")
    listed = [each async for each in text(bot, LOBBY).archived_threads()]
    assert [each.id for each in listed] == [thread.id]
    with pytest.raises(discord.HTTPException, match="50083"):
        await thread.edit(name="other")


async def test_a_server_holds_a_thousand_active_threads(sandbox: Sandbox, bot: Bot) -> None:
    model = sandbox.world.model
    threads = [model.create_thread(LOBBY, str(number), ANNA, broadcast=False) for number in range(1_000)]
    with pytest.raises(discord.HTTPException, match="160006"):
        await text(bot, LOBBY).create_thread(name="one more")
    assert threads[0].thread_metadata is not None
    threads[0].thread_metadata.archived = True
    await text(bot, LOBBY).create_thread(name="one more")


async def test_one_message_has_one_thread(bot: Bot) -> None:
    message = await text(bot, LOBBY).send("topic")
    await message.create_thread(name="first")
    with pytest.raises(discord.HTTPException, match="160004"):
        await message.create_thread(name="second")


async def test_a_thread_archives_itself_when_nobody_writes(sandbox: Sandbox, bot: Bot) -> None:
    thread = await text(bot, LOBBY).create_thread(
        name="short", type=discord.ChannelType.public_thread, auto_archive_duration=60
    )
    await sandbox.post("time", advance=3_700)
    _, after = await bot.next("thread_update")
    assert after.id == thread.id
    assert after.archived


async def test_forum_posts_carry_tags(sandbox: Sandbox, bot: Bot) -> None:
    done = next(tag for tag in forum(bot).available_tags if tag.name == "done")
    post = await forum(bot).create_thread(name="leak", content="water", applied_tags=[done])
    assert post.thread.id == post.message.id
    assert post.thread.applied_tags == [done]
    view = await sandbox.view(ANNA)
    place = next(each for each in view["guilds"][0]["channels"] if each["id"] == str(post.thread.id))
    assert (place["tags"], place["parent"]) == (["done"], str(FORUM))
    active = await forum(bot).guild.active_threads()
    assert [thread.id for thread in active] == [post.thread.id]


async def test_people_post_in_forums_and_start_threads(sandbox: Sandbox, bot: Bot) -> None:
    made = await sandbox.act(ANNA, "thread", channel=FORUM, name="help", text="please", tags=["open"])
    assert (await bot.next("thread_create")).applied_tags[0].name == "open"
    assert (await bot.next("message")).content == "please"
    assert made["channel"] == made["message"]
    await sandbox.act(ANNA, "archive_thread", channel=made["channel"])
    assert (await bot.next("thread_update"))[1].archived
    sent = await sandbox.act(ANNA, "send", channel=LOBBY, text="topic")
    started = await sandbox.act(ANNA, "thread", channel=LOBBY, name="on it", message=sent["message"])
    assert started["channel"] == sent["message"]
    first = (await sandbox.view(BEN))["messages"][started["channel"]][0]
    assert first["notice"] == "started this thread from a message"
    await sandbox.act(ANNA, "thread", 403, channel=LOBBY, name="hidden", private=True)


async def test_a_renamed_thread_says_so_and_a_renamed_channel_does_not(sandbox: Sandbox, bot: Bot) -> None:
    await text(bot, LOBBY).edit(name="hall")
    assert (await sandbox.view(ANNA))["messages"][str(LOBBY)] == []
    thread = await text(bot, LOBBY).create_thread(name="a", type=discord.ChannelType.private_thread)
    await thread.edit(name="b")
    assert [message.type.name async for message in thread.history()] == ["channel_name_change"]


async def test_the_bot_is_held_to_its_permissions(sandbox: Sandbox, bot: Bot) -> None:
    await text(bot, DESK).send("staff only")
    assert str(DESK) not in (await sandbox.view(ANNA))["messages"]
    assert [each["content"] for each in (await sandbox.view(BEN))["messages"][str(DESK)]] == ["staff only"]
    with pytest.raises(discord.Forbidden, match="50001"):
        await text(bot, SECRET).send("not mine")
    await sandbox.act(OWNER, "send", channel=SECRET, text="unheard")
    await sandbox.act(ANNA, "send", channel=LOBBY, text="heard")
    assert [(await bot.next("message")).content for _ in range(2)] == ["staff only", "heard"]
    guild = text(bot, LOBBY).guild
    with pytest.raises(discord.Forbidden, match="50013"):
        await guild.ban(discord.Object(ANNA))
    with pytest.raises(discord.Forbidden, match="50013"):
        await text(bot, LOBBY).set_permissions(
            guild.default_role, overwrite=discord.PermissionOverwrite(ban_members=True)
        )


async def test_channels_are_made_and_renamed_twice_in_ten_minutes(sandbox: Sandbox, bot: Bot) -> None:
    guild = text(bot, LOBBY).guild
    category = await guild.create_category("support")
    overwrites = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    room = await guild.create_text_channel("room", category=category, overwrites=overwrites, topic="x")
    assert str(room.id) not in (await sandbox.view(ANNA))["messages"]
    made = await guild.create_forum("posts", available_tags=[discord.ForumTag(name="new")])
    assert [tag.name for tag in made.available_tags] == ["new"]
    await room.edit(name="one")
    await room.edit(name="two")
    bot.client.http.max_ratelimit_timeout = 30.0
    with pytest.raises(discord.RateLimited):
        await room.edit(name="three")
    await sandbox.post("time", advance=601)
    await room.edit(name="three")
    await room.delete()
    with pytest.raises(discord.NotFound, match="10003"):
        await bot.client.fetch_channel(room.id)


async def test_roles_and_members(sandbox: Sandbox, bot: Bot) -> None:
    guild = text(bot, LOBBY).guild
    role = await guild.create_role(name="helper")
    anna = await guild.fetch_member(ANNA)
    await anna.add_roles(role)
    assert role.id in [each.id for each in (await guild.fetch_member(ANNA)).roles]
    found = await bot.client.http.request(
        discord.http.Route("GET", "/guilds/{guild_id}/members/search", guild_id=GUILD),
        params={"query": "ben", "limit": 5},
    )
    assert [each["user"]["id"] for each in found] == [str(BEN)]
    assert {member.id async for member in guild.fetch_members()} == {900, ANNA, BEN, OWNER}
    await sandbox.act(BEN, "leave", guild=GUILD)
    gone: Any = await bot.next("raw_member_remove")
    assert gone.user.id == BEN
    await sandbox.act(BEN, "join", guild=GUILD)
    assert (await bot.next("member_join")).id == BEN
