"""What is shown of the queue: the requesters' positions, the agents' boards. Projections, never rows.

They are recomputed when something stirs, at most once in a beat, and go out with what is left of the send rate, from
the front of the queue. Nothing here has to survive a crash: at the next start everything is looked at anew.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from core.cases.board import board_card
from core.cases.cards import requester_card
from core.cases.case import Case, Waiting
from core.cases.decision import Front, Record
from core.cases.intake import front
from core.cases.people import Desk, Estimate, expected_wait
from core.cases.seats import Seat
from core.policy import Facts, Policy
from core.ports import Store
from core.scenes import Loaded, Scenes
from core.status.incidents import Incident
from core.status.maintenance import Maintenance, Matter
from core.words.cards import Card
from core.words.effects import Show
from core.words.records import QUEUE, TICKETS
from core.words.refs import Destination
from core.words.texts import text

SHOWN = 200
"""So many from the front have their card kept current; for those behind, the number at asking stands."""
LISTED = 10
MENTIONED = 2
"""So many open incidents stand on the card of those who wait."""


@dataclass(slots=True)
class Lookout:
    """The latest known standing of live chat, for what must be answered from memory."""

    desk: Desk = field(default_factory=Desk)
    seats: tuple[Seat, ...] = ()
    waiting: int = 0
    matters: tuple[Matter, ...] = ()
    """Incidents and maintenance that are not over."""
    stirred: asyncio.Event = field(default_factory=asyncio.Event)

    def stir(self) -> None:
        """Something that is shown may have changed."""
        self.stirred.set()

    def learn(self, old: Record | None, new: Record) -> None:
        """A commit of this program changed a record: whoever asks next is answered by it."""
        match new:
            case Desk():
                self.desk = new
            case Seat():
                others = (seat for seat in self.seats if seat.agent != new.agent)
                self.seats = (*others, new)
            case Incident() | Maintenance():
                rest = tuple(each for each in self.matters if each.number != new.number)
                self.matters = rest if new.over else (*rest, new)
            case Case():
                self.waiting = max(0, self.waiting + _waits(new) - _waits(old))
            case _:
                return
        self.stir()

    def front(self, policy: Policy, now: datetime) -> Front:
        return front(policy, self.desk, self.seats, self.waiting, now)


def _waits(record: Record | None) -> int:
    return int(isinstance(record, Case) and isinstance(record.phase, Waiting))


class Screen(Protocol):
    """The courier, as views see it."""

    async def show(self, effect: Show, *, posts: bool) -> bool:
        """Show it now if its lane is idle and the rate allows; False means: not now. Unless it `posts`, a card that
        does not stand there yet is left to the row that brings it.
        """
        ...


@dataclass(slots=True)
class Views:
    """Keeps the cards of the queue current."""

    store: Store
    screen: Screen
    lookout: Lookout
    _shown: dict[Destination, Card] = field(default_factory=dict)

    async def look(self) -> None:
        """Refresh what is answered from memory."""
        desk, _ = await self.store.load(["desk", "estimate"])
        self.lookout.desk = desk.record if isinstance(desk.record, Desk) else Desk()
        seats = await self.store.seats()
        self.lookout.seats = tuple(each.record for each in seats if isinstance(each.record, Seat))
        self.lookout.waiting = await self.store.size(QUEUE)
        self.lookout.matters = await Scenes(self.store).open_matters(Loaded(), LISTED, LISTED)

    async def refresh(self, facts: Facts) -> bool:
        """Bring every card of the queue up to date; False where some could not be shown yet."""
        await self.look()
        waiting = await self.store.first(QUEUE, SHOWN)
        tickets = await self.store.first(TICKETS, LISTED)
        cases = await self._cases([member for member, _ in (*waiting, *tickets)])
        estimate = (await self.store.load(["estimate"]))[0].record
        wait = estimate.wait if isinstance(estimate, Estimate) else None
        queue = [cases[member] for member, _ in waiting if member in cases]
        done = True
        board = board_card(
            facts,
            queue[:LISTED],
            self.lookout.waiting,
            [cases[member] for member, _ in tickets if member in cases],
            await self.store.size(TICKETS),
            self.lookout.seats,
            self.lookout.front(facts.policy, facts.now),
        )
        for place in facts.policy.boards:
            done &= await self._show(place, board, facts.policy.language, posts=True)
        outages = tuple(
            text("queue.incident", title=each.title)
            for each in self.lookout.matters
            if isinstance(each, Incident) and not each.known
        )[:MENTIONED]
        for position, case in enumerate(queue):
            if not isinstance(case.phase, Waiting) or case.unreachable:
                continue
            already = (facts.now - case.phase.since).total_seconds()
            card = requester_card(case, facts, position, expected_wait(wait, already))
            card = replace(card, lines=(*card.lines, *outages))
            done &= await self._show(case.place, card, case.language, posts=False)
        self._forget(queue, facts.policy.boards)
        return done

    async def _show(self, to: Destination, card: Card, language: str, *, posts: bool) -> bool:
        if self._shown.get(to) == card:
            return True
        if not await self.screen.show(Show(to, card, language), posts=posts):
            return False
        self._shown[to] = card
        return True

    async def _cases(self, members: Sequence[str]) -> dict[str, Case]:
        loaded = await self.store.load([f"case/{member}" for member in members])
        return {str(each.record.id): each.record for each in loaded if isinstance(each.record, Case)}

    def _forget(self, queue: Sequence[Case], boards: Sequence[Destination]) -> None:
        keep = {case.place for case in queue} | set(boards)
        for place in [place for place in self._shown if place not in keep]:
            del self._shown[place]


BEAT = timedelta(seconds=1)
