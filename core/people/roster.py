"""Who has joined the staff beside those whom the desk's file names: invited, proven by their account, let in by two."""

from dataclasses import dataclass
from datetime import datetime

from core.words.refs import Account, AgentId


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody is asked to join as this member of staff: the fingerprint of a code that was handed to them."""

    fingerprint: str
    agent: AgentId
    name: str
    by: AgentId
    until: datetime


@dataclass(frozen=True, slots=True)
class Joining:
    """They have given the code from their account, which waits for another admin's word."""

    account: Account
    shown: str
    agent: AgentId
    name: str
    by: AgentId
    at: datetime


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An account of a member of staff, since then; who let it in."""

    account: Account
    agent: AgentId
    name: str
    since: datetime
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A member of staff's account goes by a name that is not in the desk's format, and moderators know."""

    account: Account
    name: str


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the staff's audit trail: what was done, to whom, by whom. Never changed."""

    at: datetime
    what: str
    whom: str
    by: str
