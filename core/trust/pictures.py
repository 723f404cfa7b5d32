"""How like two pictures are, by where each grows lighter and where darker.

A picture is seen as 16 by 16 cells. Of each two cells side by side, and of each two one above the other, one bit says
which is lighter, and another whether that is sure. What covers a part of a picture (a badge, a caption) changes only
the bits below it, which is why signs of neighbours serve better here than a transform of the whole.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from core.words.refs import AgentId

CELLS = 16
STEP = 2
"""Neighbours count as different from so many of 256 levels of grey."""
PAIRS = CELLS * (CELLS - 1)
"""In each of the two directions."""
LEAST, BARE = 0.25, 0.15
"""Of all pairs, the share that must be sure; with fewer a picture is plain, and resembles too many. The first is asked
of the roster's, so that a paler copy of them is still compared."""
ALIKE = 0.55
"""From this score pictures are the same one. docs/pictures-compared.md has the tables that it was chosen by."""

_WIDTH = CELLS * CELLS
# The first cell is the highest bit; the last of a row has none beside it, and the last row none below.
_ACROSS = sum(1 << place for place in range(_WIDTH) if place % CELLS)
_DOWN = (1 << _WIDTH) - (1 << CELLS)
# All cells are compared at once, each in 16 bits of one whole number. A level less another plus this has the bit for
# 512 exactly where the step is large enough, and never borrows from its neighbour.
_CARRY = int.from_bytes((512 - STEP).to_bytes(2) * _WIDTH)
_CARRIED = bytes(b"01"[high >> 1 & 1] for high in range(256))
_ROOM = (1 << 16 * _WIDTH) - 1
_FLOOR = 0.3 * 2 * PAIRS
_NARROW = 0.15 * 2 * PAIRS


class How(StrEnum):
    """What had to be undone for the pictures to agree: the reasons that a moderator reads."""

    SAME = "same"
    MIRRORED = "mirrored"
    CROPPED = "cropped"
    TURNED = "turned"
    BORDERED = "bordered"
    ROUNDED = "rounded"


class Why(StrEnum):
    """Why nothing can be told of a picture."""

    LARGE = "large"
    SMALL = "small"
    BROKEN = "broken"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Edges:
    """The bits of one picture: down in the lower `CELLS * CELLS`, across in the upper; `signs` only where `sure`."""

    signs: int
    sure: int

    def plain(self, least: float = BARE) -> bool:
        """Too little to see for any verdict."""
        return self.sure.bit_count() < least * 2 * PAIRS

    @property
    def signed(self) -> int:
        """What is darker and what is lighter as bits of their own: what two pictures share is one `&` and a count."""
        return self.signs << 2 * _WIDTH | (self.sure ^ self.signs)

    @property
    def leaning(self) -> tuple[int, int, int, int]:
        """How many are darker and lighter across, and down."""
        lighter = self.sure ^ self.signs
        across = _ACROSS << _WIDTH
        return (
            (self.signs & across).bit_count(),
            (lighter & across).bit_count(),
            (self.signs & _DOWN).bit_count(),
            (lighter & _DOWN).bit_count(),
        )


@dataclass(frozen=True, slots=True)
class Match:
    """The picture is this member's. The score is from `ALIKE` to 1, where 1 is the same picture."""

    staff: AgentId
    score: float
    reasons: tuple[How, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Like nobody's. A plain picture is that too: the roster's are not plain."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Could not be compared: "cannot tell", never "clear"."""

    why: Why


def edges_of(cells: bytes) -> Edges:
    """The edges of `CELLS` rows of as many levels of grey."""
    spread = bytearray(2 * _WIDTH)
    spread[1::2] = cells
    here = int.from_bytes(spread)
    signs, sure = 0, 0
    for after, valid in ((1, _ACROSS), (CELLS, _DOWN)):
        there = here << 16 * after & _ROOM
        darker = _above(here, there) & valid
        lighter = _above(there, here) & valid
        signs = signs << _WIDTH | darker
        sure = sure << _WIDTH | darker | lighter
    return Edges(signs, sure)


def _above(one: int, other: int) -> int:
    """One bit for each cell: whether its level is higher in the first by `STEP` at least."""
    carried = (one + _CARRY - other).to_bytes(2 * _WIDTH)[::2]
    return int(carried.translate(_CARRIED), 2)


def score(one: Edges, other: Edges) -> float:
    """From about 0 for strangers to 1 for the same picture.

    What is counted are pairs that agree less pairs that do not, less what chance gives: two pictures lit from the left
    agree in most pairs and show nothing in common (Cohen's kappa, in each direction). Set against the number of sure
    pairs, as a cosine is.
    """
    both = one.sure & other.sure
    differing = (one.signs ^ other.signs) & both
    agreed, chance = 0, 0.0
    for part in (_ACROSS << _WIDTH, _DOWN):
        common = (both & part).bit_count()
        if not common:
            continue
        agreed += common - 2 * (differing & part).bit_count()
        leanings = (2 * (each.signs & both & part).bit_count() - common for each in (one, other))
        chance += next(leanings) * next(leanings) / common
    size = sqrt(max(one.sure.bit_count(), _FLOOR) * max(other.sure.bit_count(), _FLOOR))
    return (agreed - chance) / max(size - abs(chance), _NARROW)
