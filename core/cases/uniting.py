"""Two chats that one person has open on two platforms: asked once whether they are to be one, where that was proven.

The older one stays, and with it where answers go. What is written in the other's place arrives in it from then on.
"""

from dataclasses import replace

from core.cases.cards import button
from core.cases.case import Case, Closed
from core.cases.decision import Decision, Outcome, Refusal, Scene
from core.cases.merging import joined
from core.people.standing import Standing
from core.policy import Facts
from core.words.cards import Action, Answer, Card, Verb
from core.words.commands import Pressed
from core.words.effects import Effect, Show, Tell
from core.words.refs import Account, CardKey, carrier
from core.words.texts import Text, text


def older_first(one: Case, other: Case) -> tuple[Case, Case]:
    older, newer = sorted((one, other), key=lambda each: (each.asked_at, each.id))
    return older, newer


def open_still(case: Case) -> bool:
    """Whether it can be one of two that become one: what is said in a complaint stays there."""
    return not isinstance(case.phase, Closed) and case.complaint is None and not case.reported


def question(own: Case, other: Case) -> Show:
    """Asked in the place of `own`."""
    older, newer = older_first(own, other)
    how = text("unite.how", into=older.id, platform=_platform(older.requester))
    actions = (
        button(Verb.UNITE, newer, str(older.id), "primary"),
        button(Verb.KEEP, newer, str(older.id)),
    )
    return _card(own, older, newer, (text("unite.question"), how), actions)


def unite(scene: Scene, older: Case, command: Pressed, asker: Standing | None, facts: Facts) -> Outcome:
    """The scene's case, the newer one, goes on in the older. `asker`: as whom the person counts in it from now on."""
    newer = scene.the_case
    if not open_still(newer) or not open_still(older):
        return Refusal(text("refusal.expired"))
    known = older if asker is None else replace(older, asker=asker)
    here = text("unite.here", case=newer.id, platform=_platform(newer.requester))
    there = text("unite.there", case=newer.id, into=older.id, platform=_platform(older.requester))
    decision = joined(scene, command.id, known, (command.who.account, command.who.name), here, facts)
    over = text("told.merged", case=newer.id, into=older.id)
    own = newer if command.who.account == newer.requester else older
    told: tuple[Effect, ...] = (
        (_card(own, older, newer, (there,), ()),)
        if own is newer
        else (Tell(newer.place, there, newer.language), _card(own, older, newer, (over,), ()))
    )
    effects = (*decision.effects, *told)
    return replace(decision, effects=effects, answer=Answer(over, language=own.language))


def keep(newer: Case, older: Case, command: Pressed) -> Outcome:
    if not open_still(newer) or not open_still(older):
        return Refusal(text("refusal.expired"))
    own = newer if command.who.account == newer.requester else older
    kept = text("unite.kept")
    return Decision((), (_card(own, older, newer, (kept,), ()),), answer=Answer(kept, language=own.language))


def _card(own: Case, older: Case, newer: Case, lines: tuple[Text, ...], actions: tuple[Action, ...]) -> Show:
    title = text("unite.title", one=older.id, other=newer.id)
    card = Card(
        CardKey(f"unite/{older.id}/{newer.id}"), title, lines, actions, "waiting" if actions else "calm"
    )
    return Show(own.place, card, own.language)


def _platform(account: Account) -> str:
    return carrier(account).capitalize()
