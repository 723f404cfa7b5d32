"""Messages over REST: creating them under all of Discord's refusals, nonces, and fresh addresses.

https://discord.com/developers/docs/resources/message
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from simcord.backend import errors, serializers
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel, Message
from simcord.enums import ChannelType
from simcord.http import _helpers

from bots.sandbox.discord import refusals
from bots.sandbox.discord.model import DISCORD_EPOCH, HAS_THREAD
from bots.sandbox.discord.routing import Call, Upload, route
from bots.sandbox.discord.world import World

CONTENT = 2_000
NONCE = 25
FILE_SIZE = 10 * 1024 * 1024
FILES = 10
NO_MESSAGES = frozenset({ChannelType.CATEGORY, ChannelType.FORUM})


@route("POST", "/channels/{channel_id}/messages")
def create(call: Call) -> object:
    """Create a message; with `enforce_nonce`, return the one that already bears the nonce."""
    model, body = call.backend, call.body()
    channel = model.get_channel(call.int_arg("channel_id"))
    permit(call, channel, body)
    check(body, call.files)
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce"):
        known = call.world.nonces.get(str(nonce))
        if known is not None and known[0] > call.world.now:
            _, channel_id, message_id = known
            earlier = model.messages.get(channel_id, {}).get(message_id)
            if earlier is not None:
                return payload_of(call.world, earlier)
    prepared = _helpers.prepare_bot_message(call, channel.id, body=_settled_reply(call, channel, body))
    message = _helpers.commit_bot_message(call, channel.id, prepared, broadcast=False)
    if nonce is not None:
        call.world.nonce_of[message.id] = nonce
        if body.get("enforce_nonce"):
            call.world.remember_nonce(str(nonce), channel.id, message.id)
    return announce(call.world, message)


def announce(world: World, message: Message) -> dict[str, Any]:
    """Tell the sessions of a new message; what they hear is also what the caller is answered."""
    model = world.model
    payload = payload_of(world, message)
    channel = model.get_channel(message.channel_id)
    heard = {**payload, "channel_type": channel.type}
    if channel.guild_id is not None:
        guild = model.get_guild(channel.guild_id)
        if message.author_id in guild.members:
            heard["member"] = serializers.member_payload(
                model, guild, guild.members[message.author_id], with_user=False
            )
    world.typing = [
        each for each in world.typing if (each.channel_id, each.user_id) != (channel.id, message.author_id)
    ]
    model.emit("MESSAGE_CREATE", heard)
    return payload


def payload_of(world: World, message: Message) -> dict[str, Any]:
    """A message as the bot reads it, with its nonce and with addresses good from now on."""
    me = world.model.bot_user.id
    payload: dict[str, Any] = dict(serializers.message_payload(world.model, message, for_user=me))
    payload["nonce"] = world.nonce_of.get(message.id)
    if message.attachments and world.now - made(message) > timedelta(hours=1):
        payload["attachments"] = [
            world.cdn.refreshed(each, message.channel_id) for each in message.attachments
        ]
    if message.flags & HAS_THREAD and message.id in world.model.channels:
        payload["thread"] = world.model.thread_payload(world.model.channels[message.id])
    if message.type == 19:
        payload.setdefault("referenced_message", None)
    return payload


def permit(call: Call, channel: Channel, body: Mapping[str, Any]) -> None:
    """Refuse with 50007, 50001, 50013, 160002 or 160005 what the bot may not send here."""
    model, me = call.backend, call.backend.bot_user.id
    if channel.type == ChannelType.DM:
        for user_id in channel.recipient_ids:
            if model.users[user_id].bot or not call.world.person(user_id).dms_open:
                raise refusals.cannot_message_user()
        return
    needed = ["send_messages_in_threads" if channel.is_thread else "send_messages"]
    if body.get("embeds"):
        needed.append("embed_links")
    if call.files:
        needed.append("attach_files")
    model.require_permissions(channel.guild_id, me, channel.id, *needed)
    if channel.type in NO_MESSAGES:
        raise errors.BackendError(400, 50008, "Cannot send messages in a non-text channel")
    if body.get("message_reference") and not channel_accessible(model, channel.id, me, history=True):
        raise refusals.reply_needs_history()
    meta = channel.thread_metadata
    if meta is not None and meta.locked:
        try:
            model.require_permissions(channel.guild_id, me, channel.id, "manage_threads")
        except errors.BackendError:
            raise refusals.thread_locked() from None


def check(body: Mapping[str, Any], files: list[Upload], *, may_be_empty: bool = False) -> None:
    """Refuse a body by Discord's own form errors: 50035, 50006, 40005."""
    content = body.get("content")
    if content is not None and not isinstance(content, str):
        raise refusals.form("content", "STRING_TYPE_CONVERT", "Could not interpret value as string.")
    if content is not None and len(content) > CONTENT:
        raise refusals.too_long("content", CONTENT)
    if len(str(body.get("nonce") or "")) > NONCE:
        raise refusals.too_long("nonce", NONCE)
    if len(body.get("embeds") or ()) > 10:
        raise refusals.too_long("embeds", 10)
    if len(files) > FILES:
        raise refusals.too_long("attachments", FILES)
    if any(file.size > FILE_SIZE for file in files):
        raise refusals.too_large()
    carries = ("embeds", "embed", "components", "sticker_ids", "poll", "message_reference")
    forwards = (body.get("message_reference") or {}).get("type", 0) == 1
    filled = any(body.get(key) for key in carries if key != "message_reference" or forwards)
    if not (may_be_empty or filled or files or (content or "").strip()):
        raise refusals.empty_message()


def _settled_reply(call: Call, channel: Channel, body: dict[str, Any]) -> dict[str, Any]:
    """Refuse a reply to nothing, or send it as no reply when `fail_if_not_exists` is false."""
    reference = body.get("message_reference")
    if not reference or reference.get("type", 0) == 1:
        return body
    target = call.backend.messages[channel.id].get(int(reference.get("message_id") or 0))
    if target is not None and not target.is_ephemeral:
        return body
    if reference.get("fail_if_not_exists", True):
        raise refusals.unknown_reply()
    return {key: value for key, value in body.items() if key != "message_reference"}


def made(message: Message) -> datetime:
    return DISCORD_EPOCH + timedelta(milliseconds=message.id >> 22)
