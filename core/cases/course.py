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
class Course:
    """`taken`: an agent had it first; `answered`: they said the first word. `ask_at`: when to ask about the latest
    answer, unless somebody speaks before.
    """

    taken: datetime | None = None
    answered: datetime | None = None
    ask_at: datetime | None = None
    judged: tuple[Judged, ...] = ()


BEGUN = Course()


def moved_on(
    course: Course, spoke: AbstractSet[str], now: datetime, *, has_it: bool, ask_at: datetime | None
) -> Course:
    """The course after what happened. `has_it`: an agent has the case; `ask_at`: when to ask about an answer of now."""
    if has_it and course.taken is None:
        course = replace(course, taken=now)
    if "agent" in spoke:
        return replace(course, answered=course.answered or now, ask_at=ask_at)
    if course.ask_at is not None and ("requester" in spoke or not has_it):
        return replace(course, ask_at=None)
    return course
