"""Subscribing to news of incidents, choosing components, and leaving it again in one step."""

import re
from dataclasses import replace

from core.cases.cards import button
from core.cases.decision import Decision, Outcome, Refusal
from core.people.addresses import MAIL
from core.policy import Facts
from core.status import showing
from core.status.maintenance import Matter
from core.status.subscribers import Subscriber
from core.words.cards import Action, Answer, Card, Verb
from core.words.effects import SendMail, Show
from core.words.refs import Account, CardKey, carrier, direct
from core.words.texts import in_language, text

OFFERED = 6
"""So many components are offered as buttons; others can be written."""
MAILED, ALL, STOP = "mail", "all", "stop"
"""What follows `/subscribe`: by mail, to everything, no more. Else a component."""
TAKEN = frozenset({MAILED, ALL, STOP})
"""What no component may be called."""
_BY_MAIL = re.compile(rf"{MAILED}(?:[:\s]+(.*))?", re.IGNORECASE)


def apart(said: str) -> tuple[str, bool]:
    """What is wanted, and whether by mail: `mail` alone, or `mail:` or `mail ` and the rest."""
    found = _BY_MAIL.fullmatch(said.strip())
    return (said.strip(), False) if found is None else (found[1] or "", True)


def change(
    before: Subscriber | None, account: Account, said: str, language: str, facts: Facts, *, mail: bool
) -> Outcome:
    """What was written or pressed, and how things stand then. `mail`: it could go to their proven address too."""
    now = before or Subscriber(account, language, None)
    wanted, mailed = apart(said)
    match wanted.casefold():
        case "" if mailed:
            after = replace(now, since=now.since or facts.now, language=language, paused="")
        case "":
            return Decision(answer=Answer(card=_card(now, facts, mail=mail), language=language))
        case "stop":
            after = replace(now, since=None, components=(), paused="")
        case "all":
            after = replace(now, since=now.since or facts.now, components=(), language=language, paused="")
        case _:
            component = facts.policy.status.component(wanted)
            if component is None:
                return Refusal(text("refusal.incident_component", written=wanted))
            chosen = (
                tuple(each for each in now.components if each != component.id)
                if component.id in now.components
                else (*now.components, component.id)
            )
            since = now.since or facts.now
            after = replace(
                now, since=since if chosen else None, components=chosen, language=language, paused=""
            )
    return Decision((after,), answer=Answer(card=_card(after, facts, mail=mail), language=language))


def letter(subscriber: Subscriber, matter: Matter, facts: Facts) -> Show | SendMail:
    """The news as this subscriber gets them. A newer one takes the place of an older that has yet to go."""
    language = subscriber.language
    title = text("incident.news", title=showing.titled(matter))
    lines = showing.news(matter, facts, language)
    replaces = f"news/{matter.number}"
    if carrier(subscriber.account) == MAIL:
        told = (*lines, text("subscription.by_mail", desk=facts.policy.name))
        return SendMail(direct(subscriber.account), title, told, language, replaces)
    key = CardKey(f"news/{matter.number}/{len(matter.updates)}")
    card = Card(key, title, lines, (_stop(),))
    return Show(direct(subscriber.account), card, language, replaces=replaces)


def _card(subscriber: Subscriber, facts: Facts, *, mail: bool) -> Card:
    rules, language = facts.policy.status, subscriber.language
    by_mail = carrier(subscriber.account) == MAIL
    prefix = f"{MAILED}:" if by_mail else ""
    if subscriber.since is None:
        line = text("subscription.none")
    elif subscriber.components:
        names = ", ".join(rules.named(each, language) for each in subscriber.components)
        line = text("subscription.some", components=names)
    else:
        line = text("subscription.all")
    lines = [line]
    if by_mail:
        lines.append(text("subscription.mailed"))
    actions: list[Action] = []
    if subscriber.since is None or subscriber.components:
        actions.append(
            button(
                Verb.SUBSCRIBE, argument=f"{prefix}{ALL}", style="primary", label=text("button.subscribe_all")
            )
        )
    actions += [
        Action(
            Verb.SUBSCRIBE,
            text("button.component", name=in_language(each.label, language)),
            argument=f"{prefix}{each.id}",
            style="success" if each.id in subscriber.components else "secondary",
        )
        for each in rules.components[:OFFERED]
    ]
    if mail and not by_mail:
        actions.append(button(Verb.SUBSCRIBE, argument=MAILED, label=text("button.subscribe_mail")))
    if subscriber.since is not None:
        actions.append(_stop(prefix))
    return Card(CardKey("subscription"), text("subscription.title"), tuple(lines), tuple(actions))


def _stop(prefix: str = "") -> Action:
    return button(Verb.SUBSCRIBE, argument=f"{prefix}{STOP}", label=text("button.unsubscribe"))
