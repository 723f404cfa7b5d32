"""A local Telegram: the Bot API as bots see it, and a control API for tests, the demo and the page."""

from aiohttp import web

from bots.sandbox import faults, journal
from bots.sandbox.bus import Bus
from bots.sandbox.telegram.control import Control
from bots.sandbox.telegram.front import Front
from bots.sandbox.telegram.model import World
from bots.sandbox.telegram.webhook import Carrier

__all__ = ["World", "mount"]


def mount(app: web.Application, bus: Bus) -> World:
    """Serve a new, empty world under `/telegram/` and `/control/telegram/`, telling `bus` of each change."""
    world = World(bus)
    Front(world).mount(app)
    Control(world).mount(app)
    faults.mount(app, "telegram", world.faults)
    journal.mount(app, "telegram", world.journal)
    app.cleanup_ctx.append(Carrier(world).running)
    return world
