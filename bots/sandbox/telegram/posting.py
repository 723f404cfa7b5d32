"""A new or changed message: put into its chat, and told to the bots that may hear of it."""

from dataclasses import dataclass, field

import orjson

from bots.sandbox.telegram.model import Bot, Channel, Chat, Member, Message, StoredFile, User, World
from bots.sandbox.telegram.refusals import Wire
from bots.sandbox.telegram.rights import sees
from bots.sandbox.telegram.wire import chat_json, member_json, message_json, user_json


@dataclass(slots=True)
class Draft:
    """What a message will carry."""

    text: str = ""
    entities: list[Wire] = field(default_factory=list)
    file: StoredFile | None = None
    extra: Wire = field(default_factory=dict)
    service: str = ""
    thread: int = 0
    reply_to: Message | None = None
    forward: Wire | None = None
    group: str = ""
    markup: Wire | None = None
    has_spoiler: bool = False
    protected: bool = False
    preview: Wire | None = None
    sender_chat: Channel | None = None


def post(world: World, chat: Chat, sender: User | Bot, draft: Draft) -> Message:
    """Put a message into a chat; bots other than its sender hear of it."""
    message = Message(
        id=chat.next_message_id(),
        chat=chat,
        date=int(world.now()),
        sender=sender,
        text=draft.text,
        entities=_resolved(world, draft.entities),
        file=draft.file,
        extra=draft.extra,
        service=draft.service,
        thread=draft.thread,
        reply_to=draft.reply_to,
        forward=draft.forward,
        group=draft.group,
        markup=draft.markup,
        has_spoiler=draft.has_spoiler,
        protected=draft.protected,
        preview=draft.preview,
        sender_chat=Channel(chat.id, chat.title) if chat.kind == "channel" else draft.sender_chat,
    )
    chat.messages[message.id] = message
    if isinstance(sender, Bot):
        if chat.kind != "private" and not message.service:
            chat.last_bot = sender.id
        world.typing.pop((chat.id, sender.id, message.thread), None)
    tell(world, message, "message")
    world.publish("message", chat)
    return message


def _resolved(world: World, entities: list[Wire]) -> list[Wire]:
    """Entities with the people they mention by id; mentions of strangers are dropped."""
    if not any(each["type"] == "text_mention" for each in entities):
        return entities
    kept: list[Wire] = []
    for each in entities:
        match each:
            case {"type": "text_mention", "user": {"id": int(number)}}:
                if number in world.users:
                    kept.append(each | {"user": user_json(world.users[number])})
            case _:
                kept.append(each)
    return kept


def tell(world: World, message: Message, kind: str) -> None:
    """Queue `kind` (message, edited_message) for each bot that sees the message; a channel's are posts."""
    chat = message.chat
    if chat.kind == "channel":
        kind = {"message": "channel_post", "edited_message": "edited_channel_post"}[kind]
    if chat.bot is not None:
        if isinstance(message.sender, User):
            _queue_message(chat.bot, message, kind)
        return
    for bot in bots_in(world, chat):
        if bot is not message.sender and sees(chat, bot, message):
            _queue_message(bot, message, kind)


def _queue_message(bot: Bot, message: Message, kind: str) -> None:
    if bot.queue.wants(kind):
        bot.queue.add(kind, f"m{message.chat.id}", orjson.dumps(message_json(message, bot)))


def bots_in(world: World, chat: Chat) -> list[Bot]:
    return [bot for bot in world.bots.values() if bot.id in chat.members]


def tell_reaction(world: World, message: Message, user: User, old: list[str], new: list[str]) -> None:
    """`message_reaction`: always to the bot of a private chat, in groups to administrators only."""
    chat = message.chat
    heard = [chat.bot] if chat.bot is not None else bots_in(world, chat)
    for bot in heard:
        if chat.bot is None and not chat.member(bot.id).governs:
            continue
        body: Wire = {
            "chat": chat_json(chat),
            "message_id": message.id,
            "user": user_json(user),
            "date": int(world.now()),
            "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in old],
            "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in new],
        }
        bot.queue.add("message_reaction", f"r{chat.id}", orjson.dumps(body))


def tell_member(world: World, chat: Chat, who: User | Bot, by: User | Bot, change: tuple[Wire, Wire]) -> None:
    """`my_chat_member` to the bot concerned; `chat_member` about others to administrators that ask for it."""
    body: Wire = {
        "chat": chat_json(chat),
        "from": user_json(by),
        "date": int(world.now()),
        "old_chat_member": change[0],
        "new_chat_member": change[1],
    }
    text = orjson.dumps(body)
    if isinstance(who, Bot):
        who.queue.add("my_chat_member", f"c{chat.id}", text)
    for bot in bots_in(world, chat):
        if bot is not who and chat.member(bot.id).governs:
            bot.queue.add("chat_member", f"u{who.id}", text)
    world.publish("member", chat)


def change_member(world: World, chat: Chat, by: User | Bot, who: User | Bot, new: Member) -> None:
    """Give somebody a new standing in a group, and tell whom it concerns when it differs."""
    old = chat.member(who.id)
    chat.members[who.id] = new
    if old != new:
        tell_member(world, chat, who, by, (member_json(old, who, chat), member_json(new, who, chat)))


def remove(world: World, message: Message) -> None:
    """Take a message away. Bots never hear of deletions."""
    message.deleted = True
    message.chat.messages.pop(message.id, None)
    if message.id in message.chat.pinned:
        message.chat.pinned.remove(message.id)
    world.publish("deleted", message.chat)
