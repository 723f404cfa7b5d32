"""The environment over the file: `SWITCHBOARD__SECTION__KEY`, and secrets from files."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, SecretStr

from config.problems import Keys, Problem, table_at

PREFIX = "SWITCHBOARD__"
IN_FILE = "_file"


@dataclass(frozen=True, slots=True)
class Overlay:
    """The file's table with the environment's values put in, and which variable each of those came from."""

    table: dict[str, object]
    sources: Mapping[Keys, str]
    problems: tuple[Problem, ...]


def overlaid(table: Mapping[str, object], environ: Mapping[str, str], root: type[BaseModel]) -> Overlay:
    """Put in what the environment says. Where a secret and its file are both named, that is a problem."""
    merged: dict[str, object] = copy.deepcopy(dict(table))
    sources: dict[Keys, str] = {}
    problems: list[Problem] = []
    for variable in sorted(environ):
        if not variable.upper().startswith(PREFIX):
            continue
        keys = tuple(variable[len(PREFIX) :].lower().split("__"))
        value: object = environ[variable]
        if _is_secret((*keys[:-1], keys[-1].removesuffix(IN_FILE)), root):
            if keys[-1].endswith(IN_FILE):
                keys = (*keys[:-1], keys[-1].removesuffix(IN_FILE))
                secret = _secret(variable, environ[variable], keys)
                if isinstance(secret, Problem):
                    problems.append(secret)
                    continue
                value = secret
        else:
            value = _value(environ[variable])
        wrong = "it is given twice, by " + sources[keys] if keys in sources else _put(merged, keys, value)
        if wrong:
            problems.append(Problem(variable, ".".join(keys), wrong))
            continue
        sources[keys] = variable
    return Overlay(merged, sources, tuple(problems))


def _value(written: str) -> object:
    """Lists and tables are JSON; everything else stands as it is, for the setting's type to convert."""
    if written.lstrip()[:1] not in ("[", "{"):
        return written
    try:
        value: object = json.loads(written)
    except ValueError:
        return written
    return value


def _is_secret(keys: Keys, root: type[BaseModel]) -> bool:
    model = table_at(keys[:-1], root)
    field = None if model is None else model.model_fields.get(str(keys[-1]))
    return field is not None and SecretStr in (field.annotation, *get_args(field.annotation))


def _secret(variable: str, file: str, keys: tuple[str, ...]) -> str | Problem:
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except OSError as wrong:
        return Problem(variable, ".".join(keys), f"{file} cannot be read: {wrong.strerror}")
    except UnicodeDecodeError:
        return Problem(variable, ".".join(keys), f"{file} is not text in UTF-8")
    return secret or Problem(variable, ".".join(keys), f"{file} is empty")


def _put(table: dict[str, object], keys: tuple[str, ...], value: object) -> str:
    """Put it in, and say what stands in the way where that cannot be."""
    for key in keys[:-1]:
        inner = table.setdefault(key, {})
        if not isinstance(inner, dict):
            return f'"{key}" is not a table; give the whole of it as JSON'
        table = inner
    table[keys[-1]] = value
    return ""
