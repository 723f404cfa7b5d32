"""The console as a browser without scripts has it: pages, the forms in them, a cookie."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

import aiohttp

from bots.sandbox.client import Person, TelegramPerson

URL = "http://desk.example"
REACHED = f"""
[web]
url = "{URL}"
"""
"""Where the desk's pages are, as its file says; the tests reach them at the program's own port."""


@dataclass(slots=True)
class Filled:
    """A form of a page: where it goes, and its fields as they stand."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""


class _Forms(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.found: list[Filled] = []
        self._here = here
        self._select = self._area = ""
        self._words: list[str] = []
        self._in = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name, value = given.get("name") or "", given.get("value") or ""
        match tag:
            case "form":
                self.found.append(Filled(given.get("action") or self._here))
            case "input" if given.get("type") != "checkbox" or "checked" in given:
                self.found[-1].fields.append((name, value))
            case "select":
                self._select = name
            case "option" if "selected" in given:
                self.found[-1].fields.append((self._select, value))
            case "textarea" | "button":
                self._in, self._area, self._words = tag, name, []
            case _:
                pass

    def handle_data(self, data: str) -> None:
        if self._in:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != self._in:
            return
        said = "".join(self._words)
        if tag == "textarea":
            self.found[-1].fields.append((self._area, said.removeprefix("\n")))
        else:
            self.found[-1].label = said.strip()
        self._in = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched."""

    path: str
    status: int
    body: str
    headers: dict[str, str]

    def form(self, label: str) -> Filled:
        """The form whose button says this."""
        forms = _Forms(self.path)
        forms.feed(self.body)
        return next(each for each in forms.found if each.label == label)


@dataclass(slots=True)
class Visitor:
    """Somebody's browser."""

    session: aiohttp.ClientSession
    url: str

    async def get(self, path: str, **headers: str) -> Page:
        async with self.session.get(self.url + path, headers=headers) as answer:
            return await _page(answer)

    async def post(self, path: str, fields: Iterable[tuple[str, str]], **headers: str) -> Page:
        sent = aiohttp.FormData(list(fields))
        async with self.session.post(self.url + path, data=sent, headers=headers) as answer:
            return await _page(answer)

    async def submit(self, page: Page, button: str, **fields: str | list[str]) -> Page:
        """Press a button of a page, its form filled in."""
        form = page.form(button)
        kept = [(name, value) for name, value in form.fields if name not in fields]
        given = [
            (name, each)
            for name, value in fields.items()
            for each in (value if isinstance(value, list) else [value])
        ]
        return await self.post(form.action, [*kept, *given])


@asynccontextmanager
async def browsing(url: str) -> AsyncIterator[Visitor]:
    """A browser of its own, gone when the block ends."""
    jar = aiohttp.CookieJar(unsafe=True)  # the program is reached by its number
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield Visitor(session, url)


async def linked(agent: Person) -> tuple[str, str]:
    """Where the desk's pages are by the link that the bot answers `/console` with, and its path."""
    if isinstance(agent, TelegramPerson):
        await agent.start()
    await agent.command("/console", place=None if isinstance(agent, TelegramPerson) else "support")
    shown = await agent.sees("/console/enter/")
    found = re.search(r"(https?://[^/\s]+)(/console/enter/[0-9a-f]{32})", shown.text)
    assert found is not None, shown.text
    return found[1], found[2]


async def signed_in(visitor: Visitor, agent: Person) -> Page:
    """The console's first page, reached by the agent's link."""
    _, path = await linked(agent)
    return await visitor.submit(await visitor.get(path), "Sign in")


async def _page(answer: aiohttp.ClientResponse) -> Page:
    return Page(answer.url.path, answer.status, await answer.text(), dict(answer.headers))
