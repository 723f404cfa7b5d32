"""What is stored comes back exactly, type by type."""

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any, Literal, NewType

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.redis import codec
from adapters.redis.codec import COMMAND, EFFECT, ENTRY, RECORD, Codec
from adapters.redis.shapes import Json, UnreadableError
from core.cases.decision import Record
from core.words.cards import Card
from core.words.commands import Command
from core.words.documents import Document, Kind, Mark
from core.words.effects import Effect, Say, Show, Voice
from core.words.records import Entry
from core.words.refs import CardKey, EntryId, Place
from core.words.texts import Text, Value, text

TEXTS = st.text(max_size=12) | st.text(
    alphabet=st.characters(min_codepoint=0xD7F0, max_codepoint=0xE010), max_size=4
)
INSTANTS = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3)), timezone(timedelta(hours=5, minutes=45))])
)
SCALARS: dict[object, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
    datetime: INSTANTS,
    date: st.dates(),
    timedelta: st.timedeltas(),
    Text: st.recursive(
        st.builds(Text, TEXTS),
        lambda inner: st.builds(
            Text,
            TEXTS,
            st.lists(
                st.tuples(TEXTS, TEXTS | st.integers() | INSTANTS | st.timedeltas() | inner), max_size=3
            ).map(tuple),
            st.none() | st.integers(),
        ),
        max_leaves=4,
    ),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that an annotation allows, every member of a union as likely as the others."""
    origin = typing.get_origin(hint)
    if hint in SCALARS:
        return SCALARS[hint]
    if isinstance(hint, NewType):
        return values(hint.__supertype__)
    if origin is Literal:
        return st.sampled_from(typing.get_args(hint))
    if origin in (types.UnionType, typing.Union):
        return st.one_of([values(each) for each in typing.get_args(hint)])
    if origin is tuple:
        items = typing.get_args(hint)
        if items[-1] is Ellipsis:
            return st.lists(values(items[0]), max_size=2).map(tuple)
        return st.tuples(*[values(each) for each in items])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    assert isinstance(hint, type), hint
    hints = typing.get_type_hints(hint)
    return st.builds(hint, **{name: later(hints[name]) for name in hints})


def later(hint: object) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: values(hint))


def same(left: object, right: object) -> bool:
    """Equal, and of equal types all the way down."""
    if type(left) is not type(right):
        return False
    if is_dataclass(left):
        return all(same(getattr(left, each.name), getattr(right, each.name)) for each in fields(left))
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, datetime) and isinstance(right, datetime):
        return left == right and left.utcoffset() == right.utcoffset()
    return left == right


MEMBERS = [
    *((RECORD, each) for each in typing.get_args(Record)),
    *((EFFECT, each) for each in typing.get_args(Effect)),
    *((COMMAND, each) for each in typing.get_args(Command)),
    (ENTRY, Entry),
]


@pytest.mark.parametrize(("kept", "member"), MEMBERS, ids=[each.__name__ for _, each in MEMBERS])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_value_comes_back_with_its_types(kept: Codec[Any], member: type, data: st.DataObject) -> None:
    value = data.draw(values(member))
    stored = kept.dump(value)
    back = kept.load(stored)
    assert same(back, value), stored


@settings(deadline=None)
@given(value=values(Value))
def test_every_value_of_a_text_comes_back_with_its_type(value: Value) -> None:
    shown = Show(Place("p"), Card(CardKey("c"), Text("k", (("v", value),))), "en")
    back = EFFECT.load(EFFECT.dump(shown))
    assert isinstance(back, Show)
    assert same(back.card.title.values[0][1], value)


def test_a_text_that_looks_like_a_time_stays_a_text() -> None:
    shown = Show(Place("p"), Card(CardKey("c"), text("k", when="2026-01-01T00:00:00+00:00", n="5")), "en")
    assert EFFECT.load(EFFECT.dump(shown)) == shown


# ---- other versions of the program

SAY = Say(
    Place("here:1"),
    EntryId("r1"),
    Voice("Ana", staff=True),
    Document("Hello there, my order has not arrived yet and I am worried", (Mark(0, 5, Kind.BOLD),)),
    "pt-BR",
    reply_to=EntryId("a1"),
    repeatable=True,
)


@pytest.mark.fault(18)
def test_fields_of_a_newer_program_are_ignored_and_missing_ones_have_their_defaults() -> None:
    stored = orjson.loads(EFFECT.dump(SAY))
    stored["novelty"] = {"_": "Unheard", "x": 1}
    del stored["reply_to"]
    back = EFFECT.load(orjson.dumps(stored))
    assert isinstance(back, Say)
    assert (back.words, back.reply_to) == (SAY.words, None)


def test_an_older_schema_is_read_through_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = orjson.loads(EFFECT.dump(SAY))
    stored["item"] = stored.pop("entry")

    def renamed(old: dict[str, Json]) -> dict[str, Json]:
        return {("entry" if name == "item" else name): value for name, value in old.items()}

    monkeypatch.setattr(codec, "SCHEMA", 3)
    monkeypatch.setattr(codec, "UPGRADES", {1: renamed, 2: dict})
    assert EFFECT.load(orjson.dumps(stored)) == SAY
    monkeypatch.setattr(codec, "UPGRADES", {1: renamed})
    with pytest.raises(UnreadableError, match="no step"):
        EFFECT.load(orjson.dumps(stored))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"v":1}',
        b'{"_":"Say","v":1}',
        b'{"_":"Unheard","v":1}',
        b'{"_":"Say","v":99}',
        b'{"_":"Say"}',
        b'{"_":"Retract","to":1,"entry":2,"tombstone":3,"language":4,"v":"1"}',
    ],
)
def test_what_cannot_be_read_says_so(broken: bytes) -> None:
    with pytest.raises(UnreadableError):
        EFFECT.load(broken)
