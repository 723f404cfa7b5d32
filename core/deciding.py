"""From a command to the decision about it: find the scene, ask the module whose concern it is."""

from dataclasses import dataclass, replace
from typing import assert_never

from core.cases import ending, founding, serving, trouble, useful
from core.cases.case import Active, Closed, Waiting
from core.cases.decision import UNCHANGED, Decision, Outcome, Scene
from core.cases.people import Desk
from core.cases.seats import Seat, best, without_case
from core.hearing import Hearing
from core.owing import kept_in_step, ran_out, reckoned
from core.people.addresses import mailbox
from core.policy import Facts
from core.ports import Store
from core.pressing import Pressing
from core.scenes import Loaded, Scenes, agent_of
from core.status import mailing
from core.trust import marking
from core.words.cards import Verb
from core.words.commands import (
    Alerted,
    Asked,
    Assign,
    Command,
    Deleted,
    Edited,
    Expelled,
    Inquired,
    Leaked,
    MailAsked,
    MailChosen,
    Noticed,
    PlaceGone,
    PrepareNotices,
    Pressed,
    QuietOver,
    Reacted,
    Reckon,
    Reported,
    Said,
    SeatSilent,
    SendNotices,
    Settled,
    SignedIn,
    SignedOut,
    SpreadNews,
    StatusDue,
    TimerFired,
    Undelivered,
    Unreachable,
    WatchDue,
)
from core.words.records import QUEUE
from core.words.refs import AgentId, CaseId, case_of


