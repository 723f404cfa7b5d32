"""How an incident or a maintenance is shown: where it is told, before it is told, and where it is asked for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from core.cases.cards import button
from core.policy import Facts
from core.status.calls import CALLED, Call
from core.status.components import Affected
from core.status.forms import BLANK
from core.status.incidents import OVER, Incident, Update
from core.status.maintenance import Maintenance, Matter
from core.status.spreading import Spread, to_go
from core.words.cards import Action, Card, Style, Verb
from core.words.effects import Show
from core.words.refs import CardKey, Destination
from core.words.texts import Text, in_language, text

TOLD = 12
"""So many of the latest updates of one message are shown, and no more than `ROOM` of their characters."""
ROOM = 2_800
LISTED = 5
NAMED = 100
BRIEF, BUTTON = 16, 60
OFFERED = 10
"""So many templates are offered as buttons; others can be written."""
SHORTEST = timedelta(seconds=1)


def shown(matter: Matter, heard: int, places: Iterable[Destination], facts: Facts) -> tuple[Show, ...]:
    """What the updates after the first `heard` change in these places: the messages that they belong to, the one
    before where they begin a new one, and another at the end.
    """
    since = matter.updates[max(heard, 1) - 1].part
    cards = [timeline(matter, part, facts) for part in range(since, matter.last.part + 1)]
    if matter.over:
        cards.append(ending(matter, facts))
    *before, newest = cards
    return tuple(
        show
        for place in places
        for show in (
            *(Show(place, card, facts.policy.language) for card in before),
            _calling(place, newest, matter, facts),
        )
    )


def _calling(place: Destination, card: Card, matter: Matter, facts: Facts) -> Show:
    """With those called who asked for it, and a button for others until it is over."""
    every, language = facts.policy.status.calls_at(place), facts.policy.language
    roles = tuple(each.role for each in every if each.concerns(matter))
    if every and not matter.over:
        card = replace(card, actions=tuple(_call_me(each, language, every) for each in every))
    return Show(place, card, language, calls=roles)


def _call_me(call: Call, language: str, every: tuple[Call, ...]) -> Action:
    """The press asks to be called, or to be called no more."""
    named = text("button.call_me_to", name=in_language(call.label, language))
    label = named if len(every) > 1 else text("button.call_me")
    return button(Verb.SUBSCRIBE, argument=f"{CALLED}{call.role}", label=label)


def timeline(matter: Matter, part: int, facts: Facts) -> Card:
    """One message: how it stands, and what was told in it, the latest first."""
    key = CardKey(f"incident/{matter.number}/{part}")
    title, by_itself = titled(matter), matter.last.by is None
    told = [each for each in matter.updates if each.part == part]
    if part < matter.last.part:
        return Card(
            key, title, (text("incident.goes_on"), *_updates(told)), automatic=by_itself, announced=True
        )
    lines = (*state(matter, facts), *_updates(told))
    return Card(key, title, lines, tone=_tone(matter), automatic=by_itself, announced=True)


def ending(matter: Matter, facts: Facts) -> Card:
    """The message that says that it is over."""
    lines: list[Text] = []
    if matter.last.stage != "cancelled":
        lines.append(text("incident.lasted", length=(matter.ended or facts.now) - matter.began))
    for each in matter.updates:
        if each.stage in OVER:
            lines += _words(each.words)
    title = text(f"incident.ended_{_end(matter)}", title=matter.title)
    key = CardKey(f"incident/{matter.number}/end")
    return Card(key, title, tuple(lines), tone="good", automatic=matter.last.by is None, announced=True)


def preview(matter: Matter, token: str, facts: Facts) -> Card:
    """The same before it is told, to the one who writes it only."""
    card = timeline(matter, matter.last.part, facts)
    count = len(facts.policy.status.places)
    where = text("incident.goes_to", count=count) if count else text("incident.goes_nowhere")
    called = [in_language(each.label, facts.policy.language) for each in _to_be_called(matter, facts)]
    calls = (text("incident.calls", names=", ".join(called)),) if called else ()
    return Card(
        CardKey(f"draft/{token}"),
        text("incident.preview"),
        (card.title, *card.lines, where, *calls),
        (
            button(Verb.PUBLISH, argument=token, style="primary"),
            button(Verb.DISCARD, argument=token),
        ),
        "waiting",
    )


def _to_be_called(matter: Matter, facts: Facts) -> tuple[Call, ...]:
    """Whom its newest update calls: a new message does, one that grows does not."""
    before = matter.updates[:-1]
    ends = matter.over and not any(each.stage in OVER for each in before)
    anew = not before or ends or matter.last.part > before[-1].part
    return tuple(each for each in facts.policy.status.calls if anew and each.concerns(matter))


def progress(spread: Spread, matter: Matter, facts: Facts) -> Card:
    """How far the news have got, for staff."""
    lines = [
        text("spread.told", count=spread.told, passed=spread.passed, all=max(spread.total, spread.passed))
    ]
    if spread.lost:
        lines.append(text("spread.lost", count=spread.lost))
    if spread.uncertain:
        names = ", ".join(spread.uncertain[:NAMED]) + ("…" if len(spread.uncertain) > NAMED else "")
        lines.append(text("spread.uncertain", count=len(spread.uncertain), people=names))
    left = to_go(spread, facts.now)
    if spread.turn == "done":
        lines.append(text("spread.done"))
    elif left is not None:
        lines.append(text("spread.left", length=max(left, SHORTEST)))
    key = CardKey(f"spread/{matter.number}/{spread.revision}")
    title = text("spread.title", number=matter.number, title=matter.title)
    return Card(key, title, tuple(lines), tone="good" if spread.turn == "done" else "waiting")


def titled(matter: Matter) -> Text:
    match matter:
        case Maintenance(kind=kind, title=title):
            return text(f"maintenance.{kind}", title=title)
        case Incident(known=True, title=title):
            return text("incident.known", title=title)
        case _:
            return text("incident.title", title=matter.title)


def state(matter: Matter, facts: Facts, language: str | None = None) -> tuple[Text, ...]:
    """How bad it is, what it affects, and until when that is expected, in the desk's language where none is named."""
    last = matter.last
    stage = text(f"incident.stage_{last.stage}")
    if isinstance(matter, Maintenance):
        lines = [text("maintenance.state", stage=stage)]
        if not matter.over:
            lines.append(text("maintenance.times", starts=matter.starts, ends=matter.ends))
            lines += affected([Affected(each, "maintenance") for each in matter.components], facts, language)
        return tuple(lines)
    impact = text(f"incident.impact_{matter.impact}")
    lines = [text("incident.state", stage=stage, impact=impact), *affected(last.affected, facts, language)]
    if not matter.over and not (matter.known and last.eta is None):
        lines.append(text("incident.eta", at=last.eta) if last.eta else text("incident.no_eta"))
    return tuple(lines)


