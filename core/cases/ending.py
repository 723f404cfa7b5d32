"""How a case ends, and what follows: closing, leaving, "solved?", stars, reopening, the transcript."""

from dataclasses import replace
from typing import Literal

from core.cases.cards import header_card, rating_card, requester_card, solved_question, staff_name
from core.cases.case import (
    Active,
    Case,
    Closed,
    ClosedBy,
    OnIncident,
    OnRequester,
    Pending,
    Ticket,
    TicketReason,
    Waiting,
    moved,
)
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal, Scene
from core.cases.entries import event, for_staff, said, written
from core.cases.pending import back, open_again, raised
from core.cases.pending import solved as asked_whether_solved
from core.cases.questions import all_over, silence_over
from core.cases.seats import without_case
from core.policy import Agent, Facts
from core.words.cards import Answer
from core.words.commands import Pressed, Said
from core.words.documents import Document
from core.words.effects import CloseRoom, Effect, Hand, Say, Show, Tell, Voice
from core.words.refs import CommandId, direct, is_room
from core.words.texts import text


def close(
    scene: Scene, command: CommandId, by: ClosedBy, facts: Facts, agent: Agent | None = None
) -> Outcome:
    """The end of a case, from any phase. The requester is asked whether it is solved, in one card."""
    case = scene.the_case
    if isinstance(case.phase, Closed):
        return Refusal(text("refusal.closed", case=case.id))
    owner = case.phase.agent if isinstance(case.phase, Active | Pending) else None
    if isinstance(case.phase, Pending) and agent is not None:
        owner = agent.id
    mode: Literal["chat", "ticket"] = "ticket" if _is_ticket(case) else "chat"
    if by == "agent" and owner is not None and agent is not None and owner != agent.id:
        return Refusal(text("refusal.not_owner", agent=staff_name(facts, owner), case=case.id))
    closed = moved(case, Closed(facts.now, by, owner, solved=True if by == "consent" else None, mode=mode))
    effects: list[Effect] = [
        *all_over(case, facts),
        Show(case.place, requester_card(closed, facts), case.language),
    ]
    if owner is not None:
        effects.append(Show(case.place, rating_card(closed), case.language))
    if case.room is not None:
        effects.append(Show(case.room, header_card(closed, facts), facts.policy.language))
        if by in {"requester", "consent"}:
            effects.append(Tell(case.room, text("told.requester_closed"), facts.policy.language))
        effects.append(CloseRoom(case.room, text("room.closed", case=case.id), facts.policy.language))
    seats = () if scene.owner is None else (without_case(scene.owner, case.id, facts.now),)
    return Decision(
        (closed, *seats),
        tuple(effects),
        (event(command, case.id, text(f"event.closed_{by}"), facts.now),),
        Answer(
            text("told.closed", case=case.id),
            language=case.language if by in {"requester", "consent"} else "",
        ),
    )


def leave(scene: Scene, command: CommandId, facts: Facts) -> Outcome:
    """The requester leaves: a waiting chat goes on as a ticket, anything else is closed by them."""
    case = scene.the_case
    if isinstance(case.phase, Waiting):
        return to_ticket(scene, command, facts, "left")
    if isinstance(case.phase, Pending) and isinstance(case.phase.on, OnRequester) and case.phase.on.solved:
        return close(scene, command, "consent", facts)
    if case.reported and not isinstance(case.phase, Closed):
        return Refusal(text("refusal.investigated", case=case.id))
    return close(scene, command, "requester", facts)


def to_ticket(scene: Scene, command: CommandId, facts: Facts, reason: TicketReason) -> Outcome:
    """A waiting chat becomes a ticket: same id, same words, answered without the requester having to wait."""
    case = scene.the_case
    if not isinstance(case.phase, Waiting):
        return Refusal(text("refusal.not_waiting", case=case.id))
    ticket = moved(case, Ticket(facts.now, reason))
    effects: list[Effect] = [
        *all_over(case, facts),
        Show(case.place, requester_card(ticket, facts, why=(text(f"closed.{reason}"),)), case.language),
    ]
    if case.room is not None:
        effects.append(Show(case.room, header_card(ticket, facts), facts.policy.language))
    return Decision(
        (ticket,),
        tuple(effects),
        (event(command, case.id, text("event.ticket", why=text(f"closed.{reason}")), facts.now),),
        Answer(text("told.ticket", case=case.id), language=case.language),
    )


def lost(scene: Scene, command: CommandId, facts: Facts, reason: TicketReason) -> Decision:
    """The requester cannot be written to any more (blocked, left, deleted the thread): the case goes on as a ticket,
    and the agent is told.
    """
    case = scene.the_case
    place = direct(case.requester) if is_room(case.place) else case.place
    unreachable = reason == "unreachable"
    match case.phase:
        case Waiting():
            ticket = replace(moved(case, Ticket(facts.now, reason)), place=place, unreachable=unreachable)
            effects: tuple[Effect, ...] = all_over(case, facts)
            if not unreachable:
                card = requester_card(ticket, facts, why=(text(f"closed.{reason}"),))
                effects = (*effects, Show(place, card, case.language))
            what = text("event.ticket", why=text(f"closed.{reason}"))
            return Decision((ticket,), effects, (event(command, case.id, what, facts.now),))
        case Active() as active:
            if case.unreachable and active.mode == "ticket":
                return UNCHANGED
            onward = replace(
                case,
                phase=replace(active, mode="ticket", silent_at=None, asked_still_there=False),
                place=place,
                unreachable=unreachable,
            )
            language = facts.policy.language
            told: tuple[Effect, ...] = (
                Tell(active.room, text(f"told.requester_{reason}"), language),
                Show(active.room, header_card(onward, facts), language),
                *silence_over(case, facts, text("silence.over")),
            )
            if not unreachable:
                told = (*told, Show(place, requester_card(onward, facts), case.language))
            what = text("event.ticket", why=text(f"closed.{reason}"))
            return Decision((onward,), told, (event(command, case.id, what, facts.now),))
        case Ticket() | Pending() | Closed():
            onward = replace(case, place=place, unreachable=unreachable)
            if onward == case:
                return UNCHANGED
            shown = not unreachable and isinstance(case.phase, Ticket | Pending)
            return Decision(
                (onward,), (Show(place, requester_card(onward, facts), case.language),) if shown else ()
            )


