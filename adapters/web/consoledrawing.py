"""Draws the console's pages: templates, in a language, with what every answer says to the browser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from adapters.web import consoleview as views
from adapters.web.consoledoor import MARK, Visit
from adapters.web.consoleview import Draw
from adapters.web.formatting import to_html
from adapters.web.languages import Languages
from adapters.web.statusview import Say
from core.policy import Facts, Moment, Policy, Roster
from core.ports import Clock
from core.words.texts import Text, Texts, text

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_pages = Environment(loader=PackageLoader("adapters.web"), autoescape=select_autoescape(), trim_blocks=True)
STYLE: Final = _pages.get_template("_console_style.css").render().encode()


@dataclass(slots=True)
class Drawing:
    """`rules` are the desk's present ones."""

    texts: Texts
    rules: Callable[[], Policy]
    clock: Clock
    _languages: Languages = field(init=False)

    def __post_init__(self) -> None:
        self._languages = Languages(self.texts)

    def page(self, name: str, language: str, status: int = 200, **shown: object) -> web.Response:
        """A template with what it shows."""
        words = {**views.headings(self.say(language)), "desk": self.rules().name}
        body = _pages.get_template(name).render(language=language, words=words, mark_field=MARK, **shown)
        return web.Response(
            body=body.encode(), status=status, headers={"Content-Type": "text/html; charset=utf-8", **HEADERS}
        )

    def notice(self, language: str, key: str, status: int, visit: Visit | None = None) -> web.Response:
        """A page that says one thing."""
        said = self.texts.say(language, text(key))
        return self.page("console_notice.html", language, status, said=said, visit=visit)

    def language(self, request: web.Request) -> str:
        """Of somebody who is not signed in: what their browser asks for first."""
        return self._languages.of(request)

    def say(self, language: str) -> Say:
        """What puts a text into plain words."""

        def say(said: Text) -> str:
            return self.texts.say(language, said)

        return say

    def draw(self, language: str) -> Draw:
        """What puts a text into a piece of a page."""

        def draw(said: Text) -> Markup:
            return Markup(to_html(self.texts.document(language, said)))  # noqa: S704 - it is escaped there

        return draw

    def facts(self) -> Facts:
        policy = self.rules()
        return Facts(policy, Roster.of(policy.agents), Moment(self.clock.now()))


def to(path: str) -> web.Response:
    """What sends a browser on after a form was taken."""
    return web.Response(status=303, headers={"Location": path, **HEADERS})
