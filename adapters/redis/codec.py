"""Records, entries, effects and commands as bytes, and back, exactly.

The bytes are JSON: an object with its type under `_` and the schema's version under `v`, shaped as `shapes`
says. A change of the vocabulary that only adds fields with defaults, or types, keeps the version. Any other
raises `SCHEMA` and adds a step to `UPGRADES`, which turns what the version before wrote into what this one
reads. Text that UTF-8 cannot hold, and integers over 64 bits, are written by the slower json module and
marked by a leading space.
"""

import json
from collections.abc import Callable
from typing import Generic, TypeVar, cast

import orjson

from adapters.redis.shapes import TYPE, Json, Shapes, UnreadableError
from core.cases.decision import Record
from core.words.commands import Command
from core.words.effects import Effect
from core.words.records import Entry

SCHEMA = 1
"""The version written."""

Step = Callable[[dict[str, Json]], dict[str, Json]]

UPGRADES: dict[int, Step] = {}
"""By version: the step that turns a whole stored object of that version into one of the next."""

_VERSION = "v"


T = TypeVar("T")

_SHAPES = Shapes()


class Codec(Generic[T]):
    """Writes and reads one type or closed union of the vocabulary."""

    def __init__(self, hint: object) -> None:
        self._shape = _SHAPES.of(hint)

    def dump(self, value: T) -> bytes:
        out = self._shape.write(value)
        out[_VERSION] = SCHEMA
        return _dumps(out)

    def load(self, data: bytes) -> T:
        """The value.

        Raises:
            UnreadableError: these are no such bytes, or a newer program's with another schema.
        """
        stored = _loads(data)
        version = stored.pop(_VERSION, None)
        if version != SCHEMA:
            stored = _upgraded(stored, version)
        try:
            return cast("T", self._shape.read(stored))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnreadableError(f"not what this type is made of: {stored.get(TYPE, '')}") from error


RECORD: Codec[Record] = Codec(Record)
ENTRY: Codec[Entry] = Codec(Entry)
EFFECT: Codec[Effect] = Codec(Effect)
COMMAND: Codec[Command] = Codec(Command)


def _upgraded(stored: dict[str, Json], version: Json) -> dict[str, Json]:
    if not isinstance(version, int) or version > SCHEMA:
        raise UnreadableError(
            f"schema {version!r}, and this program reads up to {SCHEMA}: a newer one wrote it"
        )
    while version < SCHEMA:
        step = UPGRADES.get(version)
        if step is None:
            raise UnreadableError(f"no step leads from schema {version} to the next")
        stored = step(stored)
        version += 1
    return stored


def _dumps(value: object) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:
        words = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
        return b" " + words.encode("utf-8", "surrogatepass")


def _loads(data: bytes) -> dict[str, Json]:
    try:
        slow = data[:1] == b" "
        value = json.loads(data.decode("utf-8", "surrogatepass")) if slow else orjson.loads(data)
    except ValueError as error:
        raise UnreadableError("not JSON") from error
    if not isinstance(value, dict):
        raise UnreadableError("no object")
    return value