def in_brief(matter: Matter, facts: Facts, language: str) -> tuple[Text, ...]:
    """The same among others: its title, how it stands, the latest words."""
    return (
        text("incident.bold", title=titled(matter)),
        *state(matter, facts, language),
        *_updates((matter.last,)),
    )


def history(matter: Matter) -> tuple[Text, ...]:
    """All that was told of it, the latest first."""
    return _updates(matter.updates)


def news(matter: Matter, facts: Facts, language: str) -> tuple[Text, ...]:
    """What somebody who follows it is told of its latest update: how it stands, and the words."""
    return (*state(matter, facts, language), *_words(matter.last.words))


def which(matters: Iterable[Matter], verb: Verb) -> Card:
    """Several are open: which is meant?"""
    actions = tuple(choice(verb, each) for each in list(matters)[:LISTED])
    return Card(CardKey("incidents"), text("incident.which"), (), actions)


def templates(facts: Facts) -> Card:
    """Which template does an incident begin with?"""
    every = facts.policy.status.templates[:OFFERED]
    actions = [
        button(Verb.INCIDENT, argument=each.id, label=text("button.template", title=each.title[:BUTTON]))
        for each in every
    ]
    actions.append(button(Verb.INCIDENT, argument=BLANK, style="primary", label=text("button.no_template")))
    return Card(CardKey("templates"), text("incident.which_template"), (), tuple(actions))


def choice(verb: Verb, matter: Matter, style: Style = "secondary") -> Action:
    """The button of one among several."""
    title = matter.title if len(matter.title) <= BRIEF else f"{matter.title[: BRIEF - 1]}…"
    label = text("button.incident", number=matter.number, title=title)
    return button(verb, argument=str(matter.number), style=style, label=label)


def affected(every: Iterable[Affected], facts: Facts, language: str | None = None) -> list[Text]:
    rules, spoken = facts.policy.status, language or facts.policy.language
    return [
        text(
            "incident.affects",
            component=rules.named(each.component, spoken),
            level=text(f"component.{each.level}"),
        )
        for each in every
    ]


# ---- pieces


def _tone(matter: Matter) -> Literal["calm", "waiting", "good", "warning"]:
    if matter.over:
        return "good"
    if isinstance(matter, Maintenance):
        return "waiting" if matter.under_way else "calm"
    return "waiting" if matter.last.stage == "monitoring" or matter.known else "warning"


def _end(matter: Matter) -> str:
    return next(each.stage for each in matter.updates if each.stage in OVER)


def _updates(told: Iterable[Update]) -> tuple[Text, ...]:
    lines: list[Text] = []
    left = ROOM
    for each in list(reversed(list(told)))[:TOLD]:
        left -= len(each.words)
        if lines and left < 0:
            lines.append(text("incident.earlier"))
            break
        said = _words(each.words)
        stage = text(f"incident.stage_{each.stage}")
        if len(said) == 1:
            lines.append(text("incident.update", at=each.at, stage=stage, words=each.words.strip()))
        else:
            lines += [text("incident.update_bare", at=each.at, stage=stage), *said]
    return tuple(lines)


def _words(words: str) -> list[Text]:
    return [text("incident.words", words=line) for line in words.splitlines() if line.strip()]
