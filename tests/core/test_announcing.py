"""Notices the whole way: with time passing, kills and a platform that fails."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.announcing import step_id
from core.cases import noticing
from core.cases.board import BOARDS
from core.people.addresses import mailbox
from core.people.directory import Contact
from core.policy import Policy
from core.promises.batches import (
    Batch,
    BatchId,
    Offered,
    Sent,
)
from core.words.cards import Verb
from core.words.commands import Pressed, SendNotices
from core.words.refs import Carrier, CommandId, direct, room_key
from core.words.texts import text
from tests.core.batches import (
    MAIL,
    TODAY,
    customer,
    rules,
)
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import (
    BEN,
    DAY,
    RITA,
    pressed,
)
from tests.core.world import World


def world(shelf: Shelf, policy: Policy) -> World:
    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    carriers = (Carrier("moor"), Carrier("sea"), MAIL)
    return World(store, policy, tuple(ScriptedPlatform(each, idempotent=True) for each in carriers))


def word(verb: Verb, the: BatchId) -> Pressed:
    return replace(pressed(BEN, verb), id=CommandId(f"press:{verb}:{the}"), argument=str(the))


def batches(shelf: Shelf) -> dict[str, Batch]:
    return {each.record.id: each.record for each in shelf.records.values() if isinstance(each.record, Batch)}


async def beats(the: World, count: int) -> None:
    for _ in range(count):
        await the.pass_time(timedelta(seconds=1))
        await the.settle()


def mails(the: World) -> Counter[str]:
    return Counter(each.effect.to for each in the.platforms[2].arrivals)


async def test_each_step_of_a_contract_is_offered_on_its_day_and_sent_once() -> None:
    shelf = Shelf()
    the = world(shelf, rules(customer(ends=TODAY + timedelta(days=61))))
    await the.start()
    for day in range(62):
        await beats(the, 3)
        for each in batches(shelf).values():
            if isinstance(each.phase, Offered):
                await the.handle(word(Verb.SEND, each.id))
        await beats(the, 3)
        assert mails(the).total() == sum(day >= 61 - n for n in (60, 30, 14))
        the.clock.time += DAY
    assert the.faults == []
    await the.stop()


async def test_a_batch_of_a_stopped_mail_server_waits_rather_than_fill_the_outbox() -> None:
    shelf = Shelf()
    those = [customer(f"c{n}", Contact(f"p{n}@x.example")) for n in range(200)]
    the = world(shelf, rules(*those))
    await the.start()
    await beats(the, 2)
    the.platforms[2].tricks.extend(["wait"] * 10_000)
    (offered,) = batches(shelf)
    await the.handle(word(Verb.SEND, BatchId(offered)))
    await beats(the, 20)
    assert not mails(the)
    assert await MemoryStore(shelf).outbox_depth() <= 50 + noticing.STEP + 1
    the.platforms[2].tricks.clear()
    await beats(the, 40)
    assert set(mails(the).values()) == {1}
    assert len(mails(the)) == 200
    await the.stop()


async def test_two_programs_that_take_the_same_step_send_each_notice_once() -> None:
    shelf = Shelf()
    those = [customer(f"c{n}", Contact(f"p{n}@x.example")) for n in range(60)]
    the = world(shelf, rules(*those))
    await the.start()
    await beats(the, 2)
    (offered,) = batches(shelf)
    await the.handle(word(Verb.SEND, BatchId(offered)))
    await the.handle(*(SendNotices(step_id(offered, n // 2), offered) for n in range(4)))
    await the.handle(*(SendNotices(CommandId(f"late:{n}"), offered) for n in range(4)))
    await the.settle()
    assert mails(the) == Counter({direct(mailbox(f"p{n}@x.example")): 1 for n in range(60)})
    await the.stop()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=6), st.integers(1, 70))
async def test_whatever_is_killed_each_is_told_once(kills: list[int], count: int) -> None:
    shelf = Shelf()
    those = [customer(f"c{n}", Contact(f"p{n}@x.example")) for n in range(count)]
    the = world(shelf, rules(*those))
    await the.start()
    await beats(the, 2)
    (offered,) = batches(shelf)
    for after in kills:
        await the.crash(word(Verb.SEND, BatchId(offered)), after=after)
        the.clock.time += timedelta(seconds=1)
        await the._tick()
    await the.handle(word(Verb.SEND, BatchId(offered)))
    await the.again()
    await beats(the, 10)
    assert mails(the) == Counter({direct(mailbox(f"p{n}@x.example")): 1 for n in range(count)})
    ended = batches(shelf)[offered]
    assert (ended.told, ended.done, type(ended.phase)) == (count, count, Sent)
    await beats(the, 3)
    assert len(batches(shelf)) == 1
    await the.stop()


async def test_only_staff_approve_and_a_lost_card_is_found_again() -> None:
    shelf = Shelf()
    the = world(shelf, rules(customer()))
    the.platforms[1].tricks.append("refuse")
    await the.start()
    await beats(the, 2)
    (offered,) = batches(shelf)
    for verb in (Verb.SEND, Verb.SKIP, Verb.PREVIEW, Verb.NOTICES):
        command = replace(word(verb, BatchId(offered)), who=RITA)
        await the.handle(command)
        assert the.answers.pop(command.id).text == text("refusal.agents_only")
        the.confirmed.clear()
    assert isinstance(batches(shelf)[offered].phase, Offered)
    await the.handle(pressed(BEN, Verb.NOTICES))
    card = the.answers[CommandId("pressed:ntcs")].card
    assert card is not None
    assert [action.argument for action in card.actions] == [offered] * 3
    assert not mails(the)
    await the.stop()


async def test_nothing_is_offered_where_nobody_could_see_it() -> None:
    shelf = Shelf()
    room = room_key(BOARDS, "agent", 1, Carrier("sea"))
    the = world(shelf, replace(rules(customer()), on_call=(), boards=(room,)))
    await the.start()
    await beats(the, 3)
    assert not batches(shelf)
    await the.desk.open_board(Carrier("sea"))
    await beats(the, 3)
    assert [each.places for each in batches(shelf).values()] == [(room,)]
    await the.stop()
