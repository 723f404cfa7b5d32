"""What a decision means for what is owed: the clocks of its cases, their cards, and what is told when one runs out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from core.cases import promising, useful
from core.cases.cards import case_key, header_card, header_key
from core.cases.case import Active, Case, Closed
from core.cases.decision import UNCHANGED, Decision, Outcome, Record, Refusal
from core.cases.entries import event
from core.cases.promising import Speaker
from core.policy import Facts
from core.promises import clocks as running
from core.promises.clocks import Broken, DueSoon
from core.scenes import Loaded
from core.words.commands import TimerFired
from core.words.effects import Effect, Show, Tell
from core.words.refs import CaseId, Destination, side_of_entry
from core.words.texts import Text, text


def kept_in_step(outcome: Outcome, loaded: Loaded, facts: Facts) -> Outcome:
    """The decision with the courses and the clocks of its cases, and with cards that show them."""
    if isinstance(outcome, Refusal):
        return outcome
    spoke: dict[CaseId, set[Speaker]] = defaultdict(set)
    for entry in outcome.entries:
        side = side_of_entry(entry.id)
        if entry.kind == "said" and side in {"requester", "agent"}:
            spoke[entry.case].add("requester" if side == "requester" else "agent")
    cases: dict[CaseId, Case] = {}
    put: list[Record] = []
    for record in outcome.put:
        if not isinstance(record, Case):
            put.append(record)
            continue
        old = loaded.old(record)
        before = old if isinstance(old, Case) else None
        noted = useful.in_step(record, frozenset(spoke[record.id]), facts)
        cases[record.id] = promising.in_step(before, noted, spoke[record.id], facts)
        put.append(cases[record.id])
    for number in spoke.keys() - cases.keys():
        known = loaded.records.get(f"case/{number}")
        if isinstance(known, Case):
            noted = useful.in_step(known, frozenset(spoke[number]), facts)
            cases[number] = promising.in_step(known, noted, spoke[number], facts)
            if cases[number] != known:
                put.append(cases[number])
    if not facts.policy.book.plans:
        return outcome if tuple(put) == outcome.put else replace(outcome, put=tuple(put))
    shown = {effect.card.key for effect in outcome.effects if isinstance(effect, Show)}
    stale = (
        Show(case.room, header_card(case, facts), facts.policy.language)
        for case in cases.values()
        if case.room is not None and header_key(case.id) not in shown and _answered(case, loaded)
    )
    effects = tuple(_with_clocks(effect, cases, facts) for effect in (*outcome.effects, *stale))
    return replace(outcome, put=tuple(put), effects=effects)


def _answered(case: Case, loaded: Loaded) -> bool:
    """Whether a clock on its agents' card has just stopped: then the card is drawn anew. That words start one can wait
    for the next drawing, since rooms take only so many messages.
    """
    before = loaded.records.get(f"case/{case.id}")
    if not isinstance(before, Case) or before.clocks is None or case.clocks is None:
        return False
    return running.open_count(case.clocks) < running.open_count(before.clocks)


def ran_out(case: Case, command: TimerFired, facts: Facts) -> Decision:
    """A promise is due soon, or broken: those who can still do something are told, once. Of a case that is over nobody
    can, and what it broke before is only put down.
    """
    if case.clocks is None:
        return UNCHANGED
    clocks, happened = running.tick(case.clocks, facts.now)
    if clocks == case.clocks:
        return UNCHANGED
    ticked = replace(case, clocks=clocks)
    effects: list[Effect] = []
    language = facts.policy.language
    over = isinstance(case.phase, Closed)
    for each in () if over else happened:
        effects += [Tell(place, _told(case, each), language) for place in _concerned(case, each, facts)]
    if case.room is not None and not over:
        effects.append(Show(case.room, header_card(ticked, facts), language))
    entries = tuple(
        event(
            command.id,
            case.id,
            text(f"event.broken_{each.promise}", credit=each.credit)
            if each.credit
            else text(f"event.late_{each.promise}"),
            facts.now,
        )
        for each in happened
        if isinstance(each, Broken)
    )
    return Decision((ticked,), tuple(effects), entries)


def reckoned(cases: Iterable[Case], facts: Facts) -> Decision:
    """Cases by the rules as they are now, and the cards of those that somebody has in hand."""
    changed = tuple(after for case in cases if (after := promising.anew(case, facts)) != case)
    cards = tuple(
        Show(case.room, header_card(case, facts), facts.policy.language)
        for case in changed
        if case.room is not None and isinstance(case.phase, Active)
    )
    return Decision(changed, cards)


def _concerned(case: Case, happened: DueSoon | Broken, facts: Facts) -> tuple[Destination, ...]:
    """The agent in their room; where nobody has the case, or a promise is broken, those on call as well. Of a
    complaint nobody hears but its own room.
    """
    room: tuple[Destination, ...] = () if case.room is None else (case.room,)
    if case.complaint is not None:
        return room
    alone = not isinstance(case.phase, Active)
    return (*room, *facts.policy.on_call) if alone or isinstance(happened, Broken) else room


def _told(case: Case, happened: DueSoon | Broken) -> Text:
    kind = "due_soon" if isinstance(happened, DueSoon) else "broken"
    promise = text(f"promise.{happened.promise}")
    return text(f"clock.told_{kind}", case=case.id, promise=promise, at=happened.due)


def _with_clocks(effect: Effect, cases: dict[CaseId, Case], facts: Facts) -> Effect:
    """A case's cards say what is owed."""
    if not isinstance(effect, Show):
        return effect
    for case in cases.values():
        if effect.card.key == header_key(case.id):
            more = promising.lines(case, facts)
        elif effect.card.key == case_key(case.id):
            more = promising.for_requester(case, facts)
        else:
            continue
        return replace(effect, card=replace(effect.card, lines=(*effect.card.lines, *more)))
    return effect
