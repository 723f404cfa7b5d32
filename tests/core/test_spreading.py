"""News of incidents the whole way: with people linked and subscribed, time passing, kills, and a newer revision."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from core.following import STEP
from core.policy import Policy
from core.status.components import Component, ComponentId, StatusRules
from core.status.incidents import Incident, Update, updated
from core.status.maintenance import Maintenance, by_the_clock, progressed
from core.status.spreading import concerns_the_linked
from core.words.cards import Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.effects import Show
from core.words.people import Person
from core.words.refs import Account, Carrier, CommandId, Place
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import BEN, HOUR, MINUTE, NOW, POLICY, ben
from tests.core.world import World

NEWS, MIRROR = Place("sea:news"), Place("moor:news")
CARDS = ComponentId("cards")
RULES = replace(
    POLICY, status=StatusRules((NEWS, MIRROR), (Component(CARDS, {"en": "Card payments"}),)), boards=()
)
MANY = 60


def world(shelf: Shelf, rules: Policy = RULES) -> World:
    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    carriers = (Carrier("moor"), Carrier("sea"))
    return World(store, rules, tuple(ScriptedPlatform(each, idempotent=True) for each in carriers))


def press(verb: Verb, who: Person, id_: str, argument: str = "", words: str = "") -> Pressed:
    said = plain(words) if words else None
    return Pressed(
        CommandId(id_), who, Place(who.account), verb, private=True, argument=argument, words=said
    )


async def publish(the: World, verb: Verb, words: str, id_: str, argument: str = "") -> None:
    answer = await the.handle(press(verb, BEN, f"{id_}:draft", argument, words))
    assert answer.card is not None, answer
    token = next(each.argument for each in answer.card.actions if each.verb is Verb.PUBLISH)
    await the.handle(press(Verb.PUBLISH, BEN, f"{id_}:publish", token))


def people() -> list[Person]:
    return [Person(Account(f"{('moor', 'sea')[n % 2]}:p{n}"), f"P{n}") for n in range(MANY)]


def heard(shelf: Shelf, revision: int) -> Counter[str]:
    """Who got this revision in their private chat, and how often."""
    key = f"news/1/{revision}"
    shown = [row.effect for row in shelf.delivered if isinstance(row.effect, Show)]
    return Counter(each.to for each in shown if each.card.key == key)
