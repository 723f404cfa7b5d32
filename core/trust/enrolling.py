"""The roster of staff changes by what two admins say, and by the account itself: invited, joined with a code, let in.

An admin invites somebody by the name that they will have; the code goes to them by whatever way the admin trusts. They
give it from the account in question, and another admin lets it in (the same one, where there is no other). Everything
is noted, and told to all staff.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.cases.cards import button
from core.cases.decision import Decision, Outcome, Refusal
from core.cases.people import Desk
from core.people.proof import code
from core.people.roster import Enrolled, Invited, Joining, Noted
from core.policy import Agent, Facts, called
from core.trust.shown import visible
from core.trust.vouching import fingerprint
from core.words.cards import Action, Answer, Card, Verb
from core.words.commands import Pressed
from core.words.effects import Effect, Show, Tell
from core.words.people import Person
from core.words.refs import Account, AgentId, CardKey, Destination, direct
from core.words.texts import Text, text

VALID: Final = timedelta(days=1)
OPEN: Final = 50
"""Invitations and requests that wait at most; the oldest goes first."""
KEPT: Final = 100
LISTED: Final = 15


def invite(desk: Desk, command: Pressed, acting: Agent | None, facts: Facts) -> Outcome:
    """An admin invites: `/staff add Jane | Acme (Support)`, the name of the desk's file or a new one."""
    if acting is None or not acting.admin:
        return Refusal(text("refusal.admins"))
    name = (command.words.text if command.words else command.argument).strip()
    if not name:
        return Refusal(text("staff.add_whom"))
    agent = AgentId(_id(name))
    frozen = _is_frozen(name, facts) or _is_frozen(agent, facts)
    if frozen is not None:
        return frozen
    everybody = (*facts.policy.agents, *facts.policy.removed)
    known = called(name, everybody) or called(agent, everybody)
    agent = agent if known is None else known.id
    shown = name if known is None else known.name
    made = code(facts.moment.nonce, facts.policy.people.key)
    until = facts.now + VALID
    asked = Invited(fingerprint(made), agent, shown, acting.id, until)
    open_ = tuple(each for each in desk.invited if each.until > facts.now and each.agent != agent)
    changed = noted(replace(desk, invited=(*open_, asked)[-OPEN:]), facts, "invited", shown, acting.name)
    lines = (text("vouch.code", code=made), text("staff.invite_how", name=shown, until=until))
    card = Card(CardKey("invite"), text("staff.invite_title"), lines, tone="waiting")
    return Decision((changed,), answer=Answer(card=card, private=True))


def join(desk: Desk, command: Pressed, facts: Facts) -> Outcome:
    """Somebody gives the code, from the account that they will serve from."""
    who = command.who
    if who.account in facts.roster.by_account:
        return Refusal(text("staff.already", name=facts.roster.by_account[who.account].shown))
    frozen = _is_frozen(who.account, facts)
    if frozen is not None:
        return frozen
    given = fingerprint(command.argument)
    asked = next(
        (each for each in desk.invited if each.fingerprint == given and each.until > facts.now), None
    )
    if asked is None:
        return Refusal(text("staff.no_code"))
    waits = Joining(who.account, who.name, asked.agent, asked.name, asked.by, facts.now)
    left = tuple(each for each in desk.invited if each != asked)
    changed = replace(desk, invited=left, joining=(*_without(desk.joining, who.account), waits)[-OPEN:])
    changed = noted(changed, facts, "joined", asked.name, _shown(who))
    return Decision(
        (changed,), _cards(waits, None, facts), answer=Answer(text("staff.waits", name=asked.name))
    )


def let_in(desk: Desk, command: Pressed, acting: Agent | None, facts: Facts) -> Outcome:
    """Another admin lets the account in, or refuses it."""
    if acting is None or not acting.admin:
        return Refusal(text("refusal.admins"))
    waits = next((each for each in desk.joining if each.account == command.argument), None)
    if waits is None:
        return Refusal(text("refusal.expired"))
    others = [each for each in facts.policy.agents if each.admin and each.accounts and each.id != waits.by]
    yes = command.verb is Verb.ENROL
    if yes and acting.id == waits.by and others:
        return Refusal(text("staff.second", admins=", ".join(each.name for each in others)))
    frozen = _is_frozen(waits.agent, facts) or _is_frozen(waits.account, facts)
    if yes and frozen is not None:
        return frozen
    changed = replace(desk, joining=_without(desk.joining, waits.account))
    told: list[Effect] = list(
        _cards(waits, text("staff.let_in" if yes else "staff.refused", by=acting.name), facts)
    )
    if not yes:
        return Decision((noted(changed, facts, "refused", waits.name, acting.name),), tuple(told))
    inviter = facts.roster.by_id.get(waits.by)
    by = tuple(dict.fromkeys((inviter.name if inviter else waits.by, acting.name)))
    entered = Enrolled(waits.account, waits.agent, waits.name, facts.now, by)
    changed = replace(changed, enrolled=(*changed.enrolled, entered))
    told += to_all(text("staff.new", name=waits.name, account=waits.account, by=", ".join(by)), facts)
    told.append(Tell(direct(waits.account), text("staff.welcome", name=waits.name), facts.policy.language))
    return Decision((noted(changed, facts, "let_in", waits.name, acting.name),), tuple(told))


