"""Two cases of one person about one thing become one: the earlier room closes and points to the other."""

from dataclasses import replace

from core.cases.access import may_see
from core.cases.cards import header_card, requester_card, staff_name
from core.cases.case import Active, Case, Closed, moved
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.entries import event
from core.cases.history import told_again
from core.cases.questions import all_over
from core.cases.seats import without_case
from core.policy import Agent, Facts
from core.words.cards import Answer
from core.words.commands import Pressed
from core.words.effects import CloseRoom, Effect, Show, Tell
from core.words.refs import Account, AgentId, CommandId
from core.words.texts import Text, text


def merge(scene: Scene, command: Pressed, into: Case, agent: Agent, facts: Facts) -> Outcome:
    """`/merge 12`, written in the case that ends: it goes on in #12, whose room is told what was said here.

    What the requester writes from now on belongs to #12. Both must be theirs, and only whoever has this one may. Of two
    complaints what becomes of them is kept from all whom either is against.
    """
    case = scene.the_case
    if into.id == case.id or not may_see(into, agent, facts) or into.requester != case.requester:
        return Refusal(text("refusal.not_theirs", case=into.id))
    if (case.complaint is None) != (into.complaint is None):
        return Refusal(text("refusal.not_theirs", case=into.id))
    if not {*case.served_by, *into.served_by}.isdisjoint(_accused(case, into)):
        return Refusal(text("refusal.served_by_accused", case=into.id))
    for each in (case, into):
        if isinstance(each.phase, Closed):
            return Refusal(text("refusal.closed", case=each.id))
    if isinstance(case.phase, Active) and case.phase.agent != agent.id and not agent.admin:
        return Refusal(text("refusal.not_owner", agent=staff_name(facts, case.phase.agent), case=case.id))
    told = text("told.merged", case=case.id, into=into.id)
    return joined(scene, command.id, into, (command.who.account, agent.name), told, facts)


def joined(
    scene: Scene, command: CommandId, into: Case, by: tuple[Account, str], told: Text, facts: Facts
) -> Decision:
    """The scene's case ends and goes on in another. `told` is what the place hears where that is spoken of."""
    case, language = scene.the_case, facts.policy.language
    owner = case.phase.agent if isinstance(case.phase, Active) else None
    over = moved(case, Closed(facts.now, "merged", owner, mode="ticket", into=into.id))
    goes_on = replace(
        into,
        links=into.links if case.id in into.links else (*into.links, case.id),
        complaint=into.complaint and replace(into.complaint, against=_accused(case, into)),
    )
    effects: list[Effect] = [
        *all_over(case, facts),
        Show(case.place, requester_card(over, facts), case.language),
        Tell(into.place, told, into.language),
    ]
    if into.room is not None:
        effects.extend(told_again(case, scene.history, into.room, facts))
        effects.append(Show(into.room, header_card(goes_on, facts), language))
    if case.room is not None:
        effects.append(Show(case.room, header_card(over, facts), language))
        effects.append(Tell(case.room, text("told.merged", case=case.id, into=into.id), language))
        if case.room != into.room:
            effects.append(CloseRoom(case.room, text("room.closed", case=case.id), language))
    seats = () if scene.owner is None else (without_case(scene.owner, case.id, facts.now),)
    what = text("event.merged", case=case.id, into=into.id)
    return Decision(
        (over, goes_on, *seats),
        tuple(effects),
        (event(command, case.id, what, facts.now, *by), event(command, into.id, what, facts.now, *by)),
        Answer(text("told.merged", case=case.id, into=into.id)),
    )


def _accused(*cases: Case) -> tuple[AgentId, ...]:
    """Those whom any of these complaints is against, each once."""
    accused = (agent for each in cases if each.complaint is not None for agent in each.complaint.against)
    return tuple(dict.fromkeys(accused))
