"""What readers take for one sign: the rules of UAX #29, approximated with what unicodedata knows."""

import unicodedata
from collections.abc import Iterator

ZWJ, ZWNJ = "\u200d", "\u200c"
PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


def graphemes(text: str) -> Iterator[int]:
    """The positions where a grapheme ends, in order; the last is the length of the text."""
    previous = ""
    flags = 0
    """How many regional indicators end here."""
    for position, character in enumerate(text):
        if position and not _joined(previous, character, flags):
            yield position
        flags = flags + 1 if _regional(character) else 0
        previous = character
    if text:
        yield len(text)


def _joined(previous: str, character: str, flags: int) -> bool:
    if character < "\u0300":
        return (previous == "\r" and character == "\n") or previous in PREPENDED
    if unicodedata.category(previous) in ("Cc", "Zl", "Zp"):
        return False
    if extends(character) or previous in PREPENDED:
        return True
    if previous == ZWJ:
        return is_pictograph(character) or unicodedata.category(character) == "Lo"
    if _regional(character):
        return flags % 2 == 1
    if unicodedata.combining(previous) == 9 and unicodedata.category(character) == "Lo":
        return True  # a virama joins two consonants
    if "\udc00" <= character <= "\udfff":
        return "\ud800" <= previous <= "\udbff"
    hangul = _hangul(character)
    return bool(hangul) and hangul in _HANGUL_NEXT[_hangul(previous)]


def extends(character: str) -> bool:
    return (
        character in (ZWJ, ZWNJ, "\uff9e", "\uff9f")
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or is_tag(character)
    )


def is_tag(character: str) -> bool:
    return "\U000e0020" <= character <= "\U000e007f"


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def is_pictograph(character: str) -> bool:
    """Anything that may stand in an emoji sequence; the block is for emoji newer than this Python."""
    return (
        "\U0001f000" <= character <= "\U0001faff"
        or character in "↔↕"
        or unicodedata.category(character) in ("So", "Sk")
    )


_HANGUL_NEXT = {"": "", "L": "LVST", "V": "VT", "T": "T", "S": "VT"}
"""Which Hangul letters may follow: leading, vowel, trailing; a whole syllable takes what follows a vowel."""


def _hangul(character: str) -> str:
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c":
        return "L"
    if "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6":
        return "V"
    if "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb":
        return "T"
    return "S" if "\uac00" <= character <= "\ud7a3" else ""


def is_blank(character: str) -> bool:
    return character.isspace() or character == "\ufeff"
