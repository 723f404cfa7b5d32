"""Interactions in the sandbox's Discord: every kind, and every way in which they fail."""

import base64
from typing import Any

import discord
import pytest
import test_sandbox_discord as base
from discord import app_commands
from test_sandbox_discord import ANNA, BEN, LOBBY, Bot, Sandbox

sandbox, bot = base.sandbox, base.bot
Interaction = discord.Interaction[Any]


def messages(view: Any) -> Any:
    return view["messages"][str(LOBBY)]


async def test_buttons_and_selects_edit_their_message(sandbox: Sandbox, bot: Bot) -> None:
    class Panel(discord.ui.View):
        @discord.ui.button(label="Close", custom_id="close")
        async def close(self, interaction: Interaction, _button: Any) -> None:
            await interaction.response.edit_message(content="closed")

        @discord.ui.select(cls=discord.ui.UserSelect, custom_id="who", placeholder="Who")
        async def who(self, interaction: Interaction, select: discord.ui.UserSelect[Any]) -> None:
            await interaction.response.send_message(f"to {select.values[0].display_name}", ephemeral=True)

    channel = bot.client.get_channel(LOBBY)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send("open", view=Panel())
    await sandbox.act(ANNA, "press", channel=LOBBY, message=sent.id, label="Who", values=[BEN])
    assert (await sandbox.until(ANNA, lambda view: messages(view)[1:]))[0]["content"] == "to Benny"
    await sandbox.act(ANNA, "press", channel=LOBBY, message=sent.id, label="Close")
    await sandbox.until(BEN, lambda view: messages(view)[0]["content"] == "closed")
    await sandbox.act(ANNA, "press", 404, channel=LOBBY, message=sent.id, label="Open")


async def test_a_button_on_an_ephemeral_message_works_for_its_user_alone(sandbox: Sandbox, bot: Bot) -> None:
    class Ask(discord.ui.View):
        @discord.ui.button(label="Yes", custom_id="yes")
        async def yes(self, interaction: Interaction, _button: Any) -> None:
            await interaction.response.defer()
            await interaction.edit_original_response(content="sure", view=None)
            await interaction.followup.send("more", ephemeral=True)

    @bot.tree.command(name="ask", description="Ask")
    async def ask(interaction: Interaction) -> None:
        await interaction.response.send_message("sure?", view=Ask(), ephemeral=True)

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="ask")
    shown = (await sandbox.until(ANNA, messages))[0]
    await sandbox.act(BEN, "press", 404, channel=LOBBY, message=shown["id"], label="Yes")
    await sandbox.act(ANNA, "press", channel=LOBBY, message=shown["id"], label="Yes")
    await sandbox.until(ANNA, lambda view: [each["content"] for each in messages(view)] == ["sure", "more"])
    assert messages(await sandbox.view(BEN)) == []


async def test_subcommands_take_options_and_context_commands_targets(sandbox: Sandbox, bot: Bot) -> None:
    group = app_commands.Group(name="case", description="Cases")

    @group.command(name="view", description="Show")
    async def show(interaction: Interaction, number: app_commands.Range[int, 1], who: discord.Member) -> None:
        await interaction.response.send_message(f"{number} {who.nick}")

    bot.tree.add_command(group)

    @bot.tree.context_menu(name="Report this")
    async def report(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"reported {message.content}")

    @bot.tree.context_menu(name="Who is it")
    async def who_is(interaction: Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"it is {member.nick}")

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="case view", options={"number": 3, "who": BEN})
    first = (await sandbox.until(ANNA, messages))[0]
    assert first["content"] == "3 Benny"
    await sandbox.act(
        ANNA, "command", 400, channel=LOBBY, name="case view", options={"number": 0, "who": BEN}
    )
    await sandbox.act(ANNA, "command", 400, channel=LOBBY, name="case view", options={"who": BEN})
    await sandbox.act(ANNA, "command", channel=LOBBY, name="Report this", type="message", target=first["id"])
    await sandbox.until(ANNA, lambda view: messages(view)[-1]["content"] == "reported 3 Benny")
    await sandbox.act(ANNA, "command", channel=LOBBY, name="Who is it", type="user", target=BEN)
    await sandbox.until(ANNA, lambda view: messages(view)[-1]["content"] == "it is Benny")
    commands = await bot.tree.fetch_commands()
    await commands[0].delete()
    assert len(await bot.tree.fetch_commands()) == 2


async def test_autocomplete_offers_choices(sandbox: Sandbox, bot: Bot) -> None:
    @bot.tree.command(name="find", description="Find")
    async def find(interaction: Interaction, what: str) -> None: ...

    @find.autocomplete("what")
    async def offer(_interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=typed.upper(), value=typed)]

    await bot.tree.sync()
    said = await sandbox.act(ANNA, "autocomplete", channel=LOBBY, name="find", option="what", value="ab")
    assert [choice["name"] for choice in said["choices"]] == ["AB"]


