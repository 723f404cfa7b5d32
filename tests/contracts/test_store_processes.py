"""What the store promises when programs, connections and servers come and go."""

import asyncio
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import redis

from adapters.redis.backup import backup, restore
from adapters.redis.embedded import APPENDED, EmbeddedError, binaries, embedded, running
from adapters.redis.store import RedisStore, open_store
from core.ports import Committed, Repeated, StoreUnavailable, Versioned
from core.words.deliveries import Attempt, Delivered, RetryAfter
from core.words.refs import CaseId, CommandId
from tests.conftest import free_port, packaged_server, running_server
from tests.contracts.making import BOTH, NOW, TOWN, case, commit, entry, rows, say, send


def server_of(folder: Path) -> int:
    return int((folder / "server.pid").read_text().split()[0])


def works(pid: int) -> bool:
    return Path(f"/proc/{pid}/cwd").is_dir()


async def soon(seconds: float = 5.0) -> AsyncIterator[None]:
    """Turns until a deadline, for what another process does in its own time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        await asyncio.sleep(0.01)
    pytest.fail("it did not happen")


@pytest.fixture
async def two(server_url: str, tmp_path: Path, desk: str) -> AsyncIterator[tuple[RedisStore, RedisStore]]:
    """Two programs on one server."""
    async with (
        open_store(server_url, tmp_path, desk) as first,
        open_store(server_url, tmp_path, desk) as second,
    ):
        yield first, second


# ---- several programs


async def test_a_lane_is_held_by_one_program_only(two: tuple[RedisStore, RedisStore]) -> None:
    first, second = two
    await send(first, "1", say(TOWN, "r1"))
    (attempt,) = await second.take(BOTH, NOW, 5)
    assert await first.take(BOTH, NOW, 5) == ()
    assert await first.settle(attempt, Delivered(("1",)), NOW, more=True) is None
    assert await first.outbox_depth() == 1, "only the holder settles"
    assert await second.settle(attempt, Delivered(("1",)), NOW, more=True) is None
    assert await first.outbox_depth() == 0


@pytest.mark.fault(17)
async def test_a_duty_is_held_by_one_living_program_under_growing_numbers(
    two: tuple[RedisStore, RedisStore],
) -> None:
    first, second = two
    long = timedelta(minutes=1)
    number = await first.hold("poller", long)
    assert number is not None
    assert await second.hold("poller", long) is None
    assert await first.hold("poller", long) == number
    await second.drop("poller")
    assert await second.hold("poller", long) is None, "only the holder lets go"
    await first.drop("poller")
    following = await second.hold("poller", long)
    assert following is not None
    assert following > number
    assert await first.hold("another", long) is not None


async def test_a_duty_ends_with_its_time(two: tuple[RedisStore, RedisStore]) -> None:
    first, second = two
    assert await first.hold("poller", timedelta(milliseconds=50))
    async for _ in soon():
        if await second.hold("poller", timedelta(minutes=1)) is not None:
            break
    assert await first.hold("poller", timedelta(minutes=1)) is None


@pytest.mark.fault(3)
async def test_what_a_closed_program_held_is_free_at_once(server_url: str, tmp_path: Path, desk: str) -> None:
    async with open_store(server_url, tmp_path, desk) as second:
        async with open_store(server_url, tmp_path, desk) as first:
            await send(first, "1", say(TOWN, "r1"))
            (attempt,) = await first.take(BOTH, NOW, 5)
            assert await first.hold("poller", timedelta(minutes=1)) is not None
        (again,) = await second.take(BOTH, NOW, 5)
        assert (again.row, again.tries) == (attempt.row, attempt.tries + 1)
        assert await second.hold("poller", timedelta(minutes=1)) is not None


@pytest.mark.fault(4)
async def test_a_repetition_counts_its_own_tries(server_url: str, tmp_path: Path, desk: str) -> None:
    """Whoever takes it up can tell a repetition that is to be made from one that may have been made already."""
    async with open_store(server_url, tmp_path, desk) as last:
        found: list[tuple[int, bool]] = []
        for _ in range(3):
            async with open_store(server_url, tmp_path, desk) as program:
                if not found:
                    await send(program, "1", say(TOWN, "r1"))
                (attempt,) = await program.take(BOTH, NOW, 5)
                found.append((attempt.tries, attempt.repeated))
                if found[-1] == (1, False):
                    await program.settle(attempt, RetryAfter(timedelta(0), repeated=True), NOW, more=False)
                    (attempt,) = await program.take(BOTH, NOW, 5)
                    found.append((attempt.tries, attempt.repeated))
        assert found == [(0, False), (1, False), (0, True), (1, True)]
        (attempt,) = await last.take(BOTH, NOW, 5)
        assert (attempt.tries, attempt.repeated) == (2, True)


@pytest.mark.fault(3)
async def test_the_lanes_of_a_dead_program_are_free_within_three_seconds(
    server_url: str, tmp_path: Path, desk: str
) -> None:
    async with open_store(server_url, tmp_path, desk) as second:
        async with AsyncExitStack() as first_life:
            first = await first_life.enter_async_context(open_store(server_url, tmp_path, desk))
            await send(first, "1", say(TOWN, "r1"))
            assert len(await first.take(BOTH, NOW, 5)) == 1
            assert await first.hold("poller", timedelta(minutes=1)) is not None
            # Dead: its connection and its signs of life end without a word.
            first.connection.close()
        died = time.monotonic()
        again: tuple[Attempt, ...] = ()
        async for _ in soon():
            again = await second.take(BOTH, NOW, 5)
            if again:
                break
        assert time.monotonic() - died < 3.2
        assert [(each.row, each.tries) for each in again] == [("1#0", 1)]
        assert await second.hold("poller", timedelta(minutes=1)) is not None


@pytest.mark.fault(12)
async def test_a_pause_of_the_server_makes_no_living_program_dead(tmp_path: Path, desk: str) -> None:
    with running_server() as port:
        url = f"redis://127.0.0.1:{port}"
        with redis.Redis(port=port) as client:
            pid = int(client.info("server")["process_id"])
        async with (
            open_store(url, tmp_path, desk, 10) as first,
            open_store(url, tmp_path, desk, 10) as second,
        ):
            await send(first, "1", say(TOWN, "r1"))
            (attempt,) = await first.take(BOTH, NOW, 5)
            os.kill(pid, signal.SIGSTOP)
            stopped = time.monotonic()
            taken = asyncio.create_task(second.take(BOTH, NOW, 5))
            async for _ in soon():
                if time.monotonic() - stopped > 2.5:
                    break
            os.kill(pid, signal.SIGCONT)
            assert await taken == ()
            async for _ in soon():
                assert await second.take(BOTH, NOW, 5) == ()
                if time.monotonic() - stopped > 4:
                    break
            assert await first.settle(attempt, Delivered(("1",)), NOW, more=False) is None
            assert await second.outbox_depth() == 0


# ---- a server in trouble


@pytest.mark.fault(14)
async def test_scripts_flushed_by_somebody_are_loaded_again(store: RedisStore) -> None:
    await store.commit(commit("1", put={"case/1": case()}))
    await store.connection.call("SCRIPT", "FLUSH")
    assert isinstance(
        await store.commit(commit("2", expect={"case/1": 1}, put={"case/1": case()})), Committed
    )
    await store.connection.call("SCRIPT", "FLUSH")
    done = await asyncio.gather(
        *[store.commit(commit(f"3.{each}", rows=rows(f"{each}", say(TOWN, "r")))) for each in range(9)]
    )
    assert all(isinstance(each, Committed) for each in done)


@pytest.mark.fault(12)
async def test_a_server_that_does_not_answer_is_an_outage_and_asking_again_is_harmless(
    tmp_path: Path, desk: str
) -> None:
    async with open_store(None, tmp_path, desk, patience=0.3) as store:
        pid = server_of(tmp_path)
        start = frozenset({TOWN})
        asked = commit("1", put={"case/1": case()}, rows=rows("1", say(TOWN, "r1")), start=start)
        os.kill(pid, signal.SIGSTOP)
        try:
            began = time.monotonic()
            with pytest.raises(StoreUnavailable):
                await store.commit(asked)
            assert 0.25 < time.monotonic() - began < 1.5
            assert await store.healthy() is not None
        finally:
            os.kill(pid, signal.SIGCONT)
        async for _ in soon():
            if await store.healthy() is None:
                break
        assert await store.commit(asked) == Repeated()
        assert (await store.load(["case/1"]))[0] == Versioned(case(), 1)
        (attempt,) = await store.take(BOTH, NOW, 5)
        assert (attempt.row, attempt.tries) == ("1#0", 0), "nobody heard of it, so nobody sent it"


@pytest.mark.fault(12)
async def test_a_settling_whose_answer_was_lost_can_be_repeated(tmp_path: Path, desk: str) -> None:
    async with open_store(None, tmp_path, desk, patience=0.3) as store:
        await send(store, "1", say(TOWN, "r1"), say(TOWN, "r2"))
        (attempt,) = await store.take(BOTH, NOW, 5)
        pid = server_of(tmp_path)
        os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(StoreUnavailable):
                await store.settle(attempt, Delivered(("1",)), NOW, more=True)
        finally:
            os.kill(pid, signal.SIGCONT)
        async for _ in soon():
            if await store.healthy() is None:
                break
        assert await store.settle(attempt, Delivered(("1",)), NOW, more=True) is None
        (following,) = await store.take(BOTH, NOW, 5)
        assert (following.row, following.tries) == ("1#1", 0)


@pytest.mark.fault(12)
async def test_a_killed_server_is_started_again_and_has_all_that_was_acknowledged(
    tmp_path: Path, desk: str
) -> None:
    acknowledged: set[int] = set()
    async with open_store(None, tmp_path, desk) as store:
        stop = asyncio.Event()

        async def work(worker: int) -> None:
            number = worker
            while not stop.is_set():
                number += 8
                try:
                    done = await store.commit(commit(f"{number}", put={f"case/{number}": case(number)}))
                except StoreUnavailable:
                    continue
                assert isinstance(done, Committed)
                acknowledged.add(number)

        async with asyncio.TaskGroup() as tasks:
            for worker in range(8):
                tasks.create_task(work(worker))
            for _ in range(3):
                before, pid = len(acknowledged), server_of(tmp_path)
                async for _ in soon():
                    if len(acknowledged) > before + 100:
                        break
                os.kill(pid, signal.SIGKILL)
                async for _ in soon():
                    if server_of(tmp_path) != pid:
                        break
            stop.set()
    async with open_store(None, tmp_path, desk) as store:
        keys = [f"case/{number}" for number in acknowledged]
        assert len(keys) > 300
        assert {each.version for each in await store.load(keys)} == {1}


@pytest.mark.fault(12)
async def test_a_restarted_server_is_found_again(tmp_path: Path, desk: str) -> None:
    with running_server() as port:
        url = f"redis://127.0.0.1:{port}"
        async with open_store(url, tmp_path, desk, patience=0.5) as store:
            await store.commit(commit("1", put={"case/1": case()}))
            await store.connection.call("CLIENT", "KILL", "TYPE", "NORMAL", "SKIPME", "no")
            async for _ in soon():
                if await store.healthy() is None:
                    break
            assert (await store.load(["case/1"]))[0].version == 1


@pytest.mark.fault(14)
async def test_a_server_out_of_memory_takes_whole_commits_or_none(tmp_path: Path, desk: str) -> None:
    with running_server("--maxmemory-policy", "noeviction") as port:
        async with open_store(f"redis://127.0.0.1:{port}", tmp_path, desk) as store:
            await store.commit(commit("1", put={"case/1": case()}))
            await store.connection.call("CONFIG", "SET", "maxmemory", 1)
            with pytest.raises(StoreUnavailable, match="OOM"):
                await store.commit(commit("2", put={"case/1": case()}, entries=[entry("r1")]))
            assert "OOM" in (await store.healthy() or "")
            await store.connection.call("CONFIG", "SET", "maxmemory", 0)
            assert await store.transcript(CaseId(1)) == ()
            assert not await store.handled(CommandId("2"))
            assert await store.healthy() is None


async def test_a_password_is_asked_for_and_named_when_wrong(tmp_path: Path, desk: str) -> None:
    with running_server() as port, redis.Redis(port=port) as client:
        client.acl_setuser("desk", enabled=True, passwords=["+right"], keys=["*"], commands=["+@all"])
        client.acl_setuser("default", enabled=False)
        async with open_store(f"redis://desk:right@127.0.0.1:{port}/3", tmp_path, desk) as store:
            assert await store.healthy() is None
        with pytest.raises(StoreUnavailable, match="WRONGPASS"):
            async with open_store(f"redis://desk:wrong@127.0.0.1:{port}/3", tmp_path, desk, patience=0.3):
                pass


@pytest.mark.fault(14)
async def test_a_cluster_is_entered_by_any_node_and_the_one_with_the_desk_is_found(
    tmp_path: Path, desk: str
) -> None:
    buses = (free_port(), free_port())
    settings = ("--cluster-enabled", "yes", "--cluster-port")
    with (
        running_server(*settings, str(buses[0])) as one,
        running_server(*settings, str(buses[1])) as two,
        redis.Redis(port=one) as first,
        redis.Redis(port=two) as second,
    ):
        second.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
        first.execute_command("CLUSTER", "MEET", "127.0.0.1", two, buses[1])
        async for _ in soon(20):
            states = [each.execute_command("CLUSTER", "INFO", NEVER_DECODE=True) for each in (first, second)]
            if all(b"cluster_state:ok" in each and b"cluster_known_nodes:2" in each for each in states):
                break
        async with open_store(f"redis://127.0.0.1:{one}", tmp_path, desk) as store:
            await store.commit(commit("1", put={"case/1": case()}, rows=rows("1", say(TOWN, "r1"))))
            keys = second.keys("*")
            assert isinstance(keys, list)
            assert keys
            done = await asyncio.gather(*[store.commit(commit(f"2.{each}")) for each in range(50)])
            assert all(isinstance(each, Committed) for each in done)
            assert len(await store.take(BOTH, NOW, 5)) == 1


# ---- one program on one folder


@pytest.mark.fault(15)
async def test_a_folder_in_use_is_refused_with_the_program_that_uses_it(tmp_path: Path, desk: str) -> None:
    async with open_store(None, tmp_path, desk) as store:
        with pytest.raises(EmbeddedError, match=rf"process {os.getpid()}"):
            async with open_store(None, tmp_path, desk):
                pass
        assert await store.healthy() is None


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the folder, and may be killed."""
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from adapters.redis.embedded import embedded\n"
        "async def main():\n"
        "    async with embedded(Path(sys.argv[1])):\n"
        "        print('ready', flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.fault(15)
