"""Cards: messages with parts and actions, in meanings. An adapter draws them with its platform's own widgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from core.words.refs import CardKey, CaseId
from core.words.texts import Text


class Verb(StrEnum):
    """What a button or a command asks for. The value is the wire form in button payloads; keep them short."""

    HELP = "help"  # open a case: needs the form where the platform has forms
    TICKET = "ticket"  # hand this in as a ticket; argument: a draft's name where one was kept
    DETAILS = "more"  # add details to the case
    LEAVE = "leave"  # the requester withdraws or closes
    PRIVATE = "priv"  # a public question becomes a private case
    CONSENT = "agree"  # the author of a public message agrees to go on in private
    SOLVED = "ok"
    NOT_YET = "nok"
    RATE = "rate"  # argument: "1".."5"
    COMMENT = "say"
    USEFUL = "use"  # argument: yes or no, and of which answer: "yes:1"
    TRANSCRIPT = "log"
    CASES = "cases"
    VIEW = "view"
    REOPEN = "again"
    LANGUAGE = "lang"  # argument: a language tag
    VERIFY = "staff"  # about: the one who may be staff
    PROOF = "prf"  # the requester wants to know who is with them
    VOUCH = "vch"  # argument: the code they got, after "yes:" where the agent has seen whose it is
    STAFF = "rost"  # the roster, as staff see it
    INVITE = "inv"  # words: a member of staff's name
    JOIN = "join"  # argument: the code of an invitation
    ENROL = "enrol"  # argument: an account, as for the next
    REJECT = "rej"
    DISMISS = "fire"  # words: a member of staff who leaves
    AUDIT = "audit"
    FREEZE = "frz"  # argument: an agent, by id or name
    THAW = "thaw"
    REPORTS = "reps"  # words: of how long
    REPORT = "rep"  # about: the one who passes for staff
    BAN = "ban"  # argument: an account, as for the three below
    MUTE = "mute"
    WIPE = "wipe"  # delete what they wrote
    FINE = "fine"  # they may go by this name; what was done to them is lifted
    UPHOLD = "uphld"  # what was done to them stays, whatever they say against it
    APPEAL = "appl"  # words: why what moderators did was wrong
    STATUS = "status"
    ON = "on"
    AWAY = "away"
    OFF = "off"
    NEXT = "next"  # take the first in the queue
    TAKE = "take"
    RELEASE = "free"
    TRANSFER = "pass"  # argument: an agent's id
    WITH = "with"  # argument: an agent's id; words: what they are asked for
    ACCEPT = "acc"
    DECLINE = "dec"
    CONFIRM = "conf"  # the new owner lets words go out
    NOTE = "note"
    REPLY = "r"
    MACRO = "macro"  # argument: its name
    CLOSE = "close"
    ASK_CLOSE = "askc"  # ask the requester whether it is solved
    STILL_HERE = "here"
    UNSEND = "uns"  # argument: an entry's id, where not told by a reply
    RESEND = "again!"  # argument: an outbox row's id: send what was uncertain once more
    PAUSE = "pause"
    RESUME = "resume"
    BLOCK = "block"
    UNBLOCK = "unblk"
    SETUP = "setup"
    ESCALATE = "esc"  # argument: a department's id; words: what it should know
    CHAT = "chat"  # a ticket is talked about live again
    WAIT = "wait"  # argument or words: for whom, and how long
    SNOOZE = "snz"  # words: how long
    CATEGORY = "cat"  # argument: a category's id
    PRIORITY = "prio"
    LINK = "link"
    MERGE = "merge"
    COMPLAIN = "cmpl"
    PROVE = "prove"  # argument: an address or a code
    UNITE = "unite"  # argument: the older of two chats, of which the case named is the newer; as for the next
    KEEP = "keep"
    UNLINK = "unlink"  # argument: an account that is somebody else's
    NOTICES = "ntcs"  # what waits for somebody's word
    PREVIEW = "prev"  # argument: a batch of notices, as for the two below
    SEND = "send"
    SKIP = "skip"
    FIND = "find"  # argument: an address or a case
    PLAN = "plan"
    PRIVACY = "priv8"
    EXPORT = "export"
    ERASE = "erase"  # argument: "yes" where they are sure
    STATS = "stats"  # words: of how long
    INCIDENT = "inc"  # words: what is the matter
    UPDATE = "incu"  # argument: an incident's number; words: what there is to tell
    RESOLVE = "incr"  # as the one before
    KNOWN = "known"  # words: what is known not to work
    MAINTENANCE = "mnt"  # words: what is to be done, and when
    PROGRESS = "mntu"  # argument: a maintenance's number; words: what there is to tell
    AFFECTED = "aff"  # argument: the incident that a case is about
    ME_TOO = "me2"  # argument: the incident that somebody has, too
    OTHER = "other"  # it is none of the open incidents
    CLAIM = "claim"  # argument: for which incident
    SUBSCRIBE = "sub"  # argument: to what, how, or "stop"
    PUBLISH = "publ"  # argument: which draft, as for the one below
    DISCARD = "disc"
    CONSOLE = "web"  # a link into the web console
    TIME = "time"  # words: how long, and what was done; argument: a charge's number, to take it back


Style = Literal["primary", "secondary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Action:
    """One button. `revision` is the case's at the time of drawing: an older one is answered with "expired"."""

    verb: Verb
    label: Text
    case: CaseId | None = None
    revision: int = 0
    argument: str = ""
    style: Style = "secondary"


