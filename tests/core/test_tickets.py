"""Tickets as tables: escalated, set aside, complained about, merged, and who may know of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases import complaints, ending, escalation, helping, merging, pending, serving
from core.cases.access import may_see, may_take
from core.cases.case import (
    Case,
    Closed,
    Complaint,
    OnDepartment,
    OnRequester,
    OnSupplier,
    Pending,
    Phase,
    Snoozed,
    Ticket,
    complaints_of,
    indexes,
)
from core.cases.decision import Decision, Outcome
from core.policy import Agent, Category, Department, Tickets
from core.words.cards import Verb
from core.words.commands import TimerFired
from core.words.records import TICKETS, Ranked, Unique
from core.words.refs import Account, AgentId, CaseId, CommandId, direct
from tests.core.setting import (
    ACTIVE,
    ANA,
    ASKED,
    BEN,
    CLOSED,
    DAY,
    DM,
    HOUR,
    NOW,
    PHASES,
    RITA,
    ROOM,
    ZOE,
    ana,
    ben,
    case,
    facts,
    lines,
    policy,
    pressed,
    refused,
    roomed,
    scene,
    seat,
    the_case,
    the_seats,
    zoe,
)

RULES = policy(
    tickets=Tickets(remind_after=2 * DAY, close_after=7 * DAY),
    departments=(
        Department("billing", {"en": "Billing", "pt-PT": "Faturação"}, (ana.id,), (DM,)),
        Department("all", {"en": "Everybody"}),
        Department("care", {"en": "Care"}, (zoe.id, ben.id), complaints=True),
    ),
    categories=(Category("refund", {"en": "Refund"}),),
)
AT = facts(RULES)
TWO = CaseId(2)
COMPLAINED = Ticket(NOW, "complaint", NOW)
MINE = Complaint(CaseId(1), (ben.id,))
"""About case 1, which Ben has served."""


def complaint(phase: Phase = COMPLAINED) -> Case:
    return case(phase, id=TWO, department="care", complaint=MINE)


def owned() -> Case:
    return case(ACTIVE)


# ---- every phase × every act

ACTS: dict[str, Callable[[Case], Outcome]] = {
    "escalate": lambda the: escalation.escalate(
        scene(the, owner=seat(ben, 1)), pressed(BEN, Verb.ESCALATE, "billing"), ben, AT
    ),
    "wait": lambda the: pending.wait(
        scene(the, owner=seat(ben, 1)), pressed(BEN, Verb.WAIT, "requester"), ben, AT
    ),
    "snooze": lambda the: pending.snooze(
        scene(the, owner=seat(ben, 1)), pressed(BEN, Verb.SNOOZE, "2d"), ben, AT
    ),
    "merge": lambda the: merging.merge(
        scene(the, owner=seat(ben, 1)), pressed(BEN, Verb.MERGE, "2"), case(id=TWO), ben, AT
    ),
    "complain": lambda the: complaints.complain(scene(the), pressed(RITA, Verb.COMPLAIN, "rude"), AT),
    "take": lambda the: serving.take(scene(the), CommandId("c"), ben, BEN.account, AT, by_choice=True),
}
TABLE = {  # what becomes of it; or, after a dash, why not
    #            waiting     active            ticket      pending     closed
    "escalate": ("ticket",   "ticket",         "ticket",   "ticket",   "-closed"),
    "wait":     ("pending",  "pending",        "pending",  "pending",  "-closed"),
    "snooze":   ("pending",  "pending",        "pending",  "pending",  "-closed"),
    "merge":    ("closed",   "closed",         "closed",   "closed",   "-closed"),
    "complain": ("waiting",  "active",         "ticket",   "ticket",   "ticket"),
    "take":     ("active",   "-yours_already", "active",   "active",   "-closed"),
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
    else:
        assert the_case(outcome).phase.kind == becomes


# ---- escalating


def test_escalating_frees_the_agent_keeps_the_time_of_asking_and_tells_all_three() -> None:
    command = pressed(BEN, Verb.ESCALATE, "billing the invoice is wrong")
    outcome = escalation.escalate(scene(owned(), owner=seat(ben, 1)), command, ben, AT)
    assert the_case(outcome).phase == Ticket(ASKED, "escalated", NOW)
    assert the_case(outcome).department == "billing"
    assert the_seats(outcome)[ben.id] == ()
    told = lines(outcome)
    assert f"Show {DM} case/1" in told
    assert f"Tell {DM} told.escalated" in told
    assert any(line.startswith(f"Show {DM} call/1/") for line in told)
    assert any(line.startswith(f"Say {ROOM}") for line in told), "the note stands in the room"
    assert not any(line.startswith(f"Say {DM}") for line in told), "and nowhere else"


@pytest.mark.parametrize("named", ["billing", "Billing", "faturação"])
def test_a_department_goes_by_its_id_and_by_its_label_in_any_language(named: str) -> None:
    outcome = escalation.escalate(scene(owned()), pressed(BEN, Verb.ESCALATE, named), ben, AT)
    assert the_case(outcome).department == "billing"


@pytest.mark.parametrize("named", ["bling", "care"])
def test_an_unknown_department_and_that_for_complaints_are_refused_with_those_there_are(named: str) -> None:
    outcome = escalation.escalate(scene(owned()), pressed(BEN, Verb.ESCALATE, named), ben, AT)
    assert refused(outcome) == ("refusal.no_department", {"name": named, "known": "billing, all"})


def test_only_the_owner_or_an_admin_escalates() -> None:
    command = pressed(ANA, Verb.ESCALATE, "billing")
    assert refused(escalation.escalate(scene(owned()), command, ana, AT))[0] == "refusal.not_yours"
    admin = replace(ana, admin=True)
    assert the_case(escalation.escalate(scene(owned()), command, admin, AT)).department == "billing"


# ---- waiting


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("requester", OnRequester(NOW + 7 * DAY, NOW + 2 * DAY)),
        ("billing", OnDepartment("billing")),
        ("The Bank 3d", OnSupplier("The Bank", NOW + 3 * DAY)),
        ("Acme 24 4h", OnSupplier("Acme 24", NOW + 4 * HOUR)),
    ],
)
def test_a_case_waits_for_whoever_is_named(words: str, on: object) -> None:
    outcome = pending.wait(scene(owned(), owner=seat(ben, 1)), pressed(BEN, Verb.WAIT, words), ben, AT)
    assert the_case(outcome).phase == Pending(on, NOW, ben.id)
    assert the_seats(outcome)[ben.id] == ()


@pytest.mark.parametrize("words", ["The Bank", "3d"])
def test_a_supplier_needs_a_name_and_a_time(words: str) -> None:
    outcome = pending.wait(scene(owned()), pressed(BEN, Verb.WAIT, words), ben, AT)
    assert refused(outcome)[0] == "refusal.wait_until_when"


def fire(on: object, later: timedelta) -> Outcome:
    the = case(Pending(on, NOW, ben.id), room=ROOM, rooms=1, served_by=(ben.id,))
    command = TimerFired(CommandId("t"), the.id, "pending", the.revision)
    return pending.fired(scene(the), command, facts(RULES, NOW + later))


def test_the_requester_is_reminded_once_and_then_it_is_time_to_close() -> None:
    outcome = fire(OnRequester(NOW + 7 * DAY, NOW + 2 * DAY), 2 * DAY)
    assert lines(outcome) == [f"Tell {DM} told.reminder"]
    reminded = the_case(outcome)
    assert reminded.phase.on == OnRequester(NOW + 7 * DAY)
    assert not pending.lapsed(reminded, facts(RULES, NOW + 6 * DAY))
    assert pending.lapsed(reminded, facts(RULES, NOW + 7 * DAY))


@pytest.mark.parametrize("on", [OnSupplier("The Bank", NOW + DAY), Snoozed(NOW + DAY)])
def test_a_target_that_has_come_gives_the_case_back_and_never_before(on: object) -> None:
    assert the_case(fire(on, DAY)).phase == Ticket(ASKED, "due")
    assert fire(on, DAY - HOUR).put == ()


@pytest.mark.parametrize(
    ("on", "wakes"),
    [
        (OnRequester(NOW + DAY), True),
        (Snoozed(NOW + DAY), True),
        (OnDepartment("billing"), False),
        (OnSupplier("The Bank", NOW + DAY), False),
    ],
)
def test_the_requesters_word_ends_only_what_waits_for_it(on: object, wakes: bool) -> None:
    the = case(Pending(on, NOW, ben.id))
    again, effects = pending.woken(the, AT)
    assert (isinstance(again.phase, Ticket), bool(effects)) == (wakes, wakes)


def test_what_waits_is_in_nobodys_list_but_the_timers() -> None:
    the = case(Pending(OnSupplier("The Bank", NOW + DAY), NOW, ben.id))
    ranked = {each.index for each in indexes(the) if isinstance(each, Ranked)}
    assert ranked == {f"cases:{RITA.account}", "asked", "timers"}


def test_agreeing_that_it_is_solved_is_consent_and_leaving_otherwise_is_not() -> None:
    asked = case(Pending(OnRequester(NOW + DAY, solved=True), NOW, ben.id))
    assert the_case(ending.leave(scene(asked), CommandId("c"), AT)).phase.by == "consent"
    waits = case(Pending(OnRequester(NOW + DAY), NOW, ben.id))
    assert the_case(ending.leave(scene(waits), CommandId("c"), AT)).phase.by == "requester"


def test_what_does_not_work_after_an_incident_comes_before_others_once() -> None:
    asked = Pending(OnRequester(NOW + DAY, solved=True), NOW, ben.id)
    first = the_case(ending.reopen(scene(case(asked, incident=3)), CommandId("a"), AT))
    assert (first.priority, first.incident) == (pending.RAISE, None)
    second = the_case(ending.reopen(scene(replace(first, phase=asked)), CommandId("b"), AT))
    assert second.priority == pending.RAISE


# ---- complaints


def test_the_first_complaint_is_heard_in_the_room_and_opens_a_closed_case_again() -> None:
    outcome = complaints.complain(scene(roomed(CLOSED)), pressed(RITA, Verb.COMPLAIN, "rude"), AT)
    assert the_case(outcome).complained
    assert the_case(outcome).phase == Ticket(ASKED, "complaint", NOW)
    assert f"Tell {ROOM} told.complaint" in lines(outcome)
    assert f"ReopenRoom {ROOM} room.agent" in lines(outcome)


def test_the_second_is_a_case_of_its_own_of_which_nothing_is_told_where_the_agent_is() -> None:
    the = replace(owned(), complained=True)
    outcome = complaints.complain(scene(the, number=TWO), pressed(RITA, Verb.COMPLAIN, "rude"), AT)
    own = the_case(outcome)
    assert (own.id, own.department, own.complaint) == (TWO, "care", MINE)
    told = lines(outcome)
    assert not any(ROOM in line or BEN.account in line for line in told)
    assert any(f"direct/{ZOE.account}" in line for line in told)
    assert all(entry.case == TWO for entry in outcome.entries), "nor in the first case's transcript"


def test_a_complaint_is_seen_by_its_department_but_never_by_those_whom_it_is_against() -> None:
    the = complaint()
    assert [may_see(the, agent, AT) for agent in (ana, ben, zoe)] == [False, False, True]
    assert [may_take(the, agent, AT) for agent in (ana, ben, zoe)] == [False, False, True]


def test_without_anybody_whom_it_is_not_against_a_complaint_goes_to_the_agent_once_more() -> None:
    the = replace(owned(), complained=True, served_by=(ben.id, zoe.id))
    outcome = complaints.complain(scene(the, number=TWO), pressed(RITA, Verb.COMPLAIN, "rude"), AT)
    assert the_case(outcome).id == the.id


def test_a_complaint_waits_in_its_own_list_and_is_no_chat() -> None:
    waiting = {each.index for each in indexes(complaint()) if isinstance(each, Ranked)}
    assert complaints_of("care") in waiting
    assert TICKETS not in waiting
    assert not [each for each in indexes(complaint(ACTIVE)) if isinstance(each, Unique)]


def test_a_complaint_is_served_in_private_and_beside_an_open_chat() -> None:
    the = scene(complaint(), open=CaseId(1))
    outcome = serving.take(the, CommandId("c"), zoe, ZOE.account, AT, by_choice=True)
    assert the_case(outcome).room_private
    assert refused(serving.take(the, CommandId("c"), ana, ANA.account, AT, by_choice=True))[0] == (
        "refusal.not_your_department"
    )


# ---- merging and sorting


def test_a_merged_case_ends_and_the_other_goes_on_with_its_words() -> None:
    first, second = case(ACTIVE), case(Ticket(ASKED, "left"), id=TWO, room=None)
    outcome = merging.merge(scene(first, owner=seat(ben, 1)), pressed(BEN, Verb.MERGE, "2"), second, ben, AT)
    over, goes_on = (each for each in outcome.put if isinstance(each, Case))
    assert over.phase == Closed(NOW, "merged", ben.id, mode="ticket", into=TWO)
    assert (goes_on.id, goes_on.links) == (TWO, (first.id,))
    assert {entry.case for entry in outcome.entries} == {first.id, TWO}


@pytest.mark.parametrize(
    "other",
    [
        case(id=CaseId(1)),
        replace(case(id=TWO), requester=ANA.account),
        complaint(),
    ],
)
def test_a_case_is_merged_only_into_another_of_the_same_person_that_the_agent_may_see(other: Case) -> None:
    outcome = merging.merge(scene(owned()), pressed(BEN, Verb.MERGE, "x"), other, ben, AT)
    assert refused(outcome)[0] == "refusal.not_theirs"


CAREFUL = facts(
    replace(
        RULES, departments=(Department("care", {"en": "Care"}, (ana.id, ben.id, zoe.id), complaints=True),)
    )
)


def test_two_complaints_that_become_one_stay_with_those_whom_neither_is_against() -> None:
    first = replace(complaint(), complaint=Complaint(CaseId(5), (ana.id,)))
    second = replace(complaint(), id=CaseId(3))
    outcome = merging.merge(scene(first), pressed(ZOE, Verb.MERGE, "3"), second, zoe, CAREFUL)
    goes_on = next(each for each in outcome.put if isinstance(each, Case) and each.id == second.id)
    assert [may_see(goes_on, agent, CAREFUL) for agent in (ana, ben, zoe)] == [False, False, True]


@pytest.mark.parametrize(("one", "other"), [((ana.id,), ()), ((), (ben.id,))])
def test_a_complaint_does_not_become_part_of_what_somebody_has_served_whom_it_is_against(
    one: tuple[AgentId, ...], other: tuple[AgentId, ...]
) -> None:
    first = replace(complaint(), complaint=Complaint(CaseId(5), (ben.id,)), served_by=one)
    second = replace(complaint(), id=CaseId(3), complaint=Complaint(CaseId(6), (ana.id,)), served_by=other)
    outcome = merging.merge(scene(first), pressed(ZOE, Verb.MERGE, "3"), second, zoe, CAREFUL)
    assert refused(outcome)[0] == "refusal.served_by_accused"


def test_a_category_is_one_of_the_fields_and_a_priority_a_number() -> None:
    sorted_in = escalation.categorise(scene(owned()), pressed(BEN, Verb.CATEGORY, "refund"), AT)
    assert the_case(sorted_in).category == "refund"
    offered = escalation.categorise(scene(owned()), pressed(BEN, Verb.CATEGORY, "nonsense"), AT)
    assert [action.argument for action in offered.answer.card.actions] == ["refund"]
    assert the_case(escalation.prioritise(scene(owned()), pressed(BEN, Verb.PRIORITY, "7"), AT)).priority == 7
    for wrong in ("", "-1", "101", "ten", "²"):
        outcome = escalation.prioritise(scene(owned()), pressed(BEN, Verb.PRIORITY, wrong), AT)
        assert refused(outcome)[0] == "refusal.priority"


# ---- helpers


@pytest.mark.parametrize(
    ("the", "by", "helper", "refusal"),
    [
        (owned(), ben, zoe, None),
        (owned(), ben, ana, None),
        (owned(), ben, ben, "refusal.cannot_help"),
        (owned(), ana, zoe, "refusal.not_owner"),
        (case(Ticket(NOW, "chosen")), ben, zoe, "refusal.not_active"),
        (replace(owned(), room_private=True), ben, zoe, "refusal.cannot_help"),
        (
            replace(owned(), complaint=Complaint(TWO, (zoe.id,)), department="care"),
            ben,
            zoe,
            "refusal.cannot_help",
        ),
        (owned(), ben, Agent(AgentId("far"), "Far", (Account("moor:far"),), 1), "refusal.cannot_help"),
    ],
)
def test_who_may_ask_whom_to_help(the: Case, by: Agent, helper: Agent, refusal: str | None) -> None:
    outcome = helping.ask_in(scene(the), pressed(BEN, Verb.WITH, "why"), helper, by, AT)
    if refusal is not None:
        assert refused(outcome)[0] == refusal
        return
    assert isinstance(outcome, Decision)
    assert outcome.put == ()
    assert {effect.to for effect in outcome.effects} <= {
        ROOM,
        *(direct(account) for account in helper.accounts),
    }
