"""Those who want to hear of incidents and maintenance, wherever they want to hear of it."""

from dataclasses import dataclass
from datetime import datetime

from core.status.components import ComponentId
from core.status.maintenance import Matter
from core.words.records import Index, Ranked
from core.words.refs import Account

SUBSCRIBERS = "subscribers"
"""All of them; the score is since when."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One account or mailbox that is told. `components`: only of these; none is all.

    `since` None: not any more. `paused`: why nothing is sent there at the moment.
    """

    account: Account
    language: str
    since: datetime | None
    components: tuple[ComponentId, ...] = ()
    paused: str = ""

    def hears(self, matter: Matter) -> bool:
        """Whether it is one that they want to hear of."""
        if self.since is None or self.paused:
            return False
        concerned = matter.concerned
        return not self.components or not concerned or any(each in self.components for each in concerned)


def subscriber_key(account: Account) -> str:
    return f"subscriber/{account}"


def indexes(subscriber: Subscriber) -> frozenset[Index]:
    """The index entries of a subscriber: a pure function of it."""
    if subscriber.since is None or subscriber.paused:
        return frozenset()
    return frozenset({Ranked(SUBSCRIBERS, subscriber.account, subscriber.since.timestamp())})
