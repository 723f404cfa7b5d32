"""A user of the simulated Telegram."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bots.sandbox.client.control import Sandbox
from bots.sandbox.client.person import NotSeenError, Person, Upload, Where
from bots.sandbox.client.seen import Button, Message, Place, SeenFile

UNDATED: Final = datetime.min.replace(tzinfo=UTC)
"""Toasts carry no time; a message that fits as well counts as newer."""

GENERAL: Final = 1
"""A forum's first topic, whose messages carry no thread."""


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True, populate_by_name=True)


class SeenAuthor(Record):
    id: str
    name: str
    is_bot: bool


class SeenMedia(Record):
    kind: str
    name: str | None = ""
    size: int = 0
    url: str = ""


class SeenButton(Record):
    label: str
    data: str | None = None
    url: str | None = None


class SeenMessage(Record):
    id: str
    thread: int | None
    date: datetime
    edited: int | bool | None
    author: SeenAuthor = Field(alias="from")
    text: str | None
    caption: str | None = None
    media: SeenMedia | None = None
    reply_to: str | None = None
    buttons: tuple[tuple[SeenButton, ...], ...] = ()
    reactions: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class SeenTopic(Record):
    id: int
    name: str
    closed: bool = False
    deleted: bool = False


class SeenChat(Record):
    id: str
    type: str
    title: str
    topics: tuple[SeenTopic, ...] = ()
    messages: tuple[dict[str, object], ...]


class SeenToast(Record):
    """What the bot answered to a pressed button, shown for a moment; an alert wants a click."""

    text: str | None
    alert: bool = False


class View(Record):
    """All that one user's app shows."""

    chats: tuple[SeenChat, ...]
    toasts: tuple[SeenToast, ...] = ()


class TelegramPerson(Person):
    """See `Person`; `bot` is the bot's id or username, needed only to start it."""

    def __init__(self, sandbox: Sandbox, user: str | int, bot: str | int | None = None) -> None:
        super().__init__(sandbox.telegram, str(user))
        self._bot = bot

    async def start(self, payload: str = "") -> None:
        """Press Start in the bot's chat, or open a deep link with a payload."""
        if self._bot is None:
            raise NotSeenError(f"{self} knows no bot; give its id to start it")
        await self.act("start", {"bot": self._bot, "payload": payload})

    async def say(
        self,
        text: str,
        *,
        place: Where = None,
        reply_to: Message | None = None,
        files: Sequence[Upload] = (),
    ) -> str:
        at = reply_to.place if reply_to and place is None else await self.place(place)
        body = _where(at)
        if reply_to is not None:
            body["reply_to"] = int(reply_to.id)
        if files:
            body |= {"files": [each.as_json() for each in files], "caption": text, "album": len(files) > 1}
        else:
            body["text"] = text
        return _SENT.validate_python(await self.act("send", body)).message

    async def edit(self, message: Message | str, text: str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("edit", {"chat": at.channel, "message": int(number), "text": text})

    async def delete(self, message: Message | str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("delete", {"chat": at.channel, "message": int(number)})

    async def react(self, message: Message | str, emoji: str | None, *, place: Where = None) -> None:
        """As `Person.react`; one reaction a person, None takes it back."""
        number, at = await self.at(message, place)
        await self.act("react", {"chat": at.channel, "message": int(number), "emoji": emoji})

    async def press(self, label: str, in_message: Message | None = None) -> None:
        message = await self.with_button(label, in_message)
        button = message.button(label)
        if button is not None:
            body = {"chat": message.place.channel, "message": int(message.id), "label": button.label}
            await self.act("press", body)

    async def command(self, line: str, *, place: Where = None) -> None:
        await self.say(line, place=place)

    async def fill(self, fields: Mapping[str, str | Sequence[str]]) -> None:
        """Answer, one after the other, the questions that the bot puts in the private chat.

        Each key is a piece of the question, waited for; an empty key answers whatever was asked.
        """
        before: Message | None = None
        for question, answer in fields.items():
            before = await self.sees(_asked(question), after=before)
            await self.say(answer if isinstance(answer, str) else ", ".join(answer), place=before.place)

    async def delete_topic(self, place: Where) -> None:
        at = await self.place(place)
        await self.act("delete_topic", {"chat": at.channel, "thread": int(at.thread)})

    async def block(self) -> None:
        await self.act("block", {"bot": self._bot})

    async def unblock(self) -> None:
        await self.act("unblock", {"bot": self._bot})

    async def toasts(self) -> tuple[SeenToast, ...]:
        """What was shown for a moment after presses, oldest first."""
        return (await self.view()).toasts

    async def places(self) -> tuple[Place, ...]:
        return tuple(place for chat in (await self.view()).chats for place in _places(chat))

    async def everything(self) -> tuple[Message, ...]:
        view = await self.view()
        found: list[Message] = []
        for chat in view.chats:
            seen = [_message(chat, raw) for raw in chat.messages]
            for place in _places(chat):
                found += [each for each in seen if each.place == place]
        return (*found, *(_toast(number, toast) for number, toast in enumerate(view.toasts)))

    async def view(self) -> View:
        """All that this person's app shows."""
        return View.model_validate(await self.control.view(self.id))


def _asked(question: str) -> Callable[[Message], bool]:
    """Whether a message is the bot's in the private chat and has this in it."""

    def fits(message: Message) -> bool:
        return message.author_is_bot and message.place.kind == "dm" and question in message.text

    fits.__qualname__ = f"the question {question!r}"
    return fits


def _where(place: Place) -> dict[str, object]:
    body: dict[str, object] = {"chat": place.channel}
    if place.thread:
        body["thread"] = int(place.thread)
    return body


def _places(chat: SeenChat) -> Iterator[Place]:
    """The chat itself, and each topic that is still there."""
    kind = "dm" if chat.type == "private" else "channel"
    yield Place("dm" if kind == "dm" else "channel", chat.id, "", chat.title, chat.title)
    for topic in chat.topics:
        if not topic.deleted and topic.id != GENERAL:
            yield Place("thread", chat.id, str(topic.id), topic.name, f"{chat.title} / {topic.name}")


def _message(chat: SeenChat, raw: dict[str, object]) -> Message:
    seen = SeenMessage.model_validate(raw)
    thread = seen.thread or 0
    places = {place.thread: place for place in _places(chat)}
    return Message(
        id=seen.id,
        place=places.get(str(thread), places[""]),
        author=seen.author.name,
        author_id=seen.author.id,
        author_is_bot=seen.author.is_bot,
        text="\n".join(filter(None, [seen.text, seen.caption])),
        at=seen.date,
        buttons=tuple(
            Button(each.label, each.data or "", each.url or "", disabled=False)
            for row in seen.buttons
            for each in row
        ),
        files=() if seen.media is None else (_file(seen.media),),
        reactions=tuple(seen.reactions.items()),
        reply_to=seen.reply_to or "",
        edited=bool(seen.edited),
        raw=raw,
    )


def _file(media: SeenMedia) -> SeenFile:
    return SeenFile(media.name or "", media.kind, media.size, media.url)


def _toast(number: int, toast: SeenToast) -> Message:
    place = Place("toast", "toasts", "", "toasts", "toasts")
    return Message(
        id=f"toast-{number}",
        place=place,
        author="bot",
        author_id="",
        author_is_bot=True,
        text=toast.text or "",
        at=UNDATED,
        ephemeral=True,
    )


class Sent(Record):
    message: str


_SENT: Final = TypeAdapter(Sent)
