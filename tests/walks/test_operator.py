"""The first hour: from two tokens to the first answer, whatever may be missing on the way."""

from datetime import UTC, datetime
from pathlib import Path

from tests.stage import staged
from tests.walks.bare import GUILD, NEEDED, STAFF_GUILD, Hour, an_hour, discord_world, telegram_world

TODAY = datetime.now(UTC).date()
CLOSED = f"""hours = {{ always = true }}
zone = "UTC"
exceptions = [{{ date = {TODAY}, closed = true, name = "Stocktaking" }}]"""


async def test_from_two_tokens_to_the_first_answer_in_eight_actions(tmp_path: Path) -> None:
    async with an_hour(tmp_path) as hour:
        olga, agent, rita = hour.olga, hour.olga_on_telegram, hour.rita
        await hour.does(hour.run())
        await hour.does(olga.command(f"/setup {hour.codes['discord']}", place="general"))
        await olga.sees("✔ The panel")
        await hour.does(agent.command(f"/setup {hour.codes['telegram']}", place="Agents"))
        await agent.sees("✔ Topics in Agents", place="Agents")
        await hour.does(agent.press("On"))
        await hour.does(rita.say("My card was charged twice"))
        await hour.does(agent.press("Take next"))
        question = await agent.sees("My card was charged twice")
        assert question.place.kind == "thread", "a topic of the group"
        await hour.does(agent.say("I am looking into it", reply_to=question))
        await rita.sees("I am looking into it")
        assert hour.actions <= 8

        await hour.stage.restart()
        await rita.say("Thank you")
        again = await agent.sees("Thank you")
        assert again.place == question.place, "what was set up is known after a restart"


async def answered(hour: Hour, words: str) -> None:
    """Rita on Discord is answered by Olga on Telegram."""
    agent, rita = hour.olga_on_telegram, hour.rita
    await rita.say(words)
    await agent.press("Take next")
    question = await agent.sees(words)
    await agent.say("I am looking into it", reply_to=question)
    await rita.sees("I am looking into it")


async def test_without_intents_and_the_rights_to_make_channels_each_loss_is_named_and_the_desk_works(
    tmp_path: Path,
) -> None:
    few = [each for each in NEEDED if each not in {"manage_channels", "manage_roles"}]
    async with an_hour(tmp_path, discord=discord_world(permissions=few, intents=False)) as hour:
        await hour.run()
        assert "an intent is not granted" in hour.stage.log()
        await hour.olga.command(f"/setup {hour.codes['discord']}", place="general")
        said = await hour.olga.sees("✖ The channel for the panel")
        assert "Manage Channels" in said.text
        assert "✖ The agents' channel" in said.text
        await hour.olga_on_telegram.command(f"/setup {hour.codes['telegram']}", place="Agents")
        await hour.olga_on_telegram.press("On")
        await hour.olga_on_telegram.sees("You are on")
        await answered(hour, "My card was charged twice")

        await hour.olga.command("/on", place="general")
        await hour.olga.sees("You are on")
        await hour.rita_on_telegram.start()
        await hour.rita_on_telegram.say("Where is my parcel?")
        await hour.rita_on_telegram.sees("1st")
        await hour.olga.command("/next", place=None)
        question = await hour.olga.sees("Where is my parcel?")
        assert question.place.kind == "dm", "without a channel agents serve in private"


async def test_a_group_without_topics_and_a_bot_that_is_no_administrator_are_named(tmp_path: Path) -> None:
    async with an_hour(tmp_path, telegram=telegram_world(forum=False, status="member")) as hour:
        await hour.run()
        agent = hour.olga_on_telegram
        await agent.command(f"/setup@switchboard_bot {hour.codes['telegram']}", place="Agents")
        said = await agent.sees("✖ Topics in Agents", place="Agents")
        assert "Turn topics on" in said.text
        assert "Manage topics" in said.text
        # Agents serve in private until there are topics.
        await agent.start()
        await agent.command("/on")
        await agent.sees("You are on")
        await hour.rita.say("My card was charged twice")
        await hour.rita.sees("1st")
        await agent.command("/next")
        question = await agent.sees("My card was charged twice")
        assert question.place.kind == "dm"


