"""What the desk's rule does to accounts without anybody's press: when, to whom, how often, and never on names alone."""

from dataclasses import replace
from itertools import product

import pytest

from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.cases.people import Requester
from core.policy import Facts
from core.trust.acting import deleted
from core.trust.appeals import appeal
from core.trust.certainty import ALONE, certainty
from core.trust.known import Known
from core.trust.reports import deal, done, noticed, readmitted, report, undone
from core.trust.rules import Act, Acts
from core.trust.statistics import statistics
from core.trust.suspects import RULE, Report, Suspect
from core.trust.verdicts import CLEAR, Verdict
from core.words.cards import Card, Verb
from core.words.commands import Noticed, Pressed, Undelivered
from core.words.documents import plain
from core.words.effects import Expel, Readmit, Remove, Show, Tell
from core.words.people import Person, Profile
from core.words.refs import Account, CommandId, MessageRef, Place, direct
from core.words.texts import text
from tests.core.setting import BEN, DAY, HOUR, NOW, facts, policy

FAKE = Account("here:666")
PROFILE = Profile(FAKE, ("Bеn | Support",), "ben_support")
TOWN, HOME = Place("here:town"), Place("here:mods")
BAIT = MessageRef(TOWN, "7")
NAMED = Verdict("imitation", 0.9, "Ben", (), "ben", looks=0.9)
ASKS = Verdict("imitation", 0.85, asks=0.85)
BOTH = replace(NAMED, asks=0.85)
NOBODY = Known(None)


def at(does: Act | None = "silence", **rules: object) -> Facts:
    acts = None if does is None else Acts(0.95, does)
    return facts(policy(moderators=(HOME,), acts=acts, **rules))


RULED = at()


def sees(
    verdict: Verdict,
    known: Known = NOBODY,
    rules: Facts = RULED,
    about: Profile = PROFILE,
    message: str = "7",
) -> Decision:
    said = Noticed(CommandId("n"), about, TOWN, MessageRef(TOWN, message), plain("your seed, please"))
    return noticed(known, said, verdict, rules)


def reported(
    by: str,
    known: Known,
    verdict: Verdict = NAMED,
    rules: Facts = RULED,
    *,
    cried: int = 0,
) -> Decision:
    who = Person(Account(by), "R")
    pressed = Pressed(CommandId(by), who, TOWN, Verb.REPORT, about=PROFILE, ref=BAIT, words=plain("hello"))
    outcome = report(known, pressed, PROFILE, Requester(who.account, "R", cried=cried), verdict, "en", rules)
    assert isinstance(outcome, Decision)
    return outcome


def suspect(outcome: Outcome) -> Suspect:
    assert isinstance(outcome, Decision)
    (found,) = (each for each in outcome.put if isinstance(each, Suspect))
    return found


def measures(outcome: Decision) -> list[Expel | Remove]:
    return [each for each in outcome.effects if isinstance(each, Expel | Remove)]


def card(outcome: Decision) -> Card:
    (shown,) = (each.card for each in outcome.effects if isinstance(each, Show) and each.to == HOME)
    return shown


def said(outcome: Decision) -> set[str]:
    return {line.key for line in card(outcome).lines}


def pressed(verb: Verb, known: Suspect, rules: Facts = RULED) -> Outcome:
    return deal(Known(known), Pressed(CommandId("p"), BEN, HOME, verb, argument=FAKE), "Ben", (), rules)


def silenced() -> Suspect:
    """The rule has acted, and the platform has done it."""
    return suspect(done(Known(suspect(sees(BOTH))), (), at()))


def test_without_a_rule_nothing_is_done_and_the_card_says_how_sure_the_desk_is() -> None:
    outcome = sees(BOTH, rules=at(None))
    assert measures(outcome) == []
    (line,) = (each for each in card(outcome).lines if each.key == "suspect.certainty")
    assert dict(line.values) == {"sure": 98, "looks": 90, "asks": 85, "reports": 0}


@pytest.mark.parametrize(
    ("looks", "picture", "asks", "reports"),
    [
        (looks, picture, asks, reports)
        for looks, picture, asks, reports in product(
            (0.0, 0.8, 1.0), ("", "Ben"), (0.0, 0.7, 1.0), (0, 1, 20)
        )
        if [bool(looks or picture), asks > 0, reports > 0].count(True) == 1
    ],
)
def test_signs_of_one_kind_are_never_enough_however_many(
    looks: float, picture: str, asks: float, reports: int
) -> None:
    told = tuple(Report(Account(f"here:{number}"), "en", NOW) for number in range(reports))
    one = Suspect(FAKE, ("Ben",), "", NOW, looks=looks, pictured=picture, asks=asks, reports=told)
    assert 0 < certainty(one).sure <= ALONE


