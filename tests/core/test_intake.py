"""Asking for help: what becomes of a request, and why.

hours → pause → nobody there → full: the first that stands in the way is the reason that is told.
Words are never left lying: what live chat cannot take is a ticket, or a draft one press from being one.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.cases import intake
from core.cases.case import Ticket, Waiting
from core.cases.decision import Front, Outcome, Refusal, Scene
from core.cases.intake import front, why
from core.cases.people import Desk, Draft, Requester, expected_wait, next_wait
from core.cases.seats import Seat
from core.policy import Policy
from core.words.cards import Verb
from core.words.documents import plain
from core.words.refs import CaseId, room_key
from tests.core.setting import (
    DAY,
    DM,
    HOUR,
    MINUTE,
    NOW,
    OPEN,
    POLICY,
    RITA,
    SHUT,
    WEEKDAYS,
    ana,
    asked,
    ben,
    decided,
    facts,
    keys,
    lines,
    live,
    pressed,
    refused,
    said,
    scene,
    seat,
    the_case,
)

WEEK = live(hours=WEEKDAYS)
ON = (seat(ana), seat(ben))  # a capacity of five
PAUSED = Desk(paused_since=NOW, paused_by="Ana")
MORNING = NOW.replace(hour=9)


# ---- the front


@pytest.mark.parametrize(
    ("rules", "desk", "seats", "waiting", "now", "reason", "until"),
    [
        (WEEK, Desk(), ON, 0, NOW, None, NOW.replace(hour=17)),
        # Hours: open from the first instant, closed from the last.
        (WEEK, Desk(), ON, 0, MORNING - timedelta(microseconds=1), "closed_hours", MORNING),
        (WEEK, Desk(), ON, 0, MORNING, None, NOW.replace(hour=17)),
        (WEEK, Desk(), ON, 0, NOW.replace(hour=17), "closed_hours", MORNING + 2 * DAY),
        (WEEK, Desk(), ON, 0, NOW + DAY, "holiday", MORNING + 2 * DAY),
        (WEEK, Desk(), ON, 0, NOW + 5 * DAY, "closed_hours", MORNING + 7 * DAY),
        # Paused, for as long as somebody says.
        (POLICY, PAUSED, ON, 0, NOW, "paused", None),
        (WEEK, PAUSED, ON, 0, NOW + DAY, "holiday", MORNING + 2 * DAY),
        # Nobody there: away is not there.
        (POLICY, Desk(), (), 0, NOW, "nobody", None),
        (POLICY, Desk(), (seat(ana, presence="away"), seat(ben, presence="off")), 0, NOW, "nobody", None),
        (POLICY, PAUSED, (), 0, NOW, "paused", None),
        (live(needs_agents=False), Desk(), (), 99, NOW, None, None),
        # Full at exactly capacity × fullness, those being served and those waiting together.
        (POLICY, Desk(), ON, 9, NOW, None, None),
        (POLICY, Desk(), ON, 10, NOW, "busy", None),
        (POLICY, Desk(), (seat(ana, 1, 2), seat(ben, 3)), 6, NOW, None, None),
        (POLICY, Desk(), (seat(ana, 1, 2), seat(ben, 3)), 7, NOW, "busy", None),
        (live(fullness=1.0), Desk(), (seat(ben),), 1, NOW, None, None),
        (live(fullness=1.0), Desk(), (seat(ben),), 2, NOW, "busy", None),
        (live(fullness=0.5), Desk(), (seat(ben, 1),), 0, NOW, "busy", None),
        # Only those who are on count, with what they carry.
        (POLICY, Desk(), (seat(ana, 1, 2, 3, presence="away"), seat(ben)), 3, NOW, None, None),
        (POLICY, Desk(), (seat(ana, 1, 2, 3, presence="away"), seat(ben)), 4, NOW, "busy", None),
    ],
)  # fmt: skip
def test_whether_live_chat_takes_one_more_and_why_not(
    rules: Policy,
    desk: Desk,
    seats: tuple[Seat, ...],
    waiting: int,
    now: datetime,
    reason: str | None,
    until: datetime | None,
) -> None:
    found = front(rules, desk, seats, waiting, now)
    assert (found.takes, found.reason, found.until) == (reason is None, reason, until)
    assert found.waiting == waiting
    assert found.holiday == ("Carnival" if reason == "holiday" else "")


def test_the_reason_is_told_with_the_next_opening() -> None:
    assert keys(why(SHUT)) == ["closed.closed_hours", "closed.opens"]
    assert keys(why(replace(SHUT, reason="busy", until=None))) == ["closed.busy"]
    assert why(OPEN) == ()


# ---- the wait


def test_the_wait_is_the_running_mean_less_what_was_waited_and_never_below_nothing() -> None:
    assert [
        expected_wait(None, 10),
        expected_wait(300, 0),
        expected_wait(300, 120),
        expected_wait(300, 999),
    ] == [
        None,
        300,
        180,
        0,
    ]
    assert (next_wait(None, 60), next_wait(100, 200)) == (60, 110)


# ---- the form


def at(now: Front = OPEN, requester: Requester | None = None, **parts: object) -> Scene:
    return scene(front=now, number=CaseId(9), requester=requester, position=2, **parts)


def test_a_form_makes_a_chat_that_waits_with_its_words_and_the_promise() -> None:
    outcome = intake.ask(at(), asked(RITA, "My card", topic="billing"), facts(), "pt-PT")
    the = the_case(outcome)
    assert the.phase == Waiting(NOW, NOW + 5 * MINUTE)
    assert (the.id, the.priority, the.language, the.place, the.asked_at) == (9, 5, "pt-PT", DM, NOW)
    assert lines(outcome) == [f"Show {DM} case/9"]
    assert [each.event.key if each.event else each.words.text for each in decided(outcome).entries] == [
        "event.asked",
        "My card",
    ]


def test_a_room_of_its_own_is_opened_before_anything_is_said_in_it() -> None:
    room = room_key(CaseId(9), "requester", 1, "moor")
    outcome = intake.ask(at(), asked(RITA, "My card", room=True), facts(), "en")
    assert lines(outcome) == [f"OpenRoom {room} room.requester", f"Show {room} case/9", f"Say {room} My card"]
    assert the_case(outcome).place == room


@pytest.mark.parametrize("reason", ["closed_hours", "holiday", "paused", "busy", "nobody"])
def test_a_chat_form_handed_in_too_late_keeps_its_words_one_press_from_a_ticket(reason: str) -> None:
    now = replace(SHUT, reason=reason)
    command = asked(RITA, "My card", topic="billing")
    outcome = intake.ask(at(now), command, facts(), "en")
    assert refused(outcome)[0] == "refusal.chat_closed"
    assert isinstance(outcome, Refusal)
    (kept,) = outcome.keep
    assert kept.draft == Draft(plain("My card"), (), "billing", NOW, wants="chat")
    assert [action.verb for action in outcome.offer] == [Verb.TICKET]
    made = intake.ticket_from_draft(at(now, kept), pressed(RITA, Verb.TICKET), facts(), "en")
    assert the_case(made).phase == Ticket(NOW, reason)
    assert decided(made).entries[-1].words == plain("My card")
    assert [each.draft for each in decided(made).put if isinstance(each, Requester)] == [None]


def test_a_draft_that_is_gone_is_told_and_made_anew() -> None:
    for requester in (None, Requester(RITA.account, "Rita")):
        outcome = intake.ticket_from_draft(at(requester=requester), pressed(RITA, Verb.TICKET), facts(), "en")
        assert refused(outcome) == ("refusal.no_draft", {})


@pytest.mark.parametrize(("now", "reason"), [(OPEN, "chosen"), (SHUT, "closed_hours")])
def test_a_ticket_can_be_asked_for_at_any_time(now: Front, reason: str) -> None:
    outcome = intake.ask(at(now), asked(RITA, "My card", wants="ticket"), facts(), "en")
    assert the_case(outcome).phase == Ticket(NOW, reason)


# ---- first words


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (OPEN, Waiting(NOW, NOW + 5 * MINUTE)),
        (SHUT, Ticket(NOW, "closed_hours")),
        (replace(SHUT, reason="busy"), Ticket(NOW, "busy")),
    ],
)
def test_first_words_are_a_request_whatever_the_hour(now: Front, phase: object) -> None:
    outcome = intake.first_words(at(now), said(RITA, "hello"), facts(), "en")
    assert the_case(outcome).phase == phase
    assert decided(outcome).entries[-1].refs == (said(RITA, "hello").ref,)


# ---- who is not taken


def requests() -> dict[str, object]:
    return {
        "form": lambda the: intake.ask(the, asked(RITA, "x"), facts(), "en"),
        "words": lambda the: intake.first_words(the, said(RITA, "x"), facts(), "en"),
    }


@pytest.mark.parametrize("ask", requests().values(), ids=requests())
def test_the_blocked_are_told_until_when(ask: object) -> None:
    def outcome(until: datetime) -> Outcome:
        return ask(at(requester=Requester(RITA.account, "Rita", blocked_until=until)))

    assert refused(outcome(NOW + HOUR)) == ("refusal.blocked", {"until": NOW + HOUR})
    assert the_case(outcome(NOW)).requester == RITA.account


@pytest.mark.fault(25)
@pytest.mark.parametrize("ask", requests().values(), ids=requests())
def test_who_asks_too_often_is_told_when_to_come_again(ask: object) -> None:
    assert the_case(ask(at(recent=9))).id == 9
    assert refused(ask(at(recent=10))) == ("refusal.too_many", {"count": 10, "again": NOW + HOUR})


def test_nothing_is_decided_without_a_number() -> None:
    with pytest.raises(ValueError, match="number"):
        intake.first_words(scene(front=OPEN), said(RITA, "x"), facts(), "en")
