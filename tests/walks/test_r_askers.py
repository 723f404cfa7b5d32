"""Walk r: whoever asks in public is warned in private of those who will write now, and asks on in private."""

from pathlib import Path

from bots import demo
from tests.stage import staged
from tests.walks.parts import on

WARNING = "You have asked in public"
QUESTION = "Hello, is there a support email I can write to? My card payment is stuck."
"""One that is read twice before it is clear that it sends nobody anywhere."""
GROUP = "Harbour"
ON = "[trust]\nwarns_askers = true"


async def test_on_discord_one_private_card_from_which_a_case_is_opened(tmp_path: Path) -> None:
    async with staged(tmp_path, ON) as stage:
        rita, mo = stage.rita, stage.mo
        await on(mo)
        await mo.say("Does anybody need help with the new app?", place="general")
        await rita.say(QUESTION, place="general")
        card = await rita.sees(WARNING)
        assert card.place.kind == "dm"
        assert "as if they were staff of Harbour" in card.text
        await rita.say("Hello? Can nobody help me?", place="support")
        await rita.press("Get help", card)
        await rita.fill({"How can we": "My card payment"})
        await mo.press("Take next")
        await mo.sees("My card payment")
        assert len([each for each in await rita.everything() if WARNING in each.text]) == 1
        await mo.has_not(WARNING)


async def test_on_telegram_only_those_who_opened_the_bots_chat(tmp_path: Path) -> None:
    async with staged(tmp_path, ON) as stage:
        tess, rui = stage.tess, stage.rui
        await tess.start()
        await tess.sees("This is support")
        await rui.say(QUESTION, place=GROUP)
        await tess.say(QUESTION, place=GROUP)
        card = await tess.sees(WARNING)
        assert card.place.kind == "dm"
        assert card.button("Get help")
        await rui.start()
        await rui.sees(lambda each: each.author_is_bot and each.place.kind == "dm")
        await rui.has_not(WARNING)
        await tess.has_not(WARNING, place=GROUP)


async def test_only_where_the_desks_file_says_and_else_not_at_all(tmp_path: Path) -> None:
    only = f'[trust]\naskers_at = ["discord:channel:{demo.GENERAL}"]'
    async with staged(tmp_path, only) as stage:
        rita, tess, joao = stage.rita, stage.tess, stage.joao
        await tess.start()
        await tess.say(QUESTION, place=GROUP)
        await tess.command("/verify")
        await tess.sees("Official staff of this desk")
        await rita.say(QUESTION, place="support")
        await joao.say("Oi, não consigo pagar com o cartão", place="general")
        await joao.sees(lambda each: each.place.kind == "dm" and each.button("Get help") is not None)
        await rita.has_not(WARNING)
        await tess.has_not(WARNING)
