"""An agent who works in private chat with the bot: two cases at once, told apart by what is replied to."""

from pathlib import Path

from tests.stage import staged

PRIVATE = """
[telegram]
rooms = "private"
[live_chat]
needs_agents = false
"""


async def test_two_cases_in_one_private_chat_are_told_apart_by_replies(tmp_path: Path) -> None:
    async with staged(tmp_path, PRIVATE) as stage:
        rita, tess, ben = stage.rita, stage.tess, stage.ben
        await ben.start()
        await ben.command("/on")
        await ben.sees("You are on")
        await rita.say("From Discord")
        await rita.sees("1st")
        await ben.command("/next")
        first = await ben.sees("From Discord", place="dm")
        await ben.say("Just you for now", reply_to=first)
        await rita.sees("Just you for now")

        await tess.start()
        await tess.say("From Telegram")
        await tess.sees("1st")
        await ben.command("/next")
        second = await ben.sees("From Telegram", place="dm")

        await ben.say("To whom is this?")
        await ben.sees("Which case?")
        await ben.say("This is for Rita", reply_to=first)
        await rita.sees("This is for Rita")
        await ben.say("This is for Tess", reply_to=second)
        await tess.sees("This is for Tess")
        await tess.has_not("for Rita")
        await rita.has_not("for Tess")
        await rita.has_not("To whom")

        await ben.command("/close")
        await ben.sees("Which case?", after=second)
        await ben.say("/close", reply_to=first)
        await rita.sees("olved")
        await ben.say("Still with you", reply_to=second)
        await tess.sees("Still with you")
