"""A copy of an embedded store in one file, and back.

The copy is one tar: the server's append-only files, then the kept attachments. It may be taken while the
program runs. It then holds at least all that was acknowledged before it began: rewriting is held off while
the files are linked, their ends may be cut within a command (which loading drops), and attachments, which
are kept before anything names them, are copied last.
"""

import asyncio
import contextlib
import os
import tarfile
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from adapters.redis.connection import Connection, address, connected
from adapters.redis.embedded import APPENDED, FILES, EmbeddedError, embedded, running

_REWRITE = "auto-aof-rewrite-percentage"


async def backup(folder: Path, file: Path) -> None:
    """Write a copy of the store in `folder`, in use or not, to `file`, which must not exist.

    Raises:
        FileExistsError: it does.
        EmbeddedError: there is no store in the folder.
    """
    _expect_store(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix="backup-") as room:
        linked = Path(room)
        url = running(folder)
        if url is None:
            _link(folder / APPENDED, linked)
        else:
            async with connected(address(url)) as connection, _rewriting_held_off(connection):
                await asyncio.to_thread(_link, folder / APPENDED, linked)
        await asyncio.to_thread(_pack, file, linked, folder / FILES)


async def restore(file: Path, folder: Path) -> None:
    """Put a copy into `folder`, which must be empty or absent, and see that it loads.

    Raises:
        EmbeddedError: the folder is not empty, or what the copy holds does not load.
    """
    _expect_empty(folder)
    await asyncio.to_thread(_unpack, file, folder)
    async with embedded(folder):
        pass


def _expect_store(folder: Path) -> None:
    if not (folder / APPENDED).is_dir():
        raise EmbeddedError(f"there is no store in {folder}")


def _expect_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise EmbeddedError(f"{folder} is not empty: restore into a new folder, then use that one")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextlib.asynccontextmanager
async def _rewriting_held_off(connection: Connection) -> AsyncIterator[None]:
    before = await connection.call("CONFIG", "GET", _REWRITE)
    percentage = before[1] if isinstance(before, list) and isinstance(before[1], bytes) else b"100"
    await connection.call("CONFIG", "SET", _REWRITE, 0)
    try:
        while True:
            info = await connection.call("INFO", "persistence")
            if isinstance(info, bytes) and b"aof_rewrite_in_progress:0" in info:
                break
            await asyncio.sleep(0.02)
        yield
    finally:
        await connection.call("CONFIG", "SET", _REWRITE, percentage)


def _link(appended: Path, to: Path) -> None:
    for each in appended.iterdir():
        if each.suffix != ".tmp" and not each.name.startswith("temp-"):
            os.link(each, to / each.name)


def _pack(file: Path, appended: Path, files: Path) -> None:
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("xb") as out, tarfile.open(fileobj=out, mode="w") as tar:
            for each in sorted(appended.iterdir()):
                # Only as long as it is now: the last of them is being written to.
                with each.open("rb") as data:
                    info = tar.gettarinfo(arcname=f"{APPENDED}/{each.name}", fileobj=data)
                    # A second name of a file that is in use would otherwise be stored as a link.
                    info.type = tarfile.REGTYPE
                    tar.addfile(info, data)
            if files.is_dir():
                tar.add(files, FILES)
            out.flush()
            os.fsync(out.fileno())
        os.link(part, file)
    finally:
        part.unlink(missing_ok=True)


def _unpack(file: Path, folder: Path) -> None:
    with tarfile.open(file) as tar:
        tar.extractall(folder, filter="data")
