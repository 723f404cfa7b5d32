"""Walk q: staff are known by their names' format and by the mark that they bear, and nobody else is."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person
from tests.stage import Stage, staged
from tests.walks.parts import code_in, on

FORMAT = """
[trust]
format = "{first} | Harbour ({department})"
"""
RIGHT = "Mo | Harbour (Billing)"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, FORMAT) as standing:
        yield standing


def says(words: str) -> Callable[[Message], bool]:
    """As it is read: Discord's escapes are not."""
    return lambda each: words in each.text.replace("\\", "")


async def reports(reader: Person, of: str) -> list[Message]:
    return [each for each in await reader.messages() if f"{of} is called" in each.text]


async def renamed(stage: Stage, name: str) -> None:
    await stage.mo.act("nickname", {"guild": demo.GUILD, "nick": name})


async def test_whoever_is_off_the_format_is_told_of_once_and_again_after_a_change(stage: Stage) -> None:
    mo = stage.mo
    first = await mo.sees("Mo is called Mo on Discord")
    assert says(f"that is to be: {RIGHT}")(first)
    await mo.say("Good morning", place="general")
    await mo.command("/on", place="support")
    await mo.sees("You are on")
    await stage.restart()
    await renamed(stage, "Mo | Harbour (Sales)")
    await mo.sees(says("Mo is called Mo | Harbour (Sales)"))
    assert len(await reports(mo, "Mo")) == 2
    await renamed(stage, RIGHT)
    await mo.say("Better so?", place="general")
    await renamed(stage, "Mo")
    await mo.sees("Mo is called Mo on Discord", after=first)
    assert len(await reports(mo, "Mo")) == 3


async def test_on_telegram_a_name_is_seen_when_its_owner_acts(stage: Stage) -> None:
    ben = stage.ben
    await on(ben)
    told = await stage.mo.sees("Ben is called Ben on Telegram")
    assert says("that is to be: Ben | Harbour (Billing)")(told)
    await ben.command("/off")
    await ben.sees("You are off")
    assert len(await reports(stage.mo, "Ben")) == 1


async def test_elsewhere_and_to_others_the_format_means_nothing(stage: Stage) -> None:
    mo, rita = stage.mo, stage.rita
    await renamed(stage, RIGHT)
    await rita.say("Hello", place="general")
    await mo.say("In private", place=None)
    await mo.sees("Ana is called Ana on Discord")
    assert await reports(mo, "Rita") == []
    seen = await reports(mo, "Mo")
    assert len(seen) <= 1  # before the name was put right
    assert all("Mo is called Mo on Discord" in each.text for each in seen)


ROLE = 1200
MARKED = f"""
[discord]
staff_role = {ROLE}
"""


async def server(stage: Stage, *, may: bool = True, position: int = 1) -> None:
    """The role of staff is there, and the bot may give it, or may not."""
    role = {"id": ROLE, "name": "Staff", "position": position}
    held = [*demo.BOT_PERMISSIONS, *(["manage_roles"] if may else [])]
    await stage.sandbox.discord.world(
        {"guilds": [{"id": demo.GUILD, "roles": [role], "bot_permissions": held}]}
    )


async def bears(stage: Stage, user: int) -> bool:
    world = await stage.sandbox.discord.world({})
    (guild,) = (each for each in world["guilds"] if each["id"] == str(demo.GUILD))
    return any(str(ROLE) in each["roles"] for each in guild["members"] if each["user"] == str(user))


async def comes_to(stage: Stage, user: int, *, bear: bool) -> None:
    async def so() -> bool:
        return await bears(stage, user) is bear

    assert await stage.mo.until(so, 30)


@pytest.fixture
async def marked(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, MARKED, running=False) as standing:
        await server(standing)
        await standing.start()
        yield standing


async def test_staff_bear_the_role_from_the_start_and_lose_it_at_once(marked: Stage) -> None:
    mo, ana = marked.mo, 2001
    await comes_to(marked, ana, bear=True)
    await comes_to(marked, int(mo.id), bear=True)
    await mo.command("/staff freeze ana", place="support")
    await mo.sees("Ana is frozen")
    await comes_to(marked, ana, bear=False)
    await marked.restart()
    await mo.command("/staff thaw ana", place="support")
    await mo.sees("Ana is staff again")
    await comes_to(marked, ana, bear=True)
    await mo.command("/staff remove Ana", place="support")
    await mo.sees("Ana is staff no more")
    await comes_to(marked, ana, bear=False)
    assert await bears(marked, int(mo.id))
    assert not await bears(marked, int(marked.rita.id))


async def test_whoever_is_let_in_gets_the_role(marked: Stage) -> None:
    mo, new = marked.mo, marked.rita
    await on(mo)
    await mo.command('/staff add "Rita"', place="support")
    code = code_in(await mo.sees("Hand this code to"))
    await new.command(f"/staff join {code}", place="support")
    await mo.press("Let in")
    await new.sees("You are staff here now")
    await comes_to(marked, int(new.id), bear=True)


