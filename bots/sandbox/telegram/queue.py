"""A bot's updates on their way out: numbered, kept 24 hours, gone once a higher offset confirmed them.

https://core.telegram.org/bots/api#getting-updates. What the real server stores is the update as it was when
it happened, so the text of an update is made once and never again.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

KEPT = 86_400.0
"""Seconds an update waits for its bot, unless it says otherwise."""
BY_DEFAULT_SILENT = frozenset({"message_reaction", "message_reaction_count", "chat_member"})
"""Sent only to bots that name them in `allowed_updates`."""
KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "message_reaction",
        "message_reaction_count",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "purchased_paid_media",
    ]
)
MOST_AHEAD = 10
"""An offset further ahead than this is of another numbering: the server starts from the head again."""


@dataclass(slots=True)
class Update:
    """One update: `lane` is what keeps order on a webhook, `body` its kind and content as JSON."""

    id: int
    kind: str
    lane: str
    body: bytes
    expires: float
    delivered: bool = False
    done: bool = False
    """Carried to a webhook and taken by it."""

    def text(self) -> bytes:
        return b'{"update_id":%d,"%s":%s}' % (self.id, self.kind.encode(), self.body)


@dataclass(slots=True)
class Mischief:
    """What the queue is asked to do wrong, and how often still."""

    duplicate: int = 0
    shuffle: int = 0
    hold: bool = False


@dataclass(slots=True)
class Queue:
    """One bot's updates. `clock` gives seconds since 1970; `changed` is called when there may be work."""

    clock: Callable[[], float]
    next_id: int = field(default_factory=lambda: random.randint(100_000_000, 900_000_000))
    pending: deque[Update] = field(default_factory=deque)
    allowed: frozenset[str] = KINDS - BY_DEFAULT_SILENT
    chosen: bool = False
    mischief: Mischief = field(default_factory=Mischief)
    again: list[Update] = field(default_factory=list)
    changed: Callable[[], None] | None = None
    poll: "asyncio.Future[str] | None" = None

    def wants(self, kind: str) -> bool:
        return kind in self.allowed

    def allow(self, kinds: list[object]) -> None:
        """What the bot wishes to hear of from now on; an empty list means the default."""
        known = frozenset(kind.lower() for kind in kinds if isinstance(kind, str)) & KINDS
        self.chosen = bool(known)
        self.allowed = known or KINDS - BY_DEFAULT_SILENT

    def add(self, kind: str, lane: str, body: bytes, kept: float = KEPT) -> None:
        """Queue an update, unless the bot does not wish for its kind."""
        if kind not in self.allowed:
            return
        self.pending.append(Update(self.next_id, kind, lane, body, self.clock() + kept))
        self.next_id += 1
        self.wake()

    def wake(self) -> None:
        """Tell whoever waits to look again."""
        if self.poll is not None and not self.poll.done():
            self.poll.set_result("look")
        if self.changed is not None:
            self.changed()

    def confirm(self, offset: int) -> None:
        """Forget everything before `offset`, for good; below zero keep only that many."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        elif 0 < offset <= self.next_id + MOST_AHEAD:
            while self.pending and self.pending[0].id < offset:
                self.pending.popleft()

    def take(self, limit: int) -> list[Update]:
        """The first updates that wait, still unconfirmed."""
        if self.mischief.hold:
            return []
        now = self.clock()
        while self.pending and self.pending[0].expires <= now:
            self.pending.popleft()
        self._shuffle()
        found: list[Update] = list(self.again)
        self.again.clear()
        for update in self.pending:
            if len(found) >= limit:
                break
            if update.expires > now:
                if self.mischief.duplicate and not update.delivered:
                    self.mischief.duplicate -= 1
                    self.again.append(update)
                update.delivered = True
                found.append(update)
        return found

    def fresh(self) -> list[Update]:
        """What was not yet handed to a webhook's lanes, oldest first; afterwards it counts as handed over."""
        if self.mischief.hold:
            return []
        self._shuffle()
        found: list[Update] = []
        for update in reversed(self.pending):
            if update.delivered:
                break
            update.delivered = True
            found.append(update)
        found.reverse()
        for update in found[: self.mischief.duplicate]:
            self.mischief.duplicate -= 1
            found.append(replace(update))
        return found

    def finish(self, update: Update) -> None:
        """Forget an update that its webhook took."""
        update.done = True
        while self.pending and self.pending[0].done:
            self.pending.popleft()

    @property
    def waiting(self) -> list[Update]:
        now = self.clock()
        return [update for update in self.pending if not update.done and update.expires > now]

    def rewind(self) -> None:
        """Offer everything again, to a new webhook or poller."""
        self.pending = deque(self.waiting)
        for update in self.pending:
            update.delivered = False

    def jump(self, to: int) -> None:
        """Number from `to` onwards, as after a quiet week; what waits is numbered anew."""
        self.next_id = to
        for update in self.pending:
            update.id = self.next_id
            self.next_id += 1

    def clear(self) -> None:
        self.pending.clear()
        self.again.clear()

    def _shuffle(self) -> None:
        """Bring what waits out of order; the numbers still rise."""
        fresh = [update for update in self.pending if not update.delivered] if self.mischief.shuffle else []
        if len(fresh) < 2:
            return
        self.mischief.shuffle -= 1
        ids = [update.id for update in fresh]
        mixed = fresh[:]
        while mixed == fresh:
            random.shuffle(mixed)
        for number, update in zip(ids, mixed, strict=True):
            update.id = number
        kept = [update for update in self.pending if update.delivered]
        self.pending = deque(sorted(kept + mixed, key=lambda update: update.id))
