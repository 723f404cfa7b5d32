"""A local Discord: REST v10, gateway and CDN under `/discord`, its users under `/control/discord`."""

from aiohttp import web

from bots.sandbox.bus import Bus
from bots.sandbox.discord import cdn, control, gateway, rest
from bots.sandbox.discord.world import World

__all__ = ["World", "mount"]


def mount(app: web.Application, bus: Bus) -> World:
    """Serve one Discord from `app`; every change is published to `bus` as platform "discord".

    Point discord.py at it with `discord.http.Route.BASE = f"{url}/discord/api/v10"` and
    `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{ws_url}/discord/gateway")`.
    """
    world = World(bus)
    rest.mount(app, world)
    gateway.mount(app, world)
    cdn.mount(app, world.cdn)
    control.mount(app, world)
    return world
