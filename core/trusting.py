"""Loads what verification, reports and moderation concern, and asks the module whose concern it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from core.cases.case import Active, Case, challenge_key
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.cases.people import Requester, blocked
from core.people.addresses import address
from core.policy import Agent, Facts, Policy
from core.ports import Neighbours, Store
from core.scenes import Loaded, Scenes
from core.stats import AT_ONCE, LONGEST, PERIOD
from core.trust import (
    acting,
    appeals,
    askers,
    enrolling,
    freezing,
    marking,
    naming,
    reports,
    verifying,
    vouching,
    webreports,
)
from core.trust.handles import sent_to
from core.trust.known import Known
from core.trust.sharing import name_keys
from core.trust.shown import visible
from core.trust.statistics import lines, statistics
from core.trust.suspects import NOTICED, SUSPECTS, Suspect, handle, like
from core.trust.verdicts import CLEAR, PICTURED, Screening, Verdict, with_reasons, with_words
from core.trust.warnings import Warnings, warnings_key
from core.words.cards import Answer, Card, Verb
from core.words.commands import Expelled, Inquired, Noticed, Pressed, Reported, Undelivered
from core.words.people import Profile
from core.words.refs import Account, CardKey, CaseId, carrier
from core.words.terms import first_term
from core.words.texts import Text, Texts, text

VERBS: Final = frozenset(
    {Verb.REPORT, Verb.BAN, Verb.MUTE, Verb.WIPE, Verb.FINE, Verb.APPEAL, Verb.UPHOLD, Verb.REPORTS}
)
ROSTER: Final = frozenset(
    {
        Verb.STAFF, Verb.INVITE, Verb.JOIN, Verb.ENROL, Verb.REJECT, Verb.DISMISS, Verb.AUDIT, Verb.FREEZE, Verb.THAW,
    }
)  # fmt: skip
READ: Final = 1_000
"""So many of the latest accounts, at most, are read for the figures."""
PASSED_ON: Final = 0.85
"""How sure a verdict is that rests on names whose words are passed on."""
OPENING: Final = 0.85
"""How sure one is that rests on a thread that is called like one of the desk's."""
SENDING: Final = 0.85
"""How sure one is that rests on an account that people are sent to."""
MARKED: Final = 0.95
"""How sure one is that rests on the mark of staff."""
ALIKE: Final = 10
"""So many other accounts of a name are looked up."""


