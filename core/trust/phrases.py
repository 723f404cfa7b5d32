"""Seed phrases in a text: runs of words of one of BIP39's lists whose checksum is right, however they are laid out.

https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki
"""

import hashlib
import re
import unicodedata
from collections import Counter
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
CHANCE: Final = 3
"""Fewer words than these beside others may be of a list by chance."""
WIDE: Final = 4
"""Signs at most, but for spaces and figures, between two words of a phrase."""
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
_GAP: Final = re.compile(rf"[\s\d{_JOIN}]+")
_PLAIN: Final = re.compile(r"[,.;:|/)*•·&>+\"'-]{0,3}")
_SENTENCE: Final = re.compile(r"(?<!\d)[.!?…]+[\"')\]]*\s+$")
COMMON: Final = frozenset(
    """
    the and of to a in is it for on are with as i his they be at or had by we he she you your our my me do not but if so
    was were from an would could should been has who which their them these those than its
    """.split()  # noqa: SIM905 - a word list reads as words
)
"""Words of every text, which no slip of the hand turns into a phrase's."""


TALK: Final = frozenset(
    """
    able about above across act add again agree all almost alone already also always among another any around
    ask because before begin behind below between bring call can case change check come common copy correct
    current day display early either else end enough error example few field file find first fix flag follow
    found give good group have help high include into item just keep key know large later leave left length
    level library like limit link list live local long main make man mean message month more move much must name
    near need never next note now number object off often once one only open option order other output over own
    page path person place please present print private problem process project property provide public put
    question reason release remove report require resource return right rule run same say section short side
    since source start state still such sure system talk target tell test thank that then there they thing this
    time token tool toward try two type under until update upon use used version very view wait want way what
    when where will word work world write year you
    """.split()  # noqa: SIM905 - a word list reads as words
)
"""Words of the English list that every text is full of, and a phrase, drawn by lot, has few of."""


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
    """The stretches of known words that hold a phrase. Where a phrase is, all words of the list beside it are taken:
    which of them are its own cannot be told. `apart`: ordinary text is made of such words, too, so that nothing but
    the phrase may stand there.
    """
    for begin, end in _sentences(text, tokens):
        stretches = [
            each for each in _stretches(known, begin, end) if not apart or _stand_apart(tokens[slice(*each)])
        ]
        for first, last in stretches:
            places = range(first, last)
            if (
                any(_phrase(text, tokens, known, window) for window in _windows(places, whole=apart))
                or _by_itself(text, tokens, known, places)
                or (words and _laid_out(text, tokens, known, places))
            ):
                yield tokens[first].start, tokens[last - 1].end
        for (first, stop), (start, last) in pairwise(stretches):
            if apart or start - stop > BETWEEN:
                continue
            if any(_phrase(text, tokens, known, window) for window in _bridging(first, stop, start, last)):
                yield tokens[first].start, tokens[last - 1].end
        if words:
            yield from _with_slips(text, tokens, known, words, range(begin, end))


def _stretches(known: Sequence[int | None], begin: int, end: int) -> list[tuple[int, int]]:
    """Where known words follow one another, as ranges."""
    found: list[tuple[int, int]] = []
    start = begin
    for place in range(begin, end + 1):
        if place == end or known[place] is None:
            if place > start:
                found.append((start, place))
            start = place + 1
    return found


def _windows(places: Sequence[int], *, whole: bool = False) -> Iterator[Sequence[int]]:
    """As many as a phrase has, wherever they may begin; `whole`: only if that is all of them."""
    for length in LENGTHS:
        if whole and length != len(places):
            continue
        for start in range(len(places) - length + 1):
            yield places[start : start + length]


def _bridging(first: int, stop: int, start: int, last: int) -> Iterator[Sequence[int]]:
    """As many as a phrase has, on both sides of a few other words, some of which may be of the list by chance."""
    for left in range(CHANCE):
        for right in range(CHANCE):
            before, after = range(first, stop - left), range(start + right, last)
            if start + right - (stop - left) > BETWEEN + CHANCE:
                continue
            for length in LENGTHS:
                for taken in range(max(1, length - len(after)), min(len(before), length - 1) + 1):
                    yield (*before[len(before) - taken :], *after[: length - taken])


