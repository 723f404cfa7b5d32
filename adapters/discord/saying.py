"""One entry as the messages that carry it: whose words, the words in parts, the files."""

from dataclasses import dataclass

from adapters.discord import limits, render
from adapters.discord.known import Recent
from adapters.discord.rest import Upload
from adapters.discord.writing import split_markdown, to_markdown
from core.ports import Files
from core.words.documents import Document
from core.words.effects import Amend, Say, Stamp, Voice
from core.words.files import Attachment, File, Missing, labelled
from core.words.neutralising import neutralised
from core.words.texts import Text, Texts, text


@dataclass(frozen=True, slots=True)
class Part:
    """One message."""

    content: str
    uploads: tuple[Upload, ...] = ()


class Saying:
    def __init__(self, texts: Texts, files: Files) -> None:
        self._texts = texts
        self._files = files
        self._heads: Recent[tuple[Voice, str], str] = Recent(2_000)

    async def parts(self, say: Say, *, repeated: bool) -> tuple[tuple[Part, ...], tuple[str, ...]]:
        """The messages, and the names of files that could not come along; each is named in words, too."""
        uploads: list[Upload] = []
        lines: list[str] = []
        lost: list[str] = []
        for attachment in say.files:
            why, name = _why_not(attachment), labelled(attachment)
            if isinstance(attachment, File) and why is None:
                try:
                    uploads.append(Upload(attachment.name, await self._files.read(attachment.id)))
                except FileNotFoundError:
                    why, name = "file.gone", attachment.name
            if why is not None:
                lines.append(self._note(say.language, text(why, name=name)))
                lost += [attachment.name] if isinstance(attachment, File) else []
        stamp: Stamp = "possibly_repeated" if repeated else say.stamp
        texts = self._texts_of(say.voice, say.words, say.language, stamp, lines)
        groups = _grouped(uploads)
        parts = [Part(content) for content in texts]
        if groups:
            parts[-1] = Part(texts[-1], groups[0])
            parts += [Part("", group) for group in groups[1:]]
        return tuple(parts), tuple(lost)

    def amended(self, amend: Amend) -> tuple[Part, ...]:
        lines = [
            self._note(amend.language, text(why, name=labelled(each)))
            for each in amend.files
            if (why := _why_not(each)) is not None
        ]
        return tuple(
            Part(content) for content in self._texts_of(amend.voice, amend.words, amend.language, "", lines)
        )

    def without_files(self, part: Part, language: str) -> Part:
        """The same part, saying which files the platform did not take."""
        lines = [self._note(language, text("file.too_large", name=upload.name)) for upload in part.uploads]
        return Part(render.cut("\n".join(each for each in (part.content, *lines) if each), limits.TEXT))

    def _texts_of(
        self, voice: Voice, words: Document, language: str, stamp: Stamp, lines: list[str]
    ) -> tuple[str, ...]:
        head = self._head(voice, language)
        tail = [*lines, *([self._note(language, text(f"stamp.{stamp}"))] if stamp else [])]
        tail_text = render.cut("\n".join(tail), limits.TEXT // 2)
        room = limits.TEXT - len(head) - len(tail_text) - len("\n(999/999) \n")
        shown = neutralised(words)
        pieces = [to_markdown(piece) for piece in split_markdown(shown, room)] if shown.text.strip() else [""]
        count = len(pieces)
        contents: list[str] = []
        for number, piece in enumerate(pieces, 1):
            of = f"({number}/{count})" if count > 1 else ""
            first = " ".join(each for each in (head if number == 1 else "", of) if each)
            last = tail_text if number == count else ""
            contents.append("\n".join(each for each in (first, piece, last) if each))
        return tuple(contents)

    def _head(self, voice: Voice, language: str) -> str:
        """The speaker's name, and for staff that they are."""
        known = self._heads.get((voice, language))
        if known is None:
            known = self._written_head(voice, language)
            self._heads.put((voice, language), known)
        return known

    def _written_head(self, voice: Voice, language: str) -> str:
        name = f"**{render.cut(render.name(voice.name), 200)}**"
        if voice.internal:
            return f"{name} · {render.words(self._texts, language, text('voice.internal'))}"
        if voice.staff:
            return f"{name} · {render.words(self._texts, language, text('voice.official'))}"
        return name

    def _note(self, language: str, said: Text) -> str:
        return f"-# {render.words(self._texts, language, said)}"


def _why_not(attachment: Attachment) -> str | None:
    """Why it does not go over, as a text's key."""
    match attachment:
        case Missing(why=why):
            return why
        case File(size=size):
            return "file.too_large" if size > limits.FILE else None


def _grouped(uploads: list[Upload]) -> list[tuple[Upload, ...]]:
    """Uploads in messages: as many and as large as one takes."""
    groups: list[list[Upload]] = []
    for upload in uploads:
        group = groups[-1] if groups else []
        if (
            not groups
            or len(group) == limits.FILES
            or sum(len(each.data) for each in group) + len(upload.data) > limits.REQUEST
        ):
            groups.append([upload])
        else:
            group.append(upload)
    return [tuple(group) for group in groups]
