"""Cases that wait for the end of an incident: how they come to, what their requesters hear, and how they go on."""

from dataclasses import replace

from core.cases.cards import button, requester_card
from core.cases.case import Active, Case, Closed, OnIncident, Pending, moved
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.entries import event, written
from core.cases.pending import aside, on_requester
from core.people.asking import not_theirs_to_ask, taken_down
from core.policy import Agent, Facts
from core.status import showing
from core.status.incidents import Incident
from core.status.maintenance import Matter
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed
from core.words.effects import Effect, Show
from core.words.refs import CardKey, direct
from core.words.texts import text


def offer(matters: tuple[Incident, ...], facts: Facts, language: str) -> Card:
    """Is it this? Shown before a request is handed in."""
    lines = [
        line
        for each in matters
        for line in (text("incident.bold", title=showing.titled(each)), *showing.state(each, facts, language))
    ]
    actions = [showing.choice(Verb.ME_TOO, each, "primary") for each in matters]
    if len(actions) == 1:
        actions = [replace(actions[0], label=text("button.me_too"))]
    actions.append(button(Verb.OTHER))
    return Card(CardKey("is-it-this"), text("incident.is_it_this"), tuple(lines), tuple(actions), "waiting")


def me_too(scene: Scene, command: Pressed, matter: Matter, facts: Facts, language: str) -> Outcome:
    """The requester has it too: their words are a case that waits for the incident's end, in no queue."""
    requester, number = scene.requester, scene.number
    if requester is None or requester.draft is None or number is None:
        return Refusal(text("refusal.no_draft"), (button(Verb.HELP, style="primary"),))
    draft = requester.draft
    unfit = not_theirs_to_ask(draft.topic, requester, facts)
    if unfit is not None:
        return unfit
    case = Case(
        number,
        command.who.account,
        command.who.name,
        language,
        direct(command.who.account),
        draft.topic,
        next((each.priority for each in facts.policy.topics if each.id == draft.topic), 0),
        facts.now,
        Pending(OnIncident(matter.number, matter.title), facts.now, None),
        incident=matter.number,
    )
    words = written(command.id, case, "requester", command.who, draft.words, draft.at, draft.files)
    case = taken_down(case, requester, words, facts)
    asked = event(command.id, case.id, text("event.asked"), facts.now, case.requester, case.name)
    card = requester_card(case, facts)
    told = Answer(card=replace(card, key=CardKey(f"receipt/{case.id}"), actions=()), language=language)
    return Decision(
        (case, replace(requester, draft=None)),
        (Show(case.place, card, language),),
        (asked, words),
        Answer(text("told.me_too", case=case.id), language=language) if command.private else told,
    )


def link(scene: Scene, command: Pressed, matter: Matter, agent: Agent, facts: Facts) -> Outcome:
    """An agent sets the case aside until the incident is over."""
    case = scene.case
    if case is None or isinstance(case.phase, Closed):
        return Refusal(text("refusal.which_case"))
    linked = replace(scene, case=replace(case, incident=matter.number))
    return aside(linked, command, agent, facts, OnIncident(matter.number, matter.title))


def news(case: Case, matter: Matter, facts: Facts) -> tuple[Case, tuple[Effect, ...]]:
    """What the requester of a linked case hears of the latest update; at the end they are asked whether it works."""
    card = _news(case, matter, facts)
    told: list[Effect] = [Show(case.place, card, case.language, replaces=f"news/{matter.number}")]
    match case.phase:
        case Pending(on=OnIncident(number=number)) if matter.over and number == matter.number:
            asked = moved(case, replace(case.phase, on=on_requester(facts, solved=True), since=facts.now))
            return asked, (*told, Show(case.place, works_again(asked, matter), case.language))
        case Active(room=room):
            told.append(Show(room, card, facts.policy.language, replaces=f"news/{matter.number}"))
            return case, tuple(told)
        case _:
            return case, tuple(told)


def works_again(case: Case, matter: Matter) -> Card:
    """Asked at the end of an incident: yes closes the case, no puts it back."""
    return Card(
        CardKey(f"solved/{case.id}/{case.revision}"),
        text("incident.works_again"),
        (text("incident.ended_resolved", title=matter.title),),
        (
            button(Verb.LEAVE, case, style="primary", label=text("button.works")),
            button(Verb.NOT_YET, case, label=text("button.works_not")),
        ),
        "waiting",
    )


def _news(case: Case, matter: Matter, facts: Facts) -> Card:
    return Card(
        CardKey(f"news/{matter.number}/{len(matter.updates)}"),
        text("incident.news", title=showing.titled(matter)),
        showing.news(matter, facts, case.language),
    )
