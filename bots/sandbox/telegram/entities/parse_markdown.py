"""`parse_mode=MarkdownV2` and the older `Markdown`, as strict as TDLib's `parse_markdown_v2`.

Offsets in complaints count bytes of the UTF-8 text, offsets of entities UTF-16 units.
"""

import re
from dataclasses import dataclass

from bots.sandbox.telegram.entities.links import text_link
from bots.sandbox.telegram.entities.spans import Formatted, entity, length, ordered
from bots.sandbox.telegram.refusals import RefusedError, Wire, bad_request

RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
CLOSERS = {
    "bold": "*",
    "italic": "_",
    "underline": "__",
    "strikethrough": "~",
    "spoiler": "||",
    "code": "`",
    "pre": "```",
    "text_link": "]",
    "custom_emoji": "]",
}
TITLES = {"text_link": "TextUrl", "custom_emoji": "CustomEmoji", "pre": "Pre", "blockquote": "BlockQuote"}
EMOJI = re.compile(r"tg://emoji\?id=(\d+)$")
LEGACY = re.compile(
    r"\\([_*`\[])|(```)(?:(\w+)\n|\n)?(.*?)```|([_*`])(.*?)\5|\[(.*?)\](?:\((.*?)\))?|([_*`\[])", re.DOTALL
)


@dataclass(slots=True)
class Open:
    """A mark that waits for its partner."""

    kind: str
    argument: str
    offset: int
    place: int
    begins: int


