"""Keeping under platforms' limits: when a sending may go, given the budgets it spends from.

Each budget is a generic cell rate: it remembers the time at which it would be empty again, which is all there is to
keep for a rate and a burst. A windowed one, and one that knows how many a second takes, remember their last sendings.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.ports import Budget

FORGET = 1_000
"""So many keys at least are there before those are looked for that matter no longer."""
SECOND = 1.002
"""A second, and by how much one request may be longer on its way than another."""
AT_ONCE = timedelta(0)


@dataclass(slots=True)
class _Sent:
    """The last sendings, and how long one of them matters to the next."""

    times: deque[float]
    window: float

    @property
    def until(self) -> float:
        """When none of them matters any more."""
        return self.times[-1] + self.window


def unhurried(budget: Budget) -> Budget:
    """The same for whoever leaves its burst to others."""
    return budget if budget.windowed else replace(budget, burst=min(budget.burst, 1.0))


class Pacer:
    """Times for sendings. A reservation is spent whether or not the sending then happens."""

    def __init__(self) -> None:
        self._full_at: dict[str, float] = {}
        """By key: until when it is spent; of a windowed one, until when the platform wants it quiet."""
        self._sent: dict[str, _Sent] = {}
        self._room_for_full = self._room_for_sent = FORGET

    def delay(self, budgets: Sequence[Budget], now: datetime) -> timedelta:
        """How long a sending would have to wait."""
        if not budgets:
            return AT_ONCE
        at = now.timestamp()
        return timedelta(seconds=max((self._earliest(budget, at) - at for budget in budgets), default=0.0))

    def reserve(self, budgets: Sequence[Budget], now: datetime, since: datetime | None = None) -> timedelta:
        """Spend one sending from every budget; how long to wait before it may go. `since`: it has waited so long, and
        what it did not use of the rate meanwhile is not lost to what follows.
        """
        if not budgets:
            return AT_ONCE
        wait = self.delay(budgets, now)
        at = (now + wait).timestamp()
        begun = at if since is None else since.timestamp()
        for budget in budgets:
            if budget.windowed:
                self._note(budget, at, max(1, int(budget.burst)))
                continue
            self._full_at[budget.key] = max(self._full_at.get(budget.key, 0.0), begun) + 1 / budget.rate
            if budget.most:
                self._note(budget, at, budget.most)
        if len(self._full_at) > self._room_for_full:
            self._full_at = {key: full for key, full in self._full_at.items() if full > now.timestamp()}
            self._room_for_full = max(FORGET, 2 * len(self._full_at))
        if len(self._sent) > self._room_for_sent:
            self._sent = {key: each for key, each in self._sent.items() if each.until > now.timestamp()}
            self._room_for_sent = max(FORGET, 2 * len(self._sent))
        return wait

    def _note(self, budget: Budget, at: float, size: int) -> None:
        window = max(budget.burst / budget.rate, SECOND)
        sent = self._sent.get(budget.key)
        if sent is None or sent.times.maxlen != size:
            sent = self._sent[budget.key] = _Sent(deque(() if sent is None else sent.times, size), window)
        sent.times.append(at)
        sent.window = window

    def spare(self, budgets: Sequence[Budget], now: datetime) -> bool:
        """Whether nothing at all is spent from them, so that what is of little moment may go."""
        at = now.timestamp()
        return all(self._is_spare(budget, at) for budget in budgets)

    def _is_spare(self, budget: Budget, at: float) -> bool:
        full = self._full_at.get(budget.key, 0.0)
        if budget.windowed:
            return full <= at and self._after(budget, math.ceil(budget.burst / 2)) <= at
        return max(full - (budget.burst - 1) / budget.rate / 2, self._most(budget)) <= at

    def block(self, budget: Budget, until: datetime) -> None:
        """The platform itself said to wait: nothing goes from this budget before then."""
        full = until.timestamp() + (0.0 if budget.windowed else (budget.burst - 1) / budget.rate)
        self._full_at[budget.key] = max(self._full_at.get(budget.key, 0.0), full)

    def _earliest(self, budget: Budget, at: float) -> float:
        full = self._full_at.get(budget.key, 0.0)
        if budget.windowed:
            return max(at, full, self._after(budget, max(1, int(budget.burst))))
        return max(at, full - (budget.burst - 1) / budget.rate, self._most(budget))

    def _most(self, budget: Budget) -> float:
        """When a second has room for one more."""
        return self._after(budget, budget.most, SECOND) if budget.most else 0.0

    def _after(self, budget: Budget, count: int, window: float | None = None) -> float:
        """When the last `count` sendings are no longer in one window with the next."""
        sent = self._sent.get(budget.key)
        if sent is None or len(sent.times) < count:
            return 0.0
        return sent.times[-count] + (budget.burst / budget.rate if window is None else window)
