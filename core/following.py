"""Those whom an incident concerns: cases that wait for it, subscribers, and how news of it reach them all."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from core.announcing import approvers
from core.cases import intake, inviting, linking
from core.cases.access import may_see
from core.cases.case import Active, Case
from core.cases.decision import UNCHANGED, Decision, Outcome, Record, Refusal, Scene
from core.cases.people import Desk, Requester
from core.people.addresses import MAIL, mailbox
from core.policy import Agent, Facts
from core.ports import Store
from core.posting import Posting
from core.scenes import Loaded, Scenes
from core.status import listing, showing, subscribing
from core.status.incidents import Incident
from core.status.maintenance import Matter
from core.status.spreading import (
    SPREADING,
    Spread,
    concerns_the_linked,
    linked_to,
    lost_one,
    on_to,
    spread_key,
    waiting_for,
)
from core.status.subscribers import (
    SUBSCRIBERS,
    Subscriber,
    heard,
    holding,
    not_before,
    quiet_until,
    subscriber_key,
)
from core.words.cards import Answer, Verb
from core.words.commands import Pressed, SpreadNews, Undelivered
from core.words.effects import Effect, Show, Tell
from core.words.refs import (
    Account,
    CaseId,
    CommandId,
    Direct,
    account_of,
    carrier,
    carrier_of,
    direct,
    is_direct,
)
from core.words.texts import Texts, in_language, text

VERBS = frozenset({Verb.SUBSCRIBE, Verb.ME_TOO})
STEP = 25
"""So many people are told in one commit."""
SHOWN_EACH = 16
"""Staff see every so many steps how far the news are: what tells it takes from the same rate."""
BEYOND_REACH = frozenset({"unreachable", "place_gone", "forbidden"})
PATIENCE = timedelta(seconds=5)
"""So long the others wait for the primary place to have its message."""
_ROW = re.compile(r"news:(\d+):\d+:\d+#")


def step_id(spread: Spread) -> CommandId:
    """The id of one step: the same whoever takes it, so that it is taken once."""
    return CommandId(f"news:{spread.number}:{spread.revision}:{spread.step}")


@dataclass(slots=True)
class Following:
    """Links cases, keeps subscriptions, and takes the steps of a spread."""

    store: Store
    scenes: Scenes
    texts: Texts
    posting: Posting

    # ---- people

    async def decide(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """What anybody presses about incidents for themselves."""
        requester = await self.scenes.requester(loaded, command.who.account)
        language = self.texts.choose(requester.language if requester else None, command.who.locale)
        if command.verb is Verb.ME_TOO:
            return await self._me_too(command, requester, language, loaded, facts)
        return await self._subscribe(command, requester, language, loaded, facts)

    async def _me_too(
        self, command: Pressed, requester: Requester | None, language: str, loaded: Loaded, facts: Facts
    ) -> Outcome:
        matter = await self._named(command.argument, loaded)
        if matter is None or matter.over or requester is None or requester.draft is None:
            return Refusal(text("refusal.expired"))
        recent = await self.scenes.recent(command.who.account, facts.now)
        scene = Scene(Desk(), requester=requester, recent=recent)
        refused = intake.refusal(scene, facts)
        if refused is not None:
            return refused
        scene = replace(scene, number=await self.store.reserve_case())
        outcome = linking.me_too(scene, command, matter, facts, language)
        return inviting.agreed(outcome, intake.again(requester.draft, command), requester, facts, language)

    async def _subscribe(
        self, command: Pressed, requester: Requester | None, language: str, loaded: Loaded, facts: Facts
    ) -> Outcome:
        account = command.who.account
        _, mailed = subscribing.apart(command.argument)
        if mailed or carrier(account) == MAIL:
            proven = requester.proven if requester else None
            if proven is None:
                return Refusal(text("refusal.mail_unproven"))
            account = mailbox(proven.address)
        before = await self.scenes.subscriber(loaded, account)
        mail = requester is not None and requester.proven is not None and facts.policy.people.mail
        outcome = subscribing.change(before, account, command.argument, language, facts, mail=mail)
        return outcome if command.private else subscribing.begun_elsewhere(before, outcome)

    # ---- agents

    async def link(
        self, command: Pressed, agent: Agent | None, case: Case | None, loaded: Loaded, facts: Facts
    ) -> Outcome:
        """An agent says that a case is about an incident."""
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        if case is None or not may_see(case, agent, facts):
            return Refusal(text("refusal.which_case"))
        said = command.argument or (command.words.text if command.words else "")
        if said.strip():
            matter = await self._named(said, loaded)
        else:
            every = await self.posting.incidents(loaded)
            if len(every) > 1:
                card = showing.which(every, Verb.AFFECTED)
                actions = tuple(replace(each, case=case.id, revision=case.revision) for each in card.actions)
                return Decision(answer=Answer(card=replace(card, actions=actions)))
            matter = every[0] if every else None
        if not isinstance(matter, Incident) or matter.over:
            return Refusal(text("refusal.no_incident"))
        owner = await self.scenes.seat(loaded, case.phase.agent) if isinstance(case.phase, Active) else None
        return linking.link(Scene(Desk(), case, owner=owner), command, matter, agent, facts)

    async def _named(self, written: str, loaded: Loaded) -> Matter | None:
        digits = written.strip().lstrip("#")
        return (
            await self.scenes.matter(loaded, int(digits)) if digits.isdecimal() and len(digits) < 10 else None
        )

    # ---- the news

    async def spread(self, command: SpreadNews, loaded: Loaded, facts: Facts) -> Outcome:
        """One step. Nothing is changed where the primary place has yet to have its message."""
        matter = await self.scenes.matter(loaded, command.number)
        spread = None if matter is None else await self.posting.spread(matter, loaded)
        if spread is None or matter is None or spread.turn == "done" or step_id(spread) != command.id:
            return UNCHANGED
        match spread.turn:
            case "mirrors":
                if not await self._primary_stands(matter, facts) and facts.now - spread.at < PATIENCE:
                    return UNCHANGED
                people = await self.store.size(linked_to(matter.number)) + await self.store.size(SUBSCRIBERS)
                after = replace(on_to(spread, "linked"), total=people, mailed=spread.revision)
                return Decision((after,), _mirrored(matter, spread, facts))
            case "linked":
                if not concerns_the_linked(matter, spread.heard):
                    return Decision((on_to(spread, "subscribers"),))
                return await self._linked(spread, matter, loaded, facts)
            case _:
                return await self._subscribers(spread, matter, loaded, facts)

    async def _primary_stands(self, matter: Matter, facts: Facts) -> bool:
        places = facts.policy.status.places[:1]
        key = showing.timeline(matter, matter.last.part, facts).key
        return all([await self.store.refs(place, key) for place in places])

    async def _linked(self, spread: Spread, matter: Matter, loaded: Loaded, facts: Facts) -> Outcome:
        members = await self.store.following(linked_to(matter.number), spread.after, STEP)
        if not members:
            return Decision((on_to(spread, "subscribers"),))
        await self.scenes.records(loaded, *(f"case/{member}" for member, _ in members))
        cases: list[Record] = []
        asleep: dict[Account, Record] = {}
        effects: list[Effect] = []
        for member, _ in members:
            case = await self.scenes.case(loaded, CaseId(int(member)))
            if case is None or case.incident != matter.number:
                continue
            after, told = linking.news(case, matter, facts)
            subscriber = await self.scenes.subscriber(loaded, case.requester)
            until = quiet_until(subscriber, facts.now)
            if subscriber is not None and until is not None:
                asleep[case.requester] = holding(subscriber, matter.number, until)
                effects += [each for each in told if each.to != case.place]
                continue
            cases += [after] if after != case else []
            effects += told
        past = _past(spread, members, len(effects))
        return Decision((*cases, *asleep.values(), past), (*effects, *self._progress(past, matter, facts)))

    async def _subscribers(self, spread: Spread, matter: Matter, loaded: Loaded, facts: Facts) -> Outcome:
        members = await self.store.following(SUBSCRIBERS, spread.after, STEP)
        if not members:
            done = on_to(spread, "done")
            return Decision((done,), self._progress(done, matter, facts))
        await self.scenes.records(loaded, *(subscriber_key(Account(member)) for member, _ in members))
        found = [loaded.records.get(subscriber_key(Account(member))) for member, _ in members]
        heard_as_linked = concerns_the_linked(matter, spread.heard)
        effects: list[Effect] = []
        put: list[Record] = []
        away = await self.scenes.away(facts.policy)
        for each in found:
            if not isinstance(each, Subscriber) or not each.hears(matter):
                continue
            if heard_as_linked and await self.store.size(waiting_for(matter.number, each.account)):
                continue
            until = not_before(each, away, facts.now)
            if until is not None:
                put.append(holding(each, matter.number, until))
                continue
            effects.append(subscribing.letter(each, matter, facts, reminds=spread.reminds))
            put += [heard(each, matter.number)] if matter.number in each.held else []
        past = _past(spread, members, len(effects))
        return Decision((*put, past), (*effects, *self._progress(past, matter, facts)))

    def _progress(self, spread: Spread, matter: Matter, facts: Facts) -> tuple[Effect, ...]:
        """What the operator sees of it, now and then and at the end."""
        if not spread.total or spread.reminds or (spread.turn != "done" and spread.step % SHOWN_EACH):
            return ()
        card = showing.progress(spread, matter, facts)
        return tuple(Show(place, card, facts.policy.language) for place in approvers(facts.policy))

    async def next_steps(self) -> tuple[SpreadNews, ...]:
        """The steps that are to be taken, one for each matter."""
        members = [int(member) for member, _ in await self.store.first(SPREADING, STEP)]
        found = await self.store.load([spread_key(each) for each in members]) if members else ()
        spreads = [each.record for each in found if isinstance(each.record, Spread)]
        return tuple(SpreadNews(step_id(each), each.number) for each in spreads)

    def not_told(self, command: Undelivered, facts: Facts) -> Outcome:
        """A place of the desk's has not got its message: staff hear of it, though not where it could not be said."""
        told = text("told.not_posted", place=command.to, why=text(f"unposted.{command.reason}"))
        places = [place for place in approvers(facts.policy) if place != command.to]
        return Decision((), tuple(Tell(place, told, facts.policy.language) for place in places))

    async def not_called(
        self, command: Undelivered, account: Account, loaded: Loaded, facts: Facts
    ) -> Outcome:
        """Somebody could not be given the role that they asked for, or rid of it: they hear so, and staff the fix."""
        subscriber = await self.scenes.subscriber(loaded, account)
        call = None if command.role is None else facts.policy.status.call(command.role)
        if subscriber is None or call is None:
            return UNCHANGED
        left = tuple(each for each in subscriber.called if each != call.role)
        after = replace(subscriber, called=left if command.badge else (*left, call.role))
        theirs, own = in_language(call.label, after.language), facts.policy.language
        told = Tell(direct(account), text("told.not_called", name=theirs), after.language)
        fix = text("told.call_fix", name=in_language(call.label, own))
        return Decision((after,), (told, *(Tell(place, fix, own) for place in approvers(facts.policy))))

    async def undelivered(self, command: Undelivered, loaded: Loaded, facts: Facts) -> Outcome:
        """A subscriber who cannot be reached is told nothing more, until they subscribe anew. What was refused for what
        it says is nobody's own doing.
        """
        if not is_direct(command.to):
            return UNCHANGED
        account = account_of(Direct(command.to))
        subscriber = await self.scenes.subscriber(loaded, account)
        put: list[Record] = []
        follows = subscriber is not None and subscriber.since is not None
        if subscriber is not None and follows and not command.uncertain and command.reason in BEYOND_REACH:
            put.append(replace(subscriber, paused=command.reason))
        named = _ROW.search(command.row)
        number = None if named is None else int(named[1])
        matter = None if number is None else await self.scenes.matter(loaded, number)
        spread = None if matter is None else await self.posting.spread(matter, loaded)
        if spread is None or matter is None:
            return Decision(tuple(put))
        after = lost_one(spread, account, uncertain=command.uncertain)
        told = self._progress(after, matter, facts) if after.turn == "done" else ()
        return Decision((*put, after), told)


def _mirrored(matter: Matter, spread: Spread, facts: Facts) -> tuple[Effect, ...]:
    """What the other places get: messages that grow, and mails where those cannot."""
    mirrors = facts.policy.status.places[1:]
    lists = [place for place in mirrors if carrier_of(place) == MAIL]
    shown = showing.shown(matter, spread.heard, [place for place in mirrors if place not in lists], facts)
    return (*shown, *listing.mails(matter, spread.mailed, lists, facts))


def _past(spread: Spread, members: tuple[tuple[str, float], ...], told: int) -> Spread:
    member, score = members[-1]
    return replace(
        spread,
        after=(score, member),
        step=spread.step + 1,
        told=spread.told + told,
        passed=spread.passed + len(members),
    )
