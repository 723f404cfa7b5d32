"""Profile pictures compared with the roster's.

A roster's picture is prepared once: seen whole, cropped on each side, turned a little, and all that mirrored. A picture
that comes in is seen whole, without its border and by its inner square, which a round mask leaves.
`core.trust.pictures` says how like two such views are. docs/pictures-compared.md has the figures.

Reading a picture may take tens of milliseconds: call `prepared` and `look` in a thread.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from io import BytesIO
from itertools import product
from math import sqrt

from PIL import Image, ImageChops, ImageOps

from core.trust.pictures import (
    ALIKE,
    CELLS,
    LEAST,
    PAIRS,
    Edges,
    How,
    Match,
    NoMatch,
    Unreadable,
    Why,
    edges_of,
    score,
)
from core.words.refs import AgentId

LARGEST = 8 * 1024 * 1024
"""Bytes of a file; the platforms send profile pictures of far less."""
PIXELS = 4096 * 4096
SMALLEST = 16
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
SIDE = 128
"""Pictures are looked at in so many pixels each way."""
CROPS = (0.0, 0.065, 0.13, 0.2)
"""Taken off each side, as parts of it, in every combination."""
COARSE = (CROPS[0], CROPS[2])
"""These, and what is cropped evenly, are enough to find the members that are worth a closer look."""
TURNS = (-5.0, 5.0)
DEEP = 0.13
"""The inner square of a picture is compared with views that lack at least so much on each side."""
INNER = 0.146
"""Off each side of a square: what its largest circle surely covers stays."""
BORDER = 0.22
"""A border takes at most so much of the picture on each side."""
EVEN = 8
"""Levels of grey by which a border's line may differ from its colour, on average."""
CLOSEST, VIEWS = 2, 2
"""So many members, and so many views of each, are compared in full after the quick count."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """One way in which a stolen picture may look, and what was done to it."""

    edges: Edges
    how: tuple[How, ...]
    coarse: bool
    deep: bool


@dataclass(frozen=True, slots=True)
class Print:
    """A roster's picture prepared: 528 views of about 300 bytes, whatever its size was."""

    views: tuple[View, ...]


def prepared(picture: bytes) -> Print | Unreadable:
    """The fingerprints of a roster's picture. A plain one is `Unreadable`: it could not be told from strangers'."""
    grey = _grey(picture)
    if isinstance(grey, Unreadable):
        return grey
    if _edges(grey).plain(LEAST):
        return Unreadable(Why.PLAIN)
    return Print(tuple(view for view in _views(grey) if not view.edges.plain()))


@dataclass(frozen=True, slots=True)
class Group:
    """Views of one member that lean alike, as the first of them does."""

    staff: AgentId
    rows: list[int]
    leaning: tuple[int, int, int, int]
    size: float


class Table:
    """Some views of every member: first whose are near, then which of these, by counting only."""

    def __init__(self, prints: Mapping[AgentId, Sequence[Print]], kept: Callable[[View], bool]) -> None:
        self._views: dict[AgentId, list[View]] = {}
        self._groups: list[Group] = []
        for staff, each in ((staff, each) for staff, theirs in prints.items() for each in theirs):
            for mirrored in (False, True):
                views = [view for view in each.views if kept(view) and (How.MIRRORED in view.how) is mirrored]
                if views:
                    self._groups.append(_group(staff, views))
                    self._views.setdefault(staff, []).extend(views)
        self._rows = {staff: [_row(view.edges) for view in theirs] for staff, theirs in self._views.items()}

    def nearest(self, seen: Edges) -> list[AgentId]:
        """The members who share most with a picture, less what they would by chance, by their size."""
        signed = seen.signed
        a, b, c, d = (part / PAIRS for part in seen.leaning)
        near: dict[AgentId, float] = {}
        for group in self._groups:
            shared = max([(row & signed).bit_count() for row in group.rows])
            one, two, three, four = group.leaning
            beyond = (shared - a * one - b * two - c * three - d * four) / group.size
            near[group.staff] = max(near.get(group.staff, beyond), beyond)
        return sorted(near, key=near.__getitem__, reverse=True)[:CLOSEST]

    def closest(self, staff: AgentId, seen: Edges) -> list[View]:
        """The member's views with the fewest signs that differ, less what would by chance, by their size."""
        signs = seen.signs
        counts = [
            (((row ^ signs) & sure).bit_count() - half) * weight
            for row, sure, half, weight in self._rows[staff]
        ]
        views = self._views[staff]
        return [views[place] for place in nsmallest(VIEWS, range(len(counts)), key=counts.__getitem__)]


class Likeness:
    """The roster's pictures. Not changed after it was made: make another when the roster changes."""

    def __init__(self, prints: Mapping[AgentId, Sequence[Print]]) -> None:
        self._every = Table(prints, lambda _: True)
        self._coarse = Table(prints, lambda view: view.coarse)
        self._deep = Table(prints, lambda view: view.deep)

    def look(self, picture: bytes) -> Match | NoMatch | Unreadable:
        """Whose picture this is. What cannot be read is `Unreadable`, whatever the bytes are."""
        grey = _grey(picture)
        return grey if isinstance(grey, Unreadable) else self.compare(grey)

    def compare(self, grey: Image.Image) -> Match | NoMatch:
        """The same for a picture of `SIDE` by `SIDE` levels of grey."""
        whole = _edges(grey)
        if whole.plain():
            return NoMatch()
        box = _without_border(grey)
        found = [*_found(whole, (), self._coarse, self._every)]
        if box != (0, 0, SIDE, SIDE):
            found += _found(_edges(grey, box), (How.BORDERED,), self._coarse, self._every)
        inner = _edges(grey, _inside(box, (INNER,) * 4))
        found += _found(inner, (How.ROUNDED,), self._deep, self._deep)
        return max(found, key=lambda match: match.score, default=NoMatch())


