"""What is erased is gone, wherever it was kept, and nothing of others goes with it."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from adapters.redis.store import RedisStore
from core.cases.case import Case, Closed, indexes, open_key
from core.cases.people import Requester
from core.people.addresses import fingerprint, mailbox
from core.people.console import Console, Pass, console_key, pass_key
from core.people.console import indexes as console_indexes
from core.people.directory import CustomerId
from core.people.proof import Link, Mailbox, Proof, Proven
from core.ports import Versioned
from core.promises import batches
from core.promises.batches import DECIDED, Batch, BatchId, Sent
from core.promises.notices import Notice, Rule
from core.status.quiet import Quiet
from core.status.spreading import SPREADING, Spread, spread_key
from core.status.spreading import indexes as spread_indexes
from core.status.subscribers import HELD, SUBSCRIBERS, Subscriber, subscriber_key
from core.status.subscribers import indexes as subscriber_indexes
from core.trust import suspects
from core.trust.suspects import Ended, Report, Suspect
from core.trust.warnings import Warnings, warnings_key
from core.words.commands import Assign
from core.words.deliveries import Delivered, Rejected
from core.words.effects import OpenRoom, SendCode
from core.words.files import File
from core.words.refs import (
    Account,
    AgentId,
    CaseId,
    CommandId,
    MessageRef,
    Place,
    RoomKey,
    case_of,
    direct,
    room_key,
)
from core.words.texts import text
from tests.contracts.making import (
    ANA,
    HERE,
    NOW,
    ROOM,
    THERE,
    TOWN,
    case,
    commit,
    drain,
    dumped,
    entry,
    rows,
    say,
    send,
    show,
)


async def test_nothing_of_an_erased_person_is_left_and_nothing_of_others_is_lost(store: RedisStore) -> None:
    bo = Account("here:1000")
    kept = await store.files.keep(b"a picture", "ana.png", None)
    said = replace(entry("r1", MessageRef(TOWN, "5")), files=(kept,))
    await store.commit(
        commit(
            "here:100:7",
            put={"case/1": case(), f"requester/{ANA}": Requester(ANA, "Ana")},
            add=list(indexes(case())),
            entries=[said],
            rows=rows("1", OpenRoom(ROOM, CaseId(1), "agent", text("room"), (ANA,), "en"), say(ROOM, "r1")),
            met=[(direct(ANA), TOWN)],
        )
    )
    await store.commit(
        commit(
            "2",
            put={"case/2": case(2, bo, "Bo"), f"requester/{bo}": Requester(bo, "Bo")},
            add=list(indexes(case(2, bo))),
            entries=[replace(entry("r9", number=2), by=bo, name="Bo")],
            rows=rows("2", say(direct(bo), "r9"), show(direct(ANA), "card")),
        )
    )
    await drain(store, Delivered(place=Place("there:9")), Rejected("refused"), carriers=[THERE])
    await drain(store, Delivered(("77",), place=Place("here:300")), carriers=[HERE])
    await send(store, "3", say(direct(ANA), "a1"), say(direct(bo), "a2"))
    await store.note_handled(TOWN, "5")
    await store.keep(Assign(CommandId(f"about {ANA}")), "no")
    assert await store.forget_person(ANA) > 0
    dump = await dumped(store)
    assert re.findall(rb"here:100(?!0)|here:200|there:9|words of r1", dump) == []
    assert b"here:1000" in dump
    with pytest.raises(FileNotFoundError):
        await store.files.read(kept.id)
    assert await store.load(["case/1", f"requester/{ANA}"]) == (Versioned(None, 0),) * 2
    assert await store.holder(open_key(ANA)) is None
    assert await store.load(["case/2"]) == (Versioned(case(2, bo, "Bo"), 1),)
    assert await store.holder(open_key(bo)) == "2"
    assert [each.id for each in await store.transcript(CaseId(2))] == ["r9"]
    assert [each.row for each in await drain(store)] == ["3#1"]
    assert await store.outbox_depth() == 0


async def test_closed_cases_are_erased_when_their_time_is_over(store: RedisStore) -> None:
    old = replace(case(1), phase=Closed(NOW, "agent", None))
    new = replace(case(2), phase=Closed(NOW + timedelta(days=2), "agent", None))
    for each in (old, new, case(3)):
        command = f"{each.id}"
        message = MessageRef(TOWN, command)
        await store.commit(
            commit(
                command,
                put={f"case/{each.id}": each},
                add=list(indexes(each)),
                entries=[entry(f"r{command}", message, number=each.id)],
                rows=rows(command, show(room_key(each.id, "agent", 1, THERE), f"card/{command}")),
            )
        )
    await drain(store, *(Delivered((f"{each}",), place=Place(f"there:{each}")) for each in (1, 2, 3)))
    assert await store.expire_closed(NOW + timedelta(days=1)) == 1
    versions = [each.version for each in await store.load(["case/1", "case/2", "case/3"])]
    assert versions == [0, 1, 1]
    assert [len(await store.transcript(CaseId(each))) for each in (1, 2, 3)] == [0, 1, 1]
    found = [await store.entry_at(MessageRef(TOWN, f"{each}")) for each in (1, 2, 3)]
    assert found == [None, "r2", "r3"]
    assert await store.room_at(Place("there:1")) is None
    assert await store.room_at(Place("there:2")) is not None
    dump = await dumped(store)
    assert b"card/1" not in dump
    assert b"card/2" in dump


PRIVATE = Place("there:555")
"""An agent's private chat, where one case after another is served."""


