"""What is kept beside the states: the transcript's entries, the index entries, the timers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.words.documents import Document
from core.words.files import Attachment
from core.words.refs import Account, CaseId, EntryId, MessageRef, Place
from core.words.texts import Text

EntryKind = Literal["said", "note", "edited", "deleted", "reacted", "event"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's transcript. Never changed: an edit or deletion is an entry about the earlier one.

    `about` names the earlier entry for edited, deleted and reacted. `order` sorts within one instant. Events (who
    took it, why it was closed) carry a text key.
    """

    id: EntryId
    case: CaseId
    kind: EntryKind
    at: datetime
    order: str
    by: Account | None
    name: str
    words: Document | None = None
    files: tuple[Attachment, ...] = ()
    about: EntryId | None = None
    reply_to: EntryId | None = None
    event: Text | None = None
    emoji: str = ""
    refs: tuple[MessageRef, ...] = ()
    """The platform's messages in which it was said; from then on an edit of one of them finds this entry."""


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The order of a transcript: as the platform numbers what was said in one place, else by time.

    A message that came late stands before the later ones that overtook it.
    """
    numbered = sorted((each for each in entries if each.refs and each.order), key=lambda each: each.order)
    times: dict[EntryId, datetime] = {}
    following: dict[Place, datetime] = {}
    for entry in reversed(numbered):
        place = entry.refs[0].place
        times[entry.id] = following[place] = min(entry.at, following.get(place, entry.at))
    return tuple(sorted(entries, key=lambda each: (times.get(each.id, each.at), each.order)))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A member of a sorted set: the queue, an agent's cases, a requester's cases, the timers."""

    index: str
    member: str
    score: float


@dataclass(frozen=True, slots=True)
class Unique:
    """A key that one value may hold at a time: a requester's open case."""

    key: str
    value: str


Index = Ranked | Unique

ASKED = "asked"
"""All cases, by when they were asked."""
ERASURES = "erasures"
"""People who want everything of theirs erased, by when they said so."""
PROMISED = "promised"
"""Cases to which something is still promised, by when they were asked."""
QUEUE = "queue"
"""Waiting chats; the member is the case's number."""
TICKETS = "tickets"
TIMERS = "timers"
"""The member is `case:kind:revision`, the score the due time in seconds since the epoch."""