def parse_markdown(source: str) -> Formatted:
    """The text without marks, and what the marks meant.

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
        self.quoting = False

    def parse(self) -> Formatted:
        while self.at < len(self.source):
            character = self.source[self.at]
            following = self.source[self.at + 1 : self.at + 2]
            if character == "\\" and following and 0 < ord(following) <= 126:
                self._add(following, 2)
            elif character not in ("`" if self._verbatim() else RESERVED):
                self._add(character, 1)
            elif self._ends(character):
                self._end(character)
            else:
                self._begin(character)
        if self.quoting and self.opened and self.opened[-1].kind == "blockquote":
            self._close(self.opened.pop())
        if self.opened:
            raise self._unended()
        return Formatted("".join(self.parts), ordered(self.entities))

    def _verbatim(self) -> bool:
        return bool(self.opened) and self.opened[-1].kind in {"code", "pre"}

    def _add(self, text: str, consumed: int) -> None:
        self.parts.append(text)
        self.offset += length(text)
        self.at += consumed

    def _ends(self, character: str) -> bool:
        if not self.opened:
            return False
        if self.quoting and character == "\n" and not self.source.startswith("\n>", self.at):
            return True
        kind = self.opened[-1].kind
        closer = CLOSERS.get(kind)
        if closer is None or not self.source.startswith(closer, self.at):
            return False
        return kind != "italic" or not self.source.startswith("__", self.at)

    def _begin(self, character: str) -> None:
        place = self.at
        argument = ""
        match character:
            case "_" if self.source.startswith("__", place):
                kind, self.at = "underline", place + 2
            case "_" | "*" | "~" | "[":
                kind = {"_": "italic", "*": "bold", "~": "strikethrough", "[": "text_link"}[character]
                self.at += 1
            case "|" if self.source.startswith("||", place):
                kind, self.at = "spoiler", place + 2
            case "!" if self.source.startswith("![", place):
                kind, self.at = "custom_emoji", place + 2
            case "`":
                kind, argument = self._fence()
            case "\n":
                self._add("\n", 1)
                if not self.source.startswith(">", self.at):
                    return
                self.at += 1
                if self.quoting:
                    return
                kind, self.quoting = "blockquote", True
            case ">" if place == 0:
                kind, self.quoting, self.at = "blockquote", True, 1
            case _:
                raise _wrong(
                    f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
                )
        self.opened.append(Open(kind, argument, self.offset, place, len(self.parts)))

    def _fence(self) -> tuple[str, str]:
        if not self.source.startswith("```", self.at):
            self.at += 1
            return "code", ""
        self.at += 3
        language = re.compile(r"([^\s`]+)(?=\s)").match(self.source, self.at)
        if language:
            self.at = language.end()
        newline = re.compile(r"\r\n|\n\r|\n|\r").match(self.source, self.at)
        if newline:
            self.at = newline.end()
        return "pre", language[1] if language else ""

    def _end(self, character: str) -> None:
        opened = self.opened[-1]
        if character == "\n":
            if opened.kind != "blockquote":
                raise self._unended()
            self.quoting = False
            self._add("\n", 1)
            self._close(self.opened.pop())
            return
        self.at += len(CLOSERS[opened.kind])
        if opened.kind == "text_link":
            opened.argument = self._address("URL") or "".join(self.parts[opened.begins :])
        elif opened.kind == "custom_emoji":
            if not self.source.startswith("(", self.at):
                raise _wrong("Custom emoji entity must contain a tg://emoji URL")
            opened.argument = self._address("custom emoji URL")
        self._close(self.opened.pop())

    def _address(self, what: str) -> str:
        """The address in parentheses, empty when there are none."""
        if not self.source.startswith("(", self.at):
            return ""
        begin = self.at + 1
        match = re.compile(r"((?:\\[\x01-\x7e]|[^)])*?)\)", re.DOTALL).match(self.source, begin)
        if match is None:
            raise _wrong(f"Can't find end of a {what} at byte offset {self._bytes(begin)}")
        self.at = match.end()
        return re.sub(r"\\([\x01-\x7e])", r"\1", match[1])

    def _close(self, opened: Open) -> None:
        size = self.offset - opened.offset
        if size <= 0:
            return
        match opened.kind:
            case "text_link":
                link = text_link(opened.argument, opened.offset, size)
                if link is not None:
                    self.entities.append(link)
            case "custom_emoji":
                found = EMOJI.match(opened.argument)
                if found is None:
                    raise _wrong("Invalid custom emoji URL specified")
                self.entities.append(entity("custom_emoji", opened.offset, size, custom_emoji_id=found[1]))
            case kind:
                more = {"language": opened.argument} if opened.argument else {}
                self.entities.append(entity(kind, opened.offset, size, **more))

    def _bytes(self, place: int) -> int:
        return len(self.source[:place].encode())

    def _unended(self) -> RefusedError:
        opened = self.opened[-1]
        title = "PreCode" if opened.kind == "pre" and opened.argument else None
        title = title or TITLES.get(opened.kind, opened.kind.capitalize())
        return _wrong(f"Can't find end of {title} entity at byte offset {self._bytes(opened.place)}")


def parse_legacy(source: str) -> Formatted:
    """The older `Markdown`, without nesting.

    Raises:
        RefusedError: 400 when a mark has no partner.
    """
    parts: list[str] = []
    entities: list[Wire] = []
    at = 0
    for match in LEGACY.finditer(source):
        parts.append(source[at : match.start()])
        at = match.end()
        escaped, fence, language, block, mark, inside, words, url, alone = match.groups()
        if alone:
            place = len(source[: match.start()].encode())
            raise _wrong(f"Can't find end of the entity starting at byte offset {place}")
        text = escaped or (block if fence else inside if mark else words) or ""
        offset, size = length("".join(parts)), length(text)
        parts.append(text)
        if escaped or not size:
            continue
        if fence:
            entities.append(entity("pre", offset, size, **({"language": language} if language else {})))
        elif mark:
            entities.append(entity({"_": "italic", "*": "bold", "`": "code"}[mark], offset, size))
        elif link := text_link(url or text, offset, size):
            entities.append(link)
    return Formatted("".join(parts) + source[at:], ordered(entities))


def _wrong(how: str) -> RefusedError:
    return bad_request(f"can't parse entities: {how}")
