"""Pacing: never more than the rate and the burst in any stretch of time, and hardly less than the rate."""

import tracemalloc
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.pacing import FORGET, Pacer, unhurried
from core.ports import Budget
from tests.core.setting import NOW

SLACK = 1e-5
"""Times are kept to the microsecond."""

budgets = st.builds(
    Budget,
    st.just("chat"),
    st.floats(0.2, 50, allow_nan=False),
    st.integers(1, 30).map(float),
)
gaps = st.lists(st.floats(0, 3, allow_nan=False), min_size=1, max_size=60)


def sent(pacer: Pacer, spends: tuple[Budget, ...], asked: list[float]) -> list[float]:
    """When each sending asked for at these seconds may go."""
    times: list[float] = []
    for at in asked:
        now = NOW + timedelta(seconds=at)
        times.append(at + pacer.reserve(spends, now).total_seconds())
    return times


def running(gaps: list[float]) -> list[float]:
    at, times = 0.0, []
    for gap in gaps:
        at += gap
        times.append(at)
    return times


def assert_kept(times: list[float], budget: Budget) -> None:
    for first, start in enumerate(times):
        for last in range(first, len(times)):
            allowed = budget.burst + (times[last] - start + SLACK) * budget.rate
            assert last - first + 1 <= allowed + 1e-6, (first, last)


@given(budgets, gaps)
def test_in_no_stretch_of_time_goes_more_than_the_rate_and_the_burst(
    budget: Budget, gaps: list[float]
) -> None:
    times = sent(Pacer(), (budget,), running(gaps))
    assert times == sorted(times)
    assert_kept(times, budget)


@given(budgets, budgets, gaps, st.lists(st.booleans(), min_size=60, max_size=60))
@settings(max_examples=60)
def test_each_budget_is_kept_where_sendings_spend_from_several(
    narrow: Budget, wide: Budget, gaps: list[float], both: list[bool]
) -> None:
    wide = Budget("platform", wide.rate, wide.burst)
    pacer = Pacer()
    spent: dict[str, list[float]] = {"chat": [], "platform": []}
    for at, narrowly in zip(running(gaps), both, strict=False):
        spends = (narrow, wide) if narrowly else (wide,)
        now = NOW + timedelta(seconds=at)
        time = at + pacer.reserve(spends, now).total_seconds()
        for each in spends:
            spent[each.key].append(time)
    assert_kept(sorted(spent["chat"]), narrow)
    assert_kept(sorted(spent["platform"]), wide)


@pytest.mark.parametrize(
    ("rate", "burst"), [(30.0, 30.0), (1.0, 1.0), (20 / 60, 20.0), (5 / 5, 5.0), (50.0, 50.0), (0.2, 1.0)]
)
def test_a_full_queue_goes_at_ninety_seven_percent_of_the_rate_at_least(rate: float, burst: float) -> None:
    budget = Budget("chat", rate, burst)
    pacer, count = Pacer(), 1_000
    at = 0.0
    for _ in range(count):
        at += pacer.reserve((budget,), NOW + timedelta(seconds=at)).total_seconds()
    assert (count - burst) / at >= 0.97 * rate
    assert (count - burst) / at <= rate + 1e-3


def test_after_a_rest_the_burst_is_there_again_and_no_more() -> None:
    budget = Budget("chat", 1.0, 3.0)
    pacer = Pacer()
    assert sent(pacer, (budget,), [0, 0, 0, 0]) == [0, 0, 0, 1]
    assert sent(pacer, (budget,), [100, 100, 100, 100]) == [100, 100, 100, 101]


def beside_news(
    budget: Budget, spoken: list[float], lasting: float, late: float = 0.0
) -> tuple[list[float], list[float]]:
    """When everything goes while there are always news, and how long each of those who speak waits. One of fifty news
    goes so much later than it might have.
    """
    pacer, times, waits, at = Pacer(), list[float](), list[float](), 0.0
    left = [each for each in spoken if each < lasting][::-1]
    while at < lasting:
        news = at + pacer.delay((unhurried(budget),), NOW + timedelta(seconds=at)).total_seconds()
        if left and left[-1] <= news:
            at = left.pop()
            waits.append(pacer.reserve((budget,), NOW + timedelta(seconds=at)).total_seconds())
            times.append(at + waits[-1])
        else:
            held_up = news + (late if len(times) % 50 == 49 else 0.0)
            now = NOW + timedelta(seconds=held_up)
            wait = pacer.reserve((unhurried(budget),), now, max(NOW, now - timedelta(seconds=0.25)))
            at = held_up + wait.total_seconds()
            times.append(at)
    return sorted(times), waits


@pytest.mark.parametrize(("rate", "allowed"), [(29.2, 30), (48.7, 50), (29.9, 30), (10.0, 30)])
@given(gaps)
@settings(max_examples=60)
def test_whoever_speaks_beside_news_breaks_no_limit(rate: float, allowed: int, gaps: list[float]) -> None:
    for late in (0.0, 0.2):
        times, _ = beside_news(Budget("all", rate, 2.0, most=allowed), running(gaps), 10.0, late)
        assert all(later - earlier > 1 for earlier, later in zip(times, times[allowed:], strict=False))


