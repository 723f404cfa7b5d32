"""What a message carries besides words: files, kept while they can be had, and things told in words."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from telegram import Message
from telegram.error import BadRequest, TelegramError

from adapters.telegram.failures import says
from adapters.telegram.limits import DOWNLOAD
from adapters.telegram.transport import TooLargeError
from adapters.telegram.wire import Wire
from core.ports import Clock, Files
from core.words.documents import Document, concat, plain
from core.words.files import Attachment, Missing
from core.words.texts import Text, text

log = logging.getLogger(__name__)

TRIES: Final = 3
PAUSE: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file of a message, as Telegram names it."""

    id: str
    name: str
    mime: str | None
    size: int | None


def sent(message: Message) -> Sent | None:
    """The file of a message, if it has one; of a picture, the largest size."""
    at = message.message_id
    if message.photo:
        best = message.photo[-1]
        return Sent(best.file_id, f"photo-{at}.jpg", "image/jpeg", best.file_size)
    # An animation also comes as a document, for older clients.
    if (animation := message.animation) is not None:
        name = animation.file_name or f"animation-{at}.mp4"
        return Sent(animation.file_id, name, animation.mime_type or "video/mp4", animation.file_size)
    if (document := message.document) is not None:
        return Sent(
            document.file_id, document.file_name or f"file-{at}", document.mime_type, document.file_size
        )
    if (video := message.video) is not None:
        name = video.file_name or f"video-{at}.mp4"
        return Sent(video.file_id, name, video.mime_type or "video/mp4", video.file_size)
    if (voice := message.voice) is not None:
        return Sent(voice.file_id, f"voice-{at}.ogg", voice.mime_type or "audio/ogg", voice.file_size)
    if (audio := message.audio) is not None:
        name = audio.file_name or f"audio-{at}.mp3"
        return Sent(audio.file_id, name, audio.mime_type or "audio/mpeg", audio.file_size)
    if (note := message.video_note) is not None:
        return Sent(note.file_id, f"video-{at}.mp4", "video/mp4", note.file_size)
    if (sticker := message.sticker) is not None:
        suffix, mime = "webp", "image/webp"
        if sticker.is_animated:
            suffix, mime = "tgs", "application/x-tgsticker"
        elif sticker.is_video:
            suffix, mime = "webm", "video/webm"
        return Sent(sticker.file_id, f"sticker-{at}.{suffix}", mime, sticker.file_size)
    return None


def placeholder(message: Message) -> Text | None:
    """What a message that is neither words nor a file says."""
    if message.venue is not None:
        at = message.venue.location
        return text(
            "placeholder.venue", name=message.venue.title, address=message.venue.address, where=_where(at)
        )
    if message.location is not None:
        return text("placeholder.location", where=_where(message.location))
    if message.contact is not None:
        name = " ".join(filter(None, (message.contact.first_name, message.contact.last_name)))
        return text("placeholder.contact", name=name, number=message.contact.phone_number)
    if message.poll is not None:
        options = " / ".join(option.text for option in message.poll.options)
        return text("placeholder.poll", question=message.poll.question, options=options)
    if message.dice is not None:
        return text("placeholder.dice", emoji=message.dice.emoji, value=message.dice.value)
    if message.story is not None:
        return text("placeholder.story")
    if message.paid_media is not None or message.game is not None or message.invoice is not None:
        return text("placeholder.other")
    return None


class Media:
    """Downloads and keeps."""

    def __init__(self, wire: Wire, files: Files, clock: Clock, say: Callable[[Text], Document]) -> None:
        self._wire = wire
        self._files = files
        self._clock = clock
        self._say = say

    def words(self, message: Message, said: Document) -> Document:
        """The words, with what the message stands for where it has none."""
        stands_for = placeholder(message)
        if stands_for is None:
            return said
        shown = self._say(stands_for)
        return concat(shown, plain("\n"), said) if said.text else shown

    def joined(self, one: Document, other: Document) -> Document:
        """Two captions of one album."""
        return concat(one, plain("\n"), other) if one.text else other

    async def keep(self, message: Message) -> tuple[Attachment, ...]:
        """The message's file, kept; or what was missed, with the reason.

        Raises:
            OSError: the disk refuses; the message must come again.
        """
        file = sent(message)
        if file is None:
            return ()
        if file.size is not None and file.size > DOWNLOAD:
            return (Missing(file.name, "file.too_large", file.size),)
        for attempt in range(1, TRIES + 1):
            try:
                data = await self._bytes(file)
            except TooLargeError:
                return (Missing(file.name, "file.too_large", file.size),)
            except BadRequest as error:
                why = "file.too_large" if says(error, "too big") else "file.gone"
                return (Missing(file.name, why, file.size),)
            except TelegramError as error:
                log.warning(
                    "telegram.download_failed", extra={"error": type(error).__name__, "attempt": attempt}
                )
                await self._clock.sleep(PAUSE * attempt)
            else:
                return (await self._files.keep(data, file.name, file.mime),)
        return (Missing(file.name, "file.gone", file.size),)

    async def _bytes(self, file: Sent) -> bytes:
        found = await self._wire.call("getFile", {"file_id": file.id})
        path = found.get("file_path") if isinstance(found, dict) else None
        if not isinstance(path, str):
            raise TooLargeError
        return await self._wire.download(path, DOWNLOAD)


def _where(location: object) -> str:
    latitude, longitude = getattr(location, "latitude", 0.0), getattr(location, "longitude", 0.0)
    return f"{latitude:.6f}, {longitude:.6f}"
