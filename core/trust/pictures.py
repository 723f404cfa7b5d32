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
LEAST = 0.25
"""Of all pairs, the share that must be sure; with fewer a picture is plain, and resembles too many."""
ALIKE = 0.5
"""From this score pictures are the same one. docs/pictures-compared.md has the tables that it was chosen by."""

_WIDTH = CELLS * CELLS
_ACROSS = sum(1 << place for place in range(_WIDTH) if place % CELLS != CELLS - 1)
_DOWN = (1 << (_WIDTH - CELLS)) - 1
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
    """The bits of one picture: across in the lower `CELLS * CELLS`, down in the upper; `signs` only where `sure`."""

    signs: int
    sure: int

    @property
    def plain(self) -> bool:
        """Too little to see for any verdict."""
        return self.sure.bit_count() < LEAST * 2 * PAIRS


@dataclass(frozen=True, slots=True)
class Match:
    """The picture is this member's. The score is from `ALIKE` to 1, where 1 is the same picture."""

    staff: AgentId
    score: float
    reasons: tuple[How, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Compared, and like nobody's. A plain picture has nothing to compare, and says nothing of its owner."""

    plain: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Could not be compared: "cannot tell", never "clear"."""

    why: Why


def edges(cells: bytes) -> Edges:
    """The edges of `CELLS` rows of as many levels of grey."""
    down = cells[CELLS:] + bytes(CELLS)
    across = cells[1:] + b"\0"
    signs, sure = 0, 0
    for neighbours, valid, shift in ((across, _ACROSS, 0), (down, _DOWN, _WIDTH)):
        steps = [here - there for here, there in zip(cells, neighbours, strict=True)]
        darker = _bits([step >= STEP for step in steps]) & valid
        lighter = _bits([step <= -STEP for step in steps]) & valid
        signs |= darker << shift
        sure |= (darker | lighter) << shift
    return Edges(signs, sure)


def score(one: Edges, other: Edges) -> float:
    """From about 0 for strangers to 1 for the same picture.

    What is counted are pairs that agree less pairs that do not, less what chance gives: two pictures lit from the left
    agree in most pairs and show nothing in common (Cohen's kappa, in each direction). Set against the number of sure
    pairs, as a cosine is.
    """
    both = one.sure & other.sure
    differing = (one.signs ^ other.signs) & both
    agreed, chance = 0, 0.0
    for part in (_ACROSS, _DOWN << _WIDTH):
        common = (both & part).bit_count()
        if not common:
            continue
        agreed += common - 2 * (differing & part).bit_count()
        leanings = (2 * (each.signs & both & part).bit_count() - common for each in (one, other))
        chance += next(leanings) * next(leanings) / common
    size = sqrt(max(one.sure.bit_count(), _FLOOR) * max(other.sure.bit_count(), _FLOOR))
    return (agreed - chance) / max(size - abs(chance), _NARROW)


def _bits(flags: list[bool]) -> int:
    """The first flag is the lowest bit."""
    return int("".join(["1" if flag else "0" for flag in reversed(flags)]), 2)
