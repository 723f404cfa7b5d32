"""Threads over REST: making them, their members, and the lists of archived ones.

https://discord.com/developers/docs/topics/threads
"""

from typing import Any

from simcord.backend import errors, serializers
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel
from simcord.enums import ChannelType, MessageType
from simcord.http.routes import channels as theirs

from bots.sandbox.discord import refusals
from bots.sandbox.discord.channels import check_name
from bots.sandbox.discord.messages import check, payload_of
from bots.sandbox.discord.routing import Call, route

DURATIONS = (60, 1440, 4320, 10080)


@route("POST", "/channels/{channel_id}/threads")
def create(call: Call) -> object:
    """A thread without a message (private unless the type says otherwise), or a forum post."""
    model, body = call.backend, call.body()
    channel = model.get_channel(call.int_arg("channel_id"))
    check_name(body.get("name"))
    if int(body.get("auto_archive_duration") or 1440) not in DURATIONS:
        raise refusals.form("auto_archive_duration", "BASE_TYPE_CHOICES", f"Must be one of {DURATIONS}.")
    if channel.type == ChannelType.FORUM:
        check(body.get("message") or {}, call.files)
        payload: Any = theirs.create_thread(call)
    else:
        body.setdefault("type", ChannelType.PRIVATE_THREAD)
        payload = theirs.create_thread(call)
        meta = model.get_thread(int(payload["id"])).thread_metadata
        if meta is not None and body.get("invitable") is False:
            meta.invitable = False
    thread = model.get_thread(int(payload["id"]))
    return {**payload, **call.world.model.thread_payload(thread)}


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def create_from_message(call: Call) -> object:
    check_name(call.body().get("name"))
    made: Any = theirs.create_thread_from_message(call)
    message = call.backend.get_message(call.int_arg("channel_id"), call.int_arg("message_id"))
    call.backend.emit("MESSAGE_UPDATE", payload_of(call.world, message))
    return call.world.model.thread_payload(call.backend.get_thread(int(made["id"])))


@route("PUT", "/channels/{channel_id}/thread-members/{user_id}")
def add_member(call: Call) -> object:
    thread, user_id = _open_thread(call), call.int_arg("user_id")
    guild = call.backend.get_guild(thread.guild_id or 0)
    if user_id not in guild.members:
        raise errors.unknown_member()
    call.require_channel_permissions(thread.id, "send_messages_in_threads")
    if user_id not in thread.thread_members:
        call.backend.add_thread_member(thread.id, user_id)
        call.world.model.notice(thread, MessageType.RECIPIENT_ADD, about=user_id)
    return None


@route("DELETE", "/channels/{channel_id}/thread-members/{user_id}")
def remove_member(call: Call) -> object:
    """Needs `manage_threads`, or to be the creator of a private thread."""
    thread = _open_thread(call)
    own = thread.owner_id == call.backend.bot_user.id and thread.type == ChannelType.PRIVATE_THREAD
    if not own:
        call.require_channel_permissions(thread.id, "manage_threads")
    user_id = call.int_arg("user_id")
    if user_id in thread.thread_members:
        call.backend.remove_thread_member(thread.id, user_id)
        call.world.model.notice(thread, MessageType.RECIPIENT_REMOVE, about=user_id)
    return None


def _open_thread(call: Call) -> Channel:
    call.require_channel_permissions(call.int_arg("channel_id"))
    thread = call.backend.get_thread(call.int_arg("channel_id"))
    if thread.thread_metadata is not None and thread.thread_metadata.archived:
        raise refusals.thread_archived()
    return thread


@route("GET", "/channels/{channel_id}/thread-members")
def members(call: Call) -> object:
    """The members; `with_member` adds each one's guild member, sorted and paged by user id."""
    call.require_channel_permissions(call.int_arg("channel_id"))
    thread = call.backend.get_thread(call.int_arg("channel_id"))
    after, limit = int(call.params.get("after", 0)), int(call.params.get("limit", 100))
    found = [user_id for user_id in sorted(thread.thread_members) if user_id > after][:limit]
    listed: list[dict[str, object]] = []
    guild = call.backend.get_guild(thread.guild_id or 0)
    for user_id in found:
        entry: dict[str, object] = dict(serializers.thread_member_payload(thread, user_id))
        if str(call.params.get("with_member", "")).lower() in ("1", "true") and user_id in guild.members:
            entry["member"] = serializers.member_payload(call.backend, guild, guild.members[user_id])
        listed.append(entry)
    return listed


@route("GET", "/guilds/{guild_id}/threads/active")
def active(call: Call) -> object:
    model = call.backend
    threads = [
        thread
        for thread in model.active_threads(call.int_arg("guild_id"))
        if channel_accessible(model, thread.id, model.bot_user.id)
    ]
    return serializers.thread_list_payload(model, threads)


@route("GET", "/channels/{channel_id}/threads/archived/public")
def archived_public(call: Call) -> object:
    return _archived(call, ChannelType.PUBLIC_THREAD)


@route("GET", "/channels/{channel_id}/threads/archived/private")
def archived_private(call: Call) -> object:
    call.require_channel_permissions(call.int_arg("channel_id"), "manage_threads")
    return _archived(call, ChannelType.PRIVATE_THREAD)


@route("GET", "/channels/{channel_id}/users/@me/threads/archived/private")
def archived_joined(call: Call) -> object:
    return _archived(call, ChannelType.PRIVATE_THREAD, joined=True)


def _archived(call: Call, kind: ChannelType, *, joined: bool = False) -> object:
    """By archive time, newest first; the joined ones by id. `before` is a time or an id."""
    model, me = call.backend, call.backend.bot_user.id
    parent = call.require_channel_permissions(call.int_arg("channel_id"), "read_message_history")
    threads = [
        thread
        for thread in model.channels.values()
        if thread.parent_id == parent.id and thread.type == kind and _archived_at(thread)
    ]
    before = call.params.get("before")
    if joined:
        threads = [thread for thread in threads if me in thread.thread_members]
        threads.sort(key=lambda thread: thread.id, reverse=True)
        if before:
            threads = [thread for thread in threads if thread.id < int(before)]
    else:
        threads.sort(key=_archived_at, reverse=True)
        if before:
            threads = [thread for thread in threads if _archived_at(thread) < str(before)]
    limit = int(call.params.get("limit") or 50)
    return serializers.thread_list_payload(model, threads[:limit], has_more=len(threads) > limit)


def _archived_at(thread: Channel) -> str:
    meta = thread.thread_metadata
    return meta.archive_timestamp if meta is not None and meta.archived else ""
