"""What becomes of an account that passes for staff: noticed, reported, dealt with by a moderator."""

from dataclasses import replace

from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.cases.people import Requester
from core.policy import Facts
from core.trust import appeals, sharing
from core.trust.acting import acted
from core.trust.known import Known, communities
from core.trust.measures import out, removals
from core.trust.shown import visible, who
from core.trust.suspects import (
    Deed,
    End,
    Ended,
    Report,
    Suspect,
    contested,
    noted,
    passing,
    reported,
    seen_as,
    served,
    standing,
    with_words,
)
from core.trust.suspects import appeals as appealed
from core.trust.verdicts import Verdict, of_words
from core.words.cards import Answer, Verb
from core.words.commands import Noticed, Pressed, Undelivered
from core.words.effects import Effect, Tell
from core.words.people import Profile
from core.words.refs import direct
from core.words.texts import Text, text

ENDS: dict[Verb, End] = {Verb.BAN: "banned", Verb.MUTE: "muted", Verb.FINE: "fine"}
WOLF = 3
"""Whoever has reported so many accounts that were fine, and more than were not, is heard but does not count."""


def noticed(known: Known, command: Noticed, verdict: Verdict, facts: Facts) -> Decision:
    """Their name passes for a member of staff's: moderators see it, unless one of them has let it pass."""
    account = command.about.account
    if account is None or _passes(known.suspect, command.about):
        return UNCHANGED
    suspect = seen_as(known.suspect, command.about, account, command.where, facts.now)
    suspect = _judged(suspect, verdict)
    suspect = with_words(suspect, command.said, command.words.text if command.words else "")
    if suspect == known.suspect:
        return UNCHANGED
    return _with_rule(suspect, verdict, known, facts)


def report(
    known: Known,
    command: Pressed,
    about: Profile | None,
    reporter: Requester,
    verdict: Verdict,
    language: str,
    facts: Facts,
) -> Outcome:
    """Somebody says that an account passes for staff, with what it wrote or with their own words about it."""
    if about is None or about.account is None:
        return Refusal(text("report.whom"))
    if about.account == command.who.account:
        return Refusal(text("report.yourself"))
    if about.account in facts.roster.by_account:
        staff = facts.roster.by_account[about.account]
        return Refusal(text("report.staff", name=staff.shown))
    said = command.words.text if command.words else ""
    where = command.ref.place if command.ref is not None else None if command.private else command.where
    suspect = _judged(seen_as(known.suspect, about, about.account, where, facts.now), verdict)
    suspect = with_words(suspect, command.ref, said)
    words = "" if command.ref is not None else said
    counts = reporter.cried < WOLF or reporter.cried <= reporter.helped
    told = Answer(text("report.taken", name=visible(about.shown or about.account)), language=language)
    if suspect.ended is not None and suspect.ended.done and suspect.ended.how != "fine":
        return Decision(answer=Answer(text(f"report.over_{suspect.ended.how}"), language=language))
    if suspect.ended is not None and suspect.ended.how == "fine":
        if not counts:
            fine = text("report.outcome_fine", name=visible(about.shown))
            return Decision(answer=Answer(fine, language=language))
        suspect = replace(suspect, ended=None)  # somebody whose word counts wants it looked at again
    suspect = reported(suspect, Report(command.who.account, language, facts.now, words, counts))
    if suspect == known.suspect:
        return Decision(answer=told)
    return replace(_with_rule(suspect, verdict, known, facts), answer=told)


def deal(known: Known, command: Pressed, by: str, reporters: tuple[Requester, ...], facts: Facts) -> Outcome:
    """A moderator has pressed one of the card's buttons. Nobody hears that an account is out before it is."""
    if known.suspect is None:
        return Refusal(text("refusal.expired"))
    suspect = served(known.suspect, facts.now)
    if suspect.lifting:
        return Refusal(text("suspect.lifting", by=suspect.lifting))
    if command.verb is Verb.UPHOLD:
        return appeals.uphold(known, suspect, by, facts)
    if command.verb is Verb.FINE and suspect.ended is not None and suspect.ended.how != "fine":
        return appeals.lift(known, suspect, by, facts)
    if (already := _already(command.verb, suspect)) is not None:
        return Refusal(text("suspect.by", by=who(already.by), at=already.at))
    if command.verb is Verb.WIPE:
        return _wiped(suspect, known, by, facts)
    how = ENDS[command.verb]
    answer = Answer(text(f"suspect.doing_{how}", name=visible(suspect.shown)))
    if how == "fine":
        let = passing(replace(suspect, ended=Ended(how, by, facts.now, done=True), trouble=""))
        return replace(_told(noted(let, how, by, facts.now), known, reporters, facts), answer=answer)
    going = replace(suspect, ended=Ended(how, by, facts.now), trouble="")
    places = communities(going, facts)
    if not places:
        nowhere = replace(suspect, trouble="nowhere")
        return Decision((nowhere,), tuple(known.cards(nowhere, facts)))
    measures = out(going, places, facts.now, banned=how == "banned")
    return Decision((going,), (*measures, *known.cards(going, facts)), answer=answer)


def _already(verb: Verb, suspect: Suspect) -> Ended | Deed | None:
    """What stands of this, and by whom: two may press at once, and one twice."""
    ended = suspect.ended
    if ended is not None and ended.how == "banned":
        return ended
    if verb is Verb.WIPE:
        wiped = (each for each in reversed(suspect.deeds) if each.what == "wiped")
        return next(wiped, None) if suspect.wiped else None
    if ended is None or ended.how != ENDS[verb] or (ended.how == "fine" and appealed(suspect)):
        return None
    return ended


