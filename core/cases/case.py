"""A case: one requester's matter, as a live chat or as a ticket, with one id and one transcript throughout.

The phase is a closed union; each carries only what belongs to it:

    Waiting ──take──► Active ──close──► Closed
       │  ▲           │ │  ▲               │
       │  └──release──┘ │  └──take──┐      │ not yet, reopened in time
       └───leave, late──┴────────► Ticket ◄┤
                        │           ▲      │
                        └──wait──► Pending ┘

`core.cases.states` has the whole table.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, assert_never

from core.cases.course import BEGUN, Course, Rated
from core.people.standing import GUEST, Authorisation, Standing
from core.promises import clocks as promised
from core.promises.clocks import Clocks
from core.status.spreading import linked_to, waiting_for
from core.words.records import ASKED, PROMISED, QUEUE, TICKETS, TIMERS, Index, Ranked, Unique
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

Again = Literal["replied", "due"]
"""Why a ticket that waited for somebody goes on."""

Called = Literal["escalated", "complaint", "reported"]
"""Why a department gets it."""

ClosedBy = Literal["requester", "agent", "system", "consent", "inactivity", "merged"]


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
    """Answered when an agent takes it; nobody waits in the chat. `since` decides its turn."""

    since: datetime
    reason: TicketReason | Again | Called
    called: datetime | None = None
    """When its department was told of it."""
    kind: Literal["ticket"] = "ticket"


@dataclass(frozen=True, slots=True)
class OnRequester:
    """The next word is the requester's. They are reminded once at `remind_at`, and `close_at` closes the case for
    want of an answer. `solved`: what is asked is whether it is solved.
    """

    close_at: datetime
    remind_at: datetime | None = None
    solved: bool = False


@dataclass(frozen=True, slots=True)
class OnDepartment:
    """Another department of the desk is asked; the case stays with whoever answers for it."""

    department: str


@dataclass(frozen=True, slots=True)
class OnSupplier:
    """Somebody outside, by name, owes the next step until `target`."""

    party: str
    target: datetime


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Nobody can do anything before `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class OnIncident:
    """It is about an incident that is known, and goes on when that is over."""

    number: int
    title: str


Wait = OnRequester | OnDepartment | OnSupplier | Snoozed | OnIncident


@dataclass(frozen=True, slots=True)
class Pending:
    """A ticket that waits for somebody else than the desk's agents. It is in no agent's load; `agent` set it aside,
    or None where the requester said themselves what it waits for.
    """

    on: Wait
    since: datetime
    agent: AgentId | None
    kind: Literal["pending"] = "pending"


@dataclass(frozen=True, slots=True)
class Closed:
    """Over. A rating belongs to this resolution; `solved` is the requester's word. `mode` is what it was last;
    `into` is the case that this one was merged into.
    """

    at: datetime
    by: ClosedBy
    agent: AgentId | None
    solved: bool | None = None
    stars: int | None = None
    comment: str = ""
    mode: Literal["chat", "ticket"] = "chat"
    into: CaseId | None = None
    kind: Literal["closed"] = "closed"


Phase = Waiting | Active | Ticket | Pending | Closed


@dataclass(frozen=True, slots=True)
class Challenge:
    """The requester wants proof of who is with them: the fingerprint of a code that this agent may enter until then."""

    fingerprint: str
    agent: AgentId
    until: datetime
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Complaint:
    """What makes a case a complaint about how another was handled, and keeps it from those it is `against`.

    It is `apart` from the chat that its requester has open, or the accused could hold it up.
    """

    about: CaseId
    against: tuple[AgentId, ...]


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
    department: str | None = None
    """Whose agents it is for; None is everybody's."""
    category: str | None = None
    links: tuple[CaseId, ...] = ()
    complained: bool = False
    """The agent has been told that the requester is not content; the next complaint is a case of its own."""
    complaint: Complaint | None = None
    reported: bool = False
    """It is about somebody else's doings, and looked into whatever its reporter thinks of it later."""
    course: Course = BEGUN
    clocks: Clocks | None = None
    """What is owed by when; None where nothing is promised."""
    asker: Standing = GUEST
    """Who asked, as the desk knew them then or has learnt since."""
    authorisation: Authorisation | None = None
    incident: int | None = None
    """The incident that it is or was about."""
    claim: int | None = None
    """The incident for which a credit is claimed."""
    challenge: Challenge | None = None


