"""What is wrong with the settings, said so that it can be put right: where, which key, and what was meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel, ValidationError

from config.values import nearest

Keys = tuple[str | int, ...]
"""The way to a value: names of keys, and positions in lists."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file or variable, under which dotted key, and what to do about it."""

    source: str
    key: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.source}: {self.key}: {self.wrong}" if self.key else f"{self.source}: {self.wrong}"


class SettingsError(Exception):
    """The settings cannot be used. Its text has one line for each problem, and never a secret."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def dotted(keys: Keys) -> str:
    """`("agents", 0, "name")` as `agents[0].name`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")


@dataclass(frozen=True, slots=True)
class _Refusal:
    """One of pydantic's errors: where, its kind, its own words, and the `ValueError` behind it if any."""

    keys: Keys
    kind: str
    message: str
    cause: object


def explained(
    wrong: ValidationError, root: type[BaseModel], file: str, sources: Mapping[Keys, str]
) -> tuple[Problem, ...]:
    """Every error as a problem. `sources` names the variables of those values that are not the file's."""
    refusals = (
        _Refusal(error["loc"], error["type"], error["msg"], error.get("ctx", {}).get("error"))
        for error in wrong.errors(include_url=False, include_input=False)
    )
    return tuple(
        Problem(_source(refusal, sources) or file, dotted(refusal.keys), line)
        for refusal in refusals
        for line in _said(refusal, root).splitlines()
    )


def _source(refusal: _Refusal, sources: Mapping[Keys, str]) -> str | None:
    """The variable that gave the value or what it is in; or, for an unknown table, something in that."""
    keys = refusal.keys
    prefixes = (keys[:length] for length in range(len(keys), 0, -1))
    found = next((sources[prefix] for prefix in prefixes if prefix in sources), None)
    if found is None and refusal.kind == "extra_forbidden":
        return next((name for given, name in sources.items() if given[: len(keys)] == keys), None)
    return found


def _said(refusal: _Refusal, root: type[BaseModel]) -> str:
    match refusal.kind:
        case "extra_forbidden":
            return f"there is no such key{_instead(refusal.keys, root)}"
        case "missing":
            return "it is missing"
        case "value_error":
            return str(refusal.cause)
        case "string_pattern_mismatch":
            return "small letters, digits and hyphens only, at most 32 of them, and no hyphen first"
        case _:
            said = refusal.message.replace("Input should", "it should")
            return said[0].lower() + said[1:]


def _instead(keys: Keys, root: type[BaseModel]) -> str:
    key = str(keys[-1])
    model = table_at(keys[:-1], root)
    known = [] if model is None else sorted(model.model_fields)
    near = nearest(key, known)
    if near is not None:
        return f'; did you mean "{near}"?'
    elsewhere = [name for name in _every_key(root, ()) if name.rpartition(".")[2] == key]
    if elsewhere:
        return f'; did you mean "{elsewhere[0]}"?'
    return f"; there are {', '.join(known)}" if known else ""


def table_at(keys: Keys, root: type[BaseModel]) -> type[BaseModel] | None:
    """The class of the table that stands at `keys`."""
    model: type[BaseModel] | None = root
    for key in keys:
        if model is None:
            return None
        if isinstance(key, str):
            field = model.model_fields.get(key)
            model = None if field is None else _table_in(field.annotation)
    return model


def _table_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _table_in(part)) is not None), None)


def _every_key(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield ".".join((*above, name))
        inner = _table_in(field.annotation)
        if inner is not None:
            yield from _every_key(inner, (*above, name))