def remove(desk: Desk, command: Pressed, acting: Agent | None, facts: Facts) -> Outcome:
    """Somebody leaves the staff: at once, with everything that made them one of it."""
    if acting is None or not acting.admin:
        return Refusal(text("refusal.admins"))
    wanted = (command.words.text if command.words else command.argument).strip()
    found = facts.policy.agent(wanted) or called(wanted, facts.policy.frozen)
    if found is None:
        return Refusal(text("refusal.whom", agent=wanted))
    if found.id == acting.id:
        return Refusal(text("staff.not_yourself"))
    gone = replace(
        desk,
        enrolled=tuple(each for each in desk.enrolled if each.agent != found.id),
        frozen=tuple(each for each in desk.frozen if each.agent != found.id),
        invited=tuple(each for each in desk.invited if each.agent != found.id),
        joining=tuple(each for each in desk.joining if each.agent != found.id),
        removed=tuple(dict.fromkeys((*desk.removed, found.id))),
    )
    told = to_all(text("staff.gone", name=found.name, by=acting.name), facts)
    return Decision(
        (noted(gone, facts, "removed", found.name, acting.name),),
        told,
        answer=Answer(text("staff.removed", name=found.name)),
    )


def listed(desk: Desk, acting: Agent | None, facts: Facts) -> Outcome:
    """The roster as staff see it: names and accounts, and since when those who were let in are here."""
    if acting is None:
        return Refusal(text("refusal.agents_only"))
    since = {each.account: each.since for each in desk.enrolled}
    lines: list[Text] = []
    for agent in facts.policy.agents:
        known = [since[account] for account in agent.accounts if account in since]
        accounts = ", ".join(agent.accounts) or "–"
        if known:
            lines.append(text("staff.entry_since", name=agent.name, accounts=accounts, since=min(known)))
        else:
            lines.append(text("staff.entry", name=agent.name, accounts=accounts))
    lines += [text("staff.frozen", name=each.name, by=each.by, at=each.at) for each in desk.frozen]
    return Decision(
        answer=Answer(card=Card(CardKey("roster"), text("staff.title"), tuple(lines)), private=True)
    )


def audit(desk: Desk, acting: Agent | None) -> Outcome:
    """What was done to the roster lately, and who came into the console, the latest first."""
    if acting is None or not acting.admin:
        return Refusal(text("refusal.admins"))
    changes, visits = _lines(desk.audit), _lines(desk.sign_ins)
    lines = changes or (text("staff.audit_none"),)
    lines = (*lines, text("staff.sign_ins"), *visits) if visits else lines
    if not (changes or visits):
        return Refusal(text("staff.audit_none"))
    return Decision(answer=Answer(card=Card(CardKey("audit"), text("staff.audit"), lines), private=True))


def _lines(trail: tuple[Noted, ...]) -> tuple[Text, ...]:
    latest = reversed(trail[-LISTED:])
    return tuple(text(f"staff.noted_{each.what}", at=each.at, whom=each.whom, by=each.by) for each in latest)


def noted(desk: Desk, facts: Facts, what: str, whom: str, by: str) -> Desk:
    """The desk with one line more in its audit trail."""
    return replace(desk, audit=(*desk.audit, Noted(facts.now, what, whom, by))[-KEPT:])


def signed_in(desk: Desk, facts: Facts, account: Account, name: str) -> Desk:
    """The desk with one visit more to the console. They are kept apart: many visits put no change of the roster out."""
    return replace(desk, sign_ins=(*desk.sign_ins, Noted(facts.now, "signed_in", account, name))[-KEPT:])


def _cards(waits: Joining, outcome: Text | None, facts: Facts) -> tuple[Show, ...]:
    """What admins see of an account that wants in; then what became of it."""
    lines = [text("staff.joins", shown=visible(waits.shown), account=waits.account, name=waits.name)]
    ways: tuple[Action, ...] = ()
    if outcome is None:
        lines.append(text("staff.joins_check"))
        ways = (
            button(Verb.ENROL, argument=waits.account, style="primary"),
            button(Verb.REJECT, argument=waits.account, style="danger"),
        )
    else:
        lines.append(outcome)
    title = text("staff.joins_title", name=waits.name)
    card = Card(CardKey(f"joins/{waits.account}"), title, tuple(lines), ways, "waiting" if ways else "good")
    return tuple(Show(place, card, facts.policy.language) for place in _places(facts))


def to_all(told: Text, facts: Facts) -> tuple[Tell, ...]:
    """Told where staff are."""
    return tuple(Tell(place, told, facts.policy.language) for place in _places(facts))


def _places(facts: Facts) -> dict[Destination, None]:
    return dict.fromkeys((*facts.policy.moderators, *facts.policy.boards))


def _is_frozen(named: str, facts: Facts) -> Refusal | None:
    """Nobody gets round a freeze by coming in anew: it is cleared up, or they leave."""
    found = called(named, facts.policy.frozen)
    return None if found is None else Refusal(text("staff.is_frozen", name=found.name))


def _id(name: str) -> str:
    """An id for a new name; names are told apart by it, and it never changes."""
    letters = "".join(sign if sign.isalnum() else "-" for sign in name.casefold())
    return "-".join(part for part in letters.split("-") if part) or "staff"


def _without(joining: tuple[Joining, ...], account: Account) -> tuple[Joining, ...]:
    return tuple(each for each in joining if each.account != account)


def _shown(who: Person) -> str:
    return f"{visible(who.name)} ({who.account})"
