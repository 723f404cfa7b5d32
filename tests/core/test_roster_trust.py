"""Who is staff: frozen and let go on, invited, let in and dismissed, and what the rules then say."""

from dataclasses import replace

import pytest

from core.cases.decision import Decision, Outcome, Refusal
from core.cases.founding import settled
from core.cases.people import Desk
from core.policy import Agent, Facts
from core.trust.enrolling import invite, join, let_in, remove
from core.trust.freezing import freeze, let_go_on, thaw
from core.words.cards import Verb
from core.words.commands import Pressed
from core.words.effects import Tell
from core.words.people import Person
from core.words.refs import CommandId, Place
from tests.core.setting import AGENTS, ANA, BEN, POLICY, TOM, ana, ben, facts

ADMIN = replace(ana, admin=True)
RULES = replace(POLICY, agents=(ADMIN, *AGENTS[1:]))


def at(desk: Desk) -> Facts:
    return facts(settled(RULES, desk))


def said(argument: str, who: Person = ANA) -> Pressed:
    return Pressed(CommandId("c"), who, Place("sea:board"), Verb.STAFF, argument=argument)


def after(outcome: Outcome) -> Desk:
    assert isinstance(outcome, Decision)
    (desk,) = outcome.put
    assert isinstance(desk, Desk)
    return desk


def dismissed(named: str, desk: Desk = Desk(), by: Agent = ADMIN) -> Desk:  # noqa: B008
    return after(remove(desk, said(named), by, at(desk)))


def code_of(invited: Outcome) -> str:
    assert isinstance(invited, Decision)
    assert invited.answer.card is not None
    (code,) = (dict(line.values)["code"] for line in invited.answer.card.lines if line.key == "vouch.code")
    return str(code)


def joined(desk: Desk, name: str, who: Person) -> Desk:
    """Invited by the admin, and come with the code from this account."""
    told = invite(desk, said(name), ADMIN, at(desk))
    invited = after(told)
    return after(join(invited, said(code_of(told), who), at(invited)))


def entered(desk: Desk, name: str, who: Person) -> Desk:
    """Let in as well, by the same admin: there is no other."""
    waits = joined(desk, name, who)
    return after(let_in(waits, replace(said(who.account), verb=Verb.ENROL), ADMIN, at(waits)))


def refused(outcome: Outcome) -> str:
    assert isinstance(outcome, Refusal)
    return outcome.reason.key


def froze(named: str, by: Agent = ADMIN, desk: Desk = Desk()) -> Desk:  # noqa: B008
    return after(freeze(desk, said(named), by, at(desk)))


@pytest.mark.parametrize("named", ["ana", "ANA LIMA", "@Anna", str(ANA.account)])
def test_whoever_is_frozen_by_a_name_is_let_go_on_by_the_same(named: str) -> None:
    second = replace(ben, admin=True)
    frozen = froze(named, second)
    assert [each.agent for each in frozen.frozen] == [ana.id]
    assert ANA.account not in at(frozen).roster.by_account
    thawed = after(thaw(frozen, said(named, BEN), second, at(frozen)))
    assert thawed.frozen == ()


def test_the_last_admin_can_be_frozen_and_staff_hear_who_can_thaw() -> None:
    outcome = freeze(Desk(), said("ana"), ben, at(Desk()))
    assert isinstance(outcome, Decision)
    assert [each.text.key for each in outcome.effects if isinstance(each, Tell)] == [
        "freeze.told",
        "freeze.last",
    ]
    frozen = after(outcome)
    assert refused(thaw(frozen, said("ana", BEN), ben, at(frozen))) == "refusal.admins"
    assert after(let_go_on(frozen, "ana", "the operator", at(frozen))).frozen == ()


def test_while_another_admin_is_there_the_operator_is_not_asked_for() -> None:
    rules = replace(RULES, agents=(ADMIN, replace(ben, admin=True), *AGENTS[2:]))
    outcome = freeze(Desk(), said("ana"), ben, facts(rules))
    assert isinstance(outcome, Decision)
    assert [each.text.key for each in outcome.effects if isinstance(each, Tell)] == ["freeze.told"]


def test_a_name_comes_before_what_requesters_see() -> None:
    called_ben = replace(ana, alias="Ben Roth")
    rules = replace(POLICY, agents=(called_ben, *AGENTS[1:]))
    assert rules.agent("ben roth") == ben
    assert rules.agent("nobody") is None


def test_whoever_is_let_in_again_has_that_account_alone() -> None:
    again = at(entered(dismissed("ben"), "Ben Roth", TOM))
    assert again.roster.by_id[ben.id].accounts == (TOM.account,)
    assert BEN.account not in again.roster.by_account


def test_an_admins_right_does_not_come_back_with_the_account() -> None:
    second = replace(ben, admin=True)
    rules = replace(RULES, agents=(ADMIN, second, *AGENTS[2:]))
    desk = entered(dismissed("ben"), "ben", TOM)
    assert settled(rules, desk).agent("ben") == replace(second, accounts=(TOM.account,), admin=False)


def test_a_dismissal_holds_for_what_was_let_in_before() -> None:
    again = dismissed("ben", entered(dismissed("ben"), "ben", TOM))
    assert at(again).policy.agent("ben") is None
    assert at(again).roster.by_account.keys().isdisjoint({BEN.account, TOM.account})
    assert again.removed == (ben.id,)


def test_whoever_is_frozen_can_be_dismissed_and_has_nothing_left_to_thaw() -> None:
    gone = dismissed("Ben Roth", froze("ben"))
    assert (gone.frozen, gone.removed) == ((), (ben.id,))
    assert BEN.account not in at(gone).roster.by_account


@pytest.mark.parametrize("named", ["ben", "Ben Roth", "Ben!", "sea:ben"])
def test_nobody_gets_round_a_freeze_by_an_invitation(named: str) -> None:
    frozen = froze("ben")
    assert refused(invite(frozen, said(named), ADMIN, at(frozen))) == "staff.is_frozen"


def test_a_frozen_account_does_not_come_in_as_somebody_else() -> None:
    invited = invite(Desk(), said("New One"), ADMIN, at(Desk()))
    frozen = froze("ben", desk=after(invited))
    assert refused(join(frozen, said(code_of(invited), BEN), at(frozen))) == "staff.is_frozen"


def test_nobody_is_let_in_as_whoever_is_frozen() -> None:
    frozen = froze("ben", desk=joined(Desk(), "ben", TOM))
    enters = replace(said(TOM.account), verb=Verb.ENROL)
    assert refused(let_in(frozen, enters, ADMIN, at(frozen))) == "staff.is_frozen"
    assert after(let_in(frozen, replace(enters, verb=Verb.REJECT), ADMIN, at(frozen))).joining == ()


def test_a_dismissal_ends_invitations_that_are_open() -> None:
    waits = joined(Desk(), "ben", TOM)
    gone = dismissed("ben", after(invite(waits, said("ben"), ADMIN, at(waits))))
    assert (gone.invited, gone.joining) == ((), ())
