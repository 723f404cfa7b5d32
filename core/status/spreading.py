"""How far the news of an incident have got: a place after another, then a few people at a time.

The primary place is told in the commit that makes the news public. Then, in steps, the other places, the requesters
whose cases wait for it, the subscribers. How far that is changes in the commit that owes the messages, so whatever is
killed each gets each revision once at most. A newer revision begins anew, and nobody gets the older one any more.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from core.status.incidents import OVER
from core.status.maintenance import Matter
from core.words.records import Index, Ranked
from core.words.refs import Account

START = (0.0, "")
"""Before everybody: the scores of what is gone through are times."""

Turn = Literal["mirrors", "linked", "subscribers", "done"]

LISTED = 500
SPREADING = "spreading"
"""What is on its way; the score is the number of the next step."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The news of one matter on their way. `revision` counts its updates, `heard` those that everybody has heard of.

    `after` is the last of a turn that was told: a score and a member. `told` counts messages, `lost` those that did
    not arrive, `passed` and `total` the people gone through and those there were at the beginning; `uncertain` are
    those of whom nobody knows whether they have it (the first `LISTED`). `reminds`: everybody knows of it, and those
    who follow are told once more. `mailed` counts the updates that mailing lists have heard of: what they were sent
    cannot be changed, so it is sent once.
    """

    number: int
    revision: int
    at: datetime
    heard: int = 0
    turn: Turn = "mirrors"
    after: tuple[float, str] = START
    step: int = 0
    told: int = 0
    lost: int = 0
    passed: int = 0
    total: int = 0
    uncertain: tuple[Account, ...] = ()
    reminds: bool = False
    mailed: int = 0


def spread_key(number: int) -> str:
    return f"spread/{number}"


def linked_to(number: int) -> str:
    """The index of the open cases that wait for an incident; the score is when they were asked."""
    return f"linked:{number}"


def waiting_for(number: int, requester: Account) -> str:
    """The index of those of one requester."""
    return f"linked:{number}:{requester}"


def begun(matter: Matter, before: Spread | None, now: datetime) -> Spread:
    """The spread of its latest update. Steps go on counting, so that no two have the same number."""
    if before is None:
        return Spread(matter.number, len(matter.updates), now)
    heard = before.revision if before.turn == "done" else before.heard
    return replace(_anew(before, now), revision=len(matter.updates), heard=heard, turn="mirrors")


def reminding(before: Spread, now: datetime) -> Spread:
    """The same once more for those who follow it. What is still on its way need not be reminded of."""
    if before.turn != "done":
        return before
    return replace(_anew(before, now), heard=before.revision, turn="subscribers", reminds=True)


def on_to(spread: Spread, turn: Turn) -> Spread:
    return replace(spread, turn=turn, after=START, step=spread.step + 1)


def concerns_the_linked(matter: Matter, heard: int) -> bool:
    """Whether those who wait for it are to hear of what came after the first `heard` updates: that the time it is
    expected to be fixed by has changed, or that it is over.
    """
    if any(each.stage in OVER for each in matter.updates[heard:]):
        return True
    # Nobody can wait for it before it is told a first time, so whoever does knows that much at least.
    return matter.last.eta != matter.updates[max(heard, 1) - 1].eta


def indexes(spread: Spread) -> frozenset[Index]:
    """The index entries of a spread: a pure function of it."""
    if spread.turn == "done":
        return frozenset()
    return frozenset({Ranked(SPREADING, str(spread.number), float(spread.step))})


def lost_one(spread: Spread, account: Account, *, uncertain: bool) -> Spread:
    """One message that did not arrive, or of which nobody knows."""
    if not uncertain:
        return replace(spread, lost=spread.lost + 1)
    return replace(spread, uncertain=(*spread.uncertain, account)[:LISTED])


def to_go(spread: Spread, now: datetime) -> timedelta | None:
    """How long the rest will take at the pace so far; None where that is not known yet."""
    left, taken = spread.total - spread.passed, now - spread.at
    if not spread.passed or left <= 0 or taken <= timedelta(0):
        return None
    return taken * (left / spread.passed)


def _anew(spread: Spread, now: datetime) -> Spread:
    return replace(
        spread,
        at=now,
        told=0,
        lost=0,
        passed=0,
        uncertain=(),
        after=START,
        step=spread.step + 1,
        reminds=False,
    )
