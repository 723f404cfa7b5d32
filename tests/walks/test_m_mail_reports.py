"""Walk m: somebody reports a fake by mail, which the mail server gives to the program's command."""

from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from bots import demo
from tests.adapters.test_cli import Ran, switchboard
from tests.stage import Stage, staged
from tests.walks.browsing import png
from tests.walks.faking import on_discord
from tests.walks.parts import on

HER = "rita@harbour.example"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as standing:
        yield standing


def mail(words: str, **headers: str) -> EmailMessage:
    written = EmailMessage()
    written["From"], written["Subject"] = f"Rita <{HER}>", "A fake"
    written.set_content(words)
    for name, value in headers.items():
        written[name.replace("_", "-")] = value
    return written


async def reports(stage: Stage, written: EmailMessage) -> Ran:
    options = ("report", "--config", str(stage.config))
    return await switchboard(*options, given=bytes(written), **stage.environment)


async def test_a_mail_is_a_report_once_with_its_picture_and_is_answered_when_a_moderator_has_decided(
    stage: Stage,
) -> None:
    mo = stage.mo
    await on(mo)
    await on_discord(stage).act("join", {"guild": demo.GUILD})
    await mo.sees("Passes for Mo")
    written = mail("Discord: <@2666>\nIt wanted 4111 1111 1111 1111 of me")
    written.add_attachment(png(120, 80), maintype="image", subtype="png", filename="Rita.png")
    for _ in range(2):
        ran = await reports(stage, written)
        assert (ran.code, ran.out) == (0, ""), ran.err
    card = await mo.sees("Reported on the web or by mail 1 time")
    assert "A mail says: A fake" in card.text
    assert "4111" not in card.text
    shown = await mo.sees(lambda each: bool(each.files) and "came by mail" in each.text)
    assert (await stage.sandbox.download(shown.files[0].url)).startswith(b"\xff\xd8\xff")
    await mo.press("Ban", card)
    await mo.sees("Banned by Mo")
    told = await stage.sandbox.mail.sees(HER)
    assert "Somebody reported discord:2666 to us by mail, from this address: it was a fake" in " ".join(
        told.text.split()
    )
    assert HER not in stage.log()


async def test_what_cannot_be_taken_goes_back_to_its_sender_and_what_can_later_is_tried_again(
    stage: Stage,
) -> None:
    ran = await reports(stage, mail("Somebody wrote to me", Content_Language="pt-PT"))
    assert (ran.code, "não diz uma conta" in ran.err) == (65, True), ran.err
    ran = await reports(stage, mail("Telegram: 5002"))
    assert (ran.code, "That account really is Ben" in ran.err) == (65, True), ran.err
    ran = await reports(stage, mail("Telegram: 5666", Auto_Submitted="auto-replied"))
    assert (ran.code, ran.err) == (0, "")
    stage.config.write_text(stage.config.read_text() + "\n[trust]\nweb_reports_per_hour = 1\n")
    ran = await reports(stage, mail("Telegram: 5666"))
    assert ran.code == 0, ran.err
    ran = await reports(stage, mail("Telegram: 5667"))
    assert (ran.code, "more here for an hour" in ran.err) == (75, True), ran.err
    await stage.stop()
    ran = await reports(stage, mail("Telegram: 5666\nIt wrote again"))
    assert (ran.code, "more here for an hour" in ran.err) == (75, True), ran.err
