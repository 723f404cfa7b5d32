"""A commit as the arguments of its script, and what the scripts answer as values."""

from collections.abc import Sequence
from typing import cast

from adapters.redis.cache import Cache
from adapters.redis.codec import EFFECT, ENTRY, RECORD
from adapters.redis.connection import Argument, Reply
from core.ports import Commit, Row
from core.words.deliveries import Attempt
from core.words.effects import (
    Amend,
    CloseRoom,
    Draw,
    Effect,
    Exhibit,
    Hand,
    LetIn,
    Mark,
    OpenRoom,
    React,
    ReopenRoom,
    Retract,
    Say,
    SendCode,
    SendMail,
    Show,
    Tell,
)
from core.words.records import Entry, Ranked, Unique
from core.words.refs import Place, RoomKey, carrier_of, case_of, is_room

CASE = "case/"


def arguments(owner: str, commit: Commit) -> list[Argument]:
    """What `commit.lua` takes, in its order."""
    ranked_drops: list[Argument] = []
    unique_drops: list[Argument] = []
    ranked_adds: list[Argument] = []
    unique_adds: list[Argument] = []
    for index in commit.drop:
        match index:
            case Ranked():
                ranked_drops += (index.index, index.member)
            case Unique():
                unique_drops += (index.key, index.value)
    for index in commit.add:
        match index:
            case Ranked():
                ranked_adds += (index.index, index.member, repr(float(index.score)))
            case Unique():
                unique_adds += (index.key, index.value)
    out: list[Argument] = [
        owner,
        commit.command,
        len(commit.expect),
        len(commit.put),
        len(ranked_drops) // 2,
        len(unique_drops) // 2,
        len(ranked_adds) // 3,
        len(unique_adds) // 2,
        len(commit.entries),
        len(commit.rows),
        len(commit.met),
    ]
    for key, version in commit.expect.items():
        out += (key, version)
    for key, record in commit.put.items():
        out += (key, RECORD.dump(record))
    out += ranked_drops
    out += unique_drops
    out += ranked_adds
    out += unique_adds
    for entry in commit.entries:
        _entry(out, entry)
    if commit.rows:
        case = _only_case(commit)
        for row in commit.rows:
            _row(out, row, case, started=row.effect.to in commit.start)
    for direct, place in commit.met:
        out += (direct, place)
    return out


def _entry(out: list[Argument], entry: Entry) -> None:
    by_place: dict[Place, list[str]] = {}
    for ref in entry.refs:
        by_place.setdefault(ref.place, []).append(ref.id)
    out += (entry.id, entry.case, ENTRY.dump(entry), len(by_place))
    for place, ids in by_place.items():
        out += (place, joined(ids))


def _row(out: list[Argument], row: Row, case: str, *, started: bool) -> None:
    effect = row.effect
    key, record, reply = "", "", ""
    match effect:
        case Say():
            key, record, reply = effect.entry, "e", effect.reply_to or ""
        case Amend():
            key, record = effect.entry, "e"
        case Retract() | React() | Mark():
            key, record = effect.entry, "k"
        case Show():
            key, record = effect.card.key, "c"
        case (
            Tell()
            | OpenRoom()
            | LetIn()
            | CloseRoom()
            | ReopenRoom()
            | Hand()
            | Draw()
            | Exhibit()
            | SendCode()
            | SendMail()
        ):
            pass
    to = effect.to
    out += (
        row.id,
        to,
        carrier_of(to),
        EFFECT.dump(effect),
        key,
        record,
        reply,
        row.supersedes or "",
        _case(effect) or ("" if record in ("e", "k") else case),
        1 if started else 0,
    )


def _case(effect: Effect) -> str:
    """The case that an effect says it belongs to; for those about an entry the store knows the entry's."""
    if is_room(effect.to):
        return str(case_of(RoomKey(effect.to)))
    match effect:
        case Hand():
            return str(effect.case)
        case Show() if effect.card.actions and effect.card.actions[0].case is not None:
            return str(effect.card.actions[0].case)
        case _:
            return ""


def _only_case(commit: Commit) -> str:
    keys = {key for key in (*commit.expect, *commit.put) if key.startswith(CASE)}
    return keys.pop().removeprefix(CASE) if len(keys) == 1 else ""


def joined(refs: Sequence[str]) -> str:
    return "\n".join(refs)


def split(refs: bytes | None) -> tuple[str, ...]:
    return tuple(refs.decode().split("\n")) if refs else ()


def attempt(reply: Reply, known_effects: Cache[str, Effect]) -> Attempt:
    """One attempt as the scripts answer it; effects that this process committed need not be read anew."""
    row, effect, place, known, to, done, tries, repeated = cast("list[bytes | None]", reply)
    answered = split(to)
    name = (row or b"").decode()
    return Attempt(
        row=name,
        effect=known_effects[name] if name in known_effects else EFFECT.load(effect or b""),
        place=None if place is None else Place(place.decode()),
        known=split(known),
        reply=answered[0] if answered else None,
        done=split(done),
        tries=int(tries or 0),
        repeated=repeated is not None,
    )
