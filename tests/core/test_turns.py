"""Turns: one after the other for each key, in the order of asking, whoever gives up meanwhile."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from core.turns import Turns

GIVES_UP = st.none() | st.integers(0, 12)
"""After so many turns of the loop, or never."""


async def visit(
    turns: Turns, key: str, name: int, inside: dict[str, int], log: list[tuple[str, int]], stay: int
) -> None:
    async with turns.of(key):
        assert key not in inside, "two at once"
        inside[key] = name
        try:
            log.append((key, name))
            for _ in range(stay):
                await asyncio.sleep(0)
        finally:
            del inside[key]


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(0, 3), GIVES_UP),
        min_size=1,
        max_size=12,
    )
)
def test_one_at_a_time_in_the_order_of_asking_whoever_gives_up(
    visits: list[tuple[str, int, int | None]],
) -> None:
    async def all_of_them() -> None:
        turns, inside = Turns(), {}
        log: list[tuple[str, int]] = []
        tasks = [
            asyncio.ensure_future(visit(turns, key, name, inside, log, stay))
            for name, (key, stay, _) in enumerate(visits)
        ]
        for tick in range(40):
            for task, (_, _, gives_up) in zip(tasks, visits, strict=True):
                if gives_up == tick:
                    task.cancel()
            await asyncio.sleep(0)
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 1)
        for key in "ab":
            came = [name for where, name in log if where == key]
            assert came == sorted(came)
        stayed = {name for name, (_, _, gives_up) in enumerate(visits) if gives_up is None}
        assert stayed <= {name for _, name in log}
        async with turns.of("a"), turns.of("b"):
            assert inside == {}

    asyncio.run(all_of_them())


async def test_a_failure_inside_lets_the_next_go() -> None:
    turns = Turns()
    log: list[tuple[str, int]] = []

    async def fails() -> None:
        async with turns.of("a"):
            await asyncio.sleep(0)
            raise ZeroDivisionError

    first = asyncio.ensure_future(fails())
    await asyncio.gather(first, visit(turns, "a", 1, {}, log, 0), return_exceptions=True)
    assert isinstance(first.exception(), ZeroDivisionError)
    assert log == [("a", 1)]
