"""From a decision to its commit: the lists are what the states make them, and their differences add up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases.cards import requester_card
from core.cases.case import Case, Closed, Handover, Phase, Ticket, cases_of, open_key
from core.cases.decision import Decision, Record, record_key
from core.cases.people import Estimate, Requester
from core.cases.seats import Seat
from core.committing import commit_of, indexes
from core.ports import Commit
from core.scenes import Loaded
from core.words.commands import Assign, Command, Reckon, TimerFired
from core.words.effects import Show, Tell
from core.words.records import QUEUE, TICKETS, TIMERS, Index, Ranked, Unique
from core.words.refs import Account, AgentId, CaseId, CommandId, Direct, Place
from core.words.texts import text
from tests.core.setting import (
    ACTIVE,
    ASKED,
    CLOSED,
    DM,
    MINUTE,
    NOW,
    OFFERED,
    ONE,
    RITA,
    TICKET,
    WAITING,
    ben,
    case,
    facts,
    said,
    seat,
)

# ---- what each state is listed in

HERS = Ranked(cases_of(RITA.account), "1", ASKED.timestamp())
COUNTED = Ranked("asked", "1", ASKED.timestamp())
OPEN = Unique(open_key(RITA.account), "1")
OWNED = Ranked("owned:ben", "1", ACTIVE.since.timestamp())


def due(kind: str, after: timedelta) -> Ranked:
    return Ranked(TIMERS, f"1:{kind}:4", (NOW + after).timestamp())


@pytest.mark.parametrize(
    ("phase", "listed"),
    [
        (WAITING, {OPEN, Ranked(QUEUE, "1", ASKED.timestamp()), due("first_response", -5 * MINUTE)}),
        (replace(WAITING, paged=True), {OPEN, Ranked(QUEUE, "1", ASKED.timestamp())}),
        (ACTIVE, {OPEN, OWNED}),
        (replace(ACTIVE, silent_at=NOW + MINUTE), {OPEN, OWNED, due("silence", MINUTE)}),
        (OFFERED, {OPEN, OWNED, due("handover", 3 * MINUTE)}),
        (TICKET, {Ranked(TICKETS, "1", ASKED.timestamp())}),
        (CLOSED, set()),
    ],
)
def test_each_state_is_in_the_lists_that_belong_to_it(phase: Phase, listed: set[Index]) -> None:
    assert indexes(case(phase)) == listed | {HERS, COUNTED}


def test_records_that_are_in_no_list() -> None:
    for record in (None, Requester(RITA.account, "Rita"), Estimate(1.0)):
        assert indexes(record) == frozenset()


# ---- differences add up

minutes = st.integers(0, 5).map(lambda each: NOW + each * MINUTE)
agents = st.sampled_from([AgentId("ana"), AgentId("ben")])
phases: st.SearchStrategy[Phase] = st.one_of(
    st.builds(
        lambda at, paged: replace(WAITING, since=at, respond_by=at + 5 * MINUTE, paged=paged),
        minutes,
        st.booleans(),
    ),
    st.builds(
        lambda agent, at, silent, offered: replace(
            ACTIVE,
            agent=agent,
            since=at,
            silent_at=silent,
            handover=Handover(AgentId("zoe"), "", offered) if offered else None,
        ),
        agents,
        minutes,
        st.none() | minutes,
        st.none() | minutes,
    ),
    st.builds(lambda at: Ticket(at, "left"), minutes),
    st.builds(lambda at: Closed(at, "agent", None), minutes),
)
cases = st.builds(
    lambda number, phase, revision, priority: case(
        phase,
        id=CaseId(number),
        requester=Account(f"moor:{number}"),
        revision=revision,
        priority=priority,
    ),
    st.integers(1, 3),
    phases,
    st.integers(1, 3),
    st.integers(0, 2),
)
seats = st.builds(
    lambda agent, presence, at: Seat(agent, 2, presence, (), at),
    agents,
    st.sampled_from(["on", "away", "off"]),
    minutes,
)


def applied(lists: dict[tuple[str, str], object], commit: Commit) -> None:
    """As a store does: first what is dropped, then what is added."""
    for index in commit.drop:
        match index:
            case Ranked():
                lists.pop((index.index, index.member), None)
            case Unique():
                if lists.get(("unique", index.key)) == index.value:
                    del lists["unique", index.key]
    for index in commit.add:
        match index:
            case Ranked():
                lists[index.index, index.member] = index.score
            case Unique():
                lists["unique", index.key] = index.value


@given(st.lists(st.lists(cases | seats, min_size=1, max_size=3, unique_by=record_key), max_size=12))
def test_the_differences_of_any_sequence_make_the_lists_of_the_last_states(
    steps: list[Sequence[Record]],
) -> None:
    lists: dict[tuple[str, str], object] = {}
    stored: dict[str, Record] = {}
    for number, records in enumerate(steps):
        loaded = Loaded({key: stored[key] for key in map(record_key, records) if key in stored})
        command = Assign(CommandId(f"{number}"))
        applied(lists, commit_of(command, Decision(tuple(records)), loaded, facts(), frozenset()))
        stored |= {record_key(record): record for record in records}
    expected = {index for record in stored.values() for index in indexes(record)}
    assert lists == {
        (index.index, index.member) if isinstance(index, Ranked) else ("unique", index.key): (
            index.score if isinstance(index, Ranked) else index.value
        )
        for index in expected
    }


@given(cases)
def test_the_lists_of_a_state_are_a_pure_function_of_it(the: Case) -> None:
    assert indexes(the) == indexes(replace(the, name="another", language="xx", rooms=9, unreachable=True))


@given(cases)
def test_an_unchanged_record_moves_nothing(the: Case) -> None:
    loaded = Loaded({record_key(the): the}, {record_key(the): 3})
    commit = commit_of(Assign(CommandId("c")), Decision((the,)), loaded, facts(), frozenset())
    assert (commit.add, commit.drop) == ((), ())


# ---- what a commit expects


def test_every_case_that_was_read_must_still_be_as_it_was_changed_or_not() -> None:
    loaded = Loaded(
        {"case/1": case(), "seat/ben": seat(ben)},
        {"case/1": 4, "case/2": 7, "seat/ben": 2, "estimate": 9, "desk": 1},
    )
    commit = commit_of(
        Assign(CommandId("c")),
        Decision((seat(ben, 1),), blind=(Estimate(3.0),)),
        loaded,
        facts(),
        frozenset({DM}),
    )
    assert commit.expect == {"case/1": 4, "case/2": 7, "seat/ben": 2}
    assert commit.put == {"seat/ben": seat(ben, 1), "estimate": Estimate(3.0)}
    assert (commit.now, commit.start) == (NOW, {DM})


def test_a_record_that_is_new_must_not_be_there_yet() -> None:
    commit = commit_of(said(RITA, "x"), Decision((case(),)), Loaded({}, {}), facts(), frozenset())
    assert commit.expect == {"case/1": 0}


def test_effects_become_rows_in_their_order_and_cards_supersede_by_their_key() -> None:
    card = requester_card(case(), facts())
    effects = (Show(DM, card, "en"), Tell(DM, text("x"), "en"))
    commit = commit_of(Assign(CommandId("c")), Decision((), effects), Loaded({}, {}), facts(), frozenset())
    assert [(row.id, row.effect, row.supersedes) for row in commit.rows] == [
        ("c#0", effects[0], "card:case/1"),
        ("c#1", effects[1], None),
    ]


@pytest.mark.parametrize(
    ("command", "put", "met"),
    [
        (said(RITA, "x"), (case(), Requester(RITA.account, "Rita")), ((Direct(DM), Place("moor:dm")),)),
        (said(RITA, "x"), (), ()),
        (said(RITA, "x", private=False), (case(), Requester(RITA.account, "Rita")), ()),
        (Assign(CommandId("c")), (case(), Requester(RITA.account, "Rita")), ()),
    ],
)
def test_a_private_chat_is_met_with_the_first_words_of_a_case(
    command: Command, put: tuple[Record, ...], met: tuple[object, ...]
) -> None:
    assert commit_of(command, Decision(put), Loaded({}, {}), facts(), frozenset()).met == met


# ---- timers that fired


@pytest.mark.parametrize(
    ("before", "after", "dropped"),
    [
        # It did its work.
        (replace(ACTIVE, silent_at=NOW), replace(ACTIVE, silent_at=None), True),
        (WAITING, replace(WAITING, paged=True), True),
        # Set again by its own work.
        (
            replace(ACTIVE, silent_at=NOW),
            replace(ACTIVE, silent_at=NOW + MINUTE, asked_still_there=True),
            False,
        ),
        # Nothing to do: set to a later time meanwhile, or of an earlier state.
        (replace(ACTIVE, silent_at=NOW + MINUTE), None, False),
        (CLOSED, None, True),
    ],
)
def test_a_timer_that_fired_is_over_unless_the_state_still_has_it(
    before: Phase, after: Phase | None, dropped: bool
) -> None:
    kind = "first_response" if before == WAITING else "silence"
    command = TimerFired(CommandId("timer:1"), ONE, kind, 4)
    put = () if after is None else (case(after),)
    loaded = Loaded({"case/1": case(before)}, {"case/1": 2})
    commit = commit_of(command, Decision(put), loaded, facts(), frozenset())
    gone = {index.member for index in commit.drop if isinstance(index, Ranked) and index.index == TIMERS}
    assert gone == ({f"1:{kind}:4"} if dropped else set())
    assert commit.unhurried


def test_nobody_waits_for_what_the_desk_does_by_itself() -> None:
    commits = [
        commit_of(command, Decision((case(),)), Loaded({}, {}), facts(), frozenset())
        for command in (said(RITA, "x"), Reckon(CommandId("r"), (ONE,)))
    ]
    assert [each.unhurried for each in commits] == [False, True]
