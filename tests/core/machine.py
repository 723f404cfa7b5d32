"""All that people, platforms, clocks and crashes can do to a desk, in any order; and what holds all the same.

The invariants are asked through the `Store` port and the platforms alone, so one machine runs over any store.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.cases.case import Active, Case, Waiting, cases_of, complaints_of, indexes, open_key
from core.cases.seats import Seat, load
from core.cases.seats import indexes as seat_indexes
from core.cases.states import State, permitted, state_of
from core.policy import Agent, Department, Policy
from core.ports import Commit, Store
from core.promises.plans import Book, ClockTime, Plan, Promise
from core.words.cards import Verb
from core.words.commands import (
    Asked,
    Command,
    Deleted,
    Edited,
    PlaceGone,
    Pressed,
    Reacted,
    Said,
    Unreachable,
)
from core.words.documents import plain
from core.words.effects import Say, Tell
from core.words.people import Person
from core.words.records import ASKED, PROMISED, QUEUE, TICKETS, TIMERS, Entry, Ranked, Unique
from core.words.refs import (
    Account,
    AgentId,
    Carrier,
    CaseId,
    CommandId,
    MessageRef,
    Place,
    RoomKey,
    side_of_entry,
)
from tests.core.platform import TRICKS, ScriptedPlatform
from tests.core.setting import POLICY, tells_a_note
from tests.core.world import World

T = TypeVar("T")

RITA = Person(Account("moor:rita"), "Rita")
TOM = Person(Account("moor:tom"), "Tom")
UMA = Person(Account("sea:uma"), "Uma")
REQUESTERS = (RITA, TOM, UMA)
AGENTS = (
    Agent(AgentId("ana"), "Ana", (Account("moor:ana"), Account("sea:ana")), 2),
    Agent(AgentId("ben"), "Ben", (Account("sea:ben"),), 1),
    Agent(AgentId("zoe"), "Zoe", (Account("sea:zoe"),), 2, private=True),
)
ACTORS = tuple(Person(account, agent.name) for agent in AGENTS for account in agent.accounts)
BY_AGENTS = (
    Verb.TAKE, Verb.TAKE, Verb.RELEASE, Verb.TRANSFER, Verb.ACCEPT, Verb.DECLINE, Verb.CONFIRM, Verb.CLOSE,
    Verb.NOTE, Verb.REPLY, Verb.ON, Verb.AWAY, Verb.OFF, Verb.STILL_HERE, Verb.ASK_CLOSE, Verb.PAUSE, Verb.RESUME,
    Verb.ESCALATE, Verb.WAIT, Verb.SNOOZE, Verb.CHAT, Verb.PRIORITY, Verb.LINK, Verb.MERGE,
)  # fmt: skip
BY_OWNERS = (
    Verb.RELEASE, Verb.RELEASE, Verb.TRANSFER, Verb.TRANSFER, Verb.CONFIRM, Verb.CLOSE, Verb.NOTE, Verb.REPLY,
    Verb.OFF, Verb.STILL_HERE, Verb.ASK_CLOSE, Verb.ESCALATE, Verb.WAIT, Verb.WAIT, Verb.SNOOZE, Verb.CHAT,
    Verb.MERGE,
)  # fmt: skip
BY_REQUESTERS = (
    Verb.LEAVE, Verb.CLOSE, Verb.REOPEN, Verb.NOT_YET, Verb.SOLVED, Verb.RATE, Verb.HELP, Verb.TICKET,
    Verb.DETAILS, Verb.TRANSCRIPT, Verb.COMMENT, Verb.VIEW, Verb.COMPLAIN,
)  # fmt: skip
WORDED: dict[Verb, tuple[str, ...]] = {
    Verb.ESCALATE: ("billing SECRET-0", "billing", "care", "nowhere"),
    Verb.WAIT: ("requester", "billing", "The Bank 2h", "The Bank"),
    Verb.SNOOZE: ("1h", "later"),
    Verb.PRIORITY: ("5", "500"),
}
"""What is written after a command: what it takes, and what it does not."""
WHOSE = re.compile(r"\b(rita|tom|uma)-\d+")

people = st.sampled_from(REQUESTERS)
actors = st.sampled_from(ACTORS)
few = st.integers(0, 7)
ways = st.sampled_from(["now", "now", "twice", "held"])


INDEXES = (
    ASKED, PROMISED, QUEUE, TICKETS, TIMERS, complaints_of("care"), "present",
    *(f"owned:{agent.id}" for agent in AGENTS), *(cases_of(who.account) for who in REQUESTERS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store holds at one moment."""

    cases: list[Case]
    seats: list[Seat]
    ranked: dict[str, frozenset[tuple[str, float]]]
    held: dict[Account, str | None]
    transcripts: dict[CaseId, tuple[Entry, ...]]


