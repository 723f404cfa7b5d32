"""What a message asks of its reader: a secret, or to go on elsewhere. Judged by what its sentences say, as learned.

A sentence scores by its words, what they mean, and what stands beside what (`core.trust.sentences`); the weights come
from written lines (docs/trust.md says how). What may ask by that is read once more, by something slower that reads
better, where the rules name it. What kind of thing is asked for is told by lists of things, since a desk's rules
allow some, such as remote control.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from math import sqrt
from operator import itemgetter
from pathlib import Path
from typing import Final, Literal, Protocol, get_args

from core.trust import patterns
from core.trust.passages import passages, written
from core.trust.plain import plain
from core.trust.sentences import AWAY, OURS, SIZE, Sentence, Token, is_ours, meanings, sentences

Forbidden = patterns.Kind
Judged = Literal["secret", "elsewhere"]
EVERYTHING: Final[frozenset[Forbidden]] = frozenset(get_args(Forbidden))
LONGEST: Final = 4_000
HEAD: Final = struct.Struct("<3f")
"""Before the weights: what one is worth, and the two thresholds."""
WEIGHTS: Final = Path(__file__).with_name("asking.weights")
JUDGED: Final[tuple[Judged, ...]] = ("secret", "elsewhere")
"""What is judged, in the order of the file of weights."""
WEIGHT: Final = 2.0
"""A word and a pair of words count so much more than a meaning and a pair of meanings."""
LEAST: Final = 20
"""A sentence that says less scores as if it said so much, so that a single word is no proof."""


class Reading(Protocol):
    """Reads a passage once more, slower and better; the same for the same passage."""

    def __call__(self, passage: str, what: Judged, first: float, *, staff: bool) -> bool:
        """Whether it asks; `first` is by how much it does so by the first reading, as anybody's words.

        Raises `Unread` where nobody may wait here for it to be read.
        """
        ...


class Unread(Exception):  # noqa: N818 - no error: what it says is what to do first
    """What was asked can be answered once `read` has been called, which takes long."""

    def __init__(self, read: Callable[[], object]) -> None:
        super().__init__()
        self.read = read


DOUBT: Final = {False: 2.5, True: 1.5}
"""So far below the threshold for anybody's words a sentence is read once more, if there is who reads it: anybody's, and
staff's. Theirs must ask more plainly to be held, and are many.
"""


@dataclass(frozen=True, slots=True)
class TextRules:
    """What nobody may ask in the desk's name. `domains` and `accounts` are the desk's own (`acme.org`, `@acme`).
    `second` reads what the first reading is in doubt of.
    """

    forbids: frozenset[Forbidden] = EVERYTHING
    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    second: Reading | None = None


ALL: Final = TextRules()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is asked for, from `start` to `end` of the text."""

    what: Forbidden
    start: int
    end: int

    @property
    def kind(self) -> Literal["request_secret", "redirect"]:
        return "redirect" if self.what == "elsewhere" else "request_secret"


AsWritten = Callable[[Sequence[Sentence]], str]
"""What to give to the second reading of a passage."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights from -128 to 127 by number, what one of them is worth, and above which score it is asked for: by anybody,
    and by staff, whose words are held then.
    """

    weights: Sequence[int]
    worth: float
    anybody: float
    staff: float

    def score(self, sentence: Sentence) -> float:
        told = sum(map(self.weights.__getitem__, chain(sentence.words, sentence.senses)))
        return told * self.worth * measure(sentence)

    def finds(self, sentence: Sentence, *, staff: bool) -> bool:
        return self.score(sentence) > (self.staff if staff else self.anybody)


_NEARLY: Final[tuple[tuple[Forbidden, frozenset[str]], ...]] = (
    ("keys", frozenset({"seed", "phrase", "count", "backup"})),
    ("cards", frozenset({"card", "identity", "bank"})),
    ("logins", frozenset({"password", "pin", "code", "session", "key"})),
    ("wallets", frozenset({"wallet", "connect", "drop"})),
    ("commands", frozenset({"command"})),
    ("remote", frozenset({"remote", "install", "rights"})),
)
"""Where no thing of the lists is named: what the words may mean."""
_ASKS: Final = frozenset(
    {"hand", "say", "enter", "copy", "need", "what", "contact", "goto", "connect", "install"}
)
_WAYS: Final = frozenset({"app", "private", "phone", "mail", "react", "helper"})


