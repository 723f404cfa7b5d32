"""Every promise of the `Store` port, over each size of store."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.redis.store import RedisStore, open_store
from core.cases.decision import Record
from core.cases.people import Requester
from core.cases.seats import Seat
from core.ports import Committed, Conflict, Repeated, Row, StoreUnavailable, Versioned
from core.words.commands import Assign
from core.words.deliveries import Attempt, Delivered, Rejected, RetryAfter, Uncertain
from core.words.documents import Document
from core.words.effects import Amend, Mark, OpenRoom, Voice
from core.words.records import QUEUE, TIMERS, Ranked, Unique
from core.words.refs import (
    AgentId,
    CaseId,
    CommandId,
    Destination,
    EntryId,
    MessageRef,
    Place,
    direct,
)
from core.words.texts import text
from tests.contracts.making import (
    ANA,
    BOTH,
    HERE,
    NOW,
    ROOM,
    THERE,
    TOWN,
    case,
    commit,
    drain,
    entry,
    everything,
    rows,
    say,
    send,
    show,
    value,
)

# ---- records and commits


async def test_an_absent_record_has_version_0(store: RedisStore) -> None:
    assert await store.load(["case/1", "desk"]) == (Versioned(None, 0), Versioned(None, 0))


async def test_records_come_back_as_put_in_the_order_asked_with_versions_counted_up(
    store: RedisStore,
) -> None:
    ana = Requester(ANA, "Ana", blocked_until=NOW)
    await store.commit(
        commit("1", expect={"case/1": 0}, put={"case/1": case(), f"requester/{ANA}": ana}),
    )
    await store.commit(commit("2", expect={"case/1": 1}, put={"case/1": case(name="Bo")}))
    keys = [f"requester/{ANA}", "case/9", "case/1"]
    expected = (Versioned(ana, 1), Versioned(None, 0), Versioned(case(name="Bo"), 2))
    assert await store.load(keys) == expected
    store._records.clear()
    assert await store.load(keys) == expected


async def test_a_commit_on_an_older_version_changes_nothing(store: RedisStore) -> None:
    await store.commit(commit("1", expect={"case/1": 0}, put={"case/1": case()}))
    late = commit(
        "2",
        expect={"case/1": 0},
        put={"case/1": case(name="Bo"), "case/2": case(2)},
        add=[Ranked(QUEUE, "1", 1.0), Unique("a", "b")],
        entries=[entry("r1", MessageRef(TOWN, "5"))],
        rows=rows("2", say(TOWN, "r1")),
        met=[(direct(ANA), TOWN)],
    )
    assert await store.commit(late) == Conflict({})
    assert await store.load(["case/1", "case/2"]) == (Versioned(case(), 1), Versioned(None, 0))
    assert (await store.size(QUEUE), await store.holder("a"), await store.outbox_depth()) == (0, None, 0)
    assert await store.transcript(CaseId(1)) == ()
    assert await store.entry_at(MessageRef(TOWN, "5")) is None
    assert not await store.handled(CommandId("2"))


async def test_a_command_is_committed_once(store: RedisStore) -> None:
    first = commit("1", expect={"case/1": 0}, put={"case/1": case()}, rows=rows("1", say(TOWN, "r1")))
    assert isinstance(await store.commit(first), Committed)
    assert await store.commit(first) == Repeated()
    assert await store.commit(replace(first, put={"case/1": case(name="Bo")})) == Repeated()
    assert await store.load(["case/1"]) == (Versioned(case(), 1),)
    assert await store.outbox_depth() == 1
    assert await store.handled(CommandId("1"))
    assert not await store.handled(CommandId("2"))


async def test_what_a_refused_commit_would_have_sent_is_never_sent(store: RedisStore) -> None:
    first = commit("1", expect={"case/1": 0}, put={"case/1": case()}, rows=rows("1", say(TOWN, "r1")))
    await store.commit(first)
    again = replace(first, rows=rows("1", say(direct(ANA), "r2", "not this, and not here")))
    assert await store.commit(again) == Repeated()
    (attempt,) = await store.take(BOTH, NOW, 5)
    assert attempt.effect == say(TOWN, "r1")


async def test_a_unique_key_held_by_another_refuses_and_names_the_holder(store: RedisStore) -> None:
    await store.commit(commit("1", add=[Unique("open:ana", "1"), Unique("x", "1")]))
    refused = await store.commit(
        commit("2", put={"case/2": case(2)}, add=[Unique("open:ana", "2"), Unique("y", "2")])
    )
    assert refused == Conflict({"open:ana": "1"})
    assert await store.load(["case/2"]) == (Versioned(None, 0),)
    assert await store.holder("y") is None


async def test_a_unique_key_may_be_added_again_by_its_holder_and_handed_on_in_one_commit(
    store: RedisStore,
) -> None:
    await store.commit(commit("1", add=[Unique("k", "1")]))
    assert isinstance(await store.commit(commit("2", add=[Unique("k", "1")])), Committed)
    handed = commit("3", drop=[Unique("k", "1")], add=[Unique("k", "2")])
    assert isinstance(await store.commit(handed), Committed)
    assert await store.holder("k") == "2"
    await store.commit(commit("4", drop=[Unique("k", "1")]))
    assert await store.holder("k") == "2"
    await store.commit(commit("5", drop=[Unique("k", "2")]))
    assert await store.holder("k") is None


async def test_of_a_thousand_commits_on_one_record_exactly_one_wins_each_version(store: RedisStore) -> None:
    wins: list[int] = []

    async def work(worker: int) -> None:
        for step in range(20):
            version = (await store.load(["case/1"]))[0].version
            done = await store.commit(
                commit(f"{worker}.{step}", expect={"case/1": version}, put={"case/1": case(name=f"{worker}")})
            )
            if isinstance(done, Committed):
                wins.append(version + 1)

    async with asyncio.TaskGroup() as tasks:
        for worker in range(50):
            tasks.create_task(work(worker))
    assert len(wins) > 1
    assert sorted(wins) == list(range(1, len(wins) + 1))
    assert (await store.load(["case/1"]))[0].version == len(wins)


async def test_of_a_hundred_claims_at_once_one_gets_the_case(store: RedisStore) -> None:
    await store.commit(commit("0", expect={"case/1": 0}, put={"case/1": case()}))

    async def claim(agent: int) -> Committed | Conflict | Repeated:
        seat = Seat(AgentId(f"a{agent}"), 3, "on", (CaseId(1),), NOW)
        return await store.commit(
            commit(
                f"claim {agent}",
                expect={"case/1": 1, f"seat/a{agent}": 0},
                put={"case/1": case(name=f"a{agent}"), f"seat/a{agent}": seat},
            )
        )

    outcomes = await asyncio.gather(*[claim(agent) for agent in range(100)])
    assert sum(isinstance(each, Committed) for each in outcomes) == 1
    assert sum(isinstance(each, Conflict) for each in outcomes) == 99
    assert len(await store.seats()) == 1


async def test_case_numbers_are_never_given_twice(store: RedisStore) -> None:
    numbers = await asyncio.gather(*[store.reserve_case() for _ in range(200)])
    assert len(set(numbers)) == 200


async def test_all_seats_ever_taken_are_listed(store: RedisStore) -> None:
    seats: list[Record] = [Seat(AgentId(name), 2, "on", (), NOW) for name in ("ana", "bo")]
    await store.commit(commit("1", put={"seat/ana": seats[0], "seat/bo": seats[1], "case/1": case()}))
    await store.commit(commit("2", expect={"seat/bo": 1}, put={"seat/bo": seats[1]}))
    found = await store.seats()
    assert {(each.record, each.version) for each in found} == {(seats[0], 1), (seats[1], 2)}


async def test_what_is_in_no_hurry_is_overtaken_by_what_somebody_waits_for(store: RedisStore) -> None:
    mine = {"expect": {"case/1": 0}, "put": {"case/1": case()}}
    unhurried = asyncio.ensure_future(store.commit(commit("1", **mine, unhurried=True)))
    await asyncio.sleep(0)  # it is made first
    assert isinstance(await store.commit(commit("2", **mine)), Committed)
    assert isinstance(await unhurried, Conflict)


async def test_what_is_in_no_hurry_goes_by_itself_where_nothing_else_does(store: RedisStore) -> None:
    many = [commit(f"{n}", put={f"case/{n}": case(n)}, unhurried=True) for n in range(1, 60)]
    assert all(isinstance(each, Committed) for each in await asyncio.gather(*map(store.commit, many)))
    assert [each.version for each in await store.load([f"case/{n}" for n in range(1, 60)])] == [1] * 59


async def test_a_store_that_is_closed_leaves_nothing_waiting_that_was_in_no_hurry(store: RedisStore) -> None:
    unhurried = asyncio.ensure_future(store.commit(commit("1", unhurried=True)))
    await asyncio.sleep(0)
    store.connection.close()
    with pytest.raises(StoreUnavailable):
        await unhurried


# ---- inbox


async def test_a_kept_command_is_given_again_until_it_is_committed(store: RedisStore) -> None:
    assert not await store.keep(Assign(CommandId("b")), "first")
    assert not await store.keep(Assign(CommandId("a")), "second")
    assert not await store.keep(Assign(CommandId("b")), "third")
    assert await store.kept(10) == (Assign(CommandId("b")), Assign(CommandId("a")))
    assert await store.kept(1) == (Assign(CommandId("b")),)
    await store.commit(commit("b"))
    assert await store.kept(10) == (Assign(CommandId("a")),)
    assert not await store.keep(Assign(CommandId("b")), "late")
    assert await store.kept(10) == (Assign(CommandId("a")),)


@pytest.mark.fault(19)
async def test_a_command_that_fails_too_often_is_parked_with_its_last_error(store: RedisStore) -> None:
    parked = [await store.keep(Assign(CommandId("a")), f"error {each}", 3) for each in range(3)]
    assert parked == [False, False, True]
    assert await store.kept(10) == ()
    assert await store.parked() == ((Assign(CommandId("a")), "error 2"),)
    assert not await store.keep(Assign(CommandId("a")), "again", 3)


# ---- indexes


async def test_an_index_is_sorted_by_score_and_the_difference_is_applied(store: RedisStore) -> None:
    await store.commit(commit("1", add=[Ranked("q", f"{each}", 1e10 + each / 1000) for each in range(5)]))
    assert await store.first("q", 2) == (("0", 1e10), ("1", 1e10 + 0.001))
    assert await store.first("q", 2, after=3) == (("3", 1e10 + 0.003), ("4", 1e10 + 0.004))
    assert await store.first("q", 0) == ()
    assert await store.rank("q", "4") == 4
    assert await store.rank("q", "9") is None
    assert await store.until("q", 1e10 + 0.002, 10) == tuple((f"{n}", 1e10 + n / 1000) for n in range(3))
    assert await store.until("q", 1e10 + 0.002, 1) == (("0", 1e10),)
    await store.commit(
        commit(
            "2", drop=[Ranked("q", "4", 1e10 + 0.004), Ranked("q", "0", 1e10)], add=[Ranked("q", "4", -1.5)]
        )
    )
    assert await store.first("q", 9) == (("4", -1.5), *((f"{n}", 1e10 + n / 1000) for n in (1, 2, 3)))
    assert await store.size("q") == 4


async def test_an_index_is_gone_through_though_it_changes_meanwhile(store: RedisStore) -> None:
    ties = [Ranked("q", f"{each:02}", 5.0 if each < 30 else float(each)) for each in range(40)]
    await store.commit(commit("1", add=ties))
    seen: list[str] = []
    after = (0.0, "")
    while page := await store.following("q", after, 7):
        seen += [member for member, _ in page]
        after = (page[-1][1], page[-1][0])
        # One that was passed goes, and one that is yet to come joins those of the same score.
        gone = Ranked("q", seen[0], 5.0)
        await store.commit(commit(f"drop {len(seen)}", drop=[gone], add=[Ranked("q", "29a", 5.0)]))
    assert seen == [*(f"{each:02}" for each in range(30)), "29a", *(f"{each:02}" for each in range(30, 40))]
    assert await store.following("nothing", (0.0, ""), 5) == ()


async def test_a_timer_is_due_at_its_time_and_not_before(store: RedisStore) -> None:
    due = NOW + timedelta(minutes=5)
    await store.commit(commit("1", add=[Ranked(TIMERS, "1:silence:3", due.timestamp())]))
    before = (due - timedelta(microseconds=1)).timestamp()
    assert await store.until(TIMERS, before, 10) == ()
    assert await store.until(TIMERS, due.timestamp(), 10) == (("1:silence:3", due.timestamp()),)
    await store.commit(commit("2", drop=[Ranked(TIMERS, "1:silence:3", due.timestamp())]))
    assert await store.until(TIMERS, due.timestamp(), 10) == ()


async def test_an_entry_can_be_ranked_outside_a_commit(store: RedisStore) -> None:
    await store.set_due(Ranked("heartbeats", "ana", 5.0))
    await store.set_due(Ranked("heartbeats", "ana", 7.0))
    assert await store.first("heartbeats", 5) == (("ana", 7.0),)


# ---- rooms and messages


async def test_a_message_finds_its_entry_and_its_copies(store: RedisStore) -> None:
    source = (MessageRef(TOWN, "5"), MessageRef(TOWN, "6"))
    await store.commit(
        commit(
            "1", entries=[entry("r1", *source)], rows=rows("1", say(ROOM, "r1")), met=[(direct(ANA), TOWN)]
        )
    )
    assert [await store.entry_at(each) for each in source] == ["r1", "r1"]
    assert await store.refs(TOWN, "r1") == ("5", "6")
    assert await store.refs(direct(ANA), "r1") == ("5", "6")
    await drain(store, Delivered(("900", "901"), place=Place("there:9")))
    assert await store.entry_at(MessageRef(Place("there:9"), "901")) == "r1"
    assert await store.refs(ROOM, "r1") == ("900", "901")
    assert await store.entry_at(MessageRef(Place("there:9"), "5")) is None
    assert await store.refs(ROOM, "r2") == ()


async def test_what_was_sent_to_a_private_chat_is_found_before_and_after_its_place_is_known(
    store: RedisStore,
) -> None:
    await send(store, "1", say(direct(ANA), "a1"))
    assert [each.place for each in await drain(store, Delivered(("7",)))] == [None]
    assert await store.refs(direct(ANA), "a1") == ("7",)
    await send(store, "2", say(direct(ANA), "a2", reply_to="a1"))
    assert [each.reply for each in await drain(store, Delivered(("8",), place=TOWN))] == ["7"]
    assert await store.refs(direct(ANA), "a1") == ("7",)
    assert await store.refs(direct(ANA), "a2") == ("8",)
    assert await store.entry_at(MessageRef(TOWN, "7")) == "a1"
    assert await store.entry_at(MessageRef(TOWN, "8")) == "a2"
    await send(store, "3", Amend(direct(ANA), EntryId("a1"), Voice("Bo", staff=True), Document("no"), "en"))
    (amended,) = await store.take(BOTH, NOW, 1)
    assert (amended.place, amended.known) == (TOWN, ("7",))


async def test_the_authors_own_message_is_known_to_what_marks_it(store: RedisStore) -> None:
    await store.commit(
        commit(
            "1",
            entries=[entry("r1", MessageRef(TOWN, "5"))],
            rows=rows("1", Mark(direct(ANA), EntryId("r1"), "received")),
            met=[(direct(ANA), TOWN)],
        )
    )
    (attempt,) = await store.take(BOTH, NOW, 1)
    assert (attempt.place, attempt.known) == (TOWN, ("5",))


async def test_a_card_is_edited_where_it_stands(store: RedisStore) -> None:
    await send(store, "1", show(TOWN, "card"))
    assert [each.known for each in await drain(store, Delivered(("70",)))] == [()]
    await send(store, "2", show(TOWN, "card"))
    assert [each.known for each in await drain(store)] == [("70",)]
    assert await store.refs(TOWN, "card") == ("70",)


async def test_a_view_is_remembered_and_forgotten(store: RedisStore) -> None:
    await store.remember(TOWN, "board", ("1", "2"))
    assert await store.refs(TOWN, "board") == ("1", "2")
    await store.remember(TOWN, "board", ())
    assert await store.refs(TOWN, "board") == ()


async def test_a_room_is_opened_found_and_forgotten(store: RedisStore) -> None:
    await send(store, "1", OpenRoom(ROOM, CaseId(1), "agent", text("room"), (ANA,), "en"), say(ROOM, "r1"))
    assert await store.place_of(ROOM) is None
    first, second = await drain(store, Delivered(place=Place("there:9")), Delivered(("1",)))
    assert (first.place, second.place) == (None, "there:9")
    assert await store.place_of(ROOM) == "there:9"
    assert await store.room_at(Place("there:9")) == ROOM
    await store.forget_room(ROOM)
    assert (await store.place_of(ROOM), await store.room_at(Place("there:9"))) == (None, None)
    await send(store, "2", OpenRoom(ROOM, CaseId(1), "agent", text("room"), (ANA,), "en"))
    await drain(store, Delivered(place=Place("there:10")))
    assert await store.room_at(Place("there:10")) == ROOM
    assert await store.refs(ROOM, "r1") == (), "it is in the room that is gone"


async def test_the_transcript_is_sorted_by_time_and_order(store: RedisStore) -> None:
    later = entry("r3", at=NOW + timedelta(seconds=1), order="0")
    await store.commit(commit("1", entries=[later, entry("r2", order="2")]))
    await store.commit(commit("2", entries=[entry("r1", order="1"), entry("x", number=2)]))
    assert [each.id for each in await store.transcript(CaseId(1))] == ["r1", "r2", "r3"]
    assert (await store.transcript(CaseId(1)))[2] == later


async def test_the_mark_of_a_place_never_falls(store: RedisStore) -> None:
    assert await store.handled_until(TOWN) is None
    for message in ("9", "10", "2", "0010"):
        await store.note_handled(TOWN, message)
    assert await store.handled_until(TOWN) == "10"
    assert await store.places() == (TOWN,)


# ---- outbox


async def test_rows_of_a_lane_come_in_the_order_of_their_commits(store: RedisStore) -> None:
    for each in range(5):
        await send(store, f"{each}", say(TOWN, f"r{each}.0"), say(TOWN, f"r{each}.1"))
    attempts = await drain(store)
    assert [each.row for each in attempts] == [f"{a}#{b}" for a in range(5) for b in range(2)]
    assert await store.outbox_depth() == 0


async def test_a_row_that_is_retried_keeps_its_turn_and_its_parts(store: RedisStore) -> None:
    await send(store, "1", say(TOWN, "r1"), say(TOWN, "r2"))
    (attempt,) = await store.take(BOTH, NOW, 5)
    delay = timedelta(seconds=30)
    assert await store.settle(attempt, RetryAfter(delay, ("1",)), NOW, more=True) is None
    assert await store.take(BOTH, NOW + delay / 2, 5) == ()
    (again,) = await store.take(BOTH, NOW + delay, 5)
    assert (again.row, again.done, again.tries) == ("1#0", ("1",), 0)
    following = await store.settle(again, Delivered(("2",)), NOW, more=True)
    assert following is not None
    assert following.row == "1#1"
    assert await store.refs(TOWN, "r1") == ("1", "2")


async def test_a_lane_waits_for_nobody_elses_lane(store: RedisStore) -> None:
    await send(store, "1", say(TOWN, "r1"), say(Place("there:1"), "r1"), say(Place("there:2"), "r1"))
    blocked, other = await store.take(BOTH, NOW, 2)
    assert {blocked.effect.to, other.effect.to} == {TOWN, "there:1"}
    (third,) = await store.take([THERE], NOW, 2)
    assert third.effect.to == "there:2"
    assert await store.take(BOTH, NOW, 5) == ()


async def test_take_leases_only_lanes_of_its_carriers_and_not_more_than_asked(store: RedisStore) -> None:
    await send(store, "1", *(say(Place(f"here:{each}"), "r1") for each in range(5)))
    assert await store.take([THERE], NOW, 5) == ()
    assert len(await store.take([HERE], NOW, 2)) == 2
    assert len(await store.take([HERE], NOW, 5)) == 3
    assert await store.take([], NOW, 5) == ()


async def test_a_row_that_comes_to_head_its_lane_is_started_by_its_commit(store: RedisStore) -> None:
    start = frozenset({TOWN, Place("there:1")})
    done = await store.commit(
        commit(
            "1", rows=rows("1", say(TOWN, "r1"), say(TOWN, "r2"), say(Place("there:2"), "r1")), start=start
        )
    )
    assert isinstance(done, Committed)
    assert [each.row for each in done.attempts] == ["1#0"]
    assert done.waiting == ("there:2",)
    again = await store.commit(commit("2", rows=rows("2", say(TOWN, "r3")), start=start))
    assert again == Committed((), (TOWN,))
    following = await store.settle(done.attempts[0], Delivered(("1",)), NOW, more=True)
    assert following is not None
    assert (following.row, following.place) == ("1#1", TOWN)


async def test_without_more_the_lane_is_due_at_once(store: RedisStore) -> None:
    await send(store, "1", say(TOWN, "r1"), say(TOWN, "r2"))
    (attempt,) = await store.take(BOTH, NOW, 5)
    assert await store.settle(attempt, Delivered(("1",)), NOW, more=False) is None
    assert [each.row for each in await store.take(BOTH, NOW, 5)] == ["1#1"]


async def test_lanes_due_at_once_do_not_depend_on_the_clock(store: RedisStore) -> None:
    ahead = NOW + timedelta(hours=1)
    await store.commit(replace(commit("1", rows=rows("1", say(TOWN, "r1"))), now=ahead))
    (attempt,) = await store.take(BOTH, NOW - timedelta(hours=1), 5)
    assert attempt.row == "1#0"


async def test_a_lane_given_back_counts_as_not_attempted(store: RedisStore) -> None:
    await send(store, "1", say(TOWN, "r1"))
    (attempt,) = await store.take(BOTH, NOW, 5)
    due = NOW + timedelta(seconds=5)
    await store.release(attempt, due)
    assert await store.take(BOTH, NOW, 5) == ()
    assert await store.take(BOTH, due, 5) == (attempt,)


async def test_settling_twice_changes_nothing(store: RedisStore) -> None:
    await send(store, "1", say(TOWN, "r1"), say(TOWN, "r2"))
    (attempt,) = await store.take(BOTH, NOW, 5)
    assert await store.settle(attempt, Delivered(("1",)), NOW, more=False) is None
    assert await store.settle(attempt, Rejected("refused"), NOW, more=True) is None
    assert await store.ended(CaseId(1)) == ()
    assert await store.outbox_depth() == 1


async def test_who_waits_is_counted_by_platform(store: RedisStore) -> None:
    afar = Place("there:1")
    await send(store, "1", say(TOWN, "r1"), say(TOWN, "r2"), say(afar, "r3"))
    assert [await store.waiting(each) for each in ((HERE,), (THERE,), BOTH, ())] == [1, 1, 2, 0]
    (attempt,) = await store.take((HERE,), NOW, 5)
    assert await store.waiting(BOTH) == 1
    await store.settle(attempt, RetryAfter(timedelta(minutes=1)), NOW, more=False)
    assert await store.waiting(BOTH) == 2
    (attempt,) = await store.take((THERE,), NOW, 5)
    await store.settle(attempt, Delivered(("1",)), NOW, more=True)
    assert [await store.waiting(each) for each in ((HERE,), (THERE,))] == [1, 0]


async def test_a_newer_card_supersedes_an_unsent_older_one(store: RedisStore) -> None:
    for each in range(3):
        effects = (show(TOWN, "card", f"v{each}"), say(TOWN, f"r{each}"))
        made = [
            replace(row, supersedes="card" if i == 0 else None)
            for i, row in enumerate(rows(f"{each}", *effects))
        ]
        await store.commit(commit(f"{each}", rows=made))
    assert [each.row for each in await drain(store)] == ["0#1", "1#1", "2#0", "2#1"]
    assert await store.outbox_depth() == 0


async def test_a_card_that_may_have_been_sent_is_not_superseded(store: RedisStore) -> None:
    first, second, third = (Row(f"{each}#0", show(TOWN, "card"), "card") for each in range(3))
    done = await store.commit(commit("0", rows=[first], start=frozenset({TOWN})))
    assert isinstance(done, Committed)
    await store.commit(commit("1", rows=[second]))
    await store.commit(commit("2", rows=[third]))
    following = await store.settle(done.attempts[0], Delivered(("5",)), NOW, more=True)
    assert following is not None
    assert (following.row, following.known) == ("2#0", ("5",))


async def test_a_superseded_head_leaves_its_lane_due_when_it_was(store: RedisStore) -> None:
    await store.commit(commit("1", rows=[Row("1#0", show(TOWN, "card"), "card")]))
    (attempt,) = await store.take(BOTH, NOW, 1)
    delay = timedelta(seconds=30)
    await store.settle(attempt, RetryAfter(delay), NOW, more=False)
    await store.commit(commit("2", rows=[Row("2#0", show(TOWN, "card"), "card")], start=frozenset({TOWN})))
    assert await store.take(BOTH, NOW, 5) == ()
    assert [each.row for each in await store.take(BOTH, NOW + delay, 5)] == ["2#0"]


async def test_rows_that_end_badly_are_listed_by_case_and_can_be_sent_again(store: RedisStore) -> None:
    await store.commit(
        commit("1", entries=[entry("a1"), entry("a2")], rows=rows("1", say(TOWN, "a1"), say(TOWN, "a2")))
    )
    await drain(store, Rejected("unreachable", "50007"), Uncertain("timed out", ("9",)))
    failed, uncertain = await store.ended(CaseId(1))
    assert (failed.row, failed.state, failed.why, failed.effect) == (
        "1#0",
        "failed",
        "unreachable: 50007",
        say(TOWN, "a1"),
    )
    assert (uncertain.row, uncertain.state, uncertain.why) == ("1#1", "uncertain", "timed out")
    assert await store.entry_at(MessageRef(TOWN, "9")) == "a2"
    assert await store.outbox_depth() == 0
    assert await store.requeue("1#1", NOW)
    assert not await store.requeue("1#1", NOW)
    assert await store.requeue("1#0", NOW)
    assert not await store.requeue("nothing", NOW)
    assert await store.ended(CaseId(1)) == ()
    again = await drain(store)
    assert [(each.row, each.tries, each.repeated, each.done) for each in again] == [
        ("1#1", 0, True, ("9",)),
        ("1#0", 0, False, ()),
    ]


async def test_a_bad_end_that_belongs_to_no_case_is_kept_for_a_while_and_can_be_sent_again(
    store: RedisStore,
) -> None:
    await send(store, "1", show(TOWN, "welcome"))
    await drain(store, Uncertain("timed out", ("9",)))
    left = [key for key in await everything(store) if b"1#0" in key + await value(store, key)]
    assert sorted(key.removeprefix(store.prefix.encode()) for key in left) == [
        b"end:1#0",
        b"row:1#0",
        b"rs:1#0",
    ]
    month = timedelta(days=30).total_seconds()
    for key in left:
        assert await store.connection.call("TTL", key) in range(int(month) - 60, int(month) + 1)
    assert await store.requeue("1#0", NOW)
    for kind in ("row", "rs"):
        assert await store.connection.call("TTL", f"{store.prefix}{kind}:1#0") == -1
    assert [(each.row, each.repeated, each.done) for each in await drain(store)] == [("1#0", True, ("9",))]


async def test_a_row_that_may_be_there_is_from_then_on_a_repetition(store: RedisStore) -> None:
    await send(store, "1", say(TOWN, "r1"))
    (attempt,) = await store.take(BOTH, NOW, 5)
    assert not attempt.repeated
    await store.settle(attempt, RetryAfter(timedelta(0), ("9",), repeated=True), NOW, more=True)
    (attempt,) = await store.take(BOTH, NOW, 5)
    assert (attempt.repeated, attempt.done) == (True, ("9",))
    await store.settle(attempt, RetryAfter(timedelta(0)), NOW, more=True)
    (attempt,) = await store.take(BOTH, NOW, 5)
    assert attempt.repeated


async def test_lanes_keep_their_order_under_every_kind_of_retry(store: RedisStore) -> None:
    lanes = [Place(f"here:{each}") for each in range(5)]
    for each in range(20):
        await send(store, f"{each}", *(say(lane, f"r{each}") for lane in lanes))
    seen: dict[Destination, list[str]] = {lane: [] for lane in lanes}
    now, turn = NOW, 0
    while await store.outbox_depth():
        now += timedelta(seconds=1)
        for first in await store.take(BOTH, now, 3):
            attempt: Attempt | None = first
            while attempt is not None:
                turn += 1
                if turn % 5 == 0:
                    await store.release(attempt, now)
                    break
                outcome = (
                    RetryAfter(timedelta(seconds=turn % 3)) if turn % 3 == 0 else Delivered((f"{turn}",))
                )
                if isinstance(outcome, Delivered):
                    seen[attempt.effect.to].append(attempt.row.partition("#")[0])
                attempt = await store.settle(attempt, outcome, now, more=turn % 2 == 0)
    assert list(seen.values()) == [[f"{each}" for each in range(20)]] * 5


# ---- housekeeping


async def test_it_says_that_it_is_healthy(store: RedisStore) -> None:
    assert await store.healthy() is None


async def test_desks_of_one_server_know_nothing_of_each_other(
    store: RedisStore, store_url: str | None, tmp_path: Path
) -> None:
    url = store_url or f"unix://{tmp_path / 'server.sock'}"
    async with open_store(url, tmp_path, "another") as other:
        await store.commit(commit("1", put={"case/1": case()}, rows=rows("1", say(TOWN, "r1"))))
        assert await other.load(["case/1"]) == (Versioned(None, 0),)
        assert await other.take(BOTH, NOW, 5) == ()
        assert not await other.handled(CommandId("1"))
