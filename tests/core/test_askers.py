"""Whoever asks in public is warned in private, once; an hour has room for some."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.catalogue import Catalogue
from core.cases.decision import UNCHANGED, Decision
from core.policy import Facts
from core.trust.askers import ONCE_IN, Askers, warn
from core.trust.warnings import Warnings
from core.words.commands import Inquired
from core.words.effects import Show
from core.words.people import Person
from core.words.refs import Account, CommandId, Place, direct
from tests.core.setting import NOW, POLICY, facts

ZOE = Account("discord:9")
HERE, THERE = Place("discord:channel:1"), Place("discord:channel:2")
ON = replace(POLICY, warns_askers=True)


def askers() -> Askers:
    return Askers(Catalogue.load("en", "UTC"))


def inquired(number: int = 1) -> Inquired:
    return Inquired(CommandId(f"q{number}"), Person(ZOE, "Zoe"), HERE)


def at(now: timedelta = timedelta(0)) -> Facts:
    return facts(ON, NOW + now)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Hi, where can I see my payout?", True),
        ("my transfer is stuck since monday", True),
        ("I can't log in any more", True),
        ("Oi gente, preciso de ajuda com o saque", True),
        ("não consigo entrar na conta", True),
        ("有人知道吗 請問 這裡？", True),
        ("Really?", False),
        ("gm everyone, lovely day", False),
        ("/verify who is this?", False),
    ],
)
def test_questions_are_told_from_talk(words: str, question: bool) -> None:
    assert askers().asks(ZOE, HERE, words, ON, NOW) is question


def test_it_is_off_unless_the_desks_file_says_where() -> None:
    asked = "Hi, where can I see my payout?"
    assert not askers().asks(ZOE, HERE, asked, POLICY, NOW)
    only_here = replace(POLICY, askers_at=(HERE,))
    assert askers().asks(ZOE, HERE, asked, only_here, NOW)
    assert not askers().asks(ZOE, THERE, asked, only_here, NOW)
    assert not askers().asks(ZOE, THERE, asked, replace(only_here, warns_askers=True), NOW)


def test_somebody_is_told_of_once_an_hour() -> None:
    memory, asked = askers(), "Hi, where can I see my payout?"
    assert memory.asks(ZOE, HERE, asked, ON, NOW)
    assert not memory.asks(ZOE, THERE, asked, ON, NOW + timedelta(minutes=59))
    assert memory.asks(ZOE, HERE, asked, ON, NOW + timedelta(hours=1))


def test_one_card_in_thirty_days() -> None:
    own, platform = Warnings(ZOE), Warnings("discord")
    first = warn(inquired(), own, platform, "en", at())
    assert [each.to for each in first.effects if isinstance(each, Show)] == [direct(ZOE)]
    own, platform = _noted(first)
    day = timedelta(days=1)
    assert warn(inquired(2), own, platform, "en", at(ONCE_IN - day)) == UNCHANGED
    assert warn(inquired(3), own, platform, "en", at(ONCE_IN)) != UNCHANGED


def test_no_more_in_an_hour_than_the_desks_file_says() -> None:
    platform = Warnings("discord")
    sent = 0
    for number in range(ON.warnings_per_hour + 5):
        done = warn(inquired(number), Warnings(f"discord:{number}"), platform, "en", at())
        if done != UNCHANGED:
            sent += 1
            _, platform = _noted(done)
    assert sent == ON.warnings_per_hour
    later = warn(inquired(), Warnings(ZOE), platform, "en", at(timedelta(hours=1)))
    assert _noted(later)[1].at == (NOW + timedelta(hours=1),)


def _noted(decision: Decision) -> tuple[Warnings, Warnings]:
    own, platform = decision.put
    assert isinstance(own, Warnings)
    assert isinstance(platform, Warnings)
    return own, platform
