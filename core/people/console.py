"""An agent's ways into the web console: links that were sent and not opened yet, sessions that stand.

Secrets are kept as fingerprints only, so that whoever reads the store has neither a link nor a session.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.words.records import Index, Unique
from core.words.refs import Account

LIFE = timedelta(minutes=10)
"""So long a link is good."""
PER_HOUR = 10
"""Links that one account may ask for."""
SESSIONS = 5
"""That one account has at once; a further one ends the oldest."""


@dataclass(frozen=True, slots=True)
class ConsoleRules:
    """`url` is where people reach the desk's pages; without one there is no console. `lasts`: how long a session."""

    url: str = ""
    lasts: timedelta = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Pass:
    """What lets somebody in until then: the fingerprint of a link's code, or of a session's."""

    fingerprint: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Console:
    """One account's links and sessions. `asked`: when it has lately asked for links."""

    account: Account
    asked: tuple[datetime, ...] = ()
    links: tuple[Pass, ...] = ()
    sessions: tuple[Pass, ...] = ()


def fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def console_key(account: Account) -> str:
    return f"console/{account}"


def pass_key(fingerprint: str) -> str:
    """The unique key under which the account of a link or a session is found."""
    return f"console:{fingerprint}"


def held(passes: tuple[Pass, ...], fingerprint: str, now: datetime) -> bool:
    """Whether one of these is it, and still good."""
    return any(each.fingerprint == fingerprint for each in standing(passes, now))


def standing(passes: tuple[Pass, ...], now: datetime) -> tuple[Pass, ...]:
    return tuple(each for each in passes if each.until > now)


def without(passes: tuple[Pass, ...], fingerprint: str) -> tuple[Pass, ...]:
    return tuple(each for each in passes if each.fingerprint != fingerprint)


def over(console: Console, before: datetime) -> bool:
    """Whether nobody has come this way since then, and nobody can."""
    passes = (*console.links, *console.sessions)
    return max((*console.asked, *(each.until for each in passes)), default=before) <= before


def indexes(console: Console) -> frozenset[Index]:
    """The index entries of an account's ways in: a pure function of them."""
    passes = (*console.links, *console.sessions)
    return frozenset(Unique(pass_key(each.fingerprint), console.account) for each in passes)
