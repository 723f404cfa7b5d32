"""Processes of the program and of the sandbox, forked from one that has imported everything already.

Imports are most of what a short walk costs. Each process is one of its own all the same: it has its own arguments,
environment and folder, runs the real entry point, and can be killed. `spawn` is used as `asyncio`'s own
`create_subprocess_exec` is.
"""

import asyncio
import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRELOADED = ("bots.cli", "bots.wiring", "bots.upkeep", "bots.doctor", "bots.sandbox.server")
LARGEST = 1 << 20


class Forked:
    """A process, as much of it as walks use of `asyncio.subprocess.Process`."""

    def __init__(self, pid: int, stdout: "Pipe", ended: "Pipe") -> None:
        self.pid = pid
        self.stdout = stdout.reader
        self.returncode: int | None = None
        self._pipes = (stdout, ended)
        self._watch = asyncio.get_running_loop().create_task(self._until(ended.reader))

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        return await asyncio.shield(self._watch)

    async def _until(self, ended: asyncio.StreamReader) -> int:
        line = await ended.readline()
        self.returncode = int(line) if line else -signal.SIGKILL
        for pipe in self._pipes:
            pipe.transport.close()
        return self.returncode


@dataclass(frozen=True, slots=True)
class Pipe:
    """The end of a pipe that is read here."""

    reader: asyncio.StreamReader
    transport: asyncio.ReadTransport


_parent: socket.socket | None = None


async def spawn(
    module: str, *arguments: str, env: Mapping[str, str] | None = None, stderr: int | None = None
) -> Forked:
    """`python -m module arguments`, with its output to be read."""
    status, told = os.pipe()
    out, written = os.pipe()
    request = {"module": module, "arguments": arguments, "env": dict(os.environ if env is None else env)}
    errors = os.dup(2) if stderr is None else os.dup(stderr)
    try:
        socket.send_fds(_forking(), [json.dumps(request).encode()], [written, errors, told])
    finally:
        for each in (told, written, errors):
            os.close(each)
    ended = await _pipe(status)
    pid = int(await ended.reader.readline())
    return Forked(pid, await _pipe(out), ended)


async def _pipe(number: int) -> Pipe:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(number, "rb", buffering=0)
    )
    return Pipe(reader, transport)


def _forking() -> socket.socket:
    """The process to fork from, started with the first walk of a worker."""
    global _parent
    if _parent is None:
        _parent, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "tests.forking", str(theirs.fileno())]
        server = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()
        atexit.register(_ended, _parent, server)
    return _parent


def _ended(parent: socket.socket, server: "subprocess.Popen[bytes]") -> None:
    parent.close()
    server.wait()


def serve(requests: socket.socket) -> None:
    """Fork for each request, and say how each process ended, until nobody asks any more."""
    for module in PRELOADED:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    poll = select.poll()
    poll.register(requests, select.POLLIN)
    running: dict[int, tuple[int, int]] = {}
    while True:
        for ready, _ in poll.poll():
            if ready == requests.fileno():
                data, pipes, _, _ = socket.recv_fds(requests, LARGEST, 3)
                if not data:
                    return
                pid = _forked(requests, json.loads(data), pipes)
                watched = os.pidfd_open(pid)
                running[watched] = (pid, pipes[2])
                poll.register(watched, select.POLLIN)
                continue
            pid, told = running.pop(ready)
            poll.unregister(ready)
            os.close(ready)
            _, status = os.waitpid(pid, 0)
            with contextlib.suppress(BrokenPipeError):
                os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
            os.close(told)


def _forked(requests: socket.socket, request: dict, pipes: list[int]) -> int:
    pid = os.fork()
    if pid:
        os.write(pipes[2], f"{pid}\n".encode())
        os.close(pipes[0])
        os.close(pipes[1])
        return pid
    code = 1
    try:
        requests.close()
        os.dup2(pipes[0], 1)
        os.dup2(pipes[1], 2)
        for pipe in pipes:
            os.close(pipe)
        os.environ.clear()
        os.environ.update(request["env"])
        sys.argv = [request["module"], *request["arguments"]]
        runpy.run_module(request["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as asked:
        code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
    except BaseException:  # noqa: BLE001 - what a process of its own would print and end with
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
