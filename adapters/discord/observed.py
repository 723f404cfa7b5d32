"""What Discord's answers say beside their bodies: channels' rates, its clock, and refusals."""

import re
import time
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

from adapters.discord.known import Known

MESSAGES = re.compile(r"/channels/(\d+)/messages\Z")
INVALID = frozenset({401, 403, 429})
WINDOW = timedelta(minutes=10)
BANNED_AT = 10_000
"""So many invalid requests in ten minutes ban the address.

https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
"""


class Observed:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._invalid: deque[float] = deque()
        self._date = ""
        self.clock_off: timedelta | None = None
        """How far this machine's clock is ahead of Discord's; None before the first answer."""

    def trace(self) -> aiohttp.TraceConfig:
        """Listens to every request of discord.py's HTTP client."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._answered)
        return config

    @property
    def invalid(self) -> int:
        """Invalid requests in the last ten minutes."""
        while self._invalid and self._invalid[0] < time.monotonic() - WINDOW.total_seconds():
            self._invalid.popleft()
        return len(self._invalid)

    async def _answered(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        ended: aiohttp.TraceRequestEndParams,
    ) -> None:
        headers = ended.response.headers
        if ended.response.status in INVALID:
            self._invalid.append(time.monotonic())
        date = headers.get("Date", self._date)
        if date != self._date:
            self._date = date
            self.clock_off = datetime.now(UTC) - parsedate_to_datetime(date)
        limit = headers.get("X-RateLimit-Limit") if ended.method == "POST" else None
        posted = None if limit is None else MESSAGES.search(ended.url.path)
        if posted is not None:
            self._learn(int(posted[1]), limit, headers)

    def _learn(self, channel: int, limit: str | None, headers: Mapping[str, str]) -> None:
        """The window is told only by the first answer in it: that is when a whole window is left."""
        remaining, after = headers.get("X-RateLimit-Remaining"), headers.get("X-RateLimit-Reset-After")
        if limit is None or remaining is None or after is None:
            return
        if int(remaining) == int(limit) - 1 and float(after) > 0:
            self._known.rates.put(channel, (float(limit), float(after)))