def every_list_is_what_the_states_make_it(stored: Stored) -> None:
    expected = {index for each in stored.cases for index in indexes(each)}
    expected |= {index for each in stored.seats for index in seat_indexes(each)}
    for name, found in stored.ranked.items():
        ranked = [each for each in expected if isinstance(each, Ranked) and each.index == name]
        assert found == {(each.member, each.score) for each in ranked}, name
    for account, found in stored.held.items():
        held = [each.value for each in expected if isinstance(each, Unique) and each.key == open_key(account)]
        assert held == ([] if found is None else [found]), account


def every_active_case_has_one_owner_who_counts_it(stored: Stored) -> None:
    owned = [(each.id, each.phase.agent) for each in stored.cases if isinstance(each.phase, Active)]
    counted = [(number, seat.agent) for seat in stored.seats for number in seat.cases]
    assert sorted(owned) == sorted(counted)
    assert all(load(seat) <= seat.capacity for seat in stored.seats)


def whoever_waits_waits_since_they_asked(stored: Stored) -> None:
    for each in stored.cases:
        entries = stored.transcripts[each.id]
        again = {entry.at for entry in entries if entry.event and entry.event.key == "event.reopened"}
        if isinstance(each.phase, Waiting):
            assert each.phase.since in {each.asked_at, *again}, each


def private_chat(who: Person) -> Place:
    carrier, _, name = who.account.partition(":")
    return Place(f"{carrier}:dm:{name}")


PLAN = Plan(
    "all",
    {"en": "All"},
    "always",
    (
        Promise("first", ClockTime(timedelta(minutes=5)), reach="any"),
        Promise("next", ClockTime(timedelta(minutes=5)), reach="any"),
        Promise("resolution", ClockTime(timedelta(hours=2)), reach="any"),
    ),
    open_to=("guest",),
)


