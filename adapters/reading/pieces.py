"""A text cut into the pieces of words that the network knows: of all ways to cut it, the likeliest."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import Final

GAP: Final = "\u2581"
"""Stands for the space before a word."""
BEGIN, UNKNOWN, END = 0, 1, 2
"""The first three pieces."""
RARE: Final = -10.0
"""So much less likely than the least likely piece is a sign that no piece has."""


class Pieces:
    """`likely` is the logarithm of how likely each piece is."""

    def __init__(self, pieces: Sequence[str], likely: Sequence[float]) -> None:
        self._known: Mapping[str, tuple[int, float]] = {
            piece: (number, float(likely[number])) for number, piece in enumerate(pieces) if number > END
        }
        self._longest = max(map(len, pieces))
        self._rare = float(min(likely)) + RARE

    def numbers(self, text: str, most: int) -> list[int]:
        """The pieces' numbers, between those for the beginning and the end; of a long text the first `most`."""
        said = GAP + GAP.join(text.split())
        best: list[tuple[float, int, int]] = [(0.0, BEGIN, 0)] + [(-inf, UNKNOWN, 0)] * len(said)
        for start in range(len(said)):
            so_far = best[start][0]
            if so_far + self._rare > best[start + 1][0]:
                best[start + 1] = (so_far + self._rare, UNKNOWN, start)
            for end in range(start + 1, min(len(said), start + self._longest) + 1):
                number, likely = self._known.get(said[start:end], (UNKNOWN, -inf))
                if so_far + likely > best[end][0]:
                    best[end] = (so_far + likely, number, start)
        cut: list[int] = []
        end = len(said)
        while end > 0:
            _, number, end = best[end]
            cut.append(number)
        return [BEGIN, *cut[::-1][:most], END]
