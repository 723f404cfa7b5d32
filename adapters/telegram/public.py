"""Groups where anybody may be: whoever asks for support there gets a button into the private chat.

Deep links carry up to 64 signs. Ours: `help`, `verify`, `status`, `cases`, `case_482`, and
`take_<chat>_<message>`, which takes a public message into a private case. Anybody can make such a link, so a
message is taken only from its own author: it is forwarded into their private chat, and the forward says who
wrote it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    MessageOriginUser,
    User,
)
from telegram.error import TelegramError

from adapters.telegram.formatting import words_of
from adapters.telegram.render import Drawn, Renderer, drawn
from adapters.telegram.wire import Wire
from core.cases.cards import button
from core.ports import Clock
from core.words.cards import Card, Verb
from core.words.documents import Document
from core.words.refs import CardKey
from core.words.texts import Texts, text

ONCE_IN: Final = timedelta(minutes=10)
REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A public message taken into private by its author."""

    chat: int
    number: int
    words: Document


def start_card() -> Card:
    """What `/start` shows."""
    return Card(
        CardKey("start"),
        text("start.title"),
        (text("start.what"),),
        (
            button(Verb.HELP, style="primary"),
            button(Verb.VERIFY),
            button(Verb.STATUS),
            button(Verb.CASES),
        ),
    )


class Public:
    def __init__(self, wire: Wire, renderer: Renderer, texts: Texts, clock: Clock) -> None:
        self._wire = wire
        self._render = renderer
        self._clock = clock
        self._asking = tuple(
            phrase.strip().casefold()
            for language in texts.languages()
            for phrase in texts.say(language, text("group.asking")).split("|")
            if phrase.strip()
        )
        self._offered: OrderedDict[tuple[int, int], datetime] = OrderedDict()

    def asks(self, message: Message, me: User) -> bool:
        """Whether a public message asks for a member of support: it names the bot, or says so."""
        words = message.text or message.caption or ""
        named = message.parse_entities([MessageEntity.MENTION]) if message.text else {}
        if any(name.casefold() == f"@{me.username}".casefold() for name in named.values()):
            return True
        spoken = words.casefold()
        return any(phrase in spoken for phrase in self._asking)

    def offer(self, message: Message, me: User, language: str) -> Drawn | None:
        """A button into the private chat; None for someone who was offered it here just now."""
        user = message.from_user
        now = self._clock.now()
        key = (message.chat.id, user.id if user else 0)
        before = self._offered.get(key)
        if before is not None and now - before < ONCE_IN:
            return None
        self._offered[key] = now
        self._offered.move_to_end(key)
        if len(self._offered) > REMEMBERED:
            self._offered.popitem(last=False)
        payload = f"take_{-message.chat.id}_{message.message_id}"
        button = InlineKeyboardButton(
            self._render.say(language, text("button.open_private")),
            url=f"https://t.me/{me.username}?start={payload}",
        )
        shown = self._render.document(language, text("group.private"))
        return drawn(shown, InlineKeyboardMarkup([[button]]))

    async def taken(self, payload: str, by: User) -> Taken | None:
        """The public message that a deep link names, where it has words and the person wrote them."""
        parts = payload.split("_")
        if len(parts) != 3 or parts[0] != "take" or not all(each.isdecimal() for each in parts[1:]):
            return None
        chat, number = -int(parts[1]), int(parts[2])
        try:
            forward = await self._wire.forward_message(by.id, chat, number)
        except TelegramError:
            return None
        origin = forward.forward_origin
        words = forward.text or forward.caption
        if not isinstance(origin, MessageOriginUser) or origin.sender_user.id != by.id or not words:
            return None
        if words.startswith("/"):
            return None
        return Taken(chat, number, words_of(forward))
