"""Other agents who help with a case: they are in its room and write notes there; its owner stays its owner."""

from core.cases.access import may_see
from core.cases.cards import staff_name
from core.cases.case import Active
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.entries import event
from core.policy import Agent, Facts
from core.words.cards import Answer
from core.words.commands import Pressed
from core.words.effects import LetIn, Tell
from core.words.refs import carrier, carrier_of, direct
from core.words.texts import text


def ask_in(scene: Scene, command: Pressed, helper: Agent, agent: Agent, facts: Facts) -> Outcome:
    """`/with ben look at the invoice`: Ben is let into the room and told; what he writes there stays inside."""
    case = scene.case
    if case is None:
        raise ValueError("who helps is decided with the case")
    phase, language = case.phase, facts.policy.language
    if not isinstance(phase, Active):
        return Refusal(text("refusal.not_active", case=case.id))
    if phase.agent != agent.id and not agent.admin:
        return Refusal(text("refusal.not_owner", agent=staff_name(facts, phase.agent), case=case.id))
    if helper.id == phase.agent or not may_see(case, helper, facts):
        return Refusal(text("refusal.cannot_help", agent=helper.name))
    on = carrier_of(phase.room)
    there = tuple(account for account in helper.accounts if carrier(account) == on)
    if not there or case.room_private:
        return Refusal(text("refusal.cannot_help", agent=helper.name))
    said = "" if command.words is None else command.words.text.strip()
    asked = (
        text("help.asked_why", agent=agent.name, case=case.id, why=said)
        if said
        else text("help.asked", agent=agent.name, case=case.id)
    )
    joins = event(
        command.id,
        case.id,
        text("event.helps", agent=helper.name),
        facts.now,
        command.who.account,
        agent.name,
    )
    return Decision(
        (),
        (
            LetIn(phase.room, there),
            Tell(phase.room, text("help.joined", agent=helper.name), language),
            *(Tell(direct(account), asked, language) for account in there),
        ),
        (joins,),
        Answer(text("help.told", agent=helper.name)),
    )
