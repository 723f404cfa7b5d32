"""From a command to the decision about it: find the scene, ask the module whose concern it is."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from core.cases import ending, founding, intake, inviting, serving, talking, trouble, useful
from core.cases.cards import button
from core.cases.case import Active, Case, Closed, Waiting
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal, Scene
from core.cases.people import Desk, Draft, Requester, blocked
from core.cases.seats import Seat, best, without_case
from core.owing import kept_in_step, ran_out, reckoned
from core.people import asking
from core.people.addresses import mailbox
from core.policy import Agent, Facts
from core.ports import Store
from core.pressing import Pressing
from core.scenes import Loaded, Scenes, Whereabouts, agent_of
from core.status import mailing
from core.status.incidents import Incident
from core.status.matching import matching
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
from core.words.documents import Document
from core.words.people import Person
from core.words.records import QUEUE
from core.words.refs import Account, AgentId, CaseId, MessageRef, case_of, case_of_entry, side_of
from core.words.texts import Texts, text

MERGES = 8
"""So many mergers are followed, each into the next."""
AFTER_CLOSE = timedelta(hours=1)
"""So long, words written after a close belong to the closed case; later they are a new request."""


@dataclass(slots=True)
class Deciding:
    """Loads what a command concerns and decides it. Nothing is changed or sent here."""

    store: Store
    texts: Texts
    scenes: Scenes
    pressing: Pressing

    async def decide(self, command: Command, loaded: Loaded, facts: Facts) -> Outcome:
        """What is to become of the command, and of what is owed."""
        outcome = kept_in_step(await self._decided(command, loaded, facts), loaded, facts)
        outcome = marking.in_step(outcome, loaded, facts)
        return await self.pressing.accounts.credited(outcome, loaded, facts)

    async def _decided(self, command: Command, loaded: Loaded, facts: Facts) -> Outcome:
        match command:
            case Said():
                return await self._said(command, loaded, facts)
            case Edited():
                scene = await self._about(command.ref, loaded)
                agent = agent_of(facts.roster, command.who.account)
                return UNCHANGED if scene.case is None else talking.edited(scene, command, agent, facts)
            case Deleted():
                scene = await self._about(command.ref, loaded)
                return UNCHANGED if scene.case is None else talking.deleted(scene, command, facts)
            case Reacted():
                scene = await self._about(command.ref, loaded)
                return UNCHANGED if scene.case is None else talking.reacted(scene, command, facts)
            case Asked():
                return await self._asked(command, loaded, facts)
            case Pressed(verb=Verb.SETUP):
                agent = agent_of(facts.roster, command.who.account)
                return founding.set_up(await self.scenes.desk(loaded), command, agent, facts)
            case Pressed(verb=Verb.CONSENT):
                return await self._agrees(command, loaded, facts)
            case Pressed(verb=Verb.OTHER):
                return await self._other(command, loaded, facts)
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
            case Inquired():
                return await self.pressing.trusting.inquired(command, loaded, facts)
            case Leaked():
                return UNCHANGED
            case Expelled():
                return await self.pressing.trusting.done(command, loaded, facts)
            case _:
                assert_never(command)

    async def _said(self, command: Said, loaded: Loaded, facts: Facts) -> Outcome:
        agent = agent_of(facts.roster, command.who.account)
        serves = agent is not None and facts.policy.served_in_private(agent, command.who.account)
        found = await self.scenes.whereabouts(
            command.where, command.who.account, private=command.private, serves=serves
        )
        reply = await self.scenes.entry(command.reply_to)
        desk = await self.scenes.desk(loaded) if found.case is None or found.fresh else Desk()
        number = found.case
        if found.room is not None and side_of(found.room) == "agent" and reply is not None:
            # An agent's private chat holds several cases: what a message answers tells which of them it is about.
            number = case_of_entry(reply)
        elif command.private and found.room is not None and agent is not None:
            seat = await self.scenes.seat(loaded, agent.id)
            if seat is not None and len(seat.cases) > 1:
                return Refusal(text("refusal.reply_to_say_which", count=len(seat.cases)))
            if seat is not None and seat.cases:
                number = seat.cases[0]
        elif command.private and found.room is None and reply is not None:
            # Of several cases, what a message answers tells which it is about.
            number = case_of_entry(reply)
        case = None if number is None else await self._standing(number, loaded)
        scene = Scene(desk, case, reply=reply, room=found.room)
        if found.room is not None and case is not None and side_of(found.room) == "agent":
            return talking.agent_said(scene, command, agent or _stranger(command.who), facts)
        theirs = case is not None and await self._theirs(command.who.account, number, case, loaded)
        own = case if theirs else None
        if own is not None and command.private and _reopens(own, facts):
            requester = await self.scenes.requester(loaded, command.who.account)
            if not blocked(requester, facts):
                return ending.heard_again(scene, command, facts)
        if own is not None and not (found.fresh and _over(own, facts)):
            return talking.requester_said(scene, command, facts)
        if not command.private:
            return UNCHANGED
        return await self._first_words(scene, command, loaded, facts)

    async def _other(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """It is none of the open incidents: the request goes on as it was written."""
        requester = await self.scenes.requester(loaded, command.who.account)
        if requester is None or requester.draft is None:
            return Refusal(text("refusal.no_draft"), (button(Verb.HELP, style="primary"),))
        return await self._asked(intake.again(requester.draft, command), loaded, facts)

    async def _is_it_this(
        self, words: Document, topic: str | None, loaded: Loaded, facts: Facts
    ) -> tuple[Incident, ...]:
        """The open incidents that a request may be about."""
        if not facts.policy.status.told:
            return ()
        incidents = await self.pressing.posting.incidents(loaded)
        return matching(words.text, topic, incidents, facts.policy.status)

    async def _standing(self, number: CaseId, loaded: Loaded) -> Case | None:
        """The case, or the one that it was merged into."""
        case = await self.scenes.case(loaded, number)
        for _ in range(MERGES):
            if case is None or not isinstance(case.phase, Closed) or case.phase.into is None:
                break
            case = await self.scenes.case(loaded, case.phase.into)
        return case

    async def _theirs(self, account: Account, number: CaseId | None, case: Case, loaded: Loaded) -> bool:
        """Whether somebody asked this case, or the one by which it was found and that has become part of it, as long as
        both accounts are known to be one person's.
        """
        if account == case.requester:
            return True
        found = loaded.records.get(f"case/{number}")
        if not isinstance(found, Case) or found.requester != account:
            return False
        people = [await self.scenes.requester(loaded, each) for each in (account, case.requester)]
        proven = [each.proven.address for each in people if each is not None and each.proven is not None]
        return len(proven) == len(people) and len(set(proven)) == 1

    async def _first_words(self, scene: Scene, command: Said, loaded: Loaded, facts: Facts) -> Outcome:
        requester = await self.scenes.requester(loaded, command.who.account)
        scene = await self.scenes.with_front(
            replace(scene, requester=requester), loaded, facts, command.who.account
        )
        language = self._language(scene, command.who)
        matters = await self._is_it_this(command.words, None, loaded, facts)
        return intake.first_words(scene, command, facts, language, matters)

    async def _asked(self, command: Asked, loaded: Loaded, facts: Facts) -> Outcome:
        outcome = await self._request(command, loaded, facts)
        requester = await self.scenes.requester(loaded, command.who.account)
        language = self.texts.choose(requester.language if requester else None, None)
        return inviting.agreed(outcome, command, requester, facts, language)

    async def _agrees(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """Whoever was asked to go on in private says so; nobody else can."""
        requester = await self.scenes.requester(loaded, command.who.account)
        if requester is None or requester.invitation is None:
            return Refusal(text("refusal.no_invitation"), (button(Verb.HELP, style="primary"),))
        return await self._asked(inviting.accepted(requester.invitation, command, facts), loaded, facts)

    async def _request(self, command: Asked, loaded: Loaded, facts: Facts) -> Outcome:
        found = await self.scenes.whereabouts(command.where, command.who.account, private=True, serves=False)
        kind = facts.policy.topic(command.topic)
        apart = kind is not None and kind.department is not None
        if found.case is not None and not found.fresh and not apart:
            return await self._added(found, command, loaded, facts)
        requester = await self.scenes.requester(loaded, command.who.account)
        scene = Scene(await self.scenes.desk(loaded), requester=requester)
        priority = intake.priority_of(facts.policy, command.topic)
        scene = await self.scenes.with_front(scene, loaded, facts, command.who.account, priority)
        if command.about is not None:
            # What was written in public is taken at one tap, as whatever the desk can take it.
            command = replace(command, wants="chat" if scene.takes else "ticket")
        matters = await self._is_it_this(command.words, command.topic, loaded, facts)
        return intake.ask(scene, command, facts, self._language(scene, command.who), matters)

    async def _added(self, found: Whereabouts, command: Asked, loaded: Loaded, facts: Facts) -> Outcome:
        """Somebody with an open case asks again: the words go into that case."""
        case = None if found.case is None else await self.scenes.case(loaded, found.case)
        if case is None:
            return Refusal(text("refusal.expired"))
        stored = await self.scenes.requester(loaded, command.who.account)
        requester = stored or Requester(command.who.account, command.who.name)
        draft = Draft(command.words, command.files, command.topic, facts.now)
        unfit = asking.not_theirs_to_ask(command.topic, replace(requester, draft=draft), facts)
        if unfit is not None:
            return unfit
        scene = Scene(Desk(), case)
        details = talking.details(scene, command.id, command.who, command.files, facts, command.words)
        return asking.added(details, case, command.topic, requester, facts)

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
        if self.pressing.following.concerns(command) and command.case is None:
            return await self.pressing.following.undelivered(command, loaded, facts)
        case = None if command.case is None else await self.scenes.case(loaded, command.case)
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

    async def _about(self, ref: MessageRef, loaded: Loaded) -> Scene:
        found = await self.scenes.case_of_message(ref)
        if found is None:
            return Scene(Desk())
        entry, number = found
        return Scene(Desk(), await self._standing(number, loaded), entry=entry)

    def _language(self, scene: Scene, who: Person) -> str:
        return self.texts.choose(scene.requester.language if scene.requester else None, who.locale)


def _over(case: Case, facts: Facts) -> bool:
    """Whether words of its requester are a new request by now."""
    if not isinstance(case.phase, Closed):
        return False
    return case.phase.mode == "ticket" or facts.now - case.phase.at > AFTER_CLOSE


def _reopens(case: Case, facts: Facts) -> bool:
    """A reply to a closed ticket within the desk's window; what was a live chat is asked for anew."""
    if not isinstance(case.phase, Closed) or case.phase.mode == "chat":
        return False
    return facts.now - case.phase.at <= facts.policy.reopen_within


def _stranger(who: Person) -> Agent:
    """Somebody in an agents' room who is not on the roster: what they write is a note at most."""
    return Agent(id=AgentId(""), name=who.name, accounts=(), capacity=0)
