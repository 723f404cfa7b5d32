"""What monitoring says, made calm: an alert lasts before it is told, and is gone for a while before its end is.

    quiet ──fires──► rising ──lasts──► told ──stops──► falling ──stays away──► quiet
                       └─stops─► quiet    ▲──fires again──┘

What flaps within those times changes nothing that people see.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.status.components import ComponentId, Level, Monitor
from core.words.alerts import Alert
from core.words.records import Index, Ranked

WATCHES = "watches:due"
"""What is to be looked at again; the member is the watch's key, the score when."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing that a monitor watches. `since` is when it last began to fire, or stopped. `incident` is what was told
    of it. `opens_after` and `closes_after` are the monitor's. `said_at` is when its last word was of, by its own clock.
    """

    key: str
    title: str
    words: str
    component: ComponentId | None
    level: Level
    firing: bool
    since: datetime
    began: datetime
    opens_after: timedelta
    closes_after: timedelta
    incident: int | None = None
    said_at: datetime | None = None

    @property
    def due(self) -> datetime | None:
        """When what it says has lasted long enough to be told."""
        if self.firing and self.incident is None:
            return self.since + self.opens_after
        if not self.firing and self.incident is not None:
            return self.since + self.closes_after
        return None


def watch_key(key: str) -> str:
    return f"watch/{key}"


def heard(
    before: Watch | None, alert: Alert, component: ComponentId | None, monitor: Monitor, now: datetime
) -> Watch:
    """The watch after one more word of its monitor."""
    at = min(alert.at, now)
    said = Watch(
        f"{monitor.id}:{alert.key}",
        alert.title,
        alert.words,
        component,
        alert.level,
        alert.firing,
        at if monitor.dated else now,
        at,
        monitor.opens_after,
        monitor.closes_after,
        said_at=alert.at,
    )
    if before is None:
        return said
    if said.firing and not before.firing and before.said_at is not None and alert.at < before.said_at:
        return before  # it comes late, by a call that was repeated: since then it has stopped
    if before.firing == alert.firing:
        return replace(said, since=before.since, began=before.began, incident=before.incident)
    began = said.began if alert.firing and before.incident is None else before.began
    return replace(said, began=began, incident=before.incident)


def indexes(watch: Watch) -> frozenset[Index]:
    """The index entries of a watch: a pure function of it."""
    due = watch.due
    return frozenset() if due is None else frozenset({Ranked(WATCHES, watch.key, due.timestamp())})
