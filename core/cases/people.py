"""What is remembered of a requester between cases, and of the desk as a whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.people.proof import Proof, Proven
from core.people.roster import Enrolled, Invited, Joining, Misnamed, Noted
from core.policy import Facts
from core.words.documents import Document
from core.words.files import Attachment
from core.words.records import ERASURES, Index, Ranked
from core.words.refs import Account, AgentId, Carrier, MessageRef


@dataclass(frozen=True, slots=True)
class Draft:
    """A request that was written but not yet handed in. `wants`, `room` and `about` as in `Asked`."""

    words: Document
    files: tuple[Attachment, ...]
    topic: str | None
    at: datetime
    wants: Literal["chat", "ticket", "either"] = "either"
    room: bool = False
    about: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An agent has asked the author of a public message to go on in private; its words become the case's first."""

    about: MessageRef
    by: AgentId
    words: Document
    files: tuple[Attachment, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Requester:
    """`blocked_until`: nothing of theirs is taken before that. `language`: their own saved choice.

    `proof` is the code that they asked for last, `proven` the address that they have proven.

    `draft`: what they asked for and is not a case yet: something is to be said or proven first.
    """

    account: Account
    name: str
    language: str | None = None
    blocked_until: datetime | None = None
    blocked_by: str = ""
    zone: str | None = None
    draft: Draft | None = None
    invitation: Invitation | None = None
    proof: Proof | None = None
    proven: Proven | None = None
    asked: tuple[datetime, ...] = ()
    """When they have lately asked for codes."""
    erase_at: datetime | None = None
    """They want everything of theirs erased, from then on."""
    helped: int = 0
    """How many accounts that they reported were dealt with; `cried`: how many were fine."""
    cried: int = 0


def indexes(requester: Requester) -> frozenset[Index]:
    """The index entries of a person: a pure function of what is kept of them."""
    if requester.erase_at is None:
        return frozenset()
    return frozenset({Ranked(ERASURES, requester.account, requester.erase_at.timestamp())})


def blocked(requester: Requester | None, facts: Facts) -> bool:
    """Whether nothing of theirs is taken at the moment."""
    return (
        requester is not None and requester.blocked_until is not None and requester.blocked_until > facts.now
    )


@dataclass(frozen=True, slots=True)
class Founder:
    """Somebody whom the operator's code made an agent. `name` is what their platform showed then."""

    account: Account
    name: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A member of staff whose account may be somebody else's: who noticed it, and when."""

    agent: AgentId
    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """`paused_since`: live chat is stopped by an agent.

    `founders`, and `homes` (platforms where agents got a place for their cases), were added by `/setup`.
    """

    paused_since: datetime | None = None
    paused_by: str = ""
    founders: tuple[Founder, ...] = ()
    homes: tuple[Carrier, ...] = ()
    frozen: tuple[Frozen, ...] = ()
    """Agents who are nobody for now."""
    invited: tuple[Invited, ...] = ()
    joining: tuple[Joining, ...] = ()
    enrolled: tuple[Enrolled, ...] = ()
    removed: tuple[AgentId, ...] = ()
    """Who has left once: their accounts and rights by the desk's file hold no more, even when they are back."""
    misnamed: tuple[Misnamed, ...] = ()
    audit: tuple[Noted, ...] = ()
    """What was done to the roster, the latest last."""
    sign_ins: tuple[Noted, ...] = ()
    """Who has come into the web console, the latest last."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How long people have lately waited, in seconds. A record of its own: claims write it without looking, and an
    update that is lost to another does no harm.
    """

    wait: float


def next_wait(wait: float | None, waited: float) -> float:
    """The running estimate after a claim: nine tenths of the old one and a tenth of what this requester waited."""
    return waited if wait is None else 0.9 * wait + 0.1 * waited


def expected_wait(wait: float | None, already: float) -> float | None:
    """Seconds still to wait for one who has waited `already`; never below 0, unknown until known."""
    return None if wait is None else max(0.0, wait - already)
