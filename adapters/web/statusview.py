"""What the status page says, in its reader's language and ready to be put into the template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core.status.components import Level
from core.status.incidents import Incident, Update
from core.status.overview import Overview
from core.words.documents import neutralise
from core.words.texts import Text, text

Say = Callable[[Text], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One update."""

    stage: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One incident."""

    number: int
    title: str
    state: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One component."""

    name: str
    level: Level
    state: str


@dataclass(frozen=True, slots=True)
class Headings:
    title: str
    open: str
    components: str


@dataclass(frozen=True, slots=True)
class View:
    """The page. `stale` says how old it is, where that must be said."""

    language: str
    headings: Headings
    now: str
    stale: str
    open: tuple[Matter, ...]
    parts: tuple[Part, ...]


def view(overview: Overview, desk: str, language: str, say: Say, age: timedelta | None) -> View:
    rules = overview.rules
    return View(
        language,
        Headings(
            say(text("statuspage.title", desk=desk)),
            say(text("statuspage.open")),
            say(text("statuspage.components")),
        ),
        say(text(f"statuspage.now_{overview.impact}")),
        "" if age is None else say(text("statuspage.stale", age=age)),
        tuple(_matter(each, say) for each in overview.open),
        tuple(
            Part(rules.named(each.id, language), level, say(text(f"component.{level}")))
            for each, level in ((each, overview.level(each.id)) for each in rules.components)
        ),
    )


def _matter(incident: Incident, say: Say) -> Matter:
    last = incident.last
    state = [
        say(text(f"incident.stage_{last.stage}")),
        say(text(f"incident.impact_{incident.impact}")),
    ]
    if last.eta is not None and not incident.over:
        state.append(say(text("incident.eta", at=last.eta)))
    told = tuple(_told(each, say) for each in reversed(incident.updates))
    return Matter(incident.number, neutralise(incident.title), " · ".join(state), told)


def _told(update: Update, say: Say) -> Told:
    stage, at = text(f"incident.stage_{update.stage}"), text("statuspage.at", at=update.at)
    return Told(say(stage), say(at), neutralise(update.words))
