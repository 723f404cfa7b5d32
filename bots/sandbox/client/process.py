"""The sandbox as a child process, as walks and the demo start it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bots.sandbox.client.control import Sandbox

READY = b"ready "


@asynccontextmanager
async def started(port: int = 0, host: str = "127.0.0.1") -> AsyncIterator[Sandbox]:
    """A sandbox of its own, gone when the block ends.

    Raises:
        RuntimeError: the process ended before it listened; its own words are on standard error.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bots.sandbox", "--host", host, "--port", str(port)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # a terminal's Ctrl-C is for whoever started it, and ends it after itself
    )
    try:
        if process.stdout is None:
            raise RuntimeError("the sandbox has no standard output")
        line = await process.stdout.readline()
        if not line.startswith(READY):
            raise RuntimeError(f"the sandbox did not start: {line!r}")
        async with Sandbox(line.removeprefix(READY).decode().strip()) as sandbox:
            yield sandbox
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
