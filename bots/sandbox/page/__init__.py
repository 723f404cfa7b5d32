"""The page on which a visitor plays several people at once, and what it asks beyond the control APIs."""

from pathlib import Path
from typing import Final

from aiohttp import web

from bots.sandbox import discord, telegram
from bots.sandbox.page.commands import discord_commands, telegram_commands
from bots.sandbox.page.people import people

FILES: Final = Path(__file__).parent / "static"

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page's own files and nothing else: no inline script or style, no other site."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def mount(app: web.Application, telegrams: telegram.World, discords: discord.World) -> None:
    """Serve the page at `/`, its files at `/page/…`, whom one can play at `/control/people`."""

    async def shell(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(FILES / "index.html", headers=HEADERS)

    async def file(request: web.Request) -> web.FileResponse:
        path = FILES / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def who(_request: web.Request) -> web.Response:
        return web.json_response(people(telegrams, discords))

    async def on_discord(request: web.Request) -> web.Response:
        user, place = int(request.match_info["user"]), int(request.query["place"])
        return web.json_response(discord_commands(discords, user, place))

    async def on_telegram(request: web.Request) -> web.Response:
        user, place = int(request.match_info["user"]), int(request.query["place"])
        return web.json_response(telegram_commands(telegrams, user, place))

    app.router.add_get("/", shell)
    app.router.add_get(r"/page/{name:[a-z-]+\.(?:js|css|svg)}", file)
    app.router.add_get("/control/people", who)
    app.router.add_get(r"/control/people/discord/{user:\d+}/commands", on_discord)
    app.router.add_get(r"/control/people/telegram/{user:\d+}/commands", on_telegram)
