"""Readers of the status page and its data, against aiohttp saying hello at the same size."""

import asyncio
import os
import statistics
import time
from contextlib import suppress

import aiohttp
import pytest
import uvloop
from yarl import URL

from tests.bench.load import listening
from tests.bench.programs import program, started

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
