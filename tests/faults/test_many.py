"""Many at once: programs with one token, claims on the same cases, first words, and one person's flood."""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bots.sandbox.client import Person, TelegramPerson
from core.cases.case import Active, Case
from core.cases.seats import Seat
from core.words.refs import CaseId
from tests.conftest import running_server
from tests.faults import claimants
from tests.faults.chat import Chat
from tests.faults.trouble import once, seeded, soon
from tests.stage import ROOT, Stage, staged
from tests.walks.parts import on

# ---- 17: two programs with one token


@asynccontextmanager
async def two_programs(folder: Path) -> AsyncIterator[tuple[Stage, Stage, "asyncio.Task[None]"]]:
    """One that acts, one that stands by on the same store, and when the second has taken over."""
    with running_server("--appendfsync", "always") as port:
        async with staged(folder, running=False) as first:
            first.environment = {**first.environment, "SWITCHBOARD__STORE__URL": f"redis://127.0.0.1:{port}"}
            await first.start()
            second = Stage(first.sandbox, folder / "second", first.config, first.environment)
            second.folder.mkdir()
            taken_over = asyncio.create_task(second.start())
            try:
                yield first, second, taken_over
            finally:
                taken_over.cancel()
                await second.kill()


async def sessions(stage: Stage) -> object:
    """How many gateway sessions are connected."""
    told = await stage.sandbox.discord.post("gateway", {"action": "outage", "on": False})
    assert isinstance(told, dict)
    return told["sockets"]


@pytest.mark.fault(17)
async def test_of_two_programs_with_one_token_one_acts_and_the_other_takes_over(tmp_path: Path) -> None:
    async with two_programs(tmp_path) as (first, second, taken_over):
        chat = Chat(first, *first.pair("D", "T"))
        question = await chat.opened()
        for number in range(5):
            await chat.asks(f"word {number}")
            await chat.answers(f"answer {number}", question)
            await chat.requester.sees(f"answer {number}")
        assert await sessions(first) == 1
        polls = [call.status for call in await first.sandbox.telegram.journal() if "getUpdates" in call.line]
        assert 409 not in polls, "one polls"
        assert not taken_over.done()

        await first.kill()
        await chat.asks("is anybody there?")
        await asyncio.wait_for(taken_over, 15)
        await chat.agent.sees("is anybody there?", timeout=15)
        assert await sessions(second) == 1
        await chat.answers("yes, still", question)
        await chat.requester.sees("yes, still")
        for by, words in chat.said:
            await once(chat.agent if by == "requester" else chat.requester, words)


@pytest.mark.fault(17)
async def test_a_program_that_ends_in_order_hands_over_at_once(tmp_path: Path) -> None:
    async with two_programs(tmp_path) as (first, _, taken_over):
        chat = Chat(first, *first.pair("T", "D"))
        await chat.opened()
        assert await first.stop() == 0
        await asyncio.wait_for(taken_over, 10)
        await chat.asks("is anybody there?")
        await chat.agent.sees("is anybody there?")


# ---- 23: a thousand claims


