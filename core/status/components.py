"""The parts of a service that people know by name, and how well each works."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NewType, get_args

from core.words.refs import Destination

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
    """One system that watches. `opens_after`, `closes_after`: how long an alert has to last, and to be gone."""

    id: str
    opens_after: timedelta = timedelta(minutes=1)
    closes_after: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StatusRules:
    """What a desk tells of, and where. The first of `places` is the primary one, the others mirror it."""

    places: tuple[Destination, ...] = ()
    components: tuple[Component, ...] = ()
    groups: tuple[Group, ...] = ()
    monitors: tuple[Monitor, ...] = ()

    @property
    def told(self) -> bool:
        """Whether the desk tells of incidents at all."""
        return bool(self.places or self.components)

    def component(self, named: str) -> Component | None:
        """By its id, or its label in any language."""
        wanted = named.strip().casefold()
        return next(
            (
                each
                for each in self.components
                if wanted in {each.id.casefold(), *(label.casefold() for label in each.label.values())}
            ),
            None,
        )

    def named(self, component: ComponentId, language: str) -> str:
        """What people call a component; its id where the desk has it no more."""
        found = next((each for each in self.components if each.id == component), None)
        return component if found is None else in_language(found.label, language)

    def group_named(self, group: str, language: str) -> str:
        found = next((each for each in self.groups if each.id == group), None)
        return group if found is None else in_language(found.label, language)


def in_language(words: Mapping[str, str], language: str) -> str:
    """The words in this language, else the first there are."""
    return words.get(language) or next(iter(words.values()), "")


def worst(levels: Iterable[Level]) -> Level:
    """The least of these; operational where there are none."""
    return max(levels, key=LEVELS.index, default="operational")


def impact_of(affected: Iterable[Affected]) -> Impact:
    """How bad it is, from the components that it concerns; minor where none is named."""
    every = [_IMPACT_OF[each.level] for each in affected]
    return max(every, key=IMPACTS.index) if every else "minor"
