"""Is this really staff? Told by the account alone; a name can only be found to imitate one."""

from core.cases.decision import Decision
from core.people.roster import Enrolled
from core.policy import Agent, Facts
from core.trust.shown import visible
from core.trust.verdicts import Verdict
from core.words.cards import Action, Answer, Card, Verb
from core.words.people import Profile
from core.words.refs import CardKey
from core.words.texts import Text, in_language, text

KEY = CardKey("verify")


def decide(
    about: Profile, verdict: Verdict, enrolled: Enrolled | None, language: str, facts: Facts
) -> Decision:
    """What somebody who doubts is told: official; not staff; not staff and imitating; or that nobody can tell.
    `enrolled`: how the account became staff's, if by an invitation.
    """
    agent = None if about.account is None else facts.roster.by_account.get(about.account)
    if agent is not None:
        return Decision(answer=Answer(card=_official(agent, enrolled, facts, language), language=language))
    lines: list[Text] = []
    name = visible(about.shown)
    if verdict.kind == "imitation":
        lines.append(text("verify.imitates", name=name, staff=verdict.staff))
    elif about.account is None or verdict.kind == "unknown":
        lines.append(text("verify.unsure", name=name))
    else:
        lines.append(text("verify.not_staff", name=name))
    if about.account is None:
        lines.append(text("verify.by_account"))
    lines.append(text("staff.rules"))
    report = (Action(Verb.REPORT, text("button.report"), argument=about.account),) if about.account else ()
    card = Card(KEY, text("verify.title"), tuple(lines), report, "warning")
    return Decision(answer=Answer(card=card, language=language))


def _official(agent: Agent, enrolled: Enrolled | None, facts: Facts, language: str) -> Card:
    lines = [text("verify.official", name=agent.shown)]
    departments = [
        each for each in facts.policy.departments if agent.id in each.agents and not each.complaints
    ]
    lines += [text("verify.department", department=in_language(each.label, language)) for each in departments]
    if enrolled is not None:
        lines.append(text("verify.since", since=enrolled.since, by=", ".join(enrolled.by)))
    lines += [text("verify.only_here"), text("staff.rules")]
    return Card(KEY, text("verify.title"), tuple(lines), tone="good")
