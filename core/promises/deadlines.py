"""Business time: when so much of it will have passed, how much has, and by which business day.

Everything here is about instants. Hours come into it as the intervals in which they are open, written down once for
each `Hours` with the business time that has passed at the end of each, so that a deadline is two searches in sorted
lists however far away it is. The list grows as far as it is asked about, in both directions; where the dates that
differ are known no longer, the week alone goes on. Not for use by several threads at once.
"""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.promises.hours import LOOKAHEAD, Hours, around_the_clock, closing, openings

NEVER = datetime.max.replace(tzinfo=UTC)
"""The deadline of business time that will not have passed as long as there are calendars."""

_NOTHING = timedelta(0)
_DAY = timedelta(days=1)
_STRIDE = LOOKAHEAD - 2 * _DAY
"""So far ahead of a moment `openings` is sure to be complete."""
_FIRST, _LAST = datetime(2, 1, 1, tzinfo=UTC), NEVER - 2 * LOOKAHEAD
_KEPT = 128
"""How many calendars are kept worked out; each takes some hundred kilobytes a year."""


def after(hours: Hours, start: datetime, duration: timedelta) -> datetime:
    """The first instant, not before `start`, at which `duration` of business time has passed since `start`.

    A start outside hours begins to count at the next opening, and what is used up when the hours end is due then,
    not when they open again. No duration at all, or a negative one, is due at `start` itself. `NEVER` where the
    hours do not open often enough.
    """
    return _table(hours, start).after(start, duration)


def between(hours: Hours, start: datetime, end: datetime) -> timedelta:
    """The business time from `start` to `end`; none where `end` is not later."""
    if end <= start:
        return _NOTHING
    return _table(hours, start).between(start, end)


def business_days_after(hours: Hours, start: datetime, count: int) -> datetime:
    """The end of the `count`th business day after the civil day of `start`; "by the next business day" is 1.

    A business day is a civil day in the hours' zone that is open at all. The day of `start` does not count, whether
    it is one or not. With 0 it is the end of that day if some of it is yet to come, else of the next business day.
    """
    return _table(hours, start).days_after(start, count)


class _Table:
    """What one calendar's business time amounts to, worked out as far as it has been asked about."""

    def __init__(self, hours: Hours, start: datetime) -> None:
        self.hours = hours
        self._always = around_the_clock(hours)
        self._openings = _Openings(hours, start)
        self._days = _Days(hours, start)

    def after(self, start: datetime, duration: timedelta) -> datetime:
        if duration <= _NOTHING or start == NEVER:
            return start
        if self._always:
            return start + duration if duration < NEVER - start else NEVER
        return self._openings.when(self._openings.passed(start) + duration)

    def between(self, start: datetime, end: datetime) -> timedelta:
        if self._always:
            return end - start
        self._openings.passed(start)  # may begin the table anew, further back
        return self._openings.passed(end) - self._openings.passed(start)

    def days_after(self, start: datetime, count: int) -> datetime:
        if count > 0:
            return self._days.end_after(start, count)
        due = self._days.end_on(start)
        return due if due is not None and due > start else self._days.end_after(start, 1)


class _Openings:
    """The openings from some moment on.

    `totals[i]` is the business time from the beginning of the list to `ends[i]`. What opens before `known` is there.
    """

    def __init__(self, hours: Hours, start: datetime) -> None:
        self._hours = hours
        self._begin(start)

    def _begin(self, start: datetime) -> None:
        self._start = self._known = start
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        self._totals: list[timedelta] = []

    def passed(self, moment: datetime) -> timedelta:
        """The business time from the beginning of the list to a moment."""
        if moment < self._start:
            # As far back again as the list is long, so that small steps back do not begin it anew each time.
            self._begin(max(moment - max(self._known - moment, LOOKAHEAD), _FIRST))
        while moment >= self._known and self._extend():
            pass
        at = bisect_right(self._starts, moment) - 1
        if at < 0:
            return _NOTHING
        end = self._ends[at]
        return self._totals[at] if moment >= end else self._totals[at] - (end - moment)

    def when(self, total: timedelta) -> datetime:
        """The first instant at which the business time from the beginning of the list amounts to `total`."""
        at = bisect_left(self._totals, total)
        while at == len(self._totals):
            if not self._extend():
                return NEVER
            at = bisect_left(self._totals, total, max(at - 1, 0))
        return self._ends[at] - (self._totals[at] - total)

    def _extend(self) -> bool:
        """Works out a year more; False where nothing more can come."""
        if self._known > _LAST or _over(self._hours, self._known.date() - 2 * _DAY):
            return False
        for start, end in openings(self._hours, self._known):
            if self._ends and start <= self._ends[-1]:
                # Around the clock at the horizon of the year before: it goes on.
                self._totals[-1] += end - self._ends[-1]
                self._ends[-1] = end
                continue
            self._starts.append(start)
            self._ends.append(end)
            self._totals.append((self._totals[-1] if self._totals else _NOTHING) + (end - start))
        self._known = max((self._known + _STRIDE, *self._ends[-1:]))
        return True


class _Days:
    """The business days from some day on, and when each ends. Those before `known` are there."""

    def __init__(self, hours: Hours, start: datetime) -> None:
        self._hours = hours
        self._zone = ZoneInfo(hours.zone)
        self._begin(start.astimezone(self._zone).date())

    def _begin(self, day: date) -> None:
        self._first = self._known = day
        self._days: list[date] = []
        self._closings: list[datetime] = []

    def end_on(self, moment: datetime) -> datetime | None:
        """The end of the civil day of a moment, where that is a business day."""
        return closing(self._hours, moment.astimezone(self._zone).date())

    def end_after(self, moment: datetime, count: int) -> datetime:
        """The end of the `count`th business day after the civil day of a moment."""
        day = moment.astimezone(self._zone).date()
        if day < self._first:
            self._begin(day - max(self._known - day, LOOKAHEAD))
        while day >= self._known and self._extend():
            pass
        at = bisect_right(self._days, day) + count - 1
        while at >= len(self._days):
            if not self._extend():
                return NEVER
        return self._closings[at]

    def _extend(self) -> bool:
        """Works out a year more; False where nothing more can come."""
        if self._known > _LAST.date() or _over(self._hours, self._known):
            return False
        for day in (self._known + ahead * _DAY for ahead in range(LOOKAHEAD.days)):
            end = closing(self._hours, day)
            if end is not None:
                self._days.append(day)
                self._closings.append(end)
        self._known += LOOKAHEAD
        return True


def _over(hours: Hours, day: date) -> bool:
    """Whether the hours never open from a day on."""
    return not any(hours.week) and day > max(hours.days, default=date.min)


_tables: OrderedDict[int, _Table] = OrderedDict()
"""By the identity of the hours, which the table keeps alive; the one used longest ago goes first."""


def _table(hours: Hours, start: datetime) -> _Table:
    found = _tables.get(id(hours))
    if found is None:
        found = _tables[id(hours)] = _Table(hours, start)
        if len(_tables) > _KEPT:
            _tables.popitem(last=False)
        return found
    _tables.move_to_end(id(hours))
    return found
