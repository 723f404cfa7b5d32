"""What may be asked by whom, and the written orders of authorised customers."""

from dataclasses import replace

from core.cases.cards import button, header_card, topic_label
from core.cases.case import Active, Case
from core.cases.decision import Decision, Refusal
from core.cases.people import Requester
from core.people.proving import NEW
from core.people.standing import Authorisation, Standing, enough, standing
from core.policy import Facts
from core.words.cards import Verb
from core.words.effects import Show
from core.words.records import Entry
from core.words.texts import Text, in_language, text

SHOWN = 300
"""Characters of an order on the card that heads the agents' room; all of it is in the transcript."""


def of(requester: Requester, facts: Facts) -> Standing:
    return standing(requester.account, requester.proven, facts.policy.people, facts.now)


def not_theirs_to_ask(topic: str | None, requester: Requester, facts: Facts) -> Refusal | None:
    """The desk's file keeps this kind of request for others: they are told how to become such. What `requester` holds
    as a draft is kept until then.
    """
    kind, whole = facts.policy.topic(topic), of(requester, facts)
    if kind is None or enough(whole.kind, kind.who):
        return None
    told = text(f"refusal.only_{kind.who}", topic=topic_label(facts, kind.id), how=_how(whole, facts))
    return Refusal(told, (button(Verb.PROVE, argument=NEW, style="primary"),), keep=(requester,))


def out_of_scope(topic: str | None, requester: Requester, language: str, facts: Facts) -> Refusal | None:
    """The desk does not do this kind of thing: they are told whose part it is. What `requester` holds as a draft can
    be handed in all the same.
    """
    kind = facts.policy.topic(topic)
    if kind is None or not kind.scope:
        return None
    words = in_language(kind.scope, language).strip()
    told = text("refusal.scope", topic=topic_label(facts, kind.id, language), scope=words)
    return Refusal(told, (button(Verb.TICKET, label=text("button.all_the_same")),), keep=(requester,))


def taken_down(case: Case, requester: Requester, words: Entry, facts: Facts) -> Case:
    """The case with who asked it and, where its kind wants that, with their order in writing."""
    whole = of(requester, facts)
    kind = facts.policy.topic(case.topic)
    known = replace(case, asker=whole)
    if kind is None or not kind.authorise or whole.kind != "authorised" or words.words is None:
        return known
    order = words.words.text.strip()
    brief = order if len(order) <= SHOWN else f"{order[:SHOWN].rstrip()}…"
    return replace(known, authorisation=Authorisation(words.id, whole.customer, facts.now, brief))


def added(outcome: Decision, case: Case, topic: str | None, requester: Requester, facts: Facts) -> Decision:
    """What was asked while a case was open went into that: an order is kept with it and shown as in one of its own."""
    words = next((each for each in outcome.entries if each.words is not None), None)
    if words is None:
        return outcome
    changed = next((each for each in outcome.put if isinstance(each, Case)), case)
    known = taken_down(replace(changed, topic=topic), requester, words, facts)
    if known.authorisation is None or known.authorisation == case.authorisation:
        return outcome
    kept = replace(changed, asker=known.asker, authorisation=known.authorisation)
    others = tuple(each for each in outcome.put if not isinstance(each, Case))
    shown = (
        (Show(case.phase.room, header_card(kept, facts), facts.policy.language),)
        if isinstance(case.phase, Active)
        else ()
    )
    return replace(outcome, put=(kept, *others), effects=(*shown, *outcome.effects))


def _how(whole: Standing, facts: Facts) -> Text:
    if not facts.policy.people.mail:
        return text("proof.no_mail")
    match whole.lacks:
        case "waiting" if whole.acts_from is not None:
            return text("proof.waiting", at=whole.acts_from)
        case "stale" | "ended" | "not_allowed" as lack:
            return text(f"proof.lacks_{lack}")
        case _:
            return text("proof.how")
