"""Everything the program wants done outside. Plain objects: a test compares them, the store keeps them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from core.words.cards import Card
from core.words.documents import Document
from core.words.files import Attachment
from core.words.refs import (
    Account,
    CardKey,
    CaseId,
    Destination,
    Direct,
    EntryId,
    MessageRef,
    Place,
    Role,
    RoomKey,
)
from core.words.texts import Text


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words these are, as the reader sees it: a name, and whether it is official staff."""

    name: str
    staff: bool
    internal: bool = False
    """Shown among staff only (a note)."""


Stamp = Literal["", "late", "possibly_repeated"]


@dataclass(frozen=True, slots=True)
class Say:
    """Relay one entry. Longer than the platform allows, it is split and numbered by the adapter."""

    to: Destination
    entry: EntryId
    voice: Voice
    words: Document
    language: str
    files: tuple[Attachment, ...] = ()
    reply_to: EntryId | None = None
    stamp: Stamp = ""
    repeatable: bool = False
    """A requester's words: after an uncertain sending it goes out once more, stamped; an agent's
    waits for the agent."""


@dataclass(frozen=True, slots=True)
class Amend:
    """The entry was edited by its author. `files` came with it: what is said of those that did not go over stays."""

    to: Destination
    entry: EntryId
    voice: Voice
    words: Document
    language: str
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Retract:
    """The entry was taken back. `tombstone`: leave a trace of it (staff see that something was deleted)."""

    to: Destination
    entry: EntryId
    tombstone: bool
    language: str


@dataclass(frozen=True, slots=True)
class React:
    """Put the emoji on the entry's copy at the destination, or take it off. Where the platform has not got that
    emoji the adapter takes the nearest it has, else leaves it.
    """

    to: Destination
    entry: EntryId
    emoji: str
    added: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark the author's own message with how its delivery ended."""

    to: Destination
    entry: EntryId
    state: Literal["received", "sent", "read", "failed", "uncertain"]


@dataclass(frozen=True, slots=True)
class Show:
    """Post the card, or edit it where it stands under its key already. A newer one replaces an unsent older one."""

    to: Destination
    card: Card
    language: str
    answers: MessageRef | None = None
    """The message there to which it is posted as a reply."""
    replaces: str = ""
    """A newer effect of the same name replaces an unsent older one, though it is another card."""
    calls: tuple[Role, ...] = ()
    """Who are called to it when it is posted, and by nothing else in it; an edit calls nobody."""


@dataclass(frozen=True, slots=True)
class Tell:
    """One line by the desk itself, marked as automatic."""

    to: Destination
    text: Text
    language: str


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """Open the room `to`: a thread, post or topic of its own where the agents (or the requester) are.

    `people` are let in. `private`: the room is the private chat with the first of them. Later effects to `to` wait
    for it.
    """

    to: RoomKey
    case: CaseId
    side: Literal["requester", "agent"]
    title: Text
    people: tuple[Account, ...]
    language: str
    private: bool = False
    head: CardKey | None = None
    """The card that stands first in it: where a room cannot be empty, it is opened with that card's message."""


@dataclass(frozen=True, slots=True)
class LetIn:
    """Let further people into a room."""

    to: RoomKey
    people: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class CloseRoom:
    """Archive and lock the room; it can still be read by those who could."""

    to: RoomKey
    title: Text
    language: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Hand over the transcript of a case as files (HTML and JSON). Notes are never in it."""

    to: Destination
    case: CaseId
    language: str


@dataclass(frozen=True, slots=True)
class Export:
    """Hand over all that is kept of the person whose private chat it is, as JSON. Staff's notes are not in it."""

    to: Direct
    language: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what stands under it, and how high it is."""

    label: str
    height: int


@dataclass(frozen=True, slots=True)
class Draw:
    """A chart as a picture, under a title that also says in words what is to be seen."""

    to: Destination
    title: Text
    bars: tuple[Bar, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ReopenRoom:
    """A closed room can be written in again, under this title."""

    to: RoomKey
    title: Text
    language: str


@dataclass(frozen=True, slots=True)
class SendCode:
    """Mail the code that proves an address. It is made of `seed` only when it is sent, and worth sending till `until`.

    `asker` waits for it, `on` the platform.
    """

    to: Destination
    seed: str
    until: datetime
    asker: Account
    on: str
    language: str


@dataclass(frozen=True, slots=True)
class SendMail:
    """Mail of the desk's own, marked as automatic: a subject, and a paragraph for each of `lines`."""

    to: Destination
    subject: Text
    lines: tuple[Text, ...]
    language: str
    replaces: str = ""
    """As in `Show`."""
    link: Literal["", "subscribe", "unsubscribe"] = ""
    """It has a link by which the mailbox's owner confirms, or ends, news by mail; it is made when this is sent."""
    thread: tuple[str, ...] = ()
    """The names of the mails of its thread up to this one, which has the last: mail programs show them together."""


@dataclass(frozen=True, slots=True)
class Expel:
    """Take an account out of the community that `to` is or belongs to: for good; or, with `until`, only forbid it to
    write before then. `wipe`: what it wrote in so long before goes as well, where the platform finds that by itself.

    `spares`: it is left alone, as `spared`, where it is the desk's own bot, or moderates one of these.
    """

    to: Destination
    account: Account
    until: datetime | None = None
    wipe: timedelta = timedelta()
    spares: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Readmit:
    """Take an `Expel` back: an account that was put out may come again, or one that was `silenced` write. Fine where
    neither is the case any more.
    """

    to: Destination
    account: Account
    silenced: bool


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete somebody else's message. One that is gone already is fine. `spares` as in `Expel`."""

    to: Destination
    message: str
    account: Account
    spares: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Badge:
    """Give an account the mark of staff in the community that `to` is, or take it away; where it is no member nothing
    is to be done. Or a `role` that it asked for, in the community that `to` belongs to.
    """

    to: Destination
    account: Account
    given: bool
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Tell the other desks that share what moderators have decided about an account, in place of what was told of it
    before. `names` are the keys of what it calls itself; it is remembered `until` then.
    """

    to: Direct
    account: Account
    names: tuple[str, ...]
    how: Literal["banned", "fine"]
    at: datetime
    until: datetime


Effect = (
    Say
    | Amend
    | Retract
    | React
    | Mark
    | Show
    | Tell
    | OpenRoom
    | LetIn
    | CloseRoom
    | ReopenRoom
    | Hand
    | Draw
    | Export
    | SendCode
    | SendMail
    | Expel
    | Readmit
    | Remove
    | Badge
    | Share
)


def entry_of(effect: Effect) -> EntryId | None:
    """The entry that an effect carries, if it carries one."""
    match effect:
        case Say() | Amend() | Retract() | React() | Mark():
            return effect.entry
        case _:
            return None