def test_a_name_and_a_picture_alone_do_nothing() -> None:
    both = replace(PROFILE, picture="Ben")
    outcome = sees(replace(NAMED, score=0.99, looks=0.99), about=both)
    assert measures(outcome) == []
    assert "suspect.acts_silence" in said(outcome)


def test_a_name_and_what_is_asked_for_silence_for_a_day_what_moderators_lift() -> None:
    outcome = sees(BOTH)
    assert measures(outcome) == [Expel(TOWN, FAKE, NOW + DAY, spares=(TOWN,))]
    assert "suspect.going_muted" in said(outcome)
    over = done(Known(suspect(outcome), language="pt-PT"), (), at())
    (ended,) = (each for each in card(over).lines if each.key == "suspect.ended_muted")
    assert dict(ended.values)["by"].key == "suspect.rule"  # type: ignore[union-attr]
    assert {each.verb for each in card(over).actions} >= {Verb.FINE, Verb.BAN}
    (notice,) = (each for each in over.effects if isinstance(each, Show) and each.to == direct(FAKE))
    assert notice.card.lines[0].key == "appeal.ruled_muted"
    assert [each.verb for each in notice.card.actions] == [Verb.APPEAL]
    lifting = pressed(Verb.FINE, suspect(over))
    assert isinstance(lifting, Decision)
    assert Readmit(TOWN, FAKE, silenced=True) in lifting.effects


def test_a_ban_takes_what_was_written_with_it() -> None:
    assert measures(sees(BOTH, rules=at("ban"))) == [
        Expel(TOWN, FAKE, wipe=HOUR, spares=(TOWN,)),
        Remove(TOWN, "7", FAKE, (TOWN,)),
    ]


def test_reports_add_up_with_a_name_where_their_word_counts_and_each_person_once() -> None:
    known = Known(suspect(sees(NAMED)))
    one = reported("here:1", known)
    assert measures(one) == []
    assert measures(reported("here:1", Known(suspect(one)))) == []
    assert measures(reported("here:2", Known(suspect(one)), cried=3)) == []
    assert measures(reported("here:2", Known(suspect(one)))) == [Expel(TOWN, FAKE, NOW + DAY, spares=(TOWN,))]


def test_it_acts_once_and_not_on_whom_a_moderator_has_decided() -> None:
    going = suspect(sees(BOTH))
    for known in (going, silenced(), suspect(pressed(Verb.MUTE, suspect(sees(BOTH, rules=at(None)))))):
        assert measures(sees(BOTH, Known(known), message="8")) == []
        assert measures(reported("here:1", Known(known))) == []


def test_what_was_lifted_or_let_pass_is_left_in_peace_under_those_names() -> None:
    lifted = suspect(readmitted(Known(suspect(pressed(Verb.FINE, silenced()))), (), at()))
    fine = suspect(pressed(Verb.FINE, suspect(sees(BOTH, rules=at(None)))))
    for passes in (lifted, fine):
        assert sees(BOTH, Known(passes), message="8") == UNCHANGED
        known = Known(passes)
        for number in range(9):
            outcome = reported(f"here:{number}", known, BOTH)
            assert measures(outcome) == []
            known = Known(suspect(outcome))
    other = replace(PROFILE, names=("Anа | Support",))
    assert measures(sees(BOTH, Known(lifted), about=other, message="8")) != []


def test_what_spoke_against_an_account_before_it_was_let_pass_counts_no_more() -> None:
    known = suspect(reported("here:1", Known(suspect(sees(BOTH, rules=at(None)))), rules=at(None)))
    fine = suspect(pressed(Verb.FINE, known))
    renamed = suspect(sees(CLEAR, Known(fine), about=replace(PROFILE, names=("Kim",)), message="8"))
    assert certainty(renamed).sure == 0


def test_an_account_is_judged_by_the_names_that_it_has_now() -> None:
    known = suspect(sees(NAMED))
    renamed = suspect(sees(ASKS, Known(known), about=replace(PROFILE, names=("Kim",)), message="8"))
    assert (certainty(renamed).looks, certainty(renamed).asks) == (0, 0.85)


