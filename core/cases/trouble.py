"""When something did not go as it should: words that did not arrive, rooms that are gone, agents who fell silent,
promises that ran out.
"""

from dataclasses import replace

from core.cases import pending
from core.cases.cards import header_card, header_key, requester_card, uncertain_card, unheard_card
from core.cases.case import Active, Case, Closed, Pending, Ticket, Waiting, moved
from core.cases.decision import UNCHANGED, Decision, Outcome, Record, Refusal, Scene
from core.cases.ending import close, lost
from core.cases.entries import event
from core.cases.history import told_again
from core.cases.pending import lapsed
from core.cases.questions import pages, silence_card, silence_over
from core.cases.seats import Seat
from core.cases.serving import release
from core.policy import Agent, Facts
from core.words.commands import PlaceGone, TimerFired, Undelivered
from core.words.effects import Effect, Mark, OpenRoom, Show, Tell
from core.words.refs import (
    Destination,
    RoomKey,
    carrier,
    direct,
    is_room,
    room_key,
    side_of,
    side_of_entry,
)
from core.words.texts import text


def undelivered(scene: Scene, command: Undelivered, facts: Facts) -> Decision:
    """What did not reach the requester is marked on the agent's own message and said in their room; a requester who
    cannot be reached goes on as a ticket. A room that is gone is opened anew with the history; what the room there is
    could not take of the requester's words is said in it.
    """
    case = scene.the_case
    if not _with_requester(case, command.to):
        if command.to != case.room:
            return UNCHANGED
        if command.reason == "no_room":
            return _no_room(scene, case, command, facts)
        return room_lost(scene, facts) if command.reason == "place_gone" else _unheard(case, command, facts)
    effects: tuple[Effect, ...] = ()
    if case.room is not None and command.entry is not None and side_of_entry(command.entry) == "agent":
        notice: Effect = (
            Show(case.room, uncertain_card(case, command.row, command.entry), facts.policy.language)
            if command.uncertain
            else Tell(case.room, text(f"undelivered.{command.reason}"), facts.policy.language)
        )
        effects = (Mark(case.room, command.entry, "uncertain" if command.uncertain else "failed"), notice)
    after = UNCHANGED
    if command.to == case.place and command.reason == "unreachable":
        after = lost(scene, command.id, facts, "unreachable")
        effects = (*effects, *_shown_to_who_presses(after, facts))
    elif command.to == case.place and command.reason == "place_gone":
        after = lost(scene, command.id, facts, "room_lost")
    return replace(after, effects=(*effects, *after.effects))


def _shown_to_who_presses(after: Decision, facts: Facts) -> tuple[Effect, ...]:
    """How the case stands now, for those who have just pressed something: that they see, whatever they cannot get."""
    return tuple(
        Show(each.place, requester_card(each, facts), each.language)
        for each in after.put
        if isinstance(each, Case) and not isinstance(each.phase, Closed)
    )


def _no_room(scene: Scene, case: Case, command: Undelivered, facts: Facts) -> Decision:
    """There is nowhere for an agent to serve it: it goes back, and the agent gets nothing more until they are on again.

    To open another room would fail as this one did.
    """
    if not isinstance(case.phase, Active):
        return Decision((replace(case, room=None),))
    account = case.phase.account
    back = release(scene, command.id, facts, why="left")
    if isinstance(back, Refusal):
        return UNCHANGED
    told = Tell(direct(account), text("told.no_room", case=case.id), facts.policy.language)
    return replace(back, put=tuple(map(_without_room, back.put)), effects=(*back.effects, told))


def _without_room(record: Record) -> Record:
    match record:
        case Case():
            return replace(record, room=None)
        case Seat():
            return replace(record, presence="away")
        case _:
            return record


def _with_requester(case: Case, to: Destination) -> bool:
    """Whether the requester is spoken to there, or was before their room was lost."""
    if is_room(to):
        return side_of(RoomKey(to)) == "requester"
    return to in {case.place, direct(case.requester)}


