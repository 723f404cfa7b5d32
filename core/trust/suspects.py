"""An account that passes for staff: what is known of it, who reported it, and how it ended. One record for each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from core.trust.rules import Act
from core.words.files import File
from core.words.people import Profile
from core.words.records import Index, Ranked
from core.words.refs import Account, Carrier, MessageRef, Place, carrier
from core.words.texts import Text

SUSPECTS = "suspects"
"""Accounts whose card waits for a moderator, by when they were first noticed."""
NOTICED = "suspects:all"
"""Every account that has a card, by the same."""
KEPT = 20
"""The latest of what an account wrote, and of those who reported it, that are kept."""
KEPT_OF_WEB = 5
"""As many of those on the web, so that they crowd nobody out."""
STANDING = frozenset({"banned", "muted", "fine", "lifted"})
"""After one of these the earlier ones stand no more."""
MUTED = timedelta(days=1)
WIPED = timedelta(hours=1)
"""So far back what a banned account wrote goes with it, beside what was kept of it, which goes however old it is."""

RULE = ""
"""Whose doing it is where nobody pressed: the desk's rule for what is done by itself."""

End = Literal["banned", "muted", "fine"]
What = Literal["banned", "muted", "fine", "wiped", "appealed", "upheld", "lifted"]


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody reported it. `counts`: their word weighs, since they have not cried wolf before."""

    by: Account
    language: str
    at: datetime
    words: str = ""
    counts: bool = True
    told: bool = False
    """They have heard what became of it."""
    helped: bool = False
    """It was one of those for which the account was put out."""
    web: bool = False
    """Somebody says so whose account is not known, on the desk's page or `by_mail`: `by` is the mailbox that hears of
    it, else nobody.
    """
    picture: File | None = None
    by_mail: bool = False


@dataclass(frozen=True, slots=True)
class Wrote:
    """A message of theirs, kept as evidence."""

    ref: MessageRef
    words: str


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of it, who made it so, by name, and when."""

    how: End
    by: str
    at: datetime
    done: bool = False
    """The platform has done it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of what was done about an account, and by whom. Never changed."""

    what: What
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ruled:
    """When the desk's rule last acted on an account, how, and what that called itself."""

    names: tuple[str, ...]
    at: datetime
    does: Act


@dataclass(frozen=True, slots=True)
class Appeal:
    """Why they say it was wrong, and in which language. `over`: a moderator has decided on it."""

    words: str
    language: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Suspect:
    """One account. `alike` is the key that look-alikes of one name share; `fine_as`: names that a moderator has let
    pass.
    """

    account: Account
    names: tuple[str, ...]
    username: str
    since: datetime
    staff: str = ""
    reasons: tuple[Text, ...] = ()
    alike: str = ""
    pictured: str = ""
    """The member of staff whose picture it was last seen with."""
    seen: tuple[Place, ...] = ()
    wrote: tuple[Wrote, ...] = ()
    wiped: bool = False
    reports: tuple[Report, ...] = ()
    fine_as: tuple[tuple[str, ...], ...] = ()
    ended: Ended | None = None
    trouble: str = ""
    """Why what a moderator wanted could not be done, as the platform said."""
    appeal: Appeal | None = None
    """Against the latest that was done."""
    lifting: str = ""
    """Who is having it lifted; the platform has not yet."""
    deeds: tuple[Deed, ...] = ()
    looks: float = 0.0
    """How sure its names and marks make one, as they are now; `asks`: what it has written, at its worst."""
    asks: float = 0.0
    ruled: Ruled | None = None
    by_name: bool = False
    """As in `Profile`."""

    @property
    def shown(self) -> str:
        """What it calls itself, as far as that is known."""
        return next(iter(self.names), self.username or self.account)

    @property
    def credible(self) -> int:
        """How many different people whose word weighs have reported it."""
        return sum(report.counts for report in self.reports)


def indexes(suspect: Suspect) -> frozenset[Index]:
    """The index entries of a suspect: a pure function of it."""
    since = suspect.since.timestamp()
    found: set[Index] = {Ranked(NOTICED, suspect.account, since)}
    if suspect.ended is None or appeals(suspect):
        found.add(Ranked(SUSPECTS, suspect.account, since))
    if suspect.alike:
        found.add(Ranked(like(suspect.alike), suspect.account, since))
    if suspect.username:
        found.add(Ranked(handle(carrier(suspect.account), suspect.username), suspect.account, since))
    return frozenset(found)


