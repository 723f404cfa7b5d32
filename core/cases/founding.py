"""Settling in: who may set a desk up where its file names nobody, and what it then works with.

Whoever sends `/setup` with the code that only the operator has is made an agent, once on each platform. From
then on agents who administer a place may set the desk up there.
"""

from dataclasses import replace
from hmac import compare_digest

from core.cases.board import BOARDS
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.people import Desk, Founder
from core.people.roster import Enrolled
from core.policy import Agent, Facts, Policy
from core.words.cards import Answer
from core.words.commands import Pressed, Settled
from core.words.refs import Account, AgentId, Carrier, Destination, carrier, carrier_of, room_key
from core.words.texts import text

CAPACITY = 3


def set_up(desk: Desk, command: Pressed, agent: Agent | None, facts: Facts) -> Outcome:
    """Whether this person may set the desk up here. The platform's own work is its adapter's."""
    given, on = command.argument.strip().upper(), carrier(command.who.account)
    codes = dict(facts.policy.setup_codes)
    spent = any(carrier(founder.account) == on for founder in desk.founders)
    proven = not spent and on in codes and compare_digest(given.encode(), codes[on].encode())
    if agent is not None and (agent.admin or command.moderator or proven):
        return Decision(answer=Answer(text("setup.allowed")))
    if not proven:
        return Refusal(text("setup.no_agent") if given or agent is not None else text("setup.code_needed"))
    founder = Founder(command.who.account, command.who.name)
    founded = replace(desk, founders=(*desk.founders, founder))
    return Decision((founded,), answer=Answer(text("setup.founded")))


def settle(desk: Desk, command: Settled) -> Decision:
    """A platform has a place where agents get their cases."""
    if command.on in desk.homes:
        return Decision()
    return Decision((replace(desk, homes=(*desk.homes, command.on)),))


def settled(policy: Policy, desk: Desk) -> Policy:
    """The file's rules with what `/setup` has added (agents, rooms for their cases, boards) and what has become of the
    roster.
    """
    if not (desk.founders or desk.homes or desk.frozen or desk.enrolled or desk.removed):
        return policy
    taken = {account for agent in policy.agents for account in agent.accounts}
    founders = tuple(_agent(founder) for founder in desk.founders if founder.account not in taken)
    rooms = (*((on, where) for on, where in policy.rooms if on not in desk.homes), *_rooms(desk.homes))
    with_board = {carrier_of(board) for board in policy.boards}
    boards: tuple[Destination, ...] = tuple(
        room_key(BOARDS, "agent", 1, on) for on in desk.homes if on not in with_board
    )
    named = (*policy.agents, *founders)
    stayed = (_left(agent) if agent.id in desk.removed else agent for agent in named)
    everybody = _with_enrolled(tuple(stayed), desk.enrolled)
    by_id = {agent.id: agent for agent in everybody}
    frozen = {each.agent: by_id.get(each.agent) or _new(each.agent, each.name) for each in desk.frozen}
    removed = {agent.id: agent for agent in everybody if agent.id in desk.removed and not agent.accounts}
    agents = tuple(agent for agent in everybody if agent.id not in {**frozen, **removed})
    return replace(
        policy,
        agents=agents,
        frozen=tuple(frozen.values()),
        removed=tuple(removed.values()),
        rooms=rooms,
        boards=(*policy.boards, *boards),
    )


def _with_enrolled(agents: tuple[Agent, ...], enrolled: tuple[Enrolled, ...]) -> tuple[Agent, ...]:
    """Accounts that were let in belong to whom they were invited as, who may be new."""
    known = {agent.id: agent for agent in agents}
    for each in enrolled:
        agent = known.get(each.agent) or _new(each.agent, each.name)
        if each.account not in agent.accounts:
            known[each.agent] = replace(agent, accounts=(*agent.accounts, each.account))
    return tuple(known.values())


def _new(agent: AgentId, name: str) -> Agent:
    return Agent(agent, name, (), CAPACITY)


def _left(agent: Agent) -> Agent:
    """Of whoever was removed the file's accounts hold no more, nor its word that they are an admin."""
    return replace(agent, accounts=(), admin=False)


def _rooms(homes: tuple[Carrier, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((on, "rooms") for on in homes)


def _agent(founder: Founder) -> Agent:
    return Agent(_id(founder.account), founder.name, (founder.account,), CAPACITY, admin=True)


def _id(account: Account) -> AgentId:
    return AgentId(account.replace(":", "-"))
