"""Who may do what where: finding a chat for a bot, and the rights a method needs.

Wordings from github.com/tdlib/telegram-bot-api, `Client::check_chat_access`, and from Telegram's answers.
"""

from bots.sandbox.telegram.model import Bot, Chat, Member, Message, World
from bots.sandbox.telegram.refusals import bad_request, forbidden, migrated

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
)
"""In groups and supergroups."""
CHANNEL_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_messages",
    "can_edit_messages",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
"""In channels: https://core.telegram.org/bots/api#chatmemberadministrator."""
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""What groups grant or deny their ordinary members."""
USUAL = frozenset(PERMISSIONS) - {"can_change_info", "can_pin_messages", "can_manage_topics", "can_edit_tag"}

SENDING = {
    "can_send_messages": "text messages",
    "can_send_audios": "audios",
    "can_send_documents": "documents",
    "can_send_photos": "photos",
    "can_send_videos": "videos",
    "can_send_video_notes": "video notes",
    "can_send_voice_notes": "voice notes",
    "can_send_polls": "polls",
    "can_send_other_messages": "stickers",
}


def find_chat(world: World, bot: Bot, named: str) -> Chat:
    """The chat a request names by id or by a public group's `@name`; a person's `@name` leads nowhere.

    Raises:
        RefusedError: 400 for what the bot cannot know.
    """
    if not named:
        raise bad_request("chat_id is empty")
    if named.startswith("@"):
        wanted = named[1:].lower()
        for group in world.groups.values():
            if group.username and group.username.lower() == wanted:
                return group
        raise bad_request("chat not found")
    try:
        chat_id = int(named)
    except ValueError:
        raise bad_request("chat not found") from None
    chat = world.privates.get((bot.id, chat_id)) if chat_id > 0 else world.groups.get(chat_id)
    if chat is None:
        if chat_id in world.users and _has_met(world, bot, chat_id):
            raise forbidden("bot can't initiate conversation with a user")
        if chat_id in world.bots and chat_id != bot.id:
            raise forbidden("bot can't send messages to bots")
        raise bad_request("chat not found")
    if chat.kind != "private" and bot.id not in chat.members and not chat.username:
        raise bad_request("chat not found")
    return chat


def _has_met(world: World, bot: Bot, user: int) -> bool:
    return any(bot.id in group.members and user in group.members for group in world.groups.values())


def readable(world: World, bot: Bot, named: str) -> Chat:
    """The chat, when the bot may look into it: a public one may be by anybody.

    Raises:
        RefusedError: 400 when unknown, 403 when the bot is out.
    """
    chat = find_chat(world, bot, named)
    if chat.kind == "private":
        return chat
    standing = chat.member(bot.id).status
    if standing == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if standing == "left" and not chat.username:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def reachable(world: World, bot: Bot, named: str) -> Chat:
    """The chat, when the bot may change what it said there.

    Raises:
        RefusedError: 400 when unknown or moved; 403 when the bot is out, blocked or was never started.
    """
    chat = find_chat(world, bot, named)
    if chat.migrated_to:
        raise migrated(chat.migrated_to)
    if chat.kind == "private":
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat
    return readable(world, bot, named)


def writable(world: World, bot: Bot, named: str, right: str = "can_send_messages") -> Chat:
    """The chat, when the bot may send there what `right` permits.

    Raises:
        RefusedError: 400 when unknown, moved or forbidden to members; 403 when the bot is out or blocked.
    """
    chat = reachable(world, bot, named)
    if chat.kind == "private" or may_send(chat, chat.member(bot.id), right):
        return chat
    if chat.kind == "channel":
        raise bad_request("need administrator rights in the channel chat")
    raise bad_request(f"not enough rights to send {SENDING[right]} to the chat")


def may_send(chat: Chat, member: Member, right: str = "can_send_messages") -> bool:
    if chat.kind == "channel":
        return holds(chat, member.id, "can_post_messages")
    if member.governs:
        return True
    if member.status == "restricted":
        return right in member.permissions
    return right in chat.permissions


def holds(chat: Chat, who: int, right: str) -> bool:
    """Whether somebody has an administrator's right; the owner has all."""
    member = chat.member(who)
    return member.status == "creator" or (member.status == "administrator" and right in member.rights)


def demand(chat: Chat, bot: Bot, right: str, purpose: str) -> None:
    """Go on only when `bot` holds `right`.

    Raises:
        RefusedError: 400 "not enough rights to {purpose}".
    """
    if not holds(chat, bot.id, right):
        raise bad_request(f"not enough rights to {purpose}")


def sees(chat: Chat, bot: Bot, message: Message) -> bool:
    """Whether a bot hears of a message in its group.

    https://core.telegram.org/bots/features#privacy-mode: with privacy on and no administrator's role, only
    commands for it, replies to it, mentions of it, and service messages. Bots never hear other bots.
    """
    member = chat.member(bot.id)
    if not member.present or isinstance(message.sender, Bot):
        return False
    if member.governs or not bot.privacy or message.service:
        return True
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    name = f"@{bot.username.lower()}"
    for entity in message.entities:
        word = _covered(message.text, entity.get("offset"), entity.get("length")).lower()
        match entity.get("type"):
            case "bot_command":
                _, at, addressee = word.partition("@")
                if f"@{addressee}" == name or (not at and chat.last_bot in {0, bot.id}):
                    return True
            case "mention" if word == name:
                return True
            case _:
                pass
    return False


def _covered(text: str, offset: object, length: object) -> str:
    if not isinstance(offset, int) or not isinstance(length, int):
        return ""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")
