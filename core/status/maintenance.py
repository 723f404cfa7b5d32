"""Maintenance: work that is told before it begins.

    scheduled → in_progress → verifying → completed, or cancelled

It begins and ends by itself at its times, unless somebody wants to say so themselves. Before it begins, those who
follow its components are reminded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from core.status.components import Affected, ComponentId, Impact, Level
from core.status.incidents import ALL, OVER, Incident, Stage, Update
from core.words.records import Index, Ranked

MaintenanceKind = Literal["scheduled", "corrective", "urgent"]
"""Planned long before, to mend something, or at once."""
KINDS: tuple[MaintenanceKind, ...] = get_args(MaintenanceKind)
STAGES: tuple[Stage, ...] = ("scheduled", "in_progress", "verifying", "completed", "cancelled")
UNDER_WAY = frozenset[Stage]({"in_progress", "verifying"})

PLANNED = "maintenances:open"
"""Those that are not over; the score is when they begin."""
DUE = "maintenances:due"
"""What begins or ends by itself, or is to be reminded of; the member is `number:revision`, the score when."""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Work on some components from `starts` to `ends`. `updates` are never none. `by_itself`: it needs nobody's word
    to begin and to end. `reminders`: when it is to be reminded of, the next first.
    """

    number: int
    title: str
    kind: MaintenanceKind
    starts: datetime
    ends: datetime
    components: tuple[ComponentId, ...]
    updates: tuple[Update, ...]
    by_itself: bool = True
    reminders: tuple[datetime, ...] = ()

    @property
    def last(self) -> Update:
        return self.updates[-1]

    @property
    def over(self) -> bool:
        return self.last.stage in OVER

    @property
    def under_way(self) -> bool:
        return self.last.stage in UNDER_WAY

    @property
    def ways(self) -> tuple[Stage, ...]:
        """The stages that it may be in after the next update."""
        if self.under_way:
            return ("in_progress", "verifying", "completed")
        return () if self.over else ("scheduled", "in_progress", "cancelled")

    @property
    def began(self) -> datetime:
        """When work began, or is to begin."""
        return next((each.at for each in self.updates if each.stage in UNDER_WAY), self.starts)

    @property
    def ended(self) -> datetime | None:
        return next((each.at for each in self.updates if each.stage in OVER), None)

    @property
    def impact(self) -> Impact:
        return "none"

    @property
    def concerned(self) -> tuple[ComponentId, ...]:
        return self.components

    @property
    def due(self) -> datetime | None:
        """When it is next to be looked at."""
        if self.last.stage == "scheduled" and self.reminders:
            return self.reminders[0]
        return self.turns

    @property
    def turns(self) -> datetime | None:
        """When it next begins or ends by itself."""
        if self.over or not self.by_itself:
            return None
        return self.ends if self.under_way else self.starts

    def level(self, component: ComponentId) -> Level:
        return "maintenance" if self.under_way and component in self.components else "operational"


Matter = Incident | Maintenance
"""What is told of. They are numbered in one series."""


def progressed(maintenance: Maintenance, update: Update) -> Maintenance:
    """The maintenance with one more update. That it has begun is told in a new message."""
    begins = update.stage in UNDER_WAY and not maintenance.under_way
    part = maintenance.last.part + (1 if begins else 0)
    affected = (
        tuple(Affected(each, "maintenance") for each in maintenance.components)
        if update.stage in UNDER_WAY
        else ()
    )
    return replace(maintenance, updates=(*maintenance.updates, replace(update, part=part, affected=affected)))


def by_the_clock(maintenance: Maintenance, now: datetime) -> Maintenance | None:
    """What it becomes by itself by now; None where nothing is due."""
    turns = maintenance.turns
    if turns is None or now < turns:
        return None
    stage: Stage = "completed" if maintenance.under_way else "in_progress"
    return progressed(maintenance, Update(now, stage, ""))


def to_remind(starts: datetime, before: Iterable[timedelta], now: datetime) -> tuple[datetime, ...]:
    """When there are still to be reminders, so long before it starts."""
    return tuple(sorted(at for each in before if (at := starts - each) > now))


def reminded(maintenance: Maintenance, now: datetime) -> Maintenance | None:
    """The same once the reminders are on their way that are due by now; None where none is."""
    left = tuple(each for each in maintenance.reminders if each > now)
    if maintenance.last.stage != "scheduled" or left == maintenance.reminders:
        return None
    return replace(maintenance, reminders=left)


def indexes(maintenance: Maintenance) -> frozenset[Index]:
    """The index entries of a maintenance: a pure function of it."""
    member = str(maintenance.number)
    found: set[Index] = {Ranked(ALL, member, maintenance.starts.timestamp())}
    if not maintenance.over:
        found.add(Ranked(PLANNED, member, maintenance.starts.timestamp()))
    if maintenance.due is not None:
        found.add(Ranked(DUE, f"{member}:{len(maintenance.updates)}", maintenance.due.timestamp()))
    return frozenset(found)
