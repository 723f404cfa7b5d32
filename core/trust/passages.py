"""A text in passages, for what reads more than a sentence at once."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from core.trust.plain import QUOTES
from core.trust.sentences import OURS, Sentence

LONGEST: Final = 320
"""Signs; a longer sentence is a passage of its own."""
OURS_IS: Final = "acme.org"
"""What a desk's own pages, accounts and addresses are called, whatever the desk: second readings know this name."""

_SPACES: Final = re.compile(r"[^\S\n]+")
_QUOTES: Final = str.maketrans(QUOTES)


def passages(said: Sequence[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of a text, as many together as a passage holds."""
    passage: tuple[Sentence, ...] = ()
    for sentence in said:
        if passage and sentence.end - passage[0].start > LONGEST:
            yield passage
            passage = ()
        passage = (*passage, sentence)
    if passage:
        yield passage


def written(passage: Sequence[Sentence], text: str, read: str, places: Sequence[int]) -> str:
    """A passage as it stands in the text; where its letters are not what they seem, as it is read (`plain`)."""
    first, last = passage[0].start, passage[-1].end

    def as_it_stands(start: int, end: int) -> str:
        return text[places[start] : places[end - 1] + 1] if start < end else ""

    def as_it_is_read(start: int, end: int) -> str:
        return read[start:end]

    honest = _bare(as_it_stands(first, last)) == read[first:last]
    part = as_it_stands if honest else as_it_is_read
    out, done = [], first
    for token in chain.from_iterable(each.tokens for each in passage):
        if token.shown == OURS:
            out += [part(done, token.start), OURS_IS]
            done = token.end
    return "".join((*out, part(done, last)))


def _bare(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", _SPACES.sub(" ", text).translate(_QUOTES)).lower()
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
