"""A picture read as levels of grey, and what of it was put around it: a border, the corners of a round mask."""

from collections.abc import Sequence
from io import BytesIO
from itertools import product

from PIL import Image, ImageOps

from core.trust.pictures import Unreadable, Why

LARGEST = 8 * 1024 * 1024
"""Bytes of a file; the platforms send profile pictures of far less."""
PIXELS = 4096 * 4096
SMALLEST = 16
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
SIDE = 128
"""Pictures are looked at in so many pixels each way."""
BORDER = 0.22
"""A border takes at most so much of the picture on each side."""
THINNEST = 3
"""Fewer lines than this are no border to be taken off: what is left of them changes nothing."""
EVEN = 8
"""Levels of grey by which a border's line may differ from its colour, on average."""
CORNER = 12
"""A square of so many pixels in a corner lies outside the largest circle, and what blurs its rim."""

Box = tuple[float, float, float, float]
_DISTANCES = bytes(range(255, 0, -1)) + bytes(range(256))
WHOLE: Box = (0.0, 0.0, float(SIDE), float(SIDE))


def read(picture: bytes) -> Image.Image | Unreadable:
    """The first frame in grey, `SIDE` by `SIDE`. Its size is known before anything is unpacked."""
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


def without_border(grey: Image.Image) -> Box:
    """Lines of one colour are taken off each side, each side with its own colour."""
    rows, columns = (_split(each) for each in (grey, grey.transpose(Image.Transpose.TRANSPOSE)))
    left, right, top, bottom = map(_even, (columns, columns[::-1], rows, rows[::-1]))
    return (left, top, SIDE - right, SIDE - bottom)


def _split(grey: Image.Image) -> list[bytes]:
    levels = grey.tobytes()
    return [levels[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]


def _even(lines: Sequence[bytes]) -> int:
    """How many of the first lines have the colour of the very first."""
    colour = sorted(lines[0])[SIDE // 2]
    apart = _apart(colour)
    most = int(SIDE * BORDER)
    many = next((place for place in range(most) if sum(lines[place].translate(apart)) >= EVEN * SIDE), most)
    return many if many >= THINNEST else 0


def is_round(grey: Image.Image) -> bool:
    """Whether each corner that the largest circle leaves free is of one colour, as a round mask makes it."""
    far = SIDE - CORNER
    return all(
        _plain(grey.crop((left, top, left + CORNER, top + CORNER)).tobytes())
        for left, top in product((0, far), repeat=2)
    )


def _plain(levels: bytes) -> bool:
    colour = sorted(levels)[len(levels) // 2]
    return sum(levels.translate(_apart(colour))) < EVEN * len(levels)


def _apart(colour: int) -> bytes:
    """For each level, how far it is from this one."""
    return _DISTANCES[255 - colour : 511 - colour]
