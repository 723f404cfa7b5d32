r"""What somebody wrote, free of any one chat program's way to mark it up.

A `Document` is flat: its `text`, and `marks` that say "from here to there this is bold". Offsets are
Python's, that is Unicode code points, end exclusive. Blocks (quote, heading, code block) are marks over whole
lines; the newline between two lines belongs to neither. An adapter turns a message into a Document and a
Document into a message; everything in between is done once, for both: see `core.words.splitting`,
`core.words.neutralising` and `core.words.links`.

    Document(
        "see the docs\nx = 1",
        (Mark(4, 12, Kind.LINK, "https://a.example/"), Mark(13, 18, Kind.CODE_BLOCK, "py")),
    )

All functions are total over `str`, lone surrogates and NUL included, and take time linear in the text (times
a logarithm of the number of marks).
"""

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise

from core.words.graphemes import is_blank
from core.words.web import web_address

REPLACEMENT = "\ufffd"


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


def _trimmed(text: str, mark: Mark) -> Mark | None:
    start, end = max(mark.start, 0), min(mark.end, len(text))
    skipped: Callable[[str], bool] = "\n".__eq__ if mark.kind in BLOCKS else is_blank
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
