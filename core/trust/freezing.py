"""A member of staff whose account is somebody else's now is frozen by whoever notices it first, and is nobody until an
admin lets them go on. Their cases go back, their words go nowhere, and `Is this staff?` says no.

Anybody can be frozen, the last admin too: a hijacked one must be stopped by whoever sees it. So that no
freeze stays for ever, whoever runs the program thaws as well, from the command line.
"""

from dataclasses import replace

from core.cases.decision import Decision, Outcome, Refusal
from core.cases.people import Desk, Frozen
from core.policy import Agent, Facts, called
from core.trust.enrolling import noted, to_all
from core.words.cards import Answer
from core.words.commands import Pressed
from core.words.texts import text


def freeze(desk: Desk, command: Pressed, acting: Agent | None, facts: Facts) -> Outcome:
    """Any agent may, and whoever moderates the place: a mistake costs minutes, and waiting may cost a wallet."""
    if acting is None and not command.moderator:
        return Refusal(text("refusal.moderators_only"))
    wanted = _wanted(command)
    found = facts.policy.agent(wanted)
    if found is None:
        return Refusal(text("refusal.whom", agent=wanted))
    by = command.who.name if acting is None else acting.name
    frozen = replace(desk, frozen=(*desk.frozen, Frozen(found.id, found.name, by, facts.now)))
    frozen = noted(frozen, facts, "frozen", found.name, by)
    told = to_all(text("freeze.told", agent=found.name, by=by), facts)
    if not any(each.admin and each.accounts for each in facts.policy.agents if each.id != found.id):
        told += to_all(text("freeze.last", agent=found.name, id=found.id), facts)
    return Decision((frozen,), told, answer=Answer(text("freeze.done", agent=found.name)))


def thaw(desk: Desk, command: Pressed, acting: Agent | None, facts: Facts) -> Outcome:
    """An admin has made sure that the account is its owner's again."""
    if acting is None or not acting.admin:
        return Refusal(text("refusal.admins"))
    return let_go_on(desk, _wanted(command), acting.name, facts)


def let_go_on(desk: Desk, wanted: str, by: str, facts: Facts) -> Outcome:
    """Whoever is frozen and called so is staff again, by the word of an admin or of the operator."""
    found = called(wanted, facts.policy.frozen)
    if found is None:
        return Refusal(text("refusal.whom", agent=wanted))
    thawed = replace(desk, frozen=tuple(each for each in desk.frozen if each.agent != found.id))
    thawed = noted(thawed, facts, "thawed", found.name, by)
    told = text("thaw.told", agent=found.name, by=by)
    return Decision((thawed,), to_all(told, facts), answer=Answer(text("thaw.done", agent=found.name)))


def _wanted(command: Pressed) -> str:
    words = command.words.text if command.words else ""
    return (command.argument or words).strip()
