"""Walk i: odd words: they arrive inert and whole, or their writer hears why not."""

import re
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, Message, Person, TelegramPerson
from tests.stage import staged
from tests.walks.parts import PAIRS, heading, on, opened

PINGS = "@everyone @here <@&1100> <@2003> @ana_harbour"
BROKEN = "**unclosed *bold `code <b>html</b> &amp; ||spoiler"
SCRIPT = "[press me](javascript:alert(1))"
HIDDEN = "[press me](https://evil.example/login)"
TURNED = "invoice \u202egnp.exe"
UNSEEN = "pass\u200b\u2060word"
STACKED = "Z" + "".join(chr(0x300 + number) for number in range(30)) + "algo"
NUL = "before\x00after"
ODD = (PINGS, BROKEN, SCRIPT, HIDDEN, TURNED, UNSEEN, STACKED, NUL)


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_odd_words_arrive_inert(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        for words in ODD:
            await requester.say(words)
            await agent.say(f"again: {words}", reply_to=question)
        await requester.say("the end")
        await agent.sees("the end", place=question.place)
        await agent.say("my end", reply_to=question)
        await requester.sees("my end")
        asked = [each for each in await agent.messages(question.place) if relayed(each)]
        told = [each for each in await requester.messages() if relayed(each)]
        for seen in (*asked, *told):
            inert(seen)
        words = "\n".join(each.text.replace("\\", "") for each in asked)
        for whole in ("unclosed", "html", "spoiler", "password", "before", "after", "everyone"):
            assert whole in words, "nothing of it is lost"
        assert "evil[.]example" in words, "staff see where a link goes, and cannot press it by mistake"
        assert not any("https://evil" in str(each.raw) for each in asked)

        mine = next(each for each in await requester.messages() if each.text == BROKEN)
        await requester.edit(mine, f"edited {PINGS}")
        inert(await agent.sees("edited", place=question.place))


def relayed(message: Message) -> bool:
    """Whether the desk says it for somebody: under their name."""
    return message.author_is_bot and "\n" in message.text and not message.buttons


def inert(message: Message) -> None:
    """It calls nobody, hides nothing and starts nothing."""
    assert not message.raw.get("pinged"), message.text
    assert not any(sign in message.text for sign in "\u202e\u2060\x00"), repr(message.text)
    assert "javascript:" not in str(message.raw.get("entities")), "no link to a script"
    assert "entities" in message.raw or re.search(r"(?<!\\)\]\(javascript", message.text) is None, (
        message.text
    )
    assert sum(0x300 <= ord(sign) < 0x370 for sign in message.text) <= 12, repr(message.text)


@pytest.mark.parametrize("pair", [("T", "D"), ("D", "T")], ids="".join)
async def test_long_words_are_split_and_numbered(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Telegram takes 4,096 at a time from people, Discord 2,000 from bots."""
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        long = "".join(f"{number:04} " for number in range(800))
        if isinstance(requester, TelegramPerson):
            await requester.say(long.strip())
            parts = [await agent.sees(f"({number}/3)", place=question.place) for number in (1, 2, 3)]
        else:
            await agent.say(long.strip(), reply_to=question)
            parts = [await requester.sees(f"({number}/3)") for number in (1, 2, 3)]
        assert all(f"{number:04}" in "".join(each.text for each in parts) for number in range(800))


async def test_a_blank_request_is_answered(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await on(stage.mo)
        await stage.rita.say("\u200b\u2060")
        await stage.rita.sees("There is nothing in this message")
        await stage.rita.command("/support", place="support")
        await stage.rita.fill({"How can we": " \n "})
        await stage.rita.sees("There is nothing in this message", place="support")
        await stage.rita.say("a real question")
        card = await stage.rita.sees("1st")
        await stage.rita.press("Add details", card)
        await stage.rita.fill({"What would you": "  "})
        await stage.mo.press("Take next")
        question = await stage.mo.sees("a real question")
        said = [
            each for each in await stage.mo.messages(question.place) if "Rita" in each.text and relayed(each)
        ]
        assert len(said) == 1, "nothing blank among it"


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_edits_and_deletions_after_the_end(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        await requester.say("a slip of the tongue")
        await agent.sees("a slip of the tongue", place=question.place)
        await agent.press("Close", await heading(agent, question.place))
        await requester.sees("Is it solved?")
        first = next(each for each in await requester.messages() if each.text == "My card was charged twice")
        slip = next(each for each in await requester.messages() if each.text == "a slip of the tongue")
        await requester.edit(first, "My card was charged three times")
        await agent.sees("charged three times")
        if isinstance(requester, TelegramPerson):
            await requester.say("/delete", reply_to=slip)
        else:
            await requester.delete(slip)
        await agent.sees("Message deleted")
        await agent.has_not("a slip of the tongue")
        await requester.say("one more thing")
        await requester.sees("is closed. What you wrote is kept")


async def test_bots_and_those_who_hide_say_nothing(tmp_path: Path) -> None:
    """Another bot in the agents' room, an anonymous administrator and a channel in the topic: none speaks for staff."""
    async with staged(tmp_path) as stage:
        await stage.sandbox.discord.world(
            {
                "users": [{"id": 2999, "name": "other-bot", "bot": True}],
                "guilds": [{"id": demo.GUILD, "members": [{"user": 2999, "roles": [1100]}]}],
            }
        )
        other = DiscordPerson(stage.sandbox, 2999)
        await on(stage.mo, stage.ben)
        question = await opened(stage, stage.rita, stage.mo, "asked on Discord")
        await other.say("I am a bot", reply_to=question)
        await other.say("I am a bot", place="support")
        await stage.mo.say("I am Mo", reply_to=question)
        await stage.rita.sees("I am Mo")
        await stage.rita.has_not("I am a bot", place="dm")

        question = await opened(stage, stage.tess, stage.ben, "asked on Telegram")
        await anonymously(stage.ben, question, "group")
        await anonymously(stage.ben, question, {"id": -1009, "title": "News"})
        await stage.ben.say("I am Ben", reply_to=question)
        await stage.tess.sees("I am Ben")
        await stage.tess.has_not("nobody")


async def anonymously(agent: Person, question: Message, speaker: object) -> None:
    body = {
        "chat": question.place.channel,
        "thread": int(question.place.thread),
        "reply_to": int(question.id),
    }
    await agent.act("send", {**body, "text": "I am nobody", "as": speaker})
