"""The front of the REST API: faults, authorization, limits, bodies, and the shape of answers."""

import re
from collections.abc import Mapping
from typing import Final

import orjson
from aiohttp import web
from simcord.backend.errors import BackendError, SetupError

from bots.sandbox import faults
from bots.sandbox.discord import (
    applications,
    channels,
    guilds,
    interactions,
    messages,
    records,
    refusals,
    threads,
)
from bots.sandbox.discord.body import Body, read_body
from bots.sandbox.discord.gateway import address
from bots.sandbox.discord.limits import Verdict
from bots.sandbox.discord.routing import ROUTES, Call, Found
from bots.sandbox.discord.world import World
from bots.sandbox.faults import Fault

HANDLERS: Final = (applications, channels, guilds, interactions, messages, records, threads)
OPEN_TO_ALL: Final = re.compile(r"^/(interactions/\d+/[^/]+/callback|webhooks/\d+/[^/]+|gateway$)")
PREFIX: Final = re.compile(r"^/discord/api(/v\d+)?")

ROUTES.add_simcords()


def mount(app: web.Application, world: World) -> None:
    """Serve the API at `/discord/api/v10/…`."""

    async def serve(request: web.Request) -> web.StreamResponse:
        path = PREFIX.sub("", request.rel_url.raw_path)
        world.cdn.base = f"{request.scheme}://{request.host}"
        world.archive_idle_threads()
        fault = world.faults.take(request.method, path)
        doing = await faults.before(fault, request)
        if doing == "cut" or (fault is not None and doing != "go on"):
            response = _misbehave(fault)
        else:
            response = await _answer(world, request, path)
        world.journal.note(request.method, path, response.status)
        world.limits.note(response.status)
        if fault is not None and fault.do == "drop_reply":
            faults.cut(request)
        return response

    app.router.add_route("*", "/discord/api/{path:.*}", serve)


async def _answer(world: World, request: web.Request, path: str) -> web.Response:
    if world.limits.banned:
        return web.Response(status=429, text="error code: 1015", headers={"Retry-After": "3600"})
    authorized = request.headers.get("Authorization") == f"Bot {world.application.token}"
    if not authorized and not OPEN_TO_ALL.match(path):
        return _json({"message": "401: Unauthorized", "code": 0}, 401)
    if path in ("/gateway", "/gateway/bot"):
        return _json(_gateway(world, request))
    found = ROUTES.find(request.method, path)
    if found is None:
        said = f"the sandbox does not speak '{request.method} {path}'"
        return _json({"message": said, "code": 0}, 501)
    verdict = world.limits.judge(request.method, found.template, found.major)
    if verdict.retry_after is not None:
        return _limited(verdict.retry_after, everywhere=verdict.everywhere, headers=verdict.headers)
    return _act(world, request, found, await read_body(request), verdict)


def _act(world: World, request: web.Request, found: Found, body: Body, verdict: Verdict) -> web.Response:
    call = Call(
        world.model,
        found.args,
        json=body.payload,
        params=dict(request.query),
        files=list(body.files),
        reason=request.headers.get("X-Audit-Log-Reason"),
        method=request.method,
        path=found.template,
        message_content_access=world.application.message_content,
        world=world,
    )
    try:
        if any(value and not value.isdecimal() for key, value in found.args.items() if _is_id(key)):
            raise refusals.form("id", "NUMBER_TYPE_COERCE", "Value is not snowflake.")
        answer = found.handler(call)
    except channels.Slowly as slowly:
        return _limited(slowly.wait.total_seconds(), everywhere=False, headers=verdict.headers)
    except BackendError as refusal:
        return _json(refusals.as_discord_says(refusal), refusal.status, verdict.headers)
    except (SetupError, KeyError, TypeError, ValueError) as wrong:
        said = refusals.form("", "BASE_TYPE_INVALID", f"{type(wrong).__name__}: {wrong}")
        return _json(said.to_json(), 400, verdict.headers)
    if answer is None:
        return web.Response(status=204, headers=verdict.headers)
    return _json(answer, 200, verdict.headers)


def _is_id(name: str) -> bool:
    return name.endswith("_id") and name != "answer_id"


def _gateway(world: World, request: web.Request) -> dict[str, object]:
    said: dict[str, object] = {"url": address(request)}
    if request.path.endswith("/bot"):
        said |= {"shards": world.hub.shards, "session_start_limit": world.hub.identifies.as_json()}
    return said


def _misbehave(fault: Fault | None) -> web.Response:
    if fault is None or fault.do in ("drop_before", "swallow"):
        return web.Response(status=499)
    if fault.do == "retry_after":
        return _limited(fault.seconds, everywhere=False, headers={"Via": "1.1 google"})
    return _json({"message": f"{fault.status}: ordered fault", "code": 0}, fault.status)


def _limited(wait: float, *, everywhere: bool, headers: Mapping[str, str]) -> web.Response:
    said = {
        "message": "You are being rate limited.",
        "retry_after": round(wait, 3),
        "global": everywhere,
    }
    return _json(said, 429, headers)


def _json(said: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(
        body=said if isinstance(said, bytes) else orjson.dumps(said),
        status=status,
        headers=headers or {"Via": "1.1 google"},
        content_type="application/json",
    )