def _unheard(case: Case, command: Undelivered, facts: Facts) -> Decision:
    if case.room is None or command.entry is None or side_of_entry(command.entry) != "requester":
        return UNCHANGED
    language = facts.policy.language
    if command.reason == "too_large":
        return Decision(effects=(Tell(case.room, text("undelivered.unheard", name=case.name), language),))
    return Decision(effects=(Show(case.room, unheard_card(case, command.row, command.entry), language),))


def place_gone(scene: Scene, command: PlaceGone, facts: Facts) -> Decision:
    """Somebody deleted a room."""
    if scene.room is None:
        return UNCHANGED
    if side_of(scene.room) == "requester":
        return lost(scene, command.id, facts, "room_lost")
    return room_lost(scene, facts)


def room_lost(scene: Scene, facts: Facts) -> Decision:
    """The agents' room is gone: another is opened, with the history, where the case has an owner."""
    case = scene.the_case
    if not isinstance(case.phase, Active):
        return Decision((replace(case, room=None),)) if case.room is not None else UNCHANGED
    if scene.room is not None and scene.room != case.phase.room:
        return UNCHANGED
    room = room_key(case.id, "agent", case.rooms + 1, carrier(case.phase.account))
    opened = replace(moved(case, replace(case.phase, room=room)), room=room, rooms=case.rooms + 1)
    title = text("room.agent", case=case.id, name=case.name)
    language, owner, head = facts.policy.language, case.phase.account, header_key(case.id)
    effects: tuple[Effect, ...] = (
        OpenRoom(room, case.id, "agent", title, (owner,), language, case.room_private, head),
        Show(room, header_card(opened, facts), language),
        Tell(room, text("told.room_again"), language),
        *told_again(opened, scene.history, room, facts),
    )
    return Decision((opened,), effects)


def fired(scene: Scene, command: TimerFired, facts: Facts) -> Outcome:
    """A timer of a case is due. One of an earlier revision changes nothing."""
    case = scene.the_case
    if command.revision != case.revision:
        return UNCHANGED
    match case.phase:
        case Waiting(paged=False) if command.kind == "first_response":
            return _nobody_yet(scene, case, case.phase, command, facts)
        case Active(silent_at=due) if command.kind == "silence" and due is not None and due <= facts.now:
            return _silent(scene, case, case.phase, command, facts)
        case Pending() if command.kind == "pending":
            return (
                close(scene, command.id, "inactivity", facts)
                if lapsed(case, facts)
                else pending.fired(scene, command, facts)
            )
        case Waiting() | Active() | Ticket() | Pending() | Closed():
            return UNCHANGED


def _nobody_yet(scene: Scene, case: Case, waiting: Waiting, command: TimerFired, facts: Facts) -> Decision:
    """Nobody took it within the promise: on-call is paged once, a ticket is offered, the place is kept."""
    paged = moved(case, replace(waiting, paged=True))
    effects: tuple[Effect, ...] = (
        *pages(paged, facts),
        Show(case.place, requester_card(paged, facts, scene.position), case.language),
    )
    return Decision((paged,), effects, (event(command.id, case.id, text("event.paged"), facts.now),))


def _silent(scene: Scene, case: Case, active: Active, command: TimerFired, facts: Facts) -> Outcome:
    """The agent is asked once whether they are still there; then the case goes back to the queue."""
    if active.asked_still_there:
        return release(scene, command.id, facts, why="silent")
    phase = replace(active, asked_still_there=True, silent_at=facts.now + facts.policy.live_chat.patience)
    asked = replace(case, phase=phase)
    question = Show(active.room, silence_card(asked, facts, phase), facts.policy.language)
    return Decision((asked,), (question,))


def still_here(scene: Scene, agent: Agent, facts: Facts) -> Decision:
    """The agent is there: the clock starts anew. Nobody can say so for them."""
    case = scene.the_case
    if not isinstance(case.phase, Active) or case.phase.agent != agent.id or not case.phase.asked_still_there:
        return UNCHANGED
    silent_at = facts.now + facts.policy.live_chat.silence
    there = replace(case, phase=replace(case.phase, asked_still_there=False, silent_at=silent_at))
    return Decision((there,), silence_over(case, facts, text("silence.answered")))
