"""The sandbox's control API over HTTP, one group of endpoints for each platform."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import TracebackType
from typing import Final, Literal, Self

import orjson
from aiohttp import ClientSession, ClientTimeout
from pydantic import BaseModel, ConfigDict, TypeAdapter

from bots.sandbox.client.mail import Mailboxes
from bots.sandbox.faults import Doing

Platform = Literal["discord", "telegram"]
Whereabouts = Literal["discord", "telegram", "mail"]

LONGEST_WAIT: Final = 60.0
"""Seconds; the server answers no later than this, so a longer wait asks again."""

NOW: Final = 1 << 60
"""No event ever has this number, so waiting after it only tells the newest one's."""


class ControlError(Exception):
    """The sandbox refused an order: what a real user or operator could not have done."""

    def __init__(self, method: str, path: str, status: int, said: str) -> None:
        super().__init__(f"{method} {path} was answered {status}: {said}")
        self.status = status
        self.said = said


class Event(BaseModel):
    """One change: `where` is the id of the channel or chat, `what` one word."""

    model_config = ConfigDict(frozen=True)

    number: int
    platform: Whereabouts
    what: str
    where: str


class Waited(BaseModel):
    """The number of the newest change, and those after the one asked for."""

    model_config = ConfigDict(frozen=True)

    last: int
    events: tuple[Event, ...]


class Account(BaseModel):
    """Somebody a test or a visitor can act as."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    platform: Platform
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """One request that a program made: seconds since the sandbox began, "METHOD path", HTTP status."""

    at: float
    line: str
    status: int


class Sandbox:
    """A running sandbox. Use as `async with Sandbox(url) as sandbox`.

    Every method raises `ControlError` when the sandbox refuses.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = ClientSession(timeout=ClientTimeout(total=LONGEST_WAIT * 2))
        self.discord = Control(self, "discord")
        self.telegram = Control(self, "telegram")
        self.mail = Mailboxes(self)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, where: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._session.close()

    async def request(self, method: str, path: str, body: object = None) -> object:
        """Send one order, its answer decoded."""
        data = None if body is None else BytesIO(orjson.dumps(body))
        headers = {"Content-Type": "application/json"}
        async with self._session.request(method, self.url + path, data=data, headers=headers) as response:
            said = await response.read()
            if response.status >= 400:
                raise ControlError(method, path, response.status, said.decode(errors="replace"))
            answer: object = orjson.loads(said) if said else {}
            return answer

    async def download(self, url: str) -> bytes:
        """A file that somebody sees, by the address their view gives it."""
        async with self._session.get(url if "://" in url else self.url + url) as response:
            if response.status >= 400:
                raise ControlError("GET", url, response.status, response.reason or "")
            return await response.read()

    async def last(self) -> int:
        """The number of the newest change."""
        return (await self.wait(NOW, 0)).last

    async def wait(self, after: int, within: float) -> Waited:
        """The changes after number `after`, waiting up to `within` seconds for a first one."""
        seconds = min(within, LONGEST_WAIT)
        path = f"/control/wait?after={after}&timeout={seconds:.3f}"
        return Waited.model_validate(await self.request("GET", path))

    async def changed(self, platform: Whereabouts, after: int, until: float) -> int:
        """Wait for something new on the platform; its number.

        Raises:
            TimeoutError: nothing happened there before the loop's clock reached `until`.
        """
        while True:
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                raise TimeoutError
            waited = await self.wait(after, left)
            after = waited.last
            if any(event.platform == platform for event in waited.events):
                return after

    async def people(self) -> tuple[Account, ...]:
        """Everybody who can be played, on both platforms."""
        return _ACCOUNTS.validate_python(await self.request("GET", "/control/people"))


class Control:
    """The endpoints of one platform under `/control/{platform}`."""

    def __init__(self, sandbox: Sandbox, platform: Platform) -> None:
        self.sandbox = sandbox
        self.platform: Platform = platform

    async def post(self, path: str, body: Mapping[str, object]) -> object:
        return await self.sandbox.request("POST", f"/control/{self.platform}/{path}", body)

    async def get(self, path: str) -> object:
        return await self.sandbox.request("GET", f"/control/{self.platform}/{path}")

    async def delete(self, path: str) -> None:
        await self.sandbox.request("DELETE", f"/control/{self.platform}/{path}")

    async def world(self, world: Mapping[str, object]) -> object:
        """Lay out the bots, people and places that exist."""
        return await self.post("world", world)

    async def user(self, user: str, verb: str, body: Mapping[str, object]) -> object:
        """Let a user do one thing."""
        return await self.post(f"users/{user}/{verb}", body)

    async def view(self, user: str) -> object:
        """All that a user sees."""
        return await self.get(f"users/{user}/view")

    async def fault(
        self, match: str, do: Doing, *, times: int = 1, status: int = 500, seconds: float = 1.0
    ) -> None:
        """Let the next `times` requests whose "METHOD path" matches the pattern go wrong."""
        await self.post(
            "faults", {"match": match, "do": do, "times": times, "status": status, "seconds": seconds}
        )

    async def faults_left(self) -> int:
        """How many ordered faults have not met all their requests yet."""
        return len(_ORDERED.validate_python(await self.get("faults")))

    async def clear_faults(self) -> None:
        await self.delete("faults")

    async def journal(self) -> tuple[Call, ...]:
        """Every request a program made since the journal was emptied, oldest first."""
        return tuple(Call(*row) for row in _JOURNAL.validate_python(await self.get("journal")))

    async def clear_journal(self) -> None:
        await self.delete("journal")


_ACCOUNTS: Final = TypeAdapter(tuple[Account, ...])
_ORDERED: Final = TypeAdapter(list[dict[str, object]])
_JOURNAL: Final = TypeAdapter(list[tuple[float, str, int]])
