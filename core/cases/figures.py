"""Figures of a desk: how many asked, how soon they were answered, and what became of it. Pure; nobody is named.

A figure counts the cases that were asked in the period: of those not answered or closed yet, only that they were asked.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from core.cases.case import Case, Closed
from core.promises.clock import Met
from core.words.refs import AgentId


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of them took no longer than `median`, nine in ten no longer than `most`."""

    count: int
    median: timedelta
    most: timedelta


@dataclass(slots=True)
class Tally:
    """What was counted for an agent, a department or a category. `stars` are the sum of `rated` ratings."""

    closed: int = 0
    rated: int = 0
    stars: int = 0
    useful: int = 0
    useless: int = 0

    @property
    def average(self) -> float | None:
        return self.stars / self.rated if self.rated else None


@dataclass(frozen=True, slots=True)
class Hour:
    """Those who asked in an hour of the day, and how long half of those who were taken waited at most."""

    asked: int
    wait: timedelta | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a period. `first` and `solved` count from asking; `kept` and `broken` are promises."""

    asked: int
    closed: int
    first: Spread | None
    solved: Spread | None
    kept: int
    broken: int
    total: Tally
    hours: tuple[Hour, ...]
    agents: Mapping[AgentId, Tally] = field(default_factory=dict)
    departments: Mapping[str, Tally] = field(default_factory=dict)
    categories: Mapping[str, Tally] = field(default_factory=dict)


def figures(cases: Iterable[Case], zone: str) -> Figures:
    """The figures of these cases; hours of the day are the zone's."""
    here = ZoneInfo(zone)
    counted = 0
    first: list[timedelta] = []
    solved: list[timedelta] = []
    promises: Counter[bool] = Counter()
    asked: Counter[int] = Counter()
    waits: dict[int, list[timedelta]] = defaultdict(list)
    total = Tally()
    agents: dict[AgentId, Tally] = defaultdict(Tally)
    departments: dict[str, Tally] = defaultdict(Tally)
    categories: dict[str, Tally] = defaultdict(Tally)
    for case in cases:
        counted += 1
        hour = case.asked_at.astimezone(here).hour
        asked[hour] += 1
        if case.course.taken is not None:
            waits[hour].append(case.course.taken - case.asked_at)
        if case.course.answered is not None:
            first.append(case.course.answered - case.asked_at)
        if case.clocks is not None:
            for clock in case.clocks.clocks:
                if clock.broken is not None or isinstance(clock.pace, Met):
                    promises[clock.broken is None] += 1
        groups = [total]
        groups += [departments[case.department]] if case.department else []
        groups += [categories[case.category]] if case.category else []
        for judged in case.course.judged:
            _judge((*groups, agents[judged.by]), judged.useful)
        for rated in case.course.rated:
            _rate((*groups, agents[rated.by]) if rated.by else groups, rated.stars)
        if isinstance(case.phase, Closed):
            if case.phase.into is None:
                solved.append(case.phase.at - case.asked_at)
            groups += [agents[case.phase.agent]] if case.phase.agent else []
            for tally in groups:
                tally.closed += 1
            if case.phase.stars is not None:
                _rate(groups, case.phase.stars)
    hours = tuple(Hour(asked[hour], _median(waits[hour])) for hour in range(24))
    spreads = (spread(first), spread(solved))
    kept, broken = promises[True], promises[False]
    return Figures(
        counted, total.closed, *spreads, kept, broken, total, hours, agents, departments, categories
    )


def _rate(tallies: Iterable[Tally], stars: int) -> None:
    for tally in tallies:
        tally.rated += 1
        tally.stars += stars


def _judge(tallies: Iterable[Tally], useful: bool | None) -> None:
    for tally in tallies:
        tally.useful += useful is True
        tally.useless += useful is False


def spread(lengths: Sequence[timedelta]) -> Spread | None:
    """How long these took; None where there are none."""
    if not lengths:
        return None
    ordered = sorted(lengths)
    return Spread(len(ordered), _at(ordered, 0.5), _at(ordered, 0.9))


def _median(lengths: Sequence[timedelta]) -> timedelta | None:
    return _at(sorted(lengths), 0.5) if lengths else None


def _at(ordered: Sequence[timedelta], part: float) -> timedelta:
    """The least length that so large a part of them does not exceed."""
    return ordered[max(0, math.ceil(len(ordered) * part) - 1)]
