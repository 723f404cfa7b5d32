"""A command as somebody types it, `/case view 12`, fitted to the options that it has."""

import shlex
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

INTEGER, BOOLEAN, NUMBER = 4, 5, 10
"""Types of options, https://discord.com/developers/docs/interactions/application-commands."""


class Option(BaseModel):
    """One thing that a command asks for."""

    model_config = ConfigDict(frozen=True)

    name: str
    type: int
    required: bool = False


class Offered(BaseModel):
    """One command that can be chosen; `name` has all its words."""

    model_config = ConfigDict(frozen=True)

    name: str
    options: tuple[Option, ...] = ()


def fill_in(line: str, offered: Iterable[Offered]) -> tuple[str, dict[str, str | int | float | bool]]:
    """The command meant and its options: `name:value` anywhere, else in the order they are declared.

    The last option takes all words that are left; quotes keep words together.

    Raises:
        LookupError: nobody offers such a command here; names those there are.
    """
    words = shlex.split(line.strip().removeprefix("/"))
    known = sorted(offered, key=lambda each: -len(each.name.split()))
    for command in known:
        path = command.name.split()
        if words[: len(path)] == path:
            return command.name, _options(words[len(path) :], command.options)
    raise LookupError(
        f"no command {line!r} here; there are: {', '.join(each.name for each in known) or 'none'}"
    )


def _options(words: Sequence[str], options: Sequence[Option]) -> dict[str, str | int | float | bool]:
    named = {option.name: option for option in options}
    given: dict[str, str] = {}
    loose: list[str] = []
    for word in words:
        name, colon, value = word.partition(":")
        if colon and name in named:
            given[name] = value
        else:
            loose.append(word)
    left = [option for option in options if option.name not in given]
    for place, option in enumerate(left):
        if not loose:
            break
        last = place == len(left) - 1
        given[option.name] = " ".join(loose) if last else loose.pop(0)
        if last:
            loose = []
    if loose:
        raise LookupError(f"the command takes no more words: {' '.join(loose)!r}")
    return {name: _value(named[name], text) for name, text in given.items()}


def _value(option: Option, text: str) -> str | int | float | bool:
    match option.type:
        case kind if kind == INTEGER:
            return int(text.lstrip("#"))
        case kind if kind == BOOLEAN:
            return text.casefold() in {"true", "yes", "1"}
        case kind if kind == NUMBER:
            return float(text)
        case _:
            return text
