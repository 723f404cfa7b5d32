"""What people say: words for a case that there is, or a new request."""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.cases import ending, intake, inviting, talking
from core.cases.cards import button
from core.cases.case import Case, Closed
from core.cases.decision import UNCHANGED, Outcome, Refusal, Scene
from core.cases.people import Desk, Draft, Requester, blocked
from core.people import asking
from core.policy import Agent, Facts
from core.posting import Posting
from core.scenes import Loaded, Scenes, Whereabouts, agent_of
from core.status.incidents import Incident
from core.status.matching import matching
from core.words.cards import Verb
from core.words.commands import Asked, Deleted, Edited, Pressed, Reacted, Said
from core.words.documents import Document
from core.words.people import Person
from core.words.refs import Account, AgentId, CaseId, MessageRef, case_of_entry, side_of
from core.words.texts import Texts, text

MERGES = 8
"""So many mergers are followed, each into the next."""
AFTER_CLOSE = timedelta(hours=1)
"""So long, words written after a close belong to the closed case; later they are a new request."""


@dataclass(slots=True)
class Hearing:
    """Finds the case that words belong to; there may be none yet."""

    texts: Texts
    scenes: Scenes
    posting: Posting

    async def said(self, command: Said, loaded: Loaded, facts: Facts) -> Outcome:
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

    async def changed(self, command: Edited | Deleted | Reacted, loaded: Loaded, facts: Facts) -> Outcome:
        """Words that were said are written anew or taken back, or somebody reacts to them."""
        scene = await self._about(command.ref, loaded)
        if scene.case is None:
            return UNCHANGED
        match command:
            case Edited():
                agent = agent_of(facts.roster, command.who.account)
                files = () if scene.entry is None else await self.scenes.files(scene.entry)
                return talking.edited(scene, command, agent, facts, files)
            case Deleted():
                return talking.deleted(scene, command, facts)
            case Reacted():
                return talking.reacted(scene, command, facts)

    async def other(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """It is none of the open incidents: the request goes on as it was written."""
        requester = await self.scenes.requester(loaded, command.who.account)
        if requester is None or requester.draft is None:
            return Refusal(text("refusal.no_draft"), (button(Verb.HELP, style="primary"),))
        return await self.asked(intake.again(requester.draft, command), loaded, facts)

    async def _is_it_this(
        self, words: Document, topic: str | None, loaded: Loaded, facts: Facts
    ) -> tuple[Incident, ...]:
        """The open incidents that a request may be about."""
        if not facts.policy.status.told:
            return ()
        incidents = await self.posting.incidents(loaded)
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

    async def asked(self, command: Asked, loaded: Loaded, facts: Facts) -> Outcome:
        outcome = await self._request(command, loaded, facts)
        requester = await self.scenes.requester(loaded, command.who.account)
        language = self.texts.choose(requester.language if requester else None, None)
        return inviting.agreed(outcome, command, requester, facts, language)

    async def agrees(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """Whoever was asked to go on in private says so; nobody else can."""
        requester = await self.scenes.requester(loaded, command.who.account)
        if requester is None or requester.invitation is None:
            return Refusal(text("refusal.no_invitation"), (button(Verb.HELP, style="primary"),))
        return await self.asked(inviting.accepted(requester.invitation, command, facts), loaded, facts)

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
