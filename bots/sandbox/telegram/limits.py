"""How fast a bot may send: buckets that refill, one per bot and one per chat.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this: about 30 messages a second
overall, one a second in a chat with short bursts tolerated, 20 a minute in a group. Each bucket refuses only
what it concerns, so other chats go on.
"""

import time
from dataclasses import dataclass, field

from bots.sandbox.telegram.refusals import too_many

MINUTE = 60.0


@dataclass(slots=True)
class Bucket:
    """Room for `left` more messages at the moment `at`."""

    left: float
    at: float

    def wait(self, now: float, size: float, rate: float, wanted: int) -> float:
        """Seconds until `wanted` fit, 0 when they do now; more than the bucket holds fits when it is full."""
        self.left = min(size, self.left + (now - self.at) * rate)
        self.at = now
        short = min(float(wanted), size) - self.left
        return short / rate if short > 1e-9 else 0.0


@dataclass(slots=True)
class Limits:
    """What is allowed: messages a second, in a `group` a minute; `burst` is for private chats."""

    overall: float = 30.0
    private: float = 1.0
    group: float = 20.0
    burst: float = 5.0
    enabled: bool = True
    _overall: dict[int, Bucket] = field(default_factory=dict)
    _chats: dict[tuple[int, int], Bucket] = field(default_factory=dict)

    def spend(self, bot: int, chat: int, messages: int = 1) -> None:
        """Count `messages` sent by `bot` into `chat`.

        Raises:
            RefusedError: 429 with the seconds to wait; then nothing is counted.
        """
        if not self.enabled:
            return
        now = time.monotonic()
        size, rate = (self.burst, self.private) if chat > 0 else (self.group, self.group / MINUTE)
        whole = self._overall.setdefault(bot, Bucket(self.overall, now))
        single = self._chats.setdefault((bot, chat), Bucket(size, now))
        wait = max(
            whole.wait(now, self.overall, self.overall, messages), single.wait(now, size, rate, messages)
        )
        if wait:
            raise too_many(wait)
        whole.left -= messages
        single.left -= messages

    def forget(self) -> None:
        """Start counting anew, with full buckets."""
        self._overall.clear()
        self._chats.clear()
