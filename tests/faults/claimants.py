"""A program's worth of agents who claim cases at once.

`python -m tests.faults.claimants URL FOLDER DESK SHARE SEED`
"""

import asyncio
import json
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.redis.store import RedisStore, open_store
from core.courier import Courier
from core.desk import Desk
from core.policy import Agent, LiveChat
from core.promises.hours import ALWAYS
from core.words.cards import Verb
from core.words.commands import Asked, Pressed, Undelivered
from core.words.documents import plain
from core.words.people import Person
from core.words.refs import Account, AgentId, CaseId, CommandId, Place
from tests.core.setting import NOW, policy
from tests.core.world import Faults, PlainTexts, ToldClock

CASES, CLAIMS, PROCESSES = 100, 1_000, 3
CAPACITY = 3
AGENTS = tuple(
    Agent(AgentId(f"agent{number}"), f"Agent {number}", (Account(f"sea:{number}"),), CAPACITY)
    for number in range(50)
)
POLICY = policy(
    agents=AGENTS, live_chat=LiveChat(ALWAYS, fullness=1_000, needs_agents=False), requests_per_hour=1_000
)


@asynccontextmanager
async def desk_on(url: str, folder: Path, name: str) -> AsyncIterator[tuple[RedisStore, Desk]]:
    async with open_store(url, folder, name, 30) as store:
        clock, meters = ToldClock(), Faults([])

        async def report(undelivered: Undelivered) -> None:
            await desk.handle(undelivered)

        courier = Courier(store, {}, clock, meters, report)
        desk = Desk(store, store.files, PlainTexts(), POLICY, clock, courier, meters)
        yield store, desk


def asks(number: int, again: int = 0) -> Asked:
    """One of many requesters asks; `again` tells apart what the same one asks."""
    who = Person(Account(f"moor:{number}"), f"Requester {number}")
    where = Place(f"moor:dm:{number}")
    return Asked(CommandId(f"asked:{number}:{again}"), who, where, False, None, plain("help"), NOW)


def claim(number: int, agent: Agent, case: int, verb: Verb = Verb.TAKE) -> Pressed:
    who, where = Person(agent.accounts[0], agent.name), Place("sea:board")
    return Pressed(CommandId(f"claim:{number}"), who, where, verb, case=CaseId(case) if case else None)


def claims(seed: int) -> list[tuple[int, int]]:
    """Who claims what, ten claims for each case, in an order of chance: (agent, case)."""
    chance = random.Random(seed)
    found = [
        (agent, case)
        for case in range(1, CASES + 1)
        for agent in chance.sample(range(len(AGENTS)), CLAIMS // CASES)
    ]
    chance.shuffle(found)
    return found


async def main(url: str, folder: str, name: str, share: int, seed: int) -> None:
    """Make every third claim at once and print what each was answered: (agent, case, key, values)."""
    async with desk_on(url, Path(folder), name) as (_, desk):
        mine = [(number, *each) for number, each in enumerate(claims(seed)) if number % PROCESSES == share]
        print("ready", flush=True)  # noqa: T201 - the test waits for it
        await asyncio.to_thread(sys.stdin.readline)
        answers = await asyncio.gather(
            *(desk.handle(claim(number, AGENTS[agent], case)) for number, agent, case in mine)
        )
        told = [
            (AGENTS[agent].id, case, answer.text.key, dict(answer.text.values))
            for (_, agent, case), answer in zip(mine, answers, strict=True)
            if answer.text is not None
        ]
        print(json.dumps(told, default=str), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])))
