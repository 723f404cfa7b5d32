"""Where a bot wants its updates carried, if anywhere."""

from dataclasses import dataclass


@dataclass(slots=True)
class Hook:
    """A webhook as the bot set it; without an address the bot polls."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error: str = ""
    last_error_date: int = 0
    generation: int = 0
    """Rises with each change, so that a delivery under way knows it is of the past."""
