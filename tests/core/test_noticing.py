"""Notices: whose date comes, by which way they are told, and that each is told once whatever happens meanwhile."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.announcing import step_id
from core.cases import inviting, noticing
from core.cases.decision import Decision
from core.cases.people import Requester
from core.people.addresses import mailbox
from core.people.directory import Book, Contact, Contract, Customer, CustomerId, Dates, PlanId
from core.people.proof import Link, Proven
from core.people.reaching import Way, way_to
from core.people.rules import PeopleRules
from core.policy import Facts, Policy
from core.promises.batches import (
    DECIDED,
    OPEN,
    SAID,
    SENDING,
    Batch,
    BatchId,
    Offered,
    Sending,
    Sent,
    Skipped,
    indexes,
    over,
)
from core.promises.notices import Notice, Rule, coming
from core.words.cards import Verb
from core.words.commands import Pressed, SendNotices, Undelivered
from core.words.effects import SendMail, Show
from core.words.records import Ranked
from core.words.refs import Carrier, CommandId, Direct, MessageRef, Place, direct
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import (
    BEN,
    DAY,
    HOUR,
    NOW,
    POLICY,
    RITA,
    TOM,
    ana,
    ben,
    facts,
    lines,
    pressed,
    refused,
    scene,
)
from tests.core.world import World

TODAY = NOW.date()
SOON = TODAY + timedelta(days=30)
RULE = Rule("renewal", (60, 30, 14))
BOARD = Place("sea:board")
MAIL = Carrier("mail")


def customer(id_: str = "harbour", *contacts: Contact, ends: date = SOON, **changes: object) -> Customer:
    contract = Contract(PlanId("gold"), ends=ends.isoformat())
    made = Customer(CustomerId(id_), id_.title(), contract, contacts or (Contact("rita@harbour.example"),))
    return replace(made, **changes)


def rules(*customers: Customer, notices: tuple[Rule, ...] = (RULE,), mail: bool = True) -> Policy:
    people = PeopleRules(mail=mail, book=Book.of(customers))
    return replace(POLICY, notices=notices, on_call=(BOARD,), boards=(), people=people)


def notice(id_: str = "harbour", ahead: int = 30, on: date = SOON) -> Notice:
    return Notice(CustomerId(id_), "renewal", on, ahead, late=False)


def batch(*notices: Notice, **changes: object) -> Batch:
    made = Batch(BatchId("renewal-30-1"), RULE, 30, NOW, (BOARD,), notices or (notice(),))
    return replace(made, **changes)


SENDS = Sending(ben.id, NOW)


def sent(the: Batch, ways: noticing.Ways, at: Facts) -> tuple[Batch, Decision]:
    decision = noticing.send(replace(the, phase=SENDS), SENDS, ways, at)
    (after,) = decision.put
    assert isinstance(after, Batch)
    return after, decision


# ---- whose date comes


@pytest.mark.parametrize(
    ("first", "months", "today", "day"),
    [
        ("2026-12-01", 0, "2026-12-02", None),
        ("2026-12-01", 0, "2026-12-01", "2026-12-01"),
        ("2026-12-01", 1, "2026-12-02", "2027-01-01"),
        ("2026-01-31", 1, "2026-02-01", "2026-02-28"),
        ("2026-01-31", 1, "2026-03-01", "2026-03-31"),
        ("2024-02-29", 12, "2026-02-01", "2026-02-28"),
        ("2026-01-15", 3, "2026-04-16", "2026-07-15"),
        ("2027-05-01", 1, "2026-04-16", "2027-05-01"),
    ],
)
def test_a_billing_date_comes_again(first: str, months: int, today: str, day: str | None) -> None:
    who = replace(customer(), contract=Contract(PlanId("gold")), dates=Dates(first, months))
    found = coming((who,), Rule("billing", (7,)), date.fromisoformat(today))
    assert [each.date.isoformat() for each in found] == ([] if day is None else [day])


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.sampled_from([1, 3, 6, 12]),
    st.integers(0, 20_000),
)
def test_the_next_billing_is_never_past_nor_further_than_a_period(
    first: date, months: int, days: int
) -> None:
    today = first + timedelta(days=days)
    who = replace(customer(), contract=Contract(PlanId("gold")), dates=Dates(first.isoformat(), months))
    (found,) = coming((who,), Rule("billing", (7,)), today)
    assert today <= found.date <= today + timedelta(days=31 * months)
    assert found.date.day in {first.day, *range(28, 31)}
    assert (found.date.year * 12 + found.date.month - first.year * 12 - first.month) % months == 0


def test_a_date_of_all_concerns_those_of_its_plans_whose_contract_covers_it() -> None:
    open_ended = Contract(PlanId("gold"))
    those = (
        replace(customer("a"), contract=open_ended),
        replace(customer("b"), contract=replace(open_ended, ends=(SOON - DAY).isoformat())),
        replace(customer("c"), contract=replace(open_ended, starts=(SOON + DAY).isoformat())),
        replace(customer("d"), contract=Contract(PlanId("bronze"))),
        replace(customer("e"), contract=open_ended, no_contact=True),
    )
    found = coming(those, Rule("price", (30,), SOON, (PlanId("gold"),)), TODAY)
    assert [(each.contract, each.no_contact) for each in found] == [("a", False), ("e", True)]


# ---- by which way

ADDRESS = "rita@harbour.example"
TO_MAIL = Way(direct(mailbox(ADDRESS)), None)
BLOCKED = replace(Requester(RITA.account, "Rita"), blocked_until=NOW + HOUR)


@pytest.mark.parametrize(
    ("contact", "links", "people", "way"),
    [
        (Contact(ADDRESS), (), (), TO_MAIL),
        (Contact(ADDRESS, (RITA.account,)), (), (), TO_MAIL),
        (Contact(None, (RITA.account,)), (), (), None),
        (Contact(None, (RITA.account,)), (), (BLOCKED,), None),
        (
            Contact(ADDRESS, (RITA.account,)),
            (),
            (Requester(RITA.account, "Rita"),),
            Way(direct(RITA.account), None),
        ),
        (
            Contact(ADDRESS, language="pt-PT"),
            (Link(TOM.account, "pt-BR", NOW, NOW),),
            (Requester(TOM.account, "Tom"),),
            Way(direct(TOM.account), "pt-BR"),
        ),
        (
            Contact(ADDRESS, language="pt-PT"),
            (Link(TOM.account, "pt-BR", NOW, NOW),),
            (Requester(TOM.account, "Tom", "en"),),
            Way(direct(TOM.account), "en"),
        ),
        (
            Contact(ADDRESS, language="pt-PT"),
            (Link(TOM.account, "pt-BR", NOW, NOW + HOUR),),
            (Requester(TOM.account, "Tom"),),
            Way(direct(mailbox(ADDRESS)), "pt-PT"),
        ),
    ],
    ids=["mail", "never wrote", "nowhere", "blocked", "wrote", "proven", "own choice", "link waits"],
)
def test_a_contact_is_written_to_where_they_have_written_else_by_mail(
    contact: Contact, links: tuple[Link, ...], people: tuple[Requester, ...], way: Way | None
) -> None:
    known = {each.account: each for each in people}
    assert way_to(contact, links, known, mail=True, now=NOW) == way


def test_without_a_mail_server_nobody_is_mailed() -> None:
    assert way_to(Contact(ADDRESS), (), {}, mail=False, now=NOW) is None


# ---- offered, approved, skipped


def test_the_first_word_counts_and_the_second_hears_whose_it_was() -> None:
    at = facts(rules(customer()))
    approved = noticing.approve(batch(), ben, at)
    assert isinstance(approved, Decision)
    (after,) = approved.put
    assert isinstance(after, Batch)
    assert after.phase == SENDS
    assert lines(approved) == ["Show sea:board notices/renewal-30-1"]
    for phase in (SENDS, Sent(ben.id, NOW)):
        for word in (noticing.approve, noticing.skip):
            said, values = refused(word(replace(batch(), phase=phase), ana, at))
            assert (said, values["agent"]) == ("refusal.notices_approved", "Ben Roth")
    skipped = replace(batch(), phase=Skipped(ben.id, NOW))
    assert refused(noticing.approve(skipped, ana, at))[0] == "refusal.notices_skipped"


def test_nothing_that_is_held_alone_can_be_approved() -> None:
    only_held = replace(batch(), notices=(), held=(notice(),))
    card = noticing.batch_card(only_held, facts(rules(customer())))
    assert [action.verb for action in card.actions] == [Verb.SKIP]
    assert refused(noticing.approve(only_held, ben, facts(rules(customer()))))[0] == "refusal.expired"


def test_the_index_says_what_was_decided_and_what_is_still_to_do() -> None:
    two = batch(notice("a"), notice("b"), held=(notice("c"),))

    def found(the: Batch) -> dict[str, set[str]]:
        ranked = [each for each in indexes(the) if isinstance(each, Ranked)]
        return {
            name: {each.member for each in ranked if each.index == name}
            for name in (DECIDED, OPEN, SENDING, SAID)
        }

    first, second, held = (f"notice/{each}/renewal/{SOON}/30" for each in "abc")
    assert found(two) == {DECIDED: set(), OPEN: {two.id}, SENDING: set(), SAID: {held}}
    half = replace(two, phase=SENDS, done=1)
    assert found(half) == {DECIDED: {first}, OPEN: {two.id}, SENDING: {two.id}, SAID: {held}}
    ended = replace(two, phase=Sent(ben.id, NOW), done=2)
    assert found(ended) == {DECIDED: {first, second}, OPEN: set(), SENDING: set(), SAID: {held}}
    assert found(replace(two, phase=Skipped(ben.id, NOW)))[DECIDED] == {first, second}


def test_a_batch_is_kept_while_its_dates_are_to_come_or_it_waits() -> None:
    ended = replace(batch(), phase=Sent(ben.id, NOW), done=1)
    assert over(ended, NOW + 60 * DAY)
    assert not over(ended, NOW + 20 * DAY)
    assert not over(batch(), NOW + 60 * DAY)
    assert not over(ended, NOW - DAY)


# ---- sent


def test_each_is_looked_at_anew_when_it_is_sent() -> None:
    those = (
        customer("due"),
        customer("moved", ends=SOON + 30 * DAY),
        customer("held", no_contact=True),
        customer("closer", ends=TODAY + 10 * DAY),
    )
    notices = (
        notice("due"),
        notice("moved"),
        notice("held"),
        notice("closer", on=TODAY + 10 * DAY),
        notice("gone"),
    )
    ways = {each.id: (TO_MAIL,) for each in those}
    after, decision = sent(batch(*notices), ways, facts(rules(*those)))
    assert [each.contract for each in after.notices] == ["due"]
    assert [each.contract for each in after.held] == ["held"]
    assert (after.done, after.told, after.moot, after.phase) == (1, 1, 3, Sent(ben.id, NOW))
    assert lines(decision)[0] == f"SendMail {TO_MAIL.to} notice.title_renewal"


def test_whoever_cannot_be_reached_is_named_and_counts_as_decided() -> None:
    after, decision = sent(batch(), {CustomerId("harbour"): (None, TO_MAIL)}, facts(rules(customer())))
    assert (after.lost, after.told, after.done) == (("harbour",), 1, 1)
    assert [type(effect) for effect in decision.effects] == [SendMail, Show]


def test_a_commit_owes_no_more_than_it_should() -> None:
    those = [customer(f"c{n}") for n in range(100)]
    ways = {each.id: (TO_MAIL,) * 20 for each in those}
    after, decision = sent(batch(*(notice(each.id) for each in those)), ways, facts(rules(*those)))
    assert len(decision.effects) - 1 == noticing.ADDRESSED // 20 * 20
    assert (after.done, after.phase) == (2, replace(SENDS, step=1))
    one = customer("big")
    after, _ = sent(batch(notice("big")), {one.id: (TO_MAIL,) * 300}, facts(rules(one)))
    assert after.told == 300


def test_the_desks_own_words_are_in_the_readers_language_with_the_customer_filled_in() -> None:
    rule = replace(RULE, words=(("en", "Dear {customer},\nyour {plan} ends."), ("pt-PT", "Acaba.")))
    at = facts(rules(customer()))
    mine = batch(rule=rule)
    english = noticing.letter(notice(), mine, customer(), "en", at)
    assert [dict(each.values).get("words") for each in english.lines] == [
        None,
        "Dear Harbour,",
        "your gold ends.",
        None,
    ]
    assert dict(noticing.letter(notice(), mine, customer(), "pt-PT", at).lines[1].values)["words"] == "Acaba."
    assert (
        dict(noticing.letter(notice(), mine, customer(), "pt-BR", at).lines[1].values)["words"]
        == "Dear Harbour,"
    )


# ---- not delivered


def lost(to: Direct, *, uncertain: bool = False) -> Undelivered:
    return Undelivered(CommandId("u"), "notices:renewal-30-1:0#0", to, None, None, uncertain, "unreachable")


def test_what_a_chat_refuses_goes_by_mail_and_what_mail_refuses_is_said() -> None:
    at, rita = facts(rules(customer())), Contact(ADDRESS, (RITA.account,))
    ended = replace(batch(), phase=Sent(ben.id, NOW), done=1)
    by_chat = noticing.undelivered(ended, lost(direct(RITA.account)), customer(), rita, at)
    assert lines(by_chat) == [f"SendMail {TO_MAIL.to} notice.title_renewal"]
    for command, contact, who in (
        (lost(TO_MAIL.to), rita, customer()),
        (lost(direct(RITA.account), uncertain=True), rita, customer()),
        (lost(direct(RITA.account)), replace(rita, email=None), customer()),
        (lost(direct(RITA.account)), rita, customer(no_contact=True)),
    ):
        said = noticing.undelivered(ended, command, who, contact, at)
        assert isinstance(said, Decision)
        assert [each.lost for each in said.put if isinstance(each, Batch)] == [("harbour",)]
        assert lines(said) == ["Show sea:board notices/renewal-30-1"]


# ---- nobody is asked into private who is not to be contacted


@pytest.mark.parametrize("known_by", ["account", "proof", "lookup"])
def test_an_agent_cannot_invite_somebody_who_is_not_to_be_contacted(known_by: str) -> None:
    quiet = customer(
        "moor", Contact(ADDRESS, (RITA.account,) if known_by == "account" else ()), no_contact=True
    )
    people = PeopleRules(book=None if known_by == "lookup" else Book.of((quiet,)))
    proven = (
        None if known_by == "account" else Proven(ADDRESS, NOW, NOW, quiet if known_by == "lookup" else None)
    )
    author = replace(Requester(RITA.account, "Rita"), proven=proven)
    asks = replace(pressed(BEN, Verb.PRIVATE, "It is down"), argument=str(RITA.account))
    about = MessageRef(Place("moor:square"), "7")

    def invited(rules_: PeopleRules) -> object:
        return inviting.invite(
            scene(requester=author), asks, about, ben, facts(replace(POLICY, people=rules_)), "en"
        )

    outcome = invited(people)
    assert not isinstance(outcome, Decision)
    assert refused(outcome) == ("refusal.no_contact", {"customer": "Moor"})  # type: ignore[arg-type]
    assert isinstance(invited(PeopleRules(book=Book.of(()))), Decision) or known_by == "lookup"


# ---- the whole way, with time passing, kills and a platform that fails


def world(shelf: Shelf, policy: Policy) -> World:
    async def store() -> MemoryStore:
        return MemoryStore(shelf)

    carriers = (Carrier("moor"), Carrier("sea"), MAIL)
    return World(store, policy, tuple(ScriptedPlatform(each, idempotent=True) for each in carriers))


def word(verb: Verb, the: BatchId, who: object = BEN) -> Pressed:
    return replace(pressed(BEN, verb), id=CommandId(f"press:{verb}:{the}"), argument=str(the))


def batches(shelf: Shelf) -> dict[str, Batch]:
    return {each.record.id: each.record for each in shelf.records.values() if isinstance(each.record, Batch)}


async def beats(the: World, count: int) -> None:
    for _ in range(count):
        await the.pass_time(timedelta(seconds=1))
        await the.settle()


def mails(the: World) -> Counter[str]:
    return Counter(each.effect.to for each in the.platforms[2].arrivals)


async def test_each_step_of_a_contract_is_offered_on_its_day_and_sent_once() -> None:
    shelf = Shelf()
    the = world(shelf, rules(customer(ends=TODAY + timedelta(days=61))))
    await the.start()
    for day in range(62):
        await beats(the, 3)
        for each in batches(shelf).values():
            if isinstance(each.phase, Offered):
                await the.handle(word(Verb.SEND, each.id))
        await beats(the, 3)
        assert mails(the).total() == sum(day >= 61 - n for n in (60, 30, 14))
        the.clock.time += DAY
    assert the.faults == []
    await the.stop()


async def test_a_batch_of_a_stopped_mail_server_waits_rather_than_fill_the_outbox() -> None:
    shelf = Shelf()
    those = [customer(f"c{n}", Contact(f"p{n}@x.example")) for n in range(200)]
    the = world(shelf, rules(*those))
    await the.start()
    await beats(the, 2)
    the.platforms[2].tricks.extend(["wait"] * 10_000)
    (offered,) = batches(shelf)
    await the.handle(word(Verb.SEND, BatchId(offered)))
    await beats(the, 20)
    assert not mails(the)
    assert await MemoryStore(shelf).outbox_depth() <= 50 + noticing.STEP + 1
    the.platforms[2].tricks.clear()
    await beats(the, 40)
    assert set(mails(the).values()) == {1}
    assert len(mails(the)) == 200
    await the.stop()


async def test_two_programs_that_take_the_same_step_send_each_notice_once() -> None:
    shelf = Shelf()
    those = [customer(f"c{n}", Contact(f"p{n}@x.example")) for n in range(60)]
    the = world(shelf, rules(*those))
    await the.start()
    await beats(the, 2)
    (offered,) = batches(shelf)
    await the.handle(word(Verb.SEND, BatchId(offered)))
    await the.handle(*(SendNotices(step_id(offered, n // 2), offered) for n in range(4)))
    await the.handle(*(SendNotices(CommandId(f"late:{n}"), offered) for n in range(4)))
    await the.settle()
    assert mails(the) == Counter({direct(mailbox(f"p{n}@x.example")): 1 for n in range(60)})
    await the.stop()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=6), st.integers(1, 70))
async def test_whatever_is_killed_each_is_told_once(kills: list[int], count: int) -> None:
    shelf = Shelf()
    those = [customer(f"c{n}", Contact(f"p{n}@x.example")) for n in range(count)]
    the = world(shelf, rules(*those))
    await the.start()
    await beats(the, 2)
    (offered,) = batches(shelf)
    for after in kills:
        await the.crash(word(Verb.SEND, BatchId(offered)), after=after)
        the.clock.time += timedelta(seconds=1)
        await the._tick()
    await the.handle(word(Verb.SEND, BatchId(offered)))
    await the.again()
    await beats(the, 10)
    assert mails(the) == Counter({direct(mailbox(f"p{n}@x.example")): 1 for n in range(count)})
    ended = batches(shelf)[offered]
    assert (ended.told, ended.done, type(ended.phase)) == (count, count, Sent)
    await beats(the, 3)
    assert len(batches(shelf)) == 1
    await the.stop()
