"""One server for the whole sandbox: both platforms, mail, what orders and watches them, and the page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from bots.sandbox import bus as happenings
from bots.sandbox import discord, mail, page, telegram
from bots.sandbox.bus import Bus

LARGEST_BODY: Final = 64 << 20
"""Ten files of a message and what surrounds them."""

SHUTDOWN: Final = 1.0
"""Seconds for open event streams; nobody needs their end."""

INERT: Final = "default-src 'none'; sandbox"
"""Whatever is not the page runs nothing, so that a file somebody sent cannot act as the page."""


def build() -> web.Application:
    """Everything the sandbox serves, empty of people until a world is posted to `/control/…`."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[_own_page_only])
    bus = Bus()
    happenings.mount(app, bus)
    mail.mount(app, bus)
    page.mount(app, telegram.mount(app, bus), discord.mount(app, bus))
    app.router.add_get("/health", _health)
    app.on_response_prepare.append(_inert)
    return app


@asynccontextmanager
async def running(host: str, port: int) -> AsyncIterator[str]:
    """The server's address while it listens; port 0 takes a free one."""
    runner = web.AppRunner(build(), access_log=None, shutdown_timeout=SHUTDOWN)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def serve(host: str, port: int, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    """Listen, say the address to `ready`, and go on until `stop` is set."""
    async with running(host, port) as url:
        ready(url)
        await stop.wait()


async def _health(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


@web.middleware
async def _own_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse orders that another site's page makes a visitor's browser send.

    Programs send no `Origin`; browsers do with every POST and DELETE.
    """
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin.partition("://")[2] != request.host
    if foreign and request.path.startswith("/control/"):
        raise web.HTTPForbidden(text="orders are taken from the sandbox's own page")
    return await handler(request)


async def _inert(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.setdefault("Content-Security-Policy", INERT)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
