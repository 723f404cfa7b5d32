"""Guild routes that simcord lacks or answers too fully.

https://discord.com/developers/docs/resources/guild
"""

from datetime import timedelta
from typing import Any

from simcord.backend import serializers
from simcord.http.routes import guilds as theirs

from bots.sandbox.discord import refusals
from bots.sandbox.discord.messages import made
from bots.sandbox.discord.routing import Call, route

LONGEST_WIPE = 604_800
GATEWAY_ONLY = frozenset(
    {
        "members",
        "channels",
        "threads",
        "presences",
        "voice_states",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
        "large",
        "unavailable",
        "joined_at",
        "member_count",
    }
)


def _over_rest(call: Call, guild_id: int) -> dict[str, Any]:
    model = call.backend
    if model.bot_user.id not in model.get_guild(guild_id).members:
        raise refusals.missing_access()
    full = serializers.guild_create_payload(model, model.get_guild(guild_id))
    return {key: value for key, value in full.items() if key not in GATEWAY_ONLY}


@route("GET", "/guilds/{guild_id}")
def fetch(call: Call) -> object:
    guild_id = call.int_arg("guild_id")
    payload = _over_rest(call, guild_id)
    if str(call.params.get("with_counts", "")).lower() in ("1", "true"):
        members = len(call.backend.get_guild(guild_id).members)
        payload |= {"approximate_member_count": members, "approximate_presence_count": members}
    return payload


@route("GET", "/users/@me/guilds")
def mine(call: Call) -> object:
    model = call.backend
    after, before = int(call.params.get("after", 0)), int(call.params.get("before", 1 << 63))
    ids = [guild_id for guild_id in sorted(call.world.hub.guild_ids) if after < guild_id < before]
    allowed = {guild_id: model.compute_permissions(guild_id, model.bot_user.id) for guild_id in ids}
    return [
        {**_over_rest(call, guild_id), "owner": False, "permissions": str(allowed[guild_id])}
        for guild_id in ids[: int(call.params.get("limit", 200))]
    ]


@route("GET", "/guilds/{guild_id}/members")
def members(call: Call) -> object:
    """Needs the members intent in the portal (docs: list guild members)."""
    if not call.world.application.members:
        raise refusals.missing_access()
    model = call.backend
    guild = model.get_guild(call.int_arg("guild_id"))
    after, limit = int(call.params.get("after", 0)), int(call.params.get("limit", 1))
    chosen = [user_id for user_id in sorted(guild.members) if user_id > after][:limit]
    return [serializers.member_payload(model, guild, guild.members[user_id]) for user_id in chosen]


@route("GET", "/guilds/{guild_id}/members/search")
def search(call: Call) -> object:
    model = call.backend
    guild = model.get_guild(call.int_arg("guild_id"))
    start = str(call.params.get("query", "")).lower()
    found = [
        member
        for member in guild.members.values()
        if any(
            (name or "").lower().startswith(start)
            for name in (
                member.nick,
                model.users[member.user_id].name,
                model.users[member.user_id].global_name,
            )
        )
    ]
    limit = int(call.params.get("limit", 1))
    return [serializers.member_payload(model, guild, member) for member in found[:limit]]


@route("PUT", "/guilds/{guild_id}/bans/{user_id}")
def ban(call: Call) -> object:
    """With what they wrote in the last seconds, up to seven days (docs: create guild ban)."""
    seconds = int(call.body().get("delete_message_seconds") or 0)
    if not 0 <= seconds <= LONGEST_WIPE:
        raise refusals.form(
            "delete_message_seconds",
            "NUMBER_TYPE_MAX",
            f"int value should be less than or equal to {LONGEST_WIPE}.",
        )
    theirs.ban(call)
    model, guild_id, user_id = call.backend, call.int_arg("guild_id"), call.int_arg("user_id")
    since = call.world.now - timedelta(seconds=seconds)
    channels = [each for each in model.messages if model.get_channel(each).guild_id == guild_id]
    for channel in channels if seconds else ():
        for message in [*model.messages[channel].values()]:
            if message.author_id == user_id and made(message) >= since:
                model.delete_message(channel, message.id)
    return None


@route("GET", "/voice/regions")
def regions(_call: Call) -> object:
    return []


@route("GET", "/sticker-packs")
def sticker_packs(_call: Call) -> object:
    return {"sticker_packs": []}
