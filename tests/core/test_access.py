"""Who may not: old messages, old cards, old agents and the blocked are no way back into a case."""

import asyncio
from dataclasses import replace

import pytest

from core.cases import talking
from core.cases.case import Active, Waiting
from core.cases.seats import Seat
from core.policy import Agent
from core.words.cards import Verb
from core.words.commands import Edited
from core.words.documents import plain
from core.words.effects import Amend, Say
from core.words.refs import CaseId, CommandId, EntryId, MessageRef, Place, room_key
from tests.core.setting import (
    ACTIVE,
    ANA_AT_SEA,
    BEN,
    CLOSED,
    NOW,
    RITA,
    ana,
    ben,
    case,
    decided,
    facts,
    policy,
    scene,
)
from tests.core.test_desk import Start, press, said, start, the_case, told

__all__ = ["start"]

THEIRS = EntryId("a:1:earlier")
EDIT = Edited(CommandId("e"), BEN, MessageRef(Place("sea:room"), "7"), plain("send money here"), NOW)


@pytest.mark.parametrize(
    ("the", "by"),
    [(ACTIVE, ana), (replace(ACTIVE, confirmed=False), ben), (CLOSED, ben), (ACTIVE, None)],
    ids=["handed on", "not confirmed", "closed", "off the roster"],
)
def test_an_old_message_edited_by_who_may_not_speak_stays_as_it_was(the: Active, by: Agent | None) -> None:
    outcome = decided(talking.edited(scene(case(the), entry=THEIRS), EDIT, by, facts(policy())))
    assert not [effect for effect in outcome.effects if isinstance(effect, Amend)]
    assert not outcome.entries


def test_the_owners_own_edit_goes_out() -> None:
    outcome = decided(talking.edited(scene(case(ACTIVE), entry=THEIRS), EDIT, ben, facts(policy())))
    assert [effect for effect in outcome.effects if isinstance(effect, Amend)]


async def test_who_is_blocked_cannot_reopen_what_the_block_closed(start: Start) -> None:
    world = await start()
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2), press(BEN, Verb.BLOCK, 3, 1))
    again = press(RITA, Verb.REOPEN, 4, 1)
    await world.handle(again)
    assert told(world, again) == "refusal.blocked"


async def test_an_agent_does_not_block_in_anothers_case_and_lifts_no_block_of_anothers(start: Start) -> None:
    world = await start(agents=(replace(ana, admin=False), ben))
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    block = press(ANA_AT_SEA, Verb.BLOCK, 3, 1)
    await world.handle(block)
    assert told(world, block) == "refusal.not_owner"
    lift = press(ANA_AT_SEA, Verb.UNBLOCK, 5, argument=RITA.account)
    await world.in_turn(press(BEN, Verb.BLOCK, 4, 1), lift)
    assert told(world, lift) == "refusal.admins_only"


async def test_what_may_not_have_arrived_is_sent_again_by_the_cases_owner_only(start: Start) -> None:
    world = await start(speak="direct")
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    await world.settle()
    room = await world.line.store.place_of(room_key(CaseId(1), "agent", 1, "sea"))
    world.platforms[0].tricks.append("refuse")
    await world.handle(said(BEN, 3, "answer", room))
    await world.settle()
    (row,) = await world.line.store.ended(CaseId(1))
    other = press(ANA_AT_SEA, Verb.RESEND, 4, 1, row.row)
    await world.handle(other)
    assert told(world, other) == "refusal.not_owner"
    await world.handle(press(BEN, Verb.CLOSE, 5, 1))
    late = press(BEN, Verb.RESEND, 6, 1, row.row)
    await world.handle(late)
    assert told(world, late) == "refusal.not_active"


async def test_who_is_taken_off_the_roster_gives_back_what_they_had(start: Start) -> None:
    world = await start()
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    await world.settle()
    world.desk.adopt(replace(world.policy, agents=(ana,)))
    for _ in range(3):
        await world.clockwork.sweep()
    await world.settle()
    assert isinstance((await the_case(world)).phase, Waiting)
    seat = (await world.line.store.load(["seat/ben"]))[0].record
    assert isinstance(seat, Seat)
    assert (seat.presence, seat.cases) == ("off", ())


@pytest.mark.parametrize("between", range(12))
async def test_words_that_come_while_the_case_is_taken_reach_its_agent(start: Start, between: int) -> None:
    world = await start()
    await world.handle(said(RITA, 1, "first"))
    await world.settle()
    taking = asyncio.ensure_future(world.handle(press(BEN, Verb.TAKE, 2, 1)))
    for _ in range(between):
        await asyncio.sleep(0)
    await world.handle(said(RITA, 3, "in between"))
    await taking
    await world.settle()
    room = await world.line.store.place_of(room_key(CaseId(1), "agent", 1, "sea"))
    heard = [
        arrival.effect.words.text
        for arrival in world.platforms[1].arrivals
        if arrival.place == room and isinstance(arrival.effect, Say)
    ]
    assert heard.count("in between") == 1
