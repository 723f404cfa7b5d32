"""Walk j: somebody proves an address and is known from then on, on both platforms."""

from pathlib import Path

from tests.stage import staged
from tests.walks.parts import heading, opened
from tests.walks.proving import ANA, asked, directory, give, proven, proven_by_form


async def test_on_telegram_by_a_command_while_an_agent_has_the_case(tmp_path: Path) -> None:
    async with staged(tmp_path, directory(tmp_path)) as stage:
        tess, mo = stage.tess, stage.mo
        question = await opened(stage, tess, mo, "My card was charged twice")
        assert "A guest" in (await heading(mo, question.place)).text

        code = await asked(stage, tess, ANA.upper().lower())
        came = await stage.sandbox.mail.sees(ANA)
        assert came.sender == "Support <help@desk.example>"
        assert "on Telegram" in came.text
        await give(tess, code)
        await tess.sees("You are known as a contact of Harbour Ltd")

        card = await mo.sees(lambda each: each.place == question.place and "Harbour Ltd" in each.text)
        assert "Authorised customer" in card.text
        assert "priority" in card.text
        await mo.has_not(ANA)
        await mo.has_not(code)


async def test_on_discord_by_a_form_and_a_button_before_the_case_is_opened(tmp_path: Path) -> None:
    async with staged(tmp_path, directory(tmp_path)) as stage:
        await proven_by_form(stage, stage.rita)
        question = await opened(stage, stage.rita, stage.ben, "Please help")
        assert "Harbour Ltd" in (await heading(stage.ben, question.place)).text
        await stage.ben.has_not(ANA)


async def test_a_second_account_is_linked_waits_and_can_be_disowned(tmp_path: Path) -> None:
    settings = f'{directory(tmp_path)}\n[people]\nlink_wait = "1h"'
    async with staged(tmp_path, settings) as stage:
        rita, tess = stage.rita, stage.tess
        await proven(stage, rita)
        await rita.sees("You may ask for everything")
        await proven(stage, tess)
        await tess.sees("may order nothing until")
        question = await opened(stage, tess, stage.mo, "It is me, honestly")
        assert "Harbour Ltd" in (await heading(stage.mo, question.place)).text
        warned = await rita.sees("A new account on Telegram has just proven your e-mail address")

        await rita.press("That is not me", warned)
        await tess.sees("no longer linked")
        await stage.mo.sees("this requester is somebody else", place=question.place)
        assert "A guest" in (await heading(stage.mo, question.place)).text


async def test_without_a_wait_a_second_account_may_act_at_once(tmp_path: Path) -> None:
    settings = f'{directory(tmp_path)}\n[people]\nlink_wait = "none"'
    async with staged(tmp_path, settings) as stage:
        await proven(stage, stage.tess)
        await proven(stage, stage.rita)
        await stage.rita.sees("You may ask for everything")
        await stage.tess.sees("A new account on Discord")
