"""A platform that does as it is told: it takes what is sent, or fails in the ways that platforms do."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from core.ports import Budget
from core.words.deliveries import Attempt, Delivered, Delivery, Limits, Rejected, RetryAfter, Uncertain
from core.words.effects import (
    Amend,
    CloseRoom,
    Draw,
    Effect,
    Exhibit,
    Export,
    Hand,
    LetIn,
    Mark,
    OpenRoom,
    React,
    Retract,
    Say,
    SendMail,
    Show,
    Tell,
)
from core.words.refs import Carrier, Destination, Direct, Place, account_of, is_direct, is_room

Trick = Literal["wait", "refuse", "unreachable", "lose", "swallow"]
"""Wait: try again later. Swallow: it arrived, the reply was lost. Lose: it did not, and nobody can tell."""
TRICKS: tuple[Trick, ...] = ("wait", "refuse", "unreachable", "lose", "swallow")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came to stand at a place."""

    row: str
    place: Place
    effect: Effect
    repeated: bool
    ref: str


@dataclass(slots=True)
class ScriptedPlatform:
    """A `Messenger` whose next deliveries go as `tricks` say, and then well.

    `idempotent` as Discord is by nonces and Telegram is not: it then finds what an earlier try left, rather
    than leaving it again, and otherwise says that it does not know.
    """

    carrier: Carrier
    idempotent: bool
    tricks: deque[Trick] = field(default_factory=deque)
    arrivals: list[Arrival] = field(default_factory=list)
    opened: dict[str, Place] = field(default_factory=dict)
    gone: set[Place] = field(default_factory=set)
    tried: list[tuple[Destination, str]] = field(default_factory=list)
    """Every delivery asked for, in order."""
    rooms: int = 0

    @property
    def limits(self) -> Limits:
        return Limits(4_000, 1_000, 10**7, 10, 5, 80, self.idempotent, None, None, self.idempotent, True)

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple[Budget, ...]:
        return ()

    async def typing(self, to: Destination, place: Place | None) -> None:
        return None

    def private(self, to: Destination) -> Place:
        """The private chat with an account."""
        return Place(f"{self.carrier}:dm:{account_of(Direct(to)).partition(':')[2]}")

    async def deliver(self, attempt: Attempt) -> Delivery:
        self.tried.append((attempt.effect.to, attempt.row))
        if attempt.tries > 0 and not self.idempotent and _posts(attempt):
            return Uncertain("crash", attempt.done)
        trick = self.tricks.popleft() if self.tricks else None
        match trick:
            case "wait":
                return RetryAfter(timedelta(seconds=5), attempt.done)
            case "refuse":
                return Rejected("refused")
            case "unreachable":
                return Rejected("unreachable" if is_direct(attempt.effect.to) else "forbidden")
            case "lose":
                return self._unsure(attempt)
            case "swallow" | None:
                pass
        await asyncio.sleep(0)
        delivery = self._taken(attempt)
        await asyncio.sleep(0)
        return self._unsure(attempt) if trick == "swallow" else delivery

    def _unsure(self, attempt: Attempt) -> Delivery:
        if self.idempotent or not _posts(attempt):
            return RetryAfter(timedelta(seconds=1))
        return Uncertain("no_answer")

    def _taken(self, attempt: Attempt) -> Delivery:
        effect = attempt.effect
        match effect:
            case OpenRoom():
                return Delivered(place=self._open(effect))
            case _:
                pass
        place = self.private(effect.to) if is_direct(effect.to) else attempt.place
        if place is None or place in self.gone:
            return Rejected("place_gone")
        known = place if is_direct(effect.to) else None
        if not _posts(attempt):
            return Delivered(attempt.known if isinstance(effect, Show) else (), known)
        earlier = [each for each in self.arrivals if (each.row, each.place) == (attempt.row, place)]
        if earlier and self.idempotent:
            return Delivered((earlier[0].ref,), known)
        ref = str(1_000_000 + len(self.arrivals))
        self.arrivals.append(Arrival(attempt.row, place, effect, attempt.repeated, ref))
        return Delivered((ref,), known)

    def _open(self, effect: OpenRoom) -> Place:
        if effect.private:
            place = Place(f"{self.carrier}:dm:{effect.people[0].partition(':')[2]}")
        elif self.idempotent and effect.to in self.opened:
            place = self.opened[effect.to]
        else:
            self.rooms += 1
            place = Place(f"{self.carrier}:room:{self.rooms}")
        self.opened[effect.to] = place
        return place


def _posts(attempt: Attempt) -> bool:
    """Whether another try of it may leave a second thing."""
    match attempt.effect:
        case Say() | Tell() | Hand() | Draw() | Export() | Exhibit() | SendMail():
            return True
        case OpenRoom(private=private):
            return not private
        case Show():
            return not attempt.known
        case Amend() | Retract() | React() | Mark() | LetIn() | CloseRoom():
            return False


def requesters(effect: Effect) -> bool:
    """Whether it goes to a private chat or to a room on the requester's side."""
    return is_direct(effect.to) or (is_room(effect.to) and "/requester/" in effect.to)