async def served_in_private(store: RedisStore, case: Case) -> RoomKey:
    """A case that was answered in the agent's private chat, with a file."""
    room, name = room_key(case.id, "agent", 1, THERE), f"a:{case.id}:x"
    asked = replace(entry(f"r:{case.id}:x", number=case.id), by=case.requester)
    kept = await store.files.keep(b"of %d" % case.id, "answer.png", None)
    answer = entry(name, MessageRef(PRIVATE, f"{case.id}1"), number=case.id)
    opening = OpenRoom(room, case.id, "agent", text("room"), (Account("there:5"),), "en")
    await store.commit(
        commit(
            f"private {case.id}",
            put={f"case/{case.id}": case},
            add=list(indexes(case)),
            entries=[asked, replace(answer, by=Account("there:5"), files=(kept,))],
            rows=rows(f"private {case.id}", opening, say(room, f"r:{case.id}:x")),
            met=[(direct(Account("there:5")), PRIVATE)],
        )
    )
    await drain(store, Delivered(place=PRIVATE), Delivered((f"{case.id}2",)), carriers=[THERE])
    return room


async def still_served(store: RedisStore, room: RoomKey) -> None:
    number = case_of(room)
    assert await store.room_at(PRIVATE) == room
    assert await store.place_of(room) == PRIVATE
    _, answer = await store.transcript(number)
    assert [await store.files.read(each.id) for each in answer.files if isinstance(each, File)] == [
        b"of %d" % number
    ]
    found = [await store.entry_at(MessageRef(PRIVATE, f"{number}{each}")) for each in (1, 2)]
    assert found == [f"a:{number}:x", f"r:{number}:x"]
    assert await store.refs(room, f"r:{number}:x") == (f"{number}2",)
    assert PRIVATE in await store.places()


async def nothing_left(store: RedisStore, number: int) -> None:
    found = [await store.entry_at(MessageRef(PRIVATE, f"{number}{each}")) for each in (1, 2)]
    assert found == [None, None]
    assert await store.place_of(room_key(CaseId(number), "agent", 1, THERE)) is None
    assert re.findall(rb"(?:a|r):%d:x|room/%d/" % (number, number), await dumped(store)) == []


