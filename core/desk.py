"""The desk: handles commands. Load, decide, commit; then what is owed is the courier's affair."""

import asyncio
import logging
import secrets
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Literal, Protocol

from core.accounts import Accounts
from core.announcing import Announcing
from core.cases.board import BOARD, BOARDS
from core.cases.case import Case
from core.cases.decision import Decision, Outcome
from core.cases.founding import settled
from core.cases.people import Requester
from core.cases.seats import Seat
from core.claiming import Claiming
from core.committing import commit_of
from core.consoles import Consoles
from core.deciding import Deciding
from core.following import Following
from core.forms import Forms
from core.hearing import Hearing
from core.holding import Holding
from core.keeping import Keeping
from core.policy import Facts, Moment, Policy, Roster
from core.ports import (
    Clock,
    Commit,
    Committed,
    Conflict,
    Directory,
    Files,
    Meters,
    Neighbours,
    Repeated,
    Row,
    Store,
    StoreUnavailable,
)
from core.posting import Posting
from core.pressing import Pressing
from core.privacy import Privacy
from core.proofs import Proofs
from core.requests import Requests
from core.scenes import Loaded, Scenes
from core.service import Service
from core.shifts import Shifts
from core.trust import marking, naming
from core.trust.askers import Askers
from core.trust.crowds import Sieve, Sieves, in_turn
from core.trust.names import of_policy
from core.trust.redacting import cleaned, warned
from core.trust.texts import Unread
from core.trust.verdicts import Nearness
from core.trusting import Trusting
from core.turns import Turns
from core.vetting import Vetting
from core.views import Lookout
from core.watching import Watching
from core.words.cards import NOTHING, Answer, Card, Verb
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


class Desk:
    """Handles every command of one desk, from any platform, any timer and any delivery."""

    def __init__(
        self,
        store: Store,
        files: Files,
        texts: Texts,
        policy: Policy,
        clock: Clock,
        outbox: Outbox,
        meters: Meters,
        directory: Directory | None = None,
        neighbours: Neighbours | None = None,
        sieves: Sieves = in_turn,
    ) -> None:
        self._store = store
        self._keeping = Keeping(store, files)
        self._texts = texts
        self._clock = clock
        self._outbox = outbox
        self._meters = meters
        self._sieves = sieves
        self._rules = policy
        self._own: set[str] = set()
        """User names of the desk's own bots and places, `@acme_bot`."""
        self._turns = Turns()
        self._reading = asyncio.Lock()
        """One text is read at a time: each reading would take a processor."""
        scenes = Scenes(store)
        service = Service(store, scenes)
        self._shifts = Shifts(store, service, self._facts, self._decided)
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
            service,
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
        self._deciding = Deciding(store, scenes, pressing, Hearing(texts, scenes, posting))
        self.lookout = Lookout()
        self._forms = Forms(self.lookout)
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
        await self._shifts.seen(command)
        return answer

    async def again(self, command: Command) -> None:
        """Try a kept command once more. Decided, it is done with, even where nothing came of it."""
        async with self._turns.of(_turn(command)):
            await self._timed(command, kept=True)

    def form(self, who: Person, verb: Verb, case: CaseId | None = None, argument: str = "") -> Answer:
        """See `core.ports.Handler`."""
        language = self.language(who)
        form = self._forms.form(who, verb, case, argument, language, self._facts())
        return NOTHING if form is None else Answer(form=form, language=language)

    def language(self, who: Person) -> str:
        """See `core.ports.Handler`."""
        if who.account in self.roster.by_account:
            return self.policy.language
        return self._texts.choose(self._forms.languages.get(who.account), who.locale)

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
        try:
            return self._trusting.look(about, words, self.policy).kind == "imitation"
        except Unread:
            return True

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
            and screening.nearness(about) is not Nearness.NONE
        )

    def sieve(self) -> AbstractAsyncContextManager[Sieve]:
        """See `core.ports.Handler`."""
        return self._sieves(lambda: self._trusting.screening)

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
            if away:
                await self._keeping.unused(command)
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
                return self._spoken(command, await self._shifts.take_next(command))
            case Pressed(verb=Verb.OFF):
                return await self._shifts.go_off(command, "left")
            case Pressed(verb=Verb.FREEZE | Verb.DISMISS):
                answer = await self._decided(command)
                await self._shifts.emptied(command.id)
                return answer
            case SeatSilent():
                return await self._shifts.vanished(command)
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
            try:
                outcome = await self._deciding.decide(command, loaded, facts)
            except Unread as unread:
                async with self._reading:
                    await asyncio.to_thread(unread.read)
                continue
            decision = self._warned(command, self._as_decision(command, outcome), loaded)
            answer = self._spoken(command, decision.answer)
            changes = decision.put or decision.effects or decision.entries
            if not changes and not isinstance(command, TimerFired | Undelivered):
                await self._keeping.unused(command)
                return answer
            commit = commit_of(command, decision, loaded, facts, self._outbox.startable(decision.effects))
            match await self._store.commit(commit):
                case Committed() as committed:
                    self._after(decision, committed, loaded)
                    await self._keeping.committed(command, decision, loaded)
                    return answer
                case Repeated():
                    await self._keeping.repeated(command)
                    return replace(answer, form=None)
                case Conflict():
                    continue
        raise RuntimeError("the same records changed under every try")

    def _after(self, decision: Decision, committed: Committed, loaded: Loaded) -> None:
        if committed.attempts:
            self._outbox.begin(committed.attempts)
        if committed.waiting:
            self._outbox.wake()
        for record in decision.put:
            self.lookout.learn(loaded.old(record), record)
            match record:
                case Requester():
                    self._forms.learn(record)
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
