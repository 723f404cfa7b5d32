"""A batch of notices: shown to those who approve, then sent a few at a time.

offered → sending → sent, or offered → skipped. How far a batch is stands in it, and changes in the commit that owes
the notices: whatever is killed, each goes out once.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NewType

from core.people.directory import CustomerId
from core.promises.notices import Notice, Rule
from core.words.records import Index, Ranked
from core.words.refs import AgentId, Destination

BatchId = NewType("BatchId", str)

LARGEST = 500
"""Notices of one batch; what is beyond it makes another."""

DECIDED = "notices"
"""Notices that were sent or skipped, by id; the score is their date."""
SAID = "notices:held"
"""Notices that a card has said to be held."""
OPEN = "notices:open"
"""Batches that are not over; the score is when they were made."""
SENDING = "notices:sending"
"""Batches that are being sent; the score is the number of the next step."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Waits for somebody's word."""


@dataclass(frozen=True, slots=True)
class Sending:
    """`step` counts the commits so far."""

    by: AgentId
    at: datetime
    step: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    by: AgentId
    at: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    by: AgentId
    at: datetime


Phase = Offered | Sending | Sent | Skipped


@dataclass(frozen=True, slots=True)
class Batch:
    """Notices of one rule and one step, so many days ahead. The first `done` of them are decided.

    `held`: not to be contacted. `told` counts messages that went out, `moot` notices that had lost their point by
    then. `lost` are customers one of whose contacts could not be told. `places` are where its card stands.
    """

    id: BatchId
    rule: Rule
    ahead: int
    made_at: datetime
    places: tuple[Destination, ...]
    notices: tuple[Notice, ...]
    held: tuple[Notice, ...] = ()
    phase: Phase = Offered()
    done: int = 0
    told: int = 0
    moot: int = 0
    lost: tuple[CustomerId, ...] = ()

    @property
    def left(self) -> tuple[Notice, ...]:
        return self.notices[self.done :]


def batch_id(rule: Rule, ahead: int, day: date, number: int) -> BatchId:
    """Short enough for a button, and the same for whoever makes it on that day."""
    return BatchId(f"{rule.kind}-{ahead}-{day:%Y%m%d}-{number}")


def with_lost(batch: Batch, customer: CustomerId) -> Batch:
    return batch if customer in batch.lost else replace(batch, lost=(*batch.lost, customer))


def over(batch: Batch, before: datetime) -> bool:
    """Whether nothing needs the batch any more: it has ended, was made before then, and its dates are past."""
    dates = [each.date for each in (*batch.notices, *batch.held)]
    ended = isinstance(batch.phase, Sent | Skipped)
    return ended and batch.made_at < before and all(day < before.date() for day in dates)


def indexes(batch: Batch) -> frozenset[Index]:
    """The index entries of a batch: a pure function of it."""
    decided = batch.notices if isinstance(batch.phase, Skipped) else batch.notices[: batch.done]
    found: set[Index] = {_dated(DECIDED, each) for each in decided}
    found |= {_dated(SAID, each) for each in batch.held}
    match batch.phase:
        case Offered():
            found.add(Ranked(OPEN, batch.id, batch.made_at.timestamp()))
        case Sending(step=step):
            found.add(Ranked(OPEN, batch.id, batch.made_at.timestamp()))
            found.add(Ranked(SENDING, batch.id, float(step)))
        case _:
            pass
    return frozenset(found)


def _dated(index: str, notice: Notice) -> Index:
    return Ranked(index, notice.id, float(notice.date.toordinal()))
