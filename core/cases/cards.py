"""The cards of a case: what the requester and the agents see of it, kept current under one key each."""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from core.cases.case import (
    Active,
    Case,
    Closed,
    OnDepartment,
    OnIncident,
    OnRequester,
    OnSupplier,
    Pending,
    Snoozed,
    Ticket,
    Wait,
    Waiting,
)
from core.people.shown import lines as asker_lines
from core.policy import Facts
from core.words.cards import Action, Card, Style, Verb
from core.words.refs import AgentId, CardKey, CaseId, EntryId
from core.words.texts import Text, in_language, text


def button(
    verb: Verb,
    case: Case | None = None,
    argument: str = "",
    style: Style = "secondary",
    label: Text | None = None,
) -> Action:
    """A button with the verb's own label, tied to the case's present revision."""
    chosen = label or text(f"button.{verb.name.lower()}")
    number, revision = (None, 0) if case is None else (case.id, case.revision)
    return Action(verb, chosen, number, revision, argument, style)


def case_key(case: CaseId) -> CardKey:
    return CardKey(f"case/{case}")


def header_key(case: CaseId) -> CardKey:
    return CardKey(f"header/{case}")


def requester_card(
    case: Case,
    facts: Facts,
    position: int | None = None,
    wait: float | None = None,
    why: tuple[Text, ...] = (),
) -> Card:
    """The one card that heads the requester's conversation: state, position, who is with them, what they can do.

    `position` counts those before them; `wait` is in seconds; `why` says why it is a ticket.
    """
    card = _requester_card(case, facts, position, wait, why)
    if not case.unreachable or isinstance(case.phase, Closed):
        return card
    return replace(card, lines=(*card.lines, text("card.unreachable")), tone="warning")


def _requester_card(
    case: Case, facts: Facts, position: int | None, wait: float | None, why: tuple[Text, ...]
) -> Card:
    title = text("card.title", case=case.id)
    match case.phase:
        case Waiting(paged=paged):
            lines = (
                [text("queue.position", count=position + 1)]
                if position is not None
                else [text("queue.waiting")]
            )
            if wait is not None or not paged:
                lines.append(_wait_line(wait, facts.policy.live_chat.first_response))
            actions = [button(Verb.DETAILS, case), button(Verb.LEAVE, case, label=text("button.leave_queue"))]
            if paged:
                lines.append(text("queue.nobody_yet"))
                actions.insert(0, button(Verb.TICKET, case, label=text("button.make_ticket")))
            return Card(case_key(case.id), title, tuple(lines), tuple(actions), "waiting")
        case Active(agent=agent):
            return Card(
                case_key(case.id),
                title,
                (text("card.with_agent", agent=shown_name(facts, agent)), text("card.official")),
                (button(Verb.LEAVE, case, label=text("button.close")), button(Verb.PROOF, case)),
                "good",
            )
        case Ticket(reason=reason):
            received = text("ticket.open") if case.served_by else text("ticket.received")
            if reason == "complaint" and case.complaint is not None:
                received = text("ticket.complaint", case=case.complaint.about)
            return Card(
                case_key(case.id),
                title,
                (received, *why, *_with_department(case, facts), text("ticket.how")),
                (button(Verb.DETAILS, case), *_withdrawing(case)),
            )
        case Pending(on=on):
            return Card(
                case_key(case.id),
                title,
                (waits_for(case.id, on, facts, case.language), text("ticket.how")),
                (
                    button(Verb.DETAILS, case),
                    *_wants_an_agent(case, on),
                    button(Verb.LEAVE, case, label=text("button.withdraw")),
                ),
                "waiting",
            )
        case Closed(into=into):
            if into is not None:
                return Card(case_key(case.id), title, (text("told.merged", case=case.id, into=into),))
            by = "card.closed_inactivity" if case.phase.by == "inactivity" else "card.closed"
            return Card(
                case_key(case.id),
                title,
                (text(by),),
                (button(Verb.REOPEN, case), button(Verb.TRANSCRIPT, case), button(Verb.COMPLAIN, case)),
            )


def _wants_an_agent(case: Case, on: Wait) -> tuple[Action, ...]:
    """Whoever waits for an incident to end may want to be helped all the same."""
    return (button(Verb.NOT_YET, case, label=text("button.agent")),) if isinstance(on, OnIncident) else ()


