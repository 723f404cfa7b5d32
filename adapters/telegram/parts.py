"""A relayed entry as the calls that bring it over: texts cut to length, files as Telegram sorts them.

The plan is a pure function of the entry and the kept files, so that a second try finds the same parts and
goes on after those already there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from telegram import (
    InputFile,
    InputMedia,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
)

from adapters.telegram.formatting import split_entities, to_entities
from adapters.telegram.limits import ALBUM, CAPTION, PHOTO, TEXT, UPLOAD
from adapters.telegram.render import NO_PREVIEW
from adapters.telegram.wire import Value
from core.words.documents import Document, concat, plain
from core.words.files import Attachment, File, labelled
from core.words.texts import Text, text

Sort = Literal["photo", "video", "animation", "voice", "audio", "sticker", "document"]

NUMBERING = 16
"""UTF-16 units kept free for "(12/34) " before each piece of a long text."""


@dataclass(frozen=True, slots=True)
class Part:
    """One call, making `count` messages. `plainer` is the same without what Telegram may refuse in it; `apart` are
    as many messages in its place where a file will not be taken: an album's files by themselves, words for a file.
    """

    method: str
    values: dict[str, Value]
    count: int = 1
    plainer: "Part | None" = None
    apart: tuple["Part", ...] = ()


Unable = Callable[[File], Document]
"""What is said in place of a file that is not taken."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A kept file with its bytes."""

    file: File
    data: bytes
    sort: Sort

    @property
    def upload(self) -> InputFile:
        return InputFile(self.data, filename=self.file.name)


def sort_of(file: File) -> Sort:
    """How Telegram is to show it; what it might refuse to show goes as a document."""
    match file.kind, file.mime:
        case "image", "image/jpeg" | "image/png" | "image/webp" if file.size <= PHOTO:
            return "photo"
        case "animation" | "image", "image/gif":
            return "animation"
        case "animation" | "video", "video/mp4":
            return "animation" if file.kind == "animation" else "video"
        case "voice", "audio/ogg":
            return "voice"
        case "audio" | "voice", "audio/mpeg" | "audio/mp4" | "audio/x-m4a":
            return "audio"
        case "sticker", "image/webp" | "video/webm" | "application/x-tgsticker":
            return "sticker"
        case _:
            return "document"


def sendable(files: Sequence[Attachment]) -> tuple[tuple[File, ...], tuple[Text, ...], tuple[str, ...]]:
    """The files that go, lines about those that do not, and the names of what only Telegram refuses."""
    going: list[File] = []
    notes: list[Text] = []
    lost: list[str] = []
    for each in files:
        if not isinstance(each, File):
            notes.append(text(each.why, name=labelled(each)))
        elif each.size > UPLOAD:
            notes.append(text("file.too_large", name=labelled(each)))
            lost.append(each.name)
        else:
            going.append(each)
    return tuple(going), tuple(notes), tuple(lost)


def plan(words: Document, files: Sequence[Loaded], unable: Unable) -> tuple[Part, ...]:
    """Texts first, then files; a text short enough is the caption of the first."""
    if files and files[0].sort != "sticker" and len(split_entities(words, CAPTION)) <= 1:
        return tuple(_media(files, words, unable))
    return (*texts(words), *_media(files, plain(""), unable))


def texts(words: Document) -> tuple[Part, ...]:
    """The text in as many messages as it needs."""
    return tuple(text_part(piece) for piece in pieces(words, TEXT))


def pieces(words: Document, limit: int) -> tuple[Document, ...]:
    """The text in pieces of that many UTF-16 units, numbered where it is more than one."""
    whole = split_entities(words, limit)
    if len(whole) <= 1:
        return whole
    cut = split_entities(words, limit - NUMBERING)
    return tuple(concat(plain(f"({number}/{len(cut)}) "), piece) for number, piece in enumerate(cut, 1))


def text_part(words: Document) -> Part:
    """A message of text. Entities that Telegram cannot read are left out rather than the words."""
    shown, entities = to_entities(words)
    bare = Part("sendMessage", {"text": shown, **NO_PREVIEW})
    if not entities:
        return bare
    return Part("sendMessage", {"text": shown, "entities": entities, **NO_PREVIEW}, plainer=bare)


def _media(files: Sequence[Loaded], caption: Document, unable: Unable) -> list[Part]:
    parts: list[Part] = []
    for family, some in groupby(files, key=lambda each: _family(each.sort)):
        group = list(some)
        while group:
            size = ALBUM if family != "single" else 1
            batch, group = group[:size], group[size:]
            singles = [_one(each, plain("") if n else caption, unable) for n, each in enumerate(batch)]
            parts.append(singles[0] if len(batch) == 1 else _album(batch, caption, tuple(singles)))
            caption = plain("")
    return parts


def _family(sort: Sort) -> str:
    """What may share an album: pictures and films, documents, or music; the rest goes alone."""
    match sort:
        case "photo" | "video":
            return "seen"
        case "document" | "audio":
            return sort
        case _:
            return "single"


def _one(loaded: Loaded, caption: Document, unable: Unable) -> Part:
    written, entities = to_entities(caption)
    said: dict[str, Value] = {"caption": written or None, "caption_entities": list(entities) or None}
    missing = unable(loaded.file)
    apart = texts(concat(caption, plain("\n"), missing) if caption.text else missing)
    as_document = Part("sendDocument", {"document": loaded.upload, **said}, apart=apart)
    if loaded.sort == "document":
        return as_document
    method = f"send{loaded.sort.capitalize()}"
    return Part(method, {loaded.sort: loaded.upload, **said}, plainer=as_document, apart=apart)


_MEDIA: dict[str, Callable[..., InputMedia]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
    "document": InputMediaDocument,
}


def _album(batch: Sequence[Loaded], said: Document, singles: tuple[Part, ...]) -> Part:
    caption, entities = to_entities(said)

    def media(sorts: Sequence[str]) -> list[InputMedia]:
        return [
            _MEDIA[sort](
                media=each.data,
                filename=each.file.name,
                caption=caption if number == 0 and caption else None,
                caption_entities=list(entities) if number == 0 and entities else None,
            )
            for number, (each, sort) in enumerate(zip(batch, sorts, strict=True))
        ]

    as_documents = Part("sendMediaGroup", {"media": media(["document"] * len(batch))}, len(batch))
    shown: dict[str, Value] = {"media": media([each.sort for each in batch])}
    return Part("sendMediaGroup", shown, len(batch), as_documents, singles)
