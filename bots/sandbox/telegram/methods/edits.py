"""Changing and deleting what was sent, https://core.telegram.org/bots/api#updating-messages."""

from bots.sandbox.telegram.entities.given import given_caption, given_text
from bots.sandbox.telegram.markup import given_markup
from bots.sandbox.telegram.methods.media import given_media
from bots.sandbox.telegram.model import Message
from bots.sandbox.telegram.posting import remove
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import holds, reachable
from bots.sandbox.telegram.wire import message_json

DELETABLE_SECONDS = 48 * 3600
"""https://core.telegram.org/bots/api#deletemessage"""
MOST = 100
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method("editMessageText")
def edit_message_text(call: Call) -> object:
    message = _editable(call)
    formatted = given_text(call.arguments)
    markup = given_markup(call.arguments)
    if message.captioned or not message.text:
        raise bad_request("there is no text in the message to edit")
    if (message.text, message.entities, message.markup) == (formatted.text, formatted.entities, markup):
        raise bad_request(SAME)
    message.text, message.entities, message.markup = formatted.text, formatted.entities, markup
    return _changed(call, message)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> object:
    message = _editable(call)
    formatted = given_caption(call.arguments)
    markup = given_markup(call.arguments)
    if not message.captioned:
        raise bad_request("there is no caption in the message to edit")
    if (message.text, message.entities, message.markup) == (formatted.text, formatted.entities, markup):
        raise bad_request(SAME)
    message.text, message.entities, message.markup = formatted.text, formatted.entities, markup
    return _changed(call, message)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> object:
    message = _editable(call)
    markup = given_markup(call.arguments)
    if message.markup == markup:
        raise bad_request(SAME)
    message.markup = markup
    return _changed(call, message)


@method("editMessageMedia")
def edit_message_media(call: Call) -> object:
    message = _editable(call)
    media = call.arguments.mapping("media", "can't parse input media JSON object")
    if media is None:
        raise bad_request("input media is not specified")
    if message.service or (not message.captioned and message.extra):
        raise bad_request("message can't be edited")
    file, formatted = given_media(call, media)
    message.file, message.text, message.entities = file, formatted.text, formatted.entities
    message.markup = given_markup(call.arguments)
    return _changed(call, message)


def _editable(call: Call) -> Message:
    arguments = call.arguments
    if not arguments.has("chat_id") and not arguments.has("message_id"):
        raise bad_request("message identifier is not specified")
    chat = reachable(call.world, call.bot, arguments.text("chat_id"))
    message = chat.messages.get(arguments.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not _may_edit(call, message) or message.service or message.forward is not None:
        raise bad_request("message can't be edited")
    return message


def _may_edit(call: Call, message: Message) -> bool:
    """Its own messages; in a channel those too need a right: github.com/tdlib/td, `can_edit_message`."""
    mine = message.sender is call.bot
    if message.chat.kind != "channel":
        return mine
    number = call.bot.id
    edits = holds(message.chat, number, "can_edit_messages")
    return edits or (mine and holds(message.chat, number, "can_post_messages"))


def _changed(call: Call, message: Message) -> Wire:
    message.edited = int(call.world.now())
    call.world.publish("edited", message.chat)
    return message_json(message, call.bot)


@method("deleteMessage")
def delete_message(call: Call) -> object:
    arguments = call.arguments
    if not arguments.has("chat_id"):
        raise bad_request("chat identifier is not specified")
    number = arguments.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    chat = reachable(call.world, call.bot, arguments.text("chat_id"))
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    _demand_deletable(call, message)
    remove(call.world, message)
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> object:
    """Up to a hundred at once; those that are not there are skipped."""
    listed = call.arguments.sequence("message_ids", "can't parse message identifiers JSON object") or []
    if not listed:
        raise bad_request("message identifiers are not specified")
    if len(listed) > MOST:
        raise bad_request("too many message identifiers specified")
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    numbers = [each for each in listed if isinstance(each, int)]
    messages = [chat.messages[each] for each in dict.fromkeys(numbers) if each in chat.messages]
    for message in messages:
        _demand_deletable(call, message)
    for message in messages:
        remove(call.world, message)
    return True


def _demand_deletable(call: Call, message: Message) -> None:
    chat = message.chat
    mine = message.sender is call.bot or chat.bot is not None
    if chat.kind == "channel":
        mine = mine and holds(chat, call.bot.id, "can_post_messages")
    allowed = mine or holds(chat, call.bot.id, "can_delete_messages")
    if not allowed or call.world.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted")
