"""Agents who come for the next case, and go: the cases of those who are gone are given back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.cases.seats import HEARTBEATS, Seat
from core.policy import Facts
from core.ports import Store
from core.service import Service
from core.words.cards import Answer, Verb
from core.words.commands import Command, Pressed, Said, SeatSilent
from core.words.people import Person
from core.words.records import Ranked
from core.words.refs import AgentId, CaseId, CommandId, Place
from core.words.texts import text

HEARTBEAT = timedelta(minutes=1)
NEVER = datetime.min.replace(tzinfo=UTC)


class Shifts:
    """What an agent does here is several commands, of a case each. `decide` decides and commits one of them."""

    def __init__(
        self,
        store: Store,
        service: Service,
        facts: Callable[[], Facts],
        decide: Callable[[Command], Awaitable[Answer]],
    ) -> None:
        self._store = store
        self._service = service
        self._facts = facts
        self._decide = decide
        self._claiming: set[CaseId] = set()
        self._choosing = 0
        self._heartbeats: dict[AgentId, datetime] = {}

    async def take_next(self, command: Pressed) -> Answer:
        """The first that nobody else of this program is just claiming; a lost race goes on to the next, and so does a
        ticket whose requester is in another chat.
        """
        if command.who.account not in self._facts().roster.by_account:
            return await self._decide(command)
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
                return Answer(text("told.queue_empty"))
            self._claiming.add(chosen)
            try:
                answer = await self._decide(replace(command, verb=Verb.TAKE, case=chosen, argument=""))
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

    async def go_off(self, command: Pressed, why: str) -> Answer:
        answer = await self._decide(command)
        agent = self._facts().roster.by_account.get(command.who.account)
        if agent is not None:
            await self._give_back(command, agent.id, why)
        return answer

    async def vanished(self, command: SeatSilent) -> Answer:
        """An agent who has not been seen for the desk's heartbeat goes off, and their cases go back."""
        agent = self._facts().roster.by_id.get(AgentId(command.agent))
        if agent is None or not agent.accounts:
            return await self._decide(command)
        who = Person(agent.accounts[0], agent.name)
        off = Pressed(command.id, who, where=Place(agent.accounts[0]), verb=Verb.OFF, private=True)
        return await self.go_off(off, "vanished")

    async def emptied(self, command: CommandId) -> None:
        """The cases of agents who are nobody any more go back at once."""
        for versioned in await self._store.seats():
            seat = versioned.record
            if not isinstance(seat, Seat) or seat.agent in self._facts().roster.by_id:
                continue
            for case in seat.cases:
                await self._decide(SeatSilent(CommandId(f"{command}:{case}"), seat.agent))

    async def _give_back(self, command: Pressed, agent: AgentId, why: str) -> None:
        found = (await self._store.load([f"seat/{agent}"]))[0].record
        if not isinstance(found, Seat) or found.presence != "off":
            return
        for case in found.cases:
            back = CommandId(f"{command.id}:{case}")
            await self._decide(
                replace(command, id=back, verb=Verb.RELEASE, case=case, revision=0, argument=why)
            )

    async def seen(self, command: Command) -> None:
        """An agent who does something is there: remembered now and then."""
        facts = self._facts()
        match command:
            case Said() | Pressed():
                agent = facts.roster.by_account.get(command.who.account)
            case _:
                return
        if agent is None:
            return
        # Often enough that nobody who acts passes for gone.
        pause = min(HEARTBEAT, facts.policy.live_chat.heartbeat / 4)
        if facts.now - self._heartbeats.get(agent.id, NEVER) < pause:
            return
        self._heartbeats[agent.id] = facts.now
        await self._store.set_due(Ranked(HEARTBEATS, agent.id, facts.now.timestamp()))