def _phrase(text: str, tokens: Sequence[_Token], known: Sequence[int | None], places: Sequence[int]) -> bool:
    """Whether the words at these places are written as a phrase is, and their checksum is right."""
    numbers = [number for place in places if (number := known[place]) is not None]
    return (
        len(numbers) == len(places)
        and _drawn(numbers)
        and len(TALK.intersection(tokens[place].word for place in places)) <= len(places) // 3
        and _valid(numbers)
        and _evenly(text, tokens, places)
    )


def _drawn(numbers: Sequence[int]) -> bool:
    """Whether most words differ, as they do by lot, or hardly any, as in phrases that are made to try things out."""
    different = len(set(numbers))
    return 3 * different >= 2 * len(numbers) or 4 * different <= len(numbers)


def _evenly(text: str, tokens: Sequence[_Token], places: Sequence[int]) -> bool:
    """Whether the same sign, or none, stands between most of these words, and little between any neighbours."""
    gaps = [
        _GAP.sub("", text[tokens[before].end : tokens[after].start])
        for before, after in pairwise(places)
        if after == before + 1
    ]
    usual, count = Counter(gaps).most_common(1)[0]
    return (
        count * 4 >= len(gaps) * 3
        and _PLAIN.fullmatch(usual) is not None
        and all(len(gap) <= WIDE for gap in gaps)
    )


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


def _laid_out(text: str, tokens: Sequence[_Token], known: Sequence[int | None], places: range) -> bool:
    """Whether exactly as many words as a phrase has stand by themselves: then one of them is a slip that made another
    word of the list.
    """
    return (
        sum(tokens[place].word in TALK for place in places) <= len(places) // 6
        and len({known[place] for place in places}) == len(places)
        and _apart(text, tokens, places)
    )


def _by_itself(text: str, tokens: Sequence[_Token], known: Sequence[int | None], places: range) -> bool:
    """Whether exactly as many words as a phrase has stand by themselves, with the right checksum, whatever words."""
    return _apart(text, tokens, places) and _valid([known[place] or 0 for place in places])


def _apart(text: str, tokens: Sequence[_Token], places: range) -> bool:
    """Whether these are as many words as a phrase has, evenly written, and nothing stands in the same line or list."""
    if len(places) not in LENGTHS:
        return False
    first, last = places[0], places[-1]
    before = text[tokens[first - 1].end if first else 0 : tokens[first].start]
    after = text[tokens[last].end : tokens[last + 1].start if last + 1 < len(tokens) else len(text)]
    return (
        (not first or _APART.search(before) is not None)
        and (last + 1 == len(tokens) or _APART.search(after) is not None)
        and _evenly(text, tokens, places)
    )


def _with_slips(
    text: str, tokens: Sequence[_Token], known: list[int | None], words: dict[str, int], within: range
) -> Iterator[tuple[int, int]]:
    """Phrases with a word that is none of the list, read as one that it nearly is."""
    for place in within:
        word = tokens[place].word
        if known[place] is not None or len(word) < 3 or word in COMMON:
            continue
        first, last = place, place
        while first > within.start and known[first - 1] is not None:
            first -= 1
        while last + 1 < within.stop and known[last + 1] is not None:
            last += 1
        if last - first < LEAST - 1:
            continue
        near = [
            number
            for each, number in words.items()
            if abs(len(each) - len(word)) <= 1 and OSA.distance(word, each, score_cutoff=1) <= 1
        ]
        windows = [window for window in _windows(range(first, last + 1)) if place in window]
        read = list(known)
        for number in near:
            read[place] = number
            if any(_phrase(text, tokens, read, window) for window in windows):
                yield tokens[first].start, tokens[last].end
                break


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
