"""A public question goes on in private: only at its author's word, and that word is kept with the case.

The author takes it there themselves, or staff ask them to where the question stands, for everybody to see. Nothing is
written to anybody in private before they have agreed.
"""

from dataclasses import replace

from core.cases.cards import button, shown_name
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.entries import event
from core.cases.people import Invitation, Requester
from core.people.reaching import customer_of
from core.policy import Agent, Facts
from core.words.cards import Answer, Card, Verb
from core.words.commands import Asked, Pressed
from core.words.documents import Document
from core.words.effects import Show
from core.words.refs import Account, CardKey, MessageRef
from core.words.texts import text

CONSENTS = frozenset({"event.consent", "event.consent_invited"})
"""The entries that say what somebody agreed to."""


def invite(
    scene: Scene, command: Pressed, about: MessageRef, agent: Agent, facts: Facts, language: str
) -> Outcome:
    """Staff ask the author of a public message, in reply to it. The author may leave it at that."""
    author = Account(command.argument)
    if author in facts.roster.by_account:
        return Refusal(text("refusal.is_staff"))
    proven = scene.requester.proven if scene.requester else None
    customer = customer_of(author, proven, facts.policy.people)
    if customer is not None and customer.no_contact:
        return Refusal(text("refusal.no_contact", customer=customer.name))
    words = command.words or Document("")
    invitation = Invitation(about, agent.id, words, command.files, facts.now)
    invited = replace(scene.requester or Requester(author, ""), invitation=invitation)
    card = Card(
        _key(about),
        text("invite.title"),
        (text("invite.asked", agent=agent.shown), text("invite.only_you")),
        (button(Verb.CONSENT, style="primary"),),
    )
    return Decision(
        (invited,), (Show(about.place, card, language, about),), answer=Answer(text("told.invited"))
    )


def accepted(invitation: Invitation, command: Pressed, facts: Facts) -> Asked:
    """The author's press: they ask for help with what they wrote in public."""
    return Asked(
        command.id,
        command.who,
        command.where,
        command.room,
        None,
        invitation.words,
        facts.now,
        invitation.files,
        about=invitation.about,
        private=command.private,
    )


def agreed(
    outcome: Outcome, command: Asked, requester: Requester | None, facts: Facts, language: str
) -> Outcome:
    """What the author's word made, with that word as an entry of the case, and the invitation saying how it ended."""
    if isinstance(outcome, Refusal) or not outcome.entries or command.about is None:
        return outcome
    invitation = requester.invitation if requester is not None else None
    invited = invitation is not None and invitation.about == command.about
    by = shown_name(facts, invitation.by) if invitation is not None and invited else ""
    what = text("event.consent_invited", agent=by) if invited else text("event.consent")
    case = outcome.entries[0].case
    entry = event(command.id, case, what, command.sent_at, command.who.account, command.who.name)
    outcome = replace(outcome, entries=(entry, *outcome.entries))
    if requester is None or not invited:
        return outcome
    done = Card(_key(command.about), text("invite.title"), (text("invite.agreed"),), tone="good")
    settled = tuple(replace(each, invitation=None) for each in outcome.put if isinstance(each, Requester))
    others = tuple(each for each in outcome.put if not isinstance(each, Requester))
    return replace(
        outcome,
        put=(*others, *(settled or (replace(requester, invitation=None),))),
        effects=(*outcome.effects, Show(command.about.place, done, language)),
    )


def _key(about: MessageRef) -> CardKey:
    return CardKey(f"invite/{about.id}")