@dataclass(slots=True)
class Trusting:
    """`screening` knows the roster of the moment; without one no name imitates anybody. `neighbours` are the other
    desks that share.
    """

    store: Store
    scenes: Scenes
    texts: Texts
    screening: Screening | None = None
    neighbours: Neighbours | None = None

    def look(self, about: Profile, words: str, policy: Policy) -> Verdict:
        """What somebody's names say, their picture, their words, and the mark of staff on who is none of it."""
        found = CLEAR if self.screening is None else self.screening.look(about)
        if self.screening is not None:
            found = with_reasons(found, PASSED_ON, tuple(_passed_on(about, self.screening)))
            found = with_reasons(found, OPENING, tuple(_opened(about, self.screening)))
        found = with_reasons(found, MARKED, (text("suspect.has_mark"),) if about.marked else ())
        found = replace(found, looks=found.score if found.kind == "imitation" else 0.0)
        if about.picture:
            found = replace(found, kind="imitation", score=max(found.score, PICTURED))
        sent = () if self.screening is None else tuple(self._sent_to(words, policy, self.screening))
        if sent:
            found = with_reasons(replace(found, asks=SENDING), SENDING, sent)
        return with_words(found, words, policy.texts, program=about.program)

    def _sent_to(self, words: str, policy: Policy, screening: Screening) -> Iterator[Text]:
        own = (each.removeprefix("@").casefold() for each in policy.texts.accounts)
        for named in dict.fromkeys(sent_to(words, frozenset(own))):
            if screening.helps(named):
                yield text("suspect.sends_to", account=f"@{named}")

    async def noticed(self, command: Noticed, loaded: Loaded, facts: Facts) -> Outcome:
        agent = None if command.about.account is None else facts.roster.by_account.get(command.about.account)
        if agent is not None:
            return await self._of_staff(command.about, agent, loaded, facts)
        if await self._may_bear(command.about, loaded, facts) or _own(command.about, facts.policy):
            return UNCHANGED
        verdict = self.look(command.about, command.words.text if command.words else "", facts.policy)
        if verdict.kind != "imitation":
            return UNCHANGED
        known = await self._known(command.about.account, verdict.key, loaded, command.about)
        return reports.noticed(known, command, verdict, facts)

    async def _may_bear(self, about: Profile, loaded: Loaded, facts: Facts) -> bool:
        """Whether somebody has the mark by right, as the store knows by now."""
        if about.account is None or not about.marked:
            return False
        return marking.due(about.account, await self.scenes.desk(loaded), facts.policy)

    async def _of_staff(self, about: Profile, agent: Agent, loaded: Loaded, facts: Facts) -> Outcome:
        named = naming.noticed(await self.scenes.desk(loaded), about, agent, facts)
        if about.account is None or not marking.lacks(about):
            return named
        given = marking.badges((about.account,), facts.policy, given=True)
        return replace(named, effects=(*named.effects, *given))

    async def inquired(self, command: Inquired, loaded: Loaded, facts: Facts) -> Outcome:
        who, requester = command.who, await self._requester(command.who.account, loaded)
        if blocked(requester, facts) or who.account in facts.roster.by_account:
            return UNCHANGED
        own, platform = [await self._warnings(of, loaded) for of in (who.account, carrier(who.account))]
        return askers.warn(command, own, platform, self.texts.choose(requester.language, who.locale), facts)

    async def verify(self, command: Pressed, about: Profile, loaded: Loaded, facts: Facts) -> Outcome:
        language = await self._speaks(command, loaded)
        about = await self.known_as(about, loaded)
        return await self.asked(about, language, loaded, facts, verifying.ON_PLATFORM)

    async def asked(self, about: Profile, language: str, loaded: Loaded, facts: Facts, how: Text) -> Decision:
        """Whether it is staff; `how` tells those who named no account how to check."""
        desk = await self.scenes.desk(loaded)
        entered = next((each for each in desk.enrolled if each.account == about.account), None)
        return verifying.decide(about, self.look(about, "", facts.policy), entered, language, facts, how)

    async def known_as(self, about: Profile, loaded: Loaded) -> Profile:
        """With the picture that an account was noticed with, and the names where whoever asks has told none; unless a
        moderator has let it pass.
        """
        suspect = (await self._known(about.account, "", loaded)).suspect
        if suspect is None or (suspect.ended is not None and suspect.ended.how == "fine"):
            return about
        if not (about.names or about.username):
            about = Profile(suspect.account, suspect.names, suspect.username)
        return replace(about, picture=suspect.pictured)

    async def roster(self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts) -> Outcome:
        """Who is staff, and who is not any more."""
        desk = await self.scenes.desk(loaded)
        match command.verb:
            case Verb.INVITE:
                return enrolling.invite(desk, command, agent, facts)
            case Verb.JOIN:
                return enrolling.join(desk, command, facts)
            case Verb.ENROL | Verb.REJECT:
                return enrolling.let_in(desk, command, agent, facts)
            case Verb.DISMISS:
                return enrolling.remove(desk, command, agent, facts)
            case Verb.AUDIT:
                return enrolling.audit(desk, agent)
            case Verb.FREEZE:
                return freezing.freeze(desk, command, agent, facts)
            case Verb.THAW:
                return freezing.thaw(desk, command, agent, facts)
            case _:
                return enrolling.listed(desk, agent, facts)

    async def vouch(
        self, command: Pressed, agent: Agent, here: Case | None, loaded: Loaded, facts: Facts
    ) -> Outcome:
        """An agent enters the code of somebody who doubts them; `here` is the case of the room where they do."""
        sure, given = vouching.read(command.argument)
        held = await self.store.holder(challenge_key(vouching.fingerprint(given)))
        case = None if held is None else await self.scenes.case(loaded, CaseId(int(held)))
        here = None if command.private else here
        if case is not None and isinstance(case.phase, Active) and case.phase.agent != agent.id:
            return vouching.wrong(case)
        look = vouching.confirm if sure else vouching.look
        return look(case, here, command, agent, facts)

    async def decide(self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts) -> Outcome:
        if command.verb is Verb.REPORT:
            return await self._report(command, loaded, facts)
        if command.verb is Verb.APPEAL:
            known = await self._known(command.who.account, "", loaded)
            return appeals.appeal(known, command, await self._speaks(command, loaded), facts)
        if agent is None and not command.moderator:
            return Refusal(text("refusal.moderators_only"))
        if command.verb is Verb.REPORTS:
            return await self._statistics(command, facts)
        known = await self._known(Account(command.argument), "", loaded)
        by = agent.name if agent is not None else command.who.name
        return reports.deal(known, command, by, await self._reporters(known, loaded), facts)

    async def done(self, command: Expelled, loaded: Loaded, facts: Facts) -> Outcome:
        known = await self._known(command.account, "", loaded)
        if command.message is not None:
            return acting.deleted(known, facts)
        reporters = await self._reporters(known, loaded)
        return (reports.readmitted if command.back else reports.done)(known, reporters, facts)

    async def undone(self, command: Undelivered, against: Account, loaded: Loaded, facts: Facts) -> Outcome:
        known = await self._known(against, "", loaded)
        return UNCHANGED if known.suspect is None else reports.undone(known, command, facts)

    async def _statistics(self, command: Pressed, facts: Facts) -> Outcome:
        """What became of those who were noticed in a period."""
        said = command.words.text if command.words else command.argument
        period = min(first_term(said) or PERIOD, LONGEST)
        size = await self.store.size(NOTICED)
        members = await self.store.first(NOTICED, READ, max(0, size - READ))
        since = (facts.now - period).timestamp()
        keys = [f"suspect/{account}" for account, at in members if at >= since]
        found: list[Suspect] = []
        for start in range(0, len(keys), AT_ONCE):
            looked_at = Loaded()
            await self.scenes.records(looked_at, *keys[start : start + AT_ONCE])
            found += [each for each in looked_at.records.values() if isinstance(each, Suspect)]
        told = tuple(lines(statistics(found), await self.store.size(SUSPECTS)))
        card = Card(CardKey("reports"), text("reports.title", period=period), told)
        return Decision(answer=Answer(card=card, private=True))

    async def _report(self, command: Pressed, loaded: Loaded, facts: Facts) -> Outcome:
        about = command.about
        if about is None and command.argument:
            known = await self._known(Account(command.argument), "", loaded)
            names = known.suspect.names if known.suspect else (command.argument,)
            about = Profile(Account(command.argument), names)
        said = command.words.text if command.words is not None and command.ref is not None else ""
        verdict = CLEAR if about is None else self.look(about, said, facts.policy)
        known = await self._known(about.account if about else None, verdict.key, loaded)
        reporter = await self._requester(command.who.account, loaded)
        language = await self._speaks(command, loaded)
        return reports.report(known, command, about, reporter, verdict, language, facts)

    async def reported(self, command: Reported, loaded: Loaded, facts: Facts) -> Outcome:
        """Somebody has reported an account on the desk's page."""
        about = command.about
        if about.by_name and about.account is not None:
            index = handle(carrier(about.account), about.username)
            numbered = [each for each, _ in await self.store.first(index, ALIKE) if each != about.account]
            about = replace(about, account=Account(numbered[-1]), by_name=False) if numbered else about
        known = await self._known(about.account, "", loaded)
        if known.suspect is not None:
            about = replace(about, names=known.suspect.names, username=known.suspect.username)
        verdict = self.look(about, "", facts.policy)
        known = await self._known(about.account, verdict.key, loaded)
        taken = await self._warnings(webreports.TAKEN, loaded)
        to = address(command.address)
        box = None if to is None else await self.scenes.mailbox(loaded, to)
        return webreports.decide(known, replace(command, about=about), verdict, taken, box, facts)

    async def _known(
        self, account: Account | None, key: str, loaded: Loaded, about: Profile | None = None
    ) -> Known:
        if account is None:
            return Known(None)
        await self.scenes.records(loaded, f"suspect/{account}")
        found = loaded.records.get(f"suspect/{account}")
        suspect = found if isinstance(found, Suspect) else None
        key = key or (suspect.alike if suspect else "")
        others = await self.store.first(like(key), ALIKE) if key else ()
        seen = about or suspect
        if seen is not None and seen.username:
            others = (*others, *await self.store.first(handle(carrier(account), seen.username), ALIKE))
        requester = await self.scenes.requester(loaded, account)
        language = self.texts.choose(requester.language if requester else None, None)
        alike = dict.fromkeys(Account(each) for each, _ in others if each != account)
        names = () if seen is None else name_keys((*seen.names, seen.username))
        shared = () if self.neighbours is None else await self.neighbours.known(account, names)
        return Known(suspect, tuple(alike), language, shared)

    async def _reporters(self, known: Known, loaded: Loaded) -> tuple[Requester, ...]:
        told = known.suspect.reports if known.suspect else ()
        return tuple([await self._requester(each.by, loaded) for each in told if not each.web])

    async def _warnings(self, of: str, loaded: Loaded) -> Warnings:
        await self.scenes.records(loaded, warnings_key(of))
        found = loaded.records.get(warnings_key(of))
        return found if isinstance(found, Warnings) else Warnings(of)

    async def _requester(self, account: Account, loaded: Loaded) -> Requester:
        return await self.scenes.requester(loaded, account) or Requester(account, "")

    async def _speaks(self, command: Pressed, loaded: Loaded) -> str:
        requester = await self.scenes.requester(loaded, command.who.account)
        return self.texts.choose(requester.language if requester else None, command.who.locale)


def _own(about: Profile, policy: Policy) -> bool:
    """Whether an account of which only the user name is known is the desk's."""
    own = {each.casefold() for each in policy.texts.accounts}
    return about.by_name and f"@{about.username.casefold()}" in own


def _passed_on(about: Profile, screening: Screening) -> Iterator[Text]:
    for name in about.passes_on:
        if screening.look(Profile(None, (name,))).kind == "imitation":
            yield text("suspect.passes_on", name=visible(name))


def _opened(about: Profile, screening: Screening) -> Iterator[Text]:
    for name in about.opened:
        if screening.is_case(name):
            yield text("suspect.opened", name=visible(name))
