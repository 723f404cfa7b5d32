"""Looking at chats and what is pinned in them, https://core.telegram.org/bots/api#getchat."""

import base64

from bots.sandbox.telegram.files import file_id, media_json
from bots.sandbox.telegram.model import Chat
from bots.sandbox.telegram.posting import Draft, post
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import PERMISSIONS, demand, reachable, readable
from bots.sandbox.telegram.wire import chat_json, message_json

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


@method("getChat")
def get_chat(call: Call) -> object:
    chat = readable(call.world, call.bot, call.arguments.text("chat_id"))
    body: Wire = chat_json(chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if chat.username or (chat.user is not None and chat.user.username):
        body["active_usernames"] = [chat.username or (chat.user.username if chat.user else "")]
    if chat.kind in {"group", "supergroup"}:
        body["permissions"] = {each: each in chat.permissions for each in PERMISSIONS}
    if chat.picture is not None:
        ids = {"file_id": file_id(chat.picture, call.bot), "file_unique_id": chat.picture.unique_id}
        body["photo"] = {f"{size}_{name}": each for size in ("small", "big") for name, each in ids.items()}
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        body["pinned_message"] = message_json(pinned, call.bot, with_reply=False)
    return body


@method("getUserProfilePhotos")
def get_user_profile_photos(call: Call) -> object:
    user = call.world.users.get(call.arguments.integer("user_id"))
    if user is None:
        raise bad_request("user not found")
    if user.picture is None:
        return {"total_count": 0, "photos": []}
    return {"total_count": 1, "photos": [media_json(user.picture, call.bot)["photo"]]}


@method("exportChatInviteLink")
def export_chat_invite_link(call: Call) -> object:
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    demand(chat, call.bot, "can_invite_users", "manage chat invite link")
    seed = f"{chat.id}.{call.bot.id}.{call.world.number()}".encode()
    return f"https://t.me/+{base64.urlsafe_b64encode(seed).decode().rstrip('=')[-16:]}"


@method("pinChatMessage")
def pin_chat_message(call: Call) -> object:
    chat = _pinnable(call)
    message = chat.messages.get(call.arguments.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if message.service:
        raise bad_request("message can't be pinned")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    pinned: Wire = {"pinned_message": message_json(message, call.bot, with_reply=False)}
    post(call.world, chat, call.bot, Draft(extra=pinned, service="pinned_message", thread=message.thread))
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> object:
    """The message named, else the latest pinned."""
    chat = _pinnable(call)
    number = call.arguments.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    call.world.publish("pinned", chat)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> object:
    chat = _pinnable(call)
    chat.pinned.clear()
    call.world.publish("pinned", chat)
    return True


def _pinnable(call: Call) -> Chat:
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    if chat.kind != "private":
        right = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
        demand(chat, call.bot, right, "manage pinned messages in the chat")
    return chat
