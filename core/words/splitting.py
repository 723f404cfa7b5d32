"""Documents in parts that an adapter can send."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from core.words.documents import Document, Mark
from core.words.graphemes import graphemes


def utf16_units(text: str) -> int:
    """The length of a text in UTF-16 code units; never less than its code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(document: Document, limit: int, measure: Callable[[Document], int]) -> tuple[Document, ...]:
    """The document in parts, each of at most `limit` by `measure`; their texts joined are the document's.

    `measure` is never less than the code points of the text and, but for a little, grows with the document;
    it may be the length of what an adapter would send. A part ends after a paragraph or line in its second
    half, else after a word, else between graphemes; inside a grapheme only when that alone is too long. Marks
    go on in the next part, so a code block is opened again. Where a single code point with its marks is over
    the limit, it goes without.

    Raises:
        ValueError: the limit cannot hold a single code point.
    """
    text, start = document.text, 0
    marks: Sequence[Mark] = document.marks
    parts: list[Document] = []

    def part(end: int) -> Document:
        near = marks[: bisect_left(marks, end, key=lambda mark: mark.start)]
        moved = (Mark(mark.start - start, mark.end - start, mark.kind, mark.argument) for mark in near)
        return Document(text[start:end], tuple(moved))

    def longest(ends: Sequence[int]) -> int:
        """How many of `ends` fit: the most, or so many that a twentieth of the limit at most is left over."""
        low, high, probe, guess = 0, len(ends) + 1, len(ends), True
        while high - low > 1:
            cost = measure(part(ends[probe - 1]))
            if cost <= limit:
                low = probe
                if 20 * (limit - cost) <= limit:
                    break
            else:
                high = probe
            # Costs are nearly proportional, so a guess is near; halving by turns bounds the number of steps.
            near = probe * limit // max(cost, 1) if guess else (low + high) // 2
            probe, guess = min(max(near, low + 1), high - 1), not guess
        return low

    while start < len(text):
        marks = [mark for mark in marks if mark.end > start]
        window = text[start : start + limit + 1]
        ends = [start + end for end in graphemes(window) if end <= limit]
        fitting = longest(ends)
        if fitting:
            end = _good_end(text, start, ends[:fitting])
            if measure(part(end)) > limit:
                end = ends[fitting - 1]
        else:
            ends = list(range(start + 1, min(start + limit, len(text)) + 1))
            fitting = longest(ends)
            if not fitting:
                marks = []
                fitting = longest(ends)
            if not fitting:
                raise ValueError(f"a limit of {limit} holds no text")
            end = ends[fitting - 1]
        parts.append(part(end))
        start = end
        marks = marks or [mark for mark in document.marks if mark.end > start]
    return tuple(parts) or (document,)


def _good_end(text: str, start: int, ends: Sequence[int]) -> int:
    last = ends[-1]
    if last == len(text):
        return last
    half = start + (last - start) // 2
    for separator in ("\n\n", "\n"):
        found = text.rfind(separator, half, last)
        if found >= 0:
            return found + len(separator)
    if text[last].isspace():
        return last
    return next((end for end in reversed(ends) if text[end - 1].isspace()), last)
