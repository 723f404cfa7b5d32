"""The mark by which a community knows its staff (a role, a tag): whoever is staff bears it, and nobody else.

It follows from each change of the roster, in the same commit. Whoever takes it from somebody by hand is not
contradicted; what is missing is given when the program starts, and when staff come.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.cases.decision import Decision, Outcome
from core.cases.people import Desk
from core.policy import Facts, Policy
from core.scenes import Loaded
from core.words.cards import Card
from core.words.commands import Undelivered
from core.words.effects import Badge, Show
from core.words.people import Profile
from core.words.refs import Account, CardKey, Destination, carrier, direct
from core.words.texts import text


def in_step(outcome: Outcome, loaded: Loaded, facts: Facts) -> Outcome:
    """What was decided, with the mark for whoever it makes staff, and without it for whoever is staff no more. From a
    frozen one who is removed it is taken once more: the first time may have been in vain.
    """
    if not (isinstance(outcome, Decision) and facts.policy.roster.marked):
        return outcome
    desk = next((each for each in outcome.put if isinstance(each, Desk)), None)
    if desk is None:
        return outcome
    found = loaded.records.get("desk")
    old = found if isinstance(found, Desk) else Desk()
    gone = [each for each in facts.policy.frozen if each.id in desk.removed and each.id not in old.removed]
    before = {*facts.roster.by_account, *(account for agent in gone for account in agent.accounts)}
    founded = {each.account for each in desk.founders if each not in old.founders}
    after = {*founded, *_staff(desk, facts.policy)}
    taken = badges(sorted(before - after), facts.policy, given=False)
    given = badges(sorted(after - set(facts.roster.by_account)), facts.policy, given=True)
    return replace(outcome, effects=(*taken, *given, *outcome.effects))


def badges(accounts: Iterable[Account], policy: Policy, *, given: bool) -> Iterator[Badge]:
    """In every community of the account's platform that has a mark."""
    for account in accounts:
        for place in policy.roster.marked:
            if carrier(place) == carrier(account):
                yield Badge(place, account, given)


def due(account: Account, desk: Desk, policy: Policy) -> bool:
    """Whether the account is staff's once the desk is so: it may have become so in another program a moment ago."""
    return account in _staff(desk, policy)


def lacks(about: Profile) -> bool:
    """Whether one of the staff was seen without the mark."""
    return about.marked is False


def undone(command: Undelivered, account: Account, facts: Facts) -> Decision:
    """The platform would not: admins hear of it, and of a mark that stays on somebody who is not staff everybody."""
    policy, given = facts.policy, command.badge is True
    admins: list[Destination] = [
        direct(agent.accounts[0]) for agent in policy.agents if agent.admin and agent.accounts
    ]
    boards = policy.moderators or policy.boards
    places = dict.fromkeys((*admins, *boards) if not given or not admins else admins)
    lines = (text("mark.not_given" if given else "mark.not_taken", account=account), text("mark.fix"))
    card = Card(CardKey(f"mark/{account}"), text("mark.title"), lines, tone="warning")
    return Decision(effects=tuple(Show(place, card, policy.language) for place in places))


def _staff(desk: Desk, policy: Policy) -> Iterator[Account]:
    """Whose accounts are staff's once the desk is so. What the file says of whoever was removed holds no more."""
    frozen = {each.agent for each in desk.frozen}
    for agent in (*policy.agents, *policy.frozen):
        if agent.id not in frozen and agent.id not in desk.removed:
            yield from agent.accounts
    yield from (each.account for each in desk.enrolled if each.agent not in frozen)
