"""Keeping under platforms' limits: when a sending may go, given the budgets it spends from.

Each budget is a generic cell rate: it remembers the time at which it would be empty again, which is all there is to
keep for a rate and a burst.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.ports import Budget

FORGET = 10_000
AT_ONCE = timedelta(0)


class Pacer:
    """Times for sendings. A reservation is spent whether or not the sending then happens."""

    def __init__(self) -> None:
        self._full_at: dict[str, float] = {}

    def delay(self, budgets: Sequence[Budget], now: datetime) -> timedelta:
        """How long a sending would have to wait."""
        if not budgets:
            return AT_ONCE
        at = now.timestamp()
        return timedelta(seconds=max((self._earliest(budget, at) - at for budget in budgets), default=0.0))

    def reserve(self, budgets: Sequence[Budget], now: datetime) -> timedelta:
        """Spend one sending from every budget; how long to wait before it may go."""
        if not budgets:
            return AT_ONCE
        wait = self.delay(budgets, now)
        at = (now + wait).timestamp()
        for budget in budgets:
            self._full_at[budget.key] = max(self._full_at.get(budget.key, 0.0), at) + 1 / budget.rate
        if len(self._full_at) > FORGET:
            self._full_at = {key: full for key, full in self._full_at.items() if full > at}
        return wait

    def spare(self, budgets: Sequence[Budget], now: datetime) -> bool:
        """Whether nothing at all is spent from them, so that what is of little moment may go."""
        at = now.timestamp()
        return all(
            self._full_at.get(budget.key, 0.0) <= at + (budget.burst - 1) / budget.rate / 2
            for budget in budgets
        )

    def block(self, budget: Budget, until: datetime) -> None:
        """The platform itself said to wait: nothing goes from this budget before then."""
        full = until.timestamp() + (budget.burst - 1) / budget.rate
        self._full_at[budget.key] = max(self._full_at.get(budget.key, 0.0), full)

    def _earliest(self, budget: Budget, at: float) -> float:
        return max(at, self._full_at.get(budget.key, 0.0) - (budget.burst - 1) / budget.rate)
