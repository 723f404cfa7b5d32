"""`/stats`: the desk's figures of the last days, and an agent's own, as words and as a picture."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from core.cases.access import may_see
from core.cases.case import Case
from core.cases.decision import Decision, Outcome
from core.cases.figures import Figures, Hour, Spread, Tally, figures
from core.policy import Agent, Facts
from core.ports import Store
from core.scenes import Loaded, Scenes
from core.words.cards import Answer, Card
from core.words.commands import Pressed
from core.words.effects import Bar, Draw
from core.words.records import ASKED
from core.words.refs import CardKey, CaseId, direct
from core.words.terms import first_term
from core.words.texts import Text, in_language, text

PERIOD = timedelta(days=7)
LONGEST = timedelta(days=366)
READ = 5_000
"""The latest cases, so many at most, are read for it,"""
AT_ONCE = 100
"""so many at a time, so that messages go on between."""
ROWS = 12
WIDTH = 12


@dataclass(slots=True)
class Stats:
    """Reads the cases of a period. What an agent may not know of is not in what they are shown."""

    store: Store
    scenes: Scenes

    async def decide(self, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
        said = command.words.text if command.words else command.argument
        period = min(first_term(said) or PERIOD, LONGEST)
        cases, whole = await self._cases(period, agent, facts)
        found = figures(cases, facts.policy.zone)
        lines = [*_lines(found), *_people(found, agent, facts), *_sorted(found, facts), *_hours(found.hours)]
        if not whole:
            lines.insert(0, text("stats.latest", asked=READ))
        card = Card(CardKey("stats"), text("stats.title", period=period), tuple(lines))
        if not found.asked:
            return Decision(answer=Answer(card=card, private=True))
        bars = tuple(Bar(f"{hour:02}", each.asked) for hour, each in enumerate(found.hours))
        picture = Draw(
            direct(command.who.account),
            text("stats.picture", period=period, asked=found.asked),
            bars,
            facts.policy.language,
        )
        return Decision((), (picture,), answer=Answer(card=card, private=True))

    async def _cases(self, period: timedelta, agent: Agent, facts: Facts) -> tuple[list[Case], bool]:
        """The cases asked within the period that the agent may know of, and whether these are all."""
        since = (facts.now - period).timestamp()
        size = await self.store.size(ASKED)
        members = await self.store.first(ASKED, READ, max(0, size - READ))
        numbers = [CaseId(int(member)) for member, at in members if at >= since]
        found: list[Case] = []
        for start in range(0, len(numbers), AT_ONCE):
            looked_at = Loaded()
            keys = (f"case/{number}" for number in numbers[start : start + AT_ONCE])
            await self.scenes.records(looked_at, *keys)
            records = looked_at.records.values()
            found += [each for each in records if isinstance(each, Case) and may_see(each, agent, facts)]
        return found, size <= READ or members[0][1] < since


def _lines(found: Figures) -> Iterator[Text]:
    yield text("stats.volume", asked=found.asked, closed=found.closed)
    yield from _spread("first", found.first)
    yield from _spread("solved", found.solved)
    if promises := found.kept + found.broken:
        yield text("stats.promises", kept=found.kept, promises=promises, percent=100 * found.kept // promises)
    yield from _worth(text("stats.all"), found.total)


def _spread(kind: str, spread: Spread | None) -> Iterator[Text]:
    if spread is not None:
        yield text(f"stats.{kind}", median=spread.median, most=spread.most)


def _people(found: Figures, agent: Agent, facts: Facts) -> Iterator[Text]:
    """An agent's own figures; an admin's of everybody."""
    own = {agent.id: found.agents.get(agent.id, Tally())}
    known = facts.roster.by_id
    named: dict[str, Tally] = {
        known[id_].name: tally
        for id_, tally in (found.agents if agent.admin else own).items()
        if id_ in known
    }
    yield from _tallies(named)


def _sorted(found: Figures, facts: Facts) -> Iterator[Text]:
    language = facts.policy.language
    departments = {each.id: in_language(each.label, language) for each in facts.policy.departments}
    categories = {each.id: in_language(each.label, language) for each in facts.policy.categories}
    yield from _tallies({departments.get(id_, id_): tally for id_, tally in found.departments.items()})
    yield from _tallies({categories.get(id_, id_): tally for id_, tally in found.categories.items()})


def _tallies(named: Mapping[str, Tally]) -> Iterator[Text]:
    ordered = sorted(named.items(), key=lambda each: (-each[1].closed, each[0]))
    for name, tally in ordered[:ROWS]:
        yield text("stats.closed", name=name, closed=tally.closed)
        yield from _worth(text("stats.of", name=name), tally)


def _worth(whose: Text, tally: Tally) -> Iterator[Text]:
    """What answers were worth to those who asked, as far as they said so."""
    if tally.average is not None:
        stars = f"{tally.average:.1f}"
        yield text("stats.stars", whose=whose, stars=stars, rated=tally.rated)
    if asked := tally.useful + tally.useless:
        yield text("stats.useful", whose=whose, useful=tally.useful, asked=asked)


def _hours(hours: Iterable[Hour]) -> Iterator[Text]:
    """The chart as text: a bar for each hour in which anybody asked, and how long half of them waited."""
    most = max((hour.asked for hour in hours), default=0)
    for hour, each in enumerate(hours):
        if not each.asked:
            continue
        bar = "█" * max(1, each.asked * WIDTH // most)
        named = f"{hour:02}"
        if each.wait is None:
            yield text("stats.hour", hour=named, bar=bar, asked=each.asked)
        else:
            yield text("stats.hour_wait", hour=named, bar=bar, asked=each.asked, wait=each.wait)