class DeskMachine(RuleBasedStateMachine):
    """A desk over any store; `store` opens it as a process that starts has it."""

    policy: Policy = replace(
        POLICY,
        agents=AGENTS,
        live_chat=replace(POLICY.live_chat, needs_agents=False, fullness=100.0),
        boards=(),
        departments=(
            Department("billing", {"en": "Billing"}),
            Department("care", {"en": "Care"}, (AgentId("zoe"), AgentId("ana")), complaints=True),
        ),
        book=Book(plans=(PLAN,)),
        requests_per_hour=10_000,
    )

    def __init__(self, store: Callable[[], Awaitable[Store]]) -> None:
        super().__init__()
        self.store = store
        self.loop = asyncio.new_event_loop()
        self.number = 0
        self.held: list[Command] = []
        self.committed: set[CommandId] = set()
        self.states: dict[CaseId, State] = {}
        self.heard: Counter[str] = Counter()

    def run(self, step: Coroutine[object, object, T]) -> T:
        return self.loop.run_until_complete(step)

    @initialize(
        speak=st.sampled_from(["reply", "direct"]), assignment=st.sampled_from(["manual", "automatic"])
    )
    def open_the_desk(self, speak: str, assignment: str) -> None:
        platforms = (ScriptedPlatform(Carrier("moor"), True), ScriptedPlatform(Carrier("sea"), False))
        rules = replace(self.policy, speak=speak, assignment=assignment)
        self.world = World(self.store, rules, platforms)
        self.run(self.world.start())
        self.run(self.world.handle(*(self.press(who, Verb.ON) for who in ACTORS[1:])))
        first = [self.said(who, private_chat(who), f"{who.name.lower()}-{self.next()}") for who in REQUESTERS]
        self.run(self.world.handle(*first))
        self.run(self.world.settle())

    # ---- what happens

    @rule(who=people, way=ways, late=st.booleans())
    def somebody_writes(self, who: Person, way: str, late: bool) -> None:
        self.emit(self.said(who, private_chat(who), f"{who.name.lower()}-{self.next()}", late=late), way)

    @rule(who=people, room=st.booleans(), wants=st.sampled_from(["chat", "ticket"]), way=ways)
    def somebody_asks(self, who: Person, room: bool, wants: str, way: str) -> None:
        words = plain(f"{who.name.lower()}-{self.next()}")
        id_ = CommandId(f"asked:{self.number}")
        now = self.world.clock.time
        self.emit(Asked(id_, who, private_chat(who), room, None, words, now, wants=wants), way)

    @rule(who=people, verb=st.sampled_from(BY_REQUESTERS), which=few, stale=st.booleans(), way=ways)
    def a_requester_presses(self, who: Person, verb: Verb, which: int, stale: bool, way: str) -> None:
        mine = [each for each in self.cases() if each.requester == who.account]
        the = mine[-1 - which % len(mine)] if mine else None
        worded = verb in {Verb.HELP, Verb.DETAILS, Verb.COMMENT, Verb.COMPLAIN}
        words = f"{who.name.lower()}-{self.next()}" if worded else None
        about = None if verb in {Verb.HELP, Verb.TICKET} else the
        press = self.press(who, verb, about, words, "4" if verb is Verb.RATE else "")
        self.emit(replace(press, revision=0 if about is None else about.revision - stale), way)

    @rule(who=actors, verb=st.sampled_from(BY_AGENTS), which=few, way=ways)
    def an_agent_presses(self, who: Person, verb: Verb, which: int, way: str) -> None:
        cases = self.cases()
        self.emit(self.press_on(who, verb, cases[which % len(cases)] if cases else None, which), way)

    @rule(who=actors, way=ways)
    def an_agent_takes_the_next(self, who: Person, way: str) -> None:
        self.emit(self.press(who, Verb.NEXT), way)

    @rule(verb=st.sampled_from(BY_OWNERS), which=few, way=ways)
    def the_owner_presses(self, verb: Verb, which: int, way: str) -> None:
        if active := [each for each in self.cases() if isinstance(each.phase, Active)]:
            the = active[which % len(active)]
            self.emit(self.press_on(self.person(the.phase.account), verb, the, which), way)

    @rule(which=few, verb=st.sampled_from([Verb.ACCEPT, Verb.ACCEPT, Verb.DECLINE]), way=ways)
    def a_case_is_passed_on(self, which: int, verb: Verb, way: str) -> None:
        active = [each for each in self.cases() if isinstance(each.phase, Active)]
        for each in active:
            if each.phase.handover is not None:
                agent = next(agent for agent in AGENTS if agent.id == each.phase.handover.to)
                account = agent.accounts[which % len(agent.accounts)]
                self.emit(self.press(self.person(account), verb, each), way)
                return
        if active:
            the = active[which % len(active)]
            to = next(agent.id for agent in AGENTS[which % 2 :] if agent.id != the.phase.agent)
            self.emit(self.press(self.person(the.phase.account), Verb.TRANSFER, the, "SECRET", to), "now")

    @rule(who=actors, which=few, answers=st.booleans(), to_staff=st.booleans(), way=ways, owner=st.booleans())
    def an_agent_writes(
        self, who: Person, which: int, answers: bool, to_staff: bool, way: str, owner: bool
    ) -> None:
        told = [each for each in self.cases() if each.room is not None]
        if not told:
            return
        the = told[which % len(told)]
        if owner and isinstance(the.phase, Active):
            who = self.person(the.phase.account)
        place = self.run(self.world.line.store.place_of(the.room))
        if place is None or (":dm:" in place and place != private_chat(who)):
            return
        reply = self.run(self.latest_copy(the)) if answers else None
        secret = to_staff or (reply is None and (self.world.policy.speak == "reply" or ":dm:" in place))
        words = f"SECRET-{self.next()}" if secret else f"for-{the.name.lower()}-{self.next()}"
        if secret and not to_staff and self.world.policy.speak == "direct":
            to_staff = (
                True  # in a private chat of several cases, words that answer nothing could be anybody's
            )
        said = self.said(who, place, words, private=":dm:" in place, reply_to=reply, to_staff=to_staff)
        self.emit(said, way)

    @rule(which=few, gone=st.booleans(), way=ways)
    def words_are_changed_or_taken_back(self, which: int, gone: bool, way: str) -> None:
        said = [each for each in self.world.confirmed.values() if isinstance(each, Said)]
        if not said:
            return
        the = said[-1 - which % len(said)]
        id_ = CommandId(f"changed:{self.next()}")
        if gone:
            self.emit(Deleted(id_, the.ref), way)
        else:
            words = plain(f"{the.words.text} again")
            self.emit(Edited(id_, the.who, the.ref, words, self.world.clock.time), way)

    @precondition(lambda self: self.number % 3 == 0)
    @rule(which=few, way=ways)
    def somebody_reacts(self, which: int, way: str) -> None:
        said = [each for each in self.world.confirmed.values() if isinstance(each, Said)]
        if said:
            the = said[-1 - which % len(said)]
            self.emit(Reacted(CommandId(f"reacted:{self.next()}"), the.who, the.ref, "👍", True), way)

    @precondition(lambda self: self.number % 3 == 2)
    @rule(which=few, told=st.booleans(), side=st.sampled_from(["agent", "requester"]))
    def a_room_is_deleted(self, which: int, told: bool, side: str) -> None:
        opened = [
            (platform, place)
            for platform in self.world.platforms
            for room, place in platform.opened.items()
            if f"/{side}/" in room and ":dm:" not in place and place not in platform.gone
        ]
        if opened:
            platform, place = opened[which % len(opened)]
            platform.gone.add(place)
            if told:
                self.emit(PlaceGone(CommandId(f"gone:{self.next()}"), place), "now")

    @precondition(lambda self: self.number % 3 == 1)
    @rule(who=people, way=ways)
    def somebody_blocks_the_desk(self, who: Person, way: str) -> None:
        self.emit(Unreachable(CommandId(f"unreachable:{self.next()}"), who), way)

    @precondition(lambda self: self.number % 3 == 0)
    @rule(which=few)
    def an_agent_sends_again(self, which: int) -> None:
        cases = self.cases()
        if not cases:
            return
        ended = self.run(self.world.line.store.ended(cases[which % len(cases)].id))
        if ended and ended[-1].state == "uncertain":
            self.emit(self.press(ACTORS[0], Verb.RESEND, argument=ended[-1].row), "now")

    @rule(seconds=st.sampled_from([1, 30, 200, 400, 1_000, 4_000, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.run(self.world.pass_time(timedelta(seconds=seconds)))

    @rule()
    def what_is_owed_is_delivered(self) -> None:
        self.run(self.world.settle())

    @rule(which=st.integers(0, 1), tricks=st.lists(st.sampled_from(TRICKS), min_size=1, max_size=4))
    def a_platform_misbehaves(self, which: int, tricks: list[str]) -> None:
        self.world.platforms[which].tricks.extend(tricks)

    @precondition(lambda self: self.number % 3 == 1)
    @rule(absences=st.lists(st.sampled_from(["", "", "before", "after"]), min_size=1, max_size=8))
    def the_store_is_away(self, absences: list[str]) -> None:
        self.world.line.absences.extend(absences)

    @rule(after=st.integers(0, 40))
    def it_crashes(self, after: int) -> None:
        held, self.held = self.held, []
        self.run(self.world.crash(*held, after=after))

    @precondition(lambda self: self.held)
    @rule(order=st.randoms(use_true_random=False))
    def what_was_held_up_comes_at_once(self, order: random.Random) -> None:
        held, self.held = self.held, []
        order.shuffle(held)
        self.run(self.world.handle(*held))

    @precondition(lambda self: self.number % 3 == 2)
    @rule(which=few)
    def something_old_comes_again(self, which: int) -> None:
        confirmed = list(self.world.confirmed.values())
        if confirmed:
            self.run(self.world.handle(confirmed[-1 - which % len(confirmed)]))

    @rule()
    def it_comes_to_rest(self) -> None:
        self.run(self.rest())

    # ---- what holds at every moment

    @invariant()
    def what_is_stored_agrees_with_itself(self) -> None:
        if not hasattr(self, "world"):
            return
        stored = self.run(self.world.quietly(self.look()))
        every_list_is_what_the_states_make_it(stored)
        every_active_case_has_one_owner_who_counts_it(stored)
        whoever_waits_waits_since_they_asked(stored)

    @invariant()
    def every_command_has_one_effect_and_no_timer_one_too_early(self) -> None:
        fresh = self.world.commits[len(self.committed) :]
        assert not self.committed & {each.command for each in fresh}
        self.committed |= {each.command for each in fresh}
        assert len(self.committed) == len(self.world.commits)
        for each in fresh:
            self.goes_by_the_table(each)
            if each.command.startswith("timer:"):
                assert float(each.command.rpartition(":")[2]) <= each.now.timestamp()

    def goes_by_the_table(self, commit: Commit) -> None:
        for record in commit.put.values():
            if isinstance(record, Case):
                way = (self.states.get(record.id), state_of(record))
                assert way[0] is None or permitted(*way), way
                self.states[record.id] = state_of(record)

    @invariant()
    def no_command_fails(self) -> None:
        if hasattr(self, "world"):
            assert not self.world.faults

    @invariant()
    def nobody_hears_what_is_not_meant_for_them(self) -> None:
        arrivals = [
            each
            for platform in self.world.platforms
            for each in platform.arrivals[self.heard[platform.carrier] :]
        ]
        self.heard = Counter({platform.carrier: len(platform.arrivals) for platform in self.world.platforms})
        at = {private_chat(who): who.name.lower() for who in REQUESTERS}
        cases = {each.id: each for each in self.cases()} if arrivals else {}
        for platform in self.world.platforms:
            for room, place in platform.opened.items():
                if arrivals and "/requester/" in room:
                    at[place] = cases[CaseId(int(room.split("/")[1]))].name.lower()
        for each in arrivals:
            if each.place in at:
                assert not tells_a_note(each.effect, "SECRET"), each
                assert set(WHOSE.findall(repr(each.effect))) <= {at[each.place]}, each

    # ---- what holds when all is done

    async def rest(self) -> None:
        held, self.held = self.held, []
        await self.world.handle(*held)
        await self.world.come_to_rest()
        store = self.world.line.store
        assert self.world.unconfirmed == {}
        assert await store.kept(10) == ()
        assert await store.parked() == ()
        said = {id_: each.text.key for id_, each in self.world.answers.items() if each.text}
        faults = [id_ for id_, key in said.items() if key == "refusal.fault"]
        assert faults == []
        assert await store.outbox_depth() == 0
        await self.nothing_said_is_lost_or_doubled()
        await self.what_failed_is_visible()
        self.lanes_keep_their_order()

    async def nothing_said_is_lost_or_doubled(self) -> None:
        store = self.world.line.store
        entries = [entry for each in await self.all_cases() for entry in await store.transcript(each.id)]
        assert len({entry.id for entry in entries}) == len(entries)
        kept = Counter(entry.id.split(":", 2)[2] for entry in entries if entry.kind in {"said", "note"})
        sent_back = {
            commit.command
            for commit in self.world.commits
            for row in commit.rows
            if isinstance(row.effect, Tell) and row.effect.text.key == "refusal.reply_to_say_which"
        }
        for command in self.world.confirmed.values():
            if isinstance(command, Said):
                # An agent whose private chat holds several cases is asked which of them they mean.
                assert kept[command.id] == (0 if command.id in sent_back else 1), command
                assert command.id not in sent_back or command.who in ACTORS
        pressed = [each for each in self.world.confirmed.values() if isinstance(each, Pressed)]
        asked = Counter(each.argument for each in pressed if each.verb is Verb.RESEND)
        effects = {row.id: row.effect for commit in self.world.commits for row in commit.rows}
        for platform in self.world.platforms:
            copies: dict[tuple[str, str], list[bool]] = {}
            for each in platform.arrivals:
                copies.setdefault((each.row, each.place), []).append(each.repeated)
            for (row, _), repeated in copies.items():
                assert all(repeated[1:]), f"{row} came twice and does not say so"
                effect = effects[row]
                if isinstance(effect, Say) and not effect.repeatable:
                    assert len(repeated) <= 1 + asked[row], f"{row} was repeated unasked"

    async def what_failed_is_visible(self) -> None:
        told = {commit.command.rpartition(":")[0] for commit in self.world.commits}
        for each in await self.all_cases():
            for row in await self.world.line.store.ended(each.id):
                assert f"undelivered:{row.row}" in told, row

    def lanes_keep_their_order(self) -> None:
        order: dict[str, list[str]] = {}
        for commit in self.world.commits:
            for row in commit.rows:
                order.setdefault(row.effect.to, []).append(row.id)
        for platform in self.world.platforms:
            tried: dict[str, list[str]] = {}
            for to, row in platform.tried:
                if row not in tried.setdefault(to, []):
                    tried[to].append(row)
            for to, rows in tried.items():
                assert rows == [row for row in order[to] if row in set(rows)], to

    def teardown(self) -> None:
        try:
            if hasattr(self, "world"):
                self.run(self.rest())
                self.what_is_stored_agrees_with_itself()
                self.nobody_hears_what_is_not_meant_for_them()
                self.every_command_has_one_effect_and_no_timer_one_too_early()
        finally:
            if hasattr(self, "world"):
                self.run(self.world.stop())
            self.run(self.close())
            self.loop.close()

    async def close(self) -> None:
        return None

    # ---- reading

    async def look(self) -> "Stored":
        store = self.world.line.store
        cases = await self.all_cases()
        return Stored(
            cases,
            [each.record for each in await store.seats()],
            {name: frozenset(await store.first(name, 10_000)) for name in INDEXES},
            {who.account: await store.holder(open_key(who.account)) for who in REQUESTERS},
            {each.id: await store.transcript(each.id) for each in cases},
        )

    def next(self) -> int:
        self.number += 1
        return self.number

    def said(self, who: Person, where: Place, words: str, **parts: object) -> Said:
        number = self.next()
        made = Said(
            CommandId(f"said:{number}"),
            who,
            where,
            True,
            MessageRef(where, str(number)),
            plain(words),
            self.world.clock.time,
        )
        return replace(made, **parts)

    def press(
        self, who: Person, verb: Verb, the: Case | None = None, words: str | None = None, argument: str = ""
    ) -> Pressed:
        return Pressed(
            CommandId(f"pressed:{self.next()}"),
            who,
            private_chat(who),
            verb,
            private=True,
            case=None if the is None else the.id,
            words=None if words is None else plain(words),
            argument=argument,
        )

    def press_on(self, who: Person, verb: Verb, the: Case | None, which: int) -> Pressed:
        """An agent's press, with the words or the name that it takes."""
        words = None
        if verb is Verb.NOTE:
            words = f"SECRET-{self.next()}"
        elif verb is Verb.REPLY and the is not None:
            words = f"for-{the.name.lower()}-{self.next()}"
        elif verb in WORDED:
            words = WORDED[verb][which % len(WORDED[verb])]
        elif verb in {Verb.LINK, Verb.MERGE}:
            words = str(1 + which % 4)
        return self.press(who, verb, the, words, AGENTS[which % 3].id if verb is Verb.TRANSFER else "")

    def person(self, account: Account) -> Person:
        return next(each for each in ACTORS if each.account == account)

    def emit(self, command: Command, way: str) -> None:
        match way:
            case "held":
                self.held.append(command)
            case "twice":
                self.run(self.world.handle(command, command))
            case _:
                self.run(self.world.handle(command))

    async def latest_copy(self, the: Case) -> MessageRef | None:
        """The copy of the requester's latest words in the agents' room."""
        store = self.world.line.store
        place = await store.place_of(RoomKey(the.room))
        for entry in reversed(await store.transcript(the.id)):
            if entry.kind == "said" and side_of_entry(entry.id) == "requester":
                refs = await store.refs(RoomKey(the.room), entry.id)
                if refs and await store.entry_at(MessageRef(place, refs[-1])) == entry.id:
                    return MessageRef(place, refs[-1])
        return None

    def cases(self) -> list[Case]:
        return self.run(self.all_cases())

    async def all_cases(self) -> list[Case]:
        made = {key for commit in self.world.commits for key in commit.put if key.startswith("case/")}
        found = await self.world.line.store.load(sorted(made))
        return [each.record for each in found]
