"""The world as a test or the demo describes it: what is not there is made, what is there is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord
from simcord.backend import serializers
from simcord.backend.models import Channel, Guild, Overwrite, User
from simcord.enums import OverwriteType

from bots.sandbox.discord.mistakes import Mistake
from bots.sandbox.discord.world import World

CHANNEL_TYPES = {
    "text": 0,
    "voice": 2,
    "category": 4,
    "announcement": 5,
    "news": 5,
    "stage": 13,
    "forum": 15,
}
VIEW = discord.Permissions.view_channel.flag
Asked = Mapping[str, Any]


def build(world: World, asked: Asked) -> None:
    """`{application?, users?, guilds?}`; ids are kept as given, missing ones are made."""
    if "application" in asked:
        _application(world, asked["application"])
    for user in asked.get("users") or []:
        _user(world, user)
    for guild in asked.get("guilds") or []:
        _guild(world, guild)
    world.publish("world", "")


def describe(world: World) -> dict[str, Any]:
    """The application, the users and the guilds, as `build` reads them."""
    model, application = world.model, world.application
    return {
        "application": {
            "id": str(model.application_id),
            "name": application.name,
            "token": application.token,
            "intents": {
                "members": application.members,
                "message_content": application.message_content,
                "presences": application.presences,
            },
        },
        "users": [
            {
                "id": str(user.id),
                "name": user.name,
                "global_name": user.global_name,
                "bot": user.bot,
                "locale": world.person(user.id).locale,
                "dms_open": world.person(user.id).dms_open,
            }
            for user in model.users.values()
        ],
        "guilds": [_described(world, guild) for guild in model.guilds.values()],
        "sessions": len([each for each in world.hub.sessions.values() if each.line is not None]),
        "commands": [
            {"name": command["name"], "type": command["type"], "guild": command.get("guild_id")}
            for commands in model.commands.values()
            for command in commands.values()
        ],
    }


def bits(permissions: int | str | Sequence[str] | None) -> int:
    """A number, a decimal string, or names as discord.py spells them."""
    if permissions is None:
        return 0
    if isinstance(permissions, int | str):
        return int(permissions)
    known = discord.Permissions.VALID_FLAGS
    for name in permissions:
        if name not in known:
            raise Mistake(f"there is no permission {name!r}")
    return sum({known[name] for name in permissions})


def _application(world: World, asked: Asked) -> None:
    model, intents = world.model, asked.get("intents") or {}
    application = replace(
        world.application,
        name=asked.get("name", world.application.name),
        token=asked.get("token", world.application.token),
        **{
            name: bool(intents.get(name, False))
            for name in ("members", "message_content", "presences")
            if "intents" in asked
        },
    )
    bot_id = int(asked.get("id") or model.bot_user.id)
    if bot_id != model.bot_user.id:
        if model.guilds:
            raise Mistake("the application's id is chosen before there are guilds", 409)
        del model.users[model.bot_user.id]
        model.bot_user.id = bot_id
        model.users[bot_id] = model.bot_user
    model.application_id = model.bot_user.id
    model.bot_user.name = application.name
    world.application = application


def _user(world: World, asked: Asked) -> None:
    user_id = int(asked.get("id") or world.model.snowflake())
    user = world.model.users.get(user_id)
    if user is None:
        user = world.model.users[user_id] = User(id=user_id, name=asked["name"], bot=bool(asked.get("bot")))
    before = (user.name, user.global_name)
    user.name = asked.get("name", user.name)
    user.global_name = asked.get("global_name", user.global_name)
    person = world.person(user_id)
    person.locale = asked.get("locale", person.locale)
    person.dms_open = asked.get("dms_open", person.dms_open)
    if (user.name, user.global_name) != before:
        for guild in world.model.guilds.values():
            if user_id in guild.members:
                world.model.announce_member_update(guild.id, user_id)


def _guild(world: World, asked: Asked) -> None:
    model = world.model
    guild_id = int(asked.get("id") or model.snowflake())
    new = guild_id not in model.guilds
    if new:
        with model.silence():
            guild = model.create_guild(str(asked["name"]), id=guild_id, owner_id=int(asked["owner"]))
            _fill(world, guild, asked)
        model.emit("GUILD_CREATE", {"id": str(guild_id)})
        return
    guild = model.get_guild(guild_id)
    if asked.get("name", guild.name) != guild.name:
        model.edit_guild(guild_id, {"name": asked["name"]})
    _fill(world, guild, asked)


def _fill(world: World, guild: Guild, asked: Asked) -> None:
    world.guild_locales[guild.id] = asked.get("locale", world.guild_locales.get(guild.id, "en-US"))
    guild.preferred_locale = world.guild_locales[guild.id]
    for role in asked.get("roles") or []:
        _role(world, guild, role)
    if asked.get("bot_permissions") is not None:
        role = _bot_role(world, guild)
        world.model.edit_role(guild.id, role, {"permissions": bits(asked["bot_permissions"])})
    for member in asked.get("members") or []:
        _member(world, guild, member)
    for channel in asked.get("channels") or []:
        _channel(world, guild, channel)


def _role(world: World, guild: Guild, asked: Asked) -> None:
    role_id = guild.id if asked.get("name") == "@everyone" else int(asked.get("id") or 0)
    if role_id in guild.roles:
        changes: dict[str, Any] = {key: asked[key] for key in ("name", "mentionable") if key in asked}
        if "permissions" in asked:
            changes["permissions"] = bits(asked["permissions"])
        world.model.edit_role(guild.id, role_id, changes)
        return
    with world.model.silence():
        role = world.model.create_role(
            guild.id,
            asked["name"],
            permissions=bits(asked.get("permissions")),
            mentionable=bool(asked.get("mentionable")),
        )
        if role_id:
            del guild.roles[role.id]
            role.id = role_id
            guild.roles[role_id] = role
    payload = {"guild_id": str(guild.id), "role": serializers.role_payload(role)}
    world.model.emit("GUILD_ROLE_CREATE", payload)


def _bot_role(world: World, guild: Guild) -> int:
    me = guild.members[world.model.bot_user.id]
    return next(role_id for role_id in me.role_ids if guild.roles[role_id].managed)


def _member(world: World, guild: Guild, asked: Asked) -> None:
    user_id = int(asked["user"])
    world.model.get_user(user_id)
    if user_id not in guild.members:
        world.model.add_member(guild.id, user_id, announce=True)
    changes: dict[str, Any] = {}
    if "roles" in asked:
        changes["role_ids"] = [_role_id(guild, role) for role in asked["roles"]]
    if "nick" in asked:
        changes["nick"] = asked["nick"]
    if changes:
        world.model.edit_member(guild.id, user_id, changes)


def _role_id(guild: Guild, named: str | int) -> int:
    """A role by its id or its name; "bot" is the bot's own."""
    for role in guild.roles.values():
        if str(named) in (str(role.id), role.name):
            return role.id
    raise Mistake(f"the server has no role {named!r}")


