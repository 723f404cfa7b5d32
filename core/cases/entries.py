"""Entries of the transcript, made from what was said and done."""

from datetime import datetime
from typing import Literal

from core.cases.case import Case
from core.words.commands import Said
from core.words.documents import Document
from core.words.effects import Tell
from core.words.files import Attachment, Missing, labelled
from core.words.links import defang
from core.words.neutralising import neutralise
from core.words.people import Person
from core.words.records import Entry
from core.words.refs import Account, CaseId, CommandId, Destination, EntryId
from core.words.texts import Text, text

LETTER = {"requester": "r", "agent": "a", "note": "n"}


def entry_id(kind: Literal["requester", "agent", "note"], case: CaseId, command: CommandId) -> EntryId:
    """The id of the entry that a command makes: the same for every repetition of the command."""
    return EntryId(f"{LETTER[kind]}:{case}:{command}")


def said(
    command: Said, case: CaseId, kind: Literal["requester", "agent", "note"], reply: EntryId | None = None
) -> Entry:
    """A message as the transcript keeps it, found again by any of its platform ids."""
    return Entry(
        id=entry_id(kind, case, command.id),
        case=case,
        kind="note" if kind == "note" else "said",
        at=command.sent_at,
        order=command.ref.id.rjust(24, "0"),
        by=command.who.account,
        name=command.who.name,
        words=command.words,
        files=command.files,
        reply_to=reply,
        refs=(command.ref, *command.also),
    )


def written(
    command: CommandId,
    case: Case,
    kind: Literal["requester", "agent", "note"],
    who: Person,
    words: Document,
    at: datetime,
    files: tuple[Attachment, ...] = (),
    reply: EntryId | None = None,
) -> Entry:
    """Words from a form or a command, which stand in no message of their own."""
    return Entry(
        id=entry_id(kind, case.id, command),
        case=case.id,
        kind="note" if kind == "note" else "said",
        at=at,
        order="",
        by=who.account,
        name=who.name,
        words=words,
        files=files,
        reply_to=reply,
    )


def event(
    command: CommandId, case: CaseId, what: Text, at: datetime, by: Account | None = None, name: str = ""
) -> Entry:
    """Something that happened to the case. A command makes at most one for a case and key."""
    return Entry(EntryId(f"s:{case}:{command}:{what.key}"), case, "event", at, "", by, name, event=what)


def for_staff(words: Document | None) -> Document:
    """A requester's words as staff see them: addresses can be read, and nothing can be pressed by mistake."""
    return defang(words or Document(""))


def blank(words: Document, files: tuple[Attachment, ...] = ()) -> bool:
    """Whether there is nothing to be seen in it."""
    return not files and not neutralise(words.text).strip()


def not_kept(files: tuple[Attachment, ...], to: Destination, language: str) -> tuple[Tell, ...]:
    """Tells who sent them of the files that could not be taken, which nobody else will see."""
    return tuple(
        Tell(to, text(file.why, name=labelled(file)), language)
        for file in files
        if isinstance(file, Missing) and file.why != "file.poll"
    )
