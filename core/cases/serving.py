"""Serving a case: taking it, passing it on, putting it back."""

from dataclasses import replace

from core.cases.access import may_take
from core.cases.cards import header_card, header_key, requester_card, shown_name, staff_name
from core.cases.case import Active, Case, Closed, Handover, Pending, Phase, Ticket, Waiting, apart, moved
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.entries import event
from core.cases.history import told_again
from core.cases.people import Estimate, next_wait
from core.cases.questions import all_over, calls, handover_card, offer_over, pages, silence_over
from core.cases.seats import Seat, load, with_case, without_case
from core.policy import Agent, Facts
from core.words.cards import Answer
from core.words.commands import Pressed
from core.words.effects import CloseRoom, Effect, LetIn, OpenRoom, Show, Tell
from core.words.refs import Account, AgentId, CommandId, RoomKey, carrier, carrier_of, direct, room_key
from core.words.texts import text


def take(
    scene: Scene, command: CommandId, agent: Agent, acting: Account, facts: Facts, *, by_choice: bool
) -> Outcome:
    """An agent takes a waiting chat or a ticket. "Already taken" is an ordinary answer that says by whom.

    `by_choice`: the agent asked for this very case; where the desk allows it that may exceed their capacity.
    A case that comes to a second owner without their asking waits for their confirmation before words go out.
    A ticket waits while its requester is in another chat, since they can be in one only.
    """
    case = scene.the_case
    seat = _seat(scene.seat, agent, acting, facts)
    match case.phase:
        case Active(agent=owner) if owner == agent.id:
            return Refusal(text("refusal.yours_already", case=case.id))
        case Active(agent=owner):
            return Refusal(text("refusal.taken", agent=staff_name(facts, owner), case=case.id))
        case Closed():
            return Refusal(text("refusal.closed", case=case.id))
        case Waiting() | Ticket() | Pending():
            pass
    if not may_take(case, agent, facts):
        return Refusal(text("refusal.not_your_department", case=case.id))
    if scene.open is not None and scene.open != case.id and not apart(case):
        return Refusal(text("refusal.elsewhere", case=case.id, open=scene.open))
    if load(seat) >= seat.capacity and not (by_choice and facts.policy.over_capacity):
        return Refusal(text("refusal.full", count=load(seat)))
    room, rooms, private, opening = _room_for(case, agent, acting, facts)
    active = Active(
        agent=agent.id,
        account=acting,
        room=room,
        since=facts.now,
        mode="chat" if isinstance(case.phase, Waiting) else "ticket",
        confirmed=by_choice or not case.served_by or case.served_by[-1] == agent.id,
        unanswered=facts.now,
        silent_at=facts.now + facts.policy.live_chat.silence if isinstance(case.phase, Waiting) else None,
    )
    served = case.served_by if agent.id in case.served_by[-1:] else (*case.served_by, agent.id)
    taken = replace(moved(case, active), room=room, rooms=rooms, room_private=private, served_by=served)
    effects: list[Effect] = [
        *opening,
        Show(room, header_card(taken, facts, scene.earlier), facts.policy.language),
        *pages(case, facts, text("event.taken", agent=agent.name)),
        *calls(case, facts, text("event.taken", agent=agent.name)),
    ]
    if room != case.room:
        effects.extend(told_again(taken, scene.history, room, facts))
        effects.extend(_left(case.room, taken, agent, facts))
    effects.append(Show(case.place, requester_card(taken, facts), case.language))
    effects.append(Tell(case.place, text("told.joined", agent=agent.shown), case.language))
    estimate: tuple[Estimate, ...] = ()
    if isinstance(case.phase, Waiting):
        waited = (facts.now - case.phase.since).total_seconds()
        estimate = (Estimate(next_wait(scene.wait, waited)),)
    return Decision(
        (taken, with_case(seat, case.id)),
        tuple(effects),
        (event(command, case.id, text("event.taken", agent=agent.name), facts.now, acting, agent.name),),
        Answer(text("told.taken", case=case.id)),
        blind=estimate,
    )


