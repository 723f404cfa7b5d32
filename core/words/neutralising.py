"""Text as it is safe to show: nothing invisible, nothing that turns or towers over the page."""

import re
import unicodedata
from collections.abc import Iterator

from core.words.documents import REPLACEMENT, Document, Edit, edited, plain
from core.words.graphemes import PREPENDED, ZWJ, ZWNJ, extends, is_pictograph, is_tag

MARKS_PER_BASE = 4
"""Vietnamese needs two combining marks on a letter, pointed and chanted Hebrew four; Zalgo has dozens."""

_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show nothing, yet are not of the class of format characters."""


_HARMLESS = re.compile(r"[\n\t -~\xa1-\xac\xae-\u02af\u2013\u2014\u2018-\u201d\u2026\u20ac]*")
"""Letters, digits and punctuation of western languages: nothing in them needs a look at each character."""


def neutralise(text: str) -> str:
    """The text as it is safe to show; what is kept in a record stays as it was written.

    Taken out: everything that turns the direction of writing, invisible characters (but the joiners inside
    emoji and in scripts that need them), controls except newline and tab, and combining marks after the
    fourth on one base. NUL, lone surrogates and code points that are no characters become U+FFFD. Doing it
    twice changes nothing.
    """
    return neutralised(plain(text)).text


def neutralised(document: Document) -> Document:
    """The document with its text neutralised, as `neutralise` says; marks move along."""
    if _HARMLESS.fullmatch(document.text):
        return document
    return edited(document, list(_neutralising(document.text)))


def _neutralising(text: str) -> Iterator[Edit]:
    base, previous, stacked, flag = "", "", 0, False
    for position, character in enumerate(text):
        if " " <= character <= "~" or character in "\n\t":
            shown = character
        elif character == "\r":
            shown = "" if text[position + 1 : position + 2] == "\n" else "\n"
        elif character in "\u2028\u2029":
            shown = "\n"
        elif _invisible(character):
            following = text[position + 1 : position + 2]
            kept = _needed(character, previous, base, following) or (flag and is_tag(character))
            shown = character if kept else ""
        elif ord(character) & 0xFFFE == 0xFFFE:
            shown = REPLACEMENT
        elif unicodedata.category(character) in ("Mn", "Me"):
            shown = character if stacked < MARKS_PER_BASE else ""
        else:
            shown = character
        if shown != character:
            yield Edit(position, position + 1, shown)
        if shown:
            previous = shown
            marking = unicodedata.category(shown) in ("Mn", "Me")
            stacked = stacked + 1 if marking else stacked if is_tag(shown) or shown in (ZWJ, ZWNJ) else 0
            if not extends(shown):
                base = shown
            flag = shown == "\U0001f3f4" or (flag and is_tag(shown) and shown != "\U000e007f")


def _invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return (
        (category in ("Cf", "Cc") and character not in PREPENDED)
        or character in _FILLERS
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0000" <= character <= "\U000e0fff"
    )


def _needed(character: str, previous: str, base: str, following: str) -> bool:
    """Whether an invisible character does its proper work here."""
    if not previous:
        return False
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return previous == base and (
            is_pictograph(base) or base in "#*0123456789‼⁉ℹ〰〽" or unicodedata.category(base) in ("Lo", "Sm")
        )
    if character == ZWJ and following and is_pictograph(base) and is_pictograph(following):
        return previous != ZWJ
    if character in (ZWJ, ZWNJ) and following and unicodedata.category(following)[0] == "L":
        return unicodedata.bidirectional(previous) == "AL" or unicodedata.combining(previous) == 9
    return False