@pytest.mark.fault(23)
async def test_a_thousand_claims_from_three_programs_make_a_hundred_owners(
    tmp_path: Path, server_url: str, desk: str
) -> None:
    seed = seeded().randrange(1 << 30)
    async with claimants.desk_on(server_url, tmp_path, desk) as (store, our_desk):
        await asyncio.gather(*(our_desk.handle(claimants.asks(number)) for number in range(claimants.CASES)))
        programs = [
            await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.faults.claimants", server_url, str(tmp_path), desk, str(share), str(seed)),
                cwd=ROOT,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=1 << 24,
            )
            for share in range(claimants.PROCESSES)
        ]
        for program in programs:
            assert program.stdout is not None
            assert await asyncio.wait_for(program.stdout.readline(), 30) == b"ready\n"
        told = await asyncio.gather(*(program.communicate(b"go\n") for program in programs))
        answers = [answer for output, _ in told for answer in json.loads(output)]
        assert len(answers) == claimants.CLAIMS

        owners: dict[int, str] = {}
        keys = [f"case/{number}" for number in range(1, claimants.CASES + 1)]
        for found in await store.load(keys):
            assert isinstance(found.record, Case)
            if isinstance(found.record.phase, Active):
                owners[found.record.id] = found.record.phase.agent
        loads = Counter(owners.values())
        assert max(loads.values()) <= claimants.CAPACITY
        for found in await store.seats():
            assert isinstance(found.record, Seat)
            assert sorted(found.record.cases) == sorted(
                case for case in owners if owners[case] == found.record.agent
            )
        names = {str(agent.id): agent.name for agent in claimants.AGENTS}
        won: Counter[int] = Counter()
        for agent, case, key, values in answers:
            match key:
                case "told.taken":
                    won[case] += 1
                    assert owners[case] == agent
                case "refusal.taken":
                    assert values["agent"] == names[owners[case]], "the loser is told who won"
                case "refusal.full":
                    assert loads[agent] == claimants.CAPACITY
                case _:
                    pytest.fail(f"{agent} was answered {key} about case {case}")
        assert won == Counter(dict.fromkeys(owners, 1))
        # Where all who wanted a case were full, somebody else takes it.
        free = [agent for agent in claimants.AGENTS for _ in range(claimants.CAPACITY - loads[agent.id])]
        unowned = [case for case in range(1, claimants.CASES + 1) if case not in owners]
        for number, (case, agent) in enumerate(zip(unowned, free, strict=False)):
            answer = await our_desk.handle(claimants.claim(claimants.CLAIMS + number, agent, case))
            assert answer.text is not None
            assert answer.text.key == "told.taken"


# ---- 24: first words


@pytest.mark.fault(24)
async def test_fifty_first_messages_at_once_are_one_case(server_url: str, tmp_path: Path, desk: str) -> None:
    async with (
        claimants.desk_on(server_url, tmp_path, desk) as (store, first),
        claimants.desk_on(server_url, tmp_path, desk) as (_, second),
    ):
        await asyncio.gather(
            *((first, second)[again % 2].handle(claimants.asks(7, again)) for again in range(50))
        )
        assert await store.size("queue") == 1
        (case,) = await store.first("queue", 2)
        said = [entry for entry in await store.transcript(CaseId(int(case[0]))) if entry.kind == "said"]
        assert len(said) == 50, "and none of the words is lost"


# ---- 25: one person's flood


PER_SECOND = 10_000 / 60


@dataclass(slots=True)
class Flood:
    """Messages of one person at the rate of 10,000 a minute."""

    person: Person
    count: int
    sent: int = 0

    async def run(self) -> None:
        at, began = await self.person.place(None), time.monotonic()

        async def one(number: int) -> None:
            await asyncio.sleep(began + number / PER_SECOND - time.monotonic())
            await self.person.say(f"flood {number}", place=at)
            self.sent += 1

        await asyncio.gather(*(one(number) for number in range(self.count)))


@pytest.mark.fault(25)
@pytest.mark.parametrize("platform", ["D", "T"])
@pytest.mark.parametrize(
    "count", [500, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(900)])]
)
async def test_one_persons_flood_makes_nobody_else_wait(tmp_path: Path, platform: str, count: int) -> None:
    """With the platforms' real rates, somebody else asks in the middle of the flood."""
    async with staged(tmp_path, limits=True) as stage:
        noisy: Person = stage.rita if platform == "D" else stage.tess
        quiet: Person = stage.joao if platform == "D" else stage.rui
        agent = stage.ben if platform == "D" else stage.mo
        for person in (noisy, quiet):
            if isinstance(person, TelegramPerson):
                await person.start()
        await on(agent)
        await noisy.say("me first")
        await noisy.sees("1st")
        flood = Flood(noisy, count)
        flooding = asyncio.create_task(flood.run())
        try:
            async for _ in soon(60):
                if flood.sent > count // 2:
                    break
            assert not flooding.done(), "the flood is on"
            began = time.monotonic()
            await quiet.say("Olá, uma pergunta")
            await quiet.sees(lambda each: "2" in each.text and each.author_is_bot)
            assert time.monotonic() - began < 2.0
        finally:
            await flooding
