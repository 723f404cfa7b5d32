"""A case's transcript as files for its requester: a page to read and data to keep. Notes are never in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from adapters.web.formatting import to_html
from core.cases.case import Case
from core.cases.history import standing
from core.cases.inviting import CONSENTS
from core.policy import Policy
from core.ports import Store
from core.words.documents import Document
from core.words.files import File
from core.words.neutralising import neutralise
from core.words.records import Entry
from core.words.refs import CaseId, side_of_entry
from core.words.texts import Texts, text

_pages = Environment(loader=PackageLoader("adapters.web"), autoescape=select_autoescape(), trim_blocks=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is shown: who, when, the words as safe HTML, the names of the files."""

    name: str
    staff: bool
    at: str
    html: Markup
    files: tuple[str, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class Transcripts:
    """Renders transcripts from the store."""

    store: Store
    texts: Texts
    policy: Policy

    async def __call__(self, case: CaseId, language: str) -> tuple[tuple[str, bytes], ...]:
        """The files: (name, bytes) of the HTML page and of the JSON document."""
        record = (await self.store.load([f"case/{case}"]))[0].record
        entries = public(await self.store.transcript(case))
        if not isinstance(record, Case):
            return ()
        return (
            (f"case-{case}.html", self._page(record, entries, language).encode()),
            (f"case-{case}.json", self._data(record, entries, language)),
        )

    def _page(self, case: Case, entries: Sequence[Entry], language: str) -> str:
        edited = {entry.about for entry in entries if entry.kind == "edited"}
        said = {entry.id: entry for entry in standing(tuple(entries))}
        lines = [
            self._line(said.get(entry.id, entry), language, edited=entry.id in edited)
            for entry in entries
            if entry.id in said or entry.event is not None
        ]
        title = self.texts.say(language, text("transcript.title", case=case.id, desk=self.policy.name))
        return _pages.get_template("transcript.html").render(
            title=title,
            language=language,
            staff=self.texts.say(language, text("transcript.staff")),
            edited=self.texts.say(language, text("transcript.edited")),
            lines=lines,
        )

    def _line(self, entry: Entry, language: str, *, edited: bool) -> Line:
        return Line(
            name=neutralise(self._name(entry)),
            staff=side_of_entry(entry.id) == "agent",
            at=self.texts.say(language, text("transcript.at", at=entry.at)),
            html=Markup(to_html(self._words(entry, language))),  # noqa: S704 - escaped there
            files=tuple(neutralise(file.name) for file in entry.files),
            edited=edited,
        )

    def _data(self, case: Case, entries: Sequence[Entry], language: str) -> bytes:
        return orjson.dumps(
            {
                "case": case.id,
                "desk": self.policy.desk,
                "asked_at": case.asked_at,
                "topic": case.topic,
                "state": case.phase.kind,
                "entries": [
                    {
                        "id": entry.id,
                        "kind": entry.kind,
                        "at": entry.at,
                        "from": side_of_entry(entry.id),
                        "name": self._name(entry),
                        "text": self._words(entry, language).text or None,
                        "about": entry.about,
                        "reply_to": entry.reply_to,
                        "emoji": entry.emoji or None,
                        "files": [
                            {
                                "name": file.name,
                                "type": file.mime if isinstance(file, File) else None,
                                "size": file.size,
                            }
                            for file in entry.files
                        ],
                    }
                    for entry in entries
                ],
            },
            option=orjson.OPT_INDENT_2,
        )

    def _words(self, entry: Entry, language: str) -> Document:
        """What was said, or what happened in the reader's language."""
        if entry.event is not None:
            return self.texts.document(language, entry.event)
        return entry.words or Document("")

    def _name(self, entry: Entry) -> str:
        """Staff go by the name that requesters see."""
        if side_of_entry(entry.id) != "agent":
            return entry.name
        known = next((agent for agent in self.policy.agents if entry.by in agent.accounts), None)
        return known.shown if known else entry.name


def public(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What the requester may have: their own words, what was sent to them, and what they agreed to; no notes, no
    reactions to them, no internal events.
    """
    shown = {entry.id for entry in entries if side_of_entry(entry.id) in {"requester", "agent"}}
    return tuple(
        entry
        for entry in entries
        if (entry.id in shown and entry.kind != "event" and (entry.about is None or entry.about in shown))
        or (entry.event is not None and entry.event.key in CONSENTS)
    )
