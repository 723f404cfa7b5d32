"""What people press to be known: an address given, a code entered, a link disowned, two chats that are one person's."""

from dataclasses import dataclass

from core.cases import uniting
from core.cases.case import Active, Case, Closed
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.people import Desk, Requester
from core.people import proving
from core.people.addresses import address
from core.people.proof import Mailbox, looks_like_code
from core.people.standing import standing
from core.policy import Facts
from core.ports import Directory, DirectoryUnavailable
from core.scenes import Loaded, Scenes, case_number
from core.words.cards import Answer, Verb
from core.words.commands import Pressed, Undelivered
from core.words.refs import Account, CaseId
from core.words.texts import Texts, text

OPEN = 8
"""So many of somebody's latest cases learn who they are."""


@dataclass(slots=True)
class Proofs:
    """Loads what a proof concerns. `directory` is the operator's own system, where there is one."""

    scenes: Scenes
    texts: Texts
    directory: Directory | None = None

    async def decide(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        requester = await self._requester(command, loaded)
        language = self.texts.choose(requester.language, command.who.locale)
        if command.verb is Verb.UNLINK:
            return await self._unlink(command, requester, loaded, language, facts)
        if command.verb in {Verb.UNITE, Verb.KEEP}:
            return await self._two_chats(command, requester, loaded, facts)
        if command.argument == proving.NEW and command.words is None:
            return Decision(answer=Answer(form=proving.form(), language=language))
        given = proving.what(command)
        to = address(given)
        if to is not None:
            box = await self.scenes.mailbox(loaded, to)
            return proving.ask(proving.Known(requester, language, box), command, to, facts)
        if not looks_like_code(given):
            return proving.start(proving.Known(requester, language), given, facts)
        return await self._enter(given, requester, language, loaded, facts)

    async def undelivered(self, command: Undelivered, asker: Account, loaded: Loaded) -> Outcome:
        requester = await self.scenes.requester(loaded, asker)
        language = self.texts.choose(requester.language if requester else None, None)
        return proving.mail_trouble(command, asker, language)

    async def _enter(
        self, given: str, requester: Requester, language: str, loaded: Loaded, facts: Facts
    ) -> Outcome:
        known = proving.Known(requester, language)
        if requester.proof is None or not proving.right(known, given, facts):
            return proving.enter(known, given, "nobody", facts)
        to, former = requester.proof.address, requester.proven
        box = await self.scenes.mailbox(loaded, to)
        known = proving.Known(
            requester,
            language,
            box,
            None if former is None else await self.scenes.mailbox(loaded, former.address),
            await self._open(requester.account, loaded),
            await self._chats(requester.account, box, loaded),
        )
        return proving.enter(known, given, await self._looked_up(to), facts)

    async def _chats(self, own: Account, box: Mailbox | None, loaded: Loaded) -> tuple[Case, Case] | None:
        """The chat that they have open, and one that another account of theirs has."""
        mine = await self._chat(own, loaded)
        if mine is None or box is None:
            return None
        for link in box.links:
            theirs = None if link.account == own else await self._chat(link.account, loaded)
            if theirs is not None:
                return mine, theirs
        return None

    async def _chat(self, account: Account, loaded: Loaded) -> Case | None:
        number = await self.scenes.open_chat(account)
        case = None if number is None else await self.scenes.case(loaded, number)
        return case if case is not None and uniting.open_still(case) else None

    async def _two_chats(
        self, command: Pressed, requester: Requester, loaded: Loaded, facts: Facts
    ) -> Outcome:
        """Whoever is known by both accounts says what is to become of their chats."""
        number = case_number(command.argument)
        newer = None if command.case is None else await self.scenes.case(loaded, command.case)
        older = None if number is None else await self.scenes.case(loaded, number)
        proven = requester.proven
        box = None if proven is None else await self.scenes.mailbox(loaded, proven.address)
        if newer is None or older is None or box is None:
            return Refusal(text("refusal.expired"))
        links = {each.account: each for each in box.links}
        theirs = {newer.requester, older.requester}
        if requester.account not in theirs or len(theirs) < 2 or not theirs <= links.keys():
            return Refusal(text("refusal.expired"))
        if links[older.requester].acts_from > facts.now:
            return Refusal(text("refusal.expired"))
        if command.verb is Verb.KEEP:
            return uniting.keep(newer, older, command)
        asker = None
        if links[newer.requester].acts_from > facts.now:
            other = await self.scenes.requester(loaded, newer.requester)
            asker = standing(newer.requester, other.proven if other else None, facts.policy.people, facts.now)
        owner = await self.scenes.seat(loaded, newer.phase.agent) if isinstance(newer.phase, Active) else None
        history = await self.scenes.whole_history(loaded, newer)
        scene = Scene(Desk(), newer, owner=owner, history=history)
        return uniting.unite(scene, older, command, asker, facts)

    async def _looked_up(self, email: str) -> proving.Looked:
        if self.directory is None:
            return "nobody"
        try:
            return await self.directory.find(email) or "nobody"
        except DirectoryUnavailable:
            return "no answer"

    async def _unlink(
        self, command: Pressed, requester: Requester, loaded: Loaded, language: str, facts: Facts
    ) -> Outcome:
        proven, theirs = requester.proven, Account(command.argument)
        box = None if proven is None else await self.scenes.mailbox(loaded, proven.address)
        known = proving.Known(
            requester,
            language,
            box,
            cases=await self._open(theirs, loaded),
            joined=await self._joined(theirs, requester.account, loaded),
        )
        return proving.unlink(known, command, await self.scenes.requester(loaded, theirs), facts)

    async def _requester(self, command: Pressed, loaded: Loaded) -> Requester:
        found = await self.scenes.requester(loaded, command.who.account)
        return found or Requester(command.who.account, command.who.name)

    async def _joined(self, theirs: Account, own: Account, loaded: Loaded) -> tuple[tuple[CaseId, Case], ...]:
        found: list[tuple[CaseId, Case]] = []
        for number in await self.scenes.latest(theirs, OPEN):
            case = await self.scenes.case(loaded, number)
            into = case.phase.into if case is not None and isinstance(case.phase, Closed) else None
            onward = None if into is None else await self.scenes.case(loaded, into)
            if onward is not None and onward.requester == own and not isinstance(onward.phase, Closed):
                found.append((number, onward))
        return tuple(found)

    async def _open(self, account: Account, loaded: Loaded) -> tuple[Case, ...]:
        cases = [await self.scenes.case(loaded, number) for number in await self.scenes.latest(account, OPEN)]
        return tuple(case for case in cases if case is not None and not isinstance(case.phase, Closed))
