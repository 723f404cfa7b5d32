"""Somebody who uses an app: the verbs that walks are written in, the same on both platforms."""

import asyncio
import mimetypes
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bots.sandbox.client.control import Control, Sandbox
from bots.sandbox.client.seen import Message, Place, dump

Where = Place | str | None
What = str | Callable[[Message], bool]

PATIENCE: Final = 30.0
"""Seconds that `sees` waits unless told otherwise."""


class NotSeenError(AssertionError):
    """Somebody did not see what a walk says they must, or saw what they must not."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody attaches; `kind` is Telegram's, guessed from the name when empty."""

    name: str
    content: bytes
    mime: str = ""
    kind: str = ""

    def as_json(self) -> dict[str, str]:
        mime = self.mime or mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        kind = self.kind or ("photo" if mime.startswith("image/") else "document")
        return {"kind": kind, "name": self.name, "mime": mime, "base64": b64encode(self.content).decode()}


class Person(ABC):
    """One user of one platform.

    A place is given by its title ("cases"), its path ("Staff / cases"), a `Place` from a message seen, or
    None for the private chat with the bot. Waiting is always for the sandbox's own report of a change.
    """

    def __init__(self, control: Control, user: str) -> None:
        self.control = control
        self.id = user

    @property
    def sandbox(self) -> Sandbox:
        return self.control.sandbox

    @abstractmethod
    async def say(
        self,
        text: str,
        *,
        place: Where = None,
        reply_to: Message | None = None,
        files: Sequence[Upload] = (),
    ) -> str:
        """Send a message; its id. A reply goes to the place of what it answers."""

    @abstractmethod
    async def edit(self, message: Message | str, text: str, *, place: Where = None) -> None:
        """Change an own message, given as seen or by the id that `say` returned and its place."""

    @abstractmethod
    async def delete(self, message: Message | str, *, place: Where = None) -> None:
        """Take a message away, given as in `edit`."""

    @abstractmethod
    async def react(self, message: Message | str, emoji: str, *, place: Where = None) -> None:
        """Put one reaction on a message, given as in `edit`."""

    @abstractmethod
    async def press(self, label: str, in_message: Message | None = None) -> None:
        """Press the button with this label (or whose label begins so), waiting for it to be there.

        Without a message, the newest one that has such a button.
        """

    @abstractmethod
    async def command(self, line: str, *, place: Where = None) -> None:
        """Run a command written as in the app: `/take 12`."""

    @abstractmethod
    async def fill(self, fields: Mapping[str, str | Sequence[str]]) -> None:
        """Answer the form that is open, or on Telegram the questions asked one after the other."""

    @abstractmethod
    async def places(self) -> tuple[Place, ...]:
        """Everywhere this person can read."""

    @abstractmethod
    async def everything(self) -> tuple[Message, ...]:
        """All messages this person sees, place by place, oldest first."""

    async def messages(self, place: Where = None) -> tuple[Message, ...]:
        """The messages in one place, or everywhere, oldest first."""
        seen = await self.everything()
        return seen if place is None else tuple(each for each in seen if _is_at(each, place))

    async def sees(
        self,
        what: What,
        *,
        place: Where = None,
        after: Message | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - the word that walks use
    ) -> Message:
        """The newest message that fits, waiting for one to come.

        A text is looked for in what others wrote, a predicate is asked about every message. `after` counts
        only later messages of its place.

        Raises:
            NotSeenError: nothing fitted in time; says what this person does see.
        """
        found: list[Message] = []

        async def there() -> bool:
            messages = await self.messages(place)
            fitting = [each for each in messages if self._fits(each, what) and _is_later(each, after)]
            found.extend(sorted(fitting, key=lambda each: each.age)[-1:])
            return bool(fitting)

        if not await self.until(there, timeout):
            raise NotSeenError(f"{self} does not see {_said(what)}; but:\n{dump(await self.everything())}")
        return found[-1]

    async def has_not(self, what: What, *, place: Where = None) -> None:
        """Nothing of the kind is there now; ask once something that must come later has been seen.

        Raises:
            NotSeenError: there is such a message.
        """
        found = [each for each in await self.messages(place) if self._fits(each, what)]
        if found:
            raise NotSeenError(f"{self} must not see {_said(what)}; but:\n{dump(found)}")

    async def until(self, there: Callable[[], Awaitable[bool]], within: float = PATIENCE) -> bool:
        """Ask again after each change on this platform; False when `within` seconds are over."""
        end = asyncio.get_running_loop().time() + within
        last = await self.sandbox.last()
        while not await there():
            try:
                last = await self.sandbox.changed(self.control.platform, last, end)
            except TimeoutError:
                return await there()
        return True

    async def place(self, where: Where, *, within: float = PATIENCE) -> Place:
        """The place meant, waiting for it to open; None is the private chat with the bot.

        Raises:
            NotSeenError: there is none; names those there are.
        """
        if isinstance(where, Place):
            return where
        wanted = where or "dm"
        found: list[Place] = []

        async def there() -> bool:
            found.extend(each for each in await self.places() if each.answers_to(wanted))
            return bool(found)

        if not await self.until(there, within):
            known = ", ".join(each.path for each in await self.places())
            raise NotSeenError(f"{self} sees no place {wanted!r}; there are: {known or 'none'}")
        return found[-1]

    async def with_button(self, label: str, in_message: Message | None) -> Message:
        """The message to press in, as it is now."""
        return await self.sees(
            lambda each: (
                each.button(label) is not None
                and (in_message is None or (each.id, each.place) == (in_message.id, in_message.place))
            )
        )

    async def at(self, message: Message | str, place: Where) -> tuple[str, Place]:
        """The id and place of a message given either way."""
        if isinstance(message, Message):
            return message.id, message.place
        return message, await self.place(place)

    async def act(self, verb: str, body: Mapping[str, object]) -> object:
        return await self.control.user(self.id, verb, body)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id})"

    def _fits(self, message: Message, what: What) -> bool:
        if callable(what):
            return what(message)
        return message.author_id != self.id and what in message.text


def _is_at(message: Message, place: Place | str) -> bool:
    return message.place.answers_to(place) if isinstance(place, str) else message.place == place


def _is_later(message: Message, other: Message | None) -> bool:
    if other is None:
        return True
    return message.place == other.place and message.age > other.age


def _said(what: What) -> str:
    return repr(what) if isinstance(what, str) else f"what {getattr(what, '__qualname__', what)} asks for"