@pytest.mark.parametrize("last", [1, 2])
async def test_erasing_a_person_leaves_what_their_agent_said_in_private_to_others(
    store: RedisStore, last: int
) -> None:
    bo = Account("here:1000")
    served = [case(1), case(2, bo, "Bo")]
    for each in served if last == 2 else reversed(served):
        await served_in_private(store, each)
    await store.forget_person(ANA)
    await nothing_left(store, 1)
    await still_served(store, room_key(CaseId(2), "agent", 1, THERE))


@pytest.mark.parametrize("last", [1, 2])
async def test_the_end_of_an_old_case_leaves_a_private_chat_to_the_case_served_there(
    store: RedisStore, last: int
) -> None:
    served = [replace(case(1), phase=Closed(NOW, "agent", None)), case(2, Account("here:1000"))]
    for each in served if last == 2 else reversed(served):
        await served_in_private(store, each)
    assert await store.expire_closed(NOW + timedelta(days=1)) == 1
    await nothing_left(store, 1)
    await still_served(store, room_key(CaseId(2), "agent", 1, THERE))


async def test_a_private_chat_serves_no_case_once_its_last_has_ended(store: RedisStore) -> None:
    room = await served_in_private(store, case(2, Account("here:1000")))
    await store.forget_room(room)
    await served_in_private(store, replace(case(1), phase=Closed(NOW, "agent", None)))
    assert await store.expire_closed(NOW + timedelta(days=1)) == 1
    await nothing_left(store, 1)
    assert await store.room_at(PRIVATE) is None
    assert await store.entry_at(MessageRef(PRIVATE, "22")) == "r:2:x"
    assert PRIVATE in await store.places()


async def test_a_room_opened_elsewhere_leaves_its_old_place_to_the_case_served_there(
    store: RedisStore,
) -> None:
    first = await served_in_private(store, case(1))
    second = await served_in_private(store, case(2, Account("here:1000")))
    await send(store, "anew", OpenRoom(first, CaseId(1), "agent", text("room"), (), "en"))
    await drain(store, Delivered(place=Place("there:9")), carriers=[THERE])
    assert await store.room_at(Place("there:9")) == first
    await still_served(store, second)


HARBOUR = "ana@harbour.example"
BO = Account("here:1000")


def known(account: Account, name: str, seed: str) -> Requester:
    """Somebody who has proven an address and is proving it once more."""
    proof = Proof(HARBOUR, seed, NOW + timedelta(minutes=10))
    return Requester(account, name, proof=proof, proven=Proven(HARBOUR, NOW, NOW), asked=(NOW,))


def box(*accounts: Account) -> Mailbox:
    links = tuple(Link(account, "en", NOW, NOW) for account in accounts)
    return Mailbox(fingerprint(HARBOUR), (NOW,), links)


async def test_an_erased_persons_address_stays_with_their_other_account(store: RedisStore) -> None:
    shared = box(ANA, BO)
    await store.commit(
        commit(
            "1",
            put={
                f"requester/{ANA}": known(ANA, "Ana", "5eed"),
                f"requester/{BO}": known(BO, "Bo", "5eec"),
                f"mailbox/{shared.id}": shared,
            },
            rows=rows(
                "1",
                SendCode(direct(mailbox(HARBOUR)), "5eed", NOW, ANA, "Here", "en"),
                SendCode(direct(mailbox(HARBOUR)), "5eec", NOW, BO, "Here", "en"),
            ),
        )
    )
    await store.forget_person(ANA)
    dump = await dumped(store)
    assert re.findall(rb"here:100(?!0)|5eed", dump) == []
    left = await store.load([f"requester/{ANA}", f"requester/{BO}", f"mailbox/{shared.id}"])
    assert [each.record for each in left] == [None, known(BO, "Bo", "5eec"), box(BO)]
    await store.forget_person(BO)
    dump = await dumped(store)
    assert [each for each in (HARBOUR, shared.id, "5eec") if each.encode() in dump] == []


