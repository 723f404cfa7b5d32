"""A mail server that takes everything for everybody and sends nothing on. It can be stopped, and refuse on request."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Final

from aiosmtpd.smtp import SMTP, Envelope, Session

from bots.sandbox.bus import Bus

KEPT: Final = 500
TAKEN: Final = "250 OK"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as its recipient has it. `raw` is what came over the wire, `id` its Message-ID, `references` those of
    the mails before it in its thread.
    """

    number: int
    to: tuple[str, ...]
    sender: str
    subject: str
    text: str
    at: datetime
    raw: bytes = field(repr=False)
    id: str = ""
    references: tuple[str, ...] = ()


@dataclass(slots=True)
class Refusing:
    """The next `times` recipients are refused with this reply."""

    reply: str = ""
    times: int = 0


class Post:
    """The server and what it was given. Its port stays the same when it is stopped and started again."""

    def __init__(self, bus: Bus) -> None:
        self.mails: deque[Mail] = deque(maxlen=KEPT)
        self.refusing = Refusing()
        self.late = 0.0
        """Seconds after which it answers that it has taken a mail."""
        self.host = "127.0.0.1"
        self.port = 0
        self._bus = bus
        self._count = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.BaseTransport] = set()

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    @property
    def runs(self) -> bool:
        return self._server is not None

    async def start(self) -> None:
        if self._server is None:
            loop = asyncio.get_running_loop()
            self._server = await loop.create_server(self._session, self.host, self.port)
            self.port = self._server.sockets[0].getsockname()[1]
            self._bus.publish("mail", "started", "")

    async def stop(self) -> None:
        """Nobody can connect any more, and whoever is connected is cut off."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            for transport in tuple(self._open):
                transport.close()
            await server.wait_closed()
            self._bus.publish("mail", "stopped", "")

    def clear(self) -> None:
        self.mails.clear()
        self._bus.publish("mail", "cleared", "")

    def _session(self) -> "_Connection":
        return _Connection(self, self._open)

    # ---- what aiosmtpd asks its handler

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks so
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: list[str],  # noqa: ARG002
    ) -> str:
        if self.refusing.times > 0:
            self.refusing.times -= 1
            return self.refusing.reply
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        raw = envelope.original_content or b""
        message = message_from_bytes(raw, _class=EmailMessage, policy=modern)
        body = message.get_body(("plain",))
        self._count += 1
        mail = Mail(
            self._count,
            tuple(envelope.rcpt_tos),
            str(message["From"]),
            str(message["Subject"]),
            "" if body is None else str(body.get_content()).replace("\r\n", "\n"),
            datetime.now(UTC),
            raw,
            str(message["Message-ID"] or ""),
            tuple(str(message["References"] or "").split()),
        )
        self.mails.append(mail)
        self._bus.publish("mail", "came", ",".join(mail.to))
        await asyncio.sleep(self.late)
        return TAKEN


class _Connection(SMTP):
    """One connection, known as long as it is open."""

    def __init__(self, post: Post, transports: set[asyncio.BaseTransport]) -> None:
        super().__init__(post, hostname="sandbox.example", enable_SMTPUTF8=False)
        self._known = transports

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._known.add(transport)
        self._mine = transport
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._known.discard(self._mine)
        super().connection_lost(error)
