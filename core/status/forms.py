"""The forms in which staff write about incidents and maintenance."""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from core.policy import Facts
from core.status.components import ComponentId
from core.status.incidents import STAGES as OF_INCIDENTS
from core.status.incidents import Incident
from core.status.maintenance import KINDS, Maintenance, Matter
from core.status.rules import Template
from core.words.cards import Choice, Field, Form, Verb
from core.words.texts import Text, text

MINUTE = timedelta(minutes=1)
BLANK = "-"
"""The argument of the button for an incident from no template."""


def status_form(
    verb: Verb, argument: str, open_: tuple[Matter, ...], facts: Facts, language: str
) -> Form | None:
    """The form for these, where it is clear what is meant."""
    match verb:
        case Verb.INCIDENT if facts.policy.status.templates and not argument:
            return None
        case Verb.INCIDENT:
            return start_form(facts, language, template=facts.policy.status.template(argument))
        case Verb.KNOWN:
            return start_form(facts, language, known=True)
        case Verb.MAINTENANCE:
            return schedule_form(facts, language)
        case _:
            meant = [
                each
                for each in open_
                if (argument == str(each.number)) or (not argument and isinstance(each, kind_of(verb)))
            ]
            return form_for(meant[0], verb) if len(meant) == 1 else None


def kind_of(verb: Verb) -> type[Incident] | type[Maintenance]:
    """What a command is about where no number says it."""
    return Maintenance if verb is Verb.PROGRESS else Incident


def form_for(matter: Matter, verb: Verb) -> Form:
    match matter:
        case Maintenance():
            return progress_form(matter)
        case Incident():
            return resolve_form(matter) if verb is Verb.RESOLVE else update_form(matter)
        case _:
            assert_never(matter)


def start_form(facts: Facts, language: str, *, known: bool = False, template: Template | None = None) -> Form:
    """The form of a new one, with what the template says in it."""
    begun = template or Template("", "", "", level="degraded" if known else "partial")
    fields = [Field("title", text("form.title"), begun.title, required=True)]
    components = tuple(
        replace(each, chosen=each.value in begun.components) for each in _components(facts, language)
    )
    if components:
        fields.append(Field("components", text("form.components"), choices=components, many=True))
        fields.append(Field("level", text("form.level"), choices=_levels(begun.level)))
    fields.append(Field("words", text("form.update"), begun.words, long=True, required=True))
    eta = "" if begun.eta is None else f"{begun.eta // MINUTE}m"
    fields.append(Field("eta", text("form.eta"), eta))
    title = text("form.known") if known else text("form.incident")
    if template is not None:
        hint = text("incident.from_template", title=template.title, words=template.words)
        return Form("template", title, hint=hint, argument=template.id, fields=tuple(fields))
    return Form(
        "known" if known else "incident", title, hint=text("incident.how_start"), fields=tuple(fields)
    )


def update_form(incident: Incident) -> Form:
    stages = tuple(
        Choice(each, text(f"incident.stage_{each}"), chosen=each == incident.last.stage)
        for each in OF_INCIDENTS
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


def schedule_form(facts: Facts, language: str) -> Form:
    kinds = tuple(
        Choice(each, text(f"maintenance.kind_{each}"), chosen=each == "scheduled") for each in KINDS
    )
    fields = [
        Field("title", text("form.title"), required=True),
        Field("kind", text("form.kind"), choices=kinds),
    ]
    components = _components(facts, language)
    if components:
        fields.append(Field("components", text("form.worked_on"), choices=components, many=True))
    fields.append(Field("when", text("form.when"), required=True))
    fields.append(Field("words", text("form.update"), long=True, required=True))
    return Form(
        "maintenance", text("form.maintenance"), hint=text("maintenance.how_schedule"), fields=tuple(fields)
    )


def progress_form(maintenance: Maintenance) -> Form:
    stages = tuple(
        Choice(each, text(f"incident.stage_{each}"), chosen=each == maintenance.last.stage)
        for each in maintenance.ways
    )
    return Form(
        "progress",
        text("form.of_maintenance", number=maintenance.number),
        hint=text("maintenance.how_update", title=maintenance.title),
        argument=str(maintenance.number),
        fields=(
            Field("stage", text("form.stage"), choices=stages),
            Field("words", text("form.update"), long=True),
            Field("when", text("form.moved")),
        ),
    )


def _components(facts: Facts, language: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(each.id, _component(facts, each.id, language)) for each in facts.policy.status.components
    )


def _component(facts: Facts, component: ComponentId, language: str) -> Text:
    return text("component.label", name=facts.policy.status.named(component, language))


def _levels(chosen: str | None) -> tuple[Choice, ...]:
    return (
        Choice("degraded", text("component.degraded"), chosen=chosen == "degraded"),
        Choice("partial", text("component.partial"), chosen=chosen == "partial"),
        Choice("major", text("component.major"), chosen=chosen == "major"),
    )
