"""Notices: whose date comes, what staff press, what is sent and what becomes of what is not delivered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases import noticing
from core.cases.decision import Decision
from core.people.directory import Contact, Contract, CustomerId, Dates, PlanId
from core.people.reaching import Way
from core.promises.batches import (
    DECIDED,
    OPEN,
    SAID,
    SENDING,
    Batch,
    Sent,
    Skipped,
    indexes,
    over,
)
from core.promises.notices import Rule, coming
from core.words.cards import Verb
from core.words.commands import Undelivered
from core.words.effects import SendMail, Show
from core.words.records import Ranked
from core.words.refs import CommandId, Direct, direct
from tests.core.batches import (
    ADDRESS,
    RULE,
    SENDS,
    SOON,
    TO_MAIL,
    TODAY,
    batch,
    customer,
    notice,
    rules,
    sent,
)
from tests.core.setting import (
    DAY,
    NOW,
    RITA,
    ana,
    ben,
    facts,
    lines,
    refused,
)

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
    found = coming((who,), Rule("billing", (400,)), date.fromisoformat(today))
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
    (found,) = coming((who,), Rule("billing", (400,)), today)
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


def test_a_preview_tells_of_today_not_of_the_day_when_it_was_offered() -> None:
    those = (
        customer("due"),
        customer("two"),
        customer("quiet", no_contact=True),
        customer("moved", ends=SOON + DAY),
    )
    ways = {
        CustomerId("due"): (TO_MAIL, Way(direct(RITA.account), "en")),
        CustomerId("two"): (None,),
        CustomerId("quiet"): (TO_MAIL,),
        CustomerId("moved"): (TO_MAIL,),
    }
    offered = batch(*(notice(each.id) for each in those))
    card = noticing.preview(offered, ways, (), facts(rules(*those)))
    assert [(line.key, line.count, dict(line.values)) for line in card.lines] == [
        ("notices.goes_mail", 1, {}),
        ("notices.goes_chat", 1, {"platform": "Moor"}),
        ("notices.unreachable", 1, {"customers": "Two"}),
        ("notices.held", 1, {"customers": "Quiet"}),
        ("notices.moot", 1, {}),
    ]
