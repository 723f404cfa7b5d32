"""Who is staff, for those who ask on no platform: on the web."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.cases.founding import settled
from core.cases.people import Desk
from core.policy import Facts, Moment, Policy, Roster
from core.ports import Clock, Store
from core.scenes import Loaded, Scenes
from core.trust.names import of_policy
from core.trusting import Trusting
from core.words.cards import Card
from core.words.people import Profile
from core.words.texts import Text, Texts


@dataclass(slots=True)
class Vetting:
    """Goes by the roster as it is in the store at that moment: whoever was frozen or removed by another program is
    vouched for no more. `rules` are the desk's file's.
    """

    store: Store
    texts: Texts
    rules: Callable[[], Policy]
    clock: Clock
    scenes: Scenes = field(init=False)
    trusting: Trusting = field(init=False)
    _known: tuple[Policy, Desk] | None = None
    _policy: Policy = field(init=False)

    def __post_init__(self) -> None:
        self.scenes = Scenes(self.store)
        self.trusting = Trusting(self.store, self.scenes, self.texts)

    async def policy(self) -> Policy:
        """The rules with the roster of this moment. Raises `StoreUnavailable`."""
        return await self._settled(Loaded())

    async def verify(self, meant: Sequence[Profile], language: str, how: Text) -> Card:
        """What `/verify` says. `meant` are the accounts that were asked about, several where a number may be one on
        either platform: the one that is staff, else the one that passes for it. Raises `StoreUnavailable`.
        """
        loaded = Loaded()
        policy = await self._settled(loaded)
        facts = Facts(policy, Roster.of(policy.agents), Moment(self.clock.now()))
        official = [each for each in meant if each.account in facts.roster.by_account]
        seen = official or [await self.trusting.known_as(each, loaded) for each in meant]
        about = max(seen, key=lambda each: self.trusting.look(each, "", policy).score)
        answer = (await self.trusting.asked(about, language, loaded, facts, how)).answer
        if answer.card is None:
            raise AssertionError("whoever asks is shown a card")
        return answer.card

    async def _settled(self, loaded: Loaded) -> Policy:
        rules, desk = self.rules(), await self.scenes.desk(loaded)
        if self._known != (rules, desk):
            self._policy = settled(rules, desk)
            self.trusting.screening = of_policy(self._policy)
            self._known = rules, desk
        return self._policy
