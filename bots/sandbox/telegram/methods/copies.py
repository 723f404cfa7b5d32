"""Copying and forwarding, https://core.telegram.org/bots/api#forwardmessage."""

from bots.sandbox.telegram.entities.given import given_caption
from bots.sandbox.telegram.model import Message
from bots.sandbox.telegram.posting import Draft
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import readable
from bots.sandbox.telegram.sending import send, send_message, target
from bots.sandbox.telegram.wire import user_json

MOST = 100


@method("forwardMessage")
def forward_message(call: Call) -> object:
    goal = target(call)
    message = _source(call, call.arguments.integer("message_id"), "forward")
    if message is None:
        raise bad_request("message to forward not found")
    return send(call, goal, _forwarded(message))


@method("forwardMessages")
def forward_messages(call: Call) -> object:
    """Those that are not there are skipped."""
    goal = target(call)
    found = [_source(call, number, "forward") for number in _numbers(call)]
    drafts = [_forwarded(message) for message in found if message is not None]
    return [{"message_id": send_message(call, goal, draft).id} for draft in drafts]


@method("copyMessage")
def copy_message(call: Call) -> object:
    goal = target(call)
    message = _source(call, call.arguments.integer("message_id"), "copy")
    if message is None:
        raise bad_request("message to copy not found")
    draft = _copied(message)
    if "caption" in call.arguments.values and message.captioned:
        formatted = given_caption(call.arguments)
        draft.text, draft.entities = formatted.text, formatted.entities
    return {"message_id": send_message(call, goal, draft).id}


@method("copyMessages")
def copy_messages(call: Call) -> object:
    """Those that are not there are skipped."""
    goal = target(call)
    found = [_source(call, number, "copy") for number in _numbers(call)]
    drafts = [_copied(message) for message in found if message is not None]
    return [{"message_id": send_message(call, goal, draft).id} for draft in drafts]


def _numbers(call: Call) -> list[int]:
    listed = call.arguments.sequence("message_ids", "can't parse message identifiers JSON object") or []
    if not listed:
        raise bad_request("message identifiers are not specified")
    if len(listed) > MOST:
        raise bad_request("too many message identifiers specified")
    return [number for number in listed if isinstance(number, int)]


def _source(call: Call, number: int, purpose: str) -> Message | None:
    if not call.arguments.has("from_chat_id"):
        raise bad_request('parameter "from_chat_id" is required')
    chat = readable(call.world, call.bot, call.arguments.text("from_chat_id"))
    message = chat.messages.get(number)
    if message is not None and (message.service or message.protected):
        raise bad_request(f"message can't be {'copied' if purpose == 'copy' else 'forwarded'}")
    return message


def _copied(message: Message) -> Draft:
    return Draft(
        text=message.text,
        entities=message.entities,
        file=message.file,
        extra=message.extra,
        has_spoiler=message.has_spoiler,
    )


def _forwarded(message: Message) -> Draft:
    draft = _copied(message)
    origin: Wire = {"type": "user", "date": message.date, "sender_user": user_json(message.sender)}
    draft.forward = message.forward or origin
    return draft
