"""Does a name pass for one of the staff's, or for the desk itself?

A name is taken apart into words; those of the desk's own name and those of roles are told from what is left, which is
the person. Who is official is not told here: an account says that, and never a name.

What is enough: a member of staff's name with the desk's, with a role, or drawn with signs that pass for others; the
whole name of someone who goes by several words; the desk's name with a role, or alone. A first name that somebody
shares with staff is nobody's imitation, and neither is a name that speaks of the desk.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import OSA

from core.policy import Policy
from core.trust.dissecting import Dissecting, Parts, put_together
from core.trust.folding import Folded, Word, ends_in_figures, folded, keyed, mended, turned
from core.trust.givennames import GIVEN
from core.trust.lexicon import FILLERS
from core.trust.nameformat import NameFormat
from core.trust.sentences import statements
from core.trust.targets import Found, Targets
from core.trust.verdicts import CLEAR, Nearness, Verdict
from core.words.people import Profile
from core.words.texts import Text, text

ALERT: Final = 0.8
"""From this score on a name passes for staff."""
CASES: Final = frozenset({"case", "cases", "caso", "casos", "chamado", "pedido", "incident", "request"})
_WORD: Final = re.compile(r"[^\W_]+")
LONGEST: Final = 4_000
"""So much of a bio is read."""
USERNAME: Final = 5
"""Shorter user names of staff are no evidence: they are free on other platforms, and taken by chance."""


@dataclass(frozen=True, slots=True)
class Official:
    """One of the staff, as the roster has them."""

    name: str
    usernames: tuple[str, ...] = ()


class Screen:
    """Made once for a roster; looks at each name in some microseconds. See `core.trust.verdicts.Screening`."""

    def __init__(
        self,
        staff: Sequence[Official],
        desk: str,
        roles: Iterable[str] = (),
        form: NameFormat | None = None,
    ) -> None:
        """`desk` is its name; `roles` are words of its own that its staff's names are dressed with (departments).

        Names that follow `form` are taken apart by it, others by what the desk's name and roles tell.
        """
        self._desk = desk
        self._form = form
        self._dissecting = Dissecting(desk, (*roles, *_dressing(desk, form)))
        self._targets = Targets()
        self._usernames: dict[str, str] = {}
        self._words: set[str] = set()
        for each in staff:
            read = folded(each.name)
            parts = self._by_format(each.name) or self._dissecting.parts(read)
            self._words |= {word.full for word in parts.person}
            if parts.person:
                self._targets.add(each.name, _spelt(read), parts.person, plain=not parts.desk)
            for username in each.usernames:
                key = _joined(folded(username))
                if len(key) >= USERNAME:
                    self._usernames[key] = each.name
        self._dissecting.know(self._targets.firsts, self._targets.words)

    def look(self, about: Profile) -> Verdict:
        """The gravest of what its names say."""
        found = [self.name(each) for each in about.names]
        if about.username:
            found.append(self.username(about.username))
        return max(found, key=lambda each: each.score, default=CLEAR)

    def name(self, name: str) -> Verdict:
        """What a shown name says."""
        seen = folded(name)
        found = self._judged(seen)
        if (parts := self._by_format(name)) is not None:
            found = max(found, self._in_format(parts, seen), key=lambda each: each.score)
        if found.score < ALERT and ends_in_figures(name):
            lettered = self._judged(folded(name, numbered=False), exactly=True)
            found = max(found, lettered, key=lambda each: each.score)
        if found.score < ALERT and (whole := put_together(seen)) and not self._dissecting.parts(seen).fan:
            found = max(found, self._judged(whole), key=lambda each: each.score)
        if found.score < ALERT and (closed := mended(name)) is not None:
            tight = folded(closed)
            if any(
                word.mild.isalpha() and word.mild not in GIVEN for word in seen.words
            ):  # Mary-Ann is two names and no trick
                tight = replace(tight, tricks=tight.tricks | {"separators"})
            found = max(found, self._judged(tight, exactly=True), key=lambda each: each.score)
        if found.score < ALERT and (upright := turned(name)) is not None:
            read = folded(upright)
            read = replace(read, tricks=read.tricks | {"reversed"})
            found = max(found, self._judged(read), key=lambda each: each.score)
        return found

    def username(self, username: str) -> Verdict:
        """What a user name says: the same, and whether it is nearly one of the staff's."""
        key = _joined(folded(username))
        for known, owner in self._usernames.items():
            if known == key:
                return _verdict(0.95, owner, [text("suspect.as_username")], known)
            if len(key) > USERNAME and OSA.distance(known, key, score_cutoff=1) <= 1:
                return _verdict(0.85, owner, [text("suspect.as_username")], known)
        return self.name(username)

    def bio(self, words: str) -> Verdict:
        """Whether what somebody says of themselves speaks for the desk: its name and a role in one sentence."""
        for each in statements(words[:LONGEST]):
            seen = folded(each)
            parts = self._dissecting.parts(seen)
            found = self._judged(seen)
            if parts.desk and parts.role and not parts.fan and found.kind == "imitation":
                return replace(found, reasons=(text("suspect.in_bio"),))
        return CLEAR

    def nearness(self, about: Profile) -> Nearness:
        """A little alike are names with a word in common, too."""
        found = self.look(about)
        if found.kind == "imitation":
            return Nearness.IMITATION
        words = {word.full for name in (*about.names, about.username) for word in folded(name).words}
        return Nearness.ALIKE if found.score > 0 or not self._words.isdisjoint(words) else Nearness.NONE

    def helps(self, handle: str) -> bool:
        """Whether a user name that people are sent to reads like the desk's support: its name with a role."""
        parts = self._dissecting.parts(folded(handle))
        return parts.desk and parts.role and self.name(handle).kind == "imitation"

    def is_case(self, thread: str) -> bool:
        """Whether a thread is called like one of the desk's: by what staff handle, or by them, and a number."""
        words = _WORD.findall(thread)
        named = [word for word in words if not word.isdecimal() and word.casefold() not in CASES]
        if len(named) == len(words) or not any(word.isdecimal() for word in words):
            return False
        parts = self._dissecting.parts(folded(" ".join(named)))
        told = parts.role or parts.desk or len(named) < sum(not word.isdecimal() for word in words)
        return told and all(word.mild in FILLERS for word in parts.person)

    def _judged(self, seen: Folded, *, exactly: bool = False) -> Verdict:
        """`exactly`: figures were read as letters for it, so that no further slip is granted."""
        if not seen.words:
            return CLEAR
        parts = self._dissecting.parts(seen)
        if parts.fan and not parts.tricks:
            return CLEAR
        reasons = [text(f"suspect.trick_{trick}") for trick in sorted(parts.tricks)]
        found = self._person(parts, _spelt(seen))
        if found is not None and exactly and found.distance:
            return CLEAR
        if found is not None:
            score, reason = _weighed(found, parts)
            settled = [text(reason)] if reason else []
            reasons = [text("suspect.as_person"), *reasons, *settled]
            return _verdict(score, found.target.staff, reasons, found.target.full)
        return self._of_desk(parts, len(seen.words), reasons) if parts.desk else CLEAR

    def _by_format(self, name: str) -> Parts | None:
        """A name that follows the desk's format: the person is what the format says, whatever word that is."""
        read = None if self._form is None else self._form.read(name)
        if read is None:
            return None
        person = folded(read.person)
        return Parts(person.words, desk=True, role=True, tricks=person.tricks)

    def _in_format(self, parts: Parts, seen: Folded) -> Verdict:
        found = self._person(parts, _spelt(seen))
        if found is None:
            return _verdict(0.82, self._desk, [text("suspect.as_format")], self._dissecting.desk_key)
        score, reason = _weighed(found, parts)
        return _verdict(
            score, found.target.staff, [text("suspect.as_person"), text(reason)], found.target.full
        )

    def _of_desk(self, parts: Parts, words: int, reasons: Sequence[Text]) -> Verdict:
        """The desk's name with nobody's of its staff: the desk itself, or somebody unknown in its format."""
        desk = self._dissecting
        strangers = [word for word in parts.person if word.mild not in FILLERS]
        named = self._targets.nearest(strangers) if parts.role and strangers else None
        if named is not None:
            return _verdict(0.88, named.staff, [*reasons, text("suspect.as_format")], named.full)
        if not strangers and (parts.role or words <= len(desk.desk) + 1):
            return _verdict(0.9, self._desk, [*reasons, text("suspect.as_desk")], desk.desk_key)
        if parts.role and len(strangers) <= 2:
            return _verdict(0.82, self._desk, [*reasons, text("suspect.as_format")], desk.desk_key)
        return CLEAR

    def _person(self, parts: Parts, shown: str) -> Found | None:
        """Whom the person's words mean, all of them together or, in a name that is dressed up, one."""
        words = parts.person
        if not words:
            return None
        telling = tuple(word for word in words if word.mild not in FILLERS)
        found = self._targets.nearby(words, shown, parts)
        if found is None and telling and telling != words:
            found = self._targets.nearby(telling, shown, parts)
        if found is None and parts.dressed and len(telling) > 1:
            tried = (self._targets.nearby((word,), shown, parts) for word in telling)
            one = min((each for each in tried if each), key=lambda each: each.distance, default=None)
            found = None if one is None else replace(one, whole=self._only_dressed(telling, one, parts))
            if found is not None and found.distance and not found.whole:
                return None  # a word among others, and not even theirs
        return found

    def _only_dressed(self, words: Sequence[Word], found: Found, parts: Parts) -> bool:
        """Whether all words beside the person's are the desk's name or a role, written badly."""
        person = min(words, key=lambda word: OSA.distance(word.mild, found.target.words[0]))
        beside = [word for word in words if word is not person]
        whole = keyed("".join(word.mild for word in beside))
        return all(self._dissecting.dressing(word, parts) for word in beside) or self._dissecting.dressing(
            whole, parts
        )


