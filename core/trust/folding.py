"""A name as the eye reads it, in two keys.

The mild key has each sign as the Latin letter that it is drawn as; letters that only resemble one another stay apart,
so that distances between mild keys are those of typing. The full key then makes one of all that can be taken for one
another (i, l and 1; rn and m; 0 and o; leet), so that equal full keys look alike.

Words are told apart before anything is folded, since what separates them (`|`, `·`) may itself pass for a letter.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.trust.glyphs import GLYPHS

LONGEST: Final = 256
"""Signs of a name that are looked at; no platform shows more."""

_READ: Final = {int(point, 16): letters for letters, points in GLYPHS.items() for point in points.split()}
_UPPER: Final = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LEET: Final = str.maketrans("01345789@$!|+2€", "oieastbgasiltze")
_FIGURES: Final = re.compile(r"[0-9@$!|+€]")
_SAME: Final = str.maketrans("i", "l")
_PAIRS: Final = (("rn", "m"), ("vv", "w"))
_RUNS: Final = re.compile(r"(.)\1+")
_DIGITS_AFTER: Final = re.compile(r"(?<=[^\W_]{2}[^\W\d_])\d+$")
_WORDS: Final = re.compile(r"[$€]?[^\W_]+(?:[@$!|+€'’`´]+[^\W_]+)*", re.UNICODE)
_LEETED: Final = re.compile(r"[^\W\d_][0-9@$!€]+[^\W\d_]|(?:^|[\W_])[0-9$€][^\W\d_]{2}")
_ENDING: Final = re.compile(r"[^\W_][^\W\d_][0-9]+(?:[\W_]|$)")
_CAMEL: Final = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
_REVERSED: Final = re.compile("\u202e([^\u202c]*)\u202c?")
_HIDDEN: Final = frozenset({"Cf", "Cc", "Co", "Cn", "Cs"})
_INVISIBLE: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
_JOINERS: Final = frozenset("\u200c\u200d\ufe0f\ufe0e")
_WRITTEN: Final = (
    "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC", "CJK", "HANGUL", "KATAKANA", "HIRAGANA",
    "DEVANAGARI", "THAI", "BENGALI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "GUJARATI", "GURMUKHI", "SINHALA",
    "KHMER", "LAO", "MYANMAR", "ETHIOPIC", "BOPOMOFO",
)  # fmt: skip
"""Scripts that many people write their names in; a letter of any other that looks Latin is an ornament."""
_FLAGS: Final = re.compile(
    r"(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]{2}(?![\U0001f1e6-\U0001f1ff])"
)
_SPELT: Final = re.compile(r"[\U0001f1e6-\U0001f1ff]{3}")
_TURNED: Final = re.compile("[ɐɔǝɟƃᵷɥᴉɹɯʇʌʍʎʞɾꞁ]")
_UPRIGHT: Final = str.maketrans("ɐɔǝɟƃᵷɥᴉɹɯʇʌʍʎʞɾꞁnuqbdp", "acefgghirmtvwykjlunbqpd")
_MARKED: Final = frozenset("™℠©®")
_HEARTS: Final = re.compile("[❤♥💙💚💛💜🧡🖤🤍🤎💖💗💓💕💞💘💝😍🥰🫶]+")
_PICTURES: Final = re.compile(f"{_HEARTS.pattern}|[\U0001f1e6-\U0001f1ff]")
_WITHIN: Final = re.compile(r"(?<=[^\W_])[^\w\s|()\[\]{}/\\]+(?=[^\W_])|(?<=[^\W_])_+(?=[^\W_])")
_MARKS_OF_SCRIPTS: Final = (
    "ARABIC",
    "HEBREW",
    "DEVANAGARI",
    "THAI",
    "BENGALI",
    "TAMIL",
    "TELUGU",
    "KHMER",
    "MYANMAR",
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name."""

    mild: str
    full: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A name's words in order, and what gave it away: signs of several scripts within a word, signs that are not seen,
    marks put over letters, letters of ornamental alphabets, figures for letters, text turned around.
    """

    words: tuple[Word, ...]
    tricks: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def folded(name: str, *, numbered: bool = True) -> Folded:
    """Read a name. Never fails, whatever the text. `numbered` as in `keyed`."""
    name = name[:LONGEST]
    tricks: set[str] = set()
    shown = name if name.isascii() else _shown(_without_pictures(name), tricks)
    if _LEETED.search(name):
        tricks.add("figures")
    return Folded(tuple([keyed(each, numbered=numbered) for each in _parts(shown)]), frozenset(tricks))


def mended(name: str) -> str | None:
    """A name without what was put into the middle of its words (`J.ane`, `Ja🔥ne`); None where there is nothing."""
    whole = _WITHIN.sub("", name[:LONGEST])
    return None if whole == name[:LONGEST] else whole


def turned(name: str) -> str | None:
    """A name that stands on its head (`ɐuɐ`), set upright; None where hardly a sign does."""
    whole = name[:LONGEST]
    if whole.isascii() or len(set(_TURNED.findall(whole))) < 2:
        return None
    return whole[::-1].translate(_UPRIGHT)


def ends_in_figures(name: str) -> bool:
    """Whether a word of it ends in figures, which may stand for letters or be a number."""
    return _ENDING.search(name) is not None


@lru_cache(maxsize=50_000)
def keyed(text: str, *, numbered: bool = True) -> Word:
    """A single word's keys. `numbered`: figures at its end are a number; else they stand for letters, as others do."""
    mild = text.translate(_UPPER).lower()
    if _FIGURES.search(mild):
        mild = _DIGITS_AFTER.sub("", mild) if numbered else mild
        mild = mild.translate(_LEET) if not mild.isdigit() else mild
    return Word(mild, full_key(mild))


