"""A small desk for the tables: its people, its clock, a case in each phase, and how to read a decision."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

from core.cases.case import Active, Case, Closed, Handover, OnRequester, Pending, Phase, Ticket, Waiting
from core.cases.decision import Decision, Front, Outcome, Refusal, Scene
from core.cases.people import Desk
from core.cases.seats import Seat
from core.policy import Agent, Facts, LiveChat, Macro, Moment, Policy, Roster, Topic
from core.promises.hours import ALWAYS, Hours, Span
from core.words.cards import Verb
from core.words.commands import Asked, Pressed, Said
from core.words.documents import plain
from core.words.effects import Effect
from core.words.people import Person
from core.words.records import Entry
from core.words.refs import (
    Account,
    AgentId,
    CaseId,
    CommandId,
    EntryId,
    MessageRef,
    Place,
    direct,
    is_direct,
    is_room,
    room_key,
    side_of,
    side_of_entry,
)
from core.words.texts import Text

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

RITA = Person(Account("moor:rita"), "Rita")
TOM = Person(Account("moor:tom"), "Tom")
ANA = Person(Account("moor:ana"), "Ana")
ANA_AT_SEA = Person(Account("sea:ana"), "Ana")
BEN = Person(Account("sea:ben"), "Ben")
ZOE = Person(Account("sea:zoe"), "Zoe")

AGENTS = (
    Agent(AgentId("ana"), "Ana Lima", (ANA.account, ANA_AT_SEA.account), 3, alias="Anna"),
    Agent(AgentId("ben"), "Ben Roth", (BEN.account,), 2),
    Agent(AgentId("zoe"), "Zoe Park", (ZOE.account,), 1, private=True),
)
BY_ID = {agent.id: agent for agent in AGENTS}
ana, ben, zoe = AGENTS

WEEKDAYS = Hours("UTC", (*((Span(time(9), time(17)),),) * 5, (), ()), {date(2026, 3, 3): "Carnival"})

POLICY = Policy(
    desk="d",
    name="The desk",
    language="en",
    zone="UTC",
    live_chat=LiveChat(ALWAYS),
    agents=AGENTS,
    topics=(Topic("billing", {"en": "Billing"}, priority=5), Topic("other", {"en": "Other"})),
    macros=(Macro("hello", {"en": "Hello {requester}, this is {agent}.", "pt-PT": "Olá {requester}."}),),
    on_call=(Place("sea:oncall"),),
    boards=(Place("sea:board"),),
)

ONE = CaseId(1)
DM = direct(RITA.account)
ROOM = room_key(ONE, "agent", 1, "sea")
"""Where Ben serves case 1."""


def policy(**changes: object) -> Policy:
    return replace(POLICY, **changes)


def live(**changes: object) -> Policy:
    return replace(POLICY, live_chat=replace(POLICY.live_chat, **changes))


def facts(rules: Policy = POLICY, now: datetime = NOW) -> Facts:
    return Facts(rules, Roster.of(rules.agents), Moment(now))


# ---- cases and seats

ASKED = NOW - 10 * MINUTE
WAITING = Waiting(ASKED, ASKED + 5 * MINUTE)
ACTIVE = Active(ben.id, BEN.account, ROOM, NOW - 5 * MINUTE, "chat")
TICKET = Ticket(ASKED, "left")
CLOSED = Closed(NOW - MINUTE, "agent", ben.id)
OFFERED = replace(ACTIVE, handover=Handover(ana.id, "knows refunds", NOW + 3 * MINUTE, direct(ANA.account)))

PENDING = Pending(OnRequester(NOW + 7 * DAY, NOW + 2 * DAY), NOW - HOUR, ben.id)

PHASES: dict[str, Phase] = {
    "waiting": WAITING,
    "active": ACTIVE,
    "ticket": TICKET,
    "pending": PENDING,
    "closed": CLOSED,
}
assert {type(phase) for phase in PHASES.values()} == set(get_args(Phase))


def case(phase: Phase = WAITING, **changes: object) -> Case:
    """Case 1 of Rita's; in the active phase Ben has it in his room."""
    served = isinstance(phase, Active)
    made = Case(ONE, RITA.account, RITA.name, "pt-PT", DM, None, 0, ASKED, phase, revision=4)
    made = replace(
        made,
        rooms=1 if served else 0,
        room=phase.room if served else None,
        served_by=(phase.agent,) if served else (),
    )
    return replace(made, **changes)


