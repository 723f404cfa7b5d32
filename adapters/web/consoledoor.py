"""Who is in the console: sessions in a cookie, and the mark that its forms carry."""

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from aiohttp import web

from core.people.console import Console, console_key, fingerprint, held, pass_key
from core.policy import Policy
from core.ports import Clock, Handler, Store
from core.words.commands import SignedIn, SignedOut
from core.words.people import Person
from core.words.refs import Account, CommandId

MARK: Final = "mark"
"""The field of a form that proves that the console itself has drawn it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An agent who is signed in. `name` is theirs, `language` what they are spoken to in."""

    account: Account
    name: str
    language: str
    secret: str = field(repr=False)

    @property
    def mark(self) -> str:
        """What the session's forms carry: nobody can make it who has not got the cookie."""
        return hmac.digest(self.secret.encode(), b"console form", "sha256").hex()

    @property
    def who(self) -> Person:
        return Person(self.account, self.name)


@dataclass(slots=True)
class Door:
    """Lets agents in, knows them again, and lets them out."""

    store: Store
    handler: Handler
    rules: Callable[[], Policy]
    clock: Clock

    async def enter(self, code: str) -> str | None:
        """Use a link up; the secret of the session that begins, if it was good."""
        link = fingerprint(code)
        account = await self.store.holder(pass_key(link))
        if account is None:
            return None
        secret = secrets.token_urlsafe(32)
        session = fingerprint(secret)
        command = SignedIn(CommandId(f"console:{session[:32]}"), Account(account), link, session)
        return None if (await self.handler.handle(command)).alert else secret

    async def visit(self, request: web.Request) -> Visit | None:
        """Who this is, if their session stands and they are an agent at this moment."""
        secret = request.cookies.get(self._cookie, "")
        session = fingerprint(secret)
        account = await self.store.holder(pass_key(session)) if secret else None
        if account is None:
            return None
        found = (await self.store.load([console_key(Account(account))]))[0].record
        agent = next((each for each in self.rules().agents if account in each.accounts), None)
        if (
            agent is None
            or not isinstance(found, Console)
            or not held(found.sessions, session, self.clock.now())
        ):
            return None
        person = Person(Account(account), agent.name)
        return Visit(person.account, person.name, self.handler.language(person), secret)

    async def leave(self, visit: Visit) -> None:
        session = fingerprint(visit.secret)
        await self.handler.handle(SignedOut(CommandId(f"console:out:{session[:32]}"), visit.account, session))

    def remember(self, answer: web.Response, secret: str) -> None:
        """Give the browser its session."""
        answer.set_cookie(
            self._cookie,
            secret,
            path="/",
            max_age=self.rules().console.lasts // timedelta(seconds=1),
            httponly=True,
            samesite="Strict",
            secure=self._secure,
        )

    def forget(self, answer: web.Response) -> None:
        answer.del_cookie(self._cookie, path="/", httponly=True, samesite="Strict", secure=self._secure)

    @property
    def _secure(self) -> bool:
        return self.rules().console.url.startswith("https:")

    @property
    def _cookie(self) -> str:
        """By its prefix browsers take it over TLS only, and from no other host of the domain."""
        return "__Host-console" if self._secure else "console"


async def posted(request: web.Request) -> Mapping[str, object]:
    """The fields of a form as the console's are sent; what is anything else is refused."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    try:
        return await request.post()
    except LookupError as nonsense:  # an encoding that nobody knows
        raise web.HTTPBadRequest from nonsense


def from_here(request: web.Request) -> bool:
    """Whether a browser says that a page of this server has sent this."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def from_elsewhere(request: web.Request) -> bool:
    """Whether a browser says that another page has sent this. Old ones say nothing."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def marked(visit: Visit, given: str) -> bool:
    """Whether a form was drawn by the console for this session."""
    return hmac.compare_digest(given.encode(), visit.mark.encode())
