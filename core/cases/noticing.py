"""Notices on their way: offered to those who approve, previewed, approved or skipped, and sent a few at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, assert_never
from zoneinfo import ZoneInfo

from core.cases.cards import button, staff_name
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.people.addresses import MAIL
from core.people.directory import Contact, Customer, CustomerId
from core.people.reaching import Way, by_mail
from core.policy import Agent, Facts
from core.promises.batches import Batch, Offered, Sending, Sent, Skipped, with_lost
from core.promises.notices import Notice, coming, due_on
from core.promises.wording import label
from core.words.cards import Action, Answer, Card, Verb
from core.words.commands import Undelivered
from core.words.effects import Effect, SendMail, Show
from core.words.refs import CardKey, carrier_of
from core.words.texts import Text, in_language, text

STEP = 25
"""Notices of one commit."""
ADDRESSED = 50
"""Messages of one commit, unless a single customer has more contacts."""
NAMED = 10

Ways = Mapping[CustomerId, tuple[Way | None, ...]]
"""For each customer, how the contacts concerned are written to; None for one who cannot be."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as its reader sees it."""

    title: Text
    lines: tuple[Text, ...]


def today(facts: Facts) -> date:
    """The civil day in the desk's zone."""
    return facts.now.astimezone(ZoneInfo(facts.policy.zone)).date()


# ---- what staff press


def offer(batch: Batch, facts: Facts) -> Decision:
    return Decision((batch,), _shown(batch, facts))


def approve(batch: Batch, agent: Agent, facts: Facts) -> Outcome:
    """It is sent from now on. Only the first word counts."""
    if not isinstance(batch.phase, Offered):
        return _decided_before(batch, facts)
    if not batch.notices:
        return Refusal(text("refusal.expired"))
    approved = replace(batch, phase=Sending(agent.id, facts.now))
    told = Answer(text("told.notices_approved", count=len(batch.notices)))
    return Decision((approved,), _shown(approved, facts), answer=told)


def skip(batch: Batch, agent: Agent, facts: Facts) -> Outcome:
    """None of it is sent, now or later; what is held stays held."""
    if not isinstance(batch.phase, Offered):
        return _decided_before(batch, facts)
    skipped = replace(batch, phase=Skipped(agent.id, facts.now))
    return Decision((skipped,), _shown(skipped, facts), answer=Answer(text("told.notices_skipped")))


def preview(batch: Batch, ways: Ways, example: tuple[Text, ...], facts: Facts) -> Card:
    """How many go where, who is held, who cannot be reached, and an example, which is said already."""
    counted: dict[str, int] = {}
    now = {
        notice: _standing(notice, batch, _customer(notice.contract, facts), facts) for notice in batch.left
    }
    due = [notice for notice, standing in now.items() if standing == "due"]
    held = [notice for notice, standing in now.items() if standing == "held"]
    for way in (way for notice in due for way in ways.get(notice.contract, ()) if way is not None):
        counted[carrier_of(way.to)] = counted.get(carrier_of(way.to), 0) + 1
    lines = [
        text("notices.goes_mail", count=count)
        if carrier == MAIL
        else text("notices.goes_chat", count=count, platform=carrier.capitalize())
        for carrier, count in sorted(counted.items())
    ]
    unreachable = [each.contract for each in due if _somebody_unreachable(each, ways)]
    if unreachable:
        lines.append(
            text("notices.unreachable", count=len(unreachable), customers=_names(unreachable, facts))
        )
    lines += _held((*batch.held, *held), facts)
    if len(due) + len(held) < len(now):
        lines.append(text("notices.moot", count=len(now) - len(due) - len(held)))
    return Card(CardKey(f"preview/{batch.id}"), _title(batch), (*lines, *example))


def _decided_before(batch: Batch, facts: Facts) -> Refusal:
    match batch.phase:
        case Offered():
            return Refusal(text("refusal.expired"))
        case Sending(by=by, at=at) | Sent(by=by, at=at):
            return Refusal(text("refusal.notices_approved", agent=staff_name(facts, by), at=at))
        case Skipped(by=by, at=at):
            return Refusal(text("refusal.notices_skipped", agent=staff_name(facts, by), at=at))
        case _:
            assert_never(batch.phase)


# ---- sending


def send(batch: Batch, sending: Sending, ways: Ways, facts: Facts) -> Decision:
    """The next few: what goes out, and the batch that remembers that it did.

    Each is looked at anew. Of one whose date has moved, whose next step has come or whose contract is gone nothing is
    sent, and a customer who is not to be contacted by now is held.
    """
    effects: list[Effect] = []
    sent: list[Notice] = []
    held: list[Notice] = []
    taken = 0
    after = batch
    for notice in batch.left[:STEP]:
        their = ways.get(notice.contract, ())
        if effects and len(effects) + len(their) > ADDRESSED:
            break
        taken += 1
        customer = _customer(notice.contract, facts)
        match _standing(notice, batch, customer, facts):
            case "due" if customer is not None:
                sent.append(notice)
                effects += [message(notice, batch, customer, way, facts) for way in their if way is not None]
                if _somebody_unreachable(notice, ways):
                    after = with_lost(after, notice.contract)
            case "held":
                held.append(notice)
            case _:
                after = replace(after, moot=after.moot + 1)
    after = replace(
        after,
        notices=(*batch.notices[: batch.done], *sent, *batch.left[taken:]),
        done=batch.done + len(sent),
        held=(*batch.held, *held),
        told=batch.told + len(effects),
    )
    ended = Sent(sending.by, facts.now) if not after.left else replace(sending, step=sending.step + 1)
    after = replace(after, phase=ended)
    return Decision((after,), (*effects, *_shown(after, facts)))


