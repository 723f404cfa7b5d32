"""Short ways to make what the store is given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypedDict, Unpack

from adapters.redis.store import RedisStore
from core.cases.case import Case, Waiting
from core.cases.decision import Record
from core.ports import Commit, Committed, RecordKey, Row, Store, Version
from core.words.cards import Card
from core.words.deliveries import Attempt, Delivered, Delivery
from core.words.documents import Document
from core.words.effects import Effect, Say, Show, Voice
from core.words.records import Entry, Index
from core.words.refs import (
    Account,
    CardKey,
    Carrier,
    CaseId,
    CommandId,
    Destination,
    Direct,
    EntryId,
    MessageRef,
    Place,
    direct,
    room_key,
)
from core.words.texts import text

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE, THERE = Carrier("here"), Carrier("there")
BOTH = (HERE, THERE)
ANA = Account("here:100")
TOWN = Place("here:200")
ROOM = room_key(CaseId(1), "agent", 1, THERE)


def case(number: int = 1, requester: Account = ANA, name: str = "Ana") -> Case:
    return Case(CaseId(number), requester, name, "en", direct(requester), None, 0, NOW, Waiting(NOW, NOW))


class Parts(TypedDict, total=False):
    """What a commit may hold beside its id and time."""

    expect: Mapping[RecordKey, Version]
    put: Mapping[RecordKey, Record]
    add: Sequence[Index]
    drop: Sequence[Index]
    entries: Sequence[Entry]
    rows: Sequence[Row]
    start: frozenset[Destination]
    met: Sequence[tuple[Direct, Place]]
    unhurried: bool


def commit(command: str, **parts: Unpack[Parts]) -> Commit:
    return replace(Commit(CommandId(command), NOW, {}, {}), **parts)


def say(to: Destination, entry: str, words: str = "hello", reply_to: str | None = None) -> Say:
    answered = None if reply_to is None else EntryId(reply_to)
    return Say(to, EntryId(entry), Voice("Ana", staff=False), Document(words), "en", reply_to=answered)


def show(to: Destination, key: str, title: str = "card.case") -> Show:
    return Show(to, Card(CardKey(key), text(title)), "en")


def entry(name: str, *refs: MessageRef, number: int = 1, at: datetime = NOW, order: str = "1") -> Entry:
    words = Document(f"words of {name}")
    return Entry(EntryId(name), CaseId(number), "said", at, order, ANA, "Ana", words, refs=refs)


def rows(command: str, *effects: Effect) -> tuple[Row, ...]:
    return tuple(Row(f"{command}#{index}", effect) for index, effect in enumerate(effects))


async def send(store: Store, command: str, *effects: Effect) -> Committed:
    done = await store.commit(commit(command, rows=rows(command, *effects)))
    assert isinstance(done, Committed)
    return done


async def drain(store: Store, *deliveries: Delivery, carriers: Sequence[Carrier] = BOTH) -> list[Attempt]:
    """Deliver all that is due, with these outcomes and then with success."""
    outcomes = list(deliveries)
    seen: list[Attempt] = []
    while taken := await store.take(carriers, NOW, 10):
        for first in taken:
            attempt: Attempt | None = first
            while attempt is not None:
                seen.append(attempt)
                outcome = outcomes.pop(0) if outcomes else Delivered()
                attempt = await store.settle(attempt, outcome, NOW, more=True)
    return seen


async def everything(store: RedisStore) -> list[bytes]:
    reply = await store.connection.call("KEYS", "*" + store.prefix.replace("{", "").replace("}:", "") + "*")
    assert isinstance(reply, list)
    return [each for each in reply if isinstance(each, bytes)]


async def value(store: RedisStore, key: bytes) -> bytes:
    kind = await store.connection.call("TYPE", key)
    ask = {
        b"string": ("GET", key),
        b"hash": ("HGETALL", key),
        b"list": ("LRANGE", key, 0, -1),
        b"set": ("SMEMBERS", key),
        b"zset": ("ZRANGE", key, 0, -1),
    }
    assert isinstance(kind, bytes)
    reply = await store.connection.call(*ask[kind])
    parts = reply if isinstance(reply, list) else [reply]
    return b"\n".join(each for each in parts if isinstance(each, bytes))


async def dumped(store: RedisStore) -> bytes:
    """All that the server holds of the desk."""
    return b"\n".join([key + b"=" + await value(store, key) for key in await everything(store)])
