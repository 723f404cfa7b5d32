"""What becomes of an appeal: whoever was silenced, banned or had messages deleted says why that was wrong."""

from dataclasses import replace

import pytest

from core.accounts import Accounts
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.cases.people import Requester
from core.ports import Commit
from core.promises.plans import Book, Plan
from core.scenes import Scenes
from core.trust.appeals import appeal
from core.trust.known import Known
from core.trust.reports import deal, done, readmitted, undone
from core.trust.suspects import SUSPECTS, Report, Suspect, Wrote, indexes
from core.words.cards import Verb
from core.words.commands import Pressed, Undelivered
from core.words.documents import Document, plain
from core.words.effects import Readmit, Show, Tell
from core.words.people import Person
from core.words.records import Ranked
from core.words.refs import Account, CommandId, MessageRef, Place, direct
from tests.core.memory import MemoryStore
from tests.core.setting import BEN, NOW, facts, policy
from tests.core.world import PlainTexts

KIM = Account("here:1")
TOWN, HOME = Place("here:town"), Place("here:mods")
AT = facts(policy(moderators=(HOME,)))
REPORTER = Requester(Account("here:9"), "R")
WAITS = Ranked(SUSPECTS, KIM, NOW.timestamp())
FOUND = Suspect(
    KIM,
    ("Kim",),
    "kim",
    NOW,
    seen=(TOWN,),
    wrote=(Wrote(MessageRef(TOWN, "7"), "write to me"),),
    reports=(Report(REPORTER.account, "en", NOW),),
)


def put(outcome: Outcome) -> Suspect:
    assert isinstance(outcome, Decision)
    (suspect,) = (each for each in outcome.put if isinstance(each, Suspect))
    return suspect


def reporter(outcome: Outcome) -> Requester:
    assert isinstance(outcome, Decision)
    (found,) = (each for each in outcome.put if isinstance(each, Requester))
    return found


def pressed(verb: Verb, suspect: Suspect, reporters: tuple[Requester, ...] = ()) -> Outcome:
    command = Pressed(CommandId("p"), BEN, HOME, verb, argument=KIM)
    return deal(Known(suspect, language="pt-PT"), command, "Ben", reporters, AT)


def dealt(verb: Verb) -> Suspect:
    """A moderator has pressed, and the platform has done it."""
    return put(done(Known(put(pressed(verb, FOUND))), (REPORTER,), AT))


def said(suspect: Suspect | None, words: Document | None = plain("I am Kim")) -> Outcome:  # noqa: B008
    command = Pressed(CommandId("a"), Person(KIM, "Kim"), Place("here:dm"), Verb.APPEAL, words=words)
    return appeal(Known(suspect), command, "pt-PT", AT)


def refused(outcome: Outcome) -> str:
    assert isinstance(outcome, Refusal)
    return outcome.reason.key


def shown(outcome: Outcome) -> set[Verb]:
    """The buttons of the card that moderators see."""
    assert isinstance(outcome, Decision)
    (card,) = (each.card for each in outcome.effects if isinstance(each, Show) and each.to == HOME)
    return {action.verb for action in card.actions}


def told(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Decision)
    tells = (each for each in outcome.effects if isinstance(each, Tell))
    return [each.text.key for each in tells if each.to == direct(KIM)]


def test_only_those_to_whom_something_was_done_can_appeal() -> None:
    going = put(pressed(Verb.BAN, FOUND))
    fine = put(pressed(Verb.FINE, FOUND))
    assert [refused(said(each)) for each in (None, FOUND, going, fine)] == ["appeal.nothing"] * 4


@pytest.mark.parametrize("verb", [Verb.BAN, Verb.MUTE])
def test_moderators_see_it_on_the_card_and_can_lift_it(verb: Verb) -> None:
    outcome = said(dealt(verb))
    assert shown(outcome) >= {Verb.FINE, Verb.UPHOLD}
    appealed = put(outcome)
    assert WAITS in indexes(appealed)
    lifting = pressed(Verb.FINE, appealed)
    assert isinstance(lifting, Decision)
    assert Readmit(TOWN, KIM, silenced=verb is Verb.MUTE) in lifting.effects
    assert told(lifting) == []
    over = readmitted(Known(put(lifting)), (replace(REPORTER, helped=1),), AT)
    assert told(over) == ["appeal.lifted"]
    lifted = put(over)
    assert (lifted.lifting, lifted.ended and lifted.ended.how) == ("", "fine")
    assert WAITS not in indexes(lifted)
    assert reporter(over) == replace(REPORTER, helped=0, cried=1)


def test_what_is_lifted_without_an_appeal_is_told_to_nobody_who_did_not_report() -> None:
    over = readmitted(Known(put(pressed(Verb.FINE, dealt(Verb.MUTE)))), (), AT)
    assert told(over) == []


def test_an_appeal_that_is_turned_down_is_the_last_until_something_else_is_done() -> None:
    appealed = put(said(dealt(Verb.MUTE)))
    assert refused(said(appealed)) == "appeal.open"
    outcome = pressed(Verb.UPHOLD, appealed)
    assert told(outcome) == ["appeal.upheld"]
    upheld = put(outcome)
    assert WAITS not in indexes(upheld)
    assert refused(said(upheld)) == "appeal.over"
    banned = put(done(Known(put(pressed(Verb.BAN, upheld))), (), AT))
    assert isinstance(said(banned), Decision)


