"""Rate limits: the global one, the buckets of routes, and the count of invalid requests.

https://discord.com/developers/docs/topics/rate-limits
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

VIA = {"Via": "1.1 google"}


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `count` requests in `seconds`."""

    count: int
    seconds: float


@dataclass(slots=True)
class Bucket:
    rule: Rule
    left: int
    resets: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, and the headers its answer carries either way."""

    headers: dict[str, str]
    retry_after: float | None = None
    everywhere: bool = False


def _defaults() -> dict[str, Rule]:
    return {
        "POST /channels/{channel_id}/messages": Rule(5, 5),
        "DELETE /channels/{channel_id}/messages/{message_id}": Rule(5, 1),
        "PATCH /channels/{channel_id}/messages/{message_id}": Rule(5, 5),
        "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": Rule(1, 0.25),
        "POST /users/@me/channels": Rule(10, 60),
    }


@dataclass(slots=True)
class Limits:
    """Switched off until asked for. Rules are by "METHOD /template"; others have `otherwise`."""

    enabled: bool = False
    everywhere: Rule = field(default_factory=lambda: Rule(50, 1.0))
    rules: dict[str, Rule] = field(default_factory=_defaults)
    otherwise: Rule = field(default_factory=lambda: Rule(50, 1.0))
    buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)
    recent: deque[float] = field(default_factory=deque)
    invalid: deque[float] = field(default_factory=deque)
    ban_after: int = 10_000
    clock: Callable[[], float] = time.monotonic

    def judge(self, method: str, template: str, major: str) -> Verdict:
        """Count one request. Interaction and webhook answers are outside the global limit."""
        if not self.enabled:
            return Verdict(VIA)
        now = self.clock()
        if not template.startswith(("/interactions/", "/webhooks/")):
            while self.recent and self.recent[0] <= now - self.everywhere.seconds:
                self.recent.popleft()
            if len(self.recent) >= self.everywhere.count:
                wait = self.recent[0] + self.everywhere.seconds - now
                headers = {**VIA, "X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
                return Verdict({**headers, "Retry-After": str(math.ceil(wait))}, wait, everywhere=True)
            self.recent.append(now)
        return self._in_bucket(f"{method} {template}", major, now)

    def note(self, status: int) -> None:
        """Count an answer that brings the address nearer to its ban."""
        if status in (401, 403, 429):
            self.invalid.append(self.clock())

    @property
    def invalid_requests(self) -> int:
        """How many in the last ten minutes; `ban_after` of them ban the address."""
        while self.invalid and self.invalid[0] <= self.clock() - 600:
            self.invalid.popleft()
        return len(self.invalid)

    @property
    def banned(self) -> bool:
        """Whether Cloudflare now answers instead: 429 in plain text, without `Via`."""
        return self.enabled and self.invalid_requests >= self.ban_after

    def _in_bucket(self, route: str, major: str, now: float) -> Verdict:
        rule = self.rules.get(route, self.otherwise)
        bucket = self.buckets.get((route, major))
        if bucket is None or bucket.resets <= now or bucket.rule != rule:
            bucket = self.buckets[(route, major)] = Bucket(rule, rule.count, now + rule.seconds)
        wait = bucket.resets - now
        passes = bucket.left > 0
        bucket.left -= passes
        headers = {
            **VIA,
            "X-RateLimit-Limit": str(rule.count),
            "X-RateLimit-Remaining": str(bucket.left),
            "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": f"{hash(route) & 0xFFFFFFFFFFFFFFFF:016x}",
        }
        if passes:
            return Verdict(headers)
        headers |= {"X-RateLimit-Scope": "user", "Retry-After": str(math.ceil(wait))}
        return Verdict(headers, wait)
