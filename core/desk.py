"""The desk: handles commands. Load, decide, commit; then what is owed is the courier's affair."""

import asyncio
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from core.accounts import Accounts
from core.announcing import Announcing
from core.cases.board import BOARD, BOARDS
from core.cases.case import Case
from core.cases.decision import Decision, Outcome
from core.cases.founding import settled
from core.cases.intake import details_form, draft_form, entry_form, report_form
from core.cases.people import Draft, Requester
from core.cases.seats import HEARTBEATS, Seat
from core.claiming import Claiming
from core.committing import commit_of
from core.consoles import Consoles
from core.deciding import Deciding
from core.following import Following
from core.holding import Holding
from core.people.proving import NEW
from core.people.proving import form as proving_form
from core.policy import Facts, Moment, Policy, Roster
from core.ports import (
    Clock,
    Commit,
    Committed,
    Conflict,
    Directory,
    Meters,
    Neighbours,
    Repeated,
    Row,
    Store,
    StoreUnavailable,
)
from core.posting import WRITING, Posting
from core.pressing import Pressing
from core.privacy import Privacy
from core.proofs import Proofs
from core.requests import Requests
from core.scenes import Loaded, Scenes
from core.service import Service
from core.status.forms import status_form
from core.trust import marking, naming
from core.trust.askers import Askers
from core.trust.names import of_policy
from core.trust.redacting import cleaned, warned
from core.trusting import Trusting
from core.turns import Turns
from core.vetting import Vetting
from core.views import Lookout
from core.watching import Watching
from core.words.cards import NOTHING, Answer, Card, Form, Verb
from core.words.commands import (
    Asked,
    Command,
    Deleted,
    Edited,
    Inquired,
    Leaked,
    Noticed,
    PlaceGone,
    Pressed,
    Reacted,
    Reported,
    Said,
    SeatSilent,
    Settled,
    TimerFired,
    Typing,
    Undelivered,
)
from core.words.deliveries import Attempt
from core.words.effects import Effect, OpenRoom, Show, Tell
from core.words.people import Person, Profile
from core.words.records import Ranked
from core.words.refs import (
    Account,
    AgentId,
    CardKey,
    Carrier,
    CaseId,
    CommandId,
    Destination,
    Place,
    carrier,
    direct,
    room_key,
)
from core.words.texts import Texts, in_language, text

TRIES = 50
"""A commit that meets newer versions is decided again; contention this long is a fault."""
REMEMBERED = 2_000
HEARTBEAT = timedelta(minutes=1)
NEVER = datetime.min.replace(tzinfo=UTC)

log = logging.getLogger("switchboard.desk")


class Outbox(Protocol):
    """The courier, as the desk sees it."""

    def startable(self, effects: Sequence[Effect]) -> frozenset[Destination]:
        """Destinations with nothing on the way and budget to spare: their first row may start with the commit."""
        ...

    def begin(self, attempts: Sequence[Attempt]) -> None:
        """Deliver what the commit has marked attempting."""
        ...

    def wake(self) -> None:
        """There are new rows."""
        ...

    def typing(self, typing: Typing) -> None:
        """Somebody is writing."""
        ...


@dataclass(slots=True)
class Memory:
    """What forms need at once: languages and drafts of the people lately seen. Lost at a restart, without harm."""

    languages: OrderedDict[Account, str] = field(default_factory=OrderedDict)
    drafts: OrderedDict[Account, Draft] = field(default_factory=OrderedDict)

    def learn(self, requester: Requester) -> None:
        if requester.language is not None:
            self.languages[requester.account] = requester.language
        if requester.draft is not None:
            self.drafts[requester.account] = requester.draft
        else:
            self.drafts.pop(requester.account, None)
        for memory in (self.languages, self.drafts):
            while len(memory) > REMEMBERED:
                memory.popitem(last=False)


