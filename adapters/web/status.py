"""The status page, and the same as data: for people and for programs, whatever state the desk is in.

What is shown is looked up at most once a second and rendered once for each change, so many readers cost little. While
the store is away the last known state is shown, with its age.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import orjson
from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape

from adapters.web.statuspage import Statuspage
from adapters.web.statusview import view
from core.policy import Policy
from core.ports import Clock, Store, StoreUnavailable
from core.status.incidents import ALL, Incident, incident_key
from core.status.maintenance import Maintenance
from core.status.overview import Overview
from core.words.texts import Text, Texts

FRESH: Final = timedelta(seconds=1)
AWAY: Final = timedelta(seconds=10)
"""Older than this, what is shown says its age."""
RECENT: Final = 200
API: Final = "/api/v2/"
_pages = Environment(loader=PackageLoader("adapters.web"), autoescape=select_autoescape(), trim_blocks=True)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document as it goes out."""

    body: bytes
    type: str
    etag: str

    @classmethod
    def of(cls, body: bytes, type_: str) -> "Rendered":
        return cls(body, type_, f'"{hashlib.sha256(body).hexdigest()[:16]}"')


@dataclass(slots=True)
class StatusPages:
    """Serves the status of one desk. `rules` are the desk's present ones, `url` is where people reach the page."""

    store: Store
    texts: Texts
    rules: Callable[[], Policy]
    clock: Clock
    url: str
    _known: Overview | None = None
    _looked: datetime | None = None
    _rendered: dict[str, Rendered] = field(default_factory=dict)

    def routes(self, app: web.Application) -> None:
        """Add the pages to an application."""
        app.router.add_get("/status", self.page)
        app.router.add_get(API + "{document:.+}", self.document)

    async def document(self, request: web.Request) -> web.Response:
        """One of Statuspage's documents."""
        path = request.match_info["document"]
        overview = await self._overview()
        if overview is None:
            return _nothing_known()
        key = f"{API}{path}"
        if key not in self._rendered:
            policy = self.rules()
            shape = Statuspage(policy.desk, policy.name, self.url, policy.zone, policy.language)
            for name, document in shape.documents(overview).items():
                body = orjson.dumps(document)
                self._rendered[f"{API}{name}"] = Rendered.of(body, "application/json")
        found = self._rendered.get(key)
        if found is None:
            raise web.HTTPNotFound(text="there is no such document")
        return self._sent(request, found, {"Access-Control-Allow-Origin": "*"})

    async def page(self, request: web.Request) -> web.Response:
        """The page for people, in the language that their browser asks for."""
        overview = await self._overview()
        if overview is None:
            return _nothing_known()
        language = self.texts.choose(None, _wanted(request))
        age = self.clock.now() - overview.at
        if age > AWAY:
            stale = Rendered.of(self._page(overview, language, age).encode(), "text/html")
            return self._sent(request, stale, {"Vary": "Accept-Language"})
        key = f"page/{language}"
        if key not in self._rendered:
            body = self._page(overview, language, None).encode()
            self._rendered[key] = Rendered.of(body, "text/html")
        return self._sent(request, self._rendered[key], {"Vary": "Accept-Language"})

    # ---- what is known

    async def _overview(self) -> Overview | None:
        now = self.clock.now()
        if self._looked is not None and now - self._looked < FRESH:
            return self._known
        self._looked = now  # whoever comes meanwhile is shown what is known
        try:
            found = await self._look(now)
        except StoreUnavailable:
            return self._known
        if self._known is None or replace(found, at=self._known.at) != self._known:
            self._rendered.clear()
        self._known = found
        return found

    async def _look(self, now: datetime) -> Overview:
        size = await self.store.size(ALL)
        members = await self.store.first(ALL, RECENT, max(0, size - RECENT)) if size else ()
        keys = [incident_key(int(member)) for member, _ in reversed(members)]
        found = await self.store.load(keys) if keys else ()
        incidents = tuple(each.record for each in found if isinstance(each.record, Incident))
        planned = tuple(each.record for each in found if isinstance(each.record, Maintenance))
        return Overview(now, self.rules().status, incidents, planned)

    # ---- what is sent

    def _sent(self, request: web.Request, found: Rendered, headers: dict[str, str]) -> web.Response:
        known = {"ETag": found.etag, "Cache-Control": "public, max-age=5", **headers}
        if found.etag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=known)
        return web.Response(body=found.body, content_type=found.type, charset="utf-8", headers=known)

    def _page(self, overview: Overview, language: str, age: timedelta | None) -> str:
        def say(said: Text) -> str:
            return self.texts.say(language, said)

        shown = view(overview, self.rules().name, language, say, age)
        return _pages.get_template("status.html").render(view=shown)


def _nothing_known() -> web.Response:
    return web.Response(
        status=503, text="the status is not known at the moment", headers={"Retry-After": "5"}
    )


def _wanted(request: web.Request) -> str | None:
    """The first language that is asked for."""
    asked = request.query.get("lang") or request.headers.get("Accept-Language") or ""
    return asked.partition(",")[0].partition(";")[0].strip()[:35] or None
