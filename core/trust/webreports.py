"""An account that somebody without one reports on the desk's page, or by mail.

Nobody can tell who that was, or whether it was the same person twice. So all of these reports together weigh less than
one person's whose account is known, they never reopen what a moderator has decided, and what they say that the account
has written is shown and counts as nothing, as a picture of it does. No more are taken in an hour than the desk wants.
Whoever leaves an address hears by mail what became of it; nobody's mailbox gets more than its owner can be expected to
bear.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.cases.decision import Decision, Outcome, Record, Refusal
from core.people.addresses import address, fingerprint, mailbox
from core.people.proof import DAY, HOUR, PER_ADDRESS, PER_ADDRESS_A_DAY, Mailbox, lately, too_soon
from core.policy import Facts
from core.trust.known import Known
from core.trust.shown import visible
from core.trust.suspects import Report, Suspect, reported, seen_as
from core.trust.verdicts import Verdict
from core.trust.warnings import Warnings
from core.words.cards import Answer
from core.words.commands import Reported
from core.words.effects import Exhibit
from core.words.refs import Account
from core.words.texts import text

TAKEN: Final = "web-reports"
"""Under which is kept when reports were taken of late."""


def decide(
    known: Known, command: Reported, verdict: Verdict, taken: Warnings, box: Mailbox | None, facts: Facts
) -> Outcome:
    about, account = command.about, command.about.account
    if account is None:
        return Refusal(text("webreport.whom"))
    if account in facts.roster.by_account:
        return Refusal(text("report.staff", name=facts.roster.by_account[account].shown))
    own = {each.casefold() for each in facts.policy.texts.accounts}
    if about.username and f"@{about.username.casefold()}" in own:
        return Refusal(text("webreport.ours"))
    recent = taken.since(facts.now - HOUR)
    if len(recent) >= facts.policy.web_reports_per_hour:
        return Refusal(text("webreport.full"))
    counted = replace(taken, at=(*recent, facts.now))
    told = Answer(text("webreport.taken"), language=command.language)
    suspect = seen_as(known.suspect, about, account, None, facts.now)
    if suspect.ended is not None and suspect.ended.done:
        return Decision((counted,), answer=told)  # a moderator has decided, which strangers do not change
    by, written = _reporter(command, box, facts)
    suspect = reported(_looks(suspect, verdict), _report(command, by, facts))
    if suspect == known.suspect:
        return Decision((counted,), answer=told)
    noted: tuple[Record, ...] = (suspect, counted)
    if written is not None:
        noted = (*noted, written)
    return Decision(noted, (*known.cards(suspect, facts), *_shown(command, suspect, facts)), answer=told)


def _shown(command: Reported, suspect: Suspect, facts: Facts) -> Iterator[Exhibit]:
    """The picture, beside the card."""
    if command.picture is None:
        return
    came = "suspect.picture_by_mail" if command.by_mail else "suspect.picture_on_web"
    title = text(came, name=visible(suspect.shown), account=suspect.account)
    for place in facts.policy.moderators or facts.policy.boards:
        yield Exhibit(place, title, command.picture, facts.policy.language)


def _looks(suspect: Suspect, verdict: Verdict) -> Suspect:
    """By its names alone: nobody has seen what it wrote."""
    if not verdict.looks:
        return suspect
    looks = max(suspect.looks, verdict.looks)
    if suspect.staff:
        return replace(suspect, looks=looks)
    return replace(suspect, staff=verdict.staff, reasons=verdict.reasons, alike=verdict.key, looks=looks)


def _reporter(command: Reported, box: Mailbox | None, facts: Facts) -> tuple[Account | None, Mailbox | None]:
    """The mailbox that is to hear of it, with its record; none where none was left, or it got enough of late."""
    to = address(command.address) if facts.policy.people.mail else None
    if to is None:
        return None, None
    known, now = box or Mailbox(fingerprint(to)), facts.now
    offered = known.offered
    if too_soon(offered, HOUR, PER_ADDRESS, now) or too_soon(offered, DAY, PER_ADDRESS_A_DAY, now):
        return None, None
    return mailbox(to), replace(known, offered=(*lately(offered, DAY, now), now))


def _report(command: Reported, by: Account | None, facts: Facts) -> Report:
    return Report(
        by or Account(command.id),
        command.language,
        facts.now,
        command.words.text.strip(),
        counts=False,
        told=by is None,
        web=True,
        picture=command.picture,
        by_mail=command.by_mail,
    )