@pytest.mark.parametrize(("rate", "allowed"), [(29.2, 30), (48.7, 50)])
def test_news_that_were_held_up_catch_up(rate: float, allowed: int) -> None:
    times, _ = beside_news(Budget("all", rate, 2.0, most=allowed), [], 20.0, late=0.02)
    assert len(times) / 20.0 >= 0.97 * allowed


@pytest.mark.parametrize(("rate", "allowed", "longest"), [(29.2, 30, 0.009), (48.7, 50, SLACK)])
@given(st.lists(st.floats(0.2, 3, allow_nan=False), min_size=1, max_size=60))
def test_whoever_speaks_hardly_waits_for_news_that_take_what_is_permitted(
    rate: float, allowed: int, longest: float, gaps: list[float]
) -> None:
    lasting = 20.0
    times, waits = beside_news(Budget("all", rate, 2.0, most=allowed), running(gaps), lasting)
    assert max(waits, default=0.0) <= longest
    assert len(times) / lasting >= 0.97 * allowed


@given(budgets, gaps)
def test_a_windowed_budget_is_kept_in_every_window(budget: Budget, gaps: list[float]) -> None:
    windowed = replace(budget, windowed=True)
    times = sent(Pacer(), (windowed,), running(gaps))
    size, window = int(budget.burst), budget.burst / budget.rate
    assert all(later >= earlier - SLACK for earlier, later in pairwise(times))
    assert all(later - earlier >= window - SLACK for earlier, later in zip(times, times[size:], strict=False))


def test_a_windowed_budget_loses_nothing_of_its_rate() -> None:
    assert sent(Pacer(), (Budget("chat", 1.0, 3.0, windowed=True),), [0] * 7) == [0, 0, 0, 3, 3, 3, 6]


def test_what_is_only_asked_is_not_spent() -> None:
    budget = Budget("chat", 1.0, 1.0)
    pacer = Pacer()
    for _ in range(5):
        assert pacer.delay((budget,), NOW) == timedelta(0)
    pacer.reserve((budget,), NOW)
    assert pacer.delay((budget,), NOW) == timedelta(seconds=1)


@given(budgets, st.floats(0.1, 100, allow_nan=False))
def test_told_to_wait_by_the_platform_nothing_goes_before(budget: Budget, wait: float) -> None:
    pacer = Pacer()
    pacer.block(budget, NOW + timedelta(seconds=wait))
    assert pacer.delay((budget,), NOW).total_seconds() >= wait - SLACK
    assert pacer.delay((budget,), NOW + timedelta(seconds=wait + SLACK)) <= timedelta(seconds=SLACK)


def test_a_shorter_wait_does_not_shorten_a_longer_one() -> None:
    budget = Budget("chat", 1.0, 1.0)
    pacer = Pacer()
    for seconds in (10, 2):
        pacer.block(budget, NOW + timedelta(seconds=seconds))
    assert pacer.delay((budget,), NOW) == timedelta(seconds=10)


def test_what_is_of_little_moment_leaves_half_the_burst_to_the_rest() -> None:
    budget = Budget("chat", 1.0, 21.0)
    pacer, shown = Pacer(), 0
    while pacer.spare((budget,), NOW):
        pacer.reserve((budget,), NOW)
        shown += 1
    assert shown == 11
    assert pacer.delay((budget,), NOW) == timedelta(0)


def test_chats_long_silent_are_forgotten_without_harm() -> None:
    pacer = Pacer()
    busy = Budget("busy", 0.001, 1.0)
    pacer.reserve((busy,), NOW)
    for number in range(10_050):
        pacer.reserve((Budget(f"{number}", 1000.0, 1.0),), NOW + timedelta(seconds=number / 100))
    assert len(pacer._full_at) <= 2 * FORGET
    assert pacer.delay((busy,), NOW + timedelta(seconds=200)) > timedelta(seconds=700)


def test_what_still_counts_is_not_forgotten_for_a_sending_that_is_far_off() -> None:
    pacer = Pacer()
    group, slow = Budget("group", 20 / 60, 20.0, windowed=True), Budget("slow", 1.0, 1.0, windowed=True)
    for _ in range(20):
        pacer.reserve((group,), NOW)
    pacer.block(slow, NOW + timedelta(seconds=90))
    for number in range(FORGET - 1):
        pacer.reserve((Budget(f"chat/{number}", 1.0, 5.0, windowed=True),), NOW)
    pacer.reserve((slow,), NOW)
    assert pacer.delay((group,), NOW) == timedelta(minutes=1)


def test_chats_whose_windows_have_passed_are_remembered_no_longer() -> None:
    pacer = Pacer()
    tracemalloc.start()
    for number in range(20_000):
        own = Budget(f"chat/{number}", 1.0, 5.0, windowed=True)
        pacer.reserve((own,), NOW + timedelta(seconds=number / 50))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 2_000_000
