"""Time that agents spend, billed in blocks, and what pays for it: packs, monthly hours, credits.

The rule for blocks: an entry is split where it crosses the edge of the hours; the time inside is rounded up to whole
blocks of the one length and the time outside to whole blocks of the other. So an entry of 20 minutes of which 5 are
inside is one block of 15 and one of 30. Each entry is rounded for itself.

The rule for what pays: a charge takes from what is valid when it is made, first from what expires first; what never
expires comes last, credits at the very end (or first of all, where the desk is generous). The rest is owed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from core.promises.deadlines import between
from core.promises.hours import Hours, midnight
from core.promises.plans import Blocks
from core.words.refs import AgentId, CaseId

_NOTHING = timedelta(0)
NOTHING_USED: Mapping[str, timedelta] = {}


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """Work of an agent from one moment to another."""

    id: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Charge:
    """What an entry is billed as: whole blocks inside the hours and outside. `case`: for which; `by`: who worked."""

    id: str
    at: datetime
    inside: timedelta
    outside: timedelta = _NOTHING
    case: CaseId | None = None
    by: AgentId | None = None

    @property
    def length(self) -> timedelta:
        return self.inside + self.outside


GrantKind = Literal["single", "monthly", "credit"]


@dataclass(frozen=True, slots=True)
class Grant:
    """Time that may be used from `since` up to but not including `until` (None: for good)."""

    id: str
    kind: GrantKind
    length: timedelta
    since: datetime
    until: datetime | None = None


LineKind = Literal["single", "monthly", "credit", "time", "expired"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: what was added or taken, and what was left after it. `owed`: what nothing paid for."""

    at: datetime
    kind: LineKind
    about: str
    amount: timedelta
    balance: timedelta
    owed: timedelta = _NOTHING


def charged(entry: TimeEntry, hours: Hours, blocks: Blocks) -> Charge:
    """An entry in blocks. One that does not end after it starts costs nothing."""
    whole = max(entry.end - entry.start, _NOTHING)
    inside = between(hours, entry.start, entry.end)
    return Charge(
        entry.id, entry.start, _rounded(inside, blocks.inside), _rounded(whole - inside, blocks.outside)
    )


def single(id_: str, length: timedelta, bought: datetime, zone: str) -> Grant:
    """A pack that is valid for a year: to the end of the day a year later, in the desk's zone."""
    day = bought.astimezone(ZoneInfo(zone)).date()
    leap = (day.month, day.day) == (2, 29)
    ends = date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1) + timedelta(days=1)
    return Grant(id_, "single", length, bought, midnight(ends, zone))


def monthly(
    id_: str, length: timedelta, first: date, until: date | None, now: datetime, zone: str
) -> Iterator[Grant]:
    """The hours of each calendar month from `first` to `until`, as far as the month of `now`.

    What a month leaves does not go over into the next. The first and the last month are not cut.
    """
    begins = first.replace(day=1)
    while midnight(begins, zone) <= now and (until is None or begins <= until):
        following = (begins + timedelta(days=32)).replace(day=1)
        since = midnight(max(begins, first), zone)
        if since <= now:
            yield Grant(f"{id_}/{begins:%Y-%m}", "monthly", length, since, midnight(following, zone))
        begins = following


def credit(case: str, length: timedelta, at: datetime) -> Grant:
    """Free time for a broken promise, without expiry; the id makes it one for a case."""
    return Grant(f"credit/{case}", "credit", length, at)


def statement(
    grants: Iterable[Grant],
    charges: Iterable[Charge],
    at: datetime,
    credits_first: bool = False,
    used: Mapping[str, timedelta] = NOTHING_USED,
) -> tuple[Line, ...]:
    """Everything up to and including a moment, in order: what was added, used, and lapsed.

    A grant or a charge that is given twice under one id counts once. `used` is what charges that are no longer given
    have taken of grants: a grant comes in with what they left of it.
    """
    return tuple(_replayed(grants, charges, at, credits_first, used, {}))


def taken(
    grants: Iterable[Grant], charges: Iterable[Charge], used: Mapping[str, timedelta] = NOTHING_USED
) -> Mapping[str, timedelta]:
    """How much of each grant is used once these charges are added to what was used before."""
    given, spent = tuple(grants), tuple(charges)
    until = max((charge.at for charge in spent), default=datetime.min.replace(tzinfo=UTC))
    total = dict(used)
    for _ in _replayed(given, spent, until, False, used, total):
        pass
    return total


def _replayed(
    grants: Iterable[Grant],
    charges: Iterable[Charge],
    at: datetime,
    credits_first: bool,
    used: Mapping[str, timedelta],
    total: dict[str, timedelta],
) -> Iterator[Line]:
    """The lines in order; what each charge takes of a grant is added to `total`."""
    given = {grant.id: grant for grant in grants if grant.since <= at}.values()
    spent = {charge.id: charge for charge in charges if charge.at <= at}.values()
    left: dict[str, timedelta] = {}
    for moment, _, what in sorted(_happenings(given, spent, at), key=lambda each: each[:2]):
        balance = sum(left.values(), _NOTHING)
        match what:
            case Grant() as grant if grant.id not in left:
                left[grant.id] = grant.length - used.get(grant.id, _NOTHING)
                yield Line(moment, grant.kind, grant.id, left[grant.id], balance + left[grant.id])
            case Grant() as grant:
                rest = left.pop(grant.id)
                if rest:
                    yield Line(moment, "expired", grant.id, -rest, balance - rest)
            case Charge() as charge:
                valid = [grant for grant in given if grant.id in left]
                owed = _paid(charge, valid, left, total, credits_first)
                paid = charge.length - owed
                yield Line(moment, "time", charge.id, -paid, balance - paid, owed)


def balance(grants: Iterable[Grant], charges: Iterable[Charge], at: datetime) -> timedelta:
    """What may still be used at a moment."""
    lines = statement(grants, charges, at)
    return lines[-1].balance if lines else _NOTHING


def _happenings(
    given: Iterable[Grant], spent: Iterable[Charge], at: datetime
) -> Iterator[tuple[datetime, int, Grant | Charge]]:
    """At one instant what expires goes first, then what is granted comes, then what is charged."""
    for grant in given:
        yield grant.since, 1, grant
        if grant.until is not None and grant.until <= at:
            yield grant.until, 0, grant
    for charge in spent:
        yield charge.at, 2, charge


def _paid(
    charge: Charge,
    valid: Sequence[Grant],
    left: dict[str, timedelta],
    total: dict[str, timedelta],
    credits_first: bool,
) -> timedelta:
    """Takes the charge from what is left, in the order of the rule; returns what is owed."""
    owed = charge.length

    def order(grant: Grant) -> tuple[bool, bool, float, datetime]:
        lasts = grant.until is None
        return (
            (grant.kind == "credit") != credits_first,
            lasts,
            0.0 if grant.until is None else grant.until.timestamp(),
            grant.since,
        )

    for grant in sorted(valid, key=order):
        part = min(owed, left[grant.id])
        left[grant.id] -= part
        total[grant.id] = total.get(grant.id, _NOTHING) + part
        owed -= part
    return owed


def _rounded(spent: timedelta, block: timedelta) -> timedelta:
    return -(-spent // block) * block
