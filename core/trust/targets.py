"""The people whom a name may pass for, and who of them comes nearest to some words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.trust.dissecting import Parts
from core.trust.folding import Word
from core.trust.givennames import GIVEN

WORDS: Final = 4
"""Of so many words at most a name is known in any order."""


@dataclass(frozen=True, slots=True)
class Target:
    """A member of staff: the `whole` name as it is read, and the words of it without the desk's and the roles', joined,
    in both keys.
    """

    staff: str
    whole: str
    mild: str
    full: str
    words: tuple[str, ...]
    plain: bool
    """They go by this name alone, without the desk's."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom words mean, by how many slips of the hand they differ; `whole`: there is no other word beside theirs."""

    target: Target
    distance: int
    whole: bool = True


class Targets:
    def __init__(self) -> None:
        self._all: list[Target] = []
        self._by_full: dict[str, list[Target]] = defaultdict(list)
        self._by_first: dict[str, Target] = {}
        self._by_mild: dict[str, Target] = {}
        self._by_start: dict[str, list[Target]] = defaultdict(list)
        self._near_length: dict[tuple[int, int, bool], list[str]] = {}

    def add(self, staff: str, whole: str, person: tuple[Word, ...], *, plain: bool) -> None:
        mild, full = "".join(word.mild for word in person), "".join(word.full for word in person)
        target = Target(staff, whole, mild, full, tuple(word.mild for word in person), plain)
        self._all.append(target)
        self._by_mild.setdefault(mild, target)
        self._by_start[mild[:3]].append(target)
        if len(person) > 1:
            self._by_first.setdefault(person[0].full, target)
        orders = permutations(person) if len(person) <= WORDS else (person, person[::-1])
        for key in {"".join(word.full for word in order) for order in orders}:
            self._by_full[key].append(target)

    @property
    def firsts(self) -> set[str]:
        """The keys of names that desks and roles are glued to."""
        return {*self._by_full, *self._by_first}

    @property
    def words(self) -> set[str]:
        """Every word of their names."""
        return {word for target in self._all for word in target.words}

    def nearby(self, words: tuple[Word, ...], shown: str, parts: Parts) -> Found | None:
        """Whom these words mean, in a name of these parts. Of two who are called alike, the one whose name as a whole
        is nearer to what is `shown`.
        """
        full = "".join([word.full for word in words])
        if exact := self._by_full.get(full):
            return Found(_nearer(exact, shown), 0)
        if parts.named and (known := self._by_first.get(full)) is not None:
            return Found(known, 0)
        mild, dressed = "".join([word.mild for word in words]), parts.dressed
        most = _slips(len(mild), parts)
        orders = [mild] if len(words) == 1 else [mild, "".join([word.mild for word in reversed(words)])]
        for order in orders:
            among = self._about(len(mild), most, dressed=dressed)
            near = process.extractOne(order, among, scorer=OSA.distance, score_cutoff=most)
            if near is not None:
                target = self._by_mild[near[0]]
                if dressed or not _natural(words, target, int(near[1])):
                    return Found(target, int(near[1]))
        return self._begun(words, mild, dressed=dressed)

    def nearest(self, words: Sequence[Word]) -> Target | None:
        """Whom a name in the desk's format comes nearest to, if to anybody."""
        mild = "".join([word.mild for word in words])
        nearest = min(self._all, key=lambda each: OSA.distance(mild, each.mild), default=None)
        if nearest is None or OSA.distance(mild, nearest.mild) > max(len(mild), len(nearest.mild)) // 2:
            return None
        return nearest

    def _about(self, length: int, most: int, *, dressed: bool) -> list[str]:
        """The mild keys of about this length: of all staff, or of those whose name alone is telling."""
        key = (length, most, dressed)
        found = self._near_length.get(key)
        if found is None:
            among = [each for each in self._all if dressed or each.plain or len(each.words) > 1]
            found = [each.mild for each in among if abs(len(each.mild) - length) <= most]
            self._near_length[key] = found
        return found

    def _begun(self, words: tuple[Word, ...], mild: str, *, dressed: bool) -> Found | None:
        """A name that was cut off within a word."""
        if len(mild) < 3 or (len(words) < 2 and not dressed):
            return None
        for target in self._by_start.get(mild[:3], ()):
            if len(mild) >= len(target.mild) or not target.mild.startswith(mild):
                continue
            within = len(words) > len(target.words) or words[-1].mild != target.words[len(words) - 1]
            much = len(mild) >= 0.55 * len(target.mild)
            if (dressed and (much or len(mild) >= 4)) or (within and much and len(words[-1].mild) >= 2):
                return Found(target, 1)
        return None


def _nearer(alike: list[Target], shown: str) -> Target:
    if len(alike) == 1:
        return alike[0]
    return min(alike, key=lambda each: OSA.distance(each.whole, shown))


def _slips(length: int, parts: Parts) -> int:
    """How many slips of the hand still leave a name recognised."""
    if length <= 3:
        return 1 if parts.desk else 0
    if length <= 6:
        return 2 if parts.desk and length > 4 else 1
    return 2


def _natural(words: Sequence[Word], target: Target, slips: int) -> bool:
    """Whether what differs is itself a name that people are given: somebody else, then, and no slip. But of those who
    have a family name in common hardly anybody is called so nearly the same.
    """
    if slips == 1 and any(word.mild in target.words and word.mild not in GIVEN for word in words):
        return False
    return any(word.mild in GIVEN for word in words if word.mild not in target.words)