@dataclass(frozen=True, slots=True)
class Card:
    """Shown under `key` at its destination; showing the same key again edits it in place.

    `automatic` marks what the program says by itself. Rows of `actions` are the renderer's affair.
    """

    key: CardKey
    title: Text
    lines: tuple[Text, ...] = ()
    actions: tuple[Action, ...] = ()
    tone: Literal["calm", "waiting", "good", "warning"] = "calm"
    automatic: bool = True
    pinned: bool = False
    announced: bool = False
    """News for all: where a platform passes a place's messages on to those who follow it, it is passed on."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Text
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for: words, in one line or `long`, or one (or `many`) of `choices`."""

    name: str
    label: Text
    value: str = ""
    long: bool = False
    required: bool = False
    choices: tuple[Choice, ...] = ()
    many: bool = False


DRAFT = "draft"
"""The argument of a form that shows what was kept of an earlier one."""


FormKind = Literal[
    "chat",
    "ticket",
    "note",
    "transfer",
    "comment",
    "details",
    "reply",
    "close",
    "complaint",
    "prove",
    "incident",
    "update",
    "resolve",
    "known",
    "template",
    "maintenance",
    "progress",
    "appeal",
]

FORM_VERBS: Final[Mapping[FormKind, Verb]] = {
    "chat": Verb.HELP,
    "ticket": Verb.TICKET,
    "note": Verb.NOTE,
    "transfer": Verb.TRANSFER,
    "comment": Verb.COMMENT,
    "details": Verb.DETAILS,
    "reply": Verb.REPLY,
    "close": Verb.CLOSE,
    "complaint": Verb.COMPLAIN,
    "prove": Verb.PROVE,
    "incident": Verb.INCIDENT,
    "update": Verb.UPDATE,
    "resolve": Verb.RESOLVE,
    "known": Verb.KNOWN,
    "template": Verb.INCIDENT,
    "maintenance": Verb.MAINTENANCE,
    "progress": Verb.PROGRESS,
    "appeal": Verb.APPEAL,
}
"""The verb under which a filled-in form of that kind comes back."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be filled in, with what is known already. Adapters without forms ask for the words in a message."""

    kind: FormKind
    title: Text
    case: CaseId | None = None
    topics: tuple[str, ...] = ()
    topic: str | None = None
    words: str = ""
    why: Text | None = None
    hint: Text | None = None
    """What helps to know, shown above the words."""
    argument: str = ""
    fields: tuple[Field, ...] = ()
    """What it asks for in place of the words alone, at most five; where there are no forms, `hint` says how to write
    it all in one message.
    """


@dataclass(frozen=True, slots=True)
class Answer:
    """What the acting person sees at once. Never the only carrier of what must not be lost.

    `alert` asks for an answer that must be noticed (a refusal). `private` may be read by nobody else: where a platform
    cannot answer so in the place, it is sent to them. An empty answer shows nothing.
    """

    text: Text | None = None
    card: Card | None = None
    form: Form | None = None
    alert: bool = False
    private: bool = False
    language: str = ""
    """The desk fills in the acting person's where a decision leaves it open."""


NOTHING = Answer()
