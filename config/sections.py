"""The tables of `switchboard.toml`, one class each. Their fields' descriptions are the exported schema's."""

import re
from base64 import b64decode
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from config.opening import Exceptional, Holidays, Section, Week, one_a_day
from config.values import (
    Accounts,
    Duration,
    Identifier,
    Language,
    Name,
    Zone,
    account,
    language,
    languages,
)
from core.people.addresses import address

Rate = Annotated[float, Field(ge=0, allow_inf_nan=False)]
"""Sendings in a stretch of time; 0 is unpaced, which only benchmarks may be."""


def _by_language(written: object) -> object:
    if isinstance(written, str):
        written = dict.fromkeys(languages(), written)
    if not isinstance(written, dict) or not written:
        raise ValueError('write the words, or the words by language: { en = "…", pt-PT = "…" }')
    for words in written.values():
        if not isinstance(words, str) or not words.strip():
            raise ValueError("the words are empty")
    return {language(str(tag)): words for tag, words in written.items()}


Words = Annotated[
    dict[str, str],
    BeforeValidator(_by_language),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
    ),
]
"""Words for people by language; written as one string, they are the same in all of them."""

Snowflake = Annotated[int, Field(gt=0, lt=2**63)]
Chat = Annotated[int, Field(gt=-(2**52), lt=2**52)]


def _web(written: str) -> str:
    if re.match(r"https?://[^/\s]+", written) is None:
        raise ValueError(f'"{written}" is not a web address; it begins with https:// or http://')
    return written.rstrip("/")


def _socket(written: str) -> str:
    if re.match(r"wss?://[^/\s]+", written) is None:
        raise ValueError(f'"{written}" is not a gateway; it begins with wss:// or ws://')
    return written


Web = Annotated[str, AfterValidator(_web)]


class Desk(Section):
    """Who this desk is, and its general rules."""

    id: Identifier = Field(default="desk", description="Stands in every key of the store; never change it.")
    name: Annotated[Name, Field(description="What people see.")] = "Support"
    language: Language = Field(default="en", description="Spoken where a person's own is not known.")
    languages: tuple[Language, ...] = Field(
        default=(), description="Those that the desk speaks, whoever writes; all there are if empty."
    )
    zone: Zone = Field(default="UTC", description="IANA time zone.")
    speak: Literal["reply", "direct"] = Field(
        default="reply", description="What of an agent's words in a room goes out: replies, or everything."
    )
    assignment: Literal["manual", "automatic"] = Field(
        default="manual",
        description="Agents take cases, or the free agent who has waited longest gets the next.",
    )
    requests_per_hour: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=10, description="New cases that one account may open."
    )
    retention_days: Annotated[int, Field(ge=1, le=36_500)] = Field(
        default=365, description="Closed cases that are older are erased."
    )
    over_capacity: bool = Field(default=False, description="Agents may take more than their capacity.")
    intake: str | None = Field(
        default=None,
        max_length=1_000,
        description="What helps; shown above the form in place of the usual words.",
    )

    @model_validator(mode="after")
    def _speaks_its_own(self) -> Self:
        if self.languages and self.language not in self.languages:
            raise ValueError(f'languages must name the desk\'s own language, "{self.language}", too')
        return self


class Discord(Section):
    """The Discord side; nothing happens there without a token."""

    token: SecretStr | None = Field(default=None, description="Of the bot, from the Developer Portal.")
    api_url: Web = Field(default="https://discord.com/api/v10", description="Another server than Discord's.")
    gateway_url: Annotated[str, AfterValidator(_socket)] | None = Field(
        default=None, description="In place of the one that Discord names."
    )
    cdn_url: Web = Field(
        default="https://cdn.discordapp.com", description="Where profile pictures are, of another server."
    )
    guild: Snowflake | None = Field(default=None, description="The community's server.")
    staff_guild: Snowflake | None = Field(default=None, description="Where staff work, if elsewhere.")
    panel_channel: Snowflake | None = Field(
        default=None, description="Where people ask; `/setup` makes it where none is given."
    )
    agents_forum: Snowflake | None = Field(
        default=None, description="Where agents get their cases; `/setup` makes it where none is given."
    )
    board_channel: Snowflake | None = Field(
        default=None,
        description="Where the queue board stands; in a post of the agents' forum where none is given.",
    )
    requester_room: Literal["thread", "dm"] = Field(
        default="thread", description="Where people are served: in a private thread, or in private messages."
    )
    staff_role: Snowflake | None = Field(
        default=None,
        description="The role on `guild` that staff bear, and nobody else; the bot gives and takes it.",
    )
    requests_per_second: Rate = Field(
        default=48.7, description="Discord allows 50. 0 is for benchmarks only."
    )
    shard_count: int | None = Field(
        default=None,
        ge=1,
        description="Gateway sessions to share the servers among; one where none is given.",
    )

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.staff_role is not None and self.guild is None:
            raise ValueError("staff_role needs guild, the server that has the role")
        return self


