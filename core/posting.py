"""Telling of incidents and maintenance: what staff write is shown to them first, and made public by one more press."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.policy import Agent, Facts
from core.ports import Store
from core.scenes import Loaded, Scenes
from core.status import forms, showing
from core.status.components import Affected
from core.status.drafts import Draft, draft_key, lapsed
from core.status.incidents import ALL, OVER, Incident, Stage, Update, updated
from core.status.maintenance import STAGES, Maintenance, Matter, by_the_clock, progressed, reminded, to_remind
from core.status.spreading import Spread, begun, reminding, spread_key
from core.status.writing import Mistake, Written, number_of, read
from core.words.cards import Answer, Verb
from core.words.commands import Pressed, StatusDue
from core.words.texts import text

WRITING = frozenset({Verb.INCIDENT, Verb.KNOWN, Verb.UPDATE, Verb.RESOLVE, Verb.MAINTENANCE, Verb.PROGRESS})
VERBS = WRITING | {Verb.PUBLISH, Verb.DISCARD}
MANY = 100
TITLE = 200
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(slots=True)
class Posting:
    """Decides what staff write about incidents and maintenance. Nothing of it is public before `Verb.PUBLISH`."""

    store: Store
    scenes: Scenes

    async def decide(self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts) -> Outcome:
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        match command.verb:
            case Verb.INCIDENT | Verb.KNOWN | Verb.MAINTENANCE:
                return await self._start(command, agent, loaded, facts)
            case Verb.PUBLISH:
                return await self._publish(command, agent, loaded, facts)
            case Verb.DISCARD:
                return await self._discard(command, agent, loaded)
            case _:
                return await self._go_on(command, agent, loaded, facts)

    async def due(self, command: StatusDue, loaded: Loaded, facts: Facts) -> Outcome:
        """A maintenance begins or ends by itself, at its time, or is reminded of before it."""
        matter = await self.scenes.matter(loaded, command.number)
        if not isinstance(matter, Maintenance):
            return UNCHANGED
        spread = await self.spread(matter, loaded)
        after = by_the_clock(matter, facts.now)
        if after is not None:
            return published(after, spread, facts)
        known = reminded(matter, facts.now)
        if known is None:
            return UNCHANGED
        return Decision((known,) if spread is None else (known, reminding(spread, facts.now)))

    async def incidents(self, loaded: Loaded) -> tuple[Incident, ...]:
        """Those that are not over."""
        found = await self.scenes.open_matters(loaded, MANY, 0)
        return tuple(each for each in found if isinstance(each, Incident))

    async def spread(self, matter: Matter, loaded: Loaded) -> Spread | None:
        """How far its news have got."""
        key = spread_key(matter.number)
        await self.scenes.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Spread) else None

    # ---- what is written

    async def _start(self, command: Pressed, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        words = command.words.text if command.words else ""
        if not words.strip() and not command.filled:
            form = forms.status_form(command.verb, command.argument, (), facts, facts.policy.language)
            if form is None:
                return Decision(answer=Answer(card=showing.templates(facts)))
            return Decision(answer=Answer(form=form))
        if not command.filled and facts.policy.status.template(command.argument) is not None:
            words = "" if words.strip() == "-" else words
            command = replace(command, filled=(("template", command.argument),))
        written = _read(words, command, facts, titled=True)
        if isinstance(written, Mistake):
            return _refused(written)
        if not written.title:
            return _refused(Mistake("title"))
        if not written.words:
            return _refused(Mistake("words"))
        made = (
            _maintenance(written, agent, facts)
            if command.verb is Verb.MAINTENANCE
            else _incident(written, agent, facts, known=command.verb is Verb.KNOWN)
        )
        return (
            _refused(made) if isinstance(made, Mistake) else await self._preview(made, agent, loaded, facts)
        )

    async def _go_on(self, command: Pressed, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        number, words = number_of(command.words.text if command.words else "")
        if _NUMBER.fullmatch(command.argument):
            number, words = int(command.argument), command.words.text if command.words else ""
        if number is None:
            planned = forms.kind_of(command.verb) is Maintenance
            every = await self.scenes.open_matters(loaded, 0 if planned else MANY, MANY if planned else 0)
            if len(every) > 1:
                return Decision(answer=Answer(card=showing.which(every, command.verb)))
            matter = every[0] if every else None
        else:
            matter = await self.scenes.matter(loaded, number)
        if matter is None:
            return Refusal(text("refusal.no_incident"))
        if not words.strip() and not command.filled and command.words is None:
            return Decision(answer=Answer(form=forms.form_for(matter, command.verb)))
        written = _read(words, command, facts, titled=False)
        if isinstance(written, Mistake):
            return _refused(written)
        proposed = (
            _progress(matter, written, agent, facts)
            if isinstance(matter, Maintenance)
            else _update(matter, written, command.verb, agent, facts)
        )
        if isinstance(proposed, Refusal):
            return proposed
        since = written.since if isinstance(matter, Incident) else None
        if since is not None and since < (before := _stood_since(matter)):
            return Refusal(text("refusal.incident_before", written=since, at=before))
        if since is not None:
            newest = replace(proposed.last, at=since)
            proposed = replace(proposed, updates=(*proposed.updates[:-1], newest))
        return await self._preview(proposed, agent, loaded, facts, backdated=since is not None)

    async def _preview(
        self, proposed: Matter, agent: Agent, loaded: Loaded, facts: Facts, *, backdated: bool = False
    ) -> Outcome:
        await self._draft(agent, loaded)
        token = facts.moment.nonce[:12] or "0"
        draft = Draft(agent.id, token, proposed, backdated, facts.now)
        return Decision((draft,), answer=Answer(card=showing.preview(proposed, token, facts)))

    # ---- what is made of it

    async def _publish(self, command: Pressed, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        draft = await self._draft(agent, loaded)
        if draft is None or draft.proposed is None or draft.token != command.argument:
            return Refusal(text("refusal.expired"))
        if lapsed(draft, facts.now):
            return Refusal(text("refusal.expired"))
        proposed = draft.proposed
        if proposed.number:
            now = await self.scenes.matter(loaded, proposed.number)
            if now is None or now.updates != proposed.updates[:-1]:
                return Refusal(text("refusal.incident_moved_on"))
        else:
            proposed = replace(proposed, number=await self.free_number(loaded))
        matter = proposed if draft.backdated else _at(proposed, facts)
        told = text("told.published", count=len(facts.policy.status.places), number=matter.number)
        card = showing.timeline(matter, matter.last.part, facts)
        decision = published(matter, await self.spread(matter, loaded), facts)
        put = (*decision.put, replace(draft, token="", proposed=None, backdated=False))
        return replace(decision, put=put, answer=Answer(told, card))

    async def _discard(self, command: Pressed, agent: Agent, loaded: Loaded) -> Outcome:
        draft = await self._draft(agent, loaded)
        if draft is None or draft.proposed is None or draft.token != command.argument:
            return Refusal(text("refusal.expired"))
        return Decision(
            (replace(draft, token="", proposed=None, backdated=False),), answer=Answer(text("told.discarded"))
        )

    async def _draft(self, agent: Agent, loaded: Loaded) -> Draft | None:
        key = draft_key(agent.id)
        await self.scenes.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Draft) else None

    async def free_number(self, loaded: Loaded) -> int:
        """The next after all there are. Two who publish at once meet in the commit, and one takes the next."""
        number = await self.store.size(ALL) + 1
        while await self.scenes.matter(loaded, number) is not None:
            number += 1
        return number


def published(matter: Matter, spread: Spread | None, facts: Facts) -> Decision:
    """It is public from now on, with its latest update: in the primary place at once, elsewhere in steps."""
    on_its_way = begun(matter, spread, facts.now)
    return Decision(
        (matter, on_its_way),
        showing.shown(matter, len(matter.updates) - 1, facts.policy.status.places[:1], facts),
    )


def _read(words: str, command: Pressed, facts: Facts, *, titled: bool) -> Written | Mistake:
    rules = facts.policy.status
    return read(words, command.filled, rules, facts.policy.zone, facts.now, titled=titled)


def _incident(written: Written, agent: Agent, facts: Facts, *, known: bool) -> Incident:
    stage: Stage = written.stage or ("identified" if known else "investigating")
    affected = written.affected or ()
    update = Update(facts.now, stage, written.words, affected, written.eta, agent.id)
    began = written.since or facts.now
    return Incident(0, written.title[:TITLE], began, (update,), written.impact, known, written.cause)


def _maintenance(written: Written, agent: Agent, facts: Facts) -> Maintenance | Mistake:
    if written.starts is None or written.ends is None:
        return Mistake("when")
    concerned = tuple(each.component for each in written.affected or ())
    update = Update(facts.now, "scheduled", written.words, by=agent.id)
    kind = written.kind or "scheduled"
    return Maintenance(
        0,
        written.title[:TITLE],
        kind,
        written.starts,
        written.ends,
        concerned,
        (update,),
        by_itself=not written.by_hand,
    )


def _update(
    incident: Incident, written: Written, verb: Verb, agent: Agent, facts: Facts
) -> Incident | Refusal:
    ends = verb is Verb.RESOLVE
    stage: Stage = "resolved" if ends else written.stage or incident.last.stage
    if incident.over and (ends or stage != "postmortem"):
        return Refusal(text("refusal.incident_over"))
    if stage in STAGES:
        return _refused(Mistake("stage", stage))
    if not written.words and not ends:
        return _refused(Mistake("words"))
    words = "" if written.words == "-" else written.words
    eta = None if written.no_eta else written.eta or _still_ahead(incident, facts)
    proposed = updated(incident, Update(facts.now, stage, words, _affected(incident, written), eta, agent.id))
    if written.cause is not None:
        proposed = replace(proposed, cause=written.cause)
    return proposed if written.impact is None else replace(proposed, impact_set=written.impact)


def _progress(
    maintenance: Maintenance, written: Written, agent: Agent, facts: Facts
) -> Maintenance | Refusal:
    if maintenance.over:
        return Refusal(text("refusal.incident_over"))
    stage: Stage = written.stage or maintenance.last.stage
    if stage not in maintenance.ways:
        return _refused(Mistake("stage", stage))
    if stage == maintenance.last.stage and not written.words and written.ends is None:
        return _refused(Mistake("words"))
    moved = maintenance
    if written.ends is not None and stage not in OVER:
        starts = maintenance.starts if maintenance.under_way else written.starts or maintenance.starts
        moved = replace(maintenance, starts=starts, ends=written.ends)
    return progressed(moved, Update(facts.now, stage, written.words, by=agent.id))


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


def _stood_since(matter: Matter) -> datetime:
    """Since when it has been as the latest update says. What the first one says was so when it began, which may be
    long before anybody told of it.
    """
    return matter.last.at if len(matter.updates) > 1 else matter.began


def _at(proposed: Matter, facts: Facts) -> Matter:
    """The same with its newest update told now. An incident begun with it began then, unless said otherwise."""
    newest = replace(proposed.last, at=facts.now)
    updates = (*proposed.updates[:-1], newest)
    match proposed:
        case Maintenance(starts=starts):
            reminders = to_remind(starts, facts.policy.status.remind_before, facts.now)
            return replace(proposed, updates=updates, reminders=reminders)
        case Incident():
            new = len(proposed.updates) == 1 and proposed.began == proposed.last.at
            return replace(proposed, updates=updates, began=facts.now if new else proposed.began)
        case _:
            assert_never(proposed)


def _refused(mistake: Mistake) -> Refusal:
    return Refusal(text(f"refusal.incident_{mistake.what}", written=mistake.written))
