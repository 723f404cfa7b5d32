"""What users do without starting an interaction: write, edit, react, type, come and go."""

import base64
from collections.abc import Mapping
from typing import Any

from simcord.backend import serializers
from simcord.backend.access import reaction_permissions
from simcord.backend.errors import BackendError
from simcord.backend.models import Channel, Message
from simcord.enums import ChannelType

from bots.sandbox.discord.gestures import seen_message
from bots.sandbox.discord.messages import announce
from bots.sandbox.discord.mistakes import Mistake, see
from bots.sandbox.discord.world import World

Asked = Mapping[str, Any]


def dm(world: World, user_id: int, _asked: Asked) -> Asked:
    """Open the direct channel with the bot."""
    return {"channel": str(world.model.get_dm_channel(user_id).id)}


def send(world: World, user_id: int, asked: Asked) -> Asked:
    """`{channel, text?, reply_to?, files?, embeds?, components?, forwarded?}`; `forwarded` are words from elsewhere."""
    channel = see(world, user_id, asked["channel"])
    _may_write(world, user_id, channel)
    files = asked.get("files") or []
    reference = None
    if asked.get("reply_to"):
        target = seen_message(world, user_id, channel, asked["reply_to"])
        reference = {"channel_id": str(channel.id), "message_id": str(target.id)}
    attachments = []
    for file in files:
        data = base64.b64decode(file["base64"])
        kept = world.cdn.store_attachment(world.model.snowflake(), channel.id, file["name"], data, None)
        attachments.append({**kept, "content_type": file.get("mime") or kept["content_type"]})
    message = world.model.create_message(
        channel.id,
        user_id,
        str(asked.get("text") or asked.get("forwarded") or ""),
        reference=reference,
        attachments=attachments,
        embeds=asked.get("embeds"),
        components=asked.get("components"),
        broadcast=False,
    )
    if asked.get("forwarded"):
        _forwarded(world, message, str(asked["forwarded"]))
    if message.id not in world.model.messages[channel.id]:
        raise Mistake("the server's automatic moderation blocked the message", 403)
    announce(world, message)
    return {"message": str(message.id)}


def webhook(world: World, user_id: int, asked: Asked) -> Asked:
    """`{channel, name, text?, embeds?, components?}`: posted by an incoming webhook, whose id plays the user's."""
    channel = world.model.get_channel(int(asked["channel"]))
    message = world.model.create_message(
        channel.id,
        user_id,
        str(asked.get("text") or ""),
        embeds=asked.get("embeds"),
        components=asked.get("components"),
        webhook_id=user_id,
        author_name=str(asked["name"]),
        broadcast=False,
    )
    announce(world, message)
    return {"message": str(message.id)}


def _forwarded(world: World, message: Message, words: str) -> None:
    """https://discord.com/developers/docs/resources/message#message-reference-types: a snapshot, and no author."""
    message.content = ""
    message.reference = {"type": 1, "channel_id": str(message.channel_id), "message_id": str(message.id - 1)}
    now = world.model.now_iso()
    empty: dict[str, Any] = {"attachments": [], "embeds": [], "mentions": [], "mention_roles": []}
    snapshot = {"type": 0, "content": words, "timestamp": now, "edited_timestamp": None, "flags": 0}
    message.snapshots = [{"message": {**snapshot, **empty}}]


def edit(world: World, user_id: int, asked: Asked) -> Asked:
    message = _own(world, user_id, asked)
    world.model.edit_message(message.channel_id, message.id, {"content": str(asked["text"])})
    return {}


def delete(world: World, user_id: int, asked: Asked) -> Asked:
    """One's own message, anybody's with `manage_messages`; an ephemeral one is only dismissed."""
    channel = see(world, user_id, asked["channel"])
    message = seen_message(world, user_id, channel, asked["message"])
    if message.author_id != user_id and not message.is_ephemeral:
        _need(world, user_id, channel, "manage_messages")
    world.model.delete_message(channel.id, message.id)
    world.publish("message_delete", channel.id)
    return {}