class Desk:
    """Handles every command of one desk, from any platform, any timer and any delivery."""

    def __init__(
        self,
        store: Store,
        texts: Texts,
        policy: Policy,
        clock: Clock,
        outbox: Outbox,
        meters: Meters,
        directory: Directory | None = None,
        neighbours: Neighbours | None = None,
    ) -> None:
        self._store = store
        self._texts = texts
        self._clock = clock
        self._outbox = outbox
        self._meters = meters
        self._rules = policy
        self._own: set[str] = set()
        """User names of the desk's own bots and places, `@acme_bot`."""
        self._turns = Turns()
        self._memory = Memory()
        self._claiming: set[CaseId] = set()
        self._choosing = 0
        self._heartbeats: dict[AgentId, datetime] = {}
        scenes = Scenes(store)
        self._service = Service(store, scenes)
        proofs = Proofs(scenes, texts, directory)
        self._accounts = Accounts(scenes, texts)
        requests = Requests(store, texts, scenes)
        announcing = Announcing(store, scenes, texts)
        posting = Posting(store, scenes)
        self.vetting = Vetting(store, texts, lambda: self._rules, clock)
        following = self.following = Following(store, scenes, texts, posting)
        self._trusting = Trusting(store, scenes, texts, neighbours=neighbours)
        self._askers = Askers(texts)
        pressing = Pressing(
            scenes,
            requests,
            self._service,
            proofs,
            self._accounts,
            announcing,
            Privacy(store, texts, scenes),
            posting,
            following,
            Holding(store, scenes),
            Watching(scenes, posting),
            Claiming(store, scenes, texts),
            self._trusting,
            Consoles(scenes),
        )
        self._deciding = Deciding(store, texts, scenes, pressing)
        self.lookout = Lookout()
        self._settle()
        self.capacity_freed = asyncio.Event()

    @property
    def policy(self) -> Policy:
        """The rules, with what `/setup` has added to them."""
        if self.lookout.desk is not self._settled_with:
            self._settle()
        return self._policy

    @property
    def roster(self) -> Roster:
        """Those of the rules' agents."""
        if self.lookout.desk is not self._settled_with:
            self._settle()
        return self._roster

    def adopt(self, policy: Policy) -> None:
        """Go by changed rules from the next command on."""
        self._rules = policy
        self._settle()

    def _settle(self) -> None:
        self._settled_with = self.lookout.desk
        policy = settled(self._rules, self._settled_with)
        accounts = (*policy.texts.accounts, *sorted(self._own))
        self._policy = replace(policy, texts=replace(policy.texts, accounts=accounts))
        self._roster = Roster.of(self._policy.agents)
        self._trusting.screening = of_policy(self._policy)

    # ---- what adapters call

    async def handle(self, command: Command) -> Answer:
        """See `core.ports.Handler`."""
        command = cleaned(command)
        async with self._turns.of(_turn(command)):
            answer = await self._timed(command)
        await self._seen(command)
        return answer

    async def again(self, command: Command) -> None:
        """Try a kept command once more. Decided, it is done with, even where nothing came of it."""
        async with self._turns.of(_turn(command)):
            await self._timed(command, kept=True)

    def form(self, who: Person, verb: Verb, case: CaseId | None = None, argument: str = "") -> Answer:
        """See `core.ports.Handler`."""
        form = self._form(who, verb, case, argument)
        return NOTHING if form is None else Answer(form=form, language=self.language(who))

    def language(self, who: Person) -> str:
        """See `core.ports.Handler`."""
        if who.account in self.roster.by_account:
            return self.policy.language
        return self._texts.choose(self._memory.languages.get(who.account), who.locale)

    async def answers(self, who: Person) -> bool:
        """See `core.ports.Handler`."""
        return not await self._accounts.stranger(who.account, self._facts())

    def is_agent(self, account: Account) -> bool:
        """See `core.ports.Handler`."""
        return account in self.roster.by_account

    def suspicious(self, about: Profile, words: str = "") -> bool:
        """See `core.ports.Handler`."""
        agent = None if about.account is None else self.roster.by_account.get(about.account)
        if agent is not None:
            return marking.lacks(about) or naming.news(about, agent, self.lookout.desk, self.policy)
        return self._trusting.look(about, words, self.policy).kind == "imitation"

    def known_as(self, username: str) -> None:
        """See `core.ports.Handler`."""
        if username:
            self._own.add(f"@{username.casefold()}")
            self._settle()

    def asks(self, who: Account, where: Place, words: str) -> bool:
        """See `core.ports.Handler`."""
        known = who in self.roster.by_account
        return not known and self._askers.asks(who, where, words, self.policy, self._clock.now())

    def resembles(self, about: Profile) -> bool:
        """See `core.ports.Handler`."""
        screening = self._trusting.screening
        return (
            screening is not None
            and not self.is_agent(about.account or Account(""))
            and screening.resembles(about)
        )

    def officials(self) -> tuple[tuple[Account, str], ...]:
        """See `core.ports.Handler`."""
        return tuple((account, agent.shown) for account, agent in self.roster.by_account.items())

    def agents(self) -> tuple[tuple[AgentId, str], ...]:
        """See `core.ports.Handler`."""
        return tuple((agent.id, agent.name) for agent in self.policy.agents if agent.accounts)

    def macros(self) -> tuple[str, ...]:
        """See `core.ports.Handler`."""
        return tuple(macro.name for macro in self.policy.macros)

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        """See `core.ports.Handler`."""
        return tuple((topic.id, in_language(topic.label, language)) for topic in self.policy.topics)

    def typing(self, typing: Typing) -> None:
        """See `core.ports.Handler`."""
        self._outbox.typing(typing)

    # ---- one command

    async def _timed(self, command: Command, *, kept: bool = False) -> Answer:
        started = time.perf_counter()
        outcome: Literal["done", "refused", "turned_away", "fault", "unavailable"] = "done"
        try:
            away = await self._accounts.turns_away(command, self._facts())
            answer = NOTHING if away else await self._handled(command)
            if kept:
                await self._store.commit(Commit(command.id, self._clock.now(), {}, {}))
            outcome = "turned_away" if away else "refused" if answer.alert else "done"
        except StoreUnavailable:
            outcome = "unavailable"
            raise
        except Exception as error:
            outcome = "fault"
            log.exception("command failed", extra={"command": command.id, "kind": type(command).__name__})
            parked = await self._store.keep(command, type(error).__name__)
            if parked:
                log.critical("command parked", extra={"command": command.id, "kind": type(command).__name__})
            answer = Answer(text("refusal.fault"), alert=True, language=self.policy.language)
        finally:
            seconds = time.perf_counter() - started
            self._meters.handled(type(command).__name__, outcome, seconds)
            log.debug("handled", extra={"command": command.id, "outcome": outcome, "seconds": seconds})
        return answer

    async def _handled(self, command: Command) -> Answer:
        match command:
            case Pressed(verb=Verb.NEXT):
                return await self._take_next(command)
            case Pressed(verb=Verb.OFF):
                return await self._go_off(command, "left")
            case Pressed(verb=Verb.FREEZE | Verb.DISMISS):
                answer = await self._decided(command)
                await self._emptied(command.id)
                return answer
            case SeatSilent():
                return await self._vanished(command)
            case Settled():
                answer = await self._decided(command)
                await self.open_board(command.on)
                return answer
            case _:
                return await self._decided(command)

    async def _decided(self, command: Command) -> Answer:
        for _ in range(TRIES):
            loaded = Loaded()
            facts = self._facts()
            outcome = await self._deciding.decide(command, loaded, facts)
            decision = self._warned(command, self._as_decision(command, outcome), loaded)
            answer = self._spoken(command, decision.answer)
            changes = decision.put or decision.effects or decision.entries
            if not changes and not isinstance(command, TimerFired | Undelivered):
                return answer
            commit = commit_of(command, decision, loaded, facts, self._outbox.startable(decision.effects))
            match await self._store.commit(commit):
                case Committed() as committed:
                    self._after(decision, committed, loaded)
                    return answer
                case Repeated():
                    return replace(answer, form=None)
                case Conflict():
                    continue
        raise RuntimeError("the same records changed under every try")

    async def _seen(self, command: Command) -> None:
        """An agent who does something is there: remembered now and then."""
        match command:
            case Said() | Pressed():
                agent = self.roster.by_account.get(command.who.account)
            case _:
                return
        if agent is None:
            return
        now = self._clock.now()
        if now - self._heartbeats.get(agent.id, NEVER) < self._heartbeat():
            return
        self._heartbeats[agent.id] = now
        await self._store.set_due(Ranked(HEARTBEATS, agent.id, now.timestamp()))

    def _heartbeat(self) -> timedelta:
        """Often enough that nobody who acts passes for gone."""
        return min(HEARTBEAT, self.policy.live_chat.heartbeat / 4)

    def _after(self, decision: Decision, committed: Committed, loaded: Loaded) -> None:
        if committed.attempts:
            self._outbox.begin(committed.attempts)
        if committed.waiting:
            self._outbox.wake()
        for record in decision.put:
            self.lookout.learn(loaded.old(record), record)
            match record:
                case Requester():
                    self._memory.learn(record)
                case Case() | Seat():
                    self.capacity_freed.set()
                case _:
                    pass

    def _warned(self, command: Command, decision: Decision, loaded: Loaded) -> Decision:
        """Whoever wrote a secret is told so, in the language of their case where it is in one: messages tell none."""
        match command:
            case Said() | Edited() | Asked() | Pressed() | Leaked() if command.removed:
                who = command.who
                met = (*decision.put, *loaded.records.values())
                own = (
                    each.language for each in met if isinstance(each, Case) and each.requester == who.account
                )
                return warned(decision, command, next(own, self.language(who)))
            case _:
                return decision

    def _as_decision(self, command: Command, outcome: Outcome) -> Decision:
        """A refused press is answered to the one who pressed, a refused message where it was written."""
        if isinstance(outcome, Decision):
            return outcome
        card = (
            Card(CardKey(f"refusal/{command.id}"), outcome.reason, (), outcome.offer, "warning")
            if outcome.offer
            else None
        )
        if not isinstance(command, Said):
            shown = None if card is not None else outcome.reason
            return Decision(outcome.keep, answer=Answer(shown, card, alert=True))
        where: Destination = direct(command.who.account) if command.private else command.where
        language = self.language(command.who)
        told: Effect = Tell(where, outcome.reason, language) if card is None else Show(where, card, language)
        return Decision(outcome.keep, (told,))

    def _spoken(self, command: Command, answer: Answer) -> Answer:
        if answer.language or answer is NOTHING:
            return answer
        match command:
            case Said() | Asked() | Pressed():
                return replace(answer, language=self.language(command.who))
            case _:
                return replace(answer, language=self.policy.language)

    # ---- commands that concern several cases

    async def _take_next(self, command: Pressed) -> Answer:
        """The first that nobody else of this program is just claiming; a lost race goes on to the next, and so does a
        ticket whose requester is in another chat.
        """
        if command.who.account not in self.roster.by_account:
            return await self._decided(command)
        passed: set[CaseId] = set()
        self._choosing += 1
        try:
            return await self._next_but(passed, command)
        finally:
            self._choosing -= 1

    async def _next_but(self, passed: set[CaseId], command: Pressed) -> Answer:
        while True:
            wanted = self._choosing + len(passed)  # so that there is one left for each
            candidates = await self._candidates(wanted, command)
            taken = self._claiming | passed
            chosen = next((each for each in candidates if each not in taken), None)
            if chosen is None and len(candidates) == wanted:
                continue  # others have begun to claim these meanwhile; there may be more behind them
            if chosen is None:
                return Answer(text("told.queue_empty"), language=self.language(command.who))
            self._claiming.add(chosen)
            try:
                answer = await self._decided(replace(command, verb=Verb.TAKE, case=chosen, argument=""))
            finally:
                self._claiming.discard(chosen)
            match answer.text.key if answer.text else "":
                case "refusal.elsewhere":
                    passed.add(chosen)
                case "refusal.taken" | "refusal.closed":
                    pass
                case _:
                    return answer

    async def _candidates(self, count: int, command: Pressed) -> tuple[CaseId, ...]:
        facts = self._facts()
        agent = facts.roster.by_account.get(command.who.account)
        return () if agent is None else await self._service.candidates(count, agent, facts)

    async def _go_off(self, command: Pressed, why: str) -> Answer:
        answer = await self._decided(command)
        agent = self.roster.by_account.get(command.who.account)
        if agent is not None:
            await self._give_back(command, agent.id, why)
        return answer

    async def _vanished(self, command: SeatSilent) -> Answer:
        """An agent who has not been seen for the desk's heartbeat goes off, and their cases go back."""
        agent = self.roster.by_id.get(AgentId(command.agent))
        if agent is None or not agent.accounts:
            return await self._decided(command)
        who = Person(agent.accounts[0], agent.name)
        off = Pressed(command.id, who, where=Place(agent.accounts[0]), verb=Verb.OFF, private=True)
        return await self._go_off(off, "vanished")

    async def _emptied(self, command: CommandId) -> None:
        """The cases of agents who are nobody any more go back at once."""
        for versioned in await self._store.seats():
            seat = versioned.record
            if not isinstance(seat, Seat) or seat.agent in self.roster.by_id:
                continue
            for case in seat.cases:
                await self._decided(SeatSilent(CommandId(f"{command}:{case}"), seat.agent))

    async def _give_back(self, command: Pressed, agent: AgentId, why: str) -> None:
        found = (await self._store.load([f"seat/{agent}"]))[0].record
        if not isinstance(found, Seat) or found.presence != "off":
            return
        for case in found.cases:
            back = CommandId(f"{command.id}:{case}")
            await self._decided(
                replace(command, id=back, verb=Verb.RELEASE, case=case, revision=0, argument=why)
            )

    async def open_board(self, on: Carrier) -> None:
        """Have a board's own room opened where a carrier's agents are, once for good."""
        room = room_key(BOARDS, "agent", 1, on)
        if await self._store.place_of(room) is not None:
            return
        language = self.policy.language
        opening = OpenRoom(room, BOARDS, "agent", text("board.title"), (), language, head=BOARD)
        command = CommandId(f"board:{on}")
        commit = Commit(command, self._clock.now(), {}, {}, rows=(Row(f"{command}#0", opening),))
        if isinstance(await self._store.commit(commit), Committed):
            self._outbox.wake()

    # ---- forms

    def _form(self, who: Person, verb: Verb, case: CaseId | None, argument: str) -> Form | None:
        draft = self._memory.drafts.get(who.account)
        match verb:
            case Verb.HELP | Verb.PRIVATE:
                report = report_form(self.policy, argument)
                return report or entry_form(self.policy, self.lookout.front(self.policy, self._clock.now()))
            case Verb.TICKET if case is None and draft is not None:
                return draft_form(self.policy, draft)
            case Verb.DETAILS:
                return details_form(self.policy, case)
            case Verb.PROVE if argument in {"", NEW} and self.policy.people.mail:
                return proving_form()
            case Verb.COMMENT:
                return Form("comment", text("form.comment"), case)
            case Verb.COMPLAIN:
                return Form("complaint", text("form.complaint"), case)
            case Verb.APPEAL:
                return Form("appeal", text("form.appeal"))
            case Verb.NOTE if self.is_agent(who.account):
                return Form("note", text("form.note"), case)
            case Verb.REPLY if self.is_agent(who.account):
                return Form("reply", text("form.reply"), case)
            case _ if verb in WRITING and self.is_agent(who.account):
                return status_form(verb, argument, self.lookout.matters, self._facts(), self.language(who))
            case Verb.TRANSFER if self.is_agent(who.account) and not argument:
                return Form("transfer", text("form.transfer"), case)
            case _:
                return None

    def _facts(self) -> Facts:
        return Facts(self.policy, self.roster, Moment(self._clock.now(), secrets.token_hex(16)))


def _turn(command: Command) -> str:
    """What commands wait for one another: the place where they were written, else the thing they are about."""
    match command:
        case Said() | Asked() | Pressed():
            return command.where
        case Edited() | Deleted() | Reacted():
            return command.ref.place
        case PlaceGone():
            return command.place
        case Inquired():
            return f"warnings/{carrier(command.who.account)}"
        case Noticed() | Reported():
            return f"suspect/{command.about.account}"
        case _:
            return command.id
