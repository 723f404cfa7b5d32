"""A name's words told apart: the desk's own, those of roles, those of people who speak of the desk, and the person."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.trust.folding import Folded, Word, folded, full_key, keyed, same_length
from core.trust.givennames import GIVEN
from core.trust.lexicon import CUSTOMERS, FANS, FILLERS, ROLES

REMEMBERED: Final = 20_000
"""Words whose kind is remembered."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart. `desk` and `role`: the desk's name and a role's are in it; `fan`: it speaks of the desk;
    `person` is what is left.
    """

    person: tuple[Word, ...]
    desk: bool = False
    role: bool = False
    fan: bool = False
    tricks: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """Whether the desk or a role is named."""
        return self.desk or self.role

    @property
    def dressed(self) -> bool:
        """Whether something beside the person's words makes it pass for staff's."""
        return self.named or bool(self.tricks)


class Dissecting:
    """Knows a desk's name and roles, and once told, its people."""

    def __init__(self, desk: str, roles: Iterable[str]) -> None:
        own = folded(desk).words
        self._roles = ROLES | {
            word.mild for role in roles for word in folded(role).words if len(word.mild) > 2
        }
        self.desk = tuple(word for word in own if word.mild not in self._roles | FILLERS) or own[:1]
        self.desk_key = "".join(word.full for word in self.desk)
        self._people: set[str] = set()
        self._fans = FANS
        self._desk_run = same_length("".join(word.mild for word in self.desk))
        self._role_keys = frozenset(map(full_key, self._roles))
        self._role_runs = sorted({same_length(role) for role in self._roles}, key=len, reverse=True)
        long = "|".join(re.escape(key) for key in sorted(self._role_keys) if len(key) >= 4)
        self._glued = re.compile(f"^(?:{long})|(?:{long})$")
        whole = (*self._roles, *(word.mild for word in self.desk))
        self._beginnings = frozenset(each[:length] for each in whole for length in range(3, len(each)))
        self._known: dict[str, str] = {}
        self._near_length: dict[tuple[int, int, int], list[str]] = {}

    def know(self, people: set[str], words: set[str]) -> None:
        """Learn whose names, by their full keys, may be glued to the desk's and to roles, and of which words staff's
        names are made, whatever else these mean.
        """
        self._people, self._fans = people, FANS - words
        self._known.clear()

    def parts(self, seen: Folded) -> Parts:
        person: list[Word] = []
        about: list[Word] = []
        desk = role = False
        words = _gathered(seen.words)
        tricks = seen.tricks if words is seen.words else seen.tricks | {"separators"}
        kinds = [self._kind(word) for word in words]
        if len(words) > 1 and kinds[-1] in {"word", "glued"} and words[-1].mild in self._beginnings:
            kinds[-1] = self._cut_off(words[-1], kinds)
        for word, kind in zip(words, kinds, strict=True):
            match kind:
                case "desk":
                    desk = True
                case "role":
                    role = True
                case "fan":
                    about.append(word)
                case "glued":
                    left = self._unglued(word)
                    desk, role = desk or left.desk, role or left.role
                    person += left.person
                case _:
                    person.append(word)
        if desk and not role:
            about += [word for word in person if word.mild in CUSTOMERS]
        if about and not desk:  # they speak of nothing, so these are words of a name like others
            return self._whole(words, role=role, tricks=tricks)
        return Parts(tuple(person), desk, role, bool(about), tricks)

    def dressing(self, word: Word, parts: Parts) -> bool:
        """Whether a word in a name of these parts is the desk's name or a role, written badly."""
        mild = word.mild
        if parts.desk and len(mild) >= 3 and self._near_role(mild, 1, 4 if len(mild) == 3 else 3):
            return True
        near_desk = any(len(each.mild) >= 5 and OSA.distance(mild, each.mild) <= 2 for each in self.desk)
        return len(mild) >= 4 and (near_desk or self._near_role(mild, 2, 5))

    def _whole(self, words: tuple[Word, ...], *, role: bool, tricks: frozenset[str]) -> Parts:
        kept = tuple(word for word in words if self._kind(word) != "role")
        return Parts(kept, role=role, tricks=tricks)

    def _kind(self, word: Word) -> str:
        """What a word is: `desk`, `role`, `fan`, a `word` of somebody's own, or several of these `glued`."""
        known = self._known.get(word.mild)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[word.mild] = self._told(word)
        return known

    def _cut_off(self, word: Word, kinds: Sequence[str]) -> str:
        """What the last word was before it was cut off: the desk's name, or a role after that."""
        if any(each.mild.startswith(word.mild) for each in self.desk):
            return "desk"
        return "role" if "desk" in kinds else kinds[-1]

    def _told(self, word: Word) -> str:
        mild, full = word.mild, word.full
        for each in self.desk:
            if full == each.full or OSA.distance(mild, each.mild) <= _typos(len(each.mild)):
                return "desk"
        if mild in self._fans:
            return "fan"
        if mild in self._roles or (full in self._role_keys and self._drawn_as_a_role(word)):
            return "role"
        if mild in FILLERS:
            return "word"
        if len(mild) >= 6 and mild not in GIVEN and self._near_role(mild, 1, 7):
            return "role"
        if self.desk_key and self.desk_key in full:
            return "glued"
        return "glued" if mild not in GIVEN and self._glued.search(full) else "word"

    def _drawn_as_a_role(self, word: Word) -> bool:
        """Whether what only looks like a role is none of people's own words, as Carré and Co are."""
        whole = len(word.full) >= 6 or len(word.mild) == len(word.full) > 2
        return whole and word.mild not in GIVEN

    def _near_role(self, mild: str, slips: int, least: int) -> bool:
        key = (len(mild), slips, least)
        among = self._near_length.get(key)
        if among is None:
            among = [
                role for role in self._roles if len(role) >= least and abs(len(role) - len(mild)) <= slips
            ]
            self._near_length[key] = among
        return process.extractOne(mild, among, scorer=OSA.distance, score_cutoff=slips) is not None

    def _unglued(self, word: Word) -> Parts:
        """Words written as one, such as `janeacmesupport`."""
        mild = word.mild
        place = same_length(mild).find(self._desk_run) if self._desk_run else -1
        desk, role = place >= 0, False
        if desk:
            mild = mild[:place] + mild[place + len(self._desk_run) :]
        for key in self._role_runs:
            seen = same_length(mild)
            if seen == key or (len(key) >= (3 if desk else 4) and seen.startswith(key)):
                mild, role = mild[len(key) :], True
            elif len(key) >= (3 if desk else 4) and seen.endswith(key):
                mild, role = mild[: -len(key)], True
        left = Word(mild, full_key(mild))
        if desk and mild and self._near_role(mild, 1, 6):
            return Parts((), desk, role=True)
        if role and not mild:
            return Parts((), desk, role)
        if not desk and left.full not in self._people:
            return Parts((word,))
        return Parts((left,) if mild else (), desk, role)


def put_together(seen: Folded) -> Folded | None:
    """A name that is strewn with separators, as one word; None where it is not."""
    if len(seen.words) < 3:
        return None
    whole = "".join(word.mild for word in seen.words)
    if len(whole) > 4 * len(seen.words):
        return None
    return Folded((keyed(whole, numbered=False),), seen.tricks)


def _gathered(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Letters that stand apart are put together: `J o n e`."""
    if len(words) < 3 or sum([len(word.mild) == 1 for word in words]) < 3:
        return words
    out: list[Word] = []
    run = ""
    for word in (*words, None):
        if word is not None and len(word.mild) == 1:
            run += word.mild
            continue
        if run:
            out.append(keyed(run, numbered=False))
            run = ""
        if word is not None:
            out.append(word)
    return tuple(out)


def _typos(length: int) -> int:
    return 2 if length >= 8 else 1 if length >= 5 else 0
