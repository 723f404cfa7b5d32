"""Cards, lines and prompts in Telegram's widgets: a text with entities, and an inline keyboard."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
)

from adapters.telegram.formatting import split_entities, to_entities
from adapters.telegram.limits import LABEL, TEXT
from adapters.telegram.payloads import Ask, PayloadTooLongError, encode, press_of
from adapters.telegram.wire import Value
from core.words.cards import Action, Card, Verb
from core.words.documents import Document, Kind, Mark, concat, plain
from core.words.effects import Stamp, Voice
from core.words.neutralising import neutralise, neutralised
from core.words.texts import Text, Texts, text

log = logging.getLogger(__name__)

PROMPT_SIGN = "✏️"
NO_PREVIEW: dict[str, Value] = {"link_preview_options": '{"is_disabled":true}'}
ROW = 3
"""Buttons side by side; phones cut the labels of more."""
BRIEF = 1_000
_ORDINARY = re.compile(r"[\n -?A-~\xa1-\xac\xae-\u02af\u2013\u2014\u2018-\u201d\u2026\u20ac]*").fullmatch
"""Letters, digits and punctuation of western languages, without @, which calls people."""
_WIDE = 14
"""A label longer than this gets a row with at most one neighbour."""

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ForceReply | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What sendMessage and editMessageText take."""

    text: str
    entities: Sequence[MessageEntity] | str = ()
    """As objects, or ready as JSON."""
    markup: Markup = None

    def values(self) -> dict[str, Value]:
        return {
            "text": self.text,
            "entities": self.entities if isinstance(self.entities, str) else list(self.entities) or None,
            "reply_markup": self.markup,
            **NO_PREVIEW,
        }


def bold(words: str) -> Document:
    return Document(words, (Mark(0, len(words), Kind.BOLD),))


def italic(words: Document) -> Document:
    return Document(words.text, (*words.marks, Mark(0, len(words.text), Kind.ITALIC)))


def joined(documents: Iterable[Document], separator: str = "\n") -> Document:
    parts: list[Document] = []
    for document in documents:
        if not document.text:
            continue
        if parts:
            parts.append(plain(separator))
        parts.append(document)
    return concat(*parts)


def drawn(document: Document, markup: Markup = None) -> Drawn:
    """One message; what is longer than a message is cut (cards are short; words are split elsewhere)."""
    return Drawn(*to_entities(first(document, TEXT)), markup)


def first(document: Document, limit: int) -> Document:
    """As much of it as one message takes, and never nothing."""
    pieces = split_entities(document, limit)
    return pieces[0] if pieces else plain("…")


