"""The format of staff's names: how it is read, who is off it, and what look-alikes are judged by."""

from dataclasses import replace

import pytest

from core.cases.decision import Decision
from core.cases.people import Desk
from core.policy import Agent, Department
from core.trust.nameformat import NameFormat, Read
from core.trust.names import ALERT, Official, Screen
from core.trust.naming import news, noticed
from core.trust.rules import RosterRules
from core.words.effects import Tell
from core.words.people import Profile
from core.words.refs import Account, AgentId, Place
from tests.core.setting import POLICY, facts

FORMAT = NameFormat("{first} | Plutus ({department})")
JONE = Account("sea:jone")
jone = Agent(AgentId("jone"), "Jone Agirre", (JONE,), 2)
BOARD = Place("sea:board")
RULES = replace(
    POLICY,
    agents=(jone,),
    roster=RosterRules(format=FORMAT),
    moderators=(),
    boards=(BOARD,),
    departments=(
        Department("support", {"en": "Support", "pt-PT": "Apoio"}, (jone.id,)),
        Department("complaints", {"en": "Complaints"}, (jone.id,), complaints=True),
    ),
)


def called(name: str) -> Profile:
    return Profile(JONE, (name, "jone_username"), "jone_username")


@pytest.mark.parametrize(
    ("written", "name", "read"),
    [
        (FORMAT.written, "Jone | Plutus (Support)", Read("Jone", "Support")),
        (FORMAT.written, "  Jone  |  Plutus (Support) ", Read("Jone", "Support")),
        (FORMAT.written, "Ana Maria | Plutus (Risk & Fraud)", Read("Ana Maria", "Risk & Fraud")),
        (FORMAT.written, "Jone | PLUTUS (Support)", None),
        (FORMAT.written, "Jone | Plutus", None),
        (FORMAT.written, " | Plutus (Support)", None),
        (FORMAT.written, "Jоne | Plutus (Support)", Read("Jоne", "Support")),
        ("[Acme] {first} {last}", "[Acme] Jone Agirre", Read("Jone Agirre")),
        ("{name} @ Acme.io", "Jone @ Acme.io", Read("Jone")),
        ("{name} @ Acme.io", "Jone @ Acme-io", None),
    ],
)
def test_a_name_is_taken_apart_as_the_format_says(written: str, name: str, read: Read | None) -> None:
    assert NameFormat(written).flaw() == ""
    assert NameFormat(written).read(name) == read


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Plutus ({department})", "it needs {name}"),
        ("{first} | Plutus ({team})", "{team} is none of"),
        ("{first} {first} | Plutus", "each part can be in it once"),
        ("{first}{department} | Plutus", "something between"),
        ("{first}", "nothing of the desk"),
    ],
)
def test_a_format_that_tells_nothing_is_refused(written: str, why: str) -> None:
    assert why in NameFormat(written).flaw()


@pytest.mark.parametrize("name", ["Jone | Plutus (Support)", "jone | Plutus (Apoio)"])
def test_who_follows_the_format_is_no_news(name: str) -> None:
    assert not news(called(name), jone, Desk(), RULES)


@pytest.mark.parametrize(
    "name",
    ["Jone", "Jone Plutus", "Jone | Plutus (Sales)", "Jone | Plutus (Complaints)", "Ben | Plutus (Support)"],
)
def test_who_does_not_is_told_of_once_and_again_after_another_name(name: str) -> None:
    told = noticed(Desk(), called(name), jone, facts(RULES))
    assert isinstance(told, Decision)
    (effect,) = told.effects
    assert isinstance(effect, Tell)
    assert effect.to == BOARD
    assert dict(effect.text.values)["wanted"] == "Jone | Plutus (Support)"
    (desk,) = told.put
    assert isinstance(desk, Desk)
    assert not news(called(name), jone, desk, RULES)
    assert noticed(desk, called(name), jone, facts(RULES)) == Decision()
    assert news(called("Somebody"), jone, desk, RULES)
    right = noticed(desk, called("Jone | Plutus (Support)"), jone, facts(RULES))
    assert isinstance(right, Decision)
    assert right.effects == ()
    assert right.put == (Desk(),)


def test_the_name_that_the_roster_has_may_tell_the_department() -> None:
    agent = replace(jone, name="Jone | Plutus (Treasury)")
    rules = replace(RULES, agents=(agent,), departments=())
    assert not news(called("Jone | Plutus (Treasury)"), agent, Desk(), rules)
    assert news(called("Jone | Plutus (Support)"), agent, Desk(), rules)


def test_without_a_format_every_name_is_fine() -> None:
    assert not news(called("Whatever"), jone, Desk(), replace(RULES, roster=RosterRules()))


def test_the_format_tells_the_person_where_the_words_alone_would_not() -> None:
    """Somebody whose own name is a role, or the desk's."""
    staff = [Official("Page | Plutus Crew (Admin)"), Official("Plutus | Plutus Crew (Mod)")]
    form = NameFormat("{first} | Plutus Crew ({department})")
    screen = Screen(staff, "Plutus", (), form)
    for faked, meant in (("Plutus | Plutus Crew (Boss)", staff[1]), ("Рage | Plutus Crew (Admin)", staff[0])):
        found = screen.name(faked)
        assert found.score >= ALERT
        assert found.staff == meant.name
    assert screen.name("Zelda | Plutus Crew (Outreach)").score >= ALERT
    assert screen.name("Zelda | Plutus fan crew").score < ALERT
