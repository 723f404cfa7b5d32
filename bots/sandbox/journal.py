"""Every request a program made, so that a test can count calls, refusals and order."""

import time
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

KEPT = 200_000


@dataclass(slots=True)
class Journal:
    """The latest requests of one platform: (seconds since start, "METHOD path", HTTP status)."""

    entries: deque[tuple[float, str, int]] = field(default_factory=lambda: deque(maxlen=KEPT))
    started: float = field(default_factory=time.monotonic)

    def note(self, method: str, path: str, status: int) -> None:
        self.entries.append((time.monotonic() - self.started, f"{method} {path}", status))


def mount(app: web.Application, platform: str, journal: Journal) -> None:
    """`GET /control/{platform}/journal` reads it, `DELETE` empties it."""

    async def read(_request: web.Request) -> web.Response:
        return web.json_response([list(entry) for entry in journal.entries])

    async def empty(_request: web.Request) -> web.Response:
        journal.entries.clear()
        return web.json_response({})

    app.router.add_get(f"/control/{platform}/journal", read)
    app.router.add_delete(f"/control/{platform}/journal", empty)
