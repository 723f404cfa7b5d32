"""The table of REST routes: ours first, simcord's for the rest.

A handler takes one `Call` and returns what becomes the JSON answer; None becomes 204.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, TypeAlias

import simcord.http.routes
from simcord.http.router import _ROUTES, RequestContext

from bots.sandbox.discord.world import World

Handler: TypeAlias = Callable[["Call"], object]
assert simcord.http.routes  # noqa: S101 - importing it fills simcord's table


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request, in the shape that simcord's handlers read."""

    filename: str
    fp: BytesIO
    description: str | None = None

    @property
    def size(self) -> int:
        return len(self.fp.getbuffer())


@dataclass
class Call(RequestContext):
    """One request. Unknown fields are ignored, as Discord ignores them."""

    world: World = field(kw_only=True)

    def fields(
        self,
        *handled: str,
        ignore: tuple[str, ...] = (),  # noqa: ARG002 - simcord's signature
        reject: Mapping[str, str] | None = None,  # noqa: ARG002
        body: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = self.body() if body is None else body
        return {key: body[key] for key in handled if key in body}

    def list_fields(
        self,
        *handled: str,  # noqa: ARG002 - simcord's signature
        ignore: tuple[str, ...] = (),  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        return [dict(item) for item in self.json or [] if isinstance(item, Mapping)]


@dataclass(frozen=True, slots=True)
class Found:
    template: str
    handler: Handler
    args: dict[str, str]

    @property
    def major(self) -> str:
        """What splits a bucket: channel, guild, or webhook with its token (docs: rate limits)."""
        keys = ("channel_id", "guild_id", "webhook_id", "interaction_id", "token")
        return "/".join(self.args[key] for key in keys if key in self.args)


@dataclass(slots=True)
class Routes:
    """Templates by method and length; the most literal match wins, ours before simcord's."""

    table: dict[tuple[str, int], list[tuple[tuple[str, ...], Handler]]] = field(default_factory=dict)

    def add(self, method: str, template: str, handler: Handler) -> None:
        segments = tuple(template.strip("/").split("/"))
        known = self.table.setdefault((method, len(segments)), [])
        if all(_shape(each) != _shape(segments) for each, _ in known):
            known.append((segments, handler))

    def find(self, method: str, path: str) -> Found | None:
        segments = path.strip("/").split("/")
        best: tuple[int, tuple[str, ...], Handler] | None = None
        for template, handler in self.table.get((method, len(segments)), ()):
            literal = 0
            for wanted, got in zip(template, segments, strict=True):
                if wanted == got:
                    literal += 1
                elif wanted[0] != "{":
                    break
            else:
                if best is None or literal > best[0]:
                    best = (literal, template, handler)
        if best is None:
            return None
        _, template, handler = best
        args = {name[1:-1]: got for name, got in zip(template, segments, strict=True) if name[0] == "{"}
        return Found("/" + "/".join(template), handler, args)

    def add_simcords(self) -> None:
        for method, entries in _ROUTES.items():
            for segments, handler in entries:
                self.add(method, "/".join(segments), handler)

    def __iter__(self) -> Iterator[str]:
        for (method, _), entries in self.table.items():
            for segments, _handler in entries:
                yield f"{method} /{'/'.join(segments)}"


def _shape(segments: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("{}" if segment[0] == "{" else segment for segment in segments)


ROUTES = Routes()


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Enter a handler into the table."""

    def enter(handler: Handler) -> Handler:
        ROUTES.add(method, template, handler)
        return handler

    return enter
