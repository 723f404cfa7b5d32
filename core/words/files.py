"""Files that people send. The bytes are kept by the desk, since platforms' links expire."""

from dataclasses import dataclass
from typing import Literal, NewType

FileId = NewType("FileId", str)
"""Names the kept bytes; random, so that it cannot be guessed."""

FileKind = Literal["image", "video", "audio", "voice", "sticker", "animation", "file"]


@dataclass(frozen=True, slots=True)
class File:
    """A kept file: its safe name, sniffed media type and size in bytes."""

    id: FileId
    name: str
    kind: FileKind
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that could not be kept; `why` is a text key (`file.too_large`, `file.gone`, `file.unsupported`)."""

    name: str
    why: str
    size: int | None = None


Attachment = File | Missing


def labelled(attachment: Attachment) -> str:
    """The name, with the size where that is known: "film.mp4 (51 MB)"."""
    size = attachment.size
    if size is None:
        return attachment.name
    shown = f"{size / 1_000_000:.0f} MB" if size >= 1_000_000 else f"{max(1, size // 1_000)} kB"
    return f"{attachment.name} ({shown})"
