"""Claims: a customer asks for what a guarantee credits, and sees how it is worked out."""

from dataclasses import dataclass, replace

from core.cases.cards import button, requester_card
from core.cases.case import Case, Ticket, claim_key
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.entries import event, written
from core.cases.people import Requester
from core.people.asking import taken_down
from core.policy import Facts
from core.ports import Store
from core.scenes import Loaded, Scenes
from core.status import showing
from core.status.components import ComponentId
from core.status.guarantees import Guarantee, NotOver, Statement, TooLate, claimable, statement
from core.status.incidents import Incident
from core.status.maintenance import Maintenance
from core.status.stating import lines
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.effects import Show
from core.words.refs import CardKey, direct
from core.words.texts import Texts, text

RECENT = 200
LISTED = 5


@dataclass(slots=True)
class Claiming:
    """Decides claims. What is claimed is one ended incident, of the component that it credits most."""

    store: Store
    scenes: Scenes
    texts: Texts

    async def decide(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        requester = await self.scenes.requester(loaded, command.who.account)
        language = self.texts.choose(requester.language if requester else None, command.who.locale)
        every = await self.scenes.late_matters(loaded, RECENT)
        covered = [
            (each, component, guarantee)
            for each in every
            if isinstance(each, Incident) and not each.known
            for guarantee in facts.policy.status.guarantees
            for component in guarantee.components
            if component in each.concerned
        ]
        number = command.argument.strip().lstrip("#") or (str(command.case) if command.case else "")
        if not number:
            return self._offer(covered, facts, language)
        chosen = [each for each in covered if str(each[0].number) == number]
        if not chosen:
            return Refusal(text("refusal.not_guaranteed"))
        in_time = [each for each in chosen if claimable(each[0], each[2], facts.now) is None]
        incident, _, guarantee = (in_time or chosen)[0]
        match claimable(incident, guarantee, facts.now):
            case TooLate(until=until):
                return Refusal(text("refusal.claim_late", until=until, count=guarantee.claim_within))
            case NotOver():
                return Refusal(text("refusal.claim_early"))
            case None:
                pass
        if await self.store.holder(claim_key(incident.number, command.who.account)) is not None:
            return Refusal(text("refusal.claimed"))
        others = [each for each in every if isinstance(each, Incident) and each.number != incident.number]
        planned = [each for each in every if isinstance(each, Maintenance)]
        worked_out = [
            statement(incident, component, guarantee, others, planned, facts.now)
            for _, component, guarantee in in_time
        ]
        found = max(worked_out, key=lambda each: each.share)
        return await self._claim(command, requester, incident, found, language, facts)

    def _offer(
        self, covered: list[tuple[Incident, ComponentId, Guarantee]], facts: Facts, language: str
    ) -> Outcome:
        """Which incidents can be claimed for now."""
        open_ = {
            incident.number: incident
            for incident, _, guarantee in covered
            if claimable(incident, guarantee, facts.now) is None
        }
        if not open_:
            return Decision(answer=Answer(text("told.no_claims"), language=language))
        actions = tuple(showing.choice(Verb.CLAIM, each) for each in list(open_.values())[:LISTED])
        return Decision(
            answer=Answer(card=Card(CardKey("claims"), text("claim.which"), (), actions), language=language)
        )

    async def _claim(
        self,
        command: Pressed,
        requester: Requester | None,
        incident: Incident,
        found: Statement,
        language: str,
        facts: Facts,
    ) -> Outcome:
        title = text("claim.title", number=incident.number, title=incident.title)
        worked_out = lines(found, facts, language)
        if not found.share:
            card = Card(CardKey(f"claim/{incident.number}"), title, worked_out)
            return Decision(answer=Answer(card=card, language=language))
        case = Case(
            await self.store.reserve_case(),
            command.who.account,
            command.who.name,
            language,
            direct(command.who.account),
            None,
            0,
            facts.now,
            Ticket(facts.now, "reported", called=facts.now),
            reported=True,
            claim=incident.number,
        )
        said = "\n".join(self.texts.say(language, each) for each in (title, *worked_out))
        words = written(command.id, case, "requester", command.who, plain(said), facts.now, ())
        person = requester or Requester(command.who.account, command.who.name)
        case = taken_down(case, person, words, facts)
        asked = event(command.id, case.id, text("event.asked"), facts.now, case.requester, case.name)
        receipt = requester_card(case, facts)
        statement_card = Card(
            CardKey(f"claim/{incident.number}"), title, worked_out, (button(Verb.DETAILS, case),)
        )
        return Decision(
            (case, replace(person, name=command.who.name)),
            (Show(case.place, receipt, language),),
            (asked, words),
            Answer(text("told.claimed", case=case.id), statement_card, language=language),
        )
