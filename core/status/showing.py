"""How an incident is shown: in the places where the desk tells of it, before it is told, and where it is asked for."""

from collections.abc import Iterable
from typing import Literal

from core.cases.cards import button
from core.policy import Facts
from core.status.components import Affected
from core.status.incidents import STAGES, Incident, Update
from core.words.cards import Action, Card, Choice, Field, Form, Verb
from core.words.effects import Show
from core.words.refs import CardKey
from core.words.texts import Text, text

TOLD = 12
"""So many of the latest updates of one message are shown, and no more than `ROOM` of their characters."""
ROOM = 2_800
LISTED = 5


def shown(incident: Incident, facts: Facts) -> tuple[Show, ...]:
    """What its latest update changes in each place, the primary one first: the message that it belongs to, the one
    before where it begins a new one, and another at the end.
    """
    cards = [timeline(incident, incident.last.part, facts)]
    if len(incident.updates) > 1 and incident.updates[-2].part < incident.last.part:
        cards.insert(0, timeline(incident, incident.updates[-2].part, facts))
    if incident.over:
        cards.append(ending(incident, facts))
    language = facts.policy.language
    return tuple(Show(place, card, language) for place in facts.policy.status.places for card in cards)


def timeline(incident: Incident, part: int, facts: Facts) -> Card:
    """One message of an incident: how it stands, and what was told in it, the latest first."""
    key = CardKey(f"incident/{incident.number}/{part}")
    title = text("incident.title", title=incident.title)
    told = [each for each in incident.updates if each.part == part]
    if part < incident.last.part:
        lines = (text("incident.goes_on"), *_updates(told))
        return Card(key, title, lines, tone="calm", automatic=False)
    lines = (*state(incident, facts), *_updates(told))
    if incident.over:
        return Card(key, title, lines, tone="good", automatic=False)
    tone: Literal["waiting", "warning"] = "waiting" if incident.last.stage == "monitoring" else "warning"
    return Card(key, title, lines, tone=tone, automatic=False)


def ending(incident: Incident, facts: Facts) -> Card:
    """The message that says that it is over."""
    ended = next(each for each in incident.updates if each.stage in {"resolved", "postmortem"})
    lines = [text("incident.lasted", length=incident.lasted(facts.now))]
    later = [each for each in incident.updates if each.stage == "postmortem"]
    for each in (ended, *later):
        lines += _words(each.words)
    key = CardKey(f"incident/{incident.number}/end")
    return Card(
        key, text("incident.resolved", title=incident.title), tuple(lines), tone="good", automatic=False
    )


def preview(incident: Incident, token: str, facts: Facts) -> Card:
    """The same before it is told, to the one who writes it only."""
    card = timeline(incident, incident.last.part, facts)
    count = len(facts.policy.status.places)
    where = text("incident.goes_to", count=count) if count else text("incident.goes_nowhere")
    return Card(
        CardKey(f"draft/{token}"),
        text("incident.preview"),
        (card.title, *card.lines, where),
        (
            button(Verb.PUBLISH, argument=token, style="primary"),
            button(Verb.DISCARD, argument=token),
        ),
        "waiting",
    )


def state(incident: Incident, facts: Facts) -> tuple[Text, ...]:
    """How bad it is, what it affects, and until when that is expected."""
    last = incident.last
    lines = [
        text(
            "incident.state",
            stage=text(f"incident.stage_{last.stage}"),
            impact=text(f"incident.impact_{incident.impact}"),
        )
    ]
    lines += _affected(last.affected, facts)
    if not incident.over:
        lines.append(text("incident.eta", at=last.eta) if last.eta else text("incident.no_eta"))
    return tuple(lines)


def in_brief(incident: Incident, facts: Facts) -> tuple[Text, ...]:
    """The same among others: its title, how it stands, the latest words."""
    return (
        text("incident.title", title=incident.title),
        *state(incident, facts),
        *_updates((incident.last,)),
    )


def which(incidents: Iterable[Incident], verb: Verb) -> Card:
    """Several are open: which is meant?"""
    every = list(incidents)[:LISTED]
    actions = tuple(
        Action(
            verb,
            text("button.incident", number=each.number, title=_short(each.title)),
            argument=str(each.number),
        )
        for each in every
    )
    return Card(CardKey("incidents"), text("incident.which"), (), actions)


# ---- forms


def status_form(
    verb: Verb, argument: str, open_: tuple[Incident, ...], facts: Facts, language: str
) -> Form | None:
    """The form for these, where it is clear which incident is meant."""
    if verb is Verb.INCIDENT:
        return start_form(facts, language)
    meant = [each for each in open_ if argument in {"", str(each.number)}]
    if len(meant) != 1:
        return None
    return resolve_form(meant[0]) if verb is Verb.RESOLVE else update_form(meant[0])


def start_form(facts: Facts, language: str) -> Form:
    rules = facts.policy.status
    components = tuple(Choice(each.id, _component(facts, each.id, language)) for each in rules.components)
    fields = [Field("title", text("form.title"), required=True)]
    if components:
        fields.append(Field("components", text("form.components"), choices=components, many=True))
        fields.append(Field("level", text("form.level"), choices=_levels("partial")))
    fields.append(Field("words", text("form.update"), long=True, required=True))
    fields.append(Field("eta", text("form.eta")))
    return Form("incident", text("form.incident"), hint=text("incident.how_start"), fields=tuple(fields))


def update_form(incident: Incident) -> Form:
    stages = tuple(
        Choice(each, text(f"incident.stage_{each}"), chosen=each == incident.last.stage)
        for each in STAGES
        if (each == "postmortem") == incident.over and each != "resolved"
    )
    fields = [Field("stage", text("form.stage"), choices=stages)]
    if incident.last.affected:
        fields.append(Field("level", text("form.level"), choices=_levels(None)))
    fields.append(Field("words", text("form.update"), long=True, required=True))
    if not incident.over:
        fields.append(Field("eta", text("form.eta")))
    return Form(
        "update",
        text("form.of_incident", number=incident.number),
        hint=text("incident.how_update", title=incident.title),
        argument=str(incident.number),
        fields=tuple(fields),
    )


def resolve_form(incident: Incident) -> Form:
    return Form(
        "resolve",
        text("form.of_incident", number=incident.number),
        hint=text("incident.how_resolve", title=incident.title),
        argument=str(incident.number),
        fields=(Field("words", text("form.update"), long=True),),
    )


# ---- pieces


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


def _affected(affected: Iterable[Affected], facts: Facts) -> list[Text]:
    rules, language = facts.policy.status, facts.policy.language
    return [
        text(
            "incident.affects",
            component=rules.named(each.component, language),
            level=text(f"component.{each.level}"),
        )
        for each in affected
    ]


def _component(facts: Facts, component: str, language: str) -> Text:
    found = facts.policy.status.component(component)
    return text("component.label", name=facts.policy.status.named(found.id, language) if found else component)


def _levels(chosen: str | None) -> tuple[Choice, ...]:
    return (
        Choice("degraded", text("component.degraded"), chosen=chosen == "degraded"),
        Choice("partial", text("component.partial"), chosen=chosen == "partial"),
        Choice("major", text("component.major"), chosen=chosen == "major"),
    )


def _short(title: str) -> str:
    return title if len(title) <= 16 else f"{title[:15]}…"
