"""The tables about tickets: departments, categories, how long things wait."""

from datetime import timedelta
from typing import Self

from pydantic import Field, model_validator

from config.opening import Section
from config.promises import ALWAYS
from config.sections import Where, Words
from config.values import Duration, Identifier


class Category(Section):
    """A choice of the field by which agents sort cases for the reports."""

    id: Identifier
    label: Words


class Department(Section):
    """Those whom agents can escalate a case to."""

    id: Identifier
    label: Words
    agents: tuple[Identifier, ...] = Field(
        default=(), description="The ids of those who take its cases; everybody where none are given."
    )
    notify: tuple[Where, ...] = Field(
        default=(), description="Where it hears of its cases; its agents in private where none is given."
    )
    complaints: bool = Field(
        default=False,
        description="Gets complaints about agents: served in private, unseen by those whom they are against.",
    )

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if self.complaints and not self.agents:
            raise ValueError('a department for complaints names its agents, as agents = ["ana"]')
        return self


class Tickets(Section):
    """When tickets are answered, and how long they wait for those who asked."""

    calendar: str = Field(default=ALWAYS, description="When they are answered: the name of a calendar.")
    remind_after: Duration = Field(
        default=timedelta(days=2), description="When somebody who owes an answer is reminded, once."
    )
    close_after: Duration = Field(
        default=timedelta(days=7), description="When a case is closed for want of their answer."
    )
    tell_promise: bool = Field(
        default=True,
        description="Those who asked are told by when they are answered, where that is promised.",
    )
    useful_after: Duration | None = Field(
        default=None,
        description="How long after an answer they are asked whether it was useful; not asked if left out.",
    )
    reopen_within: Duration = Field(
        default=timedelta(days=7), description="How long after the close words of theirs open it again."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.remind_after >= self.close_after:
            raise ValueError("remind_after is not before close_after")
        return self
