"""Pictures as accounts have them, drawn from a seed: scenes, faces and logos, and what is done to a stolen one.

Scenes follow two models of natural pictures: noise with a 1/f spectrum, and dead leaves (shapes of all sizes that
cover one another). Faces share one composition on purpose: two people in front of a camera must stay two people.
"""

import io
import math
from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

SIDE = 256
Edit = Callable[[Image.Image, Generator], Image.Image]


def scene(draw: Generator) -> Image.Image:
    """A landscape or a room: leaves over noise, lit from one side."""
    picture = _noise(draw, draw.uniform(0.9, 1.4))
    if draw.random() < 0.8:
        _leaves(picture, draw, int(draw.integers(10, 150)))
    return _lit(picture, draw)


def face(draw: Generator) -> Image.Image:
    """A head and shoulders in the middle, as most profile pictures are; soft as from a camera."""
    back = _noise(draw, draw.uniform(1.0, 1.7))
    if draw.random() < 0.5:
        _leaves(back, draw, int(draw.integers(4, 40)))
        back = back.filter(ImageFilter.GaussianBlur(float(draw.uniform(0, 8))))
    if draw.random() < 0.25:
        back = Image.new("RGB", back.size, _colour(draw))
    pen = ImageDraw.Draw(back)
    skin_tone = float(draw.uniform(0.35, 1.0))
    skin = tuple(int(part * skin_tone) for part in (245, 205, 175))
    hair = _colour(draw, 0.1, 0.7)
    x, y = SIDE * draw.normal(0.5, 0.035), SIDE * draw.normal(0.44, 0.035)
    wide, high = SIDE * draw.uniform(0.15, 0.25), SIDE * draw.uniform(0.21, 0.32)
    long = draw.uniform(0.9, 1.9)
    _oval(
        pen, x + draw.normal(0, 4), y - high * 0.25, wide * draw.uniform(1.05, 1.4), high * long * 0.95, hair
    )
    _oval(pen, x, SIDE * draw.uniform(1.0, 1.15), SIDE * draw.uniform(0.3, 0.52), SIDE * 0.33, _colour(draw))
    pen.rectangle(
        (x - wide * 0.45, y + high * 0.5, x + wide * 0.45, y + high * 1.25),
        tuple(int(p * 0.85) for p in skin),
    )
    _oval(pen, x, y, wide, high, skin)
    fringe = draw.uniform(0.15, 0.55)
    pen.chord((x - wide, y - high, x + wide, y + high), 200 - 60 * fringe, 340 + 60 * fringe, hair)
    apart, up = wide * draw.uniform(0.35, 0.5), high * draw.uniform(0.0, 0.2)
    for side in (-1, 1):
        eye = x + side * apart
        _oval(pen, eye, y - up, wide * 0.19, high * 0.08, (240, 240, 240))
        _oval(pen, eye, y - up, wide * 0.09, high * 0.07, _colour(draw, 0.0, 0.4))
        brow = y - up - high * draw.uniform(0.13, 0.2)
        pen.line((eye - wide * 0.22, brow, eye + wide * 0.22, brow), hair, width=int(draw.integers(2, 6)))
        if draw.random() < 0.3:
            pen.ellipse(
                (eye - wide * 0.3, y - up - high * 0.15, eye + wide * 0.3, y - up + high * 0.15),
                outline=(20, 20, 20),
                width=3,
            )
    pen.line((x, y - up, x + wide * 0.08, y + high * 0.25), tuple(int(p * 0.75) for p in skin), width=4)
    mouth = high * draw.uniform(0.42, 0.55)
    pen.chord((x - wide * 0.38, y + mouth - 8, x + wide * 0.38, y + mouth + 10), 0, 180, (170, 60, 70))
    if draw.random() < 0.3:
        pen.chord((x - wide, y - high, x + wide, y + high), 30, 150, hair)
    soft = back.filter(ImageFilter.GaussianBlur(float(draw.uniform(0.8, 2.2))))
    grain = _noise(draw, 0.7)
    return _lit(Image.blend(soft, grain, 0.12), draw)


