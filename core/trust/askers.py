"""Whoever asks for help where anybody reads it is read by swindlers too: they are warned of them in private, once."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from core.cases.cards import button
from core.cases.decision import UNCHANGED, Decision
from core.policy import Facts, Policy
from core.trust.warnings import Warnings
from core.words.cards import Card, Verb
from core.words.commands import Inquired
from core.words.effects import Show
from core.words.refs import Account, CardKey, Place, direct
from core.words.texts import Texts, text

ONCE_IN: Final = timedelta(days=30)
HOUR: Final = timedelta(hours=1)
QUESTIONS: Final = ("?", "\uff1f", "\u061f")
LEAST: Final = 3
"""So many words make a question; fewer are banter."""
REMEMBERED: Final = 20_000


@dataclass(slots=True)
class Askers:
    """Tells questions from all that is written in public, in memory and at once. Whoever has just been told of is not
    told of again within the hour, whatever became of it.
    """

    texts: Texts
    _told: OrderedDict[Account, datetime] = field(default_factory=OrderedDict)
    _phrases: tuple[str, ...] = ()

    def asks(self, who: Account, where: Place, words: str, policy: Policy, now: datetime) -> bool:
        if not warned_at(where, policy) or not self._question(words):
            return False
        told = self._told.get(who)
        if told is not None and now - told < HOUR:
            return False
        self._told[who] = now
        self._told.move_to_end(who)
        while len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return True

    def _question(self, words: str) -> bool:
        said = words.casefold().strip()
        if said.startswith("/") or len(said.split()) < LEAST:
            return False
        return any(sign in said for sign in QUESTIONS) or any(phrase in said for phrase in self._known())

    def _known(self) -> tuple[str, ...]:
        if not self._phrases:
            every = (self.texts.say(each, text("asker.phrases")) for each in self.texts.languages())
            self._phrases = tuple(each.strip().casefold() for said in every for each in said.split("|"))
        return self._phrases


def warned_at(where: Place, policy: Policy) -> bool:
    """Whether those who ask there are warned: everywhere in public, or where the desk's file says."""
    return where in policy.askers_at if policy.askers_at else policy.warns_askers


def warn(command: Inquired, own: Warnings, platform: Warnings, language: str, facts: Facts) -> Decision:
    """One private card, unless they had theirs, or the platform's hour is spent: it takes a bot that opens many private
    chats for one that sends advertisements.
    """
    lately = platform.since(facts.now - HOUR)
    if own.since(facts.now - ONCE_IN) or len(lately) >= facts.policy.warnings_per_hour:
        return UNCHANGED
    card = Card(
        CardKey(f"warning/{command.id}"),
        text("asker.title"),
        (text("asker.who", desk=facts.policy.name), text("panel.never"), text("asker.once")),
        (button(Verb.HELP, style="primary"),),
        "warning",
    )
    noted = (replace(own, at=(facts.now,)), replace(platform, at=(*lately, facts.now)))
    return Decision(noted, (Show(direct(command.who.account), card, language),))
