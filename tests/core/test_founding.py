"""Who may set a desk up, and what its rules become."""

from dataclasses import replace

import pytest

from core.cases.board import BOARDS
from core.cases.decision import Decision, Refusal
from core.cases.founding import set_up, settle, settled
from core.cases.people import Desk, Founder
from core.policy import Agent
from core.words.cards import Verb
from core.words.commands import Pressed, Settled
from core.words.people import Person
from core.words.refs import Account, AgentId, Carrier, CommandId, Place, room_key
from tests.core.setting import ANA, POLICY, RITA, TOM, facts

MOOR, SEA = Carrier("moor"), Carrier("sea")
CODES = ((MOOR, "AAAA-BBBB"), (SEA, "CCCC-DDDD"))
BARE = replace(POLICY, agents=(), boards=(), rooms=((MOOR, "private"), (SEA, "private")), setup_codes=CODES)
FACTS = facts(BARE)


def asked(who: Person, code: str = "", *, moderator: bool = False) -> Pressed:
    return Pressed(CommandId("c"), who, Place("moor:1"), Verb.SETUP, argument=code, moderator=moderator)


def test_the_code_makes_the_first_agent() -> None:
    outcome = set_up(Desk(), asked(RITA, " aaaa-bbbb "), None, FACTS)
    assert isinstance(outcome, Decision)
    assert outcome.put == (Desk(founders=(Founder(RITA.account, "Rita"),)),)


@pytest.mark.parametrize("code", ["", "AAAA-BBBC", "CCCC-DDDD", "AAAA-BBB", "ÀAAA-BBBB"])
def test_nothing_else_does_not_even_for_who_administers_the_place(code: str) -> None:
    assert isinstance(set_up(Desk(), asked(RITA, code, moderator=True), None, FACTS), Refusal)


def test_the_code_works_once_on_each_platform() -> None:
    desk = Desk(founders=(Founder(RITA.account, "Rita"),))
    assert isinstance(set_up(desk, asked(TOM, "AAAA-BBBB"), None, FACTS), Refusal)
    at_sea = Person(Account("sea:zed"), "Zed")
    assert isinstance(set_up(desk, asked(at_sea, "CCCC-DDDD"), None, FACTS), Decision)


@pytest.mark.parametrize(
    ("admin", "moderator", "may"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_agents_need_no_code_where_they_administer(admin: bool, moderator: bool, may: bool) -> None:
    agent = Agent(AgentId("ana"), "Ana", (ANA.account,), 3, admin=admin)
    outcome = set_up(Desk(), asked(ANA, moderator=moderator), agent, FACTS)
    assert isinstance(outcome, Decision) is may
    if isinstance(outcome, Decision):
        assert outcome.put == ()


def test_a_platform_settles_once() -> None:
    first = settle(Desk(), Settled(CommandId("c"), SEA))
    assert first.put == (Desk(homes=(SEA,)),)
    assert settle(Desk(homes=(SEA,)), Settled(CommandId("d"), SEA)) == Decision()


def test_founders_join_the_roster_and_homes_become_rooms_with_a_board() -> None:
    rules = settled(BARE, Desk(founders=(Founder(RITA.account, "Rita"),), homes=(SEA,)))
    founder = rules.agents[0]
    assert (founder.name, founder.accounts, founder.admin) == ("Rita", (RITA.account,), True)
    assert dict(rules.rooms) == {MOOR: "private", SEA: "rooms"}
    assert rules.boards == (room_key(BOARDS, "agent", 1, SEA),)


def test_whom_the_file_names_is_not_there_twice_and_its_board_stands() -> None:
    rules = settled(POLICY, Desk(founders=(Founder(ANA.account, "Ana"),), homes=(SEA,)))
    assert rules.agents == POLICY.agents
    assert rules.boards == POLICY.boards
