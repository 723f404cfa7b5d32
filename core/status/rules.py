"""What a desk tells of, where, and what it guarantees: its rules as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from core.status.calls import Call
from core.status.components import Component, ComponentId, Group, Level, Monitor
from core.status.guarantees import Guarantee
from core.words.refs import Destination, Role
from core.words.texts import in_language


@dataclass(frozen=True, slots=True)
class Template:
    """What an incident of a kind that comes again begins with."""

    id: str
    title: str
    words: str
    components: tuple[ComponentId, ...] = ()
    level: Level = "partial"
    eta: timedelta | None = None


@dataclass(frozen=True, slots=True)
class StatusRules:
    """What a desk tells of, and where. The first of `places` is the primary one, the others mirror it."""

    places: tuple[Destination, ...] = ()
    components: tuple[Component, ...] = ()
    groups: tuple[Group, ...] = ()
    monitors: tuple[Monitor, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    templates: tuple[Template, ...] = ()
    remind_before: tuple[timedelta, ...] = ()
    """So long before maintenance begins those who follow it are reminded."""
    calls: tuple[Call, ...] = ()
    follow: Mapping[str, str] = field(default_factory=dict)
    """Where everybody can read it: addresses by name."""
    own: Mapping[str, ComponentId] = field(default_factory=dict)
    """The components that the program itself is: on each platform, and its store."""

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

    def call(self, role: Role) -> Call | None:
        return next((each for each in self.calls if each.role == role), None)

    def calls_at(self, place: Destination) -> tuple[Call, ...]:
        return tuple(each for each in self.calls if each.place == place)

    def template(self, named: str) -> Template | None:
        wanted = named.strip().casefold()
        return next((each for each in self.templates if each.id == wanted), None)

    def named(self, component: ComponentId, language: str) -> str:
        """What people call a component; its id where the desk has it no more."""
        found = next((each for each in self.components if each.id == component), None)
        return component if found is None else in_language(found.label, language)

    def group_named(self, group: str, language: str) -> str:
        found = next((each for each in self.groups if each.id == group), None)
        return group if found is None else in_language(found.label, language)
