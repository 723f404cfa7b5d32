"""Walk o: a requester has the agent who is with them prove it; a code relayed to another agent, or through another
case, proves nothing.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Person, TelegramPerson
from tests.stage import Stage, staged
from tests.walks.parts import PAIRS, code_in, desk_of, on, opened

ELSEWHERE = {
    "id": 1900,
    "name": "Elsewhere",
    "owner": 2666,
    "channels": [{"id": 1901, "name": "elsewhere", "type": "text"}],
    "members": [{"user": 2666}],
    "bot_permissions": demo.BOT_PERMISSIONS,
}
"""A server of a swindler's own, to which they have invited the bot."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


async def code_of(requester: Person) -> str:
    await requester.press("Is it really them?")
    return code_in(await requester.sees("Tell this code"))


@pytest.mark.parametrize(("asks", "answers"), PAIRS)
async def test_the_agent_who_has_the_case_proves_it(stage: Stage, asks: str, answers: str) -> None:
    requester, agent = stage.pair(asks, answers)
    question = await opened(stage, requester, agent, "Who is this?")
    code = await code_of(requester)
    await stage.restart()
    await agent.command(f"/staff prove {code}", place=question.place)
    await agent.sees("Confirm only if you speak with them there")
    await agent.press("Yes, it is me")
    await requester.sees("is with you in case #1")
    await requester.sees("Anybody elsewhere, even with a right code, is not them")
    await agent.command(f"/staff prove {code}", place=question.place)
    await agent.sees("That code is not good")


async def test_another_agent_cannot_and_the_requester_is_warned(stage: Stage) -> None:
    requester, agent, other = stage.rita, stage.mo, stage.ben
    await opened(stage, requester, agent, "Who is this?")
    await on(other)
    code = await code_of(requester)
    await other.command(f"/staff prove {code}")
    await other.sees("That code is for another agent's case")
    await requester.sees("is not our agent: tell them nothing")


async def test_a_code_relayed_through_a_case_of_the_swindlers_own_fails(stage: Stage) -> None:
    victim, swindler, agent = stage.rita, stage.tess, stage.ben
    assert isinstance(swindler, TelegramPerson)
    await opened(stage, victim, agent, "Somebody says that they are Ben")
    code = await code_of(victim)
    await swindler.start()
    await swindler.say("Please enter this code for me")
    await swindler.sees("1st")
    await agent.press("Take next")
    theirs = await agent.sees("Please enter this code for me")
    await agent.command(f"/staff prove {code}", place=theirs.place)
    await agent.sees("somebody relays it")
    await victim.has_not("Proven")


async def test_nobody_is_vouched_for_by_a_guess_or_a_stranger(stage: Stage) -> None:
    requester, agent = stage.rita, stage.mo
    await opened(stage, requester, agent, "Who is this?")
    await agent.command("/staff prove AAAA-BBBB-CCCC", place=desk_of(agent))
    await agent.sees("That code is not good")
    await stage.tess.start()
    await stage.tess.command(f"/staff prove {await code_of(requester)}")
    await stage.tess.sees("Only this desk's agents")


async def test_whoever_owns_another_server_with_the_bot_in_it_moderates_nothing_here(stage: Stage) -> None:
    """Anybody may invite the bot to a server of their own."""
    await stage.sandbox.discord.world({"guilds": [ELSEWHERE]})
    owner = DiscordPerson(stage.sandbox, 2666, demo.BOT)
    await owner.command("/staff freeze ben", place="elsewhere")
    await owner.sees("Only moderators and this desk")
    await stage.mo.command("/staff list", place="support")
    listed = await stage.mo.sees("Ben")
    assert "frozen" not in listed.text


async def test_whoever_may_ban_on_the_desks_own_server_may_freeze_though_they_are_no_agent(
    stage: Stage,
) -> None:
    role = {"id": 1200, "name": "Moderators", "permissions": ["ban_members"]}
    joao = {"user": int(stage.joao.id), "roles": [1200]}
    await stage.sandbox.discord.world({"guilds": [{"id": demo.GUILD, "roles": [role], "members": [joao]}]})
    await stage.joao.command("/staff freeze ben", place="support")
    await stage.joao.sees("Ben")
    await stage.mo.command("/staff thaw ben", place="support")
    await stage.mo.sees("Ben is staff again")


@pytest.mark.parametrize("asks", ["D", "T"])
async def test_a_hijacked_account_is_frozen_at_once_by_anybody_of_staff(stage: Stage, asks: str) -> None:
    requester, hijacked = stage.pair(asks, "T")
    await on(stage.mo)
    question = await opened(stage, requester, hijacked, "My wallet is locked")
    await stage.mo.command("/staff freeze ben", place="support")
    await stage.mo.sees("Ben is frozen: their cases go back")
    await stage.mo.sees("frozen** by Mo")
    await hijacked.say("Which wallet is it?", reply_to=question)
    await requester.sees("1st")
    await stage.restart()
    await hijacked.command("/on")
    await hijacked.sees("Only this desk's agents")
    await requester.has_not("Which wallet is it?")
    await stage.mo.press("Take next")
    await stage.mo.sees("My wallet is locked")
    await stage.mo.command("/staff thaw ben", place="support")
    await stage.mo.sees("Ben is staff again")
    await hijacked.command("/on")
    await hijacked.sees("You are on")
