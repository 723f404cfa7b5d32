"""What is written after `/subscribe`."""

from dataclasses import replace

import pytest

from config.catalogue import Catalogue
from core.cases.decision import Decision
from core.following import BEYOND_REACH
from core.status.components import Component, ComponentId
from core.status.rules import StatusRules
from core.status.subscribers import Subscriber
from core.status.subscribing import apart, begun_elsewhere, change
from core.words.effects import Tell
from core.words.refs import Account, direct
from core.words.texts import text
from tests.core.setting import NOW, POLICY, facts

ACCOUNT, CARDS = Account("discord:7"), ComponentId("cards")
TEXTS = Catalogue.load("en", "UTC", strict=True)
FACTS = facts(replace(POLICY, status=StatusRules(components=(Component(CARDS, {"en": "Card payments"}),))))


@pytest.mark.parametrize(
    ("said", "wanted", "mailed"),
    [
        ("", "", False),
        ("mail", "", True),
        ("Mail", "", True),
        ("mail:cards", "cards", True),
        ("mail stop", "stop", True),
        ("mailboxes", "mailboxes", False),
        ("mail-boxes", "mail-boxes", False),
        (" cards ", "cards", False),
    ],
)
def test_by_mail_is_a_word_of_its_own(said: str, wanted: str, *, mailed: bool) -> None:
    assert apart(said) == (wanted, mailed)


@pytest.mark.parametrize("reason", sorted(BEYOND_REACH))
def test_whoever_is_not_reached_is_shown_why_and_begins_again_with_what_they_had(reason: str) -> None:
    stopped = Subscriber(ACCOUNT, "en", NOW, (CARDS,), paused=reason, least="major")
    shown = change(stopped, ACCOUNT, "", "en", FACTS, mail=False)
    assert isinstance(shown, Decision)
    assert shown.answer is not None
    assert shown.answer.card is not None
    assert f"did not arrive: {TEXTS.say('en', text(f'unposted.{reason}'))}" in "".join(
        TEXTS.say("en", line) for line in shown.answer.card.lines
    )
    again = next(
        each for each in shown.answer.card.actions if TEXTS.say("en", each.label) == "Send them again"
    )
    begun = change(stopped, ACCOUNT, again.argument, "en", FACTS, mail=False)
    assert isinstance(begun, Decision)
    assert begun.put == (replace(stopped, paused=""),)


def test_who_begins_to_follow_among_others_hears_so_in_private_and_only_then() -> None:
    begun = change(None, ACCOUNT, "all", "en", FACTS, mail=False)
    assert isinstance(begun, Decision)
    there = begun_elsewhere(None, begun)
    assert isinstance(there, Decision)
    assert there.effects == (Tell(direct(ACCOUNT), text("subscription.begun"), "en"),)
    before = begun.put[0]
    assert isinstance(before, Subscriber)
    for later in (
        change(before, ACCOUNT, "cards", "en", FACTS, mail=False),
        change(None, ACCOUNT, "", "en", FACTS, mail=False),
    ):
        assert isinstance(later, Decision)
        for known in (before, None) if not later.put else (before,):
            assert begun_elsewhere(known, later) == later


def test_whoever_could_not_be_reached_and_goes_on_among_others_is_tried_in_private_at_once() -> None:
    paused = Subscriber(ACCOUNT, "en", FACTS.now, paused="unreachable")
    again = change(paused, ACCOUNT, "again", "en", FACTS, mail=False)
    there = begun_elsewhere(paused, again)
    assert isinstance(there, Decision)
    assert there.effects == (Tell(direct(ACCOUNT), text("subscription.begun"), "en"),)
