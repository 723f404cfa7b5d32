"""The parts of a service that people know by name, and how well each works."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NewType, get_args

ComponentId = NewType("ComponentId", str)

Level = Literal["operational", "maintenance", "degraded", "partial", "major"]
"""How well a component works, the best first."""
Impact = Literal["none", "minor", "major", "critical"]
"""How bad an incident is for the whole, the least first."""

LEVELS: tuple[Level, ...] = get_args(Level)
IMPACTS: tuple[Impact, ...] = get_args(Impact)
_IMPACT_OF: dict[Level, Impact] = {
    "operational": "none",
    "maintenance": "none",
    "degraded": "minor",
    "partial": "major",
    "major": "critical",
}


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the service, by its labels in each language; `group` is the id of the group it stands in."""

    id: ComponentId
    label: Mapping[str, str]
    group: str | None = None
    topics: tuple[str, ...] = ()
    """Requests about these may be about it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Components that are shown together."""

    id: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Affected:
    """How well a component works while something is the matter with it."""

    component: ComponentId
    level: Level


@dataclass(frozen=True, slots=True)
class Monitor:
    """One system that watches. `opens_after`, `closes_after`: how long an alert has to last, and to be gone.

    `dated`: its clock is this program's, so what it tells late has lasted since it says.
    """

    id: str
    opens_after: timedelta = timedelta(minutes=1)
    closes_after: timedelta = timedelta(minutes=5)
    dated: bool = False


def worst(levels: Iterable[Level]) -> Level:
    """The least of these; operational where there are none."""
    return max(levels, key=LEVELS.index, default="operational")


def impact_of(affected: Iterable[Affected]) -> Impact:
    """How bad it is, from the components that it concerns; minor where none is named."""
    every = [_IMPACT_OF[each.level] for each in affected]
    return max(every, key=IMPACTS.index) if every else "minor"
