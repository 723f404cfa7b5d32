"""The parts of the program in processes of their own, on one store server."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from tests.stage import PATIENCE, ROOT, Stage, staged
from tests.walks.parts import on


@asynccontextmanager
async def part(stage: Stage, names: str, **environ: str) -> AsyncIterator[None]:
    """`switchboard run --only` while the block lasts."""
    with (stage.folder / "program.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bots", "run", "--config", str(stage.config), "--only", names),
            cwd=ROOT,
            env={**os.environ, **stage.environment, **environ},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert line.startswith(b"ready"), stage.log()
        yield
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE)


async def test_each_platform_in_a_process_of_its_own(tmp_path: Path, server_url: str) -> None:
    async with staged(tmp_path, running=False) as stage:
        desk = {"SWITCHBOARD__STORE__URL": server_url, "SWITCHBOARD__DESK__ID": f"p{uuid4().hex[:12]}"}
        async with (
            part(stage, "discord", **desk),
            part(stage, "telegram", **desk),
            part(stage, "worker,web", **desk),
        ):
            rita, ben = stage.rita, stage.ben
            await on(ben)
            await rita.say("My card was charged twice")
            await rita.sees("1st")
            await ben.press("Take next")
            question = await ben.sees("My card was charged twice")
            await ben.say("I am looking into it", reply_to=question)
            await rita.sees("I am looking into it")
