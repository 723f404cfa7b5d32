"""What the status pages say, in their reader's language and ready to be put into the templates."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.status.components import Component, Level, worst
from core.status.incidents import OVER, Incident, Update
from core.status.maintenance import Maintenance, Matter
from core.status.overview import Overview
from core.status.uptime import DAYS, Day, days, uptime
from core.words.neutralising import neutralise
from core.words.texts import Text, text

Say = Callable[[Text], str]
HISTORY = 20
SHOWN_DAYS = 10


@dataclass(frozen=True, slots=True)
class Told:
    """One update."""

    stage: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One incident or maintenance. `link` leads to its own page."""

    number: int
    title: str
    state: str
    link: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One component: how well it works, in words and as a level, and its last days: a level each, a summary, and those
    that were not good.
    """

    id: str
    name: str
    level: Level
    state: str
    bars: tuple[Level, ...]
    share: str
    bad_days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Components under one heading; without a name, those that are in no group."""

    name: str
    state: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The page. `stale` says how old it is, where that must be said. `words` are its fixed texts by name."""

    language: str
    words: dict[str, str]
    level: str
    now: str
    stale: str
    open: tuple[Shown, ...]
    known: tuple[Shown, ...]
    planned: tuple[Shown, ...]
    groups: tuple[Group, ...]
    history: tuple[Shown, ...]


def view(overview: Overview, desk: str, zone: str, language: str, say: Say, age: timedelta | None) -> View:
    incidents = [each for each in overview.open if not each.known]
    return View(
        language,
        headings(desk, say),
        overview.impact,
        say(text(f"statuspage.now_{overview.impact}")),
        stale(age, say),
        tuple(shown(each, say, overview.at) for each in incidents),
        tuple(shown(each, say, overview.at) for each in overview.open if each.known),
        tuple(shown(each, say, overview.at) for each in overview.coming),
        tuple(_groups(overview, zone, language, say)),
        tuple(shown(each, say, overview.at) for each in overview.latest if each.over)[:HISTORY],
    )


def headings(desk: str, say: Say) -> dict[str, str]:
    """The fixed texts of the pages."""
    return {
        "title": say(text("statuspage.title", desk=desk)),
        "open": say(text("statuspage.open")),
        "known": say(text("statuspage.known")),
        "components": say(text("statuspage.components")),
        "planned": say(text("statuspage.planned")),
        "history": say(text("statuspage.history")),
        "nothing": say(text("statuspage.nothing")),
        "follow": say(text("statuspage.follow")),
        "how": say(text("statuspage.how")),
        "elsewhere": say(text("statuspage.elsewhere")),
        "mail": say(text("statuspage.mail")),
        "mail_address": say(text("statuspage.mail_address")),
        "mail_button": say(text("statuspage.mail_button")),
        "feed": say(text("statuspage.feed")),
        "calendar": say(text("statuspage.calendar")),
        "back": say(text("statuspage.back")),
        "bad_days": say(text("statuspage.bad_days")),
    }


def stale(age: timedelta | None, say: Say) -> str:
    """That the newest state cannot be read, where it is so old that this must be said."""
    return "" if age is None else say(text("statuspage.stale", age=age))


def shown(matter: Matter, say: Say, now: datetime) -> Shown:
    state, link = " · ".join(_state(matter, say, now)), f"/status/{matter.number}"
    return Shown(matter.number, neutralise(matter.title), state, link, told(matter, say))


def told(matter: Matter, say: Say) -> tuple[Told, ...]:
    """Every update, the latest first."""
    return tuple(_told(each, say) for each in reversed(matter.updates))


def _state(matter: Matter, say: Say, now: datetime) -> list[str]:
    last = matter.last
    stage = next(each.stage for each in matter.updates if each.stage in OVER) if matter.over else last.stage
    said = [say(text(f"incident.stage_{stage}"))]
    match matter:
        case Incident() if matter.over:
            said.append(say(text("incident.lasted", length=matter.lasted(last.at))))
            said.append(say(text("statuspage.at", at=matter.began)))
        case Incident():
            impact = text(f"incident.impact_{matter.impact}")
            said = [say(text("incident.state", stage=text(f"incident.stage_{stage}"), impact=impact))]
            if last.eta is not None and last.eta > now:
                said.append(say(text("incident.eta", at=last.eta)))
        case Maintenance():
            said.append(say(text("maintenance.times", starts=matter.starts, ends=matter.ends)))
    return said


def _groups(overview: Overview, zone: str, language: str, say: Say) -> Iterable[Group]:
    rules = overview.rules
    alone = [each for each in rules.components if each.group is None]
    for group in rules.groups:
        members = [each for each in rules.components if each.group == group.id]
        if members:
            level = worst(overview.level(each.id) for each in members)
            parts = tuple(_part(each, overview, zone, language, say) for each in members)
            yield Group(rules.group_named(group.id, language), say(text(f"component.{level}")), parts)
    if alone:
        yield Group("", "", tuple(_part(each, overview, zone, language, say) for each in alone))


def _part(component: Component, overview: Overview, zone: str, language: str, say: Say) -> Part:
    matters: tuple[Matter, ...] = (*overview.incidents, *overview.planned)
    last = days(component.id, matters, zone, overview.at)
    level = overview.level(component.id)
    share = text("statuspage.uptime", share=uptime(last), count=DAYS)
    bad = [each for each in reversed(last) if each.level != "operational"][:SHOWN_DAYS]
    return Part(
        component.id,
        overview.rules.named(component.id, language),
        level,
        say(text(f"component.{level}")),
        tuple(each.level for each in last),
        say(share),
        tuple(_bad_day(each, say) for each in bad),
    )


def _bad_day(day: Day, say: Say) -> str:
    level = text(f"component.{day.level}")
    if not day.down:
        return say(text("statuspage.day", day=day.date, level=level))
    return say(text("statuspage.day_down", day=day.date, level=level, length=day.down))


def _told(update: Update, say: Say) -> Told:
    stage, at = text(f"incident.stage_{update.stage}"), text("statuspage.at", at=update.at)
    return Told(say(stage), say(at), neutralise(update.words))
