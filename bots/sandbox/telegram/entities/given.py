"""The `text` and `entities` or `parse_mode` of a request, made into formatted text.

Refusals as in github.com/tdlib/telegram-bot-api, `Client::get_formatted_text`, and TDLib's `fix_entities`.
"""

import itertools

from bots.sandbox.telegram.arguments import Arguments
from bots.sandbox.telegram.entities.parse_html import parse_html
from bots.sandbox.telegram.entities.parse_markdown import parse_legacy, parse_markdown
from bots.sandbox.telegram.entities.spans import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Formatted,
    detected,
    entity,
    length,
    ordered,
    span,
    trimmed,
)
from bots.sandbox.telegram.refusals import Wire, bad_request

WITH = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "pre": "language"}
"""Which field an entity carries besides its place."""
STYLES = "bold italic underline strikethrough spoiler blockquote expandable_blockquote code"
NAMED = frozenset(STYLES.split()) | WITH.keys()
"""What a bot may ask for; other types are found by Telegram itself and ignored in requests."""


def given_text(arguments: Arguments) -> Formatted:
    """`text` of a message.

    Raises:
        RefusedError: 400 when empty, too long or badly marked up.
    """
    raw = arguments.text("text")
    if not raw:
        raise bad_request("message text is empty")
    formatted = formatted_from(raw, arguments.text("parse_mode"), arguments, "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if length(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return formatted


def given_caption(arguments: Arguments) -> Formatted:
    """`caption` of a file; it may be empty.

    Raises:
        RefusedError: 400 when too long or badly marked up.
    """
    return checked_caption(
        formatted_from(arguments.text("caption"), arguments.text("parse_mode"), arguments, "caption_entities")
    )


def checked_caption(formatted: Formatted) -> Formatted:
    if length(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def formatted_from(raw: str, mode: str, arguments: Arguments, name: str) -> Formatted:
    """Marked-up text, or plain text with the entities of the argument `name`."""
    if not raw:
        return Formatted("")
    match mode.lower():
        case "html":
            formatted = parse_html(raw)
        case "markdownv2":
            formatted = parse_markdown(raw)
        case "markdown":
            formatted = parse_legacy(raw)
        case "" | "none":
            formatted = Formatted(raw)
            if arguments.has(name):
                listed = arguments.sequence(name, "can't parse entities: expected an Array of MessageEntity")
                formatted.entities = placed(raw, listed or [])
        case _:
            raise bad_request("unsupported parse_mode")
    return detected(trimmed(formatted))


def placed(text: str, listed: list[object]) -> list[Wire]:
    """The entities of a request, each inside the text and on whole characters.

    Raises:
        RefusedError: 400 as TDLib says it.
    """
    whole = length(text)
    starts = _starts(text)
    kept: list[Wire] = []
    for each in listed:
        if not isinstance(each, dict):
            raise bad_request("can't parse entities: expected an Object")
        kind, offset, size = each.get("type"), each.get("offset"), each.get("length")
        if not isinstance(kind, str):
            raise bad_request("can't parse entities: can't find field \"type\"")
        if not isinstance(offset, int) or not isinstance(size, int):
            field = "length" if isinstance(offset, int) else "offset"
            raise bad_request(f'can\'t parse entities: field "{field}" must be of type Number')
        _demand_inside(text, (offset, offset + size), whole, starts)
        if size and kind in NAMED:
            carried = WITH.get(kind)
            more = {carried: each[carried]} if carried and each.get(carried) else {}
            kept.append(entity(kind, offset, size, **more))
    kept = ordered(kept)
    for first, second in itertools.pairwise(kept):
        if span(second)[0] < span(first)[1] < span(second)[1]:
            return [each for each in kept if each is not second]
    return kept


def _demand_inside(text: str, place: tuple[int, int], whole: int, starts: frozenset[int]) -> None:
    begin, end = place
    beginning = f"entity beginning at UTF-16 offset {begin}"
    if begin < 0 or begin > whole:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {begin}")
    if end < begin or end > whole:
        raise bad_request(f"{beginning} ends after the end of the text at UTF-16 offset {end}")
    if begin not in starts:
        raise bad_request(
            f"entity begins in a middle of a UTF-16 symbol at byte offset {_bytes(text, begin)}"
        )
    if end not in starts:
        place_in_bytes = _bytes(text, end)
        raise bad_request(f"{beginning} ends in a middle of a UTF-16 symbol at byte offset {place_in_bytes}")


def _bytes(text: str, units: int) -> int:
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").encode())


def _starts(text: str) -> frozenset[int]:
    places = [0]
    for character in text:
        places.append(places[-1] + (2 if character > "\uffff" else 1))
    return frozenset(places)