def release(
    scene: Scene, command: CommandId, facts: Facts, *, why: str, agent: Agent | None = None
) -> Outcome:
    """Back to where it came from, with its original time of asking. `why`: `released`, `left`, `vanished`, `silent`.

    `agent` is who gives it back, where it is not the desk itself: its owner or an admin.
    """
    case = scene.the_case
    if not isinstance(case.phase, Active):
        return Refusal(text("refusal.not_active", case=case.id))
    owner = case.phase.agent
    if agent is not None and agent.id != owner and not agent.admin:
        return _not_owner(case, facts)
    phase: Phase
    if case.phase.mode == "ticket":
        phase = Ticket(case.asked_at, "late")
    else:
        phase = Waiting(case.asked_at, facts.now + facts.policy.live_chat.first_response)
    back = moved(case, phase)
    seats = () if scene.owner is None else (without_case(scene.owner, case.id, facts.now),)
    effects: tuple[Effect, ...] = (
        *all_over(case, facts),
        Show(case.phase.room, header_card(back, facts), facts.policy.language),
        Show(case.place, requester_card(back, facts), case.language),
        Tell(case.place, text(f"told.requeued_{why}"), case.language),
    )
    return Decision(
        (back, *seats),
        effects,
        (event(command, case.id, text(f"event.{why}", agent=staff_name(facts, owner)), facts.now),),
        Answer(text("told.released", case=case.id)),
    )


