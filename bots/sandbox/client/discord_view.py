"""What a user of the simulated Discord sees, read into the shape that both platforms share."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict

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
    timestamp: datetime
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
        return dict(labels_of(self.components))


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


@dataclass(frozen=True, slots=True)
class Parts:
    texts: tuple[str, ...]
    buttons: tuple[Button, ...]
    selects: tuple[Select, ...]


def places_of(view: View) -> tuple[Place, ...]:
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


def message_of(place: Place, raw: dict[str, object]) -> Message:
    seen = SeenMessage.model_validate(raw)
    parts = parts_of(seen.components)
    embedded = [line for embed in seen.embeds for line in _embedded(embed)]
    return Message(
        id=seen.id,
        place=place,
        author=seen.author.name,
        author_id=seen.author.id,
        author_is_bot=seen.author.bot,
        text="\n".join(filter(None, [seen.content, *embedded, *parts.texts])),
        at=seen.timestamp,
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


def parts_of(components: Iterable[Json]) -> Parts:
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
    return Parts(tuple(texts), tuple(buttons), tuple(selects))


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


def labels_of(components: Iterable[Json]) -> Iterator[tuple[str, str]]:
    for part in components:
        inner = part.get("component")
        controls = [inner] if isinstance(inner, dict) else _objects(part.get("components"))
        for control in controls:
            label = control.get("label") or part.get("label") or control.get("custom_id")
            yield str(label), str(control.get("custom_id"))


def _objects(value: object) -> list[dict[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
