"""The tables about who asks: mail, proofs, the directory of customers."""

import re
from datetime import timedelta
from email.utils import parseaddr
from typing import Annotated, Self

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from config.opening import Section
from config.sections import Web
from config.values import (
    Duration,
    duration,
)
from core.people.addresses import address


class Mail(Section):
    """The mail server by which the desk sends; without one no address can be proven."""

    url: str | None = Field(
        default=None, description="smtp://user@host:587 (STARTTLS) or smtps://user@host:465."
    )
    password: SecretStr | None = Field(default=None, description="Of the user named in the url.")
    sender: str = Field(default="", max_length=320, description='As "Support <help@example.org>".')
    plain: bool = Field(
        default=False, description="Speak smtp:// without TLS: for a server on this machine or its network."
    )

    @field_validator("url")
    @classmethod
    def _reachable(cls, url: str | None) -> str | None:
        pattern = r"smtps?://([^@/\s:]+@)?[^@/\s:]+(:\d{1,5})?/?"
        if url is not None and re.fullmatch(pattern, url) is None:
            raise ValueError(
                "it begins with smtp:// or smtps:// and names a host, as smtp://desk@mail.example.org:587; "
                "the password stands in mail.password"
            )
        return url

    @field_validator("sender")
    @classmethod
    def _address(cls, sender: str) -> str:
        if sender and ("\n" in sender or "\r" in sender or address(parseaddr(sender)[1]) is None):
            raise ValueError(f'{sender!r} is no sender; write it as "Support <help@example.org>"')
        return sender

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.url is None:
            return self
        if not self.sender:
            raise ValueError('mail.url needs a sender, as sender = "Support <help@example.org>"')
        if self.password is not None and self.plain:
            raise ValueError("a password never goes without TLS; remove plain, or the password")
        return self


def _wait(written: object) -> object:
    return timedelta(0) if written == "none" else duration(written)


class People(Section):
    """How somebody who asks becomes known."""

    link_wait: Annotated[timedelta, BeforeValidator(_wait), WithJsonSchema({"type": "string"})] = Field(
        default=timedelta(hours=72),
        description='How long a further account of somebody waits before it may authorise; "none" for not at all.',
    )
    proof_lasts: Duration = Field(
        default=timedelta(hours=12), description="How long after a proof somebody may authorise."
    )
    secret: SecretStr | None = Field(
        default=None,
        description="Makes the codes; made of the platforms' tokens where none is given. The same for all "
        "programs of a desk.",
    )


class Directory(Section):
    """Who the customers are: a file, or a system of your own that is asked."""

    file: str | None = Field(default=None, min_length=1, description="customers.toml or customers.csv.")
    url: Web | None = Field(
        default=None, description="Asked as GET {url}?email=…; see the docs for the answer."
    )
    token: SecretStr | None = Field(default=None, description="Sent to it as a bearer token.")
    timeout: Duration = Field(default=timedelta(seconds=3), description="No answer by then is none.")
    private: bool = Field(default=False, description="The url may be in a private network.")

    @field_validator("timeout")
    @classmethod
    def _soon(cls, timeout: timedelta) -> timedelta:
        if timeout > timedelta(seconds=10):
            raise ValueError("at most 10s: somebody waits for it")
        return timeout

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.file is not None and self.url is not None:
            raise ValueError("give either directory.file or directory.url, not both")
        return self
