"""A user of the simulated Discord."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bots.sandbox.client.commands import Offered, fill_in
from bots.sandbox.client.control import ControlError, Sandbox
from bots.sandbox.client.person import PATIENCE, NotSeenError, Person, Upload, Where
from bots.sandbox.client.seen import Button, Kind, Message, Place, SeenFile, Select

ACTION_ROW, BUTTON, TEXT_DISPLAY = 1, 2, 10
SELECTS: Final = frozenset({3, 5, 6, 7, 8})
THREADS: Final = frozenset({"thread", "private_thread"})

Json = Mapping[str, object]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)


class SeenChannel(Record):
    id: str
    name: str | None
    type: str
    parent: str | None
    archived: bool = False
    locked: bool = False
    tags: tuple[str, ...] = ()


class SeenGuild(Record):
    id: str
    name: str
    channels: tuple[SeenChannel, ...]


class SeenAuthor(Record):
    id: str
    name: str
    bot: bool = False


class SeenReaction(Record):
    emoji: str
    users: tuple[str, ...]


class SeenAttachment(Record):
    name: str
    size: int
    url: str
    mime: str | None = None


class SeenMessage(Record):
    id: str
    author: SeenAuthor
    content: str
    embeds: tuple[dict[str, object], ...]
    components: tuple[dict[str, object], ...]
    attachments: tuple[SeenAttachment, ...]
    reply_to: str | None
    reactions: tuple[SeenReaction, ...]
    edited: str | None
    ephemeral: bool


class Modal(Record):
    """An open form."""

    id: str
    channel: str
    title: str
    custom_id: str
    components: tuple[dict[str, object], ...]

    @property
    def labels(self) -> dict[str, str]:
        """What names each field to its reader, and the field's own id."""
        return dict(_labels(self.components))


class Interaction(Record):
    """Something the person did with the bot: pending, deferred, answered or failed."""

    id: str
    channel: str
    state: str


class View(Record):
    """All that one user's client shows."""

    guilds: tuple[SeenGuild, ...]
    dms: tuple[SeenChannel, ...]
    messages: dict[str, tuple[dict[str, object], ...]]
    modals: tuple[Modal, ...]
    interactions: tuple[Interaction, ...]


