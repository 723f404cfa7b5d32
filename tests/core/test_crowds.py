"""A long list of members is looked through whole, and others get their turn meanwhile."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bots import crowds
from core.trust.crowds import PAGE, Crowds, in_turn, sifted
from core.trust.names import Official, Screen
from core.words.people import Profile
from core.words.refs import Account

MANY = 2 * PAGE + 7
JANE = Screen([Official("Jane Doe")], "Acme", ["Support"])
MO = Screen([Official("Moritz Lang")], "Acme", ["Support"])
BOTH = pytest.mark.parametrize("by", [in_turn, crowds.beside], ids=["by this process", "by its own"])


def about(number: int) -> Profile:
    names = {5: "Jane Doe", MANY - 1: "Moritz Lаng"}
    return Profile(Account(f"here:{number}"), (names.get(number, f"Wanda {number}"),), f"wanda{number}")


async def members() -> AsyncIterator[int]:
    for number in range(MANY):
        yield number


@BOTH
async def test_every_member_is_told_with_whether_they_are_alike(by: Crowds) -> None:
    async with by(lambda: JANE) as alike:
        found = [(member, like) async for member, _, like in sifted(members(), about, alike)]
    assert [member for member, _ in found] == list(range(MANY))
    assert [member for member, like in found if like] == [5]


@BOTH
async def test_the_roster_of_the_moment_counts(by: Crowds) -> None:
    roster = [JANE]
    async with by(lambda: roster[0]) as alike:
        assert await alike([about(5), about(MANY - 1)]) == [True, False]
        roster[0] = MO
        assert await alike([about(5), about(MANY - 1)]) == [False, True]


@BOTH
async def test_without_a_roster_nobody_is_alike(by: Crowds) -> None:
    async with by(lambda: None) as alike:
        assert await alike([about(5)]) == [False]


async def test_others_get_their_turn_between_any_few_names() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    going = asyncio.create_task(others())
    async with in_turn(lambda: JANE) as alike:
        await alike([about(number) for number in range(PAGE)])
    going.cancel()
    assert turns >= PAGE // 10


async def test_where_the_process_has_ended_the_list_is_looked_through_all_the_same() -> None:
    looking = crowds.Looking(lambda: JANE)
    try:
        assert await looking.alike([about(5)]) == [True]
        assert looking.process is not None
        looking.process.kill()
        await looking.process.wait()
        assert await looking.alike([about(4), about(5)]) == [False, True]
    finally:
        await looking.stop()
