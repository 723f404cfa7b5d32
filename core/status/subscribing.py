"""Subscribing to news of incidents, choosing components, and leaving it again in one step."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.cases.cards import button
from core.cases.decision import Decision, Outcome, Refusal
from core.people.addresses import MAIL
from core.policy import Facts
from core.status import showing
from core.status.calls import CALLED, for_account
from core.status.components import Impact
from core.status.maintenance import Maintenance, Matter
from core.status.quiet import NIGHT, Quiet, read
from core.status.subscribers import Subscriber
from core.words.cards import Action, Answer, Card, Verb
from core.words.effects import Badge, SendMail, Show, Tell
from core.words.refs import Account, CardKey, Role, carrier, direct
from core.words.texts import in_language, text

OFFERED = 6
"""So many components are offered as buttons; others can be written."""
MAILED, ALL, STOP, MAJOR, QUIET, OFF, AGAIN = "mail", "all", "stop", "major", "quiet", "off", "again"
"""What follows `/subscribe`: by mail, to everything, no more, only the worse, not at night, or again what was paused.
Else a component.
"""
TAKEN = frozenset({MAILED, ALL, STOP, MAJOR, QUIET, AGAIN})
"""What no component may be called."""
LEAST: Impact = "major"
"""What is bad enough for those who want to hear of the worse only."""
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
            after = replace(now, since=None, components=(), paused="", held=(), held_until=None, called=())
        case "all":
            since = now.since or facts.now
            after = replace(now, since=since, components=(), language=language, paused="", least="none")
        case "again":
            after = replace(now, language=language, paused="")
        case "major":
            least: Impact = "none" if now.since is not None and now.least == LEAST else LEAST
            after = replace(now, since=now.since or facts.now, least=least, language=language, paused="")
        case said_ if said_.partition(" ")[0] == QUIET:
            quiet = _quiet(now, wanted[len(QUIET) :].strip(), facts)
            if isinstance(quiet, Refusal):
                return quiet
            ends = None if quiet is None else quiet.until(facts.now)
            after = replace(now, quiet=quiet, held_until=(ends or facts.now) if now.held else None)
        case said_ if said_.startswith(CALLED):
            role = Role(wanted.removeprefix(CALLED))
            if all(each.role != role for each in for_account(facts.policy.status.calls, account)):
                return Refusal(text("refusal.expired"))
            left = tuple(each for each in now.called if each != role)
            after = replace(now, called=left if role in now.called else (*left, role), language=language)
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
    answer = Answer(card=_card(after, facts, mail=mail), language=language)
    return Decision((after,), tuple(given(now, after, facts)), answer=answer)


def begun_elsewhere(before: Subscriber | None, outcome: Outcome) -> Outcome:
    """The same, with a word in private to whoever has begun to follow from where others are: their chat is open before
    there is news for everybody, and who takes nothing there is known by then.
    """
    if not isinstance(outcome, Decision) or _reached(before):
        return outcome
    begun = [each for each in outcome.put if isinstance(each, Subscriber) and each.since is not None]
    told = [
        Tell(direct(each.account), text("subscription.begun"), each.language)
        for each in begun
        if carrier(each.account) != MAIL
    ]
    return replace(outcome, effects=(*outcome.effects, *told))


def _reached(before: Subscriber | None) -> bool:
    """Whether somebody follows already, and has got what was sent."""
    return before is not None and before.since is not None and not before.paused


def given(before: Subscriber, after: Subscriber, facts: Facts) -> Iterator[Badge]:
    """What the account has to be given by which it is called, and what is to be taken from it."""
    for call in facts.policy.status.calls:
        if (call.role in before.called) != (call.role in after.called):
            yield Badge(call.place, after.account, call.role in after.called, call.role)


def letter(subscriber: Subscriber, matter: Matter, facts: Facts, *, reminds: bool = False) -> Show | SendMail:
    """The news as this subscriber gets them, or a reminder of what begins. A newer one takes the place of an older that
    has yet to go.
    """
    language = subscriber.language
    title = text("incident.news", title=showing.titled(matter))
    lines = showing.news(matter, facts, language)
    key = CardKey(f"news/{matter.number}/{len(matter.updates)}")
    if reminds and isinstance(matter, Maintenance):
        title = text("maintenance.reminder", title=showing.titled(matter))
        lines = (text("maintenance.begins", wait=matter.starts - facts.now), *lines)
        key = CardKey(f"{key}/{len(matter.reminders)}")
    replaces = f"news/{matter.number}"
    if carrier(subscriber.account) == MAIL:
        return SendMail(direct(subscriber.account), title, lines, language, replaces, link="unsubscribe")
    card = Card(key, title, lines, (_stop(),))
    return Show(direct(subscriber.account), card, language, replaces=replaces)


def _quiet(before: Subscriber, written: str, facts: Facts) -> Quiet | Refusal | None:
    """The quiet hours that are wanted: those that are written, none any more, or the night."""
    zone = before.quiet.zone if before.quiet is not None else facts.policy.zone
    if written.casefold() == OFF:
        return None
    if not written:
        return Quiet(*NIGHT, zone)
    return read(written, zone) or Refusal(text("refusal.quiet", written=written))


def _card(subscriber: Subscriber, facts: Facts, *, mail: bool) -> Card:
    rules, language = facts.policy.status, subscriber.language
    by_mail = carrier(subscriber.account) == MAIL
    prefix = f"{MAILED}:" if by_mail else ""
    calls = () if by_mail else for_account(rules.calls, subscriber.account)
    called = [in_language(each.label, language) for each in calls if each.role in subscriber.called]
    if subscriber.since is None:
        line = text("subscription.only_called") if called else text("subscription.none")
    elif subscriber.components:
        names = ", ".join(rules.named(each, language) for each in subscriber.components)
        line = text("subscription.some", components=names)
    else:
        line = text("subscription.all")
    lines = [line]
    if subscriber.paused:
        lines.append(text("subscription.paused", why=text(f"unposted.{subscriber.paused}")))
    if by_mail:
        lines.append(text("subscription.mailed"))
    if subscriber.since is not None and subscriber.least == LEAST:
        lines.append(text("subscription.major"))
    if called:
        lines.append(text("subscription.called", names=", ".join(called)))
    quiet = subscriber.quiet
    if quiet is not None:
        lines.append(text("subscription.quiet", hours=str(quiet), zone=quiet.zone))
        lines.append(text("subscription.other_hours", zone=quiet.zone))
    for name, address in rules.follow.items():
        lines.append(text("subscription.elsewhere", name=name, address=address))
    actions: list[Action] = []
    if subscriber.paused:
        label = text("button.subscribe_again")
        actions.append(button(Verb.SUBSCRIBE, argument=f"{prefix}{AGAIN}", style="primary", label=label))
    if subscriber.since is None or subscriber.components or subscriber.least == LEAST:
        actions.append(
            button(
                Verb.SUBSCRIBE, argument=f"{prefix}{ALL}", style="primary", label=text("button.subscribe_all")
            )
        )
    actions += [
        button(
            Verb.SUBSCRIBE,
            argument=f"{prefix}{each.id}",
            style="success" if each.id in subscriber.components else "secondary",
            label=text("button.component", name=in_language(each.label, language)),
        )
        for each in rules.components[:OFFERED]
    ]
    actions += [
        button(
            Verb.SUBSCRIBE,
            argument=f"{prefix}{MAJOR}",
            style="success" if subscriber.least == LEAST else "secondary",
            label=text("button.only_major"),
        ),
        button(
            Verb.SUBSCRIBE,
            argument=f"{prefix}{QUIET}" if quiet is None else f"{prefix}{QUIET} {OFF}",
            label=text("button.quiet") if quiet is None else text("button.quiet_off"),
        ),
    ]
    actions += [
        button(
            Verb.SUBSCRIBE,
            argument=f"{CALLED}{each.role}",
            style="success" if each.role in subscriber.called else "secondary",
            label=text("button.call_me_to", name=in_language(each.label, language)),
        )
        for each in calls
    ]
    if mail and not by_mail:
        actions.append(button(Verb.SUBSCRIBE, argument=MAILED, label=text("button.subscribe_mail")))
    if subscriber.since is not None or called:
        actions.append(_stop(prefix))
    return Card(CardKey("subscription"), text("subscription.title"), tuple(lines), tuple(actions))


def _stop(prefix: str = "") -> Action:
    return button(Verb.SUBSCRIBE, argument=f"{prefix}{STOP}", label=text("button.unsubscribe"))