def _group(staff: AgentId, views: Sequence[View]) -> Group:
    lead = views[0].edges
    return Group(staff, [view.edges.signed for view in views], lead.leaning, sqrt(lead.sure.bit_count()))


def _row(edges: Edges) -> tuple[int, int, float, float]:
    """Signs, which are sure, how many would differ by chance, and a weight that sets that against their number."""
    many = edges.sure.bit_count()
    return (edges.signs, edges.sure, many / 2, 1 / sqrt(max(many, 1)))


def _found(seen: Edges, how: tuple[How, ...], first: Table, then: Table) -> Iterator[Match]:
    """Members by the quick count of the first table; their views by that of the second; those in full."""
    if seen.plain():
        return
    for staff in first.nearest(seen):
        for view in then.closest(staff, seen):
            alike = score(view.edges, seen)
            if alike >= ALIKE:
                yield Match(staff, alike, _reasons(view.how, how))


def _reasons(prepared_for: tuple[How, ...], seen: tuple[How, ...]) -> tuple[How, ...]:
    if How.ROUNDED in seen:
        prepared_for = tuple(how for how in prepared_for if how is not How.CROPPED)
    return tuple(dict.fromkeys((*prepared_for, *seen))) or (How.SAME,)


def _grey(picture: bytes) -> Image.Image | Unreadable:
    """The first frame in grey. Its size is known before anything is unpacked."""
    if len(picture) > LARGEST:
        return Unreadable(Why.LARGE)
    try:
        with Image.open(BytesIO(picture), formats=FORMATS) as opened:
            if opened.width * opened.height > PIXELS:
                return Unreadable(Why.LARGE)
            if min(opened.size) < SMALLEST:
                return Unreadable(Why.SMALL)
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(opened)
            if upright.has_transparency_data:
                shown = upright.convert("RGBA")
                ground = Image.new("RGBA", shown.size, (128, 128, 128, 255))
                upright = Image.alpha_composite(ground, shown)
            return _sized(upright.convert("L"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Unreadable(Why.LARGE)
    except Exception:  # noqa: BLE001 - strangers' bytes: a decoder may fail in any way, and each means "cannot tell"
        return Unreadable(Why.BROKEN)


def _sized(grey: Image.Image) -> Image.Image:
    way = Image.Resampling.BOX if min(grey.size) >= SIDE else Image.Resampling.BICUBIC
    return grey.resize((SIDE, SIDE), way)


def _edges(grey: Image.Image, box: Box | None = None) -> Edges:
    return edges_of(grey.resize((CELLS, CELLS), Image.Resampling.BOX, box=box).tobytes())


def _views(grey: Image.Image) -> Iterator[View]:
    whole = (0.0, 0.0, float(SIDE), float(SIDE))
    for source, mirrored in ((grey, ()), (ImageOps.mirror(grey), (How.MIRRORED,))):
        for parts in product(CROPS, repeat=4):
            cropped = (How.CROPPED,) if any(parts) else ()
            coarse = len({*parts}) == 1 or all(part in COARSE for part in parts)
            edges = _edges(source, _inside(whole, parts))
            yield View(edges, (*mirrored, *cropped), coarse, min(parts) >= DEEP)
        for turn in TURNS:
            turned = source.rotate(turn, Image.Resampling.BICUBIC, fillcolor=128)
            for part in CROPS:
                edges = _edges(turned, _inside(whole, (part,) * 4))
                yield View(edges, (*mirrored, How.TURNED), part == CROPS[1], part >= DEEP)


def _inside(box: Box, parts: Sequence[float]) -> Box:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    return (
        left + parts[0] * wide,
        top + parts[1] * high,
        right - parts[2] * wide,
        bottom - parts[3] * high,
    )


def _without_border(grey: Image.Image) -> Box:
    """Lines of one colour are taken off each side, each side with its own colour."""
    most = int(SIDE * BORDER)
    across = ((0, 0, 1, SIDE), (SIDE - 1, 0, SIDE, SIDE))
    down = ((0, 0, SIDE, 1), (0, SIDE - 1, SIDE, SIDE))
    off = []
    for ends, size in ((across, (SIDE, 1)), (down, (1, SIDE))):
        for backwards, end in enumerate(ends):
            colour = sorted(grey.crop(end).tobytes())[SIDE // 2]
            apart = ImageChops.difference(grey, Image.new("L", grey.size, colour))
            lines = apart.resize(size, Image.Resampling.BOX).tobytes()
            ordered = lines[::-1] if backwards else lines
            off.append(next((place for place in range(most) if ordered[place] >= EVEN), most))
    left, right, top, bottom = off
    return (left, top, SIDE - right, SIDE - bottom)