def of_policy(policy: Policy) -> Screen:
    """The screen of a desk: its agents by both of their names, and its departments as roles."""
    names = dict.fromkeys(name for agent in policy.agents for name in (agent.shown, agent.name))
    roles = [label for department in policy.departments for label in department.label.values()]
    return Screen([Official(name) for name in names], policy.name, roles, policy.roster.format)


def _dressing(desk: str, form: NameFormat | None) -> Iterable[str]:
    """The words that every name in the format has beside the desk's own: they tell nobody apart."""
    if form is None:
        return ()
    own = {word.mild for word in folded(desk).words}
    return (word.mild for word in folded(form.words).words if word.mild not in own)


def _weighed(found: Found, parts: Parts) -> tuple[float, str]:
    """How sure it is that the name means this person, and what settled it."""
    slips = 0.03 * found.distance
    if parts.named:
        most, reason = (0.99, "suspect.with_desk") if parts.desk else (0.95, "suspect.with_role")
        sure = found.whole or bool(parts.tricks) or (parts.desk and parts.role)
        return (most - slips if sure else 0.7), reason
    if parts.tricks and found.whole:
        return 0.92 - slips, ""
    if found.whole and _enough(found, parts):
        return 0.9 - slips, ""
    return 0.3, ""


def _enough(found: Found, parts: Parts) -> bool:
    """Whether nothing but the name is enough: one of several words, or one that is no ordinary given name."""
    target = found.target
    if len(target.words) > 1:
        return target.plain or any(word not in GIVEN for word in target.words)
    seen = "".join(word.mild for word in parts.person)
    if len(parts.person) != 1 or seen.strip("x") == target.mild:
        return False  # their name and another word, or only dressed up
    close = found.distance <= (2 if len(seen) >= 8 else 1)
    return target.plain and close and len(seen) >= 4 and seen not in GIVEN


def _spelt(seen: Folded) -> str:
    return " ".join([word.mild for word in seen.words])


def _joined(seen: Folded) -> str:
    return "".join(word.full for word in seen.words)


def _verdict(score: float, staff: str, reasons: Sequence[Text], key: str) -> Verdict:
    score = max(0.0, min(1.0, round(score, 2)))
    return Verdict("imitation" if score >= ALERT else "clear", score, staff, tuple(reasons), key)
