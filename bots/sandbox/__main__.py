"""`python -m bots.sandbox [--host H] [--port N]`: the sandbox as a process of its own."""

import argparse
import asyncio
import ctypes
import signal
import sys
from collections.abc import Callable

from bots.sandbox.server import serve

PR_SET_PDEATHSIG = 1
"""Linux prctl(2): the signal this process gets when its parent dies."""


def main() -> None:
    """Print `ready URL` once listening; stop on SIGTERM, SIGINT, or the parent's death (Linux)."""
    asked = argparse.ArgumentParser(prog="python -m bots.sandbox", description=__doc__)
    asked.add_argument("--host", default="127.0.0.1")
    asked.add_argument("--port", type=int, default=0, help="0 takes a free one")
    given = asked.parse_args()
    _die_with_parent()
    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(_run(given.host, given.port))


async def _run(host: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        if sys.platform != "win32":
            loop.add_signal_handler(number, stop.set)
    await serve(host, port, lambda url: print(f"ready {url}", flush=True), stop)


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - there is none on Windows

    return uvloop.new_event_loop


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    main()
