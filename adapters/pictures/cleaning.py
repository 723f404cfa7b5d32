"""Pictures of strangers, one at a time: unpacked each takes tens of megabytes and a good part of a second."""

import asyncio


class Cleaning:
    """Draws them anew, see `adapters.pictures.evidence`."""

    def __init__(self) -> None:
        self._one = asyncio.Lock()

    async def __call__(self, picture: bytes) -> bytes | None:
        async with self._one:
            return await asyncio.to_thread(_drawn_anew, picture)


def _drawn_anew(picture: bytes) -> bytes | None:
    from adapters.pictures.evidence import drawn_anew  # noqa: PLC0415 - what unpacks is large, and often never needed

    return drawn_anew(picture)
