"""Two open chats of one person: when they are asked about them, who may answer, and what becomes of both."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases import uniting
from core.cases.case import Case, Closed, open_key
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.people import Requester
from core.people import proving
from core.people.addresses import fingerprint
from core.people.proof import Link, Mailbox, Proven
from core.ports import Commit
from core.proofs import Proofs
from core.scenes import Loaded, Scenes
from core.words.cards import Verb
from core.words.commands import Pressed
from core.words.effects import Show
from core.words.people import Person
from core.words.records import Unique
from core.words.refs import CaseId, CommandId, Place, direct
from tests.core.memory import MemoryStore, Shelf
from tests.core.setting import ACTIVE, CLOSED, DAY, HOUR, MINUTE, NOW, RITA, TOM, ben, case, lines, seat
from tests.core.test_proving import CODE, HARBOUR, at, known, waiting
from tests.core.world import PlainTexts

TOMS = direct(TOM.account)
OLDER = case()
NEWER = case(id=CaseId(2), requester=TOM.account, name="Tom", place=TOMS, asked_at=NOW - MINUTE)
EVE = Person(Place("sea:eve"), "Eve")


def box(waits: timedelta = -DAY, *others: Link) -> Mailbox:
    """Rita has long been known by the address; Tom's account may act from then on."""
    rita = Link(RITA.account, "pt-PT", NOW - DAY, NOW - DAY)
    return Mailbox(fingerprint(HARBOUR), (), (rita, Link(TOM.account, "en", NOW, NOW + waits), *others))


# ---- asking


def asked(chats: tuple[Case, Case] | None, wait: timedelta, *, linked: bool = False) -> list[Show]:
    """What is asked of Tom when he enters his code."""
    links = box().links if linked else box().links[:1]
    begun = replace(known(TOM, Mailbox(fingerprint(HARBOUR), (), links), proof=waiting()), chats=chats)
    the = at()
    the = replace(the, policy=replace(the.policy, people=replace(the.policy.people, link_wait=wait)))
    outcome = proving.enter(begun, CODE, "nobody", the)
    assert isinstance(outcome, Decision)
    shown = [each for each in outcome.effects if isinstance(each, Show)]
    return [each for each in shown if each.card.key.startswith("unite/")]


FIRST_TOMS = replace(NEWER, asked_at=OLDER.asked_at - MINUTE)
"""Tom's chat, where it is the older one."""


@pytest.mark.parametrize(
    ("chats", "wait", "linked", "are"),
    [
        ((NEWER, OLDER), timedelta(), False, True),
        ((NEWER, OLDER), 72 * HOUR, False, True),
        ((FIRST_TOMS, OLDER), timedelta(), False, True),
        # What Rita has said must not be drawn into the chat of an account that has still to wait.
        ((FIRST_TOMS, OLDER), 72 * HOUR, False, False),
        # Once only: it has been linked before.
        ((NEWER, OLDER), timedelta(), True, False),
        (None, timedelta(), False, False),
    ],
)
def test_they_are_asked_once_where_nobody_can_be_drawn_out(
    chats: tuple[Case, Case] | None, wait: timedelta, *, linked: bool, are: bool
) -> None:
    shown = asked(chats, wait, linked=linked)
    assert bool(shown) == are
    for each in shown:
        assert each.to == TOMS
        assert [(action.verb, action.case, action.argument) for action in each.card.actions] in (
            [(Verb.UNITE, 2, "1"), (Verb.KEEP, 2, "1")],
            [(Verb.UNITE, 1, "2"), (Verb.KEEP, 1, "2")],
        )


# ---- answering


def press(who: Person, verb: Verb, newer: Case = NEWER, older: Case = OLDER) -> Pressed:
    id_ = CommandId(f"p:{who.account}:{verb}")
    return Pressed(id_, who, Place("x"), verb, True, newer.id, argument=str(older.id))


