"""Channels over REST where Discord is stricter or wider than simcord: editing, renaming, overwrites.

https://discord.com/developers/docs/resources/channel
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from simcord.backend import errors, permissions, serializers
from simcord.backend.models import Channel
from simcord.http.routes import channels as theirs
from simcord.http.routes import guilds as their_guilds

from bots.sandbox.discord import refusals
from bots.sandbox.discord.routing import Call, route

NAME = 100
TAGS = 20
CHANNELS = 500


class Slowly(Exception):  # noqa: N818 - it becomes a 429
    """The route's own limit is met; `wait` is how long it holds."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


@route("POST", "/guilds/{guild_id}/channels")
def create(call: Call) -> object:
    """Create a channel; overwrites may only touch what the bot itself may do in the guild."""
    model, guild_id, body = call.backend, call.int_arg("guild_id"), call.body()
    call.require_guild_permissions(guild_id, "manage_channels")
    check_name(body.get("name"))
    check_overwrites(call, guild_id, body.get("permission_overwrites") or [])
    if len(model.get_guild(guild_id).channel_ids) >= CHANNELS:
        raise errors.BackendError(400, 30013, "Maximum number of guild channels reached (500)")
    created: Any = their_guilds.create_guild_channel(call)
    channel = model.get_channel(int(created["id"]))
    if body.get("available_tags"):
        model.edit_channel(channel.id, {"available_tags": _tags(call, body["available_tags"])})
    return dict(serializers.channel_payload(model, channel))


@route("PATCH", "/channels/{channel_id}")
def edit(call: Call) -> object:
    """Edit a channel or a thread; at most two changes of name in ten minutes."""
    model, body = call.backend, call.body()
    channel = call.require_channel_permissions(call.int_arg("channel_id"))
    permit_edit(call, channel, body)
    if "name" in body:
        check_name(body["name"])
        if body["name"] != channel.name:
            wait = call.world.may_rename(channel.id)
            if wait is not None:
                raise Slowly(wait)
    if "available_tags" in body:
        body["available_tags"] = _tags(call, body["available_tags"])
    if channel.guild_id is not None:
        check_overwrites(call, channel.guild_id, body.get("permission_overwrites") or [])
    if channel.is_thread:
        return _edit_thread(call, channel, body)
    theirs.edit_channel(call)
    return dict(serializers.channel_payload(model, channel))


def permit_edit(call: Call, channel: Channel, body: Mapping[str, Any]) -> None:
    """A thread needs `manage_threads`, or to be one's own; a channel needs `manage_channels`."""
    if not channel.is_thread:
        call.require_channel_permissions(channel.id, "manage_channels")
        return
    own = channel.owner_id == call.backend.bot_user.id
    if not own or body.keys() - {"name", "archived", "auto_archive_duration", "applied_tags"}:
        call.require_channel_permissions(channel.id, "manage_threads")


def _edit_thread(call: Call, thread: Channel, body: Mapping[str, Any]) -> object:
    model, meta = call.backend, thread.thread_metadata
    sleeping = meta is not None and meta.archived and body.get("archived") is not False
    if sleeping and body.keys() - {"archived", "locked"}:
        raise refusals.thread_archived()
    facts = ("archived", "locked", "auto_archive_duration", "invitable")
    metadata = {key: body[key] for key in facts if key in body}
    if "archived" in metadata:
        metadata["archive_timestamp"] = model.now_iso()
    changes = {key: body[key] for key in ("name", "rate_limit_per_user") if key in body}
    if "applied_tags" in body:
        changes["applied_tags"] = [int(tag) for tag in body["applied_tags"]]
    model.edit_channel(thread.id, changes, thread_metadata=metadata)
    return call.world.model.thread_payload(thread)


@route("DELETE", "/channels/{channel_id}")
def delete(call: Call) -> object:
    """Delete a channel with its threads, or one thread; a direct message is only closed."""
    model = call.backend
    channel = call.require_channel_permissions(call.int_arg("channel_id"))
    payload = dict(serializers.channel_payload(model, channel))
    if channel.guild_id is None:
        return payload
    if channel.is_thread:
        call.require_channel_permissions(channel.id, "manage_threads")
        model.delete_channel(channel.id)
        return payload
    threads = [each for each in model.channels.values() if each.is_thread and each.parent_id == channel.id]
    answer: object = theirs.delete_channel(call)
    with call.world.model.silence():
        for thread in threads:
            model.delete_channel(thread.id)
    return answer


@route("PUT", "/channels/{channel_id}/permissions/{target_id}")
def overwrite(call: Call) -> object:
    channel = call.require_channel_permissions(call.int_arg("channel_id"), "manage_roles")
    check_overwrites(call, channel.guild_id or 0, [call.body()])
    theirs.edit_overwrite(call)
    return None


@route("POST", "/channels/{channel_id}/typing")
def typing(call: Call) -> object:
    theirs.typing(call)
    call.world.types(call.int_arg("channel_id"), call.backend.bot_user.id)
    return None


def check_name(name: object) -> None:
    if not isinstance(name, str) or not 1 <= len(name) <= NAME:
        raise refusals.form("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")


def check_overwrites(call: Call, guild_id: int, overwrites: list[Mapping[str, Any]]) -> None:
    """50013 when a bit is touched that the bot does not have (docs: edit channel permissions)."""
    if not overwrites:
        return
    mine = call.backend.compute_permissions(guild_id, call.backend.bot_user.id)
    if mine & permissions.flag("administrator"):
        return
    for each in overwrites:
        touched = int(each.get("allow") or 0) | int(each.get("deny") or 0)
        if touched & ~mine or touched & permissions.flag("manage_roles"):
            raise errors.missing_permissions()


def _tags(call: Call, tags: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if len(tags) > TAGS:
        raise refusals.too_long("available_tags", TAGS)
    blank = {"moderated": False, "emoji_id": None, "emoji_name": None}
    return [{**blank, **tag, "id": str(tag.get("id") or call.backend.snowflake())} for tag in tags]