def roomed(phase: Phase) -> Case:
    """Case 1, which Ben has served before and whose room still stands."""
    return case(phase, rooms=1, room=ROOM, served_by=(ben.id,))


def seat(
    agent: Agent, *cases: int, presence: Literal["on", "away", "off"] = "on", idle: datetime = NOW
) -> Seat:
    numbers = tuple(CaseId(each) for each in cases)
    return Seat(agent.id, agent.capacity, presence, numbers, idle, agent.accounts[0], agent.private)


def scene(the: Case | None = None, **parts: object) -> Scene:
    return replace(Scene(Desk(), the), **parts)


OPEN = Front(takes=True, reason=None, until=None, waiting=2)
SHUT = Front(takes=False, reason="closed_hours", until=NOW + 20 * HOUR, waiting=0)


# ---- commands


def said(who: Person, words: str, where: str = "moor:dm", number: int = 7, **parts: object) -> Said:
    ref = MessageRef(Place(where), str(number))
    made = Said(CommandId(f"said:{number}"), who, ref.place, True, ref, plain(words), NOW)
    return replace(made, **parts)


def pressed(who: Person, verb: Verb, words: str | None = None, **parts: object) -> Pressed:
    document = None if words is None else plain(words)
    made = Pressed(CommandId(f"pressed:{verb}"), who, Place("sea:here"), verb, words=document)
    return replace(made, **parts)


def asked(who: Person, words: str, **parts: object) -> Asked:
    made = Asked(CommandId("asked:1"), who, Place("moor:dm"), False, None, plain(words), NOW)
    return replace(made, **parts)


def entry_of(side: Literal["r", "a", "n"], number: int = 1, case: int = 1) -> EntryId:
    return EntryId(f"{side}:{case}:said:{number}")


def spoken(side: Literal["r", "a", "n"], words: str, number: int = 1, who: Person = RITA) -> Entry:
    kind: Literal["note", "said"] = "note" if side == "n" else "said"
    at = ASKED + number * timedelta(seconds=1)
    return Entry(entry_of(side, number), ONE, kind, at, "", who.account, who.name, plain(words))


# ---- reading what comes out


def decided(outcome: Outcome) -> Decision:
    assert isinstance(outcome, Decision), f"refused: {outcome.reason}"
    return outcome


def refused(outcome: Outcome) -> tuple[str, dict[str, object]]:
    """The key of a refusal and what it tells."""
    assert isinstance(outcome, Refusal), f"decided: {outcome}"
    count = {} if outcome.reason.count is None else {"count": outcome.reason.count}
    return outcome.reason.key, dict(outcome.reason.values) | count


def the_case(outcome: Outcome) -> Case:
    """The case as the decision leaves it."""
    return next(record for record in decided(outcome).put if isinstance(record, Case))


def the_seats(outcome: Outcome) -> dict[str, tuple[int, ...]]:
    """What each changed seat carries afterwards."""
    return {record.agent: record.cases for record in decided(outcome).put if isinstance(record, Seat)}


def line(effect: Effect) -> str:
    """An effect as one line of a transcript: what, where, and by which words or key."""
    name, to = type(effect).__name__, effect.to
    for field in ("card", "text", "title", "subject", "words", "state", "emoji", "people", "entry", "case"):
        what = getattr(effect, field, None)
        if what is None:
            continue
        match field:
            case "card":
                return f"{name} {to} {what.key}"
            case "text" | "title" | "subject":
                return f"{name} {to} {what.key}"
            case "words":
                return f"{name} {to} {what.text}"
            case "people":
                return f"{name} {to} {','.join(what)}"
            case _:
                return f"{name} {to} {what}"
    return f"{name} {to}"


def lines(outcome: Outcome) -> list[str]:
    return [line(effect) for effect in decided(outcome).effects]


def for_requester(effect: Effect, requester: Account = RITA.account) -> bool:
    """Whether an effect reaches the requester: their private chat, or a room on their side."""
    if is_direct(effect.to):
        return effect.to == direct(requester)
    return is_room(effect.to) and side_of(effect.to) == "requester"


def tells_a_note(effect: Effect, secret: str) -> bool:
    """Whether the effect carries a note: one by its id or voice, or its words anywhere within."""
    entry = getattr(effect, "entry", None)
    if entry is not None and side_of_entry(entry) == "note":
        return True
    voice = getattr(effect, "voice", None)
    return (voice is not None and voice.internal) or secret in repr(effect)


def keys(texts: tuple[Text, ...]) -> list[str]:
    return [each.key for each in texts]
