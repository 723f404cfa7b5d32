"""Walk d: a case changes hands: it is passed on with a note, or put back."""

from pathlib import Path

import pytest

from bots.sandbox.client import Message, Person, TelegramPerson
from bots.sandbox.client.seen import Place
from tests.stage import staged
from tests.walks.parts import PAIRS, colleague, desk_of, heading, on, opened, queued

HANDOVER = """
[live_chat]
fullness = 10
handover = "3s"
"""


@pytest.mark.parametrize("ways", ["DDT", "DTT", "TDD", "TTD"])
async def test_passed_on_with_a_note(tmp_path: Path, ways: str) -> None:
    """Requester, agent, and the agent to whom it goes, by their platforms."""
    async with staged(tmp_path, HANDOVER) as stage:
        requester, agent = stage.pair(ways[0], ways[1])
        to, name = colleague(stage, ways[1], ways[2])
        question = await opened(stage, requester, agent, "My card was charged twice")
        room = question.place
        await on(to)
        await agent.say("Which card?", reply_to=question)
        await requester.sees("Which card?")
        await requester.say("the blue one")
        await agent.sees("the blue one")
        await agent.say("only between us", place=room)

        await offer(agent, room, name, "mind the refund")
        await to.press("Decline", await offered(to, "mind the refund"))
        await agent.sees("declined; the case stays here", place=room)
        await to.sees(lambda each: "mind the refund" in each.text and "declined the transfer" in each.text)
        await agent.command(f"/transfer {name.lower()} once more", place=room)
        await agent.sees("did not answer in time", place=room)
        await to.sees(lambda each: "once more" in each.text and "in time" in each.text and not each.buttons)
        await agent.say("It stays with me", reply_to=question)
        await requester.sees("It stays with me")

        await agent.command(f"/transfer {name.lower()} the third", place=room)
        await to.press("Accept", await offered(to, "the third"))
        await requester.sees(f"{name}** goes on" if ways[0] == "D" else f"{name} goes on")
        heard = await the_new_room(agent, to, room, same=ways[1] == ways[2])
        await to.say("I have it now", reply_to=heard)
        await requester.sees("I have it now")
        await agent.command("/take 1", place=desk_of(agent))
        await agent.sees(f"{name} already has case #1")
        await requester.say("so be it")
        await to.sees("so be it", place=heard.place)
        for words in ("only between us", "mind the refund", "once more", "the third"):
            await requester.has_not(words)


async def offer(agent: Person, room: Place, name: str, note: str) -> None:
    """Pass the case on by its button: on Discord in a form, on Telegram one question after the other."""
    await agent.press(
        "Transfer", await agent.sees(lambda each: each.place == room and each.button("Transfer") is not None)
    )
    if isinstance(agent, TelegramPerson):
        await agent.press(name)
        await agent.sees("What should they know?", place=room)
        await agent.say(note, place=room)
    else:
        await agent.fill({"To whom": name.lower(), "What should they": note})


async def offered(to: Person, note: str) -> Message:
    """The card of the offer with this note, while it can be answered."""
    return await to.sees(lambda each: note in each.text and each.button("Accept") is not None)


def is_in(message: Message, room: Place) -> bool:
    """Whether it stands in the room, whatever that is called by now."""
    return (message.place.channel, message.place.thread) == (room.channel, room.thread)


async def the_new_room(agent: Person, to: Person, room: Place, *, same: bool) -> Message:
    """The requester's last words where the case goes on: a room of its own on the other platform, with the history."""
    heard = await to.sees("the blue one")
    if same:
        assert heard.place == room, "agents of one platform go on in one room"
        return heard
    assert heard.place != room
    for words in ("My card was charged twice", "Which card?", "only between us", "It stays with me"):
        await to.sees(words, place=heard.place)
    await agent.sees(lambda each: is_in(each, room) and "goes on with" in each.text)
    await agent.sees(lambda each: is_in(each, room) and "Asked:" in each.text and not each.buttons)
    return heard


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_put_back_it_has_its_old_place(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path, HANDOVER) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "the first question")
        other: Person = stage.joao if pair[0] == "T" else stage.rui
        await queued(other, "a segunda")
        await agent.press("Put back", await heading(agent, question.place))
        await requester.sees("back in the queue, by the time you first asked")
        await requester.sees("1st")
        await other.sees(lambda each: "2" in each.text and len(each.buttons) == 2)
        await agent.sees(lambda each: each.place == question.place and each.button("Take") is not None)
        await requester.say("still waiting")
        await agent.sees("still waiting", place=question.place)
        await agent.press("Take next")
        await agent.sees(lambda each: each.place == question.place and each.button("Put back") is not None)
        await agent.say("here again", reply_to=question)
        await requester.sees("here again")
