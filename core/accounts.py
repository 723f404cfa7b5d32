"""Customers' plans and time accounts: what a time entry, a broken promise, `/plan` or a line of its own concerns."""

from dataclasses import dataclass, replace

from core.cases import promising, timekeeping
from core.cases.access import may_see
from core.cases.case import Case, Closed
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.timekeeping import Books
from core.people.directory import Customer
from core.people.standing import Standing, standing
from core.policy import Agent, Facts
from core.promises.ledger import Ledger
from core.scenes import Loaded, Scenes, agent_of
from core.trust.suspects import Suspect, contestable
from core.words.cards import Answer, Verb
from core.words.commands import Asked, Command, Pressed, Said
from core.words.refs import Account
from core.words.texts import Texts, text


@dataclass(slots=True)
class Accounts:
    """Agents enter time and see the plan of a case's requester; requesters see their own."""

    scenes: Scenes
    texts: Texts

    async def decide(
        self, command: Pressed, agent: Agent | None, case: Case | None, loaded: Loaded, facts: Facts
    ) -> Outcome:
        own = case is None or case.requester == command.who.account
        if command.verb is Verb.PLAN and (agent is None or own):
            return await self._own(command, case, loaded, facts)
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        if case is None:
            return Refusal(text("refusal.which_case"))
        if not may_see(case, agent, facts):
            return Refusal(text("refusal.no_such_case", case=case.id))
        books = await self._books(case.asker, case.requester, loaded, facts)
        if command.verb is Verb.PLAN:
            language = facts.policy.language
            card = timekeeping.shown(books, promising.owed(case, facts), language, facts)
            return Decision(answer=Answer(card=card))
        if command.case is not None and command.argument:
            return timekeeping.take_back(case, books.ledger, command, agent, facts)
        return timekeeping.enter(case, books, command, agent, facts)

    async def credited(self, outcome: Outcome, loaded: Loaded, facts: Facts) -> Outcome:
        """The decision with the free time that promises broken by it have earned."""
        if isinstance(outcome, Refusal):
            return outcome
        for record in outcome.put:
            if not isinstance(record, Case) or not record.asker.file:
                continue
            before = loaded.old(record)
            if timekeeping.credited(before if isinstance(before, Case) else None, record):
                account = await self._ledger(record.asker, loaded)
                ledger, told = timekeeping.credit(record, account, facts)
                outcome = replace(outcome, put=(*outcome.put, ledger), effects=(*outcome.effects, told))
        return outcome

    async def turns_away(self, command: Command, facts: Facts) -> bool:
        """Whether nobody is to answer this: on a line that only comes with a plan, from somebody who has none. What is
        open is served to its end, and so is whoever moderators have dealt with.
        """
        who = command.who.account if isinstance(command, Said | Asked | Pressed) else None
        if who is None or not await self.stranger(who, facts):
            return False
        return not (
            isinstance(command, Pressed) and command.verb is Verb.APPEAL and await self._moderated(who)
        )

    async def _moderated(self, who: Account) -> bool:
        """Whether moderators have done something to them, which concerns no plan."""
        loaded = Loaded()
        await self.scenes.records(loaded, f"suspect/{who}")
        found = loaded.records.get(f"suspect/{who}")
        return isinstance(found, Suspect) and contestable(found)

    async def stranger(self, who: Account, facts: Facts) -> bool:
        """Whether somebody has no business on the line that they would write on."""
        if not promising.reserved(who, facts) or agent_of(facts.roster, who) is not None:
            return False
        loaded = Loaded()
        for number in await self.scenes.latest(who, 1):
            case = await self.scenes.case(loaded, number)
            if case is not None and not isinstance(case.phase, Closed):
                return False
        requester = await self.scenes.requester(loaded, who)
        asker = standing(who, requester.proven if requester else None, facts.policy.people, facts.now)
        return not promising.admits(asker, who, facts)

    async def _own(self, command: Pressed, case: Case | None, loaded: Loaded, facts: Facts) -> Outcome:
        who = command.who.account
        requester = await self.scenes.requester(loaded, who)
        asker = standing(who, requester.proven if requester else None, facts.policy.people, facts.now)
        books = await self._books(asker, who, loaded, facts)
        language = self.texts.choose(requester.language if requester else None, command.who.locale)
        # Of a case in hand its own promise is told, of which the topic and the stage are known.
        mine = case is not None and case.requester == who
        promise = promising.owed(case, facts) if case and mine else promising.owed_to(asker, who, facts)
        return Decision(
            answer=Answer(card=timekeeping.shown(books, promise, language, facts), language=language)
        )

    async def _books(self, asker: Standing, account: Account, loaded: Loaded, facts: Facts) -> Books:
        if not asker.file:
            return Books(asker)
        customer = await self._customer(asker, account, loaded, facts)
        return Books(asker, customer, await self._ledger(asker, loaded))

    async def _customer(
        self, asker: Standing, account: Account, loaded: Loaded, facts: Facts
    ) -> Customer | None:
        """The file as the directory has it; of one that is looked up elsewhere, as it was found then."""
        book = facts.policy.people.book
        if book is not None:
            return book.by_id(asker.file)
        requester = await self.scenes.requester(loaded, account)
        proven = None if requester is None or requester.proven is None else requester.proven.customer
        return proven if proven is not None and proven.id == asker.file else None

    async def _ledger(self, asker: Standing, loaded: Loaded) -> Ledger:
        key = f"ledger/{asker.file}"
        await self.scenes.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Ledger) else Ledger(asker.file)