def offer(scene: Scene, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """A transfer is offered to another agent, with a note; the case stays with its owner until it is accepted."""
    case = scene.the_case
    if not isinstance(case.phase, Active) or case.phase.agent != agent.id:
        return _not_owner(case, facts)
    to = facts.roster.by_id.get(AgentId(command.argument))
    if to is None or to.id == agent.id or not to.accounts:
        return Refusal(text("refusal.whom", agent=command.argument))
    if not may_take(case, to, facts):
        return Refusal(text("refusal.not_their_department", agent=to.name))
    note = command.words.text.strip() if command.words else ""
    reach = direct(scene.target.acting if scene.target and scene.target.acting else to.accounts[0])
    handover = Handover(to.id, note, facts.now + facts.policy.live_chat.handover, reach)
    offered = moved(case, replace(case.phase, handover=handover))
    effects: tuple[Effect, ...] = (
        *offer_over(case, facts, text("handover.withdrawn")),
        Show(case.phase.room, header_card(offered, facts), facts.policy.language),
        Show(reach, handover_card(offered, facts, agent.id, handover), facts.policy.language),
    )
    what = text("event.offered", agent=to.name, note=note)
    return Decision(
        (offered,),
        effects,
        (event(command.id, case.id, what, facts.now, command.who.account, agent.name),),
        Answer(text("told.offered", agent=to.name)),
    )


def accept(scene: Scene, command: Pressed, agent: Agent, acting: Account, facts: Facts) -> Outcome:
    """The other agent accepts: they own the case, in a room on their platform, with the history."""
    case = scene.the_case
    if (
        not isinstance(case.phase, Active)
        or case.phase.handover is None
        or case.phase.handover.to != agent.id
    ):
        return Refusal(text("refusal.no_offer"))
    seat = _seat(scene.seat, agent, acting, facts)
    if load(seat) >= seat.capacity and not facts.policy.over_capacity:
        return Refusal(text("refusal.full", count=load(seat)))
    room, rooms, private, opening = _room_for(case, agent, acting, facts)
    before = case.phase
    active = replace(
        before,
        agent=agent.id,
        account=acting,
        room=room,
        since=facts.now,
        handover=None,
        confirmed=True,
        unanswered=facts.now,
        asked_still_there=False,
        silent_at=facts.now + facts.policy.live_chat.silence if before.mode == "chat" else None,
    )
    passed = replace(
        moved(case, active),
        room=room,
        rooms=rooms,
        room_private=private,
        served_by=(*case.served_by, agent.id),
    )
    effects: list[Effect] = [*opening, Show(room, header_card(passed, facts), facts.policy.language)]
    if room != before.room:
        effects.extend(told_again(passed, scene.history, room, facts))
        effects.extend(_left(before.room, passed, agent, facts))
    effects.extend(offer_over(case, facts, text("event.accepted", agent=agent.name)))
    effects.extend(silence_over(case, facts, text("silence.over")))
    effects.append(Show(case.place, requester_card(passed, facts), case.language))
    effects.append(Tell(case.place, text("told.new_agent", agent=agent.shown), case.language))
    seats = (
        with_case(seat, case.id),
        *(() if scene.owner is None else (without_case(scene.owner, case.id, facts.now),)),
    )
    return Decision(
        (passed, *seats),
        tuple(effects),
        (
            event(
                command.id, case.id, text("event.accepted", agent=agent.name), facts.now, acting, agent.name
            ),
        ),
        Answer(text("told.taken", case=case.id)),
    )


def decline(scene: Scene, command: CommandId, agent: Agent, facts: Facts) -> Outcome:
    """The one to whom it was offered will not have it, or the one who offered it takes that back."""
    case = scene.the_case
    active = case.phase
    if not isinstance(active, Active) or active.handover is None:
        return Refusal(text("refusal.no_offer"))
    if agent.id not in {active.agent, active.handover.to}:
        return Refusal(text("refusal.no_offer"))
    return fall_back(scene, command, facts, declined=True)


def fall_back(scene: Scene, command: CommandId, facts: Facts, *, declined: bool) -> Outcome:
    """A transfer that was declined, or not answered in time, leaves the case where it was."""
    case = scene.the_case
    if not isinstance(case.phase, Active) or case.phase.handover is None:
        return Refusal(text("refusal.no_offer"))
    to = case.phase.handover.to
    kept = moved(case, replace(case.phase, handover=None))
    what = "declined" if declined else "unanswered"
    ended = text(f"event.handover_{what}", agent=staff_name(facts, to))
    effects: tuple[Effect, ...] = (
        *offer_over(case, facts, ended),
        Show(case.phase.room, header_card(kept, facts), facts.policy.language),
        Tell(
            case.phase.room, text(f"told.handover_{what}", agent=staff_name(facts, to)), facts.policy.language
        ),
    )
    return Decision(
        (kept,),
        effects,
        (event(command, case.id, ended, facts.now),),
        Answer(text("told.declined")),
    )


def confirm(scene: Scene, agent: Agent, facts: Facts) -> Outcome:
    """The new owner lets words go out."""
    case = scene.the_case
    if not isinstance(case.phase, Active) or case.phase.agent != agent.id:
        return _not_owner(case, facts)
    confirmed = moved(case, replace(case.phase, confirmed=True))
    show = Show(case.phase.room, header_card(confirmed, facts), facts.policy.language)
    return Decision((confirmed,), (show,), (), Answer(text("told.confirmed")))


def _left(room: RoomKey | None, case: Case, agent: Agent, facts: Facts) -> tuple[Effect, ...]:
    """The room in which the case was before: it says where the case is now, and is closed."""
    if room is None:
        return ()
    language = facts.policy.language
    return (
        Show(room, replace(header_card(case, facts), actions=(), tone="calm"), language),
        Tell(room, text("told.passed_on", agent=agent.name), language),
        CloseRoom(room, text("room.passed_on", case=case.id), language),
    )


def _not_owner(case: Case, facts: Facts) -> Refusal:
    if isinstance(case.phase, Active):
        return Refusal(text("refusal.not_owner", agent=shown_name(facts, case.phase.agent), case=case.id))
    return Refusal(text("refusal.not_active", case=case.id))


def stays(case: Case, agent: Agent, acting: Account, facts: Facts) -> bool:
    """Whether the case's room is one in which this agent can go on: then it need not be told again there."""
    common = not case.room_private and not _privately(case, agent, acting, facts)
    return common and case.room is not None and carrier_of(case.room) == carrier(acting)


def _room_for(
    case: Case, agent: Agent, acting: Account, facts: Facts
) -> tuple[RoomKey, int, bool, tuple[Effect, ...]]:
    """The room in which this agent serves the case: the one there is where it is on their platform, else a new one."""
    if case.room is not None and stays(case, agent, acting, facts):
        return case.room, case.rooms, False, (LetIn(case.room, (acting,)),)
    private = _privately(case, agent, acting, facts)
    room = room_key(case.id, "agent", case.rooms + 1, carrier(acting))
    title = text("room.agent", case=case.id, name=case.name)
    head = header_key(case.id)
    opening = OpenRoom(room, case.id, "agent", title, (acting,), facts.policy.language, private, head)
    return room, case.rooms + 1, private, (opening,)


def _privately(case: Case, agent: Agent, acting: Account, facts: Facts) -> bool:
    """A complaint has no room among those of others: there is no place above it that somebody could look into."""
    return case.complaint is not None or facts.policy.in_private(agent, acting)


def _seat(seat: Seat | None, agent: Agent, acting: Account, facts: Facts) -> Seat:
    """Whoever serves is there: their seat is on, and acts from where they act now."""
    if seat is None:
        return Seat(agent.id, agent.capacity, "on", (), facts.now, acting)
    return replace(seat, presence="on", acting=acting, capacity=agent.capacity)