async def test_modals_take_labels_selects_and_files(sandbox: Sandbox, bot: Bot) -> None:
    class Form(discord.ui.Modal, title="Report"):
        kind = discord.ui.Label[Any](
            text="Kind",
            component=discord.ui.Select(options=[discord.SelectOption(label="Spam", value="s")]),
        )
        words = discord.ui.Label[Any](text="Words", component=discord.ui.TextInput(required=False))
        proof = discord.ui.Label[Any](text="Proof", component=discord.ui.FileUpload(max_values=2))

        async def on_submit(self, interaction: Interaction) -> None:
            assert isinstance(self.kind.component, discord.ui.Select)
            assert isinstance(self.proof.component, discord.ui.FileUpload)
            file = self.proof.component.values[0]
            data = (await file.read()).decode()
            await interaction.response.send_message(f"{self.kind.component.values} {file.filename} {data}")

    @bot.tree.command(name="report", description="Report")
    async def report(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="report")
    modal = (await sandbox.until(ANNA, lambda view: view["modals"]))[0]
    proof = {"name": "p.txt", "mime": "text/plain", "base64": base64.b64encode(b"seen").decode()}
    await sandbox.act(ANNA, "submit", 400, modal=modal["id"], fields={"Kind": "Spam"})
    await sandbox.act(ANNA, "submit", modal=modal["id"], fields={"Kind": "Spam"}, files={"Proof": [proof]})
    shown = (await sandbox.until(ANNA, messages))[0]
    assert shown["content"] == "['s'] p.txt seen"
    assert (await sandbox.view(ANNA))["modals"] == []


async def test_what_a_form_comes_filled_in_with_is_sent_unless_it_is_changed(
    sandbox: Sandbox, bot: Bot
) -> None:
    class Form(discord.ui.Modal, title="Report"):
        kinds = discord.ui.Label[Any](
            text="Kinds",
            component=discord.ui.Select(
                options=[discord.SelectOption(label=each, value=each, default=each != "b") for each in "abc"],
                max_values=3,
                required=False,
            ),
        )
        words = discord.ui.Label[Any](text="Words", component=discord.ui.TextInput(default="as it is"))

        async def on_submit(self, interaction: Interaction) -> None:
            assert isinstance(self.kinds.component, discord.ui.Select)
            assert isinstance(self.words.component, discord.ui.TextInput)
            await interaction.response.send_message(f"{self.kinds.component.values} {self.words.component}")

    @bot.tree.command(name="report", description="Report")
    async def report(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    await bot.tree.sync()
    given: tuple[dict[str, Any], ...] = ({}, {"Kinds": ["b"]}, {"Kinds": []})
    for fields in given:
        await sandbox.act(ANNA, "command", channel=LOBBY, name="report")
        modal = (await sandbox.until(ANNA, lambda view: view["modals"]))[0]
        await sandbox.act(ANNA, "submit", modal=modal["id"], fields=fields)
    shown = await sandbox.until(ANNA, lambda view: len(messages(view)) == 3 and messages(view))
    assert [each["content"].partition("]")[0] for each in shown] == ["['a', 'c'", "['b'", "["]


async def test_an_interaction_fails_after_three_seconds(sandbox: Sandbox, bot: Bot) -> None:
    @bot.tree.command(name="slow", description="Slow")
    async def slow(interaction: Interaction) -> None: ...

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="slow")
    interaction = await bot.next("interaction")
    assert (await sandbox.view(ANNA))["interactions"][0]["state"] == "pending"
    await sandbox.post("time", advance=3.1)
    assert (await sandbox.view(ANNA))["interactions"][0]["state"] == "failed"
    with pytest.raises(discord.NotFound, match="10062"):
        await interaction.response.send_message("late")


async def test_answers_come_once_and_modals_only_first(sandbox: Sandbox, bot: Bot) -> None:
    class Form(discord.ui.Modal, title="F"):
        words = discord.ui.TextInput[Any](label="w")

    @bot.tree.command(name="go", description="Go")
    async def go(interaction: Interaction) -> None: ...

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="go")
    interaction = await bot.next("interaction")
    await interaction.response.defer(ephemeral=True)
    assert (await sandbox.view(ANNA))["interactions"][0]["state"] == "deferred"
    interaction.response._response_type = None
    with pytest.raises(discord.HTTPException, match="40060"):
        await interaction.response.send_modal(Form())
    await interaction.edit_original_response(content="done")
    assert (await sandbox.view(ANNA))["interactions"][0]["state"] == "answered"
    assert (await interaction.original_response()).content == "done"
    await sandbox.post("time", advance=15 * 60)
    with pytest.raises(discord.NotFound, match="10015"):
        await interaction.followup.send("too late")


async def test_a_modal_cannot_answer_a_modal(sandbox: Sandbox, bot: Bot) -> None:
    class Form(discord.ui.Modal, title="F"):
        words = discord.ui.TextInput[Any](label="w")

        async def on_submit(self, interaction: Interaction) -> None: ...

    @bot.tree.command(name="go", description="Go")
    async def go(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="go")
    await bot.next("interaction")
    modal = (await sandbox.until(ANNA, lambda view: view["modals"]))[0]
    await sandbox.act(ANNA, "submit", modal=modal["id"], fields={"w": "x"})
    submission = await bot.next("interaction")
    with pytest.raises(discord.HTTPException, match="50035"):
        await submission.response.send_modal(Form())
    await submission.response.send_message("fine")


async def test_a_deferred_answer_is_not_edited_by_being_filled_nor_awaited_once_taken_away(
    sandbox: Sandbox, bot: Bot
) -> None:
    @bot.tree.command(name="later", description="Later")
    async def later(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content="here it is")

    @bot.tree.command(name="never", description="Never")
    async def never(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.delete_original_response()

    await bot.tree.sync()
    await sandbox.act(ANNA, "command", channel=LOBBY, name="later")
    filled = await sandbox.until(ANNA, lambda view: [each for each in messages(view) if each["content"]])
    assert filled[0]["edited"] is None
    await sandbox.act(ANNA, "command", channel=LOBBY, name="never")
    await sandbox.until(
        ANNA, lambda view: [each["state"] for each in view["interactions"]] == ["answered", "answered"]
    )
    assert len(messages(await sandbox.view(ANNA))) == 1