def react(world: World, user_id: int, asked: Asked) -> Asked:
    channel = see(world, user_id, asked["channel"])
    message = seen_message(world, user_id, channel, asked["message"])
    emoji, add = str(asked["emoji"]), not asked.get("remove")
    if channel.guild_id is not None:
        _need(world, user_id, channel, *reaction_permissions(message, emoji, reacted=add))
    world.model.set_reaction(channel.id, message.id, emoji, user_id, add)
    return {}


def typing(world: World, user_id: int, asked: Asked) -> Asked:
    channel = see(world, user_id, asked["channel"])
    payload: dict[str, Any] = {
        "channel_id": str(channel.id),
        "user_id": str(user_id),
        "timestamp": int(world.now.timestamp()),
    }
    if channel.guild_id is not None:
        guild = world.model.get_guild(channel.guild_id)
        payload["guild_id"] = str(guild.id)
        payload["member"] = serializers.member_payload(world.model, guild, guild.members[user_id])
    world.types(channel.id, user_id)
    world.model.emit("TYPING_START", payload)
    return {}


def close_dms(world: World, user_id: int, _asked: Asked) -> Asked:
    world.person(user_id).dms_open = False
    return {}


def open_dms(world: World, user_id: int, _asked: Asked) -> Asked:
    world.person(user_id).dms_open = True
    return {}


def leave(world: World, user_id: int, asked: Asked) -> Asked:
    """Leave a server; for the bot's own id: it is removed, and hears of the server no more."""
    guild_id = int(asked["guild"])
    if user_id == world.model.bot_user.id:
        with world.model.silence():
            world.model.remove_member(guild_id, user_id)
        world.model.emit("GUILD_DELETE", {"id": str(guild_id)})
    else:
        world.model.remove_member(guild_id, user_id)
    return {}


def join(world: World, user_id: int, asked: Asked) -> Asked:
    """Enter a server; for the bot's own id: it is invited again, with the role it had."""
    guild = world.model.get_guild(int(asked["guild"]))
    if user_id in guild.bans:
        raise Mistake("this user is banned there", 403)
    if user_id in guild.members:
        return {}
    if user_id == world.model.bot_user.id:
        own = [role.id for role in guild.roles.values() if role.managed]
        world.model.add_member(guild.id, user_id, roles=own)
        world.model.emit("GUILD_CREATE", {"id": str(guild.id)})
    else:
        world.model.add_member(guild.id, user_id, announce=True)
    return {}


def nickname(world: World, user_id: int, asked: Asked) -> Asked:
    """`{guild, nick}`: go by another name on a server; an empty one takes it back."""
    guild = world.model.get_guild(int(asked["guild"]))
    if user_id not in guild.members:
        raise Mistake("this user is not in that server", 404)
    world.model.edit_member(guild.id, user_id, {"nick": str(asked["nick"]) or None})
    return {}


def picture(world: World, user_id: int, asked: Asked) -> Asked:
    """`{base64, guild?}`: have another profile picture, everywhere or on one server; an empty one takes it back."""
    data = base64.b64decode(asked["base64"])
    if asked.get("guild"):
        guild = world.model.get_guild(int(asked["guild"]))
        folder = f"guilds/{guild.id}/users/{user_id}/avatars"
        guild.members[user_id].avatar = world.cdn.store_picture(folder, data) if data else None
    else:
        folder = f"avatars/{user_id}"
        world.model.users[user_id].avatar = world.cdn.store_picture(folder, data) if data else None
    for guild in world.model.guilds.values():
        if user_id in guild.members:
            world.model.announce_member_update(guild.id, user_id)
    return {}


def delete_channel(world: World, user_id: int, asked: Asked) -> Asked:
    channel = see(world, user_id, asked["channel"])
    _need(world, user_id, channel, "manage_threads" if channel.is_thread else "manage_channels")
    world.model.delete_channel(channel.id)
    return {}


