"""The sandbox's mailboxes as a test looks into them."""

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from bots.sandbox.client.control import Sandbox

PATIENCE: Final = 30.0


class Mail(BaseModel):
    """One mail that came. `id` is its Message-ID: two with the same are one to their reader. `references` are those of
    the mails before it in its thread.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    id: str
    to: tuple[str, ...]
    sender: str = Field(alias="from")
    subject: str
    text: str
    at: datetime
    references: tuple[str, ...]


class Seen(BaseModel):
    """The server and what it holds, the newest last."""

    model_config = ConfigDict(frozen=True)

    url: str
    runs: bool
    mails: tuple[Mail, ...]


class Mailboxes:
    """The endpoints under `/control/mail`."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    async def look(self) -> Seen:
        return Seen.model_validate(await self._sandbox.request("GET", "/control/mail"))

    async def url(self) -> str:
        """Where the server listens."""
        return (await self.look()).url

    async def of(self, address: str) -> tuple[Mail, ...]:
        """What came for an address, oldest first."""
        return tuple(mail for mail in (await self.look()).mails if address in mail.to)

    async def sees(self, address: str, after: int = 0, within: float = PATIENCE) -> Mail:
        """The newest mail for an address with a number above `after`, waiting for one.

        Raises:
            AssertionError: none came in time.
        """
        end = asyncio.get_running_loop().time() + within
        last = await self._sandbox.last()
        while True:
            found = [mail for mail in await self.of(address) if mail.number > after]
            if found:
                return found[-1]
            try:
                last = await self._sandbox.changed("mail", last, end)
            except TimeoutError:
                raise AssertionError(f"no mail came for {address}") from None

    async def clear(self) -> None:
        await self._sandbox.request("DELETE", "/control/mail")

    async def stop(self) -> None:
        """As when the mail server is down."""
        await self._sandbox.request("POST", "/control/mail/stop")

    async def start(self) -> None:
        await self._sandbox.request("POST", "/control/mail/start")

    async def late(self, seconds: float) -> None:
        """Let the server take mails at once and say so only after a while."""
        await self._sandbox.request("POST", "/control/mail/late", {"seconds": seconds})

    async def refuse(self, reply: str, times: int = 1) -> None:
        """Let the server refuse the next recipients with this reply, as `451 later`."""
        await self._sandbox.request("POST", "/control/mail/refuse", {"reply": reply, "times": times})
