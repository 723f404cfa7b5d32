"""A member of staff whose account is somebody else's now is frozen by whoever notices it first, and is nobody until an
admin lets them go on. Their cases go back, their words go nowhere, and `Is this staff?` says no.
"""

from dataclasses import replace

from core.cases.decision import Decision, Outcome, Refusal
from core.cases.people import Desk, Frozen
from core.policy import Agent, Facts
from core.trust.enrolling import noted
from core.words.cards import Answer
from core.words.commands import Pressed
from core.words.effects import Tell
from core.words.refs import Destination
from core.words.texts import Text, text


def freeze(desk: Desk, command: Pressed, acting: Agent | None, facts: Facts) -> Outcome:
    """Any agent may, and whoever moderates the place: a mistake costs minutes, and waiting may cost a wallet."""
    if acting is None and not command.moderator:
        return Refusal(text("refusal.moderators_only"))
    wanted = _wanted(command)
    found = next((each for each in facts.policy.agents if _is(each, wanted)), None)
    if found is None:
        return Refusal(text("refusal.whom", agent=wanted))
    by = command.who.name if acting is None else acting.name
    frozen = replace(desk, frozen=(*desk.frozen, Frozen(found.id, found.name, by, facts.now)))
    frozen = noted(frozen, facts, "frozen", found.name, by)
    told = text("freeze.told", agent=found.name, by=by)
    return Decision((frozen,), _to_all(told, facts), answer=Answer(text("freeze.done", agent=found.name)))


def thaw(desk: Desk, command: Pressed, acting: Agent | None, facts: Facts) -> Outcome:
    """An admin has made sure that the account is its owner's again."""
    if acting is None or not acting.admin:
        return Refusal(text("refusal.admins"))
    wanted = _wanted(command)
    found = next((each for each in desk.frozen if wanted in {each.agent, each.name.casefold()}), None)
    if found is None:
        return Refusal(text("refusal.whom", agent=wanted))
    thawed = replace(desk, frozen=tuple(each for each in desk.frozen if each != found))
    thawed = noted(thawed, facts, "thawed", found.name, acting.name)
    told = text("thaw.told", agent=found.name, by=acting.name)
    return Decision((thawed,), _to_all(told, facts), answer=Answer(text("thaw.done", agent=found.name)))


def _to_all(told: Text, facts: Facts) -> tuple[Tell, ...]:
    """Where staff are."""
    places: dict[Destination, None] = dict.fromkeys((*facts.policy.moderators, *facts.policy.boards))
    return tuple(Tell(place, told, facts.policy.language) for place in places)


def _wanted(command: Pressed) -> str:
    words = command.words.text if command.words else ""
    return (command.argument or words).strip().removeprefix("@").casefold()


def _is(agent: Agent, wanted: str) -> bool:
    names = {agent.id.casefold(), agent.name.casefold(), agent.shown.casefold(), *agent.accounts}
    return bool(wanted) and wanted in names
