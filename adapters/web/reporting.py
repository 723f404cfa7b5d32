"""The page on which whoever was written to by somebody who passes for staff reports them. It works without JavaScript.

What is answered tells nothing of what is known of an account, or whether moderators have dealt with it.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web
from jinja2 import Environment, PackageLoader, select_autoescape

from adapters.web.doorway import Doorway
from adapters.web.languages import Languages
from adapters.web.staff import FORM, HEADERS, LONGEST
from core.people.addresses import LONGEST as LONGEST_ADDRESS
from core.policy import Policy
from core.ports import Files, Handler, StoreUnavailable
from core.words.commands import Reported
from core.words.documents import plain
from core.words.people import Profile
from core.words.refs import CommandId
from core.words.texts import Text, Texts, text

BODY: Final = 16_384
PICTURE: Final = 8 * 1024 * 1024
FORMS: Final = (FORM, "multipart/form-data")
KINDS: Final = "image/png,image/jpeg,image/webp,image/gif"
WORDS: Final = 600
"""So much of what somebody says is read: moderators see all of it on a card."""
PLATFORMS: Final = (("discord", "Discord"), ("telegram", "Telegram"))
SAID: Final = {
    "lead": text("webreport.lead"),
    "where": text("webreport.where"),
    "who": text("webreport.who"),
    "who_hint": text("webreport.who_hint"),
    "words": text("webreport.words"),
    "words_hint": text("webreport.words_hint"),
    "picture": text("webreport.picture"),
    "picture_hint": text("webreport.picture_hint", size=PICTURE // 1024**2),
    "email": text("webreport.email"),
    "email_hint": text("webreport.email_hint"),
    "send": text("webreport.send"),
    "back": text("webreport.back"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """What was put in."""

    platform: str = "discord"
    who: str = ""
    words: str = ""
    email: str = ""
    picture: bytes = b""


@dataclass(slots=True)
class ReportPages:
    """`rules` are the desk's present ones; `accused` reads whom people mean on a platform; `cleaned` makes of a file
    the picture that it is, if it is one, which is kept with the `evidence`.
    """

    handler: Handler
    texts: Texts
    rules: Callable[[], Policy]
    accused: Callable[[str, str], Profile | None]
    doorway: Doorway
    cleaned: Callable[[bytes], Awaitable[bytes | None]]
    evidence: Files
    _languages: Languages = field(init=False)
    _pages: Environment = field(init=False)

    def __post_init__(self) -> None:
        self._languages = Languages(self.texts)
        self._pages = Environment(
            loader=PackageLoader("adapters.web"), autoescape=select_autoescape(), trim_blocks=True
        )

    def routes(self, app: web.Application) -> None:
        app.router.add_get("/staff/report", self.page)
        app.router.add_post("/staff/report", self.sent)

    async def page(self, request: web.Request) -> web.Response:
        """The form."""
        return self._drawn(self._languages.of(request), Given())

    async def sent(self, request: web.Request) -> web.Response:
        """Somebody has filled it in."""
        language = self._languages.of(request)
        if request.content_type not in FORMS:
            return self._drawn(language, Given(), text("staffpage.no_form"), status=415)
        most = BODY if request.content_type == FORM else BODY + PICTURE
        if request.content_length is None or request.content_length > most:
            return self._drawn(language, Given(), text("webreport.large"), status=413)
        try:
            given = _given(await request.clone(client_max_size=most).post())
        except ValueError:
            return self._drawn(language, Given(), text("staffpage.no_form"), status=400)
        about = self.accused(given.platform, given.who)
        if about is None:
            return self._drawn(language, given, text("webreport.whom"), status=400)
        if not self.doorway.lets_in(request):
            return self._drawn(language, given, text("webreport.often"), status=429)
        return await self._reported(about, given, language)

    async def _reported(self, about: Profile, given: Given, language: str) -> web.Response:
        """What is kept of a picture whose report is not taken goes at once, or where that is not known with the others
        that no report names.
        """
        id_, picture = CommandId(f"web:report:{secrets.token_hex(8)}"), None
        try:
            if given.picture:
                cleaned = await self.cleaned(given.picture)
                if cleaned is None:
                    wrong = text("webreport.no_picture", size=PICTURE // 1024**2)
                    return self._drawn(language, given, wrong, status=400)
                picture = await self.evidence.keep(cleaned, "evidence.jpg", None)
            answer = await self.handler.handle(
                Reported(id_, about, plain(given.words), given.email, language, picture)
            )
        except (StoreUnavailable, OSError):
            return self._drawn(language, given, text("webreport.later"), status=503)
        if answer.alert or answer.text is None:
            if picture is not None:
                await self.evidence.forget(picture.id)
            return self._drawn(language, given, answer.text or text("webreport.later"), status=409)
        return self._drawn(language, None, answer.text)

    def _drawn(
        self, language: str, given: Given | None, told: Text | None = None, *, status: int = 200
    ) -> web.Response:
        """With the form, as far as it is `given`, until it was taken."""
        policy = self.rules()
        if not policy.web_reports_per_hour:
            said = self.texts.say(language, text("statuspage.no_such"))
            return web.Response(status=404, text=said, headers=HEADERS)
        body = self._pages.get_template("report.html").render(
            language=language,
            title=self.texts.say(language, text("webreport.title", desk=policy.name)),
            words={name: self.texts.say(language, said) for name, said in SAID.items()},
            given=given,
            platforms=PLATFORMS,
            by_mail=policy.people.mail,
            kinds=KINDS,
            directory=policy.roster.directory,
            told="" if told is None else self.texts.say(language, told),
            well=status == 200,
            longest={"who": LONGEST, "words": WORDS, "email": LONGEST_ADDRESS},
        )
        return web.Response(status=status, text=body, content_type="text/html", headers=HEADERS)


def _given(filled: Mapping[str, object]) -> Given:
    return Given(
        str(filled.get("platform", "")),
        str(filled.get("who", "")).strip()[:LONGEST],
        str(filled.get("words", "")).strip()[:WORDS],
        str(filled.get("email", "")).strip()[:LONGEST_ADDRESS],
        _read(filled.get("picture")),
    )


def _read(chosen: object) -> bytes:
    """The file that was chosen; nothing where none was."""
    if not isinstance(chosen, web.FileField):
        return b""
    with chosen.file as file:
        return file.read()
