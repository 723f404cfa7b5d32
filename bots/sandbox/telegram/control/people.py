"""What a person does in the app: starting a bot, writing, editing, pressing, reacting, blocking."""

import base64
import re

from bots.sandbox.telegram.control.asked import Asked
from bots.sandbox.telegram.control.enclosed import enclosed, extras
from bots.sandbox.telegram.control.settling import someone
from bots.sandbox.telegram.entities.given import placed
from bots.sandbox.telegram.entities.spans import TEXT_LIMIT, Formatted, detected, length, trimmed
from bots.sandbox.telegram.files import store
from bots.sandbox.telegram.markup import picker_of
from bots.sandbox.telegram.methods.callbacks import ask
from bots.sandbox.telegram.methods.reactions import ALLOWED
from bots.sandbox.telegram.methods.topics import drop_topic
from bots.sandbox.telegram.model import Bot, Channel, Chat, Member, Message, StoredFile, User, World
from bots.sandbox.telegram.posting import Draft, post, remove, tell, tell_member, tell_reaction
from bots.sandbox.telegram.refusals import ControlError, RefusedError, Wire
from bots.sandbox.telegram.rights import holds, may_send
from bots.sandbox.telegram.sending import GENERAL
from bots.sandbox.telegram.wire import member_json, user_json

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
"""A deep link's payload, https://core.telegram.org/bots/features#deep-linking."""


def private_chat(world: World, bot: Bot, user: User) -> Chat:
    chat = world.privates.get((bot.id, user.id))
    if chat is None:
        chat = world.privates[bot.id, user.id] = Chat(user.id, "private", bot=bot, user=user)
    return chat


def start(asked: Asked, user: User) -> Wire:
    """Press Start: opens the chat, unblocks the bot, sends `/start`, with a deep link's payload if any."""
    chat = private_chat(asked.world, asked.bot(), user)
    payload = asked.text("payload", "")
    if not PAYLOAD.fullmatch(payload):
        raise ControlError("'payload' has at most 64 characters of A-Z, a-z, 0-9, _ and -")
    if chat.blocked:
        set_blocked(asked.world, chat, blocked=False)
    chat.started = True
    text = f"/start {payload}".strip()
    message = post(asked.world, chat, user, Draft(text=text, entities=detected(Formatted(text)).entities))
    return {"message": message.id}


def send(asked: Asked, user: User) -> Wire:
    """Write a message, or several when files make an album; `album_of`: a part of that message's album."""
    world = asked.world
    chat = asked.chat(user)
    if chat.blocked:
        raise ControlError("unblock the bot first")
    if not chat.bot and not may_send(chat, chat.member(user.id)):
        raise ControlError(f"user {user.id} may not write in this group", 403)
    drafts = [_draft(asked, user, chat, each) for each in (enclosed(asked) or [None])]
    if asked.flag("album") and len(drafts) > 1:
        group = str(13_000_000_000_000_000 + world.number())
        for draft in drafts:
            draft.group = group
    elif asked.has("album_of"):
        drafts[0].group = asked.message(chat, "album_of").group
    for draft in drafts[1:]:
        draft.text, draft.entities = "", []
    posted = [post(world, chat, user, draft) for draft in drafts]
    return {"message": posted[0].id, "messages": [message.id for message in posted]}


def _draft(asked: Asked, user: User, chat: Chat, file: StoredFile | None) -> Draft:
    formatted = _words(asked, "caption" if file is not None and asked.has("caption") else "text")
    draft = Draft(
        text=formatted.text,
        entities=formatted.entities,
        file=file,
        extra=extras(asked, user) if file is None else {},
        thread=_thread(asked, chat, user),
        reply_to=asked.message(chat, "reply_to") if asked.has("reply_to") else None,
        forward=_origin(asked),
        sender_chat=_speaker(asked, chat),
    )
    if not draft.text and file is None and not draft.extra:
        raise ControlError("a message needs text, files, a contact, a location or a poll")
    return draft


