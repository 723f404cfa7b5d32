"""A roster's picture prepared: seen whole, cropped on each side, turned a little, and all that mirrored."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from PIL import Image, ImageOps

from adapters.pictures.reading import WHOLE, Box, read
from core.trust.pictures import CELLS, LEAST, Edges, How, Unreadable, Why, edges_of

CROPS = (0.0, 0.065, 0.13, 0.2)
"""Taken off each side, as parts of it, in every combination."""
COARSE = (CROPS[0], CROPS[2])
"""These, and what is cropped evenly, are enough to find the members that are worth a closer look."""
TURNS = (-5.0, 5.0)
DEEP = 0.13
"""The inner square of a picture is compared with views that lack at least so much on each side."""

Off = tuple[float, ...]
"""What is cropped off the left, the top, the right and the bottom, as parts of the picture."""


@dataclass(frozen=True, slots=True)
class View:
    """One way in which a stolen picture may look, and what was done to it. `off` is None where it is turned too."""

    edges: Edges
    how: tuple[How, ...]
    off: Off | None
    coarse: bool
    deep: bool


@dataclass(frozen=True, slots=True)
class Print:
    """A roster's picture prepared: 528 views of about 300 bytes, whatever its size was."""

    views: tuple[View, ...]


def prepared(picture: bytes) -> Print | Unreadable:
    """The fingerprints of a roster's picture. A plain one is `Unreadable`: it could not be told from strangers'."""
    grey = read(picture)
    if isinstance(grey, Unreadable):
        return grey
    if edges_within(grey, WHOLE).plain(LEAST):
        return Unreadable(Why.PLAIN)
    return Print(tuple(view for view in _views(grey) if not view.edges.plain()))


def edges_within(grey: Image.Image, box: Box) -> Edges:
    return edges_of(grey.resize((CELLS, CELLS), Image.Resampling.BOX, box=box).tobytes())


def inside(box: Box, off: Off) -> Box:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    return (left + off[0] * wide, top + off[1] * high, right - off[2] * wide, bottom - off[3] * high)


def _views(grey: Image.Image) -> Iterator[View]:
    for source, mirrored in ((grey, ()), (ImageOps.mirror(grey), (How.MIRRORED,))):
        for off in product(CROPS, repeat=4):
            cropped = (How.CROPPED,) if any(off) else ()
            coarse = len({*off}) == 1 or all(part in COARSE for part in off)
            edges = edges_within(source, inside(WHOLE, off))
            yield View(edges, (*mirrored, *cropped), off, coarse, min(off) >= DEEP)
        for turn in TURNS:
            turned = source.rotate(turn, Image.Resampling.BICUBIC, fillcolor=128)
            for part in CROPS:
                edges = edges_within(turned, inside(WHOLE, (part,) * 4))
                yield View(edges, (*mirrored, How.TURNED), None, part == CROPS[1], part >= DEEP)
