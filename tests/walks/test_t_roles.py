"""Walk t: members who asked for it are called by a role where incidents are told, and nobody else is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import Message
from tests.acceptance.statusing import NEWS, PLACES, furnished, publishes, writes
from tests.stage import Stage, staged
from tests.walks.test_n_incidents import COMPONENTS

ROLE, OTHER = 1300, 1301
RITA = 2101
ROLES = f"""
on_call = ["telegram:5002"]
{PLACES}
[[status.roles]]
place = "discord:channel:{NEWS}"
role = {ROLE}
label = {{ en = "Outages", pt-BR = "Panes", pt-PT = "Avarias" }}
"""
CARDS_ONLY = f"""
[[status.roles]]
place = "discord:channel:{NEWS}"
role = {OTHER}
label = "Anything about cards"
least = "none"
components = ["cards"]
"""


async def server(stage: Stage, *, may: bool = True, position: int = 1) -> None:
    """The roles are there, which anybody may mention, and the bot may give them, or may not."""
    named = {ROLE: "Outages", OTHER: "Cards"}
    roles = [
        {"id": each, "name": name, "position": position, "mentionable": True} for each, name in named.items()
    ]
    held = [*demo.BOT_PERMISSIONS, *(["manage_roles"] if may else [])]
    await stage.sandbox.discord.world(
        {"guilds": [{"id": demo.GUILD, "roles": roles, "bot_permissions": held}]}
    )


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, ROLES.partition("[[")[0], running=False) as the:
        tables = "[[" + ROLES.partition("[[")[2]
        the.config.write_text(the.config.read_text() + tables + CARDS_ONLY + COMPONENTS)
        await furnished(the.sandbox)
        await server(the)
        await the.start()
        yield the


async def borne(stage: Stage, user: int) -> set[str]:
    world = await stage.sandbox.discord.world({})
    (guild,) = (each for each in world["guilds"] if each["id"] == str(demo.GUILD))
    return {role for each in guild["members"] if each["user"] == str(user) for role in each["roles"]}


async def comes_to(stage: Stage, role: int, *, bear: bool) -> None:
    async def so() -> bool:
        return (str(role) in await borne(stage, RITA)) is bear

    assert await stage.rita.until(so, 30)


async def begun(stage: Stage, level: str, words: str) -> Message:
    await writes(stage.ben, "incident start", "No power", words, components=f"app={level}")
    await publishes(stage.ben, words)
    return await stage.rita.sees(words, place="service-status")


async def news(stage: Stage, words: str, **fields: str) -> Message:
    await writes(stage.ben, "incident update", "", words, **fields)
    await publishes(stage.ben, words)
    return await stage.rita.sees(words, place="service-status")


async def test_only_what_is_bad_enough_calls_and_only_by_a_new_message(stage: Stage) -> None:
    small = await begun(stage, "degraded", "A fan is loud.")
    assert small.raw["pinged"] == []
    await writes(stage.ben, "incident update", "", "A rack is dark.", components="app=partial")
    draft = await stage.ben.sees("Those who asked for it are called: Outages.")
    await stage.ben.press("Publish", draft)
    worse = await stage.rita.sees("A rack is dark.", place="service-status")
    assert worse.id != small.id
    assert worse.raw["pinged"] == [str(ROLE)]
    grown = await news(stage, "We look for the switch.")
    assert (grown.id, grown.raw["pinged"]) == (worse.id, [])
    await writes(stage.ben, "incident resolve", "", "It works.")
    await publishes(stage.ben, "It works.")
    ended = await stage.rita.sees("Resolved: No power", place="service-status")
    assert ended.raw["pinged"] == [str(ROLE)]


async def test_a_role_of_a_component_is_called_for_that_one_whatever_its_grade(stage: Stage) -> None:
    await writes(stage.ben, "incident start", "Slow cards", "A bit slow.", components="cards=degraded")
    await publishes(stage.ben, "A bit slow.")
    told = await stage.rita.sees("A bit slow.", place="service-status")
    assert told.raw["pinged"] == [str(OTHER)]


async def test_a_post_put_up_again_and_words_with_mentions_call_nobody(stage: Stage) -> None:
    words = f"@everyone <@&{OTHER}> <@{RITA}> look."
    await writes(stage.ben, "incident start", "No power", words, components="app=partial")
    await publishes(stage.ben, "look.")
    first = await stage.rita.sees("look.", place="service-status")
    assert first.raw["pinged"] == [str(ROLE)]
    await stage.mo.delete(first)
    again = await news(stage, "We have found it.")
    assert (again.id != first.id, again.raw["pinged"]) == (True, [])


async def test_members_take_and_leave_it_by_the_button_below_the_post(stage: Stage) -> None:
    post = await begun(stage, "partial", "A rack is dark.")
    await stage.rita.press("Tell me here: Outages", post)
    card = await stage.rita.sees("You are called in the channel for: Outages.")
    assert card.ephemeral
    assert "nothing in private" in card.text
    await comes_to(stage, ROLE, bear=True)
    assert str(OTHER) not in await borne(stage, RITA)
    await stage.restart()
    await stage.rita.press("Tell me here: Outages", post)
    await stage.rita.sees("You are told nothing yet", after=card)
    await comes_to(stage, ROLE, bear=False)


async def test_subscribe_lists_it_with_the_rest_and_the_end_of_all_ends_it_too(stage: Stage) -> None:
    await stage.rita.command("/subscribe all", place="support")
    card = await stage.rita.sees("You are told of everything")
    await stage.rita.press("Tell me here: Anything about cards", card)
    await stage.rita.sees("You are called in the channel for: Anything about cards.")
    await comes_to(stage, OTHER, bear=True)
    await stage.rita.command("/subscribe stop", place="support")
    await comes_to(stage, OTHER, bear=False)


async def test_whoever_has_their_data_erased_is_called_no_more(stage: Stage) -> None:
    await stage.rita.command("/subscribe", place="support")
    await stage.rita.press("Tell me here: Outages", await stage.rita.sees("You are told nothing yet"))
    await comes_to(stage, ROLE, bear=True)
    await stage.rita.command("/privacy", place="support")
    await stage.rita.press("Erase everything")
    await stage.rita.press("Yes, erase everything")
    await comes_to(stage, ROLE, bear=False)


async def test_on_telegram_nobody_is_offered_it(stage: Stage) -> None:
    await stage.tess.start()
    await stage.tess.command("/subscribe")
    card = await stage.tess.sees("You are told nothing yet")
    assert not [each for each in card.buttons if "Tell me here" in each.label]
    await begun(stage, "partial", "A rack is dark.")
    told = await stage.tess.sees("A rack is dark.", place="Service status")
    assert told.buttons == ()


@pytest.mark.parametrize("wrong", ["right", "order"])
async def test_what_the_bot_may_not_give_is_told_to_both_with_the_fix(stage: Stage, wrong: str) -> None:
    await server(stage, may=wrong != "right", position=9 if wrong == "order" else 1)
    post = await begun(stage, "partial", "A rack is dark.")
    await stage.rita.press("Tell me here: Outages", post)
    await stage.rita.sees("could not be switched in the channel")
    fix = await stage.ben.sees("grant its role Manage Roles")
    assert "Outages" in fix.text
    assert str(ROLE) not in await borne(stage, RITA)
    await stage.rita.command("/subscribe", place="support")
    assert "You are told nothing yet" in (await stage.rita.sees("Choose what you want to hear of")).text
