"""Complaints about how a case was handled: to its agent first, then to whoever answers for them, out of their sight.

The first stage is told in the case's own room, and the case is the agents' again. The second is a case of its own
with the department for complaints: it waits in a list that only that department's agents read, it is served in their
private chats, and nothing in the first case tells of it.
"""

from dataclasses import replace

from core.cases.cards import header_card, requester_card
from core.cases.case import Active, Case, Complaint, Ticket, Waiting, moved
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.entries import blank, event, written
from core.cases.pending import open_again
from core.cases.questions import calls
from core.policy import Department, Facts
from core.words.cards import Answer, Form
from core.words.commands import Pressed
from core.words.effects import Effect, Say, Show, Tell, Voice
from core.words.refs import direct
from core.words.texts import text


def complain(scene: Scene, command: Pressed, facts: Facts) -> Outcome:
    """`/complain`, with what was wrong."""
    case = scene.the_case
    if command.words is None or blank(command.words, command.files):
        stage = "second" if case.complained else "first"
        form = Form("complaint", text("form.complaint"), case.id, why=text(f"complaint.{stage}"))
        return Decision(answer=Answer(form=form, language=case.language))
    if case.complaint is not None:
        return Refusal(text("refusal.complaint_open", case=case.id))
    if not case.served_by or not case.complained:
        return _to_the_agent(case, command, facts)
    department = _for_complaints(case, facts)
    if department is None:
        return _to_the_agent(case, command, facts)
    return _to_the_manager(scene, case, command, facts, department)


def _to_the_agent(case: Case, command: Pressed, facts: Facts) -> Decision:
    """The first stage: whoever has served the case hears it in its room and may make it good."""
    words = command.words
    if words is None:
        raise ValueError("a complaint has words")
    entry = written(command.id, case, "requester", command.who, words, facts.now, command.files)
    told = replace(case, complained=True)
    if isinstance(case.phase, Active | Waiting | Ticket):
        again = told
    else:
        again = moved(told, Ticket(case.asked_at, "complaint", called=facts.now))
    effects: list[Effect] = [Show(case.place, requester_card(again, facts), case.language)]
    if case.room is not None:
        language = facts.policy.language
        effects += [
            *open_again(case, facts),
            Tell(case.room, text("told.complaint", name=case.name), language),
            Say(case.room, entry.id, Voice(case.name, staff=False), words, language, command.files),
            Show(case.room, header_card(again, facts), language),
        ]
    return Decision(
        (again,),
        tuple(effects),
        (entry, event(command.id, case.id, text("event.complaint"), facts.now)),
        Answer(text("told.complaint_first", case=case.id), language=case.language),
    )


def _to_the_manager(
    scene: Scene, case: Case, command: Pressed, facts: Facts, department: Department
) -> Decision:
    """The second stage: a case of its own, with its number, which those whom it is against never see."""
    words, number = command.words, scene.number
    if words is None or number is None:
        raise ValueError("a complaint has words and a reserved number")
    own = Case(
        number,
        case.requester,
        case.name,
        case.language,
        direct(case.requester),
        None,
        facts.policy.complaint_priority,
        facts.now,
        Ticket(facts.now, "complaint", called=facts.now),
        department=department.id,
        complaint=Complaint(case.id, case.served_by),
        complained=True,
    )
    entry = written(command.id, own, "requester", command.who, words, facts.now, command.files)
    effects: tuple[Effect, ...] = (
        Show(own.place, requester_card(own, facts), own.language),
        *calls(own, facts),
    )
    return Decision(
        (own,),
        effects,
        (event(command.id, own.id, text("event.complaint_about", case=case.id), facts.now), entry),
        Answer(text("told.complaint_second", case=own.id, about=case.id), language=case.language),
    )


def _for_complaints(case: Case, facts: Facts) -> Department | None:
    """The department for complaints, if it has somebody whom this one is not against."""
    return next(
        (
            each
            for each in facts.policy.departments
            if each.complaints and set(each.agents) - set(case.served_by)
        ),
        None,
    )
