"""Files that are made or fetched when they are sent: transcripts, pictures, copies of what is kept of a person."""

import asyncio
from dataclasses import dataclass
from typing import assert_never

import orjson

from adapters.redis.store import RedisStore
from adapters.web.transcripts import Transcripts
from bots import upkeep
from core.policy import Policy
from core.words.effects import Draw, Exhibit, Export, Hand
from core.words.refs import account_of


@dataclass(frozen=True, slots=True)
class Papers:
    """What platforms' adapters ask for the files of an effect."""

    transcripts: Transcripts
    store: RedisStore
    rules: Policy

    async def __call__(self, hand: Hand | Draw | Export | Exhibit) -> tuple[tuple[str, bytes], ...]:
        """The files, each a name and its bytes."""
        match hand:
            case Hand(case=case, language=language):
                return await self.transcripts(case, language)
            case Export(to=to):
                found = await upkeep.exported(self.store, self.transcripts, self.rules, account_of(to))
                return ((f"{self.rules.desk}-export.json", orjson.dumps(found, option=orjson.OPT_INDENT_2)),)
            case Draw(bars=bars):
                from adapters.pictures import chart  # noqa: PLC0415 - what draws is large, and often never needed

                return (("chart.png", await asyncio.to_thread(chart.draw, bars)),)
            case Exhibit(picture=picture):
                try:
                    return ((picture.name, await self.store.evidence.read(picture.id)),)
                except FileNotFoundError:
                    return ()
            case _:
                assert_never(hand)
