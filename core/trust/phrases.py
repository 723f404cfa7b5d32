"""Seed phrases in a text: runs of words of one of BIP39's lists whose checksum is right, however they are laid out.

https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from mnemonic import Mnemonic
from rapidfuzz.distance import OSA

LENGTHS: Final = (24, 21, 18, 15, 12)
"""Words that a phrase can have, the longest first."""
LEAST: Final = 12
BETWEEN: Final = 3
"""So many other words may stand within a phrase at one place."""
SPACED: Final = frozenset({"chinese_simplified", "chinese_traditional"})
"""Their words are single signs, which every text is made of: in a phrase they stand apart."""
BY_PREFIX: Final = ("english", "french", "spanish", "italian", "portuguese", "czech")
SHORTEST: Final = 23
"""Signs of twelve words of one sign each."""
PREFIX: Final = 4
"""Signs that tell a word of most lists."""

_JOIN: Final = "\u0300-\u036f\u3099\u309a\u200b-\u200f\u2060\ufeff\u00ad"
_TOKEN: Final = re.compile(rf"[^\W\d_]+(?:[{_JOIN}]+[^\W\d_]+)*[{_JOIN}]*")
_LATIN: Final = re.compile(r"[a-z]+")
_UNSEEN: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_APART: Final = re.compile(r"[\n:;()\"“”«»=|]")
_SENTENCE: Final = re.compile(r"(?<!\d)[.!?…]+[\"')\]]*\s+$")
COMMON: Final = frozenset(
    """
    the and of to a in is it for on are with as i his they be at or had by we he she you your our my me do not but if so
    was were from an would could should been has who which their them these those than its
    """.split()  # noqa: SIM905 - a word list reads as words
)
"""Words of every text, which no slip of the hand turns into a phrase's."""


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


@cache
def _lists() -> dict[str, dict[str, int]]:
    """By language: every word, as it is compared, and its number."""
    return {
        language: {_plain(word): number for number, word in enumerate(Mnemonic(language).wordlist)}
        for language in Mnemonic.list_languages()
    }


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(word for words in _lists().values() for word in words)


@cache
def _any_prefix() -> frozenset[str]:
    """Four signs that begin a word of those lists whose phrases are written so."""
    return frozenset(
        prefix for language in BY_PREFIX for prefix in _prefixes(language) if len(prefix) == PREFIX
    )


@cache
def _prefixes(language: str) -> dict[str, int]:
    """A list's words by their first four signs; shorter ones as they are."""
    return {word[:PREFIX]: number for word, number in _lists()[language].items()}


def phrases(text: str) -> Iterator[tuple[int, int]]:
    """Where seed phrases stand, from the first word of the run to the last. Linear in the text's length."""
    if len(text) < SHORTEST or (text.isascii() and not _dense(text)):
        return
    tokens = [_Token(_plain(each[0]), *each.span()) for each in _TOKEN.finditer(text)]
    if len(tokens) < LEAST:
        return
    if sum(token.word in _anywhere() for token in tokens) >= LEAST - 1:
        for language, words in _lists().items():
            known = [words.get(token.word) for token in tokens]
            if sum(number is not None for number in known) >= LEAST - 1:
                yield from _found(text, tokens, known, words, apart=language in SPACED)
    yield from _of_prefixes(text, tokens)


def _dense(text: str) -> bool:
    """Whether enough words of the lists, or beginnings of such, follow one another closely at all. Most messages are
    done with after this one look.
    """
    near, beginnings = _anywhere(), _any_prefix()
    run = others = 0
    for word in _LATIN.findall(text.lower()):
        if word in near or word in beginnings:
            run, others = run + 1, 0
            if run >= LEAST - 1:
                return True
        else:
            others += 1
            if others > BETWEEN:
                run = 0
    return False


