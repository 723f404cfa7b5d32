"""What has just changed in the sandbox, for those who watch: the page and the tests."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Happening:
    """One change. `where` is the channel or chat id it concerns, as text; `what` is one word."""

    number: int
    platform: str
    what: str
    where: str


@dataclass(slots=True)
class Bus:
    """Numbers every change from 1 upwards and wakes whoever waits for one."""

    _recent: deque[Happening] = field(default_factory=lambda: deque(maxlen=KEPT))
    _last: int = 0
    _waiting: set[asyncio.Future[None]] = field(default_factory=set)

    @property
    def last(self) -> int:
        return self._last

    def publish(self, platform: str, what: str, where: str) -> None:
        self._last += 1
        self._recent.append(Happening(self._last, platform, what, where))
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def after(self, number: int, patience: float) -> list[Happening]:
        """The changes after `number`; waits up to `patience` seconds for a first one, else returns none."""
        if self._last <= number:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(future)
            try:
                await asyncio.wait_for(future, patience)
            except TimeoutError:
                return []
            finally:
                self._waiting.discard(future)
        return [happening for happening in self._recent if happening.number > number]


def mount(app: web.Application, bus: Bus) -> None:
    """Serve the changes: long poll at `/control/wait?after=N&timeout=S`, event stream at `/control/events`."""

    async def wait(request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0"))
        happenings = await bus.after(after, min(float(request.query.get("timeout", "10")), 60))
        return web.json_response({"last": bus.last, "events": [_as_json(each) for each in happenings]})

    async def events(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        seen = bus.last
        while request.transport is not None and not request.transport.is_closing():
            happenings = await bus.after(seen, 15)
            seen = max((each.number for each in happenings), default=seen)
            lines = "".join(f"data: {json.dumps(_as_json(each))}\n\n" for each in happenings)
            try:
                await response.write((lines or ": still here\n\n").encode())
            except ConnectionResetError:
                break
        return response

    app.router.add_get("/control/wait", wait)
    app.router.add_get("/control/events", events)


def _as_json(happening: Happening) -> dict[str, str | int]:
    return {
        "number": happening.number,
        "platform": happening.platform,
        "what": happening.what,
        "where": happening.where,
    }
