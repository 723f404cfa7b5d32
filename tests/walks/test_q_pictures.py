"""Walk q: somebody has the picture of a member of staff, on both platforms."""

from base64 import b64encode
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from numpy.random import default_rng
from PIL import Image, ImageOps

from bots import demo
from bots.sandbox.client import DiscordPerson, Person, TelegramPerson
from tests.bench.pictures import face
from tests.stage import Stage, staged
from tests.walks.parts import on

GROUP = "Harbour"
CHANNEL = -1009000000077
HAS_MOS, HAS_BENS = "It has the picture of Mo.", "It has the picture of Ben."
STRANGERS = [
    {"id": 2801, "name": "zoe", "global_name": "Zoe Quill", "locale": "en-US"},
    {"id": 2802, "name": "liam", "global_name": "Liam Hart", "locale": "en-US"},
]


def of(seed: int) -> Image.Image:
    return face(default_rng(seed))


def stolen(picture: Image.Image) -> Image.Image:
    """Cropped and mirrored, as those do who fear to be found."""
    return ImageOps.mirror(picture.crop((16, 16, 240, 240)))


async def shows(person: Person, picture: Image.Image | bytes, **where: object) -> None:
    data = picture
    if isinstance(data, Image.Image):
        out = BytesIO()
        data.save(out, "PNG")
        data = out.getvalue()
    await person.act("picture", {"base64": b64encode(data).decode(), **where})


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Mo (on Discord), Ana and Ben (on Telegram) have pictures."""
    async with staged(tmp_path, running=False) as standing:
        await standing.sandbox.discord.world({"users": STRANGERS})
        await standing.sandbox.telegram.world(
            {"users": [{"id": 5801, "first_name": "Zoe"}, {"id": 5802, "first_name": "Ben"}]}
        )
        for person, seed in ((standing.mo, 1), (standing.ben, 2), (standing.ana, 3)):
            await shows(person, of(seed))
        await standing.start()
        yield standing


def stranger(stage: Stage, number: int) -> DiscordPerson:
    return DiscordPerson(stage.sandbox, number, demo.BOT)


async def comes(stage: Stage, number: int) -> TelegramPerson:
    """Into the community's group."""
    group = {"id": demo.TELEGRAM_COMMUNITY, "members": [{"user": number, "status": "member"}]}
    await stage.sandbox.telegram.world({"groups": [group]})
    return TelegramPerson(stage.sandbox, number, demo.TELEGRAM_BOT)


async def test_whoever_comes_with_a_picture_of_staff_is_shown_to_moderators_and_nothing_is_done_to_them(
    stage: Stage,
) -> None:
    mo, zoe, liam = stage.mo, stranger(stage, 2801), stranger(stage, 2802)
    await on(mo)
    await shows(zoe, stolen(of(1)))
    await shows(liam, of(17))
    await liam.act("join", {"guild": demo.GUILD})
    await zoe.act("join", {"guild": demo.GUILD})
    card = await mo.sees(HAS_MOS)
    assert "Zoe Quill" in card.text
    assert "Passes for" not in card.text
    assert "Ban" in card.labels
    await zoe.say("Hello, all", place="general")
    await stage.rita.sees("Hello, all", place="general")
    await mo.has_not("Liam Hart")
    await stage.rita.menu("Is this staff?", "2801")
    await stage.rita.sees("Zoe Quill is not staff here, and imitates Mo")


async def test_a_picture_that_is_changed_later_is_looked_at_on_each_server_too(stage: Stage) -> None:
    mo, zoe, liam = stage.mo, stranger(stage, 2801), stranger(stage, 2802)
    await on(mo)
    await zoe.act("join", {"guild": demo.GUILD})
    await liam.act("join", {"guild": demo.GUILD})
    await shows(zoe, b"\x89PNG\r\n\x1a\n and no picture")
    await shows(zoe, stolen(of(1)))
    await mo.sees(lambda each: HAS_MOS in each.text and "Zoe" in each.text)
    await shows(liam, stolen(of(1)), guild=demo.GUILD)
    await mo.sees(lambda each: HAS_MOS in each.text and "Liam" in each.text)


async def test_one_who_was_let_pass_is_shown_again_with_another_picture_of_staff(stage: Stage) -> None:
    ben, zoe = stage.ben, stranger(stage, 2801)
    await on(ben)
    tess = await comes(stage, 5801)
    await shows(tess, of(2))
    await comes(stage, 5802)
    await shows(zoe, stolen(of(1)))
    await zoe.act("join", {"guild": demo.GUILD})
    await ben.press("It's fine", await ben.sees(HAS_MOS))
    await ben.sees("Let pass by Ben")
    await zoe.say("Hello, all", place="general")
    await shows(zoe, stolen(of(3)))
    await ben.sees(lambda each: "It has the picture of Ana." in each.text and "Let pass" not in each.text)


