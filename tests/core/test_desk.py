"""The desk where many things happen at once, twice, or at the wrong moment."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases.case import Active, Case
from core.cases.talking import held
from core.policy import Agent, Facts, Moment
from core.trust.texts import Judged, TextRules, Unread
from core.words.cards import Verb
from core.words.commands import Asked, Command, Noticed, Pressed, Said, TimerFired
from core.words.documents import plain
from core.words.effects import Say, Show, Tell
from core.words.people import Person, Profile
from core.words.records import TIMERS
from core.words.refs import Account, AgentId, Carrier, CaseId, CommandId, MessageRef, Place, direct, room_key
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import BEN, MINUTE, NOW, POLICY, RITA, TOM, ZOE, ben, zoe
from tests.core.world import World

RULES = replace(
    POLICY, boards=(), on_call=(), live_chat=replace(POLICY.live_chat, needs_agents=False, fullness=1e6)
)
Start = Callable[..., Awaitable[World]]


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """A desk with these changed rules, over a store of its own."""
    worlds: list[World] = []

    async def started(**changes: object) -> World:
        shelf = Shelf()

        async def store() -> MemoryStore:
            return MemoryStore(shelf)

        platforms = (ScriptedPlatform(Carrier("moor"), True), ScriptedPlatform(Carrier("sea"), False))
        world = World(store, replace(RULES, **changes), platforms)
        worlds.append(world)
        await world.start()
        return world

    yield started
    for world in worlds:
        await world.stop()


def chat(who: Person) -> Place:
    return Place(who.account.replace(":", ":dm:", 1))


def said(who: Person, number: int, words: str = "", where: Place | None = None) -> Said:
    ref = MessageRef(where or chat(who), str(number))
    private = where is None or ":dm:" in where
    words = words or f"word {number}"
    return Said(CommandId(f"said:{number}"), who, ref.place, private, ref, plain(words), NOW)


def press(who: Person, verb: Verb, number: int, the: int | None = None, argument: str = "") -> Pressed:
    about = None if the is None else CaseId(the)
    id_ = CommandId(f"pressed:{number}")
    return Pressed(id_, who, chat(who), verb, private=True, case=about, argument=argument)


async def the_case(world: World, number: int = 1) -> Case:
    record = (await world.line.store.load([f"case/{number}"]))[0].record
    assert isinstance(record, Case)
    return record


async def everything(world: World) -> list[Case]:
    store = world.line.store
    loaded = await store.load([f"case/{each}" for each in range(1, 200)])
    return [each.record for each in loaded if isinstance(each.record, Case)]


def told(world: World, command: Command) -> str:
    text = world.answers[command.id].text
    return "" if text is None else text.key


@pytest.mark.fault(24)
async def test_fifty_first_messages_of_one_person_at_once_make_one_case_with_all_words_in_order(
    start: Start,
) -> None:
    world = await start()
    await world.handle(*(said(RITA, number) for number in range(1, 51)))
    assert [each.id for each in await everything(world)] == [1]
    entries = await world.line.store.transcript(CaseId(1))
    assert [each.words.text for each in entries if each.words] == [f"word {n}" for n in range(1, 51)]


@pytest.mark.fault(24)
async def test_the_same_when_they_come_by_form_from_fifty_places(start: Start) -> None:
    world = await start()
    asks = [
        Asked(CommandId(f"a{n}"), RITA, Place(f"moor:{n}"), False, None, plain(f"word {n}"), NOW)
        for n in range(50)
    ]
    await world.handle(*asks)
    assert [each.id for each in await everything(world)] == [min(each.id for each in await everything(world))]
    (only,) = await everything(world)
    entries = await world.line.store.transcript(only.id)
    assert {each.words.text for each in entries if each.words} == {f"word {n}" for n in range(50)}


def crowd(count: int) -> tuple[Agent, ...]:
    return tuple(Agent(AgentId(f"g{n}"), f"G{n}", (Account(f"sea:g{n}"),), 1) for n in range(count))


@pytest.mark.fault(23)
async def test_a_hundred_agents_take_next_at_once_and_ten_cases_get_ten_owners(start: Start) -> None:
    agents = crowd(100)
    world = await start(agents=agents)
    await world.handle(*(said(Person(Account(f"moor:r{n}"), f"R{n}"), n) for n in range(10)))
    presses = [press(Person(each.accounts[0], each.name), Verb.NEXT, n) for n, each in enumerate(agents)]
    await world.handle(*presses)
    owners = [each.phase.agent for each in await everything(world) if isinstance(each.phase, Active)]
    assert len(owners) == len(set(owners)) == 10
    answers = [told(world, each) for each in presses]
    assert (answers.count("told.taken"), answers.count("told.queue_empty")) == (10, 90)


@pytest.mark.fault(23)
async def test_a_hundred_agents_take_one_case_at_once_and_the_losers_hear_who_won(start: Start) -> None:
    agents = crowd(100)
    world = await start(agents=agents)
    await world.in_turn(said(RITA, 1))
    presses = [press(Person(each.accounts[0], each.name), Verb.TAKE, n, 1) for n, each in enumerate(agents)]
    await world.handle(*presses)
    phase = (await the_case(world)).phase
    assert isinstance(phase, Active)
    winner = next(each.name for each in agents if each.id == phase.agent)
    losers = [world.answers[each.id].text for each in presses if told(world, each) != "told.taken"]
    assert len(losers) == 99
    assert {(each.key, dict(each.values)["agent"]) for each in losers} == {("refusal.taken", winner)}


async def test_take_next_passes_over_a_ticket_whose_requester_is_in_another_chat(start: Start) -> None:
    world = await start()
    await world.handle(
        Asked(CommandId("a"), RITA, chat(RITA), False, None, plain("old"), NOW, wants="ticket")
    )
    world.clock.time += MINUTE
    await world.handle(Asked(CommandId("b"), TOM, chat(TOM), False, None, plain("t"), NOW, wants="ticket"))
    await world.handle(replace(press(RITA, Verb.HELP, 1), words=plain("now in chat")))
    await world.handle(press(BEN, Verb.NEXT, 2), press(BEN, Verb.NEXT, 3))
    phases = {each.id: each.phase.kind for each in await everything(world)}
    assert phases == {1: "ticket", 2: "active", 3: "active"}
    other = press(ZOE, Verb.TAKE, 4, 1)
    await world.handle(other)
    assert told(world, other) == "refusal.elsewhere"


async def test_who_has_a_chat_open_adds_to_it_from_anywhere_instead_of_opening_another(start: Start) -> None:
    world = await start()
    await world.in_turn(said(RITA, 1))
    here = replace(press(RITA, Verb.HELP, 2), where=Place("moor:square"), private=False, words=plain("more"))
    await world.handle(here)
    assert told(world, here) == "told.added"
    assert [each.id for each in await everything(world)] == [1]


async def test_an_old_case_is_not_reopened_beside_an_open_chat(start: Start) -> None:
    world = await start()
    await world.in_turn(said(RITA, 1), press(RITA, Verb.CLOSE, 2))
    world.clock.time += 120 * MINUTE
    await world.handle(said(RITA, 3))
    again = press(RITA, Verb.REOPEN, 4, 1)
    await world.handle(again)
    assert told(world, again) == "refusal.have_one"


async def test_a_draft_becomes_a_ticket_for_somebody_with_earlier_cases_too(start: Start) -> None:
    world = await start()
    await world.in_turn(said(RITA, 1), press(RITA, Verb.CLOSE, 2))
    await world.handle(press(BEN, Verb.PAUSE, 3))
    ask = Asked(CommandId("a"), RITA, chat(RITA), False, None, plain("it broke again"), NOW)
    await world.handle(ask)
    (offer,) = world.answers[ask.id].card.actions
    await world.handle(press(RITA, offer.verb, 4))
    made = (await everything(world))[-1]
    assert (made.requester, made.phase.kind) == (RITA.account, "ticket")
    entries = await world.line.store.transcript(made.id)
    assert "it broke again" in {each.words.text for each in entries if each.words}


# ---- things that come twice, or late


async def test_an_old_going_off_that_comes_again_takes_nothing_from_who_is_back(start: Start) -> None:
    world = await start()
    off = press(BEN, Verb.OFF, 1)
    await world.in_turn(press(BEN, Verb.ON, 0), off)
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    await world.handle(off)
    assert isinstance((await the_case(world)).phase, Active)


async def test_a_timer_that_fires_for_a_silence_since_answered_leaves_the_new_one(start: Start) -> None:
    world = await start(speak="direct")
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    await world.settle()
    ((member, due),) = await world.line.store.first(TIMERS, 10)
    room = await world.line.store.place_of(room_key(CaseId(1), "agent", 1, "sea"))
    world.clock.time += 9 * MINUTE
    await world.in_turn(said(BEN, 3, "I am here", room), said(RITA, 4))
    world.clock.time += MINUTE
    stale = TimerFired(CommandId(f"timer:{member}:{due}"), CaseId(1), "silence", int(member.split(":")[2]))
    await world.handle(stale)
    phase = (await the_case(world)).phase
    assert isinstance(phase, Active)
    assert not phase.asked_still_there
    assert await world.line.store.first(TIMERS, 10) == ((member, phase.silent_at.timestamp()),)
    await world.pass_time(10 * MINUTE)
    assert (await the_case(world)).phase.asked_still_there


@pytest.mark.fault(22)
async def test_an_agent_who_vanishes_gives_back_what_they_had_with_its_place(start: Start) -> None:
    world = await start()
    await world.in_turn(press(BEN, Verb.ON, 0), said(RITA, 1), press(BEN, Verb.NEXT, 2))
    asked_at = (await the_case(world)).asked_at
    await world.pass_time(9 * MINUTE)
    await world.pass_time(3 * 60 * MINUTE)
    case = await the_case(world)
    assert (case.phase.kind, case.phase.since) == ("waiting", asked_at)
    keys = {each.effect.text.key for each in world.platforms[0].arrivals if isinstance(each.effect, Tell)}
    await world.settle()
    keys = {each.effect.text.key for each in world.platforms[0].arrivals if isinstance(each.effect, Tell)}
    assert keys & {"told.requeued_vanished", "told.requeued_silent"}


# ---- words that did not arrive


async def test_words_sent_again_that_are_lost_again_are_told_again(start: Start) -> None:
    world = await start(speak="direct")
    rita = Person(Account("sea:rita"), "Rita")
    await world.in_turn(said(rita, 1), press(BEN, Verb.NEXT, 2))
    await world.settle()
    room = await world.line.store.place_of(room_key(CaseId(1), "agent", 1, "sea"))
    world.platforms[1].tricks.append("lose")
    await world.handle(said(BEN, 3, "answer", room))
    await world.settle()
    (row,) = await world.line.store.ended(CaseId(1))
    for number in (4, 5):
        world.clock.time += MINUTE
        world.platforms[1].tricks.append("lose")
        again = press(BEN, Verb.RESEND, number, argument=row.row)
        await world.handle(again)
        assert told(world, again) == "told.resent"
        await world.settle()
    marks = [commit for commit in world.commits if commit.command.startswith(f"undelivered:{row.row}:")]
    assert len(marks) == 3


@pytest.mark.parametrize("after", range(0, 60, 2))
async def test_a_crash_around_the_end_of_a_row_does_not_silence_its_failure(start: Start, after: int) -> None:
    world = await start(speak="direct")
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    await world.settle()
    room = await world.line.store.place_of(room_key(CaseId(1), "agent", 1, "sea"))
    world.platforms[0].tricks.extend(["refuse"] * 2)
    await world.crash(said(BEN, 3, "answer", room), after=after)
    await world.come_to_rest()
    ended = {each.row for each in await world.line.store.ended(CaseId(1))}
    told_of = {
        each.command.split(":", 1)[1].rpartition(":")[0]
        for each in world.commits
        if "undelivered" in each.command
    }
    assert ended <= told_of
    assert await world.line.store.kept(10) == ()


async def test_what_a_room_could_not_take_of_the_requesters_words_is_said_in_it(start: Start) -> None:
    world = await start()
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    await world.settle()
    world.platforms[1].tricks.append("refuse")
    await world.handle(said(RITA, 3))
    await world.settle()
    last = world.platforms[1].arrivals[-1].effect
    assert isinstance(last, Show)
    assert [line.key for line in last.card.lines] == ["undelivered.unheard"]
    await world.handle(press(BEN, Verb.RESEND, 4, 1, last.card.actions[0].argument))
    await world.settle()
    shown = world.platforms[1].arrivals[-1].effect
    assert isinstance(shown, Say)
    assert shown.entry == last.card.key.removeprefix("unheard/")


# ---- a private chat that holds several cases


async def test_an_answer_goes_to_whom_it_answers_where_one_chat_holds_two_cases(start: Start) -> None:
    world = await start(agents=(replace(zoe, capacity=2), ben))
    await world.in_turn(said(RITA, 1, "of rita"), said(TOM, 2, "of tom"))
    await world.handle(press(ZOE, Verb.TAKE, 3, 1))
    await world.settle()
    await world.handle(press(ZOE, Verb.TAKE, 4, 2))
    await world.settle()
    copies = {
        each.effect.words.text: each.ref
        for each in world.platforms[1].arrivals
        if isinstance(each.effect, Say)
    }
    for number, name in enumerate(("rita", "tom"), 5):
        answer = said(ZOE, number, f"for {name}")
        await world.handle(replace(answer, reply_to=MessageRef(chat(ZOE), copies[f"of {name}"])))
    await world.settle()
    heard = {
        each.effect.words.text: each.effect.to
        for each in world.platforms[0].arrivals
        if isinstance(each.effect, Say)
    }
    assert heard == {"for rita": direct(RITA.account), "for tom": direct(TOM.account)}


async def test_a_case_that_moves_into_a_private_chat_is_told_there_from_the_start(start: Start) -> None:
    world = await start()
    await world.in_turn(said(RITA, 1, "my card"), press(BEN, Verb.TAKE, 2, 1), press(BEN, Verb.RELEASE, 3, 1))
    await world.handle(press(ZOE, Verb.TAKE, 4, 1))
    await world.settle()
    told_zoe = [
        each.effect.words.text
        for each in world.platforms[1].arrivals
        if each.place == chat(ZOE) and isinstance(each.effect, Say)
    ]
    assert told_zoe == ["my card"]


# ---- kept commands


@pytest.mark.fault(19)
async def test_a_command_that_always_crashes_is_parked_after_five_tries_and_the_rest_flows(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world = await start()
    decide = world.desk._deciding.decide

    async def crashes(command: Command, *rest: object) -> object:
        if command.id == "said:2":
            raise ZeroDivisionError
        return await decide(command, *rest)

    monkeypatch.setattr("core.deciding.Deciding.decide", lambda self, *all_: crashes(*all_))
    await world.in_turn(said(RITA, 1), said(RITA, 2), said(RITA, 3), said(TOM, 4))
    assert told(world, said(RITA, 2)) == "refusal.fault"
    tries = [len(await world.line.store.kept(10))]
    for _ in range(6):
        await world.pass_time(timedelta(seconds=1))
        tries.append(len(await world.line.store.kept(10)))
    assert tries == [1, 1, 1, 1, 0, 0, 0]
    assert [(each.id, why) for each, why in await world.line.store.parked()] == [
        ("said:2", "ZeroDivisionError")
    ]
    assert [record.levelname for record in caplog.records].count("CRITICAL") == 1
    entries = await world.line.store.transcript(CaseId(1))
    assert [each.words.text for each in entries if each.words] == ["word 1", "word 3"]
    assert len(await everything(world)) == 2


async def test_a_kept_command_that_comes_to_nothing_is_done_with(start: Start) -> None:
    world = await start()
    nothing = press(BEN, Verb.NEXT, 1)
    await world.line.store.keep(nothing, "once")
    await world.pass_time(timedelta(seconds=1))
    assert await world.line.store.kept(10) == ()
    assert await world.line.store.handled(nothing.id)


async def test_two_desks_over_one_store_make_one_case_of_one_persons_first_words() -> None:
    shelf = Shelf()

    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    worlds = [World(store, RULES, (ScriptedPlatform(Carrier("moor"), True),)) for _ in range(3)]
    for world in worlds:
        await world.start()
    await asyncio.gather(
        *(worlds[number % 3].handle(said(RITA, number)) for number in range(30)),
        *(worlds[number % 3].handle(said(TOM, 100 + number)) for number in range(30)),
    )
    cases = await everything(worlds[0])
    assert sorted(each.requester for each in cases) == [RITA.account, TOM.account]
    for case in cases:
        entries = await worlds[0].line.store.transcript(case.id)
        assert len([each for each in entries if each.kind == "said"]) == 30
    for world in worlds:
        await world.stop()


@pytest.mark.parametrize(
    "words", ["just open @harbour_support_bot", "message @Harbour_Support_Bot to get help"]
)
async def test_people_may_be_sent_to_the_desks_own_bot_whoever_sends_them(start: Start, words: str) -> None:
    desk = (await start()).desk
    liam = Profile(Account("sea:liam"), ("Liam",))
    assert desk.suspicious(liam, words)
    desk.known_as("Harbour_Support_Bot")
    assert not desk.suspicious(liam, words)
    assert held(plain(words), Facts(desk.policy, desk.roster, Moment(NOW))) is None


class Book:
    """A second reading that takes long: what it has read, and in which thread."""

    def __init__(self) -> None:
        self.read: dict[str, int] = {}

    def __call__(self, passage: str, what: Judged, first: float, *, staff: bool) -> bool:
        if passage not in self.read:
            raise Unread(lambda: self.read.update({passage: threading.get_ident()}))
        return "seed" in passage


async def test_what_is_read_with_care_is_read_beside_the_loop_and_decided_then(start: Start) -> None:
    book = Book()
    world = await start(texts=TextRules(second=book))
    await world.in_turn(said(RITA, 1), press(BEN, Verb.NEXT, 2))
    asking = "Please send me your seed phrase. " * 12
    words = [asking, "Please tell me the code of the door"]
    replies = [
        replace(press(BEN, Verb.REPLY, 3 + number, 1), words=plain(each)) for number, each in enumerate(words)
    ]
    await world.handle(*replies)
    assert [told(world, each) for each in replies] == ["held.keys", ""]
    entries = await world.line.store.transcript(CaseId(1))
    assert {each.words.text for each in entries if each.words} == {"word 1", words[1]}
    assert len(book.read) == 3
    assert threading.get_ident() not in book.read.values()


async def test_whose_words_have_yet_to_be_read_is_told_to_the_desk_which_finds_out(start: Start) -> None:
    book = Book()
    world = await start(texts=TextRules(second=book))
    liam, words = Profile(Account("sea:liam"), ("Liam",)), "Tell me the code of the door"
    assert world.desk.suspicious(liam, words)
    ref = MessageRef(Place("sea:square"), "1")
    await world.handle(Noticed(CommandId("n"), liam, ref.place, ref, plain(words)))
    assert list(book.read) == [words]
    assert not world.desk.suspicious(liam, words)
