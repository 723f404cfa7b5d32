"""What somebody is about to make public: kept from the preview until it is published or thrown away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.status.maintenance import Matter
from core.words.refs import AgentId

LIFE = timedelta(days=1)


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
    at: datetime | None = None
    """When it was shown. Drafts of older versions do not tell."""


def lapsed(draft: Draft, now: datetime) -> bool:
    """Whether it is too old to be published as it stands."""
    return draft.at is None or now - draft.at >= LIFE


def draft_key(agent: AgentId) -> str:
    return f"draft/{agent}"
