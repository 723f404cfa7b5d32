"""Fixtures for every test: the stores; and the order of the files."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
import redis

from adapters.redis.store import RedisStore, open_store

# The same examples on every machine, and no deadline: a slow machine must not fail what holds.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.load_profile("same")

# Where many processes share two cores, threads of numpy's own wait for one another and cost ten times the time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

LONGEST_FIRST = ("walks", "faults", "acceptance", "contracts", "adapters", "core")
"""Folders by what a file of theirs takes: started last, a long one would be waited for alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; each is run in its own order."""
    sizes = Counter(item.path for item in items)

    def turn(item: pytest.Item) -> tuple[int, int, Path]:
        folder = item.path.parent.name
        after = LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)
        return after, -sizes[item.path], item.path

    items.sort(key=turn)


def packaged_server() -> str | None:
    return shutil.which("valkey-server") or shutil.which("redis-server")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(*settings: str, folder: Path | None = None) -> Iterator[int]:
    """A packaged server on a TCP port of its own, as an operator would run it; killed in the end."""
    binary = packaged_server()
    if binary is None:
        pytest.skip("needs the package valkey-server or redis-server")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="sw-test-") as own:
        process = subprocess.Popen(
            [
                binary,
                "--port",
                str(port),
                "--dir",
                str(folder or own),
                "--save",
                "",
                "--appendonly",
                "yes",
                *settings,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with redis.Redis(port=port) as client:
                deadline = time.monotonic() + 10
                while True:
                    try:
                        client.ping()
                        break
                    except redis.ConnectionError:
                        assert process.poll() is None, "the server ended at once"
                        assert time.monotonic() < deadline, "the server does not answer"
            yield port
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    with running_server("--appendfsync", "always") as port:
        yield f"redis://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def cluster_url() -> Iterator[str]:
    with running_server("--cluster-enabled", "yes", "--cluster-port", str(free_port())) as port:
        with redis.Redis(port=port) as client:
            client.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
            while "cluster_state:ok" not in str(client.execute_command("CLUSTER", "INFO")):
                os.sched_yield()
        yield f"redis://127.0.0.1:{port}"


@pytest.fixture
def desk() -> str:
    """A desk of this test alone, on whatever server."""
    return uuid4().hex[:8]


@pytest.fixture(params=["embedded", "server", "cluster"])
def store_url(request: pytest.FixtureRequest) -> str | None:
    """Each of the sizes that a store has; None is the embedded one."""
    if request.param == "embedded":
        return None
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def store(store_url: str | None, tmp_path: Path, desk: str) -> AsyncIterator[RedisStore]:
    async with open_store(store_url, tmp_path, desk) as opened:
        yield opened
