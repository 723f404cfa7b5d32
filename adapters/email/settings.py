"""What this adapter has to know of the mail server."""

from dataclasses import dataclass, field
from typing import Literal

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`sender` as in `Support <help@example.org>`. `security`: TLS from the first byte, or before anything is said."""

    host: str
    port: int
    sender: str
    desk: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Security = "starttls"
    code_key: bytes = field(default=b"", repr=False)
    pages: str | None = None
    """Where the desk's pages are, for links to them."""