def done(known: Known, reporters: tuple[Requester, ...], facts: Facts) -> Decision:
    """The platform has done what a moderator, or the desk's rule, wanted."""
    suspect = known.suspect
    if suspect is None or suspect.ended is None or suspect.ended.done:
        return UNCHANGED
    ended = suspect.ended
    over = replace(contested(suspect), ended=replace(ended, done=True))
    over = noted(over, ended.how, ended.by, facts.now)
    decided = _told(over, known, reporters, facts)
    if ended.how == "muted":
        return replace(decided, effects=(*decided.effects, appeals.notice(known, over, "muted", ended.by)))
    return decided


def readmitted(known: Known, reporters: tuple[Requester, ...], facts: Facts) -> Decision:
    """The platform has taken back what a moderator has lifted."""
    if known.suspect is None or not known.suspect.lifting:
        return UNCHANGED
    return _told(appeals.lifted(known.suspect, facts), known, reporters, facts)


def undone(known: Known, command: Undelivered, facts: Facts) -> Decision:
    """The platform would not do it: the card says so, with what to change, and offers it again."""
    suspect = known.suspect
    if suspect is None:
        return UNCHANGED
    if command.message is None:
        again = replace(suspect, ended=standing(suspect), lifting="")
    elif _wanted_gone(suspect, command):
        again = replace(suspect, wiped=False)
    else:
        return UNCHANGED
    again = replace(again, trouble=_trouble(command.reason))
    return Decision((again,), tuple(known.cards(again, facts)))


def _with_rule(suspect: Suspect, verdict: Verdict, known: Known, facts: Facts) -> Decision:
    """The account as it is known now, with what the desk's rule has done about it."""
    after, measures = acted(suspect, verdict, facts)
    return Decision((after,), (*measures, *known.cards(after, facts)))


def _told(suspect: Suspect, known: Known, reporters: tuple[Requester, ...], facts: Facts) -> Decision:
    """It is over: the card shows it, and whoever reported the account hears what became of it, once."""
    if suspect.ended is None:
        return UNCHANGED
    how = suspect.ended.how
    outcome = text(f"report.outcome_{how}", name=visible(suspect.shown))
    heard, told = appeals.answered(suspect, "lifted") if how == "fine" else (suspect, ())
    hears = {each.by for each in suspect.reports if not each.told or (how == "fine" and each.helped)}
    was = {each.by: each for each in suspect.reports}
    reports = (replace(each, told=True, helped=_helps(each, how)) for each in suspect.reports)
    heard = replace(heard, reports=tuple(reports))
    effects: list[Effect] = [*known.cards(heard, facts), *told]
    effects += [
        Tell(direct(by), _stranger(was[by], suspect, how) if was[by].web else outcome, was[by].language)
        for by in was
        if by in hears
    ]
    effects += sharing.shared(heard, facts)
    counted = tuple(_counted(each, was[each.account], how) for each in reporters if each.account in hears)
    return Decision((heard, *counted), tuple(effects))


def _stranger(report: Report, suspect: Suspect, how: End) -> Text:
    """What whoever has left their address hears: that it was left may not have been their doing."""
    became = "seen" if suspect.by_name else how
    if report.by_mail:
        return text(f"report.by_mail_{became}", account=suspect.account)
    return text(f"report.on_web_{became}", account=suspect.account)


def _helps(report: Report, how: End) -> bool:
    """Whether it is for this report, among others, that the account is out."""
    return how != "fine" and (report.helped or not report.told)


def _wanted_gone(suspect: Suspect, command: Undelivered) -> bool:
    """Whether a moderator wanted that message deleted; one that held a secret is deleted without any."""
    asked = suspect.wiped or (suspect.ended is not None and suspect.ended.how == "banned")
    return asked and any(
        (each.ref.place, each.ref.id) == (command.to, command.message) for each in suspect.wrote
    )


def _trouble(reason: str) -> str:
    return reason if reason in {"forbidden", "place_gone", "spared"} else "refused"


def _wiped(suspect: Suspect, known: Known, by: str, facts: Facts) -> Decision:
    wiped = noted(replace(contested(suspect), wiped=True), "wiped", by, facts.now)
    return Decision(
        (wiped,),
        (*removals(suspect), *known.cards(wiped, facts), appeals.notice(known, wiped, "wiped", by)),
        answer=Answer(text("suspect.doing_wiped")),
    )


def _counted(reporter: Requester, report: Report, how: End) -> Requester:
    """What their word was worth this time, for the next; what was lifted was worth nothing after all."""
    if how == "fine":
        return replace(reporter, cried=reporter.cried + 1, helped=max(0, reporter.helped - report.helped))
    return replace(reporter, helped=reporter.helped + 1)


def _judged(suspect: Suspect, verdict: Verdict) -> Suspect:
    if verdict.kind != "imitation":
        return suspect
    written = (each for each in suspect.reasons if of_words(each) and suspect.asks > 0)
    return replace(
        suspect,
        staff=verdict.staff,
        reasons=tuple(dict.fromkeys((*verdict.reasons, *written))),
        alike=verdict.key,
        looks=max(suspect.looks, verdict.looks),
        asks=max(suspect.asks, verdict.asks),
    )


def _passes(suspect: Suspect | None, about: Profile) -> bool:
    if suspect is None or about.picture not in {"", suspect.pictured}:
        return False
    return (*about.names, about.username) in suspect.fine_as
