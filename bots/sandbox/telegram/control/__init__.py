"""The control API, `/control/telegram/…`: playing people, arranging the world, and looking at it.

Requests and answers are JSON objects; a misuse is answered 4xx with `{"error": "a sentence"}`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import orjson
from aiohttp import web

from bots.sandbox.telegram.control import arranging, people
from bots.sandbox.telegram.control.asked import Asked, find_bot, find_user
from bots.sandbox.telegram.control.settling import settle
from bots.sandbox.telegram.control.views import bot_view, user_view, world_view
from bots.sandbox.telegram.files import picture_mime
from bots.sandbox.telegram.model import Bot, User, World
from bots.sandbox.telegram.refusals import ControlError, RefusedError, Wire

PREFIX = "/control/telegram"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PEOPLE: dict[str, Callable[[Asked, User], Wire]] = {
    "start": people.start,
    "send": people.send,
    "edit": people.edit,
    "delete": people.delete,
    "press": people.press,
    "react": people.react,
    "block": people.block,
    "unblock": people.unblock,
    "delete_topic": people.delete_topic,
    "typing": people.typing,
    "picture": people.picture,
}
ARRANGING: dict[str, Callable[[Asked], Wire]] = {
    "limits": arranging.limits,
    "updates": arranging.updates,
    "clock": arranging.clock,
}


@dataclass(frozen=True, slots=True)
class Control:
    """Serves one world's control API."""

    world: World

    def mount(self, app: web.Application) -> None:
        router = app.router
        router.add_post(f"{PREFIX}/world", _spoken(self.settle))
        router.add_get(f"{PREFIX}/world", _spoken(self.look))
        router.add_post(f"{PREFIX}/users/{{user}}/{{action}}", _spoken(self.act))
        router.add_get(f"{PREFIX}/users/{{user}}/view", _spoken(self.view))
        router.add_get(f"{PREFIX}/bots/{{bot}}", _spoken(self.bot))
        router.add_post(f"{PREFIX}/bots/{{bot}}/migrate", _spoken(self.migrate))
        router.add_get(f"{PREFIX}/media/{{file}}", _spoken(self.media))
        for name in ARRANGING:
            router.add_post(f"{PREFIX}/{name}", _spoken(self.arrange))

    async def settle(self, request: web.Request) -> web.Response:
        settle(await self._asked(request))
        return _answer(world_view(self.world))

    async def look(self, _request: web.Request) -> web.Response:
        return _answer(world_view(self.world))

    async def act(self, request: web.Request) -> web.Response:
        action = PEOPLE.get(request.match_info["action"])
        if action is None:
            raise ControlError(f"a user can do {', '.join(PEOPLE)}", 404)
        user = find_user(self.world, request.match_info["user"])
        return _answer(action(await self._asked(request), user))

    async def view(self, request: web.Request) -> web.Response:
        user = find_user(self.world, request.match_info["user"])
        last = request.query.get("last", "")
        if last and not last.isdigit():
            raise ControlError("'last' must be a whole number")
        return _answer(user_view(self.world, user, request.query.get("chat"), int(last) if last else None))

    async def bot(self, request: web.Request) -> web.Response:
        return _answer(bot_view(self._bot(request)))

    async def migrate(self, request: web.Request) -> web.Response:
        return _answer(arranging.migrate(await self._asked(request), self._bot(request)))

    async def arrange(self, request: web.Request) -> web.Response:
        return _answer(ARRANGING[request.path.rpartition("/")[2]](await self._asked(request)))

    async def media(self, request: web.Request) -> web.Response:
        """A file for the page: shown only when it is a picture, otherwise saved, never guessed at."""
        file = self.world.files.get(request.match_info["file"])
        if file is None:
            raise ControlError("there is no such file", 404)
        picture = picture_mime(file.content)
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Content-Disposition": "inline" if picture else "attachment",
        }
        return web.Response(
            body=file.content, content_type=picture or "application/octet-stream", headers=headers
        )

    def _bot(self, request: web.Request) -> Bot:
        return find_bot(self.world, request.match_info["bot"])

    async def _asked(self, request: web.Request) -> Asked:
        try:
            body = orjson.loads(await request.content.read() or b"{}")
        except orjson.JSONDecodeError:
            raise ControlError("the body is not JSON") from None
        if not isinstance(body, dict):
            raise ControlError("the body must be a JSON object")
        return Asked(self.world, body)


def _answer(body: Wire, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")


def _spoken(handler: Handler) -> Handler:
    """The handler, with misuse told in a sentence."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except ControlError as error:
            return _answer({"error": str(error)}, error.status)
        except RefusedError as error:
            return _answer({"error": error.description}, error.code)

    return answer
