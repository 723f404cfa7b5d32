"""The message catalogues: gettext files under `texts/`, read once and kept in memory.

A message's id is the text's key and its words have values in braces: `{position}`. A value may say how it is
written: `{position:ordinal}`, `{wait:rough}`, `{share:rough}`, `{at:time}`, `{at:date}`, `{at:year}`, `{case:plain}`,
`{tag:language}`, `{url:link}`. `**This**` is bold.
"""

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from babel.core import Locale
from babel.messages.pofile import read_po

from config import figures
from config.values import TEXTS
from core.words.documents import Document, Kind, Mark
from core.words.neutralising import neutralise
from core.words.texts import Text, Value, text

_log = logging.getLogger(__name__)

_HOLE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


class MissingTextError(LookupError):
    """A key that is not in the catalogue, or a value that its words need."""


@dataclass(frozen=True, slots=True)
class Literal:
    words: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Hole:
    """Where a value goes, and how it is written; an empty `style` is its kind's usual way."""

    name: str
    style: str
    bold: bool


Pattern = tuple[Literal | Hole, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One catalogue: the patterns of each key by plural category, `other` alone where there is no plural."""

    tag: str
    locale: Locale
    patterns: Mapping[str, Mapping[str, Pattern]]


def read(file: Path) -> Language:
    """The catalogue in a .po file, whose plural forms come in CLDR's order (one, many, other)."""
    locale = Locale.parse(file.stem)
    rule = {*locale.plural_form.tags, "other"}
    categories = [category for category in _CATEGORIES if category in rule]
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale=locale, abort_invalid=True)
    patterns: dict[str, Mapping[str, Pattern]] = {}
    for message in catalogue:
        if not message.id or not message.string:
            continue
        if isinstance(message.string, str):
            patterns[str(message.id)] = {"other": pattern(message.string)}
        else:
            forms = zip(categories, message.string, strict=True)
            patterns[message.id[0]] = {category: pattern(words) for category, words in forms}
    return Language(file.stem.replace("_", "-"), locale, patterns)


def pattern(words: str) -> Pattern:
    """Words of a catalogue, taken apart."""
    return tuple(_pieces(words))


def _pieces(words: str) -> Iterator[Literal | Hole]:
    for index, stretch in enumerate(words.split("**")):
        bold = index % 2 == 1
        at = 0
        for hole in _HOLE.finditer(stretch):
            if hole.start() > at:
                yield Literal(stretch[at : hole.start()], bold)
            yield Hole(hole[1], hole[2] or "", bold)
            at = hole.end()
        if at < len(stretch):
            yield Literal(stretch[at:], bold)


