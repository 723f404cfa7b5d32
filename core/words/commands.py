"""Everything that can happen. Each has the id under which it is handled once, however often it arrives."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.words.alerts import Alert
from core.words.cards import Verb
from core.words.documents import Document
from core.words.files import Attachment, File
from core.words.people import Person, Profile
from core.words.refs import Account, Carrier, CaseId, CommandId, Destination, EntryId, MessageRef, Place, Role
from core.words.secrets import SecretKind


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote a message. `private`: the place is the one-to-one chat of this person with the desk.

    An album is one message whose `also` names its further platform messages. `sent_at` is the platform's time;
    `order` sorts the transcript within the place (the platform's message id, padded).
    """

    id: CommandId
    who: Person
    where: Place
    private: bool
    ref: MessageRef
    words: Document
    sent_at: datetime
    files: tuple[Attachment, ...] = ()
    reply_to: MessageRef | None = None
    also: tuple[MessageRef, ...] = ()
    late: bool = False
    to_staff: bool = False
    """Addresses another member of staff (a reply to or a mention of one): never relayed."""
    removed: tuple[SecretKind, ...] = ()
    """Secrets that were in the words, which have a mark in their place."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A message has other words. `removed` as in `Said`."""

    id: CommandId
    who: Person
    ref: MessageRef
    words: Document
    sent_at: datetime
    removed: tuple[SecretKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message is gone. Platforms do not always say who removed it."""

    id: CommandId
    ref: MessageRef


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction was set, or taken back. `emoji` is a Unicode emoji or a custom one's name in colons."""

    id: CommandId
    who: Person
    ref: MessageRef
    emoji: str
    added: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A filled-in form, or a public message taken into private, asks for help.

    `room`: the desk's own place for the conversation is to be opened (a private thread); otherwise it is held in
    the private chat with the person. `wants`: the form that was shown, or either where there are none. `about` is
    the public message, if any.
    """

    id: CommandId
    who: Person
    where: Place
    room: bool
    topic: str | None
    words: Document
    sent_at: datetime
    files: tuple[Attachment, ...] = ()
    wants: Literal["chat", "ticket", "either"] = "chat"
    about: MessageRef | None = None
    private: bool = False
    """As in `Said`."""
    from_draft: bool = False
    """The form showed what was kept of an earlier one; the files kept then come along."""
    other: bool = False
    """They have seen the open incidents, and it is none of them."""
    removed: tuple[SecretKind, ...] = ()
    """As in `Said`."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button or a command. `case` is None where the place tells it; `words` come from a form or an argument.

    `revision` is the button's; 0 for commands, which always mean the present state. `reply_to` is the message that a
    command was written in reply to. `private` as in `Said`.
    """

    id: CommandId
    who: Person
    where: Place
    verb: Verb
    private: bool = False
    case: CaseId | None = None
    revision: int = 0
    argument: str = ""
    words: Document | None = None
    files: tuple[Attachment, ...] = ()
    reply_to: MessageRef | None = None
    ref: MessageRef | None = None
    moderator: bool = False
    """The platform says that this account may administer the place."""
    room: bool = False
    """As in `Asked`, for presses that open a case."""
    filled: tuple[tuple[str, str], ...] = ()
    """The fields of a form by name; of several choices each is an own pair."""
    about: Profile | None = None
    """Whom it is about, where it is about somebody else. `ref` is then their message, and `words` what it said."""
    removed: tuple[SecretKind, ...] = ()
    """As in `Said`."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Somebody passes for staff, by what they call themselves, or is staff and goes by another name than before: seen
    when they came, changed their name, or wrote.

    `said` is what they wrote, if that is how; `where` the place, or the community as a whole.
    """

    id: CommandId
    about: Profile
    where: Place
    said: MessageRef | None = None
    words: Document | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """Somebody says on the desk's page, or `by_mail`, that an account passes for staff, in `words`, and may leave an
    e-mail `address`, which may be anybody's, and a `picture` of what they were shown.
    """

    id: CommandId
    about: Profile
    words: Document
    address: str
    language: str
    picture: File | None = None
    by_mail: bool = False


@dataclass(frozen=True, slots=True)
class Leaked:
    """Somebody has written secrets where anybody may read them. The words themselves are not told."""

    id: CommandId
    who: Person
    ref: MessageRef
    removed: tuple[SecretKind, ...]


@dataclass(frozen=True, slots=True)
class Inquired:
    """Somebody has asked for help where anybody may read it. The words themselves are not told."""

    id: CommandId
    who: Person
    where: Place


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is writing. Never stored; shown on the other side where the platform can."""

    who: Person
    where: Place
    private: bool


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An account can no longer be written to (it blocked the desk, or closed its private messages)."""

    id: CommandId
    who: Person


@dataclass(frozen=True, slots=True)
class PlaceGone:
    """A room was deleted on the platform, or the requester left it."""

    id: CommandId
    place: Place


TimerKind = Literal[
    "first_response", "handover", "silence", "vanished", "rating", "pending", "promise", "useful"
]


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer of a case is due. `revision` is the case's when it was set; an older one changes nothing."""

    id: CommandId
    case: CaseId
    kind: TimerKind
    revision: int


@dataclass(frozen=True, slots=True)
class SeatSilent:
    """An agent has not been seen for the desk's heartbeat."""

    id: CommandId
    agent: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An outbox row ended without delivery, or nobody knows whether it was delivered."""

    id: CommandId
    row: str
    to: Destination
    case: CaseId | None
    entry: EntryId | None
    uncertain: bool
    reason: str
    """What the platform said, as one of `unreachable`, `place_gone`, `forbidden`, `too_large`, `refused`, `spared`,
    `unknown`; `no_room`: the agents' room that it was for could not be opened; `delayed`: it is being tried again.
    """
    asker: Account | None = None
    """Who waits for it, where it goes to somebody else's address."""
    against: Account | None = None
    """Whom it was to be done to."""
    message: str | None = None
    """The message of theirs that was to be deleted; without one they were to be taken out."""
    badge: bool | None = None
    """Whether they were to get the mark of staff, or to lose it; None where it was about something else."""
    role: Role | None = None
    """The same of a role that they asked for."""


@dataclass(frozen=True, slots=True)
class Expelled:
    """What was decided about an account has been done; `back`: it has been taken back. `message`: the desk's rule had
    that message of theirs deleted.
    """

    id: CommandId
    account: Account
    back: bool = False
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the first waiting case to the best free agent. Made by the desk itself wherever capacity frees."""

    id: CommandId


@dataclass(frozen=True, slots=True)
class Settled:
    """`/setup` has made, or found, a place on a platform where agents get their cases."""

    id: CommandId
    on: Carrier


@dataclass(frozen=True, slots=True)
class PrepareNotices:
    """Offer to send what notices the day brings. Made by the desk itself."""

    id: CommandId


@dataclass(frozen=True, slots=True)
class SendNotices:
    """The next few notices of an approved batch are to go out: one command for each step."""

    id: CommandId
    batch: str


@dataclass(frozen=True, slots=True)
class StatusDue:
    """A maintenance begins or ends by itself. Made by the desk itself."""

    id: CommandId
    number: int


@dataclass(frozen=True, slots=True)
class Alerted:
    """A monitor has spoken."""

    id: CommandId
    monitor: str
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class WatchDue:
    """What a monitor says has lasted long enough to be told. Made by the desk itself."""

    id: CommandId
    watch: str


@dataclass(frozen=True, slots=True)
class SpreadNews:
    """The news of an incident are to reach the next few: one command for each step."""

    id: CommandId
    number: int


@dataclass(frozen=True, slots=True)
class QuietOver:
    """Somebody's quiet hours are over, and news were held back. Made by the desk itself."""

    id: CommandId
    account: Account


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody has opened the link into the console that an account was given. `link` and `session` are fingerprints:
    the session is to begin, the link is used up.
    """

    id: CommandId
    account: Account
    link: str
    session: str


@dataclass(frozen=True, slots=True)
class SignedOut:
    """A session of the console is over, by the word of whoever has it."""

    id: CommandId
    account: Account
    session: str


@dataclass(frozen=True, slots=True)
class MailAsked:
    """Somebody wants news of incidents to go to an address, which may be anybody's."""

    id: CommandId
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class MailChosen:
    """The owner of a mailbox wants news of incidents there, or no more."""

    id: CommandId
    address: str
    language: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Reckon:
    """The open promises of these cases are to be reckoned anew: calendars, plans or contracts may have changed."""

    id: CommandId
    cases: tuple[CaseId, ...]


Command = (
    Said
    | Edited
    | Deleted
    | Reacted
    | Asked
    | Pressed
    | Unreachable
    | PlaceGone
    | TimerFired
    | SeatSilent
    | Undelivered
    | Assign
    | Settled
    | PrepareNotices
    | SendNotices
    | StatusDue
    | Alerted
    | WatchDue
    | SpreadNews
    | QuietOver
    | SignedIn
    | SignedOut
    | MailAsked
    | MailChosen
    | Reckon
    | Noticed
    | Reported
    | Expelled
    | Leaked
    | Inquired
)
