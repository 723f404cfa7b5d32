"""What an adapter's updates are handled with."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from adapters.telegram.answers import Answers, Questions
from adapters.telegram.groups import Groups
from adapters.telegram.media import Media
from adapters.telegram.picking import Picking
from adapters.telegram.public import Public
from adapters.telegram.setup import Setup
from adapters.telegram.watch import Watch
from core.ports import Clock, Handler, Store


@dataclass(frozen=True, slots=True)
class Tools:
    handler: Handler
    store: Store
    clock: Clock
    groups: Groups
    media: Media
    answers: Answers
    questions: Questions
    public: Public
    setup: Setup
    watch: Watch
    picking: Picking
    menu: Callable[[int, str], Coroutine[object, object, None]]
    """Publishes the agents' menu in a private chat."""
