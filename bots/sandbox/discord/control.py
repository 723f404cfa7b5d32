"""The control API under `/control/discord/`: what users do, and what is made to go wrong."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import orjson
from aiohttp import web
from simcord.backend.errors import BackendError, SetupError
from simcord.backend.models import Interaction

from bots.sandbox import faults, journal
from bots.sandbox.discord import building, gestures, people
from bots.sandbox.discord.limits import Rule
from bots.sandbox.discord.mistakes import Mistake
from bots.sandbox.discord.sessions import Close, Trouble
from bots.sandbox.discord.view import Looking, view
from bots.sandbox.discord.world import PLATFORM, World

Asked = Mapping[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
DEEDS: dict[str, Callable[[World, int, Asked], Asked]] = {
    "dm": people.dm,
    "send": people.send,
    "webhook": people.webhook,
    "edit": people.edit,
    "delete": people.delete,
    "react": people.react,
    "typing": people.typing,
    "close_dms": people.close_dms,
    "open_dms": people.open_dms,
    "leave": people.leave,
    "join": people.join,
    "nickname": people.nickname,
    "picture": people.picture,
    "delete_channel": people.delete_channel,
    "leave_thread": people.leave_thread,
    "archive_thread": people.archive_thread,
    "dismiss": people.dismiss,
    "thread": people.thread,
}
INTERACTIONS: dict[str, Callable[[World, int, Asked], Interaction]] = {
    "command": gestures.command,
    "press": gestures.press,
    "submit": gestures.submit,
}


def mount(app: web.Application, world: World) -> None:
    """Serve the control API, the faults and the journal of Discord."""

    async def read_world(_request: web.Request) -> web.Response:
        return _json(building.describe(world))

    async def change_world(request: web.Request) -> web.Response:
        building.build(world, await _asked(world, request))
        return _json(building.describe(world))

    async def act(request: web.Request) -> web.Response:
        user_id, deed = int(request.match_info["user"]), request.match_info["deed"]
        asked = await _asked(world, request)
        if user_id not in world.model.users:
            raise Mistake("there is no such user", 404)
        if deed in DEEDS:
            return _json(DEEDS[deed](world, user_id, asked))
        if deed in INTERACTIONS:
            return _json({"interaction": str(INTERACTIONS[deed](world, user_id, asked).id)})
        if deed == "autocomplete":
            return _json(await _choices(world, user_id, asked))
        raise Mistake(f"users cannot {deed!r}", 404)

    async def look(request: web.Request) -> web.Response:
        asked = {
            name: int(request.query[name]) for name in ("channel", "after", "limit") if name in request.query
        }
        return _json(view(world, int(request.match_info["user"]), Looking(**asked)))

    async def gateway(request: web.Request) -> web.Response:
        return _json(_gateway(world, await _asked(world, request)))

    async def events(request: web.Request) -> web.Response:
        asked = await _asked(world, request)
        kind = asked["action"]
        if kind not in ("lose", "duplicate", "shuffle"):
            raise Mistake("the action is lose, duplicate or shuffle")
        world.hub.trouble = Trouble(kind, int(asked.get("times", 1)), str(asked.get("match", "")))
        return _json({})

    async def limits(request: web.Request) -> web.Response:
        if request.method == "POST":
            _set_limits(world, await _asked(world, request))
        return _json(_limits(world))

    async def time(request: web.Request) -> web.Response:
        asked = await _asked(world, request)
        world.model.clock.advance(float(asked["advance"]))
        world.archive_idle_threads(at_once=True)
        world.publish("time", "")
        return _json({"now": world.now.isoformat()})

    base = f"/control/{PLATFORM}"
    app.router.add_get(f"{base}/world", _guarded(read_world))
    app.router.add_post(f"{base}/world", _guarded(change_world))
    app.router.add_post(f"{base}/users/{{user:\\d+}}/{{deed}}", _guarded(act))
    app.router.add_get(f"{base}/users/{{user:\\d+}}/view", _guarded(look))
    app.router.add_post(f"{base}/gateway", _guarded(gateway))
    app.router.add_post(f"{base}/events", _guarded(events))
    app.router.add_route("*", f"{base}/limits", _guarded(limits))
    app.router.add_post(f"{base}/time", _guarded(time))
    faults.mount(app, PLATFORM, world.faults)
    journal.mount(app, PLATFORM, world.journal)


def _guarded(handler: Handler) -> Handler:
    """Answer misuse with a 4xx and one clear sentence."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Mistake as mistake:
            return _json({"error": mistake.said}, mistake.status)
        except BackendError as refusal:
            return _json({"error": refusal.message}, refusal.status)
        except KeyError as missing:
            return _json({"error": f"{missing} is missing"}, 400)
        except (SetupError, TypeError, ValueError) as wrong:
            return _json({"error": str(wrong)}, 400)

    return answer


