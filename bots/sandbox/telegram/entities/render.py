"""Entities as HTML that is safe to put into a page: every character escaped, only http(s) and tg links."""

import itertools
from html import escape

from bots.sandbox.telegram.entities.spans import length, span
from bots.sandbox.telegram.refusals import Wire

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
SAFE = ("http://", "https://", "tg://", "mailto:")


def html(text: str, entities: list[Wire]) -> str:
    """The text with its entities as tags, properly nested even where entities overlap."""
    if not entities:
        return escape(text)
    cuts = {0, length(text)}
    for each in entities:
        cuts |= set(span(each))
    places = sorted(cuts)
    raw = text.encode("utf-16-le")
    parts: list[str] = []
    for begin, end in itertools.pairwise(places):
        piece = raw[2 * begin : 2 * end].decode("utf-16-le", "replace")
        covering = [each for each in entities if span(each)[0] <= begin and end <= span(each)[1]]
        opening = "".join(_opening(each, piece) for each in covering)
        closing = "".join(_closing(each, piece) for each in reversed(covering))
        parts.append(opening + escape(piece) + closing)
    return "".join(parts)


def _address(value: Wire, piece: str) -> str:
    match value["type"]:
        case "text_link":
            address = str(value.get("url", ""))
        case "url":
            address = piece if "://" in piece else f"https://{piece}"
        case "email":
            address = f"mailto:{piece}"
        case _:
            return ""
    return address if address.lower().startswith(SAFE) else ""


def _opening(value: Wire, piece: str) -> str:
    kind = str(value["type"])
    if kind in TAGS:
        return f"<{TAGS[kind]}>"
    address = _address(value, piece)
    if address:
        return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">'
    return f'<span class="{escape(kind)}">'


def _closing(value: Wire, piece: str) -> str:
    kind = str(value["type"])
    if kind in TAGS:
        return f"</{TAGS[kind]}>"
    return "</a>" if _address(value, piece) else "</span>"
