"""What the program says by itself in an ordinary case."""

import asyncio

import pytest
import uvloop

from tests.bench.load import listening
from tests.bench.programs import RAISED, program

pytestmark = [pytest.mark.bench, pytest.mark.timeout(120)]

PAIRS = ["DD", "TT"]


async def _automatic(pair: str) -> int:
    async with listening() as load, program(load.url, pair, RAISED):
        (talk,) = await load.open(pair[0], pair[1], 1)
        for _ in range(3):
            await load.steadily(load.both_ways(pair[0], pair[1], [talk], 2), 10)
        await load.command(pair[1], "close", 1)
        await asyncio.sleep(2)
        return load.own[load.discord.dm_of(talk.requester) if pair[0] == "D" else talk.requester]


def test_automatic_messages_in_an_ordinary_case() -> None:
    """Asked, taken, three words each way, closed: what the requester gets beside the agent's words."""
    print()
    for pair in PAIRS:
        messages = uvloop.run(_automatic(pair))
        print(f"{pair}: {messages} automatic messages in an ordinary case (target: 4 or fewer)")
        assert messages <= 6
