"""Misbehaviour to order: what a test asks a platform's server to do wrong, and how often."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Literal, assert_never

from aiohttp import web

Doing = Literal["status", "retry_after", "drop_before", "drop_reply", "delay", "swallow"]


@dataclass(slots=True)
class Fault:
    """The next `times` requests whose "METHOD path" matches `match` meet this.

    status: answered with HTTP `status`, nothing done. retry_after: a 429 with `seconds`, nothing done.
    drop_before: the connection is cut before anything is done; drop_reply: cut after it was done.
    delay: done and answered `seconds` late. swallow: never done, and cut only after `seconds`.
    """

    match: re.Pattern[str]
    do: Doing
    times: int = 1
    status: int = 500
    seconds: float = 1.0


@dataclass(slots=True)
class Faults:
    """The faults ordered for one platform; each front asks before and after it acts."""

    ordered: list[Fault] = field(default_factory=list)

    def order(self, fault: Fault) -> None:
        self.ordered.append(fault)

    def clear(self) -> None:
        self.ordered.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, used up by one."""
        if not self.ordered:
            return None
        line = f"{method} {path}"
        for fault in self.ordered:
            if fault.match.search(line):
                fault.times -= 1
                if fault.times <= 0:
                    self.ordered.remove(fault)
                return fault
        return None


async def before(
    fault: Fault | None, request: web.Request
) -> Literal["go on", "cut", "status", "retry_after"]:
    """What the front does before it acts: wait, cut the connection, refuse, or go on."""
    if fault is None:
        return "go on"
    match fault.do:
        case "delay":
            await asyncio.sleep(fault.seconds)
            return "go on"
        case "swallow":
            await asyncio.sleep(fault.seconds)
            cut(request)
            return "cut"
        case "drop_before":
            cut(request)
            return "cut"
        case "drop_reply":
            return "go on"
        case "status" | "retry_after":
            return fault.do
        case _:
            assert_never(fault.do)


def cut(request: web.Request) -> None:
    """Close the connection without an answer, as a failing network does."""
    if request.transport is not None:
        request.transport.abort()


def mount(app: web.Application, platform: str, faults: Faults) -> None:
    """`POST /control/{platform}/faults` orders one, `GET` lists what is left, `DELETE` takes all back."""

    async def order(request: web.Request) -> web.Response:
        asked = await request.json()
        asked["match"] = re.compile(asked["match"])
        faults.order(Fault(**asked))
        return web.json_response({})

    async def left(_request: web.Request) -> web.Response:
        return web.json_response(
            [{"match": fault.match.pattern, "do": fault.do, "times": fault.times} for fault in faults.ordered]
        )

    async def clear(_request: web.Request) -> web.Response:
        faults.clear()
        return web.json_response({})

    app.router.add_post(f"/control/{platform}/faults", order)
    app.router.add_get(f"/control/{platform}/faults", left)
    app.router.add_delete(f"/control/{platform}/faults", clear)
