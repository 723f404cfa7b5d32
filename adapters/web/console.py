"""The console: where agents tell of incidents and maintenance in a browser.

It is a front of the desk like the chat platforms: what is sent becomes a command of the agent who is signed in, and
what the desk answers is shown. Pages need no script. Who gets in is the door's affair.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from aiohttp import web

from adapters.web import consoleview as views
from adapters.web.consoledoor import MARK, Door, Visit, from_elsewhere, from_here, marked, posted
from adapters.web.consoledrawing import STYLE, Drawing, to
from adapters.web.consoleview import PATHS, Filled
from adapters.web.doorway import WINDOW, Doorway
from core.policy import Policy
from core.ports import Clock, Handler, Store, StoreUnavailable
from core.posting import Posting
from core.scenes import Loaded, Scenes
from core.status import showing
from core.status.drafts import Draft, draft_key
from core.status.spreading import spread_key
from core.words.cards import Answer, Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.neutralising import neutralise
from core.words.refs import CommandId, Place
from core.words.texts import Text, Texts, text

MANY: Final = 100
"""So many incidents, and as much maintenance, that are not over are shown."""
LATELY: Final = 5
"""So many that are over are shown."""
LIVE: Final = "1"
"""Seconds after which a page that follows the progress is fetched anew: what it shows is read from the store alone."""
LARGEST: Final = 64 * 1024
SECOND: Final = timedelta(seconds=1)
TITLE, WORDS = "title", "words"
OF_MATTERS: Final = frozenset({"update", "resolve", "progress"})
"""Forms whose argument is a number."""


@dataclass(slots=True)
class ConsolePages:
    """Serves the console of one desk. `rules` are the desk's present ones; who tries links passes the doorway."""

    store: Store
    texts: Texts
    handler: Handler
    rules: Callable[[], Policy]
    clock: Clock
    doorway: Doorway
    _door: Door = field(init=False)
    _drawing: Drawing = field(init=False)
    _scenes: Scenes = field(init=False)
    _posting: Posting = field(init=False)

    def __post_init__(self) -> None:
        self._door = Door(self.store, self.handler, self.rules, self.clock)
        self._drawing = Drawing(self.texts, self.rules, self.clock)
        self._scenes = Scenes(self.store)
        self._posting = Posting(self.store, self._scenes)

    def routes(self, app: web.Application) -> None:
        """Add the pages to an application."""
        app.router.add_get("/console/style.css", self.style)
        app.router.add_get("/console/enter/{code}", self._open(self.welcome))
        app.router.add_post("/console/enter/{code}", self._open(self.enter))
        app.router.add_post("/console/leave", self._inside(self.leave))
        app.router.add_get("/console", self._inside(self.home))
        app.router.add_get(r"/console/{number:\d{1,9}}", self._inside(self.matter))
        app.router.add_post("/console/press", self._inside(self.press))
        for path in ("/console/write/{word}", r"/console/write/{word}/{about:[\w-]{1,64}}"):
            app.router.add_get(path, self._inside(self.form))
            app.router.add_post(path, self._inside(self.write))

    # ---- coming and going

    async def style(self, _request: web.Request) -> web.Response:
        return web.Response(
            body=STYLE,
            headers={"Content-Type": "text/css; charset=utf-8", "Cache-Control": "max-age=3600"},
        )

    async def welcome(self, request: web.Request) -> web.Response:
        """What a link opens. It is used up by the button only: programs that show previews of links open them, too."""
        return self._drawing.page("console_enter.html", self._drawing.language(request))

    async def enter(self, request: web.Request) -> web.Response:
        language = self._drawing.language(request)
        if from_elsewhere(request):
            return self._drawing.notice(language, "console.forged", 403)
        if not self.doorway.lets_in(request):
            often = self._drawing.notice(language, "console.too_often", 429)
            often.headers["Retry-After"] = str(WINDOW // SECOND)
            return often
        secret = await self._door.enter(request.match_info["code"])
        if secret is None:
            return self._drawing.notice(language, "console.no_link", 403)
        answer = to("/console")
        self._door.remember(answer, secret)
        return answer

    async def leave(self, request: web.Request, visit: Visit) -> web.Response:
        if not marked(visit, str((await posted(request)).get(MARK, ""))):
            return self._drawing.notice(visit.language, "console.forged", 403)
        await self._door.leave(visit)
        answer = self._drawing.notice(visit.language, "console.left", 200)
        self._door.forget(answer)
        return answer

    # ---- what is shown

    async def home(
        self, _request: web.Request, visit: Visit, said: Text | None = None, status: int = 200
    ) -> web.Response:
        """What is the matter, what waits to be published, and what can be written."""
        loaded, facts = Loaded(), self._drawing.facts()
        say, draw = self._drawing.say(visit.language), self._drawing.draw(visit.language)
        matters = await self._scenes.open_matters(loaded, MANY, MANY)
        latest = await self._scenes.late_matters(loaded, LATELY * 2)
        over = [each for each in reversed(latest) if each.over][:LATELY]
        every = (*matters, *over)
        await self._scenes.records(loaded, *(spread_key(each.number) for each in every))
        shown = {
            each.number: views.matter_card(each, await self._posting.spread(each, loaded), facts, draw, say)
            for each in every
        }
        draft = await self._draft(visit)
        waits = None
        if draft is not None and draft.proposed is not None:
            waits = views.shown(showing.preview(draft.proposed, draft.token, facts), draw, say)
        return self._drawing.page(
            "console_home.html",
            visit.language,
            status,
            visit=visit,
            said=None if said is None else say(said),
            bad=status != 200,
            waits=waits,
            open=[shown[each.number] for each in matters],
            over=[shown[each.number] for each in over],
        )

    async def matter(
        self, request: web.Request, visit: Visit, said: Text | None = None, number: int | None = None
    ) -> web.Response:
        """One incident or maintenance: how it stands, how far its news have got, all that was told."""
        loaded, facts = Loaded(), self._drawing.facts()
        say, draw = self._drawing.say(visit.language), self._drawing.draw(visit.language)
        number = int(request.match_info["number"]) if number is None else number
        found = await self._scenes.matter(loaded, number)
        if found is None:
            return self._drawing.notice(visit.language, "refusal.no_incident", 404, visit)
        spread = await self._posting.spread(found, loaded)
        progress = None if spread is None else views.shown(showing.progress(spread, found, facts), draw, say)
        done = spread is None or spread.turn == "done"
        live = "live" in request.query and not done
        answer = self._drawing.page(
            "console_matter.html",
            visit.language,
            visit=visit,
            said=None if said is None else say(said),
            number=number,
            title=draw(showing.titled(found)),
            state=[draw(each) for each in showing.state(found, facts)],
            ways=views.ways(found, say),
            progress=progress,
            done=done,
            live=live,
            told=views.told(found, facts, say),
        )
        if live:
            answer.headers["Refresh"] = LIVE
        return answer

    # ---- what is written

    async def form(self, request: web.Request, visit: Visit) -> web.Response:
        """An empty form, or one with what is so at the moment."""
        verb, about = _meant(request)
        return await self._form(request, visit, verb, about, None, None)

    async def write(self, request: web.Request, visit: Visit) -> web.Response:
        """What was filled in: shown as people will see it, or again with what is wrong."""
        verb, about = _meant(request)
        given = await posted(request)
        filled = _filled(given)
        if not marked(visit, str(given.get(MARK, ""))):
            if not from_here(request):
                return self._drawing.notice(visit.language, "console.forged", 403, visit)
            return await self._form(request, visit, verb, about, filled, text("console.again"), 403)
        longer = views.too_long(filled)
        if longer is not None:
            wrong = text("console.too_long", field=longer)
            return await self._form(request, visit, verb, about, filled, wrong, 422)
        answer = await self.handler.handle(_pressed(visit, verb, about, filled))
        if answer.card is None:
            wrong = answer.text or text("refusal.fault")
            return await self._form(request, visit, verb, about, filled, wrong, 422)
        return await self._form(request, visit, verb, about, filled, None, 200, answer)

    async def press(self, request: web.Request, visit: Visit) -> web.Response:
        """A draft is published or thrown away."""
        given = await posted(request)
        if not marked(visit, str(given.get(MARK, ""))):
            return self._drawing.notice(visit.language, "console.forged", 403, visit)
        verb = Verb.PUBLISH if given.get("verb") == Verb.PUBLISH else Verb.DISCARD
        token = str(given.get("argument", ""))[:64]
        # Pressed twice, it is the same command.
        command = _pressed(visit, verb, token, (), f"console:{visit.account}:{verb}:{token}")
        answer = await self.handler.handle(command)
        if answer.alert and await self.store.handled(command.id):
            return to("/console")
        number = dict(answer.text.values).get("number") if answer.text is not None else None
        if isinstance(number, int):
            return await self.matter(request, visit, answer.text, number)
        return await self.home(request, visit, answer.text, 409 if answer.alert else 200)

    async def _form(
        self,
        request: web.Request,
        visit: Visit,
        verb: Verb,
        about: str,
        filled: Filled | None,
        wrong: Text | None,
        status: int = 200,
        answer: Answer | None = None,
    ) -> web.Response:
        """The desk's form for this; below its preview, where there is one."""
        asked = await self.handler.handle(_pressed(visit, verb, about, None))
        say, draw = self._drawing.say(visit.language), self._drawing.draw(visit.language)
        if asked.form is None and asked.card is not None:
            which = views.shown(asked.card, draw, say)
            return self._drawing.page("console_which.html", visit.language, visit=visit, which=which)
        if asked.form is None:
            said = asked.text or wrong
            return to("/console") if said is None else await self.home(request, visit, said, 409)
        concerned = None
        if asked.form.kind in OF_MATTERS:
            concerned = await self._scenes.matter(Loaded(), int(asked.form.argument))
        preview = None
        if answer is not None and answer.card is not None:
            preview = views.shown(answer.card, draw, say)
        return self._drawing.page(
            "console_form.html",
            visit.language,
            status,
            visit=visit,
            sheet=views.sheet(asked.form, verb, filled, wrong, say),
            concerned=None if concerned is None else draw(showing.titled(concerned)),
            preview=preview,
        )

    async def _draft(self, visit: Visit) -> Draft | None:
        agent = next((each for each in self.rules().agents if visit.account in each.accounts), None)
        if agent is None:
            return None
        found = (await self.store.load([draft_key(agent.id)]))[0].record
        return found if isinstance(found, Draft) else None

    # ---- pieces

    def _open(
        self, work: Callable[[web.Request], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        """For everybody."""

        async def answer(request: web.Request) -> web.Response:
            try:
                return await work(request)
            except StoreUnavailable:
                away = self._drawing.notice(self._drawing.language(request), "statuspage.unknown", 503)
                away.headers["Retry-After"] = "5"
                return away

        return answer

    def _inside(
        self, work: Callable[[web.Request, Visit], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        """For agents who are signed in; others are told how they get in."""

        async def answer(request: web.Request) -> web.Response:
            visit = await self._door.visit(request)
            if visit is None:
                return self._drawing.notice(self._drawing.language(request), "console.nobody", 401)
            if (request.content_length or 0) > LARGEST:
                raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
            if request.method == "POST" and from_elsewhere(request):
                return self._drawing.notice(visit.language, "console.forged", 403, visit)
            return await work(request, visit)

        return self._open(answer)


def _meant(request: web.Request) -> tuple[Verb, str]:
    """What an address is about: to write what, about which."""
    verb = PATHS.get(request.match_info["word"])
    if verb is None:
        raise web.HTTPNotFound
    return verb, request.match_info.get("about", "")


def _filled(given: Mapping[str, object]) -> Filled:
    """The fields of a form with their lines as everybody has them. Where nothing can be seen there is nothing: such a
    field is left out, but for the title, whose want is to be noticed.
    """
    said = ((name, value) for name, value in given.items() if isinstance(value, str) and name != MARK)
    seen = ((name, value.replace("\r\n", "\n") if neutralise(value).strip() else "") for name, value in said)
    return tuple((name, value) for name, value in seen if value or name == TITLE)


def _pressed(visit: Visit, verb: Verb, argument: str, filled: Filled | None, id_: str = "") -> Pressed:
    """The command; `filled` is None where only the form is asked for."""
    said = "\n".join(value for name, value in filled or () if name == WORDS)
    return Pressed(
        CommandId(id_ or f"console:{secrets.token_hex(12)}"),
        visit.who,
        Place(visit.account),
        verb,
        private=True,
        argument=argument,
        words=None if filled is None else plain(said),
        filled=tuple(each for each in filled or () if each[0] != WORDS),
    )
