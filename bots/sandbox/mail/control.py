"""The mail server's control: look into the mailboxes, stop and start it, let it refuse."""

from collections.abc import AsyncIterator

import orjson
from aiohttp import web

from bots.sandbox.bus import Bus
from bots.sandbox.mail.server import Mail, Post


def mount(app: web.Application, bus: Bus) -> Post:
    """Run the server as long as `app` runs, on a port of its own.

    GET /control/mail                the server's `url`, whether it `runs`, and `mails`, the newest last
    DELETE /control/mail             empty the mailboxes
    POST /control/mail/stop, /start  nobody can connect; or they can again, at the same address
    POST /control/mail/late          {"seconds": 2}: whoever sends hears so late that a mail was taken
    POST /control/mail/refuse        {"reply": "451 later", "times": 1}: the next recipients are refused so
    """
    post = Post(bus)

    async def running(_app: web.Application) -> AsyncIterator[None]:
        await post.start()
        yield
        await post.stop()

    async def look(_request: web.Request) -> web.Response:
        seen = {"url": post.url, "runs": post.runs, "mails": [_as_json(each) for each in post.mails]}
        return web.json_response(seen)

    async def clear(_request: web.Request) -> web.Response:
        post.clear()
        return web.json_response({})

    async def stop(_request: web.Request) -> web.Response:
        await post.stop()
        return web.json_response({})

    async def start(_request: web.Request) -> web.Response:
        await post.start()
        return web.json_response({})

    async def late(request: web.Request) -> web.Response:
        post.late = float(orjson.loads(await request.read())["seconds"])
        return web.json_response({})

    async def refuse(request: web.Request) -> web.Response:
        order = orjson.loads(await request.read())
        post.refusing.reply, post.refusing.times = str(order["reply"]), int(order["times"])
        return web.json_response({})

    app.cleanup_ctx.append(running)
    app.router.add_get("/control/mail", look)
    app.router.add_delete("/control/mail", clear)
    app.router.add_post("/control/mail/stop", stop)
    app.router.add_post("/control/mail/start", start)
    app.router.add_post("/control/mail/late", late)
    app.router.add_post("/control/mail/refuse", refuse)
    return post


def _as_json(mail: Mail) -> dict[str, object]:
    return {
        "number": mail.number,
        "id": mail.id,
        "to": list(mail.to),
        "from": mail.sender,
        "subject": mail.subject,
        "text": mail.text,
        "at": mail.at.isoformat(),
        "references": list(mail.references),
    }
