"""Profile pictures compared with the roster's.

A roster's picture is prepared once: seen whole, cropped on each side, turned a little, and all that mirrored. A picture
that comes in is seen whole, without its border and by its inner square, which a round mask leaves.
`core.trust.pictures` says how like two such views are. docs/pictures-compared.md has the figures.

Reading a picture may take tens of milliseconds: call `prepared` and `look` in a thread.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import product

from PIL import Image, ImageChops, ImageOps

from core.trust.pictures import ALIKE, CELLS, Edges, How, Match, NoMatch, Unreadable, Why, edges, score
from core.words.refs import AgentId

LARGEST = 8 * 1024 * 1024
"""Bytes of a file; the platforms send profile pictures of far less."""
PIXELS = 4096 * 4096
SMALLEST = 16
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
SIDE = 128
"""Pictures are looked at in so many pixels each way."""
CROPS = (0.0, 0.08, 0.16)
"""Taken off each side, as parts of it, in every combination."""
TURNS = (-5.0, 5.0)
DEEP = 0.08
"""The inner square of a picture is compared with views that lack at least so much on each side."""
INNER = 0.146
"""Off each side of a square: what its largest circle surely covers stays."""
BORDER = 0.22
"""A border takes at most so much of the picture on each side."""
EVEN = 8
"""Levels of grey by which a border's line may differ from its colour, on average."""
CLOSEST, VIEWS = 4, 4
"""So many members, and so many views of each, are compared in full after the quick count."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """One way in which a stolen picture may look, and what was done to it."""

    edges: Edges
    how: tuple[How, ...]
    deep: bool


@dataclass(frozen=True, slots=True)
class Print:
    """A roster's picture prepared: 174 views of about 200 bytes, whatever its size was."""

    views: tuple[View, ...]


def prepared(picture: bytes) -> Print | Unreadable:
    """The fingerprints of a roster's picture. A plain one is `Unreadable`: it could not be told from strangers'."""
    grey = _grey(picture)
    if isinstance(grey, Unreadable):
        return grey
    if _edges(grey).plain:
        return Unreadable(Why.PLAIN)
    return Print(tuple(view for view in _views(grey) if not view.edges.plain))


class Likeness:
    """The roster's pictures. Not changed after it was made: make another when the roster changes."""

    def __init__(self, prints: Mapping[AgentId, Sequence[Print]]) -> None:
        self._views = {
            staff: tuple(view for each in theirs for view in each.views) for staff, theirs in prints.items()
        }
        self._all = {staff: _rows(views) for staff, views in self._views.items()}
        self._deep_views = {
            staff: tuple(view for view in views if view.deep) for staff, views in self._views.items()
        }
        self._deep = {staff: _rows(views) for staff, views in self._deep_views.items()}

    def look(self, picture: bytes) -> Match | NoMatch | Unreadable:
        """Whose picture this is. What cannot be read is `Unreadable`, whatever the bytes are."""
        grey = _grey(picture)
        return grey if isinstance(grey, Unreadable) else self.compare(grey)

    def compare(self, grey: Image.Image) -> Match | NoMatch:
        """The same for a picture of `SIDE` by `SIDE` levels of grey."""
        whole = _edges(grey)
        if whole.plain:
            return NoMatch(plain=True)
        box = _without_border(grey)
        found = [self._closest(whole, ())]
        if box != (0, 0, SIDE, SIDE):
            found.append(self._closest(_edges(grey, box), (How.BORDERED,)))
        found.append(self._closest(_edges(grey, _inside(box, (INNER,) * 4)), (How.ROUNDED,), deep=True))
        matches = [match for match in found if match is not None]
        return max(matches, key=lambda match: match.score, default=NoMatch())

    def _closest(self, seen: Edges, how: tuple[How, ...], *, deep: bool = False) -> Match | None:
        """By counting differing signs of everybody first, then in full among the nearest."""
        if seen.plain:
            return None
        signs = seen.signs
        near = []
        for staff, rows in (self._deep if deep else self._all).items():
            counts = [((row ^ signs) & sure).bit_count() - half for row, sure, half in rows]
            if counts:
                near.append((min(counts), staff, counts))
        near.sort(key=lambda each: each[0])
        best: Match | None = None
        for _, staff, counts in near[:CLOSEST]:
            views = (self._deep_views if deep else self._views)[staff]
            for place in sorted(range(len(counts)), key=counts.__getitem__)[:VIEWS]:
                view = views[place]
                alike = score(view.edges, seen)
                if alike >= ALIKE and (best is None or alike > best.score):
                    best = Match(staff, alike, _reasons(view.how, how))
        return best


def _rows(views: Sequence[View]) -> list[tuple[int, int, float]]:
    """For the quick count: signs, which are sure, and how many of them would differ by chance."""
    return [(view.edges.signs, view.edges.sure, view.edges.sure.bit_count() / 2) for view in views]


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
    return edges(grey.resize((CELLS, CELLS), Image.Resampling.BOX, box=box).tobytes())


def _views(grey: Image.Image) -> Iterator[View]:
    whole = (0.0, 0.0, float(SIDE), float(SIDE))
    for source, mirrored in ((grey, ()), (ImageOps.mirror(grey), (How.MIRRORED,))):
        for parts in product(CROPS, repeat=4):
            cropped = (How.CROPPED,) if any(parts) else ()
            yield View(_edges(source, _inside(whole, parts)), (*mirrored, *cropped), min(parts) >= DEEP)
        for turn in TURNS:
            turned = source.rotate(turn, Image.Resampling.BICUBIC, fillcolor=128)
            for part in CROPS:
                view = _edges(turned, _inside(whole, (part,) * 4))
                yield View(view, (*mirrored, How.TURNED), part >= DEEP)


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