def _withdrawing(case: Case) -> tuple[Action, ...]:
    """What was reported is not withdrawn."""
    return () if case.reported else (button(Verb.LEAVE, case, label=text("button.withdraw")),)


def header_card(case: Case, facts: Facts, earlier: int = 0) -> Card:
    """What heads an agents' room: who asks, since when, in which language, and the actions."""
    key = header_key(case.id)
    lines = [
        text("header.requester", name=case.name, language=case.language),
        *asker_lines(case.asker, case.authorisation, facts.policy.people),
        text("header.asked", at=case.asked_at),
    ]
    if case.topic:
        lines.append(text("header.topic", topic=topic_label(facts, case.topic)))
    if earlier:
        lines.append(text("header.earlier", count=earlier))
    if case.unreachable:
        lines.append(text("header.unreachable"))
    if case.complaint is not None:
        lines.append(text("header.complaint", case=case.complaint.about))
    elif case.complained:
        lines.append(text("header.complained"))
    lines += _filed(case, facts)
    title = text("header.title", case=case.id)
    match case.phase:
        case Active() as active:
            lines.append(text("header.owner", agent=staff_name(facts, active.agent)))
            if active.mode == "ticket":
                lines.append(text("header.ticket"))
            lines.append(text(f"header.speak_{facts.policy.speak}"))
            if active.handover is not None:
                lines.append(text("header.handover", agent=staff_name(facts, active.handover.to)))
            actions = [
                button(Verb.NOTE, case),
                button(Verb.TRANSFER, case),
                button(Verb.RELEASE, case),
                button(Verb.ESCALATE, case),
                button(Verb.WAIT, case),
                button(Verb.ASK_CLOSE, case),
                button(Verb.CLOSE, case, style="danger"),
            ]
            if facts.policy.status.told:
                actions.insert(-2, button(Verb.AFFECTED, case))
            if not active.confirmed:
                actions.insert(0, button(Verb.CONFIRM, case, style="primary"))
            return Card(key, title, tuple(lines), tuple(actions), "good", pinned=True)
        case Waiting():
            lines.append(text("header.waiting"))
            return Card(
                key, title, tuple(lines), (button(Verb.TAKE, case, style="primary"),), "waiting", pinned=True
            )
        case Ticket():
            lines.append(text("header.ticket"))
            return Card(key, title, tuple(lines), (button(Verb.TAKE, case, style="primary"),), pinned=True)
        case Pending(on=on, agent=agent):
            lines.append(waits_for(case.id, on, facts, facts.policy.language))
            if agent is not None:
                lines.append(text("header.set_aside", agent=staff_name(facts, agent)))
            take = button(Verb.TAKE, case, style="primary")
            return Card(key, title, tuple(lines), (take,), "waiting", pinned=True)
        case Closed():
            lines.append(text("header.closed"))
            return Card(key, title, tuple(lines), (), pinned=True)


def rating_card(case: Case) -> Card:
    """Asks for the requester's word on this resolution, then for stars, then thanks; one message throughout."""
    at = case.phase.at if isinstance(case.phase, Closed) else case.asked_at
    key = CardKey(f"rating/{case.id}/{at.timestamp():.0f}")
    title = text("rate.title", case=case.id)
    match case.phase:
        case Closed(solved=None):
            actions = (
                button(Verb.SOLVED, case, style="primary"),
                button(Verb.NOT_YET, case),
                button(Verb.TRANSCRIPT, case),
            )
            return Card(key, title, (text("rate.solved_question"),), actions)
        case Closed(stars=None):
            stars = tuple(
                button(Verb.RATE, case, str(n), label=text("button.stars", count=n)) for n in range(1, 6)
            )
            return Card(key, title, (text("rate.stars_question"),), stars)
        case Closed(comment=""):
            return Card(
                key,
                title,
                (text("rate.thanks"),),
                (button(Verb.COMMENT, case), button(Verb.TRANSCRIPT, case)),
                "good",
            )
        case _:
            return Card(key, title, (text("rate.thanks"),), (button(Verb.TRANSCRIPT, case),), "good")


