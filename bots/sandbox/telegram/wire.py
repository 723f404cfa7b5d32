"""State as the Bot API's JSON, https://core.telegram.org/bots/api#available-types."""

from bots.sandbox.telegram.files import media_json
from bots.sandbox.telegram.model import Bot, Chat, Member, Message, User
from bots.sandbox.telegram.refusals import Wire
from bots.sandbox.telegram.rights import ADMIN_RIGHTS, CHANNEL_RIGHTS, PERMISSIONS

ANONYMOUS: Wire = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL: Wire = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
"""Who is named as the sender when a group or a channel speaks: made-up bots with these ids."""


def user_json(person: User | Bot) -> Wire:
    if isinstance(person, Bot):
        name = person.names.get("") or person.name
        return {"id": person.id, "is_bot": True, "first_name": name, "username": person.username}
    body: Wire = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    if person.last_name:
        body["last_name"] = person.last_name
    if person.username:
        body["username"] = person.username
    if person.language_code:
        body["language_code"] = person.language_code
    return body


def chat_json(chat: Chat) -> Wire:
    if chat.user is not None:
        body: Wire = {"id": chat.user.id, "first_name": chat.user.first_name, "type": "private"}
        if chat.user.last_name:
            body["last_name"] = chat.user.last_name
        if chat.user.username:
            body["username"] = chat.user.username
        return body
    body = {"id": chat.id, "title": chat.title, "type": chat.kind}
    if chat.username:
        body["username"] = chat.username
    if chat.forum:
        body["is_forum"] = True
    return body


def message_json(message: Message, bot: Bot, *, with_reply: bool = True) -> Wire:
    """The message as `bot` sees it; a replied message carries no reply of its own."""
    body: Wire = {
        "message_id": message.id,
        "from": user_json(message.sender),
        "chat": chat_json(message.chat),
        "date": message.date,
    }
    if message.sender_chat is not None:
        _sent_as_chat(message, body)
    elif message.chat.kind == "supergroup" and (tag := _tag(message.chat.member(message.sender.id))):
        body["sender_tag"] = tag
    if message.thread:
        body["message_thread_id"] = message.thread
        body["is_topic_message"] = True
    if message.edited:
        body["edit_date"] = message.edited
    if message.forward is not None:
        body["forward_origin"] = message.forward
    replied = _replied(message) if with_reply else None
    if replied is not None:
        body["reply_to_message"] = message_json(replied, bot, with_reply=False)
    if message.group:
        body["media_group_id"] = message.group
    if message.protected:
        body["has_protected_content"] = True
    _content(message, bot, body)
    if message.markup is not None and "inline_keyboard" in message.markup:
        body["reply_markup"] = message.markup
    return body


def _replied(message: Message) -> Message | None:
    """What the message replies to; in a topic, failing that, the message that opened the topic."""
    replied = message.reply_to
    if replied is not None and not replied.deleted:
        return replied
    return message.chat.messages.get(message.thread) if message.thread not in {0, message.id} else None


def _sent_as_chat(message: Message, body: Wire) -> None:
    channel = message.sender_chat
    if message.chat.kind == "channel":
        # Posts have no other sender: https://core.telegram.org/bots/api#message (`from`).
        del body["from"]
        body["sender_chat"] = chat_json(message.chat)
    elif channel is None or channel.id == message.chat.id:
        body["from"] = ANONYMOUS
        body["sender_chat"] = chat_json(message.chat)
    else:
        body["from"] = CHANNEL
        body["sender_chat"] = {"id": channel.id, "title": channel.title, "type": "channel"}


def _content(message: Message, bot: Bot, body: Wire) -> None:
    if message.extra:
        body.update(message.extra)
    if message.file is not None:
        body.update(media_json(message.file, bot))
        if message.text:
            body["caption"] = message.text
        if message.entities:
            body["caption_entities"] = message.entities
        if message.has_spoiler:
            body["has_media_spoiler"] = True
    elif message.text:
        body["text"] = message.text
        if message.entities:
            body["entities"] = message.entities
        if message.preview is not None:
            body["link_preview_options"] = message.preview


def _tag(member: Member) -> str:
    """An administrator's title, or another member's tag: https://core.telegram.org/bots/api#message (`sender_tag`)."""
    return member.title if member.governs else member.tag


def member_json(member: Member, person: User | Bot, chat: Chat | None = None) -> Wire:
    """One of the six ChatMember types, by status; each of its required fields is there."""
    rights = CHANNEL_RIGHTS if chat is not None and chat.kind == "channel" else ADMIN_RIGHTS
    body: Wire = {"status": member.status, "user": user_json(person)}
    match member.status:
        case "creator":
            body["is_anonymous"] = "is_anonymous" in member.rights
        case "administrator":
            body |= {"can_be_edited": False, "is_anonymous": "is_anonymous" in member.rights}
            body |= {right: right in member.rights for right in rights}
        case "restricted":
            body |= {"is_member": True, "until_date": member.until}
            body |= {permission: permission in member.permissions for permission in PERMISSIONS}
        case "kicked":
            body["until_date"] = member.until
        case "member" if member.until:
            body["until_date"] = member.until
        case _:
            pass
    if member.title and member.governs:
        body["custom_title"] = member.title
    if member.tag and not member.governs:
        body["tag"] = member.tag
    return body
