"""What became of the accounts that passed for staff, in figures."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.cases.figures import Spread, spread
from core.trust.suspects import RULE, STANDING, Suspect
from core.words.texts import Text, text


@dataclass(frozen=True, slots=True)
class Statistics:
    """`fine`, `banned` and `muted` as it stands now. `time`: from being noticed to what a moderator decided first;
    `decided` counts these.
    """

    noticed: int
    reported: int
    reports: int
    banned: int
    muted: int
    fine: int
    decided: int
    time: Spread | None
    appeals: int
    lifted: int
    ruled: int
    """On so many the desk's rule has acted; `taken_back`: so many of these a moderator has let pass."""
    taken_back: int


def statistics(suspects: Iterable[Suspect]) -> Statistics:
    every = tuple(suspects)
    ended = Counter(each.ended.how for each in every if each.ended is not None and each.ended.done)
    deeds = Counter(deed.what for each in every for deed in each.deeds)
    first = (
        next((deed for deed in each.deeds if deed.what in STANDING and deed.by != RULE), None)
        for each in every
    )
    ruled = [each for each in every if any(deed.by == RULE for deed in each.deeds)]
    times = [deed.at - each.since for each, deed in zip(every, first, strict=True) if deed is not None]
    return Statistics(
        len(every),
        sum(bool(each.reports) for each in every),
        sum(len(each.reports) for each in every),
        ended["banned"],
        ended["muted"],
        ended["fine"],
        len(times),
        spread(times),
        deeds["appealed"],
        deeds["lifted"],
        len(ruled),
        sum(any(deed.what in {"fine", "lifted"} for deed in each.deeds) for each in ruled),
    )


def lines(found: Statistics, waiting: int) -> Iterator[Text]:
    """For moderators to read; `waiting` are those on whom nobody has decided, whenever they were noticed."""
    yield text("reports.volume", noticed=found.noticed, reported=found.reported, reports=found.reports)
    yield text("reports.ended", banned=found.banned, muted=found.muted, fine=found.fine, open=waiting)
    if found.time is not None:
        yield text("reports.time", median=found.time.median, most=found.time.most)
        percent = 100 * found.fine // found.decided
        yield text("reports.alarms", fine=found.fine, decided=found.decided, percent=percent)
    if found.ruled:
        yield text("reports.ruled", count=found.ruled, back=found.taken_back)
    if found.appeals or found.lifted:
        yield text("reports.appeals", appeals=found.appeals, lifted=found.lifted)