def logo(draw: Generator) -> Image.Image:
    """A few bold shapes and letters on a plain or shaded ground."""
    ground = Image.linear_gradient("L").resize((SIDE, SIDE)).rotate(float(draw.choice([0, 90, 180, 270])))
    picture = ImageOps.colorize(ground, _colour(draw), _colour(draw))
    pen = ImageDraw.Draw(picture)
    for _ in range(int(draw.integers(2, 6))):
        middle = draw.normal(SIDE / 2, SIDE / 6, 2)
        corners = int(draw.integers(3, 9))
        radius = SIDE * draw.uniform(0.12, 0.4)
        turn = draw.uniform(0, math.tau)
        inner = draw.uniform(0.4, 1.0)
        points = [
            (
                middle[0]
                + radius * (inner if number % 2 else 1) * math.cos(turn + math.pi * number / corners),
                middle[1]
                + radius * (inner if number % 2 else 1) * math.sin(turn + math.pi * number / corners),
            )
            for number in range(2 * corners)
        ]
        pen.polygon(points, _colour(draw))
    letters = "".join(chr(65 + int(letter)) for letter in draw.integers(0, 26, int(draw.integers(1, 4))))
    pen.text(
        (SIDE / 2, SIDE / 2),
        letters,
        _colour(draw),
        font=ImageFont.load_default(float(draw.integers(60, 130))),
        anchor="mm",
    )
    return picture


KINDS: dict[str, Callable[[Generator], Image.Image]] = {"scene": scene, "face": face, "logo": logo}


def _noise(draw: Generator, steep: float) -> Image.Image:
    """Three channels of 1/f^steep noise that mostly move together, as light does."""
    rows, columns = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None, :]
    fall = np.maximum(np.hypot(rows, columns), 1 / SIDE) ** -steep
    channels = []
    for _ in range(4):
        phases = np.exp(1j * draw.uniform(0, math.tau, fall.shape))
        field = np.fft.irfft2(fall * phases * draw.rayleigh(1.0, fall.shape), (SIDE, SIDE))
        channels.append((field - field.mean()) / field.std())
    own = draw.uniform(0.1, 0.6)
    stack = np.stack([channels[0] + own * each for each in channels[1:]], axis=-1)
    tint = draw.uniform(70, 180, 3)
    return Image.fromarray(np.clip(tint + stack * draw.uniform(25, 60), 0, 255).astype(np.uint8))


def _leaves(picture: Image.Image, draw: Generator, count: int) -> None:
    pen = ImageDraw.Draw(picture)
    sizes = np.sort(6 / draw.uniform(0.06, 1.0, count))[::-1]
    for size in sizes:
        x, y = draw.uniform(0, SIDE, 2)
        wide, high = size * draw.uniform(0.5, 1.5, 2)
        if draw.random() < 0.5:
            _oval(pen, x, y, wide, high, _colour(draw))
        else:
            turn = draw.uniform(0, math.tau)
            corners = [
                (x + wide * math.cos(turn + step), y + high * math.sin(turn + step))
                for step in np.sort(draw.uniform(0, math.tau, int(draw.integers(3, 7))))
            ]
            pen.polygon(corners, _colour(draw))


