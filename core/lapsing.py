"""What is kept for a while only, and what is left of a record when its time is over."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.cases.decision import Record
from core.cases.people import Desk, Draft, Invitation, Requester
from core.people.addresses import MAIL
from core.people.console import Console, standing
from core.people.proof import DAY, HOUR, Mailbox, lately
from core.status import drafts
from core.status.subscribers import Subscriber
from core.status.watches import Watch
from core.trust.askers import ONCE_IN
from core.trust.warnings import Warnings
from core.words.files import File
from core.words.refs import carrier

KEPT = timedelta(days=7)
"""How long something waits for the word of whoever it is theirs to hand in, agree to or publish."""


def left_of(record: Record, now: datetime) -> Record | None:
    """What is left of it: the record itself where nothing has lapsed, None where nothing remains.

    A person of whom nothing but the name remains is still somebody while they have cases.
    """
    match record:
        case Requester():
            return _person(record, now)
        case Mailbox():
            left = replace(
                record, asked=lately(record.asked, DAY, now), offered=lately(record.offered, DAY, now)
            )
            return left if left.asked or left.offered or left.links else None
        case Subscriber(since=None) if carrier(record.account) == MAIL:
            return None  # an account's goes with the account; behind a mailbox there may be none
        case drafts.Draft():
            return None if record.proposed is None or drafts.lapsed(record, now) else record
        case Watch(firing=False, incident=None) if now - record.since >= KEPT:
            return None
        case Console():
            return _console(record, now)
        case Warnings():
            told = record.since(now - ONCE_IN)
            return replace(record, at=told) if told else None
        case Desk():
            return replace(
                record,
                invited=tuple(each for each in record.invited if each.until > now),
                joining=tuple(each for each in record.joining if now - each.at < KEPT),
            )
        case _:
            return record


def files_of(record: Record | None) -> frozenset[File]:
    """The files that go with what a person has not handed in or agreed to."""
    if not isinstance(record, Requester):
        return frozenset()
    kept = (each.files for each in (record.draft, record.invitation) if each is not None)
    return frozenset(file for files in kept for file in files if isinstance(file, File))


def _person(record: Requester, now: datetime) -> Requester | None:
    over = record.blocked_until is not None and record.blocked_until <= now
    left = replace(
        record,
        draft=None if _old(record.draft, now) else record.draft,
        invitation=None if _old(record.invitation, now) else record.invitation,
        proof=None if record.proof is None or record.proof.until + DAY <= now else record.proof,
        asked=lately(record.asked, HOUR, now),
        blocked_until=None if over else record.blocked_until,
        blocked_by="" if over else record.blocked_by,
    )
    return None if left == Requester(record.account, record.name) else left


def _console(record: Console, now: datetime) -> Console | None:
    left = replace(
        record,
        asked=lately(record.asked, HOUR, now),
        links=standing(record.links, now),
        sessions=standing(record.sessions, now),
    )
    return None if left == Console(record.account) else left


def _old(waiting: Draft | Invitation | None, now: datetime) -> bool:
    return waiting is not None and now - waiting.at >= KEPT
