"""Telegram's text with entities, read into a `Document` and written from one.

Telegram counts in UTF-16 code units. What it would refuse or quietly change is not sent: code stands in no
other entity but a quote, nothing stands in code, and at most 100 entities count
(https://core.telegram.org/bots/api#messageentity and #formatting-options).
"""

import re
from collections.abc import Iterable, Iterator

from telegram import Message, MessageEntity
from telegram.constants import MessageEntityType, MessageLimit

from core.words.documents import Document, Edit, Kind, Mark, aligned, edited, plain, runs
from core.words.links import honest
from core.words.splitting import split, utf16_units

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
CAPTION_LIMIT = int(MessageLimit.CAPTION_LENGTH)
MOST_ENTITIES = int(MessageLimit.MESSAGE_ENTITIES)

GUARD = "\u200b"
"""Put behind an @ that would call somebody: Telegram looks for names in the text, whatever entities say."""

_CALLING = re.compile(r"(?<!\w)@(?=\w)")

_READ: dict[str, Kind] = {
    MessageEntityType.BLOCKQUOTE: Kind.QUOTE,
    MessageEntityType.EXPANDABLE_BLOCKQUOTE: Kind.QUOTE,
    MessageEntityType.PRE: Kind.CODE_BLOCK,
    MessageEntityType.CODE: Kind.CODE,
    MessageEntityType.SPOILER: Kind.SPOILER,
    MessageEntityType.TEXT_LINK: Kind.LINK,
    MessageEntityType.URL: Kind.LINK,
    MessageEntityType.MENTION: Kind.MENTION,
    MessageEntityType.TEXT_MENTION: Kind.MENTION,
    MessageEntityType.BOLD: Kind.BOLD,
    MessageEntityType.ITALIC: Kind.ITALIC,
    MessageEntityType.UNDERLINE: Kind.UNDERLINE,
    MessageEntityType.STRIKETHROUGH: Kind.STRIKE,
}

_WRITTEN = {
    Kind.QUOTE: MessageEntityType.BLOCKQUOTE,
    Kind.CODE_BLOCK: MessageEntityType.PRE,
    Kind.CODE: MessageEntityType.CODE,
    Kind.SPOILER: MessageEntityType.SPOILER,
    Kind.LINK: MessageEntityType.TEXT_LINK,
    Kind.BOLD: MessageEntityType.BOLD,
    Kind.ITALIC: MessageEntityType.ITALIC,
    Kind.UNDERLINE: MessageEntityType.UNDERLINE,
    Kind.STRIKE: MessageEntityType.STRIKETHROUGH,
}
"""There is no entity for a mention (it pings) and none for a heading (it is bold)."""


def to_document(text: str, entities: Iterable[MessageEntity]) -> Document:
    """What somebody wrote on Telegram: a message's text or caption with its entities.

    Entities without a counterpart (hashtags, commands, custom emoji) leave their text; offsets beyond the
    text or inside a surrogate pair are moved to the nearest character.
    """
    text = plain(text).text  # as many UTF-16 units as before, all of them valid
    known = [(entity, _READ[entity.type]) for entity in entities if entity.type in _READ]
    edges = {edge for entity, _ in known for edge in (entity.offset, entity.offset + entity.length)}
    position = _code_points(text, edges)
    marks: list[Mark] = []
    for entity, kind in known:
        start, end = position[entity.offset], position[entity.offset + entity.length]
        marks.append(Mark(start, end, kind, _argument(entity, text[start:end])))
    return aligned(Document(text, tuple(marks)))


def words_of(message: Message) -> Document:
    """A message's text, else its caption."""
    if message.text is not None:
        return to_document(message.text, message.entities)
    return to_document(message.caption or "", message.caption_entities)


