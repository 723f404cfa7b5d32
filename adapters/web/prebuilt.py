"""An answer that is one piece of bytes, head and body: whoever asks the plain way is sent it as it stands."""

from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.helpers import rfc822_formatted_time


class Piece:
    """The bytes of one answer. Of its head only the time changes, once a second."""

    def __init__(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes | None) -> None:
        """Without a body there is none in such an answer, not even an empty one."""
        lines = [
            f"HTTP/1.1 {status.value} {status.phrase}",
            *(f"{name}: {headers[name]}" for name in headers),
        ]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        self.status = status.value
        self._head = ("\r\n".join(lines) + "\r\nDate: ").encode()
        self._rest = b"\r\n\r\n" + (body or b"")
        self._date = ""
        self._whole = b""

    @property
    def whole(self) -> bytes:
        date = rfc822_formatted_time()
        if date is not self._date:
            self._date = date
            self._whole = self._head + date.encode() + self._rest
        return self._whole


class Prebuilt(web.StreamResponse):
    """Sends a piece. aiohttp would put its head together anew for every reader."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(status=piece.status)
        self._piece = piece
        self._writer: AbstractStreamWriter | None = None
        self._keep_alive = True

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter:
        self._writer = request.writer
        return self._writer

    async def write_eof(self, data: bytes = b"") -> None:
        if self._writer is None:
            raise RuntimeError("not prepared")
        if data:
            raise ValueError("it is whole as it is")
        whole = self._piece.whole
        self._body_length = len(whole)
        await self._writer.write_eof(whole)
        self._writer = None


def may_be_sent_to(request: web.BaseRequest) -> bool:
    """Whether the request is for all of it, over a connection that stays open."""
    return request.method == "GET" and request.version == HttpVersion11 and request.keep_alive
