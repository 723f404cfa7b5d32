"""Finding a requester's cases: by an e-mail address or a case's number, and by nothing else that names a person."""

from dataclasses import dataclass

from core.cases.access import may_see
from core.cases.case import Case
from core.cases.decision import Decision, Outcome, Refusal
from core.people.addresses import address, fingerprint
from core.people.proof import Mailbox
from core.policy import Agent, Facts
from core.scenes import Loaded, Scenes
from core.words.cards import Answer, Card
from core.words.commands import Pressed
from core.words.refs import Account, CardKey, CaseId
from core.words.texts import Text, text

LISTED = 10


@dataclass(slots=True)
class Finding:
    """Answers with numbers, states and dates; the agent who wants more takes the case."""

    scenes: Scenes

    async def decide(self, command: Pressed, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        wanted = (command.argument or (command.words.text if command.words else "")).strip()
        email, number = address(wanted), _number(wanted)
        if email is not None:
            found = await self._of_address(email, loaded, facts)
            return self._shown(_seen_by(agent, found, facts))
        if number is not None:
            case = await self.scenes.case(loaded, number)
            if case is None or not may_see(case, agent, facts):
                return Refusal(text("refusal.no_such_case", case=number))
            return self._shown((case, *_seen_by(agent, await self._others(case, loaded), facts)))
        return Refusal(text("find.by"))

    async def _of_address(self, email: str, loaded: Loaded, facts: Facts) -> tuple[Case, ...]:
        """The cases of every account that has proven the address, or stands beside it on a customer's file."""
        key = f"mailbox/{fingerprint(email)}"
        await self.scenes.records(loaded, key)
        box = loaded.records.get(key)
        accounts = [link.account for link in box.links] if isinstance(box, Mailbox) else []
        book = facts.policy.people.book
        customer = None if book is None else book.by_email(email)
        contact = None if customer is None else customer.by_email(email)
        accounts += contact.accounts if contact else ()
        return await self._cases(dict.fromkeys(accounts), loaded)

    async def _others(self, case: Case, loaded: Loaded) -> tuple[Case, ...]:
        found = await self._cases({case.requester: None}, loaded)
        return tuple(each for each in found if each.id != case.id)

    async def _cases(self, accounts: dict[Account, None], loaded: Loaded) -> tuple[Case, ...]:
        numbers = {number for each in accounts for number in await self.scenes.latest(each, LISTED)}
        cases = [await self.scenes.case(loaded, number) for number in sorted(numbers, reverse=True)[:LISTED]]
        return tuple(case for case in cases if case is not None)

    def _shown(self, cases: tuple[Case, ...]) -> Outcome:
        if not cases:
            return Decision(answer=Answer(text("find.none")))
        card = Card(CardKey("found"), text("find.title"), tuple(map(_line, cases)))
        return Decision(answer=Answer(card=card, private=True))


def _seen_by(agent: Agent, cases: tuple[Case, ...], facts: Facts) -> tuple[Case, ...]:
    return tuple(case for case in cases if may_see(case, agent, facts))


def _line(case: Case) -> Text:
    return text("cases.line", case=case.id, state=text(f"state.{case.phase.kind}"), at=case.asked_at)


def _number(wanted: str) -> CaseId | None:
    digits = wanted.removeprefix("#")
    return CaseId(int(digits)) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None
