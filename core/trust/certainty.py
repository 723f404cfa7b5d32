"""How sure the desk is that an account is a fake, by everything that its card knows of it.

There are three kinds of signs: how the account looks, what it asks for, and who reported it. Signs of one kind, however
many, are worth `ALONE` at most, and no rule acts on so little: neither on names and pictures alone, nor on words alone,
nor on reports alone. All of these are weights that were chosen, and no shares that were measured.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import prod
from typing import Final

from core.trust.suspects import Report, Suspect
from core.trust.verdicts import PICTURED

ALONE: Final = 0.9
"""What signs of one kind are worth at most."""
REPORT: Final = 0.3
"""What the word of one person is worth whose word weighs."""
STRANGE: Final = 0.1
"""What all are worth together that came by way of the web."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """What each kind of signs is worth by itself."""

    looks: float
    asks: float
    reports: float

    @property
    def sure(self) -> float:
        return _either((self.looks, self.asks, self.reports))


def certainty(suspect: Suspect) -> Certainty:
    """What was there before a moderator has last let the account pass counts no more."""
    passed = max((each.at for each in suspect.deeds if each.what in {"fine", "lifted"}), default=None)
    credible = [REPORT for each in suspect.reports if each.counts and _since(each, passed)]
    strange = [STRANGE] if any(each.web and _since(each, passed) for each in suspect.reports) else []
    picture = PICTURED if suspect.pictured else 0.0
    return Certainty(
        min(ALONE, _either((suspect.looks, picture))),
        min(ALONE, suspect.asks),
        min(ALONE, _either([*credible, *strange])),
    )


def _since(report: Report, passed: datetime | None) -> bool:
    return passed is None or report.at > passed


def _either(chances: Iterable[float]) -> float:
    """That one of them at least is right, as if they had nothing to do with one another."""
    return 1 - prod(1 - each for each in chances)
