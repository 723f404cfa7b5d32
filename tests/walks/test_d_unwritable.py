"""Walk d: people who take no private messages press something in a public channel, and have no room of their own."""

from pathlib import Path

from bots.sandbox.client import Message
from tests.stage import staged
from tests.walks.parts import on

IN_PRIVATE = '[discord]\nrequester_room = "dm"\n'


async def test_help_is_asked_for_where_nobody_can_be_written_to(tmp_path: Path) -> None:
    """They are told at once, only to them; agents see it; with their first word all is as it should be."""
    async with staged(tmp_path, IN_PRIVATE) as stage:
        await on(stage.mo)
        await stage.rita.close_dms()
        await stage.rita.command("/support", place="support")
        await stage.rita.fill({"How can": "My card was charged twice"})

        def told(each: Message) -> bool:
            return (
                each.ephemeral
                and "take no direct messages" in each.text
                and "We have your ticket" in each.text
            )

        card = await stage.rita.sees(told)
        assert "write to this bot" in card.text
        await stage.mo.sees("**1** open ticket")
        await stage.mo.press("Take next")
        question = await stage.mo.sees("My card was charged twice")
        await stage.mo.sees("no longer reach this person", place=question.place)

        await stage.rita.open_dms()
        await stage.rita.say("I am back")
        await stage.mo.sees("I am back", place=question.place)
        await stage.mo.say("welcome", reply_to=question)
        await stage.rita.sees("welcome", place="dm")


async def test_what_they_asked_to_be_handed_is_handed_there(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.rita.close_dms()
        await stage.rita.command("/privacy", place="support")
        await stage.rita.press("Get a copy")
        copy = await stage.rita.sees("Everything that we keep of you")
        assert (copy.ephemeral, copy.files[0].name.endswith(".json")) == (True, True)
