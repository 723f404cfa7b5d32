"""Profile pictures compared with the roster's.

A picture that comes in is seen whole, without its border, and, if it is round, by its inner square; and it is moved a
little where that nearly matches. `core.trust.pictures` says how like two views are. docs/pictures-compared.md has the
figures.

Reading a picture may take tens of milliseconds: call `prepared` and `look` in a thread.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from math import sqrt

from PIL import Image

from adapters.pictures.reading import WHOLE, Box, is_round, read, without_border
from adapters.pictures.views import CROPS, Off, Print, View, edges_within, inside
from core.trust.pictures import ALIKE, PAIRS, Edges, How, Match, NoMatch, Unreadable, score
from core.words.refs import AgentId

INNER = 0.146
"""Off each side of a square: what its largest circle surely covers stays."""
CLOSEST, VIEWS = 4, 2
"""So many pictures or mirror images, and so many views of each, are compared in full after the quick count."""
NEARLY = 0.38
"""From this score on a picture is moved to see whether it matches then."""
MOVED = 0.58
"""What was moved has had many tries: more is asked of it than `ALIKE`."""
MOVES = (0.033, 0.016)
"""By which parts of the roster's picture: about half of what lies between two prepared crops, then half of that."""


class Facing:
    """A member's picture, or its mirror image, found by the views that are `kept`; all of them tell how near it is."""

    def __init__(self, staff: AgentId, views: Sequence[View], kept: Sequence[View]) -> None:
        self.staff = staff
        self.found_by = [view.edges.signed for view in kept]
        lead = kept[0].edges
        self.leaning = lead.leaning
        self.size = sqrt(lead.sure.bit_count())
        self._views = views
        self._rows = [_row(view.edges) for view in views]
        self._cut = {view.off: view for view in views if view.off is not None}

    def nearest(self, seen: Edges) -> tuple[float, View]:
        """The view that is most like a picture, of those with the fewest signs that differ, less what would by
        chance, by their size.
        """
        signs = seen.signs
        counts = [
            (((row ^ signs) & sure).bit_count() - half) * weight for row, sure, half, weight in self._rows
        ]
        closest = nsmallest(VIEWS, range(len(counts)), key=counts.__getitem__)
        return max(
            ((score(self._views[place].edges, seen), self._views[place]) for place in closest),
            key=lambda each: each[0],
        )

    def moved(self, grey: Image.Image, box: Box, best: float, off: Off) -> float:
        """How like the two are at best when each side of the picture is moved a little, one after the other."""
        for by in MOVES:
            for side in range(4):
                for way in (by, -by):
                    tried = _with(off, side, off[side] + way)
                    alike = self._shifted(grey, box, tried)
                    if alike > best:
                        best, off = alike, tried
                        break
        return best

    def _shifted(self, grey: Image.Image, box: Box, off: Off) -> float:
        """The picture as if this were cropped off the roster's: the next smaller view, and what it lacks cropped."""
        prepared = tuple(next(crop for crop in CROPS if crop >= part) for part in off)
        view = self._cut.get(prepared)
        if view is None:
            return 0.0
        wide, high = 1 - off[0] - off[2], 1 - off[1] - off[3]
        sizes = (wide, high, wide, high)
        more = tuple((whole - part) / size for whole, part, size in zip(prepared, off, sizes, strict=True))
        return score(view.edges, edges_within(grey, inside(box, more)))


class Table:
    """Every member's pictures, both ways around, found by some of their views."""

    def __init__(
        self,
        prints: Mapping[AgentId, Sequence[Print]],
        kept: Callable[[View], bool],
        found_by: Callable[[View], bool],
    ) -> None:
        self._facings: list[Facing] = []
        for staff, each in ((staff, each) for staff, theirs in prints.items() for each in theirs):
            for mirrored in (False, True):
                views = [view for view in each.views if kept(view) and (How.MIRRORED in view.how) is mirrored]
                if some := [view for view in views if found_by(view)]:
                    self._facings.append(Facing(staff, views, some))

    def nearest(self, seen: Edges) -> list[Facing]:
        """Those that share most with a picture, less what they would by chance, by their size."""
        signed = seen.signed
        a, b, c, d = (part / PAIRS for part in seen.leaning)
        beyond: list[float] = []
        for facing in self._facings:
            shared = max([(row & signed).bit_count() for row in facing.found_by])
            one, two, three, four = facing.leaning
            beyond.append((shared - a * one - b * two - c * three - d * four) / facing.size)
        places = nlargest(CLOSEST, range(len(beyond)), key=beyond.__getitem__)
        return [self._facings[place] for place in places]


class Likeness:
    """The roster's pictures. Not changed after it was made: make another when the roster changes."""

    def __init__(self, prints: Mapping[AgentId, Sequence[Print]]) -> None:
        self._every = Table(prints, lambda _: True, lambda view: view.coarse)
        self._deep = Table(prints, lambda view: view.deep, lambda view: view.deep)

    def look(self, picture: bytes) -> Match | NoMatch | Unreadable:
        """Whose picture this is. What cannot be read is `Unreadable`, whatever the bytes are."""
        grey = read(picture)
        return grey if isinstance(grey, Unreadable) else self.compare(grey)

    def compare(self, grey: Image.Image) -> Match | NoMatch:
        """The same for a picture of `SIDE` by `SIDE` levels of grey."""
        if edges_within(grey, WHOLE).plain():
            return NoMatch()
        box = without_border(grey)
        found = [*_found(grey, WHOLE, (), self._every)]
        if box != WHOLE:
            found += _found(grey, box, (How.BORDERED,), self._every)
        if is_round(grey):
            found += _found(grey, inside(box, (INNER,) * 4), (How.ROUNDED,), self._deep)
        return max(found, key=lambda match: match.score, default=NoMatch())


def _found(grey: Image.Image, box: Box, how: tuple[How, ...], table: Table) -> Iterator[Match]:
    """Who is near by a quick count; which of their views is; and how near when it is moved to fit."""
    seen = edges_within(grey, box)
    if seen.plain():
        return
    for facing in table.nearest(seen):
        alike, view = facing.nearest(seen)
        least = ALIKE
        if NEARLY <= alike < ALIKE and view.off is not None:
            alike, least = facing.moved(grey, box, alike, view.off), MOVED
        if alike >= least:
            yield Match(facing.staff, alike, _reasons(view.how, how))


def _row(edges: Edges) -> tuple[int, int, float, float]:
    """Signs, which are sure, how many would differ by chance, and a weight that sets that against their number."""
    many = edges.sure.bit_count()
    return (edges.signs, edges.sure, many / 2, 1 / sqrt(max(many, 1)))


def _with(off: Off, side: int, part: float) -> Off:
    return (*off[:side], min(max(part, CROPS[0]), CROPS[-1]), *off[side + 1 :])


def _reasons(prepared_for: tuple[How, ...], seen: tuple[How, ...]) -> tuple[How, ...]:
    if How.ROUNDED in seen:
        prepared_for = tuple(how for how in prepared_for if how is not How.CROPPED)
    return tuple(dict.fromkeys((*prepared_for, *seen))) or (How.SAME,)