@lru_cache(maxsize=50_000)
def full_key(mild: str) -> str:
    """What a mild key looks like at a glance."""
    full = mild.translate(_LEET)
    for pair, one in _PAIRS:
        if pair in full:
            full = full.replace(pair, one)
    return _RUNS.sub(r"\1", full.translate(_SAME))


def _without_pictures(name: str) -> str:
    """Hearts are read, and flags are not, unless words are spelt in the signs that these are made of."""
    if not _PICTURES.search(name):
        return name
    name = _HEARTS.sub(" loves ", name)
    return name if _SPELT.search(name) else _FLAGS.sub(" ", name)


def _parts(shown: str) -> list[str]:
    words: list[str] = _WORDS.findall(shown)
    return [part for word in words for part in _CAMEL.split(word)] if _CAMEL.search(shown) else words


def same_length(mild: str) -> str:
    """The full key as far as it has the mild key's length, so that a part of one can be found in the other."""
    return mild.translate(_LEET).translate(_SAME)


def _shown(name: str, tricks: set[str]) -> str:
    """The name as it is drawn, in Latin letters where signs are drawn like those."""
    if "\u202e" in name:
        name = _REVERSED.sub(lambda run: run[1][::-1], name)
        tricks.add("reversed")
    out: list[str] = []
    met: set[str] = set()
    before = ""
    for sign in unicodedata.normalize("NFC", name):
        read, kind = _sign(sign)
        if sign in _JOINERS and before.isascii() and before.isalpha():
            kind = "hidden"  # Latin letters are never joined
        before = sign
        out.append(read)
        met.add(kind)
        if kind == "between":
            _mixed(met, tricks)
            met.clear()
    _mixed(met, tricks)
    return "".join(out)


def reading(sign: str) -> str:
    """What one sign of a text is read as."""
    return _sign(sign)[0]


@lru_cache(maxsize=1 << 16)
def _sign(sign: str) -> tuple[str, str]:
    """What a sign is read as, and its kind: `latin`, of `another` script but drawn as Latin, `ornate`, `hidden`,
    a `mark`, `between` words, or none of these.
    """
    category = unicodedata.category(sign)
    if sign == "¡":
        return "!", "between"  # before a name it says nothing, and within a word it is an i as that is
    if sign.isascii():
        return sign, "latin" if category[0] == "L" else "" if category[0] == "N" else "between"
    read = _READ.get(ord(sign))
    if category in _HIDDEN or sign in _INVISIBLE:
        return "", "" if sign in _JOINERS else "hidden"
    named = unicodedata.name(sign, "")
    if category in {"Mn", "Me"} and read is None:
        return "", "" if named.startswith(_MARKS_OF_SCRIPTS) or sign in _JOINERS else "mark"
    if read is None:
        # A capital may be known by its small letter only, and a composed letter by its base.
        plain = unicodedata.normalize("NFKD", sign)
        read = "".join(_READ.get(ord(each), each) for each in plain if not unicodedata.combining(each))
        return read, "between" if category[0] not in "LNM" else "foreign"
    if sign in _MARKED:
        return " ", "between"
    if category[0] != "L" or unicodedata.decomposition(sign).startswith("<") or "SMALL CAPITAL" in named:
        return read, "ornate"
    if named.startswith("LATIN"):
        return read, "latin"
    return read, "another" if named.startswith(_WRITTEN) else "ornate"


def _mixed(met: set[str], tricks: set[str]) -> None:
    """What the signs of one word give away."""
    if "latin" in met and "another" in met:
        tricks.add("scripts")
    for kind, trick in (("ornate", "styled"), ("hidden", "invisible"), ("mark", "marks")):
        if kind in met:
            tricks.add(trick)