def leave_thread(world: World, user_id: int, asked: Asked) -> Asked:
    """`{channel}`: whoever is not let in again does not see a private one any more."""
    thread = see(world, user_id, asked["channel"])
    if user_id not in thread.thread_members:
        raise Mistake("this user is not in that thread", 404)
    world.model.remove_thread_member(thread.id, user_id)
    return {}


def archive_thread(world: World, user_id: int, asked: Asked) -> Asked:
    """`{channel, archived?: true, locked?}`: by its owner, or with `manage_threads`."""
    thread = see(world, user_id, asked["channel"])
    if thread.thread_metadata is None:
        raise Mistake("that channel is no thread")
    if thread.owner_id != user_id or "locked" in asked:
        _need(world, user_id, thread, "manage_threads")
    changes = {"archived": bool(asked.get("archived", True)), "archive_timestamp": world.model.now_iso()}
    if "locked" in asked:
        changes["locked"] = bool(asked["locked"])
    world.model.edit_channel(thread.id, {}, thread_metadata=changes)
    return {}


def thread(world: World, user_id: int, asked: Asked) -> Asked:
    """`{channel, name, text?, message?, private?, tags?}`: start a thread, or post in a forum."""
    channel = see(world, user_id, asked["channel"])
    model, text = world.model, str(asked.get("text") or "")
    origin = seen_message(world, user_id, channel, asked["message"]).id if asked.get("message") else None
    if channel.type == ChannelType.FORUM:
        _need(world, user_id, channel, "send_messages")
        ids = {tag["name"]: int(tag["id"]) for tag in channel.available_tags}
        tags = [ids[tag] if tag in ids else int(tag) for tag in asked.get("tags") or []]
        made = model.create_thread(channel.id, asked["name"], user_id, applied_tags=tags, broadcast=False)
        model.announce_thread_create(made)
    else:
        private = bool(asked.get("private"))
        _need(world, user_id, channel, "create_private_threads" if private else "create_public_threads")
        kind = ChannelType.PRIVATE_THREAD if private else ChannelType.PUBLIC_THREAD
        made = model.create_thread(channel.id, asked["name"], user_id, type=kind, message_id=origin)
    said: Asked = {"channel": str(made.id)}
    if not text:
        return said
    message = model.prepare_message(made.id, user_id, text)
    if channel.type == ChannelType.FORUM:
        message.id = made.id
    announce(world, model.commit_message(message, broadcast=False))
    return {**said, "message": str(message.id)}


def dismiss(world: World, user_id: int, asked: Asked) -> Asked:
    """Close an open modal without sending it."""
    record = world.model.interactions.get(int(asked["modal"]))
    if record is None or record.user_id != user_id or record.modal is None:
        raise Mistake("there is no such open modal", 404)
    record.modal_consumed = True
    world.publish("modal_dismissed", record.channel_id)
    return {}


def _own(world: World, user_id: int, asked: Asked) -> Message:
    channel = see(world, user_id, asked["channel"])
    message = seen_message(world, user_id, channel, asked["message"])
    if message.author_id != user_id:
        raise Mistake("users edit only their own messages", 403)
    return message


def _need(world: World, user_id: int, channel: Channel, *names: str) -> None:
    try:
        world.model.require_permissions(channel.guild_id, user_id, channel.id, *names)
    except BackendError:
        raise Mistake(f"this user lacks one of {', '.join(names)} here", 403) from None


def _may_write(world: World, user_id: int, channel: Channel) -> None:
    if channel.type in (ChannelType.FORUM, ChannelType.CATEGORY):
        raise Mistake("nobody writes in a category or directly in a forum")
    if channel.guild_id is None:
        return
    _need(world, user_id, channel, "send_messages_in_threads" if channel.is_thread else "send_messages")
    if channel.thread_metadata is not None and channel.thread_metadata.locked:
        _need(world, user_id, channel, "manage_threads")
