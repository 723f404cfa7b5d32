"""How often one address may ask what has to be looked up for it alone."""

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final

from aiohttp import web

from core.ports import Clock

WINDOW: Final = timedelta(minutes=1)
MOST: Final = 20
ADDRESSES: Final = 50_000
"""From so many addresses at a time nobody else is let in: as many are no visitors."""


@dataclass(slots=True)
class Doorway:
    """Counts addresses under a key that is drawn anew each time, in memory only: nobody can tell them afterwards.

    `behind_proxy`: the visitor's address is what the proxy put last into `X-Forwarded-For`. `within`: so long is a
    time, a minute mostly.
    """

    clock: Clock
    behind_proxy: bool = False
    within: timedelta = WINDOW
    _since: datetime | None = None
    _key: bytes = b""
    _counted: Counter[bytes] = field(default_factory=Counter)

    def lets_in(self, request: web.Request) -> bool:
        """Whether this address has asked less than `MOST` times in this time."""
        now = self.clock.now()
        if self._since is None or now - self._since >= self.within:
            self._since, self._key = now, secrets.token_bytes(16)
            self._counted.clear()
        who = hashlib.blake2b(
            _network(self._address(request)).encode(), key=self._key, digest_size=8
        ).digest()
        if who not in self._counted and len(self._counted) >= ADDRESSES:
            return False
        self._counted[who] += 1
        return self._counted[who] <= MOST

    def _address(self, request: web.Request) -> str:
        told = request.headers.getall("X-Forwarded-For", []) if self.behind_proxy else []
        return ",".join(told).rpartition(",")[2].strip() or request.remote or ""


def _network(address: str) -> str:
    """Of IPv6 the first 64 bits, which one visitor has to themselves."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(int(read) >> 64) if isinstance(read, IPv6Address) and read.ipv4_mapped is None else address
