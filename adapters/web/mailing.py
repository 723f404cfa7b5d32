"""The pages on which news by mail are asked for, confirmed and ended. They work without JavaScript.

Whoever asks is answered the same whether the address has subscribed or not. Following a link changes nothing by itself,
since programs that look through mail follow it, too; the button on its page does, and so does the call of RFC 8058 by
which mail programs end it in one step.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape

from adapters.web.doorway import Doorway
from adapters.web.languages import Languages
from core.people.addresses import address
from core.policy import Policy
from core.ports import Clock, Handler, StoreUnavailable
from core.status.mailing import Link, Purpose, read
from core.words.commands import MailAsked, MailChosen
from core.words.refs import CommandId
from core.words.texts import Text, Texts, text

WITHIN: Final = timedelta(hours=1)
"""In it one visitor may ask as often as a doorway lets them."""
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_pages = Environment(loader=PackageLoader("adapters.web"), autoescape=select_autoescape(), trim_blocks=True)


@dataclass(slots=True)
class MailPages:
    """`rules` are the desk's present ones, whose key signs the links."""

    handler: Handler
    texts: Texts
    rules: Callable[[], Policy]
    clock: Clock
    doorway: Doorway
    _languages: Languages = field(init=False)

    def __post_init__(self) -> None:
        self._languages = Languages(self.texts)

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/status/subscribe", self.ask)
        app.router.add_get("/status/subscribe/{token}", self.confirming)
        app.router.add_post("/status/subscribe/{token}", self.confirmed)
        app.router.add_get("/status/unsubscribe/{token}", self.ending)
        app.router.add_post("/status/unsubscribe/{token}", self.ended)

    async def ask(self, request: web.Request) -> web.Response:
        """An address was put in."""
        language = self._languages.of(request)
        written = (await request.post()).get("email")
        to = address(written) if isinstance(written, str) else None
        if to is None:
            return self._page(text("statuspage.subscribe_bad"), language, status=400)
        if not self.doorway.lets_in(request):
            return self._page(text("statuspage.subscribe_often"), language, status=429)
        command = MailAsked(CommandId(f"web:ask:{secrets.token_hex(8)}"), to, language)
        return await self._after(command, text("statuspage.subscribe_asked"), language)

    async def confirming(self, request: web.Request) -> web.Response:
        what = text("statuspage.subscribe", desk=self.rules().name)
        return self._offer(request, "subscribe", what, text("statuspage.subscribe_button"))

    async def confirmed(self, request: web.Request) -> web.Response:
        return await self._choose(
            request, "subscribe", text("statuspage.subscribe_on", desk=self.rules().name)
        )

    async def ending(self, request: web.Request) -> web.Response:
        what = text("statuspage.unsubscribe", desk=self.rules().name)
        return self._offer(request, "unsubscribe", what, text("statuspage.unsubscribe_button"))

    async def ended(self, request: web.Request) -> web.Response:
        return await self._choose(request, "unsubscribe", text("statuspage.subscribe_off"))

    def _offer(self, request: web.Request, purpose: Purpose, what: Text, button: Text) -> web.Response:
        link = self._link(request, purpose)
        return self._old(request) if link is None else self._page(what, link.language, button=button)

    async def _choose(self, request: web.Request, purpose: Purpose, said: Text) -> web.Response:
        link = self._link(request, purpose)
        if link is None:
            return self._old(request)
        id_ = CommandId(f"web:{purpose}:{secrets.token_hex(8)}")
        wanted = purpose == "subscribe"
        return await self._after(MailChosen(id_, link.address, link.language, wanted), said, link.language)

    async def _after(self, command: MailAsked | MailChosen, said: Text, language: str) -> web.Response:
        try:
            await self.handler.handle(command)
        except StoreUnavailable:
            return self._page(text("statuspage.subscribe_later"), language, status=503)
        return self._page(said, language)

    def _link(self, request: web.Request, purpose: Purpose) -> Link | None:
        return read(request.match_info["token"], purpose, self.rules().people.key, self.clock.now())

    def _old(self, request: web.Request) -> web.Response:
        return self._page(text("statuspage.subscribe_old"), self._languages.of(request), status=404)

    def _page(
        self, said: Text, language: str, *, status: int = 200, button: Text | None = None
    ) -> web.Response:
        title = text("statuspage.title", desk=self.rules().name)
        body = _pages.get_template("subscription.html").render(
            language=language,
            title=self.texts.say(language, title),
            words=self.texts.say(language, said),
            button="" if button is None else self.texts.say(language, button),
            back=self.texts.say(language, text("statuspage.back")),
        )
        return web.Response(status=status, text=body, content_type="text/html", headers=HEADERS)
