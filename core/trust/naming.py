"""Whether staff go by names in the desk's format, on each platform: whoever does not is told of once."""

from collections.abc import Iterator
from dataclasses import replace

from core.cases.decision import UNCHANGED, Decision, Outcome
from core.cases.people import Desk
from core.people.roster import Misnamed
from core.policy import Agent, Facts, Policy
from core.trust.listing import departments_of
from core.trust.nameformat import NameFormat
from core.trust.shown import visible
from core.words.effects import Tell
from core.words.people import Profile
from core.words.refs import Account, carrier
from core.words.texts import text

NO_DEPARTMENT = "…"


def news(about: Profile, agent: Agent, desk: Desk, policy: Policy) -> bool:
    """Whether the name of one of the staff has come off the format, has changed there, or is back."""
    told = _told(desk, about.account)
    return (None if _follows(about, agent, policy) else about.shown) != told


def noticed(desk: Desk, about: Profile, agent: Agent, facts: Facts) -> Outcome:
    """Moderators hear of a name that is off the format, with what it should be."""
    if about.account is None or not news(about, agent, desk, facts.policy):
        return UNCHANGED
    others = tuple(each for each in desk.misnamed if each.account in facts.roster.by_account)
    others = tuple(each for each in others if each.account != about.account)
    form = facts.policy.roster.format
    if form is None or _follows(about, agent, facts.policy):
        return Decision((replace(desk, misnamed=others),))
    off = Misnamed(about.account, about.shown)
    told = text(
        "naming.off",
        name=agent.name,
        account=about.account,
        shown=visible(about.shown),
        on=carrier(about.account).title(),
        wanted=_wanted(form, agent, facts.policy),
    )
    places = facts.policy.moderators or facts.policy.boards
    return Decision(
        (replace(desk, misnamed=(*others, off)),),
        tuple(Tell(place, told, facts.policy.language) for place in places),
    )


def _told(desk: Desk, account: Account | None) -> str | None:
    return next((each.name for each in desk.misnamed if each.account == account), None)


def _follows(about: Profile, agent: Agent, policy: Policy) -> bool:
    """The format, their own name, and a department of theirs where they have any."""
    form = policy.roster.format
    if form is None:
        return True
    read = form.read(about.shown)
    if read is None or read.person.casefold() not in {form.own(each).casefold() for each in _names(agent)}:
        return False
    own = {each.casefold() for each in _departments(form, agent, policy)}
    return not read.department or not own or read.department.casefold() in own


def _wanted(form: NameFormat, agent: Agent, policy: Policy) -> str:
    known = form.read(agent.shown)
    department = known.department if known is not None else ""
    department = department or next(iter(departments_of(agent, policy, policy.language)), NO_DEPARTMENT)
    return form.fill(form.own(agent.shown), department)


def _names(agent: Agent) -> tuple[str, str]:
    return agent.shown, agent.name


def _departments(form: NameFormat, agent: Agent, policy: Policy) -> Iterator[str]:
    """Their labels in every language, and the one in the name that the roster has for them."""
    for each in policy.departments:
        if agent.id in each.agents and not each.complaints:
            yield from each.label.values()
    for name in _names(agent):
        known = form.read(name)
        if known is not None and known.department:
            yield known.department