def undelivered(
    batch: Batch, command: Undelivered, customer: Customer, contact: Contact, facts: Facts
) -> Outcome:
    """One did not arrive. What a chat did not take goes by mail; else those who approved it see who was not told."""
    notice = next((each for each in batch.notices if each.contract == customer.id), None)
    if notice is None:
        return UNCHANGED
    way = by_mail(contact, mail=facts.policy.people.mail)
    refused = not command.uncertain and carrier_of(command.to) != MAIL
    if way is not None and refused and not customer.no_contact:
        return Decision((), (message(notice, batch, customer, way, facts),))
    lost = with_lost(batch, customer.id)
    return Decision((lost,), _shown(lost, facts)) if lost != batch else UNCHANGED


def letter(notice: Notice, batch: Batch, customer: Customer, language: str, facts: Facts) -> Letter:
    plan = label(facts.policy.book, customer.contract.plan, language)
    own = in_language(dict(batch.rule.words), language, facts.policy.language)
    own = own.replace("{customer}", customer.name).replace("{plan}", plan)
    lines = (
        text("notice.about", customer=customer.name, plan=plan),
        *(text("notice.words", words=line) for line in own.splitlines() if line.strip()),
        text("notice.questions", desk=facts.policy.name),
    )
    return Letter(text(f"notice.title_{notice.kind}", day=notice.date), lines)


def message(notice: Notice, batch: Batch, customer: Customer, way: Way, facts: Facts) -> Effect:
    language = way.language or facts.policy.language
    said = letter(notice, batch, customer, language, facts)
    if carrier_of(way.to) == MAIL:
        return SendMail(way.to, said.title, said.lines, language)
    return Show(way.to, Card(CardKey(notice.id), said.title, said.lines), language)


def _standing(
    notice: Notice, batch: Batch, customer: Customer | None, facts: Facts
) -> Literal["due", "held", "moot"]:
    if customer is None:
        return "moot"
    day = today(facts)
    found = due_on(day, coming((customer,), batch.rule, day), (batch.rule,), ())
    if notice.id in {each.id for each in found.due}:
        return "due"
    return "held" if notice.id in {each.id for each in found.held} else "moot"


def _somebody_unreachable(notice: Notice, ways: Ways) -> bool:
    their = ways.get(notice.contract, ())
    return not their or None in their


# ---- what staff see


def _shown(batch: Batch, facts: Facts) -> tuple[Show, ...]:
    card = batch_card(batch, facts)
    return tuple(Show(place, card, facts.policy.language) for place in batch.places)


def batch_card(batch: Batch, facts: Facts) -> Card:
    """What is offered, or what has become of it."""
    lines: list[Text] = []
    actions: tuple[Action, ...] = ()
    tone: Literal["calm", "waiting", "good"] = "calm"
    match batch.phase:
        case Offered():
            tone = "waiting"
            if batch.notices:
                first, last = batch.notices[0].date, batch.notices[-1].date
                when = (
                    text("notices.date", day=first)
                    if first == last
                    else text("notices.dates", first=first, last=last)
                )
                lines += [when, text("notices.offer")]
                actions = (
                    button(Verb.PREVIEW, argument=batch.id),
                    button(Verb.SEND, argument=batch.id, style="primary"),
                    button(Verb.SKIP, argument=batch.id),
                )
            else:
                actions = (button(Verb.SKIP, argument=batch.id, label=text("button.dismiss")),)
        case Sending(by=by):
            lines.append(
                text(
                    "notices.sending",
                    agent=staff_name(facts, by),
                    done=batch.done,
                    all=len(batch.notices),
                )
            )
        case Sent(by=by):
            tone = "good"
            lines.append(text("notices.sent", count=batch.told, agent=staff_name(facts, by)))
        case Skipped(by=by):
            lines.append(text("notices.skipped", agent=staff_name(facts, by)))
        case _:
            assert_never(batch.phase)
    lines += _held(batch.held, facts)
    if batch.moot:
        lines.append(text("notices.moot", count=batch.moot))
    if batch.lost:
        lines.append(text("notices.lost", count=len(batch.lost), customers=_names(batch.lost, facts)))
    return Card(CardKey(f"notices/{batch.id}"), _title(batch), tuple(lines), actions, tone)


def _title(batch: Batch) -> Text:
    when = (
        text("notices.ahead", length=timedelta(days=batch.ahead)) if batch.ahead else text("notices.at_once")
    )
    return text(f"notices.of_{batch.rule.kind}", count=len(batch.notices), when=when)


def _held(held: tuple[Notice, ...], facts: Facts) -> list[Text]:
    if not held:
        return []
    names = _names([each.contract for each in held], facts)
    return [text("notices.held", count=len(held), customers=names)]


def _names(customers: Iterable[CustomerId], facts: Facts) -> str:
    every = list(customers)
    found = [(each.name if (each := _customer(id_, facts)) else id_) for id_ in every[:NAMED]]
    return ", ".join(found) + ("…" if len(every) > NAMED else "")


def _customer(id_: CustomerId, facts: Facts) -> Customer | None:
    book = facts.policy.people.book
    return None if book is None else book.by_id(id_)
