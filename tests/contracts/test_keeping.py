"""Of what comes with files only what the desk has taken stays on the disk."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.redis.store import RedisStore
from core.cases.people import Draft, Requester
from core.courier import Courier
from core.desk import Desk
from core.words.cards import Verb
from core.words.commands import Asked, Pressed, Said
from core.words.documents import plain
from core.words.files import File
from core.words.refs import CommandId, MessageRef, Place
from tests.contracts.making import commit, entry
from tests.core.setting import NOW, POLICY, RITA
from tests.core.world import Faults, PlainTexts, ToldClock

HOME = Place("moor:dm:rita")
DAY = timedelta(days=1)


def desk_over(store: RedisStore) -> Desk:
    clock, meters = ToldClock(), Faults([])

    async def report(command: object) -> None:
        raise AssertionError(command)

    courier = Courier(store, {}, clock, meters, report)
    return Desk(store, store.files, PlainTexts(), POLICY, clock, courier, meters)


def on_disk(folder: Path) -> int:
    return sum(each.is_file() for each in (folder / "files").rglob("*"))


async def shot(store: RedisStore) -> File:
    return await store.files.keep(b"a picture", "shot.txt", None)


async def said(store: RedisStore, number: int = 1) -> Said:
    ref = MessageRef(HOME, str(number))
    return Said(CommandId(f"s{number}"), RITA, HOME, True, ref, plain("look"), NOW, (await shot(store),))


async def asked(store: RedisStore, number: int = 1, wants: str = "either") -> Asked:
    command = CommandId(f"a{number}")
    return Asked(command, RITA, HOME, False, None, plain("look"), NOW, (await shot(store),), wants=wants)  # type: ignore[arg-type]


async def blocked(store: RedisStore) -> None:
    until = NOW + 300 * DAY
    person = Requester(RITA.account, "Rita", blocked_until=until, blocked_by="Mo")
    await store.commit(commit("block", put={f"requester/{RITA.account}": person}))


async def test_what_is_taken_stays(store: RedisStore, tmp_path: Path) -> None:
    desk, first = desk_over(store), await said(store)
    await desk.handle(first)
    (file,) = first.files
    assert isinstance(file, File)
    assert await store.files.read(file.id) == b"a picture"
    assert await store.files.new(NOW + 400 * DAY) == ()


@pytest.mark.parametrize("how", [said, asked])
async def test_what_a_blocked_person_sends_goes(
    store: RedisStore, tmp_path: Path, how: Callable[[RedisStore], Awaitable[Said | Asked]]
) -> None:
    await blocked(store)
    await desk_over(store).handle(await how(store))
    assert on_disk(tmp_path) == 0


async def test_what_is_beyond_the_limit_of_requests_goes(store: RedisStore, tmp_path: Path) -> None:
    desk = desk_over(store)
    for number in range(1, POLICY.requests_per_hour + 1):
        await desk.handle(await asked(store, number))
        await desk.handle(Pressed(CommandId(f"l{number}"), RITA, HOME, Verb.LEAVE, private=True))
    taken = on_disk(tmp_path)
    await desk.handle(await asked(store, 99))
    assert on_disk(tmp_path) == taken


async def test_what_comes_with_a_press_that_is_refused_goes(store: RedisStore, tmp_path: Path) -> None:
    press = Pressed(CommandId("p"), RITA, HOME, Verb.NOTE, private=True, words=plain("x"))
    await desk_over(store).handle(replace(press, files=(await shot(store),)))
    assert on_disk(tmp_path) == 0


async def test_the_copy_of_a_message_that_comes_twice_goes_and_its_files_stay(
    store: RedisStore, tmp_path: Path
) -> None:
    desk, first = desk_over(store), await said(store)
    await desk.handle(first)
    await desk.handle(await said(store))
    assert on_disk(tmp_path) == 1
    await desk.handle(first)
    (file,) = first.files
    assert isinstance(file, File)
    assert await store.files.read(file.id) == b"a picture"


async def test_the_files_of_a_draft_go_with_it_and_those_handed_in_stay(
    store: RedisStore, tmp_path: Path
) -> None:
    desk = desk_over(store)
    old = await shot(store)
    person = Requester(RITA.account, "Rita", draft=Draft(plain("x"), (old,), None, NOW))
    await store.commit(commit("draft", put={f"requester/{RITA.account}": person}))
    await desk.handle(await asked(store))
    assert on_disk(tmp_path) == 1
    with pytest.raises(FileNotFoundError):
        await store.files.read(old.id)


async def test_what_nobody_decided_about_in_a_day_goes_and_what_is_in_use_stays(
    store: RedisStore, desk: str, tmp_path: Path
) -> None:
    """As a program leaves it that ends between keeping a file and deciding, or deciding and noting it."""
    first = await said(store)
    (used,) = first.files
    assert isinstance(used, File)
    waits = await said(store, 2)
    stray = await shot(store)
    kept = replace(entry("requester:1:e"), files=(used,))
    await store.commit(commit("e", entries=(kept,)))
    await store.keep(waits, "fault")
    (tmp_path / "files" / "new" / desk / f"{'0' * 32}.part").write_bytes(b"half")
    for path in (tmp_path / "files").rglob("*"):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    await store.lapse(NOW + DAY - timedelta(seconds=1))
    assert on_disk(tmp_path) == 4
    await store.lapse(NOW + DAY + timedelta(seconds=1))
    assert on_disk(tmp_path) == 2
    assert await store.files.read(used.id) == b"a picture"
    (waiting,) = waits.files
    assert isinstance(waiting, File)
    assert await store.files.read(waiting.id) == b"a picture"
    with pytest.raises(FileNotFoundError):
        await store.files.read(stray.id)
