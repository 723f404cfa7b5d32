"""What one user's client shows: places, messages, open modals, interactions, who types."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel, Interaction, Message, ResponseKind
from simcord.enums import InteractionType

from bots.sandbox.discord.markdown import as_html
from bots.sandbox.discord.messages import payload_of
from bots.sandbox.discord.mistakes import Mistake
from bots.sandbox.discord.world import World

TYPES = {
    0: "text",
    1: "dm",
    2: "voice",
    4: "category",
    5: "announcement",
    11: "thread",
    12: "private_thread",
    13: "stage",
    15: "forum",
}


NOTICES = {
    1: "added {who} to the thread",
    2: "removed {who} from the thread",
    4: "changed the name: {content}",
    6: "pinned a message",
    7: "joined the server",
    18: "started a thread: {content}",
    21: "started this thread from a message",
}


@dataclass(frozen=True, slots=True)
class Looking:
    """At what: one channel or all, messages after one, the latest so many of each channel."""

    channel: int | None = None
    after: int = 0
    limit: int | None = None


def view(world: World, user_id: int, at: Looking) -> dict[str, Any]:
    """Everything this user may see of what is looked at."""
    model = world.model
    if user_id not in model.users:
        raise Mistake("there is no such user", 404)
    guilds = [guild for guild in model.guilds.values() if user_id in guild.members]
    looked_at = [model.channels[at.channel]] if at.channel in model.channels else []
    if at.channel is None:
        looked_at = list(model.channels.values())
    places = [channel for channel in looked_at if channel_accessible(model, channel.id, user_id)]
    return {
        "user": _author(world, user_id),
        "guilds": [
            {
                "id": str(guild.id),
                "name": guild.name,
                "channels": [_place(world, each) for each in places if each.guild_id == guild.id],
            }
            for guild in guilds
        ],
        "dms": [_place(world, each) for each in places if each.guild_id is None],
        "messages": {
            str(channel.id): [_message(world, message) for message in _visible(world, channel, user_id, at)]
            for channel in places
        },
        "modals": [
            {
                "id": str(record.id),
                "channel": str(record.channel_id),
                "title": record.modal["title"],
                "custom_id": record.modal["custom_id"],
                "components": record.modal["components"],
            }
            for record in _interactions(world, user_id)
            if record.modal is not None and not record.modal_consumed and not _expired(world, record)
        ],
        "interactions": [
            {"id": str(record.id), "channel": str(record.channel_id), "state": state(world, record)}
            for record in _interactions(world, user_id)
            if record.type != InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE
        ],
        "typing": [
            {"channel": str(each.channel_id), "user": _author(world, each.user_id)}
            for each in world.typing
            if each.until > world.now
            and each.user_id != user_id
            and channel_accessible(model, each.channel_id, user_id)
        ],
    }


def _visible(world: World, channel: Channel, user_id: int, at: Looking) -> list[Message]:
    """In order of time; walked from the end, so that following a long channel stays cheap."""
    found: list[Message] = []
    for message in reversed(world.model.messages[channel.id].values()):
        if message.id <= at.after or (at.limit is not None and len(found) >= at.limit):
            break
        if message.visible_to(user_id):
            found.append(message)
    return found[::-1]


def state(world: World, record: Interaction) -> str:
    """Pending for three seconds, then failed; deferred for fifteen minutes, then failed; or answered."""
    now = world.model.now_iso()
    if not record.responded:
        return "pending" if now < (record.initial_response_deadline or "") else "failed"
    if record.response_kind == ResponseKind.DEFERRED:
        return "failed" if _expired(world, record) else "deferred"
    return "answered"


def _expired(world: World, record: Interaction) -> bool:
    return record.expires_at is not None and world.model.now_iso() >= record.expires_at


def _interactions(world: World, user_id: int) -> Iterator[Interaction]:
    return iter(world.started.get(user_id, ()))


def _author(world: World, user_id: int) -> dict[str, Any]:
    user = world.model.users[user_id]
    return {"id": str(user.id), "name": user.global_name or user.name, "bot": user.bot}


def _place(world: World, channel: Channel) -> dict[str, Any]:
    meta = channel.thread_metadata
    place: dict[str, Any] = {
        "id": str(channel.id),
        "name": channel.name,
        "type": TYPES.get(channel.type, str(channel.type)),
        "parent": str(channel.parent_id) if channel.parent_id else None,
        "archived": meta is not None and meta.archived,
        "locked": meta is not None and meta.locked,
        "tags": [],
    }
    if channel.is_thread:
        forum = world.model.channels.get(channel.parent_id or 0)
        names = {str(tag["id"]): tag["name"] for tag in forum.available_tags} if forum else {}
        place["tags"] = [names.get(str(tag), str(tag)) for tag in channel.applied_tags]
        place["members"] = [str(user_id) for user_id in channel.thread_members]
    elif channel.guild_id is None:
        place["name"] = world.model.bot_user.name
    elif channel.available_tags:
        place["tags"] = [tag["name"] for tag in channel.available_tags]
    return place


def _message(world: World, message: Message) -> dict[str, Any]:
    payload = payload_of(world, message)
    author = _author(world, message.author_id)
    if message.author_name is not None:
        author["name"] = message.author_name
    reference = payload.get("message_reference") or {}
    pinged = [str(each) for each in (*message.ping_user_ids, *message.ping_role_ids)]
    return {
        "id": str(message.id),
        "author": author,
        "content": message.content,
        "html": as_html(world.model, message.content),
        "embeds": message.embeds,
        "components": message.components,
        "attachments": [
            {
                "id": each["id"],
                "name": each["filename"],
                "size": each["size"],
                "url": each["url"],
                "mime": each.get("content_type"),
            }
            for each in payload["attachments"]
        ],
        "reply_to": reference.get("message_id") if reference.get("type", 0) == 0 else None,
        "reactions": [
            {"emoji": each.emoji, "users": [str(user_id) for user_id in each.user_ids]}
            for each in message.reactions
        ],
        "edited": message.edited_timestamp,
        "timestamp": message.timestamp,
        "ephemeral": message.is_ephemeral,
        "pinned": message.pinned,
        "type": message.type,
        "notice": _notice(world, message),
        "flags": message.flags,
        "pinged": [*pinged, *(["everyone"] if message.mention_everyone else [])],
    }


def _notice(world: World, message: Message) -> str | None:
    """What a system message says, which Discord leaves to the client; None for a person's message."""
    if message.type not in NOTICES:
        return None
    meta = message.system_metadata
    who = _author(world, meta.recipient_id)["name"] if meta is not None and meta.recipient_id else ""
    return NOTICES[message.type].format(who=who, content=message.content)
