"""How a case has gone so far, as far as figures count it: when it was taken and answered, and what its answers were
worth to whoever asked.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from core.words.refs import AgentId

ASKED = 20
"""About so many answers of a case at most the requester is asked."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The requester was asked whether an agent's answer was useful. `useful` is None until they say."""

    by: AgentId
    at: datetime
    useful: bool | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """The requester is to be asked about this agent's answer at that time, unless somebody speaks before."""

    by: AgentId
    at: datetime


@dataclass(frozen=True, slots=True)
class Rated:
    """What a resolution was worth, of 5 stars, that did not last: the case was opened again."""

    by: AgentId | None
    stars: int


@dataclass(frozen=True, slots=True)
class Course:
    """`taken`: an agent had it first; `answered`: they said the first word. `asking` is about the latest answer."""

    taken: datetime | None = None
    answered: datetime | None = None
    asking: Asking | None = None
    judged: tuple[Judged, ...] = ()
    rated: tuple[Rated, ...] = ()


BEGUN = Course()


def moved_on(
    course: Course,
    spoke: AbstractSet[str],
    now: datetime,
    agent: AgentId | None,
    ask_at: datetime | None,
) -> Course:
    """The course after what happened. `agent` has the case; `ask_at`: when to ask about an answer of now."""
    if agent is not None and course.taken is None:
        course = replace(course, taken=now)
    if "agent" in spoke:
        asking = None if agent is None or ask_at is None else Asking(agent, ask_at)
        return replace(course, answered=course.answered or now, asking=asking)
    if course.asking is not None and ("requester" in spoke or agent is None):
        return replace(course, asking=None)
    return course