def _lit(picture: Image.Image, draw: Generator) -> Image.Image:
    shade = Image.linear_gradient("L").resize((SIDE * 2, SIDE * 2)).rotate(float(draw.uniform(0, 360)))
    shade = shade.crop((SIDE // 2, SIDE // 2, SIDE * 3 // 2, SIDE * 3 // 2))
    return Image.blend(
        picture, ImageChops.multiply(picture, shade.convert("RGB")), float(draw.uniform(0, 0.6))
    )


def _oval(
    pen: ImageDraw.ImageDraw, x: float, y: float, wide: float, high: float, fill: tuple[int, ...]
) -> None:
    pen.ellipse((x - wide, y - high, x + wide, y + high), fill)


def _colour(draw: Generator, low: float = 0.0, high: float = 1.0) -> tuple[int, int, int]:
    red, green, blue = (int(part) for part in draw.uniform(low, high) * 200 + draw.normal(25, 25, 3))
    return (min(255, max(0, red)), min(255, max(0, green)), min(255, max(0, blue)))


def _resized(picture: Image.Image, draw: Generator) -> Image.Image:
    side = int(draw.choice([64, 96, 128, 512]))
    return picture.resize((side, side), Image.Resampling(int(draw.choice([1, 2, 3]))))


def _jpeg(picture: Image.Image, draw: Generator) -> Image.Image:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=30)
    return Image.open(out).convert("RGB")


def _noisy(picture: Image.Image, draw: Generator) -> Image.Image:
    cells = np.asarray(picture.convert("RGB"), dtype=float)
    return Image.fromarray(np.clip(cells + draw.normal(0, 18, cells.shape), 0, 255).astype(np.uint8))


def _grey(picture: Image.Image, draw: Generator) -> Image.Image:
    return picture.convert("L").convert("RGB")


def _cropped(picture: Image.Image, draw: Generator) -> Image.Image:
    left, top, right, bottom = draw.uniform(0, 0.18, 4)
    wide, high = picture.size
    return picture.crop(
        (int(wide * left), int(high * top), int(wide * (1 - right)), int(high * (1 - bottom)))
    )


def _zoomed(picture: Image.Image, draw: Generator) -> Image.Image:
    by = draw.uniform(0.03, 0.2)
    wide, high = picture.size
    return picture.crop((int(wide * by), int(high * by), int(wide * (1 - by)), int(high * (1 - by))))


def _bordered(picture: Image.Image, draw: Generator) -> Image.Image:
    return ImageOps.expand(
        picture.convert("RGB"), int(min(picture.size) * draw.uniform(0.03, 0.18)), _colour(draw)
    )


def _flipped(picture: Image.Image, draw: Generator) -> Image.Image:
    return ImageOps.mirror(picture)


def _badged(picture: Image.Image, draw: Generator) -> Image.Image:
    done = picture.convert("RGB")
    wide, high = done.size
    size = min(wide, high) * draw.uniform(0.2, 0.34)
    x = size / 2 if draw.random() < 0.5 else wide - size / 2
    y = size / 2 if draw.random() < 0.5 else high - size / 2
    pen = ImageDraw.Draw(done)
    _oval(pen, x, y, size / 2, size / 2, _colour(draw))
    pen.line(
        (x - size / 4, y, x, y + size / 4, x + size / 4, y - size / 4),
        (255, 255, 255),
        width=max(2, int(size / 9)),
    )
    return done


def _rotated(picture: Image.Image, draw: Generator) -> Image.Image:
    angle = float(draw.choice([-1, 1]) * draw.uniform(2, 8))
    return picture.convert("RGB").rotate(angle, Image.Resampling.BICUBIC, fillcolor=_colour(draw))


def _recoloured(picture: Image.Image, draw: Generator) -> Image.Image:
    hue, saturation, value = picture.convert("HSV").split()
    by = int(draw.integers(20, 236))
    return Image.merge("HSV", (hue.point(lambda old: (old + by) % 256), saturation, value)).convert("RGB")


def _relit(picture: Image.Image, draw: Generator) -> Image.Image:
    lit = ImageEnhance.Brightness(picture.convert("RGB")).enhance(float(draw.uniform(0.5, 1.6)))
    return ImageEnhance.Contrast(lit).enhance(float(draw.uniform(0.5, 1.7)))


def _stickered(picture: Image.Image, draw: Generator) -> Image.Image:
    done = picture.convert("RGB")
    wide, high = done.size
    pen = ImageDraw.Draw(done)
    size = min(wide, high) * draw.uniform(0.15, 0.25)
    x, y = draw.uniform(size, wide - size), draw.uniform(size, high - size)
    _oval(pen, x, y, size, size, (250, 210, 60))
    for side in (-1, 1):
        _oval(pen, x + side * size * 0.35, y - size * 0.2, size * 0.12, size * 0.2, (40, 30, 20))
    pen.arc(
        (x - size / 2, y - size / 2, x + size / 2, y + size / 2),
        20,
        160,
        (40, 30, 20),
        width=max(1, int(size / 8)),
    )
    return done


def _rounded(picture: Image.Image, draw: Generator) -> Image.Image:
    mask = Image.new("L", picture.size, 0)
    ImageDraw.Draw(mask).ellipse((0, 0, picture.width - 1, picture.height - 1), 255)
    ground = (0, 0, 0) if draw.random() < 0.4 else (255, 255, 255) if draw.random() < 0.6 else _colour(draw)
    return Image.composite(picture.convert("RGB"), Image.new("RGB", picture.size, ground), mask)


def _captioned(picture: Image.Image, draw: Generator) -> Image.Image:
    done = picture.convert("RGB")
    wide, high = done.size
    y = high * draw.uniform(0.1, 0.9)
    words = str(draw.choice(["SUPPORT", "OFFICIAL", "Help Desk", "ADMIN 24/7"]))
    pen = ImageDraw.Draw(done)
    if draw.random() < 0.5:
        pen.rectangle((0, y - high * 0.1, wide, y + high * 0.1), _colour(draw))
    pen.text(
        (wide / 2, y),
        words,
        (255, 255, 255),
        font=ImageFont.load_default(high * 0.15),
        anchor="mm",
        stroke_width=2,
        stroke_fill=(0, 0, 0),
    )
    return done


def _blurred(picture: Image.Image, draw: Generator) -> Image.Image:
    return picture.convert("RGB").filter(
        ImageFilter.GaussianBlur(min(picture.size) * float(draw.uniform(0.005, 0.02)))
    )


def _framed(picture: Image.Image, draw: Generator) -> Image.Image:
    """A coloured ring around a round picture, as chat programs put on."""
    done = _rounded(picture, draw)
    width = int(min(done.size) * draw.uniform(0.03, 0.07))
    ImageDraw.Draw(done).ellipse((0, 0, done.width - 1, done.height - 1), outline=_colour(draw), width=width)
    return done


def _leaning(picture: Image.Image, draw: Generator) -> Image.Image:
    wide, high = picture.size
    moves = draw.uniform(0, 0.08, 8)
    inwards = (1, 1, 1, -1, -1, -1, -1, 1)
    corners = (0, 0, 0, high, wide, high, wide, 0)
    sizes = (wide, high) * 4
    quad = tuple(
        corner + move * way * size
        for corner, move, way, size in zip(corners, moves, inwards, sizes, strict=True)
    )
    return picture.convert("RGB").transform(
        picture.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC
    )


def _tinted(picture: Image.Image, draw: Generator) -> Image.Image:
    return Image.blend(
        picture.convert("RGB"), Image.new("RGB", picture.size, _colour(draw)), float(draw.uniform(0.2, 0.5))
    )


SLIGHT: dict[str, Edit] = {"resize": _resized, "JPEG 30": _jpeg, "noise": _noisy, "grey": _grey}
PREPARED: dict[str, Edit] = {
    "crop, each side its own": _cropped,
    "crop, even": _zoomed,
    "border": _bordered,
    "flip": _flipped,
    "badge": _badged,
}
_ONE: dict[str, Edit] = {
    "rotation 2 to 8 degrees": _rotated,
    "hue": _recoloured,
    "light and contrast": _relit,
    "tint": _tinted,
    "sticker": _stickered,
    "round mask": _rounded,
    "round with a ring": _framed,
    "text": _captioned,
    "blur": _blurred,
    "perspective": _leaning,
}


def _two(picture: Image.Image, draw: Generator) -> Image.Image:
    every = [*SLIGHT.values(), *PREPARED.values(), *_ONE.values()]
    first, second = draw.choice(len(every), 2, replace=False)
    return every[int(second)](every[int(first)](picture, draw), draw)


FURTHER: dict[str, Edit] = {**_ONE, "two at once": _two}
