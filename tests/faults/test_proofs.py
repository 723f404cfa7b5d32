"""What can go wrong with a proof: codes that are guessed, used or overheard, mail that does not go, a directory that
hangs or lies. Everybody concerned is told, and nobody becomes who they are not."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from adapters.email.limits import LATER
from bots.sandbox.client import Person
from tests.faults.trouble import data, looked_into, waited
from tests.stage import Stage, staged
from tests.walks.parts import heading, opened
from tests.walks.proving import ANA, asked, directory, give, proven

HARBOUR = {"id": "harbour", "name": "Harbour Ltd", "plan": "priority", "contact": {"email": ANA}}
WRONG = "AAAA-AAAA-AAA"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, directory(tmp_path)) as made:
        yield made


async def test_a_code_that_was_guessed_five_times_is_worth_nothing(stage: Stage) -> None:
    tess = stage.tess
    code = await asked(stage, tess)
    for last in "ABCD":
        await give(tess, WRONG + last)
    await tess.sees("That is not the code")
    await give(tess, WRONG + "E")
    await tess.sees("wrong too often")
    await give(tess, code)
    await tess.until(lambda: _count(tess, "wrong too often", 2))
    await tess.has_not("is proven to be yours")
    fresh = await asked(stage, tess)
    await give(tess, fresh)
    await tess.sees("is proven to be yours")


async def test_a_code_works_once(stage: Stage) -> None:
    code = await asked(stage, stage.tess)
    await give(stage.tess, code)
    await stage.tess.sees("is proven to be yours")
    await give(stage.tess, code)
    await stage.tess.sees("This code has been used")


async def test_a_code_works_for_nobody_else_and_stays_good_for_its_owner(stage: Stage) -> None:
    code = await asked(stage, stage.tess)
    await stage.rui.start()
    await give(stage.rui, code)
    await stage.rui.sees("só funciona para a conta que o pediu")
    await give(stage.rita, code)
    await stage.rita.sees("No code is open for this account")
    await give(stage.tess, code)
    await stage.tess.sees("is proven to be yours")


async def test_a_newer_code_ends_the_older_one(stage: Stage) -> None:
    older, newer = await asked(stage, stage.tess), await asked(stage, stage.tess)
    await give(stage.tess, older)
    await stage.tess.sees("That is not the code")
    await give(stage.tess, newer)
    await stage.tess.sees("is proven to be yours")


async def test_nobodys_mailbox_is_flooded_whoever_asks(stage: Stage) -> None:
    await asked(stage, stage.tess)
    await asked(stage, stage.rita)
    await asked(stage, stage.tess)
    await give(stage.rita, ANA)
    await stage.rita.sees("Too many codes were asked for")
    await stage.rui.start()
    await give(stage.rui, ANA)
    await stage.rui.sees("demasiados códigos")
    assert len(await stage.sandbox.mail.of(ANA)) == 3


async def test_no_code_is_in_the_store_or_in_the_log(stage: Stage) -> None:
    code = await asked(stage, stage.tess)
    kept = b"".join(file.read_bytes() for file in data(stage).rglob("*") if file.is_file())
    async with looked_into(stage) as store:
        for key in await store.keys():
            kept += await store.dump(key) or b""
    for written in (code, code.replace("-", "")):
        assert written.encode() not in kept
        assert written not in stage.log()
    assert ANA not in stage.log()


async def test_a_mail_waits_for_the_server_through_a_kill_and_its_reader_is_told(stage: Stage) -> None:
    tess, mail = stage.tess, stage.sandbox.mail
    await tess.start()
    await mail.stop()
    await give(tess, ANA)
    await tess.sees("on its way")
    await tess.sees("is delayed")
    await stage.restart()
    await mail.start()
    came = await mail.sees(ANA)
    assert len(await mail.of(ANA)) == 1
    await give(tess, came.text.split("/prove ")[1].split(".")[0])
    await tess.sees("is proven to be yours")
    told = [each.text for each in await tess.messages() if "is delayed" in each.text]
    assert len([each for each in told if "possibly repeated" not in each]) == 1, told


async def test_an_address_that_the_server_refuses_is_told(stage: Stage) -> None:
    await stage.tess.start()
    await stage.sandbox.mail.refuse("550 no such user here")
    await give(stage.tess, "nobody@harbour.example")
    await stage.tess.sees("could not be delivered")


async def test_a_server_that_asks_for_patience_gets_the_mail_later(stage: Stage) -> None:
    await stage.tess.start()
    await stage.sandbox.mail.refuse("451 come again")
    await give(stage.tess, ANA)
    await stage.tess.sees("is delayed")
    assert await stage.sandbox.mail.of(ANA) == ()
    await waited(stage, "mail", LATER)
    await stage.sandbox.mail.sees(ANA)


@pytest.mark.parametrize(
    "address",
    [
        "ana@harbour.example\r\nBcc: all@harbour.example",
        "a b@harbour.example",
        "@",
        "ana@harbour",
        "é@x.example",
    ],
)
async def test_what_is_no_address_gets_no_mail(stage: Stage, address: str) -> None:
    await stage.tess.start()
    await give(stage.tess, address)
    await stage.tess.sees("no e-mail address")
    assert (await stage.sandbox.mail.look()).mails == ()


# ---- the operator's own directory


@asynccontextmanager
async def asking(
    folder: Path, answer: Callable[[web.Request], object], settings: str = ""
) -> AsyncIterator[Stage]:
    """A desk that looks customers up in a system that answers so."""

    async def find(request: web.Request) -> web.StreamResponse:
        given = answer(request)
        if asyncio.iscoroutine(given):
            given = await given
        assert isinstance(given, web.StreamResponse)
        return given

    app = web.Application()
    app.router.add_get("/customers", find)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/customers"
    own = f'[directory]\nurl = "{url}"\ntoken = "opens-the-directory"\ntimeout = "1s"\n{settings or "private = true"}'
    try:
        async with staged(folder, own) as stage:
            yield stage
    finally:
        await runner.cleanup()


def said(body: object, status: int = 200) -> Callable[[web.Request], object]:
    return lambda _request: web.Response(
        text=json.dumps(body), status=status, content_type="application/json"
    )


async def test_a_lookup_makes_somebody_known(tmp_path: Path) -> None:
    calls: list[tuple[str, str]] = []

    def answer(request: web.Request) -> web.Response:
        calls.append((request.query["email"], request.headers["Authorization"]))
        return web.json_response(HARBOUR)

    async with asking(tmp_path, answer) as stage:
        await proven(stage, stage.rita)
        await stage.rita.sees("Harbour Ltd")
        assert calls == [(ANA, "Bearer opens-the-directory")]
        assert "opens-the-directory" not in stage.log()
        question = await opened(stage, stage.rita, stage.ben, "Please help")
        assert "Harbour Ltd" in (await heading(stage.ben, question.place)).text


async def test_an_address_that_the_directory_does_not_know_is_a_guests(tmp_path: Path) -> None:
    async with asking(tmp_path, said({}, 404)) as stage:
        await proven(stage, stage.tess)
        await stage.tess.sees("you ask as a guest")


async def hangs(_request: web.Request) -> web.Response:
    await asyncio.Event().wait()  # until whoever asked has gone
    return web.json_response(HARBOUR)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (hangs, "slow"),
        (said({}, 500), "status"),
        (said({**HARBOUR, "contact": {"email": "eve@moor.example"}}), "nonsense"),
        (said({**HARBOUR, "admin": True}), "nonsense"),
        (said({**HARBOUR, "plan": None}), "nonsense"),
        (said("x" * 100_000), "nonsense"),
        (lambda _request: web.Response(status=302, headers={"Location": "http://127.0.0.1:1/"}), "status"),
    ],
    ids=["hangs", "fails", "names another", "says more", "says less", "too much", "redirects"],
)
async def test_a_directory_that_hangs_or_lies_makes_nobody_known(
    tmp_path: Path, answer: Callable[[web.Request], object], outcome: str
) -> None:
    async with asking(tmp_path, answer) as stage:
        await proven(stage, stage.tess)
        await stage.tess.sees("directory does not answer now, so you ask as a guest")
        assert "directory.failed" in stage.log()
        page = (await stage.sandbox.download(f"{stage.url}/metrics")).decode()
        assert f'switchboard_directory_seconds_count{{outcome="{outcome}"}} 1.0' in page


async def test_no_private_address_is_dialled_unless_that_is_meant(tmp_path: Path) -> None:
    calls: list[str] = []

    def answer(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.json_response(HARBOUR)

    async with asking(tmp_path, answer, "private = false") as stage:
        await proven(stage, stage.tess)
        await stage.tess.sees("directory does not answer now")
    assert calls == []


async def _count(person: Person, words: str, times: int) -> bool:
    seen = await person.messages()
    return sum(words in each.text for each in seen) == times