async def test_whoever_has_the_role_and_is_not_staff_is_shown_to_moderators(marked: Stage) -> None:
    mo, rita, joao = marked.mo, marked.rita, marked.joao
    await comes_to(marked, int(mo.id), bear=True)
    await given_by_hand(marked, rita)
    card = await mo.sees("is not staff: take it away")
    assert "discord:2101" in card.text
    await mo.press("It's fine", card)
    await mo.sees("Let pass by Mo")
    await given_by_hand(marked, joao)
    await mo.sees(lambda each: "is not staff: take it away" in each.text and "discord:2102" in each.text)
    await mo.has_not("discord:2003")


async def given_by_hand(stage: Stage, person: Person) -> None:
    member = {"user": int(person.id), "roles": [ROLE]}
    await stage.sandbox.discord.world({"guilds": [{"id": demo.GUILD, "members": [member]}]})


async def taken_by_hand(stage: Stage, user: int) -> None:
    member = {"user": user, "roles": [1100]}
    await stage.sandbox.discord.world({"guilds": [{"id": demo.GUILD, "members": [member]}]})


async def test_a_role_that_somebody_took_by_hand_is_not_given_back_at_once(marked: Stage) -> None:
    mo, ana = marked.mo, 2001
    await comes_to(marked, ana, bear=True)
    await taken_by_hand(marked, ana)
    await given_by_hand(marked, marked.rita)
    await mo.sees("is not staff: take it away")
    assert not await bears(marked, ana)
    await marked.restart()
    await comes_to(marked, ana, bear=True)


@pytest.mark.parametrize(("may", "position"), [(False, 1), (True, 90)])
async def test_where_the_bot_may_not_admins_are_told(tmp_path: Path, may: bool, position: int) -> None:
    async with staged(tmp_path, MARKED, running=False) as stage:
        await server(stage, may=may, position=position)
        await given_by_hand(stage, DiscordPerson(stage.sandbox, 2001, demo.BOT))
        await stage.start()
        mo = stage.mo
        told = await mo.sees("discord:2003 is staff and could not be given the mark")
        assert "Manage Roles and a role above that of staff" in told.text
        await mo.command("/staff freeze ana", place="support")
        await mo.sees("discord:2001 is not staff any more, and the mark of staff could not be taken away")
        assert await bears(stage, 2001)


TAGGED = f"""
[telegram]
communities = [{demo.TELEGRAM_COMMUNITY}]
staff_tag = "Staff"
"""
COMMUNITY = "Harbour"
BEN, TESS = 5002, 5102


async def in_group(stage: Stage, user: int, **more: object) -> None:
    member = {"user": user, "status": "member", **more}
    await stage.sandbox.telegram.world({"groups": [{"id": demo.TELEGRAM_COMMUNITY, "members": [member]}]})


async def tagged(stage: Stage, user: int, tag: str) -> None:
    """Wait for the tag in the group's list of members, as others see it."""

    async def so() -> bool:
        world = await stage.sandbox.telegram.get("world")
        (group,) = (each for each in world["groups"] if each["id"] == demo.TELEGRAM_COMMUNITY)
        return any(each["tag"] == tag for each in group["members"] if each["user"] == user)

    assert await stage.tess.until(so, 30)


async def test_on_telegram_staff_bear_a_tag_as_they_write_and_lose_it_at_once(tmp_path: Path) -> None:
    async with staged(tmp_path, TAGGED) as stage:
        ben = stage.ben
        await in_group(stage, BEN)
        await on(stage.mo)
        await ben.say("Hello, all", place=COMMUNITY)
        await tagged(stage, BEN, "Staff")
        await stage.mo.command("/staff freeze ben", place="support")
        await tagged(stage, BEN, "")
        await stage.mo.command("/staff thaw ben", place="support")
        await tagged(stage, BEN, "Staff")
        await ben.say("Here again", place=COMMUNITY)
        await stage.mo.has_not("bears the mark")


async def test_on_telegram_whoever_calls_themselves_staff_by_a_tag_is_shown(tmp_path: Path) -> None:
    async with staged(tmp_path, TAGGED) as stage:
        await on(stage.mo)
        await in_group(stage, TESS, tag="staff")
        await stage.tess.say("Good morning", place=COMMUNITY)
        card = await stage.mo.sees("is not staff: take it away")
        assert "telegram:5102" in card.text


async def test_an_administrators_title_that_stays_is_told_of(tmp_path: Path) -> None:
    async with staged(tmp_path, TAGGED) as stage:
        await in_group(stage, BEN, status="administrator", title="Staff")
        await stage.mo.command("/staff remove Ben", place="support")
        await stage.mo.sees(
            "telegram:5002 is not staff any more, and the mark of staff could not be taken away"
        )
