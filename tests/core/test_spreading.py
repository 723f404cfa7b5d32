"""News of incidents the whole way: with people linked and subscribed, time passing, kills, and a newer revision."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.policy import Policy
from core.status.components import Component, ComponentId
from core.status.incidents import Incident, Update, updated
from core.status.maintenance import Maintenance, by_the_clock, progressed
from core.status.rules import StatusRules
from core.status.spreading import Spread, concerns_the_linked
from core.status.subscribers import Subscriber
from core.words.cards import Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.effects import SendMail, Show, Tell
from core.words.people import Person
from core.words.refs import Account, Carrier, CommandId, Place, carrier, direct
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform, Trick
from tests.core.setting import BEN, HOUR, MINUTE, NOW, POLICY
from tests.core.world import World

NEWS, MIRROR = Place("sea:news"), Place("moor:news")
CARDS = ComponentId("cards")
RULES = replace(
    POLICY, status=StatusRules((NEWS, MIRROR), (Component(CARDS, {"en": "Card payments"}),)), boards=()
)
MANY = 60


def world(shelf: Shelf, rules: Policy = RULES, *more: str) -> World:
    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    carriers = map(Carrier, ("moor", "sea", *more))
    return World(store, rules, tuple(ScriptedPlatform(each, idempotent=True) for each in carriers))


def press(verb: Verb, who: Person, id_: str, argument: str = "", words: str = "") -> Pressed:
    said = plain(words) if words else None
    return Pressed(CommandId(id_), who, Place(who.account), verb, private=True, argument=argument, words=said)


async def publish(the: World, verb: Verb, words: str, id_: str, argument: str = "") -> None:
    draft = press(verb, BEN, f"{id_}:draft", argument, words)
    await the.handle(draft)
    card = the.answers[draft.id].card
    assert card is not None
    token = next(each.argument for each in card.actions if each.verb is Verb.PUBLISH)
    await the.handle(press(Verb.PUBLISH, BEN, f"{id_}:publish", token))


PEOPLE = [Person(Account(f"{('moor', 'sea')[n % 2]}:p{n}"), f"P{n}") for n in range(MANY)]


def heard(the: World, revision: int) -> Counter[str]:
    """Who got this revision in their private chat, and how often."""
    key = f"news/1/{revision}"
    arrivals = [each for platform in the.platforms for each in platform.arrivals]
    return Counter(
        each.place for each in arrivals if isinstance(each.effect, Show) and each.effect.card.key == key
    )


def places(the: World) -> set[str]:
    carriers = {platform.carrier: platform for platform in the.platforms}
    return {carriers[carrier(each.account)].private(direct(each.account)) for each in PEOPLE}


async def subscribed(the: World) -> None:
    await the.start()
    await the.in_turn(*(press(Verb.SUBSCRIBE, who, f"sub:{who.account}", "all") for who in PEOPLE))
    await the.settle()


async def steps(the: World, count: int) -> None:
    for _ in range(count):
        await the.pass_time(timedelta(seconds=1))
        await the.settle()


START = "Payments fail\nWe look.\ncomponents: cards\neta: 2h"


async def test_the_primary_place_comes_first_and_everybody_hears_once() -> None:
    shelf = Shelf()
    the = world(shelf)
    await subscribed(the)
    (sea,) = (each for each in the.platforms if each.carrier == "sea")
    sea.tricks.append("wait")
    await publish(the, Verb.INCIDENT, START, "one")
    await steps(the, 3)
    assert shelf.refs(NEWS, "incident/1/0") == ()  # the primary place has not been told yet
    assert shelf.refs(MIRROR, "incident/1/0") == ()
    assert heard(the, 1) == {}
    await steps(the, 10)
    assert shelf.refs(NEWS, "incident/1/0")
    assert shelf.refs(MIRROR, "incident/1/0")
    assert heard(the, 1) == dict.fromkeys(places(the), 1)
    assert not the.faults
    await the.stop()


@given(st.lists(st.integers(1, 60), min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_whatever_is_killed_nobody_hears_twice_and_nobody_is_left_out(kills: list[int]) -> None:
    async def run() -> None:
        the = world(Shelf())
        await subscribed(the)
        await publish(the, Verb.INCIDENT, START, "one")
        for turns in kills:
            the.clock.time += timedelta(seconds=1)
            await the.crash(*await the.desk.following.next_steps(), after=turns)
        await steps(the, 10)
        assert heard(the, 1) == dict.fromkeys(places(the), 1)
        await the.stop()

    asyncio.run(run())


async def test_a_newer_revision_takes_the_place_of_what_has_not_gone() -> None:
    the = world(Shelf())
    await subscribed(the)
    await publish(the, Verb.INCIDENT, START, "one")
    await the.settle()
    for _ in range(3):
        await the.handle(*await the.desk.following.next_steps())
    await publish(the, Verb.UPDATE, "identified Found it.", "two")
    await steps(the, 12)
    first, second = heard(the, 1), heard(the, 2)
    assert second == dict.fromkeys(places(the), 1)
    assert max(first.values(), default=0) <= 1
    assert 0 < sum(first.values()) < MANY
    await the.stop()


async def test_a_mailing_list_hears_once_of_what_begins_whatever_comes_meanwhile() -> None:
    """News that come while the former are still on their way begin everything anew, but mails cannot be changed."""
    lists = Place("mail:status@lists.example")
    told = replace(RULES, status=replace(RULES.status, places=(NEWS, lists)))
    the = world(Shelf(), told, "mail")
    await subscribed(the)
    await publish(the, Verb.INCIDENT, START, "one")
    await the.settle()
    await the.handle(*await the.desk.following.next_steps())
    await publish(the, Verb.UPDATE, "identified Found it.", "two")
    await steps(the, 12)
    await publish(the, Verb.UPDATE, "All of it fails.\ncomponents: cards=major", "three")
    await steps(the, 12)
    await publish(the, Verb.RESOLVE, "It works.", "four")
    await steps(the, 12)
    (mail,) = (each for each in the.platforms if each.carrier == "mail")
    threads = [each.effect.thread for each in mail.arrivals if isinstance(each.effect, SendMail)]
    assert [[name.rpartition("/")[2] for name in thread] for thread in threads] == [
        ["0"],
        ["0", "1"],
        ["0", "1", "end"],
    ]
    await the.stop()


@pytest.mark.parametrize(("trick", "why"), [("unreachable", {"unreachable"}), ("refuse", set[str]())])
async def test_who_cannot_be_reached_is_paused_and_nobody_for_what_the_news_say(
    trick: Trick, why: set[str]
) -> None:
    shelf = Shelf()
    the = world(shelf)
    await subscribed(the)
    await publish(the, Verb.INCIDENT, START, "one")
    await the.settle()
    the.platforms[0].tricks.extend([trick] * 3)
    await steps(the, 8)
    paused = [
        each.record
        for each in shelf.records.values()
        if isinstance(each.record, Subscriber) and each.record.paused
    ]
    assert {each.paused for each in paused} == why
    spread = next(each.record for each in shelf.records.values() if isinstance(each.record, Spread))
    assert spread.turn == "done"
    assert spread.lost >= max(1, len(paused))
    await the.stop()


async def test_staff_hear_of_a_place_that_could_not_be_told() -> None:
    the = world(Shelf())
    await the.start()
    sea = next(each for each in the.platforms if each.carrier == "sea")
    sea.tricks.append("unreachable")
    await publish(the, Verb.INCIDENT, START, "one")
    await the.settle()
    told = [each for each in sea.arrivals if isinstance(each.effect, Tell)]
    assert [(each.place, each.effect.text.key) for each in told] == [("sea:oncall", "told.not_posted")]
    await steps(the, 8)
    assert the.line.store.shelf.refs(MIRROR, "incident/1/0"), "the mirrors are told all the same"
    await the.stop()


async def test_maintenance_begins_and_ends_at_its_times_through_a_kill() -> None:
    shelf = Shelf()
    the = world(shelf)
    await the.start()
    await publish(the, Verb.MAINTENANCE, "New disks\nShort breaks.\nwhen: 1h 30m\ncomponents: cards", "one")
    stages = {}
    for minutes in (30, 40, 10, 20):
        await the.crash(after=1)
        await the.pass_time(minutes * MINUTE)
        await the.settle()
        matter = shelf.records["incident/1"].record
        assert isinstance(matter, Maintenance)
        stages[minutes] = (matter.last.stage, matter.level(CARDS))
    assert stages == {
        30: ("scheduled", "operational"),
        40: ("in_progress", "maintenance"),
        10: ("in_progress", "maintenance"),
        20: ("completed", "operational"),
    }
    assert shelf.refs(NEWS, "incident/1/end")
    await the.stop()


@pytest.mark.parametrize(
    ("etas", "heard_of", "concerned"),
    [
        ((2, 2), 1, False),
        ((2, 3), 1, True),
        ((2, None), 1, True),
        ((2, 3, 3), 1, True),
        ((2, 3, 3), 2, False),
        ((2, 3), 0, True),
        ((2,), 0, False),
    ],
)
def test_the_linked_hear_of_other_times_only(
    etas: tuple[int | None, ...], heard_of: int, concerned: bool
) -> None:
    updates = tuple(
        Update(NOW, "identified", "", eta=None if each is None else NOW + each * HOUR) for each in etas
    )
    assert concerns_the_linked(Incident(1, "Down", NOW, updates), heard_of) is concerned


def test_the_linked_hear_of_the_end() -> None:
    incident = updated(
        Incident(1, "Down", NOW, (Update(NOW, "identified", ""),)), Update(NOW, "resolved", "")
    )
    assert concerns_the_linked(incident, 1)


def test_a_maintenance_that_waits_for_somebodys_word_does_nothing_by_itself() -> None:
    first = Update(NOW, "scheduled", "")
    work = Maintenance(1, "Disks", "urgent", NOW, NOW + HOUR, (CARDS,), (first,), by_itself=False)
    assert by_the_clock(work, NOW + 2 * HOUR) is None
    begun = progressed(work, Update(NOW, "in_progress", ""))
    assert (begun.last.part, begun.level(CARDS)) == (1, "maintenance")


@pytest.mark.parametrize(
    ("rules", "begins", "well"),
    [(RULES, None, True), (POLICY, None, False), (RULES, Verb.INCIDENT, False), (RULES, Verb.KNOWN, False)],
)
async def test_that_everything_works_is_said_only_by_a_desk_that_tells_what_does_not(
    rules: Policy, begins: Verb | None, *, well: bool
) -> None:
    the = world(Shelf(), rules)
    await the.start()
    if begins is not None:
        await publish(the, begins, START, "one")
    await the.handle(press(Verb.STATUS, PEOPLE[0], "status"))
    card = the.answers[CommandId("status")].card
    assert card is not None
    assert ("status.all_well" in [line.key for line in card.lines]) == well
    await the.stop()
