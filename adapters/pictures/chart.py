"""A bar chart as a PNG that reads on light and on dark grounds: it brings its own. What it shows is said beside it, in
any script; the font that is always there has digits and plain letters only.
"""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from core.words.effects import Bar

WIDTH, HEIGHT = 960, 360
EDGE, LABELS = 24, 32
SCALE = 2
"""Drawn so many times as large, and then made small, so that edges are smooth."""
GROUND, INK, FAINT, FILL = "#ffffff", "#1f2328", "#8c959f", "#3b63c4"


def draw(bars: Sequence[Bar]) -> bytes:
    """A bar for each, its label below, its height above where it is not nothing."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), GROUND)
    pen = ImageDraw.Draw(image)
    left, floor = EDGE, HEIGHT - EDGE - LABELS
    most = max((bar.height for bar in bars), default=0) or 1
    step = (WIDTH - 2 * EDGE) / max(1, len(bars))
    pen.line(_scaled(left, floor, WIDTH - EDGE, floor), FAINT, width=SCALE)
    for number, bar in enumerate(bars):
        x = left + step * number
        middle = (x + step / 2) * SCALE
        top = floor - (floor - 2 * EDGE) * bar.height / most
        if bar.height:
            pen.rectangle(_scaled(x + step * 0.15, top, x + step * 0.85, floor), FILL)
            pen.text((middle, (top - 4) * SCALE), str(bar.height), INK, font=_font(14), anchor="ms")
        pen.text((middle, (floor + 8) * SCALE), bar.label, FAINT, font=_font(14), anchor="ma")
    out = BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size * SCALE)


def _scaled(*sides: float) -> tuple[float, ...]:
    return tuple(side * SCALE for side in sides)
