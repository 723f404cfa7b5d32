"""Proving an address: asking for a code, entering it, and what follows for the accounts of one person."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from core.cases import uniting
from core.cases.cards import button, header_card
from core.cases.case import Active, Case
from core.cases.decision import Decision, Outcome, Record, Refusal
from core.cases.people import Requester
from core.people.addresses import fingerprint, mailbox
from core.people.directory import Customer
from core.people.proof import (
    DAY,
    HOUR,
    LIFE,
    PER_ACCOUNT,
    PER_ADDRESS,
    PER_ADDRESS_A_DAY,
    TRIES,
    Link,
    Mailbox,
    Proof,
    Proven,
    flaw,
    lately,
    too_soon,
    tried,
)
from core.people.standing import Standing, standing
from core.policy import Facts
from core.words.cards import Answer, Card, Form, Verb
from core.words.commands import Pressed, Undelivered
from core.words.effects import Effect, SendCode, Show, Tell
from core.words.refs import Account, CardKey, CaseId, carrier, direct
from core.words.texts import Text, text

NEW = "new"
"""The argument of a button that begins anew."""

Looked = Customer | Literal["nobody", "no answer"]
"""What a lookup in the operator's own system came to."""


@dataclass(frozen=True, slots=True)
class Known:
    """The records that a proof concerns. `mailbox` is that of the address given or being proven, `former` that of the
    address proven before; `cases` are the requester's that are open.
    """

    requester: Requester
    language: str
    mailbox: Mailbox | None = None
    former: Mailbox | None = None
    cases: tuple[Case, ...] = ()
    chats: tuple[Case, Case] | None = None
    """Their own open chat and one of another account by which they are known."""
    joined: tuple[tuple[CaseId, Case], ...] = ()
    """Of the account that is disowned: the cases that have become part of one of theirs, each with that one."""


def what(command: Pressed) -> str:
    """What was given: an address or a code."""
    return (command.argument or (command.words.text if command.words else "")).strip()


def start(known: Known, given: str, facts: Facts) -> Outcome:
    """Nothing was given, or nothing that is an address or a code: say who they are, and ask."""
    requester, rules = known.requester, facts.policy.people
    if not rules.mail:
        return Refusal(text("proof.no_mail"))
    if "@" in given:
        return Refusal(text("proof.bad_address", address=given[:80]))
    if given:
        return Refusal(text("proof.neither"))
    if requester.proven is None:
        return Decision(answer=Answer(form=form(), language=known.language))
    whole = standing(requester.account, requester.proven, rules, facts.now)
    lines = (text("proof.own", address=requester.proven.address), *said(whole))
    card = Card(CardKey("proof"), text("proof.title"), lines, (button(Verb.PROVE, argument=NEW),))
    return Decision(answer=Answer(card=card, language=known.language))


def form() -> Form:
    return Form("prove", text("form.prove"))


def ask(known: Known, command: Pressed, to: str, facts: Facts) -> Outcome:
    """A code goes to the address, as often as its owner can be expected to bear.

    What is answered is the same whether the directory knows the address or not.
    """
    requester, now = known.requester, facts.now
    if not facts.policy.people.mail:
        return Refusal(text("proof.no_mail"))
    if requester.blocked_until is not None and requester.blocked_until > now:
        return Refusal(text("refusal.blocked", until=requester.blocked_until))
    box = known.mailbox or Mailbox(fingerprint(to))
    again = (
        too_soon(requester.asked, HOUR, PER_ACCOUNT, now)
        or too_soon(box.asked, HOUR, PER_ADDRESS, now)
        or too_soon(box.asked, DAY, PER_ADDRESS_A_DAY, now)
    )
    if again is not None:
        return Refusal(text("proof.too_often", again=again))
    seed, until = facts.moment.nonce, now + LIFE
    asking = replace(
        requester,
        name=command.who.name,
        proof=Proof(to, seed, until),
        asked=(*lately(requester.asked, HOUR, now), now),
    )
    written = replace(box, asked=(*lately(box.asked, DAY, now), now))
    on = _platform(command.who.account)
    sent = SendCode(direct(mailbox(to)), seed, until, command.who.account, on, known.language)
    card = Card(
        CardKey("proof"),
        text("proof.title"),
        (text("proof.asked", address=to, until=until),),
        (button(Verb.PROVE, style="primary", argument=NEW, label=text("button.enter_code")),),
        "waiting",
    )
    return Decision((asking, written), (sent,), answer=Answer(card=card, language=known.language))


def right(known: Known, given: str, facts: Facts) -> bool:
    """Whether the code proves its address: then the directory is asked who that is."""
    return flaw(known.requester.proof, given, facts.policy.people.key, facts.now) is None