async def test_requesters_with_closed_messages_are_served_in_a_thread(tmp_path: Path) -> None:
    async with an_hour(tmp_path) as hour:
        await hour.run()
        await hour.olga.command(f"/setup {hour.codes['discord']}", place="general")
        await hour.olga.sees("✔ The panel")
        await hour.olga_on_telegram.command(f"/setup {hour.codes['telegram']}", place="Agents")
        await hour.olga_on_telegram.press("On")
        await hour.olga_on_telegram.sees("You are on")
        await hour.rita.close_dms()
        await hour.rita.press("Get help")
        await hour.rita.fill({"How can we help?": "My card was charged twice"})
        await hour.olga_on_telegram.press("Take next")
        question = await hour.olga_on_telegram.sees("My card was charged twice")
        await hour.olga_on_telegram.say("I am looking into it", reply_to=question)
        heard = await hour.rita.sees("I am looking into it")
        assert heard.place.kind == "thread"


async def test_staff_may_have_a_server_of_their_own(tmp_path: Path) -> None:
    both = discord_world(guilds=(GUILD, STAFF_GUILD))
    settings = f"[discord]\nguild = {GUILD}\nstaff_guild = {STAFF_GUILD}\n"
    async with an_hour(tmp_path, discord=both, settings=settings) as hour:
        await hour.run()
        await hour.olga.command(f"/setup {hour.codes['discord']}", place="Bare / general")
        await hour.olga.sees("✔ The agents' channel")
        await hour.olga.press("On")
        await hour.olga.sees("You are on")
        await hour.rita.press("Get help")
        await hour.rita.fill({"How can we help?": "My card was charged twice"})
        await hour.olga.press("Take next")
        question = await hour.olga.sees(
            lambda each: "My card was charged twice" in each.text and each.place.path.startswith("Staff")
        )
        await hour.olga.say("I am looking into it", reply_to=question)
        await hour.rita.sees("I am looking into it")


async def test_nobody_becomes_an_agent_without_the_code_or_with_a_used_one(tmp_path: Path) -> None:
    async with an_hour(tmp_path) as hour:
        await hour.run()
        agent, rita, code = hour.olga_on_telegram, hour.rita_on_telegram, hour.codes["telegram"]
        await agent.command("/setup", place="Agents")
        await agent.sees("with the code", place="Agents")
        await agent.command(f"/setup {hour.codes['discord']}", place="Agents")
        await agent.sees("That is not the code", place="Agents")
        await agent.command(f"/setup {code}", place="Agents")
        await agent.sees("✔ Topics in Agents", place="Agents")
        await rita.start()
        await rita.command(f"/setup {code}")
        await rita.sees("it has been used")
        await rita.command("/on")
        await rita.has_not("You are on")


async def test_rules_follow_the_file_and_a_bad_file_changes_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        rita, ben = stage.rita, stage.ben
        await ben.start()
        await ben.command("/on")
        await ben.sees("You are on")
        good = stage.config.read_text()
        stage.config.write_text(good.replace("hours = { always = true }", "hours = { alway = true }"))
        await stage.logged('"what": "settings.refused"')
        await rita.say("My card was charged twice")
        await rita.sees("1st")

        stage.config.write_text(good.replace("hours = { always = true }", CLOSED))
        await stage.logged('"what": "settings.reloaded"')
        await stage.tess.start()
        await stage.tess.say("Where is my parcel?")
        await stage.tess.sees("Stocktaking")
        await rita.say("Is anybody there?")
        await ben.press("Take next")
        await ben.sees("Is anybody there?")


async def test_with_the_forum_deleted_a_case_goes_back_and_the_agent_is_told_what_to_do(
    tmp_path: Path,
) -> None:
    async with an_hour(tmp_path) as hour:
        await hour.run()
        await hour.olga.command(f"/setup {hour.codes['discord']}", place="general")
        await hour.olga.sees("✔ The agents' channel")
        forum = next(each for each in await hour.olga.places() if each.path == "Bare / cases")
        await hour.olga.command("/on", place="general")
        await hour.olga.sees("You are on")
        await hour.olga.act("delete_channel", {"channel": forum.channel})
        await hour.rita.say("My card was charged twice")
        await hour.rita.sees("1st")
        await hour.olga.command("/next", place="general")
        await hour.olga.sees("Case #1 has no room", place="dm")
        await hour.rita.sees("1st")
        assert hour.stage.log().count('"OpenRoom"') == 1

        await hour.olga.command("/setup", place="general")
        await hour.olga.command("/on", place="general")
        await hour.olga.command("/next", place="general")
        await hour.olga.sees("My card was charged twice", place="#1 Rita")
