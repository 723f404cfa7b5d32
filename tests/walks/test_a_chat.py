"""Walk a: a whole chat, on all four pairs of platforms."""

import json
from pathlib import Path

import pytest

from bots.sandbox.client import Message, Person, TelegramPerson, Upload
from tests.stage import staged
from tests.walks.parts import PAIRS, opened

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f00050001ff56c7e2f10000000049454e44ae426082"
)
LONG = "A long report. " * 260


def image(name: str = "shot.png") -> Upload:
    return Upload(name, PNG, "image/png")


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_a_whole_chat(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        room = question.place
        await requester.sees("Mo" if pair[1] == "D" else "Ben")

        for turn in range(5):
            await agent.say(f"answer {turn} **bold** 😀", reply_to=question)
            await requester.sees(f"answer {turn}")
            await requester.say(f"word {turn} 🎉")
            question = await agent.sees(f"word {turn} 🎉", place=room)

        await a_reply_an_edit_a_deletion_a_reaction(requester, agent, question)
        await files_of_all_kinds(requester, agent, question)

        await agent.command("/note only between us", place=room)
        await agent.say("also only between us", place=room)
        await agent.command("/r sent by command", place=room)
        await requester.sees("sent by command")
        await requester.has_not("only between us")

        await agent.press("Close")
        await requester.press("Solved")
        await requester.press("5")
        await requester.sees("hank")
        await requester.press("Transcript")
        handed = await requester.sees(lambda each: any(file.name.endswith(".json") for file in each.files))
        data = json.loads(
            await stage.sandbox.download(next(f.url for f in handed.files if f.name.endswith("json")))
        )
        said = [entry["text"] for entry in data["entries"] if entry["kind"] == "said"]
        assert "My card was charged twice" in said
        assert "sent by command" in said
        assert not any("between us" in (each or "") for each in said)


async def a_reply_an_edit_a_deletion_a_reaction(requester: Person, agent: Person, question: Message) -> None:
    await agent.say("Which card was it?", reply_to=question)
    asked = await requester.sees("Which card was it?")
    await requester.say("the blue one", reply_to=asked)
    answer = await agent.sees("the blue one")
    assert answer.reply_to, "a reply shows what it answers"

    mine = next(each for each in reversed(await requester.messages()) if each.text == "the blue one")
    await requester.edit(mine, "the green one")
    await agent.sees("the green one")
    own = next(each for each in reversed(await agent.messages()) if each.text == "Which card was it?")
    await agent.edit(own, "Which account was it?")
    await requester.sees("Which account was it?")
    await requester.has_not("Which card was it?")

    await requester.react(asked, "👍")
    await agent.sees(lambda each: "Which account" in each.text and "👍" in each.emoji)
    await agent.react(answer, "❤")
    await requester.sees(lambda each: "green one" in each.text and any("❤" in emoji for emoji in each.emoji))

    await agent.say("a slip", reply_to=answer)
    slip = await requester.sees("a slip")
    own = next(each for each in reversed(await agent.messages()) if each.text == "a slip")
    if isinstance(agent, TelegramPerson):
        await agent.say("/unsend", reply_to=own)
    else:
        await agent.delete(own)
    assert await requester.until(lambda: gone(requester, slip))


async def gone(person: Person, message: Message) -> bool:
    return all(each.id != message.id or each.place != message.place for each in await person.messages())


async def files_of_all_kinds(requester: Person, agent: Person, question: Message) -> None:
    await requester.say("see the picture", files=[image()])
    shown = await agent.sees(lambda each: "see the picture" in each.text and bool(each.files))
    assert shown.files[0].size == len(PNG)
    await requester.say("three of them", files=[image(f"{n}.png") for n in range(3)])
    assert await agent.until(lambda: has_files(agent, question, 4)), "an album arrives whole"
    await agent.say("and mine", reply_to=question, files=[image("mine.png")])
    await requester.sees(lambda each: "and mine" in each.text and bool(each.files))
    # 3,900 characters: one message on Telegram, two on Discord, which takes 2,000 at a time from people.
    for part in [LONG] if isinstance(requester, TelegramPerson) else [LONG[:1950], LONG[1950:]]:
        await requester.say(part.strip())
    assert await agent.until(lambda: holds(agent, question, "A long report.", 260)), (
        "nothing of it is cut"
    )


async def has_files(person: Person, question: Message, count: int) -> bool:
    return sum(len(each.files) for each in await person.messages(question.place)) >= count


async def holds(person: Person, question: Message, words: str, count: int) -> bool:
    return sum(each.text.count(words) for each in await person.messages(question.place)) >= count
