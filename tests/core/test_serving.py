"""Serving: who may take a case, how it is passed on, and how it goes back.

take      a waiting chat or a ticket; a lost race says to whom, a full agent takes no more
release   by whoever has it; it waits again from the time of asking, whatever happened since
transfer  offered, then accepted by the one it was offered to, or it stays where it was
confirm   a case given to a second agent unasked keeps its words inside until they say so
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases import serving
from core.cases.case import Active, Case, Phase, Ticket, Waiting
from core.cases.decision import Outcome
from core.cases.people import Estimate
from core.cases.seats import Seat
from core.policy import Facts
from core.words.cards import Verb
from core.words.effects import Say, Show
from core.words.refs import CommandId, room_key
from tests.core.setting import (
    ACTIVE,
    ANA,
    ANA_AT_SEA,
    ASKED,
    BEN,
    CLOSED,
    DM,
    MINUTE,
    NOW,
    OFFERED,
    ONE,
    PHASES,
    ROOM,
    TICKET,
    WAITING,
    ZOE,
    ana,
    ben,
    case,
    decided,
    facts,
    lines,
    policy,
    pressed,
    refused,
    roomed,
    scene,
    seat,
    spoken,
    the_case,
    the_seats,
    zoe,
)

ID = CommandId("c")


def take(the: Case, rules: Facts | None = None, by: Seat | None = None, *, by_choice: bool = True) -> Outcome:
    return serving.take(scene(the, seat=by), ID, ben, BEN.account, rules or facts(), by_choice=by_choice)


# ---- every phase × every act

OTHERS = replace(ACTIVE, agent=ana.id, account=ANA_AT_SEA.account)

ACTS: dict[str, Callable[[Case], Outcome]] = {
    "take": take,
    "release": lambda the: serving.release(
        scene(the, owner=seat(ben, 1)), ID, facts(), why="released", agent=ben
    ),
    "offer": lambda the: serving.offer(scene(the), pressed(BEN, Verb.TRANSFER, argument="ana"), ben, facts()),
    "accept": lambda the: serving.accept(scene(the), pressed(BEN, Verb.ACCEPT), ben, BEN.account, facts()),
    "decline": lambda the: serving.decline(scene(the), ID, ben, facts()),
    "time out": lambda the: serving.fall_back(scene(the), ID, facts(), declined=False),
    "confirm": lambda the: serving.confirm(scene(the), ben, facts()),
}
OFFERED_TO_BEN = replace(OTHERS, handover=replace(OFFERED.handover, to=ben.id))
GROUNDS: dict[str, Phase] = {
    **PHASES, "another's": OTHERS, "offered to me": OFFERED_TO_BEN, "offered by me": OFFERED
}  # fmt: skip
TABLE = {  # what becomes of it; or, after a dash, why not
    #            waiting           active            ticket            pending           closed            another's         offered to me     offered by me  # noqa: E501
    "take":     ("active"        , "-yours_already", "active"        , "active"        , "-closed"       , "-taken"        , "-taken"        , "-yours_already"),  # noqa: E501
    "release":  ("-not_active"   , "waiting"       , "-not_active"   , "-not_active"   , "-not_active"   , "-not_owner"    , "-not_owner"    , "waiting"),  # noqa: E501
    "offer":    ("-not_active"   , "active"        , "-not_active"   , "-not_active"   , "-not_active"   , "-not_owner"    , "-not_owner"    , "active"),  # noqa: E501
    "accept":   ("-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "active"        , "-no_offer"),  # noqa: E501
    "decline":  ("-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "active"        , "active"),  # noqa: E501
    "time out": ("-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "-no_offer"     , "active"        , "active"),  # noqa: E501
    "confirm":  ("-not_active"   , "active"        , "-not_active"   , "-not_active"   , "-not_active"   , "-not_owner"    , "-not_owner"    , "active"),  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize(
    ("act", "ground", "becomes"),
    [
        (act, ground, becomes)
        for act, row in TABLE.items()
        for ground, becomes in zip(GROUNDS, row, strict=True)
    ],
)
def test_every_act_on_every_phase_changes_it_or_says_why_not(act: str, ground: str, becomes: str) -> None:
    before = case(GROUNDS[ground])
    outcome = ACTS[act](before)
    if not becomes.startswith("-"):
        after = the_case(outcome)
        assert after.phase.kind == becomes
        assert after.revision == before.revision + 1
    else:
        key, told = refused(outcome)
        assert key == f"refusal.{becomes[1:]}"
        assert told.get("case", ONE) == ONE


def test_it_is_already_taken_says_by_whom_to_staff_in_their_own_name() -> None:
    assert refused(take(case(OTHERS))) == ("refusal.taken", {"agent": "Ana Lima", "case": ONE})


# ---- taking


def test_taking_opens_a_room_tells_what_was_said_and_then_tells_the_requester() -> None:
    said = (spoken("r", "My card was charged twice", 1), spoken("r", "Hello?", 2))
    outcome = serving.take(
        scene(case(), seat=seat(ben), history=said), ID, ben, BEN.account, facts(), by_choice=True
    )
    assert lines(outcome) == [
        f"OpenRoom {ROOM} room.agent",
        f"Show {ROOM} header/1",
        f"Say {ROOM} My card was charged twice",
        f"Say {ROOM} Hello?",
        f"Show {DM} case/1",
        f"Tell {DM} told.joined",
    ]
    assert the_case(outcome).phase == Active(
        ben.id, BEN.account, ROOM, NOW, "chat", unanswered=NOW, silent_at=NOW + timedelta(minutes=10)
    )
    assert the_seats(outcome) == {"ben": (ONE,)}


def test_the_requester_hears_the_alias_and_never_the_agents_own_name() -> None:
    outcome = serving.take(scene(case()), ID, ana, ANA_AT_SEA.account, facts(), by_choice=True)
    theirs = [repr(effect) for effect in decided(outcome).effects if effect.to == DM]
    assert any("Anna" in each for each in theirs)
    assert not any("Lima" in each for each in theirs)


def test_an_edited_word_is_told_as_it_stands_and_a_deleted_one_not_at_all() -> None:
    first, second = spoken("r", "My card 1234", 1), spoken("r", "Never mind", 2)
    edit = replace(spoken("r", "My card ****", 3), kind="edited", about=first.id)
    gone = replace(spoken("r", "", 4), kind="deleted", about=second.id, words=None)
    outcome = serving.take(
        scene(case(), history=(first, second, edit, gone)), ID, ben, BEN.account, facts(), by_choice=True
    )
    assert [effect.words.text for effect in decided(outcome).effects if isinstance(effect, Say)] == [
        "My card ****"
    ]


def test_a_long_story_is_told_in_one_piece_and_its_end_word_by_word() -> None:
    said = tuple(spoken("r", f"word {each}", each) for each in range(50))
    outcome = serving.take(scene(case(), history=said), ID, ben, BEN.account, facts(), by_choice=True)
    told = [effect.words.text for effect in decided(outcome).effects if isinstance(effect, Say)]
    assert told[0] == "".join(f"Rita: word {each}\n" for each in range(44))
    assert told[1:] == [f"word {each}" for each in range(44, 50)]


@pytest.mark.parametrize(
    ("before", "agent", "who", "room", "opens"),
    [
        # A room on the agent's own platform is used again; any other needs a new one.
        (roomed(WAITING), ben, BEN, ROOM, False),
        (roomed(WAITING), ana, ANA_AT_SEA, ROOM, False),
        (roomed(WAITING), ana, ANA, room_key(ONE, "agent", 2, "moor"), True),
        # A private chat belongs to one agent: nobody goes on in it, and a private agent in no common room.
        (replace(roomed(WAITING), room_private=True), ben, BEN, room_key(ONE, "agent", 2, "sea"), True),
        (roomed(WAITING), zoe, ZOE, room_key(ONE, "agent", 2, "sea"), True),
        (case(WAITING), ana, ANA, room_key(ONE, "agent", 1, "moor"), True),
    ],
)
def test_the_room_there_is_goes_on_where_it_can(
    before: Case, agent: object, who: object, room: str, opens: bool
) -> None:
    outcome = serving.take(scene(before), ID, agent, who.account, facts(), by_choice=True)
    after = the_case(outcome)
    assert (after.room, after.phase.room) == (room, room)
    assert lines(outcome)[0].startswith("OpenRoom" if opens else "LetIn")
    assert after.rooms == before.rooms + opens


@pytest.mark.parametrize(
    ("cases", "over", "by_choice", "taken"),
    [
        ((), False, False, True),
        ((2,), False, False, True),
        ((2, 3), False, True, False),
        ((2, 3), True, False, False),
        ((2, 3), True, True, True),
    ],
)
def test_nobody_goes_over_capacity_but_by_choice_where_the_desk_allows_it(
    cases: tuple[int, ...], over: bool, by_choice: bool, taken: bool
) -> None:
    outcome = take(case(), facts(policy(over_capacity=over)), seat(ben, *cases), by_choice=by_choice)
    if taken:
        assert the_seats(outcome) == {"ben": (*cases, ONE)}
    else:
        assert refused(outcome) == ("refusal.full", {"count": 2})


@pytest.mark.parametrize("presence", ["away", "off"])
def test_whoever_takes_a_case_is_there(presence: str) -> None:
    outcome = take(case(), by=seat(ben, presence=presence))
    assert [(each.presence, each.acting) for each in decided(outcome).put if isinstance(each, Seat)] == [
        ("on", BEN.account)
    ]


@pytest.mark.parametrize(
    ("served_by", "by_choice", "confirmed"),
    [
        ((), False, True),  # the first owner
        ((ana.id,), True, True),  # who asks for it knows what they do
        ((ana.id,), False, False),  # a second owner who did not ask
        ((ana.id, ben.id), False, True),  # the same owner again
        ((ben.id, ana.id), False, False),
    ],
)
def test_a_second_owner_who_did_not_ask_confirms_before_words_go_out(
    served_by: tuple[str, ...], by_choice: bool, confirmed: bool
) -> None:
    after = the_case(take(case(served_by=served_by), by_choice=by_choice))
    assert after.phase.confirmed is confirmed
    header = next(
        effect.card
        for effect in decided(take(case(served_by=served_by), by_choice=by_choice)).effects
        if isinstance(effect, Show) and effect.card.key == "header/1"
    )
    assert (Verb.CONFIRM in [action.verb for action in header.actions]) is not confirmed
    assert the_case(serving.confirm(scene(after), ben, facts())).phase.confirmed


def test_a_claim_moves_the_running_estimate_of_the_wait_by_a_tenth() -> None:
    first = serving.take(scene(case()), ID, ben, BEN.account, facts(), by_choice=True)
    later = serving.take(scene(case(), wait=100.0), ID, ben, BEN.account, facts(), by_choice=True)
    ticket = serving.take(scene(case(TICKET), wait=100.0), ID, ben, BEN.account, facts(), by_choice=True)
    assert decided(first).blind == (Estimate(600.0),)
    assert decided(later).blind == (Estimate(0.9 * 100.0 + 0.1 * 600.0),)
    assert decided(ticket).blind == ()


def test_a_ticket_is_served_as_a_ticket_and_nobody_is_asked_about_silence() -> None:
    after = the_case(take(case(TICKET)))
    assert (after.phase.mode, after.phase.silent_at) == ("ticket", None)


@pytest.mark.parametrize("phase", [TICKET])
def test_a_ticket_is_not_served_beside_an_open_chat_of_the_same_requester(phase: Phase) -> None:
    outcome = serving.take(scene(case(phase), open=2), ID, ben, BEN.account, facts(), by_choice=True)
    assert refused(outcome) == ("refusal.elsewhere", {"case": ONE, "open": 2})


# ---- going back


@pytest.mark.parametrize("why", ["released", "left", "vanished", "silent"])
def test_a_chat_goes_back_with_its_original_time_of_asking(why: str) -> None:
    outcome = serving.release(scene(case(ACTIVE), owner=seat(ben, 1, 2)), ID, facts(), why=why)
    assert the_case(outcome).phase == Waiting(ASKED, NOW + timedelta(minutes=5))
    assert the_seats(outcome) == {"ben": (2,)}
    assert lines(outcome) == [f"Show {ROOM} header/1", f"Show {DM} case/1", f"Tell {DM} told.requeued_{why}"]


def test_a_ticket_goes_back_to_the_tickets_with_its_original_time() -> None:
    outcome = serving.release(
        scene(case(replace(ACTIVE, mode="ticket")), owner=seat(ben, 1)), ID, facts(), why="released"
    )
    assert the_case(outcome).phase == Ticket(ASKED, "late")


def test_who_served_it_before_is_remembered_across_the_queue() -> None:
    back = the_case(serving.release(scene(case(ACTIVE), owner=seat(ben, 1)), ID, facts(), why="silent"))
    given = serving.take(scene(back), ID, ana, ANA.account, facts(), by_choice=False)
    assert not the_case(given).phase.confirmed


def test_an_admin_may_give_back_another_agents_case() -> None:
    admin = replace(zoe, admin=True)
    outcome = serving.release(
        scene(case(ACTIVE), owner=seat(ben, 1)), ID, facts(), why="released", agent=admin
    )
    assert the_case(outcome).phase.kind == "waiting"


# ---- passing on


OFFER = f"direct/moor:ana handover/1/{(NOW + 3 * MINUTE).timestamp():.0f}"
"""The card of the offer, which later says how that ended."""


def test_an_offer_reaches_the_other_agent_with_the_note_and_stays_with_its_owner() -> None:
    outcome = serving.offer(
        scene(case(ACTIVE), target=seat(ana)),
        pressed(BEN, Verb.TRANSFER, "knows refunds", argument="ana"),
        ben,
        facts(),
    )
    assert the_case(outcome).phase == OFFERED
    assert lines(outcome) == [f"Show {ROOM} header/1", f"Show {OFFER}"]
    assert the_seats(outcome) == {}


@pytest.mark.parametrize("whom", ["", "nobody", "ben"])
def test_nothing_is_offered_to_oneself_or_to_nobody(whom: str) -> None:
    outcome = serving.offer(scene(case(ACTIVE)), pressed(BEN, Verb.TRANSFER, argument=whom), ben, facts())
    assert refused(outcome) == ("refusal.whom", {"agent": whom})


def accepted(by: Seat | None = None, rules: Facts | None = None) -> Outcome:
    history = (spoken("r", "My card", 1), spoken("n", "knows refunds", 2, BEN))
    return serving.accept(
        scene(case(OFFERED), owner=seat(ben, 1), seat=by, history=history),
        pressed(ANA, Verb.ACCEPT),
        ana,
        ANA.account,
        rules or facts(),
    )


def test_accepting_moves_the_case_its_load_and_its_history_to_the_other_platform() -> None:
    room = room_key(ONE, "agent", 2, "moor")
    assert lines(accepted()) == [
        f"OpenRoom {room} room.agent",
        f"Show {room} header/1",
        f"Say {room} My card",
        f"Say {room} knows refunds",
        f"Show {ROOM} header/1",
        f"Tell {ROOM} told.passed_on",
        f"CloseRoom {ROOM} room.passed_on",
        f"Show {OFFER}",
        f"Show {DM} case/1",
        f"Tell {DM} told.new_agent",
    ]
    after = the_case(accepted())
    assert (after.phase.agent, after.phase.confirmed, after.phase.handover) == (ana.id, True, None)
    assert after.asked_at == ASKED
    assert the_seats(accepted()) == {"ana": (ONE,), "ben": ()}


def test_a_full_agent_cannot_accept() -> None:
    assert refused(accepted(seat(ana, 2, 3, 4))) == ("refusal.full", {"count": 3})
    assert the_seats(accepted(seat(ana, 2, 3, 4), facts(policy(over_capacity=True))))["ana"] == (2, 3, 4, 1)


@pytest.mark.parametrize("declined", [True, False])
def test_declined_or_timed_out_it_stays_where_it_was(declined: bool) -> None:
    outcome = serving.fall_back(scene(case(OFFERED)), ID, facts(), declined=declined)
    assert the_case(outcome).phase == ACTIVE
    told = "told.handover_declined" if declined else "told.handover_unanswered"
    assert lines(outcome) == [f"Show {OFFER}", f"Show {ROOM} header/1", f"Tell {ROOM} {told}"]


@pytest.mark.parametrize(("who", "may"), [(ana, True), (ben, True), (zoe, False)])
def test_only_the_two_whom_an_offer_concerns_can_decline_it(who: object, may: bool) -> None:
    outcome = serving.decline(scene(case(OFFERED)), ID, who, facts())
    if may:
        assert the_case(outcome).phase == ACTIVE
    else:
        assert refused(outcome) == ("refusal.no_offer", {})


def test_nothing_is_taken_from_a_closed_case() -> None:
    assert refused(take(case(CLOSED))) == ("refusal.closed", {"case": ONE})
