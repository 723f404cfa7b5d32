r"""What somebody wrote, free of any one chat program's way to mark it up.

A `Document` is flat: its `text`, and `marks` that say "from here to there this is bold". Offsets are
Python's, that is Unicode code points, end exclusive. Blocks (quote, heading, code block) are marks over whole
lines; the newline between two lines belongs to neither. An adapter turns a message into a Document and a
Document into a message; everything in between (splitting, neutralising, defanging) is done once, here.

    Document(
        "see the docs\nx = 1",
        (Mark(4, 12, Kind.LINK, "https://a.example/"), Mark(13, 18, Kind.CODE_BLOCK, "py")),
    )

All functions are total over `str`, lone surrogates and NUL included, and take time linear in the text (times
a logarithm of the number of marks).
"""

import heapq
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise

REPLACEMENT = "\ufffd"
LONGEST_ADDRESS = 2_048
MARKS_PER_BASE = 4
"""Vietnamese needs two combining marks on a letter, pointed and chanted Hebrew four; Zalgo has dozens."""


class Kind(StrEnum):
    """What a mark says of its stretch of text. The order is the order of nesting where two cover the same."""

    QUOTE = "quote"
    HEADING = "heading"
    """A line. Argument: its level, "1" to "3"."""
    CODE_BLOCK = "code_block"
    """Argument: the language, or empty. Holds no other marks."""
    SPOILER = "spoiler"
    LINK = "link"
    """Argument: the address. It is always http or https."""
    MENTION = "mention"
    """The name of somebody or some place, as text. It pings nobody."""
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    CODE = "code"
    """Other marks may surround it and never begin or end inside."""


