"""Time that agents spend on cases: entered by them, billed to the customer's account, shown to both sides."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from core.cases import promising
from core.cases.cards import button
from core.cases.case import Case
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.entries import event, written
from core.people.directory import Customer
from core.people.standing import Standing
from core.policy import Agent, Facts
from core.promises.ledger import Ledger, lines, with_charge, with_credit, without_charge
from core.promises.packs import Charge, Line, TimeEntry, charged
from core.promises.plans import Blocks, Plan
from core.promises.terms import Outcome as Promise
from core.promises.terms import Promised
from core.promises.wording import explained, label, said
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.effects import Tell
from core.words.refs import CardKey
from core.words.terms import first_length
from core.words.texts import Text, text

LONGEST = timedelta(hours=24)
LATEST = 8
"""So many lines of a statement are shown."""

_CLOCK = re.compile(r"\s*(?:(\d{4}-\d{2}-\d{2})\s+)?(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})(?=\s|$)")

Wrong = Literal["none", "longest", "to_come"]


@dataclass(frozen=True, slots=True)
class Worked:
    """From when to when, and what was done."""

    start: datetime
    end: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Books:
    """A customer's file and time account, as far as there are any. `asker` is who asks, on their behalf."""

    asker: Standing
    customer: Customer | None = None
    ledger: Ledger | None = None