def _words(asked: Asked, name: str) -> Formatted:
    text = asked.text(name, "")
    listed = asked.body.get("entities") or []
    try:
        entities = placed(text, listed if isinstance(listed, list) else [])
    except RefusedError as error:
        raise ControlError(error.description) from None
    formatted = detected(trimmed(Formatted(text, entities)))
    if length(formatted.text) > TEXT_LIMIT:
        raise ControlError(f"a message has at most {TEXT_LIMIT} UTF-16 units")
    return formatted


def _thread(asked: Asked, chat: Chat, user: User) -> int:
    thread = asked.integer("thread", 0)
    if not thread or thread == GENERAL:
        return asked.message(chat, "reply_to").thread if asked.has("reply_to") else 0
    topic = chat.topics.get(thread)
    if topic is None or topic.deleted:
        raise ControlError(f"there is no topic {thread} in this chat", 404)
    if topic.closed and not chat.member(user.id).governs:
        raise ControlError(f"topic {thread} is closed", 403)
    return thread


def _origin(asked: Asked) -> Wire | None:
    """`forward_from`: a user's or bot's id, a hidden person's name, or a ready `MessageOrigin` object."""
    who = asked.body.get("forward_from")
    dated: Wire = {"date": int(asked.world.now())}
    match who:
        case None:
            return None
        case dict():
            return dated | who
        case int():
            return dated | {"type": "user", "sender_user": user_json(someone(asked.world, who))}
        case _:
            return dated | {"type": "hidden_user", "sender_user_name": str(who)}


def _speaker(asked: Asked, chat: Chat) -> Channel | None:
    """`as`: "group" for an anonymous administrator, `{id, title}` for a channel that speaks in the group."""
    match asked.body.get("as"):
        case None:
            return None
        case "group":
            return Channel(chat.id, chat.title)
        case {"id": int(number), "title": str(title)}:
            if number in chat.silenced:
                raise ControlError(f"channel {number} is banned in this chat", 403)
            return Channel(number, title)
        case _:
            raise ControlError("'as' must be \"group\" or an object with id and title of a channel")


def edit(asked: Asked, user: User) -> Wire:
    """Change the text of one's own message, or a `location` that is live."""
    chat = asked.chat(user)
    message = _own(asked, user, chat)
    if asked.has("location"):
        message.extra = extras(asked, user)
    formatted = _words(asked, "text")
    message.text, message.entities = formatted.text, formatted.entities
    message.edited = int(asked.world.now())
    tell(asked.world, message, "edited_message")
    asked.world.publish("edited", chat)
    return {"message": message.id}


def delete(asked: Asked, user: User) -> Wire:
    """Delete a message: one's own, anybody's in a private chat or with the right. Bots are not told."""
    chat = asked.chat(user)
    message = asked.message(chat)
    if chat.bot is None and message.sender is not user and not holds(chat, user.id, "can_delete_messages"):
        raise ControlError(f"user {user.id} may not delete this message", 403)
    remove(asked.world, message)
    return {}


def _own(asked: Asked, user: User, chat: Chat) -> Message:
    message = asked.message(chat)
    if message.sender is not user:
        raise ControlError(f"message {message.id} is not user {user.id}'s", 403)
    return message


def react(asked: Asked, user: User) -> Wire:
    """Set one's reaction to a message, or take it back with null."""
    chat = asked.chat(user)
    message = asked.message(chat)
    new = [asked.text("emoji")] if asked.has("emoji") else []
    if not ALLOWED.issuperset(new):
        raise ControlError(f"Telegram does not offer {new[0]} as a reaction")
    old = message.reactions.pop(user.id, [])
    if new:
        message.reactions[user.id] = new
    if old != new:
        tell_reaction(asked.world, message, user, old, new)
        asked.world.publish("reaction", chat)
    return {}


def block(asked: Asked, user: User) -> Wire:
    chat = private_chat(asked.world, asked.bot(), user)
    if not chat.blocked:
        set_blocked(asked.world, chat, blocked=True)
    return {}


