"""More readers of the pages at once than a shell usually allows a program connections."""

import asyncio
import os
import sys
from pathlib import Path

from yarl import URL

from tests.stage import PATIENCE, ROOT, staged

USUAL, READERS = 200, 300
FEW = 'ulimit -S -n "$0" && exec "$@"'


async def _reader(url: URL) -> tuple[bytes, bytes]:
    """What they are answered, and what comes on their connection after that until it is closed."""
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(b"GET /status.svg HTTP/1.1\r\nHost: desk\r\n\r\n")
    head = await reader.readuntil(b"\r\n\r\n")
    rest = await reader.read()
    writer.close()
    return head.split(b"\r\n")[0], rest[-6:]


async def test_readers_who_stay_connected_keep_nobody_out_and_are_let_go(tmp_path: Path) -> None:
    async with staged(tmp_path, running=False) as stage:
        program = await asyncio.create_subprocess_exec(
            *(
                "sh",
                "-c",
                FEW,
                f"{USUAL}",
                sys.executable,
                "-m",
                "bots",
                "run",
                "--config",
                str(stage.config),
            ),
            cwd=ROOT,
            env={**os.environ, **stage.environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            assert program.stdout is not None
            ready = await asyncio.wait_for(program.stdout.readline(), PATIENCE)
            url = URL(ready.decode().split()[1])
            async with asyncio.timeout(PATIENCE):
                answered = await asyncio.gather(*(_reader(url) for _ in range(READERS)))
            assert answered == [(b"HTTP/1.1 200 OK", b"</svg>")] * READERS
        finally:
            program.kill()
            await program.communicate()
