"""Albums whose parts come late, and whose captions change."""

import base64
from typing import Any

import test_telegram_inbound as base
from test_telegram_inbound import AGENTS, ANN, BEN, BOT, ROOM, Scene, running

from core.words.cards import Verb
from core.words.commands import Edited, Pressed, Said
from core.words.deliveries import Attempt, Delivered
from core.words.documents import plain
from core.words.effects import OpenRoom
from core.words.refs import CaseId
from core.words.texts import text

scene = base.scene


def file(name: str) -> dict[str, str]:
    return {"name": name, "base64": base64.b64encode(b"hello").decode()}


async def album(scene: Scene, user: int, caption: str = "", **more: Any) -> list[int]:
    sent = await scene.user(
        user,
        "send",
        **{"chat": "desk_bot", "caption": caption, **more},
        files=[file("1.txt"), file("2.txt")],
        album=True,
    )
    return [int(each) for each in sent["messages"]]


async def late(scene: Scene, user: int, of: int, caption: str = "", **more: Any) -> int:
    sent = await scene.user(
        user, "send", **{"chat": "desk_bot", **more}, caption=caption, files=[file("late.txt")], album_of=of
    )
    return int(sent["message"])


def names(command: Said | Pressed) -> list[str]:
    return [each.name for each in command.files]


async def test_a_part_that_comes_late_is_a_message_that_answers_its_album(scene: Scene) -> None:
    first, _ = await album(scene, ANN, "all of it")
    await scene.desk.some(Said)
    number = await late(scene, ANN, first)
    await scene.say(ANN, "that is all")
    whole, rest, _ = await scene.desk.some(Said, 3)
    assert (names(whole), names(rest)) == (["1.txt", "2.txt"], ["late.txt"])
    assert (rest.ref.id, rest.reply_to) == (str(number), whole.ref)


async def test_what_was_written_in_between_stays_before_it(scene: Scene) -> None:
    first, _ = await album(scene, ANN)
    await scene.say(ANN, "meanwhile")
    await late(scene, ANN, first, "with words of its own")
    whole, between, rest = await scene.desk.some(Said, 3)
    assert (between.words.text, between.reply_to) == ("meanwhile", None)
    assert (rest.words.text, rest.reply_to) == ("with words of its own", whole.ref)


async def test_a_late_part_of_an_agents_answer_answers_the_same(scene: Scene) -> None:
    opening = OpenRoom(ROOM, CaseId(7), "agent", text("room.agent"), (), "en")
    opened = await scene.adapter.messenger.deliver(Attempt("r#0", opening, None))
    assert isinstance(opened, Delivered)
    assert opened.place is not None
    room = {"chat": AGENTS, "thread": int(opened.place.rpartition(":")[2])}
    question = await scene.say(BEN, "which one?", **room)
    first, _ = await album(scene, BEN, "these", **room, reply_to=question)
    await scene.desk.some(Said, 2)
    await late(scene, BEN, first, **room)
    _, whole, rest = await scene.desk.some(Said, 3)
    assert rest.reply_to == whole.reply_to
    assert rest.reply_to is not None


async def test_a_late_part_of_a_note_is_a_note(scene: Scene) -> None:
    first, _ = await album(scene, BEN, "/note a scammer")
    await scene.desk.some(Pressed)
    await late(scene, BEN, first)
    _, rest = await scene.desk.some(Pressed, 2)
    assert (rest.verb, rest.words, names(rest)) == (Verb.NOTE, plain(""), ["late.txt"])


async def test_one_that_comes_twice_counts_once(scene: Scene) -> None:
    first, _ = await album(scene, ANN)
    await scene.desk.some(Said)
    scene.world.bots[BOT].queue.mischief.duplicate = 1
    await late(scene, ANN, first)
    await scene.say(ANN, "that is all")
    said = await scene.desk.some(Said, 3)
    assert [names(each) for each in said] == [["1.txt", "2.txt"], ["late.txt"], []]


async def test_after_a_restart_a_late_part_is_at_least_not_lost(scene: Scene) -> None:
    first, _ = await album(scene, ANN)
    await scene.desk.some(Said)
    scene.restart()
    async with running(scene):
        await late(scene, ANN, first)
        _, rest = await scene.desk.some(Said, 2)
    assert names(rest) == ["late.txt"]


async def test_a_changed_caption_leaves_those_of_the_other_parts(scene: Scene) -> None:
    first, second = await album(scene, ANN, "all of it")
    await scene.desk.some(Said)
    await scene.user(ANN, "edit", chat="desk_bot", message=second, text="this above all")
    await scene.user(ANN, "edit", chat="desk_bot", message=first, text="most of it")
    changed = await scene.desk.some(Edited, 2)
    assert [(each.ref.id, each.words.text) for each in changed] == [
        (str(second), "all of it\nthis above all"),
        (str(first), "most of it\nthis above all"),
    ]


async def test_a_late_parts_caption_is_its_own(scene: Scene) -> None:
    first, _ = await album(scene, ANN, "all of it")
    await scene.desk.some(Said)
    number = await late(scene, ANN, first, "and this")
    await scene.desk.some(Said, 2)
    await scene.user(ANN, "edit", chat="desk_bot", message=number, text="and that")
    await scene.user(ANN, "edit", chat="desk_bot", message=first, text="most of it")
    changed = await scene.desk.some(Edited, 2)
    assert [(each.ref.id, each.words.text) for each in changed] == [
        (str(number), "and that"),
        (str(first), "most of it"),
    ]


async def test_a_picture_for_a_colleague_is_told_as_such_by_its_caption(scene: Scene) -> None:
    opening = OpenRoom(ROOM, CaseId(7), "agent", text("room.agent"), (), "en")
    opened = await scene.adapter.messenger.deliver(Attempt("r#0", opening, None))
    assert isinstance(opened, Delivered)
    assert opened.place is not None
    room = {"chat": AGENTS, "thread": int(opened.place.rpartition(":")[2])}
    first, _ = await album(scene, BEN, "@colleague look at these", **room)
    await scene.desk.some(Said)
    await late(scene, BEN, first, **room)
    assert [each.to_staff for each in await scene.desk.some(Said, 2)] == [True, True]
