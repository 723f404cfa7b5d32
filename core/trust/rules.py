"""What a desk decides about how its roster is seen by others."""

from dataclasses import dataclass

from core.trust.nameformat import NameFormat


@dataclass(frozen=True, slots=True)
class RosterRules:
    """`directory`: the roster has a page on the web; `lists_accounts`: with the ids of staff's accounts; `format`:
    of their names.
    """

    directory: bool = True
    lists_accounts: bool = False
    format: NameFormat | None = None
