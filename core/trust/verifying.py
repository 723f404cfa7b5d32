"""Is this really staff? Told by the account alone; a name can only be found to imitate one."""

from typing import Final

from core.cases.cards import button
from core.cases.decision import Decision
from core.people.roster import Enrolled
from core.policy import Agent, Facts
from core.trust.listing import departments_of
from core.trust.shown import visible
from core.trust.verdicts import Verdict
from core.words.cards import Answer, Card, Verb
from core.words.people import Profile
from core.words.refs import Account, CardKey, carrier
from core.words.texts import Text, text

KEY = CardKey("verify")
ON_PLATFORM: Final = text("verify.by_account")
"""How to check, for whoever asks on a platform."""


def decide(
    about: Profile,
    verdict: Verdict,
    enrolled: Enrolled | None,
    language: str,
    facts: Facts,
    how: Text = ON_PLATFORM,
) -> Decision:
    """What somebody who doubts is told: official; not staff; not staff and imitating; or that nobody can tell, and
    `how` to check. `enrolled`: how the account became staff's, if by an invitation.
    """
    agent = None if about.account is None else facts.roster.by_account.get(about.account)
    if agent is not None and about.account is not None:
        official = _official(agent, about.account, enrolled, facts, language)
        return Decision(answer=Answer(card=official, language=language))
    lines: list[Text] = []
    name = visible(about.shown or about.account or "")
    if about.account is None and verdict.kind == "imitation" and _may_be_theirs(about, verdict):
        lines.append(text("verify.name_only", name=name, staff=verdict.staff))
    elif verdict.kind == "imitation":
        lines.append(text("verify.imitates", name=name, staff=verdict.staff or about.picture))
    elif about.account is None:
        lines.append(text("verify.unsure", name=name))
    else:
        lines.append(text("verify.not_staff", name=name))
    if about.account is None:
        lines.append(how)
    lines.append(text("staff.rules"))
    report = (button(Verb.REPORT, argument=about.account),) if about.account else ()
    card = Card(KEY, text("verify.title"), tuple(lines), report, "warning")
    return Decision(answer=Answer(card=card, language=language))


def _may_be_theirs(about: Profile, verdict: Verdict) -> bool:
    """Whether a name without an account may be the real one's: it is theirs to the letter, or a user name, which the
    roster does not know.
    """
    return bool(about.username) or about.shown.strip().casefold() == verdict.staff.casefold()


def _official(agent: Agent, account: Account, enrolled: Enrolled | None, facts: Facts, language: str) -> Card:
    lines = [text("verify.official", name=agent.shown, on=carrier(account).title())]
    lines += [
        text("verify.department", department=label) for label in departments_of(agent, facts.policy, language)
    ]
    if enrolled is not None:
        lines.append(text("verify.since", since=enrolled.since, by=", ".join(enrolled.by)))
    lines += [text("verify.only_here"), text("staff.rules")]
    return Card(KEY, text("verify.title"), tuple(lines), tone="good")
