"""A text's sentences, each as numbers for what is said in it: its words, what they mean, and what stands beside what.

The numbers index the weights that `core.trust.texts` judges by; whoever changes what is said here trains anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from core.trust.meanings import MEANINGS, TO_ME
from core.trust.patterns import signs, warns
from core.trust.plain import plain

WORDS: Final = 1 << 16
"""Numbers for words and pairs of neighbours; those for meanings follow, as many as the next."""
SENSES: Final = 1 << 15
SIZE: Final = WORDS + SENSES
NEAR, FAR = 3, 24
"""So many words on, two meanings are near one another, or still belong together."""
PHONE: Final = 15
"""Digits of a telephone's number at most, by E.164."""
OURS: Final = "<ours>"
AWAY: Final = frozenset({"<link>", "<mail>", "<handle>", "<phone>"})
"""A page, an address, an account or a number that is not the desk's."""

_SENTENCE: Final = re.compile(r"[^.!?\n;]+(?:\.(?=\S)[^.!?\n;]+)*[.!?\"”»)]*")
_TOKEN: Final = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<link>(?:https?://|www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?)"
    r"|(?P<handle>@\w{3,})|(?P<phone>\+?\d[\d ()-]{7,}\d)|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)|(?P<mark>[?!:\"“”«»=|])|(?P<emoji>[^\w\s.,;()*'/\\-])"
)
_PART: Final = re.compile(r"[a-z]{2,}")
_LINK: Final = re.compile(r"(?:https?://|www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?")
_PARTS: Final = re.compile(r"[|,:•·]| - ")
_TO_ME: Final = re.compile(TO_ME)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or what is like one. `shown` is how it counts: `<link>` for every link."""

    shown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` and `senses` are the numbers of what is said."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    words: frozenset[int]
    senses: frozenset[int]


def sentences(read: str, ours: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text as `plain` reads it. `ours` are the desk's own domains, accounts and addresses."""
    parts = []
    for part in _SENTENCE.finditer(read):
        tokens, names = _tokens(read, part.start(), part.end(), ours)
        if tokens:
            parts.append((part, tokens, names, tuple(_meanings(token.shown) for token in tokens)))
    found = []
    for place, (part, tokens, names, means) in enumerate(parts):
        senses = set(_senses(means))
        senses.update(map(_sense, signs(part[0])))
        senses |= _around("<", parts[place - 1][3] if place else None)
        senses |= _around(">", parts[place + 1][3] if place + 1 < len(parts) else None)
        words = frozenset(_words([token.shown for token in tokens], names))
        found.append(Sentence(part.start(), part.end(), tokens, words, frozenset(senses)))
    return tuple(found)


def statements(words: str) -> tuple[str, ...]:
    """What a text states, one by one, without its links; warnings, which speak of others, are left out."""
    read = _LINK.sub(" ", plain(words)[0])
    parts = (each for sentence in _SENTENCE.findall(read) for each in _PARTS.split(sentence))
    return tuple(each for each in parts if not warns(each))


def meanings(token: Token) -> tuple[str, ...]:
    """What a word may mean."""
    return _meanings(token.shown)


def is_ours(name: str, ours: tuple[str, ...]) -> bool:
    """Whether a domain, an account or an address is one of these, or within one of these domains."""
    return any(name == each or name.endswith((f".{each}", f"@{each}")) for each in ours)


def _tokens(read: str, start: int, end: int, ours: tuple[str, ...]) -> tuple[tuple[Token, ...], list[str]]:
    """The tokens there, and the words that names of others' pages and accounts are made of."""
    tokens, names = [], []
    for hit in _TOKEN.finditer(read, start, end):
        shown, kind = hit[0], hit.lastgroup
        if kind in {"link", "mail", "handle"}:
            name = shown.rpartition("://")[2].removeprefix("www.").partition("/")[0]
            if is_ours(name, ours):
                shown = OURS
            else:
                names += _PART.findall(shown)
                shown = f"<{kind}>"
        elif kind == "phone":
            shown = "<phone>" if sum(map(str.isdigit, shown)) <= PHONE else "<number>"
        elif kind == "emoji" or (kind == "number" and len(shown) > 2):
            shown = f"<{kind}>"
        tokens.append(Token(shown, *hit.span()))
    return tuple(tokens), names


def _words(shown: list[str], names: list[str]) -> Iterator[int]:
    before = "^"
    for each in shown:
        yield _word(each)
        yield _pair(before, each)
        before = each
    yield _pair(before, "$")
    for name in names:
        yield _word(f"d:{name}")


def _senses(means: tuple[tuple[str, ...], ...]) -> Iterator[int]:
    told = [(place, each) for place, each in enumerate(means) if each]
    before: tuple[str, ...] = ("^",)
    for number, (place, each) in enumerate(told):
        yield from _alone("m", each)
        yield from _beside("t", before, each)
        before = each
        for later, other in told[number + 1 :]:
            if later - place > FAR:
                break
            yield from _beside("p", each, other)
            if later - place <= NEAR:
                yield from _beside("n", each, other)
    yield from _beside("t", before, ("$",))


def _around(side: str, means: tuple[tuple[str, ...], ...] | None) -> set[int]:
    if means is None:
        return {_sense(side)}
    return {number for each in means for number in _alone(side, each)}


@lru_cache(maxsize=1 << 15)
def _meanings(shown: str) -> tuple[str, ...]:
    if not shown[0].isalpha():
        return (
            *sorted(_EXACT.get(shown, ())),
            *(() if shown.isdigit() and shown in _EXACT else (_class(shown),)),
        )
    found = set(_EXACT.get(shown, ()))
    for end in range(2, len(shown) + 1):
        found |= _STEMS.get(shown[:end], set())
    if len(shown) > 4 and _TO_ME.search(shown):
        found.add("to me")
    return tuple(sorted(found))


def _class(shown: str) -> str:
    return "number" if shown.isdigit() else shown


@lru_cache(maxsize=1 << 15)
def _word(shown: str) -> int:
    return crc32(f"w{shown}".encode()) % WORDS


@lru_cache(maxsize=1 << 16)
def _pair(before: str, after: str) -> int:
    return crc32(f"b{before} {after}".encode()) % WORDS


@lru_cache(maxsize=1 << 12)
def _sense(said: str) -> int:
    return WORDS + crc32(said.encode()) % SENSES


@lru_cache(maxsize=1 << 12)
def _alone(how: str, means: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(_sense(f"{how}{each}") for each in means)


@lru_cache(maxsize=1 << 16)
def _beside(how: str, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(_sense(f"{how}{one} {other}") for one in first for other in second)


def _lexicon() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The meanings of whole words, and of beginnings."""
    exact: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for meaning, words in MEANINGS.items():
        for word in words.split():
            held = stems if word.endswith("*") else exact
            held.setdefault(word.removesuffix("*"), set()).add(meaning)
    return exact, stems


_EXACT, _STEMS = _lexicon()
