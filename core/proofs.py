"""What people press to be known: an address given, a code entered, a link disowned."""

from dataclasses import dataclass

from core.cases.case import Case, Closed
from core.cases.decision import Decision, Outcome
from core.cases.people import Requester
from core.people import proving
from core.people.addresses import address
from core.people.proof import looks_like_code
from core.policy import Facts
from core.ports import Directory, DirectoryUnavailable
from core.scenes import Loaded, Scenes
from core.words.cards import Answer, Verb
from core.words.commands import Pressed, Undelivered
from core.words.refs import Account
from core.words.texts import Texts

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
        known = proving.Known(
            requester,
            language,
            await self.scenes.mailbox(loaded, to),
            None if former is None else await self.scenes.mailbox(loaded, former.address),
            await self._open(requester.account, loaded),
        )
        return proving.enter(known, given, await self._looked_up(to), facts)

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
        known = proving.Known(requester, language, box, cases=await self._open(theirs, loaded))
        return proving.unlink(known, command, await self.scenes.requester(loaded, theirs), facts)

    async def _requester(self, command: Pressed, loaded: Loaded) -> Requester:
        found = await self.scenes.requester(loaded, command.who.account)
        return found or Requester(command.who.account, command.who.name)

    async def _open(self, account: Account, loaded: Loaded) -> tuple[Case, ...]:
        cases = [await self.scenes.case(loaded, number) for number in await self.scenes.latest(account, OPEN)]
        return tuple(case for case in cases if case is not None and not isinstance(case.phase, Closed))
