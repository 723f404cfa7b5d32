"""What an agent is asked by a card: to take a case over, whether they are still there. When that is over the card says
how it ended, and has no buttons any more.
"""

from core.cases.cards import button, department_label, staff_name
from core.cases.case import Active, Case, Handover, Ticket, Waiting
from core.policy import Department, Facts
from core.words.cards import Card, Verb
from core.words.effects import Show
from core.words.refs import AgentId, CardKey, Destination, direct
from core.words.texts import Text, text


def handover_card(
    case: Case, facts: Facts, by: AgentId, handover: Handover, outcome: Text | None = None
) -> Card:
    """Offers a case to another agent, with the note, until it is answered or falls back; then says how it ended."""
    lines = (
        text(
            "handover.offered",
            agent=staff_name(facts, by),
            to=staff_name(facts, handover.to),
            case=case.id,
        ),
        text("handover.note", note=handover.note or "–"),
        outcome or text("handover.until", within=facts.policy.live_chat.handover),
    )
    key = CardKey(f"handover/{case.id}/{handover.until.timestamp():.0f}")
    if outcome is not None:
        return Card(key, text("handover.title"), lines)
    actions = (button(Verb.ACCEPT, case, style="primary"), button(Verb.DECLINE, case))
    return Card(key, text("handover.title"), lines, actions, "warning")


def silence_card(case: Case, facts: Facts, active: Active, outcome: Text | None = None) -> Card:
    """Asks an agent who has left a requester without an answer whether they are still there."""
    until = active.silent_at.timestamp() if active.silent_at is not None else 0
    key = CardKey(f"still/{case.id}/{until:.3f}")
    if outcome is not None:
        return Card(key, text("silence.title"), (outcome,))
    question = text("silence.question", within=facts.policy.live_chat.patience)
    actions = (button(Verb.STILL_HERE, case, style="primary"), button(Verb.RELEASE, case))
    return Card(key, text("silence.title"), (question,), actions, "warning")


def pages(case: Case, facts: Facts, outcome: Text | None = None) -> tuple[Show, ...]:
    """Tells those on call that nobody has taken a case in time, once; then what became of it."""
    waiting = case.phase
    if not isinstance(waiting, Waiting) or not waiting.paged:
        return ()
    since = text("page.waiting", name=case.name, at=waiting.since)
    key = CardKey(f"page/{case.id}/{waiting.respond_by.timestamp():.0f}")
    title = text("page.title", case=case.id)
    page = Card(key, title, (since,), (button(Verb.TAKE, case, style="primary"),), "warning")
    if outcome is not None:
        page = Card(key, title, (since, outcome))
    return tuple(Show(place, page, facts.policy.language) for place in facts.policy.on_call)


def calls(case: Case, facts: Facts, outcome: Text | None = None) -> tuple[Show, ...]:
    """Tells a department of a ticket for it, once; then what became of that."""
    ticket = case.phase
    department = None if case.department is None else facts.policy.department(case.department)
    if not isinstance(ticket, Ticket) or ticket.called is None or department is None:
        return ()
    language = facts.policy.language
    key = CardKey(f"call/{case.id}/{ticket.called.timestamp():.0f}")
    title = text("call.title", case=case.id, department=department_label(facts, department.id, language))
    why = text(f"call.{ticket.reason}", name=case.name)
    call = Card(key, title, (why,), (button(Verb.TAKE, case, style="primary"),), "warning")
    if outcome is not None:
        call = Card(key, title, (why, outcome))
    return tuple(Show(place, call, language) for place in _heard_by(case, department, facts))


def _heard_by(case: Case, department: Department, facts: Facts) -> tuple[Destination, ...]:
    """Where a department hears of a case; of a complaint each of its agents alone, but those whom it is against."""
    if case.complaint is None:
        return department.notify
    agents = (
        facts.roster.by_id.get(each) for each in department.agents if each not in case.complaint.against
    )
    return tuple(direct(account) for agent in agents if agent is not None for account in agent.accounts)


def offer_over(case: Case, facts: Facts, outcome: Text) -> tuple[Show, ...]:
    """The card of a transfer that was on offer."""
    active = case.phase
    if not isinstance(active, Active) or active.handover is None or active.handover.shown is None:
        return ()
    card = handover_card(case, facts, active.agent, active.handover, outcome)
    return (Show(active.handover.shown, card, facts.policy.language),)


def silence_over(case: Case, facts: Facts, outcome: Text) -> tuple[Show, ...]:
    """The card that asked whether the agent is still there."""
    active = case.phase
    if not isinstance(active, Active) or not active.asked_still_there:
        return ()
    return (Show(active.room, silence_card(case, facts, active, outcome), facts.policy.language),)


def all_over(case: Case, facts: Facts) -> tuple[Show, ...]:
    """The case has gone on: nothing that was asked about it as it was matters any more."""
    return (
        *pages(case, facts, text("page.over")),
        *calls(case, facts, text("call.over")),
        *offer_over(case, facts, text("handover.withdrawn")),
        *silence_over(case, facts, text("silence.over")),
    )
