"""The Bot API's door: `/telegram/bot<token>/<method>` and `/telegram/file/bot<token>/<path>`.

https://core.telegram.org/bots/api#making-requests. Every answer is JSON with `ok`; refusals carry the status
as `error_code` too. The journal and the faults see the path with the bot's id in place of its token.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import orjson
from aiohttp import web

from bots.sandbox import faults
from bots.sandbox.telegram import files
from bots.sandbox.telegram.arguments import read
from bots.sandbox.telegram.methods import METHODS
from bots.sandbox.telegram.methods.updates import displace
from bots.sandbox.telegram.model import Bot, World
from bots.sandbox.telegram.queue import Update
from bots.sandbox.telegram.refusals import RefusedError, too_many
from bots.sandbox.telegram.registry import Call, Described, call

TOKEN = re.compile(r"[1-9][0-9]{0,16}:[A-Za-z0-9_-]{1,63}$")
NOT_FOUND = RefusedError(404, "Not Found")
NO_METHOD = RefusedError(404, "Not Found: method not found")
UNAUTHORIZED = RefusedError(401, "Unauthorized")
PHRASES = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(frozen=True, slots=True)
class Front:
    """Serves one world's Bot API."""

    world: World

    def mount(self, app: web.Application) -> None:
        app.router.add_route("*", "/telegram/bot{token}/{method}", self.serve)
        app.router.add_get("/telegram/file/bot{token}/{path:.+}", self.file)
        app.on_shutdown.append(self.close)

    async def close(self, _app: web.Application) -> None:
        """Let polls end at once when the server stops."""
        for bot in self.world.bots.values():
            displace(bot.queue, "nobody")

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Carry out one method."""
        name = request.match_info["method"]
        bot = self._bot(request)
        path = f"/telegram/bot{bot.id if bot else ''}/{name}"

        async def act() -> web.Response:
            result = await self._result(request, bot, name)
            return web.Response(body=_body(result), content_type="application/json")

        return await self._guarded(request, path, bot, act)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file to the bot that was given its path."""
        bot = self._bot(request)
        name = request.match_info["path"]

        async def act() -> web.Response:
            found = files.by_path(self.world, name) if bot else None
            if found is None:
                raise NOT_FOUND
            return web.Response(body=found.content, content_type="application/octet-stream")

        return await self._guarded(request, f"/telegram/file/bot{bot.id if bot else ''}/{name}", bot, act)

    def _bot(self, request: web.Request) -> Bot | None:
        return self.world.by_token.get(request.match_info["token"])

    async def _guarded(
        self, request: web.Request, path: str, bot: Bot | None, act: Callable[[], Awaitable[web.Response]]
    ) -> web.Response:
        """Act, unless a fault was ordered for this request; refusals become answers, all is noted."""
        world = self.world
        fault = world.faults.take(request.method, path)
        verdict = await faults.before(fault, request) if fault else "go on"
        if verdict == "cut":
            world.journal.note(request.method, path, 0)
            return web.Response(status=500)
        try:
            if fault is not None and verdict != "go on":
                raise _ordered(fault)
            answer = await act()
        except RefusedError as refusal:
            if bot is not None and refusal.code == 429:
                bot.refused += 1
            answer = _refused(refusal)
        world.journal.note(request.method, path, answer.status)
        if fault is not None and fault.do == "drop_reply":
            faults.cut(request)
        return answer

    async def _result(self, request: web.Request, bot: Bot | None, name: str) -> object:
        if request.method not in {"GET", "POST"}:
            raise NOT_FOUND
        if bot is None:
            raise UNAUTHORIZED if TOKEN.match(request.match_info["token"]) else NOT_FOUND
        function = METHODS.get(name.lower())
        if function is None:
            raise NO_METHOD
        return await call(Call(self.world, bot, await read(request)), function)


def _body(result: object) -> bytes:
    if isinstance(result, list) and result and isinstance(result[0], Update):
        return b'{"ok":true,"result":[' + b",".join(update.text() for update in result) + b"]}"
    if isinstance(result, Described):
        described = orjson.dumps(result.description)
        return b'{"ok":true,"result":' + orjson.dumps(result.result) + b',"description":' + described + b"}"
    return b'{"ok":true,"result":' + orjson.dumps(result) + b"}"


def _ordered(fault: faults.Fault) -> RefusedError:
    if fault.do == "retry_after":
        return too_many(fault.seconds)
    return RefusedError(fault.status, PHRASES.get(fault.status, "Internal Server Error"))


def _refused(refusal: RefusedError) -> web.Response:
    after = refusal.parameters.get("retry_after")
    headers = {"Retry-After": str(after)} if after else None
    body = orjson.dumps(refusal.body())
    return web.Response(body=body, status=refusal.code, content_type="application/json", headers=headers)
