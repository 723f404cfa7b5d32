"""Power is lost: whatever the store's server had not synced to the disk is gone with it."""

import asyncio
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from adapters.redis.store import RedisStore, open_store
from core.ports import Committed, StoreUnavailable
from tests.conftest import running_server
from tests.contracts.making import case, commit
from tests.faults.trouble import soon

WORKERS = 8


@pytest.fixture
def power_may_fail(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Servers that are started now lose what they have not synced when they are killed."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    library = tmp_path / "unsynced.so"
    source = Path(__file__).parent / "unsynced.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    monkeypatch.setenv("LD_PRELOAD", str(library))


class Work:
    """Commits one after the other, and which of them were acknowledged."""

    def __init__(self, store: RedisStore) -> None:
        self.store = store
        self.acknowledged: list[int] = []
        self.over = asyncio.Event()

    async def of(self, worker: int) -> None:
        number = worker
        while not self.over.is_set():
            number += WORKERS
            try:
                done = await self.store.commit(commit(f"{number}", put={f"case/{number}": case(number)}))
            except StoreUnavailable:
                continue
            assert isinstance(done, Committed)
            self.acknowledged.append(number)

    async def goes_on(self, commits: int = 100) -> None:
        before = len(self.acknowledged)
        async for _ in soon():
            if len(self.acknowledged) > before + commits:
                return


async def lost(store: RedisStore, numbers: list[int]) -> list[int]:
    found = await store.load([f"case/{number}" for number in numbers])
    return [number for number, each in zip(numbers, found, strict=True) if each.record is None]


@pytest.mark.fault(13)
async def test_the_built_in_store_has_all_that_was_acknowledged(
    power_may_fail: None, tmp_path: Path, desk: str
) -> None:
    data = tmp_path / "data"
    async with open_store(None, data, desk) as store, asyncio.TaskGroup() as tasks:
        work = Work(store)
        for worker in range(WORKERS):
            tasks.create_task(work.of(worker))
        for _ in range(3):
            await work.goes_on()
            pid = (data / "server.pid").read_text().split()[0]
            os.kill(int(pid), signal.SIGKILL)
            async for _ in soon():
                if (data / "server.pid").read_text().split()[0] != pid:
                    break
        work.over.set()
    async with open_store(None, data, desk) as store:
        assert len(work.acknowledged) > 300
        assert await lost(store, work.acknowledged) == []


@pytest.mark.fault(13)
@pytest.mark.parametrize(("synced", "keeps"), [("always", True), ("no", False)])
async def test_a_server_keeps_what_was_acknowledged_where_it_syncs_before_it_answers(
    power_may_fail: None, tmp_path: Path, desk: str, synced: str, keeps: bool
) -> None:
    with running_server("--appendfsync", synced, folder=tmp_path) as port:
        async with (
            open_store(f"redis://127.0.0.1:{port}", tmp_path, desk) as store,
            asyncio.TaskGroup() as tasks,
        ):
            work = Work(store)
            for worker in range(WORKERS):
                tasks.create_task(work.of(worker))
            await work.goes_on()
            work.over.set()
    with running_server(folder=tmp_path) as port:
        async with open_store(f"redis://127.0.0.1:{port}", tmp_path, desk) as store:
            assert bool(await lost(store, work.acknowledged)) is not keeps