def pictures(reports: Iterable[Report]) -> tuple[File, ...]:
    """The pictures that came with them."""
    return tuple(each.picture for each in reports if each.picture is not None)


def appeals(suspect: Suspect) -> bool:
    """Whether an appeal waits for a moderator."""
    return suspect.appeal is not None and not suspect.appeal.over


def put_out(suspect: Suspect) -> bool:
    """Whether the account is banned or silenced."""
    return suspect.ended is not None and suspect.ended.done and suspect.ended.how != "fine"


def contestable(suspect: Suspect) -> bool:
    """Whether something stands that was done to them, against which they may appeal."""
    if suspect.ended is not None:
        return put_out(suspect) and not suspect.lifting
    return any(each.what == "wiped" for each in suspect.deeds)


def contested(suspect: Suspect) -> Suspect:
    """Something more is done to them: they may appeal anew, where an earlier appeal has been decided on."""
    return suspect if appeals(suspect) else replace(suspect, appeal=None)


def standing(suspect: Suspect) -> Ended | None:
    """What the platform has done, whatever is on its way."""
    if suspect.ended is None or suspect.ended.done:
        return suspect.ended
    latest = next((each for each in reversed(suspect.deeds) if each.what in STANDING), None)
    return Ended("muted", latest.by, latest.at, done=True) if latest and latest.what == "muted" else None


def served(suspect: Suspect, now: datetime) -> Suspect:
    """Whoever was silenced may write again after that day, and is as open as before."""
    match suspect.ended:
        case Ended("muted", at=at, done=True) if now - at >= MUTED:
            return replace(suspect, ended=None)
        case _:
            return suspect


def called(suspect: Suspect) -> tuple[str, ...]:
    """Everything that it calls itself."""
    return (*suspect.names, suspect.username)


def passing(suspect: Suspect) -> Suspect:
    """From now on the account may go by the names that it has, and what spoke against it does so no more."""
    return replace(suspect, fine_as=(*suspect.fine_as, called(suspect)), looks=0.0, asks=0.0)


def noted(suspect: Suspect, what: What, by: str, at: datetime) -> Suspect:
    return replace(suspect, deeds=(*suspect.deeds, Deed(what, by, at))[-KEPT:])


def like(key: str) -> str:
    """The index of all accounts that share a look-alike name, on any platform."""
    return f"alike:{key}"


def handle(on: Carrier, username: str) -> str:
    """The index of the accounts that go by a user name on a platform, or did when they were last seen."""
    return f"handle:{on}:{username.casefold()}"


def seen_as(
    suspect: Suspect | None, about: Profile, account: Account, where: Place | None, now: datetime
) -> Suspect:
    """The suspect as they are seen now. Whoever was let pass and has another name, or now somebody's picture, is looked
    at anew.
    """
    if suspect is None:
        suspect = Suspect(account, about.names, about.username, now, by_name=about.by_name)
    suspect = served(suspect, now)
    if not (about.names or about.username):
        about = replace(about, names=suspect.names, username=suspect.username)
    renamed = suspect.names != about.names or suspect.username != about.username
    if renamed:
        suspect = replace(suspect, looks=0.0)
    pictured = about.picture or suspect.pictured
    if (
        (renamed or pictured != suspect.pictured)
        and suspect.ended is not None
        and suspect.ended.how == "fine"
    ):
        suspect = replace(suspect, ended=None)
    seen = suspect.seen
    if where is not None:
        seen = (*(each for each in seen if each != where), where)[-KEPT:]
    return replace(suspect, names=about.names, username=about.username, pictured=pictured, seen=seen)


def with_words(suspect: Suspect, ref: MessageRef | None, words: str) -> Suspect:
    """With a message of theirs as evidence; the words of one that is known are kept as they were first."""
    if ref is None or any(each.ref == ref for each in suspect.wrote):
        return suspect
    return replace(suspect, wrote=(*suspect.wrote, Wrote(ref, words))[-KEPT:], wiped=False)


def reported(suspect: Suspect, report: Report) -> Suspect:
    """One person's word counts once, however often they say it; who has heard of an earlier decision hears of the
    next.
    """
    before = next((each for each in suspect.reports if each.by == report.by), None)
    if before is not None and (suspect.ended is not None or not before.told):
        return suspect
    every = (*(each for each in suspect.reports if each is not before), report)
    known, web = [[each for each in every if each.web is of_web] for of_web in (False, True)]
    kept = {each.by for each in (*known[-KEPT:], *web[-KEPT_OF_WEB:])}
    return replace(suspect, reports=tuple(each for each in every if each.by in kept))
