"""Updates that Telegram brings: confirmed by the 200, which is given after the commit and never before."""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from telegram import Update
from telegram.error import TelegramError

from adapters.telegram.settings import Webhook
from adapters.telegram.transport import AiohttpRequest
from adapters.telegram.wire import Wire

log = logging.getLogger(__name__)

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
LARGEST: Final = 1 << 20

Handle = Callable[[Update], Awaitable[bool]]


def route(wire: Wire, settings: Webhook, handle: Handle) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of the route. `handle` says whether the update is committed."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), settings.secret.encode()):
            log.warning("telegram.webhook_forged")
            return web.Response(status=403)
        body = await request.content.read(LARGEST + 1)
        if len(body) > LARGEST:
            return web.Response(status=413)
        try:
            update = Update.de_json(AiohttpRequest.parse_json_payload(body), wire)
        except (TelegramError, KeyError, TypeError, ValueError, AttributeError) as error:
            # It will not become readable: confirmed, or Telegram would bring it for a day.
            log.warning("telegram.unreadable_update", extra={"error": type(error).__name__})
            return web.Response()
        return web.Response(status=200 if await handle(update) else 503)

    return receive
