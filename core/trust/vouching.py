"""Live proof: somebody who doubts whether they speak with the desk's agent has that agent prove it.

They get a code in the desk's own chat and pass it on to whoever claims to be staff. It is good for one case and its
agent, once, for ten minutes. An agent who enters it sees whose case and which place it is for before confirming, and
in another case it is refused: a swindler who has it relayed through a case of their own gains nothing.
"""

import hashlib
from dataclasses import replace
from typing import Final

from core.cases.cards import button, shown_name
from core.cases.case import Active, Case, Challenge
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.entries import event
from core.people.proof import LIFE, TRIES, code
from core.policy import Agent, Facts
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed
from core.words.effects import Tell
from core.words.refs import CardKey, carrier_of
from core.words.texts import text


def fingerprint(given: str) -> str:
    """Under which a code is looked up; the code itself is kept nowhere."""
    plain = "".join(sign for sign in given.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


SURE: Final = "yes:"


def read(argument: str) -> tuple[bool, str]:
    """Whether the agent has seen whose the code is and confirms, and the code."""
    return argument.startswith(SURE), argument.removeprefix(SURE)


def challenge(case: Case, facts: Facts) -> Outcome:
    """The requester gets a code for the agent who has their case."""
    if not isinstance(case.phase, Active):
        return Refusal(text("vouch.nobody", case=case.id))
    made = code(facts.moment.nonce, facts.policy.people.key)
    until = facts.now + LIFE
    asked = replace(case, challenge=Challenge(fingerprint(made), case.phase.agent, until))
    lines = (
        text("vouch.code", code=made),
        text("vouch.how", agent=shown_name(facts, case.phase.agent), case=case.id, until=until),
        text("vouch.elsewhere"),
    )
    card = Card(CardKey("vouch"), text("vouch.title"), lines, tone="waiting")
    return Decision((asked,), answer=Answer(card=card, language=case.language, private=True))


def look(case: Case | None, here: Case | None, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """An agent enters a code: they see what they are about to vouch for. `here` is the case of the room they are in."""
    refused = _refused(case, here, agent, facts)
    if refused is not None or case is None:
        return refused or Refusal(text("vouch.unknown"))
    lines = (
        text("vouch.about", case=case.id, name=case.name, on=carrier_of(case.place)),
        text("vouch.only_if"),
    )
    ways = (button(Verb.VOUCH, argument=f"{SURE}{command.argument}", style="primary"),)
    return Decision(answer=Answer(card=Card(CardKey("vouch"), text("vouch.title"), lines, ways, "warning")))


def confirm(case: Case | None, here: Case | None, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """The agent vouches, and the requester sees who proved it, for which case, and where alone it holds."""
    refused = _refused(case, here, agent, facts)
    if refused is not None or case is None or case.challenge is None:
        return refused or Refusal(text("vouch.unknown"))
    until = facts.now + LIFE
    proven = replace(case, challenge=None)
    told = (
        Tell(case.place, text("vouch.proven", agent=agent.shown, case=case.id, until=until), case.language),
        Tell(case.place, text("vouch.elsewhere"), case.language),
    )
    noted = event(
        command.id,
        case.id,
        text("event.vouched", agent=agent.name),
        facts.now,
        command.who.account,
        agent.name,
    )
    return Decision((proven,), told, (noted,), Answer(text("vouch.done", case=case.id)))


def wrong(case: Case) -> Decision:
    """Somebody entered a case's code who does not have the case: its requester hears of it, and after some tries the
    code is void.
    """
    asked = case.challenge
    if asked is None:
        return Decision()
    tries = asked.tries + 1
    counted = replace(case, challenge=None if tries >= TRIES else replace(asked, tries=tries))
    return Decision(
        (counted,),
        (Tell(case.place, text("vouch.somebody_else", case=case.id), case.language),),
        answer=Answer(text("vouch.not_yours"), alert=True),
    )


def _refused(case: Case | None, here: Case | None, agent: Agent, facts: Facts) -> Refusal | None:
    if case is None or case.challenge is None or case.challenge.until < facts.now:
        return Refusal(text("vouch.unknown"))
    if not isinstance(case.phase, Active) or case.phase.agent != agent.id or case.challenge.agent != agent.id:
        return Refusal(text("vouch.not_yours"))
    if here is not None and here.id != case.id:
        return Refusal(text("vouch.other_case", case=case.id, here=here.id))
    return None
