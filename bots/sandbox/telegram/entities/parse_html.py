"""`parse_mode=HTML`, as strict as the real parser (TDLib, `parse_html`): its tags, its complaints.

Offsets in complaints count bytes of the UTF-8 text, offsets of entities UTF-16 units.
"""

import re
from dataclasses import dataclass

from bots.sandbox.telegram.entities.links import text_link
from bots.sandbox.telegram.entities.spans import Formatted, entity, length, ordered
from bots.sandbox.telegram.refusals import RefusedError, Wire, bad_request

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
TAGS = frozenset(STYLES) | {"a", "tg-emoji", "blockquote"}
CARRIERS = {"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id"}
"""Which attribute of a tag counts; others are read and ignored."""
LITERALS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
SPACE = " \t\r\n\0\v"


@dataclass(slots=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    begins: int


def parse_html(source: str) -> Formatted:
    """The text without tags, and what the tags meant.

    Raises:
        RefusedError: 400 "can't parse entities: …".
    """
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.opened: list[Open] = []
        self.entities: list[Wire] = []

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            character = self.source[self.at]
            if character == "<":
                if self.source.startswith("</", self.at):
                    self._end()
                else:
                    self._start()
            elif character == "&":
                self._add(self._reference())
            else:
                stop = re.compile("[<&]").search(self.source, self.at)
                end = stop.start() if stop else len(self.source)
                self._add(self.source[self.at : end])
                self.at = end
        if self.opened:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return Formatted("".join(self.parts), ordered(self.entities))

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.offset += length(text)

    def _reference(self) -> str:
        match = REFERENCE.match(self.source, self.at)
        decoded = _decoded(match) if match else ""
        if match is None or not decoded:
            self.at += 1
            return "&"
        self.at = match.end()
        return decoded

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in SPACE:
            self.at += 1

    def _until(self, stops: str) -> str:
        begin = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _bytes(self, place: int) -> int:
        return len(self.source[:place].encode())

    def _start(self) -> None:
        begin = self.at
        place = self._bytes(begin)
        self.at += 1
        tag = self._until(SPACE + ">").lower()
        if not self._peek():
            raise _wrong(f"Unclosed start tag at byte offset {place}")
        if tag not in TAGS:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {place}')
        argument = ""
        while True:
            self._skip_space()
            if self._peek() in {">", ""}:
                break
            name, value = self._attribute(tag, place)
            argument = _carried(tag, name, value, argument)
        if not self._peek():
            raise _wrong(f"Unclosed start tag at byte offset {place}")
        if tag == "span" and argument != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
        self.at += 1
        self.opened.append(Open(tag, argument, self.offset, len(self.parts)))

    def _attribute(self, tag: str, place: int) -> tuple[str, str]:
        name = self._until(SPACE + "=>")
        if not name:
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {place}')
        self._skip_space()
        if self._peek() != "=":
            if tag == "blockquote" and name == "expandable":
                return name, ""
            declaration = f'declaration of an attribute of the tag "{tag}"'
            raise _wrong(f"Expected equal sign in {declaration} at byte offset {place}")
        self.at += 1
        self._skip_space()
        quote = self._peek()
        if quote not in {'"', "'"}:
            begin = self._bytes(self.at)
            value = self._until(SPACE + ">")
            if not re.fullmatch(r"[A-Za-z0-9.\-]*", value):
                raise _wrong(f"Unexpected end of name token at byte offset {begin}")
            return name, value.lower()
        self.at += 1
        value = self._until(quote)
        if not self._peek():
            raise _wrong(f"Unclosed start tag at byte offset {place}")
        self.at += 1
        return name, REFERENCE.sub(lambda match: _decoded(match) or match.group(), value)

    def _end(self) -> None:
        place = self._bytes(self.at)
        if not self.opened:
            raise _wrong(f"Unexpected end tag at byte offset {place}")
        self.at += 2
        tag = self._until(SPACE + ">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise _wrong(f"Unclosed end tag at byte offset {place}")
        self.at += 1
        opened = self.opened.pop()
        if tag and tag != opened.tag:
            raise _wrong(
                f'Unmatched end tag at byte offset {place}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: Open) -> None:
        size = self.offset - opened.offset
        match opened.tag:
            case "a":
                inside = "".join(self.parts[opened.begins :])
                link = text_link(opened.argument or inside, opened.offset, size)
                if link is not None:
                    self.entities.append(link)
            case "tg-emoji":
                if not opened.argument.isdigit():
                    raise _wrong("Invalid custom emoji identifier specified")
                self.entities.append(
                    entity("custom_emoji", opened.offset, size, custom_emoji_id=opened.argument)
                )
            case "blockquote":
                kind = "expandable_blockquote" if opened.argument else "blockquote"
                self.entities.append(entity(kind, opened.offset, size))
            case "pre" if self._is_whole(self.entities[-1:], "code", opened, size):
                self.entities[-1]["type"] = "pre"
            case tag:
                more = {"language": opened.argument} if tag == "code" and opened.argument else {}
                if tag != "code" or not self._is_whole(self.entities[-1:], "pre", opened, size):
                    self.entities.append(entity(STYLES[tag], opened.offset, size, **more))
                if tag == "code" and not (self.opened and self.opened[-1].tag == "pre"):
                    self.entities[-1].pop("language", None)

    @staticmethod
    def _is_whole(last: list[Wire], kind: str, opened: Open, size: int) -> bool:
        place = {"type": kind, "offset": opened.offset, "length": size}
        return bool(last) and place.items() <= last[0].items() and (kind == "pre" or "language" in last[0])


def _carried(tag: str, name: str, value: str, before: str) -> str:
    if tag == "blockquote" and name == "expandable":
        return name
    if CARRIERS.get(tag) != name:
        return before
    match tag:
        case "code":
            return value.removeprefix("language-") if value.startswith("language-") else before
        case "span":
            return value.removeprefix("tg-") if value.startswith("tg-") else before
        case _:
            return value


def _decoded(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return LITERALS.get(name, "")
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if number == 0 or number >= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return ""
    return chr(number)


def _wrong(how: str) -> RefusedError:
    return bad_request(f"can't parse entities: {how}")
