"""What desks of one deployment tell one another of accounts that their moderators have banned or let pass.

Each desk decides for itself: what others decided stands on the card, and nothing is done because of it. What the desk's
rule has done is told to nobody, since no person has looked at it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from core.policy import Facts
from core.trust.folding import folded
from core.trust.givennames import GIVEN
from core.trust.suspects import RULE, Suspect
from core.words.effects import Share
from core.words.refs import Account, Carrier, Direct, direct
from core.words.texts import Text, text

DESKS: Final = Carrier("desks")
"""The carrier by which desks reach one another."""
EVERYBODY: Final[Direct] = direct(Account(f"{DESKS}:all"))
LEAST: Final = 5
"""Names of fewer letters are anybody's."""
SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another desk has decided about an account, and until when that is to be remembered. `names`: the keys of
    what it called itself.
    """

    desk: str
    account: Account
    how: Literal["banned", "fine"]
    at: datetime
    until: datetime
    names: tuple[str, ...] = ()


def shared(suspect: Suspect, facts: Facts) -> tuple[Share, ...]:
    """What the others are told now that it is done."""
    ended = suspect.ended
    if not facts.policy.shares or suspect.by_name or ended is None or not ended.done:
        return ()
    if ended.by == RULE or ended.how == "muted":
        return ()
    until = facts.now + facts.policy.retention
    keys = name_keys((*suspect.names, suspect.username))
    return (Share(EVERYBODY, suspect.account, keys, ended.how, ended.at, until),)


def name_keys(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same for names that look alike; none for a given name alone, which many people have."""
    keys: dict[str, None] = {}
    for name in names:
        words = folded(name).words
        joined = "".join(word.full for word in words)
        if len(joined) >= LEAST and (len(words) > 1 or words[0].mild not in GIVEN):
            keys[joined] = None
    return tuple(keys)


def lines(known: tuple[Elsewhere, ...], account: Account) -> tuple[Text, ...]:
    """What moderators read of it: of the account itself first, then of others that are called like it."""
    own = [each for each in known if each.account == account]
    others = [each for each in known if each.account != account and each.how == "banned"]
    told = [text(f"suspect.elsewhere_{each.how}", desk=each.desk, at=each.at) for each in _latest(own)]
    told += [
        text("suspect.elsewhere_alike", account=each.account, desk=each.desk, at=each.at)
        for each in _latest(others)
    ]
    return tuple(told)


def _latest(known: list[Elsewhere]) -> list[Elsewhere]:
    return sorted(known, key=lambda each: each.at, reverse=True)[:SHOWN]
