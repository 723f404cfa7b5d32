"""Files in the sandbox's Telegram: up, down, too big, in albums."""

import base64
import io

import aiohttp
import pytest
import pytest_asyncio
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest
from test_sandbox_telegram import ANN, BOT, PIXEL, TOKEN, Play, playing

play = pytest_asyncio.fixture(playing)


async def test_a_photo_goes_up_and_comes_down_whole(play: Play) -> None:
    await play.start()
    sent = await play.bot.send_photo(ANN, PIXEL, caption="<u>one</u> pixel", parse_mode="HTML")
    assert (sent.photo[0].width, sent.photo[0].height) == (1, 1)
    assert sent.caption == "one pixel"
    file = await play.bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == PIXEL
    again = await play.bot.send_photo(ANN, sent.photo[-1].file_id)
    assert again.photo[0].file_unique_id == sent.photo[0].file_unique_id
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await play.bot.send_document(ANN, sent.photo[-1].file_id)


async def test_what_a_person_encloses_reaches_the_bot_and_the_page_saves_it(play: Play) -> None:
    await play.start()
    content = base64.b64encode(b"<script>alert(1)</script>").decode()
    file = {"kind": "document", "name": "log.html", "mime": "text/html", "base64": content}
    await play.control(f"users/{ANN}/send", chat=BOT, files=[file], caption="my log")
    message = (await play.drained())[-1].message
    assert (message.document.file_name, message.caption) == ("log.html", "my log")
    got = await (await message.document.get_file()).download_as_bytearray()
    assert bytes(got) == b"<script>alert(1)</script>"
    url = (await play.chat(ANN, BOT))["messages"][-1]["media"]["url"]
    async with play.session.get(url) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type == "application/octet-stream"


async def test_a_bot_downloads_at_most_twenty_megabytes(play: Play) -> None:
    await play.start()
    big = base64.b64encode(bytes((20 << 20) + 1)).decode()
    file = {"kind": "video", "name": "v.mp4", "mime": "video/mp4", "base64": big}
    await play.control(f"users/{ANN}/send", chat=BOT, files=[file])
    message = (await play.drained())[-1].message
    with pytest.raises(BadRequest, match="File is too big"):
        await message.video.get_file()


async def test_a_bot_uploads_at_most_fifty_megabytes(play: Play) -> None:
    await play.start()
    form = aiohttp.FormData({"chat_id": str(ANN)})
    form.add_field("document", io.BytesIO(bytes(52 << 20)), filename="big.bin")
    async with play.session.post(f"/telegram/bot{TOKEN}/sendDocument", data=form) as answer:
        assert (answer.status, (await answer.json())["description"]) == (413, "Request Entity Too Large")


async def test_albums_are_several_messages_with_one_group_id(play: Play) -> None:
    await play.start()
    sent = await play.bot.send_media_group(
        ANN, [InputMediaPhoto(PIXEL, caption="first"), InputMediaPhoto(PIXEL)]
    )
    assert len({each.media_group_id for each in sent}) == 1
    assert sent[0].media_group_id
    picture = {"kind": "photo", "name": "", "mime": "image/png", "base64": base64.b64encode(PIXEL).decode()}
    await play.drained()
    await play.control(f"users/{ANN}/send", chat=BOT, files=[picture] * 3, album=True, caption="three")
    messages = [update.message for update in await play.drained()]
    assert len(messages) == 3
    assert len({each.media_group_id for each in messages}) == 1
    assert [each.caption for each in messages] == ["three", None, None]
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await play.bot.send_media_group(ANN, [InputMediaPhoto(PIXEL), InputMediaDocument(PIXEL)])


async def test_other_files_go_out_under_their_kind(play: Play) -> None:
    await play.start()
    await play.control("limits", enabled=False)
    assert (await play.bot.send_document(ANN, b"text", filename="a.txt")).document
    assert (await play.bot.send_video(ANN, b"video")).video
    assert (await play.bot.send_audio(ANN, b"audio")).audio
    assert (await play.bot.send_voice(ANN, b"voice")).voice
    assert (await play.bot.send_animation(ANN, b"animation")).animation
    assert (await play.bot.send_sticker(ANN, b"sticker")).sticker
