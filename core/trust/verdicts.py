"""What a name says of its account, and who finds that out."""

from dataclasses import dataclass
from typing import Literal, Protocol

from core.words.people import Profile
from core.words.texts import Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """`staff` is the name of whom it passes for; `key` is the same for all names that look alike.

    `unknown`: it could not be looked at, which clears nobody.
    """

    kind: Literal["imitation", "clear", "unknown"]
    score: float = 0.0
    staff: str = ""
    reasons: tuple[Text, ...] = ()
    key: str = ""


CLEAR = Verdict("clear")


class Screening(Protocol):
    """Looks at names, in memory and at once. Who really is staff is told by the account alone, elsewhere."""

    def look(self, about: Profile) -> Verdict: ...

    def resembles(self, about: Profile) -> bool:
        """Whether its names are at least a little like one of the staff's."""
        ...

    def helps(self, handle: str) -> bool:
        """Whether a user name reads like the desk's support."""
        ...
