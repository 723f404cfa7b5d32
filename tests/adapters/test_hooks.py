"""Monitoring's webhooks: who is believed, and what is understood."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from standardwebhooks import Webhook

from adapters.web.hooks import Hook, Hooks, signed
from core.ports import StoreUnavailable
from core.words.alerts import Alert
from core.words.cards import NOTHING, Answer
from core.words.commands import Alerted, Command

SECRET = "0123456789abcdef-of-the-test"
ENCODED = "whsec_MDEyMzQ1Njc4OWFiY2RlZg=="
NOW = datetime.now(UTC).replace(microsecond=0)


class Clock:
    def now(self) -> datetime:
        return NOW

    async def sleep(self, duration: timedelta) -> None:
        raise AssertionError(duration)


@dataclass(slots=True)
class Desk:
    """Keeps what it is told."""

    heard: list[Command] = field(default_factory=list)
    away: bool = False

    async def handle(self, command: Command) -> Answer:
        if self.away:
            raise StoreUnavailable
        self.heard.append(command)
        return NOTHING


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture
async def caller(desk: Desk) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    levels = {"critical": "major", "warning": "degraded"}
    hooks = {
        "own": Hook("own", "generic", SECRET, levels=levels),
        "prom": Hook("prom", "alertmanager", SECRET, component="app", levels=levels),
        "kuma": Hook("kuma", "uptime-kuma", SECRET),
    }
    app = web.Application()
    Hooks(hooks, desk, Clock()).routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


def signature(
    body: str, *, secret: str | bytes = SECRET.encode(), shifted: timedelta = timedelta(0), id_: str = "m1"
) -> dict[str, str]:
    """As the published library signs: at this moment, since it checks by the machine's clock."""
    at = datetime.now(UTC) + shifted
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(id_, at, body),
    }


SAID = json.dumps(
    {"key": "db", "firing": True, "title": "Slow queries", "words": "9 s", "severity": "warning"}
)


async def test_a_signed_call_is_the_same_command_each_time_it_comes(
    caller: TestClient[web.Request, web.Application], desk: Desk
) -> None:
    async with caller.post("/hooks/own", data=SAID, headers=signature(SAID)) as answer:
        assert answer.status == 204
    alert = Alert(
        "db", firing=True, title="Slow queries", words="9 s", component="", level="degraded", at=NOW
    )
    async with caller.post("/hooks/own", data=SAID, headers=signature(SAID)) as again:
        assert again.status == 204
    assert desk.heard == 2 * [Alerted("hook:own:m1", "own", (alert,))], "the desk knows it again by its id"


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        (dict, "unsigned"),
        (lambda: signature(SAID, secret=b"another secret of that length"), "another secret"),
        (lambda: signature(SAID + " "), "another body"),
        (lambda: signature(SAID, shifted=-timedelta(minutes=6)), "played back"),
        (lambda: signature(SAID, shifted=timedelta(minutes=6)), "of the future"),
        (lambda: {**signature(SAID), "webhook-id": "m2"}, "under another id"),
        (lambda: {**signature(SAID), "webhook-signature": "v1"}, "no signature"),
        (lambda: {**signature(SAID), "webhook-signature": "v1,%%%"}, "no base64"),
        (lambda: {**signature(SAID), "webhook-timestamp": "yesterday"}, "no time"),
        (lambda: {"Authorization": f"Bearer {SECRET}"}, "a token alone, where signing is possible"),
    ],
)
async def test_nobody_else_is_believed(
    caller: TestClient[web.Request, web.Application],
    desk: Desk,
    headers: Callable[[], dict[str, str]],
    why: str,
) -> None:
    async with caller.post("/hooks/own", data=SAID, headers=headers()) as answer:
        assert answer.status == 401, why
    assert desk.heard == []


@pytest.mark.parametrize("monitor", ["own", "prom"])
async def test_what_is_no_text_at_all_is_not_believed_either(
    caller: TestClient[web.Request, web.Application], desk: Desk, monitor: str
) -> None:
    url = caller.make_url("/")
    reader, writer = await asyncio.open_connection(url.host, url.port)
    head = (
        f"POST /hooks/{monitor} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nAuthorization: Bearer ".encode()
    )
    writer.write(head + b"\xff\xfe\r\n\r\n{}")
    assert (await reader.readline()).split()[1] == b"401"
    writer.close()
    assert desk.heard == []


async def test_an_unknown_monitor_looks_like_a_wrong_signature(
    caller: TestClient[web.Request, web.Application],
) -> None:
    async with caller.post("/hooks/other", data=SAID, headers=signature(SAID)) as answer:
        assert answer.status == 401


async def test_what_is_in_no_form_is_refused_and_what_cannot_be_stored_is_asked_for_again(
    caller: TestClient[web.Request, web.Application], desk: Desk
) -> None:
    async with caller.post("/hooks/own", data="{}", headers=signature("{}")) as answer:
        assert answer.status == 400
    desk.away = True
    async with caller.post("/hooks/own", data=SAID, headers=signature(SAID)) as answer:
        assert answer.status == 503


async def test_alertmanagers_form(caller: TestClient[web.Request, web.Application], desk: Desk) -> None:
    alerts = [
        {
            "status": "firing",
            "labels": {"alertname": "Down", "severity": "critical", "component": "db"},
            "annotations": {"summary": "The database is down", "description": "No answer"},
            "startsAt": "2026-03-02T12:00:00.123456789Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "fingerprint": "f1",
        },
        {
            "status": "resolved",
            "labels": {"alertname": "Slow"},
            "startsAt": "2026-03-02T12:00:00Z",
            "endsAt": "2026-03-02T12:30:00Z",
            "fingerprint": "f2",
        },
    ]
    body = {"version": "4", "groupKey": "{}", "status": "firing", "alerts": alerts}
    token = {"Authorization": f"Bearer {SECRET}"}
    async with caller.post("/hooks/prom", json=body, headers=token) as answer:
        assert answer.status == 204
    (heard,) = desk.heard
    assert isinstance(heard, Alerted)
    found = [(a.key, a.firing, a.title, a.words, a.component, a.level) for a in heard.alerts]
    assert found == [
        ("f1", True, "The database is down", "No answer", "db", "major"),
        ("f2", False, "Slow", "", "app", "partial"),
    ]
    assert [f"{each.at:%H:%M}" for each in heard.alerts] == ["12:00", "12:30"]


@pytest.mark.parametrize(("status", "firing"), [(0, [True]), (1, [False]), (2, []), (3, [])])
async def test_uptime_kumas_form(
    caller: TestClient[web.Request, web.Application], desk: Desk, status: int, firing: list[bool]
) -> None:
    monitor = {"id": 7, "name": "Site", "tags": [{"name": "component", "value": "web"}]}
    body = {"heartbeat": {"status": status, "msg": "timeout"}, "monitor": monitor, "msg": "[Site] down"}
    async with caller.post("/hooks/kuma", json=body, headers={"Authorization": f"Bearer {SECRET}"}) as answer:
        assert answer.status == 204
    alerts = [each for heard in desk.heard if isinstance(heard, Alerted) for each in heard.alerts]
    assert [(each.firing, each.key, each.component) for each in alerts] == [
        (each, "7", "web") for each in firing
    ]


def test_a_secret_may_be_written_as_others_write_it() -> None:
    assert signed(ENCODED, signature(SAID, secret=ENCODED), SAID.encode())
    assert signed(ENCODED, signature(SAID, secret=b"0123456789abcdef"), SAID.encode())
    assert not signed(ENCODED, signature(SAID), SAID.encode())
