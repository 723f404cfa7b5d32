"""The program's own web server: is it alive, is it ready, how is it doing; and where webhooks come in."""

from collections.abc import Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from adapters.web.metrics import PrometheusMeters
from core.ports import Clock, Store, StoreUnavailable

Mount = Callable[[web.Application], None]


def build(
    store: Store, meters: PrometheusMeters, clock: Clock, ready: Callable[[], bool], *mounts: Mount
) -> web.Application:
    """The routes. `ready` tells whether every platform is connected; `mounts` add the adapters' own routes."""

    async def livez(_request: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def readyz(_request: web.Request) -> web.Response:
        try:
            trouble = await store.healthy()
        except StoreUnavailable:
            trouble = "the store does not answer"
        if trouble is None and not ready():
            trouble = "not connected to every platform yet"
        return web.Response(status=200 if trouble is None else 503, text=trouble or "ready")

    async def metrics(_request: web.Request) -> web.Response:
        try:
            body = await meters.page(store, clock)
        except StoreUnavailable:
            return web.Response(status=503, text="the store does not answer")
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.router.add_get("/livez", livez)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    for mount in mounts:
        mount(app)
    return app