def unblock(asked: Asked, user: User) -> Wire:
    chat = private_chat(asked.world, asked.bot(), user)
    if chat.blocked:
        set_blocked(asked.world, chat, blocked=False)
    return {}


def set_blocked(world: World, chat: Chat, *, blocked: bool) -> None:
    """Block or unblock the bot of a private chat; the bot hears of it as `my_chat_member`."""
    if chat.bot is None or chat.user is None:
        return
    chat.blocked = blocked
    free = member_json(Member(chat.bot.id, "member"), chat.bot)
    kicked = member_json(Member(chat.bot.id, "kicked"), chat.bot)
    tell_member(world, chat, chat.bot, chat.user, (free, kicked) if blocked else (kicked, free))


def picture(asked: Asked, user: User) -> Wire:
    """Have another profile picture, `base64`. Nobody is told."""
    content = base64.b64decode(asked.text("base64"))
    user.picture = store(asked.world, "photo", "", "image/jpeg", content) if content else None
    return {}


def delete_topic(asked: Asked, user: User) -> Wire:
    """Delete a topic with all its messages. Bots are not told."""
    chat = asked.chat(user)
    thread = asked.integer("thread")
    topic = chat.topics.get(thread)
    if topic is None or topic.deleted:
        raise ControlError(f"there is no topic {thread} in this chat", 404)
    if not holds(chat, user.id, "can_manage_topics"):
        raise ControlError(f"user {user.id} may not delete topics here", 403)
    drop_topic(asked.world, chat, topic)
    return {}


def typing(asked: Asked, user: User) -> Wire:
    """Bots never learn that somebody types."""
    asked.chat(user)
    return {}


def press(asked: Asked, user: User) -> Wire:
    """Press an inline button, named by its data or its label; the answer's id finds the toast."""
    chat = asked.chat(user)
    message = asked.message(chat)
    button = _button(asked, message)
    bot = message.sender
    if not isinstance(bot, Bot):
        raise ControlError(f"message {message.id} is not a bot's")
    data = button.get("callback_data")
    if not isinstance(data, str):
        raise ControlError(f"the button {button['text']} opens {button.get('url')} and tells the bot nothing")
    return {"query": ask(asked.world, bot, user, message, data)}


def pick(asked: Asked, user: User) -> Wire:
    """Choose somebody by the button below the chat that asks for users: `{chat, users: [id, …]}`. It stands there until
    another keyboard of the kind comes.

    https://core.telegram.org/bots/api#usersshared: names are told where they were asked for.
    """
    chat = asked.chat(user)
    keyboards = (each.markup for each in reversed(chat.messages.values()) if each.markup)
    shown = next((each for each in keyboards if "keyboard" in each), {})
    picker = next(picker_of(shown), None)
    if picker is None:
        raise ControlError("nobody asks for users in this chat", 404)
    named, most = asked.body.get("users"), picker.get("max_quantity", 1)
    chosen = [someone(asked.world, each) for each in named] if isinstance(named, list) else []
    if not isinstance(most, int) or not 1 <= len(chosen) <= most:
        raise ControlError(f"between one and {most} users can be chosen")
    shared: Wire = {
        "request_id": picker["request_id"],
        "users": [_shared(each, picker) for each in chosen],
    }
    draft = Draft(extra={"users_shared": shared}, service="users_shared")
    return {"message": post(asked.world, chat, user, draft).id}


def _shared(person: User | Bot, picker: Wire) -> Wire:
    known = user_json(person)
    told = ("first_name", "last_name") if picker.get("request_name") else ()
    told = (*told, "username") if picker.get("request_username") else told
    return {"user_id": person.id, **{each: known[each] for each in told if each in known}}


def _button(asked: Asked, message: Message) -> Wire:
    rows = message.markup.get("inline_keyboard") if message.markup else None
    if isinstance(rows, list):
        for button in (each for row in rows for each in row):
            if asked.has("data") and button.get("callback_data") == asked.text("data"):
                return dict(button)
            if asked.has("label") and button["text"] == asked.text("label"):
                return dict(button)
    raise ControlError(f"message {message.id} has no such button", 404)
