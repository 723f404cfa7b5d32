"""Ending: closing, leaving, rating once, reopening in time, and going on as a ticket when the requester is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases import ending
from core.cases.cards import rating_card
from core.cases.case import Active, Case, Closed, Phase, Ticket, Waiting
from core.cases.decision import UNCHANGED, Decision, Outcome
from core.words.cards import Verb
from core.words.documents import plain
from core.words.refs import CommandId, room_key
from tests.core.setting import (
    ACTIVE,
    ANA,
    ASKED,
    BEN,
    CLOSED,
    DAY,
    DM,
    NOW,
    ONE,
    OPEN,
    PHASES,
    RITA,
    ROOM,
    SHUT,
    TICKET,
    WAITING,
    ana,
    ben,
    case,
    decided,
    facts,
    lines,
    pressed,
    refused,
    roomed,
    scene,
    seat,
    the_case,
    the_seats,
)

ID = CommandId("c")


def rate(the: Case, stars: str = "4") -> Outcome:
    return ending.rate(scene(the), pressed(RITA, Verb.RATE, argument=stars))


ACTS: dict[str, Callable[[Case], Outcome]] = {
    "close": lambda the: ending.close(scene(the, owner=seat(ben, 1)), ID, "requester", facts()),
    "leave": lambda the: ending.leave(scene(the), ID, facts()),
    "ticket": lambda the: ending.to_ticket(scene(the), ID, facts(), "chosen"),
    "solved": lambda the: ending.solved(scene(the)),
    "rate": rate,
    "comment": lambda the: ending.comment(scene(the), pressed(RITA, Verb.COMMENT), plain("ta"), facts()),
    "reopen": lambda the: ending.reopen(scene(the, front=OPEN), ID, facts()),
    "ask": lambda the: ending.ask_to_close(scene(the), pressed(BEN, Verb.ASK_CLOSE), ben, facts()),
}
TABLE = {  # what becomes of it; or, after a dash, why not
    #           waiting         active          ticket          pending         closed
    "close":   ("closed",       "closed",       "closed",       "closed",       "-closed"),
    "leave":   ("ticket",       "closed",       "closed",       "closed",       "-closed"),
    "ticket":  ("ticket",       "-not_waiting", "-not_waiting", "-not_waiting", "-not_waiting"),
    "solved":  ("-expired",     "-expired",     "-expired",     "-expired",     "closed"),
    "rate":    ("-expired",     "-expired",     "-expired",     "-expired",     "closed"),
    "comment": ("-expired",     "-expired",     "-expired",     "-expired",     "closed"),
    "reopen":  ("-not_closed",  "-not_closed",  "-not_closed",  "ticket",       "waiting"),
    "ask":     ("-not_active",  "",             "-not_active",  "-not_active",  "-not_active"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("act", "ground", "becomes"),
    [
        (act, ground, becomes)
        for act, row in TABLE.items()
        for ground, becomes in zip(PHASES, row, strict=True)
    ],
)
def test_every_act_on_every_phase_changes_it_or_says_why_not(act: str, ground: str, becomes: str) -> None:
    outcome = ACTS[act](case(PHASES[ground]))
    if becomes.startswith("-"):
        assert refused(outcome)[0] == f"refusal.{becomes[1:]}"
    elif becomes:
        assert the_case(outcome).phase.kind == becomes
    else:
        assert decided(outcome).put == ()


# ---- closing


def test_closing_frees_the_agent_tells_both_sides_and_asks_for_a_rating() -> None:
    outcome = ending.close(scene(case(ACTIVE), owner=seat(ben, 1, 2)), ID, "agent", facts(), ben)
    assert lines(outcome) == [
        f"Show {DM} case/1",
        f"Show {DM} rating/1/{NOW.timestamp():.0f}",
        f"Show {ROOM} header/1",
        f"CloseRoom {ROOM} room.closed",
    ]
    assert the_case(outcome).phase == Closed(NOW, "agent", ben.id)
    assert the_seats(outcome) == {"ben": (2,)}


def test_another_agents_case_is_not_closed_and_its_owner_is_named() -> None:
    outcome = ending.close(scene(case(ACTIVE), owner=seat(ben, 1)), ID, "agent", facts(), ana)
    assert refused(outcome) == ("refusal.not_owner", {"agent": "Ben Roth", "case": ONE})


def test_nobody_is_asked_to_rate_what_nobody_served() -> None:
    outcome = ending.close(scene(case(TICKET)), ID, "requester", facts())
    assert lines(outcome) == [f"Show {DM} case/1"]


def test_a_chat_left_in_the_queue_goes_on_as_a_ticket() -> None:
    outcome = ending.leave(scene(case(WAITING)), ID, facts())
    assert the_case(outcome).phase == Ticket(NOW, "left")
    assert the_case(outcome).asked_at == ASKED


# ---- rating


def test_stars_are_given_once_and_the_card_asks_for_the_next_thing_in_place() -> None:
    closed = case(CLOSED)
    said = the_case(ending.solved(scene(closed)))
    rated = the_case(rate(said))
    assert (rated.phase.solved, rated.phase.stars) == (True, 4)
    assert rate(rated, "1") == UNCHANGED
    assert ending.solved(scene(rated)) == UNCHANGED
    assert len({rating_card(each).key for each in (closed, said, rated)}) == 1
    verbs = [{action.verb for action in rating_card(each).actions} for each in (closed, said, rated)]
    assert verbs == [
        {Verb.SOLVED, Verb.NOT_YET, Verb.TRANSCRIPT},
        {Verb.RATE},
        {Verb.COMMENT, Verb.TRANSCRIPT},
    ]


@pytest.mark.parametrize("stars", ["0", "6", "", "five", "-1", "5 "])
def test_there_are_one_to_five_stars(stars: str) -> None:
    assert refused(rate(case(CLOSED), stars)) == ("refusal.expired", {})


def test_each_resolution_is_rated_on_a_card_of_its_own() -> None:
    later = replace(CLOSED, at=CLOSED.at + DAY)
    assert rating_card(case(CLOSED)).key != rating_card(case(later)).key


# ---- reopening


@pytest.mark.parametrize(
    ("ago", "may"),
    [
        (timedelta(0), True),
        (7 * DAY, True),
        (7 * DAY + timedelta(microseconds=1), False),
        (30 * DAY, False),
    ],
)
def test_a_case_is_reopened_within_the_window_and_not_after(ago: timedelta, may: bool) -> None:
    the = roomed(replace(CLOSED, at=NOW - ago, stars=2, solved=True))
    outcome = ending.reopen(scene(the, front=OPEN), ID, facts())
    if may:
        assert the_case(outcome).phase == Waiting(NOW, NOW + timedelta(minutes=5))
        assert (the_case(outcome).asked_at, the_case(outcome).served_by) == (ASKED, (ben.id,))
    else:
        assert refused(outcome) == ("refusal.too_late", {"case": ONE})


def test_reopened_where_live_chat_takes_nobody_it_is_a_ticket() -> None:
    outcome = ending.reopen(scene(roomed(CLOSED), front=SHUT), ID, facts())
    assert the_case(outcome).phase == Ticket(NOW, "closed_hours")
    assert lines(outcome) == [
        f"Show {DM} case/1",
        f"ReopenRoom {ROOM} room.agent",
        f"Tell {ROOM} told.reopened",
        f"Show {ROOM} header/1",
    ]


def test_it_is_not_reopened_as_a_chat_beside_another() -> None:
    assert refused(ending.reopen(scene(case(CLOSED), front=OPEN, open=7), ID, facts())) == (
        "refusal.have_one",
        {"case": 7},
    )
    assert (
        the_case(ending.reopen(scene(case(CLOSED), front=SHUT, open=7), ID, facts())).phase.kind == "ticket"
    )


# ---- the requester is lost

PRIVATE_ROOM = room_key(ONE, "requester", 1, "moor")


@pytest.mark.fault(21)
@pytest.mark.parametrize(
    ("phase", "becomes"),
    [
        (WAITING, Ticket(NOW, "unreachable")),
        (ACTIVE, replace(ACTIVE, mode="ticket")),
        (TICKET, TICKET),
        (CLOSED, CLOSED),
    ],
)
def test_a_requester_who_cannot_be_written_to_is_marked_and_the_case_goes_on(
    phase: Phase, becomes: Phase
) -> None:
    outcome = ending.lost(scene(case(phase)), ID, facts(), "unreachable")
    after = the_case(outcome)
    assert (after.phase, after.unreachable) == (becomes, True)
    assert [line for line in lines(outcome) if f" {DM} " in line] == [], (
        "nothing is sent to who cannot get it"
    )
    again = ending.lost(scene(after), ID, facts(), "unreachable")
    assert again == UNCHANGED


@pytest.mark.fault(20)
@pytest.mark.parametrize(
    ("phase", "out"),
    [
        (WAITING, [f"Show {DM} case/1"]),
        (ACTIVE, [f"Tell {ROOM} told.requester_room_lost", f"Show {ROOM} header/1", f"Show {DM} case/1"]),
        (TICKET, [f"Show {DM} case/1"]),
        (CLOSED, []),
    ],
)
def test_a_requester_whose_room_is_gone_is_spoken_to_in_private_from_then_on(
    phase: Phase, out: list[str]
) -> None:
    outcome = ending.lost(scene(case(phase, place=PRIVATE_ROOM)), ID, facts(), "room_lost")
    assert isinstance(outcome, Decision)
    after = the_case(outcome)
    assert (after.place, after.unreachable) == (DM, False)
    assert lines(outcome) == out
    assert isinstance(after.phase, Active) == isinstance(phase, Active)


# ---- asking, handing over


def test_only_the_owner_asks_whether_it_may_be_closed() -> None:
    assert lines(ending.ask_to_close(scene(case(ACTIVE)), pressed(BEN, Verb.ASK_CLOSE), ben, facts())) == [
        f"Show {DM} solved/1/4"
    ]
    assert (
        refused(ending.ask_to_close(scene(case(ACTIVE)), pressed(ANA, Verb.ASK_CLOSE), ana, facts()))[0]
        == "refusal.not_active"
    )


def test_the_transcript_goes_to_where_the_requester_is_spoken_to_and_nowhere_else() -> None:
    assert lines(ending.transcript(scene(roomed(CLOSED)))) == [f"Hand {DM} 1"]
    assert BEN.account not in repr(decided(ending.transcript(scene(roomed(CLOSED)))))
