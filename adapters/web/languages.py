"""Which language a page is read in."""

from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from core.words.texts import Texts

REMEMBERED: Final = 1_000
"""So many ways to ask for a language are remembered."""


@dataclass(slots=True)
class Languages:
    texts: Texts
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, request: web.Request) -> str:
        """The first language that is asked for, as near as there is one."""
        asked = request.headers.get("Accept-Language", "")
        if request.query_string:
            asked = request.query.get("lang") or asked
        known = self._known.get(asked)
        if known is None:
            known = self.texts.choose(None, asked.partition(",")[0].partition(";")[0].strip()[:35] or None)
            if len(self._known) < REMEMBERED:
                self._known[asked] = known
        return known
