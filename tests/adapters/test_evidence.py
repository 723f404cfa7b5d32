"""Pictures that strangers send as evidence: what is kept of them, and what is not looked at."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from adapters.pictures.cleaning import Cleaning
from adapters.pictures.evidence import LONGEST, drawn_anew

RED, BLUE = (220, 30, 30), (30, 30, 220)


def halves(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new(mode, (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def seen(data: bytes | None) -> Image.Image:
    assert data is not None
    assert data.startswith(b"\xff\xd8\xff")
    return Image.open(BytesIO(data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = zlib.compress(bytes(1 << 20))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_a_picture_of_each_kind_is_drawn_anew_as_the_same_picture(kind: str) -> None:
    image = seen(await Cleaning()(saved(halves(), kind))).convert("RGB")
    assert image.size == (60, 40)
    for place, colour in ((10, RED), (50, BLUE)):
        shown = image.getpixel((place, 20))
        assert isinstance(shown, tuple)
        assert max(abs(one - other) for one, other in zip(shown, colour, strict=True)) < 40


def test_where_and_by_whom_it_was_taken_is_gone_and_so_is_what_was_hung_on() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "CameraOfRita", "Rita was here"
    exif.get_ifd(0x8825)[1] = "N"
    taken = saved(halves(), "JPEG", exif=exif, comment=b"Rita again") + b"PK\x03\x04 hung on by Rita"
    assert b"Rita" in taken
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Rita")
    for each in (taken, saved(halves(), "PNG", pnginfo=notes)):
        kept = drawn_anew(each)
        assert kept is not None
        assert b"Rita" not in kept
        assert not seen(kept).getexif()
        assert set(seen(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_it_stands_upright_though_the_camera_lay() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert seen(drawn_anew(saved(halves(), "JPEG", exif=exif))).size == (40, 60)


def test_what_cannot_be_seen_through_stands_on_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert seen(drawn_anew(saved(clear, "PNG"))).convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_of_moving_pictures_the_first_is_kept() -> None:
    first, second = Image.new("RGB", (40, 40), RED), Image.new("RGB", (40, 40), BLUE)
    image = seen(drawn_anew(saved(first, "GIF", save_all=True, append_images=[second]))).convert("RGB")
    red, _, blue = image.getpixel((20, 20))
    assert red > blue


def test_a_long_screenshot_is_made_as_small_as_can_be_read() -> None:
    assert seen(drawn_anew(saved(halves(1000, 4 * LONGEST), "PNG"))).size == (250, LONGEST)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        saved(halves(), "PNG")[:60],
        saved(halves(), "TIFF"),
        saved(halves(8, 8), "PNG"),
        bomb(60_000, 60_000),
        bomb(5000, 5000),
    ],
    ids=["empty", "words", "svg", "pdf", "torn", "tiff", "tiny", "huge", "large"],
)
def test_what_is_no_picture_or_too_large_unpacked_is_none(data: bytes) -> None:
    assert drawn_anew(data) is None
