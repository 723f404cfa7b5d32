"""What becomes of accounts that pass for staff: noticed, reported, dealt with, and told of once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases.decision import UNCHANGED, Decision, Refusal
from core.cases.people import Requester
from core.trust.known import Known
from core.trust.reports import deal, done, noticed, report, undone
from core.trust.suspects import SUSPECTS, Appeal, Suspect, indexes
from core.trust.verdicts import CLEAR, Verdict
from core.words.cards import Verb
from core.words.commands import Noticed, Pressed, Undelivered
from core.words.documents import plain
from core.words.effects import Expel, Remove, Show, Tell
from core.words.people import Person, Profile
from core.words.records import Ranked
from core.words.refs import Account, CommandId, MessageRef, Place, direct
from core.words.texts import text
from tests.core.setting import DAY, HOUR, NOW, RITA, ben, facts, policy

FAKE = Account("here:666")
PROFILE = Profile(FAKE, ("Bеn | Support",), "ben_support")
TOWN, HOME = Place("here:town"), Place("here:mods")
BAIT = MessageRef(TOWN, "7")
IMITATES = Verdict("imitation", 0.95, "Ben", (text("suspect.with_role"),), "ben")
AT = facts(policy(moderators=(HOME,)))
NOBODY = Known(None)


def seen(*, words: str = "write to me", known: Known = NOBODY) -> Suspect:
    said = Noticed(CommandId("n1"), PROFILE, TOWN, BAIT, plain(words))
    (suspect,) = noticed(known, said, IMITATES, AT).put
    assert isinstance(suspect, Suspect)
    return suspect


def reports(by: str, known: Known, *, cried: int = 0, about: Profile = PROFILE) -> object:
    who = Person(Account(by), "R")
    pressed = Pressed(
        CommandId(f"r{by}"), who, TOWN, Verb.REPORT, about=about, ref=BAIT, words=plain("write to me")
    )
    return report(known, pressed, about, Requester(who.account, "R", cried=cried), CLEAR, "en", AT)


def reported(by: str, known: Known, *, cried: int = 0) -> Suspect:
    outcome = reports(by, known, cried=cried)
    assert isinstance(outcome, Decision)
    (suspect,) = outcome.put
    assert isinstance(suspect, Suspect)
    return suspect


def pressed(verb: Verb, suspect: Suspect) -> object:
    command = Pressed(CommandId("p"), Person(ben.accounts[0], "Ben"), HOME, verb, argument=FAKE)
    return deal(Known(suspect), command, "Ben", (), AT)


def test_it_is_shown_where_moderators_are_with_what_it_wrote() -> None:
    said = Noticed(CommandId("n1"), PROFILE, TOWN, BAIT, plain("write to me"))
    outcome = noticed(NOBODY, said, IMITATES, AT)
    (show,) = outcome.effects
    assert isinstance(show, Show)
    assert show.to == HOME
    assert {action.verb for action in show.card.actions} == {Verb.BAN, Verb.MUTE, Verb.WIPE, Verb.FINE}
    assert noticed(Known(seen()), said, IMITATES, AT) == UNCHANGED


def test_each_persons_word_counts_once_and_of_those_who_cried_wolf_not() -> None:
    one = reported("here:1", Known(seen()))
    again = reports("here:1", Known(one))
    assert isinstance(again, Decision)
    assert again.put == ()
    two = reported("here:2", Known(one), cried=3)
    assert (len(two.reports), two.credible) == (2, 1)


@pytest.mark.parametrize(
    ("by", "about", "key"),
    [
        (FAKE, PROFILE, "report.yourself"),
        (RITA.account, Profile(ben.accounts[0], ("Ben",)), "report.staff"),
        (RITA.account, Profile(None, ("Ben",)), "report.whom"),
    ],
)
def test_some_reports_make_no_sense(by: str, about: Profile, key: str) -> None:
    outcome = reports(by, NOBODY, about=about)
    assert isinstance(outcome, Refusal)
    assert outcome.reason.key == key


def test_a_ban_takes_it_out_where_it_was_seen_and_nobody_hears_before_it_is_done() -> None:
    outcome = pressed(Verb.BAN, reported("here:1", Known(seen())))
    assert isinstance(outcome, Decision)
    (going,) = outcome.put
    assert [each for each in outcome.effects if isinstance(each, Expel | Remove)] == [
        Expel(TOWN, FAKE, wipe=HOUR),
        Remove(TOWN, "7", FAKE),
    ]
    assert not any(isinstance(each, Tell) for each in outcome.effects)
    over = done(Known(going), (Requester(Account("here:1"), "R"),), AT)
    assert [each.to for each in over.effects if isinstance(each, Tell)] == [direct(Account("here:1"))]
    assert Requester(Account("here:1"), "R", helped=1) in over.put
    (dealt,) = (each for each in over.put if isinstance(each, Suspect))
    assert done(Known(dealt), (), AT) == UNCHANGED


def test_a_community_of_the_desks_file_comes_before_where_it_was_seen() -> None:
    town = Place("here:guild")
    command = Pressed(CommandId("p"), Person(ben.accounts[0], "Ben"), HOME, Verb.MUTE, argument=FAKE)
    outcome = deal(Known(seen()), command, "Ben", (), facts(policy(communities=(town,))))
    assert isinstance(outcome, Decision)
    (expel,) = (each for each in outcome.effects if isinstance(each, Expel))
    assert expel.to == town
    assert (expel.until, expel.wipe) == (NOW + DAY, timedelta())


def test_what_the_platform_refuses_is_open_again_and_says_why() -> None:
    outcome = pressed(Verb.BAN, seen())
    assert isinstance(outcome, Decision)
    (going,) = outcome.put
    command = Undelivered(
        CommandId("u"), "r", TOWN, None, None, uncertain=False, reason="forbidden", against=FAKE
    )
    back = undone(Known(going), command, AT)
    (again,) = back.put
    assert isinstance(again, Suspect)
    assert (again.ended, again.trouble) == (None, "forbidden")
    assert Ranked(SUSPECTS, FAKE, NOW.timestamp()) in indexes(again)


def of_a_message(ref: MessageRef) -> Undelivered:
    return Undelivered(
        CommandId("u"), "r", ref.place, None, None, False, "forbidden", against=FAKE, message=ref.id
    )


def test_a_message_that_cannot_be_deleted_leaves_the_ban_on_its_way() -> None:
    outcome = pressed(Verb.BAN, reported("here:1", Known(seen())))
    assert isinstance(outcome, Decision)
    (going,) = outcome.put
    assert isinstance(going, Suspect)
    (left,) = undone(Known(going), of_a_message(BAIT), AT).put
    assert isinstance(left, Suspect)
    assert (left.ended, left.trouble) == (going.ended, "forbidden")
    over = done(Known(left), (), AT)
    assert [each.to for each in over.effects if isinstance(each, Tell)] == [direct(Account("here:1"))]


def test_what_was_not_wiped_can_be_wiped_again() -> None:
    outcome = pressed(Verb.WIPE, seen())
    assert isinstance(outcome, Decision)
    (wiped,) = outcome.put
    (left,) = undone(Known(wiped), of_a_message(BAIT), AT).put
    assert isinstance(left, Suspect)
    assert (left.wiped, left.trouble) == (False, "forbidden")


def test_a_message_that_no_moderator_wanted_gone_is_no_trouble_of_the_cards() -> None:
    assert undone(Known(seen()), of_a_message(BAIT), AT) == UNCHANGED
    outcome = pressed(Verb.BAN, seen())
    assert isinstance(outcome, Decision)
    (going,) = outcome.put
    assert undone(Known(going), of_a_message(MessageRef(TOWN, "8")), AT) == UNCHANGED


def test_a_ban_that_fails_leaves_what_was_wiped() -> None:
    outcome = pressed(Verb.BAN, replace(seen(), wiped=True))
    assert isinstance(outcome, Decision)
    (going,) = outcome.put
    failed = replace(of_a_message(BAIT), message=None)
    (left,) = undone(Known(going), failed, AT).put
    assert isinstance(left, Suspect)
    assert (left.ended, left.wiped) == (None, True)


def test_whoever_was_let_pass_is_left_in_peace_under_that_name_and_no_other() -> None:
    outcome = pressed(Verb.FINE, seen())
    assert isinstance(outcome, Decision)
    (fine,) = outcome.put
    assert isinstance(fine, Suspect)
    same = Noticed(CommandId("n2"), PROFILE, TOWN)
    assert noticed(Known(fine), same, IMITATES, AT) == UNCHANGED
    other = replace(same, about=replace(PROFILE, names=("Ana | Support",)))
    (anew,) = noticed(Known(fine), other, IMITATES, AT).put
    assert isinstance(anew, Suspect)
    assert anew.ended is None


def test_whom_nobody_has_seen_here_is_banned_by_hand() -> None:
    about = Pressed(CommandId("r"), RITA, Place("here:dm"), Verb.REPORT, private=True, about=PROFILE)
    outcome = report(NOBODY, about, PROFILE, Requester(RITA.account, "R"), CLEAR, "en", AT)
    assert isinstance(outcome, Decision)
    (suspect,) = outcome.put
    assert isinstance(suspect, Suspect)
    banned = pressed(Verb.BAN, suspect)
    assert isinstance(banned, Decision)
    (left,) = banned.put
    assert isinstance(left, Suspect)
    assert (left.ended, left.trouble) == (None, "nowhere")


def test_whoever_was_let_pass_is_looked_at_again_when_somebody_credible_reports_them() -> None:
    outcome = pressed(Verb.FINE, seen())
    assert isinstance(outcome, Decision)
    (fine,) = outcome.put
    assert isinstance(fine, Suspect)
    assert reported("here:1", Known(fine)).ended is None
    cried = reports("here:2", Known(fine), cried=3)
    assert isinstance(cried, Decision)
    assert cried.put == ()


def test_a_report_that_comes_while_the_platform_bans_changes_nothing_of_that() -> None:
    outcome = pressed(Verb.BAN, seen())
    assert isinstance(outcome, Decision)
    (going,) = outcome.put
    assert isinstance(going, Suspect)
    assert reported("here:1", Known(going)).ended == going.ended


def ended(verb: Verb) -> Suspect:
    """Reported by one, and over, who has heard of it."""
    outcome = pressed(verb, reported("here:1", Known(seen())))
    assert isinstance(outcome, Decision)
    (suspect,) = (each for each in outcome.put if isinstance(each, Suspect))
    if verb is Verb.FINE:
        return suspect
    (suspect,) = (each for each in done(Known(suspect), (), AT).put if isinstance(each, Suspect))
    return suspect


def later(by: str, suspect: Suspect, passed: timedelta) -> Suspect | None:
    """As somebody reports it so much later; None where nothing comes of it."""
    who = Person(Account(by), "R")
    said = Pressed(
        CommandId("l"),
        who,
        TOWN,
        Verb.REPORT,
        about=PROFILE,
        ref=replace(BAIT, id="8"),
        words=plain("and now"),
    )
    reporter = Requester(who.account, "R")
    outcome = report(Known(suspect), said, PROFILE, reporter, CLEAR, "en", facts(AT.policy, now=NOW + passed))
    assert isinstance(outcome, Decision)
    return next((each for each in outcome.put if isinstance(each, Suspect)), None)


@pytest.mark.parametrize("by", ["here:1", "here:2"])
def test_whoever_writes_on_after_the_day_of_silence_is_before_moderators_again(by: str) -> None:
    muted = ended(Verb.MUTE)
    assert later(by, muted, DAY - HOUR) is None
    again = later(by, muted, DAY)
    assert again is not None
    assert again.ended is None
    assert Ranked(SUSPECTS, FAKE, again.since.timestamp()) in indexes(again)
    assert [each.words for each in again.wrote] == ["write to me", "and now"]
    assert [each.told for each in again.reports if each.by == by] == [False]
    shown = [line.key for line in next(Known(again).cards(again, AT)).card.lines]
    assert "suspect.did_muted" in shown


def test_whoever_reports_again_what_was_let_pass_hears_of_it_again_and_counts_as_one() -> None:
    again = later("here:1", ended(Verb.FINE), HOUR)
    assert again is not None
    assert [(each.by, each.told) for each in again.reports] == [("here:1", False)]


@pytest.mark.parametrize("verb", [Verb.MUTE, Verb.FINE, Verb.WIPE])
def test_what_another_has_seen_to_is_not_done_twice(verb: Verb) -> None:
    first = pressed(verb, reported("here:1", Known(seen())))
    assert isinstance(first, Decision)
    for suspect in (each for each in first.put if isinstance(each, Suspect)):
        again = pressed(verb, suspect)
        assert isinstance(again, Refusal), again
        assert again.reason.key == "suspect.by"


def test_an_appeal_of_one_who_was_let_pass_can_be_granted() -> None:
    wiped = pressed(Verb.WIPE, ended(Verb.FINE))
    assert isinstance(wiped, Decision)
    (suspect,) = wiped.put
    assert isinstance(suspect, Suspect)
    appealed = replace(suspect, appeal=Appeal("It was a joke", "en"))
    shown = next(Known(appealed).cards(appealed, AT)).card
    assert {action.verb for action in shown.actions} >= {Verb.FINE, Verb.UPHOLD}
    granted = pressed(Verb.FINE, appealed)
    assert isinstance(granted, Decision)
    assert next(each.text.key for each in granted.effects if isinstance(each, Tell)) == "appeal.lifted"
