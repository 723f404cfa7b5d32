"""Buttons and commands: who may, what they are about, and whose concern that is."""

from dataclasses import dataclass

from core.accounts import Accounts
from core.announcing import VERBS as NOTICES
from core.announcing import Announcing
from core.cases.cards import requester_card
from core.cases.case import Case
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.entries import blank
from core.claiming import Claiming
from core.consoles import Consoles
from core.following import VERBS as FOLLOWING
from core.following import Following
from core.holding import Holding
from core.policy import Agent, Facts
from core.posting import VERBS as STATUS
from core.posting import Posting
from core.privacy import VERBS as PRIVACY
from core.privacy import Privacy
from core.proofs import Proofs
from core.requests import Requests
from core.scenes import Loaded, Scenes, agent_of, numbered
from core.service import Service
from core.trusting import ROSTER, Trusting
from core.trusting import VERBS as TRUST
from core.watching import Watching
from core.words.cards import Answer, Verb
from core.words.commands import Pressed
from core.words.refs import EntryId, case_of_entry
from core.words.texts import text

REQUESTERS = frozenset(
    {
        Verb.HELP, Verb.TICKET, Verb.DETAILS, Verb.LEAVE, Verb.PRIVATE, Verb.SOLVED, Verb.NOT_YET, Verb.RATE,
        Verb.COMMENT, Verb.TRANSCRIPT, Verb.CASES, Verb.VIEW, Verb.REOPEN, Verb.LANGUAGE, Verb.VERIFY, Verb.STATUS,
        Verb.COMPLAIN, Verb.USEFUL, Verb.PROOF,
    }
)  # fmt: skip
ONCE = frozenset({Verb.LEAVE, Verb.SOLVED, Verb.NOT_YET, Verb.RATE, Verb.ACCEPT, Verb.DECLINE, Verb.RELEASE})
"""A button of these that was drawn for an earlier revision is answered with the present state."""

SPEAKING = frozenset({Verb.COMPLAIN, Verb.DETAILS, Verb.NOTE, Verb.REPLY})
BY_REPLY = frozenset(
    {
        Verb.REPLY, Verb.MACRO, Verb.NOTE, Verb.UNSEND, Verb.CLOSE, Verb.ASK_CLOSE, Verb.RELEASE, Verb.TRANSFER,
        Verb.CONFIRM, Verb.BLOCK, Verb.ESCALATE, Verb.WAIT, Verb.SNOOZE, Verb.CHAT, Verb.CATEGORY, Verb.PRIORITY,
        Verb.LINK, Verb.MERGE, Verb.TIME, Verb.PLAN, Verb.WITH, Verb.AFFECTED,
    }
)  # fmt: skip
"""Written in reply to a message, they are about its case: an agent's private chat may hold several."""


@dataclass(slots=True)
class Pressing:
    """Finds what a press is about and hands it to whose concern it is."""

    scenes: Scenes
    requests: Requests
    service: Service
    proofs: Proofs
    accounts: Accounts
    announcing: Announcing
    privacy: Privacy
    posting: Posting
    following: Following
    holding: Holding
    watching: Watching
    claiming: Claiming
    trusting: Trusting
    consoles: Consoles

    async def decide(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        if command.verb in {Verb.PROVE, Verb.UNLINK, Verb.UNITE, Verb.KEEP}:
            return await self.proofs.decide(command, loaded, facts)
        if command.verb in PRIVACY:
            return await self.privacy.decide(command, loaded, facts)
        agent = agent_of(facts.roster, command.who.account)
        if command.verb in NOTICES:
            return await self.announcing.decide(command, agent, loaded, facts)
        if command.verb in ROSTER:
            outcome = await self.trusting.roster(command, agent, loaded, facts)
            return await self.consoles.shut(outcome, loaded, facts)
        if command.verb is Verb.CONSOLE:
            return await self.consoles.asked(command, agent, loaded, facts)
        if command.verb in TRUST:
            return await self.trusting.decide(command, agent, loaded, facts)
        if command.verb is Verb.VERIFY and command.about is not None:
            return await self.trusting.verify(command, command.about, loaded, facts)
        if command.verb in STATUS:
            return await self.posting.decide(command, agent, loaded, facts)
        if command.verb is Verb.CLAIM:
            return await self.claiming.decide(command, loaded, facts)
        if command.verb in FOLLOWING:
            return await self.following.decide(command, loaded, facts)
        case, entry = await self._case(command, agent, loaded, facts)
        stale = (
            case is not None
            and command.revision
            and command.revision != case.revision
            and command.verb in ONCE
        )
        if stale and case is not None and case.requester == command.who.account:
            return Decision(answer=Answer(text("refusal.expired"), requester_card(case, facts), alert=True))
        if stale:
            return Refusal(text("refusal.expired"))
        if command.verb in SPEAKING and command.words is not None and blank(command.words, command.files):
            return Refusal(text("refusal.blank"))
        as_requester = command.verb in REQUESTERS or (
            command.verb in {Verb.CLOSE, Verb.UNSEND}
            and (agent is None or (case is not None and case.requester == command.who.account))
        )
        if command.verb is Verb.AFFECTED:
            return await self.following.link(command, agent, case, loaded, facts)
        if command.verb in {Verb.PLAN, Verb.TIME}:
            return await self.accounts.decide(command, agent, case, loaded, facts)
        if command.verb is Verb.VOUCH and agent is not None:
            return await self.trusting.vouch(command, agent, case, loaded, facts)
        if as_requester:
            return await self.requests.decide(command, case, entry, loaded, facts)
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        return await self.service.decide(command, agent, case, entry, loaded, facts)

    async def _case(
        self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts
    ) -> tuple[Case | None, EntryId | None]:
        entry = await self.scenes.entry(command.reply_to)
        number = numbered(command)
        if number is None and entry is not None and command.verb in BY_REPLY:
            number = case_of_entry(entry)
        if number is None:
            # Whoever asks for help asks for themselves, wherever they are.
            own = command.verb in {Verb.HELP, Verb.PRIVATE}
            found = await self.scenes.whereabouts(
                command.where,
                command.who.account,
                private=command.private or own,
                serves=not own
                and agent is not None
                and facts.policy.served_in_private(agent, command.who.account),
            )
            number = found.case
            if number is None and command.verb is Verb.COMPLAIN:
                number = next(iter(await self.scenes.latest(command.who.account, 1)), None)
            shared = command.private and found.room is not None
            if agent is not None and command.verb not in REQUESTERS and (number is None or shared):
                seat = await self.scenes.seat(loaded, agent.id)
                number = seat.cases[0] if seat is not None and len(seat.cases) == 1 else None
        if number is None:
            return None, entry
        return await self.scenes.case(loaded, number), entry
