"""setMessageReaction, and the reactions Telegram offers: https://core.telegram.org/bots/api#reactiontypeemoji."""

from bots.sandbox.telegram.refusals import bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import reachable

ALLOWED = frozenset(
    [
        "👍",
        "👎",
        "❤",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)
"""Written without U+FE0F; with it they mean the same."""


def plain(emoji: str) -> str:
    return emoji.replace("\ufe0f", "")


@method("setMessageReaction")
def set_message_reaction(call: Call) -> object:
    """A bot sets at most one reaction, none takes it back; nobody is told."""
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    listed = call.arguments.sequence("reaction", "can't parse reaction types JSON object") or []
    emoji: list[str] = []
    for each in listed:
        if not isinstance(each, dict):
            raise bad_request("can't parse reaction types JSON object")
        if each.get("type") != "emoji":
            raise bad_request("REACTION_INVALID")
        emoji.append(plain(str(each.get("emoji"))))
    message = chat.messages.get(call.arguments.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    if not ALLOWED.issuperset(emoji) or message.service:
        raise bad_request("REACTION_INVALID")
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if emoji:
        message.reactions[call.bot.id] = emoji
    else:
        message.reactions.pop(call.bot.id, None)
    call.world.publish("reaction", chat)
    return True
