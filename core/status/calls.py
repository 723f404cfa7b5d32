"""Members of a community who have asked to be called where incidents are told: by which role, and to what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.status.components import IMPACTS, ComponentId, Impact
from core.status.maintenance import Matter
from core.words.refs import Account, Destination, Role, carrier


@dataclass(frozen=True, slots=True)
class Call:
    """`role` is called at `place` when something new is told there that is as bad as `least` at least, about one of
    `components`; none is all. `label` says to what, by language.
    """

    place: Destination
    role: Role
    label: Mapping[str, str]
    least: Impact = "major"
    components: tuple[ComponentId, ...] = ()

    def concerns(self, matter: Matter) -> bool:
        if IMPACTS.index(matter.impact) < IMPACTS.index(self.least):
            return False
        concerned = matter.concerned
        return not self.components or not concerned or any(each in self.components for each in concerned)


CALLED = "@"
"""What a role begins with after `/subscribe`, where it is told from what components are called."""


def for_account(calls: Iterable[Call], account: Account) -> tuple[Call, ...]:
    """Those that somebody with this account can ask for."""
    return tuple(each for each in calls if carrier(each.role) == carrier(account))