def apart(case: Case) -> bool:
    """Whether it is answered beside the chat that its requester has open: a complaint, or what was reported."""
    return case.complaint is not None or case.reported


def moved(case: Case, phase: Phase) -> Case:
    """The case in another phase, with buttons and timers of the old one made stale. Stars given to a resolution stay
    in the figures when it is opened again.
    """
    course = case.course
    if isinstance(case.phase, Closed) and case.phase.stars is not None and not isinstance(phase, Closed):
        course = replace(course, rated=(*course.rated, Rated(case.phase.agent, case.phase.stars)))
    return replace(case, phase=phase, revision=case.revision + 1, course=course)


def queue_score(priority: int, since: datetime) -> float:
    """Lower is earlier: a higher priority goes before all lower ones, then the one that waits longer.

    The bands are 10^10 seconds apart, so a double keeps milliseconds for priorities up to 100.
    """
    return since.timestamp() - priority * 1e10


def open_key(requester: Account) -> str:
    """The unique key under which a requester has at most one open chat."""
    return f"open:{requester}"


def claim_key(incident: int, requester: Account) -> str:
    """The unique key under which a requester claims once for an incident."""
    return f"claim:{incident}:{requester}"


def challenge_key(fingerprint: str) -> str:
    """The unique key under which the case of a live proof's code is found."""
    return f"vouch:{fingerprint}"


def cases_of(requester: Account) -> str:
    """The index of all cases of a requester, the latest last."""
    return f"cases:{requester}"


def tickets_of(case: Case) -> str:
    """The list that a ticket waits in. A complaint's is its department's own, which nobody else reads."""
    return TICKETS if case.complaint is None else complaints_of(case.department)


def complaints_of(department: str | None) -> str:
    return f"{TICKETS}:{department or ''}"


def pending_due(pending: Pending) -> datetime | None:
    """When something is to happen to a case that waits for somebody, if they keep silent."""
    match pending.on:
        case OnRequester(close_at=close_at, remind_at=remind_at):
            return close_at if remind_at is None else remind_at
        case OnSupplier(target=target):
            return target
        case Snoozed(until=until):
            return until
        case OnDepartment() | OnIncident():
            return None
        case _:
            assert_never(pending.on)


def timer(case: Case, kind: str, due: datetime) -> Ranked:
    return Ranked(TIMERS, f"{case.id}:{kind}:{case.revision}", due.timestamp())


def indexes(case: Case) -> frozenset[Index]:
    """The index entries of a case: a pure function of its state, so that no list can disagree with it."""
    member = str(case.id)
    asked = case.asked_at.timestamp()
    entries: set[Index] = {Ranked(cases_of(case.requester), member, asked), Ranked(ASKED, member, asked)}
    due = None if case.clocks is None else promised.due(case.clocks)
    if due is not None:
        entries.add(timer(case, "promise", due))
    if case.clocks is not None and promised.open_count(case.clocks):
        entries.add(Ranked(PROMISED, member, asked))
    if case.claim is not None:
        entries.add(Unique(claim_key(case.claim, case.requester), member))
    if case.incident is not None and not isinstance(case.phase, Closed):
        entries.add(Ranked(linked_to(case.incident), member, asked))
        entries.add(Ranked(waiting_for(case.incident, case.requester), member, asked))
    match case.phase:
        case Waiting(since=since, respond_by=respond_by, paged=paged):
            entries.add(Ranked(QUEUE, member, queue_score(case.priority, since)))
            entries.add(Unique(open_key(case.requester), member))
            if not paged:
                entries.add(timer(case, "first_response", respond_by))
        case Active() as active:
            if not apart(case):
                entries.add(Unique(open_key(case.requester), member))
            if case.challenge is not None:
                entries.add(Unique(challenge_key(case.challenge.fingerprint), member))
            entries.add(Ranked(f"owned:{active.agent}", member, active.since.timestamp()))
            if active.handover is not None:
                entries.add(timer(case, "handover", active.handover.until))
            if active.silent_at is not None:
                entries.add(timer(case, "silence", active.silent_at))
            if case.course.asking is not None:
                entries.add(timer(case, "useful", case.course.asking.at))
        case Ticket(since=since):
            entries.add(Ranked(tickets_of(case), member, queue_score(case.priority, since)))
        case Pending() as pending:
            due = pending_due(pending)
            if due is not None:
                entries.add(timer(case, "pending", due))
        case Closed():
            pass
        case _:
            assert_never(case.phase)
    return frozenset(entries)
