"""The kept bytes of attachments, in a folder; those that are in no use yet in one beside them.

A file's id is random and is all that its path is made of. What a person called it is only ever shown, and
only after `safe_name`. Its type is what its first bytes say; markup that a browser would run is an octet
stream, whatever it was called.
"""

import asyncio
import os
import re
import secrets
import unicodedata
from datetime import datetime
from pathlib import Path

from core.words.files import File, FileId, FileKind

OCTETS = "application/octet-stream"

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\x7fELF", "application/x-executable"),
)
"""Offset, bytes and type; the first that fits. Those at 8 are in a RIFF container."""

_RIFF = b"RIFF"
_MARKUP = re.compile(rb"<(?:!doctype|\?xml|html|head|body|svg|script|iframe|style|!--)", re.IGNORECASE)
_LOOKED_AT = 4096

_UNSAFE = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_LONGEST_NAME = 120
_LONGEST_ENDING = 16

_ID = re.compile(r"[0-9a-f]{32}")
_PART = ".part"
NEW = "new"


class FolderFiles:
    """Implements `core.ports.Files` on a folder."""

    def __init__(self, folder: Path, desk: str = "desk") -> None:
        self._folder = folder
        self._new = folder / NEW / desk

    async def keep(self, data: bytes, name: str, mime: str | None) -> File:  # noqa: ARG002 - said, not believed
        found = sniffed(data)
        file = File(FileId(secrets.token_hex(16)), safe_name(name), kind_of(found), found, len(data))
        await asyncio.to_thread(_write, self._new / file.id, data)
        return file

    async def read(self, file: FileId) -> bytes:
        path = self._path(file)
        return await asyncio.to_thread(_read, self._new / file, path)

    async def settle(self, file: FileId) -> None:
        if _ID.fullmatch(file):
            await asyncio.to_thread(_move, self._new / file, self._path(file))

    async def forget(self, file: FileId) -> None:
        if _ID.fullmatch(file):
            for path in (self._new / file, self._path(file)):
                await asyncio.to_thread(path.unlink, missing_ok=True)

    async def new(self, before: datetime) -> tuple[FileId, ...]:
        return await asyncio.to_thread(_left, self._new, before.timestamp())

    def _path(self, file: FileId) -> Path:
        if _ID.fullmatch(file) is None:
            raise FileNotFoundError(file)
        return self._folder / file[:2] / file[2:4] / file[4:]


def _read(new: Path, settled: Path) -> bytes:
    """From where it is: it may be moved while it is looked for."""
    try:
        return new.read_bytes()
    except FileNotFoundError:
        return settled.read_bytes()


def _move(new: Path, settled: Path) -> None:
    if not new.exists():
        return
    settled.parent.parent.mkdir(mode=0o700, exist_ok=True)
    settled.parent.mkdir(mode=0o700, exist_ok=True)
    new.rename(settled)


def _left(folder: Path, before: float) -> tuple[FileId, ...]:
    if not folder.is_dir():
        return ()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < before]
    for path in old:
        if path.suffix == _PART:
            path.unlink(missing_ok=True)
    return tuple(FileId(path.name) for path in old if _ID.fullmatch(path.name))


def _write(path: Path, data: bytes) -> None:
    """All of it on disk under its name, or not at all."""
    folders = (path.parent, path.parent.parent, path.parent.parent.parent)
    folders[-1].parent.mkdir(parents=True, exist_ok=True)
    for folder in reversed(folders):
        folder.mkdir(mode=0o700, exist_ok=True)
    part = path.with_suffix(_PART)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    for folder in folders:
        entry = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(entry)
        finally:
            os.close(entry)


def sniffed(data: bytes) -> str:
    """The media type that the bytes themselves show."""
    for offset, signature, mime in _SIGNATURES:
        if data.startswith(signature, offset) and (offset != 8 or data.startswith(_RIFF)):
            return mime
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    start = data[:_LOOKED_AT]
    if not data or b"\0" in start or _MARKUP.search(start):
        return OCTETS
    try:
        data.decode()
    except UnicodeDecodeError:
        return OCTETS
    return "text/plain"


def kind_of(mime: str) -> FileKind:
    """How such a file is shown."""
    match mime.partition("/")[0]:
        case "image":
            return "animation" if mime == "image/gif" else "image"
        case "video":
            return "video"
        case "audio":
            return "audio"
        case _:
            return "file"


def safe_name(name: str) -> str:
    """A name that is only a name: one path part, visible, no device, no hidden file, of bearable length."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    shown = _UNSAFE.sub("_", unicodedata.normalize("NFC", shown)).strip(" .")
    if not shown:
        return "file"
    if _RESERVED.match(shown):
        shown = f"_{shown}"
    if len(shown) > _LONGEST_NAME:
        stem, dot, ending = shown.rpartition(".")
        if dot and len(ending) <= _LONGEST_ENDING:
            shown = f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
        else:
            shown = shown[:_LONGEST_NAME]
    return shown
