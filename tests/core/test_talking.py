"""Talking: who hears what is said in a case.

the requester's words   are kept in every phase, and reach the agents' room where there is one
an agent's words        reach the requester if they own the case, have confirmed it, and mean them for them:
                        in a `reply` desk by answering, in a `direct` one by not addressing staff
everything else         stays inside as a note, and a note never leaves
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases import ending, serving, talking, trouble
from core.cases.case import Case, Phase
from core.cases.decision import Decision, Outcome
from core.words.cards import Verb
from core.words.commands import Deleted, Edited, PlaceGone, Reacted, TimerFired, Undelivered
from core.words.documents import plain
from core.words.people import Person
from core.words.refs import Account, AgentId, CommandId, EntryId, MessageRef, Place, room_key
from tests.core.setting import (
    ACTIVE,
    ANA,
    BEN,
    CLOSED,
    DM,
    NOW,
    OFFERED,
    ONE,
    OPEN,
    PHASES,
    RITA,
    ROOM,
    TICKET,
    WAITING,
    ana,
    ben,
    case,
    decided,
    entry_of,
    facts,
    for_requester,
    lines,
    policy,
    pressed,
    refused,
    roomed,
    said,
    scene,
    seat,
    spoken,
    tells_a_note,
    the_case,
    zoe,
)

ID = CommandId("c")
UNCONFIRMED = replace(ACTIVE, confirmed=False)
THEIRS = replace(ACTIVE, agent=ana.id)


# ---- the requester


@pytest.mark.parametrize(
    ("the", "out"),
    [
        (case(WAITING), [f"Mark {DM} received"]),
        (case(TICKET), [f"Mark {DM} received"]),
        (roomed(WAITING), [f"Say {ROOM} hello", f"Mark {DM} received"]),
        (case(ACTIVE), [f"Say {ROOM} hello"]),
        (roomed(CLOSED), [f"Tell {DM} told.closed_already"]),
    ],
)
def test_the_requesters_words_are_kept_in_every_phase(the: Case, out: list[str]) -> None:
    outcome = talking.requester_said(scene(the), said(RITA, "hello"), facts())
    assert lines(outcome) == out
    (entry,) = decided(outcome).entries
    assert (entry.kind, entry.words, entry.refs) == ("said", plain("hello"), (said(RITA, "hello").ref,))


def test_the_first_unanswered_word_starts_the_clock_and_the_next_do_not_move_it() -> None:
    once = talking.requester_said(scene(case(ACTIVE)), said(RITA, "hello"), facts())
    after = the_case(once)
    assert (after.phase.unanswered, after.phase.silent_at) == (NOW, NOW + timedelta(minutes=10))
    later = talking.requester_said(scene(after), said(RITA, "?"), facts(now=NOW + timedelta(minutes=1)))
    assert decided(later).put == ()
    answered = talking.agent_replied(scene(after), pressed(BEN, Verb.REPLY), ben, facts(), plain("yes"))
    assert (the_case(answered).phase.unanswered, the_case(answered).phase.silent_at) == (None, None)


@pytest.mark.parametrize("phase", PHASES.values(), ids=PHASES)
def test_whoever_writes_can_be_written_to_again(phase: Phase) -> None:
    outcome = talking.requester_said(scene(case(phase, unreachable=True)), said(RITA, "back"), facts())
    assert not the_case(outcome).unreachable


def test_what_comes_late_says_so() -> None:
    outcome = talking.requester_said(scene(case(ACTIVE)), said(RITA, "hello", late=True), facts())
    assert decided(outcome).effects[0].stamp == "late"


# ---- agents in their room

TO_RITA, TO_BEN = entry_of("r"), entry_of("a")
OUT, NOTE, NOT_OWNER, CONFIRM, NOT_ACTIVE = "out", "note", "not_owner", "confirm_first", "not_active"


@pytest.mark.parametrize(
    ("speak", "the", "reply", "to_staff", "becomes"),
    [
        # A desk that speaks by replying: only what answers the requester goes out.
        ("reply", case(ACTIVE), TO_RITA, False, OUT),
        ("reply", case(ACTIVE), None, False, NOTE),
        ("reply", case(ACTIVE), TO_BEN, False, NOTE),
        ("reply", case(ACTIVE), entry_of("n"), False, NOTE),
        ("reply", case(ACTIVE), TO_RITA, True, NOTE),
        ("reply", case(UNCONFIRMED), TO_RITA, False, CONFIRM),
        ("reply", case(THEIRS), TO_RITA, False, NOT_OWNER),
        ("reply", case(THEIRS), None, False, NOTE),
        ("reply", roomed(WAITING), TO_RITA, False, NOT_ACTIVE),
        ("reply", roomed(WAITING), None, False, NOTE),
        ("reply", roomed(CLOSED), TO_RITA, False, NOT_ACTIVE),
        # One that speaks directly: all but what addresses other staff.
        ("direct", case(ACTIVE), None, False, OUT),
        ("direct", case(ACTIVE), TO_RITA, False, OUT),
        ("direct", case(ACTIVE), entry_of("n"), False, OUT),
        ("direct", case(ACTIVE), None, True, NOTE),
        ("direct", case(UNCONFIRMED), None, False, CONFIRM),
        ("direct", case(THEIRS), None, False, NOT_OWNER),
        ("direct", case(THEIRS), None, True, NOTE),
        ("direct", roomed(TICKET), None, False, NOT_ACTIVE),
    ],
)
def test_which_of_an_agents_words_go_out(
    speak: str, the: Case, reply: EntryId | None, to_staff: bool, becomes: str
) -> None:
    command = said(BEN, "we refunded it", str(ROOM), private=False, to_staff=to_staff)
    outcome = talking.agent_said(scene(the, reply=reply), command, ben, facts(policy(speak=speak)))
    (entry,) = decided(outcome).entries
    match becomes:
        case "out":
            assert entry.id.startswith("a:")
            assert lines(outcome) == [f"Say {DM} we refunded it"]
            assert decided(outcome).effects[0].voice.name == "Ben Roth"
        case "note":
            assert (entry.kind, entry.id[0], lines(outcome)) == ("note", "n", [])
        case _:
            assert (entry.kind, entry.id[0]) == ("note", "n")
            assert lines(outcome) == [f"Tell {ROOM} refusal.{becomes}"]


def test_a_stranger_in_the_agents_room_is_never_heard_by_the_requester() -> None:
    stranger = Person(Account("sea:stranger"), "Ben Roth")
    nobody = replace(ben, id=AgentId(""), accounts=())
    outcome = talking.agent_said(
        scene(case(ACTIVE), reply=TO_RITA), said(stranger, "pay here"), nobody, facts(policy(speak="direct"))
    )
    assert lines(outcome) == ["Tell direct/sea:stranger refusal.not_owner"]


@pytest.mark.parametrize(
    ("phase", "agent", "why"),
    [
        (WAITING, ben, "not_active"),
        (TICKET, ben, "not_active"),
        (CLOSED, ben, "not_active"),
        (THEIRS, ben, "not_owner"),
        (ACTIVE, zoe, "not_owner"),
        (UNCONFIRMED, ben, "confirm_first"),
    ],
)
def test_a_composed_reply_that_may_not_go_out_is_refused(phase: Phase, agent: object, why: str) -> None:
    outcome = talking.agent_replied(scene(case(phase)), pressed(BEN, Verb.REPLY), agent, facts(), plain("x"))
    assert refused(outcome)[0] == f"refusal.{why}"


def test_a_composed_reply_stands_on_both_sides_under_the_alias_outside_and_the_name_inside() -> None:
    the = case(replace(ACTIVE, agent=ana.id, account=ANA.account))
    outcome = talking.agent_replied(scene(the), pressed(ANA, Verb.REPLY), ana, facts(), plain("done"))
    assert [(each.to, each.voice.name) for each in decided(outcome).effects] == [
        (DM, "Anna"),
        (ROOM, "Ana Lima"),
    ]
    assert not decided(outcome).effects[0].repeatable


# ---- edits, deletions, reactions


def edit(about: EntryId) -> Outcome:
    command = Edited(ID, BEN, MessageRef(Place("sea:1"), "1"), plain("better"), NOW)
    return talking.edited(scene(case(ACTIVE), entry=about), command, ben, facts())


def delete(about: EntryId) -> Outcome:
    return talking.deleted(
        scene(case(ACTIVE), entry=about), Deleted(ID, MessageRef(Place("sea:1"), "1")), facts()
    )


def react(about: EntryId, who: Person = BEN) -> Outcome:
    command = Reacted(ID, who, MessageRef(Place("sea:1"), "1"), "👍", True)
    return talking.reacted(scene(case(ACTIVE), entry=about), command, facts())


@pytest.mark.parametrize(
    ("act", "side", "out"),
    [
        (edit, "r", [f"Amend {ROOM} better"]),
        (edit, "a", [f"Amend {DM} better"]),
        (edit, "n", []),
        (delete, "r", [f"Retract {ROOM} r:1:said:1"]),
        (delete, "a", [f"Retract {DM} a:1:said:1"]),
        (delete, "n", []),
        (react, "r", [f"React {DM} 👍"]),
        (react, "a", [f"React {DM} 👍"]),
        (react, "n", []),
    ],
)
def test_what_is_done_to_words_follows_them_and_a_notes_stays_inside(
    act: Callable[[EntryId], Outcome], side: str, out: list[str]
) -> None:
    assert lines(act(entry_of(side))) == out


def test_the_requesters_deletion_leaves_a_trace_for_staff_and_an_agents_none() -> None:
    assert [decided(delete(entry_of(side))).effects[0].tombstone for side in "ra"] == [True, False]


@pytest.mark.parametrize(
    ("by", "side", "about_case", "may"),
    [
        ("requester", "r", 1, True),
        ("requester", "a", 1, False),
        ("requester", "n", 1, False),
        ("requester", "r", 2, False),
        ("agent", "a", 1, True),
        ("agent", "r", 1, False),
        ("agent", "a", 2, False),
    ],
)
def test_each_side_takes_back_its_own_words_of_this_case(
    by: str, side: str, about_case: int, may: bool
) -> None:
    about = entry_of(side, case=about_case)
    outcome = talking.unsend(scene(case(ACTIVE), entry=about), pressed(RITA, Verb.UNSEND), facts(), by)
    if may:
        assert lines(outcome) == [f"Retract {ROOM if side == 'r' else DM} {about}"]
    else:
        assert refused(outcome) == ("refusal.reply_to_unsend", {})


# ---- a note never leaves

SECRET = "the requester must not read this"
HISTORY = (spoken("r", "My card", 1), spoken("n", SECRET, 2, BEN), spoken("a", "Which one?", 3, BEN))
EDITED_NOTE = replace(spoken("n", f"{SECRET} again", 4, BEN), kind="edited", about=HISTORY[1].id)
ROOMY = st.sampled_from(
    [
        case(WAITING), roomed(WAITING), case(ACTIVE), case(UNCONFIRMED), case(THEIRS), case(OFFERED), case(TICKET),
        roomed(TICKET), roomed(CLOSED), case(CLOSED), roomed(replace(WAITING, paged=True)),
        case(replace(ACTIVE, asked_still_there=True, silent_at=NOW)), case(replace(ACTIVE, mode="ticket")),
        case(ACTIVE, place=room_key(ONE, "requester", 1, "moor")),
    ]
)  # fmt: skip
AGENT = st.sampled_from(
    [(ana, ANA.account), (ana, ana.accounts[1]), (ben, BEN.account), (zoe, zoe.accounts[0])]
)


def everything(
    the: Case, agent: object, account: Account, speak: str, entry: EntryId | None
) -> list[Outcome]:
    """What every act on the case would lead to, a note being written, edited, told again or replied to in each."""
    rules = facts(policy(speak=speak))
    owner = seat(ben, 1) if the.phase.kind == "active" else None
    at = scene(
        the, owner=owner, front=OPEN, history=(*HISTORY, EDITED_NOTE), entry=entry, reply=entry, room=the.room
    )
    who = Person(account, agent.name)
    write = pressed(who, Verb.NOTE, SECRET, argument="ana")
    inside = said(who, SECRET, "sea:room", private=False, to_staff=True)
    unanswering = said(who, SECRET, "sea:room", private=False)
    about = MessageRef(Place("sea:room"), "1")
    timers = [TimerFired(ID, ONE, kind, the.revision) for kind in ("first_response", "silence")]
    gone = PlaceGone(ID, Place("sea:room"))
    undelivered = [
        Undelivered(ID, "row", to, ONE, entry, uncertain, reason)
        for to in (the.place, the.room or the.place)
        for uncertain, reason in ((True, "unknown"), (False, "unreachable"), (False, "place_gone"))
    ]
    noted = at if entry is not None and entry[0] == "n" else scene(the, entry=entry_of("n"), room=the.room)
    return [
        serving.take(at, ID, agent, account, rules, by_choice=True),
        serving.release(at, ID, rules, why="silent"),
        serving.offer(at, write, agent, rules),
        serving.accept(at, write, agent, account, rules),
        serving.fall_back(at, ID, rules, declined=True),
        serving.confirm(at, agent, rules),
        talking.note(at, write, agent, rules, plain(SECRET)),
        talking.agent_said(at, inside, agent, rules),
        *([talking.agent_said(scene(the), unanswering, agent, rules)] if speak == "reply" else []),
        talking.edited(noted, Edited(ID, who, about, plain(SECRET), NOW), agent, rules),
        talking.deleted(noted, Deleted(ID, about), rules),
        talking.reacted(noted, Reacted(ID, who, about, "👍", True), rules),
        talking.unsend(noted, write, rules, "agent"),
        talking.unsend(noted, write, rules, "requester"),
        ending.close(at, ID, "agent", rules, agent),
        ending.leave(at, ID, rules),
        ending.lost(at, ID, rules, "unreachable"),
        ending.lost(at, ID, rules, "room_lost"),
        ending.reopen(at, ID, rules),
        ending.transcript(at),
        trouble.place_gone(at, gone, rules),
        *(trouble.undelivered(at, each, rules) for each in undelivered),
        *(trouble.fired(at, each, rules) for each in timers),
    ]  # fmt: skip


@given(
    the=ROOMY,
    agent=AGENT,
    speak=st.sampled_from(["reply", "direct"]),
    entry=st.sampled_from([None, entry_of("n"), entry_of("n", 2), entry_of("r"), entry_of("a")]),
)
def test_no_note_is_in_anything_bound_for_the_requester(
    the: Case, agent: tuple[object, Account], speak: str, entry: EntryId | None
) -> None:
    for outcome in everything(the, *agent, speak, entry):
        if not isinstance(outcome, Decision):
            continue
        outward = [effect for effect in outcome.effects if for_requester(effect)]
        assert [effect for effect in outward if tells_a_note(effect, SECRET)] == []


def test_the_property_would_see_a_note_that_leaves() -> None:
    leak = talking.agent_said(
        scene(case(ACTIVE)), said(BEN, SECRET, "sea:room"), ben, facts(policy(speak="direct"))
    )
    assert any(tells_a_note(effect, SECRET) and for_requester(effect) for effect in decided(leak).effects)