def screen(text: str, rules: TextRules = ALL, *, staff: bool = False) -> tuple[Finding, ...]:
    """What a text asks for that the rules forbid, in order. `staff` wrote it, or anybody. Raises `Unread` where the
    rules' second reading does.
    """
    read, places = plain(text[:LONGEST])
    ours = (*rules.domains, *(account.casefold() for account in rules.accounts))
    said = sentences(read, ours)
    asking = _asking(said, rules.second, partial(written, text=text, read=read, places=places), staff=staff)
    found = [
        Finding(what, places[start], places[end - 1] + 1)
        for sentence in said
        for what, start, end in _asked(read, sentence, rules, asking)
        if what in rules.forbids
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def measure(sentence: Sentence) -> float:
    """By what a sentence's score is scaled, so that long ones do not ask for more."""
    return 1 / sqrt(max(LEAST, WEIGHT**2 * len(sentence.words) + len(sentence.senses)))


@cache
def judges() -> dict[Judged, Judge]:
    """The judges, from the file of weights."""
    data, found = WEIGHTS.read_bytes(), {}
    whole = HEAD.size + SIZE
    for number, what in enumerate(JUDGED):
        start = number * whole
        weights = memoryview(data)[start + HEAD.size : start + whole].cast("b")
        found[what] = Judge(weights, *HEAD.unpack_from(data, start))
    return found


def _asking(
    said: Sequence[Sentence], second: Reading | None, as_written: AsWritten, *, staff: bool
) -> frozenset[tuple[Judged, int]]:
    """Which sentences ask, and for what, by where they start. Of a passage read twice it is the one that asks most."""
    if second is None:
        asks = (
            (what, each.start)
            for each in said
            for what, judge in judges().items()
            if judge.finds(each, staff=staff)
        )
        return frozenset(asks)
    found, unread = set(), []
    for passage in passages(said):
        for what, judge in judges().items():
            score, most = max(((judge.score(each), each) for each in passage), key=itemgetter(0))
            first = score - judge.anybody
            if first <= -DOUBT[staff]:
                continue
            try:
                if second(as_written(passage), what, first, staff=staff):
                    found.add((what, most.start))
            except Unread as each:
                unread.append(each)
    if unread:
        raise Unread(lambda: [each.read() for each in unread])
    return frozenset(found)


def _asked(
    read: str, sentence: Sentence, rules: TextRules, asking: frozenset[tuple[Judged, int]]
) -> Iterator[tuple[Forbidden, int, int]]:
    """What a sentence asks for, and where."""
    if ("secret", sentence.start) in asking:
        yield from _things(read, sentence)
    for token in sentence.tokens:
        if token.shown in {"<link>", "<mail>"} and _passes_for(_domain(read, token), rules.domains):
            yield "elsewhere", token.start, token.end
            return
    if ("elsewhere", sentence.start) in asking and not _only_ours(sentence):
        yield "elsewhere", *_reach(sentence, _places(sentence))


def _things(read: str, sentence: Sentence) -> Iterator[tuple[Forbidden, int, int]]:
    """What is asked for by a pattern; else the things that are named; else what the words may mean."""
    said, at = read[sentence.start : sentence.end], sentence.start
    found = [each for each in patterns.asked(said) if each[0] != "elsewhere"]
    for what, start, end in found:
        yield what, at + start, at + end
    if found:
        return
    named = patterns.things(said)
    for what, start, end in named:
        yield what, *_reach(sentence, (at + start, at + end))
    if not named:
        told = {meaning for token in sentence.tokens for meaning in meanings(token)}
        nearly: list[Forbidden] = [what for what, means in _NEARLY if means & told]
        yield nearly[0] if nearly else "logins", sentence.tokens[0].start, sentence.tokens[-1].end


def _reach(sentence: Sentence, thing: tuple[int, int]) -> tuple[int, int]:
    """From the way of asking to the thing, whichever comes first."""
    start, end = thing
    asks = [token for token in sentence.tokens if not _ASKS.isdisjoint(meanings(token))]
    before = [token for token in asks if token.end <= start]
    after = [token for token in asks if token.start >= end]
    if before:
        return before[0].start, end
    return (start, after[0].end) if after else (start, end)


def _places(sentence: Sentence) -> tuple[int, int]:
    """Where the reader is sent to: a page, an account, a number; else a way of writing or somebody who helps."""
    to = [token for token in sentence.tokens if token.shown in AWAY]
    to = (
        to
        or [token for token in sentence.tokens if not _WAYS.isdisjoint(meanings(token))]
        or list(sentence.tokens)
    )
    return to[0].start, to[-1].end


def _only_ours(sentence: Sentence) -> bool:
    """Whether it names a page or an account of the desk's, and none of others'."""
    shown = {token.shown for token in sentence.tokens}
    return OURS in shown and AWAY.isdisjoint(shown)


def _domain(read: str, token: Token) -> str:
    name = read[token.start : token.end].rpartition("://")[2].rpartition("@")[2]
    return name.partition("/")[0].removeprefix("www.")


def _passes_for(domain: str, own: tuple[str, ...]) -> bool:
    """Whether a domain has the name of one of the desk's in it, or nearly, and is none of them."""
    if is_ours(domain, own):
        return False
    squeezed = _alike(domain)
    for each in own:
        name = _alike(each.rsplit(".", 1)[0])
        if len(name) >= 4 and (name in squeezed or _alike(each) == squeezed):
            return True
    return domain.startswith("xn--") or ".xn--" in domain


def _alike(domain: str) -> str:
    return domain.translate(_SAME).replace("rn", "m").replace("vv", "w").replace("-", "").replace(".", "")


_SAME: Final = str.maketrans("01i35", "olles")
