"""The states of a case as people speak of them, and every way from one to another.

The phases of `core.cases.case` carry the data; a state is a phase with what tells it apart for people. `TABLE` is the
whole of what may become of a case: the tests hold every commit against it, and the documentation is printed from it.
"""

from collections.abc import Mapping
from typing import Literal, assert_never

from core.cases.case import (
    Active,
    Case,
    Closed,
    OnDepartment,
    OnIncident,
    OnRequester,
    OnSupplier,
    Pending,
    Snoozed,
    Ticket,
    Wait,
    Waiting,
)

State = Literal[
    "waiting",
    "in chat",
    "new",
    "open",
    "in work",
    "waiting on requester",
    "solved",
    "waiting on department",
    "waiting on supplier",
    "waiting on incident",
    "snoozed",
    "closed",
    "merged",
]

ASIDE: tuple[State, ...] = (
    "waiting on requester",
    "waiting on department",
    "waiting on supplier",
    "waiting on incident",
    "snoozed",
)
_SET_ASIDE: Mapping[State, str] = {
    "waiting on requester": "an agent waits for the requester's answer",
    "waiting on department": "an agent asks another department",
    "waiting on supplier": "an agent names a supplier and a target time",
    "waiting on incident": "an agent says that it is about an incident",
    "snoozed": "an agent sets it aside for a while",
    "solved": "an agent asks whether it is solved",
}
_ENDS: Mapping[State, str] = {
    "closed": "an agent or the requester closes it",
    "merged": "an agent merges it into another case, or its requester makes it one with an older chat of theirs",
}

TABLE: Mapping[State, Mapping[State, str]] = {
    "waiting": {
        "in chat": "an agent takes it",
        "new": "the requester leaves, cannot be reached, or takes a ticket",
        "open": "the same, when somebody had served it before; or it is escalated",
        **_SET_ASIDE,
        **_ENDS,
    },
    "in chat": {
        "waiting": "its agent gives it back, goes off, or falls silent",
        "in work": "the requester cannot be reached",
        "open": "an agent escalates it",
        **_SET_ASIDE,
        **_ENDS,
    },
    "new": {
        "in work": "an agent takes it",
        "open": "an agent escalates it",
        **_SET_ASIDE,
        **_ENDS,
    },
    "open": {
        "in work": "an agent takes it",
        **_SET_ASIDE,
        **_ENDS,
    },
    "in work": {
        "open": "its agent gives it back, goes off, or escalates it",
        "in chat": "its agent goes on live",
        **_SET_ASIDE,
        **_ENDS,
    },
    **{
        aside: {
            "open": "the requester writes, or the time is over",
            "new": "the same, when nobody has served it",
            "in work": "an agent takes it",
            **{state: how for state, how in _SET_ASIDE.items() if state != aside},
            **_ENDS,
        }
        for aside in ASIDE
    },
    "solved": {
        "open": "the requester says not yet, or writes",
        "new": "the same, when nobody has served it",
        "in work": "an agent takes it",
        **{state: how for state, how in _SET_ASIDE.items() if state != "solved"},
        "closed": "the requester agrees, or keeps silent for the desk's time",
        "merged": _ENDS["merged"],
    },
    "closed": {
        "waiting": "the requester opens a chat again within the desk's window",
        "open": "the requester writes to a ticket within the window, or complains",
        "new": "the same, when nobody has served it",
    },
    "merged": {},
}


def state_of(case: Case) -> State:
    """The state of a case."""
    match case.phase:
        case Waiting():
            return "waiting"
        case Active(mode="chat"):
            return "in chat"
        case Active():
            return "in work"
        case Ticket():
            return "open" if case.served_by or case.phase.called is not None else "new"
        case Pending(on=on):
            return _aside(on)
        case Closed(into=into):
            return "closed" if into is None else "merged"
        case _:
            assert_never(case.phase)


def _aside(on: Wait) -> State:
    match on:
        case OnRequester(solved=solved):
            return "solved" if solved else "waiting on requester"
        case OnDepartment():
            return "waiting on department"
        case OnSupplier():
            return "waiting on supplier"
        case OnIncident():
            return "waiting on incident"
        case Snoozed():
            return "snoozed"
        case _:
            assert_never(on)


def permitted(before: State, after: State) -> bool:
    """Whether the table has a way from the one to the other; staying is no way."""
    return before == after or after in TABLE[before]