async def test_a_killed_programs_server_dies_with_it(victim: subprocess.Popen[str], tmp_path: Path) -> None:
    assert running(tmp_path) is not None
    victim.kill()
    async for _ in soon():
        if running(tmp_path) is None:
            break


@pytest.mark.fault(15)
async def test_a_server_that_is_just_going_is_waited_for(tmp_path: Path) -> None:
    """What a killed process was can no longer be seen while it still holds its lock."""
    (tmp_path / "server.pid").write_text("1\n")
    with (tmp_path / "server.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        asyncio.get_running_loop().call_later(0.2, fcntl.flock, lock, fcntl.LOCK_UN)
        async with embedded(tmp_path):
            assert works(server_of(tmp_path))


@pytest.mark.fault(15)
async def test_an_orphaned_server_is_stopped_before_another_starts(
    victim: subprocess.Popen[str], tmp_path: Path
) -> None:
    orphan = server_of(tmp_path)
    os.kill(orphan, signal.SIGSTOP)  # so that it cannot end by itself
    victim.kill()
    victim.wait()
    assert running(tmp_path) is not None
    async with embedded(tmp_path):
        assert server_of(tmp_path) != orphan
        assert not works(orphan), "it is gone, or a zombie"


async def test_a_long_path_is_no_hindrance(tmp_path: Path, desk: str) -> None:
    async with open_store(None, tmp_path / ("x" * 100), desk) as store:
        assert await store.healthy() is None


@pytest.mark.fault(13)
async def test_a_truncated_file_loads_without_its_last_command(tmp_path: Path, desk: str) -> None:
    async with open_store(None, tmp_path, desk) as store:
        for number in (1, 2):
            await store.commit(commit(f"{number}", put={f"case/{number}": case(number)}))
        # What comes last then is the second commit, not a goodbye.
        os.kill(server_of(tmp_path), signal.SIGSTOP)
        (appended,) = (tmp_path / APPENDED).glob("*.incr.aof")
        data = appended.read_bytes()
        os.kill(server_of(tmp_path), signal.SIGCONT)
    appended.write_bytes(data[:-10])
    async with open_store(None, tmp_path, desk) as store:
        assert [each.version for each in await store.load(["case/1", "case/2"])] == [1, 0]
        assert not await store.handled(CommandId("2"))


@pytest.mark.fault(13)
async def test_a_damaged_file_is_refused_with_the_command_that_repairs_it(tmp_path: Path, desk: str) -> None:
    async with open_store(None, tmp_path, desk) as store:
        for number in (1, 2, 3):
            await store.commit(commit(f"{number}", put={f"case/{number}": case(number)}))
    (appended,) = (tmp_path / APPENDED).glob("*.incr.aof")
    data = appended.read_bytes()
    at = data.index(b"case/2")
    appended.write_bytes(data[: at + 20] + b"\r\n\0damaged\r\n" + data[at + 40 :])
    with pytest.raises(EmbeddedError, match=r"adapters\.redis\.repair") as refused:
        async with open_store(None, tmp_path, desk):
            pass
    command = str(refused.value).partition("repair it with: ")[2].split()
    await asyncio.to_thread(subprocess.run, command, input=b"y\n", check=True, capture_output=True)
    async with open_store(None, tmp_path, desk) as store:
        assert [each.version for each in await store.load(["case/1", "case/2", "case/3"])] == [1, 0, 0]


@pytest.mark.parametrize("binary", binaries(), ids=lambda path: path.parent.name)
async def test_it_starts_quickly_with_each_server(binary: Path, tmp_path: Path) -> None:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        async with embedded(tmp_path, binary):
            times.append(time.perf_counter() - began)
    assert min(times) < 0.1


# ---- copies


async def test_a_copy_taken_in_use_holds_what_was_acknowledged(tmp_path: Path, desk: str) -> None:
    folder, file = tmp_path / "one", tmp_path / "copy.tar"
    async with open_store(None, folder, desk) as store:
        kept = await store.files.keep(b"hello", "a.txt", None)
        await store.commit(commit("1", put={"case/1": case()}, rows=rows("1", say(TOWN, "r1"))))
        await backup(folder, file)
        await store.commit(commit("2", put={"case/2": case(2)}))
    await restore(file, tmp_path / "two")
    async with open_store(None, tmp_path / "two", desk) as store:
        assert [each.version for each in await store.load(["case/1", "case/2"])] == [1, 0]
        assert await store.files.read(kept.id) == b"hello"
        assert [each.row for each in await store.take(BOTH, NOW, 5)] == ["1#0"]
    with pytest.raises(FileExistsError):
        await backup(folder, file)
    with pytest.raises(EmbeddedError, match="not empty"):
        await restore(file, folder)


async def test_a_copy_can_be_taken_of_a_store_at_rest(tmp_path: Path, desk: str) -> None:
    async with open_store(None, tmp_path / "one", desk) as store:
        await store.commit(commit("1", put={"case/1": case()}))
    await backup(tmp_path / "one", tmp_path / "copy.tar")
    await restore(tmp_path / "copy.tar", tmp_path / "two")
    async with open_store(None, tmp_path / "two", desk) as store:
        assert (await store.load(["case/1"]))[0].version == 1


def test_a_packaged_server_was_tested_too() -> None:
    if packaged_server() is None:
        pytest.skip("needs the package valkey-server or redis-server")
    assert len(binaries()) > 1


@pytest.mark.fault(14)
async def test_scripts_that_a_server_has_forgotten_are_brought_again(tmp_path: Path, desk: str) -> None:
    with running_server() as port:
        async with open_store(f"redis://127.0.0.1:{port}", tmp_path, desk) as store:
            for number in (1, 2):
                made = commit(f"c{number}", expect={"case/1": number - 1}, put={"case/1": case()})
                assert isinstance(await store.commit(made), Committed)
                with redis.Redis(port=port) as client:
                    client.script_flush()


@pytest.mark.fault(14)
async def test_a_server_without_memory_takes_a_whole_commit_or_none(tmp_path: Path, desk: str) -> None:
    with running_server("--maxmemory-policy", "noeviction") as port, redis.Redis(port=port) as client:
        async with open_store(f"redis://127.0.0.1:{port}", tmp_path, desk) as store:
            await store.commit(commit("before", expect={"case/1": 0}, put={"case/1": case()}))
            client.config_set("maxmemory", 1)
            full = commit(
                "full",
                expect={"case/1": 1},
                put={"case/1": case()},
                entries=(entry("r1"),),
                rows=rows("full", say(TOWN, "r1")),
            )
            with pytest.raises(StoreUnavailable):
                await store.commit(full)
            assert await store.healthy() is not None
            assert (await store.load(["case/1"]))[0].version == 1
            assert await store.transcript(CaseId(1)) == ()
            assert await store.outbox_depth() == 0
            client.config_set("maxmemory", 0)
            assert isinstance(await store.commit(full), Committed)
            assert len(await store.transcript(CaseId(1))) == 1
            assert await store.healthy() is None
