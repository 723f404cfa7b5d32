"""The network and its pieces, from the file beside this one that .ci/reading writes."""

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from adapters.reading.network import Layer, Network, Norm, Part, whole
from adapters.reading.pieces import Pieces

WEIGHTS: Final = Path(__file__).with_name("reading.npz")


def loaded() -> tuple[Pieces, Network, tuple[tuple[float, ...], ...]]:
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
