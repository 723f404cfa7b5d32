"""What is remembered of a requester between cases, and of the desk as a whole."""

from dataclasses import dataclass
from datetime import datetime

from core.words.refs import Account


@dataclass(frozen=True, slots=True)
class Requester:
    """`blocked_until`: nothing of theirs is taken before that. `language`: their own saved choice."""

    account: Account
    name: str
    language: str | None = None
    blocked_until: datetime | None = None
    blocked_by: str = ""
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """`paused_since`: live chat is stopped by an agent. `wait` is the running estimate in seconds, None until known."""

    paused_since: datetime | None = None
    paused_by: str = ""
    wait: float | None = None


def next_wait(wait: float | None, waited: float) -> float:
    """The running estimate after a claim: nine tenths of the old one and a tenth of what this requester waited."""
    return waited if wait is None else 0.9 * wait + 0.1 * waited


def expected_wait(wait: float | None, already: float) -> float | None:
    """Seconds still to wait for one who has waited `already`; never below 0, unknown until known."""
    return None if wait is None else max(0.0, wait - already)
