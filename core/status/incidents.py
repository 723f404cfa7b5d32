"""Incidents: what is the matter, as it was found out and told, update by update. And what is known not to work.

    investigating → identified → monitoring → resolved → postmortem

An update may go to any stage but out of the last two: what comes back after it was resolved is another incident.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from core.status.components import IMPACTS, Affected, ComponentId, Impact, Level, impact_of
from core.words.records import Index, Ranked
from core.words.refs import AgentId

Stage = Literal[
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "postmortem",
    "scheduled",
    "in_progress",
    "verifying",
    "completed",
    "cancelled",
]
"""The first five are an incident's, the others a maintenance's."""
Cause = Literal["customer", "third_party", "force_majeure"]
CAUSES: tuple[Cause, ...] = get_args(Cause)
STAGES: tuple[Stage, ...] = get_args(Stage)[:5]
OVER = frozenset[Stage]({"resolved", "postmortem", "completed", "cancelled"})

ALL = "told"
"""Every incident and maintenance; the score is when it began or begins."""
OPEN = "incidents:open"
"""Incidents that are not over."""


@dataclass(frozen=True, slots=True)
class Update:
    """One thing told about an incident or a maintenance, and how everything stood with it.

    `affected` is all that is affected from then on. `part` counts the messages that the incident has had in each
    place: this update is told in the one of that number. `by` is None where monitoring said it.
    """

    at: datetime
    stage: Stage
    words: str
    affected: tuple[Affected, ...] = ()
    eta: datetime | None = None
    by: AgentId | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that is or was the matter. `updates` are never none.

    `impact_set` is a person's word in place of what follows from the components. `known`: it is no outage but something
    that is known not to work and not being worked on at once.
    """

    number: int
    title: str
    began: datetime
    updates: tuple[Update, ...]
    impact_set: Impact | None = None
    known: bool = False
    cause: Cause | None = None
    """Whose it is, where it is not the desk's own."""
    watched: int = 0
    """So many alerts of monitoring have made it and still fire."""

    @property
    def last(self) -> Update:
        return self.updates[-1]

    @property
    def over(self) -> bool:
        return self.last.stage in OVER

    @property
    def ended(self) -> datetime | None:
        """When it was resolved."""
        return next((each.at for each in self.updates if each.stage == "resolved"), None)

    @property
    def impact(self) -> Impact:
        """The worst that it was."""
        if self.impact_set is not None:
            return self.impact_set
        return max((impact_of(each.affected) for each in self.updates if each.stage != "resolved"), key=_rank)

    @property
    def concerned(self) -> tuple[ComponentId, ...]:
        """The components that it ever affected, in the order they were named."""
        return tuple(dict.fromkeys(each.component for update in self.updates for each in update.affected))

    def lasted(self, now: datetime) -> timedelta:
        return (self.ended or now) - self.began

    def level(self, component: ComponentId) -> Level:
        """How well a component works by this incident alone."""
        if self.over:
            return "operational"
        return next((each.level for each in self.last.affected if each.component == component), "operational")


def updated(incident: Incident, update: Update) -> Incident:
    """The incident with one more update, which is told in a message of its own where it makes things a grade worse."""
    worse = update.stage not in OVER and _rank(impact_of(update.affected)) > _rank(incident.impact)
    part = incident.last.part + (1 if worse else 0)
    affected = () if update.stage in OVER else update.affected
    return replace(incident, updates=(*incident.updates, replace(update, part=part, affected=affected)))


def incident_key(number: int) -> str:
    """The key that an incident is stored under."""
    return f"incident/{number}"


def indexes(incident: Incident) -> frozenset[Index]:
    """The index entries of an incident: a pure function of it."""
    member, began = str(incident.number), incident.began.timestamp()
    found: set[Index] = {Ranked(ALL, member, began)}
    if not incident.over:
        found.add(Ranked(OPEN, member, began))
    return frozenset(found)


def _rank(impact: Impact) -> int:
    return IMPACTS.index(impact)