class DiscordPerson(Person):
    """See `Person`; `bot` is the application's id, needed only to open the private chat with it."""

    def __init__(self, sandbox: Sandbox, user: str | int, bot: str | int | None = None) -> None:
        super().__init__(sandbox.discord, str(user))
        self._bot = bot

    async def say(
        self,
        text: str,
        *,
        place: Where = None,
        reply_to: Message | None = None,
        files: Sequence[Upload] = (),
    ) -> str:
        at = reply_to.place if reply_to and place is None else await self.place(place)
        body: dict[str, object] = {"channel": at.channel, "text": text}
        if reply_to is not None:
            body["reply_to"] = reply_to.id
        if files:
            body["files"] = [each.as_json() for each in files]
        return _SENT.validate_python(await self.act("send", body))["message"]

    async def edit(self, message: Message | str, text: str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("edit", {"channel": at.channel, "message": number, "text": text})

    async def delete(self, message: Message | str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("delete", {"channel": at.channel, "message": number})

    async def react(self, message: Message | str, emoji: str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("react", {"channel": at.channel, "message": number, "emoji": emoji})

    async def press(self, label: str, in_message: Message | None = None) -> None:
        message = await self.with_button(label, in_message)
        button = message.button(label)
        if button is not None:
            body = {"channel": message.place.channel, "message": message.id, "custom_id": button.id}
            await self.act("press", body)

    async def choose(self, message: Message, *values: str, select: str = "") -> None:
        """Choose in the message's select menu, `select` being its placeholder or id if there are more."""
        wanted = [each for each in message.selects if not select or select in (each.id, each.placeholder)]
        if len(wanted) != 1:
            raise NotSeenError(f"{self} sees {len(wanted)} such selects in message {message.id}")
        body = {"channel": message.place.channel, "message": message.id, "custom_id": wanted[0].id}
        await self.act("press", {**body, "values": list(values)})

    async def command(self, line: str, *, place: Where = None) -> None:
        at = await self.place(place)
        name, options = fill_in(line, await self.commands(at))
        await self.act("command", {"channel": at.channel, "name": name, "options": options})

    async def commands(self, place: Place) -> tuple[Offered, ...]:
        """The commands that the picker offers there."""
        path = f"/control/people/discord/{self.id}/commands?place={place.channel}"
        return _OFFERED.validate_python(await self.sandbox.request("GET", path))

    async def menu(self, name: str, target: Message | str) -> None:
        """Use a command of a message's or (by the user's id) a person's context menu."""
        if isinstance(target, Message):
            at, number, kind = target.place, target.id, "message"
        else:
            at, number, kind = (await self.places())[0], target, "user"
        await self.act("command", {"channel": at.channel, "name": name, "type": kind, "target": number})

    async def modal(self, *, within: float = PATIENCE) -> Modal:
        """The form that is open, waiting for one.

        Raises:
            NotSeenError: none opened in time.
        """
        found: list[Modal] = []

        async def there() -> bool:
            found.extend((await self.view()).modals)
            return bool(found)

        if not await self.until(there, within):
            raise NotSeenError(f"{self} sees no form")
        return found[-1]

    async def fill(
        self,
        fields: Mapping[str, str | Sequence[str]],
        *,
        files: Mapping[str, Sequence[Upload]] | None = None,
    ) -> None:
        """Send the open form; a field is named by its label, the label's beginning, or its id."""
        modal = await self.modal()
        given = {_field(modal, name): value for name, value in fields.items()}
        sent = {
            _field(modal, name): [each.as_json() for each in some] for name, some in (files or {}).items()
        }
        await self.act("submit", {"modal": modal.id, "fields": given, "files": sent})

    async def autocomplete(self, name: str, option: str, value: str, *, place: Where = None) -> object:
        """What the bot offers while a command's option is typed."""
        at = await self.place(place)
        body = {"channel": at.channel, "name": name, "option": option, "value": value}
        return await self.act("autocomplete", body)

    async def interactions(self) -> tuple[Interaction, ...]:
        """What became of this person's presses, commands and forms."""
        return (await self.view()).interactions

    async def open_dm(self) -> Place:
        """Open the private chat with the bot, as clicking on its name does."""
        if self._bot is None:
            raise NotSeenError(f"{self} knows no bot; give its id to write to it first")
        body = await self.act("dm", {"user": str(self._bot)})
        channel = _OPENED.validate_python(body)["channel"]
        return next(each for each in await self.places() if each.channel == channel)

    async def place(self, where: Where, *, within: float = PATIENCE) -> Place:
        if where is None and self._bot is not None:
            known = [each for each in await self.places() if each.kind == "dm"]
            return known[0] if known else await self.open_dm()
        return await super().place(where, within=within)

    async def places(self) -> tuple[Place, ...]:
        return _places(await self.view())

    async def everything(self) -> tuple[Message, ...]:
        view = await self.view()
        return tuple(_message(at, raw) for at in _places(view) for raw in view.messages.get(at.channel, ()))

    async def view(self) -> View:
        """All that this person's client shows."""
        return View.model_validate(await self.control.view(self.id))

    async def can(self, verb: str, body: Json) -> bool:
        """Try something that the app may refuse; False when it does."""
        try:
            await self.act(verb, body)
        except ControlError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class _Parts:
    texts: tuple[str, ...]
    buttons: tuple[Button, ...]
    selects: tuple[Select, ...]


def _places(view: View) -> tuple[Place, ...]:
    found = [_place(channel, "dm", ()) for channel in view.dms]
    for guild in view.guilds:
        names = {channel.id: channel.name or "" for channel in guild.channels}
        for channel in guild.channels:
            within = (guild.name, names.get(channel.parent or "", ""))
            if channel.type in THREADS:
                found.append(_place(channel, "thread", within))
            elif channel.type != "category":
                found.append(_place(channel, "channel", within[:1]))
    return tuple(found)


def _place(channel: SeenChannel, kind: Kind, within: tuple[str, ...]) -> Place:
    title = channel.name or ""
    return Place(kind, channel.id, "", title, " / ".join([*filter(None, within), title]))


def _message(place: Place, raw: dict[str, object]) -> Message:
    seen = SeenMessage.model_validate(raw)
    parts = _parts(seen.components)
    embedded = [line for embed in seen.embeds for line in _embedded(embed)]
    return Message(
        id=seen.id,
        place=place,
        author=seen.author.name,
        author_id=seen.author.id,
        author_is_bot=seen.author.bot,
        text="\n".join(filter(None, [seen.content, *embedded, *parts.texts])),
        buttons=parts.buttons,
        selects=parts.selects,
        files=tuple(
            SeenFile(each.name, (each.mime or "").partition("/")[0], each.size, each.url)
            for each in seen.attachments
        ),
        reactions=tuple((each.emoji, each.users) for each in seen.reactions),
        reply_to=seen.reply_to or "",
        edited=seen.edited is not None,
        ephemeral=seen.ephemeral,
        raw=raw,
    )


def _embedded(embed: Json) -> Iterator[str]:
    author, footer = embed.get("author"), embed.get("footer")
    if isinstance(author, dict):
        yield str(author.get("name") or "")
    yield str(embed.get("title") or "")
    yield str(embed.get("description") or "")
    for each in _objects(embed.get("fields")):
        yield f"{each.get('name')}: {each.get('value')}"
    if isinstance(footer, dict):
        yield str(footer.get("text") or "")


def _parts(components: Iterable[Json]) -> _Parts:
    texts: list[str] = []
    buttons: list[Button] = []
    selects: list[Select] = []
    for part in _walk(components):
        kind = part.get("type")
        if kind == TEXT_DISPLAY:
            texts.append(str(part.get("content") or ""))
        elif kind == BUTTON:
            buttons.append(_button(part))
        elif kind in SELECTS:
            options = [
                (str(each.get("label")), str(each.get("value"))) for each in _objects(part.get("options"))
            ]
            selects.append(
                Select(str(part.get("custom_id")), str(part.get("placeholder") or ""), tuple(options))
            )
    return _Parts(tuple(texts), tuple(buttons), tuple(selects))


def _button(part: Json) -> Button:
    emoji = part.get("emoji")
    shown = str(emoji.get("name") or "") if isinstance(emoji, dict) else ""
    label = " ".join(filter(None, [shown, str(part.get("label") or "")]))
    return Button(
        label, str(part.get("custom_id") or ""), str(part.get("url") or ""), bool(part.get("disabled"))
    )


def _walk(components: Iterable[Json]) -> Iterator[Json]:
    for part in components:
        yield part
        yield from _walk(_objects(part.get("components")))
        for name in ("component", "accessory"):
            inner = part.get(name)
            if isinstance(inner, dict):
                yield from _walk([inner])


def _labels(components: Iterable[Json]) -> Iterator[tuple[str, str]]:
    for part in components:
        inner = part.get("component")
        controls = [inner] if isinstance(inner, dict) else _objects(part.get("components"))
        for control in controls:
            label = control.get("label") or part.get("label") or control.get("custom_id")
            yield str(label), str(control.get("custom_id"))


def _field(modal: Modal, name: str) -> str:
    labels = modal.labels
    for label, custom_id in labels.items():
        if name in (label, custom_id):
            return custom_id
    found = [custom_id for label, custom_id in labels.items() if label.casefold().startswith(name.casefold())]
    if len(found) != 1:
        raise NotSeenError(f"the form {modal.title!r} has no field {name!r}, but {', '.join(labels)}")
    return found[0]


def _objects(value: object) -> list[dict[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


_SENT: Final = TypeAdapter(dict[str, str])
_OPENED: Final = TypeAdapter(dict[str, str])
_OFFERED: Final = TypeAdapter(tuple[Offered, ...])
