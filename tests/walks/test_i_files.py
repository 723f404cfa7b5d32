"""Walk i: files of all kinds, with odd names, untrue types and too much in them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from bots.sandbox.client import Message, Person, TelegramPerson, Upload
from tests.stage import staged
from tests.walks.parts import PAIRS, opened

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f00050001ff56c7e2f10000000049454e44ae426082"
)
MEGABYTE = 1_048_576
SENT = TypeAdapter(dict[str, object])
ODD = (
    Upload("../../etc/passwd", b"root", "text/plain", "document"),
    Upload(".htaccess", b"deny from all", "text/plain", "document"),
    Upload("drawing.svg", SVG, "image/svg+xml", "document"),
    Upload("page.html", b"<script>alert(1)</script>", "text/html", "document"),
    Upload("untrue.png", b"no picture at all", "image/png", "document"),
    Upload("turned\u202egnp.exe", b"MZ", "application/octet-stream", "document"),
)


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_odd_files_arrive_under_safe_names(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        for odd in ODD:
            await requester.say("see this", files=[odd])
        await requester.say("that is all")
        await agent.sees("that is all", place=question.place)
        seen = [file for each in await agent.messages(question.place) for file in each.files]
        assert len(seen) == len(ODD)
        for file, sent in zip(seen, ODD, strict=True):
            assert "/" not in file.name
            assert not file.name.startswith(".")
            assert "\u202e" not in file.name
            assert file.kind != "photo", "shown as no picture that it is not"
            assert await stage.sandbox.download(file.url) == sent.content


@pytest.mark.parametrize(("pair", "refused"), [(("D", "T"), 26), (("T", "D"), 21), (("D", "D"), 15)])
async def test_what_is_too_large_is_said_with_its_size(
    tmp_path: Path, pair: tuple[str, str], refused: int
) -> None:
    """The agent sees that there was a file; who sent one that cannot be taken at all hears of it, too."""
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        content = b"x" * (refused * MEGABYTE)
        await requester.say(
            "my film", files=[Upload("film.bin", content, "application/octet-stream", "document")]
        )
        said = f"film.bin ({len(content) / 1_000_000:.0f} MB): too large"
        film = await agent.sees("my film", place=question.place)
        assert said in film.text
        if pair != ("D", "D"):
            await requester.sees(said)
        mine = next(each for each in await requester.messages() if each.text == "my film")
        await requester.edit(mine, "my old film")
        film = await agent.sees("my old film", place=question.place)
        assert said in film.text


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
async def test_ten_pictures_arrive_together(tmp_path: Path, pair: tuple[str, str]) -> None:
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        await requester.say(
            "ten of them", files=[Upload(f"{number}.png", PNG, "image/png") for number in range(10)]
        )
        await requester.say("that is all")
        await agent.sees("that is all", place=question.place)
        seen = [each for each in await agent.messages(question.place) if each.files]
        assert sum(len(each.files) for each in seen) == 10
        if isinstance(agent, TelegramPerson):
            assert len({str(each.raw.get("album")) for each in seen}) == 1, "one album"
        else:
            assert len(seen) == 1, "one message"
        assert [each.text for each in seen if "ten of them" in each.text], "with their words"


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_a_part_of_an_album_that_comes_late_arrives_as_an_answer_to_it(
    tmp_path: Path, agent: str
) -> None:
    async with staged(tmp_path) as stage:
        requester, answers = stage.pair("T", agent)
        question = await opened(stage, requester, answers, "My card was charged twice")
        number = await requester.say(
            "all of it", files=[Upload(f"{number}.png", PNG, "image/png") for number in range(2)]
        )
        album = await answers.sees("all of it", place=question.place)
        at = await requester.place(None)
        late = {"files": [Upload("late.png", PNG, "image/png").as_json()], "album_of": int(number)}
        await requester.act("send", {"chat": at.channel, "caption": "the last of them", **late})
        part = await answers.sees("the last of them", place=question.place)
        assert (part.reply_to, len(part.files)) == (album.id, 1)
        await requester.edit(number, "nearly all of it")
        await answers.sees("nearly all of it", place=question.place)
        seen = [each for each in await answers.messages(question.place) if each.files]
        assert sum(len(each.files) for each in seen) == 3


KINDS = (
    ("sticker", "image/webp"),
    ("voice", "audio/ogg"),
    ("video_note", "video/mp4"),
    ("audio", "audio/mpeg"),
)


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_other_kinds_are_shown_or_named(tmp_path: Path, agent: str) -> None:
    async with staged(tmp_path) as stage:
        _, answers = stage.pair("T", agent)
        question = await opened(stage, stage.tess, answers, "My card was charged twice")
        for extra, shown in (
            ({"contact": {"phone_number": "+351 123", "first_name": "Zé"}}, "Contact: Zé, +351 123"),
            ({"location": {"latitude": 38.7, "longitude": -9.1}}, "Location: 38.7"),
            ({"poll": {"question": "Which?", "options": ["one", "two"]}}, "Poll: Which? one / two"),
        ):
            await enclose(stage.tess, extra)
            await answers.sees(shown, place=question.place)
        for kind, mime in KINDS:
            await stage.tess.say("", files=[Upload(f"{kind}.bin", b"the bytes of it", mime, kind)])
        await stage.tess.say("that is all")
        await answers.sees("that is all", place=question.place)
        files = [file for each in await answers.messages(question.place) for file in each.files]
        assert len(files) == len(KINDS)


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_a_live_location_is_shown_where_it_began_and_where_it_ends(tmp_path: Path, agent: str) -> None:
    async with staged(tmp_path) as stage:
        _, answers = stage.pair("T", agent)
        question = await opened(stage, stage.tess, answers, "My card was charged twice")
        at = await stage.tess.place(None)
        began = {"latitude": 38.7, "longitude": -9.1, "live_period": 900}
        sent = await stage.tess.act("send", {"chat": at.channel, "location": began})
        shown = await answers.sees("Location: 38.7", place=question.place)
        moved = {"chat": at.channel, "message": int(str(SENT.validate_python(sent)["message"]))}
        await stage.tess.act("edit", {**moved, "location": {**began, "latitude": 38.8}})
        await stage.tess.act("edit", {**moved, "location": {"latitude": 38.9, "longitude": -9.1}})
        ended = await answers.sees("Location: 38.9", place=question.place)
        assert ended.id == shown.id


async def test_a_caption_that_grows_beyond_what_telegram_takes_goes_on_below(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        question = await opened(stage, stage.rita, stage.ben, "My card was charged twice")
        number = await stage.rita.say("short", files=[Upload("a.png", PNG, "image/png")])
        shown = await stage.ben.sees("short", place=question.place)
        await stage.rita.edit(number, " ".join(f"{word:04}" for word in range(380)))
        last = await stage.ben.sees("0379", place=question.place)
        assert (last.id != shown.id, "(2/2)" in last.text) == (True, True)
        await stage.rita.edit(number, "short again")
        await stage.ben.sees(lambda each: each.id == shown.id and "short again" in each.text)
        await stage.ben.sees(lambda each: each.id == last.id and "0379" not in each.text)


async def enclose(person: Person, extra: Mapping[str, object]) -> None:
    at = await person.place(None)
    await person.act("send", {"chat": at.channel, **extra})


async def test_a_first_message_may_be_a_file(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        question: Message = await opened(stage, stage.rita, stage.mo, "words to begin with")
        assert question.text
        await stage.tess.start()
        await stage.tess.say("", files=[Upload("shot.png", PNG, "image/png")])
        await stage.tess.sees("1st")
        await stage.mo.press("Take next")
        await stage.mo.sees(lambda each: bool(each.files) and "Tess" in each.text)


@pytest.mark.parametrize("pair", [("D", "T"), ("D", "D")], ids="".join)
async def test_a_file_that_is_not_taken_keeps_neither_words_nor_other_files_back(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    """An empty one, alone and among others: Telegram takes none, and no album that has one."""
    async with staged(tmp_path) as stage:
        requester, agent = stage.pair(*pair)
        question = await opened(stage, requester, agent, "My card was charged twice")
        empty = Upload("empty.txt", b"", "text/plain", "document")
        number = await requester.say("only this", files=[empty])
        two = [Upload(f"{number}.txt", b"words", "text/plain", "document") for number in range(2)]
        await requester.say("three of them", files=[two[0], empty, two[1]])
        await requester.say("the end")
        await agent.sees("the end", place=question.place)
        seen = [file for each in await agent.messages(question.place) for file in each.files]
        assert {file.name for file in seen} >= {"0.txt", "1.txt"}
        for words in ("only this", "three of them", "empty.txt"):
            if pair[1] == "T" or words != "empty.txt":
                await agent.sees(words, place=question.place)
        await requester.edit(number, "only that")
        await agent.sees("only that", place=question.place)