class Telegram(Section):
    """The Telegram side; nothing happens there without a token."""

    token: SecretStr | None = Field(default=None, description="Of the bot, from @BotFather.")
    api_url: Web = Field(default="https://api.telegram.org", description="Another Bot API server.")
    agent_groups: tuple[Chat, ...] = Field(
        default=(), description="Groups with topics, one topic a case; `/setup` adds more."
    )
    communities: tuple[Chat, ...] = Field(
        default=(), description="The community's groups, in which staff bear `staff_tag`."
    )
    staff_tag: Annotated[str, Field(min_length=1, max_length=16)] | None = Field(
        default=None, description="The member tag of staff, and nobody else; no emoji."
    )
    messages_per_second: Rate = Field(
        default=29.2, description="Telegram allows 30. 0 is for benchmarks only."
    )
    chat_per_second: Rate = Field(default=1, description="In one chat.")
    group_per_minute: Rate = Field(default=20, description="In one group.")
    rooms: Literal["topics", "private"] = Field(
        default="topics", description="Where agents get their cases: in topics of a group, or in private."
    )
    webhook_url: Web | None = Field(default=None, description="Polling is used where there is none.")
    webhook_secret: SecretStr | None = Field(
        default=None, description="Telegram repeats it in each call; needed with webhook_url."
    )

    @field_validator("webhook_secret")
    @classmethod
    def _allowed(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("Telegram takes 1 to 256 letters, digits, _ and - for it")
        return secret

    @field_validator("staff_tag")
    @classmethod
    def _plain(cls, tag: str | None) -> str | None:
        if tag is not None and any(sign > "\uffff" for sign in tag):
            raise ValueError("Telegram takes no emoji in it")
        return tag

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.staff_tag is not None and not self.communities:
            raise ValueError("staff_tag needs communities, the groups in which staff bear it")
        return self

    @model_validator(mode="after")
    def _secured(self) -> Self:
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("webhook_url needs a webhook_secret, or anybody could send updates to it")
        return self


class Agent(Section):
    """One of those who answer. `alias` is what requesters see."""

    name: Name
    accounts: Accounts = Field(default=(), description='As ["discord:1234", "telegram:5678"].')
    capacity: Annotated[int, Field(ge=1, le=1_000)] = Field(default=3, description="Cases at a time.")
    alias: Name | None = Field(default=None, description="What requesters see in place of the name.")
    id: Identifier | None = Field(default=None, description="Made from the name where it is not given.")
    languages: tuple[Language, ...] = Field(default=(), description="Those the agent can answer in.")
    admin: bool = Field(default=False, description="May use `/setup` anywhere.")
    private: bool = Field(default=False, description="Serves in the private chat with the desk's bot.")

    @property
    def key(self) -> str:
        """The id, made of the name where none is given."""
        return self.id or identifier(self.name)

    @model_validator(mode="after")
    def _nameable(self) -> Self:
        if not self.key:
            raise ValueError(f'no id can be made of "{self.name}"; give one, as id = "ana"')
        return self


def identifier(name: str) -> str:
    """A name's Latin letters and digits, in small, with hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:32].strip("-")


class Store(Section):
    """Where the desk's memory is: a folder of its own, or a server."""

    url: SecretStr | None = Field(default=None, description="redis://…, rediss://… or unix://…")
    path: str = Field(
        default="./data", min_length=1, description="The folder of the built-in store and of files."
    )

    @field_validator("url")
    @classmethod
    def _scheme(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not re.match(r"(rediss?|valkeys?|unix)://", url.get_secret_value()):
            raise ValueError("it begins with redis://, rediss:// or unix://")
        return url


class WebServer(Section):
    """The page's own server."""

    url: Web | None = Field(default=None, description="Where people reach it, as https://help.example.org.")
    session: Annotated[Duration, Field(gt=timedelta(0), le=timedelta(hours=12))] = Field(
        default=timedelta(hours=8), description="So long somebody is signed in to the console, 12h at most."
    )

    host: Annotated[str, Field(min_length=1)] = Field(default="127.0.0.1", description="Where it listens.")
    port: Annotated[int, Field(ge=0, le=65_535)] = Field(default=8080, description="0 takes any free one.")
    behind_proxy: bool = Field(
        default=False, description="A proxy is before it, which names the visitor last in `X-Forwarded-For`."
    )


def _unguessable(secret: SecretStr) -> SecretStr:
    """Behind `whsec_` it is base64, padded or not, as Standard Webhooks has it."""
    written = secret.get_secret_value()
    if written.startswith("whsec_") and not _is_base64(written.removeprefix("whsec_")):
        raise ValueError(
            "what follows whsec_ is to be base64 of 16 bytes or more; "
            'make one with: echo "whsec_$(openssl rand -base64 32)"'
        )
    if len(written) < 16:
        raise ValueError("it is so short that it could be guessed; take 16 characters or more")
    return secret


def _is_base64(written: str) -> bool:
    try:
        return len(b64decode(written + "=" * (-len(written) % 4), validate=True)) >= 16
    except ValueError:
        return False


HookSecret = Annotated[SecretStr, AfterValidator(_unguessable)]
"""What a monitor signs with, or sends as its token."""


class Own(Section):
    """The components that stand for the desk's own bots: each is told to be out of order while it cannot be reached."""

    discord: Identifier | None = Field(default=None, description="The desk on Discord.")
    telegram: Identifier | None = Field(default=None, description="The desk on Telegram.")
    store: Identifier | None = Field(
        default=None, description="The desk's memory; while it is away only the status page can tell of it."
    )
    opens_after: Duration = Field(
        default=timedelta(minutes=1), description="So long one is away before it is told."
    )
    closes_after: Duration = Field(
        default=timedelta(minutes=5), description="So long it is back before that is told."
    )

    def named(self) -> dict[str, str]:
        """The components by what they stand for."""
        every = {"discord": self.discord, "telegram": self.telegram, "store": self.store}
        return {of: component for of, component in every.items() if component is not None}


class Template(Section):
    """What an incident of a kind that comes again begins with: title and words are in the desk's language."""

    id: Identifier
    title: Annotated[str, Field(min_length=1, max_length=200)]
    words: Annotated[str, Field(min_length=1, max_length=2_000, description="What people are told first.")]
    components: tuple[Identifier, ...] = Field(default=(), description="The ids of what it affects.")
    level: Literal["degraded", "partial", "major"] = Field(default="partial", description="How badly.")
    eta: Duration | None = Field(default=None, description="How long it is expected to last.")


def _destination(written: object) -> object:
    match str(written).split(":"):
        case ["discord", "channel", number] if number.isdigit():
            return str(written)
        case ["telegram", "chat", number] if number.removeprefix("-").isdigit():
            return str(written)
        case ["telegram", "topic", chat, thread] if chat.removeprefix("-").isdigit() and thread.isdigit():
            return str(written)
        case [_, "channel" | "chat" | "topic", *_]:
            example = '"discord:channel:1234" or "telegram:chat:-1001234"'
            raise ValueError(f"{written!r} is no place; write it as {example}")
        case _:
            return account(written)


Where = Annotated[str, BeforeValidator(_destination)]
"""A channel ("discord:channel:1234"), a chat ("telegram:chat:-1001234"), its topic
("telegram:topic:-1001234:5"), or a person's account, in private."""


def _told(written: object) -> object:
    carrier, _, mailbox = str(written).partition(":")
    if carrier != "mail":
        return _destination(written)
    plain = address(mailbox)
    if plain is None:
        raise ValueError(f'"{mailbox}" is no address that the desk could write to')
    return f"mail:{plain}"


Told = Annotated[str, BeforeValidator(_told)]
"""The same, or a mailing list ("mail:status@lists.example")."""


class Calling(Section):
    """A role on Discord whose members have asked to be called where incidents are told; they take it and leave it by a
    button, and the bot gives it.
    """

    place: Where = Field(description="The channel, which is one of status.places.")
    role: Snowflake = Field(description="The role's number; nobody else should be given it.")
    label: Words = Field(description="What they are called to, as it stands on the button.")
    least: Literal["none", "minor", "major", "critical"] = Field(
        default="major", description="Only to what is as bad at least; maintenance is none."
    )
    components: tuple[Identifier, ...] = Field(
        default=(), description="Only to what affects one of these; to all where it is empty."
    )


class Status(Section):
    """Where the desk tells of incidents and maintenance."""

    places: tuple[Told, ...] = Field(
        default=(),
        description="The first is the primary one, where it is told first; the others mirror it. Of these, others can "
        'be a mailing list\'s address, as "mail:status@lists.example".',
    )
    follow: dict[Annotated[str, Field(min_length=1, max_length=40)], Web] = Field(
        default_factory=dict,
        max_length=8,
        description='Where people can read it, by name, as { Telegram = "https://t.me/harbour_status" }: it is said '
        "under /subscribe and on the status page.",
    )
    roles: tuple[Calling, ...] = Field(
        default=(), max_length=5, description="Who is called by a new message on Discord; see below."
    )
    hook_secret: HookSecret | None = Field(
        default=None,
        description="What monitors sign with, or send as their token: 16 characters at least; behind `whsec_` base64.",
    )
    remind_before: tuple[Duration, ...] = Field(
        default=(timedelta(days=1), timedelta(hours=1)),
        description="So long before maintenance begins those who follow it are reminded; none if empty.",
    )
    templates: tuple[Template, ...] = Field(
        default=(), description="What incidents can begin with; see below."
    )
    own: Own = Field(default_factory=Own, description="Components that the program itself is; see below.")

    @field_validator("places")
    @classmethod
    def _edited_first(cls, places: tuple[str, ...]) -> tuple[str, ...]:
        if places and places[0].startswith("mail:"):
            raise ValueError(
                "the first place is where messages grow, which mail cannot; put a channel or chat first"
            )
        return places


class Monitor(Section):
    """A system that watches the service, and says so at `/hooks/<id>` of the desk's own server."""

    id: Identifier
    form: Literal["alertmanager", "uptime-kuma", "generic"] = Field(
        default="generic", description="In which form it says so; generic is the plain one of docs/status.md."
    )
    secret: HookSecret | None = Field(default=None, description="In place of status.hook_secret; as long.")
    component_label: str = Field(
        default="component", description="The label or tag of an alert that names the component."
    )
    component: Identifier | None = Field(default=None, description="Of alerts that name none.")
    levels: dict[str, Literal["degraded", "partial", "major"]] = Field(
        default={"critical": "major", "error": "partial", "warning": "degraded"},
        description="How bad it is, by the alert's severity.",
    )
    opens_after: Duration = Field(
        default=timedelta(minutes=1), description="So long an alert lasts before it is told."
    )
    closes_after: Duration = Field(
        default=timedelta(minutes=5), description="So long it is gone before its end is told."
    )


class ComponentGroup(Section):
    """Components that are shown together."""

    id: Identifier
    label: Words


class Component(Section):
    """A part of the service that people know by name."""

    id: Identifier
    label: Words
    group: Identifier | None = Field(default=None, description="The id of its group, if it is in one.")
    topics: tuple[Identifier, ...] = Field(
        default=(), description="Whoever asks about these is shown incidents of this component first."
    )


class LiveChat(Section):
    """When live chat takes people, and when it is full."""

    hours: Week = Field(default=Week(always=True), description="The week; see below.")
    zone: Zone | None = Field(default=None, description="The desk's where none is given.")
    exceptions: tuple[Exceptional, ...] = Field(default=(), description="Dates that differ.")
    holidays: Holidays | None = Field(default=None, description="A country's, on which live chat is closed.")
    first_response: Duration = Field(default=timedelta(minutes=5), description="The promise that is shown.")
    fullness: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)] = Field(
        default=2.0, description="Cases taken and waiting, by the capacity present, beyond which it is full."
    )
    needs_agents: bool = Field(default=True, description="With nobody present, requests are tickets.")
    handover: Duration = Field(default=timedelta(minutes=3), description="How long a transfer waits.")
    silence: Duration = Field(
        default=timedelta(minutes=10),
        description="How long an agent may leave a requester without an answer.",
    )
    patience: Duration = Field(
        default=timedelta(minutes=3),
        description="How long after being asked the case goes back to the queue.",
    )
    heartbeat: Duration = Field(default=timedelta(hours=1), description="How long an agent may go unseen.")

    @field_validator("exceptions")
    @classmethod
    def _one_a_day(cls, exceptions: tuple[Exceptional, ...]) -> tuple[Exceptional, ...]:
        return one_a_day(exceptions)


class Topic(Section):
    """A choice in the form."""

    id: Identifier
    label: Words
    priority: Annotated[int, Field(ge=0, le=100)] = Field(default=0, description="Higher ones come first.")
    who: Literal["guest", "contact", "authorised"] = Field(
        default="guest", description="Who may ask for it: anybody, registered contacts, authorised customers."
    )
    authorise: bool = Field(
        default=False, description="What an authorised customer writes is shown to the agent as their order."
    )

    department: Identifier | None = Field(
        default=None,
        description="Each is a ticket of its own there, which only an agent ends: reports of abuse.",
    )
    scope: Words | None = Field(
        default=None, description="The desk does not do this: what whoever asks for it is told first."
    )

    @model_validator(mode="after")
    def _orders(self) -> Self:
        if self.authorise and self.who != "authorised":
            raise ValueError('authorise = true needs who = "authorised": nobody else can give an order')
        return self


class Macro(Section):
    """A ready-made answer. `{requester}` and `{agent}` are filled in."""

    name: Identifier
    words: Words
