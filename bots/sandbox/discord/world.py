"""One Discord: its state, who is connected to it, and what has been ordered to go wrong."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from simcord.backend.models import Interaction

from bots.sandbox.bus import Bus
from bots.sandbox.discord.cdn import Cdn
from bots.sandbox.discord.limits import Limits
from bots.sandbox.discord.model import DISCORD_EPOCH, Model
from bots.sandbox.discord.sessions import Hub
from bots.sandbox.faults import Faults
from bots.sandbox.journal import Journal

PLATFORM: Final = "discord"
NONCE_LIFETIME = timedelta(minutes=5)
SWEEP_EVERY = timedelta(minutes=1)
RENAMES = 2
SHOWN = 50
RENAME_WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Application:
    """The bot as the developer portal knows it: its token and which privileged intents it may ask for."""

    name: str = "Sandbox"
    token: str = "sandbox"  # noqa: S105 - a sandbox has no secrets
    members: bool = True
    message_content: bool = True
    presences: bool = True

    @property
    def flags(self) -> int:
        """Discord docs, application object: application flags."""
        return self.presences << 12 | self.members << 14 | self.message_content << 18


@dataclass(slots=True)
class Person:
    """What a user's own client keeps: language, whether direct messages are open."""

    locale: str = "en-US"
    dms_open: bool = True


@dataclass(frozen=True, slots=True)
class Typing:
    channel_id: int
    user_id: int
    until: datetime


@dataclass(slots=True)
class World:
    """Everything behind `/discord` and `/control/discord`; one application, any number of sessions."""

    bus: Bus
    model: Model = field(default_factory=Model)
    application: Application = field(default_factory=Application)
    people: dict[int, Person] = field(default_factory=dict)
    guild_locales: dict[int, str] = field(default_factory=dict)
    nonces: dict[str, tuple[datetime, int, int]] = field(default_factory=dict)
    nonce_of: dict[int, str | int] = field(default_factory=dict)
    renames: dict[int, list[datetime]] = field(default_factory=dict)
    typing: list[Typing] = field(default_factory=list)
    started: dict[int, deque[Interaction]] = field(default_factory=dict)
    swept: datetime = DISCORD_EPOCH
    faults: Faults = field(default_factory=Faults)
    journal: Journal = field(default_factory=Journal)
    limits: Limits = field(default_factory=Limits)
    hub: Hub = field(init=False)
    cdn: Cdn = field(init=False)

    def __post_init__(self) -> None:
        self.cdn = self.model.cdn = Cdn(self.model.clock)
        self.hub = Hub(self.model)
        self.model.subscribers.append(self._tell)

    @property
    def now(self) -> datetime:
        return self.model.clock.now()

    def person(self, user_id: int) -> Person:
        return self.people.setdefault(user_id, Person())

    def publish(self, what: str, where: int | str | None) -> None:
        """Tell those who watch the sandbox; what the bot hears goes through the model's `emit`."""
        self.bus.publish(PLATFORM, what, str(where or ""))

    def remember_nonce(self, nonce: str, channel_id: int, message_id: int) -> None:
        """Hold a nonce for the minutes in which `enforce_nonce` finds its message again."""
        now = self.now
        while self.nonces and next(iter(self.nonces.values()))[0] <= now:
            del self.nonces[next(iter(self.nonces))]
        self.nonces.pop(nonce, None)
        self.nonces[nonce] = (now + NONCE_LIFETIME, channel_id, message_id)

    def may_rename(self, channel_id: int) -> timedelta | None:
        """Count one change of a channel's name; None when allowed, else how long to wait.

        Two in ten minutes (platform fact, undocumented: discord-api-docs #1900).
        """
        recent = [at for at in self.renames.get(channel_id, []) if at > self.now - RENAME_WINDOW]
        if len(recent) >= RENAMES:
            return recent[0] + RENAME_WINDOW - self.now
        self.renames[channel_id] = [*recent, self.now]
        return None

    def types(self, channel_id: int, user_id: int) -> None:
        """Show a user as typing for ten seconds or until a message of theirs comes."""
        self.typing = [each for each in self.typing if each.until > self.now]
        self.typing.append(Typing(channel_id, user_id, self.now + timedelta(seconds=10)))

    def archive_idle_threads(self, *, at_once: bool = False) -> None:
        """Let quiet threads archive; looked at once a minute at most unless `at_once`."""
        if at_once or self.now - self.swept >= SWEEP_EVERY:
            self.swept = self.now
            self.model.archive_idle_threads()

    def note_interaction(self, record: Interaction) -> None:
        """Keep it for its user's view; drop all whose fifteen minutes are over, tokens and all."""
        self.started.setdefault(record.user_id, deque(maxlen=SHOWN)).append(record)
        now, known = self.model.now_iso(), self.model.interactions
        while known and (first := next(iter(known.values()))).expires_at is not None:
            if str(first.expires_at) > now:
                return
            self.model.interaction_tokens.pop(first.token, None)
            del known[first.id]

    def _tell(self, event: str, payload: Mapping[str, Any]) -> None:
        where = payload.get("channel_id") or payload.get("id") or payload.get("guild_id")
        self.publish(event.lower(), str(where or ""))
        self.hub.tell(event, payload)
