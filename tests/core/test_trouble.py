"""Trouble: words that did not arrive, rooms that are gone, promises that ran out, agents who fell silent."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest

from core.cases import trouble
from core.cases.case import Case, Phase, Waiting
from core.cases.decision import UNCHANGED
from core.words.cards import Verb
from core.words.commands import PlaceGone, TimerFired, TimerKind, Undelivered
from core.words.effects import Show
from core.words.refs import CommandId, Destination, EntryId, Place, direct, room_key
from tests.core.setting import (
    ACTIVE,
    ANA,
    ASKED,
    CLOSED,
    DM,
    MINUTE,
    NOW,
    ONE,
    PHASES,
    ROOM,
    TICKET,
    WAITING,
    ana,
    ben,
    case,
    decided,
    entry_of,
    facts,
    lines,
    roomed,
    scene,
    seat,
    spoken,
    the_case,
    the_seats,
)

ID = CommandId("c")
HERS = room_key(ONE, "requester", 1, "moor")
NEXT_ROOM = room_key(ONE, "agent", 2, "sea")
OLD_ROOM = room_key(ONE, "agent", 0, "sea")
ANSWER, QUESTION, NOTE = entry_of("a"), entry_of("r"), entry_of("n")


def undelivered(to: Destination, entry: EntryId | None, reason: str = "unknown") -> Undelivered:
    return Undelivered(ID, "row", to, ONE, entry, reason == "unknown", reason)


# ---- words that did not arrive

NEW_ROOM = [
    f"OpenRoom {NEXT_ROOM} room.agent",
    f"Show {NEXT_ROOM} header/1",
    f"Tell {NEXT_ROOM} told.room_again",
]
ONWARD = [
    f"Show {DM} case/1",
    f"Tell {ROOM} told.requester_unreachable",
    f"Show {ROOM} header/1",
]
LOST = [f"Tell {ROOM} told.requester_room_lost", f"Show {ROOM} header/1", f"Show {DM} case/1"]


def failed(why: str) -> list[str]:
    return [f"Mark {ROOM} failed", f"Tell {ROOM} undelivered.{why}"]


@pytest.mark.parametrize(
    ("the", "what", "out"),
    [
        # An agent's words for the requester: marked on their own message, said in their room.
        (
            case(ACTIVE),
            undelivered(DM, ANSWER),
            [f"Mark {ROOM} uncertain", f"Show {ROOM} uncertain/{ANSWER}"],
        ),
        (case(ACTIVE), undelivered(DM, ANSWER, "refused"), failed("refused")),
        (case(ACTIVE), undelivered(DM, ANSWER, "unreachable"), [*failed("unreachable"), *ONWARD]),
        (case(ACTIVE, place=HERS), undelivered(HERS, ANSWER, "place_gone"), [*failed("place_gone"), *LOST]),
        # The room was lost meanwhile, and they are spoken to in private: still said.
        (case(ACTIVE), undelivered(HERS, ANSWER, "place_gone"), failed("place_gone")),
        # Nobody has the case any more: the room is still there to say it in.
        (roomed(WAITING), undelivered(DM, ANSWER, "refused"), failed("refused")),
        (roomed(CLOSED), undelivered(DM, ANSWER, "refused"), failed("refused")),
        (case(TICKET), undelivered(DM, ANSWER, "refused"), []),
        # The program's own lines and cards are not worth a word, but who cannot be reached is.
        (case(ACTIVE), undelivered(DM, None, "refused"), []),
        (case(ACTIVE), undelivered(DM, None, "unreachable"), ONWARD),
        # The requester's words for the agents.
        (case(ACTIVE), undelivered(ROOM, QUESTION), [f"Show {ROOM} unheard/{QUESTION}"]),
        (case(ACTIVE), undelivered(ROOM, QUESTION, "refused"), [f"Show {ROOM} unheard/{QUESTION}"]),
        (case(ACTIVE), undelivered(ROOM, QUESTION, "too_large"), [f"Tell {ROOM} undelivered.unheard"]),
        (case(ACTIVE), undelivered(ROOM, None, "refused"), []),
        # The agents' room is gone: another, with the history. One that the case has left already is nobody's loss.
        (case(ACTIVE), undelivered(ROOM, QUESTION, "place_gone"), NEW_ROOM),
        (case(ACTIVE), undelivered(OLD_ROOM, None, "place_gone"), []),
        (case(ACTIVE), undelivered(direct(ANA.account), None, "place_gone"), []),
        (case(ACTIVE), undelivered(direct(ANA.account), None, "unreachable"), []),
        (case(ACTIVE, place=HERS, room=ROOM), undelivered(OLD_ROOM, QUESTION, "refused"), []),
    ],
)
def test_what_did_not_arrive_is_said_where_somebody_can_act_on_it(
    the: Case, what: Undelivered, out: list[str]
) -> None:
    assert lines(trouble.undelivered(scene(the), what, facts())) == out


@pytest.mark.parametrize(("to", "entry"), [(DM, ANSWER), (ROOM, QUESTION)])
def test_uncertain_words_are_sent_again_only_when_the_agent_says_so(to: Destination, entry: EntryId) -> None:
    effects = decided(trouble.undelivered(scene(case(ACTIVE)), undelivered(to, entry), facts())).effects
    (card,) = [effect.card for effect in effects if isinstance(effect, Show)]
    assert [(action.verb, action.argument) for action in card.actions] == [(Verb.RESEND, "row")]


# ---- rooms that are gone


@pytest.mark.fault(20)
@pytest.mark.parametrize(
    ("the", "room", "out"),
    [
        (case(ACTIVE), ROOM, NEW_ROOM),
        (case(ACTIVE), OLD_ROOM, []),
        (case(ACTIVE), None, []),
        (roomed(WAITING), ROOM, []),
        (case(ACTIVE, place=HERS), HERS, LOST),
    ],
)
def test_a_deleted_room_is_opened_anew_where_somebody_needs_it(
    the: Case, room: Destination | None, out: list[str]
) -> None:
    outcome = trouble.place_gone(scene(the, room=room), PlaceGone(ID, Place("sea:1")), facts())
    assert lines(outcome) == out


def test_the_new_room_is_told_the_conversation_and_the_case_forgets_the_old_one() -> None:
    history = (spoken("r", "My card", 1), spoken("a", "Which?", 2))
    outcome = trouble.place_gone(
        scene(case(ACTIVE), room=ROOM, history=history), PlaceGone(ID, Place("sea:1")), facts()
    )
    assert lines(outcome)[3:] == [f"Say {NEXT_ROOM} My card", f"Say {NEXT_ROOM} Which?"]
    assert (the_case(outcome).room, the_case(outcome).phase.room, the_case(outcome).rooms) == (
        NEXT_ROOM,
        NEXT_ROOM,
        2,
    )
    assert the_case(outcome).phase.agent == ben.id


def test_a_room_gone_while_nobody_serves_is_forgotten() -> None:
    outcome = trouble.place_gone(scene(roomed(WAITING), room=ROOM), PlaceGone(ID, Place("sea:1")), facts())
    assert the_case(outcome).room is None
    assert the_case(outcome).phase == WAITING


# ---- timers

DUE = replace(ACTIVE, silent_at=NOW)
ASKED_ONCE = replace(DUE, asked_still_there=True)


def fire(the: Case, kind: TimerKind, revision: int = 4, now: timedelta = timedelta(0)) -> object:
    command = TimerFired(ID, ONE, kind, revision)
    at = scene(the, owner=seat(ben, 1), position=0)
    return trouble.fired(at, command, facts(now=NOW + now))


@pytest.mark.parametrize(
    ("phase", "kind", "becomes"),
    [
        (WAITING, "first_response", "paged"),
        (replace(WAITING, paged=True), "first_response", None),
        (ACTIVE, "first_response", None),
        (TICKET, "first_response", None),
        (CLOSED, "first_response", None),
        (DUE, "silence", "asked"),
        (ASKED_ONCE, "silence", "released"),
        (replace(DUE, silent_at=NOW + timedelta(microseconds=1)), "silence", None),
        (ACTIVE, "silence", None),
        (WAITING, "silence", None),
    ],
)  # fmt: skip
def test_a_timer_does_its_one_thing_when_it_is_due_and_nothing_otherwise(
    phase: Phase, kind: TimerKind, becomes: Literal["paged", "asked", "released"] | None
) -> None:
    outcome = fire(case(phase), kind)
    match becomes:
        case "paged":
            assert the_case(outcome).phase == replace(WAITING, paged=True)
        case "asked":
            assert the_case(outcome).phase == replace(ASKED_ONCE, silent_at=NOW + 3 * MINUTE)
        case "released":
            assert the_case(outcome).phase == Waiting(ASKED, NOW + 5 * MINUTE)
            assert the_seats(outcome) == {"ben": ()}
        case None:
            assert outcome == UNCHANGED


@pytest.mark.parametrize("phase", [*PHASES.values(), DUE, ASKED_ONCE])
@pytest.mark.parametrize("kind", ["first_response", "silence", "handover", "vanished", "rating"])
def test_a_timer_of_an_earlier_revision_changes_nothing(phase: Phase, kind: TimerKind) -> None:
    assert fire(case(phase), kind, revision=3) == UNCHANGED


def test_on_call_is_paged_once_and_a_ticket_is_offered_while_the_place_is_kept() -> None:
    outcome = fire(case(WAITING), "first_response")
    due = f"{WAITING.respond_by.timestamp():.0f}"
    assert lines(outcome) == [f"Show sea:oncall page/1/{due}", f"Show {DM} case/1"]
    card = decided(outcome).effects[1].card
    assert card.actions[0].verb is Verb.TICKET
    assert the_case(outcome).phase.since == ASKED
    assert fire(the_case(outcome), "first_response", the_case(outcome).revision) == UNCHANGED


def test_each_silence_is_asked_about_on_a_card_of_its_own() -> None:
    first = decided(fire(case(DUE), "silence")).effects[0].card
    later = decided(fire(case(DUE), "silence", now=timedelta(hours=1))).effects[0].card
    assert first.key != later.key


def test_only_the_owner_says_that_they_are_still_there() -> None:
    the = case(ASKED_ONCE)
    assert trouble.still_here(scene(the), ana, facts()) == UNCHANGED
    there = the_case(trouble.still_here(scene(the), ben, facts()))
    assert (there.phase.asked_still_there, there.phase.silent_at) == (False, NOW + 10 * MINUTE)
    assert trouble.still_here(scene(case(ACTIVE)), ben, facts()) == UNCHANGED
