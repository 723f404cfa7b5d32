"""Text with entities, measured as Telegram does: in UTF-16 units.

https://core.telegram.org/api/entities#entity-length
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bots.sandbox.telegram.refusals import Wire

TEXT_LIMIT = 4_096
CAPTION_LIMIT = 1_024

HINTS = frozenset("/@#.:")
"""Without one of these characters nothing is found automatically."""
FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/@])(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/@])(?P<hashtag>\#[^\W\d]\w*)"
    r"|(?<![\w/@<])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?)(?![\w/@])"
    r"|(?P<bare>\b(?:[A-Za-z0-9-]+\.)+(?:com|net|org|io|me|dev|app|ru|de|uk|info|gov|edu)\b(?:/[^\s<>\"']*)?)"
)


@dataclass(slots=True)
class Formatted:
    """A text and its entities, offsets and lengths in UTF-16 units."""

    text: str
    entities: list[Wire] = field(default_factory=list)


def length(text: str) -> int:
    """How many UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def entity(kind: str, offset: int, size: int, **more: object) -> Wire:
    return {"offset": offset, "length": size, "type": kind} | more


def span(value: Wire) -> tuple[int, int]:
    """Where an entity begins and ends."""
    offset, size = value["offset"], value["length"]
    if not isinstance(offset, int) or not isinstance(size, int):
        raise TypeError
    return offset, offset + size


def ordered(entities: list[Wire]) -> list[Wire]:
    """By beginning, the longer first."""
    return sorted(entities, key=lambda each: (span(each)[0], -span(each)[1]))


def trimmed(formatted: Formatted) -> Formatted:
    """Without space around it; entities shrink with the text and vanish when nothing is left."""
    text = formatted.text
    if not text or not (text[0].isspace() or text[-1].isspace() or "\r" in text or "\0" in text):
        return formatted
    if "\r" in text or "\0" in text:
        text = text.replace("\r", "").replace("\0", " ") if not formatted.entities else text
    left = text.lstrip()
    cut = length(text) - length(left)
    short = left.rstrip()
    end = length(short)
    kept: list[Wire] = []
    for each in formatted.entities:
        begin, finish = span(each)
        begin, finish = max(0, begin - cut), min(end, finish - cut)
        if finish > begin:
            kept.append(each | {"offset": begin, "length": finish - begin})
    return Formatted(short, kept)


def detected(formatted: Formatted) -> Formatted:
    """With the entities that Telegram finds by itself: commands, mentions, addresses, hashtags."""
    text = formatted.text
    if HINTS.isdisjoint(text):
        return formatted
    taken = [
        span(each)
        for each in formatted.entities
        if each["type"] in {"code", "pre", "text_link", "text_mention"}
    ]
    new: list[Wire] = []
    for kind, begin, end in _found(text):
        if not any(begin < finish and start < end for start, finish in taken):
            new.append(entity(kind, begin, end - begin))
    if not new:
        return formatted
    return Formatted(text, ordered(formatted.entities + new))


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for match in FOUND.finditer(text):
        kind = match.lastgroup or "url"
        begin = length(text[: match.start()])
        yield ("url" if kind == "bare" else kind), begin, begin + length(match.group())
