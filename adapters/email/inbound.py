"""A mail that came to the desk, as far as anything is to be read of it: what it says, what it passes on, and pictures.

Nobody can tell from it who sent it: its sender is whoever it says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Final

PICTURE: Final = 8 * 1024 * 1024
LARGEST: Final = 2 * PICTURE
"""A mail of so many bytes has room for a picture, which a third is added to, and more."""
READ: Final = 100_000
"""So many letters of a text are looked at."""
PASSED_ON: Final = 3
"""So many of the mails within a mail are read."""
PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
BULK: Final = frozenset({"bulk", "list", "junk"})
_SIGNATURE: Final = re.compile(r"^-- ?$", re.MULTILINE)
_BREAKS: Final = frozenset({"br", "p", "div", "tr", "li", "blockquote", "h1", "h2", "h3"})


class UnreadableMailError(ValueError):
    """It is larger, or put together otherwise, than a mail that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Mailed:
    """`words` are the subject, what was written, and after it the mails that were passed on. The largest picture comes
    first. `automatic`: a program sent it, which is not to be answered.
    """

    sender: str
    words: str
    pictures: tuple[bytes, ...] = ()
    automatic: bool = False
    language: str = ""


def read(data: bytes) -> Mailed:
    """One message as it is sent (RFC 5322).

    Raises:
        UnreadableMailError: it cannot be read.
    """
    if len(data) > LARGEST:
        raise UnreadableMailError
    try:
        mail = message_from_bytes(data, EmailMessage, policy=default)
        within = [each for _, each in zip(range(PASSED_ON), _passed_on(mail), strict=False)]
        said = [_said(mail), *(f"{_line(each, 'From')}\n{_said(each)}" for each in within)]
        pictures = sorted({picture for each in (mail, *within) for picture in _pictures(each)}, key=len)
        return Mailed(
            parseaddr(_line(mail, "From"))[1],
            "\n\n".join(said).strip(),
            tuple(reversed(pictures)),
            _automatic(mail),
            _line(mail, "Content-Language"),
        )
    except Exception as wrong:
        # Strangers' bytes: a header or a part may be wrong in any way, and each means that it cannot be read.
        raise UnreadableMailError from wrong


def _line(mail: EmailMessage, header: str) -> str:
    return " ".join(str(mail.get(header, "")).split())


def _said(mail: EmailMessage) -> str:
    body = mail.get_body(("plain", "html"))
    said = "" if body is None else str(body.get_content())[:READ]
    if body is not None and body.get_content_type() == "text/html":
        said = _shown(said)
    return f"{_line(mail, 'Subject')}\n{_SIGNATURE.split(said)[0].strip()}"


def _passed_on(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Mails that are in it whole, as most programs pass them on; some call such a file otherwise."""
    for part in mail.walk():
        held: object = None
        if part.get_content_type() == "message/rfc822":
            held = next(iter(part.get_payload()), None)
        elif (part.get_filename() or "").lower().endswith(".eml"):
            held = message_from_bytes(_bytes(part), EmailMessage, policy=default)
        if isinstance(held, EmailMessage):
            yield held


def _pictures(mail: EmailMessage) -> Iterator[bytes]:
    for part in mail.walk():
        if part.get_content_type() in PICTURES and 0 < len(data := _bytes(part)) <= PICTURE:
            yield data


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _automatic(mail: EmailMessage) -> bool:
    """As RFC 3834 has it; bounces have an empty return path."""
    submitted = _line(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    listed = "List-Id" in mail or _line(mail, "Precedence").lower() in BULK
    return submitted not in {"", "no"} or listed or _line(mail, "Return-Path") == "<>"


def _shown(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.said)


class _Words(HTMLParser):
    """What a reader of a page sees of it, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "script", "title"}:
            self._hidden = tag
        elif tag in _BREAKS:
            self.said.append("\n")
        elif tag == "a":
            self.said.append(f"{dict(attrs).get('href') or ''} ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(re.sub(r"\s+", " ", data))
