"""The Bot API's door: `/telegram/bot<token>/<method>` and `/telegram/file/bot<token>/<path>`.

https://core.telegram.org/bots/api#making-requests. Every answer is JSON with `ok`; refusals carry the status
as `error_code` too. The journal and the faults see the path with the bot's id in place of its token.
"""

import re
from dataclasses import dataclass

import orjson
from aiohttp import web

from bots.sandbox import faults
from bots.sandbox.telegram import files
from bots.sandbox.telegram.arguments import read
from bots.sandbox.telegram.methods import METHODS
from bots.sandbox.telegram.model import Bot, World
from bots.sandbox.telegram.queue import Update
from bots.sandbox.telegram.refusals import RefusedError, Wire
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

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, unless a fault was ordered for it."""
        world = self.world
        name = request.match_info["method"]
        bot = world.by_token.get(request.match_info["token"])
        path = f"/telegram/bot{bot.id if bot else ''}/{name}"
        fault = world.faults.take(request.method, path) if world.faults.ordered else None
        verdict = await faults.before(fault, request) if fault else "go on"
        if verdict == "cut":
            world.journal.note(request.method, path, 0)
            return web.Response(status=500)
        if fault is not None and verdict != "go on":
            refusal = _ordered(fault)
        else:
            try:
                result = await self._result(request, bot, name)
            except RefusedError as error:
                refusal = error
            else:
                world.journal.note(request.method, path, 200)
                if fault is not None and fault.do == "drop_reply":
                    faults.cut(request)
                return web.Response(body=_body(result), content_type="application/json")
        if bot is not None and refusal.code == 429:
            bot.refused += 1
        world.journal.note(request.method, path, refusal.code)
        return _refused(refusal)

    async def _result(self, request: web.Request, bot: Bot | None, name: str) -> object:
        if request.method not in {"GET", "POST"}:
            raise NOT_FOUND
        if bot is None:
            raise UNAUTHORIZED if TOKEN.match(request.match_info["token"]) else NOT_FOUND
        function = METHODS.get(name.lower())
        if function is None:
            raise NO_METHOD
        return await call(Call(self.world, bot, await read(request)), function)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file's content, for the bot that getFile gave the path."""
        bot = self.world.by_token.get(request.match_info["token"])
        path = request.match_info["path"]
        found = files.by_path(self.world, path) if bot else None
        self.world.journal.note(
            "GET", f"/telegram/file/bot{bot.id if bot else ''}/{path}", 200 if found else 404
        )
        if found is None:
            return _refused(NOT_FOUND)
        return web.Response(body=found.content, content_type="application/octet-stream")


def _body(result: object) -> bytes:
    if isinstance(result, list) and result and isinstance(result[0], Update):
        return b'{"ok":true,"result":[' + b",".join(update.text() for update in result) + b"]}"
    if isinstance(result, Described):
        described = orjson.dumps(result.description)
        return b'{"ok":true,"result":' + orjson.dumps(result.result) + b',"description":' + described + b"}"
    return b'{"ok":true,"result":' + orjson.dumps(result) + b"}"


def _ordered(fault: faults.Fault) -> RefusedError:
    if fault.do == "retry_after":
        after: Wire = {"retry_after": int(fault.seconds)}
        return RefusedError(429, f"Too Many Requests: retry after {int(fault.seconds)}", after)
    return RefusedError(fault.status, PHRASES.get(fault.status, "Internal Server Error"))


def _refused(refusal: RefusedError) -> web.Response:
    after = refusal.parameters.get("retry_after")
    headers = {"Retry-After": str(after)} if after else None
    body = orjson.dumps(refusal.body())
    return web.Response(body=body, status=refusal.code, content_type="application/json", headers=headers)