BLOCKS = frozenset({Kind.QUOTE, Kind.HEADING, Kind.CODE_BLOCK})
_RANK = {kind: rank for rank, kind in enumerate(Kind)}
_LEVEL = {kind: 0 if kind is Kind.QUOTE else 1 if kind in BLOCKS else 2 for kind in Kind}


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind` holds for the code points from `start` up to, not including, `end`."""

    start: int
    end: int
    kind: Kind
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its marks, put in canonical form when made, so that equal looks are equal values.

    Lone surrogates and NUL become U+FFFD (offsets stay). Marks are cut to the text, trimmed of white space
    (blocks of newlines only), sorted, and those of one kind neither overlap nor touch unless their arguments
    differ. Marks that cannot be (a link that is not http or https, bold in a code block, an empty stretch)
    vanish; nothing raises.
    """

    text: str
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        text = _UNSTORABLE.sub(REPLACEMENT, self.text)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "marks", _canonical(text, self.marks) if self.marks else ())


def plain(text: str) -> Document:
    """The text with no marks."""
    return Document(text)


def concat(*documents: Document) -> Document:
    """One after the other, with nothing between."""
    offsets = accumulate((len(document.text) for document in documents), initial=0)
    return Document(
        "".join(document.text for document in documents),
        tuple(
            replace(mark, start=mark.start + offset, end=mark.end + offset)
            for document, offset in zip(documents, offsets, strict=False)
            for mark in document.marks
        ),
    )


# --- The canonical form -------------------------------------------------------------------------------------

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def _canonical(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    by_kind: dict[Kind, list[Mark]] = {}
    for mark in _lines(text, marks):
        argument = web_address(mark.argument) if mark.kind is Kind.LINK else mark.argument
        trimmed = _trimmed(text, mark)
        if trimmed is not None and argument is not None:
            sound = trimmed if argument == trimmed.argument else replace(trimmed, argument=argument)
            by_kind.setdefault(mark.kind, []).append(sound)
    for kind, some in by_kind.items():
        by_kind[kind] = [mark for mark in _disjoint(some) if _trimmed(text, mark) == mark]
    blocks = by_kind.get(Kind.CODE_BLOCK, [])
    codes = _without(text, by_kind.get(Kind.CODE, []), blocks)
    found = [*blocks, *codes]
    for kind, some in by_kind.items():
        if kind is Kind.QUOTE:
            found += some
        elif kind is Kind.HEADING:
            found += _without(text, some, blocks)
        elif kind not in (Kind.CODE, Kind.CODE_BLOCK):
            found += _around(text, _without(text, some, blocks), codes)
    return tuple(sorted(found, key=_place))


def _lines(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks, headings cut into one for each line."""
    for mark in marks:
        if mark.kind is Kind.HEADING:
            start = max(mark.start, 0)
            while (newline := text.find("\n", start, max(mark.end, 0))) >= 0:
                yield replace(mark, start=start, end=newline)
                start = newline + 1
            yield replace(mark, start=start)
        else:
            yield mark


def _place(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _RANK[mark.kind]


def _blank(character: str) -> bool:
    return character.isspace() or character == "\ufeff"


def _trimmed(text: str, mark: Mark) -> Mark | None:
    start, end = max(mark.start, 0), min(mark.end, len(text))
    skipped: Callable[[str], bool] = "\n".__eq__ if mark.kind in BLOCKS else _blank
    while start < end and skipped(text[start]):
        start += 1
    while start < end and skipped(text[end - 1]):
        end -= 1
    if start >= end or (mark.kind in BLOCKS and text[start:end].isspace()):
        return None
    return mark if (start, end) == (mark.start, mark.end) else replace(mark, start=start, end=end)


def _disjoint(marks: list[Mark]) -> Iterator[Mark]:
    """Marks of one kind: those alike are joined, of two that differ the earlier keeps the common part."""
    marks.sort(key=_place)
    last: Mark | None = None
    for mark in marks:
        if last is None or mark.start > last.end:
            if last is not None:
                yield last
            last = mark
        elif mark.argument == last.argument:
            last = replace(last, end=max(last.end, mark.end))
        elif mark.end > last.end:
            yield last
            last = replace(mark, start=last.end)
    if last is not None:
        yield last


def _without(text: str, marks: list[Mark], holes: list[Mark]) -> list[Mark]:
    """What is left of `marks` outside `holes`; both sorted and disjoint."""
    if not holes:
        return marks
    ends = [hole.end for hole in holes]
    left: list[Mark] = []
    for mark in marks:
        start = mark.start
        for hole in holes[bisect_right(ends, mark.start) :]:
            if hole.start >= mark.end:
                break
            left.append(replace(mark, start=start, end=hole.start))
            start = hole.end
        left.append(replace(mark, start=start))
    return [trimmed for mark in left if (trimmed := _trimmed(text, mark)) is not None]


def _around(text: str, marks: list[Mark], codes: list[Mark]) -> list[Mark]:
    """`marks` with the ends that lie inside inline code moved out of it."""
    if not codes:
        return marks
    ends = [code.end for code in codes]
    moved: list[Mark] = []
    for mark in marks:
        first, last = bisect_right(ends, mark.start), bisect_left(ends, mark.end)
        start = ends[first] if first < len(codes) and codes[first].start < mark.start else mark.start
        end = (
            codes[last].start if last < len(codes) and codes[last].start < mark.end < ends[last] else mark.end
        )
        moved.append(replace(mark, start=start, end=end))
    return [trimmed for mark in moved if (trimmed := _trimmed(text, mark)) is not None]


# --- Changing the text under the marks ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of the code points from `start` to `end`; equal ends insert."""

    start: int
    end: int
    text: str


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """The document with `edits`, which are sorted and do not overlap, made; marks move along.

    What is inserted between two marks, or where a mark begins or ends, belongs to no mark.
    """
    if not edits:
        return document
    text = document.text
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    pieces.append(text[at:])
    starts = [edit.start for edit in edits]
    ends = [edit.end for edit in edits]
    grown = list(accumulate((len(edit.text) - (edit.end - edit.start) for edit in edits), initial=0))

    def moved_start(position: int) -> int:
        index = bisect_right(ends, position)
        inside = index < len(edits) and starts[index] < position
        return (starts[index] if inside else position) + grown[index]

    def moved_end(position: int) -> int:
        index = bisect_left(starts, position)
        if index and ends[index - 1] > position:
            return ends[index - 1] + grown[index]
        return position + grown[index]

    return Document(
        "".join(pieces),
        tuple(
            replace(mark, start=moved_start(mark.start), end=moved_end(mark.end)) for mark in document.marks
        ),
    )


def aligned(document: Document) -> Document:
    """Newlines put in so that every block covers whole lines, as a writer of lines needs it."""
    text = document.text
    places: set[int] = set()
    for mark in document.marks:
        if mark.kind in BLOCKS:
            if mark.start and text[mark.start - 1] != "\n":
                places.add(mark.start)
            if mark.end < len(text) and text[mark.end] != "\n":
                places.add(mark.end)
    return edited(document, [Edit(place, place, "\n") for place in sorted(places)])


@dataclass(frozen=True, slots=True)
class Run:
    """Text over which the same marks hold; marks that open before it, outermost first, and close after it."""

    start: int
    text: str
    opened: tuple[Mark, ...]
    closed: tuple[Mark, ...]


def runs(document: Document) -> Iterator[Run]:
    """The document as a writer with brackets needs it: marks cut so that they nest, blocks outside.

    The texts joined are the document's; a cut mark opens once more for each of its pieces.
    """
    marks = _nested(document)
    edges = sorted({0, len(document.text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    following = iter(marks)
    upcoming = next(following, None)
    stack: list[Mark] = []
    for start, end in pairwise(edges):
        opened: list[Mark] = []
        while upcoming is not None and upcoming.start == start:
            opened.append(upcoming)
            upcoming = next(following, None)
        stack += opened
        closed: list[Mark] = []
        while stack and stack[-1].end == end:
            closed.append(stack.pop())
        yield Run(start, document.text[start:end], tuple(opened), tuple(closed))


def _nested(document: Document) -> list[Mark]:
    text = document.text
    waiting: list[tuple[tuple[int, int, int], Mark]] = []
    cuts: list[int] = []
    for level in range(3):
        layer = [mark for mark in document.marks if _LEVEL[mark.kind] == level]
        pieces = [piece for mark in layer for piece in _pieces(text, mark, cuts)]
        waiting += [(_place(piece), piece) for piece in pieces]
        cuts = sorted({*cuts, *(edge for mark in layer for edge in (mark.start, mark.end))})
    heapq.heapify(waiting)
    nested: list[Mark] = []
    ends: list[int] = []
    while waiting:
        _, mark = heapq.heappop(waiting)
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and ends[-1] < mark.end:
            rest = _trimmed(text, replace(mark, start=ends[-1]))
            if rest is not None:
                heapq.heappush(waiting, (_place(rest), rest))
            first = _trimmed(text, replace(mark, end=ends[-1]))
            if first is not None:  # It may now begin later or weigh less than another: let it queue again.
                heapq.heappush(waiting, (_place(first), first))
            continue
        nested.append(mark)
        ends.append(mark.end)
    return nested


def _pieces(text: str, mark: Mark, cuts: list[int]) -> list[Mark]:
    inside = cuts[bisect_right(cuts, mark.start) : bisect_left(cuts, mark.end)]
    if not inside:
        return [mark]
    edges = [mark.start, *inside, mark.end]
    pieces = (_trimmed(text, replace(mark, start=start, end=end)) for start, end in pairwise(edges))
    return [piece for piece in pieces if piece is not None]


# --- Splitting ----------------------------------------------------------------------------------------------


def utf16_units(text: str) -> int:
    """The length of a text in UTF-16 code units; never less than its code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(document: Document, limit: int, measure: Callable[[Document], int]) -> tuple[Document, ...]:
    """The document in parts, each of at most `limit` by `measure`; their texts joined are the document's.

    `measure` is never less than the code points of the text and, but for a little, grows with the document;
    it may be the length of what an adapter would send. A part ends after a paragraph or line in its second
    half, else after a word, else between graphemes; inside a grapheme only when that alone is too long. Marks
    go on in the next part, so a code block is opened again. Where a single code point with its marks is over
    the limit, it goes without.

    Raises:
        ValueError: the limit cannot hold a single code point.
    """
    text, start = document.text, 0
    marks: Sequence[Mark] = document.marks
    parts: list[Document] = []

    def part(end: int) -> Document:
        near = marks[: bisect_left(marks, end, key=lambda mark: mark.start)]
        moved = (Mark(mark.start - start, mark.end - start, mark.kind, mark.argument) for mark in near)
        return Document(text[start:end], tuple(moved))

    def longest(ends: Sequence[int]) -> int:
        """How many of `ends` fit: the most, or so many that a twentieth of the limit at most is left over."""
        low, high, probe, guess = 0, len(ends) + 1, len(ends), True
        while high - low > 1:
            cost = measure(part(ends[probe - 1]))
            if cost <= limit:
                low = probe
                if 20 * (limit - cost) <= limit:
                    break
            else:
                high = probe
            # Costs are nearly proportional, so a guess is near; halving by turns bounds the number of steps.
            near = probe * limit // max(cost, 1) if guess else (low + high) // 2
            probe, guess = min(max(near, low + 1), high - 1), not guess
        return low

    while start < len(text):
        marks = [mark for mark in marks if mark.end > start]
        window = text[start : start + limit + 1]
        ends = [start + end for end in graphemes(window) if end <= limit]
        fitting = longest(ends)
        if fitting:
            end = _good_end(text, start, ends[:fitting])
            if measure(part(end)) > limit:
                end = ends[fitting - 1]
        else:
            ends = list(range(start + 1, min(start + limit, len(text)) + 1))
            fitting = longest(ends)
            if not fitting:
                marks = []
                fitting = longest(ends)
            if not fitting:
                raise ValueError(f"a limit of {limit} holds no text")
            end = ends[fitting - 1]
        parts.append(part(end))
        start = end
        marks = marks or [mark for mark in document.marks if mark.end > start]
    return tuple(parts) or (document,)


def _good_end(text: str, start: int, ends: Sequence[int]) -> int:
    last = ends[-1]
    if last == len(text):
        return last
    half = start + (last - start) // 2
    for separator in ("\n\n", "\n"):
        found = text.rfind(separator, half, last)
        if found >= 0:
            return found + len(separator)
    if text[last].isspace():
        return last
    return next((end for end in reversed(ends) if text[end - 1].isspace()), last)


# --- Graphemes: the rules of UAX #29, approximated with what unicodedata knows ------------------------------

_ZWJ, _ZWNJ = "\u200d", "\u200c"
_PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


def graphemes(text: str) -> Iterator[int]:
    """The positions where a grapheme ends, in order; the last is the length of the text."""
    previous = ""
    flags = 0
    """How many regional indicators end here."""
    for position, character in enumerate(text):
        if position and not _joined(previous, character, flags):
            yield position
        flags = flags + 1 if _regional(character) else 0
        previous = character
    if text:
        yield len(text)


def _joined(previous: str, character: str, flags: int) -> bool:
    if character < "\u0300":
        return (previous == "\r" and character == "\n") or previous in _PREPENDED
    if unicodedata.category(previous) in ("Cc", "Zl", "Zp"):
        return False
    if _extends(character) or previous in _PREPENDED:
        return True
    if previous == _ZWJ:
        return _pictograph(character) or unicodedata.category(character) == "Lo"
    if _regional(character):
        return flags % 2 == 1
    if unicodedata.combining(previous) == 9 and unicodedata.category(character) == "Lo":
        return True  # a virama joins two consonants
    if "\udc00" <= character <= "\udfff":
        return "\ud800" <= previous <= "\udbff"
    hangul = _hangul(character)
    return bool(hangul) and hangul in _HANGUL_NEXT[_hangul(previous)]


def _extends(character: str) -> bool:
    return (
        character in (_ZWJ, _ZWNJ, "\uff9e", "\uff9f")
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or _tag(character)
    )


def _tag(character: str) -> bool:
    return "\U000e0020" <= character <= "\U000e007f"


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _pictograph(character: str) -> bool:
    """Anything that may stand in an emoji sequence; the block is for emoji newer than this Python."""
    return (
        "\U0001f000" <= character <= "\U0001faff"
        or character in "↔↕"
        or unicodedata.category(character) in ("So", "Sk")
    )


_HANGUL_NEXT = {"": "", "L": "LVST", "V": "VT", "T": "T", "S": "VT"}
"""Which Hangul letters may follow: leading, vowel, trailing; a whole syllable takes what follows a vowel."""


def _hangul(character: str) -> str:
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c":
        return "L"
    if "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6":
        return "V"
    if "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb":
        return "T"
    return "S" if "\uac00" <= character <= "\ud7a3" else ""


# --- For show: nothing invisible, nothing that turns or towers over the page --------------------------------

_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show nothing, yet are not of the class of format characters."""


_HARMLESS = re.compile(r"[\n\t -~\xa1-\xac\xae-\u02af\u2013\u2014\u2018-\u201d\u2026\u20ac]*")
"""Letters, digits and punctuation of western languages: nothing in them needs a look at each character."""


def neutralise(text: str) -> str:
    """The text as it is safe to show; what is kept in a record stays as it was written.

    Taken out: everything that turns the direction of writing, invisible characters (but the joiners inside
    emoji and in scripts that need them), controls except newline and tab, and combining marks after the
    fourth on one base. NUL, lone surrogates and code points that are no characters become U+FFFD. Doing it
    twice changes nothing.
    """
    return neutralised(plain(text)).text


def neutralised(document: Document) -> Document:
    """The document with its text neutralised, as `neutralise` says; marks move along."""
    if _HARMLESS.fullmatch(document.text):
        return document
    return edited(document, list(_neutralising(document.text)))


def _neutralising(text: str) -> Iterator[Edit]:
    base, previous, stacked, flag = "", "", 0, False
    for position, character in enumerate(text):
        if " " <= character <= "~" or character in "\n\t":
            shown = character
        elif character == "\r":
            shown = "" if text[position + 1 : position + 2] == "\n" else "\n"
        elif character in "\u2028\u2029":
            shown = "\n"
        elif _invisible(character):
            following = text[position + 1 : position + 2]
            kept = _needed(character, previous, base, following) or (flag and _tag(character))
            shown = character if kept else ""
        elif ord(character) & 0xFFFE == 0xFFFE:
            shown = REPLACEMENT
        elif unicodedata.category(character) in ("Mn", "Me"):
            shown = character if stacked < MARKS_PER_BASE else ""
        else:
            shown = character
        if shown != character:
            yield Edit(position, position + 1, shown)
        if shown:
            previous = shown
            marking = unicodedata.category(shown) in ("Mn", "Me")
            stacked = stacked + 1 if marking else stacked if _tag(shown) or shown in (_ZWJ, _ZWNJ) else 0
            if not _extends(shown):
                base = shown
            flag = shown == "\U0001f3f4" or (flag and _tag(shown) and shown != "\U000e007f")


def _invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return (
        (category in ("Cf", "Cc") and character not in _PREPENDED)
        or character in _FILLERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0000" <= character <= "\U000e0fff"
    )


def _needed(character: str, previous: str, base: str, following: str) -> bool:
    """Whether an invisible character does its proper work here."""
    if not previous:
        return False
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return previous == base and (
            _pictograph(base) or base in "#*0123456789‼⁉ℹ〰〽" or unicodedata.category(base) in ("Lo", "Sm")
        )
    if character == _ZWJ and following and _pictograph(base) and _pictograph(following):
        return previous != _ZWJ
    if character in (_ZWJ, _ZWNJ) and following and unicodedata.category(following)[0] == "L":
        return unicodedata.bidirectional(previous) == "AL" or unicodedata.combining(previous) == 9
    return False


# --- Addresses ----------------------------------------------------------------------------------------------

_ADDRESS = re.compile(rf"https?://[^\s<>]{{1,{LONGEST_ADDRESS}}}", re.IGNORECASE)
_AUTHORITY = re.compile(r"(https?)://([^/?#]*)", re.IGNORECASE)
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]{0,15}"
_ANY_SCHEME = re.compile(rf"({_SCHEME})://((?:(?!{_SCHEME}://)[^\s/?#<>]){{0,255}})")
"""With its host, which ends where another address begins."""
_AWKWARD = re.compile(r"[\"'<>\\^`{|}]")
_PRETENDING = re.compile(r"(?:https?://|www\.)|\A[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}(?:/|\Z)", re.IGNORECASE)


