"""`/privacy`: what the desk keeps of a person, a copy of it, and its erasure by themselves."""

from dataclasses import dataclass, replace

from core.cases.cards import button
from core.cases.case import Case, Closed, cases_of
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.people import Requester
from core.policy import Facts
from core.ports import Store
from core.scenes import Loaded, Scenes
from core.status.subscribing import given
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed
from core.words.effects import Export
from core.words.refs import CardKey, CaseId, direct
from core.words.texts import Text, Texts, text

VERBS = frozenset({Verb.PRIVACY, Verb.EXPORT, Verb.ERASE})
SURE = "yes"


@dataclass(slots=True)
class Privacy:
    """Decides what people press about their own data; nobody reaches another's here."""

    store: Store
    texts: Texts
    scenes: Scenes

    async def decide(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        who = command.who.account
        kept = await self.scenes.requester(loaded, who)
        language = self.texts.choose(kept.language if kept else None, command.who.locale)
        match command.verb:
            case Verb.EXPORT:
                there = Answer(text("privacy.export_comes"), language=language)
                return Decision((), (Export(direct(who), language),), answer=there)
            case Verb.ERASE if command.argument == SURE:
                return await self._erase(kept or Requester(who, command.who.name), language, loaded, facts)
            case Verb.ERASE:
                sure = button(Verb.ERASE, argument=SURE, style="danger", label=text("button.erase_sure"))
                lines = (text("privacy.erase_what"), text("privacy.erase_final"))
                card = Card(CardKey("erase"), text("privacy.erase"), lines, (sure,), "warning")
                return Decision(answer=Answer(card=card, language=language))
            case _:
                card = Card(
                    CardKey("privacy"),
                    text("privacy.title"),
                    await self._kept(kept, command, facts),
                    (button(Verb.EXPORT, style="primary"), button(Verb.ERASE, style="danger")),
                )
                return Decision(answer=Answer(card=card, language=language))

    async def _kept(self, kept: Requester | None, command: Pressed, facts: Facts) -> tuple[Text, ...]:
        count = await self.store.size(cases_of(command.who.account))
        lines = [text("privacy.cases", count=count), text("privacy.person")]
        if kept is not None and kept.proven is not None:
            lines.append(text("privacy.address", address=kept.proven.address))
        return (*lines, text("privacy.retention", length=facts.policy.retention), text("privacy.nobody_else"))

    async def _erase(self, kept: Requester, language: str, loaded: Loaded, facts: Facts) -> Outcome:
        """What is under way is ended first, so that nobody is left talking to somebody who is not there; what they are
        called by goes with it, since nothing will tell that they have it.
        """
        size = await self.store.size(cases_of(kept.account))
        for number in await self.scenes.latest(kept.account, size):
            looked_at = Loaded()
            case: Case | None = await self.scenes.case(looked_at, CaseId(number))
            if case is not None and not isinstance(case.phase, Closed):
                return Refusal(text("refusal.erase_open", case=number))
        told = Answer(text("privacy.erased"), language=language)
        subscriber = await self.scenes.subscriber(loaded, kept.account)
        taken = () if subscriber is None else given(subscriber, replace(subscriber, called=()), facts)
        return Decision((replace(kept, erase_at=facts.now),), tuple(taken), answer=told)
