"""Walk m: somebody who was written to reports a fake on the desk's page, and hears by mail what became of it."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from PIL import Image, PngImagePlugin

from bots import demo
from tests.stage import Stage, staged
from tests.walks.browsing import png
from tests.walks.faking import BAIT, on_discord
from tests.walks.parts import on

HER = "rita@harbour.example"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


async def reports(
    stage: Stage, who: str, words: str, platform: str = "discord", email: str = "", picture: bytes = b""
) -> str:
    filled = aiohttp.FormData({"platform": platform, "who": who, "words": words, "email": email})
    if picture:
        filled.add_field("picture", picture, filename="Screenshot of Rita.png", content_type="image/png")
    async with (
        aiohttp.ClientSession(headers={"Accept-Language": "en"}) as reader,
        reader.post(f"{stage.url}/staff/report", data=filled) as answer,
    ):
        assert answer.status == 200
        return await answer.text()


async def test_a_report_on_the_page_joins_those_from_the_community_and_is_answered_by_mail(
    stage: Stage,
) -> None:
    rita, mo, fake = stage.rita, stage.mo, on_discord(stage)
    await on(mo)
    async with aiohttp.ClientSession() as reader, reader.get(f"{stage.url}/staff") as answer:
        assert 'href="/staff/report?lang=en"' in await answer.text()
    await fake.act("join", {"guild": demo.GUILD})
    await fake.say(BAIT, place="support")
    await rita.menu("Report a fake", await rita.sees(BAIT, place="support"))
    await mo.sees("Reported by 1 person")
    page = await reports(stage, "<@2666>", "It wanted 4111 1111 1111 1111 of me", email=HER)
    assert "Thank you. Our moderators look at it." in page
    await reports(stage, "@mo_support", "And wrote to me, too")
    card = await mo.sees("Reported on the web or by mail 2 times")
    assert "Reported by 1 person" in card.text
    assert "Somebody on the web says: And wrote to me, too" in card.text
    assert "4111" not in card.text
    await stage.restart()
    await mo.press("Ban")
    await mo.sees("Banned by Mo")
    mail = await stage.sandbox.mail.sees(HER)
    assert "somebody reported discord:2666 and left this address: it was a fake" in " ".join(
        mail.text.split()
    )
    assert "4111" not in stage.log()
    assert HER not in stage.log()


async def test_whom_nobody_has_seen_is_shown_by_the_user_name_and_let_pass(stage: Stage) -> None:
    ben = stage.ben
    await on(ben)
    await reports(stage, "https://t.me/harbour_help", "They asked for my seed", "telegram", HER)
    card = await ben.sees("Reported on the web or by mail 1 time")
    assert "Only its user name is known" in card.text
    assert [each.label for each in card.buttons] == ["It's fine"]
    await ben.press("It's fine")
    await ben.sees("Let pass by Ben")
    mail = await stage.sandbox.mail.sees(HER)
    assert "our moderators have looked at it" in " ".join(mail.text.split())


async def test_a_picture_stands_covered_beside_the_card_on_both_platforms_without_what_its_file_tells(
    stage: Stage,
) -> None:
    mo, ben = stage.mo, stage.ben
    await on(mo)
    await on(ben)
    taken, out = PngImagePlugin.PngInfo(), BytesIO()
    taken.add_text("Author", "Rita")
    Image.open(BytesIO(png(120, 80))).save(out, "PNG", pnginfo=taken)
    await reports(stage, "@mo_support", "It wrote this", picture=out.getvalue())
    await mo.sees("With 1 picture, covered")
    shown = await mo.sees(lambda each: bool(each.files) and "sent this picture" in each.text)
    assert "Nobody has looked at it" in shown.text
    (file,) = shown.files
    assert file.name == "SPOILER_evidence.jpg"
    on_telegram = await ben.sees(lambda each: bool(each.files) and "sent this picture" in each.text)
    assert on_telegram.raw["has_spoiler"] is True
    for each in (file, *on_telegram.files):
        data = await stage.sandbox.download(each.url)
        assert data.startswith(b"\xff\xd8\xff")
        assert b"Rita" not in data
