"""Readers of the status page and its data: against aiohttp saying hello at the same size, and many at once."""

import asyncio
import itertools
import os
import statistics
import time
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import orjson
import pytest
import uvloop
from yarl import URL

from tests.bench.load import Load, Talk, listening, quantile
from tests.bench.programs import program, resident, started, worked

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

CONNECTIONS, SECONDS, ROUNDS = 16, 2.0, 5


async def _reader(url: URL, headers: str, until: float) -> int:
    """Ask over and over on one connection; how many answers."""
    reader, writer = await asyncio.open_connection(url.host, url.port)
    asked = f"GET {url.raw_path_qs} HTTP/1.1\r\nHost: bench\r\n{headers}\r\n".encode()
    count = 0
    while time.perf_counter() < until:
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")), head
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if length and not head.startswith(b"HTTP/1.1 304"):
            await reader.readexactly(length)
        count += 1
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()
    return count


async def _rate(url: URL, headers: str = "") -> float:
    began = time.perf_counter()
    counts = await asyncio.gather(*(_reader(url, headers, began + SECONDS) for _ in range(CONNECTIONS)))
    return sum(counts) / (time.perf_counter() - began)


async def _measured() -> dict[str, tuple[float, float]]:
    """By path: the median of answers a second, ours and the peer's."""
    found: dict[str, tuple[float, float]] = {}
    async with listening() as load, program(load.url, "T") as ours:
        for path in ("/api/v2/summary.json", "/status", "etag"):
            target = URL(ours.url) / ("api/v2/summary.json" if path == "etag" else path.removeprefix("/"))
            async with aiohttp.ClientSession() as session, session.get(target) as answer:
                size, mark = len(await answer.read()), answer.headers["ETag"]
            headers = f"If-None-Match: {mark}\r\n" if path == "etag" else ""
            peer = 0 if path == "etag" else size
            async with started(dict(os.environ), "-m", "tests.bench.hello", str(peer)) as hello:
                pairs = [
                    (await _rate(target, headers), await _rate(URL(hello.url) / "hello"))
                    for _ in range(ROUNDS)
                ]
            found[path] = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    return found


def test_readers_cost_little_more_than_a_hello() -> None:
    print()
    for path, (ours, peer) in uvloop.run(_measured()).items():
        print(f"{path}: {ours:,.0f} a second, hello {peer:,.0f}: {ours / peer:.2f} (target: 0.8 or more)")
        assert ours / peer > 0.5


READERS, ARRIVING = 10_000, 60.0
LIVE = 5.0
"""Messages a second, both ways, while they come and before."""


async def _spoken(load: Load, talks: list[Talk]) -> list[float]:
    speak = itertools.islice(
        itertools.cycle(load.both_ways("T", "T", talks, 2 * len(talks))), round(LIVE * ARRIVING)
    )
    return await load.steadily(list(speak), LIVE)


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the readers were answered, the delays of messages without and beside them, and what they cost the program:
    bytes, and seconds of its processor.
    """

    answers: dict[str, int]
    alone: list[float]
    beside: list[float]
    grown: int
    worked_alone: float
    worked: float


async def _crowded() -> Crowd:
    async with listening() as load, program(load.url, "T") as ours:
        talks = await load.open("T", "T", 10)
        at_first = worked(ours.pid)
        alone = await _spoken(load, talks)
        before, by_then = resident(ours.pid), worked(ours.pid)
        arguments = (ours.url, str(READERS), str(ARRIVING))
        async with started(dict(os.environ), "-m", "tests.bench.visitors", *arguments) as readers:
            beside = await _spoken(load, talks)
            grown, at_last = resident(ours.pid) - before, worked(ours.pid)
            assert readers.process.stdout is not None
            answers = await asyncio.wait_for(readers.process.stdout.readline(), 60)
        assert not load.under_way, "lost"
        return Crowd(orjson.loads(answers), alone, beside, grown, by_then - at_first, at_last - by_then)


def test_ten_thousand_readers_in_a_minute_beside_a_chat() -> None:
    found = uvloop.run(_crowded())
    alone, beside = found.alone, found.beside
    print(
        f"\n{READERS:,} readers in {ARRIVING:.0f} s were answered {found.answers}, {found.grown / 1e6:.0f} MB and "
        f"{(found.worked - found.worked_alone) / READERS * 1e3:.2f} ms of the processor for each; "
        f"a message beside them p50 {quantile(beside, 0.5) * 1e3:.1f} ms, p99 {quantile(beside, 0.99) * 1e3:.1f} ms, "
        f"alone p50 {quantile(alone, 0.5) * 1e3:.1f} ms, p99 {quantile(alone, 0.99) * 1e3:.1f} ms: "
        f"{quantile(beside, 0.5) / quantile(alone, 0.5):.2f} x, {quantile(beside, 0.99) / quantile(alone, 0.99):.2f} x "
        f"(target: 1.2 or less)"
    )
    assert found.answers == {"200": READERS}