def test_what_was_asked_for_stays_on_the_card_whatever_the_account_does_next() -> None:
    asked = replace(BOTH, reasons=(text("suspect.as_person"), text("suspect.asks_keys")))
    known = suspect(sees(asked, rules=at(None)))
    after = suspect(sees(replace(NAMED, reasons=asked.reasons[:1]), Known(known), message="8"))
    assert after.reasons == asked.reasons
    fine = suspect(pressed(Verb.FINE, known))
    other = sees(
        replace(NAMED, reasons=asked.reasons[:1]),
        Known(fine),
        about=replace(PROFILE, names=("Anа",)),
        message="8",
    )
    assert suspect(other).reasons == asked.reasons[:1]


def test_frozen_staff_are_left_to_people() -> None:
    frozen = replace(policy().agents[0], accounts=(FAKE,))
    assert measures(sees(BOTH, rules=at(frozen=(frozen,)))) == []


def refusal(of: str | None, reason: str) -> Undelivered:
    return Undelivered(CommandId("u"), "r", TOWN, None, None, False, reason, against=FAKE, message=of)


@pytest.mark.parametrize("reason", ["spared", "forbidden"])
def test_what_the_platform_will_not_do_stands_on_the_card_and_is_not_tried_again(reason: str) -> None:
    outcome = undone(Known(suspect(sees(BOTH))), refusal(None, reason), at())
    left = suspect(outcome)
    assert (left.ended, left.trouble) == (None, reason)
    assert "suspect.trouble" in said(outcome)
    assert {each.verb for each in card(outcome).actions} >= {Verb.BAN, Verb.MUTE, Verb.FINE}
    assert measures(sees(BOTH, Known(left), message="8")) == []


def test_messages_are_deleted_each_that_asks_and_their_author_hears_of_it_once_it_is_done() -> None:
    rules = at("delete")
    outcome = sees(BOTH, rules=rules)
    assert measures(outcome) == [Remove(TOWN, "7", FAKE, (TOWN,))]
    assert not any(each.to == direct(FAKE) for each in outcome.effects)
    going = suspect(outcome)
    gone = deleted(Known(going), rules)
    (notice,) = (each for each in gone.effects if isinstance(each, Show) and each.to == direct(FAKE))
    assert notice.card.lines[0].key == "appeal.ruled_wiped"
    known = suspect(gone)
    assert [(each.what, each.by) for each in known.deeds] == [("wiped", RULE)]
    assert deleted(Known(known), rules) == UNCHANGED
    assert measures(sees(NAMED, Known(known), rules, message="8")) == []
    assert Remove(TOWN, "9", FAKE, (TOWN,)) in measures(sees(BOTH, Known(known), rules, message="9"))
    appealed = Pressed(CommandId("a"), Person(FAKE, "B"), TOWN, Verb.APPEAL, words=plain("Why?"))
    assert suspect(appeal(Known(known), appealed, "en", rules)).appeal is not None


def test_whose_messages_could_not_be_deleted_is_told_nothing() -> None:
    rules = at("delete")
    outcome = undone(Known(suspect(sees(BOTH, rules=rules))), refusal("7", "spared"), rules)
    assert (suspect(outcome).wiped, suspect(outcome).trouble) == (False, "spared")
    assert not any(each.to == direct(FAKE) for each in outcome.effects)


def test_a_ban_by_the_rule_says_nothing_of_each_message_that_goes_with_it() -> None:
    assert deleted(Known(suspect(sees(BOTH, rules=at("ban")))), at("ban")) == UNCHANGED


def test_reporters_hear_of_what_the_rule_has_done() -> None:
    known = suspect(reported("here:1", Known(suspect(sees(NAMED)))))
    going = suspect(reported("here:2", Known(known)))
    over = done(Known(going), (), at())
    assert [each.to for each in over.effects if isinstance(each, Tell)] == [
        direct(Account("here:1")),
        direct(Account("here:2")),
    ]


def test_whom_the_rule_is_busy_with_cannot_be_silenced_twice_and_can_be_banned() -> None:
    going = suspect(sees(BOTH))
    assert isinstance(pressed(Verb.FINE, going), Refusal)
    banned = pressed(Verb.BAN, going)
    assert isinstance(banned, Decision)
    assert measures(banned)[0] == Expel(TOWN, FAKE, wipe=HOUR)


def test_figures_tell_how_often_the_rule_acted_and_was_wrong() -> None:
    lifted = suspect(readmitted(Known(suspect(pressed(Verb.FINE, silenced()))), (), at()))
    found = statistics((silenced(), lifted, suspect(pressed(Verb.FINE, suspect(sees(NAMED))))))
    assert (found.ruled, found.taken_back) == (2, 1)
    assert found.decided == 2