def enter(case: Case, books: Books, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """`/time 20m what was done`, just now; `/time 09:50-10:20 …` today, or on a day that is named before."""
    zone = facts.policy.book.zone
    work = worked(command.words.text if command.words else command.argument, facts.now, zone)
    if isinstance(work, str):
        return Refusal(text(f"refusal.time_{work}"))
    length = work.end - work.start
    note = written(command.id, case, "note", command.who, plain(work.what), facts.now)
    notes = (note,) if work.what else ()
    rule = _billed(case, books.asker, facts)
    if rule is None or books.ledger is None:
        spent = event(
            command.id,
            case.id,
            text("event.time", length=length),
            facts.now,
            by=command.who.account,
            name=agent.name,
        )
        return Decision(entries=(*notes, spent), answer=Answer(text("time.noted", length=length)))
    plan, blocks = rule
    hours = facts.policy.book.hours(plan.calendar)
    bill = charged(TimeEntry("", work.start, work.end), hours, blocks)
    bill = Charge("", bill.at, bill.inside, bill.outside, case.id, agent.id)
    packs = () if books.customer is None else books.customer.packs
    ledger = with_charge(books.ledger, bill, packs, zone)
    told = text("event.time_billed", length=length, billed=bill.length)
    spent = event(command.id, case.id, told, facts.now, by=command.who.account, name=agent.name)
    back = button(Verb.TIME, case, str(ledger.numbered), label=text("button.time_back"))
    card = Card(
        CardKey(f"time/{case.id}/{ledger.numbered}"),
        text("time.title", length=length, billed=bill.length),
        (
            text("time.blocks", inside=bill.inside, outside=bill.outside),
            *_left(lines(ledger, packs, facts.now, zone)),
        ),
        (back,),
    )
    return Decision((ledger,), entries=(*notes, spent), answer=Answer(card=card))


def take_back(case: Case, ledger: Ledger | None, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """Whoever entered it by mistake takes it back, or an admin does."""
    known = () if ledger is None else ledger.charges
    charge = next((each for each in known if each.id == command.argument and each.case == case.id), None)
    if ledger is None or charge is None:
        return Refusal(text("refusal.expired"))
    if charge.by != agent.id and not agent.admin:
        return Refusal(text("refusal.admins_only"))
    undone = event(
        command.id,
        case.id,
        text("event.time_back", billed=charge.length),
        facts.now,
        by=command.who.account,
        name=agent.name,
    )
    return Decision(
        (without_charge(ledger, charge.id),),
        entries=(undone,),
        answer=Answer(text("time.back", billed=charge.length)),
    )


def shown(books: Books, promise: Promise, language: str, facts: Facts) -> Card:
    """`/plan`: which promise holds and why, what it says, and the time account with its latest lines."""
    book, zone = facts.policy.book, facts.policy.book.zone
    asker = books.asker
    told: list[Text] = [explained(book, promise, language)]
    if isinstance(promise, Promised):
        told += [said(term) for term in promise.terms]
    if asker.plan:
        told.insert(0, text("plan.of", customer=asker.customer, plan=label(book, asker.plan, language)))
    packs = () if books.customer is None else books.customer.packs
    if books.ledger is not None and (packs or books.ledger.credits or books.ledger.charges):
        found = lines(books.ledger, packs, facts.now, zone)
        told += [*_left(found), *(_line(each, books.ledger) for each in found[-LATEST:])]
    return Card(CardKey("plan"), text("plan.title"), tuple(told))


def credited(before: Case | None, after: Case) -> bool:
    """Whether a broken promise has just earned the case's customer free time."""
    earned = after.clocks is not None and after.clocks.credited
    return earned and not (before is not None and before.clocks is not None and before.clocks.credited)


def credit(case: Case, ledger: Ledger, facts: Facts) -> tuple[Ledger, Tell]:
    """The account with the free time, and what tells its customer so."""
    length = timedelta(0) if case.clocks is None else case.clocks.credit
    told = Tell(case.place, text("told.credited", length=length), case.language)
    return with_credit(ledger, case.id, length, facts.now), told


def worked(words: str, now: datetime, zone: str) -> Worked | Wrong:
    """What an agent wrote after `/time`: a length that ends now, or two times of day in the desk's zone."""
    clock = _CLOCK.match(words)
    if clock is not None:
        return _between(clock, words[clock.end() :].strip(), now, zone)
    length, what = first_length(words)
    if length is None or not length:
        return "none"
    return "longest" if length > LONGEST else Worked(now - length, now, what)


def _between(clock: re.Match[str], what: str, now: datetime, zone: str) -> Worked | Wrong:
    here = ZoneInfo(zone)
    try:
        day = date.fromisoformat(clock[1]) if clock[1] else now.astimezone(here).date()
        begins, ends = (time.fromisoformat(each.rjust(5, "0")) for each in (clock[2], clock[3]))
    except ValueError:
        return "none"
    until = day if ends > begins else day + timedelta(days=1)
    start = datetime.combine(day, begins, here).astimezone(now.tzinfo)
    end = datetime.combine(until, ends, here).astimezone(now.tzinfo)
    return "to_come" if end > now else Worked(start, end, what)


def _billed(case: Case, asker: Standing, facts: Facts) -> tuple[Plan, Blocks] | None:
    """By which plan's blocks: that of the promise on the contact that was used, else the customer's own."""
    promise = promising.owed(case, facts)
    for id_ in (promise.plan, asker.plan):
        plan = None if id_ is None else facts.policy.book.plan(id_)
        if plan is not None and plan.blocks is not None:
            return plan, plan.blocks
    return None


def _left(found: tuple[Line, ...]) -> tuple[Text, ...]:
    owed = sum((line.owed for line in found), timedelta(0))
    left = text("account.left", balance=found[-1].balance if found else timedelta(0))
    return (left, text("account.owed", owed=owed)) if owed else (left,)


def _line(line: Line, ledger: Ledger) -> Text:
    match line.kind:
        case "time":
            charge = next((each for each in ledger.charges if each.id == line.about), None)
            case = None if charge is None else charge.case
            length = line.owed - line.amount
            return text("account.time", at=line.at, length=length, case=case or 0, balance=line.balance)
        case "expired":
            return text("account.expired", at=line.at, length=-line.amount, balance=line.balance)
        case kind:
            return text(f"account.{kind}", at=line.at, length=line.amount, balance=line.balance)
