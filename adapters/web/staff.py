"""Who is staff, and the answer to "is this one staff?": a page for people who were written to by somebody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from adapters.web.doorway import WINDOW, Doorway
from adapters.web.formatting import to_html
from adapters.web.languages import Languages
from core.ports import StoreUnavailable
from core.trust.listing import Listed, listed
from core.vetting import Vetting
from core.words.cards import Card
from core.words.people import Profile
from core.words.texts import Texts, text

LONGEST: Final = 200
"""So much of what is pasted is read."""
BODY: Final = 4_096
FORM: Final = "application/x-www-form-urlencoded"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
WORDS: Final = {
    "lead": text("staffpage.lead"),
    "rules": text("staff.rules"),
    "ask": text("staffpage.ask"),
    "pasted": text("staffpage.pasted"),
    "hint": text("staffpage.hint"),
    "check": text("staffpage.check"),
    "who": text("staffpage.who"),
    "nobody": text("staffpage.nobody"),
    "report": text("staffpage.report"),
}
_pages = Environment(loader=PackageLoader("adapters.web"), autoescape=select_autoescape(), trim_blocks=True)


@dataclass(frozen=True, slots=True)
class Told:
    """What is answered, line by line as safe HTML."""

    tone: Literal["good", "warning"]
    lines: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the staff as the page has them: `about` are their departments, languages, platforms and accounts."""

    name: str
    about: tuple[str, ...]


@dataclass(slots=True)
class StaffPages:
    """Serves the directory of one desk. `meant` reads what people paste."""

    vetting: Vetting
    texts: Texts
    meant: Callable[[str], Sequence[Profile]]
    doorway: Doorway
    _languages: Languages = field(init=False)

    def __post_init__(self) -> None:
        self._languages = Languages(self.texts)

    def routes(self, app: web.Application) -> None:
        """Add the page to an application."""
        app.router.add_get("/staff", self.page)
        app.router.add_post("/staff", self.asked)

    async def page(self, request: web.Request) -> web.Response:
        """Who is staff."""
        return await self._drawn(self._languages.of(request), "")

    async def asked(self, request: web.Request) -> web.Response:
        """Whether somebody is. What was asked is in no address, and so in no log and no history."""
        language = self._languages.of(request)
        if request.content_type != FORM:
            return self._plain(415, language, "staffpage.no_form")
        if request.content_length is None or request.content_length > BODY:
            return self._plain(413, language, "staffpage.no_form")
        if not self.doorway.lets_in(request):
            later = {"Retry-After": str(int(WINDOW.total_seconds()))}
            return self._plain(429, language, "staffpage.too_often", later)
        given = (await request.post()).get("who", "")
        return await self._drawn(language, str(given).strip()[:LONGEST])

    async def _drawn(self, language: str, pasted: str) -> web.Response:
        try:
            policy = await self.vetting.policy()
            if not policy.roster.directory:
                return self._plain(404, language, "statuspage.no_such")
            card = None
            if pasted:
                how = text("staffpage.how")
                card = await self.vetting.verify(self.meant(pasted), language, how)
        except StoreUnavailable:
            return self._plain(503, language, "staffpage.unknown", {"Retry-After": "5"})
        body = _pages.get_template("staff.html").render(
            language=language,
            title=self.texts.say(language, text("staffpage.title", desk=policy.name)),
            words={name: self.texts.say(language, said) for name, said in WORDS.items()},
            pasted=pasted,
            told=None if card is None else self._told(card, language),
            reports=bool(policy.web_reports_per_hour),
            staff=[self._shown(each, language) for each in listed(policy, language)],
        )
        return web.Response(text=body, content_type="text/html", headers=HEADERS)

    def _told(self, card: Card, language: str) -> Told:
        lines = tuple(
            Markup(to_html(self.texts.document(language, line)))  # noqa: S704 - escaped there
            for line in card.lines
        )
        return Told("good" if card.tone == "good" else "warning", lines)

    def _shown(self, listed: Listed, language: str) -> Shown:
        about = [*listed.departments]
        if listed.languages:
            spoken = [
                self.texts.say(language, text("staffpage.language", tag=each)) for each in listed.languages
            ]
            about.append(self.texts.say(language, text("staffpage.speaks", languages=", ".join(spoken))))
        about.append(", ".join(listed.accounts or (each.title() for each in listed.platforms)))
        return Shown(listed.name, tuple(about))

    def _plain(
        self, status: int, language: str, key: str, headers: dict[str, str] | None = None
    ) -> web.Response:
        said = self.texts.say(language, text(key))
        return web.Response(status=status, text=said, headers={**HEADERS, **(headers or {})})
