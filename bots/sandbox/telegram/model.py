"""The sandbox's Telegram as plain state: people, bots, chats, messages, files. Nothing here decides."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from bots.sandbox.bus import Bus
from bots.sandbox.faults import Faults
from bots.sandbox.journal import Journal
from bots.sandbox.telegram.hook import Hook
from bots.sandbox.telegram.limits import Limits
from bots.sandbox.telegram.queue import Queue
from bots.sandbox.telegram.refusals import Wire

Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
Kind = Literal["private", "group", "supergroup", "channel"]


@dataclass(slots=True)
class User:
    """Somebody with the app. The id may need 52 of 64 bits."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    picture: "StoredFile | None" = None


@dataclass(slots=True)
class Bot:
    """A program with a token, and what it told Telegram about itself."""

    id: int
    token: str
    username: str
    name: str
    privacy: bool
    queue: Queue
    hook: Hook = field(default_factory=Hook)
    commands: dict[tuple[str, str], list[Wire]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Wire] = field(default_factory=dict)
    refused: int = 0
    last_message_id: int = 0
    """Private chats share one sequence of message ids, as in a real account."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's standing in a group. `rights` count for administrators, `permissions` when restricted."""

    id: int
    status: Status
    rights: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    until: int = 0
    title: str = ""
    tag: str = ""

    @property
    def present(self) -> bool:
        return self.status not in {"left", "kicked"}

    @property
    def governs(self) -> bool:
        return self.status in {"creator", "administrator"}


@dataclass(slots=True)
class Topic:
    """One thread of a forum; its id is the id of the message that opened it."""

    id: int
    name: str
    icon_color: int
    icon_emoji: str = ""
    closed: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file somebody sent, kept in memory."""

    unique_id: str
    kind: str
    name: str
    mime: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that speaks in a group, or in itself: `sender_chat` to bots."""

    id: int
    title: str


@dataclass(slots=True)
class Message:
    """One message. `extra` holds a contact, location or poll, or a service message's own field."""

    id: int
    chat: "Chat"
    date: int
    sender: User | Bot
    text: str = ""
    entities: list[Wire] = field(default_factory=list)
    file: StoredFile | None = None
    extra: Wire = field(default_factory=dict)
    service: str = ""
    thread: int = 0
    reply_to: "Message | None" = None
    forward: Wire | None = None
    group: str = ""
    markup: Wire | None = None
    edited: int = 0
    sender_chat: Channel | None = None
    has_spoiler: bool = False
    protected: bool = False
    preview: Wire | None = None
    reactions: dict[int, list[str]] = field(default_factory=dict)
    deleted: bool = False

    @property
    def captioned(self) -> bool:
        return self.file is not None


@dataclass(slots=True)
class Chat:
    """A private chat of one bot with one user, a group, or a channel. `id` is what bots see."""

    id: int
    kind: Kind
    title: str = ""
    username: str = ""
    picture: StoredFile | None = None
    forum: bool = False
    bot: Bot | None = None
    user: User | None = None
    started: bool = False
    blocked: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 1
    """Message 1 is the group's creation; a forum's General topic has its id."""
    last_bot: int = 0
    """Which bot spoke last: a bare command goes to that one."""
    migrated_to: int = 0
    permissions: frozenset[str] = frozenset()
    silenced: set[int] = field(default_factory=set)
    """Channels that may not speak here."""

    def next_message_id(self) -> int:
        owner: Bot | Chat = self.bot if self.bot is not None else self
        owner.last_message_id += 1
        return owner.last_message_id

    def member(self, who: int) -> Member:
        return self.members.get(who) or Member(who, "left")


@dataclass(slots=True)
class Query:
    """A button somebody pressed, answerable once and for a while."""

    id: str
    bot: int
    user: int
    asked: float


@dataclass(frozen=True, slots=True)
class Toast:
    """What a bot answered to a pressed button, as the user saw it."""

    query: str
    user: int
    text: str
    alert: bool


def _nobody() -> None:
    """Nobody carries updates until the application runs."""


@dataclass(slots=True)
class World:
    """Everything there is; channels are among `groups`. `skew` moves the clock, in seconds, so that tests need not
    wait.
    """

    bus: Bus
    faults: Faults = field(default_factory=Faults)
    journal: Journal = field(default_factory=Journal)
    limits: Limits = field(default_factory=Limits)
    bots: dict[int, Bot] = field(default_factory=dict)
    by_token: dict[str, Bot] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    privates: dict[tuple[int, int], Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    toasts: deque[Toast] = field(default_factory=lambda: deque(maxlen=1_000))
    typing: dict[tuple[int, int, int], float] = field(default_factory=dict)
    """(chat, bot, thread) to the moment it ends."""
    query_seconds: float = 60.0
    skew: float = 0.0
    hooks_changed: Callable[[], None] = _nobody
    """Called when a bot with a webhook may have something to be carried."""
    counter: int = 0

    def now(self) -> float:
        return time.time() + self.skew

    def number(self) -> int:
        """A number not given before."""
        self.counter += 1
        return self.counter

    def publish(self, what: str, chat: Chat) -> None:
        self.bus.publish("telegram", what, str(chat.id))
