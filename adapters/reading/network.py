"""The network that reads: six layers of a transformer encoder (as in BERT), and what each text asks as two numbers.

Weights are kept in four bits each, 32 of them sharing a scale, and made whole when they are read.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
HEADS: Final = 12
TOGETHER: Final = 32
"""Weights that share a scale."""
_TINY: Final = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class Part:
    """Multiplies by `weights` and adds `bias`."""

    weights: Floats
    bias: Floats

    def __call__(self, given: Floats) -> Floats:
        return cast(Floats, given @ self.weights + self.bias)


@dataclass(frozen=True, slots=True)
class Norm:
    scale: Floats
    bias: Floats

    def __call__(self, given: Floats) -> Floats:
        apart = given - given.mean(-1, keepdims=True)
        apart /= np.sqrt((apart * apart).mean(-1, keepdims=True) + _TINY)
        return cast(Floats, apart * self.scale + self.bias)


@dataclass(frozen=True, slots=True)
class Layer:
    looks: Part
    """What a piece looks for, is found by, and tells those that find it, beside one another."""
    told: Part
    after: Norm
    wider: Part
    narrower: Part
    last: Norm

    def __call__(self, given: Floats) -> Floats:
        pieces, width = given.shape
        asks, found_by, tells = self.looks(given).reshape(pieces, 3, HEADS, -1).transpose(1, 2, 0, 3)
        heed = (asks @ found_by.transpose(0, 2, 1)) / np.float32(sqrt(width // HEADS))
        heed = np.exp(heed - heed.max(-1, keepdims=True))
        heed /= heed.sum(-1, keepdims=True)
        heard = (heed @ tells).transpose(1, 0, 2).reshape(pieces, width)
        given = self.after(given + self.told(heard))
        return self.last(given + self.narrower(_gelu(self.wider(given))))


@dataclass(frozen=True, slots=True)
class Network:
    """`pieces` holds each piece packed, a row of bytes each."""

    pieces: NDArray[np.uint8]
    places: Floats
    first: Norm
    layers: tuple[Layer, ...]
    asks: Part

    def read(self, numbers: list[int]) -> Floats:
        """How much a text of these pieces asks for a secret, and sends its reader elsewhere: logits."""
        given = self.first(whole(self.pieces[numbers]) + self.places[: len(numbers)])
        for layer in self.layers:
            given = layer(given)
        return self.asks(given.mean(0))


def whole(packed: NDArray[np.uint8]) -> Floats:
    """Rows of weights: of each 18 bytes, a scale as half a float, then 32 weights, the low halves of 16 bytes first."""
    rows = packed.reshape(len(packed), -1, 2 + TOGETHER // 2)
    scales = rows[:, :, :2].copy().view("<f2").astype(np.float32)
    halves = rows[:, :, 2:]
    weights = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32) - 8
    return (weights * scales).reshape(len(packed), -1)


def _gelu(given: Floats) -> Floats:
    """Each times how likely a normal variable is below it, by 7.1.26 of Abramowitz and Stegun, exact to 1.5e-7."""
    size = np.abs(given) * np.float32(sqrt(0.5))
    step = 1 / (1 + np.float32(0.3275911) * size)
    tail = step * (
        0.254829592
        + step * (-0.284496736 + step * (1.421413741 + step * (-1.453152027 + step * 1.061405429)))
    )
    error = np.copysign(1 - tail.astype(np.float32) * np.exp(-size * size), given)
    return cast(Floats, 0.5 * given * (1 + error))