async def test_news_go_on_without_the_person_who_is_forgotten(store: RedisStore) -> None:
    night = Quiet(time(22), time(7), "UTC")
    ana, bo = (
        Subscriber(who, "en", NOW, quiet=night, held=(1,), held_until=NOW + timedelta(hours=1))
        for who in (ANA, BO)
    )
    spread = Spread(1, 2, NOW, turn="subscribers", after=(NOW.timestamp(), ANA), step=3, uncertain=(BO, ANA))
    put = {**{subscriber_key(each.account): each for each in (ana, bo)}, spread_key(1): spread}
    add = [index for each in (ana, bo) for index in subscriber_indexes(each)]
    await store.commit(commit("1", put=put, add=[*add, *spread_indexes(spread)]))
    await store.forget_person(ANA)
    keys = [subscriber_key(ANA), subscriber_key(BO), spread_key(1)]
    left = await store.load(keys)
    on_its_way = replace(spread, after=(NOW.timestamp(), ""), uncertain=(BO,))
    assert [each.record for each in left] == [None, bo, on_its_way]
    assert [member for member, _ in await store.first(SUBSCRIBERS, 5)] == [BO]
    assert [member for member, _ in await store.first(HELD, 5)] == [BO]
    assert [member for member, _ in await store.first(SPREADING, 5)] == ["1"]


async def test_whoever_is_erased_is_out_of_the_console(store: RedisStore) -> None:
    ana = Console(ANA, (NOW,), (Pass("a link", NOW),), (Pass("a session", NOW),))
    bo = Console(BO, (NOW,), (), (Pass("another", NOW),))
    put = {console_key(each.account): each for each in (ana, bo)}
    add = [*console_indexes(ana), *console_indexes(bo)]
    await store.commit(commit("1", put=put, add=add))
    await store.forget_person(ANA)
    left = await store.load(list(put))
    assert [each.record for each in left] == [None, bo]
    held = [await store.holder(pass_key(each)) for each in ("a link", "a session", "another")]
    assert held == [None, None, BO]
    assert re.findall(rb"here:100(?!0)", await dumped(store)) == []


async def test_who_was_in_the_console_is_forgotten_in_time(store: RedisStore) -> None:
    old = Console(ANA, (NOW - timedelta(days=1),), (), (Pass("old", NOW - timedelta(days=1)),))
    new = Console(BO, (NOW - timedelta(days=1),), (Pass("new", NOW + timedelta(days=1)),))
    put = {console_key(each.account): each for each in (old, new)}
    await store.commit(commit("1", put=put, add=[*console_indexes(old), *console_indexes(new)]))
    await store.expire_closed(NOW)
    assert [each.record for each in await store.load(list(put))] == [None, new]
    assert [await store.holder(pass_key(each)) for each in ("old", "new")] == [None, BO]


async def test_a_batch_of_notices_goes_in_time_once_its_dates_are_past(store: RedisStore) -> None:
    def batch(name: str, on: date) -> Batch:
        due = Notice(CustomerId(name), "renewal", on, 30, late=False)
        made = Batch(BatchId(name), Rule("renewal", (30,)), 30, NOW, (TOWN,), (due,), done=1)
        return replace(made, phase=Sent(AgentId("mo"), NOW))

    past, coming = batch("past", NOW.date()), batch("coming", NOW.date() + timedelta(days=30))
    both = (past, coming)
    added = [index for each in both for index in batches.indexes(each)]
    await store.commit(commit("1", put={f"notices/{each.id}": each for each in both}, add=added))
    await store.expire_closed(NOW + timedelta(days=1))
    left = await store.load([f"notices/{each.id}" for each in both])
    assert [each.record for each in left] == [None, coming]
    assert [member for member, _ in await store.first(DECIDED, 5)] == [coming.notices[0].id]


