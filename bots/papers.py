"""Files that are made when they are sent: transcripts, and pictures of charts."""

import asyncio
from dataclasses import dataclass
from typing import assert_never

from adapters.pictures import chart
from adapters.web.transcripts import Transcripts
from core.words.effects import Draw, Hand


@dataclass(frozen=True, slots=True)
class Papers:
    """What platforms' adapters ask for the files of an effect."""

    transcripts: Transcripts

    async def __call__(self, hand: Hand | Draw) -> tuple[tuple[str, bytes], ...]:
        """The files, each a name and its bytes."""
        match hand:
            case Hand(case=case, language=language):
                return await self.transcripts(case, language)
            case Draw(bars=bars):
                return (("chart.png", await asyncio.to_thread(chart.draw, bars)),)
            case _:
                assert_never(hand)
