"""Guild routes that simcord lacks or answers too fully.

https://discord.com/developers/docs/resources/guild
"""

from typing import Any

from simcord.backend import serializers
from simcord.http.routes.guilds import add_member_role

from bots.sandbox.discord import refusals
from bots.sandbox.discord.routing import Call, route

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


@route("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
def give_role(call: Call) -> object:
    """Roles of bots and integrations, and everybody's, are nobody's to give."""
    guild = call.backend.get_guild(call.int_arg("guild_id"))
    role = guild.roles.get(call.int_arg("role_id"))
    if role is not None and (role.managed or role.id == guild.id):
        raise refusals.invalid_role()
    return add_member_role(call)


@route("GET", "/voice/regions")
def regions(_call: Call) -> object:
    return []


@route("GET", "/sticker-packs")
def sticker_packs(_call: Call) -> object:
    return {"sticker_packs": []}
