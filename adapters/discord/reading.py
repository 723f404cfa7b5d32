"""Discord's dialect of Markdown, read into a `Document`.

It takes one pass over the text with a stack of open delimiters, so its time is linear whatever comes.
A general Markdown parser would have to be taught almost every rule anew: `__` underlines, `||` hides, line
breaks stay, headings end at the third level.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from adapters.discord.writing import GUARD
from core.words.documents import Document, Kind, Mark, aligned
from core.words.web import addresses, web_address

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
