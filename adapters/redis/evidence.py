"""The kept bytes of pictures that came with reports, apart from all else, so that what no report names is found."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

from adapters.redis.files import FolderFiles
from core.words.files import FileId


class Evidence(FolderFiles):
    """A folder of their own."""

    async def before(self, at: datetime) -> frozenset[FileId]:
        """Those that were kept before then."""
        return await asyncio.to_thread(lambda: frozenset(self._before(at.timestamp())))

    def _before(self, at: float) -> Iterator[FileId]:
        for path in self._folder.glob("*/*/*"):
            if path.stat().st_mtime < at:
                yield FileId("".join(path.relative_to(self._folder).parts))
