"""A request that may be about an open incident: its writer is asked first; nothing is lost or let through by that."""

from dataclasses import replace
from datetime import datetime

import pytest

from core.cases import intake
from core.cases.case import Ticket
from core.cases.decision import Scene, record_key
from core.cases.people import Draft, Requester
from core.policy import Topic
from core.ports import Version, Versioned
from core.status.components import Affected, Component, ComponentId
from core.status.incidents import Incident, Update
from core.status.rules import StatusRules
from core.words.cards import Verb
from core.words.commands import Asked
from core.words.documents import plain
from core.words.files import File, FileId
from core.words.refs import Carrier, CaseId, MessageRef, Place, room_key
from tests.core.memory import Shelf
from tests.core.setting import (
    HOUR,
    NOW,
    OPEN,
    POLICY,
    RITA,
    asked,
    decided,
    facts,
    pressed,
    refused,
    said,
    scene,
    the_case,
)
from tests.core.test_spreading import START, press, publish, world

CARDS = ComponentId("cards")
UPDATE = Update(NOW, "investigating", "We look.", (Affected(CARDS, "major"),))
OUTAGE = Incident(1, "Card payments fail", NOW, (UPDATE,))
ORDERS = Topic("orders", {"en": "Orders"}, who="authorised")
GARDEN = Topic("garden", {"en": "Garden"}, scope={"en": "Ask a gardener."})
RULES = replace(
    POLICY,
    topics=(*POLICY.topics, ORDERS, GARDEN),
    status=StatusRules((Place("sea:news"),), (Component(CARDS, {"en": "Card payments"}),)),
    boards=(),
)
FILE = File(FileId("f"), "a.png", "image", "image/png", 3)


def at(requester: Requester | None = None) -> Scene:
    return scene(front=OPEN, number=CaseId(9), requester=requester)


def offered(command: Asked, requester: Requester | None = None) -> Draft:
    outcome = decided(intake.ask(at(requester), command, facts(RULES), "en", (OUTAGE,)))
    assert outcome.answer is not None
    assert outcome.answer.card is not None
    assert [each.verb for each in outcome.answer.card.actions] == [Verb.ME_TOO, Verb.OTHER]
    (kept,) = outcome.put
    assert isinstance(kept, Requester)
    assert kept.draft is not None
    return kept.draft


def test_files_that_were_kept_before_come_along() -> None:
    before = Requester(RITA.account, "Rita", draft=Draft(plain("x"), (FILE,), None, NOW))
    assert offered(asked(RITA, "My card", from_draft=True), before).files == (FILE,)


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (asked(RITA, " "), "refusal.blank"),
        (asked(RITA, "My card", topic="orders"), "refusal.only_authorised"),
        (asked(RITA, "My card", topic="garden"), "refusal.scope"),
    ],
)
def test_what_is_not_taken_is_not_asked_about(command: Asked, why: str) -> None:
    assert refused(intake.ask(at(), command, facts(RULES), "en", (OUTAGE,)))[0] == why


def test_blank_first_words_are_not_asked_about() -> None:
    assert (
        refused(intake.first_words(at(), said(RITA, " "), facts(RULES), "en", (OUTAGE,)))[0]
        == "refusal.blank"
    )


def test_what_is_something_else_goes_on_as_it_was_asked_for() -> None:
    about = MessageRef(Place("moor:town"), "5")
    draft = offered(
        asked(RITA, "My card", topic="garden", wants="ticket", room=True, about=about, from_draft=True)
    )
    again = intake.again(draft, pressed(RITA, Verb.OTHER))
    assert (again.about, again.room) == (about, True)
    made = the_case(intake.ask(at(), again, facts(RULES), "en", (OUTAGE,)))
    assert made.phase == Ticket(NOW, "chosen")
    assert made.place == room_key(CaseId(9), "requester", 1, Carrier("moor"))


# ---- I have it too


@pytest.mark.parametrize(
    ("topic", "blocked_until", "taken"),
    [(None, None, True), ("orders", None, False), (None, NOW + HOUR, False)],
)
async def test_who_has_it_too_is_taken_by_the_rules_of_every_request(
    topic: str | None, blocked_until: datetime | None, taken: bool
) -> None:
    shelf = Shelf()
    the = world(shelf, RULES)
    await the.start()
    await publish(the, Verb.INCIDENT, START, "one")
    draft = Draft(plain("My card"), (FILE,), topic, NOW)
    rita = Requester(RITA.account, "Rita", blocked_until=blocked_until, draft=draft)
    shelf.records[record_key(rita)] = Versioned(rita, Version(1))
    await the.handle(press(Verb.ME_TOO, RITA, "me", "1"))
    assert any(key.startswith("case/") for key in shelf.records) == taken
    await the.stop()


async def test_who_has_it_too_has_agreed_to_go_on_in_private() -> None:
    shelf = Shelf()
    the = world(shelf, RULES)
    await the.start()
    await publish(the, Verb.INCIDENT, START, "one")
    draft = Draft(plain("My card"), (), None, NOW, about=MessageRef(Place("moor:town"), "5"))
    rita = Requester(RITA.account, "Rita", draft=draft)
    shelf.records[record_key(rita)] = Versioned(rita, Version(1))
    await the.handle(press(Verb.ME_TOO, RITA, "me", "1"))
    entries = shelf.transcripts[CaseId(1)]
    assert "event.consent" in [each.event.key for each in entries if each.event]
    await the.stop()