def web_address(url: str) -> str | None:
    """The address if it is one of the web (http or https) and harmless to write down, else None.

    Quotes, angle brackets and the like are percent-encoded; spaces and invisible characters make it none.
    """
    url = url.strip()
    found = _AUTHORITY.match(url)
    if found is None or not any(map(str.isalnum, found[2])) or len(url) > LONGEST_ADDRESS:
        return None
    if any(_blank(character) or unicodedata.category(character)[0] == "C" for character in url):
        return None
    return _AWKWARD.sub(lambda awkward: f"%{ord(awkward[0]):02X}", url)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses written out in the text start and end, in order.

    Punctuation that ends the sentence, and a bracket that was opened before the address, are left outside.
    """
    for found in _ADDRESS.finditer(text):
        start, end = found.span()
        surplus = found[0].count(")") - found[0].count("(")
        while text[end - 1] in ".,:;!?\"']" or (text[end - 1] == ")" and surplus > 0):
            surplus -= text[end - 1] == ")"
            end -= 1
        if web_address(text[start:end]) is not None and not text[start - 1 : start].isalnum():
            yield start, end


def honest(document: Document, longest: int = LONGEST_ADDRESS) -> Document:
    """Links whose label looks like another address are written out: "bank.example (https://evil.example)".

    So are, without a link, those with an address longer than `longest`, which would not fit where it hides.
    """
    edits: list[Edit] = []
    written: list[Mark] = []
    dropped: set[Mark] = set()
    grown = 0
    for mark in document.marks:
        label = document.text[mark.start : mark.end]
        long = len(mark.argument) > longest
        if mark.kind is not Kind.LINK or not (long or _misleads(label, mark.argument)):
            continue
        dropped.add(mark)
        if label != mark.argument:
            # In place of the last character, so that a quote or spoiler around the label takes it in.
            edit = Edit(mark.end - 1, mark.end, f"{label[-1]} ({mark.argument})")
            start = mark.end + grown + len(" (")
            if not long:
                written.append(Mark(start, start + len(mark.argument), Kind.LINK, mark.argument))
            edits.append(edit)
            grown += len(edit.text) - 1
    if not dropped:
        return document
    kept = Document(document.text, tuple(mark for mark in document.marks if mark not in dropped))
    changed = edited(kept, edits)
    return Document(changed.text, (*changed.marks, *written))


def _misleads(label: str, url: str) -> bool:
    if _PRETENDING.search(label.strip()) is None:
        return False
    shown = label.strip() if "://" in label else f"http://{label.strip()}"
    return _host(shown) != _host(url)


def _host(url: str) -> str:
    found = _AUTHORITY.match(url)
    return "" if found is None else found[2].casefold().removeprefix("www.")


def defang(document: Document) -> Document:
    """The document with no link left in it, and no text that a chat program would make one.

    Addresses stay readable: https://evil.example/x is hxxps://evil[.]example/x, behind its label if it had
    one.
    """
    text = document.text
    edits: list[Edit] = []
    links = [mark for mark in document.marks if mark.kind is Kind.LINK]
    at = 0
    for mark in links:
        edits += _defanging(text, at, mark.start)
        label = text[mark.start : mark.end]
        behind = "" if label == mark.argument else f" ({_defanged(mark.argument)})"
        tame = _defanged(label)
        if tame == label:
            edits.append(Edit(mark.end - 1, mark.end, label[-1] + behind))
        else:
            edits.append(Edit(mark.start, mark.end, tame + behind))
        at = mark.end
    edits += _defanging(text, at, len(text))
    kept = Document(text, tuple(mark for mark in document.marks if mark.kind is not Kind.LINK))
    return edited(kept, edits)


def _defanging(text: str, start: int, end: int) -> Iterator[Edit]:
    for found in _ANY_SCHEME.finditer(text, start, end):
        yield Edit(found.start(), found.end(), _defanged(found[0]))


def _defanged(address: str) -> str:
    def tamed(found: re.Match[str]) -> str:
        scheme = found[1].casefold()
        opening = scheme.replace("tt", "xx") + "://" if scheme in ("http", "https") else f"{found[1]}[:]//"
        return opening + found[2].replace(".", "[.]")

    return _ANY_SCHEME.sub(tamed, address)
