"""Answers to interactions that come after Discord has stopped waiting for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import test_discord as base
from test_discord import ANNA, ROOM, ZOE, Town

from adapters.discord import refs
from core.ports import Commit, Row
from core.words.cards import Action, Answer, Card, Verb
from core.words.commands import Pressed
from core.words.deliveries import Attempt, Delivered, Rejected
from core.words.effects import OpenRoom, Show, Tell
from core.words.refs import CardKey, CaseId, CommandId, RoomKey, Side, direct, room_key
from core.words.texts import text

quiet, town = base.quiet, base.town
LATE = timedelta(minutes=14)
"""The token lives a minute more, which is not relied on."""
MINE = room_key(CaseId(482), "requester", 1, refs.CARRIER)


@asynccontextmanager
async def slow(town: Town, by: timedelta = LATE) -> AsyncIterator[None]:
    """The desk decides on what is done here only after that time."""
    town.desk.answer = Answer(text("told.status"))
    town.desk.decides.clear()
    yield
    await town.desk.hears(Pressed)
    town.clock.ahead = by
    town.desk.decides.set()


async def test_an_answer_within_fourteen_minutes_is_where_it_was_asked_for(town: Town) -> None:
    anna = town.person(ANNA)
    async with slow(town, LATE - timedelta(minutes=1)):
        await anna.command("/status", place="lobby")
    assert (await anna.sees("told.status")).ephemeral


async def test_a_later_one_comes_by_direct_message(town: Town) -> None:
    anna = town.person(ANNA)
    async with slow(town):
        await anna.command("/status", place="lobby")
    told = await anna.sees("told.status", place="dm")
    assert "answer.late" in told.text
    await anna.has_not("told.status", place="lobby")


async def test_so_does_one_that_discord_refuses_whatever_the_desks_clock_says(town: Town) -> None:
    anna = town.person(ANNA)
    async with slow(town, timedelta()):
        await anna.command("/status", place="lobby")
        await town.desk.hears(Pressed)
        await town.sandbox.discord.post("time", {"advance": 15 * 60})
    await anna.sees("told.status", place="dm")


async def test_an_empty_one_says_nothing_later_either(town: Town) -> None:
    anna = town.person(ANNA)
    async with slow(town):
        town.desk.answer = Answer()
        await anna.command("/status", place="lobby")
    town.desk.answer = Answer(text("told.cases"))
    await anna.command("/cases", place="lobby")
    await anna.sees("told.cases", place="dm")
    assert len(await anna.messages("dm")) == 1


async def pressed_in(town: Town, room: RoomKey, who: int) -> None:
    """Somebody who takes no direct messages presses a button in a room, and is answered late."""
    side: Side = "requester" if room == MINE else "agent"
    opening = OpenRoom(room, CaseId(482), side, text(f"room.{side}"), (refs.account(who),), "en")
    now = town.clock.now()
    await town.store.commit(Commit(CommandId("c"), now, {}, {}, rows=(Row("c#0", opening),)))
    (attempt,) = await town.store.take((refs.CARRIER,), now, 1)
    opened = await town.adapter.messenger.deliver(attempt)
    assert isinstance(opened, Delivered)
    assert opened.place is not None
    await town.store.settle(attempt, opened, now, more=False)
    action = Action(Verb.TAKE, text("press here"), CaseId(482))
    await town.deliver(
        Show(room, Card(CardKey("c"), text("a card"), (), (action,)), "en"), place=opened.place
    )
    await town.sandbox.discord.world({"users": [{"id": who, "name": "shy", "dms_open": False}]})
    async with slow(town):
        await town.person(who).press("press here")


async def test_who_takes_no_direct_messages_is_answered_in_their_own_room(town: Town) -> None:
    await pressed_in(town, MINE, ANNA)
    told = await town.person(ANNA).sees("told.status")
    assert (told.ephemeral, "answer.late" in told.text) == (False, True)


async def test_in_the_agents_room_only_that_it_came_too_late(town: Town) -> None:
    await pressed_in(town, ROOM, ZOE)
    told = await town.person(ZOE).sees("answer.missed")
    assert not told.ephemeral
    await town.person(ZOE).has_not("told.status")


async def test_who_waits_long_is_told_where_the_answer_will_come(town: Town) -> None:
    anna = town.person(ANNA)
    town.desk.answer = Answer(text("told.status"))
    town.desk.decides.clear()
    await anna.command("/status", place="lobby")
    told = await anna.sees("answer.slow")
    assert told.ephemeral
    town.desk.decides.set()
    assert (await anna.sees("told.status")).id == told.id


async def test_who_takes_no_direct_messages_and_has_no_room_is_answered_under_what_they_do_next(
    town: Town,
) -> None:
    anna = town.person(ANNA)
    await anna.close_dms()
    async with slow(town):
        await anna.command("/status", place="lobby")
    assert await anna.until(lambda: refused(town))
    town.clock.ahead = timedelta()
    town.desk.answer = Answer(text("told.cases"))
    await anna.command("/cases", place="lobby")
    await anna.sees("told.cases")
    told = await anna.sees("told.status")
    assert told.ephemeral
    assert all(key in told.text for key in ("answer.aside", "answer.late"))


async def refused(town: Town) -> bool:
    """Whether a direct message has been tried and refused."""
    return any(each.status == 403 for each in await town.sandbox.discord.journal())


async def test_what_was_kept_for_who_can_be_written_to_again_is_not_shown(town: Town) -> None:
    anna, to = town.person(ANNA), direct(refs.account(ANNA))
    await anna.close_dms()
    early = Attempt("r#0", Tell(to, text("told.early"), "en"), None)
    assert await town.adapter.messenger.deliver(early) == Rejected("unreachable", "403/50007")
    await anna.open_dms()
    await town.deliver(Tell(to, text("told.late"), "en"), row="s#0")
    town.desk.answer = Answer(text("told.cases"))
    await anna.command("/cases", place="lobby")
    await anna.sees("told.cases")
    await anna.has_not("told.early")
