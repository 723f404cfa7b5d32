"""Settings that change while the program runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path

from config.settings import Settings, SettingsError, load

EVERY = timedelta(seconds=2)

_log = logging.getLogger(__name__)

Stamp = tuple[int, int, int] | None


async def watch(
    path: Path,
    environ: Mapping[str, str],
    sleep: Callable[[timedelta], Awaitable[None]],
    every: timedelta = EVERY,
) -> AsyncIterator[Settings]:
    """The settings each time the file has changed and says something else, or the directory's file that it names has
    changed; never ends.

    A file that cannot be used is logged, one line for each problem, and leaves everything as it is until it
    changes again. The files are looked at whenever `sleep(every)` (the clock's) has returned.
    """
    stamp = await asyncio.to_thread(_stamp, path)
    last: Settings | None = None
    try:
        last = await asyncio.to_thread(load, path, environ)
    except SettingsError as wrong:
        _refuse(wrong)
    beside = await asyncio.to_thread(_directory_stamp, last)
    while True:
        await sleep(every)
        now = await asyncio.to_thread(_stamp, path)
        customers = await asyncio.to_thread(_directory_stamp, last)
        if now == stamp:
            if last is not None and customers != beside:
                beside = customers
                yield last
            continue
        stamp = now
        try:
            settings = await asyncio.to_thread(load, path, environ)
        except SettingsError as wrong:
            _refuse(wrong)
            continue
        if settings != last:
            last = settings
            beside = await asyncio.to_thread(_directory_stamp, last)
            yield settings


def _stamp(path: Path) -> Stamp:
    """What differs when the file does: editors replace a file as often as they write into it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _directory_stamp(settings: Settings | None) -> Stamp:
    file = None if settings is None else settings.directory.file
    return None if file is None else _stamp(Path(file))


def _refuse(wrong: SettingsError) -> None:
    for problem in wrong.problems:
        _log.warning(
            "settings.refused",
            extra={"source": problem.source, "key": problem.key, "wrong": problem.wrong},
        )
