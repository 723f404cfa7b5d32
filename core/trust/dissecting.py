"""A name's words told apart: the desk's own, those of roles, those of people who speak of the desk, and the person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from core.trust.folding import Folded, Word, folded, full_key, keyed, same_length
from core.trust.givennames import GIVEN
from core.trust.lexicon import FANS, FILLERS, ROLES

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


class Dissecting:
    """Knows a desk's name and roles; `people` are the full keys of first names that may be glued to them."""

    def __init__(self, desk: str, roles: Iterable[str]) -> None:
        own = folded(desk).words
        self._roles = ROLES | {
            word.mild for role in roles for word in folded(role).words if len(word.mild) > 2
        }
        self.desk = tuple(word for word in own if word.mild not in self._roles | FILLERS) or own[:1]
        self.desk_key = "".join(word.full for word in self.desk)
        self.people: set[str] = set()
        self._desk_run = same_length("".join(word.mild for word in self.desk))
        self._role_keys = frozenset(map(full_key, self._roles))
        self._role_runs = sorted({same_length(role) for role in self._roles}, key=len, reverse=True)
        long = "|".join(re.escape(key) for key in sorted(self._role_keys) if len(key) >= 4)
        self._glued = re.compile(f"^(?:{long})|(?:{long})$")
        whole = (*self._roles, *(word.mild for word in self.desk))
        self._beginnings = frozenset(each[:length] for each in whole for length in range(3, len(each)))
        self._known: dict[str, str] = {}

    def parts(self, seen: Folded) -> Parts:
        person: list[Word] = []
        about: list[Word] = []
        desk = role = False
        words = _gathered(seen.words)
        tricks = seen.tricks if words is seen.words else seen.tricks | {"separators"}
        for place, word in enumerate(words):
            match self._kind(word, last=0 < place == len(words) - 1):
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
        if about and not desk:  # they speak of nothing, so these are words of a name like others
            return self._whole(words, role=role, tricks=tricks)
        return Parts(tuple(person), desk, role, bool(about), tricks)

    def dressing(self, word: Word) -> bool:
        """Whether a word is the desk's name or a role, written badly."""
        mild = word.mild
        near_desk = any(len(each.mild) >= 5 and OSA.distance(mild, each.mild) <= 2 for each in self.desk)
        return len(mild) >= 4 and (near_desk or self._near_role(mild, 2, 5))

    def _whole(self, words: tuple[Word, ...], *, role: bool, tricks: frozenset[str]) -> Parts:
        kept = tuple(word for word in words if self._kind(word, last=False) != "role")
        return Parts(kept, role=role, tricks=tricks)

    def _kind(self, word: Word, *, last: bool) -> str:
        """What a word is: `desk`, `role`, `fan`, a `word` of somebody's own, or several of these `glued`. The `last`
        may have been cut off.
        """
        known = self._known.get(word.mild)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[word.mild] = self._told(word)
        if known == "word" and last and word.mild in self._beginnings:
            return "desk" if any(each.mild.startswith(word.mild) for each in self.desk) else "role"
        return known

    def _told(self, word: Word) -> str:
        mild, full = word.mild, word.full
        for each in self.desk:
            if full == each.full or OSA.distance(mild, each.mild) <= _typos(len(each.mild)):
                return "desk"
        if mild in FANS:
            return "fan"
        if mild in self._roles or (full in self._role_keys and mild not in GIVEN):
            return "role"
        if mild in FILLERS:
            return "word"
        if len(mild) >= 6 and mild not in GIVEN and self._near_role(mild, 1, 7):
            return "role"
        if self.desk_key and self.desk_key in full:
            return "glued"
        return "glued" if mild not in GIVEN and self._glued.search(full) else "word"

    def _near_role(self, mild: str, slips: int, least: int) -> bool:
        return any(
            len(role) >= least and abs(len(role) - len(mild)) <= slips and OSA.distance(mild, role) <= slips
            for role in self._roles
        )

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
        if role and not mild:
            return Parts((), desk, role)
        if not desk and left.full not in self.people:
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
