"""What a text asks of its reader, told by a small network (docs/trust.md)."""

import os
import re
import unicodedata
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from core.trust.texts import JUDGED, Judged, Unread

if TYPE_CHECKING:
    from adapters.reading.network import Network
    from adapters.reading.pieces import Pieces

MOST: Final = 94
"""Pieces of a text that are read; the network was taught with no more."""
REMEMBERED: Final = 1_024
"""Texts: who sends the same to many channels has it read once."""


_NUMBER: Final = re.compile(r"\d{3,}")
_known: dict[str, tuple[float, ...]] = {}


def second_reading(passage: str, what: Judged, first: float, *, staff: bool) -> bool:
    """Whether a passage asks, as `core.trust.texts.Reading`.

    Takes some milliseconds of one processor, and longer the first time, when the weights are read.
    """
    return _asks(logits(passage), what, first, staff=staff)


def remembered_reading(passage: str, what: Judged, first: float, *, staff: bool) -> bool:
    """The same where it takes no time; else raises `Unread`, and is one of the remembered once that was read."""
    read = _known.get(as_given(passage))
    if read is None:
        raise Unread(partial(logits, passage))
    return _asks(read, what, first, staff=staff)


def logits(passage: str) -> tuple[float, ...]:
    """How much a passage asks, for each of `JUDGED`."""
    text = as_given(passage)
    read = _known.get(text)
    if read is None:
        pieces, network, _ = _loaded()
        read = tuple(map(float, network.read(pieces.numbers(text, MOST))))
        if len(_known) >= REMEMBERED:
            _known.pop(next(iter(_known)), None)  # the loop may look at the same moment, and other readers
        _known[text] = read
    return read


def _asks(read: tuple[float, ...], what: Judged, first: float, *, staff: bool) -> bool:
    number = JUDGED.index(what)
    share, *limits = _loaded()[2][number]
    return read[number] + share * first > limits[staff]


def as_given(passage: str) -> str:
    """As the network is given it. Which number of three and more digits it is changes nothing, so that what is the same
    but for the number of a case is read once.
    """
    return _NUMBER.sub("100", unicodedata.normalize("NFKC", passage))


@cache
def _loaded() -> "tuple[Pieces, Network, tuple[tuple[float, ...], ...]]":
    # Threads of its own pay only for larger products than these; beside other work they cost far more than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from adapters.reading.weights import loaded  # noqa: PLC0415 - numpy and the weights are large, and often never needed

    return loaded()
