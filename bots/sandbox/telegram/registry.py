"""Which methods there are. Each subject's module adds its own by name; names are case-insensitive."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bots.sandbox.telegram.arguments import Arguments
from bots.sandbox.telegram.model import Bot, World


@dataclass(frozen=True, slots=True)
class Call:
    """One request of one bot."""

    world: World
    bot: Bot
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class Described:
    """A result with a remark beside it."""

    result: object
    description: str


Method = Callable[[Call], object]
"""Returns `result` of the answer, raises RefusedError; may be a coroutine function."""
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Serve a function as the Bot API's method `name`."""

    def add(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return add


async def call(asked: Call, function: Method) -> object:
    result = function(asked)
    return await result if isinstance(result, Awaitable) else result
