"""Buttons and commands: who may, what they are about, and whose concern that is."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from core.cases import ending, intake, inviting, presence, serving, talking, trouble
from core.cases.cards import button, requester_card
from core.cases.case import Active, Case, Closed, Ticket, Waiting
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.people import Desk, Requester, expected_wait
from core.policy import Agent, Facts
from core.ports import Store
from core.scenes import Loaded, Scenes, agent_of
from core.words.cards import Action, Answer, Card, Form, Verb
from core.words.commands import Asked, Pressed
from core.words.documents import plain
from core.words.records import QUEUE, TICKETS
from core.words.refs import Account, CardKey, CaseId, CommandId, EntryId, case_of_entry
from core.words.texts import Texts, text

REQUESTERS = frozenset(
    {
        Verb.HELP, Verb.TICKET, Verb.DETAILS, Verb.LEAVE, Verb.PRIVATE, Verb.SOLVED, Verb.NOT_YET, Verb.RATE,
        Verb.COMMENT, Verb.TRANSCRIPT, Verb.CASES, Verb.VIEW, Verb.REOPEN, Verb.LANGUAGE, Verb.VERIFY, Verb.STATUS,
    }
)  # fmt: skip
ONCE = frozenset({Verb.LEAVE, Verb.SOLVED, Verb.NOT_YET, Verb.RATE, Verb.ACCEPT, Verb.DECLINE, Verb.RELEASE})
"""A button of these that was drawn for an earlier revision is answered with the present state."""

BY_REPLY = frozenset(
    {
        Verb.REPLY, Verb.MACRO, Verb.NOTE, Verb.UNSEND, Verb.CLOSE, Verb.ASK_CLOSE, Verb.RELEASE, Verb.TRANSFER,
        Verb.CONFIRM, Verb.BLOCK,
    }
)  # fmt: skip
"""Written in reply to a message, they are about its case: an agent's private chat may hold several."""

NUMBERED = frozenset({Verb.TAKE, Verb.TRANSCRIPT, Verb.VIEW, Verb.REOPEN})
"""Commands that a case's number may follow."""

TERM = re.compile(r"^\s*(\d{1,4})\s*([dhm])\b")
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
BLOCK = timedelta(days=30)
LISTED = 8


