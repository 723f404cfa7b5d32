"""Two hundred people who have never written before, within one second."""

import asyncio
import re
import time
from dataclasses import dataclass, field

import aiohttp
import pytest
import uvloop

from tests.bench.load import FIRST_REQUESTER, Load, Talk, listening, quantile
from tests.bench.programs import DEFAULT, program
from tests.bench.wire.discord import Json

pytestmark = [pytest.mark.bench, pytest.mark.timeout(180)]

PEOPLE = 200
SETTLED = 6.0
"""Before that a Discord session looks whether strangers wrote while there was none."""
WAITING = re.compile(r"^switchboard_queue_length (\S+)", re.MULTILINE)


async def _cases(url: str) -> int:
    """How many wait, as the program's own page says."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as response:
        found = WAITING.search(await response.text())
        return 0 if found is None else round(float(found[1]))


async def _crowd(on: str) -> tuple[int, float, int]:
    """Cases, seconds until the last had their receipt, and calls that it took."""
    async with listening() as load, program(load.url, on, DEFAULT) as running:
        load.discord.limits.enabled = load.telegram.limits.enabled = True
        await asyncio.sleep(SETTLED)
        people = [Talk(FIRST_REQUESTER + number) for number in range(PEOPLE)]
        load.awaited = {
            load.discord.dm_of(each.requester) if on == "D" else each.requester for each in people
        }
        calls = load.discord.calls + load.telegram.calls
        began = time.perf_counter()
        for number, each in enumerate(people):
            await asyncio.sleep(max(0.0, began + number / PEOPLE - time.perf_counter()))
            await load.requester_says(on, each, "ask")
        await asyncio.wait_for(load.receipts.wait(), 60)
        took = time.perf_counter() - began
        refused = load.discord.refusals + load.telegram.refusals
        assert refused <= 5, "the pacer does not keep to the limits"
        return await _cases(running.url), took, load.discord.calls + load.telegram.calls - calls


@pytest.mark.parametrize(("on", "rate"), [("D", 49.0), ("T", 29.7)])
def test_two_hundred_first_words_in_one_second(on: str, rate: float) -> None:
    cases, took, calls = uvloop.run(_crowd(on))
    permitted = PEOPLE / rate + 1
    print(
        f"\n{on}: {cases} cases of {PEOPLE} people; the last receipt after {took:.1f} s, with {calls} calls "
        f"(target: {permitted:.1f} s or less, one call each at {rate}/s and a second)"
    )
    assert cases == PEOPLE
    assert took < 4 * permitted


@dataclass(slots=True)
class Asking:
    """Somebody on their way through `/help`: asked, shown the form, sent it off, acknowledged, answered."""

    asked: float
    steps: list[float] = field(default_factory=list)


async def _by_command(load: Load) -> list[Asking]:
    people: dict[int, tuple[int, Asking]] = {}
    finished = asyncio.Event()
    done: list[Asking] = []

    async def fill(author: int, asking: Asking, form: Json) -> None:
        fields = {"topic": "", "words": "Where is my order?"}
        asking.asked = time.perf_counter()
        people[await load.discord.submit(author, form["custom_id"], fields)] = (author, asking)

    def answered(number: int, body: Json) -> None:
        if number not in people:
            return
        author, asking = people[number]
        asking.steps.append(time.perf_counter() - asking.asked)
        if body.get("type") == 9:
            del people[number]
            tasks.create_task(fill(author, asking, body["data"]))
        elif "type" not in body:
            done.append(asking)
            if len(done) == PEOPLE:
                finished.set()

    load.discord.answered = answered
    began = time.perf_counter()
    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
        for number in range(PEOPLE):
            await asyncio.sleep(max(0.0, began + number / PEOPLE - time.perf_counter()))
            asking = Asking(time.perf_counter())
            author = FIRST_REQUESTER + number
            people[await load.discord.command("support", author=author)] = (author, asking)
        await finished.wait()
    return done


async def _asked() -> tuple[int, list[Asking]]:
    async with listening() as load, program(load.url, "D", DEFAULT) as running:
        load.discord.limits.enabled = True
        done = await _by_command(load)
        assert load.discord.refusals <= 5
        return await _cases(running.url), done


def test_two_hundred_forms_on_discord_are_answered_at_once() -> None:
    cases, done = uvloop.run(_asked())
    print()
    for name, step in (("the form opens", 0), ("it is acknowledged", 1), ("it is answered", 2)):
        slow = quantile([each.steps[step] for each in done], 0.99)
        print(f"D: {name}: p99 {slow * 1000:.0f} ms (target: 1,000 or less)")
    print(f"D: {cases} cases of {PEOPLE} people")
    assert cases == PEOPLE
