"""A stranger's picture as moderators are to see it: unpacked within limits, and drawn anew, so that nothing of the file
itself is kept: no place, no camera, no text, no second picture behind the first.
"""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from adapters.pictures.reading import FORMATS, PIXELS, SMALLEST

LONGEST: Final = 2560
"""Pixels of its longer side that are kept: a screenshot is read as well as on the telephone."""
QUALITY: Final = 85


def drawn_anew(picture: bytes) -> bytes | None:
    """The first frame, upright, as a JPEG. None where it cannot be read, or is larger unpacked than is borne."""
    try:
        with Image.open(BytesIO(picture), formats=FORMATS) as opened:
            if opened.width * opened.height > PIXELS or min(opened.size) < SMALLEST:
                return None
            opened.draft("RGB", (LONGEST, LONGEST))
            shown = ImageOps.exif_transpose(opened)
            shown.thumbnail((LONGEST, LONGEST))
            if shown.has_transparency_data:
                shown = shown.convert("RGBA")
                ground = Image.new("RGBA", shown.size, (255, 255, 255, 255))
                shown = Image.alpha_composite(ground, shown)
            out = BytesIO()
            bare = Image.new("RGB", shown.size)
            bare.paste(shown.convert("RGB"))
            bare.save(out, "JPEG", quality=QUALITY)
            return out.getvalue()
    except Exception:  # noqa: BLE001 - strangers' bytes: a decoder may fail in any way, and each means "no picture"
        return None