def _of_prefixes(text: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    for language in BY_PREFIX:
        prefixes = _prefixes(language)
        known = [prefixes.get(token.word) if len(token.word) <= PREFIX else None for token in tokens]
        if sum(number is not None for number in known) >= LEAST:
            yield from _found(text, tokens, known, {}, apart=False)


def _found(
    text: str, tokens: Sequence[_Token], known: list[int | None], words: dict[str, int], *, apart: bool
) -> Iterator[tuple[int, int]]:
    """The runs of known words, over a few others, that hold a phrase."""
    for begin, end in _sentences(text, tokens):
        for first, last in _runs(known, begin, end):
            run = known[first : last + 1]
            if apart and not _stand_apart(tokens[first : last + 1]):
                continue
            if (
                _holds([number for number in run if number is not None])
                or _holds_but_for_others(run)
                or (words and _laid_out(text, tokens, run, first, last))
            ):
                yield tokens[first].start, tokens[last].end
            elif words:
                around = range(max(begin, first - 1), min(end, last + 2))
                slip = _slip(tokens, known, words, around)
                if slip is not None:
                    yield tokens[min(first, slip)].start, tokens[max(last, slip)].end


def _sentences(text: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The tokens of each sentence, as ranges: prose goes on after a stop with a capital, and a phrase does not. Where
    nearly every word ends in a stop, that is how a phrase is laid out.
    """
    stops = [
        place + 1
        for place, (before, after) in enumerate(pairwise(tokens))
        if text[after.start].isupper() and _SENTENCE.search(text[before.end : after.start])
    ]
    if len(stops) > len(tokens) // 2:
        stops = []
    yield from pairwise([0, *stops, len(tokens)])


def _runs(known: Sequence[int | None], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """From the first known word to the last of each stretch in which never more than a few others follow each other."""
    first = last = -1
    count = 0
    for place in range(begin, end):
        if known[place] is None:
            if first >= 0 and place - last > BETWEEN:
                if count >= LEAST - 1:
                    yield first, last
                first, count = -1, 0
            continue
        if first < 0:
            first = place
        last, count = place, count + 1
    if first >= 0 and count >= LEAST - 1:
        yield first, last


def _holds(numbers: Sequence[int]) -> bool:
    """Whether some of these numbers in a row are a phrase."""
    return any(
        _valid(numbers[start : start + length])
        for length in LENGTHS
        for start in range(len(numbers) - length + 1)
    )


def _holds_but_for_others(run: Sequence[int | None]) -> bool:
    """Whether a phrase is there that other words interrupt once, some of which may be of the list by chance."""
    others = [place for place, number in enumerate(run) if number is None]
    if not others or others[-1] - others[0] >= BETWEEN + 2:
        return False
    before, after = list(run[: others[0]]), list(run[others[-1] + 1 :])
    return any(
        _holds([number for number in (*before[: len(before) - left], *after[right:]) if number is not None])
        for left in range(3)
        for right in range(3)
        if left or right
    )


def _laid_out(text: str, tokens: Sequence[_Token], run: Sequence[int | None], first: int, last: int) -> bool:
    """Whether exactly as many words as a phrase has stand by themselves: then one of them is a slip that made another
    word of the list.
    """
    if len(run) not in LENGTHS or None in run:
        return False
    before = text[tokens[first - 1].end if first else 0 : tokens[first].start]
    after = text[tokens[last].end : tokens[last + 1].start if last + 1 < len(tokens) else len(text)]
    return (not first or _APART.search(before) is not None) and (
        last + 1 == len(tokens) or _APART.search(after) is not None
    )


def _slip(
    tokens: Sequence[_Token], known: Sequence[int | None], words: dict[str, int], within: range
) -> int | None:
    """The word that is none of the list, and with which, read as one that it nearly is, a phrase is there."""
    for place in within:
        word = tokens[place].word
        if known[place] is not None or len(word) < 3 or word in COMMON:
            continue
        before, after = (
            _beside(known, range(place - 1, within.start - 1, -1)),
            _beside(known, range(place + 1, within.stop)),
        )
        if len(before) + len(after) < LEAST - 1:
            continue
        near = (
            number
            for each, number in words.items()
            if abs(len(each) - len(word)) <= 1 and OSA.distance(word, each, score_cutoff=1) <= 1
        )
        if any(_around(before[::-1], number, after) for number in near):
            return place
    return None


def _beside(known: Sequence[int | None], places: range) -> list[int]:
    """The known words that follow one another there."""
    found: list[int] = []
    for place in places:
        number = known[place]
        if number is None or len(found) == LENGTHS[0]:
            break
        found.append(number)
    return found


def _around(before: list[int], number: int, after: list[int]) -> bool:
    """Whether a phrase that has this word is there."""
    numbers = [*before, number, *after]
    at = len(before)
    return any(
        _valid(numbers[start : start + length])
        for length in LENGTHS
        for start in range(max(0, at - length + 1), min(at, len(numbers) - length) + 1)
    )


def _valid(numbers: Sequence[int]) -> bool:
    """Whether the last bits are the checksum of the others."""
    bits = len(numbers) * 11
    whole = 0
    for number in numbers:
        whole = whole << 11 | number
    check = bits // 33
    entropy = (whole >> check).to_bytes((bits - check) // 8, "big")
    return hashlib.sha256(entropy).digest()[0] >> (8 - check) == whole & ((1 << check) - 1)


def _stand_apart(tokens: Sequence[_Token]) -> bool:
    return all(len(token.word) == 1 for token in tokens) and all(
        before.end < after.start for before, after in pairwise(tokens)
    )


def _plain(word: str) -> str:
    word = _UNSEEN.sub("", word) if not word.isascii() else word
    return word.lower() if word.isascii() else unicodedata.normalize("NFKD", word).lower()
