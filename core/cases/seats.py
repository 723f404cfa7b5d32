"""Seats: which agents are there, how many cases they carry, and who is next to be given one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from core.words.records import Index, Ranked
from core.words.refs import Account, AgentId, CaseId

Presence = Literal["on", "away", "off"]

HEARTBEATS = "heartbeats"
"""Agents who are on, by when they were last seen."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An agent's present state. `acting` is the account they last acted from: rooms open on its platform.

    `private`: rooms are the agent's private chat with the desk instead of topics or threads of their own.
    """

    agent: AgentId
    capacity: int
    presence: Presence
    cases: tuple[CaseId, ...]
    idle_since: datetime
    acting: Account | None = None
    private: bool = False


def load(seat: Seat) -> int:
    return len(seat.cases)


def free(seat: Seat) -> int:
    """How many more cases may be given to this agent."""
    return max(0, seat.capacity - load(seat)) if seat.presence == "on" else 0


def best(seats: Iterable[Seat]) -> Seat | None:
    """Who gets the next case: the most free share of their capacity, then the longest idle."""
    able = [seat for seat in seats if free(seat) > 0 and seat.acting is not None]
    return min(
        able, key=lambda seat: (-free(seat) / seat.capacity, seat.idle_since, seat.agent), default=None
    )


def with_case(seat: Seat, case: CaseId) -> Seat:
    return seat if case in seat.cases else replace(seat, cases=(*seat.cases, case))


def without_case(seat: Seat, case: CaseId, now: datetime) -> Seat:
    """One case fewer; an agent without any has been idle since then."""
    left = tuple(each for each in seat.cases if each != case)
    return replace(seat, cases=left, idle_since=seat.idle_since if left else now)


def present_capacity(seats: Iterable[Seat]) -> int:
    """The capacity of the agents who are on."""
    return sum(seat.capacity for seat in seats if seat.presence == "on")


def indexes(seat: Seat) -> frozenset[Index]:
    """The agents present, as the list that boards and routing read."""
    if seat.presence == "off":
        return frozenset()
    return frozenset({Ranked("present", seat.agent, seat.idle_since.timestamp())})