def _channel(world: World, guild: Guild, asked: Asked) -> None:
    """`private` hides it from everyone but the bot (unless `bot` is false) and whom overwrites allow."""
    overwrites = _overwrites(world, guild, asked)
    channel_id = int(asked.get("id") or world.model.snowflake())
    if channel_id in world.model.channels:
        changes = {key: asked[key] for key in ("name", "topic") if key in asked}
        replaced = overwrites if "overwrites" in asked or "private" in asked else None
        world.model.edit_channel(channel_id, changes, overwrites=replaced)
        return
    kind = asked.get("type", "text")
    if kind not in CHANNEL_TYPES:
        raise Mistake(f"a channel is one of {', '.join(CHANNEL_TYPES)}")
    channel = Channel(
        id=channel_id,
        type=CHANNEL_TYPES[kind],
        name=asked["name"],
        guild_id=guild.id,
        position=len(guild.channel_ids),
        overwrites=overwrites,
        topic=asked.get("topic"),
        parent_id=int(asked["parent"]) if asked.get("parent") else None,
        available_tags=[_tag(world, tag) for tag in asked.get("tags") or []],
    )
    world.model.channels[channel_id] = channel
    world.model.messages[channel_id] = {}
    guild.channel_ids.append(channel_id)
    world.model.emit("CHANNEL_CREATE", serializers.channel_payload(world.model, channel))


def _tag(world: World, named: str) -> dict[str, Any]:
    blank = {"moderated": False, "emoji_id": None, "emoji_name": None}
    return {**blank, "id": str(world.model.snowflake()), "name": named}


def _overwrites(world: World, guild: Guild, asked: Asked) -> list[Overwrite]:
    by_target: dict[int, Overwrite] = {}
    if asked.get("private"):
        by_target[guild.id] = Overwrite(guild.id, OverwriteType.ROLE, deny=VIEW)
        if asked.get("bot", True):
            role = _bot_role(world, guild)
            by_target[role] = Overwrite(role, OverwriteType.ROLE, allow=VIEW)
    for each in asked.get("overwrites") or []:
        target = _role_id(guild, each["role"]) if "role" in each else int(each.get("user") or each["id"])
        kind = OverwriteType.ROLE if target in guild.roles else OverwriteType.MEMBER
        known = by_target.get(target) or Overwrite(target, kind)
        by_target[target] = replace(
            known, allow=known.allow | bits(each.get("allow")), deny=known.deny | bits(each.get("deny"))
        )
    return list(by_target.values())


def _described(world: World, guild: Guild) -> dict[str, Any]:
    channels = [world.model.channels[channel_id] for channel_id in guild.channel_ids]
    names = {number: name for name, number in CHANNEL_TYPES.items()}
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner": str(guild.owner_id),
        "locale": world.guild_locales.get(guild.id, "en-US"),
        "roles": [
            {"id": str(role.id), "name": role.name, "permissions": role.permissions}
            for role in guild.roles.values()
        ],
        "channels": [
            {"id": str(channel.id), "name": channel.name, "type": names.get(channel.type, "text")}
            for channel in channels
        ],
        "members": [
            {
                "user": str(member.user_id),
                "roles": [str(role) for role in member.role_ids],
                "nick": member.nick,
            }
            for member in guild.members.values()
        ],
    }
