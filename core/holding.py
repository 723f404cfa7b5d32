"""News that were held back while somebody had quiet hours, or could not be reached: told once, as things stand then."""

from dataclasses import dataclass, replace

from core.cases import linking
from core.cases.decision import UNCHANGED, Decision, Outcome, Record
from core.policy import Facts
from core.ports import Store
from core.scenes import Loaded, Scenes
from core.status import subscribing
from core.status.spreading import START, waiting_for
from core.status.subscribers import not_before
from core.words.commands import QuietOver
from core.words.effects import Effect
from core.words.refs import CaseId

CASES = 25


@dataclass(slots=True)
class Holding:
    """Decides what is told once somebody may be told."""

    store: Store
    scenes: Scenes

    async def over(self, command: QuietOver, loaded: Loaded, facts: Facts) -> Outcome:
        """Somebody may be told again. A case of theirs that waits for one of these hears of it in its own place."""
        subscriber = await self.scenes.subscriber(loaded, command.account)
        if subscriber is None or subscriber.held_until is None or subscriber.held_until > facts.now:
            return UNCHANGED
        until = not_before(subscriber, await self.scenes.away(facts.policy), facts.now)
        if until is not None:
            return Decision((replace(subscriber, held_until=until),))
        put: list[Record] = [replace(subscriber, held=(), held_until=None)]
        effects: list[Effect] = []
        for matter in await self.scenes.matters(loaded, subscriber.held):
            linked = waiting_for(matter.number, subscriber.account)
            waiting = await self.store.following(linked, START, CASES)
            for member, _ in waiting:
                case = await self.scenes.case(loaded, CaseId(int(member)))
                if case is not None:
                    after, told = linking.news(case, matter, facts)
                    put += [after] if after != case else []
                    effects += told
            if not waiting and subscriber.hears(matter):
                effects.append(subscribing.letter(subscriber, matter, facts))
        return Decision(tuple(put), tuple(effects))
