"""The mark of staff follows the roster: who gets it, who loses it, and who hears where that did not work."""

from dataclasses import replace

import pytest

from config.catalogue import Catalogue
from core.cases.decision import Decision, Outcome
from core.cases.founding import settled
from core.cases.people import Desk, Founder, Frozen
from core.people.roster import Enrolled
from core.policy import Facts
from core.ports import Versioned
from core.scenes import Loaded, Scenes
from core.trust.marking import in_step, undone
from core.trust.rules import RosterRules
from core.trusting import Trusting
from core.words.commands import Noticed, Undelivered
from core.words.effects import Badge, Show
from core.words.people import Profile
from core.words.refs import Account, AgentId, CommandId, Place, direct
from tests.core.memory import MemoryStore, Shelf
from tests.core.setting import ANA, ANA_AT_SEA, BEN, NOW, POLICY, ana, ben, facts

HARBOUR, MARINA, BOARD = Place("sea:harbour"), Place("sea:marina"), Place("sea:board")
NEW = Account("sea:new")
RULES = replace(
    POLICY,
    agents=(replace(ana, admin=True), ben),
    roster=RosterRules(marked=(HARBOUR, MARINA)),
    moderators=(),
    boards=(BOARD,),
)
FROZEN = (Frozen(ben.id, ben.name, "Ana", NOW),)


def at(desk: Desk) -> Facts:
    return facts(settled(RULES, desk))


def marked(old: Desk, new: Desk) -> list[tuple[Place, Account, bool]]:
    """What is given and taken when the desk changes so."""
    found = in_step(Decision((new,)), Loaded({"desk": old}), at(old))
    assert isinstance(found, Decision)
    return [(each.to, each.account, each.given) for each in found.effects if isinstance(each, Badge)]


def both(account: Account, *, given: bool) -> list[tuple[Place, Account, bool]]:
    return [(HARBOUR, account, given), (MARINA, account, given)]


def test_whoever_is_let_in_gets_it_and_whoever_is_frozen_or_removed_loses_it_at_once() -> None:
    entered = Desk(enrolled=(Enrolled(NEW, AgentId("new"), "New", NOW),))
    assert marked(Desk(), entered) == both(NEW, given=True)
    assert marked(entered, Desk(removed=(AgentId("new"),))) == both(NEW, given=False)
    assert marked(Desk(), Desk(frozen=FROZEN)) == both(BEN.account, given=False)
    assert marked(Desk(frozen=FROZEN), Desk()) == both(BEN.account, given=True)
    assert marked(Desk(), Desk(removed=(ben.id,))) == both(BEN.account, given=False)
    frozen = Desk(frozen=FROZEN)
    assert marked(frozen, Desk(removed=(ben.id,))) == both(BEN.account, given=False)  # tried once more
    assert marked(frozen, replace(frozen, paused_by="Ana")) == []


def test_only_accounts_of_the_platform_that_has_the_mark_get_it() -> None:
    gone = marked(Desk(), Desk(removed=(ana.id,)))
    assert gone == both(ANA_AT_SEA.account, given=False)
    assert ANA.account not in [account for _, account, _ in gone]


def test_whoever_is_back_with_another_account_has_it_there_alone() -> None:
    gone = Desk(removed=(ben.id,))
    assert marked(gone, replace(gone, enrolled=(Enrolled(NEW, ben.id, ben.name, NOW),))) == both(
        NEW, given=True
    )


def test_a_founder_has_it_from_the_first_and_not_while_frozen() -> None:
    founded = Desk(founders=(Founder(NEW, "New"),))
    assert marked(Desk(), founded) == both(NEW, given=True)
    frozen = replace(founded, frozen=(Frozen(AgentId("sea-new"), "New", "Ana", NOW),))
    assert marked(founded, frozen) == both(NEW, given=False)
    assert marked(frozen, founded) == both(NEW, given=True)


@pytest.mark.parametrize("new", [Desk(paused_by="Ana"), Desk(homes=()), Desk(audit=())])
def test_what_does_not_change_the_roster_changes_no_mark(new: Desk) -> None:
    assert marked(Desk(), new) == []


@pytest.mark.parametrize(
    ("account", "known", "stored", "stranger"),
    [
        (NEW, Desk(), Desk(), True),
        (NEW, Desk(), Desk(enrolled=(Enrolled(NEW, AgentId("new"), "New", NOW),)), False),
        (BEN.account, Desk(frozen=FROZEN), Desk(frozen=FROZEN), True),
        (BEN.account, Desk(frozen=FROZEN), Desk(), False),
    ],
)
async def test_whoever_another_program_has_just_let_in_or_thawed_is_no_stranger_with_the_mark(
    account: Account, known: Desk, stored: Desk, stranger: bool
) -> None:
    shelf = Shelf()
    shelf.records["desk"] = Versioned(stored, 1)
    store = MemoryStore(shelf)
    trusting = Trusting(store, Scenes(store), Catalogue.load("en", "UTC"))
    seen = Noticed(CommandId("n"), Profile(account, ("Somebody",), marked=True), HARBOUR)
    outcome = await trusting.noticed(seen, Loaded(), at(known))
    assert isinstance(outcome, Decision)
    assert bool(outcome.put) is stranger


def test_without_a_mark_nothing_is_given() -> None:
    plain = facts(replace(RULES, roster=RosterRules()))
    decided: Outcome = Decision((Desk(removed=(ben.id,)),))
    assert in_step(decided, Loaded({"desk": Desk()}), plain) is decided


def test_admins_hear_of_a_mark_that_was_not_given_and_everybody_of_one_that_stays() -> None:
    given = Undelivered(
        CommandId("u"), "row", HARBOUR, None, None, uncertain=False, reason="forbidden", badge=True
    )
    assert [each.to for each in undone(given, NEW, at(Desk())).effects] == [direct(ANA.account)]
    told = undone(replace(given, badge=False), NEW, at(Desk())).effects
    assert [each.to for each in told] == [direct(ANA.account), BOARD]
    (shown, _) = told
    assert isinstance(shown, Show)
    assert [line.key for line in shown.card.lines] == ["mark.not_taken", "mark.fix"]
    nobody = facts(replace(RULES, agents=(ben,)))
    assert [each.to for each in undone(given, NEW, nobody).effects] == [BOARD]
