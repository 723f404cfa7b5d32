"""What monitoring tells becomes incidents, and their end, unless a person has taken them over."""

from dataclasses import dataclass, replace

from core.cases.decision import UNCHANGED, Decision, Outcome, Record
from core.policy import Facts
from core.posting import TITLE, Posting, published
from core.scenes import Loaded, Scenes
from core.status.components import Affected, ComponentId, Impact, impact_of, worst
from core.status.incidents import Incident, Update, updated
from core.status.watches import Watch, heard, watch_key
from core.words.commands import Alerted, WatchDue
from core.words.effects import Effect, Tell
from core.words.texts import text


@dataclass(slots=True)
class Watching:
    """Decides what comes of alerts."""

    scenes: Scenes
    posting: Posting

    async def alerted(self, command: Alerted, loaded: Loaded, facts: Facts) -> Outcome:
        """A monitor has spoken. What it says is kept; what has lasted long enough is told at its time."""
        rules = facts.policy.status
        monitor = next((each for each in rules.monitors if each.id == command.monitor), None)
        if monitor is None:
            return UNCHANGED
        put: list[Record] = []
        standing: dict[int, list[Watch]] = {}
        for alert in command.alerts:
            found = rules.component(alert.component) if alert.component else None
            before = await self._watch(f"{monitor.id}:{alert.key}", loaded)
            after = heard(before, alert, None if found is None else found.id, monitor, facts.now)
            if before is None and not alert.firing:
                continue
            if after.firing and after.incident is not None:
                matter = await self.scenes.matter(loaded, after.incident)
                if matter is None or matter.over:
                    # What fires on after a person has ended its incident is another one.
                    after = replace(after, incident=None, since=facts.now, began=facts.now)
                else:
                    standing.setdefault(matter.number, []).append(after)
            put.append(after)
        effects: list[Effect] = []
        for number, watches in standing.items():
            told = await self._worsens(number, watches, loaded, facts)
            put += told.put
            effects += told.effects
        return Decision(tuple(put), tuple(effects))

    async def due(self, command: WatchDue, loaded: Loaded, facts: Facts) -> Outcome:
        """An alert has lasted, or has been gone, for long enough."""
        watch = await self._watch(command.watch, loaded)
        if watch is None or watch.due is None or watch.due > facts.now:
            return UNCHANGED
        if watch.firing:
            return await self._opens(watch, loaded, facts)
        return await self._closes(watch, loaded, facts)

    async def _worsens(self, number: int, watches: list[Watch], loaded: Loaded, facts: Facts) -> Decision:
        """What is told already has become worse."""
        matter = await self.scenes.matter(loaded, number)
        after = _worsened(matter, watches, facts) if isinstance(matter, Incident) else matter
        if after is None or after == matter:
            return UNCHANGED
        return published(after, await self.posting.spread(after, loaded), facts)

    async def _opens(self, watch: Watch, loaded: Loaded, facts: Facts) -> Outcome:
        """A new incident, or one more of what makes an open one."""
        for open_ in await self.posting.incidents(loaded):
            if open_.watched and _concerns(open_, watch):
                joined = replace(watch, incident=open_.number)
                more = replace(open_, watched=open_.watched + 1)
                after = _worsened(more, [watch], facts)
                if after == more:
                    return Decision((joined, more))
                told = published(after, await self.posting.spread(after, loaded), facts)
                return replace(told, put=(*told.put, joined))
        affected = _affected(watch)
        number = await self.posting.free_number(loaded)
        update = Update(facts.now, "investigating", watch.words or watch.title, affected)
        impact: Impact | None = None if affected else impact_of((Affected(ComponentId(""), watch.level),))
        incident = Incident(number, watch.title[:TITLE], watch.began, (update,), impact, watched=1)
        told = published(incident, await self.posting.spread(incident, loaded), facts)
        return replace(told, put=(*told.put, replace(watch, incident=number)))

    async def _closes(self, watch: Watch, loaded: Loaded, facts: Facts) -> Outcome:
        """The end of an incident of which nothing fires any more. One that a person has taken over is theirs to end."""
        matter = None if watch.incident is None else await self.scenes.matter(loaded, watch.incident)
        quiet = replace(watch, incident=None)
        if not isinstance(matter, Incident) or matter.over:
            return Decision((quiet,))
        left = matter.watched - 1
        if left > 0:
            return Decision((quiet, replace(matter, watched=left)))
        if taken_over(matter):
            language = facts.policy.language
            told = text("incident.alert_gone", number=matter.number, title=matter.title)
            effects: tuple[Effect, ...] = tuple(Tell(place, told, language) for place in facts.policy.on_call)
            return Decision((quiet, replace(matter, watched=0)), effects)
        ended = updated(replace(matter, watched=0), Update(facts.now, "resolved", ""))
        decision = published(ended, await self.posting.spread(ended, loaded), facts)
        return replace(decision, put=(*decision.put, quiet))

    async def _watch(self, key: str, loaded: Loaded) -> Watch | None:
        await self.scenes.records(loaded, watch_key(key))
        record = loaded.records.get(watch_key(key))
        return record if isinstance(record, Watch) else None


def taken_over(incident: Incident) -> bool:
    """Whether a person has told something about it."""
    return any(each.by is not None for each in incident.updates)


def _concerns(incident: Incident, watch: Watch) -> bool:
    return watch.component is not None and watch.component in incident.concerned


def _affected(watch: Watch) -> tuple[Affected, ...]:
    return () if watch.component is None else (Affected(watch.component, watch.level),)


def _worsened(incident: Incident, watches: list[Watch], facts: Facts) -> Incident:
    """The incident with an update where these make it worse. Of one that a person has taken over nothing is told."""
    last = incident.last
    affected = {each.component: each for each in last.affected}
    words = ""
    for watch in watches:
        for each in _affected(watch):
            known = affected.get(each.component)
            if known is None or worst((known.level, each.level)) != known.level:
                affected[each.component] = each
                words = watch.words
    worse = tuple(affected.values())
    if worse == last.affected or taken_over(incident):
        return incident
    return updated(incident, Update(facts.now, last.stage, words, worse, last.eta))
