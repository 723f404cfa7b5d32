"""How the sending of an effect ended. Never a boolean."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from core.words.effects import Effect, Show
from core.words.refs import Place

Reason = Literal["unreachable", "place_gone", "forbidden", "too_large", "refused", "spared"]
"""`spared`: it was to be done to somebody whom it spares."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform has it. `refs`: its ids, one for each part; `place`: the room, where one was opened.

    `lost` names what the platform could not take of it (a reaction it has not got, a file over its limit).
    """

    refs: tuple[str, ...] = ()
    place: Place | None = None
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Nothing more was done than `refs` name (the parts already there); try the rest again after `delay`.

    `repeated`: what was tried may be there after all, so from now on it goes out marked as possibly repeated.
    """

    delay: timedelta
    refs: tuple[str, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """The platform will not take it, now or later. `detail` is its own word for the operator, without content."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may be there or not, and the platform cannot tell. `refs` are the parts known to be there."""

    why: str
    refs: tuple[str, ...] = ()


Delivery = Delivered | RetryAfter | Rejected | Uncertain


@dataclass(frozen=True, slots=True)
class Attempt:
    """An effect with everything resolved that its delivery needs.

    `row` is the outbox row's id, from which the adapter derives the platform's idempotency key. `place` is the
    destination's place (None for a private chat not yet known and for a room yet to be opened). `known` are the ids
    under which the thing itself stands there already: the card's message, the entry's copies. `reply` is the id of
    the message replied to, where it is known there. `done` are the parts an earlier try delivered. `tries` counts
    earlier tries that may have reached the platform, those of the repetition only where it is one; `repeated` asks to
    mark the words as possibly repeated.
    """

    row: str
    effect: Effect
    place: Place | None
    known: tuple[str, ...] = ()
    reply: str | None = None
    done: tuple[str, ...] = ()
    tries: int = 0
    repeated: bool = False

    @property
    def answers(self) -> str | None:
        """The message there to which this one is a reply."""
        return self.effect.answers.id if isinstance(self.effect, Show) and self.effect.answers else self.reply


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform allows, declared by its adapter.

    Lengths are in the platform's own units. `idempotent`: a repeated sending with the same key makes one message.
    """

    text: int
    caption: int
    file: int
    files: int
    buttons: int
    label: int
    idempotent: bool
    edit_window: timedelta | None
    delete_window: timedelta | None
    lists_rooms: bool
    forms: bool
