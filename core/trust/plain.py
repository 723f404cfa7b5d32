"""A text as it is read: small letters without accents, each sign as the letter that it is drawn as, words together."""

import re
import unicodedata
from typing import Final

from core.trust.folding import reading

_APART: Final = re.compile(r"(?<!\w)\w(?:[ ._*-]\w){2,}(?!\w)")
QUOTES: Final = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "–": "-", "—": "-", "…": "."}


def plain(text: str) -> tuple[str, list[int]]:
    """The text as it is read, and for each sign of that, where it stands in the text."""
    if text.isascii() and "  " not in text and "\t" not in text:
        return _closed(text.lower(), list(range(len(text))))
    out: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isascii():
            shown = sign.lower()
        elif unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
            continue
        else:
            shown = QUOTES.get(sign) or reading(sign).lower()
        if shown.isspace() and sign != "\n":
            if out and out[-1] == " ":
                continue
            shown = " "
        out.extend(shown)
        places.extend([place] * len(shown))
    return _closed("".join(out), places)


def _closed(read: str, places: list[int]) -> tuple[str, list[int]]:
    """Words whose letters are set apart are put together."""
    for run in reversed(list(_APART.finditer(read))):
        kept = range(run.start(), run.end(), 2)
        places[run.start() : run.end()] = [places[place] for place in kept]
        read = read[: run.start()] + "".join(read[place] for place in kept) + read[run.end() :]
    return read, places