@dataclass(slots=True)
class Deciding:
    """Loads what a command concerns and decides it. Nothing is changed or sent here."""

    store: Store
    scenes: Scenes
    pressing: Pressing
    hearing: Hearing

    async def decide(self, command: Command, loaded: Loaded, facts: Facts) -> Outcome:
        """What is to become of the command, and of what is owed."""
        outcome = kept_in_step(await self._decided(command, loaded, facts), loaded, facts)
        outcome = marking.in_step(outcome, loaded, facts)
        return await self.pressing.accounts.credited(outcome, loaded, facts)

    async def _decided(self, command: Command, loaded: Loaded, facts: Facts) -> Outcome:
        match command:
            case Said():
                return await self.hearing.said(command, loaded, facts)
            case Edited() | Deleted() | Reacted():
                return await self.hearing.changed(command, loaded, facts)
            case Asked():
                return await self.hearing.asked(command, loaded, facts)
            case Pressed(verb=Verb.SETUP):
                agent = agent_of(facts.roster, command.who.account)
                return founding.set_up(await self.scenes.desk(loaded), command, agent, facts)
            case Pressed(verb=Verb.CONSENT):
                return await self.hearing.agrees(command, loaded, facts)
            case Pressed(verb=Verb.OTHER):
                return await self.hearing.other(command, loaded, facts)
            case Pressed():
                return await self.pressing.decide(command, loaded, facts)
            case Unreachable():
                return await self._unreachable(command, loaded, facts)
            case PlaceGone():
                return await self._place_gone(command, loaded, facts)
            case TimerFired():
                return await self._timer(command, loaded, facts)
            case Undelivered():
                return await self._undelivered(command, loaded, facts)
            case SeatSilent():
                return await self._stranded(command, loaded, facts)
            case Assign():
                return await self._assign(command, loaded, facts)
            case Settled():
                return founding.settle(await self.scenes.desk(loaded), command)
            case PrepareNotices() | SendNotices():
                return await self.pressing.announcing.advance(command, loaded, facts)
            case StatusDue():
                return await self.pressing.posting.due(command, loaded, facts)
            case Alerted():
                return await self.pressing.watching.alerted(command, loaded, facts)
            case WatchDue():
                return await self.pressing.watching.due(command, loaded, facts)
            case SpreadNews():
                return await self.pressing.following.spread(command, loaded, facts)
            case QuietOver():
                return await self.pressing.holding.over(command, loaded, facts)
            case SignedIn():
                return await self.pressing.consoles.enter(command, loaded, facts)
            case SignedOut():
                return await self.pressing.consoles.leave(command, loaded, facts)
            case MailAsked():
                box = await self.scenes.mailbox(loaded, command.address)
                return mailing.asked(box, command, facts)
            case MailChosen():
                subscriber = await self.scenes.subscriber(loaded, mailbox(command.address))
                return mailing.chosen(subscriber, command, facts)
            case Reckon(cases=cases):
                await self.scenes.records(loaded, *(f"case/{number}" for number in cases))
                found = [await self.scenes.case(loaded, number) for number in cases]
                return reckoned([case for case in found if case is not None], facts)
            case Noticed():
                return await self.pressing.trusting.noticed(command, loaded, facts)
            case Reported():
                return await self.pressing.trusting.reported(command, loaded, facts)
            case Inquired():
                return await self.pressing.trusting.inquired(command, loaded, facts)
            case Leaked():
                return UNCHANGED
            case Expelled():
                return await self.pressing.trusting.done(command, loaded, facts)
            case _:
                assert_never(command)

    async def _unreachable(self, command: Unreachable, loaded: Loaded, facts: Facts) -> Outcome:
        for number in await self.scenes.latest(command.who.account, 1):
            case = await self.scenes.case(loaded, number)
            if case is not None and not isinstance(case.phase, Closed):
                return ending.lost(Scene(Desk(), case), command.id, facts, "unreachable")
        return UNCHANGED

    async def _place_gone(self, command: PlaceGone, loaded: Loaded, facts: Facts) -> Outcome:
        room = await self.store.room_at(command.place)
        if room is None:
            return UNCHANGED
        case = await self.scenes.case(loaded, case_of(room))
        if case is None:
            return UNCHANGED
        history = await self.scenes.whole_history(loaded, case)
        return trouble.place_gone(Scene(Desk(), case, room=room, history=history), command, facts)

    async def _timer(self, command: TimerFired, loaded: Loaded, facts: Facts) -> Outcome:
        case = await self.scenes.case(loaded, command.case)
        if case is None:
            return UNCHANGED
        if command.kind == "promise":
            return ran_out(case, command, facts)
        if command.kind == "useful":
            return useful.fired(case, command, facts)
        if command.kind == "handover":
            if not isinstance(case.phase, Active) or command.revision != case.revision:
                return UNCHANGED
            return serving.fall_back(Scene(Desk(), case), command.id, facts, declined=False)
        owner = await self.scenes.seat(loaded, case.phase.agent) if isinstance(case.phase, Active) else None
        position = await self.store.rank(QUEUE, str(case.id)) if isinstance(case.phase, Waiting) else None
        return trouble.fired(Scene(Desk(), case, owner=owner, position=position), command, facts)

    async def _undelivered(self, command: Undelivered, loaded: Loaded, facts: Facts) -> Outcome:
        if command.against is not None and command.role is not None:
            return await self.pressing.following.not_called(command, command.against, loaded, facts)
        if command.against is not None and command.badge is not None:
            return marking.undone(command, command.against, facts)
        if command.against is not None:
            return await self.pressing.trusting.undone(command, command.against, loaded, facts)
        if command.asker is not None:
            return await self.pressing.proofs.undelivered(command, command.asker, loaded)
        if self.pressing.announcing.concerns(command):
            return await self.pressing.announcing.undelivered(command, loaded, facts)
        if command.to in facts.policy.status.places and command.case is None:
            return self.pressing.following.not_told(command, facts)
        if command.case is None:
            return await self.pressing.following.undelivered(command, loaded, facts)
        case = await self.scenes.case(loaded, command.case)
        if case is None:
            return UNCHANGED
        gone = command.reason == "place_gone"
        history = await self.scenes.whole_history(loaded, case) if gone else ()
        owner = await self.scenes.seat(loaded, case.phase.agent) if isinstance(case.phase, Active) else None
        return trouble.undelivered(Scene(Desk(), case, owner=owner, history=history), command, facts)

    async def _stranded(self, command: SeatSilent, loaded: Loaded, facts: Facts) -> Outcome:
        """The seat of somebody who is no agent any more gives its cases back, one with each command."""
        seat = await self.scenes.seat(loaded, AgentId(command.agent))
        if seat is None:
            return UNCHANGED
        off = replace(seat, presence="off")
        if not seat.cases:
            return Decision((off,))
        case = await self.scenes.case(loaded, seat.cases[0])
        if case is None or not isinstance(case.phase, Active) or case.phase.agent != seat.agent:
            return Decision((without_case(off, seat.cases[0], facts.now),))
        return serving.release(Scene(Desk(), case, owner=off), command.id, facts, why="vanished")

    async def _assign(self, command: Assign, loaded: Loaded, facts: Facts) -> Outcome:
        """The first who waits goes to the best free agent; nothing happens where either is missing."""
        waiting = await self.store.first(QUEUE, 1)
        known = facts.roster.by_id
        kept = [each.record for each in await self.store.seats()]
        seats = [seat for seat in kept if isinstance(seat, Seat) and seat.agent in known]
        case = await self.scenes.case(loaded, CaseId(int(waiting[0][0]))) if waiting else None
        before = case.served_by[-1:] if case is not None else ()
        # Whoever gave the case back gets it again only where nobody else could.
        chosen = best(seat for seat in seats if seat.agent not in before) or best(seats)
        agent = None if chosen is None else facts.roster.by_id.get(chosen.agent)
        if not waiting or chosen is None or agent is None or chosen.acting is None:
            return UNCHANGED
        return await self.pressing.service.take(
            command.id, CaseId(int(waiting[0][0])), agent, chosen.acting, loaded, facts, by_choice=False
        )
