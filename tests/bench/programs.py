"""The programs that are measured, each a process of its own: the product, and the bare echo of each library."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.wire.telegram import GROUP

ROOT = Path(__file__).parent.parent.parent

CONFIG = """
[desk]
id = "bench"
requests_per_hour = 1000000
[discord]
guild = 1000
panel_channel = 1001
agents_forum = 1002
requests_per_second = {discord}
[telegram]
agent_groups = {groups}
messages_per_second = {telegram}
chat_per_second = {chat}
group_per_minute = {group}
[live_chat]
hours = {{ always = true }}
needs_agents = false
silence = "10h"
first_response = "10h"
fullness = 100000
[[agents]]
name = "Bo"
accounts = ["discord:2003", "telegram:5002"]
capacity = 1000
"""


@dataclass(frozen=True, slots=True)
class Pace:
    """The rates that the program keeps to; 0 is none."""

    discord: float
    telegram: float
    chat: float
    group: float


UNPACED = Pace(0, 0, 0, 0)
RAISED = Pace(1_000, 1_000, 1_000, 60_000)
"""Pacing is on, and allows more than the load asks for."""
DEFAULT = Pace(48.7, 29.2, 1, 20)


@dataclass(slots=True)
class Running:
    """A program that has said that it is ready, and how long that took."""

    process: asyncio.subprocess.Process
    line: str
    took: float

    @property
    def url(self) -> str:
        """Where its pages are."""
        return self.line.split()[1]

    @property
    def pid(self) -> int:
        return self.process.pid

    def children(self) -> list[int]:
        """The processes it has started: the store's server."""
        return [int(each) for each in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    async def end(self, how: signal.Signals) -> float:
        """Seconds until it has ended."""
        began = time.perf_counter()
        self.process.send_signal(how)
        await asyncio.wait_for(self.process.wait(), 30)
        return time.perf_counter() - began


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(pid)


def worked(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def program(
    url: str, platforms: str, pace: Pace = UNPACED, *, folder: Path | None = None, groups: int = 1
) -> AsyncIterator[Running]:
    """The product, durable and with everything on, against the wires at `url`. A `folder` outlives it."""
    async with AsyncExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sb-")))
        config = folder / "switchboard.toml"
        config.write_text(
            CONFIG.format(
                discord=pace.discord,
                telegram=pace.telegram,
                chat=pace.chat,
                group=pace.group,
                groups=[GROUP - number for number in range(groups)],
            )
        )
        environment = {
            **os.environ,
            "SWITCHBOARD__STORE__PATH": f"{folder}/data",
            "SWITCHBOARD__WEB__PORT": "0",
        }
        if "D" in platforms:
            environment |= {
                "SWITCHBOARD__DISCORD__TOKEN": "token",
                "SWITCHBOARD__DISCORD__API_URL": f"{url}/discord/api/v10",
                "SWITCHBOARD__DISCORD__GATEWAY_URL": f"{url.replace('http', 'ws', 1)}/discord/gateway",
            }
        if "T" in platforms:
            environment |= {
                "SWITCHBOARD__TELEGRAM__TOKEN": "6000:token",
                "SWITCHBOARD__TELEGRAM__API_URL": f"{url}/telegram",
            }
        arguments = ("-m", "bots", "run", "--config", str(config), "--log-level", "error")
        yield await stack.enter_async_context(started(environment, *arguments))


@asynccontextmanager
async def bare_echo(url: str, on: str) -> AsyncIterator[Running]:
    """The peer: the library alone."""
    name = {"D": "discord", "T": "telegram"}[on]
    async with started(dict(os.environ), "-m", "tests.bench.echo", name, url) as running:
        yield running


@asynccontextmanager
async def started(environment: Mapping[str, str], *arguments: str) -> AsyncIterator[Running]:
    """A Python program that says `ready` when it is; it is ended if it has not been by then."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        if process.stdout is None:
            raise RuntimeError("no output")
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        if "ready" not in line:
            raise RuntimeError(f"it did not start: {line!r}")
        yield Running(process, line, time.perf_counter() - began)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()
