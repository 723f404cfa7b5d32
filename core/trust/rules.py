"""What a desk decides about how its roster is seen by others, and about those who pass for it."""

from dataclasses import dataclass
from typing import Literal

from core.trust.nameformat import NameFormat
from core.words.refs import Place

Act = Literal["silence", "delete", "ban"]


@dataclass(frozen=True, slots=True)
class RosterRules:
    """`directory`: the roster has a page on the web; `lists_accounts`: with the ids of staff's accounts; `format`:
    of their names; `marked`: communities in which they bear a mark.
    """

    directory: bool = True
    lists_accounts: bool = False
    format: NameFormat | None = None
    marked: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Acts:
    """What is done to an account without anybody's press, from which certainty on."""

    at: float
    does: Act
