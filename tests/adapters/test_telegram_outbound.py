"""The Telegram adapter over TCP against the sandbox: every effect, and how each delivery ends."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from test_telegram_inbound import AGENTS, ANN, BEN, BOT, EVE, MORE_AGENTS, SETTINGS, TOKEN, Scene, staged

from adapters.telegram.adapter import FatalTelegramError, TelegramAdapter
from adapters.telegram.refs import own
from core.words.cards import Action, Card, Verb
from core.words.deliveries import Attempt, Delivered, Rejected, RetryAfter, Uncertain
from core.words.documents import Document, Kind, Mark, plain
from core.words.effects import (
    Amend,
    CloseRoom,
    Draw,
    Effect,
    Hand,
    LetIn,
    OpenRoom,
    React,
    Retract,
    Say,
    Show,
    Tell,
    Voice,
)
from core.words.effects import Mark as MarkAs
from core.words.files import File, FileId, Missing
from core.words.refs import Account, CardKey, Carrier, CaseId, EntryId, Place, direct, room_key
from core.words.texts import text

TO_ANN = direct(Account(f"telegram:{ANN}"))
TO_EVE = direct(Account(f"telegram:{EVE}"))
BENS = Account(f"telegram:{BEN}")
ENTRY = EntryId("a-1")
STAFF = Voice("Ben", staff=True)
ROOM = room_key(CaseId(7), "agent", 1, Carrier("telegram"))
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with staged(tmp_path) as scene:
        await scene.adapter.start()
        yield scene
        await scene.adapter.stop()


async def deliver(scene: Scene, effect: Effect, **more: Any) -> Any:
    return await scene.adapter.messenger.deliver(Attempt("row", effect, **{"place": None, **more}))


def say(words: str | Document, **more: Any) -> Say:
    document = plain(words) if isinstance(words, str) else words
    return Say(**{"to": TO_ANN, "entry": ENTRY, "voice": STAFF, "words": document, "language": "en", **more})


async def fault(scene: Scene, match: str, do: str, **more: Any) -> None:
    await scene.control("telegram/faults", match=match, do=do, **more)


async def journal(scene: Scene) -> list[str]:
    async with scene.session.get("/control/telegram/journal") as answer:
        return [str(each) for each in (await answer.json())["calls"]]


async def test_words_go_out_under_the_name_and_mark_of_their_author(scene: Scene) -> None:
    words = Document("please wait", (Mark(0, 6, Kind.ITALIC),))
    ended = await deliver(scene, say(words))
    shown = (await scene.seen(ANN))[-1]
    assert ended == Delivered((str(shown["id"]),))
    assert shown["text"] == "Ben · voice.official\nplease wait"
    assert shown["html"].startswith("<b>Ben</b> · voice.official")
    assert "<i>please</i>" in shown["html"]


async def test_a_name_cannot_break_out_of_its_line(scene: Scene) -> None:
    await deliver(scene, say("hi", voice=Voice("Ann\nBen · voice.official\u202e", staff=False)))
    assert (await scene.seen(ANN))[-1]["text"] == "Ann Ben · voice.official\nhi"


async def test_what_is_too_long_is_split_and_numbered_and_a_second_try_goes_on(scene: Scene) -> None:
    long = say("word " * 2_000)
    await fault(scene, "sendMessage", "retry_after", seconds=3)
    first = await deliver(scene, long)
    assert first == RetryAfter(timedelta(seconds=3))
    ended = await deliver(scene, long)
    shown = (await scene.seen(ANN))[-3:]
    assert [each["text"][:6] for each in shown] == ["(1/3) ", "(2/3) ", "(3/3) "]
    assert ended.refs == tuple(str(each["id"]) for each in shown)
    again = await deliver(scene, long, done=ended.refs[:2])
    assert again.refs[:2] == ended.refs[:2]
    assert (await scene.seen(ANN))[-1]["text"] == shown[2]["text"]
    assert len(await scene.seen(ANN)) == len(shown) + 2


async def test_a_reply_stands_under_its_message_and_survives_its_loss(scene: Scene) -> None:
    asked = await scene.say(ANN, "how?")
    await deliver(scene, say("so"), reply=str(asked))
    assert str((await scene.seen(ANN))[-1]["reply_to"]) == str(asked)
    ended = await deliver(scene, say("so"), reply="99999")
    assert isinstance(ended, Delivered)


async def test_files_go_with_their_words_and_what_cannot_go_is_named(scene: Scene) -> None:
    kept = [await scene.files.keep(PIXEL, f"{n}.png", "image/png") for n in range(2)]
    log = await scene.files.keep(b"log", "log.txt", "text/plain")
    huge = File(FileId("huge"), "huge.bin", "file", "application/octet-stream", 51 << 20)
    gone = File(FileId("gone"), "gone.bin", "file", "application/octet-stream", 3)
    missing = Missing("film.mp4", "file.too_large", 30 << 20)
    ended = await deliver(scene, say("look", files=(*kept, log, huge, gone, missing)))
    shown = (await scene.seen(ANN))[-3:]
    assert [each["media"]["kind"] for each in shown] == ["photo", "photo", "document"]
    assert shown[0]["caption"].splitlines()[1:] == [
        "look",
        "file.too_large name=huge.bin (53 MB)",
        "file.too_large name=film.mp4 (31 MB)",
        "file.gone name=gone.bin",
    ]
    assert ended == Delivered(tuple(str(each["id"]) for each in shown), lost=("huge.bin", "gone.bin"))


async def test_a_picture_that_telegram_refuses_goes_as_a_file(scene: Scene) -> None:
    broken = replace(
        await scene.files.keep(b"not a picture", "x.png", "image/png"), kind="image", mime="image/png"
    )
    ended = await deliver(scene, say("see", files=(broken,)))
    assert isinstance(ended, Delivered)
    assert (await scene.seen(ANN))[-1]["media"]["kind"] == "document"


async def test_an_edit_changes_the_copy_and_twice_is_fine(scene: Scene) -> None:
    ended = await deliver(scene, say("teh"))
    amend = Amend(TO_ANN, ENTRY, STAFF, plain("the"), "en")
    for _ in range(2):
        assert await deliver(scene, amend, known=ended.refs) == Delivered(ended.refs)
    assert (await scene.seen(ANN))[-1]["text"].endswith("\nthe")


async def test_an_edit_of_a_file_changes_its_caption(scene: Scene) -> None:
    kept = await scene.files.keep(PIXEL, "a.png", "image/png")
    ended = await deliver(scene, say("teh", files=(kept,)))
    await deliver(scene, Amend(TO_ANN, ENTRY, STAFF, plain("the"), "en"), known=ended.refs)
    assert (await scene.seen(ANN))[-1]["caption"].endswith("\nthe")


async def test_what_is_taken_back_is_gone_or_leaves_a_trace_where_it_is_too_old(scene: Scene) -> None:
    fresh = await deliver(scene, say("oops"))
    retract = Retract(TO_ANN, ENTRY, tombstone=False, language="en")
    assert await deliver(scene, retract, known=fresh.refs) == Delivered(fresh.refs)
    assert all("oops" not in (each.get("text") or "") for each in await scene.seen(ANN))
    assert await deliver(scene, retract, known=fresh.refs) == Delivered(fresh.refs)
    old = await deliver(scene, say("older"))
    await scene.control("telegram/clock", advance=49 * 3600)
    await deliver(scene, retract, known=old.refs)
    assert (await scene.seen(ANN))[-1]["text"] == "relay.deleted"


async def test_reactions_come_from_telegrams_list(scene: Scene) -> None:
    theirs = str(await scene.say(ANN, "thanks"))
    assert await deliver(scene, React(TO_ANN, ENTRY, "❤️"), known=(theirs,)) == Delivered()
    assert (await scene.seen(ANN))[-1]["reactions"] == {"❤": [str(BOT)]} or (await scene.seen(ANN))[-1][
        "reactions"
    ]
    assert await deliver(scene, React(TO_ANN, ENTRY, "✅"), known=(theirs,)) == Delivered()
    assert "👌" in (await scene.seen(ANN))[-1]["reactions"]
    assert await deliver(scene, React(TO_ANN, ENTRY, "🧭"), known=(theirs,)) == Delivered(lost=("🧭",))
    await deliver(scene, React(TO_ANN, ENTRY, "✅", added=False), known=(theirs,))
    assert not (await scene.seen(ANN))[-1]["reactions"]


async def test_marks_are_reactions_where_they_can_be_and_lines_where_not(scene: Scene) -> None:
    theirs = str(await scene.say(ANN, "help"))
    await deliver(scene, MarkAs(TO_ANN, ENTRY, "received"), known=(theirs,))
    assert "👀" in (await scene.seen(ANN))[-1]["reactions"]
    await deliver(scene, MarkAs(TO_ANN, ENTRY, "read"), known=(theirs,))
    assert list((await scene.seen(ANN))[-1]["reactions"]) == ["👍"]
    await deliver(scene, MarkAs(TO_ANN, ENTRY, "failed"), known=(theirs,))
    line = (await scene.seen(ANN))[-1]
    assert (line["text"], str(line["reply_to"])) == ("mark.failed", theirs)


CARD = Card(
    CardKey("queue"),
    text("queue.position", position=3),
    (text("queue.wait"),),
    (Action(Verb.LEAVE, text("button.leave"), CaseId(7), 2, style="danger"),),
    "waiting",
)


async def test_a_card_is_posted_once_and_edited_where_it_stands(scene: Scene) -> None:
    shown = await deliver(scene, Show(TO_ANN, CARD, "en"))
    card = (await scene.seen(ANN))[-1]
    assert card["text"] == "queue.position position=3\nqueue.wait\nmark.automatic"
    assert [[each["label"] for each in row] for row in card["buttons"]] == [["button.leave"]]
    newer = replace(CARD, title=text("queue.position", position=2))
    for _ in range(2):
        assert await deliver(scene, Show(TO_ANN, newer, "en"), known=shown.refs) == Delivered(shown.refs)
    assert (await scene.seen(ANN))[-1]["text"].startswith("queue.position position=2")


async def test_a_card_that_was_deleted_is_posted_again(scene: Scene) -> None:
    shown = await deliver(scene, Show(TO_ANN, CARD, "en"))
    await scene.user(ANN, "delete", chat="desk_bot", message=int(shown.refs[0]))
    again = await deliver(scene, Show(TO_ANN, CARD, "en"), known=shown.refs)
    assert again == Delivered((str((await scene.seen(ANN))[-1]["id"]),))
    assert again.refs != shown.refs


async def test_a_line_says_that_it_is_automatic(scene: Scene) -> None:
    await deliver(scene, Tell(TO_ANN, text("told.closed"), "en"))
    assert (await scene.seen(ANN))[-1]["text"] == "told.closed\nmark.automatic"


async def test_rooms_open_as_topics_in_the_group_used_longest_ago(scene: Scene) -> None:
    opened = OpenRoom(
        ROOM, CaseId(7), "agent", text("room.agent", case=7), (Account(f"telegram:{BEN}"),), "en"
    )
    places = [(await deliver(scene, opened)).place for _ in range(3)]
    assert [place.split(":")[:3] for place in places] == [
        ["telegram", "topic", str(AGENTS)],
        ["telegram", "topic", str(MORE_AGENTS)],
        ["telegram", "topic", str(AGENTS)],
    ]
    await deliver(scene, replace(say("in the room"), to=ROOM), place=places[0])
    assert (await scene.seen(BEN, AGENTS))[-1]["text"].endswith("in the room")
    assert await deliver(scene, LetIn(ROOM, ()), place=places[0]) == Delivered()
    closed = CloseRoom(ROOM, text("room.closed"), "en")
    for _ in range(2):
        assert await deliver(scene, closed, place=places[0]) == Delivered()


async def test_without_groups_and_for_requesters_the_room_is_the_private_chat(tmp_path: Path) -> None:
    async with staged(tmp_path, replace(SETTINGS, agent_groups=())) as scene:
        await scene.adapter.start()
        room = OpenRoom(ROOM, CaseId(7), "agent", text("room.agent"), (Account(f"telegram:{BEN}"),), "en")
        assert await deliver(scene, room) == Delivered(place=Place(f"telegram:chat:{BEN}"))
        await scene.adapter.stop()


async def test_a_deleted_topic_is_a_place_that_is_gone(scene: Scene) -> None:
    room = OpenRoom(ROOM, CaseId(7), "agent", text("room.agent"), (), "en")
    place = (await deliver(scene, room)).place
    thread = int(place.split(":")[3])
    await scene.user(BEN, "delete_topic", chat=AGENTS, thread=thread)
    ended = await deliver(scene, replace(say("anyone?"), to=ROOM), place=place)
    assert isinstance(ended, Rejected)
    assert ended.reason == "place_gone"


async def test_whoever_blocked_the_bot_or_never_began_is_unreachable(scene: Scene) -> None:
    await scene.user(ANN, "block", bot="desk_bot")
    assert (await deliver(scene, say("hello?"))).reason == "unreachable"
    assert isinstance(await deliver(scene, say("hello?", to=TO_EVE)), Rejected)


async def test_a_channel_that_speaks_in_groups_cannot_be_written_to(scene: Scene) -> None:
    told = Tell(direct(Account("telegram:-1009000001")), text("hello"), "en")
    assert scene.adapter.messenger.budgets(told.to, None, told) == ()
    assert isinstance(await deliver(scene, told), Rejected)


async def test_a_transcript_is_handed_over_as_files(scene: Scene) -> None:
    ended = await deliver(scene, Hand(TO_ANN, CaseId(7), "en"))
    shown = (await scene.seen(ANN))[-2:]
    assert [each["media"]["name"] for each in shown] == ["case-7.html", "case-7.json"]
    assert len(ended.refs) == 2


@pytest.mark.parametrize(
    ("do", "more", "kind"),
    [
        ("drop_reply", {}, Uncertain),
        ("drop_before", {}, Uncertain),
        ("status", {"status": 502}, Uncertain),
        ("status", {"status": 504}, Uncertain),
        ("status", {"status": 500}, RetryAfter),
        ("status", {"status": 503}, RetryAfter),
        ("retry_after", {"seconds": 7}, RetryAfter),
    ],
)
async def test_words_whose_fate_is_unknown_are_never_sent_twice(
    scene: Scene, do: str, more: dict[str, Any], kind: type
) -> None:
    await fault(scene, "sendMessage", do, **more)
    assert isinstance(await deliver(scene, say("once")), kind)


async def test_what_is_harmless_twice_is_tried_again_on_any_doubt(scene: Scene) -> None:
    ended = await deliver(scene, say("teh"))
    await fault(scene, "editMessageText", "drop_reply")
    amend = Amend(TO_ANN, ENTRY, STAFF, plain("the"), "en")
    assert isinstance(await deliver(scene, amend, known=ended.refs), RetryAfter)


async def test_without_a_connection_nothing_was_sent(tmp_path: Path) -> None:
    async with staged(tmp_path) as scene:
        settings = replace(SETTINGS, api_url="http://127.0.0.1:9")
        adapter = TelegramAdapter(
            settings, scene.desk, scene.adapter._texts, scene.files, scene.store, papers=_none
        )
        await adapter.start()
        ended = await adapter.messenger.deliver(Attempt("row", say("hi"), None))
        await adapter.stop()
    assert isinstance(ended, RetryAfter)


async def _none(hand: Hand | Draw) -> tuple[tuple[str, bytes], ...]:
    return ()


async def test_after_a_crash_words_wait_and_so_does_their_marked_repetition(scene: Scene) -> None:
    before = len(await scene.seen(ANN))
    assert await deliver(scene, say("maybe"), tries=1) == Uncertain("crash")
    assert await deliver(scene, say("maybe"), tries=1, repeated=True) == Uncertain("crash")
    assert len(await scene.seen(ANN)) == before
    assert isinstance(await deliver(scene, say("maybe"), repeated=True), Delivered)
    assert (await scene.seen(ANN))[-1]["text"].splitlines()[1] == "stamp.possibly_repeated"


async def test_a_group_that_moved_is_followed_and_answers_to_its_old_name(scene: Scene) -> None:
    await scene.control(
        "telegram/world",
        groups=[
            {
                "id": -777,
                "title": "Board",
                "members": [{"user": BEN, "status": "creator"}, {"user": BOT, "status": "administrator"}],
            }
        ],
    )
    board = Place("telegram:chat:-777")
    show = Show(board, CARD, "en")
    await deliver(scene, show, place=board)
    await scene.control(f"telegram/bots/{BOT}/migrate", chat=-777, to=-1_007_777_777_777)
    assert await deliver(scene, show, place=board) == RetryAfter(timedelta(0))
    assert isinstance(await deliver(scene, show, place=board), Delivered)
    assert (await scene.seen(BEN, -1_007_777_777_777))[-1]["text"].startswith("queue.position")
    assert await scene.store.refs(own(TOKEN), "moved") == ("-777 -1007777777777",)


async def test_a_refused_token_ends_the_program_and_is_never_told(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    settings = replace(scene.adapter._settings, token="42:wrong-token-wrong-token")
    adapter = TelegramAdapter(
        settings, scene.desk, scene.adapter._texts, scene.files, scene.store, papers=_none
    )
    with pytest.raises(FatalTelegramError) as caught:
        await adapter.run()
    assert "BotFather" in caught.value.fix
    assert "wrong-token" not in f"{caught.value!r} {caught.value.__cause__!r} {settings!r}"
    assert "wrong-token" not in "".join(
        each.getMessage() for each in caplog.records if each.name != "telegram.Bot"
    )


async def test_budgets_are_of_the_chat_or_group_and_of_the_bot(tmp_path: Path) -> None:
    paced = replace(SETTINGS, messages_per_second=29.7, chat_per_second=1, group_per_minute=20)
    async with staged(tmp_path, paced) as scene:
        budgets = scene.adapter.messenger.budgets
        chat, bot = budgets(TO_ANN, None, say("x"))
        assert (chat.key, chat.rate, chat.burst) == (f"telegram:chat:{ANN}", 1, 3)
        assert (bot.key, bot.rate) == ("telegram", 29.7)
        assert bot.most == 30
        topic = Place(f"telegram:topic:{AGENTS}:5")
        group, _ = budgets(ROOM, topic, replace(say("x"), to=ROOM))
        assert (group.key, round(group.rate, 3)) == (f"telegram:chat:{AGENTS}", 0.333)
        assert budgets(TO_ANN, None, MarkAs(TO_ANN, ENTRY, "sent")) == ()
        unpaced = replace(SETTINGS)
        adapter = TelegramAdapter(
            unpaced, scene.desk, scene.adapter._texts, scene.files, scene.store, papers=_none
        )
        assert adapter.messenger.budgets(TO_ANN, None, say("x")) == ()
    assert TOKEN not in repr(SETTINGS)
