"""A stage for walks: the sandbox and the program as processes of their own, and people who act."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bots import demo
from bots.sandbox.client import DiscordPerson, Person, Sandbox, TelegramPerson
from bots.sandbox.client.process import READY
from tests.forking import Forked, spawn

PATIENCE = 60.0
ROOT = Path(__file__).parent.parent
UNPACED = """
[discord]
requests_per_second = 0
[telegram]
messages_per_second = 0
chat_per_second = 0
group_per_minute = 0
"""


@dataclass(slots=True)
class Stage:
    """One sandbox, one configuration, one program that can be killed and started again."""

    sandbox: Sandbox
    folder: Path
    config: Path
    environment: Mapping[str, str]
    program: Forked | None = None
    url: str = ""

    @property
    def rita(self) -> DiscordPerson:
        """Asks on Discord, in English."""
        return DiscordPerson(self.sandbox, 2101, demo.BOT)

    @property
    def joao(self) -> DiscordPerson:
        """Asks on Discord, in Brazilian Portuguese."""
        return DiscordPerson(self.sandbox, 2102, demo.BOT)

    @property
    def rui(self) -> TelegramPerson:
        """Asks on Telegram, in the Portuguese of Portugal."""
        return TelegramPerson(self.sandbox, 5101, demo.TELEGRAM_BOT)

    @property
    def tess(self) -> TelegramPerson:
        """Asks on Telegram, in English."""
        return TelegramPerson(self.sandbox, 5102, demo.TELEGRAM_BOT)

    @property
    def mo(self) -> DiscordPerson:
        """An agent on Discord."""
        return DiscordPerson(self.sandbox, 2003, demo.BOT)

    @property
    def ben(self) -> TelegramPerson:
        """An agent on Telegram."""
        return TelegramPerson(self.sandbox, 5002, demo.TELEGRAM_BOT)

    @property
    def ana(self) -> TelegramPerson:
        """Another agent on Telegram (who has a Discord account too)."""
        return TelegramPerson(self.sandbox, 5001, demo.TELEGRAM_BOT)

    def pair(self, requester: str, agent: str) -> tuple[Person, Person]:
        """Somebody who asks in English and somebody who answers, on the platforms told by their initials."""
        asks: Person = self.rita if requester == "D" else self.tess
        answers: Person = self.mo if agent == "D" else self.ben
        return asks, answers

    async def start(self) -> None:
        """Start the program and wait for its `ready` line."""
        log = (self.folder / "program.log").open("ab")
        self.program = await spawn(
            *("bots", "run", "--config", str(self.config), "--log-level", "info"),
            env={**os.environ, **self.environment},
            stderr=log.fileno(),
        )
        log.close()
        line = await asyncio.wait_for(self.program.stdout.readline(), PATIENCE)
        if not line.startswith(b"ready "):
            raise RuntimeError(f"the program did not start; its log:\n{self.log()}")
        self.url = line.decode().split()[1]

    async def kill(self) -> None:
        """End the program as a power cut would: SIGKILL."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask the program to stop in order; its exit code."""
        return await self._end(signal.SIGTERM)

    async def restart(self) -> None:
        """Kill and start again."""
        await self.kill()
        await self.start()

    def log(self) -> str:
        """What the program has logged so far."""
        return (self.folder / "program.log").read_text()

    async def logged(self, words: str) -> None:
        """Wait until the program has logged these words."""
        follow = await asyncio.create_subprocess_exec(
            *("tail", "--lines=+1", "--follow", str(self.folder / "program.log")),
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 22,
        )
        try:
            async with asyncio.timeout(PATIENCE):
                while words.encode() not in await follow.stdout.readline():
                    pass
        finally:
            follow.kill()
            await follow.communicate()

    def must_keep_secrets(self) -> None:
        """No token has got into the logs, whatever the walk did."""
        path = self.folder / "program.log"
        logged = path.read_text() if path.exists() else ""
        leaked = [name for name in ("DISCORD__TOKEN", "TELEGRAM__TOKEN") if self._secret(name) in logged]
        if leaked:
            raise AssertionError(f"in the log: {', '.join(leaked)}")

    def _secret(self, name: str) -> str:
        return self.environment.get(f"SWITCHBOARD__{name}") or "\0"

    async def _end(self, how: signal.Signals) -> int:
        program, self.program = self.program, None
        if program is None:
            return 0
        if program.returncode is None:
            program.send_signal(how)
        return await asyncio.wait_for(program.wait(), PATIENCE)


@asynccontextmanager
async def sandbox_started() -> AsyncIterator[Sandbox]:
    """A sandbox of its own, gone when the block ends."""
    process = await spawn("bots.sandbox")
    try:
        line = await process.stdout.readline()
        if not line.startswith(READY):
            raise RuntimeError(f"the sandbox did not start: {line!r}")
        async with Sandbox(line.removeprefix(READY).decode().strip()) as sandbox:
            yield sandbox
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def staged(
    folder: Path, settings: str = "", *, desk: Path = demo.DESK, running: bool = True, limits: bool = False
) -> AsyncIterator[Stage]:
    """A stage with the demo's people. `settings` is TOML put over the desk's own tables.

    Without `limits` neither the program paces itself nor the platforms hold it to their rates, so that walks about
    other things need not wait.
    """
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(sandbox_started())
        await demo.seed(sandbox)
        config = folder / "switchboard.toml"
        _configure(config, desk, "" if limits else UNPACED, settings)
        if not limits:
            await sandbox.telegram.post("limits", {"enabled": False})
        environment = demo.environment(sandbox.url, folder / "data", mail_url=await sandbox.mail.url())
        stage = Stage(sandbox, folder, config, environment)
        try:
            if running:
                await stage.start()
            yield stage
        finally:
            await stage.kill()
        stage.must_keep_secrets()


def _configure(config: Path, desk: Path, *settings: str) -> None:
    text = desk.read_text()
    for each in settings:
        text = _merged(text, each)
    config.write_text(text)


def _merged(desk: str, settings: str) -> str:
    """The desk's file with lines of `settings` put under their tables in place of the desk's own."""
    lines = desk.splitlines()
    table = ""
    for line in settings.strip().splitlines():
        wanted = line.strip()
        if wanted.startswith("["):
            table = wanted
            if table not in lines:
                lines.append(table)
            continue
        if not wanted:
            continue
        key = wanted.partition("=")[0].strip()
        start = lines.index(table)
        end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("[")), len(lines))
        lines[start + 1 : end] = [
            each for each in lines[start + 1 : end] if each.partition("=")[0].strip() != key
        ]
        lines.insert(start + 1, wanted)
    return "\n".join(lines) + "\n"
