"""What a text asks of its reader, told by a small network (docs/trust.md)."""

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from core.trust.texts import JUDGED, Judged

if TYPE_CHECKING:
    from adapters.reading.network import Network
    from adapters.reading.pieces import Pieces

MOST: Final = 94
"""Pieces of a text that are read; the network was taught with no more."""
REMEMBERED: Final = 1_024
"""Texts: who sends the same to many channels has it read once."""


def second_reading(passage: str, what: Judged, first: float, *, staff: bool) -> bool:
    """Whether a passage asks, as `core.trust.texts.Reading`.

    Takes some 10 to 40 milliseconds of one processor, and the first time half a second more to have the weights read.
    """
    number = JUDGED.index(what)
    share, *limits = _loaded()[2][number]
    return logits(passage)[number] + share * first > limits[staff]


@lru_cache(maxsize=REMEMBERED)
def logits(passage: str) -> tuple[float, ...]:
    """How much a passage asks, for each of `JUDGED`."""
    pieces, network, _ = _loaded()
    numbers = pieces.numbers(unicodedata.normalize("NFKC", passage), MOST)
    return tuple(map(float, network.read(numbers)))


@cache
def _loaded() -> "tuple[Pieces, Network, tuple[tuple[float, ...], ...]]":
    from adapters.reading.weights import loaded  # noqa: PLC0415 - numpy and the weights are large, and often never needed

    return loaded()
