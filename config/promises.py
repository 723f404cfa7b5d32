"""What is promised, as it stands in the file: named calendars, plans with their promises, notices."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from config.opening import Exceptional, Holidays, Section, Week, one_a_day
from config.sections import Words
from config.values import CivilDay, Duration, Identifier, Zone
from core.people.directory import PlanId
from core.promises.notices import NoticeKind, Rule
from core.promises.plans import Blocks as BlocksRule
from core.promises.plans import (
    BusinessDays,
    BusinessTime,
    ClockTime,
    Nothing,
    PromiseKind,
    Reach,
    RequesterKind,
    Strength,
    Target,
)
from core.promises.plans import Plan as PlanRule
from core.promises.plans import Promise as PromiseRule

ALWAYS = "always"
"""The calendar that there is without being written: around the clock."""

LONGEST = timedelta(days=366)


def _bounded(length: timedelta | None) -> timedelta | None:
    if length is not None and length > LONGEST:
        raise ValueError("a promise is for a year at most")
    return length


class Calendar(Section):
    """Hours with a name, for plans and tickets to reckon on. `always` is there already: around the clock."""

    name: Identifier
    hours: Week = Field(description="The week, as `live_chat.hours`.")
    zone: Zone | None = Field(default=None, description="The desk's where none is given.")
    exceptions: tuple[Exceptional, ...] = Field(
        default=(), description="Dates that differ, as `live_chat.exceptions`."
    )
    holidays: Holidays | None = Field(default=None, description="As `live_chat.holidays`.")

    @field_validator("name")
    @classmethod
    def _not_taken(cls, name: str) -> str:
        if name == ALWAYS:
            raise ValueError('"always" is there already, around the clock; choose another name')
        return name

    @field_validator("hours")
    @classmethod
    def _opens(cls, hours: Week) -> Week:
        if not any(hours.spans()):
            raise ValueError("it never opens, so nothing could fall due; give the hours of one day at least")
        return hours

    @field_validator("exceptions")
    @classmethod
    def _one_a_day(cls, exceptions: tuple[Exceptional, ...]) -> tuple[Exceptional, ...]:
        return one_a_day(exceptions)


class Promise(Section):
    """One line of a plan; of several that fit, the one for the topic, then for the narrower contact holds."""

    answer: PromiseKind = Field(
        description="The first answer, each next one from the requester's word on, or the matter's solution."
    )
    within: Duration | None = Field(default=None, description="Time within the plan's calendar, as 4h.")
    clock: Duration | None = Field(default=None, description="Time around the clock, as 24h.")
    days: Annotated[int, Field(ge=1, le=366)] | None = Field(
        default=None, description="By the end of so many business days after that of the request."
    )
    nothing: bool = Field(default=False, description="Expressly no promise here.")
    strength: Strength = Field(
        default="guaranteed", description="How it is worded; only what is guaranteed is credited."
    )
    contact: Reach = Field(
        default="registered",
        description="On the plan's own contact, on those of the customer's file too, or on any.",
    )
    lines: tuple[str, ...] = Field(
        default=(),
        description="Where it is asked, as email, web, discord or an address; everywhere if empty.",
    )
    topics: tuple[Identifier, ...] = Field(default=(), description="Of the form; all if empty.")
    stage: Annotated[int, Field(ge=0, le=9)] = Field(
        default=0, description="0 for requests, 1 and up for the stages of a complaint."
    )

    @field_validator("within", "clock")
    @classmethod
    def _not_endless(cls, length: timedelta | None) -> timedelta | None:
        return _bounded(length)

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        given = [self.within is not None, self.clock is not None, self.days is not None, self.nothing]
        if sum(given) != 1:
            raise ValueError('give one of within = "4h", clock = "24h", days = 1 or nothing = true')
        return self

    def rule(self) -> PromiseRule:
        """The same as core knows it."""
        return PromiseRule(
            self.answer, self._target(), self.strength, self.contact, self.lines, self.topics, self.stage
        )

    def _target(self) -> Target:
        if self.within is not None:
            return BusinessTime(self.within)
        if self.clock is not None:
            return ClockTime(self.clock)
        return Nothing() if self.days is None else BusinessDays(self.days)


class Blocks(Section):
    """Time is billed in whole blocks, rounded up."""

    inside: Duration = Field(default=timedelta(minutes=15), description="Within the plan's calendar.")
    outside: Duration = Field(default=timedelta(minutes=30), description="Outside it.")


class Plan(Section):
    """What is promised to those who have it, by contract or because it is open to them."""

    id: Identifier
    label: Words
    calendar: str = Field(default=ALWAYS, description="The name of a calendar.")
    promises: tuple[Promise, ...] = Field(default=(), description="See below.")
    credit: Duration | None = Field(
        default=None, description="Free time for a broken guarantee, once for a case."
    )
    blocks: Blocks | None = Field(default=None, description="Where time is billed; see below.")
    lines: tuple[str, ...] = Field(
        default=(), description="Contacts of the desk that only those with the plan are given."
    )
    open_to: tuple[RequesterKind, ...] = Field(default=(), description="Whom it serves without a contract.")
    due_soon: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = Field(
        default=0.75, description="The part of the time after which it is due soon."
    )

    def rule(self) -> PlanRule:
        """The same as core knows it."""
        return PlanRule(
            id=self.id,
            label=self.label,
            calendar=self.calendar,
            promises=tuple(promise.rule() for promise in self.promises),
            credit=self.credit or timedelta(0),
            blocks=None if self.blocks is None else BlocksRule(self.blocks.inside, self.blocks.outside),
            lines=self.lines,
            open_to=self.open_to,
            soon=self.due_soon,
        )


class Notice(Section):
    """Customers are told of a date that comes: their own, of the directory, or one that is given here."""

    kind: NoticeKind
    days_ahead: Annotated[tuple[Annotated[int, Field(ge=0, le=366)], ...], Field(min_length=1)] = Field(
        description="Each a step; of several that have come the nearest is told."
    )
    date: CivilDay | None = Field(
        default=None, description="Of a change of prices or of a service, the same for all customers."
    )
    plans: tuple[Identifier, ...] = Field(default=(), description="Whose customers; all if empty.")
    who: Literal["contact", "authorised"] = Field(
        default="contact", description="Every registered contact, or those only who may authorise."
    )
    words: Words | None = Field(
        default=None,
        description="Your own words under the date; {customer} and {plan} are filled in.",
    )

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if self.date is not None and self.kind in {"renewal", "billing"}:
            raise ValueError("the directory gives each customer's own date; remove this one")
        return self

    def rule(self) -> Rule:
        """The same as core knows it."""
        ahead = tuple(sorted(set(self.days_ahead), reverse=True))
        plans = tuple(map(PlanId, self.plans))
        return Rule(self.kind, ahead, self.date, plans, self.who, tuple((self.words or {}).items()))