def solved(scene: Scene) -> Outcome:
    """The requester says it is solved: the card asks for stars."""
    case = scene.the_case
    if not isinstance(case.phase, Closed):
        return Refusal(text("refusal.expired"))
    if case.phase.solved:
        return UNCHANGED
    agreed = replace(case, phase=replace(case.phase, solved=True))
    return Decision((agreed,), (Show(case.place, rating_card(agreed), case.language),))


def rate(scene: Scene, command: Pressed) -> Outcome:
    """Stars belong to this resolution and can be given once."""
    case = scene.the_case
    if not isinstance(case.phase, Closed) or command.argument not in {"1", "2", "3", "4", "5"}:
        return Refusal(text("refusal.expired"))
    if case.phase.stars is not None:
        return UNCHANGED
    rated = replace(case, phase=replace(case.phase, solved=True, stars=int(command.argument)))
    return Decision((rated,), (Show(case.place, rating_card(rated), case.language),))


def comment(scene: Scene, command: Pressed, words: Document, facts: Facts) -> Outcome:
    """A few words with the stars."""
    case = scene.the_case
    if not isinstance(case.phase, Closed):
        return Refusal(text("refusal.expired"))
    commented = replace(case, phase=replace(case.phase, comment=words.text[:1_000]))
    entry = written(command.id, case, "requester", command.who, words, facts.now)
    return Decision(
        (commented,),
        (Show(case.place, rating_card(commented), case.language),),
        (entry,),
        Answer(text("rate.thanks"), language=case.language),
    )


def reopen(scene: Scene, command: CommandId, facts: Facts) -> Outcome:
    """Not solved after all: back into the queue, or to the tickets where live chat takes nobody."""
    case = scene.the_case
    if isinstance(case.phase, Pending) and isinstance(case.phase.on, OnRequester | OnIncident):
        case = raised(case)
        again, told = back(case, facts, "replied")
        no = event(command, case.id, text("event.not_yet"), facts.now)
        return Decision((again,), told, (no,), Answer(text("told.not_yet"), language=case.language))
    if not isinstance(case.phase, Closed) or case.phase.into is not None:
        return Refusal(text("refusal.not_closed", case=case.id))
    if facts.now - case.phase.at > facts.policy.reopen_within:
        return Refusal(text("refusal.too_late", case=case.id))
    takes = scene.takes and case.phase.mode == "chat"
    if takes and scene.open is not None:
        return Refusal(text("refusal.have_one", case=scene.open))
    if takes:
        again = moved(case, Waiting(facts.now, facts.now + facts.policy.live_chat.first_response))
    else:
        reason = scene.front.reason if scene.front and scene.front.reason else "late"
        again = moved(case, Ticket(facts.now, reason))
    effects: list[Effect] = [Show(case.place, requester_card(again, facts, scene.position), case.language)]
    if case.room is not None:
        effects += open_again(case, facts)
        effects.append(Tell(case.room, text("told.reopened", case=case.id), facts.policy.language))
        effects.append(Show(case.room, header_card(again, facts), facts.policy.language))
    return Decision(
        (again,),
        tuple(effects),
        (event(command, case.id, text("event.reopened"), facts.now),),
        Answer(text("told.reopened", case=case.id), language=case.language),
    )


def ask_to_close(scene: Scene, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """The agent asks whether it is solved, without closing. A ticket then waits for the answer."""
    case = scene.the_case
    if not isinstance(case.phase, Active) or case.phase.agent != agent.id:
        return Refusal(text("refusal.not_active", case=case.id))
    if case.phase.mode == "ticket":
        return asked_whether_solved(scene, command, agent, facts)
    return Decision(
        (),
        (Show(case.place, solved_question(case), case.language),),
        (),
        Answer(text("told.asked_to_close")),
    )


def heard_again(scene: Scene, command: Said, facts: Facts) -> Decision:
    """Words to a closed ticket, in time: it is the agents' again, with all that was said."""
    case = scene.the_case
    again, effects = back(case, facts, "replied")
    entry = said(command, case.id, "requester", scene.reply)
    if case.room is not None:
        voice = Voice(case.name, staff=False)
        words = for_staff(command.words)
        say = Say(case.room, entry.id, voice, words, facts.policy.language, command.files, repeatable=True)
        effects = (*effects, say)
    told = Tell(case.place, text("told.reopened", case=case.id), case.language)
    reopened = event(command.id, case.id, text("event.reopened"), facts.now)
    return Decision((again,), (*effects, told), (reopened, entry))


def _is_ticket(case: Case) -> bool:
    match case.phase:
        case Active(mode=mode):
            return mode == "ticket"
        case Waiting():
            return False
        case Ticket() | Pending() | Closed():
            return True


def transcript(scene: Scene) -> Outcome:
    """The transcript goes where the case's requester is spoken to, never anywhere else."""
    case = scene.the_case
    return Decision(
        (),
        (Hand(case.place, case.id, case.language),),
        (),
        Answer(text("told.transcript"), language=case.language),
    )