@dataclass(slots=True)
class Pressing:
    """Decides presses."""

    store: Store
    texts: Texts
    scenes: Scenes

    async def decide(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        agent = agent_of(facts.roster, command.who.account)
        case, entry = await self._case(command, agent, loaded, facts)
        stale = (
            case is not None
            and command.revision
            and command.revision != case.revision
            and command.verb in ONCE
        )
        if stale and case is not None and case.requester == command.who.account:
            return Decision(answer=Answer(text("refusal.expired"), requester_card(case, facts), alert=True))
        if stale:
            return Refusal(text("refusal.expired"))
        as_requester = command.verb in REQUESTERS or (
            command.verb in {Verb.CLOSE, Verb.UNSEND}
            and case is not None
            and case.requester == command.who.account
        )
        if as_requester:
            return await self._by_requester(command, case, entry, loaded, facts)
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        return await self._by_agent(command, agent, case, entry, loaded, facts)

    # ---- requesters

    async def _by_requester(
        self, command: Pressed, case: Case | None, entry: EntryId | None, loaded: Loaded, facts: Facts
    ) -> Outcome:
        match command.verb:
            case Verb.PRIVATE if command.argument not in {"", command.who.account}:
                return await self._invite(command, loaded, facts)
            case Verb.HELP | Verb.PRIVATE if case is None or isinstance(case.phase, Closed | Ticket):
                return await self._help(command, loaded, facts)
            case Verb.HELP | Verb.PRIVATE if case is not None and case.requester == command.who.account:
                return self._have_one(command, case, facts)
            case Verb.TICKET if command.case is None:
                return await self._ticket(command, loaded, facts)
            case Verb.CASES:
                return await self._list(command, loaded)
            case Verb.LANGUAGE:
                return await self._language(command, case, loaded)
            case Verb.VERIFY:
                return Decision(answer=Answer(card=self._staff(facts), language=self._speaks(command)))
            case Verb.STATUS:
                return Decision(
                    answer=Answer(card=await self._status(loaded, facts), language=self._speaks(command))
                )
            case _:
                pass
        if case is None or case.requester != command.who.account:
            return Refusal(text("refusal.no_case"), (button(Verb.HELP, style="primary"),))
        return await self._on_own_case(command, case, entry, loaded, facts)

    async def _on_own_case(
        self, command: Pressed, case: Case, entry: EntryId | None, loaded: Loaded, facts: Facts
    ) -> Outcome:
        owner = await self.scenes.seat(loaded, case.phase.agent) if isinstance(case.phase, Active) else None
        desk, wait = await self.scenes.desk(loaded), await self.scenes.wait(loaded)
        scene = Scene(desk, case, owner=owner, entry=entry, wait=wait)
        match command.verb:
            case Verb.LEAVE:
                return ending.leave(scene, command.id, facts)
            case Verb.CLOSE:
                return ending.close(scene, command.id, "requester", facts)
            case Verb.TICKET:
                return ending.to_ticket(scene, command.id, facts, "chosen")
            case Verb.SOLVED:
                return ending.solved(scene)
            case Verb.RATE:
                return ending.rate(scene, command)
            case Verb.NOT_YET | Verb.REOPEN:
                scene = await self.scenes.with_front(scene, loaded, facts, case.requester, case.priority)
                scene = replace(scene, open=await self.scenes.open_chat(case.requester))
                return ending.reopen(scene, command.id, facts)
            case Verb.TRANSCRIPT:
                return ending.transcript(scene)
            case Verb.UNSEND:
                return talking.unsend(scene, command, facts, "requester")
            case Verb.COMMENT | Verb.DETAILS if command.words is None:
                form = (
                    Form("comment", text("form.comment"), case.id)
                    if command.verb is Verb.COMMENT
                    else intake.details_form(facts.policy, case.id)
                )
                return Decision(answer=Answer(form=form, language=case.language))
            case Verb.COMMENT if command.words is not None:
                return ending.comment(scene, command, command.words, facts)
            case Verb.DETAILS if command.words is not None:
                return talking.details(scene, command.id, command.who, command.files, facts, command.words)
            case Verb.VIEW:
                position = await self.store.rank(QUEUE, str(case.id))
                wait = None
                if isinstance(case.phase, Waiting):
                    wait = expected_wait(scene.wait, (facts.now - case.phase.since).total_seconds())
                return Decision(
                    answer=Answer(card=requester_card(case, facts, position, wait), language=case.language)
                )
            case _:
                return Refusal(text("refusal.unknown"))

    def _have_one(self, command: Pressed, case: Case, facts: Facts) -> Outcome:
        """Help is asked for by somebody who is being helped: the words go into the case there is."""
        if command.words is not None and command.words.text.strip():
            return talking.details(
                Scene(Desk(), case), command.id, command.who, command.files, facts, command.words
            )
        told = text("refusal.have_one", case=case.id)
        return Decision(answer=Answer(told, requester_card(case, facts), language=case.language))

    async def _help(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """`/support` where there are no forms: with words it is the request; without, the person is asked for them."""
        requester = await self.scenes.requester(loaded, command.who.account)
        language = self.texts.choose(requester.language if requester else None, command.who.locale)
        desk = await self.scenes.desk(loaded)
        if command.words is None or not command.words.text.strip():
            now = await self.scenes.front(desk, facts)
            return Decision(answer=Answer(form=intake.entry_form(facts.policy, now), language=language))
        scene = Scene(desk, requester=requester)
        scene = await self.scenes.with_front(scene, loaded, facts, command.who.account)
        asked = Asked(
            command.id,
            command.who,
            command.where,
            room=False,
            topic=None,
            words=command.words,
            sent_at=facts.now,
            files=command.files,
            wants="either",
            private=command.private,
        )
        return intake.ask(scene, asked, facts, language)

    async def _invite(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """Somebody else's public message: staff may ask its author, and only its author can agree."""
        agent = agent_of(facts.roster, command.who.account)
        if agent is None or command.ref is None:
            return Refusal(text("refusal.not_your_words"))
        author = await self.scenes.requester(loaded, Account(command.argument))
        language = self.texts.choose(author.language if author else None, None)
        scene = Scene(Desk(), requester=author)
        return inviting.invite(scene, command, command.ref, agent, facts, language)

    async def _ticket(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        requester = await self.scenes.requester(loaded, command.who.account)
        scene = Scene(await self.scenes.desk(loaded), requester=requester)
        scene = await self.scenes.with_front(scene, loaded, facts, command.who.account)
        language = self.texts.choose(requester.language if requester else None, command.who.locale)
        return intake.ticket_from_draft(scene, command, facts, language)

    async def _list(self, command: Pressed, loaded: Loaded) -> Outcome:
        language = self._speaks(command)
        lines, actions = [], []
        for number in await self.scenes.latest(command.who.account, LISTED):
            case = await self.scenes.case(loaded, number)
            if case is None:
                continue
            lines.append(
                text("cases.line", case=case.id, state=text(f"state.{case.phase.kind}"), at=case.asked_at)
            )
            verb = Verb.REOPEN if isinstance(case.phase, Closed) else Verb.VIEW
            label = text(f"button.{verb.name.lower()}_case", case=case.id)
            actions.append(Action(verb, label, case.id, case.revision))
        if not lines:
            return Decision(answer=Answer(text("cases.none"), language=language))
        card = Card(CardKey("cases"), text("cases.title"), tuple(lines), tuple(actions[:5]))
        return Decision(answer=Answer(card=card, language=language))

    async def _language(self, command: Pressed, case: Case | None, loaded: Loaded) -> Outcome:
        wanted = command.argument.strip().replace("_", "-")
        known = {tag.lower(): tag for tag in self.texts.languages()}
        if wanted.lower() not in known:
            actions = tuple(
                Action(Verb.LANGUAGE, text(f"language.{tag}"), argument=tag) for tag in self.texts.languages()
            )
            card = Card(CardKey("language"), text("language.title"), (), actions)
            return Decision(answer=Answer(card=card, language=self._speaks(command)))
        tag = known[wanted.lower()]
        requester = await self.scenes.requester(loaded, command.who.account)
        saved = replace(requester or Requester(command.who.account, command.who.name), language=tag)
        own = (
            case is not None and case.requester == command.who.account and not isinstance(case.phase, Closed)
        )
        changed = (replace(case, language=tag),) if case is not None and own else ()
        return Decision((saved, *changed), answer=Answer(text("language.saved"), language=tag))

    def _staff(self, facts: Facts) -> Card:
        lines = tuple(text("staff.line", name=agent.shown) for agent in facts.policy.agents)
        return Card(CardKey("staff"), text("staff.title"), (*lines, text("staff.rules")))

    async def _status(self, loaded: Loaded, facts: Facts) -> Card:
        now = await self.scenes.front(await self.scenes.desk(loaded), facts)
        lines = (
            (text("status.open"), text("status.waiting", count=now.waiting)) if now.takes else intake.why(now)
        )
        return Card(CardKey("status"), text("status.title"), lines)

    # ---- agents

    async def _by_agent(
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
            case Verb.UNBLOCK:
                return await self._unblock(command, loaded)
            case Verb.RESEND:
                sent = await self.store.requeue(command.argument, facts.now)
                return (
                    Decision(answer=Answer(text("told.resent"))) if sent else Refusal(text("refusal.expired"))
                )
            case _ if case is None:
                number = _numbered(command)
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
            case Verb.ACCEPT:
                scene = replace(scene, history=await self.store.transcript(case.id))
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
                return ending.ask_to_close(scene, agent)
            case Verb.STILL_HERE:
                return trouble.still_here(scene, agent, facts)
            case Verb.UNSEND:
                return talking.unsend(scene, command, facts, "agent")
            case Verb.BLOCK:
                return await self._block(command, agent, case, scene, loaded, facts)
            case _:
                return Refusal(text("refusal.unknown"))

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
        history = () if stays else await self.store.transcript(number)
        earlier = max(0, len(await self.scenes.latest(case.requester, 50)) - 1)
        wait = await self.scenes.wait(loaded)
        elsewhere = await self.scenes.open_chat(case.requester)
        scene = Scene(Desk(), case, seat=seat, history=history, earlier=earlier, wait=wait, open=elsewhere)
        return serving.take(scene, command, agent, acting, facts, by_choice=by_choice)

    async def candidates(self, count: int) -> tuple[CaseId, ...]:
        """Who would be next: live chats before tickets, each in the queue's order."""
        waiting = await self.store.first(QUEUE, count)
        if len(waiting) < count:
            waiting = (*waiting, *await self.store.first(TICKETS, count - len(waiting)))
        return tuple(CaseId(int(member)) for member, _ in waiting)

    async def _transfer(
        self, command: Pressed, agent: Agent, scene: Scene, loaded: Loaded, facts: Facts
    ) -> Outcome:
        wanted = command.argument.strip().lower()
        target = next(
            (
                each
                for each in facts.policy.agents
                if wanted and wanted in {each.id.lower(), each.name.lower()}
            ),
            None,
        )
        if target is None:
            number = scene.case.id if scene.case else None
            why = text("refusal.whom", agent=command.argument) if wanted else None
            return Decision(answer=Answer(form=Form("transfer", text("form.transfer"), number, why=why)))
        seat = await self.scenes.seat(loaded, target.id)
        return serving.offer(replace(scene, target=seat), replace(command, argument=target.id), agent, facts)

    def _macro(self, command: Pressed, agent: Agent, case: Case, scene: Scene, facts: Facts) -> Outcome:
        macro = next((each for each in facts.policy.macros if each.name == command.argument.strip()), None)
        if macro is None:
            return Refusal(text("refusal.no_macro", name=command.argument))
        words = macro.words.get(case.language) or macro.words.get(facts.policy.language)
        words = words or next(iter(macro.words.values()), "")
        # Only the alias is ever filled in: a ready-made answer must not give away an agent's own name.
        filled = words.replace("{requester}", case.name).replace("{agent}", agent.shown)
        return talking.agent_replied(scene, command, agent, facts, plain(filled))

    async def _block(
        self, command: Pressed, agent: Agent, case: Case, scene: Scene, loaded: Loaded, facts: Facts
    ) -> Outcome:
        said = command.words.text if command.words else command.argument
        found = TERM.match(said)
        term = int(found[1]) * UNITS[found[2]] if found else BLOCK
        requester = await self.scenes.requester(loaded, case.requester) or Requester(
            case.requester, case.name
        )
        blocked = replace(requester, blocked_until=facts.now + term, blocked_by=agent.name)
        told = Answer(text("told.blocked", until=facts.now + term))
        if isinstance(case.phase, Closed):
            return Decision((blocked,), answer=told)
        closed = ending.close(scene, command.id, "agent", facts)
        if isinstance(closed, Refusal):
            return closed
        return replace(closed, put=(*closed.put, blocked), answer=told)

    async def _unblock(self, command: Pressed, loaded: Loaded) -> Outcome:
        account = Account(command.argument.strip() or (command.words.text.strip() if command.words else ""))
        requester = await self.scenes.requester(loaded, account)
        if requester is None or requester.blocked_until is None:
            return Refusal(text("refusal.not_blocked"))
        return Decision((replace(requester, blocked_until=None),), answer=Answer(text("told.unblocked")))

    # ---- what a press is about

    async def _case(
        self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts
    ) -> tuple[Case | None, EntryId | None]:
        entry = await self.scenes.entry(command.reply_to)
        number = _numbered(command)
        if number is None and entry is not None and command.verb in BY_REPLY:
            number = case_of_entry(entry)
        if number is None:
            # Whoever asks for help asks for themselves, wherever they are.
            own = command.verb in {Verb.HELP, Verb.PRIVATE}
            found = await self.scenes.whereabouts(
                command.where,
                command.who.account,
                private=command.private or own,
                serves=not own and agent is not None and facts.policy.in_private(agent, command.who.account),
            )
            number = found.case
            shared = command.private and found.room is not None
            if agent is not None and command.verb not in REQUESTERS and (number is None or shared):
                seat = await self.scenes.seat(loaded, agent.id)
                number = seat.cases[0] if seat is not None and len(seat.cases) == 1 else None
        if number is None:
            return None, entry
        return await self.scenes.case(loaded, number), entry

    def _speaks(self, command: Pressed) -> str:
        return self.texts.choose(None, command.who.locale)


def _numbered(command: Pressed) -> CaseId | None:
    """The case that a button bears, or that was typed after a command."""
    if command.case is not None or command.verb not in NUMBERED:
        return command.case
    digits = command.argument.strip().lstrip("#")
    return CaseId(int(digits)) if digits.isdecimal() and len(digits) < 16 else None
