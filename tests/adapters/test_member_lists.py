"""A long list of members is looked through whole, and others get their turn meanwhile."""

import asyncio
import os
import random
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

import pytest

from bots import crowds
from core.trust.crowds import PAGE, Sieves, in_turn, sifted
from core.trust.names import Official, Screen
from core.trust.verdicts import Nearness
from core.words.people import Profile
from core.words.refs import Account
from tests.bench import benign, imitations
from tests.bench.test_lookalikes import DESK, roster

MANY = 2 * PAGE + 7
JANE = Screen([Official("Jane Doe")], "Acme", ["Support"])
MO = Screen([Official("Moritz Lang")], "Acme", ["Support"])
BOTH = pytest.mark.parametrize("by", [in_turn, crowds.beside], ids=["by this process", "by its own"])
NONE, ALIKE, IMITATION = Nearness


def about(number: int) -> Profile:
    names = {5: "Jane Doe", 6: "Jane Quigley", MANY - 1: "Moritz Lаng"}
    return Profile(Account(f"here:{number}"), (names.get(number, f"Wanda {number}"),), f"wanda{number}")


async def members(many: int = MANY) -> AsyncIterator[int]:
    for number in range(many):
        yield number


async def found(looking: crowds.Looking, *pages: Sequence[int]) -> list[list[Nearness]]:
    """What is said of pages that are all put in before one is taken out."""
    for page in pages:
        await looking.put([about(each) for each in page])
    return [list(await looking.take()) for _ in pages]


@BOTH
@pytest.mark.parametrize("many", [0, 1, PAGE, MANY])
async def test_every_member_is_told_in_order(by: Sieves, many: int) -> None:
    async with by(lambda: JANE) as sieve:
        told = [(member, near) async for member, _, near in sifted(members(many), about, sieve)]
    assert [member for member, _ in told] == list(range(many))
    assert [each for each in told if each[1]] == [
        each for each in [(5, IMITATION), (6, ALIKE)] if each[0] < many
    ]


@BOTH
async def test_the_roster_of_the_moment_counts(by: Sieves) -> None:
    roster = [JANE]
    async with by(lambda: roster[0]) as sieve:
        await sieve.put([about(5), about(MANY - 1)])
        assert await sieve.take() == [IMITATION, NONE]
        roster[0] = MO
        await sieve.put([about(5), about(MANY - 1)])
        assert await sieve.take() == [NONE, IMITATION]


@BOTH
async def test_without_a_roster_nobody_is_alike(by: Sieves) -> None:
    async with by(lambda: None) as sieve:
        await sieve.put([about(5)])
        assert await sieve.take() == [NONE]


async def test_both_ways_say_the_same_of_the_same_names() -> None:
    staff = roster(11)
    names = [*benign.natural(400, 11), *benign.namesakes(staff.firsts, 400, 11), *benign.fans(DESK, 200, 11)]
    for maker in imitations.CLASSES.values():
        names += [seen for _, seen in imitations.imitations(staff.names, maker, 50, random.Random(11))]
    page = [Profile(Account(f"here:{number}"), (name,), name[::2]) for number, name in enumerate(names)]
    said: list[Sequence[Nearness]] = []
    for by in (in_turn, crowds.beside):
        async with by(lambda: staff.screen) as sieve:
            await sieve.put(page)
            said.append(await sieve.take())
    assert said[0] == said[1] == [staff.screen.nearness(each) for each in page]
    assert set(said[0]) == set(Nearness)


@BOTH
async def test_others_get_their_turn_between_any_few_names(by: Sieves) -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    going = asyncio.create_task(others())
    async with by(lambda: JANE) as sieve:
        async for _ in sifted(members(), about, sieve):
            pass
    going.cancel()
    assert turns >= MANY // 20


async def test_pages_that_a_process_has_not_answered_for_when_it_ends_are_looked_at_all_the_same() -> None:
    looking = crowds.Looking(lambda: JANE)
    try:
        assert await found(looking, [5]) == [[IMITATION]]
        assert looking.process is not None
        looking.process.send_signal(signal.SIGSTOP)
        await looking.put([about(4), about(5)])
        await looking.put([about(6)])
        looking.process.kill()
        assert [await looking.take(), await looking.take()] == [[NONE, IMITATION], [ALIKE]]
        assert await found(looking, [5], [6]) == [[IMITATION], [ALIKE]]
    finally:
        await looking.stop()


async def test_a_process_that_says_nothing_is_waited_for_no_longer_than_it_may_take() -> None:
    looking = crowds.Looking(lambda: JANE)
    try:
        assert await found(looking, [5]) == [[IMITATION]]
        assert looking.process is not None
        looking.process.send_signal(signal.SIGSTOP)
        looking.patience = 0.1
        assert await found(looking, [5, 4], [6]) == [[IMITATION, NONE], [ALIKE]]
        assert looking.process.returncode == -signal.SIGKILL
    finally:
        await looking.stop()


async def test_where_no_process_can_be_had_the_names_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    looking = crowds.Looking(lambda: JANE)
    assert await found(looking, [5, 4]) == [[IMITATION, NONE]]
    assert looking.process is None


async def test_the_process_ends_with_the_list_also_where_that_is_given_up() -> None:
    looked_at = asyncio.Event()
    process: list[asyncio.subprocess.Process | None] = []

    async def looked_through() -> None:
        async with crowds.beside(lambda: JANE) as sieve:
            async for _ in sifted(members(100 * PAGE), about, sieve):
                assert isinstance(sieve, crowds.Looking)
                process[:] = [sieve.process]
                looked_at.set()

    looking = asyncio.create_task(looked_through())
    await looked_at.wait()
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
    assert process[0] is not None
    assert process[0].returncode == -signal.SIGKILL


async def test_the_process_gives_way_to_others() -> None:
    looking = crowds.Looking(lambda: JANE)
    try:
        await found(looking, [5])
        assert looking.process is not None
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, looking.process.pid) == min(19, own + crowds.KINDNESS)
    finally:
        await looking.stop()
