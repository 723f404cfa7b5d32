"""A case: one requester's matter, as a live chat or as a ticket, with one id and one transcript throughout.

The phase is a closed union; each carries only what belongs to it:

    Waiting ──take──► Active ──close──► Closed
       │  ▲             │  ▲               │
       │  └──release────┤  └──take──┐      │ not yet, reopened in time
       └───leave, late──┴────────► Ticket ◄┘
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, assert_never

from core.people.standing import GUEST, Authorisation, Standing
from core.words.records import QUEUE, TICKETS, TIMERS, Index, Ranked, Unique
from core.words.refs import Account, AgentId, CaseId, Destination, RoomKey

TicketReason = Literal[
    "closed_hours",
    "holiday",
    "paused",
    "busy",
    "nobody",
    "late",
    "left",
    "unreachable",
    "chosen",
    "room_lost",
]
"""Why a matter is a ticket: why live chat could not take it, or how the chat ended before it was served."""

ClosedBy = Literal["requester", "agent", "system"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """In the queue. `since` is when it became routable; `paged`: the first-response target passed and on-call knows."""

    since: datetime
    respond_by: datetime
    paged: bool = False
    kind: Literal["waiting"] = "waiting"


@dataclass(frozen=True, slots=True)
class Handover:
    """A transfer offered to another agent; it falls back at `until`. `shown` is where the offer stands."""

    to: AgentId
    note: str
    until: datetime
    shown: Destination | None = None


@dataclass(frozen=True, slots=True)
class Active:
    """An agent has it. `confirmed` is false after a change of owner until the new one lets words go out.

    `unanswered` is when the requester's first word came that no reply has followed; `asked_still_there`: the agent
    was asked whether they are still there.
    """

    agent: AgentId
    account: Account
    room: RoomKey
    since: datetime
    mode: Literal["chat", "ticket"]
    confirmed: bool = True
    handover: Handover | None = None
    unanswered: datetime | None = None
    asked_still_there: bool = False
    silent_at: datetime | None = None
    kind: Literal["active"] = "active"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Answered when an agent takes it; nobody waits in the chat."""

    since: datetime
    reason: TicketReason
    kind: Literal["ticket"] = "ticket"


@dataclass(frozen=True, slots=True)
class Closed:
    """Over. A rating belongs to this resolution; `solved` is the requester's word."""

    at: datetime
    by: ClosedBy
    agent: AgentId | None
    solved: bool | None = None
    stars: int | None = None
    comment: str = ""
    kind: Literal["closed"] = "closed"


Phase = Waiting | Active | Ticket | Closed


@dataclass(frozen=True, slots=True)
class Case:
    """One matter. `place` is where its requester is spoken to; `rooms` counts the rooms opened for agents so far;
    `room` is the latest of them, which stays readable after its case left it.

    `revision` goes up with every change of phase or owner: buttons and timers carry it, and an older one is stale.
    """

    id: CaseId
    requester: Account
    name: str
    language: str
    place: Destination
    topic: str | None
    priority: int
    asked_at: datetime
    phase: Phase
    revision: int = 1
    rooms: int = 0
    room: RoomKey | None = None
    room_private: bool = False
    """The latest room is an agent's private chat: no other agent can go on in it."""
    served_by: tuple[AgentId, ...] = ()
    unreachable: bool = False
    asker: Standing = GUEST
    """Who asked, as the desk knew them then or has learnt since."""
    authorisation: Authorisation | None = None


def moved(case: Case, phase: Phase) -> Case:
    """The case in another phase, with buttons and timers of the old one made stale."""
    return replace(case, phase=phase, revision=case.revision + 1)


def queue_score(priority: int, since: datetime) -> float:
    """Lower is earlier: a higher priority goes before all lower ones, then the one that waits longer.

    The bands are 10^10 seconds apart, so a double keeps milliseconds for priorities up to 100.
    """
    return since.timestamp() - priority * 1e10


def open_key(requester: Account) -> str:
    """The unique key under which a requester has at most one open chat."""
    return f"open:{requester}"


def cases_of(requester: Account) -> str:
    """The index of all cases of a requester, the latest last."""
    return f"cases:{requester}"


def timer(case: Case, kind: str, due: datetime) -> Ranked:
    return Ranked(TIMERS, f"{case.id}:{kind}:{case.revision}", due.timestamp())


def indexes(case: Case) -> frozenset[Index]:
    """The index entries of a case: a pure function of its state, so that no list can disagree with it."""
    member = str(case.id)
    entries: set[Index] = {Ranked(cases_of(case.requester), member, case.asked_at.timestamp())}
    match case.phase:
        case Waiting(since=since, respond_by=respond_by, paged=paged):
            entries.add(Ranked(QUEUE, member, queue_score(case.priority, since)))
            entries.add(Unique(open_key(case.requester), member))
            if not paged:
                entries.add(timer(case, "first_response", respond_by))
        case Active() as active:
            entries.add(Unique(open_key(case.requester), member))
            entries.add(Ranked(f"owned:{active.agent}", member, active.since.timestamp()))
            if active.handover is not None:
                entries.add(timer(case, "handover", active.handover.until))
            if active.silent_at is not None:
                entries.add(timer(case, "silence", active.silent_at))
        case Ticket(since=since):
            entries.add(Ranked(TICKETS, member, queue_score(case.priority, since)))
        case Closed():
            pass
        case _:
            assert_never(case.phase)
    return frozenset(entries)
