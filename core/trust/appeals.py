"""Whoever was silenced or banned, or had messages deleted, may say once why that was wrong.

Moderators see it on the account's card and lift what was done, or let it stand. What is lifted is over once the
platform has done it; the account then passes under its names as one that was let pass.
"""

from dataclasses import replace
from typing import Literal

from core.cases.cards import button
from core.cases.decision import Decision, Outcome, Refusal
from core.policy import Facts
from core.trust.known import Known, communities
from core.trust.shown import visible
from core.trust.suspects import Appeal, Ended, Suspect, appeals, contestable, noted, passing, put_out
from core.words.cards import Answer, Card, Form, Verb
from core.words.commands import Pressed
from core.words.effects import Readmit, Show, Tell
from core.words.refs import CardKey, direct
from core.words.texts import text


def appeal(known: Known, command: Pressed, language: str, facts: Facts) -> Outcome:
    """Somebody says why what moderators did to them was wrong."""
    suspect = known.suspect
    if suspect is None or not contestable(suspect):
        return Refusal(text("appeal.nothing"))
    if suspect.appeal is not None:
        return Refusal(text("appeal.over" if suspect.appeal.over else "appeal.open"))
    words = command.words.text.strip() if command.words else ""
    if not words:
        return Decision(answer=Answer(form=Form("appeal", text("form.appeal")), language=language))
    appealed = noted(replace(suspect, appeal=Appeal(words, language)), "appealed", suspect.account, facts.now)
    told = Answer(text("appeal.taken"), language=language, private=True)
    return Decision((appealed,), tuple(known.cards(appealed, facts)), answer=told)


def lift(known: Known, suspect: Suspect, by: str, facts: Facts) -> Outcome:
    """A moderator takes back that an account was banned or silenced."""
    if suspect.ended is None or not put_out(suspect):
        return Refusal(text("refusal.expired"))
    lifting = replace(suspect, lifting=by, trouble="")
    silenced = suspect.ended.how == "muted"
    back = (Readmit(place, suspect.account, silenced) for place in communities(suspect, facts))
    answer = Answer(text("suspect.doing_lifted", name=visible(suspect.shown)))
    return Decision((lifting,), (*back, *known.cards(lifting, facts)), answer=answer)


def lifted(suspect: Suspect, facts: Facts) -> Suspect:
    """The platform has let the account in, or speak, again."""
    fine = Ended("fine", suspect.lifting, facts.now, done=True)
    return noted(passing(replace(suspect, ended=fine, lifting="")), "lifted", fine.by, facts.now)


def uphold(known: Known, suspect: Suspect, by: str, facts: Facts) -> Outcome:
    """A moderator has looked at the appeal, and it stays as it is."""
    if not appeals(suspect):
        return Refusal(text("refusal.expired"))
    heard, told = answered(noted(suspect, "upheld", by, facts.now), "upheld")
    answer = Answer(text("suspect.doing_upheld", name=visible(suspect.shown)))
    return Decision((heard,), (*told, *known.cards(heard, facts)), answer=answer)


def answered(suspect: Suspect, how: Literal["lifted", "upheld"]) -> tuple[Suspect, tuple[Tell, ...]]:
    """Whoever appealed hears what came of it."""
    if suspect.appeal is None or not appeals(suspect):
        return suspect, ()
    told = Tell(direct(suspect.account), text(f"appeal.{how}"), suspect.appeal.language)
    return replace(suspect, appeal=replace(suspect.appeal, over=True)), (told,)


def notice(known: Known, suspect: Suspect, what: Literal["muted", "wiped"], by: str) -> Show:
    """What somebody who was silenced, or whose messages were deleted, is told in private."""
    lines = (text(f"appeal.{what}" if by else f"appeal.ruled_{what}"), text("appeal.how"))
    shown = Card(CardKey("appeal"), text("appeal.title"), lines, (button(Verb.APPEAL),), "warning")
    return Show(direct(suspect.account), shown, known.language)
