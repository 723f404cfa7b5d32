"""What is to be said, by key. The words themselves are in the catalogues and are chosen where they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Protocol

from core.words.documents import Document


@dataclass(frozen=True, slots=True)
class Text:
    """A catalogue's key and its values. `count` chooses the plural form and is the value `count` in the words."""

    key: str
    values: tuple[tuple[str, "Value"], ...] = ()
    count: int | None = None


Value = str | int | Fraction | datetime | date | timedelta | Text
"""A str is a person's own words: shown neutralised and inert, never read as formatting. A datetime is an instant, a
date the same civil day wherever it is read. A Fraction is a share of a whole, which is said in hundredths.
"""


def text(key: str, count: int | None = None, **values: Value) -> Text:
    """A text with its values, as `text("queue.position", position=3)`."""
    return Text(key, tuple(sorted(values.items())), count)


def in_language(words: Mapping[str, str], *languages: str) -> str:
    """An operator's words in the first of these languages that they are in, else the first there are."""
    return next(filter(None, (*map(words.get, languages), *words.values())), "")


class Texts(Protocol):
    """The catalogues."""

    def languages(self) -> tuple[str, ...]:
        """The languages that are complete, as BCP 47 tags (`en`, `pt-BR`)."""
        ...

    def choose(self, saved: str | None, locale: str | None) -> str:
        """The language for a person: the saved choice, else the nearest to the locale, else the desk's own."""
        ...

    def say(self, language: str, text: Text, zone: str | None = None) -> str:
        """The words. Times are in `zone` (IANA name; the desk's own where None) and name it; people's words are
        inserted neutralised but not escaped: the renderer escapes for its platform.
        """
        ...

    def document(self, language: str, text: Text, zone: str | None = None) -> Document:
        """The same as a document, in which `**bold**` of the catalogue is a mark and values are plain."""
        ...
