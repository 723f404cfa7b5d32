"""What requesters press: asking, their own cases, their language."""

from dataclasses import dataclass, replace

from core.cases import complaints, ending, intake, inviting, talking, useful
from core.cases.cards import button, requester_card, topic_label
from core.cases.case import Active, Case, Closed, Pending, Ticket, Waiting
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.people import Desk, Requester, expected_wait
from core.policy import Facts
from core.ports import Store
from core.scenes import Loaded, Scenes, agent_of
from core.status import showing
from core.status.maintenance import Maintenance
from core.trust import vouching
from core.words.cards import Answer, Card, Form, Verb
from core.words.commands import Asked, Pressed
from core.words.records import QUEUE
from core.words.refs import Account, CardKey, EntryId
from core.words.texts import Texts, text

LISTED = 8
NEXT = 2


@dataclass(slots=True)
class Requests:
    """Decides what people press for themselves. Nobody reaches another's case here."""

    store: Store
    texts: Texts
    scenes: Scenes

    async def decide(
        self, command: Pressed, case: Case | None, entry: EntryId | None, loaded: Loaded, facts: Facts
    ) -> Outcome:
        report = intake.report_form(facts.policy, command.argument) if command.verb is Verb.HELP else None
        match command.verb:
            case Verb.HELP if report is not None:
                return Decision(answer=Answer(form=report, language=await self._speaks(command, loaded)))
            case Verb.PRIVATE if command.argument not in {"", command.who.account}:
                return await self._invite(command, loaded, facts)
            case Verb.HELP | Verb.PRIVATE if case is None or isinstance(
                case.phase, Closed | Ticket | Pending
            ):
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
                return Decision(
                    answer=Answer(card=self._staff(facts), language=await self._speaks(command, loaded))
                )
            case Verb.STATUS:
                language = await self._speaks(command, loaded)
                card = await self._status(loaded, facts, language)
                return Decision(answer=Answer(card=card, language=language))
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
            case Verb.USEFUL:
                return useful.say(case, command)
            case Verb.PROOF:
                return vouching.challenge(case, facts)
            case Verb.RATE:
                return ending.rate(scene, command)
            case Verb.NOT_YET if isinstance(case.phase, Pending):
                return ending.reopen(scene, command.id, facts)
            case Verb.NOT_YET | Verb.REOPEN:
                scene = await self.scenes.with_front(scene, loaded, facts, case.requester, case.priority)
                requester = await self.scenes.requester(loaded, case.requester)
                scene = replace(scene, open=await self.scenes.open_chat(case.requester), requester=requester)
                refused = intake.refusal(scene, facts)
                if refused is not None:
                    return refused
                return ending.reopen(scene, command.id, facts)
            case Verb.COMPLAIN:
                number = await self.store.reserve_case() if case.complained else None
                return complaints.complain(replace(scene, number=number), command, facts)
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
        card = requester_card(case, facts)
        reports = tuple(
            button(
                Verb.HELP,
                argument=topic.id,
                label=text("topic.label", topic=topic_label(facts, topic.id, case.language)),
            )
            for topic in facts.policy.topics
            if topic.department is not None
        )
        card = replace(card, actions=(*card.actions, *reports))
        return Decision(answer=Answer(told, card, language=case.language))

    async def _help(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        """`/support` where there are no forms: with words it is the request; without, the person is asked for them."""
        requester = await self.scenes.requester(loaded, command.who.account)
        language = await self._speaks(command, loaded)
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
        refused = intake.refusal(scene, facts)
        if refused is not None:
            return refused
        return intake.ticket_from_draft(scene, command, facts, language)

    async def _list(self, command: Pressed, loaded: Loaded) -> Outcome:
        language = await self._speaks(command, loaded)
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
            actions.append(button(verb, case, label=label))
        if not lines:
            return Decision(answer=Answer(text("cases.none"), language=language))
        card = Card(CardKey("cases"), text("cases.title"), tuple(lines), tuple(actions[:5]))
        return Decision(answer=Answer(card=card, language=language))

    async def _language(self, command: Pressed, case: Case | None, loaded: Loaded) -> Outcome:
        wanted = command.argument.strip().replace("_", "-")
        known = {tag.lower(): tag for tag in self.texts.languages()}
        if wanted.lower() not in known:
            actions = tuple(
                button(Verb.LANGUAGE, argument=tag, label=text(f"language.{tag}"))
                for tag in self.texts.languages()
            )
            card = Card(CardKey("language"), text("language.title"), (), actions)
            return Decision(answer=Answer(card=card, language=await self._speaks(command, loaded)))
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

    async def _status(self, loaded: Loaded, facts: Facts, language: str) -> Card:
        now = await self.scenes.front(await self.scenes.desk(loaded), facts)
        matters = await self.scenes.open_matters(loaded, LISTED, NEXT)
        told = [line for each in matters for line in showing.in_brief(each, facts, language)]
        chat = (
            (text("status.open"), text("status.waiting", count=now.waiting)) if now.takes else intake.why(now)
        )
        well = facts.policy.status.told and all(isinstance(each, Maintenance) for each in matters)
        lines = (*((text("status.all_well"),) if well else ()), *told, *chat)
        return Card(CardKey("status"), text("status.title"), lines)

    async def _speaks(self, command: Pressed, loaded: Loaded) -> str:
        """The language of whoever pressed: their saved choice, else their platform's."""
        requester = await self.scenes.requester(loaded, command.who.account)
        return self.texts.choose(requester.language if requester else None, command.who.locale)
