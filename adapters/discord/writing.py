"""Discord's dialect of Markdown, written from a `Document`.

Everything that a person wrote is escaped. Where no escape is possible (code), or it is not enough (Discord
looks for mentions in the raw text, escaped or not), an invisible GUARD breaks the sequence. To keep exact
what was written, a guard that was in the text is written twice; reading makes two one and drops a single one.
"""

import re

from core.words.documents import Document, Kind, Mark, Run, aligned, runs
from core.words.links import honest
from core.words.splitting import split, utf16_units

LIMIT = 2_000
"""Of a message. The API counts code points (discord-api-docs #1315), the client UTF-16 units: never fewer."""

LONGEST_HIDDEN_ADDRESS = 512
"""Beyond it an address is written out, where it can be split, and is no link."""

GUARD = "\u200b"

_DELIMITERS = {
    Kind.BOLD: "**",
    Kind.ITALIC: "*",
    Kind.UNDERLINE: "__",
    Kind.STRIKE: "~~",
    Kind.SPOILER: "||",
}
_HEADINGS = {"1": "# ", "2": "## "}
_LEAST_HEADING = "### "
_ESCAPED = re.compile(
    r"[\\*_~|`\[\]<]"  # formats anywhere
    r"|(?<![^\n])[^\S\n]*(?:[-+#>]|\d+\.)"  # a list, heading or quote; its last character is escaped
    r"|:(?=//)"  # a bare address would be a link and unfold into a preview
    r"|:(?=[^\s:]{0,64}:)"  # the name of an emoji
    r"|\.(?=gg/|com/invite)",  # an invitation unfolds without a scheme
    re.IGNORECASE,
)
_SAFE = re.compile(r"(?:[A-Za-z0-9À-ɏ ,;!?'\"()\n]++|(?<=[A-Za-z])\.(?![gGcC]))*+")
"""What certainly holds none of those, found out in a tenth of the time."""
_PINGING = re.compile(r"@(?=everyone|here)|(?<=<)@", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z0-9_+\-.#]{1,32}")
_CODE = frozenset({Kind.CODE, Kind.CODE_BLOCK})


def to_markdown(document: Document) -> str:
    """What to send so that Discord shows the document and nothing else: no ping, no preview, no stray format.

    Links are `<address>` or `[label](<address>)`; one whose label looks like another address is written out.
    Send it with `allowed_mentions` none all the same.
    """
    return document.text if _inert(document) else _Writer(_writable(document)).write()


def split_markdown(document: Document, limit: int = LIMIT) -> tuple[Document, ...]:
    """The document in parts that each fit into `limit` once `to_markdown` has written them; no blank ones.

    Raises:
        ValueError: the limit cannot hold a single character.
    """
    if _inert(document) and utf16_units(document.text) <= limit:
        return (document,) if document.text.strip() else ()

    def written(part: Document) -> int:
        return utf16_units(to_markdown(part))

    return tuple(part for part in split(_writable(document), limit, written) if part.text.strip())


def _inert(document: Document) -> bool:
    """Whether it is written as it stands, as most messages are: then nothing need be taken apart."""
    text = document.text
    if document.marks:
        return False
    quickly = _SAFE.fullmatch(text) is not None
    return quickly or not (GUARD in text or _ESCAPED.search(text) or _PINGING.search(text))


def _writable(document: Document) -> Document:
    return aligned(honest(document, LONGEST_HIDDEN_ADDRESS))


class _Writer:
    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._runs = runs(document)
        self._shown = _shown(document)
        self._pieces: list[str] = []
        self._quoted = False
        self._heading = ""
        self._inside: list[Mark] = []  # open inline marks, outermost first
        self._line_began = False
        self._just_closed = False  # a delimiter was written last: another would run into it
        self._bare: Mark | None = None  # the link being written as <address>, which stands for its label too

    def write(self) -> str:
        for run in self._runs:
            for mark in run.opened:
                if self._bare is None:
                    self._open(mark)
            if self._bare is None:
                self._write(run)
            for mark in run.closed:
                if self._bare in (None, mark):
                    self._close(mark)
        return "".join(self._pieces)

    def _open(self, mark: Mark) -> None:
        label = self._text[mark.start : mark.end]
        match mark.kind:
            case Kind.QUOTE:
                self._quoted = True
            case Kind.HEADING:
                self._heading = _HEADINGS.get(mark.argument, _LEAST_HEADING)
            case Kind.CODE_BLOCK:
                self._begin_line()
                language = mark.argument if _LANGUAGE.fullmatch(mark.argument) else ""
                self._pieces.append(f"```{language}\n")
                self._line_began = False
            case Kind.MENTION:
                pass
            case Kind.CODE:
                self._delimit(mark, _ticks(label) + (GUARD if label[0] == "`" else ""))
            case Kind.LINK if label == mark.argument:
                self._delimit(mark, f"<{_written_address(label, hidden=bool(self._inside))}>")
                self._bare = mark
            case Kind.LINK:
                self._delimit(mark, "[")
            case _:
                self._delimit(mark, _DELIMITERS[mark.kind])

    def _delimit(self, mark: Mark, delimiter: str) -> None:
        self._begin_line()
        if self._just_closed:
            self._pieces.append(GUARD)
        self._pieces.append(delimiter)
        self._just_closed = False
        self._inside.append(mark)

    def _close(self, mark: Mark) -> None:
        label = self._text[mark.start : mark.end]
        match mark.kind:
            case Kind.QUOTE:
                self._quoted = False
            case Kind.HEADING:
                self._heading = ""
            case Kind.CODE_BLOCK:
                self._pieces.append("\n> ```" if self._quoted else "\n```")
            case Kind.MENTION:
                pass
            case Kind.CODE:
                self._undelimit((GUARD if label[-1] == "`" else "") + _ticks(label))
            case Kind.LINK if self._bare is not None:
                self._undelimit("")
                self._bare = None
            case Kind.LINK:
                self._undelimit(f"](<{_written_address(mark.argument, hidden=True)}>)")
            case _:
                self._undelimit(_DELIMITERS[mark.kind])

    def _undelimit(self, delimiter: str) -> None:
        self._inside.pop()
        self._pieces.append(delimiter)
        self._just_closed = True

    def _write(self, run: Run) -> None:
        position, last = run.start, run.start + len(run.text)
        while position < last:
            self._begin_line()
            newline = self._text.find("\n", position, last)
            end = last if newline < 0 else newline + 1
            self._pieces += self._shown[position:end]
            self._line_began = newline < 0
            self._just_closed = False
            position = end

    def _begin_line(self) -> None:
        if self._line_began:
            return
        self._line_began = True
        self._just_closed = False
        if self._quoted:
            self._pieces.append("> ")
        self._pieces.append(self._heading)


def _shown(document: Document) -> list[str]:
    """Each character of the text as it is to be written, escaped or in code."""
    text = document.text
    shown = list(text)
    for found in _ESCAPED.finditer(text):
        shown[found.end() - 1] = "\\" + text[found.end() - 1]
    for mark in document.marks:
        if mark.kind in _CODE:
            shown[mark.start : mark.end] = text[mark.start : mark.end]
            for position in range(mark.start, mark.end - 1):
                if text[position] == text[position + 1] == "`":
                    shown[position] = "`" + GUARD
    for position, character in enumerate(text):
        if character == GUARD:
            shown[position] = GUARD * 2
    for found in _PINGING.finditer(text):
        shown[found.start()] = "@" + GUARD
    return shown


def _ticks(code: str) -> str:
    return "``" if "`" in code else "`"


def _written_address(url: str, *, hidden: bool) -> str:
    """The same address without what would ping or, among other marks and brackets, end them."""
    url = re.sub(r"@(?=everyone|here)", "%40", url, flags=re.IGNORECASE)
    if hidden:
        url = re.sub(r"[()*]|(?<=_)_|(?<=~)~", lambda found: f"%{ord(found[0]):02X}", url)
    return url
