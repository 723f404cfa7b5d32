"""The status pages, and the same as data: for people and for programs, whatever state the desk is in.

What is shown is looked up at most once a second and rendered once for each change, so many readers cost little. While
the store is away the last known state is shown, with its age.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

import orjson
from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape
from multidict import CIMultiDict

from adapters.web import feeds
from adapters.web.badges import badge
from adapters.web.languages import Languages
from adapters.web.prebuilt import Piece, Prebuilt, may_be_sent_to
from adapters.web.statuspage import DOCUMENTS, Statuspage
from adapters.web.statusview import Say, headings, shown, stale, view
from core.policy import Policy
from core.ports import Clock, Store, StoreUnavailable
from core.scenes import Loaded, Scenes
from core.status.components import IMPACTS, Level
from core.status.incidents import Incident
from core.status.maintenance import Maintenance
from core.status.overview import Overview
from core.status.own import STORE
from core.words.texts import Text, Texts, text

FRESH: Final = timedelta(seconds=1)
AWAY: Final = timedelta(seconds=10)
"""Older than this, what is shown says its age."""
REDRAWN: Final = timedelta(minutes=1)
"""So often pages are rendered anew though nothing was told: days end, and times pass."""
RECENT: Final = 500
API: Final = "/api/v2/"
SPOKEN: Final = frozenset({"text/html", "image/svg+xml"})
"""What is in the reader's language."""
_LEVEL_OF: dict[str, Level] = dict(zip(IMPACTS, ("operational", "degraded", "partial", "major"), strict=True))
_pages = Environment(loader=PackageLoader("adapters.web"), autoescape=select_autoescape(), trim_blocks=True)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document as it goes out."""

    body: bytes
    etag: str
    headers: CIMultiDict[str]
    unchanged: CIMultiDict[str]
    """The headers for whoever has it already."""
    piece: Piece
    unchanged_piece: Piece

    @classmethod
    def of(cls, body: bytes, type_: str) -> "Rendered":
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        unchanged = CIMultiDict(
            {"ETag": etag, "Cache-Control": "public, max-age=5", "Access-Control-Allow-Origin": "*"}
        )
        if type_ in SPOKEN:
            unchanged["Vary"] = "Accept-Language"
        headers = CIMultiDict(
            {"Content-Type": f"{type_}; charset=utf-8", "X-Content-Type-Options": "nosniff"}, **unchanged
        )
        whole, nothing = (
            Piece(HTTPStatus.OK, headers, body),
            Piece(HTTPStatus.NOT_MODIFIED, unchanged, None),
        )
        return cls(body, etag, headers, unchanged, whole, nothing)


@dataclass(slots=True)
class StatusPages:
    """Serves the status of one desk. `rules` are the desk's present ones, `url` is where people reach the pages."""

    store: Store
    texts: Texts
    rules: Callable[[], Policy]
    clock: Clock
    url: str
    by_mail: bool = False
    """Whether news by mail can be asked for."""
    _known: Overview | None = None
    _age: timedelta | None = None
    """How old it is as pages say it, where they must."""
    _looked: datetime | None = None
    _drawn_at: datetime | None = None
    _rendered: dict[str, Rendered] = field(default_factory=dict)
    _languages: Languages = field(init=False)

    def __post_init__(self) -> None:
        self._languages = Languages(self.texts)

    def routes(self, app: web.Application) -> None:
        """Add the pages to an application."""
        app.router.add_get("/status", self.page)
        app.router.add_get("/status.atom", self.atom)
        app.router.add_get("/status.rss", self.rss)
        app.router.add_get("/status.ics", self.calendar)
        app.router.add_get("/status.svg", self.badge)
        app.router.add_get("/status/{component}.svg", self.badge)
        app.router.add_get(r"/status/{number:\d{1,9}}", self.matter)
        for name in DOCUMENTS:
            app.router.add_get(API + name, self.document)
        app.router.add_get(API + "{other:.+}", self.document)

    async def document(self, request: web.Request) -> web.StreamResponse:
        """One of Statuspage's documents."""
        path = request.path.removeprefix(API)

        def draw(overview: Overview) -> Rendered | None:
            policy = self.rules()
            shape = Statuspage(policy.desk, policy.name, self.url, policy.zone, policy.language)
            made = shape.document(path, overview)
            return None if made is None else Rendered.of(orjson.dumps(made), "application/json")

        return await self._drawn_once(request, f"{API}{path}", draw)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page for people, in the language that their browser asks for."""
        language = self._languages.of(request)

        def draw(overview: Overview) -> Rendered:
            policy = self.rules()
            drawn = view(overview, policy.name, policy.zone, language, self._say(language), self._age)
            follow = policy.status.follow
            body = _pages.get_template("status.html").render(view=drawn, by_mail=self.by_mail, follow=follow)
            return Rendered.of(body.encode(), "text/html")

        return await self._drawn_once(request, f"page/{language}", draw)

    async def matter(self, request: web.Request) -> web.StreamResponse:
        """The page of one incident or maintenance."""
        language, number = self._languages.of(request), int(request.match_info["number"])

        def draw(overview: Overview) -> Rendered | None:
            found = next((each for each in overview.latest if each.number == number), None)
            if found is None:
                return None
            say = self._say(language)
            body = _pages.get_template("matter.html").render(
                language=language,
                words=headings(self.rules().name, say),
                stale=stale(self._age, say),
                matter=shown(found, say, overview.at),
            )
            return Rendered.of(body.encode(), "text/html")

        return await self._drawn_once(request, f"page/{language}/{number}", draw)

    async def atom(self, request: web.Request) -> web.StreamResponse:
        """The news as an Atom feed, in the desk's language."""

        def draw(overview: Overview) -> Rendered:
            body = feeds.atom(overview, self.rules().name, self._say(self.rules().language), self.url)
            return Rendered.of(body, "application/atom+xml")

        return await self._drawn_once(request, "atom", draw)

    async def rss(self, request: web.Request) -> web.StreamResponse:
        """The same as RSS."""

        def draw(overview: Overview) -> Rendered:
            body = feeds.rss(overview, self.rules().name, self._say(self.rules().language), self.url)
            return Rendered.of(body, "application/rss+xml")

        return await self._drawn_once(request, "rss", draw)

    async def calendar(self, request: web.Request) -> web.StreamResponse:
        """Maintenance as a calendar that others subscribe to."""

        def draw(overview: Overview) -> Rendered:
            policy = self.rules()
            say = self._say(policy.language)
            body = feeds.calendar(overview, policy.desk, policy.name, say, self.url)
            return Rendered.of(body, "text/calendar")

        return await self._drawn_once(request, "ics", draw)

    async def badge(self, request: web.Request) -> web.StreamResponse:
        """How everything stands, or one component, as a picture in the language asked for."""
        language, named = self._languages.of(request), request.match_info.get("component", "")

        def draw(overview: Overview) -> Rendered | None:
            rules, say = overview.rules, self._say(language)
            component = rules.component(named) if named else None
            if named and component is None:
                return None
            if component is None:
                level = _LEVEL_OF[overview.impact]
                body = badge(self.rules().name, say(text(f"statuspage.now_{overview.impact}")), level)
            else:
                level = overview.level(component.id)
                body = badge(rules.named(component.id, language), say(text(f"component.{level}")), level)
            return Rendered.of(body, "image/svg+xml")

        return await self._drawn_once(request, f"badge/{language}/{named}", draw)

    # ---- what is known

    async def _overview(self) -> Overview | None:
        now = self.clock.now()
        if self._known is not None and self._looked is not None and now - self._looked < FRESH:
            return self._known
        self._looked = now  # whoever comes meanwhile is shown what is known
        try:
            found = await self._look(now)
        except StoreUnavailable:
            if self._known is None:
                return None
            away = self.rules().status.own.get(STORE) if now - self._known.at > AWAY else None
            found = replace(self._known, away=away)
        age = _said_age(now - found.at)
        changed = self._known is None or replace(found, at=self._known.at) != self._known
        if changed or age != self._age or self._drawn_at is None or now - self._drawn_at >= REDRAWN:
            self._rendered.clear()
            self._drawn_at = now
        self._known, self._age = found, age
        return found

    async def _look(self, now: datetime) -> Overview:
        found = (await Scenes(self.store).late_matters(Loaded(), RECENT))[::-1]
        incidents = tuple(each for each in found if isinstance(each, Incident))
        planned = tuple(each for each in found if isinstance(each, Maintenance))
        return Overview(now, self.rules().status, incidents, planned)

    # ---- what is sent

    async def _drawn_once(
        self, request: web.Request, key: str, draw: Callable[[Overview], Rendered | None]
    ) -> web.StreamResponse:
        """What stands under the key, drawn where it does not stand there yet."""
        overview = await self._overview()
        if overview is None:
            return web.Response(
                status=503, text=self._told(request, "statuspage.unknown"), headers={"Retry-After": "5"}
            )
        found = self._rendered.get(key) or draw(overview)
        if found is None:
            return web.Response(status=404, text=self._told(request, "statuspage.no_such"))
        self._rendered[key] = found
        return _sent(request, found)

    def _told(self, request: web.Request, key: str) -> str:
        return self.texts.say(self._languages.of(request), text(key))

    def _say(self, language: str) -> Say:
        def say(said: Text) -> str:
            return self.texts.say(language, said)

        return say


def _sent(request: web.Request, found: Rendered) -> web.StreamResponse:
    known = found.etag in request.headers.get("If-None-Match", "")
    if may_be_sent_to(request):
        return Prebuilt(found.unchanged_piece if known else found.piece)
    if known:
        return web.Response(status=304, headers=found.unchanged)
    return web.Response(body=found.body, headers=found.headers)


def _said_age(age: timedelta) -> timedelta | None:
    """In whole minutes, upwards, so that what says it is rendered once a minute."""
    return -(-age // REDRAWN) * REDRAWN if age > AWAY else None
