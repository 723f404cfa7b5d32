"""What agents press: presence, taking and passing on, notes and answers, closing, blocking."""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.cases import ending, escalation, helping, merging, pending, presence, serving, talking, trouble
from core.cases.access import may_see, may_take
from core.cases.case import Active, Case, Closed, complaints_of
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.people import Desk, Requester
from core.finding import Finding
from core.policy import Agent, Facts
from core.ports import Store
from core.scenes import Loaded, Scenes, case_number, numbered
from core.stats import Stats
from core.words.cards import Answer, Form, Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.records import QUEUE, TICKETS
from core.words.refs import Account, CaseId, CommandId, EntryId
from core.words.terms import first_term
from core.words.texts import in_language, text

BLOCK = timedelta(days=30)
EARLIER = 50
"""So many of a requester's cases are looked at to say how many there were."""
PAGE = 50


@dataclass(slots=True)
class Service:
    """Decides what agents press. That they are agents is known here; what they may do to a case is decided by it."""

    store: Store
    scenes: Scenes

    async def decide(
        self,
        command: Pressed,
        agent: Agent,
        case: Case | None,
        entry: EntryId | None,
        loaded: Loaded,
        facts: Facts,
    ) -> Outcome:
        acting = command.who.account
        seat = await self.scenes.seat(loaded, agent.id)
        scene = Scene(await self.scenes.desk(loaded), case, seat=seat, entry=entry, reply=entry)
        match command.verb:
            case Verb.ON:
                return presence.be(scene, "on", agent, acting, facts)
            case Verb.AWAY:
                return presence.be(scene, "away", agent, acting, facts)
            case Verb.OFF:
                return presence.be(scene, "off", agent, acting, facts)
            case Verb.PAUSE | Verb.RESUME:
                return presence.pause(scene, agent, facts, stop=command.verb is Verb.PAUSE)
            case Verb.FIND:
                return await Finding(self.scenes).decide(command, agent, loaded, facts)
            case Verb.STATS:
                return await Stats(self.store, self.scenes).decide(command, agent, facts)
            case Verb.UNBLOCK:
                return await self._unblock(command, agent, loaded)
            case _ if case is None or not may_see(case, agent, facts):
                number = numbered(command) or (None if case is None else case.id)
                if number is not None:
                    return Refusal(text("refusal.no_such_case", case=number))
                return Refusal(text("refusal.which_case"))
            case Verb.TAKE:
                return await self.take(command.id, case.id, agent, acting, loaded, facts, by_choice=True)
            case _:
                return await self._on_case(command, agent, case, scene, loaded, facts)

    async def _on_case(
        self, command: Pressed, agent: Agent, case: Case, scene: Scene, loaded: Loaded, facts: Facts
    ) -> Outcome:
        owner = await self.scenes.seat(loaded, case.phase.agent) if isinstance(case.phase, Active) else None
        scene = replace(scene, owner=owner)
        match command.verb:
            case Verb.RELEASE:
                why = command.argument if command.argument in {"left", "vanished"} else "released"
                return serving.release(scene, command.id, facts, why=why, agent=agent)
            case Verb.TRANSFER:
                return await self._transfer(command, agent, scene, loaded, facts)
            case Verb.WITH:
                helper = facts.policy.agent(command.argument)
                if helper is None:
                    return Refusal(text("refusal.whom", agent=command.argument))
                return helping.ask_in(scene, command, helper, agent, facts)
            case Verb.ACCEPT:
                scene = replace(scene, history=await self.scenes.whole_history(loaded, case))
                return serving.accept(scene, command, agent, command.who.account, facts)
            case Verb.DECLINE:
                return serving.decline(scene, command.id, agent, facts)
            case Verb.CONFIRM:
                return serving.confirm(scene, agent, facts)
            case Verb.NOTE | Verb.REPLY if command.words is None:
                form = (
                    Form("note", text("form.note"), case.id)
                    if command.verb is Verb.NOTE
                    else Form("reply", text("form.reply"), case.id)
                )
                return Decision(answer=Answer(form=form))
            case Verb.NOTE if command.words is not None:
                return talking.note(scene, command, agent, facts, command.words)
            case Verb.REPLY if command.words is not None:
                return talking.agent_replied(scene, command, agent, facts, command.words)
            case Verb.MACRO:
                return self._macro(command, agent, case, scene, facts)
            case Verb.CLOSE:
                return ending.close(scene, command.id, "agent", facts, agent)
            case Verb.ASK_CLOSE:
                return ending.ask_to_close(scene, command, agent, facts)
            case Verb.ESCALATE:
                return escalation.escalate(scene, command, agent, facts)
            case Verb.WAIT:
                return pending.wait(scene, command, agent, facts)
            case Verb.SNOOZE:
                return pending.snooze(scene, command, agent, facts)
            case Verb.CHAT:
                return escalation.to_chat(scene, agent, facts)
            case Verb.CATEGORY:
                return escalation.categorise(scene, command, facts)
            case Verb.PRIORITY:
                return escalation.prioritise(scene, command, facts)
            case Verb.LINK | Verb.MERGE:
                return await self._with_other(command, agent, scene, loaded, facts)
            case Verb.STILL_HERE:
                return trouble.still_here(scene, agent, facts)
            case Verb.UNSEND:
                return talking.unsend(scene, command, facts, "agent")
            case Verb.RESEND:
                return await self._resend(command, agent, case, facts)
            case Verb.BLOCK:
                return await self._block(command, agent, case, scene, loaded, facts)
            case _:
                return Refusal(text("refusal.unknown"))

    async def _with_other(
        self, command: Pressed, agent: Agent, scene: Scene, loaded: Loaded, facts: Facts
    ) -> Outcome:
        number = case_number(command.words.text if command.words else command.argument)
        other = None if number is None else await self.scenes.case(loaded, number)
        if other is None or scene.case is None:
            return Refusal(text("refusal.which_other"))
        if command.verb is Verb.LINK:
            return escalation.link(scene, other, agent, facts)
        history = await self.scenes.whole_history(loaded, scene.case)
        return merging.merge(replace(scene, history=history), command, other, agent, facts)

    async def take(
        self,
        command: CommandId,
        number: CaseId,
        agent: Agent,
        acting: Account,
        loaded: Loaded,
        facts: Facts,
        *,
        by_choice: bool,
    ) -> Outcome:
        """Take a case, with what the room it opens has to be told."""
        case = await self.scenes.case(loaded, number)
        if case is None:
            return Refusal(text("refusal.no_such_case", case=number))
        seat = await self.scenes.seat(loaded, agent.id)
        stays = serving.stays(case, agent, acting, facts)
        history = () if stays else await self.scenes.whole_history(loaded, case)
        earlier = await self._earlier(case, agent, facts)
        wait = await self.scenes.wait(loaded)
        elsewhere = await self.scenes.open_chat(case.requester)
        scene = Scene(Desk(), case, seat=seat, history=history, earlier=earlier, wait=wait, open=elsewhere)
        return serving.take(scene, command, agent, acting, facts, by_choice=by_choice)

    async def _earlier(self, case: Case, agent: Agent, facts: Facts) -> int:
        """How many other cases of the requester there are that this agent may know of."""
        latest = [each for each in await self.scenes.latest(case.requester, EARLIER) if each != case.id]
        looked_at = Loaded()
        await self.scenes.records(looked_at, *(f"case/{each}" for each in latest))
        others = [each for each in looked_at.records.values() if isinstance(each, Case)]
        return sum(may_see(each, agent, facts) for each in others)

    async def candidates(self, count: int, agent: Agent, facts: Facts) -> tuple[CaseId, ...]:
        """Who would be next for this agent: live chats before tickets, complaints before other tickets, each in the
        queue's order.
        """
        waiting = [CaseId(int(member)) for member, _ in await self.store.first(QUEUE, count)]
        if len(waiting) >= count:
            return tuple(waiting)
        for department in facts.policy.departments:
            if department.complaints and agent.id in department.agents:
                waiting += await self._takeable(complaints_of(department.id), count, agent, facts)
        waiting += await self._takeable(TICKETS, count, agent, facts)
        return tuple(waiting[:count])

    async def _takeable(self, index: str, count: int, agent: Agent, facts: Facts) -> list[CaseId]:
        """The first of a list that the agent may take. Without departments that is everything."""
        if not facts.policy.departments:
            return [CaseId(int(member)) for member, _ in await self.store.first(index, count)]
        found: list[CaseId] = []
        start = 0
        while len(found) < count:
            members = await self.store.first(index, PAGE, start)
            looked_at = Loaded()
            await self.scenes.records(looked_at, *(f"case/{member}" for member, _ in members))
            for member, _ in members:
                case = looked_at.records.get(f"case/{member}")
                if isinstance(case, Case) and may_take(case, agent, facts):
                    found.append(case.id)
            if len(members) < PAGE:
                break
            start += PAGE
        return found

    async def _transfer(
        self, command: Pressed, agent: Agent, scene: Scene, loaded: Loaded, facts: Facts
    ) -> Outcome:
        target = facts.policy.agent(command.argument)
        if target is None:
            number = scene.case.id if scene.case else None
            why = text("refusal.whom", agent=command.argument) if command.argument.strip() else None
            return Decision(answer=Answer(form=Form("transfer", text("form.transfer"), number, why=why)))
        seat = await self.scenes.seat(loaded, target.id)
        return serving.offer(replace(scene, target=seat), replace(command, argument=target.id), agent, facts)

    def _macro(self, command: Pressed, agent: Agent, case: Case, scene: Scene, facts: Facts) -> Outcome:
        macro = next((each for each in facts.policy.macros if each.name == command.argument.strip()), None)
        if macro is None:
            return Refusal(text("refusal.no_macro", name=command.argument))
        words = in_language(macro.words, case.language, facts.policy.language)
        # Only the alias is ever filled in: a ready-made answer must not give away an agent's own name.
        filled = words.replace("{requester}", case.name).replace("{agent}", agent.shown)
        return talking.agent_replied(scene, command, agent, facts, plain(filled))

    async def _block(
        self, command: Pressed, agent: Agent, case: Case, scene: Scene, loaded: Loaded, facts: Facts
    ) -> Outcome:
        said = command.words.text if command.words else command.argument
        term = first_term(said) or BLOCK
        requester = await self.scenes.requester(loaded, case.requester) or Requester(
            case.requester, case.name
        )
        blocked = replace(requester, blocked_until=facts.now + term, blocked_by=agent.name)
        told = Answer(text("told.blocked", until=facts.now + term))
        if isinstance(case.phase, Closed):
            return Decision((blocked,), answer=told)
        closed = ending.close(scene, command.id, "agent", facts, None if agent.admin else agent)
        if isinstance(closed, Refusal):
            return closed
        return replace(closed, put=(*closed.put, blocked), answer=told)

    async def _resend(self, command: Pressed, agent: Agent, case: Case, facts: Facts) -> Outcome:
        """What may not have arrived goes out once more, if it is this case's and its owner asks."""
        if not isinstance(case.phase, Active):
            return Refusal(text("refusal.not_active", case=case.id))
        refused = talking.may_speak(case, case.phase, agent, facts)
        if refused is not None:
            return refused
        known = any(each.row == command.argument for each in await self.store.ended(case.id))
        if not known or not await self.store.requeue(command.argument, facts.now):
            return Refusal(text("refusal.expired"))
        return Decision(answer=Answer(text("told.resent")))

    async def _unblock(self, command: Pressed, agent: Agent, loaded: Loaded) -> Outcome:
        account = Account(command.argument.strip() or (command.words.text.strip() if command.words else ""))
        requester = await self.scenes.requester(loaded, account)
        if requester is None or requester.blocked_until is None:
            return Refusal(text("refusal.not_blocked"))
        if not agent.admin and requester.blocked_by != agent.name:
            return Refusal(text("refusal.admins_only"))
        return Decision((replace(requester, blocked_until=None),), answer=Answer(text("told.unblocked")))
