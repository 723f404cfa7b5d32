"""What a text asks of its reader, told by a network whose weights lie beside this file (docs/trust.md: whence)."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from adapters.reading.network import Layer, Network, Norm, Part, whole
from adapters.reading.pieces import Pieces
from core.trust.texts import JUDGED, Judged

WEIGHTS: Final = Path(__file__).with_name("reading.npz")
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
def _loaded() -> tuple[Pieces, Network, tuple[tuple[float, ...], ...]]:
    """The pieces, the network, and of each of `JUDGED`: what the first reading counts, anybody's limit, staff's."""
    with np.load(WEIGHTS, allow_pickle=False) as kept:
        file = {name: kept[name] for name in kept.files}
    layers = tuple(
        Layer(
            _part(file, f"{number}.looks"),
            _part(file, f"{number}.told"),
            _norm(file[f"{number}.after"]),
            _part(file, f"{number}.wider"),
            _part(file, f"{number}.narrower"),
            _norm(file[f"{number}.last"]),
        )
        for number in range(sum(name.endswith(".told") for name in file))
    )
    asks = Part(np.ascontiguousarray(file["asks"][:, :-1].T), file["asks"][:, -1])
    places = file["places"].astype(np.float32)
    network = Network(file["words"], places, _norm(file["first"]), layers, asks)
    pieces = Pieces(bytes(file["pieces"]).decode().split("\n"), file["likely"].tolist())
    return pieces, network, tuple(map(tuple, file["limits"].tolist()))


def _part(file: dict[str, NDArray[Any]], name: str) -> Part:
    return Part(np.ascontiguousarray(whole(file[name]).T), file[f"{name}.bias"])


def _norm(both: NDArray[Any]) -> Norm:
    return Norm(both[0], both[1])
