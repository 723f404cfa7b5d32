"""How values of the vocabulary look as JSON: worked out once from their annotations.

A dataclass is an object of the fields that differ from their defaults, by name. Where the annotation is a
union, an object names its type under `_`. Tuples and frozen sets are arrays, instants and days ISO
strings, durations microseconds. What JSON keeps apart by itself (text, numbers, nothing) stands plain, so that in a
union only instants, days and durations need an object of their own. Reading ignores unknown fields and fills
absent ones with their defaults, so that programs of neighbouring versions understand each other.
"""

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from typing import Any, Literal, NewType, cast

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

Write = Callable[[Any], Any]
Read = Callable[[Any], Any]

TYPE = "_"
_MICROSECOND = timedelta(microseconds=1)


class UnreadableError(ValueError):
    """Stored bytes that are no value of the type asked for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Writing and reading one type. `plain`: JSON holds the value as it is."""

    write: Write
    read: Read
    plain: bool = False


def _same(value: object) -> object:
    return value


_PLAIN = Shape(_same, _same, plain=True)


def _write_enum(value: Enum) -> object:
    return value.value


def _write_duration(value: timedelta) -> int:
    return value // _MICROSECOND


def _read_duration(value: int) -> timedelta:
    return timedelta(microseconds=value)


_INSTANT = Shape(datetime.isoformat, datetime.fromisoformat)
_DAY = Shape(date.isoformat, date.fromisoformat)
_DURATION = Shape(_write_duration, _read_duration)
_SHARE = Shape(str, Fraction)
_CLOCK = Shape(time.isoformat, time.fromisoformat)
_SCALARS: dict[object, Shape] = {
    datetime: _INSTANT,
    date: _DAY,
    timedelta: _DURATION,
    Fraction: _SHARE,
    time: _CLOCK,
}
_NAMES: dict[type, str] = {datetime: "instant", date: "day", timedelta: "duration", Fraction: "share"}


class Shapes:
    """The shapes of all types met so far; recursive types find themselves here."""

    def __init__(self) -> None:
        self._known: dict[object, Shape] = {}

    def of(self, hint: object) -> Shape:
        """The shape of an annotation.

        Raises:
            TypeError: it is nothing that the vocabulary uses.
        """
        known = self._known.get(hint)
        if known is None:
            self._known[hint] = Shape(self._later(hint, "write"), self._later(hint, "read"))
            known = self._known[hint] = self._made(hint)
        return known

    def _later(self, hint: object, way: Literal["write", "read"]) -> Callable[[Any], Any]:
        """For a type inside itself: looks the finished shape up when a value comes."""
        return lambda value: getattr(self._known[hint], way)(value)  # noqa: PLW0108 - found late, on purpose

    def _made(self, hint: object) -> Shape:
        origin = typing.get_origin(hint)
        if isinstance(hint, NewType):
            return self.of(hint.__supertype__)
        if hint in (str, int, bool, float, type(None)) or origin is Literal:
            return _PLAIN
        if hint in _SCALARS:
            return _SCALARS[hint]
        if isinstance(hint, type) and issubclass(hint, Enum):
            return Shape(_write_enum, hint)
        if origin is tuple:
            return self._tuple(typing.get_args(hint))
        if origin is frozenset:
            item = self.of(typing.get_args(hint)[0])
            return Shape(
                lambda value: [item.write(each) for each in sorted(value)],
                lambda value: frozenset(item.read(each) for each in value),
            )
        if origin in (types.UnionType, typing.Union):
            return self._union(typing.get_args(hint))
        if isinstance(hint, type) and is_dataclass(hint):
            return self._dataclass(hint)
        raise TypeError(f"{hint} has no stored form")

    def _tuple(self, items: tuple[object, ...]) -> Shape:
        if len(items) == 2 and items[1] is Ellipsis:
            item = self.of(items[0])
            if item.plain:
                return Shape(list, tuple)
            write, read = item.write, item.read
            return Shape(
                lambda value: [write(each) for each in value],
                lambda value: tuple([read(each) for each in value]),
            )
        shapes = [self.of(item) for item in items]
        return Shape(
            lambda value: [shape.write(each) for shape, each in zip(shapes, value, strict=True)],
            lambda value: tuple([shape.read(each) for shape, each in zip(shapes, value, strict=True)]),
        )

    def _union(self, members: tuple[object, ...]) -> Shape:
        types_ = [_runtime(member) for member in members]
        if all(self.of(member).plain for member in members):
            return _PLAIN
        rest = [
            (member, kind) for member, kind in zip(members, types_, strict=True) if kind is not type(None)
        ]
        if len(rest) == 1:
            only = self.of(rest[0][0])
            write_one, read_one = only.write, only.read
            return Shape(
                lambda value: None if value is None else write_one(value),
                lambda value: None if value is None else read_one(value),
            )
        writers: dict[type, Write] = {}
        readers: dict[str, Read] = {}
        for member, kind in rest:
            shape = self.of(member)
            if not shape.plain:
                name = _NAMES.get(kind, kind.__name__)
                writers[kind] = _tagged(name, shape, wrapped=not is_dataclass(kind))
                readers[name] = _untagged(shape, wrapped=not is_dataclass(kind))

        def write(value: object) -> object:
            writer = writers.get(type(value))
            return value if writer is None else writer(value)

        def read(value: object) -> object:
            if not isinstance(value, dict):
                return value
            reader = readers.get(value.get(TYPE, ""))
            if reader is None:
                raise UnreadableError(
                    f"unknown type {value.get(TYPE)!r}; a newer program may have written it"
                )
            return reader(value)

        return Shape(write, read)

    def _dataclass(self, made: type) -> Shape:
        hints = typing.get_type_hints(made)
        parts = [(field, self.of(hints[field.name])) for field in fields(made)]
        if any(field.default_factory is not MISSING for field, _ in parts):
            raise TypeError(f"{made.__name__} has a default that is made anew each time")
        # A field without a default differs from MISSING, and so is always written.
        written = [
            (field.name, field.default, None if shape.plain else shape.write) for field, shape in parts
        ]
        taken = attrgetter(*[name for name, _, _ in written]) if len(written) > 1 else None
        readers = {field.name: None if shape.plain else shape.read for field, shape in parts}

        def write(value: object) -> dict[str, object]:
            out: dict[str, object] = {}
            items = [getattr(value, name) for name, _, _ in written] if taken is None else taken(value)
            for (name, default, writer), item in zip(written, items, strict=True):
                # Nothing equals MISSING, and a nested dataclass takes long to say so.
                if default is MISSING or (item is not default and item != default):
                    out[name] = item if writer is None else writer(item)
            return out

        def read(stored: dict[str, object]) -> object:
            values: dict[str, object] = {}
            for name, item in stored.items():
                if name in readers:
                    reader = readers[name]
                    values[name] = item if reader is None else reader(item)
            return made(**values)

        return Shape(write, read)


def _runtime(member: object) -> type:
    """The class whose instances a union's member describes."""
    while isinstance(member, NewType):
        member = member.__supertype__
    return cast("type", typing.get_origin(member) or member)


def _tagged(name: str, shape: Shape, *, wrapped: bool) -> Write:
    inner = shape.write
    if wrapped:
        return lambda value: {TYPE: name, "value": inner(value)}
    return lambda value: {TYPE: name, **inner(value)}


def _untagged(shape: Shape, *, wrapped: bool) -> Read:
    inner = shape.read
    if wrapped:
        return lambda value: inner(value["value"])
    return inner
