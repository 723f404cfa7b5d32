"""Who gets into the web console: by a link that the bot gives an agent, once, until they leave or are no agent."""

from dataclasses import dataclass, replace

from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.cases.founding import settled
from core.cases.people import Desk
from core.people.console import (
    LIFE,
    PER_HOUR,
    SESSIONS,
    Console,
    Pass,
    console_key,
    fingerprint,
    held,
    standing,
    without,
)
from core.people.proof import HOUR, lately, too_soon
from core.policy import Agent, Facts, Roster
from core.scenes import Loaded, Scenes
from core.trust.enrolling import signed_in
from core.words.cards import Answer, Card
from core.words.commands import Pressed, SignedIn, SignedOut
from core.words.refs import Account, CardKey
from core.words.texts import text


@dataclass(slots=True)
class Consoles:
    """Decides who is let into the console."""

    scenes: Scenes

    async def asked(self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts) -> Outcome:
        """An agent wants in: they get a link that is good once."""
        rules = facts.policy.console
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        if not rules.url:
            return Refusal(text("refusal.console_url"))
        console = await self._console(command.who.account, loaded)
        again = too_soon(console.asked, HOUR, PER_HOUR, facts.now)
        if again is not None:
            return Refusal(text("refusal.console_often", at=again))
        code, until = facts.moment.nonce, facts.now + LIFE
        changed = Console(
            console.account,
            (*lately(console.asked, HOUR, facts.now), facts.now),
            (*standing(console.links, facts.now), Pass(fingerprint(code), until)),
            standing(console.sessions, facts.now),
        )
        lines = (
            text("console.link", url=f"{rules.url}/console/enter/{code}"),
            text("console.link_how", until=until),
        )
        card = Card(CardKey("console"), text("console.title"), lines, tone="waiting")
        return Decision((changed,), answer=Answer(card=card, private=True))

    async def enter(self, command: SignedIn, loaded: Loaded, facts: Facts) -> Outcome:
        """Somebody has opened a link: it is used up, their session begins, and admins can see that."""
        console = await self._console(command.account, loaded)
        agent = facts.roster.by_account.get(command.account)
        if agent is None or not held(console.links, command.link, facts.now):
            return Refusal(text("console.no_link"))
        begun = Pass(command.session, facts.now + facts.policy.console.lasts)
        sessions = (*standing(console.sessions, facts.now), begun)[-SESSIONS:]
        links = without(standing(console.links, facts.now), command.link)
        desk = signed_in(await self.scenes.desk(loaded), facts, command.account, agent.name)
        return Decision((replace(console, links=links, sessions=sessions), desk))

    async def leave(self, command: SignedOut, loaded: Loaded, facts: Facts) -> Outcome:
        console = await self._console(command.account, loaded)
        left = without(standing(console.sessions, facts.now), command.session)
        return UNCHANGED if left == console.sessions else Decision((replace(console, sessions=left),))

    async def shut(self, outcome: Outcome, loaded: Loaded, facts: Facts) -> Outcome:
        """Whoever is frozen or dismissed by this has no link and no session from now on, whatever becomes of them."""
        put = outcome.put if isinstance(outcome, Decision) else ()
        desk = next((each for each in put if isinstance(each, Desk)), None)
        if not isinstance(outcome, Decision) or desk is None:
            return outcome
        staying = Roster.of(settled(facts.policy, desk).agents).by_account
        gone = [account for account in facts.roster.by_account if account not in staying]
        found = [await self._console(account, loaded) for account in gone]
        emptied = [replace(each, links=(), sessions=()) for each in found if each.links or each.sessions]
        return replace(outcome, put=(*outcome.put, *emptied))

    async def _console(self, account: Account, loaded: Loaded) -> Console:
        key = console_key(account)
        await self.scenes.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Console) else Console(account)
