"""From a decision to the one commit that makes it so."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from core.cases import case as cases
from core.cases import people, seats
from core.cases.case import Case
from core.cases.decision import Decision, Record, record_key
from core.cases.people import Requester
from core.cases.seats import Seat
from core.people import console
from core.people.console import Console
from core.policy import Facts
from core.ports import Commit, Row
from core.promises import batches
from core.promises.batches import Batch
from core.scenes import Loaded
from core.status import incidents, maintenance, spreading, subscribers, watches
from core.status.incidents import Incident
from core.status.maintenance import Maintenance
from core.status.spreading import Spread
from core.status.subscribers import Subscriber
from core.status.watches import Watch
from core.trust import suspects
from core.trust.suspects import Suspect
from core.words.commands import Command, Reckon, Said, TimerFired
from core.words.effects import Effect, SendMail, Show
from core.words.records import TIMERS, Index, Ranked
from core.words.refs import Destination, Direct, Place, direct


def indexes(record: Record | None) -> frozenset[Index]:
    """The index entries of a record: a pure function of it."""
    match record:
        case Case():
            return cases.indexes(record)
        case Seat():
            return seats.indexes(record)
        case Batch():
            return batches.indexes(record)
        case Requester():
            return people.indexes(record)
        case Suspect():
            return suspects.indexes(record)
        case Incident():
            return incidents.indexes(record)
        case Maintenance():
            return maintenance.indexes(record)
        case Spread():
            return spreading.indexes(record)
        case Subscriber():
            return subscribers.indexes(record)
        case Watch():
            return watches.indexes(record)
        case Console():
            return console.indexes(record)
        case _:
            return frozenset()


def commit_of(
    command: Command, decision: Decision, loaded: Loaded, facts: Facts, start: frozenset[Destination]
) -> Commit:
    """The commit of a decision. Every case that was read must still be as it was, changed or not: words must not go
    to an agent who has just handed the case on.
    """
    expect = {key: version for key, version in loaded.versions.items() if key.startswith(("case/", "t:"))}
    put: dict[str, Record] = {}
    was: set[Index] = set()
    becomes: set[Index] = set()
    for record in decision.put:
        key = record_key(record)
        expect[key] = loaded.version(record)
        put[key] = record
        was |= indexes(loaded.old(record))
        becomes |= indexes(record)
    for record in decision.blind:
        put[record_key(record)] = record
    add, drop = _difference(was, becomes)
    if isinstance(command, TimerFired):
        stands = indexes(loaded.records.get(f"case/{command.case}")) if not decision.put else becomes
        drop = (*drop, *_fired(command, stands))
    return Commit(
        command.id,
        facts.now,
        expect,
        put,
        add,
        drop,
        decision.entries,
        tuple(_row(command, index, effect) for index, effect in enumerate(decision.effects)),
        start,
        _met(command, decision),
        unhurried=isinstance(command, Reckon | TimerFired),
    )


def _met(command: Command, decision: Decision) -> tuple[tuple[Direct, Place], ...]:
    """A private chat is met with the first words of a new case in it."""
    opens = any(isinstance(record, Requester) for record in decision.put)
    if isinstance(command, Said) and command.private and opens:
        return ((direct(command.who.account), command.where),)
    return ()


def _row(command: Command, index: int, effect: Effect) -> Row:
    supersedes = None
    if isinstance(effect, Show | SendMail) and effect.replaces:
        supersedes = f"news:{effect.replaces}"
    elif isinstance(effect, Show):
        supersedes = f"card:{effect.card.key}"
    return Row(f"{command.id}#{index}", effect, supersedes)


def _slot(index: Index) -> tuple[str, str]:
    return (index.index, index.member) if isinstance(index, Ranked) else ("unique", index.key)


def _difference(was: set[Index], becomes: set[Index]) -> tuple[Sequence[Index], Sequence[Index]]:
    """What to add and what to drop; an entry that only changes its score or value is written over."""
    new, gone = becomes - was, was - becomes
    if not new and not gone:
        return (), ()
    written_over = {_slot(index) for index in new}
    drop = tuple(index for index in sorted(gone, key=_slot) if _slot(index) not in written_over)
    return tuple(sorted(new, key=_slot)), drop


def _fired(command: TimerFired, becomes: AbstractSet[Index]) -> tuple[Index, ...]:
    """The timer that fired is over, unless the state has it at another time by now, or sets it again."""
    member = f"{command.case}:{command.kind}:{command.revision}"
    if (TIMERS, member) in {_slot(index) for index in becomes}:
        return ()
    return (Ranked(TIMERS, member, 0.0),)