async def test_on_telegram_whoever_comes_is_looked_at_and_compared_with_staff_of_both_platforms(
    stage: Stage,
) -> None:
    ben = stage.ben
    await on(ben)
    for seed, named in ((2, HAS_BENS), (1, HAS_MOS)):
        zoe = TelegramPerson(stage.sandbox, 5801, demo.TELEGRAM_BOT)
        await shows(zoe, stolen(of(seed)))
        await comes(stage, 5801)
        card = await ben.sees(named)
        assert "Zoe" in card.text
        await leaves(stage, 5801)


async def test_on_telegram_whoever_comes_without_a_message_is_looked_at_too(stage: Stage) -> None:
    ben = stage.ben
    await on(ben)
    zoe = TelegramPerson(stage.sandbox, 5801, demo.TELEGRAM_BOT)
    await shows(zoe, stolen(of(2)))
    group = {"id": demo.TELEGRAM_COMMUNITY, "quiet": True, "members": [{"user": 5801, "status": "member"}]}
    await stage.sandbox.telegram.world({"groups": [group]})
    card = await ben.sees(HAS_BENS)
    assert "Zoe" in card.text


async def test_on_telegram_whoever_writes_under_a_name_like_staffs_is_looked_at(stage: Stage) -> None:
    ben, fake = stage.ben, TelegramPerson(stage.sandbox, 5666, demo.TELEGRAM_BOT)
    await on(ben)
    await shows(fake, stolen(of(2)))
    await fake.say("Good morning", place=GROUP)
    await ben.sees(lambda each: "Passes for Ben" in each.text and HAS_BENS in each.text)


async def test_a_picture_that_could_not_be_fetched_clears_nobody_for_the_next_time(stage: Stage) -> None:
    ben, zoe = stage.ben, TelegramPerson(stage.sandbox, 5801, demo.TELEGRAM_BOT)
    await on(ben)
    await shows(zoe, stolen(of(2)))
    # Telegram tells of whoever comes twice, by a message and by a change of the members.
    await stage.sandbox.telegram.fault("POST .*/getFile", "status", status=502, times=2)
    await comes(stage, 5801)
    await ben.until(lambda: _spent(stage), 30)
    await ben.has_not(HAS_BENS)
    await leaves(stage, 5801)
    await comes(stage, 5801)
    await ben.sees(HAS_BENS)


async def channel(stage: Stage, username: str = "zoe_trades", seed: int = 2, **what: object) -> None:
    """A channel, public where it has a user name, with a picture of staff's."""
    out = BytesIO()
    stolen(of(seed)).save(out, "PNG")
    picture = b64encode(out.getvalue()).decode()
    shown = {"id": CHANNEL, "type": "channel", "title": "Zoe trades", "username": username, **what}
    await stage.sandbox.telegram.world({"groups": [{**shown, "picture": picture}]})


SPEAKS = {"text": "Good morning", "as": {"id": CHANNEL, "title": "Zoe trades"}}
FORWARDED = {
    "text": "Good morning",
    "forward_from": {
        "type": "channel",
        "chat": {"id": CHANNEL, "type": "channel", "title": "Zoe trades", "username": "zoe_trades"},
        "message_id": 7,
    },
}
LINKED = {"text": "All about it at https://t.me/zoe_trades"}


@pytest.mark.parametrize(
    ("sent", "account"),
    [
        (SPEAKS, f"telegram:{CHANNEL}"),
        (FORWARDED, f"telegram:{CHANNEL}"),
        (LINKED, "telegram:@\u200bzoe_trades"),
    ],
    ids=["speaks", "forwarded", "linked"],
)
async def test_on_telegram_a_channel_with_a_picture_of_staff_is_shown_to_moderators(
    stage: Stage, sent: dict[str, object], account: str
) -> None:
    ben, tess = stage.ben, stage.tess
    await on(ben)
    await channel(stage)
    here = await tess.place(GROUP)
    await tess.act("send", {"chat": here.channel, **sent})
    card = await ben.sees(HAS_BENS)
    assert account in card.text
    assert ("Ban" in card.labels) == (sent is not LINKED)


async def test_on_telegram_a_private_channel_tells_nothing_and_the_desks_own_is_not_looked_at(
    stage: Stage,
) -> None:
    ben, tess = stage.ben, stage.tess
    await on(ben)
    await channel(stage, username="")
    here = await tess.place(GROUP)
    await tess.act("send", {"chat": here.channel, **SPEAKS})
    await channel(stage, "harbour_town", id=demo.TELEGRAM_COMMUNITY, type="supergroup", title=GROUP)
    await tess.act("send", {"chat": here.channel, "text": "See https://t.me/harbour_town"})
    await channel(stage, username="zoe_trades", seed=1)
    await tess.act("send", {"chat": here.channel, **LINKED})
    await ben.sees(HAS_MOS)
    await ben.has_not(HAS_BENS)


async def leaves(stage: Stage, number: int) -> None:
    group = {"id": demo.TELEGRAM_COMMUNITY, "members": [{"user": number, "status": "left"}]}
    await stage.sandbox.telegram.world({"groups": [group]})


async def _spent(stage: Stage) -> bool:
    return await stage.sandbox.telegram.faults_left() == 0
