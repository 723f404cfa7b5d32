"""The table `[trust]`: how the desk guards its name."""

from pydantic import Field

from config.opening import Section
from config.sections import Where


class Trust(Section):
    """Accounts that pass for staff, and what staff and others may not write."""

    moderators: tuple[Where, ...] = Field(
        default=(),
        description="Where accounts that pass for staff are shown; where the boards stand if empty.",
    )