def enter(known: Known, given: str, looked: Looked, facts: Facts) -> Outcome:
    """A code was entered by whoever asked for one: theirs alone can be right."""
    requester, rules, now = known.requester, facts.policy.people, facts.now
    proof = requester.proof
    wrong = flaw(proof, given, rules.key, now)
    if wrong is not None or proof is None:
        offer = (button(Verb.PROVE, argument=NEW),)
        if proof is None or proof.tries >= TRIES or wrong not in {"wrong", "tries"}:
            return Refusal(text(f"proof.flaw_{wrong}"), offer)
        counted = (replace(requester, proof=tried(proof)),)
        return Refusal(text(f"proof.flaw_{wrong}"), offer if wrong == "tries" else (), keep=counted)
    box = known.mailbox or Mailbox(fingerprint(proof.address))
    own = next((each for each in box.links if each.account == requester.account), None)
    others = tuple(each for each in box.links if each.account != requester.account)
    acts_from = own.acts_from if own else now + rules.link_wait if others else now
    link = Link(requester.account, known.language, own.since if own else now, acts_from)
    customer = looked if isinstance(looked, Customer) else None
    proven = replace(
        requester,
        proof=replace(proof, used=True),
        proven=Proven(proof.address, now, acts_from, customer),
    )
    whole = standing(requester.account, proven.proven, rules, now)
    put: list[Record] = [proven, replace(box, links=(*others, link))]
    if known.former is not None and known.former.id != box.id:
        put.append(_without(known.former, requester.account))
    effects: list[Effect] = [] if own else [_new_link(each, requester) for each in others]
    for case in known.cases:
        put.append(replace(case, asker=whole))
        effects += _header(replace(case, asker=whole), facts)
    if own is None and known.chats is not None and _may_unite(known.chats, link, now):
        effects.append(uniting.question(*known.chats))
    lines = [text("proof.proven", address=proof.address), *said(whole)]
    if looked == "no answer":
        lines[1:] = [text("proof.no_directory")]
    draft = (button(Verb.TICKET, label=text("button.make_ticket")),) if requester.draft else ()
    card = Card(CardKey("proof"), text("proof.title"), tuple(lines), draft, "good")
    return Decision(tuple(put), tuple(effects), answer=Answer(card=card, language=known.language))


def _may_unite(chats: tuple[Case, Case], link: Link, now: datetime) -> bool:
    """An account that has still to wait may not draw what others of its person say into a chat of its own."""
    older, _ = uniting.older_first(*chats)
    return link.acts_from <= now or older.requester != link.account


def said(whole: Standing) -> tuple[Text, ...]:
    """What somebody is told of how the desk knows them."""
    if whole.kind == "guest":
        return (text("proof.guest"),)
    who = text("proof.customer", customer=whole.customer, plan=whole.plan)
    match whole.lacks:
        case "":
            return (who, text("proof.authorised"))
        case "waiting" if whole.acts_from is not None:
            return (who, text("proof.waiting", at=whole.acts_from))
        case lack:
            return (who, text(f"proof.lacks_{lack}"))


def unlink(known: Known, command: Pressed, other: Requester | None, facts: Facts) -> Outcome:
    """Somebody says that a newer account is not theirs: it is known by their address no longer, and neither are its
    open cases, whose agents hear of it. `known.cases` are the other's.
    """
    box, own = known.mailbox, known.requester.account
    links = {} if box is None else {each.account: each for each in box.links}
    mine, theirs = links.get(own), links.get(Account(command.argument))
    if box is None or mine is None or theirs is None or theirs.since <= mine.since:
        return Refusal(text("refusal.expired"))
    put: list[Record] = [_without(box, theirs.account)]
    if other is not None and other.proven is not None and fingerprint(other.proven.address) == box.id:
        put.append(replace(other, proven=None))
    effects: list[Effect] = [Tell(direct(theirs.account), text("proof.unlinked"), theirs.language)]
    for case in known.cases:
        doubted = replace(case, asker=standing(theirs.account, None, facts.policy.people, facts.now))
        doubted = replace(doubted, authorisation=None)
        put.append(doubted)
        effects += _header(doubted, facts)
        if isinstance(case.phase, Active):
            effects.append(Tell(case.phase.room, text("proof.disowned"), facts.policy.language))
    for number, case in known.joined:
        restored = replace(case, asker=standing(own, known.requester.proven, facts.policy.people, facts.now))
        put.append(restored)
        effects += _header(restored, facts)
        if isinstance(case.phase, Active):
            disowned = text("unite.disowned", case=number)
            effects.append(Tell(case.phase.room, disowned, facts.policy.language))
    return Decision(
        tuple(put), tuple(effects), answer=Answer(text("proof.unlinked_theirs"), language=known.language)
    )


def mail_trouble(command: Undelivered, asker: Account, language: str) -> Decision:
    """The mail with a code is late, or will not come: whoever waits for it is told."""
    late = command.reason == "delayed"
    return Decision((), (Tell(direct(asker), text("proof.late" if late else "proof.not_sent"), language),))


def _without(box: Mailbox, account: Account) -> Mailbox:
    return replace(box, links=tuple(each for each in box.links if each.account != account))


def _new_link(old: Link, requester: Requester) -> Effect:
    """The account known before hears of the new one, and can disown it."""
    disown = button(Verb.UNLINK, argument=str(requester.account), style="danger")
    lines = (text("proof.linked", platform=_platform(requester.account)),)
    key = CardKey(f"link/{requester.account}")
    return Show(
        direct(old.account), Card(key, text("proof.title"), lines, (disown,), "warning"), old.language
    )


def _platform(account: Account) -> str:
    return carrier(account).capitalize()


def _header(case: Case, facts: Facts) -> tuple[Effect, ...]:
    if not isinstance(case.phase, Active):
        return ()
    return (Show(case.phase.room, header_card(case, facts), facts.policy.language),)
