"""Who a case is for, and how urgent: escalating it to a department, back to a live chat, priority and category."""

from dataclasses import replace

from core.cases.access import may_see
from core.cases.cards import (
    button,
    category_label,
    department_label,
    departments,
    header_card,
    requester_card,
)
from core.cases.case import Active, Case, Closed, Ticket, moved
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal, Scene
from core.cases.entries import event, written
from core.cases.questions import all_over, calls
from core.cases.seats import without_case
from core.policy import Agent, Department, Facts
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed
from core.words.documents import Document, Edit, edited
from core.words.effects import Effect, Say, Show, Tell, Voice
from core.words.records import Entry
from core.words.refs import CardKey, CaseId
from core.words.texts import text

HIGHEST = 100


def escalate(scene: Scene, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """`/escalate billing they want the invoice`, or the button and then the department.

    The case becomes that department's ticket, with all of the chat and in the room it is in; what the agent adds is
    a note there. The requester is told.
    """
    case = scene.the_case
    if isinstance(case.phase, Closed):
        return Refusal(text("refusal.closed", case=case.id))
    if isinstance(case.phase, Active) and case.phase.agent != agent.id and not agent.admin:
        return Refusal(text("refusal.not_yours", case=case.id))
    if not command.argument and command.words is None:
        return Decision(answer=Answer(card=_choices(case, facts)))
    named, note = _named(command)
    department = facts.policy.department(named)
    if department is None or department.complaints:
        known = ", ".join(each.id for each in facts.policy.departments if not each.complaints)
        return Refusal(text("refusal.no_department", name=named, known=known or "–"))
    if case.complaint is not None:
        return Refusal(text("refusal.complaint_stays"))
    return _escalated(scene, command, agent, facts, department, note)


def _escalated(
    scene: Scene, command: Pressed, agent: Agent, facts: Facts, department: Department, note: Document | None
) -> Decision:
    case, language = scene.the_case, facts.policy.language
    ticket = replace(
        moved(case, Ticket(case.asked_at, "escalated", called=facts.now)), department=department.id
    )
    shown = department_label(facts, department.id, case.language)
    effects: list[Effect] = [
        *all_over(case, facts),
        Show(case.place, requester_card(ticket, facts), case.language),
        Tell(case.place, text("told.escalated", case=case.id, department=shown), case.language),
    ]
    what = text("event.escalated", department=department_label(facts, department.id, language))
    entries: list[Entry] = [event(command.id, case.id, what, facts.now, command.who.account, agent.name)]
    if note is not None:
        entry = written(command.id, case, "note", command.who, note, facts.now)
        entries.append(entry)
        if case.room is not None:
            effects.append(
                Say(case.room, entry.id, Voice(agent.name, staff=True, internal=True), note, language)
            )
    if case.room is not None:
        effects.append(Show(case.room, header_card(ticket, facts), language))
    effects.extend(calls(ticket, facts))
    seats = () if scene.owner is None else (without_case(scene.owner, case.id, facts.now),)
    return Decision((ticket, *seats), tuple(effects), tuple(entries), Answer(text("told.escalated_by_you")))


def to_chat(scene: Scene, agent: Agent, facts: Facts) -> Outcome:
    """The owner goes on live: the case counts as a chat again, and the clock of silence with it."""
    case = scene.the_case
    if not isinstance(case.phase, Active) or case.phase.agent != agent.id:
        return Refusal(text("refusal.not_active", case=case.id))
    if case.phase.mode == "chat":
        return UNCHANGED
    chat = moved(case, replace(case.phase, mode="chat", unanswered=None, silent_at=None))
    return Decision(
        (chat,),
        (
            Show(case.phase.room, header_card(chat, facts), facts.policy.language),
            Show(case.place, requester_card(chat, facts), case.language),
        ),
        (),
        Answer(text("told.chat", case=case.id)),
    )


def prioritise(scene: Scene, command: Pressed, facts: Facts) -> Outcome:
    """`/priority 5`: higher ones come first."""
    case = scene.the_case
    said = (command.words.text if command.words else command.argument).strip()
    if not (said.isascii() and said.isdecimal()) or int(said) > HIGHEST:
        return Refusal(text("refusal.priority", highest=HIGHEST))
    changed = replace(case, priority=int(said))
    return Decision(
        (changed,), _header(changed, facts), (), Answer(text("told.priority", case=case.id, priority=said))
    )


def categorise(scene: Scene, command: Pressed, facts: Facts) -> Outcome:
    """`/category card`, or the field's choices as buttons."""
    case = scene.the_case
    said = (command.words.text if command.words else command.argument).strip()
    chosen = next(
        (
            each
            for each in facts.policy.categories
            if said.casefold() in {each.id.casefold(), *(label.casefold() for label in each.label.values())}
        ),
        None,
    )
    if chosen is None:
        language = facts.policy.language
        actions = tuple(
            button(
                Verb.CATEGORY,
                case,
                each.id,
                label=text("button.own", words=category_label(facts, each.id, language)),
            )
            for each in facts.policy.categories
        )
        if not actions:
            return Refusal(text("refusal.no_categories"))
        card = Card(CardKey(f"category/{case.id}"), text("category.title", case=case.id), (), actions)
        return Decision(answer=Answer(card=card))
    changed = replace(case, category=chosen.id)
    label = category_label(facts, chosen.id, facts.policy.language)
    return Decision(
        (changed,), _header(changed, facts), (), Answer(text("told.category", case=case.id, category=label))
    )


def link(scene: Scene, other: Case, agent: Agent, facts: Facts) -> Outcome:
    """Two cases that have to do with one another name each other."""
    case = scene.the_case
    if other.id == case.id or not may_see(other, agent, facts) or case.complaint or other.complaint:
        return Refusal(text("refusal.no_such_case", case=other.id))
    here = replace(case, links=_with(case, other))
    there = replace(other, links=_with(other, case))
    return Decision(
        (here, there),
        (*_header(here, facts), *_header(there, facts)),
        (),
        Answer(text("told.linked", case=case.id, other=other.id)),
    )


def _with(case: Case, other: Case) -> tuple[CaseId, ...]:
    return case.links if other.id in case.links else (*case.links, other.id)


def _header(case: Case, facts: Facts) -> tuple[Effect, ...]:
    return () if case.room is None else (Show(case.room, header_card(case, facts), facts.policy.language),)


def _named(command: Pressed) -> tuple[str, Document | None]:
    """The department, by a button's argument or the first word; and the note."""
    if command.argument:
        return command.argument, command.words
    words = command.words or Document("")
    start = len(words.text) - len(words.text.lstrip())
    named, _, rest = words.text[start:].partition(" ")
    note = edited(words, (Edit(0, start + len(named) + 1, ""),)) if rest.strip() else None
    return named, note


def _choices(case: Case, facts: Facts) -> Card:
    actions = departments(Verb.ESCALATE, case, facts)
    line = text("escalate.how") if actions else text("escalate.none")
    return Card(CardKey(f"escalate/{case.id}"), text("escalate.title", case=case.id), (line,), actions)
