"""What a person sees in the app, and what a bot has told Telegram, as JSON for the page and the tests."""

from bots.sandbox.telegram.entities.render import html
from bots.sandbox.telegram.methods.webhooks import webhook_info
from bots.sandbox.telegram.model import Bot, Chat, Member, Message, Topic, User, World
from bots.sandbox.telegram.refusals import Wire


def user_view(world: World, user: User, only: str | None, last: int | None = None) -> Wire:
    """The chats of `user`, or the one whose id or username is `only`, with toasts and typing.

    `last` limits how many of the latest messages of each chat are told.
    """
    chats = [chat for chat in chats_of(world, user) if only is None or only in names_of(chat)]
    return {
        "chats": [_chat(chat, last) for chat in chats],
        "toasts": [
            {"query": each.query, "text": each.text, "alert": each.alert}
            for each in world.toasts
            if each.user == user.id
        ],
        "typing": _typing(world, chats),
    }


def chats_of(world: World, user: User) -> list[Chat]:
    privates = [chat for (_, owner), chat in world.privates.items() if owner == user.id]
    return privates + [group for group in world.groups.values() if group.member(user.id).present]


def shown_id(chat: Chat) -> int:
    """A private chat is shown under its bot's id: the person's side of it."""
    return chat.bot.id if chat.bot is not None else chat.id


def names_of(chat: Chat) -> set[str]:
    names = {str(shown_id(chat))}
    return names | {chat.bot.username, f"@{chat.bot.username}"} if chat.bot is not None else names


def _typing(world: World, chats: list[Chat]) -> list[Wire]:
    now = world.now()
    signs: list[Wire] = []
    for chat in chats:
        for (number, bot, thread), until in world.typing.items():
            mine = bot == chat.bot.id if chat.bot is not None else True
            if number == chat.id and mine and until > now:
                signs.append({"chat": shown_id(chat), "bot": bot, "thread": thread or None, "until": until})
    return signs


def _chat(chat: Chat, last: int | None) -> Wire:
    shown = list(chat.messages.values())[-last if last else None :]
    bot = chat.bot
    return {
        "id": shown_id(chat),
        "type": chat.kind,
        "title": (bot.names.get("") or bot.name) if bot is not None else chat.title,
        "username": bot.username if bot is not None else chat.username or None,
        "blocked": chat.blocked,
        "migrated_to": chat.migrated_to or None,
        "pinned": chat.pinned,
        "topics": [_topic(topic) for topic in chat.topics.values()],
        "messages": [_message(message) for message in shown],
    }


def _topic(topic: Topic) -> Wire:
    return {"id": topic.id, "name": topic.name, "closed": topic.closed, "deleted": topic.deleted}


def _message(message: Message) -> Wire:
    file = message.file
    sender = message.sender
    channel = message.sender_chat
    name = sender.name if isinstance(sender, Bot) else f"{sender.first_name} {sender.last_name}".strip()
    media: Wire | None = None
    if file is not None:
        media = {
            "kind": file.kind,
            "name": file.name,
            "mime": file.mime,
            "size": len(file.content),
            "url": f"/control/telegram/media/{file.unique_id}",
        }
    return {
        "id": message.id,
        "thread": message.thread or None,
        "date": message.date,
        "edited": message.edited or None,
        "from": {
            "id": channel.id if channel is not None else sender.id,
            "name": channel.title if channel is not None else name,
            "is_bot": isinstance(sender, Bot),
        },
        "text": "" if message.captioned else message.text,
        "caption": message.text if message.captioned else "",
        "entities": message.entities,
        "html": html(message.text, message.entities),
        "media": media,
        "has_spoiler": message.has_spoiler,
        "media_group": message.group or None,
        "reply_to": message.reply_to.id if message.reply_to is not None else None,
        "forward": message.forward,
        "extra": message.extra,
        "buttons": _buttons(message),
        "keyboard": message.markup if message.markup and "inline_keyboard" not in message.markup else None,
        "reactions": _reactions(message),
        "service": message.service or None,
    }


def _buttons(message: Message) -> list[list[Wire]]:
    rows = message.markup.get("inline_keyboard") if message.markup else None
    if not isinstance(rows, list):
        return []
    return [[_button(button) for button in row] for row in rows]


def _button(button: Wire) -> Wire:
    shown: Wire = {"label": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    elif "url" in button:
        shown["url"] = button["url"]
    return shown


def _reactions(message: Message) -> dict[str, list[int]]:
    counted: dict[str, list[int]] = {}
    for who, emojis in message.reactions.items():
        for emoji in emojis:
            counted.setdefault(emoji, []).append(who)
    return counted


def world_view(world: World) -> Wire:
    limits = world.limits
    return {
        "bots": [
            {"id": each.id, "username": each.username, "name": each.name, "privacy": each.privacy}
            for each in world.bots.values()
        ],
        "users": [
            {
                "id": each.id,
                "first_name": each.first_name,
                "last_name": each.last_name,
                "username": each.username,
                "language_code": each.language_code,
            }
            for each in world.users.values()
        ],
        "groups": [_group(each) for each in world.groups.values()],
        "limits": {
            "overall": limits.overall,
            "private": limits.private,
            "group": limits.group,
            "burst": limits.burst,
            "enabled": limits.enabled,
            "query_seconds": world.query_seconds,
        },
        "now": world.now(),
    }


def _group(group: Chat) -> Wire:
    return {
        "id": group.id,
        "title": group.title,
        "type": group.kind,
        "forum": group.forum,
        "migrated_to": group.migrated_to or None,
        "topics": [_topic(topic) for topic in group.topics.values()],
        "members": [_member(member) for member in group.members.values()],
    }


def _member(member: Member) -> Wire:
    return {
        "user": member.id,
        "status": member.status,
        "rights": sorted(member.rights),
        "title": member.title,
        "tag": member.tag,
    }


def bot_view(bot: Bot) -> Wire:
    """What the bot set, and what waits for it."""
    return {
        "id": bot.id,
        "username": bot.username,
        "name": bot.name,
        "names": bot.names,
        "descriptions": bot.descriptions,
        "short_descriptions": bot.short_descriptions,
        "commands": [
            {"scope": scope, "language_code": language, "commands": commands}
            for (scope, language), commands in bot.commands.items()
        ],
        "menu_buttons": {str(chat): button for chat, button in bot.menu_buttons.items()},
        "webhook": webhook_info(bot),
        "polling": bot.queue.poll is not None,
        "held": bot.queue.mischief.hold,
        "refused": bot.refused,
        "allowed_updates": sorted(bot.queue.allowed),
        "pending": [
            {"update_id": each.id, "kind": each.kind, "delivered": each.delivered}
            for each in bot.queue.waiting
        ],
    }