async def answered(command: Pressed, mailbox: Mailbox, *cases: Case) -> Outcome:
    store = MemoryStore(Shelf())
    acts = {each.account: each.acts_from for each in mailbox.links}
    people = [
        Requester(who.account, who.name, proven=Proven(HARBOUR, NOW, acts.get(who.account, NOW)))
        for who in (RITA, TOM, EVE)
    ]
    put = {
        **{f"case/{each.id}": each for each in cases},
        **{f"requester/{each.account}": each for each in people},
        f"mailbox/{mailbox.id}": mailbox,
        "seat/ben": seat(ben, 2),
    }
    held = tuple(Unique(open_key(each.requester), str(each.id)) for each in cases)
    await store.commit(Commit(CommandId("put"), NOW, {}, put, held))
    return await Proofs(Scenes(store), PlainTexts()).decide(command, Loaded(), at())


async def test_the_older_one_stays_and_both_places_hear_what_that_means() -> None:
    outcome = await answered(press(TOM, Verb.UNITE), box(), OLDER, NEWER)
    assert isinstance(outcome, Decision)
    over, onward = (each for each in outcome.put if isinstance(each, Case))
    assert isinstance(over.phase, Closed)
    assert (over.id, over.phase.by, over.phase.into) == (2, "merged", 1)
    assert (onward.id, onward.phase, onward.links) == (1, OLDER.phase, (2,))
    assert lines(outcome) == [
        f"Show {TOMS} case/2",
        f"Tell {OLDER.place} unite.here",
        f"Show {TOMS} unite/1/2",
    ]


async def test_the_agent_of_the_one_that_ends_carries_one_case_fewer() -> None:
    served = replace(NEWER, phase=ACTIVE, room=ACTIVE.room, rooms=1)
    outcome = await answered(press(RITA, Verb.UNITE), box(), OLDER, served)
    assert isinstance(outcome, Decision)
    assert seat(ben, idle=NOW) in outcome.put
    assert f"Tell {TOMS} unite.there" in lines(outcome)
    assert f"Show {OLDER.place} unite/1/2" in lines(outcome)


async def test_who_has_still_to_wait_counts_in_the_older_one_as_no_more_than_that() -> None:
    outcome = await answered(press(TOM, Verb.UNITE), box(72 * HOUR), OLDER, NEWER)
    assert isinstance(outcome, Decision)
    onward = next(each for each in outcome.put if isinstance(each, Case) and each.id == 1)
    assert onward.asker is not None
    assert (onward.asker.kind, onward.asker.lacks) == ("contact", "waiting")


@pytest.mark.parametrize(
    ("who", "mailbox", "older", "newer"),
    [
        (EVE, box(), OLDER, NEWER),
        (EVE, box(-DAY, Link(EVE.account, "en", NOW, NOW)), OLDER, NEWER),
        # Disowned meanwhile.
        (TOM, replace(box(), links=box().links[:1]), OLDER, NEWER),
        (TOM, box(), OLDER, replace(NEWER, phase=CLOSED)),
        (TOM, box(), replace(OLDER, phase=CLOSED), NEWER),
        (TOM, box(), replace(OLDER, reported=True), NEWER),
        (TOM, box(72 * HOUR), replace(OLDER, requester=TOM.account), replace(NEWER, requester=RITA.account)),
        (TOM, box(), replace(OLDER, requester=TOM.account), NEWER),
    ],
)
@pytest.mark.parametrize("verb", [Verb.UNITE, Verb.KEEP])
async def test_nobody_else_and_nothing_else(
    verb: Verb, who: Person, mailbox: Mailbox, older: Case, newer: Case
) -> None:
    outcome = await answered(press(who, verb), mailbox, older, newer)
    assert isinstance(outcome, Refusal)
    assert outcome.reason.key == "refusal.expired"


async def test_kept_apart_nothing_changes_but_the_question() -> None:
    outcome = await answered(press(TOM, Verb.KEEP), box(), OLDER, NEWER)
    assert isinstance(outcome, Decision)
    assert outcome.put == ()
    assert lines(outcome) == [f"Show {TOMS} unite/1/2"]


def test_the_older_is_whichever_was_asked_first() -> None:
    assert uniting.older_first(NEWER, OLDER) == (OLDER, NEWER)
    assert uniting.older_first(OLDER, FIRST_TOMS) == (FIRST_TOMS, OLDER)
