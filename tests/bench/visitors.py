"""Many readers of a desk's pages, one after the other, in a process of their own: what they cost is not the desk's."""

import asyncio
import sys
import time
from collections import Counter

import orjson
import uvloop
from yarl import URL

PAGES = ("/status", "/api/v2/summary.json", "/status.svg", "/status.atom")


async def _look(url: URL, path: str) -> int:
    """A browser's visit: the page once, then its connection stays open as long as the server keeps it."""
    reader, writer = await asyncio.open_connection(url.host, url.port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.read()
        return int(head.split(b" ", 2)[1])
    finally:
        writer.close()


async def main(url: URL, readers: int, within: float) -> None:
    """They come evenly within the seconds; what they were answered is written as JSON."""
    answers: Counter[int] = Counter()

    async def one(path: str) -> None:
        answers[await _look(url, path)] += 1

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(readers):
            pause = began + number * within / readers - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            group.create_task(one(PAGES[number % len(PAGES)]))
    sys.stdout.write(orjson.dumps({str(status): count for status, count in answers.items()}).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(main(URL(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