class Catalogue:
    """The `Texts` port.

    `strict` raises `MissingTextError` for what is not there, as tests want it; otherwise the key is shown and
    logged, once for each.
    """

    def __init__(
        self, languages: tuple[Language, ...], default: str, zone: str, *, strict: bool = False
    ) -> None:
        self._languages = {language.tag: language for language in languages}
        self._by_tag = {tag.casefold(): tag for tag in self._languages}
        self._default = default
        self._zone = zone
        self._strict = strict
        self._logged: set[tuple[str, str]] = set()

    @classmethod
    def load(
        cls,
        default: str,
        zone: str,
        spoken: Collection[str] = (),
        *,
        strict: bool = False,
        folder: Path = TEXTS,
    ) -> "Catalogue":
        """The languages that have a file, or those of them that are `spoken`. `default` and `zone` are the desk's."""
        found = (read(file) for file in sorted(folder.glob("*.po")))
        languages = tuple(each for each in found if not spoken or each.tag in spoken)
        return cls(languages, default, zone, strict=strict)

    def languages(self) -> tuple[str, ...]:
        return tuple(self._languages)

    def choose(self, saved: str | None, locale: str | None) -> str:
        """The saved choice, else the nearest to the platform's locale, else the desk's own.

        Portuguese that does not say whose is the desk's, if that is Portuguese, else Portugal's.
        """
        return self._nearest(saved) or self._nearest(locale) or self._default

    def say(self, language: str, text: Text, zone: str | None = None) -> str:
        return "".join(words for words, _ in self._written(self._language(language), text, zone))

    def document(self, language: str, text: Text, zone: str | None = None) -> Document:
        pieces: list[str] = []
        marks: list[Mark] = []
        at = 0
        for words, kind in self._written(self._language(language), text, zone):
            if kind is not None:
                marks.append(Mark(at, at + len(words), kind, words if kind is Kind.LINK else ""))
            pieces.append(words)
            at += len(words)
        return Document("".join(pieces), tuple(marks))

    def keys(self, language: str) -> frozenset[str]:
        """Everything that can be said in a language."""
        return frozenset(self._language(language).patterns)

    def _nearest(self, wanted: str | None) -> str | None:
        if not wanted:
            return None
        tag = wanted.replace("_", "-").casefold()
        if tag in self._by_tag:
            return self._by_tag[tag]
        base = tag.partition("-")[0]
        if base in self._by_tag:
            return self._by_tag[base]
        regional = [known for known in self._languages if known.casefold().startswith(f"{base}-")]
        if self._default in regional:
            return self._default
        return next((known for known in regional if known == "pt-PT"), next(iter(regional), None))

    def _language(self, tag: str) -> Language:
        found = self._languages.get(tag)
        return self._languages[self.choose(None, tag)] if found is None else found

    def _written(self, language: Language, text: Text, zone: str | None) -> Iterator[tuple[str, Kind | None]]:
        """The words in stretches, each with what marks it."""
        forms = language.patterns.get(text.key)
        if forms is None:
            yield self._missing(language, text.key, text.key), None
            return
        category = "other" if text.count is None else language.locale.plural_form(text.count)
        if len(forms) > 1 and text.count is None:
            self._missing(language, f"{text.key} (count)", "")
        values: dict[str, Value] = dict(text.values)
        if text.count is not None:
            values["count"] = text.count
        for piece in forms.get(category, forms["other"]):
            match piece:
                case Literal(words, bold):
                    yield words, Kind.BOLD if bold else None
                case Hole(name, style, bold):
                    if name in values:
                        kind = Kind.LINK if style == "link" else Kind.BOLD if bold else None
                        yield self._value(language, values[name], style, zone), kind
                    else:
                        yield self._missing(language, f"{text.key} {{{name}}}", f"{{{name}}}"), None

    def _value(self, language: Language, value: Value, style: str, zone: str | None) -> str:
        match value:
            case Text():
                return self.say(language.tag, value, zone)
            case str() if style == "language":
                return figures.language(value, language.locale)
            case str():
                return " ".join(neutralise(value).split("\n"))
            case int():
                return _number(value, style, language.locale)
            case Fraction():
                return figures.percent(value, 2 if style == "rough" else 3, language.locale)
            case timedelta():
                write = figures.rough if style == "rough" else figures.duration
                return write(value, language.locale)
            case datetime():
                return self._time(language, value, style, zone or self._zone)
            case date():
                return figures.day(value, language.locale)

    def _time(self, language: Language, at: datetime, style: str, zone: str) -> str:
        date = figures.date(at, zone, language.locale, dated=style == "year")
        clock = figures.clock(at, zone, language.locale)
        if style == "date":
            return date
        city = figures.city(zone, language.locale)
        named = (
            text("time.universal", time=clock, zone=zone.rpartition("/")[2])
            if city is None
            else text("time.local", time=clock, city=city)
        )
        return self.say(language.tag, named if style == "time" else text("time.full", date=date, time=named))

    def _missing(self, language: Language, what: str, shown: str) -> str:
        if self._strict:
            raise MissingTextError(f"{what} in {language.tag}")
        if (language.tag, what) not in self._logged:
            self._logged.add((language.tag, what))
            _log.error("texts.missing", extra={"key": what, "language": language.tag})
        return shown


def _number(value: int, style: str, locale: Locale) -> str:
    match style:
        case "plain":
            return str(value)
        case "ordinal":
            return figures.ordinal(value, locale)
        case _:
            return figures.number(value, locale)
