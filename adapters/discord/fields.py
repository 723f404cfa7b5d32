"""What an interaction carries, read from Discord's payload into records of our own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import discord
from pydantic import BaseModel, ConfigDict, Field

from adapters.discord import refs
from adapters.discord.commands import SUBCOMMAND, USER
from adapters.discord.downloads import Source
from core.words.people import Profile
from core.words.refs import Place


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)


class _Attachment(_Wire):
    url: str
    filename: str
    size: int | None = None
    content_type: str | None = None


class User(_Wire):
    """An account, as Discord writes one everywhere."""

    id: int
    username: str = ""
    global_name: str | None = None
    avatar: str | None = None


class _Member(_Wire):
    nick: str | None = None


class _Message(_Wire):
    id: int
    content: str = ""
    author: User
    attachments: tuple[_Attachment, ...] = ()


class _Resolved(_Wire):
    attachments: Mapping[str, _Attachment] = Field(default_factory=dict)
    messages: Mapping[str, _Message] = Field(default_factory=dict)
    users: Mapping[str, User] = Field(default_factory=dict)
    members: Mapping[str, _Member] = Field(default_factory=dict)


class _Option(_Wire):
    name: str
    type: int
    value: str = ""
    focused: bool = False
    options: tuple["_Option", ...] = ()
    """Those of a subcommand."""


class _Component(_Wire):
    """An input, or something around inputs: a row of them, a label with one."""

    custom_id: str | None = None
    value: str | None = None
    values: tuple[str, ...] = ()
    component: "_Component | None" = None
    components: tuple["_Component", ...] = ()


class _Data(_Wire):
    name: str = ""
    custom_id: str = ""
    target_id: str | None = None
    options: tuple[_Option, ...] = ()
    components: tuple[_Component, ...] = ()
    resolved: _Resolved = Field(default_factory=_Resolved)


@dataclass(frozen=True, slots=True)
class Target:
    """The message that a context-menu command was used on."""

    message: int
    author: Profile
    content: str
    files: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """A command: its name, its options by name, what is being typed, or the message it was used on. `user` is the one
    that was chosen, by an option or by the menu that it was used from.
    """

    name: str
    options: Mapping[str, str]
    focused: str
    target: Target | None
    user: Profile | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A submitted form: the values of its fields, and the files."""

    values: Mapping[str, tuple[str, ...]]
    files: tuple[Source, ...]

    def one(self, field: str) -> str:
        return next(iter(self.values.get(field, ())), "")


def called(interaction: discord.Interaction) -> Called:
    data = _data(interaction)
    name, given = data.name, data.options
    if given and given[0].type == SUBCOMMAND:
        name, given = f"{name} {given[0].name}", given[0].options
    options = {option.name: option.value for option in given}
    focused = next((option.value for option in given if option.focused), "")
    chosen = next((option.value for option in given if option.type == USER), data.target_id or "")
    return Called(name, options, focused, _target(data), _chosen(data, chosen))


def profile(user: int, nick: str | None, global_name: str | None, username: str) -> Profile:
    """An account by its names as they are shown, the foremost first."""
    shown = tuple(dict.fromkeys(name for name in (nick, global_name, username) if name))
    return Profile(refs.account(user), shown, username)


def profile_of(user: User, nick: str | None) -> Profile:
    return profile(user.id, nick, user.global_name, user.username)


def custom_id(interaction: discord.Interaction) -> str:
    return _data(interaction).custom_id


def filled(interaction: discord.Interaction) -> Filled:
    data = _data(interaction)
    values: dict[str, tuple[str, ...]] = {}
    files: list[Source] = []
    for component in _walk(data.components):
        if component.custom_id is None:
            continue
        values[component.custom_id] = component.values if component.value is None else (component.value,)
        files += [
            _source(data.resolved.attachments[value])
            for value in component.values
            if value in data.resolved.attachments
        ]
    return Filled(values, tuple(files))


def _walk(components: tuple[_Component, ...]) -> Iterator[_Component]:
    for component in components:
        yield component
        yield from _walk(component.components)
        if component.component is not None:
            yield from _walk((component.component,))


def _target(data: _Data) -> Target | None:
    message = data.resolved.messages.get(data.target_id or "")
    if message is None:
        return None
    files = tuple(_source(attachment) for attachment in message.attachments)
    return Target(message.id, profile_of(message.author, None), message.content, files)


def _chosen(data: _Data, user: str) -> Profile | None:
    found = data.resolved.users.get(user)
    member = data.resolved.members.get(user)
    return None if found is None else profile_of(found, member.nick if member else None)


def _source(attachment: _Attachment) -> Source:
    return Source(attachment.url, attachment.filename, attachment.size, attachment.content_type)


def _data(interaction: discord.Interaction) -> _Data:
    return _Data.model_validate(interaction.data or {})


def place_of(interaction: discord.Interaction) -> Place:
    """Where it was done.

    Raises:
        ValueError: Discord named no channel.
    """
    number = interaction.channel_id
    if number is None:
        raise ValueError("an interaction without a channel")
    if interaction.guild_id is None:
        return refs.dm(number)
    return refs.thread(number) if isinstance(interaction.channel, discord.Thread) else refs.channel(number)
