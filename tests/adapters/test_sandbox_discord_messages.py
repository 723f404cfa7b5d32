"""Messages in the sandbox's Discord: nonces, edits, mentions, files, histories and refusals."""

import base64
import io

import discord
import pytest
import test_sandbox_discord as base
from test_sandbox_discord import ANNA, BEN, LOBBY, STAFF, Bot, Sandbox

sandbox, bot = base.sandbox, base.bot


def lobby(bot: Bot) -> discord.TextChannel:
    channel = bot.client.get_channel(LOBBY)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_a_nonce_is_spent_once(sandbox: Sandbox, bot: Bot) -> None:
    first = await lobby(bot).send("once", nonce="case-1-a")
    again = await lobby(bot).send("once", nonce="case-1-a")
    assert again.id == first.id
    assert (await bot.next("message")).nonce == "case-1-a"
    assert len((await sandbox.view(ANNA))["messages"][str(LOBBY)]) == 1
    with pytest.raises(discord.HTTPException, match="nonce"):
        await lobby(bot).send("long", nonce="x" * 26)
    await sandbox.post("time", advance=301)
    assert (await lobby(bot).send("once", nonce="case-1-a")).id != first.id


async def test_a_reply_lost_on_the_way_is_found_again_by_its_nonce(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.post("faults", match=r"POST /channels/\d+/messages", do="drop_reply")
    with pytest.raises(Exception, match="disconnected"):
        await lobby(bot).send("once", nonce="n1")
    await lobby(bot).send("once", nonce="n1")
    assert len((await sandbox.view(ANNA))["messages"][str(LOBBY)]) == 1


async def test_people_edit_delete_and_react(sandbox: Sandbox, bot: Bot) -> None:
    sent = (await sandbox.act(ANNA, "send", channel=LOBBY, text="tyop"))["message"]
    message = await bot.next("message")
    await sandbox.act(ANNA, "edit", channel=LOBBY, message=sent, text="typo")
    assert (await bot.next("raw_message_edit")).message.content == "typo"
    await message.add_reaction("✅")
    await sandbox.act(ANNA, "react", channel=LOBBY, message=sent, emoji="👍")
    assert str((await bot.next("raw_reaction_add")).emoji) == "✅"
    assert str((await bot.next("raw_reaction_add")).emoji) == "👍"
    fetched = await lobby(bot).fetch_message(int(sent))
    assert [(str(each.emoji), each.count, each.me) for each in fetched.reactions] == [
        ("✅", 1, True),
        ("👍", 1, False),
    ]
    await message.remove_reaction("✅", discord.Object(900))
    await sandbox.act(BEN, "edit", 403, channel=LOBBY, message=sent, text="mine")
    await sandbox.act(ANNA, "delete", channel=LOBBY, message=sent)
    assert (await bot.next("raw_message_delete")).message_id == int(sent)
    with pytest.raises(discord.NotFound, match="10008"):
        await lobby(bot).fetch_message(int(sent))


async def test_mentions_are_parsed_anew_by_an_edit(sandbox: Sandbox, bot: Bot) -> None:
    words = f"@everyone <@{ANNA}> <@&{STAFF}>"

    async def pinged() -> list[str]:
        found: list[str] = (await sandbox.view(ANNA))["messages"][str(LOBBY)][0]["pinged"]
        return found

    message = await lobby(bot).send(words, allowed_mentions=discord.AllowedMentions.none())
    assert await pinged() == []
    await message.edit(content=words)
    assert await pinged() == [str(ANNA)], "a role that is not mentionable and everyone need a permission"
    await message.edit(content=words, allowed_mentions=discord.AllowedMentions.none())
    assert await pinged() == []


async def test_files_travel_and_their_addresses_expire(sandbox: Sandbox, bot: Bot) -> None:
    file = discord.File(io.BytesIO(b"bytes"), "a.txt", description="an a")
    message = await lobby(bot).send(file=file)
    assert message.attachments[0].description == "an a"
    assert await message.attachments[0].read() == b"bytes"
    await sandbox.act(
        ANNA,
        "send",
        channel=LOBBY,
        files=[{"name": "b.png", "mime": "image/png", "base64": base64.b64encode(b"png").decode()}],
    )
    await bot.next("message")
    received = (await bot.next("message")).attachments[0]
    assert (received.filename, received.size, received.content_type) == ("b.png", 3, "image/png")
    await sandbox.post("time", advance=25 * 3600)
    with pytest.raises(discord.NotFound):
        await received.read()
    fresh = (await lobby(bot).fetch_message(message.id)).attachments[0]
    assert await fresh.read() == b"bytes"
    with pytest.raises(discord.HTTPException, match="40005"):
        await lobby(bot).send(file=discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), "big"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"content": "x" * 2001}, "50035.*\n?.*content: Must be 2000 or fewer"),
        ({"content": " "}, "50006"),
        ({"embeds": [{"description": "x" * 4097}]}, "50035"),
        ({"content": "x", "message_reference": {"message_id": "5"}}, "Unknown message"),
        (
            {"content": "x", "components": [{"type": 1, "components": [{"type": 2}] * 6}]},
            "50035",
        ),
        (
            {
                "content": "x",
                "components": [
                    {
                        "type": 1,
                        "components": [{"type": 2, "style": 1, "label": "a", "custom_id": "i" * 101}],
                    }
                ],
            },
            "50035",
        ),
    ],
)
async def test_bad_messages_are_refused_as_discord_does(bot: Bot, body: dict[str, object], said: str) -> None:
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=LOBBY)
    with pytest.raises(discord.HTTPException, match=said) as refused:
        await bot.client.http.request(route, json=body)
    assert refused.value.status == 400


