"""The roster as anybody may see it. Accounts are in it only where the desk wants that."""

from dataclasses import dataclass

from core.policy import Agent, Policy
from core.words.refs import Account, Carrier, carrier
from core.words.texts import in_language


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the staff, by the name that requesters see. Departments are labels in the reader's language."""

    name: str
    departments: tuple[str, ...]
    languages: tuple[str, ...]
    platforms: tuple[Carrier, ...]
    accounts: tuple[Account, ...]


def listed(policy: Policy, language: str) -> tuple[Listed, ...]:
    """Everybody who has an account, by their names. Whoever has none could be checked by nobody."""
    shown = [
        Listed(
            agent.shown,
            departments_of(agent, policy, language),
            agent.languages,
            tuple(dict.fromkeys(map(carrier, agent.accounts))),
            agent.accounts if policy.roster.lists_accounts else (),
        )
        for agent in policy.agents
        if agent.accounts
    ]
    return tuple(sorted(shown, key=lambda each: each.name.casefold()))


def departments_of(agent: Agent, policy: Policy, language: str) -> tuple[str, ...]:
    """The labels of an agent's departments, but for those that take complaints about agents."""
    own = (each for each in policy.departments if agent.id in each.agents and not each.complaints)
    return tuple(in_language(each.label, language) for each in own)
