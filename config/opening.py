"""Opening hours as they stand in the file: a week, holidays of a country, exceptions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from config.values import Day
from core.promises.hours import ALWAYS, Hours, Span

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS = DAYS[:5]
YEARS_AHEAD = 2
"""Holidays are worked out for the year in which the settings are read and these many after it."""


class Section(BaseModel):
    """A table of the file. What it does not know is refused; what it holds does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, hide_input_in_errors=True)


class Week(Section):
    """The week: a day's own name before `weekdays` and `weekends`, those before `daily`; else closed."""

    always: bool = Field(default=False, description="Open around the clock; nothing else may be given.")
    daily: Day | None = Field(default=None, description='Every day: ["09:00-12:00", "13:00-16:00"].')
    weekdays: Day | None = Field(default=None, description="Monday to Friday.")
    weekends: Day | None = Field(default=None, description="Saturday and Sunday.")
    mon: Day | None = None
    tue: Day | None = None
    wed: Day | None = None
    thu: Day | None = None
    fri: Day | None = None
    sat: Day | None = None
    sun: Day | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        given = sorted(self.model_fields_set - {"always"})
        if self.always and given:
            raise ValueError(f"always = true leaves nothing to say; remove {', '.join(given)}")
        if not self.always and not given:
            raise ValueError('no hours are given; write daily = ["09:00-17:00"] or always = true')
        return self

    def spans(self) -> tuple[tuple[Span, ...], ...]:
        """Monday's to Sunday's spans."""
        if self.always:
            return ALWAYS.week
        return tuple(self._day(name) for name in DAYS)

    def _day(self, name: str) -> tuple[Span, ...]:
        own: dict[str, Day | None] = dict(
            zip(DAYS, (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun), strict=True)
        )
        wider = self.weekdays if name in WEEKDAYS else self.weekends
        return next((spans for spans in (own[name], wider, self.daily) if spans is not None), ())


def _written_date(written: object) -> object:
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(str(written))
    except ValueError as wrong:
        raise ValueError(f"{written!r} is not a date ({wrong}); write it as 2026-12-24") from None


Date = Annotated[date, BeforeValidator(_written_date)]


class Exceptional(Section):
    """One date that differs: closed, with a name to give as the reason, or open at other hours."""

    date: Date
    hours: Day | None = Field(default=None, description="What holds instead of the week's hours.")
    closed: bool = False
    name: str = Field(default="", max_length=80, description="Said to people where the day is closed.")

    @model_validator(mode="after")
    def _either(self) -> Self:
        if self.closed == bool(self.hours):
            raise ValueError('give either closed = true or hours = ["10:00-12:00"]')
        return self


class Holidays(Section):
    """The public holidays of a country, on which the desk is closed."""

    country: str = Field(description="ISO 3166-1 code, as PT or GB.")
    subdivision: str = Field(
        default="", description="ISO 3166-2 part, as ENG; empty for the whole country's."
    )

    @model_validator(mode="after")
    def _known(self) -> Self:
        import holidays  # noqa: PLC0415 - large, and only some desks keep them

        countries = holidays.list_supported_countries(include_aliases=True)
        if self.country not in countries:
            raise ValueError(
                f'no holidays are known for a country "{self.country}"; write its code, as PT or GB'
            )
        if self.subdivision and self.subdivision not in countries[self.country]:
            parts = countries[self.country]
            known = f"; there are {', '.join(parts)}" if parts else "; the country has none"
            raise ValueError(f'"{self.country}" has no subdivision "{self.subdivision}"{known}')
        return self

    def days(self, first_year: int, language: str) -> dict[date, str]:
        """The dates with their names, in the desk's language where the calendar has it."""
        import holidays  # noqa: PLC0415

        known: tuple[str, ...] = getattr(holidays.country_holidays(self.country), "supported_languages", ())
        found = holidays.country_holidays(
            self.country,
            subdiv=self.subdivision or None,
            years=range(first_year, first_year + YEARS_AHEAD + 1),
            language=_nearest_language(language, known),
        )
        return dict(found.items())


def _nearest_language(language: str, known: tuple[str, ...]) -> str | None:
    """`pt-PT` → `pt_PT`, `en` → `en_US` where that is the English it has; None where it has not got it."""
    wanted = language.replace("-", "_")
    return next(
        (
            each
            for each in (wanted, *sorted(known))
            if each in known and each.partition("_")[0] == wanted.partition("_")[0]
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything that the file says about opening."""

    week: Week
    zone: str
    exceptions: tuple[Exceptional, ...]
    closed_on: Holidays | None

    def hours(self, first_year: int, language: str) -> Hours:
        """The same as core reckons with it; holidays from `first_year` on, in `language` if they can be."""
        names = {} if self.closed_on is None else self.closed_on.days(first_year, language)
        days: dict[date, tuple[Span, ...]] = {}
        for exception in self.exceptions:
            if exception.hours:
                days[exception.date] = exception.hours
            elif exception.name:
                names[exception.date] = exception.name
            else:
                days[exception.date] = ()
        return Hours(self.zone, self.week.spans(), names, days)


def one_a_day(exceptions: tuple[Exceptional, ...]) -> tuple[Exceptional, ...]:
    """The exceptions, of which no date may have two."""
    twice = sorted(set(repeated(exceptions)))
    if twice:
        raise ValueError("\n".join(f"{day} is there more than once; keep one" for day in twice))
    return exceptions


def repeated(exceptions: tuple[Exceptional, ...]) -> Iterator[date]:
    """Dates that have more than one exception."""
    seen: set[date] = set()
    for exception in exceptions:
        if exception.date in seen:
            yield exception.date
        seen.add(exception.date)
