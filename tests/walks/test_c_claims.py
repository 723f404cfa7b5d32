"""Walk c: who gets a case: of several at once, up to their capacity, and by themselves."""

import asyncio
from pathlib import Path

import pytest

from bots.sandbox.client import Person, TelegramPerson
from tests.stage import staged
from tests.walks.parts import heads, of_one_each, on, queued

ROOMY = """
[live_chat]
fullness = 10
"""
AUTOMATIC = """
[desk]
assignment = "automatic"
[live_chat]
fullness = 10
"""


async def test_of_three_who_take_it_at_once_one_gets_it_and_the_others_hear_who(tmp_path: Path) -> None:
    async with staged(tmp_path, ROOMY) as stage:
        agents: dict[str, Person] = {"Mo": stage.mo, "Ben": stage.ben, "Ana": stage.ana}
        await on(*agents.values())
        await queued(stage.rita, "from Discord")
        await queued(stage.tess, "from Telegram")
        for number, requester in ((1, stage.rita), (2, stage.tess)):
            for agent in agents.values():
                await agent.with_button(f"Take #{number}", None)
            await asyncio.gather(*(agent.press(f"Take #{number}") for agent in agents.values()))
            told = {name: await outcome(agent, number) for name, agent in agents.items()}
            owners = [name for name, words in told.items() if words.startswith(f"Case #{number} is yours")]
            assert len(owners) == 1, told
            losers = {words.splitlines()[0] for name, words in told.items() if name not in owners}
            assert losers == {f"{owners[0]} already has case #{number}."}
            await requester.sees(f"{owners[0]}** has joined" if number == 1 else f"{owners[0]} has joined")
            rooms = {place.path for agent in agents.values() for place in await agent.places()}
            assert len([path for path in rooms if f"#{number} " in path]) == 1, "one room for one case"


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_nobody_takes_more_than_they_can(tmp_path: Path, agent: str) -> None:
    async with staged(tmp_path, ROOMY, desk=of_one_each(tmp_path)) as stage:
        _, answers = stage.pair("D", agent)
        await on(answers)
        await queued(stage.rita, "the first")
        await queued(stage.tess, "the second")
        await answers.press("Take next")
        question = await answers.sees("the first")
        await answers.press("Take next")
        await answers.sees("You have 1 case, which is all you can take")
        await take_by_command(answers, "/take 2")
        await answers.sees("You have 1 case, which is all you can take")
        await stage.tess.sees("1st")
        await take_by_command(answers, "/take 77")
        await answers.sees("There is no case #77")
        await answers.press("Close", await answers.sees(heads(question)))
        await answers.sees("Case #1 is closed")
        await take_by_command(answers, "/take 2")
        await answers.sees("the second")


@pytest.mark.parametrize("first", ["D", "T"])
async def test_the_desk_gives_cases_to_whoever_is_free(tmp_path: Path, first: str) -> None:
    async with staged(tmp_path, AUTOMATIC, desk=of_one_each(tmp_path)) as stage:
        longest: tuple[Person, str] = (stage.mo, "Mo") if first == "D" else (stage.ben, "Ben")
        newer: tuple[Person, str] = (stage.ben, "Ben") if first == "D" else (stage.mo, "Mo")
        await on(longest[0], newer[0])
        await stage.rita.say("the first")
        await stage.rita.sees(longest[1])
        question = await longest[0].sees("the first")
        await stage.tess.start()
        await stage.tess.say("the second")
        await stage.tess.sees(newer[1])
        await newer[0].sees("the second")
        await queued(stage.rui, "the third")
        await stage.rui.sees("Posição na fila: 1")
        await longest[0].press("Close", await longest[0].sees(heads(question)))
        await stage.rui.sees(longest[1])
        await longest[0].sees("the third")


async def outcome(agent: Person, number: int) -> str:
    """What the press for this case was answered with."""
    mine, taken = f"Case #{number} is yours", f"already has case #{number}"
    answer = await agent.sees(lambda each: mine in each.text or taken in each.text)
    return answer.text


async def take_by_command(agent: Person, line: str) -> None:
    await agent.command(line, place=None if isinstance(agent, TelegramPerson) else "support")