async def test_closed_direct_messages_are_50007(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.act(ANNA, "close_dms")
    anna = await bot.client.fetch_user(ANNA)
    with pytest.raises(discord.Forbidden, match="50007"):
        await anna.send("hello?")
    await sandbox.act(ANNA, "open_dms")
    await anna.send("hello")


async def test_history_reads_backwards_forwards_and_around(sandbox: Sandbox, bot: Bot) -> None:
    ids = [
        int((await sandbox.act(ANNA, "send", channel=LOBBY, text=str(number)))["message"])
        for number in range(150)
    ]
    after = [
        message.id
        async for message in lobby(bot).history(after=discord.Object(ids[20]), limit=None, oldest_first=True)
    ]
    assert after == ids[21:]
    before = [message.id async for message in lobby(bot).history(before=discord.Object(ids[20]), limit=None)]
    assert before == ids[19::-1]
    around = [message.id async for message in lobby(bot).history(around=discord.Object(ids[50]), limit=11)]
    assert sorted(around) == ids[45:56]
    seen = (await sandbox.view(BEN, channel=LOBBY, after=ids[140], limit=3))["messages"]
    assert [int(message["id"]) for message in seen[str(LOBBY)]] == ids[-3:]
    await lobby(bot).delete_messages([discord.Object(each) for each in ids[:5]])
    assert len((await sandbox.view(ANNA))["messages"][str(LOBBY)]) == 145


async def test_pins_typing_and_suppressed_embeds(sandbox: Sandbox, bot: Bot) -> None:
    message = await lobby(bot).send("https://example.org", suppress_embeds=True)
    await message.pin()
    assert [each.id async for each in lobby(bot).pins()] == [message.id]
    async with lobby(bot).typing():
        assert (await sandbox.view(ANNA))["typing"][0]["user"]["name"] == "Desk"
    shown = (await sandbox.view(ANNA))["messages"][str(LOBBY)][0]
    assert shown["flags"] & 4
    assert shown["pinned"]
    await message.unpin()
    forwarded = await message.forward(lobby(bot))
    assert forwarded.message_snapshots[0].content == "https://example.org"
