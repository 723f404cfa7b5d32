"""The whole way, once: a question in a Discord DM is answered from a Telegram topic, across a kill."""

from pathlib import Path

from tests.stage import staged


async def test_a_discord_dm_is_answered_from_a_telegram_topic_before_and_after_a_kill(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        rita, ben = stage.rita, stage.ben
        await ben.start()
        await ben.command("/on")
        await rita.say("My card was charged twice")
        await rita.sees("1st")
        await ben.press("Take next")
        question = await ben.sees("My card was charged twice")
        await ben.say("I am looking into it", reply_to=question)
        await rita.sees("I am looking into it")

        await stage.kill()
        await rita.say("Are you still there?")
        await stage.start()
        again = await ben.sees("Are you still there?")
        await ben.say("Yes, I am", reply_to=again)
        await rita.sees("Yes, I am")
        heard = [each.text for each in await rita.messages() if "looking into it" in each.text]
        assert len(heard) == 1
