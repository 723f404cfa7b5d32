"""Messages over REST once they are there: edited, fetched, listed, pinned, their files refreshed.

https://discord.com/developers/docs/resources/message
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from simcord import intents
from simcord.backend import errors
from simcord.backend.access import channel_accessible
from simcord.backend.models import Message
from simcord.http import _helpers
from simcord.http.routes import messages as theirs

from bots.sandbox.discord import refusals
from bots.sandbox.discord.messages import check, payload_of
from bots.sandbox.discord.routing import Call, route


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def edit(call: Call) -> object:
    """Edit the bot's own message; without `allowed_mentions` its mentions are parsed anew."""
    model = call.backend
    message = call.require_message(call.int_arg("channel_id"), call.int_arg("message_id"))
    if message.author_id != model.bot_user.id:
        raise errors.cannot_edit_other_user()
    meta = model.get_channel(message.channel_id).thread_metadata
    if meta is not None and meta.archived:
        raise refusals.thread_archived()
    check(call.body(), call.files, may_be_empty=True)
    changes = _helpers.message_edit_changes(call, message)
    _still_something(message, changes)
    return payload_of(call.world, model.edit_message(message.channel_id, message.id, changes))


def _still_something(message: Message, changes: Mapping[str, Any]) -> None:
    kept = (
        changes.get("content", message.content),
        changes.get("embeds", message.embeds),
        changes.get("components", message.components),
        changes.get("attachments", message.attachments),
        message.stickers,
        message.poll,
        message.snapshots,
    )
    if not any(kept):
        raise refusals.empty_message()


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def fetch(call: Call) -> object:
    message = call.require_message(
        call.int_arg("channel_id"), call.int_arg("message_id"), "read_message_history"
    )
    return _readable(call, message)


@route("GET", "/channels/{channel_id}/messages")
def history(call: Call) -> object:
    """Newest first; `before`, `after` and `around` exclude one another, `limit` is 1 to 100."""
    model = call.backend
    channel = call.require_channel_permissions(call.int_arg("channel_id"))
    limit = int(call.params.get("limit", 50))
    if not 1 <= limit <= 100:
        raise refusals.form("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
    if not channel_accessible(model, channel.id, model.bot_user.id, history=True):
        return []
    seen = [message for message in model.messages[channel.id].values() if not message.is_ephemeral]
    seen.sort(key=lambda message: message.id)
    if "around" in call.params:
        pivot = int(call.params["around"])
        before = [message for message in seen if message.id < pivot]
        after = [message for message in seen if message.id >= pivot]
        half = limit // 2
        chosen = before[-half:] + after[: limit - min(half, len(before))]
    elif "after" in call.params:
        chosen = [message for message in seen if message.id > int(call.params["after"])][:limit]
    else:
        until = int(call.params.get("before", 1 << 63))
        chosen = [message for message in seen if message.id < until][-limit:]
    return [_readable(call, message) for message in reversed(chosen)]


def _readable(call: Call, message: Message) -> dict[str, Any]:
    payload = payload_of(call.world, message)
    if not call.message_content_access:
        intents.censor_message(payload, call.backend.bot_user.id, backend=call.backend)
    return payload


@route("GET", "/channels/{channel_id}/pins")
def pins(call: Call) -> object:
    """The list of before the paged one, which older clients still read."""
    channel = call.require_channel_permissions(call.int_arg("channel_id"), "read_message_history")
    pinned = [each for each in call.backend.messages[channel.id].values() if each.pinned]
    return [_readable(call, message) for message in reversed(pinned)]


route("PUT", "/channels/{channel_id}/pins/{message_id}")(theirs.pin_message)
route("DELETE", "/channels/{channel_id}/pins/{message_id}")(theirs.unpin_message)


@route("POST", "/attachments/refresh-urls")
def refresh(call: Call) -> object:
    """New addresses for expired ones (docs: refresh attachment URLs, undocumented but in use)."""
    refreshed = []
    for url in call.body()["attachment_urls"]:
        path = unquote(str(url).partition("/discord/cdn/")[2].partition("?")[0])
        refreshed.append({"original": url, "refreshed": call.world.cdn.signed(path)})
    return {"refreshed_urls": refreshed}
