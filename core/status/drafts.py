"""What somebody is about to make public: kept from the preview until it is published or thrown away."""

from dataclasses import dataclass

from core.status.maintenance import Matter
from core.words.refs import AgentId


@dataclass(frozen=True, slots=True)
class Draft:
    """An agent's one draft. `token` is what the preview's buttons carry, so that an older preview's do nothing.

    `proposed` is the whole as it would be; its number is 0 where it is new. None: nothing waits.
    `backdated`: its latest update keeps the time that it has; else it is of when it is published.
    """

    agent: AgentId
    token: str
    proposed: Matter | None = None
    backdated: bool = False


def draft_key(agent: AgentId) -> str:
    return f"draft/{agent}"
