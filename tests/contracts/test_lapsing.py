"""What is kept for a while only is gone when its time is over, and the store as big as before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.redis.store import RedisStore
from core.cases.case import Closed, indexes
from core.cases.decision import Record, record_key
from core.cases.people import Desk, Draft, Invitation, Requester
from core.lapsing import KEPT
from core.people.addresses import mailbox
from core.people.proof import Link, Mailbox, Proof, Proven
from core.people.roster import Invited, Joining
from core.status import drafts
from core.status.incidents import Incident, Update
from core.status.subscribers import Subscriber
from core.status.watches import Watch
from core.trust.suspects import Report, Suspect
from core.words.documents import plain
from core.words.files import File
from core.words.refs import Account, AgentId, MessageRef
from tests.contracts.making import ANA, NOW, TOWN, case, commit, everything, value

BO, CY, DAN = (Account(f"here:{number}") for number in (101, 102, 103))
MINUTE = timedelta(minutes=1)


async def held(store: RedisStore) -> dict[bytes, bytes]:
    """All that the store holds, but for the ids of commands, which it forgets by itself."""
    return {key: await value(store, key) for key in await everything(store) if b"}:in:" not in key}


def kept_files(folder: Path) -> int:
    return sum(each.is_file() for each in folder.rglob("*"))


async def put(store: RedisStore, command: str, *records: Record) -> None:
    await store.commit(commit(command, put={record_key(each): each for each in records}))


def drafted(file: File, who: Account = ANA) -> Requester:
    return Requester(who, "Ana", draft=Draft(plain("my card"), (file,), None, NOW))


async def test_the_store_is_as_big_as_before(store: RedisStore, tmp_path: Path) -> None:
    before, files_before = await held(store), kept_files(tmp_path / "files")
    shot, other = [await store.files.keep(b"x", name, None) for name in ("shot.txt", "other.txt")]
    asked = Invitation(MessageRef(TOWN, "7"), AgentId("mo"), plain("help"), (other,), NOW)
    incident = Incident(0, "Down", NOW, (Update(NOW, "investigating", "We look."),))
    await put(
        store,
        "1",
        drafted(shot),
        Requester(BO, "", invitation=asked),
        Requester(CY, "Cy", proof=Proof("cy@example.org", "5eed", NOW + 10 * MINUTE), asked=(NOW,)),
        Requester(DAN, "Dan", blocked_until=NOW + timedelta(days=2), blocked_by="Mo"),
        Mailbox("a" * 32, (NOW,)),
        drafts.Draft(AgentId("mo"), "token", incident, at=NOW),
        Watch("m:disk", "Disk", "", None, "degraded", False, NOW, NOW, MINUTE, MINUTE),
    )
    assert len(await held(store)) == len(before) + 7
    assert await store.lapse(NOW + KEPT) == 7
    assert await held(store) == before
    assert kept_files(tmp_path / "files") == files_before


async def test_before_their_time_all_of_it_is_there(store: RedisStore) -> None:
    file = await store.files.keep(b"x", "shot.txt", None)
    await put(store, "1", drafted(file), Mailbox("a" * 32, (NOW,)))
    before = await held(store)
    assert await store.lapse(NOW + timedelta(hours=23)) == 0
    assert await held(store) == before
    assert await store.files.read(file.id) == b"x"


async def test_invitations_to_the_staff_end_and_so_does_what_nobody_let_in(store: RedisStore) -> None:
    mo, zoe = AgentId("mo"), AgentId("zoe")
    invited = tuple(
        Invited(name, zoe, "Zoe", mo, NOW + timedelta(days=days)) for name, days in (("f", 1), ("g", 9))
    )
    joining = tuple(Joining(BO, "Bo", zoe, "Zoe", mo, NOW + timedelta(days=days)) for days in (0, 1))
    desk = Desk(paused_by="Mo", invited=invited, joining=joining)
    await put(store, "1", desk)
    assert await store.lapse(NOW + KEPT) == 1
    (left,) = await store.load(["desk"])
    assert left.record == replace(desk, invited=invited[1:], joining=joining[1:])


async def test_what_is_theirs_for_good_stays(store: RedisStore) -> None:
    proven = Proven("bo@example.org", NOW, NOW)
    linked = Mailbox("b" * 32, (NOW,), (Link(BO, "en", NOW, NOW),))
    chosen, known = Requester(ANA, "Ana", language="pt-BR"), Requester(BO, "Bo", proven=proven, asked=(NOW,))
    await put(store, "1", chosen, known, linked)
    await store.lapse(NOW + KEPT)
    left = await store.load([record_key(each) for each in (chosen, known, linked)])
    assert [each.record for each in left] == [chosen, replace(known, asked=()), replace(linked, asked=())]


async def test_whoever_has_cases_is_remembered_without_the_draft(store: RedisStore) -> None:
    file = await store.files.keep(b"x", "shot.txt", None)
    opened = case(1, ANA)
    await store.commit(
        commit(
            "1",
            put={"case/1": opened, f"requester/{ANA}": drafted(file)},
            add=tuple(indexes(opened)),
        )
    )
    assert await store.lapse(NOW + KEPT) == 1
    (left,) = await store.load([f"requester/{ANA}"])
    assert (left.record, left.version) == (Requester(ANA, "Ana"), 2)


async def test_a_program_that_read_it_before_decides_anew(store: RedisStore) -> None:
    file = await store.files.keep(b"x", "shot.txt", None)
    await put(store, "1", drafted(file))
    await store.lapse(NOW + KEPT)
    key = f"requester/{ANA}"
    late = commit("2", expect={key: 1}, put={key: drafted(file)})
    assert type(await store.commit(late)).__name__ == "Conflict"


async def test_what_news_were_offered_to_is_forgotten_a_day_later(store: RedisStore) -> None:
    await put(store, "1", offered := Mailbox("c" * 32, offered=(NOW,)))
    assert await store.lapse(NOW + timedelta(hours=23)) == 0
    assert await store.lapse(NOW + timedelta(days=1)) == 1
    assert [each.record for each in await store.load([record_key(offered)])] == [None]


async def test_an_address_that_wants_no_more_news_is_forgotten(store: RedisStore) -> None:
    ended, stays = (
        Subscriber(mailbox("ana@x.example"), "en", None),
        Subscriber(mailbox("bo@x.example"), "en", NOW),
    )
    await put(store, "1", ended, stays)
    assert await store.lapse(NOW) == 1
    left = await store.load([record_key(ended), record_key(stays)])
    assert [each.record for each in left] == [None, stays]


async def test_what_cannot_be_read_is_left_alone_and_holds_up_nothing(store: RedisStore) -> None:
    old = replace(case(9, BO), phase=Closed(NOW, "agent", None))
    await store.commit(commit("1", put={"case/9": old}, add=tuple(indexes(old))))
    await put(store, "2", Mailbox("a" * 32, (NOW,)))
    for key in ("requester/here:1", "case/1"):
        await store.connection.call("SET", f"{store.prefix}r:{key}", b"1:\xff\xfe")
    assert await store.expire_closed(NOW + KEPT) == 1
    assert await store.lapse(NOW + KEPT) == 1
    assert await store.connection.call("GET", f"{store.prefix}r:requester/here:1") == b"1:\xff\xfe"


async def test_a_picture_that_no_report_names_is_gone_after_a_day(store: RedisStore) -> None:
    named, unnamed = [await store.evidence.keep(b"x", "evidence.jpg", None) for _ in range(2)]
    report = Report(ANA, "en", NOW, web=True, picture=named)
    await put(store, "1", Suspect(Account("here:666"), ("Mo",), "mo", NOW, reports=(report,)))
    kept = datetime.now(UTC)
    await store.lapse(kept + timedelta(hours=23))
    assert await store.evidence.read(unnamed.id) == b"x"
    await store.lapse(kept + timedelta(hours=25))
    with pytest.raises(FileNotFoundError):
        await store.evidence.read(unnamed.id)
    assert await store.evidence.read(named.id) == b"x"