async def test_what_somebody_reported_goes_with_them_and_a_swindler_erases_nothing(store: RedisStore) -> None:
    bo, fake = Account("here:1000"), Account("here:666")
    suspect = Suspect(fake, ("Ana | Support",), "", NOW, alike="ana", reports=(report(ANA), report(bo)))
    fine = Suspect(bo, ("Bo",), "", NOW, ended=Ended("fine", "Mo", NOW, done=True), alike="bo")
    for each in (suspect, fine):
        key = f"suspect/{each.account}"
        made = commit(key, expect={key: 0}, put={key: each}, add=tuple(suspects.indexes(each)))
        await store.commit(made)
    for person in (bo, fake):
        await store.forget_person(person)
    left, gone = await store.load([f"suspect/{fake}", f"suspect/{bo}"])
    assert left.record == replace(suspect, reports=(report(ANA),))
    assert gone.record is None
    assert await store.first(suspects.SUSPECTS, 9) == ((fake, NOW.timestamp()),)
    assert b"here:1000" not in await dumped(store)


async def test_what_somebody_reported_on_the_web_goes_with_the_address_that_they_have_proven(
    store: RedisStore,
) -> None:
    person = known(ANA, "Ana", "5eed")
    fake, others = Account("here:666"), report(mailbox("bo@moor.example"))
    hers, his = [await store.evidence.keep(b"x", "evidence.jpg", None) for _ in range(2)]
    others = replace(others, picture=his)
    suspect = Suspect(
        fake, ("Mo",), "mo", NOW, reports=(replace(others, by=mailbox(HARBOUR), picture=hers), others)
    )
    records = {f"requester/{ANA}": person, f"suspect/{fake}": suspect}
    await store.commit(commit("1", put=records, add=tuple(suspects.indexes(suspect))))
    await store.forget_person(ANA)
    (left,) = await store.load([f"suspect/{fake}"])
    assert left.record == replace(suspect, reports=(others,))
    assert HARBOUR.encode() not in await dumped(store)
    assert await store.evidence.read(his.id) == b"x"
    with pytest.raises(FileNotFoundError):
        await store.evidence.read(hers.id)
    assert await store.first(suspects.handle(HERE, "Mo"), 9) == ((fake, NOW.timestamp()),)


async def test_an_account_that_was_dealt_with_is_forgotten_in_time(store: RedisStore) -> None:
    fake = Account("here:666")
    picture = await store.evidence.keep(b"x", "evidence.jpg", None)
    dealt = Suspect(
        fake,
        ("Ana",),
        "",
        NOW,
        ended=Ended("banned", "Mo", NOW, done=True),
        alike="ana",
        reports=(replace(report(ANA), picture=picture),),
    )
    key = f"suspect/{fake}"
    await store.commit(commit(key, expect={key: 0}, put={key: dealt}, add=tuple(suspects.indexes(dealt))))
    await store.expire_closed(NOW)
    assert (await store.load([key]))[0].record == dealt
    await store.expire_closed(NOW + timedelta(days=1))
    assert (await store.load([key]))[0].record is None
    assert await store.first(suspects.like("ana"), 9) == ()
    with pytest.raises(FileNotFoundError):
        await store.evidence.read(picture.id)


async def test_that_somebody_was_warned_is_forgotten_in_time_or_when_they_ask_for_it(
    store: RedisStore,
) -> None:
    for account in (ANA, Account("here:1000")):
        key = warnings_key(account)
        await store.commit(commit(key, expect={key: 0}, put={key: Warnings(account, (NOW,))}))
    await store.forget_person(ANA)
    keys = [warnings_key(ANA), warnings_key("here:1000")]
    assert [each.record for each in await store.load(keys)] == [None, Warnings("here:1000", (NOW,))]
    await store.expire_closed(NOW)
    assert (await store.load(keys))[1].record is not None
    await store.expire_closed(NOW + timedelta(days=1))
    assert (await store.load(keys))[1].record is None


def report(by: Account) -> Report:
    return Report(by, "en", NOW, "They asked for my card")