def to_entities(document: Document) -> tuple[str, list[MessageEntity]]:
    """The text to send and its entities, in UTF-16 units, nested as Telegram wants them.

    Names in the text call nobody; a link whose label looks like another address is written out. Pass the
    entities as they are and no parse mode.
    """
    sendable = _without_conflicts(_writable(document))
    entities = [_entity(mark) for run in runs(sendable) for mark in run.opened][:MOST_ENTITIES]
    adjusted = MessageEntity.adjust_message_entities_to_utf_16(sendable.text, entities)
    # Made anew, for the adjusted copies still compare by their old offsets.
    return sendable.text, [
        MessageEntity(entity.type, entity.offset, entity.length, url=entity.url, language=entity.language)
        for entity in adjusted
    ]


def split_entities(document: Document, limit: int = LIMIT) -> tuple[Document, ...]:
    """The document in parts that each fit into `limit` once `to_entities` has written them; no blank ones.

    Raises:
        ValueError: the limit cannot hold a single character.
    """

    def written(part: Document) -> int:
        return utf16_units(_writable(part).text)

    return tuple(part for part in split(_honest(document), limit, written) if part.text.strip())


def _argument(entity: MessageEntity, label: str) -> str:
    match entity.type:
        case MessageEntityType.TEXT_LINK:
            return entity.url or ""
        case MessageEntityType.URL:
            return label if "://" in label else f"http://{label}"
        case MessageEntityType.PRE:
            return entity.language or ""
        case _:
            return ""


def _code_points(text: str, units: Iterable[int]) -> dict[int, int]:
    """For each offset in UTF-16 units the one in code points."""
    encoded = text.encode("utf-16-le")
    position: dict[int, int] = {}
    at = passed = 0
    for unit in sorted(units):
        reached = min(max(unit, 0), len(encoded) // 2)
        seconds = sum(0xDC <= high_byte <= 0xDF for high_byte in encoded[2 * at + 1 : 2 * reached : 2])
        passed += reached - at - seconds
        at = reached
        position[unit] = passed
    return position


def _honest(document: Document) -> Document:
    return aligned(honest(document))


def _writable(document: Document) -> Document:
    document = _honest(document)
    spared = (mark for mark in document.marks if mark.kind in (Kind.LINK, Kind.CODE, Kind.CODE_BLOCK))
    reach, upcoming = 0, next(spared, None)
    edits: list[Edit] = []
    for found in _CALLING.finditer(document.text):
        while upcoming is not None and upcoming.start <= found.start():
            reach, upcoming = max(reach, upcoming.end), next(spared, None)
        if found.end() > reach:
            edits.append(Edit(found.end(), found.end(), GUARD))
    return edited(document, edits)


def _without_conflicts(document: Document) -> Document:
    last: dict[Kind, Mark] = {}
    done: list[Mark] = []
    stack: list[Mark] = []
    for run in runs(document):
        stack += run.opened
        end = run.start + len(run.text)
        for mark in _allowed(stack):
            before = last.get(mark.kind)
            joins = before is not None and (before.end, before.argument) == (run.start, mark.argument)
            if before is not None and not joins:
                done.append(before)
            start = before.start if before is not None and joins else run.start
            last[mark.kind] = Mark(start, end, mark.kind, mark.argument)
        del stack[len(stack) - len(run.closed) :]
    return Document(document.text, (*done, *last.values()))


def _allowed(marks: list[Mark]) -> Iterator[Mark]:
    """Of the marks over one stretch, those that may stand together, one of a kind."""
    kinds = {mark.kind for mark in marks}
    code = Kind.CODE in kinds and not kinds & {Kind.LINK, Kind.SPOILER}
    bold = False
    for mark in marks:
        match mark.kind:
            case Kind.MENTION:
                pass
            case Kind.CODE:
                if code:
                    yield mark
            case Kind.HEADING | Kind.BOLD:
                if not code and not bold:
                    bold = True
                    yield Mark(mark.start, mark.end, Kind.BOLD)
            case Kind.QUOTE | Kind.CODE_BLOCK:
                yield mark
            case _:
                if not code:
                    yield mark


def _entity(mark: Mark) -> MessageEntity:
    return MessageEntity(
        type=_WRITTEN[mark.kind],
        offset=mark.start,
        length=mark.end - mark.start,
        url=mark.argument if mark.kind is Kind.LINK else None,
        language=mark.argument or None if mark.kind is Kind.CODE_BLOCK else None,
    )
