"""Discord's dialect of Markdown, read into a `Document` and written from one.

Reading takes one pass over the text with a stack of open delimiters, so its time is linear whatever comes.
A general Markdown parser would have to be taught almost every rule anew: `__` underlines, `||` hides, line
breaks stay, headings end at the third level.

Writing escapes everything a person wrote. Where no escape is possible (code), or it is not enough (Discord
looks for mentions in the raw text, escaped or not), an invisible GUARD breaks the sequence. To keep exact
what was written, a guard that was in the text is written twice; reading makes two one and drops a single one.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from core.words.documents import Document, Kind, Mark, Run, aligned, runs
from core.words.links import honest
from core.words.splitting import split, utf16_units
from core.words.web import addresses, web_address

LIMIT = 2_000
"""Of a message. The API counts code points (discord-api-docs #1315), the client UTF-16 units: never fewer."""

LONGEST_HIDDEN_ADDRESS = 512
"""Beyond it an address is written out, where it can be split, and is no link."""

GUARD = "\u200b"

# --- Writing ------------------------------------------------------------------------------------------------

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


# --- Reading ------------------------------------------------------------------------------------------------

_ORDINARY = re.compile(rf"[^\\*_~|`\[\]<\n{GUARD}]+")
_LINE_SIGNS = frozenset({"-", "#", ">"})
"""What a line can begin with that is more than text; the others are not ordinary anywhere."""
_GUARDS = re.compile(f"{GUARD}+")
_TICKS = re.compile("`+")
_QUOTED_LINE = re.compile(r" *> ([^\n]*)")
_QUOTED_REST = re.compile(r" *>>> ")
_SUBTEXT = re.compile(r"-# (?=[^\n]*\S)")
_HEADING = re.compile(r"(#{1,3}) (?=[^\n]*\S)")
_BULLET = re.compile(r"([^\S\n]*)[-*] (?=[^\n]*\S)")
_FENCED = re.compile(r"(?:([A-Za-z0-9_+\-.#]{1,32})\n(?=\n*[^\n]))?\n*(.*)", re.DOTALL)
_SPECIAL = re.compile(
    r"<(?:"
    r"(?P<who>@[!&]?|\#)(?P<id>\d{1,20})"
    r"|/(?P<command>[^:<>\n]{1,100}):\d{1,20}"
    r"|a?:(?P<emoji>\w{1,64}):\d{1,20}"
    r"|t:(?P<time>-?\d{1,13})(?::(?P<style>[A-Za-z]))?"
    r"|id:(?P<guide>\w{1,32})"
    r"|(?P<address>https?://[^\s<>]{1,2048})"
    r")>",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\]\( ?(?:<(https?://[^\s<>]{1,2048})>|(https?://(?:[^\s()<>]|\([^\s()<>]{0,256}\)){1,2048}))"
    r"(?: \"[^\"\n]{0,256}\")? ?\)",
    re.IGNORECASE,
)
_RUNS = {character: re.compile(re.escape(character) + "+") for character in "*_~|"}
_SHRUG = "\\_(ツ)_/¯"
_SINGLE = {"*": Kind.ITALIC, "_": Kind.ITALIC}
_DOUBLE = {"*": Kind.BOLD, "_": Kind.UNDERLINE, "~": Kind.STRIKE, "|": Kind.SPOILER}
_TIMES = {"t": "%H:%M UTC", "T": "%H:%M:%S UTC", "d": "%Y-%m-%d", "D": "%Y-%m-%d"}


def to_document(markdown: str, *, mentions: Mapping[str, str]) -> Document:
    """What somebody wrote on Discord.

    `mentions` gives the name to show for the ids of users, roles and channels; an unknown id shows itself.
    List items begin with "•", custom emoji become their `:name:`, points in time are written in UTC.
    """
    if _ORDINARY.fullmatch(markdown) and "://" not in markdown and markdown.lstrip()[:1] not in _LINE_SIGNS:
        return Document(markdown)
    written = _Written()
    _Reader(markdown, mentions, written).read()
    return written.document()


@dataclass(slots=True)
class _Written:
    """The text so far, in pieces, and the marks over them. A delimiter that has its pair is emptied."""

    pieces: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    """Counted in pieces, not yet in code points."""

    def document(self) -> Document:
        offsets = list(accumulate(map(len, self.pieces), initial=0))
        marks = (replace(mark, start=offsets[mark.start], end=offsets[mark.end]) for mark in self.marks)
        return aligned(Document("".join(self.pieces), tuple(marks)))

    def mark(self, start: int, kind: Kind, argument: str = "") -> None:
        self.marks.append(Mark(start, len(self.pieces), kind, argument))


@dataclass(slots=True)
class _Opener:
    """A run of delimiters that may yet turn out to open something; until then its piece holds it as text."""

    character: str
    left: int
    piece: int


@dataclass(slots=True)
class _Open:
    """What is open on one level: the message, or a quote in it."""

    openers: list[_Opener] = field(default_factory=list)
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How many openers could open with one or two of a character: nobody searches in vain."""
    brackets: list[tuple[int, int]] = field(default_factory=list)
    """For each "[": its piece and how many openers were before it."""

    def push(self, opener: _Opener) -> None:
        self.openers.append(opener)
        self._count(opener, 1)

    def drop(self, depth: int) -> None:
        """Forget openers, and brackets after them, down to `depth`: they stay text."""
        while len(self.openers) > depth:
            self._count(self.openers.pop(), -1)
        while self.brackets and self.brackets[-1][1] > depth:
            self.brackets.pop()

    def take(self, opener: _Opener, size: int) -> None:
        self._count(opener, -1)
        opener.left -= size
        self._count(opener, 1)

    def has(self, character: str, size: int) -> bool:
        return self.counts[character, size] > 0

    def nearest(self, character: str, size: int) -> int:
        """The depth of the innermost opener of which `size` can be taken; there is one."""
        return next(
            depth
            for depth in range(len(self.openers) - 1, -1, -1)
            if self.openers[depth].character == character and self.openers[depth].left in (size, 3)
        )

    def innermost(self, character: str) -> int:
        """How many the innermost opener of the character gives, 2 or 1; there is one."""
        opener = next(opener for opener in reversed(self.openers) if opener.character == character)
        return min(opener.left, 2)

    def _count(self, opener: _Opener, by: int) -> None:
        for size in (1, 2):
            if opener.left in (size, 3):
                self.counts[opener.character, size] += by


class _Reader:
    """One pass over a message, or over the lines of a quote in it."""

    def __init__(
        self, source: str, mentions: Mapping[str, str], written: _Written, *, quoted: bool = False
    ) -> None:
        self._source = source
        self._mentions = mentions
        self._written = written
        self._pieces = written.pieces
        self._quoted = quoted
        self._open = _Open()
        self._at = 0
        self._addresses = dict(addresses(source))
        self._ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(source):
            self._ticks.setdefault(len(run[0]), []).append(run.start())
        self._last_fence = source.rfind("```")
        self._last_link = -1  # the piece at which the last link begins
        self._heading: tuple[int, int, str] | None = None  # its first piece, the openers before it, its level

    def read(self) -> None:
        starts = iter(self._addresses)
        stop = next(starts, len(self._source))
        line_begins = True
        while self._at < len(self._source):
            if line_begins and self._line():
                continue
            line_begins = False
            while stop < self._at:
                stop = next(starts, len(self._source))
            ordinary = _ORDINARY.match(self._source, self._at, stop)
            if stop == self._at:
                self._address()
            elif ordinary is not None:
                self._say(ordinary[0], ordinary.end())
            else:
                line_begins = self._source[self._at] == "\n"
                self._special(self._source[self._at])
        self._end_heading()

    def _say(self, text: str, until: int) -> None:
        self._pieces.append(text)
        self._at = until

    def _line(self) -> bool:
        """Read what only begins lines; whether it was a quote, after which another line begins."""
        if not self._quoted and self._quote():
            return True
        subtext = _SUBTEXT.match(self._source, self._at)
        if subtext is not None:
            self._at = subtext.end()
        elif (heading := _HEADING.match(self._source, self._at)) is not None:
            self._at = heading.end()
            self._heading = (len(self._pieces), len(self._open.openers), str(len(heading[1])))
        elif (bullet := _BULLET.match(self._source, self._at)) is not None:
            self._say(bullet[1] + "• ", bullet.end())
        return False

    def _quote(self) -> bool:
        rest = _QUOTED_REST.match(self._source, self._at)
        if rest is not None:
            lines = [self._source[rest.end() :]]
            self._at = len(self._source)
        else:
            lines = []
            while (line := _QUOTED_LINE.match(self._source, self._at)) is not None:
                lines.append(line[1])
                self._at = line.end() + 1
            if not lines:
                return False
            self._at -= 1
        start = len(self._pieces)
        _Reader("\n".join(lines), self._mentions, self._written, quoted=True).read()
        self._written.mark(start, Kind.QUOTE)
        if self._at < len(self._source):
            self._say("\n", self._at + 1)
        return True

    def _end_heading(self) -> None:
        if self._heading is not None:
            start, depth, level = self._heading
            self._open.drop(depth)
            self._written.mark(start, Kind.HEADING, level)
            self._heading = None

    def _special(self, character: str) -> None:
        match character:
            case "\n":
                self._end_heading()
                self._say("\n", self._at + 1)
            case "\\":
                self._escape()
            case "`":
                self._code()
            case "<":
                self._angle()
            case "[":
                self._open.brackets.append((len(self._pieces), len(self._open.openers)))
                self._say("[", self._at + 1)
            case "]":
                self._bracket()
            case _ if character == GUARD:
                found = _run(_GUARDS, self._source, self._at)
                self._say(_unguarded(found), self._at + len(found))
            case _:
                self._delimiter(character)

    def _escape(self) -> None:
        if self._source.startswith(_SHRUG, self._at) and self._source[self._at - 1 : self._at] == "¯":
            self._say(_SHRUG, self._at + len(_SHRUG))
            return
        following = self._source[self._at + 1 : self._at + 2]
        if not following or following.isalnum() or following.isspace():
            self._say("\\", self._at + 1)
        else:
            self._say(following, self._at + 2)

    def _code(self) -> None:
        ticks = _run(_TICKS, self._source, self._at)
        start = self._at + len(ticks)
        if len(ticks) == len("```") and start <= self._last_fence:
            end = self._source.index("```", start)
            fenced = _FENCED.fullmatch(self._source, start, end)
            content = fenced[2].rstrip("\n") if fenced is not None else ""
            if fenced is not None and content:
                first = len(self._pieces)
                self._say(_unguarded(content), end + len("```"))
                self._written.mark(first, Kind.CODE_BLOCK, fenced[1] or "")
                return
        same = self._ticks.get(len(ticks), [])
        index = bisect_right(same, self._at)
        if index == len(same):
            self._say(ticks, start)
            return
        content = self._source[start : same[index]]
        if re.match(" +`", content):
            content = content[1:]
        if re.search("` +\\Z", content):
            content = content[:-1]
        self._pieces.append(_unguarded(content))
        self._written.mark(len(self._pieces) - 1, Kind.CODE)
        self._at = same[index] + len(ticks)

    def _angle(self) -> None:
        found = _SPECIAL.match(self._source, self._at)
        if found is None:
            self._say("<", self._at + 1)
            return
        first = len(self._pieces)
        shown = found[0]
        if found["id"]:
            sign = "#" if found["who"] == "#" else "@"
            shown = sign + " ".join(self._mentions.get(found["id"], found["id"]).split())
        elif found["command"]:
            shown = "/" + found["command"]
        elif found["emoji"]:
            shown = f":{found['emoji']}:"
        elif found["time"]:
            shown = _time(int(found["time"]), found["style"] or "f") or shown
        elif found["guide"]:
            shown = "#" + found["guide"]
        else:
            shown = found["address"]
        self._say(shown, found.end())
        if found["id"]:
            self._written.mark(first, Kind.MENTION)
        elif found["address"]:
            self._written.mark(first, Kind.LINK, shown)
            self._last_link = first

    def _address(self) -> None:
        end = self._addresses[self._at]
        for character in "*_~|":
            size = 2 if self._open.has(character, 2) else 1 if character == "*" else 0
            if size and self._open.has(character, size):
                cut = self._source.find(character * size, self._at, end)
                end = cut if cut >= 0 else end
        if self._open.brackets:
            cut = self._source.find("](", self._at, end)
            end = cut if cut >= 0 else end
        address = self._source[self._at : end]
        first = len(self._pieces)
        if web_address(address) is None:
            self._say(address[:1], self._at + 1)
            return
        self._say(address, end)
        self._written.mark(first, Kind.LINK, address)
        self._last_link = first

    def _bracket(self) -> None:
        target = _TARGET.match(self._source, self._at)
        bracket = self._open.brackets.pop() if self._open.brackets else None
        piece, depth = bracket or (len(self._pieces), 0)
        # An empty label is none, nor is one that shows an address itself: Discord agrees.
        if target is None or bracket is None or piece == len(self._pieces) - 1 or piece < self._last_link:
            self._say("]", self._at + 1)
            return
        self._open.drop(depth)
        self._pieces[piece] = ""
        self._written.mark(piece, Kind.LINK, target[1] or target[2])
        self._last_link = piece
        self._at = target.end()

    def _delimiter(self, character: str) -> None:
        run = _run(_RUNS[character], self._source, self._at)
        before = self._source[self._at - 1 : self._at]
        self._at += len(run)
        after = self._source[self._at : self._at + 1]
        left = len(run)
        if left > 4 or (left % 2 and character not in _SINGLE):
            self._pieces.append(run)
            return
        single = character in _SINGLE and not before.isspace()
        if character == "_" and after.isascii() and after.isalnum():
            single = False
        while left and (size := self._closable(character, left, single=single)):
            self._close(character, size)
            left -= size
        if not left:
            return
        if left < 4 and (left == 2 or (after and not after.isspace())):
            self._open.push(_Opener(character, left, len(self._pieces)))
        self._pieces.append(character * left)

    def _closable(self, character: str, left: int, *, single: bool) -> int:
        """How many of the `left` delimiters close something: 2, 1 or 0."""
        double = left >= 2 and self._open.has(character, 2)
        single = single and left % 2 == 1 and self._open.has(character, 1)
        if double and single:
            return self._open.innermost(character)
        return 2 if double else 1 if single else 0

    def _close(self, character: str, size: int) -> None:
        depth = self._open.nearest(character, size)
        opener = self._open.openers[depth]
        self._open.drop(depth + 1)
        self._open.take(opener, size)
        self._pieces[opener.piece] = character * opener.left
        self._written.mark(opener.piece + 1, _DOUBLE[character] if size == 2 else _SINGLE[character])
        if not opener.left:
            self._open.drop(depth)


def _run(pattern: re.Pattern[str], source: str, position: int) -> str:
    found = pattern.match(source, position)
    return "" if found is None else found[0]


def _unguarded(text: str) -> str:
    return _GUARDS.sub(lambda run: GUARD * (len(run[0]) // 2), text)


def _time(seconds: int, style: str) -> str:
    try:
        moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return moment.strftime(_TIMES.get(style, "%Y-%m-%d %H:%M UTC"))
