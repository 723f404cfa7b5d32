"""Telling of incidents: what agents write is shown to them first, and made public by one more press."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from core.cases.decision import Decision, Outcome, Refusal
from core.policy import Agent, Facts
from core.ports import Store
from core.scenes import Loaded, Scenes
from core.status import showing
from core.status.components import Affected
from core.status.drafts import Draft, draft_key
from core.status.incidents import ALL, OPEN, Incident, Stage, Update, incident_key, updated
from core.status.writing import Mistake, Written, number_of, read
from core.words.cards import Answer, Verb
from core.words.commands import Pressed
from core.words.texts import text

VERBS = frozenset({Verb.INCIDENT, Verb.UPDATE, Verb.RESOLVE, Verb.PUBLISH, Verb.DISCARD})
MANY = 100
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(slots=True)
class Posting:
    """Decides what agents write about incidents. Nothing of it is public before `Verb.PUBLISH`."""

    store: Store
    scenes: Scenes

    async def decide(self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts) -> Outcome:
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        match command.verb:
            case Verb.INCIDENT:
                return await self._start(command, agent, loaded, facts)
            case Verb.PUBLISH:
                return await self._publish(command, agent, loaded, facts)
            case Verb.DISCARD:
                return await self._discard(command, agent, loaded)
            case _:
                return await self._go_on(command, agent, loaded, facts)

    async def open(self, loaded: Loaded) -> tuple[Incident, ...]:
        """The incidents that are not over, the oldest first."""
        members = [member for member, _ in await self.store.first(OPEN, MANY)]
        await self.scenes.records(loaded, *(incident_key(int(member)) for member in members))
        found = [loaded.records.get(incident_key(int(member))) for member in members]
        return tuple(each for each in found if isinstance(each, Incident) and not each.over)

    # ---- what is written

    async def _start(self, command: Pressed, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        words = command.words.text if command.words else ""
        if not words.strip() and not command.filled:
            return Decision(answer=Answer(form=showing.start_form(facts, facts.policy.language)))
        written = _read(words, command, facts, titled=True)
        if isinstance(written, Mistake):
            return _refused(written)
        if not written.title:
            return _refused(Mistake("title"))
        if not written.words:
            return _refused(Mistake("words"))
        update = Update(
            facts.now,
            written.stage or "investigating",
            written.words,
            written.affected or (),
            written.eta,
            agent.id,
        )
        began = written.since or facts.now
        return await self._preview(
            Incident(0, written.title, began, (update,), written.impact), agent, loaded, facts
        )

    async def _go_on(self, command: Pressed, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        number, words = number_of(command.words.text if command.words else "")
        if _NUMBER.fullmatch(command.argument):
            number, words = int(command.argument), command.words.text if command.words else ""
        incident = await self._meant(number, loaded)
        if incident is None:
            every = await self.open(loaded)
            if number is not None or not every:
                return Refusal(text("refusal.no_incident"))
            return Decision(answer=Answer(card=showing.which(every, command.verb)))
        ends = command.verb is Verb.RESOLVE
        if not words.strip() and not command.filled and command.words is None:
            form = showing.resolve_form(incident) if ends else showing.update_form(incident)
            return Decision(answer=Answer(form=form))
        written = _read(words, command, facts, titled=False)
        if isinstance(written, Mistake):
            return _refused(written)
        stage: Stage = "resolved" if ends else written.stage or incident.last.stage
        if ends and incident.over:
            return Refusal(text("refusal.incident_over"))
        if incident.over and stage != "postmortem":
            return Refusal(text("refusal.incident_over"))
        if not written.words and not ends:
            return _refused(Mistake("words"))
        update = Update(
            facts.now,
            stage,
            written.words,
            _affected(incident, written),
            None if written.no_eta else written.eta or _still_ahead(incident, facts),
            agent.id,
        )
        proposed = updated(incident, update)
        if written.impact is not None:
            proposed = replace(proposed, impact_set=written.impact)
        return await self._preview(proposed, agent, loaded, facts)

    async def _meant(self, number: int | None, loaded: Loaded) -> Incident | None:
        """The incident of that number; without one, the only one that is open."""
        if number is None:
            every = await self.open(loaded)
            return every[0] if len(every) == 1 else None
        return await self._incident(number, loaded)

    async def _preview(self, proposed: Incident, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        await self._draft(agent, loaded)
        token = facts.moment.nonce[:12] or "0"
        draft = Draft(agent.id, token, proposed)
        return Decision((draft,), answer=Answer(card=showing.preview(proposed, token, facts)))

    # ---- what is made of it

    async def _publish(self, command: Pressed, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        draft = await self._draft(agent, loaded)
        if draft is None or draft.proposed is None or draft.token != command.argument:
            return Refusal(text("refusal.expired"))
        proposed = draft.proposed
        if proposed.number:
            now = await self._incident(proposed.number, loaded)
            if now is None or now.updates != proposed.updates[:-1]:
                return Refusal(text("refusal.incident_moved_on"))
        else:
            proposed = replace(proposed, number=await self._free_number(loaded))
        incident = _at(proposed, facts)
        told = text("told.published", count=len(facts.policy.status.places), number=incident.number)
        card = showing.timeline(incident, incident.last.part, facts)
        return Decision(
            (incident, replace(draft, token="", proposed=None)),
            showing.shown(incident, facts),
            answer=Answer(told, card),
        )

    async def _discard(self, command: Pressed, agent: Agent, loaded: Loaded) -> Outcome:
        draft = await self._draft(agent, loaded)
        if draft is None or draft.proposed is None or draft.token != command.argument:
            return Refusal(text("refusal.expired"))
        return Decision((replace(draft, token="", proposed=None),), answer=Answer(text("told.discarded")))

    async def _draft(self, agent: Agent, loaded: Loaded) -> Draft | None:
        key = draft_key(agent.id)
        await self.scenes.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Draft) else None

    async def _incident(self, number: int, loaded: Loaded) -> Incident | None:
        key = incident_key(number)
        await self.scenes.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Incident) else None

    async def _free_number(self, loaded: Loaded) -> int:
        """The next after all there are. Two who publish at once meet in the commit, and one takes the next."""
        number = await self.store.size(ALL) + 1
        while await self._incident(number, loaded) is not None:
            number += 1
        return number


def _read(words: str, command: Pressed, facts: Facts, *, titled: bool) -> Written | Mistake:
    rules = facts.policy.status
    return read(words, command.filled, rules, facts.policy.zone, facts.now, titled=titled)


def _affected(incident: Incident, written: Written) -> tuple[Affected, ...]:
    """What was named; else what was affected before, at the level that was named or their own."""
    if written.affected is not None:
        return written.affected
    before = incident.last.affected
    if written.level is None:
        return before
    return tuple(replace(each, level=written.level) for each in before)


def _still_ahead(incident: Incident, facts: Facts) -> datetime | None:
    eta = incident.last.eta
    return eta if eta is not None and eta > facts.now else None


def _at(proposed: Incident, facts: Facts) -> Incident:
    """The incident with its newest update told now. What was begun with it began then, unless said otherwise."""
    newest = replace(proposed.last, at=facts.now)
    new = len(proposed.updates) == 1 and proposed.began == proposed.last.at
    return replace(
        proposed,
        updates=(*proposed.updates[:-1], newest),
        began=facts.now if new else proposed.began,
    )


def _refused(mistake: Mistake) -> Refusal:
    return Refusal(text(f"refusal.incident_{mistake.what}", written=mistake.written))