@pytest.mark.parametrize("verb", [Verb.BAN, Verb.WIPE])
def test_an_open_appeal_is_not_lost_by_what_is_done_meanwhile(verb: Verb) -> None:
    more = put(pressed(verb, put(said(dealt(Verb.MUTE)))))
    after = put(done(Known(more), (), AT)) if verb is Verb.BAN else more
    assert told(pressed(Verb.UPHOLD, after)) == ["appeal.upheld"]


def test_what_was_done_before_stands_where_the_platform_will_not_do_more() -> None:
    muted = dealt(Verb.MUTE)
    failed = Undelivered(CommandId("u"), "r", TOWN, None, None, False, "forbidden", against=KIM)
    left = put(undone(Known(put(pressed(Verb.BAN, put(said(muted))))), failed, AT))
    assert left.ended == muted.ended
    assert refused(said(left)) == "appeal.open"
    lifting = pressed(Verb.FINE, left)
    assert isinstance(lifting, Decision)
    assert Readmit(TOWN, KIM, silenced=True) in lifting.effects


def test_whose_messages_alone_were_deleted_may_appeal_as_well() -> None:
    wiped = pressed(Verb.WIPE, FOUND)
    appealed = put(said(put(wiped)))
    assert told(pressed(Verb.FINE, appealed)) == ["appeal.lifted"]


def test_without_words_they_are_asked_for_them() -> None:
    outcome = said(dealt(Verb.MUTE), None)
    assert isinstance(outcome, Decision)
    assert outcome.answer.form is not None
    assert outcome.put == ()


def test_what_the_platform_will_not_lift_stays_as_it_was() -> None:
    banned = dealt(Verb.BAN)
    lifting = put(pressed(Verb.FINE, put(said(banned))))
    failed = Undelivered(CommandId("u"), "r", TOWN, None, None, False, "forbidden", against=KIM)
    outcome = undone(Known(lifting), failed, AT)
    left = put(outcome)
    assert (left.ended, left.lifting, left.trouble) == (banned.ended, "", "forbidden")
    assert Verb.FINE in shown(outcome)


def test_nothing_is_lifted_before_it_is_done_or_twice() -> None:
    assert refused(pressed(Verb.FINE, put(pressed(Verb.BAN, FOUND)))) == "refusal.expired"
    lifting = put(pressed(Verb.FINE, dealt(Verb.MUTE)))
    assert {refused(pressed(verb, lifting)) for verb in (Verb.FINE, Verb.BAN)} == {"suspect.lifting"}
    assert refused(pressed(Verb.UPHOLD, dealt(Verb.BAN))) == "refusal.expired"


def test_a_ban_that_is_done_somewhere_else_too_has_not_been_lifted() -> None:
    lifting = put(pressed(Verb.FINE, dealt(Verb.BAN)))
    assert done(Known(lifting), (), AT) == UNCHANGED
    assert readmitted(Known(dealt(Verb.BAN)), (), AT) == UNCHANGED


def test_everything_that_was_done_is_kept_with_who_did_it() -> None:
    lifted = put(readmitted(Known(put(pressed(Verb.FINE, put(said(dealt(Verb.MUTE)))))), (), AT))
    deeds = [(each.what, each.by) for each in lifted.deeds]
    assert deeds == [("muted", "Ben"), ("appealed", KIM), ("lifted", "Ben")]


async def test_on_a_line_that_comes_with_a_plan_only_those_who_were_moderated_are_heard() -> None:
    store, reserved = MemoryStore(), Plan("gold", {}, "", (), lines=("here",))
    at = facts(policy(moderators=(HOME,), book=Book(plans=(reserved,))))
    appealed = Pressed(CommandId("a"), Person(KIM, "Kim"), Place("here:dm"), Verb.APPEAL, words=plain("no"))
    accounts = Accounts(Scenes(store), PlainTexts())
    assert await accounts.turns_away(appealed, at)
    muted = dealt(Verb.MUTE)
    await store.commit(Commit(CommandId("x"), NOW, {}, {f"suspect/{KIM}": muted}))
    assert not await accounts.turns_away(appealed, at)
    assert await accounts.turns_away(replace(appealed, verb=Verb.HELP), at)


def test_whoever_is_silenced_or_loses_messages_is_told_how_to_appeal() -> None:
    for outcome, key in (
        (done(Known(put(pressed(Verb.MUTE, FOUND)), language="pt-PT"), (), AT), "appeal.muted"),
        (pressed(Verb.WIPE, FOUND), "appeal.wiped"),
    ):
        assert isinstance(outcome, Decision)
        (notice,) = (each for each in outcome.effects if isinstance(each, Show) and each.to == direct(KIM))
        assert notice.card.lines[0].key == key
        assert [action.verb for action in notice.card.actions] == [Verb.APPEAL]
        assert notice.language == "pt-PT"