class Renderer:
    """Words and widgets in a reader's language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.username = ""

    def own_language(self) -> str:
        """The desk's, where nobody's in particular is meant."""
        return self._texts.choose(None, None)

    def say(self, language: str, said: Text) -> str:
        return self._texts.say(language, said)

    def document(self, language: str, said: Text) -> Document:
        return self._texts.document(language, said)

    def automatic(self, language: str) -> Document:
        return italic(self.document(language, text("mark.automatic")))

    def line(self, language: str, said: Text, stamp: Stamp = "") -> Drawn:
        """One line by the desk itself, marked as automatic."""
        return drawn(
            joined((self.document(language, said), self.stamp(language, stamp), self.automatic(language)))
        )

    def card(self, language: str, card: Card, *, in_place: bool = False, stamp: Stamp = "") -> Drawn:
        title = self.document(language, card.title)
        lines = [
            Document(title.text, (*title.marks, Mark(0, len(title.text), Kind.BOLD))),
            *(self.document(language, line) for line in card.lines),
            self.stamp(language, stamp),
        ]
        if card.automatic:
            lines.append(self.automatic(language))
        return drawn(joined(lines), self.keyboard(language, card.actions, in_place=in_place))

    def keyboard(
        self, language: str, actions: Sequence[Action], *, in_place: bool = False
    ) -> InlineKeyboardMarkup | None:
        """Rows of buttons, short labels side by side. Scores share one row."""
        rows: list[list[InlineKeyboardButton]] = []
        scores: list[InlineKeyboardButton] = []
        for action in actions:
            button = self._button(language, action, in_place=in_place)
            if button is None:
                continue
            if action.verb is Verb.RATE:
                scores.append(button)
                continue
            if rows and _fits(rows[-1], button):
                rows[-1].append(button)
            else:
                rows.append([button])
        if scores:
            rows.insert(0, scores)
        return InlineKeyboardMarkup(rows) if rows else None

    def _button(self, language: str, action: Action, *, in_place: bool) -> InlineKeyboardButton | None:
        label = cut(self.say(language, action.label), LABEL)
        if action.verb is Verb.CONSENT and self.username:
            # Whoever agrees opens the private chat by that: a bot cannot write there first.
            return InlineKeyboardButton(label, url=f"https://t.me/{self.username}?start={Verb.CONSENT}")
        try:
            data = encode(press_of(action, in_place=in_place))
        except PayloadTooLongError:
            log.warning("telegram.button_too_long", extra={"verb": action.verb.value, "case": action.case})
            return None
        return InlineKeyboardButton(label, callback_data=data)

    def choices(self, offered: Sequence[tuple[str, Ask]]) -> InlineKeyboardMarkup:
        """A form's topics or agents as buttons, each with what it then asks."""
        return InlineKeyboardMarkup(
            [[InlineKeyboardButton(cut(label, LABEL), callback_data=encode(ask))] for label, ask in offered]
        )

    def voice(self, language: str, voice: Voice) -> Document:
        """The first line of what is relayed: who says it, and whether they are official."""
        name = bold(neutralise(" ".join(voice.name.split())) or "?")
        if voice.internal:
            return joined((name, self.document(language, text("voice.internal"))), " · ")
        if voice.staff:
            return joined((name, self.document(language, text("voice.official"))), " · ")
        return name

    def brief(self, language: str, voice: Voice, words: Document) -> Drawn | None:
        """The same as `relayed` for a short message of ordinary letters, as most are, at a tenth of the cost.

        None where there is anything to be careful about: marks, names that call, signs that hide or turn.
        """
        name, said = voice.name, words.text
        if words.marks or len(said) > BRIEF or not (_ORDINARY(name) and _ORDINARY(said)) or not said.strip():
            return None
        if not name.strip() or "\n" in name or "  " in name or name != name.strip():
            return None
        key = "voice.internal" if voice.internal else "voice.official" if voice.staff else None
        mark = "" if key is None else f" · {self.say(language, text(key))}"
        # All of it lies in the basic plane, where a code point is one UTF-16 unit.
        entity = f'[{{"type":"bold","offset":0,"length":{len(name)}}}]'
        return Drawn(f"{name}{mark}\n{said}", entity)

    def stamp(self, language: str, stamp: Stamp) -> Document:
        return plain("") if not stamp else italic(self.document(language, text(f"stamp.{stamp}")))

    def relayed(
        self, language: str, voice: Voice, words: Document, stamp: Stamp = "", notes: Sequence[Text] = ()
    ) -> Document:
        """A relayed entry as one document, however long."""
        return joined(
            (
                self.voice(language, voice),
                self.stamp(language, stamp),
                neutralised(words),
                *(italic(self.document(language, note)) for note in notes),
            )
        )


def prompt(document: Document, link: str) -> Drawn:
    """A question to be answered by a reply; `link` behind its sign says which."""
    shown, entities = to_entities(concat(plain(f"{PROMPT_SIGN} "), document))
    marker = MessageEntity(MessageEntity.TEXT_LINK, 0, len(PROMPT_SIGN), url=link)
    return Drawn(shown, (marker, *entities), ForceReply(selective=True))


def cut(shown: str, limit: int) -> str:
    """Shortened to so many UTF-16 units."""
    if len(shown.encode("utf-16-le")) <= 2 * limit:
        return shown
    return shown.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"


def _fits(row: list[InlineKeyboardButton], button: InlineKeyboardButton) -> bool:
    longest = max(len(each.text) for each in (*row, button))
    return len(row) < (ROW if longest <= _WIDE else 2) and longest <= 2 * _WIDE