def solved_question(case: Case) -> Card:
    """Asks, while the case is still open, whether it may be closed."""
    actions = [button(Verb.LEAVE, case, label=text("button.solved"))]
    if isinstance(case.phase, Pending):
        actions.append(button(Verb.NOT_YET, case))
    return Card(
        CardKey(f"solved/{case.id}/{case.revision}"),
        text("rate.title", case=case.id),
        (text("rate.may_close"),),
        tuple(actions),
    )


def waits_for(case: CaseId, on: Wait, facts: Facts, language: str) -> Text:
    """What a case waits for, as anybody may read it."""
    match on:
        case OnRequester(solved=True):
            return text("pending.solved")
        case OnRequester(close_at=close_at):
            return text("pending.requester", case=case, until=close_at)
        case OnDepartment(department=department):
            return text("pending.department", department=department_label(facts, department, language))
        case OnSupplier(party=party, target=target):
            return text("pending.supplier", party=party, until=target)
        case Snoozed(until=until):
            return text("pending.snoozed", until=until)
        case OnIncident(number=number, title=title):
            return text("pending.incident", number=number, title=title)
        case _:
            assert_never(on)


def uncertain_card(case: Case, row: str, entry: EntryId) -> Card:
    """Nobody knows whether an agent's words arrived: the agent decides whether they go once more."""
    return Card(
        CardKey(f"uncertain/{entry}"),
        text("uncertain.title"),
        (text("uncertain.explained"),),
        (button(Verb.RESEND, case, row),),
        "warning",
    )


def unheard_card(case: Case, row: str, entry: EntryId) -> Card:
    """The requester's words did not get into the agents' room: the agent may have them shown once more."""
    return Card(
        CardKey(f"unheard/{entry}"),
        text("unheard.title"),
        (text("undelivered.unheard", name=case.name),),
        (button(Verb.RESEND, case, row, label=text("button.show_again")),),
        "warning",
    )


def shown_name(facts: Facts, agent: AgentId) -> str:
    """The name of an agent as requesters see it."""
    known = facts.roster.by_id.get(agent)
    return known.shown if known else agent


def staff_name(facts: Facts, agent: AgentId) -> str:
    """The name of an agent as staff see it."""
    known = facts.roster.by_id.get(agent)
    return known.name if known else agent


def topic_label(facts: Facts, topic: str, language: str | None = None) -> str:
    """A topic's label, in the desk's language where no other is named."""
    known = facts.policy.topic(topic)
    if known is None:
        return topic
    return in_language(known.label, language or facts.policy.language)


def departments(verb: Verb, case: Case, facts: Facts) -> tuple[Action, ...]:
    """A button for each department, but those that hear complaints."""
    language = facts.policy.language
    return tuple(
        button(verb, case, each.id, label=text("button.own", words=in_language(each.label, language)))
        for each in facts.policy.departments
        if not each.complaints
    )


def department_label(facts: Facts, department: str, language: str) -> str:
    """A department's label in a language."""
    known = facts.policy.department(department)
    return department if known is None else in_language(known.label, language)


def category_label(facts: Facts, category: str, language: str) -> str:
    """A category's label in a language."""
    known = next((each for each in facts.policy.categories if each.id == category), None)
    return category if known is None else in_language(known.label, language)


def _with_department(case: Case, facts: Facts) -> tuple[Text, ...]:
    if case.department is None or case.complaint is not None:
        return ()
    return (text("ticket.department", department=department_label(facts, case.department, case.language)),)


def _filed(case: Case, facts: Facts) -> list[Text]:
    """Where a case belongs, for staff."""
    language = facts.policy.language
    lines: list[Text] = []
    if case.department is not None:
        lines.append(text("header.department", department=department_label(facts, case.department, language)))
    if case.category is not None:
        lines.append(text("header.category", category=category_label(facts, case.category, language)))
    if case.priority:
        lines.append(text("header.priority", priority=case.priority))
    if case.links:
        lines.append(text("header.links", cases=", ".join(f"#{each}" for each in case.links)))
    return lines


def _wait_line(wait: float | None, promise: timedelta) -> Text:
    if wait is None:
        return text("queue.promise", within=promise)
    return text("queue.wait", wait=timedelta(seconds=max(60, round(wait / 60) * 60)))
