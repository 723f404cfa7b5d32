"""Telling a case again in a room that has not heard it."""

from dataclasses import replace

from core.cases.cards import staff_name
from core.cases.case import Case
from core.cases.entries import for_staff
from core.policy import Facts
from core.words.documents import Document, concat, plain
from core.words.effects import Say, Tell, Voice
from core.words.records import Entry
from core.words.refs import EntryId, RoomKey, side_of_entry
from core.words.texts import text

SEPARATELY = 6
"""So many latest entries are told one by one, so that they can be replied to; what is before them goes together,
since rooms may take only twenty messages a minute."""


def standing(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What was said, with edits applied and deletions left out, in the transcript's order."""
    words = {
        entry.about: entry.words for entry in entries if entry.kind == "edited" and entry.words is not None
    }
    gone = {entry.about for entry in entries if entry.kind == "deleted"}
    return tuple(
        entry if entry.id not in words else _with(entry, words[entry.id])
        for entry in entries
        if entry.kind in {"said", "note"} and entry.id not in gone
    )


def told_again(case: Case, entries: tuple[Entry, ...], room: RoomKey, facts: Facts) -> tuple[Say | Tell, ...]:
    """The conversation so far, for a new room: older text together in one message, the latest one by one."""
    language = facts.policy.language
    said = standing(entries)
    older, latest = said[: max(0, len(said) - SEPARATELY)], said[max(0, len(said) - SEPARATELY) :]
    together = [entry for entry in older if not entry.files]
    effects: list[Say | Tell] = []
    if together:
        lines: list[Document] = []
        for entry in together:
            lines += [plain(f"{entry.name}: "), _words(entry), plain("\n")]
        # No entry's own id: an edit of one of them must not overwrite the whole block.
        block = EntryId(f"s:{case.id}:history:{case.rooms}")
        told = Say(
            room,
            block,
            Voice("", staff=False, internal=True),
            concat(*lines),
            language,
            repeatable=True,
        )
        effects += [Tell(room, text("told.history", count=len(together)), language), told]
    effects += [_say(case, entry, room, facts) for entry in older if entry.files]
    effects += [_say(case, entry, room, facts) for entry in latest]
    return tuple(effects)


def _say(case: Case, entry: Entry, room: RoomKey, facts: Facts) -> Say:
    side = side_of_entry(entry.id)
    name = case.name if side == "requester" else entry.name
    if side != "requester" and entry.by is not None and entry.by in facts.roster.by_account:
        name = staff_name(facts, facts.roster.by_account[entry.by].id)
    return Say(
        room,
        entry.id,
        Voice(name, staff=side != "requester", internal=side == "note"),
        _words(entry),
        facts.policy.language,
        entry.files,
        entry.reply_to,
        repeatable=True,
    )


def _words(entry: Entry) -> Document:
    return for_staff(entry.words) if side_of_entry(entry.id) == "requester" else entry.words or Document("")


def _with(entry: Entry, words: Document) -> Entry:
    return replace(entry, words=words)
