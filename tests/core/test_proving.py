"""Who is asking: codes and their ends, what they prove, and what follows for one person's accounts."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.cases.decision import Decision, Outcome, Refusal
from core.cases.people import Requester
from core.people import proving
from core.people.addresses import address, fingerprint
from core.people.directory import Book, Contact, Contract, Customer, CustomerId, PlanId
from core.people.proof import LIFE, PER_ACCOUNT, PER_ADDRESS_A_DAY, Link, Mailbox, Proof, Proven, code
from core.people.rules import PeopleRules
from core.people.standing import Standing, standing
from core.policy import Facts
from core.words.cards import Verb
from core.words.effects import SendCode, Show
from core.words.people import Person
from core.words.refs import Account
from tests.core.setting import BEN, DAY, HOUR, MINUTE, NOW, RITA, TOM, case, facts, policy, pressed

HARBOUR = "rita@harbour.example"
KEY = b"of this desk alone"
SEED = "5eed"
CODE = code(SEED, KEY)


def customer(**changes: object) -> Customer:
    contacts = (Contact(HARBOUR, (BEN.account,)), Contact("tom@harbour.example", authorises=False))
    made = Customer(CustomerId("harbour"), "Harbour Ltd", Contract(PlanId("priority")), contacts)
    return replace(made, **changes)


def rules(*customers: Customer, **changes: object) -> PeopleRules:
    return replace(PeopleRules(mail=True, book=Book.of(customers or (customer(),)), key=KEY), **changes)


def at(now: datetime = NOW, known: PeopleRules | None = None) -> Facts:
    made = facts(policy(people=known or rules()), now)
    return replace(made, moment=replace(made.moment, nonce=SEED))


def known(who: Person = RITA, box: Mailbox | None = None, **parts: object) -> proving.Known:
    return proving.Known(replace(Requester(who.account, who.name), **parts), "en", box)


def waiting(**parts: object) -> Proof:
    return replace(Proof(HARBOUR, SEED, NOW + LIFE), **parts)


def key_of(outcome: Outcome) -> str:
    if isinstance(outcome, Refusal):
        return outcome.reason.key
    card = outcome.answer.card
    assert card is not None
    return card.lines[-1].key


def put(outcome: Outcome, kind: type) -> object:
    found = outcome.put if isinstance(outcome, Decision) else outcome.keep
    return next((record for record in found if isinstance(record, kind)), None)


# ---- asking


def test_a_code_has_sixty_bits_and_is_another_for_each_seed_and_desk() -> None:
    assert len({CODE, code(SEED, b"another"), code("5eec", KEY)}) == 3
    assert len(CODE.replace("-", "")) * 5 == 60


def test_asking_keeps_a_seed_and_mails_it_to_the_address_alone() -> None:
    outcome = proving.ask(known(), pressed(RITA, Verb.PROVE), HARBOUR, at())
    assert isinstance(outcome, Decision)
    (sent,) = outcome.effects
    assert isinstance(sent, SendCode)
    assert (sent.to, sent.seed, sent.until) == (f"direct/mail:{HARBOUR}", SEED, NOW + LIFE)
    assert CODE not in repr(outcome)
    assert outcome.put == (
        Requester(RITA.account, "Rita", proof=waiting(), asked=(NOW,)),
        Mailbox(fingerprint(HARBOUR), (NOW,)),
    )


@pytest.mark.parametrize(
    ("asked", "box", "again"),
    [
        ([MINUTE] * PER_ACCOUNT, [], NOW + 59 * MINUTE),
        ([HOUR] * PER_ACCOUNT, [], None),
        ([], [3 * MINUTE, 2 * MINUTE, MINUTE], NOW + 57 * MINUTE),
        ([], [23 * HOUR] * PER_ADDRESS_A_DAY, NOW + HOUR),
        ([], [DAY] * PER_ADDRESS_A_DAY, None),
    ],
)
def test_codes_go_out_only_so_often(
    asked: list[timedelta], box: list[timedelta], again: datetime | None
) -> None:
    ago = tuple(NOW - each for each in asked)
    mailbox = Mailbox(fingerprint(HARBOUR), tuple(NOW - each for each in box))
    outcome = proving.ask(known(box=mailbox, asked=ago), pressed(RITA, Verb.PROVE), HARBOUR, at())
    told = dict(outcome.reason.values).get("again") if isinstance(outcome, Refusal) else None
    assert told == again


def test_whoever_is_blocked_gets_no_mail_sent() -> None:
    outcome = proving.ask(known(blocked_until=NOW + DAY), pressed(RITA, Verb.PROVE), HARBOUR, at())
    assert key_of(outcome) == "refusal.blocked"


@pytest.mark.parametrize(
    "written",
    ["rita", "rita@", "@x.example", "rita@x", "a@b@x.example", "rita@x.example\nBcc: all@x.example",
     "r\u0131ta@x.example", '"rita"@x.example', "rita@x.example,tom@x.example",
     "a" * 65 + "@x.example", ".a@x.example", "rita@-x.example"],
)  # fmt: skip
def test_what_is_no_address_is_none(written: str) -> None:
    assert address(written) is None


def test_an_address_is_the_same_however_it_is_written() -> None:
    assert address("  Rita.Lima+desk@Harbour.EXAMPLE ") == "rita.lima+desk@harbour.example"


# ---- entering


@pytest.mark.parametrize(
    ("proof", "given", "now", "told"),
    [
        (waiting(), CODE, NOW, "proof.authorised"),
        (waiting(), f" {CODE.lower().replace('-', ' ')} ", NOW, "proof.authorised"),
        (waiting(), CODE, NOW + LIFE, "proof.authorised"),
        (waiting(), CODE, NOW + LIFE + MINUTE, "proof.flaw_expired"),
        (waiting(used=True), CODE, NOW, "proof.flaw_used"),
        (waiting(tries=5), CODE, NOW, "proof.flaw_tries"),
        (waiting(tries=4), CODE, NOW, "proof.authorised"),
        (waiting(seed="5eec"), CODE, NOW, "proof.flaw_wrong"),
        (waiting(seed="5eec", tries=4), CODE, NOW, "proof.flaw_tries"),
        (None, CODE, NOW, "proof.flaw_none"),
    ],
)
def test_a_code_proves_its_address_once_in_time_and_for_who_asked(
    proof: Proof | None, given: str, now: datetime, told: str
) -> None:
    outcome = proving.enter(known(proof=proof), given, "nobody", at(now))
    assert key_of(outcome) == told
    became = put(outcome, Requester)
    if told == "proof.authorised":
        assert became == Requester(
            RITA.account, "Rita", proof=replace(waiting(), tries=proof.tries if proof else 0, used=True),
            proven=Proven(HARBOUR, now, now),
        )  # fmt: skip
    elif told in {"proof.flaw_wrong", "proof.flaw_tries"} and proof is not None and proof.tries < 5:
        assert became == Requester(RITA.account, "Rita", proof=replace(proof, tries=proof.tries + 1))
    else:
        assert became is None


def test_a_second_account_waits_and_the_first_hears_of_it() -> None:
    first = Link(TOM.account, "pt-PT", NOW - DAY, NOW - DAY)
    box = Mailbox(fingerprint(HARBOUR), (), (first,))
    outcome = proving.enter(known(box=box, proof=waiting()), CODE, "nobody", at())
    assert isinstance(outcome, Decision)
    second = Link(RITA.account, "en", NOW, NOW + 72 * HOUR)
    assert put(outcome, Mailbox) == replace(box, links=(first, second))
    (told,) = outcome.effects
    assert isinstance(told, Show)
    assert (told.to, told.language) == (f"direct/{TOM.account}", "pt-PT")
    assert key_of(outcome) == "proof.waiting"


def test_proving_once_more_neither_waits_anew_nor_tells_anybody() -> None:
    links = (Link(TOM.account, "en", NOW - DAY, NOW - DAY), Link(RITA.account, "en", NOW - HOUR, NOW + HOUR))
    box = Mailbox(fingerprint(HARBOUR), (), links)
    outcome = proving.enter(known(box=box, proof=waiting()), CODE, "nobody", at())
    assert isinstance(outcome, Decision)
    assert outcome.effects == ()
    became = put(outcome, Requester)
    assert isinstance(became, Requester)
    assert became.proven == Proven(HARBOUR, NOW, NOW + HOUR)


def test_whoever_proves_another_address_is_known_by_the_old_one_no_longer() -> None:
    former = Mailbox(
        fingerprint("old@harbour.example"), (), (Link(RITA.account, "en", NOW - DAY, NOW - DAY),)
    )
    begun = known(proof=waiting(), proven=Proven("old@harbour.example", NOW - DAY, NOW - DAY))
    outcome = proving.enter(replace(begun, former=former), CODE, "nobody", at())
    assert isinstance(outcome, Decision)
    assert replace(former, links=()) in outcome.put


def test_only_an_older_account_disowns_a_newer_one() -> None:
    older, newer = Link(TOM.account, "en", NOW - DAY, NOW), Link(RITA.account, "en", NOW, NOW + DAY)
    box = Mailbox(fingerprint(HARBOUR), (), (older, newer))
    hers = replace(Requester(RITA.account, "Rita"), proven=Proven(HARBOUR, NOW, NOW + DAY))
    press = pressed(TOM, Verb.UNLINK, argument=RITA.account)
    whole = Standing("contact", "Harbour Ltd", "priority", "waiting", NOW + DAY, NOW)
    outcome = proving.unlink(replace(known(TOM, box), cases=(case(asker=whole),)), press, hers, at())
    assert isinstance(outcome, Decision)
    assert outcome.put[:2] == (replace(box, links=(older,)), replace(hers, proven=None))
    assert outcome.put[2] == case()
    back = pressed(RITA, Verb.UNLINK, argument=TOM.account)
    assert isinstance(proving.unlink(known(RITA, box), back, None, at()), Refusal)
    stranger = replace(press, argument="moor:eve")
    assert isinstance(proving.unlink(known(TOM, box), stranger, None, at()), Refusal)


# ---- standing

AGO = Proven(HARBOUR, NOW - HOUR, NOW - HOUR)


@pytest.mark.parametrize(
    ("account", "proven", "directory", "kind", "lacks"),
    [
        (RITA.account, None, rules(), "guest", "unknown"),
        (RITA.account, AGO, rules(), "authorised", ""),
        (RITA.account, replace(AGO, address="eve@moor.example"), rules(), "guest", "unknown"),
        (RITA.account, replace(AGO, at=NOW - 12 * HOUR), rules(), "contact", "stale"),
        (RITA.account, replace(AGO, acts_from=NOW + MINUTE), rules(), "contact", "waiting"),
        (RITA.account, replace(AGO, address="tom@harbour.example"), rules(), "contact", "not_allowed"),
        (BEN.account, None, rules(), "contact", "unproven"),
        (BEN.account, replace(AGO, address="eve@moor.example"), rules(), "contact", "unproven"),
        (RITA.account, AGO, rules(customer(contract=Contract(PlanId("p"), ends="2026-03-01"))), "contact", "ended"),
        (RITA.account, AGO, rules(customer(contract=Contract(PlanId("p"), ends="2026-03-02"))), "authorised", ""),
        (RITA.account, AGO, rules(customer(contract=Contract(PlanId("p"), starts="2026-03-03"))), "contact", "ended"),
        (RITA.account, AGO, rules(customer(contacts=(Contact(HARBOUR, registered=False),))), "guest", "unknown"),
        (RITA.account, replace(AGO, customer=customer()), rules(book=None), "authorised", ""),
        (RITA.account, replace(AGO, customer=customer()), rules(customer(contacts=())), "guest", "unknown"),
        (RITA.account, AGO, rules(book=None), "guest", "unknown"),
    ],
)  # fmt: skip
def test_who_is_asking_follows_from_file_proof_and_time(
    account: Account, proven: Proven | None, directory: PeopleRules, kind: str, lacks: str
) -> None:
    whole = standing(account, proven, directory, NOW)
    assert (whole.kind, whole.lacks) == (kind, lacks)
    assert (whole.customer == "Harbour Ltd") is (kind != "guest")
