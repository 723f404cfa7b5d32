"""Answers to interactions: the callback within three seconds, and the token's fifteen minutes after.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from typing import Any

from simcord.backend import errors
from simcord.backend.models import Interaction
from simcord.enums import CallbackType, InteractionType
from simcord.http.routes import interactions as theirs

from bots.sandbox.discord import refusals
from bots.sandbox.discord.messages import check
from bots.sandbox.discord.routing import Call, route

CHOICES = 25
MODAL_FORBIDDEN = frozenset(
    {InteractionType.MODAL_SUBMIT, InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, InteractionType.PING}
)


@route("POST", "/interactions/{interaction_id}/{token}/callback")
def callback(call: Call) -> object:
    """The first answer: 10062 when late or unknown, 40060 when it was answered, else as simcord."""
    record = call.backend.interactions.get(call.int_arg("interaction_id"))
    body = call.body()
    kind, data = body.get("type"), body.get("data") or {}
    if record is not None and not record.responded:
        if kind == CallbackType.MODAL and record.type in MODAL_FORBIDDEN:
            raise refusals.modal_out_of_place()
        if kind == CallbackType.APPLICATION_COMMAND_AUTOCOMPLETE_RESULT and (
            record.type != InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE
        ):
            raise refusals.form("type", "INTERACTION_RESPONSE_TYPE_INVALID", "Not an autocomplete.")
        if len(data.get("choices") or ()) > CHOICES:
            raise refusals.too_long("data.choices", CHOICES)
        if kind == CallbackType.CHANNEL_MESSAGE_WITH_SOURCE:
            check(data, call.files)
        elif kind == CallbackType.UPDATE_MESSAGE:
            check(data, call.files, may_be_empty=True)
    answer = theirs.interaction_callback(call)
    if record is not None:
        call.world.publish("interaction_answered", record.channel_id)
    wanted = str(call.params.get("with_response", "")).lower() in ("1", "true")
    return answer if wanted else None


@route("POST", "/webhooks/{webhook_id}/{token}")
def follow_up(call: Call) -> object:
    """A further message, or the first one after a defer; or a channel webhook's message."""
    check(call.body(), call.files)
    record = _record(call)
    answer: Any = theirs.execute_webhook(call)
    if record is not None:
        call.world.publish("interaction_message", record.channel_id)
    elif str(call.params.get("wait", "")).lower() not in ("1", "true"):
        return None
    return answer


@route("PATCH", "/webhooks/{webhook_id}/{token}/messages/@original")
def edit_original(call: Call) -> object:
    """What fills a deferred answer is that answer, and does not count as edited."""
    record = _record(call)
    first = record is not None and record.loading
    answer = _changed(call, theirs.edit_original_response)
    if record is None or record.message_id is None or not first:
        return answer
    message = call.backend.get_message(record.channel_id, record.message_id)
    message.edited_timestamp = None
    return {**answer, "edited_timestamp": None} if isinstance(answer, dict) else answer


@route("DELETE", "/webhooks/{webhook_id}/{token}/messages/@original")
def delete_original(call: Call) -> object:
    """A deferred answer that is taken away is no longer waited for."""
    record = _record(call)
    answer = _changed(call, theirs.delete_original_response)
    if record is not None and record.loading:
        record.complete_deferred()
    return answer


@route("PATCH", "/webhooks/{webhook_id}/{token}/messages/{message_id}")
def edit_message(call: Call) -> object:
    return _changed(call, theirs.edit_followup)


@route("DELETE", "/webhooks/{webhook_id}/{token}/messages/{message_id}")
def delete_message(call: Call) -> object:
    return _changed(call, theirs.delete_followup)


def _changed(call: Call, act: Any) -> object:
    check(call.body(), call.files, may_be_empty=True)
    record = _record(call)
    answer: object = act(call)
    if record is not None:
        call.world.publish("interaction_message", record.channel_id)
    return answer


def _record(call: Call) -> Interaction | None:
    """The interaction behind a token; 10015 before its callback and after its fifteen minutes."""
    if call.args["token"] not in call.backend.interaction_tokens:
        return None
    record = call.backend.interaction_by_token(call.args["token"])
    if not record.responded:
        raise errors.unknown_webhook()
    return record
