"""Which files stay. A file is on the disk before the desk has heard of it: what the desk then has no use for, since it
refused what the file came with or had it already, is erased.
"""

import logging
from collections.abc import Awaitable
from dataclasses import dataclass

from core.cases.decision import Decision
from core.lapsing import files_of
from core.ports import Files, Store
from core.scenes import Loaded
from core.words.commands import Asked, Command, Pressed, Said
from core.words.effects import Say
from core.words.files import File
from core.words.refs import case_of_entry

log = logging.getLogger("switchboard.keeping")


@dataclass(slots=True)
class Keeping:
    store: Store
    files: Files

    async def committed(self, command: Command, decision: Decision, loaded: Loaded) -> None:
        """What the commit names stays; the rest that came with the command goes, and so does what a draft had that is
        given up.
        """
        named, came = _named(decision), _brought(command)
        for file in came & named:
            await _quietly(self.files.settle(file.id))
        before = frozenset().union(*(files_of(loaded.old(record)) for record in decision.put))
        await self._erase((came | before) - named)

    async def unused(self, command: Command) -> None:
        """Nothing was committed. Had it been before, by an earlier try, its files are in use."""
        came = _brought(command)
        if came and not await self.store.handled(command.id):
            await self._erase(came)

    async def repeated(self, command: Command) -> None:
        """It was committed before, perhaps with these files and perhaps with copies fetched earlier. Where that cannot
        be told they are left to the daily look.
        """
        came = _brought(command)
        if not came or not isinstance(command, Said):
            return
        entry = await self.store.entry_at(command.ref)
        if entry is not None:
            told = await self.store.transcript(case_of_entry(entry))
            await self._erase(came - {file for each in told for file in each.files})

    async def _erase(self, files: frozenset[File]) -> None:
        for file in files:
            await _quietly(self.files.forget(file.id))


async def _quietly(step: Awaitable[None]) -> None:
    """What the command has done stands, whatever the disk does with its files; the daily look tries again."""
    try:
        await step
    except OSError as error:
        log.warning("a file was not tidied up", extra={"error": type(error).__name__})


def _brought(command: Command) -> frozenset[File]:
    match command:
        case Said() | Asked() | Pressed():
            return frozenset(file for file in command.files if isinstance(file, File))
        case _:
            return frozenset()


def _named(decision: Decision) -> frozenset[File]:
    lists = (
        *(entry.files for entry in decision.entries),
        *(effect.files for effect in decision.effects if isinstance(effect, Say)),
    )
    said = frozenset(file for files in lists for file in files if isinstance(file, File))
    return said.union(*(files_of(record) for record in decision.put))
