"""Which notices a date brings about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.promises.notices import Coming, Notice, Notices, Rule, due_on

RULES = (Rule("renewal", (60, 30, 14)), Rule("price", (30,)), Rule("billing", (7,)))
RENEWS = date(2026, 9, 1)
RENEWAL = Coming("c1", "renewal", RENEWS)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("before", "ahead", "late"),
    [(61, None, False), (60, 60, False), (59, 60, True), (30, 30, False), (14, 14, False), (0, 14, True)],
)
def test_the_nearest_step_is_due(before: int, ahead: int | None, late: bool) -> None:
    found = due_on(RENEWS - before * DAY, [RENEWAL], RULES, ())
    expected = () if ahead is None else (Notice("c1", "renewal", RENEWS, ahead, late),)
    assert found == Notices(expected, ())


def test_after_the_date_nothing_is_due() -> None:
    assert due_on(RENEWS + DAY, [RENEWAL], RULES, ()) == Notices((), ())


def test_who_is_not_to_be_contacted_is_told_when_that_is_over() -> None:
    moving = replace(RENEWAL, no_contact=True)
    held = due_on(RENEWS - 60 * DAY, [moving], RULES, ())
    assert not held.due
    assert [notice.id for notice in held.held] == ["notice/c1/renewal/2026-09-01/60"]
    later = due_on(RENEWS - 50 * DAY, [RENEWAL], RULES, ())
    assert [(notice.ahead, notice.late) for notice in later.due] == [(60, True)]


def test_a_contract_that_is_named_twice_is_told_once_and_kinds_are_apart() -> None:
    both = [RENEWAL, RENEWAL, Coming("c1", "price", RENEWS), Coming("c0", "billing", RENEWS)]
    found = due_on(RENEWS - 7 * DAY, both, RULES, ())
    assert [(each.contract, each.kind, each.ahead) for each in found.due] == [
        ("c0", "billing", 7),
        ("c1", "price", 30),
        ("c1", "renewal", 14),
    ]


@given(st.lists(st.integers(0, 80), max_size=30))
def test_each_step_goes_out_once_and_never_early(days: list[int]) -> None:
    sent: list[str] = []
    for before in sorted(days, reverse=True):
        today = RENEWS - before * DAY
        for notice in due_on(today, [RENEWAL], RULES, sent).due:
            assert today >= RENEWS - notice.ahead * DAY
            sent.append(notice.id)
    assert len(sent) == len(set(sent)) <= 3
    if any(before <= 60 for before in days):
        assert sent
