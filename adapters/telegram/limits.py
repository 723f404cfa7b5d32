"""What Telegram allows, and how fast.

https://core.telegram.org/bots/api and https://core.telegram.org/bots/faq. Lengths are UTF-16 code units.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from telegram.constants import ReactionEmoji

from adapters.telegram.refs import Spot
from core.ports import Budget
from core.words.deliveries import Limits

TEXT: Final = 4096
CAPTION: Final = 1024
ALBUM: Final = 10
UPLOAD: Final = 50 << 20
PHOTO: Final = 10 << 20
"""Larger pictures go as documents."""
DOWNLOAD: Final = 20 << 20
CALLBACK: Final = 64
"""Bytes of a button's data."""
TOAST: Final = 200
TOPIC_TITLE: Final = 128
LABEL: Final = 64
"""Telegram names no limit for a button's label; longer ones are cut off on screens."""
DELETE_WINDOW: Final = timedelta(hours=48)

OVERALL: Final = 30
"""Messages a second of one bot, over all chats."""
AT_ONCE: Final = 2.0
"""So many of them may go side by side: whoever speaks goes with what was about to go."""

LIMITS: Final = Limits(
    text=TEXT,
    caption=CAPTION,
    file=UPLOAD,
    files=ALBUM,
    buttons=100,
    label=LABEL,
    idempotent=False,
    edit_window=None,
    delete_window=DELETE_WINDOW,
    lists_rooms=False,
    forms=False,
)

REACTIONS: Final = frozenset(str(emoji.value).replace("\ufe0f", "") for emoji in ReactionEmoji)
"""All that a bot may set (ReactionTypeEmoji)."""

_NEAREST: Final = {
    "✅": "👌",
    "☑": "👌",
    "✔": "👌",
    "🆗": "👌",
    "❌": "👎",
    "✖": "👎",
    "😂": "🤣",
    "😆": "🤣",
    "😄": "😁",
    "😀": "😁",
    "😃": "😁",
    "🙂": "😁",
    "😊": "🥰",
    "☺": "🥰",
    "💙": "❤",
    "💚": "❤",
    "💛": "❤",
    "🧡": "❤",
    "💜": "❤",
    "🖤": "❤",
    "🤍": "❤",
    "💖": "💘",
    "💗": "💘",
    "🥳": "🎉",
    "🎊": "🎉",
    "🙌": "👏",
    "💪": "👏",
    "😮": "😱",
    "😲": "🤯",
    "😞": "😢",
    "☹": "😢",
    "🙁": "😢",
    "😿": "😢",
    "😠": "😡",
    "🚀": "🔥",
    "⭐": "🤩",
    "🌟": "🤩",
}
_VARIANTS: Final = str.maketrans("", "", "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


def reaction(emoji: str) -> str | None:
    """The emoji as a bot may set it: itself, without its variants of skin and style, the nearest, or None."""
    bare = emoji.translate(_VARIANTS)
    return bare if bare in REACTIONS else _NEAREST.get(bare)


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages per second overall and in a private chat, per minute in a group; 0 means unpaced."""

    overall: float
    chat: float
    group: float

    def budgets(self, spot: Spot | None) -> tuple[Budget, ...]:
        """What a message there spends from, the narrowest first.

        A group counts as a whole, whatever the topic. Telegram tolerates short bursts: a few messages in a
        private chat, most of a minute's allowance in a group.
        """
        spent: list[Budget] = []
        if spot is not None and spot.private and self.chat:
            spent.append(Budget(f"telegram:chat:{spot.chat}", self.chat, 3.0))
        if spot is not None and not spot.private and self.group:
            burst = max(1.0, self.group * 0.75)
            spent.append(Budget(f"telegram:chat:{spot.chat}", self.group / 60, burst))
        if self.overall:
            most = OVERALL if self.overall <= OVERALL else 0
            spent.append(Budget("telegram", self.overall, max(AT_ONCE, self.overall / 100), most=most))
        return tuple(spent)
