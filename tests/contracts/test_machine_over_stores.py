"""The desk under everything that can happen, over the embedded store: a real server, and crashes between its calls."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from adapters.redis.connection import address, connected
from adapters.redis.embedded import embedded
from adapters.redis.files import FolderFiles
from adapters.redis.store import RedisStore
from core.ports import Store
from tests.core.machine import DeskMachine

FEW = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    print_blob=True,
    # Shrinking an example over a server takes longer than reading it.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with asyncio.Runner() as runner:
        running = embedded(tmp_path_factory.mktemp("server"))
        yield f"unix://{runner.run(running.__aenter__())}"
        runner.run(running.__aexit__(None, None, None))


def test_what_holds_in_memory_holds_over_a_server(server: str, tmp_path: Path) -> None:
    class OverServer(DeskMachine):
        """Each process has a connection of its own; a crash closes it and gives nothing back."""

        def __init__(self) -> None:
            super().__init__(self.opened)
            self.desk = uuid4().hex
            self.over = asyncio.Event()
            self.process: asyncio.Task[None] | None = None

        async def opened(self) -> Store:
            await self.close()
            opened: asyncio.Future[RedisStore] = self.loop.create_future()
            self.over = asyncio.Event()
            self.process = self.loop.create_task(self.live(opened))
            return await opened

        async def live(self, opened: asyncio.Future[RedisStore]) -> None:
            async with connected(address(server)) as connection:
                store = RedisStore(
                    connection,
                    self.desk,
                    FolderFiles(tmp_path),
                    FolderFiles(tmp_path / "evidence"),
                    alone=True,
                )
                await store.start()
                opened.set_result(store)
                await self.over.wait()

        async def close(self) -> None:
            self.over.set()
            if self.process is not None:
                await self.process

    run_state_machine_as_test(OverServer, settings=FEW)
