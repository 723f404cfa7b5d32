"""Those who want to hear of incidents and maintenance, wherever they want to hear of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.status.components import IMPACTS, ComponentId, Impact
from core.status.maintenance import Matter
from core.status.quiet import Quiet
from core.words.records import Index, Ranked
from core.words.refs import Account, Role, carrier

SUBSCRIBERS = "subscribers"
"""All of them; the score is since when."""
AGAIN = timedelta(minutes=5)
HELD = "subscribers:held"
"""Those for whom news are held back; the score is until when."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One account or mailbox that is told. `components`: only of these; none is all.

    `since` None: not any more. `paused`: why nothing is sent there at the moment. `least`: only of incidents that are
    as bad at least. `held`: the numbers of what there is news of, which are told at `held_until`. `called`: what they
    bear to be called in places, whatever they are told themselves.
    """

    account: Account
    language: str
    since: datetime | None
    components: tuple[ComponentId, ...] = ()
    paused: str = ""
    least: Impact = "none"
    quiet: Quiet | None = None
    held: tuple[int, ...] = ()
    held_until: datetime | None = None
    called: tuple[Role, ...] = ()

    def hears(self, matter: Matter) -> bool:
        """Whether it is one that they want to hear of."""
        if self.since is None or self.paused:
            return False
        if IMPACTS.index(matter.impact) < IMPACTS.index(self.least):
            return False
        concerned = matter.concerned
        return not self.components or not concerned or any(each in self.components for each in concerned)


def quiet_until(subscriber: Subscriber | None, now: datetime) -> datetime | None:
    """Until when they are not to be told; None where they may be now."""
    return None if subscriber is None or subscriber.quiet is None else subscriber.quiet.until(now)


def not_before(subscriber: Subscriber, away: frozenset[str], now: datetime) -> datetime | None:
    """The same, and when to try again whom nothing reaches at the moment: what is owed to them holds up nobody else."""
    until = quiet_until(subscriber, now)
    return now + AGAIN if until is None and carrier(subscriber.account) in away else until


def holding(subscriber: Subscriber, number: int, until: datetime) -> Subscriber:
    """The same with one more matter that there is news of."""
    held = (*(each for each in subscriber.held if each != number), number)
    return replace(subscriber, held=held, held_until=until)


def heard(subscriber: Subscriber, number: int) -> Subscriber:
    """The same once they have the news of this one."""
    held = tuple(each for each in subscriber.held if each != number)
    return replace(subscriber, held=held, held_until=subscriber.held_until if held else None)


def subscriber_key(account: Account) -> str:
    return f"subscriber/{account}"


def indexes(subscriber: Subscriber) -> frozenset[Index]:
    """The index entries of a subscriber: a pure function of it."""
    found: set[Index] = set()
    if subscriber.since is not None and not subscriber.paused:
        found.add(Ranked(SUBSCRIBERS, subscriber.account, subscriber.since.timestamp()))
    if subscriber.held_until is not None:
        found.add(Ranked(HELD, subscriber.account, subscriber.held_until.timestamp()))
    return frozenset(found)
