"""What a decision sees, and what it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.cases.case import Case, TicketReason
from core.cases.people import Desk, Estimate, Requester
from core.cases.seats import Seat
from core.people.console import Console, console_key
from core.people.proof import Mailbox
from core.promises.batches import Batch
from core.promises.ledger import Ledger
from core.status.drafts import Draft, draft_key
from core.status.incidents import Incident, incident_key
from core.status.maintenance import Maintenance
from core.status.spreading import Spread, spread_key
from core.status.subscribers import Subscriber, subscriber_key
from core.status.watches import Watch, watch_key
from core.trust.suspects import Suspect
from core.trust.warnings import Warnings, warnings_key
from core.words.cards import NOTHING, Action, Answer
from core.words.effects import Effect
from core.words.records import Entry
from core.words.refs import CaseId, EntryId, RoomKey
from core.words.texts import Text


@dataclass(frozen=True, slots=True)
class Front:
    """How live chat stands at the moment, for those who ask. `until`: when that is expected to change."""

    takes: bool
    reason: TicketReason | None
    until: datetime | None
    waiting: int
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """The records a decision may look at. What a command does not concern is None or empty.

    `seat` is the acting agent's, `owner` the case's agent's, `target` the one a transfer goes to. `history` is the
    transcript so far, where the command needs it. `number` is a reserved case number. `reply` and `entry` are the
    entries that the command's message replies to and is about. `room` is the room in which it happened.
    `position` counts those before the case in the queue. `wait` is the running estimate in
    seconds. `open` is the requester's open chat, where the decision may make one.
    """

    desk: Desk
    case: Case | None = None
    requester: Requester | None = None
    seat: Seat | None = None
    owner: Seat | None = None
    target: Seat | None = None
    front: Front | None = None
    number: CaseId | None = None
    position: int | None = None
    wait: float | None = None
    recent: int = 0
    earlier: int = 0
    history: tuple[Entry, ...] = ()
    reply: EntryId | None = None
    entry: EntryId | None = None
    room: RoomKey | None = None
    open: CaseId | None = None

    @property
    def the_case(self) -> Case:
        """For what is decided with a case only. Raises `ValueError` where none was loaded."""
        if self.case is None:
            raise ValueError("this is decided with its case")
        return self.case

    @property
    def takes(self) -> bool:
        """Whether live chat takes one more."""
        return self.front is not None and self.front.takes


Record = (
    Case
    | Seat
    | Requester
    | Mailbox
    | Ledger
    | Batch
    | Incident
    | Maintenance
    | Spread
    | Subscriber
    | Watch
    | Draft
    | Suspect
    | Warnings
    | Console
    | Desk
    | Estimate
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to change and to be done. Records are stored under their own keys; effects go out in this order.

    `blind` records are put whatever their version: a running estimate may lose an update, a state may not.
    """

    put: tuple[Record, ...] = ()
    effects: tuple[Effect, ...] = ()
    entries: tuple[Entry, ...] = ()
    answer: Answer = NOTHING
    blind: tuple[Estimate, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """It may not be, and why; nothing changes. `offer` is what can be done instead.

    A refused press is answered to the one who pressed; a refused message is answered where it was written.
    """

    reason: Text
    offer: tuple[Action, ...] = ()
    keep: tuple[Record, ...] = ()
    """Kept all the same (a draft), so that what was typed is not lost."""


Outcome = Decision | Refusal

UNCHANGED = Decision()


def record_key(record: Record) -> str:
    """The key a record is stored under."""
    match record:
        case Case():
            return f"case/{record.id}"
        case Seat():
            return f"seat/{record.agent}"
        case Requester():
            return f"requester/{record.account}"
        case Mailbox():
            return f"mailbox/{record.id}"
        case Batch():
            return f"notices/{record.id}"
        case Ledger():
            return f"ledger/{record.customer}"
        case Suspect():
            return f"suspect/{record.account}"
        case Warnings():
            return warnings_key(record.of)
        case Incident() | Maintenance():
            return incident_key(record.number)
        case Spread():
            return spread_key(record.number)
        case Subscriber():
            return subscriber_key(record.account)
        case Watch():
            return watch_key(record.key)
        case Draft():
            return draft_key(record.agent)
        case Console():
            return console_key(record.account)
        case Desk():
            return "desk"
        case Estimate():
            return "estimate"


Side = Literal["requester", "agent"]