async def _asked(world: World, request: web.Request) -> Asked:
    world.cdn.base = f"{request.scheme}://{request.host}"
    raw = await request.content.read()
    asked = orjson.loads(raw) if raw else {}
    if not isinstance(asked, dict):
        raise Mistake("the body is a JSON object")
    return asked


async def _choices(world: World, user_id: int, asked: Asked) -> Asked:
    """Start an autocomplete and wait for its choices as long as a client would."""
    record = gestures.autocomplete(world, user_id, asked)
    seen = world.bus.last
    try:
        async with asyncio.timeout(gestures.ANSWER_WITHIN):
            while not record.responded:
                await world.bus.after(seen, gestures.ANSWER_WITHIN)
                seen = world.bus.last
    except TimeoutError:
        raise Mistake("the bot did not answer the autocomplete", 408) from None
    return {"choices": record.autocomplete_choices or []}


def _gateway(world: World, asked: Asked) -> Asked:
    """Do to every open socket, or to those of one `shard`, what is asked."""
    hub = world.hub
    shard = None if asked.get("shard") is None else int(asked["shard"])
    sessions = [each for each in hub.sessions.values() if shard in (None, each.shard)]
    lines = hub.lines if shard is None else {each.line for each in sessions if each.line is not None}
    match asked["action"]:
        case "close":
            said: list[bytes | Close] = [Close(int(asked["code"]))]
        case "invalid_session":
            resumable = bool(asked.get("resumable"))
            if not resumable:
                for session in sessions:
                    hub.end(session)
            said = [orjson.dumps({"op": 9, "d": resumable, "s": None, "t": None})]
        case "reconnect":
            said = [orjson.dumps({"op": 7, "d": None, "s": None, "t": None})]
        case "drop":
            said = [Close(None)]
        case "outage":
            hub.outage = bool(asked["on"])
            said = [Close(None)] if hub.outage else []
        case other:
            raise Mistake(f"the gateway knows no action {other!r}")
    for line in lines:
        for item in said:
            line.put_nowait(item)
    return {"sockets": len(lines)}


def _set_limits(world: World, asked: Asked) -> None:
    """`{enabled?, global?: n, message?: rule, routes?: {template: rule}, identify?: n, ban_after?: n,
    max_concurrency?: n, guilds_of_a_shard?: n}`.

    A template is "METHOD /path/{channel_id}"; a rule is `{count, seconds}`, or a count for five seconds.
    """
    limits = world.limits
    limits.enabled = bool(asked.get("enabled", limits.enabled))
    if "global" in asked:
        limits.everywhere = Rule(int(asked["global"]), 1.0)
    if "message" in asked:
        limits.rules["POST /channels/{channel_id}/messages"] = _rule(asked["message"])
    for template, rule in (asked.get("routes") or {}).items():
        limits.rules[template] = _rule(rule)
    if "ban_after" in asked:
        limits.ban_after = int(asked["ban_after"])
    if "identify" in asked:
        world.hub.identifies.total = int(asked["identify"])
    identifies = world.hub.identifies
    identifies.max_concurrency = int(asked.get("max_concurrency", identifies.max_concurrency))
    world.hub.guilds_of_a_shard = int(asked.get("guilds_of_a_shard", world.hub.guilds_of_a_shard))
    limits.buckets.clear()
    limits.recent.clear()


def _rule(asked: int | Asked) -> Rule:
    if isinstance(asked, int):
        return Rule(asked, 5.0)
    return Rule(int(asked["count"]), timedelta(seconds=float(asked["seconds"])).total_seconds())


def _limits(world: World) -> Asked:
    limits = world.limits
    return {
        "enabled": limits.enabled,
        "global": limits.everywhere.count,
        "routes": {
            template: {"count": rule.count, "seconds": rule.seconds}
            for template, rule in limits.rules.items()
        },
        "invalid_requests": limits.invalid_requests,
        "ban_after": limits.ban_after,
        "identify": world.hub.identifies.as_json(),
    }


def _json(said: object, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(said), status=status, content_type="application/json")
