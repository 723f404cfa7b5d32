"""All that a desk tells at one moment: how each component works, what is the matter, what was."""

from dataclasses import dataclass
from datetime import datetime

from core.status.components import IMPACTS, ComponentId, Impact, Level, impact_of, worst
from core.status.incidents import Incident
from core.status.maintenance import Maintenance, Matter
from core.status.rules import StatusRules


@dataclass(frozen=True, slots=True)
class Overview:
    """`incidents` are those of late, over or not, the latest first; `at` is when it was looked at."""

    at: datetime
    rules: StatusRules
    incidents: tuple[Incident, ...] = ()
    planned: tuple[Maintenance, ...] = ()
    """Maintenance of late and to come, over or not, the latest first."""
    away: ComponentId | None = None
    """What cannot be reached at this moment, so that nothing could be told of it."""

    @property
    def coming(self) -> tuple[Maintenance, ...]:
        """What is not over, the next first."""
        return tuple(reversed([each for each in self.planned if not each.over]))

    @property
    def open(self) -> tuple[Incident, ...]:
        return tuple(each for each in self.incidents if not each.over)

    @property
    def latest(self) -> tuple[Matter, ...]:
        """All of it, what was told of last first."""
        every: tuple[Matter, ...] = (*self.incidents, *self.planned)
        return tuple(sorted(every, key=lambda each: each.last.at, reverse=True))

    @property
    def changed_at(self) -> datetime | None:
        """When something was last told."""
        every: tuple[Matter, ...] = (*self.incidents, *self.planned)
        return max((each.last.at for each in every), default=None)

    def level(self, component: ComponentId) -> Level:
        """The least of what each incident says of it."""
        if component == self.away:
            return "major"
        every: tuple[Matter, ...] = (*self.open, *self.coming)
        return worst(each.level(component) for each in every)

    @property
    def impact(self) -> Impact:
        """How bad it is on the whole: the worst of what is the matter now."""
        if self.away is not None:
            return "critical"
        every = [
            each.impact_set or impact_of(each.last.affected) for each in self.open if each.last.affected
        ] + [each.impact for each in self.open if not each.last.affected]
        return max(every, key=IMPACTS.index, default="none")
