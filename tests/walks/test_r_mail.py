"""Walk r: somebody without an account has the news sent to their mailbox, and ends it, without JavaScript."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.acceptance.statusing import PLACES, fetched, furnished, publishes, writes
from tests.stage import Stage, staged
from tests.walks.parts import on
from tests.walks.test_n_incidents import COMPONENTS, SAID, TITLE

PAGES = "https://help.example"
ANA, BO = "ana@harbour.example", "bo@moor.example"
ASKED = "A mail is on its way to this address"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, f'{PLACES}\n[web]\nurl = "{PAGES}"', running=False) as the:
        the.config.write_text(the.config.read_text() + COMPONENTS)
        await furnished(the.sandbox)
        await the.start()
        yield the


async def posts(stage: Stage, path: str, proxied_for: str | None = None, **fields: str) -> tuple[int, str]:
    """What a browser gets that sends a form; the same as every other reader, but for what is in it."""
    headers = {} if proxied_for is None else {"X-Forwarded-For": proxied_for}
    async with (
        aiohttp.ClientSession(headers=headers) as reader,
        reader.post(stage.url + path, data=fields) as answer,
    ):
        return answer.status, await answer.text()


async def link(stage: Stage, address: str, kind: str, after: int = 0) -> str:
    """The path that the newest mail leads to."""
    mail = await stage.sandbox.mail.sees(address, after=after)
    found = re.search(rf"{PAGES}(/status/{kind}/\S+)", mail.text)
    assert found, mail.text
    return found[1]


async def subscribes(stage: Stage, address: str) -> None:
    status, page = await posts(stage, "/status/subscribe", email=address)
    assert (status, ASKED in page) == (200, True)
    path = await link(stage, address, "subscribe")
    status, page = await posts(stage, path)
    assert (status, "go to your address from now on" in page) == (200, True)


async def begins(stage: Stage) -> None:
    await on(stage.ben)
    await writes(stage.ben, "incident start", TITLE, SAID, components="cards", eta="2h")
    await publishes(stage.ben, SAID)


async def test_news_come_once_they_are_confirmed_until_the_mail_program_ends_them(stage: Stage) -> None:
    _, page, _ = await fetched(stage, "/status")
    assert 'action="/status/subscribe?lang=en"' in page
    await posts(stage, "/status/subscribe", email=BO)  # which Bo never confirms
    await posts(stage, "/status/subscribe", email=ANA)
    path = await link(stage, ANA, "subscribe")
    status, page, _ = await fetched(stage, path)
    assert (status, "Yes, send me news" in page) == (200, True)
    status, page = await posts(stage, path)
    assert (status, "go to your address from now on" in page) == (200, True)
    asked = (await stage.sandbox.mail.of(ANA))[-1].number

    await begins(stage)
    news = await stage.sandbox.mail.sees(ANA, after=asked)
    assert TITLE in news.subject
    ends = await link(stage, ANA, "unsubscribe", after=asked)
    status, page, _ = await fetched(stage, ends)
    assert (status, "Send me no more" in page) == (200, True)
    status, page = await posts(stage, ends, **{"List-Unsubscribe": "One-Click"})
    assert (status, "No more news go to your address" in page) == (200, True)
    await writes(stage.ben, "incident resolve", "", "It works again.")
    await publishes(stage.ben, "It works again.")
    await stage.tess.sees("Resolved: " + TITLE)
    assert len(await stage.sandbox.mail.of(BO)) == 1
    assert (await stage.sandbox.mail.of(ANA))[-1].number == news.number


async def test_nobody_learns_who_has_subscribed(stage: Stage) -> None:
    await subscribes(stage, ANA)
    known = await posts(stage, "/status/subscribe", email=ANA)
    assert known == await posts(stage, "/status/subscribe", email=BO)
    await stage.sandbox.mail.sees(BO)
    subjects = [{mail.subject for mail in await stage.sandbox.mail.of(each)} for each in (ANA, BO)]
    assert subjects[0] == subjects[1]


async def test_what_is_no_link_of_ours_and_no_address_does_nothing(stage: Stage) -> None:
    for path in ("/status/subscribe/abc.def", "/status/unsubscribe/abc"):
        status, page = await posts(stage, path)
        assert (status, "not valid" in page) == (404, True)
    for written in ("", "ana", "ana@harbour.example\r\nBcc: bo@moor.example"):
        status, page = await posts(stage, "/status/subscribe", email=written)
        assert (status, "no e-mail address" in page) == (400, True)


async def test_who_asks_too_often_is_put_off_whatever_they_write(stage: Stage) -> None:
    answers = [await posts(stage, "/status/subscribe", email=f"p{n}@moor.example") for n in range(22)]
    assert [status for status, _ in answers] == [200] * 20 + [429] * 2


async def test_behind_a_proxy_each_visitor_is_counted_alone(stage: Stage) -> None:
    stage.config.write_text(stage.config.read_text().replace("[web]\n", "[web]\nbehind_proxy = true\n"))
    await stage.restart()
    answers = [
        await posts(stage, "/status/subscribe", f"192.0.2.{n % 2 + 1}", email=f"p{n}@moor.example")
        for n in range(22)
    ]
    assert {status for status, _ in answers} == {200}


async def test_it_speaks_the_language_of_the_page(stage: Stage) -> None:
    _, page, _ = await fetched(stage, "/status", **{"Accept-Language": "pt-PT"})
    assert 'action="/status/subscribe?lang=pt-PT"' in page
    _, said = await posts(stage, "/status/subscribe?lang=pt-PT", email=ANA)
    assert "Vai a caminho" in said
    mail = await stage.sandbox.mail.sees(ANA)
    assert "novidades por e-mail?" in mail.subject
    _, said = await posts(stage, await link(stage, ANA, "subscribe"))
    assert "Cada uma tem uma ligação para parar" in said
